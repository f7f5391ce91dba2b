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
	"github.com/fxamacker/cbor/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vmihailenco/msgpack/v5"
	"github.com/warmrelations/relations"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.yaml.in/yaml/v3"
)

// A record has a field of each value type.
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
	Kinds:      relations.NewKindSet(relations.Military, relations.Visit),
	Vote:       relations.NotVoting,
	Resolution: 1,
	Standing:   relations.Alleged,
}

// invalidRecords each have one value that no function of the library returns.
var invalidRecords = map[string]record{
	"country":    {Country: 9999},
	"kind":       {Kind: 200},
	"date":       {Date: relations.Date{Year: 2023, Month: 2, Day: 30}},
	"countries":  {Countries: relations.NewCountrySet(9999)},
	"kinds":      {Kinds: relations.NewKindSet(200)},
	"vote":       {Vote: 5},
	"resolution": {Resolution: 255},
	"standing":   {Standing: 4},
}

// Lists has slices of values.
type lists struct {
	Countries []relations.Country
	Kinds     []relations.SupportKind
	Votes     []relations.Vote
}

// A report has a dataset, and one as text for encoders that need it.
type report struct {
	Name string
	Data relations.Dataset
}

type textReport struct{ Name, Data string }

// An encoder is a way to write and read values.
type encoder struct {
	name      string
	marshal   func(any) ([]byte, error)
	unmarshal func([]byte, any) error
	isText    bool // values are written as text, so that invalid values are refused
	noDataset bool // a Dataset must be stored as its text
}

var encoders = []encoder{
	{"encoding/json", json.Marshal, json.Unmarshal, true, false},
	{"encoding/xml", xml.Marshal, xml.Unmarshal, true, false},
	{"encoding/gob", marshalGob, unmarshalGob, false, false},
	{"yaml", yaml.Marshal, yaml.Unmarshal, true, false},
	{"toml", toml.Marshal, toml.Unmarshal, true, false},
	{"msgpack", msgpack.Marshal, msgpack.Unmarshal, false, false},
	{"cbor", cbor.Marshal, cbor.Unmarshal, false, false},
	{"bson", bson.Marshal, bson.Unmarshal, false, true},
	{"parquet", marshalParquet, unmarshalParquet, false, true},
}

func marshalGob(v any) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(v)
	return b.Bytes(), err
}

func unmarshalGob(data []byte, v any) error { return gob.NewDecoder(bytes.NewReader(data)).Decode(v) }

