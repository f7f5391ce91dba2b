package relations_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

func encodeJSON(t testing.TB, d relations.Dataset) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, d.Encode(&b))
	return b.String()
}

func encodeCSV(t testing.TB, d relations.Dataset) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, d.EncodeCSV(&b))
	return b.String()
}

// sameDataset checks that two datasets hold the same.
func sameDataset(t *testing.T, want, have relations.Dataset) {
	t.Helper()
	if want.Equal(have) {
		return
	}
	assert.Empty(t, cmp.Diff(want.Header(), have.Header()))
	assert.Empty(t, cmp.Diff(slices.Collect(want.Sources()), slices.Collect(have.Sources())))
	assert.Empty(t, cmp.Diff(slices.Collect(want.Claims()), slices.Collect(have.Claims())))
	t.Error("the datasets differ")
}

func TestRoundTrips(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 12))
	datasets := map[string]relations.Dataset{"embedded": relations.Embedded(), "zero": {}}
	for i := range 60 {
		h, sources, claims := randomDataset(rnd, rnd.IntN(40))
		d, err := relations.New(h, sources, claims)
		require.NoError(t, err)
		datasets[fmt.Sprint("random ", i)] = d
	}
	h, sources, claims := randomDataset(rnd, 3000)
	d, err := relations.New(h, sources, claims)
	require.NoError(t, err)
	datasets["large"] = d
	for name, d := range datasets {
		t.Run(name, func(t *testing.T) {
			text := encodeJSON(t, d)
			assert.True(t, json.Valid([]byte(text)))
			back, err := relations.Decode(strings.NewReader(text))
			require.NoError(t, err)
			sameDataset(t, d, back)
			assert.Equal(t, text, encodeJSON(t, back), "written again, it is the same text")

			table := encodeCSV(t, d)
			back, err = relations.DecodeCSV(strings.NewReader(table), d.Header(), slices.Collect(d.Sources()))
			require.NoError(t, err)
			sameDataset(t, d, back)
			assert.Equal(t, table, encodeCSV(t, back))
		})
	}
	for name, reader := range map[string]func(io.Reader) io.Reader{"a byte at a time": iotest.OneByteReader, "half": iotest.HalfReader, "data with the end": iotest.DataErrReader} {
		back, err := relations.Decode(reader(strings.NewReader(encodeJSON(t, d))))
		require.NoError(t, err, name)
		sameDataset(t, d, back)
		back, err = relations.DecodeCSV(reader(strings.NewReader(encodeCSV(t, d))), h, sources)
		require.NoError(t, err, name)
		sameDataset(t, d, back)
	}
}

func TestEncodedForm(t *testing.T) {
	d, err := relations.New(soundHeader, []relations.Source{{ID: "s", Title: `A "title" <&>`, Published: date(2023, 3)}, {ID: "t"}}, []relations.Claim{
		{ID: "A,1", From: relations.Iran, To: relations.Russia, Mutual: true, Kind: relations.Trade, Start: date(2022), End: date(2023, 3, 20),
			AssertedBy: isoSet("US GB"), DeniedBy: isoSet("IR"), Others: isoSet("UA"), Summary: `He said "no", <it> is`, Source: "s", Section: "1"},
		{ID: "A-2", From: relations.Russia, To: relations.Syria, Kind: relations.ForcePresence, Source: "t"},
	})
	require.NoError(t, err)
	assert.Equal(t, `{
  "subject": "RU",
  "as_of": "2023",
  "version": "1",
  "sources": [
    {"id":"s","title":"A \"title\" <&>","published":"2023-03"},
    {"id":"t"}
  ],
  "claims": [
    {"id":"A,1","from":"IR","to":"RU","mutual":true,"kind":"trade","start":"2022","end":"2023-03-20","asserted_by":["GB","US"],"denied_by":["IR"],"others":["UA"],"summary":"He said \"no\", <it> is","source":"s","section":"1"},
    {"id":"A-2","from":"RU","to":"SY","kind":"force-presence","source":"t"}
  ]
}
`, encodeJSON(t, d))
	assert.Equal(t, `id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section
"A,1",IR,RU,true,trade,2022,2023-03-20,GB US,IR,UA,"He said ""no"", <it> is",s,1
A-2,RU,SY,false,force-presence,,,,,,,t,
`, encodeCSV(t, d))
	assert.Equal(t, "{\n  \"subject\": \"\",\n  \"as_of\": \"\",\n  \"version\": \"\",\n  \"sources\": [],\n  \"claims\": []\n}\n", encodeJSON(t, relations.Dataset{}))
	assert.Equal(t, "id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section\n", encodeCSV(t, relations.Dataset{}))
}

// smallDocument is a document to find fault with, by line.
const smallDocument = `{
  "subject": "RU",
  "as_of": "2023",
  "version": "1",
  "sources": [
    {"id": "s", "title": "T", "publisher": "P", "published": "2023-03", "url": "U"},
    {"id": "t"}
  ],
  "claims": [
    {"id": "A-1", "from": "IR", "to": "RU", "mutual": false, "kind": "trade", "start": "2022", "end": "2023",
     "asserted_by": ["US"], "denied_by": [], "others": ["UA", "SY"], "summary": "X", "source": "s", "section": "1"},
    {"id": "A-2", "from": "SY", "to": "RU", "kind": "visit", "source": "t"}
  ]
}
`

// places returns the faults in an error as lines: claim, field: text.
func places(err error) []string {
	var list []string
	for _, e := range dataErrors(err) {
		list = append(list, strings.TrimPrefix(e.Error(), "relations: "))
	}
	return list
}

