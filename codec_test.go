package relations_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

func encodedJSON(t testing.TB, d relations.Dataset) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, d.Encode(&b))
	return b.String()
}

func encodedCSV(t testing.TB, d relations.Dataset) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, d.EncodeCSV(&b))
	return b.String()
}

// decodeTable decodes a table with the header and the sources of the fixture.
func decodeTable(r io.Reader) (relations.Dataset, error) {
	return relations.DecodeCSV(r, fixtureHeader, fixtureSources)
}

// smallDocument and smallTable are edited by the tests.
const (
	smallDocument = `{
  "subject": "FR",
  "version": "1",
  "sources": [
    {"id": "wire", "title": "T", "publisher": "P", "published": "2023-03", "url": "U"},
    {"id": "note"}
  ],
  "claims": [
    {"id": "A-1", "from": "IT", "to": "FR", "mutual": false, "kind": "trade", "start": "2022", "end": "2023",
     "asserted_by": ["US"], "denied_by": [], "others": ["UA", "SY"], "summary": "X", "source": "wire", "section": "1"},
    {"id": "A-2", "from": "JP", "to": "FR", "mutual": true, "kind": "visit", "source": "note", "summary": "a, b"}
  ]
}
`
	tableHead  = "id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section\n"
	smallTable = tableHead +
		"A-1,IT,FR,false,trade,2022,2023,US,,UA SY,X,wire,1\n" +
		"A-2,JP,FR,true,visit,,,,,,\"a, b\",note,\n"
)

func smallClaims() []relations.Claim {
	return []relations.Claim{
		{ID: "A-1", From: relations.Italy, To: relations.France, Kind: relations.Trade, Start: onDate("2022"),
			End:        onDate("2023"),
			AssertedBy: codes("US"), Others: codes("SY UA"), Summary: "X", Source: "wire", Section: "1"},
		{ID: "A-2", From: relations.Japan, To: relations.France, Mutual: true, Kind: relations.Visit, Summary: "a, b",
			Source: "note"},
	}
}

// edited returns text with one occurrence of old replaced.
func edited(t testing.TB, text, old, new string) string {
	t.Helper()
	require.Equal(t, 1, strings.Count(text, old), old)
	return strings.Replace(text, old, new, 1)
}

func TestRoundTrips(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 12))
	datasets := map[string]relations.Dataset{"embedded": relations.Embedded(), "fixture": fixture(t), "zero": {}}
	for i := range 60 {
		datasets[fmt.Sprint("random ", i)] = must(relations.New(randomDataset(rnd, rnd.IntN(40))))
	}
	long := soundClaim
	long.ID, long.Summary = strings.Repeat("x", 10_000), strings.Repeat("é", 1<<20)
	datasets["long texts"] = must(relations.New(fixtureHeader, fixtureSources, []relations.Claim{long}))
	for name, d := range datasets {
		t.Run(name, func(t *testing.T) {
			text := encodedJSON(t, d)
			back, err := relations.Decode(strings.NewReader(text))
			require.NoError(t, err)
			assert.True(t, d.Equal(back))
			assert.Equal(t, text, encodedJSON(t, back), "written again, it is the same text")

			marshaled, err := d.MarshalJSON()
			require.NoError(t, err)
			assert.Equal(t, text, string(marshaled))
			compact, err := json.Marshal(d)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(compact, &back))
			assert.True(t, d.Equal(back))

			table := encodedCSV(t, d)
			back, err = relations.DecodeCSV(strings.NewReader(table), d.Header(), slices.Collect(d.Sources()))
			require.NoError(t, err)
			assert.True(t, d.Equal(back))
			assert.Equal(t, table, encodedCSV(t, back))
		})
	}
}

func TestEncodedForm(t *testing.T) {
	d := must(relations.New(fixtureHeader, []relations.Source{{ID: "s", Title: `A "title" <&>`,
		Published: onDate("2023-03")}, {ID: "t"}}, []relations.Claim{
		{ID: "A,1", From: relations.Italy, To: relations.France, Mutual: true, Kind: relations.Trade,
			Start: onDate("2022"), End: onDate("2023-03-20"),
			AssertedBy: codes("US GB"), DeniedBy: codes("IT"), Others: codes("UA"), Summary: `He said "no", <it> is`,
			Source: "s", Section: "1"},
		{ID: "A-2", From: relations.France, To: relations.Syria, Kind: relations.ForcePresence, Source: "t"},
	}))
	assert.Equal(t, `{
  "subject": "FR",
  "version": "test.1",
  "sources": [
    {"id":"s","title":"A \"title\" <&>","published":"2023-03"},
    {"id":"t"}
  ],
  "claims": [
    {"id":"A,1","from":"IT","to":"FR","mutual":true,"kind":"trade","start":"2022","end":"2023-03-20","asserted_by":["GB","US"],"denied_by":["IT"],"others":["UA"],"summary":"He said \"no\", <it> is","source":"s","section":"1"},
    {"id":"A-2","from":"FR","to":"SY","kind":"force-presence","source":"t"}
  ]
}
`, encodedJSON(t, d))
	assert.Equal(t, tableHead+`"A,1",IT,FR,true,trade,2022,2023-03-20,GB US,IT,UA,"He said ""no"", <it> is",s,1
A-2,FR,SY,false,force-presence,,,,,,,t,
`, encodedCSV(t, d))
	assert.Equal(t, "{\n  \"subject\": \"\",\n  \"version\": \"\",\n  \"sources\": [],\n  \"claims\": []\n}\n",
		encodedJSON(t, relations.Dataset{}))
	assert.Equal(t, tableHead, encodedCSV(t, relations.Dataset{}))
}

