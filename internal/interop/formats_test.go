package interop

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
	"go.yaml.in/yaml/v3"
)

// A record has a field of each type that has a text form.
type record struct {
	Country    relations.Country `xml:",attr"`
	Kind       relations.SupportKind
	Date       relations.Date
	Countries  relations.CountrySet
	Kinds      relations.KindSet
	Vote       relations.Vote
	Resolution relations.Resolution
	Standing   relations.Standing
}

var full = record{
	Country:    relations.Norway, // NO, which YAML once took for false
	Kind:       relations.ArmsTransfer,
	Date:       relations.Date{Year: 2023, Month: 3, Day: 20},
	Countries:  relations.NewCountrySet(relations.Iran, relations.Belarus),
	Kinds:      bareMilitary.Union(relations.NewKindSet(relations.Visit)),
	Vote:       relations.NotVoting,
	Resolution: 1,
	Standing:   relations.Alleged,
}

// bareMilitary holds the category, and no kind of it.
var bareMilitary = func() relations.KindSet {
	set := relations.NewKindSet(relations.Military)
	for k := range set.All() {
		if k != relations.Military {
			set = set.Minus(relations.NewKindSet(k))
		}
	}
	return set
}()

// forgedRecords each have one value that no function of the library returns.
var forgedRecords = map[string]record{
	"country":    {Country: 9999},
	"kind":       {Kind: 200},
	"date":       {Date: relations.Date{Year: 2023, Month: 2, Day: 30}},
	"countries":  {Countries: relations.NewCountrySet(9999)},
	"kinds":      {Kinds: relations.NewKindSet(200)},
	"vote":       {Vote: 5},
	"resolution": {Resolution: 255},
	"standing":   {Standing: 4},
}

// A format is a way to write and read values.
type format struct {
	name      string
	marshal   func(any) ([]byte, error)
	unmarshal func([]byte, any) error
	full      string // how it writes full
}

var (
	inJSON = format{"JSON", json.Marshal, json.Unmarshal,
		`{"Country":"NO","Kind":"arms-transfer","Date":"2023-03-20","Countries":["BY","IR"],"Kinds":["visit","military"],` +
			`"Vote":"not voting","Resolution":"A/RES/ES-11/1","Standing":"alleged"}`}
	inXML = format{"XML", xml.Marshal, xml.Unmarshal,
		`<record Country="NO"><Kind>arms-transfer</Kind><Date>2023-03-20</Date><Countries>BY IR</Countries><Kinds>visit military</Kinds>` +
			`<Vote>not voting</Vote><Resolution>A/RES/ES-11/1</Resolution><Standing>alleged</Standing></record>`}
	inYAML = format{"YAML", yaml.Marshal, yaml.Unmarshal, `country: "NO"
kind: arms-transfer
date: "2023-03-20"
countries: BY IR
kinds: visit military
vote: not voting
resolution: A/RES/ES-11/1
standing: alleged
`}
	inTOML = format{"TOML", toml.Marshal, toml.Unmarshal, `Country = "NO"
Kind = "arms-transfer"
Date = "2023-03-20"
Countries = "BY IR"
Kinds = "visit military"
Vote = "not voting"
Resolution = "A/RES/ES-11/1"
Standing = "alleged"
`}

	formats = []format{inJSON, inXML, inYAML, inTOML}
)

func TestFormatsWriteText(t *testing.T) {
	for _, f := range formats {
		t.Run(f.name, func(t *testing.T) {
			b, err := f.marshal(full)
			require.NoError(t, err)
			assert.Equal(t, f.full, string(b))
		})
	}
}

func TestFormatsRoundTrip(t *testing.T) {
	type claims struct{ Claims []relations.Claim }
	type sources struct{ Sources []relations.Source }
	type pointers struct {
		Country *relations.Country
		Date    *relations.Date
		Kinds   *relations.KindSet
	}
	values := []struct {
		name  string
		value any
	}{
		{"full", full},
		{"zero", record{}},
		{"pointers", pointers{&full.Country, &full.Date, &full.Kinds}},
		{"nil", pointers{}},
		{"every claim", claims{slices.Collect(relations.Claims())}},
		{"every source", sources{slices.Collect(relations.Sources())}},
	}
	for _, f := range formats {
		for _, v := range values {
			t.Run(f.name+"/"+v.name, func(t *testing.T) {
				roundTrip(t, f, v.value)
			})
		}
	}
}

func TestDatasetInConfiguration(t *testing.T) {
	type configuration struct {
		Name string
		Data relations.Dataset
	}
	roundTrip(t, inJSON, configuration{"default", relations.Embedded()})
	roundTrip(t, inJSON, configuration{})
	var c configuration
	assert.ErrorIs(t, json.Unmarshal([]byte(`{"Data": {"subject": "ZZ", "claims": []}}`), &c), relations.ErrUnknown)
}