func TestDecodeSmallDocument(t *testing.T) {
	d, err := relations.Decode(strings.NewReader(smallDocument))
	require.NoError(t, err)
	checkAgainstModel(t, d, soundHeader,
		[]relations.Source{{ID: "s", Title: "T", Publisher: "P", Published: date(2023, 3), URL: "U"}, {ID: "t"}},
		[]relations.Claim{
			{ID: "A-1", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Start: date(2022), End: date(2023),
				AssertedBy: isoSet("US"), Others: isoSet("SY UA"), Summary: "X", Source: "s", Section: "1"},
			{ID: "A-2", From: relations.Syria, To: relations.Russia, Kind: relations.Visit, Source: "t"},
		})
}

func TestDecodeAccepts(t *testing.T) {
	want, err := relations.Decode(strings.NewReader(smallDocument))
	require.NoError(t, err)
	for _, tt := range []struct{ name, old, new string }{
		{"alpha-3", `"from": "IR"`, `"from": "irn"`},
		{"a name", `"from": "IR"`, `"from": "Iran (Islamic Republic of)"`},
		{"a number as text", `"from": "IR"`, `"from": "364"`},
		{"kind in capitals", `"trade"`, `"TRADE"`},
		{"escapes in a key", `"kind": "trade"`, `"k\u0069nd": "tr\u0061de"`},
		{"no space", `"from": "SY", "to": "RU"`, `"from":"SY","to":"RU"`},
		{"much space", `"from": "SY"`, "\n\r\t \"from\"\n:\n\"SY\"\n"},
		{"empty dates", `"kind": "visit"`, `"kind": "visit", "start": "", "end": ""`},
		{"empty texts", `"kind": "visit"`, `"kind": "visit", "summary": "", "section": "", "mutual": false, "others": []`},
		{"codes twice", `["UA", "SY"]`, `["SY", "UKR", "804", "UA"]`},
		{"space behind", "]\n}\n", "]\n} \t\r\n\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, 1, strings.Count(smallDocument, tt.old))
			d, err := relations.Decode(strings.NewReader(strings.Replace(smallDocument, tt.old, tt.new, 1)))
			require.NoError(t, err)
			sameDataset(t, want, d)
		})
	}
	d, err := relations.Decode(strings.NewReader(`{"claims":[],"subject":"RU"}`))
	require.NoError(t, err)
	assert.Equal(t, relations.Header{Subject: relations.Russia}, d.Header())
	d, err = relations.Decode(strings.NewReader(`{"claims":[{"id":"1","from":"RU","to":"BY","kind":"trade","source":"s"}],"sources":[{"id":"s"}],"subject":"Russia"}`))
	require.NoError(t, err, "the order of the keys does not matter")
	assert.Equal(t, relations.Russia, d.Header().Subject)
}

func TestDecodeRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		want           []string
		reason         error
	}{
		// The document.
		{"unknown key", `"as_of": "2023",`, `"as_of": "2023", "as-of": "2023",`, []string{`line 3: as-of: key "as-of": unknown`}, relations.ErrUnknown},
		{"key in capitals", `"as_of"`, `"AS_OF"`, []string{`line 3: AS_OF: key "AS_OF": unknown`}, relations.ErrUnknown},
		{"key twice", `"version": "1",`, `"version": "1", "version": "1",`, []string{`line 4: version: duplicate`}, relations.ErrDuplicate},
		{"claims twice", "]\n}", "],\n\"claims\": []}", []string{`line 14: claims: duplicate`}, relations.ErrDuplicate},
		{"no subject", `"subject": "RU",`, ``, []string{`line 14: subject: missing`}, relations.ErrMissing},
		{"empty subject", `"subject": "RU"`, `"subject": ""`, []string{`subject: missing`}, relations.ErrMissing},
		{"unknown subject", `"subject": "RU"`, `"subject": "SU"`, []string{`line 2: subject: country "SU": unknown`}, relations.ErrUnknown},
		{"ambiguous subject", `"subject": "RU"`, `"subject": "Korea"`, []string{`line 2: subject: country "Korea": ambiguous: KP KR`}, relations.ErrAmbiguous},
		{"subject that is no text", `"subject": "RU"`, `"subject": 643`, []string{`line 2: subject: malformed: not a string`}, relations.ErrSyntax},
		{"null subject", `"subject": "RU"`, `"subject": null`, []string{`line 2: subject: malformed: not a string`}, relations.ErrSyntax},
		{"no date", `"as_of": "2023"`, `"as_of": "2023-02-30"`, []string{`line 3: as_of: date "2023-02-30": malformed`}, relations.ErrSyntax},
		{"number for a version", `"version": "1"`, `"version": 1`, []string{`line 4: version: malformed: not a string`}, relations.ErrSyntax},
		{"version with a control", `"version": "1"`, `"version": "\u0000"`, []string{`version: text "\x00": malformed`}, relations.ErrSyntax},
		// Sources.
		{"source that is no object", `{"id": "t"}`, `"t"`, nil, relations.ErrSyntax},
		{"unknown key of a source", `"publisher"`, `"author"`, []string{`line 6: sources[0].author: key "author": unknown`}, relations.ErrUnknown},
		{"key of a source twice", `"url": "U"`, `"url": "U", "url": "U"`, []string{`line 6: sources[0].url: duplicate`}, relations.ErrDuplicate},
		{"source without ID", `{"id": "s", `, `{`, nil, relations.ErrMissing},
		{"source twice", `{"id": "t"}`, `{"id": "t"}, {"id": "t"}`, []string{`sources[2].id: duplicate`}, relations.ErrDuplicate},
		{"published on no day", `"2023-03"`, `"March"`, nil, relations.ErrSyntax},
		// Claims.
		{"claim that is no object", `{"id": "A-2", "from": "SY", "to": "RU", "kind": "visit", "source": "t"}`, "\n7", []string{`line 13: claims[1]: malformed: not an object`}, relations.ErrSyntax},
		{"null for a claim", `{"id": "A-2", "from": "SY", "to": "RU", "kind": "visit", "source": "t"}`, `null`, []string{`line 12: claims[1]: malformed: not an object`}, relations.ErrSyntax},
		{"unknown key of a claim", `"kind": "visit"`, `"kind": "visit", "note": {"a": [1, "}"]}`, []string{`line 12: claim "A-2": note: key "note": unknown`}, relations.ErrUnknown},
		{"key of a claim twice", `"others": ["UA", "SY"]`, `"others": ["UA", "SY"], "id": "A-1"`, []string{`line 11: claim "A-1": id: duplicate`}, relations.ErrDuplicate},
		{"key twice by an escape", `"kind": "visit"`, `"kind": "visit", "k\u0069nd": "visit"`, []string{`line 12: claim "A-2": kind: duplicate`}, relations.ErrDuplicate},
		{"no ID", `"id": "A-2", `, ``, []string{`line 12: claims[1].id: missing`}, relations.ErrMissing},
		{"ID twice", `"A-2"`, `"A-1"`, []string{`line 12: claim "A-1": id: duplicate`}, relations.ErrDuplicate},
		{"unknown country", `"from": "SY"`, `"from": "XX"`, []string{`line 12: claim "A-2": from: country "XX": unknown`}, relations.ErrUnknown},
		{"ambiguous country", `"from": "SY"`, `"from": "Korea"`, []string{`line 12: claim "A-2": from: country "Korea": ambiguous: KP KR`}, relations.ErrAmbiguous},
		{"no country", `"from": "SY", `, ``, []string{`line 12: claim "A-2": from: missing`}, relations.ErrMissing},
		{"empty country", `"from": "SY"`, `"from": ""`, []string{`line 12: claim "A-2": from: missing`}, relations.ErrMissing},
		{"self-dyad", `"from": "SY"`, `"from": "RU"`, []string{`line 12: claim "A-2": from: no dyad of the subject`}, relations.ErrDyad},
		{"subject on neither side", `"from": "SY", "to": "RU"`, `"from": "SY", "to": "UA"`, []string{`line 12: claim "A-2": from: no dyad of the subject`}, relations.ErrDyad},
		{"mutual the wrong way", `"from": "SY", "to": "RU"`, `"from": "RU", "to": "SY", "mutual": true`, []string{`line 12: claim "A-2": from: no dyad of the subject: a mutual tie has the partner in from, the subject in to`}, relations.ErrDyad},
		{"mutual as text", `"mutual": false`, `"mutual": "false"`, []string{`line 10: claim "A-1": mutual: malformed: not true or false`}, relations.ErrSyntax},
		{"mutual as null", `"mutual": false`, `"mutual": null`, []string{`line 10: claim "A-1": mutual: malformed: not true or false`}, relations.ErrSyntax},
		{"unknown kind", `"visit"`, `"aid"`, nil, relations.ErrUnknown},
		{"no kind", `"kind": "visit", `, ``, []string{`line 12: claim "A-2": kind: missing`}, relations.ErrMissing},
		{"a date that is none", `"start": "2022"`, `"start": "2022-13"`, []string{`line 10: claim "A-1": start: date "2022-13": malformed`}, relations.ErrSyntax},
		{"a number for a date", `"start": "2022"`, `"start": 2022`, []string{`line 10: claim "A-1": start: malformed: not a string`}, relations.ErrSyntax},
		{"end before start", `"end": "2023"`, `"end": "2021"`, []string{`line 10: claim "A-1": end: end before start`}, relations.ErrPeriod},
		{"text for a list", `["US"]`, `"US"`, []string{`line 11: claim "A-1": asserted_by: malformed: not an array`}, relations.ErrSyntax},
		{"null for a list", `["US"]`, `null`, []string{`line 11: claim "A-1": asserted_by: malformed: not an array`}, relations.ErrSyntax},
		{"unknown code in a list", `["UA", "SY"]`, `["UA", "ZZ", "QQ"]`, []string{`line 11: claim "A-1": others: country code "ZZ": unknown`, `line 11: claim "A-1": others: country code "QQ": unknown`}, relations.ErrUnknown},
		{"name in a list", `["UA", "SY"]`, `["Ukraine"]`, []string{`line 11: claim "A-1": others: country code "Ukraine": unknown`}, relations.ErrUnknown},
		{"null in a list", `["UA", "SY"]`, `["UA", null]`, []string{`line 11: claim "A-1": others: malformed: not a string`}, relations.ErrSyntax},
		{"list in a list", `["UA", "SY"]`, `[["UA"], {"a": []}]`, []string{`line 11: claim "A-1": others: malformed: not a string`, `line 11: claim "A-1": others: malformed: not a string`}, relations.ErrSyntax},
		{"a fault on its own line", `"others": ["UA", "SY"]`, "\"others\": [\"UA\",\n\n\"ZZ\"]", []string{`line 13: claim "A-1": others: country code "ZZ": unknown`}, relations.ErrUnknown},
		{"a control in a text", `"summary": "X"`, `"summary": "\u001b[0m"`, []string{`line 10: claim "A-1": summary: text "\x1b[0m": malformed`}, relations.ErrSyntax},
		{"no source", `, "source": "t"`, ``, []string{`line 12: claim "A-2": source: missing`}, relations.ErrMissing},
		{"unknown source", `"source": "t"`, `"source": "T"`, []string{`line 12: claim "A-2": source: source "T": unknown`}, relations.ErrUnknown},
		{"a fault before the ID", `{"id": "A-2", "from": "SY"`, `{"from": "XX", "id": "A-2"`, []string{`line 12: claim "A-2": from: country "XX": unknown`}, relations.ErrUnknown},
		{"a fault without an ID", `{"id": "A-2", "from": "SY"`, `{"from": "XX"`, []string{`line 12: claims[1].from: country "XX": unknown`}, relations.ErrUnknown},
		// What ends the reading.
		{"a second document", "]\n}\n", "]\n}\n{}\n", nil, relations.ErrSyntax},
		{"a word behind", "]\n}\n", "]\n}\ntrue", nil, relations.ErrSyntax},
		{"junk behind", "]\n}\n", "]\n}\n}", nil, relations.ErrSyntax},
		{"sources that are no array", `"sources": [`, `"sources": {}, "x": [`, nil, relations.ErrSyntax},
		{"claims that are null", `"claims": [`, `"claims": null, "x": [`, nil, relations.ErrSyntax},
		{"claims that are text", `"claims": [`, `"claims": "all", "x": [`, nil, relations.ErrSyntax},
		{"a comma too much", `"source": "t"}`, `"source": "t"},`, nil, relations.ErrSyntax},
		{"a comma too few", `"subject": "RU",`, `"subject": "RU"`, nil, relations.ErrSyntax},
		{"a comment", `"claims"`, `/* all */ "claims"`, nil, relations.ErrSyntax},
		{"single quotes", `"visit"`, `'visit'`, nil, relations.ErrSyntax},
		{"NaN", `"visit"`, `NaN`, nil, relations.ErrSyntax},
		{"a key that is no text", `"version": "1"`, `1: "1"`, nil, relations.ErrSyntax},
		{"a line feed in a text", `"summary": "X"`, "\"summary\": \"X\n\"", nil, relations.ErrSyntax},
		{"no UTF-8 in a text", `"summary": "X"`, "\"summary\": \"\xff\"", nil, relations.ErrSyntax},
		{"no UTF-8 in a key", `"summary": "X"`, "\"summary\xc3\": \"X\"", nil, relations.ErrSyntax},
		{"a byte order mark", "{\n  \"subject\"", "\ufeff{\n  \"subject\"", nil, relations.ErrSyntax},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, 1, strings.Count(smallDocument, tt.old))
			d, err := relations.Decode(strings.NewReader(strings.Replace(smallDocument, tt.old, tt.new, 1)))
			require.Error(t, err)
			assert.Equal(t, relations.Dataset{}, d, "no dataset beside an error")
			assert.ErrorIs(t, err, tt.reason)
			var e *relations.DataError
			assert.ErrorAs(t, err, &e)
			if tt.want != nil {
				assert.Empty(t, cmp.Diff(tt.want, places(err)))
			}
			for _, e := range dataErrors(err) {
				assert.Less(t, len(e.Error()), 450)
			}
		})
	}
	for _, doc := range []string{"", " ", "\n\n", "null", "[]", "7", `"RU"`, "true", "{", "}", "[", "{}", `{"subject"`, `{"subject":`, `{"subject" "RU"}`, "\x00", "\xff", "\xef\xbb\xbf", "\xe4\xb8", "nul", "{]", `{"x":`, `{"claims":[`, `{"claims":`} {
		d, err := relations.Decode(strings.NewReader(doc))
		assert.Error(t, err, "%q", doc)
		assert.Equal(t, relations.Dataset{}, d)
		var e *relations.DataError
		assert.ErrorAs(t, err, &e, "%q", doc)
	}
}

