package interop

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

const schemaFile = "../../docs/dataset.schema.json"

// sound is a document without a fault, of which the tests change a part.
const sound = `{
  "subject": "RU", "version": "1",
  "sources": [{"id": "s", "title": "T", "publisher": "P", "published": "2023", "url": "U"}],
  "claims": [
    {"id": "a", "from": "IR", "to": "RU", "mutual": false, "kind": "trade", "start": "2022", "end": "2022-12-31",
      "asserted_by": ["US"], "denied_by": [], "others": ["UA", "SY"], "summary": "S", "source": "s", "section": "A"},
    {"id": "b", "from": "CN", "to": "RU", "mutual": true, "kind": "visit", "source": "s"}
  ]
}`

func TestSchemaAndDecode(t *testing.T) {
	schema := compile(t, schemaFile)
	for _, test := range []struct {
		name, old, new string // what is put in the place of what
		schema, decode bool   // whether it is accepted
	}{
		{"sound", "", "", true, true},
		{"header of the subject alone", `"version": "1",`, ``, true, true},
		{"no version", `"version": "1"`, `"version": ""`, true, true},
		{"no claims", sound, `{"subject": "RU", "claims": []}`, true, true},
		{"empty", sound, `{"subject": "", "version": "", "sources": [], "claims": []}`, true, true},

		{"not an object", sound, `[]`, false, false},
		{"null", sound, `null`, false, false},
		{"no subject", `"subject": "RU",`, ``, false, false},
		{"empty subject of claims", `"subject": "RU"`, `"subject": ""`, false, false},
		{"empty subject of a version", sound, `{"subject": "", "version": "1", "claims": []}`, false, false},
		{"no claims key", sound, `{"subject": "RU"}`, false, false},
		{"claims not an array", sound, `{"subject": "RU", "claims": {}}`, false, false},
		{"claim not an object", sound, `{"subject": "RU", "claims": ["a"]}`, false, false},
		{"key of an older format", `"version": "1"`, `"version": "1", "as_of": "2023-03"`, false, false},
		{"unknown key", `"version": "1"`, `"version": "1", "edition": "2"`, false, false},
		{"unknown key in a source", `"url": "U"`, `"author": "U"`, false, false},
		{"unknown key in a claim", `"section": "A"`, `"page": "A"`, false, false},
		{"key in capitals", `"summary": "S"`, `"Summary": "S"`, false, false},
		{"version a number", `"version": "1"`, `"version": 1`, false, false},
		{"source without id", `"id": "s",`, ``, false, false},
		{"source with an empty id", `"id": "s"`, `"id": ""`, false, false},
		{"source published some day", `"published": "2023"`, `"published": "spring"`, false, false},
		{"claim without id", `"id": "a",`, ``, false, false},
		{"claim with an empty id", `"id": "a"`, `"id": ""`, false, false},
		{"id with a line feed", `"id": "a"`, `"id": "a\n"`, false, false},
		{"claim without from", `"from": "IR",`, ``, false, false},
		{"claim without to", `"to": "RU", "mutual": false,`, ``, false, false},
		{"claim without kind", `"kind": "trade",`, ``, false, false},
		{"claim without source", `"source": "s", "section"`, `"section"`, false, false},
		{"unknown country", `"from": "IR"`, `"from": "Atlantis"`, false, false},
		{"empty country", `"from": "IR"`, `"from": ""`, false, false},
		{"country null", `"from": "IR"`, `"from": null`, false, false},
		{"unknown country in a set", `["US"]`, `["us of a"]`, false, false},
		{"empty country in a set", `["US"]`, `[""]`, false, false},
		{"set not an array", `["US"]`, `"US"`, false, false},
		{"mutual a text", `"mutual": false`, `"mutual": "false"`, false, false},
		{"unknown kind", `"kind": "trade"`, `"kind": "applause"`, false, false},
		{"empty kind", `"kind": "trade"`, `"kind": ""`, false, false},
		{"kind a number", `"kind": "trade"`, `"kind": 8`, false, false},
		{"13th month", `"start": "2022"`, `"start": "2022-13"`, false, false},
		{"no month", `"start": "2022"`, `"start": "2022-00"`, false, false},
		{"month of one digit", `"start": "2022"`, `"start": "2022-3"`, false, false},
		{"32nd day", `"start": "2022"`, `"start": "2022-03-32"`, false, false},
		{"no day", `"start": "2022"`, `"start": "2022-03-00"`, false, false},
		{"year 0", `"start": "2022"`, `"start": "0000"`, false, false},
		{"time", `"start": "2022"`, `"start": "2022-03-20T00:00:00Z"`, false, false},
		{"control character", `"summary": "S"`, `"summary": "S\u0007"`, false, false},
		{"control character of Latin-1", `"summary": "S"`, `"summary": "\u0085S"`, false, false},

		// The schema is for what is written, Decode for what is read besides.
		{"country by name", `"from": "IR"`, `"from": "Iran"`, false, true},
		{"country by alpha-3", `["US"]`, `["USA"]`, false, true},
		{"kind in capitals", `"kind": "trade"`, `"kind": "Trade"`, false, true},
		{"empty date", `"start": "2022"`, `"start": ""`, false, true},
		{"country twice in a set", `["US"]`, `["US", "US"]`, false, true},

		// These only Decode can see.
		{"code of no country", `"from": "IR"`, `"from": "ZZ"`, true, false},
		{"day that no calendar has", `"start": "2022"`, `"start": "2022-02-30"`, true, false},
		{"end before start", `"start": "2022"`, `"start": "2023"`, true, false},
		{"unknown source", `"source": "s", "section"`, `"source": "x", "section"`, true, false},
		{"ID twice", `"id": "b"`, `"id": "a"`, true, false},
		{"subject on neither side", `"from": "IR", "to": "RU"`, `"from": "IR", "to": "SY"`, true, false},
		{"self-dyad", `"from": "IR"`, `"from": "RU"`, true, false},
		{"mutual with the subject in from", `"from": "CN", "to": "RU"`, `"from": "RU", "to": "CN"`, true, false},
		{"key twice", `"section": "A"`, `"section": "A", "section": "A"`, true, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, sound, test.old)
			text := strings.Replace(sound, test.old, test.new, 1)
			err := validate(t, schema, text)
			assert.Equal(t, test.schema, err == nil, "schema: %v", err)
			_, err = relations.Decode(strings.NewReader(text))
			assert.Equal(t, test.decode, err == nil, "Decode: %v", err)
		})
	}
}