func TestDecodeAccepts(t *testing.T) {
	want := must(relations.Decode(strings.NewReader(smallDocument)))
	requireModel(t, want, relations.Header{Subject: relations.France, Version: "1"},
		[]relations.Source{{ID: "wire", Title: "T", Publisher: "P", Published: onDate("2023-03"), URL: "U"},
			{ID: "note"}}, smallClaims())
	for _, tt := range []struct{ name, old, new string }{
		{"alpha-3", `"from": "IT"`, `"from": "ita"`},
		{"a name", `"from": "IT"`, `"from": "Italy"`},
		{"a number as text", `"from": "IT"`, `"from": "380"`},
		{"kind in capitals", `"trade"`, `"TRADE"`},
		{"escapes", `"kind": "trade"`, `"k\u0069nd": "tr\u0061de"`},
		{"no space", `"from": "JP", "to": "FR"`, `"from":"JP","to":"FR"`},
		{"much space", `"from": "JP"`, "\n\r\t \"from\"\n:\n\"JP\"\n"},
		{"space around a word", `"mutual": true`, `"mutual" : true `},
		{"empty values", `"kind": "visit"`,
			`"kind": "visit", "start": "", "end": "", "section": "", "others": [ ], "denied_by": []`},
		{"codes twice", `["UA", "SY"]`, `[ "SY" , "UKR","804", "UA"]`},
		{"space after the document", "]\n}\n", "]\n} \t\r\n\n"},
	} {
		d, err := relations.Decode(strings.NewReader(edited(t, smallDocument, tt.old, tt.new)))
		assert.NoError(t, err, tt.name)
		assert.True(t, want.Equal(d), tt.name)
	}
	d := must(relations.Decode(strings.NewReader(`{"claims":[],"subject":"FR"}`)))
	assert.Equal(t, relations.Header{Subject: relations.France}, d.Header())
	d = must(relations.Decode(strings.NewReader(`{"claims":[{"id":"1","from":"FR","to":"BY","kind":"trade","source":"s"}],"sources":[{"id":"s"}],"subject":"France"}`)))
	assert.Equal(t, relations.France, d.Header().Subject, "the order of the keys does not matter")
	d = must(relations.Decode(strings.NewReader(edited(t, smallDocument, `"X"`, `"\ud83d\ude00\\ud83d \"\u00e9\/"`))))
	c, _ := d.ClaimByID("A-1")
	assert.Equal(t, `😀\ud83d "é/`, c.Summary)
}

// A refusal is a text with an edit, and the faults that are found then.
type refusal struct {
	name, old, new string
	faults         []string // without the prefix that all have
}

// refusals reads a file of testdata: blocks of "# name", "replace OLD", "with NEW", where
// OLD and NEW are Go string literals, and a line for each fault. In a fault, <kinds>
// stands for the names of all kinds.
func refusals(t *testing.T, file string) []refusal {
	text, err := os.ReadFile(filepath.Join("testdata", file))
	require.NoError(t, err)
	var all []refusal
	for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
		lines := strings.Split(strings.ReplaceAll(block, "<kinds>", relations.Kinds().String()), "\n")
		require.Greater(t, len(lines), 3, "%s: %s", file, block)
		literal := func(line, word string) string {
			s, err := strconv.Unquote(strings.TrimPrefix(line, word+" "))
			require.NoError(t, err, "%s: %s", file, line)
			return s
		}
		name := strings.TrimPrefix(lines[0], "# ")
		all = append(all, refusal{name, literal(lines[1], "replace"), literal(lines[2], "with"), lines[3:]})
	}
	return all
}

// reasons are the sentinel errors. The text of each fault contains that of its reason.
var reasons = []error{
	relations.ErrSyntax, relations.ErrUnknown, relations.ErrAmbiguous, relations.ErrFormer, relations.ErrInvalid,
	relations.ErrMissing, relations.ErrDuplicate, relations.ErrDyad, relations.ErrPeriod, relations.ErrLimit,
}