func TestLinesOfFaults(t *testing.T) {
	claim := func(text string) string {
		return "{\n\"subject\": \"RU\",\n\"sources\": [{\"id\": \"s\"}],\n\"claims\": [{\n\"id\": \"A\", \"from\": \"IR\", \"to\": \"RU\", \"source\": \"s\",\n" + text + "\n}]}"
	}
	for _, tt := range []struct{ name, document, want string }{
		{"a value before line feeds", claim("\"kind\":\n\"help\"\n\n\n\n\n\n"), `line 7: claim "A": kind`},
		{"a key before line feeds", claim("\"kind\": \"trade\",\n\"x\"\n\n:\n1"), `line 7: claim "A": x`},
		{"a key that comes twice", claim("\"kind\": \"trade\",\n\"kind\"\n\n:\n\"trade\""), `line 7: claim "A": kind: duplicate`},
		{"a code before line feeds", claim("\"kind\": \"trade\", \"others\": [\"IR\",\n\"XX\"\n\n\n\n\n]"), `line 7: claim "A": others`},
		{"the first key of the document twice", "{\"subject\": \"RU\",\n\"subject\": \"RU\", \"claims\": []}", `line 2: subject: duplicate`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := relations.Decode(strings.NewReader(tt.document))
			require.Error(t, err)
			found := places(err)
			require.Len(t, found, 1)
			assert.True(t, strings.HasPrefix(found[0], tt.want), found[0])
		})
	}
	d, err := relations.Decode(strings.NewReader(claim(`"kind": "trade", "mutual": true , "others": [ "UA" , "SY" ] `)))
	require.NoError(t, err, "spaces end a word")
	for c := range d.Claims() {
		assert.True(t, c.Mutual)
		assert.Equal(t, isoSet("UA SY"), c.Others)
	}
}

func TestDecodeReportsAllFaults(t *testing.T) {
	doc := strings.NewReplacer(`"as_of": "2023"`, `"as_of": "soon"`, `"publisher"`, `"author"`, `"from": "IR"`, `"from": "XX"`, `"kind": "trade"`, `"kind": 7`, `"kind": "visit"`, `"kind": ""`, `"source": "t"`, `"source": "u"`).Replace(smallDocument)
	_, err := relations.Decode(strings.NewReader(doc))
	assert.Empty(t, cmp.Diff([]string{
		`line 3: as_of: date "soon": malformed`,
		`line 6: sources[0].author: key "author": unknown`,
		`line 10: claim "A-1": from: country "XX": unknown`,
		`line 10: claim "A-1": kind: malformed: not a string`,
		`line 12: claim "A-2": kind: missing`,
		`line 12: claim "A-2": source: source "u": unknown`,
	}, places(err)))
}