// roundTrip writes a value and reads it back.
func roundTrip(t *testing.T, f format, v any) {
	b, err := f.marshal(v)
	require.NoError(t, err)
	have := reflect.New(reflect.TypeOf(v))
	require.NoError(t, f.unmarshal(b, have.Interface()), "%s", b)
	assert.Empty(t, cmp.Diff(v, have.Elem().Interface()))
}

func TestFormatsRefuseForged(t *testing.T) {
	for _, f := range formats {
		for name, forged := range forgedRecords {
			t.Run(f.name+"/"+name, func(t *testing.T) {
				_, err := f.marshal(forged)
				assert.ErrorIs(t, err, relations.ErrInvalid)
			})
		}
	}
}

func TestFormatsRefuseUnknown(t *testing.T) {
	for _, f := range formats {
		for _, test := range []struct{ name, old, new string }{
			{"country", "NO", "ZZ"},
			{"kind", "arms-transfer", "applause"},
			{"countries", "IR", "ZZ"},
			{"kinds", "military", "applause"},
			{"vote", "not voting", "in doubt"},
			{"resolution", "ES-11/1", "ES-11/99"},
			{"standing", "alleged", "certain"},
		} {
			t.Run(f.name+"/"+test.name, func(t *testing.T) {
				var r record
				err := f.unmarshal([]byte(strings.Replace(f.full, test.old, test.new, 1)), &r)
				if f.name == "TOML" { // whose package keeps the text of an error, not the error
					assert.ErrorContains(t, err, "unknown")
					return
				}
				assert.ErrorIs(t, err, relations.ErrUnknown)
			})
		}
	}
}

func TestFormatsOmitZero(t *testing.T) {
	type optional struct {
		Country    relations.Country     `json:",omitzero" xml:",omitempty" yaml:",omitempty" toml:",omitzero"`
		Kind       relations.SupportKind `json:",omitzero" xml:",omitempty" yaml:",omitempty" toml:",omitzero"`
		Date       relations.Date        `json:",omitzero" yaml:",omitempty" toml:",omitempty"`
		Countries  relations.CountrySet  `json:",omitzero" yaml:",omitempty" toml:",omitempty"`
		Kinds      relations.KindSet     `json:",omitzero" yaml:",omitempty" toml:",omitempty"`
		Vote       relations.Vote        `json:",omitzero" xml:",omitempty" yaml:",omitempty" toml:",omitzero"`
		Resolution relations.Resolution  `json:",omitzero" xml:",omitempty" yaml:",omitempty" toml:",omitzero"`
		Standing   relations.Standing    `json:",omitzero" xml:",omitempty" yaml:",omitempty" toml:",omitzero"`
	}
	zero := map[string]string{
		"JSON": "{}",
		"XML":  "<optional><Date></Date><Countries></Countries><Kinds></Kinds></optional>", // it omits no struct
		"YAML": "{}\n",
		"TOML": "",
	}
	for _, f := range formats {
		t.Run(f.name, func(t *testing.T) {
			b, err := f.marshal(optional{})
			require.NoError(t, err)
			assert.Equal(t, zero[f.name], string(b))
			roundTrip(t, f, optional(full)) // what is not zero stays
		})
	}
}

// Package xml takes a slice of kinds for bytes, as any slice of one-byte values.
// A KindSet is text there too.
func TestFormatsLists(t *testing.T) {
	type lists struct {
		Countries []relations.Country
		Kinds     []relations.SupportKind
		Votes     []relations.Vote
	}
	v := lists{
		[]relations.Country{relations.Iran, relations.Belarus},
		[]relations.SupportKind{relations.Visit, relations.Trade},
		[]relations.Vote{relations.Against},
	}
	for _, f := range []format{inJSON, inYAML, inTOML} {
		t.Run(f.name, func(t *testing.T) {
			roundTrip(t, f, v)
			b, err := f.marshal(v)
			require.NoError(t, err)
			for _, text := range []string{"IR", "BY", "visit", "trade", "against"} {
				assert.Contains(t, string(b), text)
			}
		})
	}
}