// testRefusals decodes a text with each edit of a file.
func testRefusals(t *testing.T, file, text string, decode func(io.Reader) (relations.Dataset, error)) {
	// The words of encoding/json after these differ from release to release.
	words := regexp.MustCompile("invalid character '.*")
	for _, tt := range refusals(t, file) {
		t.Run(tt.name, func(t *testing.T) {
			d, err := decode(strings.NewReader(edited(t, text, tt.old, tt.new)))
			assert.True(t, d.Equal(relations.Dataset{}), "no dataset beside an error")
			var have []string
			for i, e := range relations.Faults(err) {
				have = append(have, words.ReplaceAllString(faultTexts(err)[i], "invalid character"))
				for _, reason := range reasons {
					name := ": " + strings.TrimPrefix(reason.Error(), "relations: ")
					if errors.Is(e, reason) {
						assert.Contains(t, e.Error(), name)
					}
				}
				assert.True(t, slices.ContainsFunc(reasons, func(reason error) bool { return errors.Is(e, reason) }), "%v", e)
			}
			for i, fault := range tt.faults {
				tt.faults[i] = words.ReplaceAllString(fault, "invalid character")
			}
			assert.Empty(t, cmp.Diff(tt.faults, have))
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	testRefusals(t, "refused_json.txt", smallDocument, relations.Decode)
	for _, doc := range []string{"", " ", "\n\n", "null", "[]", "7", `"FR"`, "true", "{", "}", "[", `{"subject"`,
		`{"subject":`, `{"subject" "FR"}`, "\x00", "\xff", "\xef\xbb\xbf", "nul", "{]", `{"x":`, `{"claims":[`} {
		d, err := relations.Decode(strings.NewReader(doc))
		assert.True(t, d.Equal(relations.Dataset{}))
		assert.ErrorIs(t, err, relations.ErrSyntax, "%q", doc)
		assert.Len(t, relations.Faults(err), 1, "%q", doc)
	}
}

func TestDecodeReportsAllFaultsInTheOrderOfTheLines(t *testing.T) {
	_, err := relations.Decode(strings.NewReader(`{"claims": [
		{"id": "A", "others": ["XX",
			"ZZ"],
			"from": "Korea", "to": "FR", "kind": 7, "source": "t",
			"x": 1},
		{
			"id": "B", "from": "IT", "to": "IT",
			"source": "u", "kind": ""},
		{"id": "A", "kind": "trade", "from": "IT",

			"source": "t", "to": "FR"}
	],
	"sources": [{"id": "t"}, {"id":
		"t"}],
	"version": "\u0000",
	"y": {},
	"subject": "FR"}`))
	var have []string
	for _, e := range relations.Faults(err) {
		have = append(have, strings.TrimSpace(fmt.Sprint(e.Line, " ", e.Claim, " ", e.Field)))
	}
	assert.Empty(t, cmp.Diff([]string{
		"2 A others", "3 A others", "4 A from", "4 A kind", "5 A x", "7 B from", "8 B source", "8 B kind", "9 A id",
		"14  sources[1].id", "15  version", "16  y",
	}, have))

	_, err = relations.Decode(strings.NewReader("{\"claims\": [],\n\"subject\": \"\",\n\"version\": \"1\"}"))
	assert.Equal(t, []string{"line 2: subject: missing"}, faultTexts(err))
}

func TestDecodeCSVAccepts(t *testing.T) {
	for name, table := range map[string]string{
		"as it is":               smallTable,
		"carriage returns":       strings.ReplaceAll(smallTable, "\n", "\r\n"),
		"empty lines":            "\n" + strings.ReplaceAll(smallTable, "\n", "\n\r\n\n"),
		"a last carriage return": strings.TrimSuffix(smallTable, "\n") + "\r",
		"no last line feed":      strings.TrimSuffix(smallTable, "\n"),
		"quotes": strings.NewReplacer("A-1", `"A-1"`, "visit", `"VISIT"`, "true",
			"TRUE").Replace(smallTable),
		"names and numbers": strings.NewReplacer(",IT,", `,"Italian Republic, the",`, "US", "840", "UA SY",
			" SYR  ukr ").Replace(smallTable),
		"a byte order mark":          "\ufeff" + smallTable,
		"one before a quoted column": "\ufeff" + strings.Replace(smallTable, "id", `"id"`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			d, err := decodeTable(strings.NewReader(table))
			require.NoError(t, err)
			requireModel(t, d, fixtureHeader, fixtureSources, smallClaims())
		})
	}
}

func TestDecodeCSVRefuses(t *testing.T) {
	testRefusals(t, "refused_csv.txt", smallTable, decodeTable)
	_, err := relations.DecodeCSV(strings.NewReader(edited(t, smallTable, ",IT,", ",XX,")),
		relations.Header{Version: "\x00"}, []relations.Source{{ID: "wire"}, {Title: "no ID"}, {ID: "note"}})
	assert.Equal(t,
		[]string{"subject: missing", `version: text "\x00": malformed, with a line break or another control character`,
			"sources[1].id: missing", `line 2: claim "A-1": from: country "XX": unknown`}, faultTexts(err),
		"header and sources, which have no line, come first")
	_, err = decodeTable(strings.NewReader(tableHead +
		"A-1,XX,YY,maybe,aid,when,then,ZZ,ZZ,ZZ,\"\x00\n\",s,\x01\n\n\nshort\nA-2,JP,FR,true,visit,,,,,,\"a\",none,\n"))
	var have []string
	for _, e := range relations.Faults(err) {
		have = append(have, strings.TrimSpace(fmt.Sprint(e.Line, " ", e.Claim, " ", e.Field)))
	}
	assert.Empty(t, cmp.Diff([]string{
		"2 A-1 from", "2 A-1 to", "2 A-1 mutual", "2 A-1 kind", "2 A-1 start", "2 A-1 end", "2 A-1 asserted_by",
		"2 A-1 denied_by", "2 A-1 others",
		"2 A-1 summary", "3 A-1 source", "3 A-1 section", "6  claims[1]", "7 A-2 source",
	}, have))
}

func TestFaultsOfADocumentUpToAHundred(t *testing.T) {
	for name, decode := range map[string]func(n int) error{
		"Decode": func(n int) error {
			_, err := relations.Decode(strings.NewReader(`{"subject":"FR","claims":[` +
				strings.TrimSuffix(strings.Repeat("\n7,", n), ",") + `]}`))
			return err
		},
		"DecodeCSV": func(n int) error {
			_, err := decodeTable(strings.NewReader(tableHead + strings.Repeat("x\n", n)))
			return err
		},
	} {
		for n, listed := range map[int]int{99: 99, 100: 100, 101: 101, 500: 101} {
			err := decode(n)
			faults := relations.Faults(err)
			require.Len(t, faults, listed, name)
			assert.Equal(t, n > 100, errors.Is(err, relations.ErrLimit), name)
			for i, e := range faults[:min(n, 100)] {
				assert.Equal(t, i+2, e.Line, name)
			}
		}
	}
}

// Readers.

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// inPieces gives one piece a read, and an error where a piece has one.
func inPieces(pieces ...any) io.Reader {
	return readerFunc(func(p []byte) (n int, err error) {
		if len(pieces) == 0 {
			return 0, io.EOF
		}
		switch piece := pieces[0].(type) {
		case error:
			err = piece
		case string:
			if n = copy(p, piece); n < len(piece) {
				pieces[0] = piece[n:]
				return n, nil
			}
		}
		pieces = pieces[1:]
		return n, err
	})
}

// pausing gives nothing at all two times of three, and then a byte.
func pausing(r io.Reader) io.Reader {
	turn := 0
	return readerFunc(func(p []byte) (int, error) {
		if turn++; turn%3 != 0 {
			return 0, nil
		}
		return r.Read(p[:min(1, len(p))])
	})
}

// A decoder is Decode or DecodeCSV, and a text that it reads.
type decoder struct {
	name, text string
	decode     func(io.Reader) (relations.Dataset, error)
}

func decoders() []decoder {
	return []decoder{{"Decode", smallDocument, relations.Decode}, {"DecodeCSV", smallTable, decodeTable}}
}

func TestTheSameBytesGiveTheSameAnswer(t *testing.T) {
	for _, d := range decoders() {
		for _, text := range []string{
			d.text, edited(t, d.text, "A-2", "é中😀"), edited(t, d.text, "A-2", "\xe4\xb8A"), edited(t, d.text, "A-2",
				"\xf0\x9f"), edited(t, d.text, "A-2", "A-1"), edited(t, d.text, "UA", "UA\""),
			d.text + "x", d.text + "\xff", d.text[:len(d.text)-3], "", strings.Repeat(d.text, 40),
		} {
			want, wantErr := d.decode(strings.NewReader(text))
			for name, reader := range map[string]func(io.Reader) io.Reader{
				"a byte at a time": iotest.OneByteReader, "half": iotest.HalfReader, "data with the end": iotest.DataErrReader,
				"pausing": pausing,
			} {
				have, err := d.decode(reader(strings.NewReader(text)))
				assert.True(t, want.Equal(have), name)
				assert.Equal(t, fmt.Sprint(wantErr), fmt.Sprint(err), name)
			}
		}
	}
}

func TestReadersThatFail(t *testing.T) {
	broken := errors.New("the line is broken")
	for _, d := range decoders() {
		for n := range len(d.text) + 1 {
			before, after := d.text[:n], d.text[n:]
			readers := map[string]io.Reader{
				"for ever": io.MultiReader(strings.NewReader(before), iotest.ErrReader(broken)),
				"once":     inPieces(before, broken, after), // such as a deadline that passes
				"with data": io.MultiReader(iotest.OneByteReader(strings.NewReader(before)),
					iotest.DataErrReader(inPieces("", broken, after))),
			}
			for name, r := range readers {
				have, err := d.decode(r)
				require.ErrorIs(t, err, broken, "%s %s after %d bytes", d.name, name, n)
				require.True(t, have.Equal(relations.Dataset{}))
				require.Equal(t, []string{fmt.Sprintf("reading, after %d bytes: the line is broken", n)}, faultTexts(err),
					"it stands alone")
			}
			have, err := d.decode(inPieces(before, "\xff", after)) // between two elements too
			require.Equal(t, []string{fmt.Sprintf("line %d: malformed: not UTF-8", 1+strings.Count(before, "\n"))},
				faultTexts(err))
			require.True(t, have.Equal(relations.Dataset{}))
		}
		_, err := d.decode(iotest.ErrReader(errors.New("a\x1b\nb")))
		assert.EqualError(t, err, `relations: "reading, after 0 bytes: a\x1b\nb"`, "it is one line")
		_, err = d.decode(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(d.text))))
		assert.ErrorIs(t, err, iotest.ErrTimeout)
		_, err = d.decode(io.MultiReader(strings.NewReader(d.text[:10]), iotest.ErrReader(io.ErrUnexpectedEOF)))
		assert.ErrorIs(t, err, io.ErrUnexpectedEOF)

		_, err = d.decode(nil)
		assert.Equal(t, []string{"missing: no reader"}, faultTexts(err))
		assert.ErrorIs(t, err, relations.ErrMissing)
	}
}

