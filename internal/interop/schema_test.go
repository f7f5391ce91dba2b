package interop

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

// sound is a valid document. The tests replace a part of it.
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
	schema := compile(t, "../../docs/dataset.schema.json")
	embedded, err := relations.Embedded().MarshalText()
	require.NoError(t, err)
	assert.NoError(t, validate(t, schema, string(embedded)))
	for k := range relations.Kinds().All() {
		assert.NoError(t, validate(t, schema, strings.Replace(sound, "trade", k.String(), 1)))
	}
	for date := range strings.FieldsSeq("spring 0000 2022-00 2022-3 2022-13 2022-03-00 2022-03-32 2022-03-20T00:00:00Z") {
		assert.Error(t, validate(t, schema, strings.Replace(sound, `"start": "2022"`, `"start": "`+date+`"`, 1)), date)
	}
	for _, tt := range []struct {
		name, old, new string // new replaces old in the document
		schema, decode bool   // whether the schema and Decode accept it
	}{
		{"sound", "", "", true, true},
		{"no version", `"version": "1",`, ``, true, true},
		{"no claims", sound, `{"subject": "RU", "claims": []}`, true, true},
		{"empty", sound, `{"subject": "", "version": "", "sources": [], "claims": []}`, true, true},

		{"no subject", `"subject": "RU",`, ``, false, false},
		{"empty subject of claims", `"subject": "RU"`, `"subject": ""`, false, false},
		{"empty subject of a version", sound, `{"subject": "", "version": "1", "claims": []}`, false, false},
		{"no claims key", sound, `{"subject": "RU"}`, false, false},
		{"unknown key", `"version": "1"`, `"version": "1", "edition": "2"`, false, false},
		{"unknown key in a source", `"url": "U"`, `"author": "U"`, false, false},
		{"key in capitals", `"summary": "S"`, `"Summary": "S"`, false, false},
		{"claim without id", `"id": "a",`, ``, false, false},
		{"claim without from", `"from": "IR",`, ``, false, false},
		{"claim without to", `"to": "RU", "mutual": false,`, ``, false, false},
		{"claim without kind", `"kind": "trade",`, ``, false, false},
		{"source without id", `"id": "s",`, ``, false, false},
		{"id with a line feed", `"id": "a"`, `"id": "a\n"`, false, false},
		{"claim without source", `"source": "s", "section"`, `"section"`, false, false},
		{"unknown country", `"from": "IR"`, `"from": "Atlantis"`, false, false},
		{"set not an array", `["US"]`, `"US"`, false, false},
		{"mutual a text", `"mutual": false`, `"mutual": "false"`, false, false},
		{"unknown kind", `"kind": "trade"`, `"kind": "applause"`, false, false},
		{"control character", `"summary": "S"`, `"summary": "S\u0007"`, false, false},

		// The schema describes what Encode writes. Decode accepts a little more.
		{"country by name", `"from": "IR"`, `"from": "Iran"`, false, true},
		{"kind in capitals", `"kind": "trade"`, `"kind": "Trade"`, false, true},
		{"empty date", `"start": "2022"`, `"start": ""`, false, true},
		{"country by name in a set", `["US"]`, `["United States"]`, false, true},
		{"country twice in a set", `["US"]`, `["US", "US"]`, false, true},

		// A schema cannot check these.
		{"unassigned code", `"from": "IR"`, `"from": "ZZ"`, true, false},
		{"day that does not exist", `"start": "2022"`, `"start": "2022-02-30"`, true, false},
		{"unknown source", `"source": "s", "section"`, `"source": "x", "section"`, true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Contains(t, sound, tt.old)
			text := strings.Replace(sound, tt.old, tt.new, 1)
			err := validate(t, schema, text)
			assert.Equal(t, tt.schema, err == nil, "schema: %v", err)
			d, err := relations.Decode(strings.NewReader(text))
			require.Equal(t, tt.decode, err == nil, "Decode: %v", err)
			encoded, err := d.MarshalText()
			require.NoError(t, err)
			assert.NoError(t, validate(t, schema, string(encoded)), "what Encode writes")
		})
	}
}

// compile returns the compiled schema of a file.
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