func TestPlacesCountTheFaultyOnesToo(t *testing.T) {
	_, err := relations.Decode(strings.NewReader(`{"subject":"RU","sources":[{"id":"s"}],"claims":[
		{"id":"A","from":"XX","to":"RU","kind":"trade","source":"s"},
		{"from":"IR","to":"RU","kind":"trade","source":"s"}]}`))
	assert.Empty(t, cmp.Diff([]string{`line 2: claim "A": from: country "XX": unknown`, `line 3: claims[1].id: missing`}, places(err)))

	_, err = relations.Decode(strings.NewReader(`{"subject":"RU","claims":[],"sources":[{"id":"r","published":"soon"},{"id":"s"},{"id":"s"}]}`))
	assert.Empty(t, cmp.Diff([]string{`line 1: sources[0].published: date "soon": malformed`, `sources[2].id: duplicate`}, places(err)))
}

func TestATruncatedDocumentGivesNothing(t *testing.T) {
	for _, doc := range []string{smallDocument, strings.NewReplacer("\n", "", `"X"`, `"中国 \" é"`).Replace(smallDocument)} {
		end := strings.LastIndex(doc, "}")
		for n := range end {
			d, err := relations.Decode(strings.NewReader(doc[:n]))
			require.Error(t, err, "the first %d bytes", n)
			require.Equal(t, relations.Dataset{}, d)
			var e *relations.DataError
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, relations.ErrSyntax)
		}
		_, err := relations.Decode(strings.NewReader(doc[:end+1]))
		require.NoError(t, err)
	}
}

func TestAFailingReaderGivesNothing(t *testing.T) {
	broken := errors.New("the line is broken")
	for n := range len(smallDocument) {
		in := io.MultiReader(strings.NewReader(smallDocument[:n]), iotest.ErrReader(broken))
		d, err := relations.Decode(in)
		require.ErrorIs(t, err, broken, "after %d bytes", n)
		require.Equal(t, relations.Dataset{}, d)
	}
	for n := range len(smallTable) {
		in := io.MultiReader(strings.NewReader(smallTable[:n]), iotest.ErrReader(broken))
		d, err := relations.DecodeCSV(in, soundHeader, soundSources)
		require.ErrorIs(t, err, broken, "after %d bytes", n)
		require.Equal(t, relations.Dataset{}, d)
	}
}

const (
	tableHead  = "id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section\n"
	smallTable = tableHead +
		"A-1,IR,RU,false,trade,2022,2023,US,,UA SY,X,s,1\n" +
		"A-2,SY,RU,true,visit,,,,,,\"a, b\",s,\n"
)

func TestDecodeSmallTable(t *testing.T) {
	want := []relations.Claim{
		{ID: "A-1", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Start: date(2022), End: date(2023),
			AssertedBy: isoSet("US"), Others: isoSet("SY UA"), Summary: "X", Source: "s", Section: "1"},
		{ID: "A-2", From: relations.Syria, To: relations.Russia, Mutual: true, Kind: relations.Visit, Summary: "a, b", Source: "s"},
	}
	for name, table := range map[string]string{
		"as it is":          smallTable,
		"carriage returns":  strings.ReplaceAll(smallTable, "\n", "\r\n"),
		"empty lines":       strings.ReplaceAll(smallTable, "\n", "\n\n"),
		"no last line feed": strings.TrimSuffix(smallTable, "\n"),
		"quotes":            strings.NewReplacer("A-1", `"A-1"`, "visit", `"VISIT"`).Replace(smallTable),
		"names and numbers": strings.NewReplacer(",IR,", `,"Iran, Islamic Republic of",`, "US", "840", "UA SY", " SYR  ukr ").Replace(smallTable),
	} {
		t.Run(name, func(t *testing.T) {
			d, err := relations.DecodeCSV(strings.NewReader(table), soundHeader, soundSources)
			require.NoError(t, err)
			checkAgainstModel(t, d, soundHeader, soundSources, want)
		})
	}
}

func TestDecodeCSVRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		want           []string
		reason         error
	}{
		{"unknown column", "section\n", "sections\n", nil, relations.ErrSyntax},
		{"columns in another order", "from,to", "to,from", nil, relations.ErrSyntax},
		{"a column less", ",section\n", "\n", nil, relations.ErrSyntax},
		{"a column more", "section\n", "section,note\n", nil, relations.ErrSyntax},
		{"column in capitals", "id,", "ID,", nil, relations.ErrSyntax},
		{"semicolons", smallTable, "id;from;to\n1;IR;RU\n", []string{`line 1: malformed: the first row is "id;from;to", not "` + strings.TrimSpace(tableHead) + `"`}, relations.ErrSyntax},
		{"nothing", smallTable, "", []string{`line 1: malformed: no first row`}, relations.ErrSyntax},
		{"a field less", "US,,UA SY", "US,UA SY", []string{"line 2: malformed: 12 fields, want 13"}, relations.ErrSyntax},
		{"a field more", "US,,", "US,,,", []string{"line 2: malformed: 14 fields, want 13"}, relations.ErrSyntax},
		{"one field", "A-1,", "A\nA-1,", []string{"line 2: malformed: 1 fields, want 13"}, relations.ErrSyntax},
		{"unknown country", ",IR,", ",XX,", []string{`line 2: claim "A-1": from: country "XX": unknown`}, relations.ErrUnknown},
		{"no country", ",IR,", ",,", []string{`line 2: claim "A-1": from: missing`}, relations.ErrMissing},
		{"unknown receiver", ",RU,true", ",SU,true", []string{`line 3: claim "A-2": to: country "SU": unknown`}, relations.ErrUnknown},
		{"no truth value", "true", "", []string{`line 3: claim "A-2": mutual: truth value "": malformed`}, relations.ErrSyntax},
		{"another truth value", "true", "yes", []string{`line 3: claim "A-2": mutual: truth value "yes": malformed`}, relations.ErrSyntax},
		{"no kind", "trade", "", []string{`line 2: claim "A-1": kind: missing`}, relations.ErrMissing},
		{"no date", "2022", "22", []string{`line 2: claim "A-1": start: date "22": malformed`}, relations.ErrSyntax},
		{"end before start", "2023", "2021", []string{`line 2: claim "A-1": end: end before start`}, relations.ErrPeriod},
		{"unknown code", "UA SY", "UA ZZ", []string{`line 2: claim "A-1": others: country code "ZZ": unknown`}, relations.ErrUnknown},
		{"unknown source", ",s,1", ",t,1", []string{`line 2: claim "A-1": source: source "t": unknown`}, relations.ErrUnknown},
		{"no ID", "A-1,", ",", []string{`line 2: claims[0].id: missing`}, relations.ErrMissing},
		{"no ID in the second row", "A-2,", ",", []string{`line 3: claims[1].id: missing`}, relations.ErrMissing},
		{"ID twice", "A-2", "A-1", []string{`line 3: claim "A-1": id: duplicate`}, relations.ErrDuplicate},
		{"a line feed in a field", ",X,", ",\"X\nY\",", []string{`line 2: claim "A-1": summary: text "X\nY": malformed`}, relations.ErrSyntax},
		{"a bare quote", ",X,", `,X",`, []string{`line 2: malformed: bare " in non-quoted-field`}, relations.ErrSyntax},
		{"an open quote", ",X,", `,"X,`, nil, relations.ErrSyntax},
		{"no UTF-8", ",X,", ",\xff,", nil, relations.ErrSyntax},
		{"a byte order mark in a row", "A-1,", "A-1,\ufeff", nil, relations.ErrSyntax},
		{"NUL", ",X,", ",\x00,", []string{`line 2: claim "A-1": summary: text "\x00": malformed`}, relations.ErrSyntax},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Contains(t, smallTable, tt.old)
			d, err := relations.DecodeCSV(strings.NewReader(strings.Replace(smallTable, tt.old, tt.new, 1)), soundHeader, soundSources)
			require.Error(t, err)
			assert.Equal(t, relations.Dataset{}, d)
			assert.ErrorIs(t, err, tt.reason)
			if tt.want != nil {
				assert.Empty(t, cmp.Diff(tt.want, places(err)))
			}
		})
	}
	for _, table := range []string{"", "\n", " ", "\xff", `"`, "\xe4\xb8"} {
		d, err := relations.DecodeCSV(strings.NewReader(table), soundHeader, soundSources)
		var e *relations.DataError
		require.ErrorAs(t, err, &e, "%q", table)
		assert.ErrorIs(t, err, relations.ErrSyntax)
		assert.Equal(t, relations.Dataset{}, d)
	}
	_, err := relations.DecodeCSV(strings.NewReader(smallTable), relations.Header{}, soundSources)
	assert.ErrorIs(t, err, relations.ErrMissing, "the subject")
	_, err = relations.DecodeCSV(strings.NewReader(smallTable), soundHeader, nil)
	assert.ErrorIs(t, err, relations.ErrUnknown, "the sources")
}

func TestDecodeCSVReportsAllFaults(t *testing.T) {
	_, err := relations.DecodeCSV(strings.NewReader(tableHead+
		"A-1,XX,YY,maybe,aid,when,then,ZZ,ZZ,ZZ,X,s,1\n"+
		"short\n"+
		"A-2,SY,RU,true,visit,,,,,,\"a\",none,\n"), soundHeader, soundSources)
	var have []string
	for _, e := range dataErrors(err) {
		have = append(have, fmt.Sprint(e.Line, " ", e.Claim, " ", e.Field))
	}
	assert.Empty(t, cmp.Diff([]string{
		"2 A-1 from", "2 A-1 to", "2 A-1 mutual", "2 A-1 kind", "2 A-1 start", "2 A-1 end", "2 A-1 asserted_by", "2 A-1 denied_by", "2 A-1 others",
		"3  ", "4 A-2 source",
	}, have))
}

func TestATruncatedTableGivesNothing(t *testing.T) {
	// Only where a row could end, in its last field, can a table be cut unseen.
	for n := range len(smallTable) {
		d, err := relations.DecodeCSV(strings.NewReader(smallTable[:n]), soundHeader, soundSources)
		line := smallTable[strings.LastIndex(smallTable[:n], "\n")+1 : n]
		if whole := n >= len(tableHead)-1 && (line == "" || strings.Count(strings.ReplaceAll(line, "a, b", ""), ",") == 12); whole {
			require.NoError(t, err, "%q", smallTable[:n])
			continue
		}
		require.Error(t, err, "%q", smallTable[:n])
		require.Equal(t, relations.Dataset{}, d)
	}
}

// endless reads as head, and then as tail again and again, until the test has
// seen enough.
type endless struct {
	head, tail string
	read       int64
}

func (r *endless) Read(p []byte) (int, error) {
	if r.read > 32<<20 {
		return 0, errors.New("still being read")
	}
	if r.head == "" {
		r.head = strings.Repeat(r.tail, 1+len(p)/len(r.tail))
	}
	n := copy(p, r.head)
	r.head = r.head[n:]
	r.read += int64(n)
	return n, nil
}