func TestATruncatedTextGivesNothing(t *testing.T) {
	for n := range strings.LastIndex(smallDocument, "}") {
		d, err := relations.Decode(strings.NewReader(smallDocument[:n]))
		require.ErrorIs(t, err, relations.ErrSyntax, "the first %d bytes", n)
		require.True(t, d.Equal(relations.Dataset{}))
	}
	// Only where a row could end, in its last field, can a table be cut off unseen.
	for n := range len(smallTable) {
		_, err := decodeTable(strings.NewReader(smallTable[:n]))
		line := smallTable[strings.LastIndex(smallTable[:n], "\n")+1 : n]
		whole := n >= len(tableHead)-1 && (line == "" || strings.Count(strings.ReplaceAll(line, "a, b", ""), ",") == 12)
		require.Equal(t, whole, err == nil, "%q: %v", smallTable[:n], err)
	}
}

func TestLimitOfADocument(t *testing.T) {
	text := strings.Repeat("x", 1000)
	for limit, ok := range map[int]bool{999: false, 1000: true, 1001: true} {
		for _, reader := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text)),
			iotest.DataErrReader(strings.NewReader(text)), inPieces(text, errors.New("too late"))} {
			have, err := relations.ReadAll(reader, limit)
			switch {
			case !ok:
				require.ErrorContains(t, err, "beyond the limit: the document has more than 999 bytes")
				assert.Equal(t, 1, strings.Count(err.Error(), "relations: "), err.Error())
				assert.ErrorIs(t, err, relations.ErrLimit)
				assert.Len(t, relations.Faults(err), 1)
			case err == nil:
				assert.Equal(t, text, string(have))
			default:
				assert.ErrorContains(t, err, "too late")
			}
		}
	}
	endless := readerFunc(func(p []byte) (int, error) { return len(p), nil })
	_, err := relations.ReadAll(endless, 1<<20)
	assert.ErrorIs(t, err, relations.ErrLimit, "a reader without end")
}

