package interop

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"reflect"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/fxamacker/cbor/v2"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vmihailenco/msgpack/v5"
	"github.com/warmrelations/relations"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.yaml.in/yaml/v3"
)

// A record has a field of each value type. docs/integrations.md requires the bun tags.
type record struct {
	Country    relations.Country     `xml:",attr" bun:"type:text"`
	Kind       relations.SupportKind `bun:"type:text"`
	Date       relations.Date        `bun:"type:text"`
	Countries  relations.CountrySet  `bun:"type:text"`
	Kinds      relations.KindSet     `bun:"type:text"`
	Vote       relations.Vote        `bun:"type:text"`
	Resolution relations.Resolution  `bun:"type:text"`
	Standing   relations.Standing    `bun:"type:text"`
}

var full = record{
	Country:    relations.Norway, // NO, which some YAML readers decode as false
	Kind:       relations.ArmsTransfer,
	Date:       relations.Date{Year: 2023, Month: 3, Day: 20},
	Countries:  relations.NewCountrySet(relations.Iran, relations.Belarus),
	Kinds:      relations.NewKindSet(relations.Military, relations.Visit),
	Vote:       relations.NotVoting,
	Resolution: 1,
	Standing:   relations.Alleged,
}

// Each of invalidRecords has one invalid value.
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

// A lists value has slices of values.
type lists struct {
	Countries []relations.Country
	Kinds     []relations.SupportKind
	Votes     []relations.Vote
}

// A report has a dataset.
type report struct {
	Name string
	Data relations.Dataset
}

// An encoder is a pair of functions that encode and decode values.
type encoder struct {
	marshal   func(any) ([]byte, error)
	unmarshal func([]byte, any) error
	asText    bool // whether it writes values as text, and so rejects invalid ones
	dataset   bool // whether it writes a Dataset
}

var encoders = map[string]encoder{
	"encoding/json": {json.Marshal, json.Unmarshal, true, true},
	"encoding/xml":  {xml.Marshal, xml.Unmarshal, true, true},
	"encoding/gob":  {marshalGob, unmarshalGob, false, true},
	"yaml":          {yaml.Marshal, yaml.Unmarshal, true, true},
	"toml":          {toml.Marshal, toml.Unmarshal, true, true},
	"msgpack":       {msgpack.Marshal, msgpack.Unmarshal, true, true},
	"cbor":          {cbor.Marshal, cbor.Unmarshal, false, true},
	"bson":          {bson.Marshal, bson.Unmarshal, false, false},
	"parquet":       {marshalParquet, unmarshalParquet, false, false},
}

func marshalGob(v any) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(v)
	return b.Bytes(), err
}

func unmarshalGob(data []byte, v any) error { return gob.NewDecoder(bytes.NewReader(data)).Decode(v) }

// marshalParquet returns a file with v as the only row.
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

// TestEncoders encodes and decodes values of each type with each encoder, and all claims and
// relations, so that no claim becomes weaker or stronger. The results must be equal.
func TestEncoders(t *testing.T) {
	type document struct {
		Claims    []relations.Claim
		Relations []relations.Relation
	}
	type textReport struct{ Name, Data string }
	text, err := relations.Embedded().MarshalText()
	require.NoError(t, err)
	for encoder, e := range encoders {
		for name, v := range map[string]any{
			"all types": full,
			"zero":      record{},
			"lists": lists{
				[]relations.Country{relations.Iran, relations.Belarus},
				[]relations.SupportKind{relations.Visit, relations.Trade},
				[]relations.Vote{relations.Against, relations.NotVoting},
			},
			"claims and relations": document{claims, partners},
			"text of dataset":      textReport{"embedded", string(text)},
		} {
			t.Run(encoder+"/"+name, func(t *testing.T) { testRoundTrip(t, e, v) })
		}
		t.Run(encoder+"/dataset", func(t *testing.T) {
			v := report{"embedded", relations.Embedded()}
			if e.dataset {
				testRoundTrip(t, e, v)
				return
			}
			b, err := e.marshal(v)
			require.NoError(t, err)
			var have report
			require.NoError(t, e.unmarshal(b, &have))
			assert.Equal(t, report{Name: v.Name}, have, "it is empty without an error, as docs/integrations.md says")
		})
		for name, invalid := range invalidRecords {
			t.Run(encoder+"/invalid "+name, func(t *testing.T) {
				if e.asText {
					_, err := e.marshal(invalid)
					assert.ErrorIs(t, err, relations.ErrInvalid)
				} else {
					testRoundTrip(t, e, invalid) // it stays invalid
				}
			})
		}
	}
}