func TestReadersThatNeverEnd(t *testing.T) {
	document := `{"subject":"RU","sources":[{"id":"s"}],"claims":[`
	for _, tt := range []struct {
		name, head, tail string
		limit            bool // it ends by ErrLimit
	}{
		{"spaces", "", " ", true},
		{"line feeds", "", "\n", true},
		{"spaces in the document", "{", " ", true},
		{"spaces in a list", document, "\n", true},
		{"spaces behind a key", `{"subject":`, " ", true},
		{"spaces behind the document", `{"subject":"RU","claims":[]}`, " ", true},
		{"one string", `{"version":"`, "x", true},
		{"one key", `{"`, "x", true},
		{"one number", `{"version":`, "1", true},
		{"one claim", document + `{"id":"`, "x", true},
		{"one list of codes", document + `{"id":"A","others":[`, `"IR",`, true},
		{"keys of a claim", document + `{`, `"id":"A",`, true},
		{"claims with an unknown key", document, `{"x":1},`, true},
		{"claims that lack a field", document, `{"id":"A"},`, true},
		{"claims that are none", document, `1,`, true},
		{"faulty sources", `{"sources":[`, `{"x":1},`, true},
		{"depth", document, "[", false},
		{"deep objects", document, `{"a":`, false},
		{"depth at the top", "", "[", false},
		{"bytes that are no UTF-8", "", "\xff", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			in := &endless{head: tt.head, tail: tt.tail}
			d, err := relations.Decode(in)
			require.Error(t, err)
			assert.Equal(t, relations.Dataset{}, d)
			if tt.limit {
				assert.ErrorIs(t, err, relations.ErrLimit)
			} else {
				assert.ErrorIs(t, err, relations.ErrSyntax)
			}
			assert.Less(t, in.read, int64(8<<20), "it ends soon")
			assert.Less(t, len(err.Error()), 40_000)
			assert.Less(t, time.Since(start), 20*time.Second)
		})
	}
	for _, tt := range []struct{ name, head, tail string }{
		{"empty lines", "", "\n"},
		{"empty lines behind the first", tableHead, "\n"},
		{"one field", tableHead, "x"},
		{"one quoted field", tableHead + `"`, "x"},
		{"one quoted field of lines", tableHead + `"`, "\n"},
		{"one row", tableHead, ","},
		{"rows that are short", tableHead, "a\n"},
		{"rows that are faulty", tableHead, "A,,,,,,,,,,,,\n"},
	} {
		t.Run("CSV "+tt.name, func(t *testing.T) {
			in := &endless{head: tt.head, tail: tt.tail}
			d, err := relations.DecodeCSV(in, soundHeader, soundSources)
			require.ErrorIs(t, err, relations.ErrLimit)
			assert.Equal(t, relations.Dataset{}, d)
			assert.Less(t, in.read, int64(8<<20), "it ends soon")
			assert.Less(t, len(err.Error()), 40_000)
		})
	}
}

func TestUnknownKeysWithoutEndStopEarly(t *testing.T) {
	in := &endless{head: "{", tail: `"x":1,`}
	_, err := relations.Decode(in)
	require.ErrorIs(t, err, relations.ErrLimit)
	assert.Less(t, in.read, int64(8<<20), "a hundred faults are enough")
}