func TestFormatsMapKeys(t *testing.T) {
	for _, test := range []struct {
		name       string
		value      any
		json, yaml string
	}{
		{"country", map[relations.Country]int{full.Country: 1}, `{"NO":1}`, "\"NO\": 1\n"},
		{"kind", map[relations.SupportKind]int{full.Kind: 1}, `{"arms-transfer":1}`, "arms-transfer: 1\n"},
		{"date", map[relations.Date]int{full.Date: 1}, `{"2023-03-20":1}`, "\"2023-03-20\": 1\n"},
		{"countries", map[relations.CountrySet]int{full.Countries: 1}, `{"BY IR":1}`, "BY IR: 1\n"},
		{"kinds", map[relations.KindSet]int{full.Kinds: 1}, `{"visit military":1}`, "visit military: 1\n"},
		{"vote", map[relations.Vote]int{full.Vote: 1}, `{"not voting":1}`, "not voting: 1\n"},
		{"resolution", map[relations.Resolution]int{full.Resolution: 1}, `{"A/RES/ES-11/1":1}`, "A/RES/ES-11/1: 1\n"},
		{"standing", map[relations.Standing]int{full.Standing: 1}, `{"alleged":1}`, "alleged: 1\n"},
		{"zero", map[relations.Country]int{0: 1}, `{"":1}`, "\"\": 1\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b, err := json.Marshal(test.value)
			require.NoError(t, err)
			assert.Equal(t, test.json, string(b))
			roundTrip(t, inJSON, test.value)

			b, err = yaml.Marshal(test.value)
			require.NoError(t, err)
			assert.Equal(t, test.yaml, string(b))
			roundTrip(t, inYAML, test.value)
		})
	}
}

// People write other forms by hand than programs do.
func TestFormatsByHand(t *testing.T) {
	for _, test := range []struct {
		name    string
		format  format
		text    string
		want    record
		refused bool
	}{
		{"a country that looks like a truth value", inYAML, "country: NO", record{Country: full.Country}, false},
		{"a country by number", inYAML, "country: 004", record{Country: relations.Afghanistan}, false},
		{"a country by name", inYAML, "country: Islamic Republic of Iran", record{Country: relations.Iran}, false},
		{"a day that looks like a time", inYAML, "date: 2023-03-20", record{Date: full.Date}, false},
		{"a year that looks like a number", inYAML, "date: 2023", record{Date: relations.Date{Year: 2023}}, false},
		{"a category alone", inYAML, "kinds: military", record{Kinds: bareMilitary}, false},
		{"null", inYAML, "country: null", record{}, false},
		{"a list, where a set is text", inYAML, "countries: [BY, IR]", record{}, true},
		{"a country by name", inTOML, `Country = "Islamic Republic of Iran"`, record{Country: relations.Iran}, false},
		{"a year that looks like a number", inTOML, "Date = 2023", record{Date: relations.Date{Year: 2023}}, false},
		{"a day that is a time, where a date is text", inTOML, "Date = 2023-03-20", record{}, true},
		{"a list, where a set is text", inTOML, `Countries = ["BY", "IR"]`, record{}, true},
		{"null", inJSON, `{"Country": null, "Kinds": null}`, record{}, false},
		{"a number, where a kind is text", inJSON, `{"Kind": 13}`, record{}, true},
		{"white space in a set", inXML, "<record><Countries>\n  IR\n  BY\n</Countries></record>", record{Countries: full.Countries}, false},
	} {
		t.Run(test.format.name+"/"+test.name, func(t *testing.T) {
			var have record
			err := test.format.unmarshal([]byte(test.text), &have)
			assert.Equal(t, test.refused, err != nil, "%v", err)
			assert.Empty(t, cmp.Diff(test.want, have))
		})
	}
}

// Package gob asks no type for its text. So it stores numbers, whatever they
// mean in the version that reads them, and refuses sets, and all that has one.
func TestGob(t *testing.T) {
	encode := func(v any) (string, error) {
		var b bytes.Buffer
		err := gob.NewEncoder(&b).Encode(v)
		return b.String(), err
	}
	for _, test := range []struct {
		name   string
		v      any
		number any // which is stored as v is
	}{
		{"country", full.Country, uint16(full.Country)},
		{"kind", full.Kind, uint8(full.Kind)},
		{"vote", full.Vote, uint8(full.Vote)},
		{"resolution", full.Resolution, uint8(full.Resolution)},
		{"standing", full.Standing, uint8(full.Standing)},
	} {
		t.Run(test.name, func(t *testing.T) {
			have, err := encode(test.v)
			require.NoError(t, err)
			want, err := encode(test.number)
			require.NoError(t, err)
			assert.Equal(t, want, have)
		})
	}
	for name, v := range map[string]any{"countries": full.Countries, "kinds": full.Kinds,
		"claim": relations.Claim{}, "relation": relations.Relation{}, "dataset": relations.Embedded()} {
		t.Run(name, func(t *testing.T) {
			_, err := encode(v)
			assert.ErrorContains(t, err, "no exported fields")
		})
	}
}