// testRoundTrip encodes and decodes a value.
func testRoundTrip(t *testing.T, e encoder, v any) {
	b, err := e.marshal(v)
	require.NoError(t, err)
	have := reflect.New(reflect.TypeOf(v))
	require.NoError(t, e.unmarshal(b, have.Interface()), "%s", b)
	assert.Equal(t, v, have.Elem().Interface())
}

// A zero value can be omitted, and a value can be the key of a map.
func TestYAML(t *testing.T) {
	type options struct {
		Country   relations.Country         `yaml:",omitempty"`
		Date      relations.Date            `yaml:",omitempty"`
		Countries relations.CountrySet      `yaml:",omitempty"`
		ByCountry map[relations.Country]int `yaml:",omitempty"`
	}
	b, err := yaml.Marshal(options{})
	require.NoError(t, err)
	assert.Equal(t, "{}\n", string(b))
	testRoundTrip(t, encoders["yaml"], options{ByCountry: map[relations.Country]int{relations.Norway: 1, 0: 2}})
}

// Text that was written by hand can differ from encoded text.
func TestTextByHand(t *testing.T) {
	iran := record{Country: relations.Iran}
	for _, tt := range []struct {
		name, encoder, text string
		want                record
		ok                  bool
	}{
		{"like a truth value", "yaml", "country: NO", record{Country: relations.Norway}, true},
		{"numeric code", "yaml", "country: 004", record{Country: relations.Afghanistan}, true},
		{"name", "yaml", "country: Islamic Republic of Iran", iran, true},
		{"unknown name", "yaml", "country: Atlantis", record{}, false},
		{"a day like a time", "yaml", "date: 2023-03-20", record{Date: full.Date}, true},
		{"null", "yaml", "country: null", record{}, true},
		{"a list for a set", "yaml", "countries: [BY, IR]", record{}, false},
		{"name", "toml", `Country = "Islamic Republic of Iran"`, iran, true},
		{"a day that is a time", "toml", "Date = 2023-03-20", record{}, false},
		{"missing", "encoding/json", `{}`, record{}, true},
		{"null", "encoding/json", `{"Country": null, "Kinds": null}`, record{}, true},
		{"empty", "encoding/json", `{"Country": ""}`, record{}, true},
		{"a number for a kind", "encoding/json", `{"Kind": 13}`, record{}, false},
		{"names in a list", "encoding/json", `{"Countries": ["Iran", "BY"]}`, record{Countries: full.Countries}, true},
		{"white space", "encoding/xml", "<record><Countries>\n IR\n BY\n</Countries></record>",
			record{Countries: full.Countries}, true},
		{"a comma", "encoding/xml", "<record><Countries>,</Countries></record>", record{}, false},
	} {
		t.Run(tt.encoder+"/"+tt.name, func(t *testing.T) {
			var have record
			err := encoders[tt.encoder].unmarshal([]byte(tt.text), &have)
			assert.Equal(t, tt.ok, err == nil, "%v", err)
			assert.Equal(t, tt.want, have)
		})
	}
	assert.Error(t, yaml.Unmarshal([]byte(`data: ""`), new(report)), "empty text is not a dataset")
	for range relations.Claims(relations.Involving(0)) {
		assert.Fail(t, "docs/integrations.md says that the zero Country has no claims")
	}
}