func TestUnmarshalJSON(t *testing.T) {
	type config struct {
		Name string
		Data relations.Dataset
	}
	before := fixture(t)
	c := config{Data: before}
	for _, tt := range []struct {
		name, text string
		want       relations.Dataset
		err        []string
	}{
		{"null", `{"Data":null}`, before, nil},
		{"absent", `{}`, before, nil},
		{"a document", `{"Data":` + smallDocument + `,"Name":"x"}`,
			must(relations.Decode(strings.NewReader(smallDocument))), nil},
		{"faults", "{\n\n\"Data\":{\"subject\":\"FR\",\n\"claims\":[{}]}}", before, []string{
			"line 2: claims[0].id: missing", "line 2: claims[0].from: missing", "line 2: claims[0].to: missing",
			"line 2: claims[0].kind: missing", "line 2: claims[0].source: missing"}},
		{"not an object", `{"Data":[]}`, before, []string{"line 1: malformed: not an object"}},
	} {
		c.Data = before
		err := json.Unmarshal([]byte(tt.text), &c)
		assert.Equal(t, tt.err, faultTexts(err), tt.name)
		assert.Equal(t, tt.err == nil, err == nil, tt.name)
		assert.True(t, tt.want.Equal(c.Data), tt.name)
	}
	for _, bad := range []string{"", "{", "\xff", `{"subject":"FR","claims":[]}{}`} { // called by hand
		assert.Len(t, relations.Faults(c.Data.UnmarshalJSON([]byte(bad))), 1, "%q", bad)
		assert.True(t, before.Equal(c.Data))
	}
	assert.ErrorIs(t, (*relations.Dataset)(nil).UnmarshalJSON([]byte("null")), relations.ErrInvalid)

	text := []byte(smallDocument)
	require.NoError(t, c.Data.UnmarshalJSON(text))
	clear(text)
	requireModel(t, c.Data, c.Data.Header(), slices.Collect(c.Data.Sources()), smallClaims())
}