// marshalParquet writes a file with v as the only row.
func marshalParquet(v any) ([]byte, error) {
	var b bytes.Buffer
	w := parquet.NewWriter(&b, parquet.SchemaOf(v))
	if err := w.Write(v); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

func unmarshalParquet(data []byte, v any) error {
	return parquet.NewReader(bytes.NewReader(data), parquet.SchemaOf(v)).Read(v)
}

// TestEncoders writes and reads a value of each kind with each encoder.
func TestEncoders(t *testing.T) {
	type claim struct{ Claim relations.Claim }
	type relation struct{ Relation relations.Relation }
	disputed, ok := relations.ClaimByID("PRK-1")
	require.True(t, ok)
	southAfrica, ok := relations.Of(relations.SouthAfrica)
	require.True(t, ok)
	text, err := relations.Embedded().MarshalText()
	require.NoError(t, err)
	for _, e := range encoders {
		for name, v := range map[string]any{
			"all types": full,
			"zero":      record{},
			"lists": lists{
				[]relations.Country{relations.Iran, relations.Belarus},
				[]relations.SupportKind{relations.Visit, relations.Trade},
				[]relations.Vote{relations.Against, relations.NotVoting},
			},
			"disputed claim": claim{disputed},
			"relation":       relation{southAfrica},
			"dataset":        report{"embedded", relations.Embedded()},
			"dataset, text":  textReport{"embedded", string(text)},
		} {
			t.Run(e.name+"/"+name, func(t *testing.T) {
				if name == "dataset" && e.noDataset {
					_, err := e.marshal(v)
					if err == nil {
						assertDatasetIsEmpty(t, e, v) // as docs/integrations.md says
					}
					return
				}
				roundTrip(t, e, v)
			})
		}
	}
}

func assertDatasetIsEmpty(t *testing.T, e encoder, v any) {
	b, err := e.marshal(v)
	require.NoError(t, err)
	var have report
	if e.unmarshal(b, &have) == nil {
		assert.True(t, have.Data.Equal(relations.Dataset{}), "it works now: change docs/integrations.md")
	}
}

// TestEncodersKeepStandings sends all claims and relations through all encoders. None
// comes back weaker or stronger.
func TestEncodersKeepStandings(t *testing.T) {
	type document struct {
		Claims    []relations.Claim
		Relations []relations.Relation
	}
	all := document{claims, partner}
	for _, e := range encoders {
		t.Run(e.name, func(t *testing.T) {
			b, err := e.marshal(all)
			require.NoError(t, err)
			var have document
			require.NoError(t, e.unmarshal(b, &have))
			require.Len(t, have.Claims, len(claims))
			for i, c := range have.Claims {
				assert.Equal(t, claims[i], c)
				assert.Equal(t, claims[i].Standing(), c.Standing())
			}
			assert.Equal(t, partner, have.Relations)
		})
	}
}

// roundTrip writes a value and reads it back.
func roundTrip(t *testing.T, e encoder, v any) {
	b, err := e.marshal(v)
	require.NoError(t, err)
	have := reflect.New(reflect.TypeOf(v))
	require.NoError(t, e.unmarshal(b, have.Interface()), "%s", b)
	assert.Empty(t, cmp.Diff(v, have.Elem().Interface()))
}

// An encoder that writes text refuses an invalid value, and text of an unknown value.
// The others write the number or the words of a set, which stays invalid.
func TestEncodersOfInvalidValues(t *testing.T) {
	for name, invalid := range invalidRecords {
		for _, e := range encoders {
			t.Run(e.name+"/"+name, func(t *testing.T) {
				if b, err := e.marshal(invalid); err == nil {
					assert.False(t, e.isText, "%s", b)
					roundTrip(t, e, invalid)
				}
			})
		}
	}
	for _, e := range encoders[:2] {
		b, err := e.marshal(full)
		require.NoError(t, err)
		for _, old := range []string{"NO", "arms-transfer", "IR", "military", "not voting", "ES-11/1", "alleged"} {
			var r record
			err := e.unmarshal(bytes.Replace(b, []byte(old), []byte("unheard-of"), 1), &r)
			assert.ErrorIs(t, err, relations.ErrUnknown, "%s: %s", e.name, old)
		}
	}
}

// The zero value can be left out, and a value can be the key of a map.
func TestOptionsOfEncoders(t *testing.T) {
	type optional struct {
		Country   relations.Country    `json:",omitzero" yaml:",omitempty" toml:",omitempty"`
		Date      relations.Date       `json:",omitzero" yaml:",omitempty" toml:",omitempty"`
		Countries relations.CountrySet `json:",omitzero" yaml:",omitempty" toml:",omitempty"`
		Kinds     relations.KindSet    `json:",omitzero" yaml:",omitempty" toml:",omitempty"`
	}
	type keys struct {
		ByCountry map[relations.Country]int
		ByKind    map[relations.SupportKind]int
		BySet     map[relations.CountrySet]int
	}
	for _, e := range []encoder{encoders[0], encoders[3]} {
		b, err := e.marshal(optional{})
		require.NoError(t, err)
		assert.Equal(t, "{}", strings.TrimSpace(string(b)), e.name)
		roundTrip(t, e, optional{Country: relations.Iran, Kinds: full.Kinds})
		roundTrip(t, e, keys{
			map[relations.Country]int{relations.Norway: 1, 0: 2},
			map[relations.SupportKind]int{relations.Trade: 1},
			map[relations.CountrySet]int{full.Countries: 1},
		})
	}
}

// People write other forms by hand than programs do.
func TestTextByHand(t *testing.T) {
	inJSON, inXML, inYAML, inTOML := encoders[0], encoders[1], encoders[3], encoders[4]
	iran := record{Country: relations.Iran}
	for _, tt := range []struct {
		name    string
		encoder encoder
		text    string
		want    record
		refused bool
	}{
		{"like a truth value", inYAML, "country: NO", record{Country: relations.Norway}, false},
		{"by number", inYAML, "country: 004", record{Country: relations.Afghanistan}, false},
		{"by name", inYAML, "country: Islamic Republic of Iran", iran, false},
		{"a day like a time", inYAML, "date: 2023-03-20", record{Date: full.Date}, false},
		{"a category", inYAML, "kinds: military", record{Kinds: relations.NewKindSet(relations.Military)}, false},
		{"null", inYAML, "country: null", record{}, false},
		{"a list, where a set is text", inYAML, "countries: [BY, IR]", record{}, true},
		{"by name", inTOML, `Country = "Islamic Republic of Iran"`, iran, false},
		{"a day that is a time", inTOML, "Date = 2023-03-20", record{}, true},
		{"null", inJSON, `{"Country": null, "Kinds": null}`, record{}, false},
		{"a number, where a kind is text", inJSON, `{"Kind": 13}`, record{}, true},
		{"names in a list", inJSON, `{"Countries": ["Iran", "BY"]}`, record{Countries: full.Countries}, false},
		{"white space", inXML, "<record><Countries>\n IR\n BY\n</Countries></record>", record{Countries: full.Countries},
			false},
		{"a comma", inXML, "<record><Countries>,</Countries></record>", record{}, true},
	} {
		t.Run(tt.encoder.name+"/"+tt.name, func(t *testing.T) {
			var have record
			err := tt.encoder.unmarshal([]byte(tt.text), &have)
			assert.Equal(t, tt.refused, err != nil, "%v", err)
			assert.Equal(t, tt.want, have)
		})
	}
	var r report
	assert.ErrorIs(t, json.Unmarshal([]byte(`{"Data": {"subject": "ZZ", "claims": []}}`), &r), relations.ErrUnknown)
	assert.Error(t, yaml.Unmarshal([]byte(`data: ""`), &r), "empty text is not a dataset")
	assert.False(t, slices.ContainsFunc(claims, func(c relations.Claim) bool { return !c.From.IsValid() }))
}