func TestReadersThatMakeNoProgress(t *testing.T) {
	none := readerFunc(func([]byte) (int, error) { return 0, nil })
	for name, head := range map[string]string{"at once": "", "later": `{"subject":"RU","claims":[`} {
		_, err := relations.Decode(io.MultiReader(strings.NewReader(head), none))
		assert.ErrorIs(t, err, io.ErrNoProgress, name)
	}
	for reads, ended := range map[int]bool{100: false, 101: true} {
		in, left := strings.NewReader(`{"subject":"RU","claims":[]}`), reads
		_, err := relations.Decode(readerFunc(func(p []byte) (int, error) {
			if left > 0 {
				left--
				return 0, nil
			}
			return in.Read(p)
		}))
		assert.Equal(t, ended, errors.Is(err, io.ErrNoProgress), "%d reads of nothing: %v", reads, err)
	}
	_, err := relations.DecodeCSV(none, soundHeader, soundSources)
	assert.ErrorIs(t, err, io.ErrNoProgress)

	// A reader that now and then gives nothing is no fault.
	rest, turn := strings.NewReader(smallDocument), 0
	d, err := relations.Decode(readerFunc(func(p []byte) (int, error) {
		if turn++; turn%3 != 0 {
			return 0, nil
		}
		return rest.Read(p[:1])
	}))
	require.NoError(t, err)
	assert.Len(t, slices.Collect(d.Claims()), 2)
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestUTF8AcrossReads(t *testing.T) {
	// A character may come in pieces, but it has to be one.
	d, err := relations.Decode(iotest.OneByteReader(strings.NewReader(strings.Replace(smallDocument, `"X"`, `"é中😀"`, 1))))
	require.NoError(t, err)
	c, _ := d.ClaimByID("A-1")
	assert.Equal(t, "é中😀", c.Summary)
	for _, bad := range []string{"\xe4A", "\xe4\xb8A", "\xf0\x9f\x98A", "\xc3", "\x80", "\xf0\x9f", "\xed\xa0\x80"} {
		doc := strings.Replace(smallDocument, `"X"`, `"`+bad+`"`, 1)
		_, err := relations.Decode(iotest.OneByteReader(strings.NewReader(doc)))
		assert.ErrorIs(t, err, relations.ErrSyntax, "%q", bad)
		_, err = relations.DecodeCSV(iotest.OneByteReader(strings.NewReader(strings.Replace(smallTable, ",X,", ","+bad+",", 1))), soundHeader, soundSources)
		assert.ErrorIs(t, err, relations.ErrSyntax, "%q", bad)
	}
}

func TestReadersThatLie(t *testing.T) {
	for _, n := range []int{-1, 1 << 30} {
		_, err := relations.Decode(readerFunc(func([]byte) (int, error) { return n, nil }))
		assert.Error(t, err)
		_, err = relations.DecodeCSV(readerFunc(func([]byte) (int, error) { return n, nil }), soundHeader, soundSources)
		assert.Error(t, err)
	}
}

func TestNilReadersAndWriters(t *testing.T) {
	_, err := relations.Decode(nil)
	assert.ErrorIs(t, err, relations.ErrMissing)
	var e *relations.DataError
	require.ErrorAs(t, err, &e)
	_, err = relations.DecodeCSV(nil, soundHeader, soundSources)
	assert.ErrorIs(t, err, relations.ErrMissing)
	assert.ErrorIs(t, relations.Embedded().Encode(nil), relations.ErrMissing)
	assert.ErrorIs(t, relations.Embedded().EncodeCSV(nil), relations.ErrMissing)
	assert.ErrorIs(t, relations.Dataset{}.Encode(nil), relations.ErrMissing)
}

// fullWriter fails after some bytes.
type fullWriter struct{ left int }

var errFullDisk = errors.New("the disk is full")

func (w *fullWriter) Write(p []byte) (int, error) {
	if len(p) > w.left {
		n := w.left
		w.left = 0
		return n, errFullDisk
	}
	w.left -= len(p)
	return len(p), nil
}

func TestFailingWriters(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	d, err := relations.New(relations.Header{Subject: relations.Russia, Version: long}, []relations.Source{{ID: "s", Title: long}}, []relations.Claim{
		{ID: long, From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "s", Summary: long},
	})
	require.NoError(t, err)
	for name, d := range map[string]relations.Dataset{"embedded": relations.Embedded(), "long": d, "zero": {}} {
		length := len(encodeJSON(t, d))
		for n := 0; n < length; n += 1 + length/500 {
			require.ErrorIs(t, d.Encode(&fullWriter{n}), errFullDisk, "%s after %d bytes", name, n)
		}
		require.NoError(t, d.Encode(&fullWriter{length}))
		length = len(encodeCSV(t, d))
		for n := 0; n < length; n += 1 + length/500 {
			require.ErrorIs(t, d.EncodeCSV(&fullWriter{n}), errFullDisk, "%s after %d bytes", name, n)
		}
		require.NoError(t, d.EncodeCSV(&fullWriter{length}))
	}
}

func TestTextsOfAnySize(t *testing.T) {
	// A claim may have up to a mebibyte.
	for _, size := range []int{1 << 12, 1 << 16, 1<<20 - 1<<12} {
		c := soundClaim
		c.Summary = strings.Repeat("é", size/2)
		d, err := relations.New(soundHeader, soundSources, []relations.Claim{c})
		require.NoError(t, err)
		back, err := relations.Decode(strings.NewReader(encodeJSON(t, d)))
		require.NoError(t, err)
		assert.True(t, d.Equal(back))
		back, err = relations.DecodeCSV(strings.NewReader(encodeCSV(t, d)), soundHeader, soundSources)
		require.NoError(t, err)
		assert.True(t, d.Equal(back))
	}
	c := soundClaim
	c.Summary = strings.Repeat("x", 4<<20)
	d, err := relations.New(soundHeader, soundSources, []relations.Claim{c})
	require.NoError(t, err)
	_, err = relations.Decode(strings.NewReader(encodeJSON(t, d)))
	assert.ErrorIs(t, err, relations.ErrLimit)
	_, err = relations.DecodeCSV(strings.NewReader(encodeCSV(t, d)), soundHeader, soundSources)
	assert.ErrorIs(t, err, relations.ErrLimit)
}

func TestAHundredFaultsOfADocument(t *testing.T) {
	doc := `{"subject":"RU","sources":[{"id":"s"}],"claims":[` + strings.Repeat("{},\n", 500) + `{}]}`
	_, err := relations.Decode(strings.NewReader(doc))
	faults := dataErrors(err)
	require.Len(t, faults, 101)
	assert.ErrorIs(t, faults[100], relations.ErrLimit)

	_, err = relations.DecodeCSV(strings.NewReader(tableHead+strings.Repeat("x\n", 500)), soundHeader, soundSources)
	faults = dataErrors(err)
	require.Len(t, faults, 101)
	assert.Equal(t, 2, faults[0].Line)
	assert.Equal(t, 101, faults[99].Line)
	assert.ErrorIs(t, faults[100], relations.ErrLimit)

	for n, listed := range map[int]int{99: 99, 100: 100, 101: 101} { // of the last, one says that there are more
		var claims []string
		for i := range n {
			claims = append(claims, fmt.Sprintf(`{"id":"A-%d","from":"IR","to":"RU","kind":"trade"}`, i))
		}
		_, err := relations.Decode(strings.NewReader(`{"subject":"RU","sources":[{"id":"s"}],"claims":[` + strings.Join(claims, ",") + `]}`))
		faults := dataErrors(err)
		require.Len(t, faults, listed)
		assert.Equal(t, n > 100, errors.Is(err, relations.ErrLimit), n)
	}
}

func TestTheFilesInDocsDecode(t *testing.T) {
	text, err := os.ReadFile("docs/claims.json")
	require.NoError(t, err)
	d, err := relations.Decode(bytes.NewReader(text))
	require.NoError(t, err)
	assert.True(t, d.Equal(relations.Embedded()))
}

// TestADecodedDatasetIsAsSmallAsOneOfGoValues measures what stays in the heap.
func TestADecodedDatasetIsAsSmallAsOneOfGoValues(t *testing.T) {
	n := 4000
	for list := make([]relations.Claim, n); cap(list) < n*9/8+1; n++ { // where growing leaves most over
		list = append(list, relations.Claim{})
	}
	made := func() relations.Dataset {
		claims := make([]relations.Claim, 0, n)
		for i := range n {
			c := soundClaim
			c.ID, c.Section = fmt.Sprintf("%s-%d", c.ID, i), "a section that many claims have in common"
			c.Summary = strings.Clone(c.Summary)
			claims = append(claims, c)
		}
		d, err := relations.New(soundHeader, soundSources, claims)
		require.NoError(t, err)
		return d
	}
	text := encodeJSON(t, made())
	heap := func(f func() relations.Dataset) float64 {
		var before, after runtime.MemStats
		collect := func() { runtime.GC(); runtime.GC() } // once more for what pools give back
		collect()
		runtime.ReadMemStats(&before)
		d := f()
		collect()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(d)
		return float64(after.HeapAlloc) - float64(before.HeapAlloc)
	}
	decoded := heap(func() relations.Dataset {
		d, err := relations.Decode(strings.NewReader(text))
		require.NoError(t, err)
		return d
	})
	ratio := decoded / heap(made)
	runtime.KeepAlive(text)
	t.Logf("%d claims: %.2f times the memory", n, ratio)
	assert.InDelta(t, 1, ratio, 0.08)
}