// Writers.

var errFullDisk = errors.New("the disk is full")

// fullWriter fails after some bytes.
type fullWriter struct{ left int }

func (w *fullWriter) Write(p []byte) (int, error) {
	n := min(len(p), w.left)
	if w.left -= n; n < len(p) {
		return n, errFullDisk
	}
	return n, nil
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestFailingWriters(t *testing.T) {
	long := soundClaim
	long.Summary = strings.Repeat("x", 10_000)
	for name, d := range map[string]relations.Dataset{"fixture": fixture(t),
		"long": must(relations.New(fixtureHeader, fixtureSources, []relations.Claim{long})), "zero": {}} {
		for format, encode := range map[string]func(io.Writer) error{"JSON": d.Encode, "CSV": d.EncodeCSV} {
			var whole bytes.Buffer
			require.NoError(t, encode(&whole))
			for n := 0; n < whole.Len(); n += 1 + whole.Len()/200 {
				err := encode(&fullWriter{n})
				require.ErrorIs(t, err, errFullDisk, "%s %s after %d bytes", format, name, n)
				require.Equal(t, []string{"writing: the disk is full"}, faultTexts(err))
			}
			assert.NoError(t, encode(&fullWriter{whole.Len()}))
			for _, count := range []func(n int) int{func(int) int { return 0 }, func(int) int { return -1 },
				func(n int) int { return n + 1 }} {
				err := encode(writerFunc(func(p []byte) (int, error) { return count(len(p)), nil }))
				assert.ErrorIs(t, err, io.ErrShortWrite)
				assert.Len(t, relations.Faults(err), 1)
			}
			assert.Equal(t, []string{"missing: no writer"}, faultTexts(encode(nil)))
			assert.ErrorIs(t, encode(nil), relations.ErrMissing)
		}
	}
}

// Formulas.

func requireNoFormula(t *testing.T, text string) {
	t.Helper()
	c := soundClaim
	c.ID, c.Summary, c.Section = text+"x", text, "x"+text
	d, err := relations.New(fixtureHeader, fixtureSources, []relations.Claim{c})
	if err != nil {
		return // a text that no dataset has
	}
	table := encodedCSV(t, d)
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	require.NoError(t, err)
	for _, cell := range rows[1] {
		require.False(t, strings.ContainsAny(firstRune(cell), "=+-@＝＋－＠"), "%q is taken for a formula", cell)
	}
	require.True(t, d.Equal(must(decodeTable(strings.NewReader(table)))), "%q", text)
}

// firstRune returns the first character of s.
func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

func TestFormulas(t *testing.T) {
	for _, s := range []string{"", "'", "''", "=", "=1+1", "+1", "-1", "@a", "'=1", "''=1", "'''-", "' =", " =1",
		"'quoted'", "a=1", `="1"`, `"=1"`, "=1\u2028", "−1", "＝1", "'＠a", "＠a", "＋", "－"} {
		requireNoFormula(t, s)
	}
	c := soundClaim
	c.Summary, c.Section = "-5 degrees", "'@a"
	d := must(relations.New(fixtureHeader, fixtureSources, []relations.Claim{c}))
	assert.Equal(t, tableHead+"A,IT,FR,false,trade,,,,,,'-5 degrees,wire,''@a\n", encodedCSV(t, d))
	hand := strings.NewReplacer("'-5", "-5", "''@a", "'a").Replace(encodedCSV(t, d))
	read, _ := must(decodeTable(strings.NewReader(hand))).ClaimByID("A")
	assert.Equal(t, "-5 degrees|'a", read.Summary+"|"+read.Section, "what was not guarded is read as it is")
}

// Memory and time.

// hostileTexts returns texts of about n bytes that were made to be slow to read,
// by name, each with its decoder.
func hostileTexts(n int) map[string]decoder {
	texts := map[string]decoder{}
	json := func(name, head, piece, tail string) {
		texts["JSON of "+name] = decoder{name, head + strings.Repeat(piece, n/len(piece)) + tail, relations.Decode}
	}
	table := func(name, head, piece, tail string) {
		texts["CSV of "+name] = decoder{name, head + strings.Repeat(piece, n/len(piece)) + tail, decodeTable}
	}
	counted := func(piece string) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, piece, i)
		}
		return b.String()
	}
	const (
		sources = `{"subject":"FR","claims":[],"sources":[`
		claims  = `{"subject":"FR","sources":[{"id":"s"}],"claims":[`
		claim   = claims + `{"id":"A","from":"IT","to":"FR","kind":"visit","source":"s"`
	)
	json("empty sources", sources+"{}", ",{}", "]}")
	json("lines and empty sources", sources+"{}", ",\n{}", "]}")
	json("lines alone", "", "\n", sources+"{},{}]}")
	json("line feeds between faults", sources+"{}"+strings.Repeat("\n", n), ",{}", "]}")
	json("empty claims", claims+"{}", ",{}", "]}")
	json("numbers for codes", claim+`,"asserted_by":[1`, ",1", "]}]}")
	json("codes", claim+`,"asserted_by":["US"`, `,"US"`, "]}]}")
	json("open arrays", "", "[", "")
	json("open objects", "", `{"a":`, "")
	json("arrays in an array", claim+`,"asserted_by":[[]`, ",[]", "]}]}")
	json("an unknown key with a huge value", claim+`,"x":[1`, ",1", "]}]}")
	json("a huge unknown key", claim+`,"`, `\u0041`, `":1,"summary":"\u0000","section":"\u0000","end":"2022"}]}`)
	json("a huge unknown key of the document", `{"`, `\n`, `":1}`)
	json("unknown keys", `{"x":1`, `,"x":1`, `}`)
	json("a key many times", claim, `,"id":"A"`, "}]}")
	json("a huge text with faults after it", claims+`{"summary":"\u0000`, `\n`, `","section":"\u0000"}]}`)
	json("a huge text", claim+`,"summary":"`, "é", `"}]}`)
	json("a huge number", `{"version":`, "1", "}")
	json("what is cut off", claims+"{}", `,{"id":"A"}`, "")
	texts["JSON of small sources"] = decoder{"", sources + `{"id":"s"}` + counted(`,{"id":"%x"}`) + "]}", relations.Decode}
	texts["JSON of claims"] = decoder{"", claim + "}" +
		counted(`,{"id":"%x","from":"IT","to":"FR","kind":"visit","source":"s"}`) + "]}", relations.Decode}
	table("empty rows", tableHead, "\n", "")
	table("empty rows before a bad one", tableHead, "\r\n", "x\n")
	table("bad rows", tableHead, "x\n", "")
	table("rows without values", tableHead, ",,,,,,,,,,,,\n", "")
	table("quoted rows", tableHead, "\"\"\n", "")
	table("one huge field", tableHead, "x", "")
	table("one row of commas", tableHead, ",", "\n")
	table("a first row of commas", "", ",", "\n")
	table("one row of quotes", tableHead+`""`, `,""`, "\n")
	const faulty = ",XX,XX,x,x,x,x,x,x,x,\x01,none,\x01\n"
	table("a huge field before faults", tableHead, "x", faulty)
	table("a huge field of quotes before faults", tableHead+`"`, `""`, `"`+faulty)
	table("a huge field of lines before faults", tableHead+`"`, "\n", `"`+faulty)
	table("a huge field of codes", tableHead+"A,IT,FR,true,visit,,,", "US ", ",,,,wire,\n")
	table("a huge field of unknown codes", tableHead+"A,IT,FR,true,visit,,,", "Q ", ",,,,wire,\n")
	table("an open quote", tableHead+`"`, "x\n", "")
	texts["CSV of claims"] = decoder{"", tableHead + counted("%x,IT,FR,true,visit,,,,,,,wire,\n"), decodeTable}
	return texts
}