func TestSchemaAcceptsWhatEncodeWrites(t *testing.T) {
	schema := compile(t, schemaFile)
	header := relations.Header{Subject: relations.Ukraine}
	bare, err := relations.New(header, nil, nil)
	require.NoError(t, err)
	full, err := relations.Decode(strings.NewReader(sound))
	require.NoError(t, err)
	var kinds []relations.Claim
	for k := range relations.Kinds().All() {
		kinds = append(kinds, relations.Claim{ID: k.String(), From: relations.Iran, To: relations.Ukraine, Kind: k,
			Source: "s"})
	}
	everyKind, err := relations.New(header, []relations.Source{{ID: "s"}}, kinds)
	require.NoError(t, err)
	for _, test := range []struct {
		name    string
		dataset relations.Dataset
	}{
		{"embedded", relations.Embedded()},
		{"zero", relations.Dataset{}},
		{"subject alone", bare},
		{"all fields", full},
		{"every kind", everyKind},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, test.dataset.Encode(&b))
			assert.NoError(t, validate(t, schema, b.String()))
		})
	}
}

// compile returns the schema in a file, which is thereby shown to be one.
func compile(t *testing.T, file string) *jsonschema.Schema {
	schema, err := jsonschema.NewCompiler().Compile(file)
	require.NoError(t, err)
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, text string) error {
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err)
	return schema.Validate(document)
}