func TestMemoryIsInProportionToTheText(t *testing.T) {
	if testing.Short() {
		t.Skip("decodes some 150 MB")
	}
	allocated := map[string][]float64{}
	for _, n := range []int{1 << 20, 4 << 20} {
		for name, d := range hostileTexts(n) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := d.decode(strings.NewReader(d.text))
			runtime.ReadMemStats(&after)
			bytes := float64(after.TotalAlloc - before.TotalAlloc)
			allocated[name] = append(allocated[name], bytes)
			assert.LessOrEqual(t, bytes/float64(len(d.text)), 100., "%s: bytes for each byte of %d", name, len(d.text))
			assert.LessOrEqual(t, len(relations.Faults(err)), 101, name)
			if err != nil {
				assert.Less(t, len(err.Error()), 50_000, name)
			}
		}
	}
	for name, bytes := range allocated {
		assert.LessOrEqual(t, bytes[1]/bytes[0], 4.8, "%s: four times the text", name)
	}
}

func BenchmarkDecodeHostile(b *testing.B) {
	texts := hostileTexts(6 << 20)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		d := texts[name]
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(d.text)))
			for b.Loop() {
				_, _ = d.decode(strings.NewReader(d.text))
			}
		})
	}
}

// Fuzz targets.

// checkDecoded checks an answer for a text: a dataset that is written and read
// again as the same, or faults within the text and no dataset.
func checkDecoded(t *testing.T, text string, d relations.Dataset, err error) {
	t.Helper()
	if err == nil {
		require.True(t, d.Equal(must(relations.Decode(strings.NewReader(encodedJSON(t, d))))))
		require.True(t, d.Equal(must(relations.DecodeCSV(strings.NewReader(encodedCSV(t, d)), d.Header(),
			slices.Collect(d.Sources())))))
		return
	}
	require.True(t, d.Equal(relations.Dataset{}))
	faults, last := relations.Faults(err), 0
	require.NotEmpty(t, faults)
	require.LessOrEqual(t, len(faults), 101)
	require.Less(t, len(err.Error()), 100_000)
	for i, e := range faults {
		if errors.Is(e, relations.ErrLimit) {
			require.Equal(t, 100, i)
			continue
		}
		require.Positive(t, e.Line)
		require.GreaterOrEqual(t, e.Line, last, "%v", err)
		require.LessOrEqual(t, e.Line, 1+strings.Count(text, "\n"), "%v", err)
		require.Error(t, e.Err)
		require.False(t, strings.ContainsFunc(e.Error(), unicode.IsControl), "%q", e.Error())
		last = e.Line
	}
}

// FuzzDecode compares Decode with encoding/json: what it accepts, encoding/json reads
// with the same values. The seeds are small, since the fuzzer tries to make each new
// input smaller.
func FuzzDecode(f *testing.F) {
	const claim = `{"id":"A","from":"IT","to":"FR","kind":"visit","source":"w"}`
	seeds := []string{"", "{", "[]", "\ufeff{}", `{"":{}}`, `{"subject":"FR","claims":[]}`}
	for _, claims := range []string{
		claim, claim + "," + claim, `{"id":"A",` + claim[1:], `{"k\u0069nd":"visit","note":{"a":[1,"}"]}}`,
		claim[:len(claim)-1] + `,"mutual":true,"start":"2022","asserted_by":["US","Korea"],"summary":"\ud800\u2028"}`,
	} {
		seeds = append(seeds, `{"subject":"FR","sources":[{"id":"w"}],"claims":[`+claims+`]}`)
	}
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := relations.Decode(strings.NewReader(text))
		if err != nil {
			checkDecoded(t, text, d, err)
			return
		}
		var plain struct {
			relations.Header
			Sources []relations.Source
			Claims  []relations.Claim
		}
		require.NoError(t, json.Unmarshal([]byte(strings.TrimPrefix(text, "\ufeff")), &plain))
		require.True(t, d.Equal(must(relations.New(plain.Header, plain.Sources, plain.Claims))))
	})
}

// FuzzDecodeCSV compares DecodeCSV with encoding/csv: what it accepts, encoding/csv
// reads with the same texts.
func FuzzDecodeCSV(f *testing.F) {
	for _, s := range []string{
		"", "\n", tableHead, tableHead + "short\n", tableHead + `"`, "\ufeff" + tableHead, tableHead + "\r\r\n",
		tableHead + "A,IT,FR,false,trade,,,,,,\"a\r\nb\",wire,\n", tableHead +
			"\\.,IT,FR,true,visit,,,US,,, x ,wire,\"\"\r\n",
		tableHead + "\rA,XX\n", strings.ReplaceAll(tableHead, ",", ";"),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := decodeTable(strings.NewReader(text))
		if err != nil {
			checkDecoded(t, text, d, err)
			return
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
		require.NoError(t, err)
		require.Equal(t, strings.TrimSpace(tableHead), strings.Join(rows[0], ","))
		i := 1
		for c := range d.Claims() {
			want := []string{unguarded(rows[i][0]), unguarded(rows[i][10]), unguarded(rows[i][11]), unguarded(rows[i][12])}
			require.Equal(t, want, []string{c.ID, c.Summary, c.Source, c.Section})
			require.Equal(t, strings.EqualFold(rows[i][3], "true"), c.Mutual)
			i++
		}
		require.Len(t, rows, i)
	})
}

// unguarded removes the apostrophe that guards a formula.
func unguarded(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && strings.TrimLeft(rest, "'") != "" &&
		strings.Contains("=+-@", strings.TrimLeft(rest, "'")[:1]) {
		return rest
	}
	return cell
}

func FuzzFormulas(f *testing.F) {
	f.Add("=1+1")
	f.Add("''@")
	f.Fuzz(requireNoFormula)
}
