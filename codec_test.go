package relations_test

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// encoded returns the output of Encode or EncodeCSV.
func encoded(t testing.TB, encode func(io.Writer) error) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, encode(&b))
	return b.String()
}

func decode(text string) (relations.Dataset, error) { return relations.Decode(strings.NewReader(text)) }

// readTable decodes a table, with the header and sources of the fixture.
func readTable(r io.Reader) (relations.Dataset, error) {
	return relations.DecodeCSV(r, fixtureHeader, fixtureSources)
}

func decodeTable(text string) (relations.Dataset, error) { return readTable(strings.NewReader(text)) }

// smallDocument and smallTable contain the same claims. Tests use edited copies of them.
var (
	//go:embed testdata/small.json
	smallDocument string
	//go:embed testdata/small.csv
	smallTable string
)

const tableHead = "id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section\n"

var (
	smallHeader  = relations.Header{Subject: relations.France, Version: "1"}
	smallSources = sourceList{
		{ID: "wire", Title: "T", Publisher: "P", Published: onDate("2023-03"), URL: "U"}, {ID: "note"},
	}
	smallClaims = claimList{
		{ID: "A-1", From: relations.Italy, To: relations.France, Kind: relations.Trade, Start: onDate("2022"),
			End: onDate("2023"), AssertedBy: codes("US"), Others: codes("SY UA"), Summary: "X", Source: "wire", Section: "1"},
		{ID: "A-2", From: relations.Japan, To: relations.France, Mutual: true, Kind: relations.Visit, Summary: "a, b",
			Source: "note"},
	}
)

// edited returns text with old, which occurs once, replaced by new. If old is empty, it
// returns new.
func edited(t testing.TB, text, old, new string) string {
	t.Helper()
	if old == "" {
		return new
	}
	require.Equal(t, 1, strings.Count(text, old), "occurrences of %q", old)
	return strings.Replace(text, old, new, 1)
}

func readFile(name string) string { return string(must(os.ReadFile(filepath.Join("testdata", name)))) }

// A textCase is a test case from a file in testdata.
type textCase struct {
	name     string
	operands []string
	lines    []string
}

// readCases reads a file of test cases, which are separated by empty lines. A case consists
// of "# " and its name, an operand for each of words, and lines of text. An operand is the
// word and a Go string literal. In the text, <kinds> stands for the names of all kinds. A
// block that starts with "//" is a comment.
func readCases(t testing.TB, file string, words ...string) []textCase {
	t.Helper()
	var cases []textCase
	for block := range strings.SplitSeq(strings.TrimSpace(readFile(file)), "\n\n") {
		if strings.HasPrefix(block, "//") {
			continue
		}
		name, rest, _ := strings.Cut(block, "\n")
		require.Regexp(t, "^# .", name, "%s: want # and the name of the case", file)
		c := textCase{name: name[2:]}
		for _, word := range words {
			literal, err := strconv.QuotedPrefix(strings.TrimPrefix(rest, word+" "))
			require.NoError(t, err, "%s: %s: want %s and a string literal: %s", file, name, word, rest)
			operand, err := strconv.Unquote(literal)
			require.NoError(t, err, "%s: %s", file, name)
			c.operands = append(c.operands, operand)
			rest = strings.TrimPrefix(rest[len(word+" "+literal):], "\n")
		}
		rest = strings.ReplaceAll(rest, "<kinds>", relations.Kinds().String())
		c.lines = strings.FieldsFunc(rest, func(r rune) bool { return r == '\n' })
		cases = append(cases, c)
	}
	return cases
}

func TestRoundTrips(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 12))
	datasets := map[string]relations.Dataset{"embedded": relations.Embedded(), "fixture": fixture(t), "zero": {}}
	for i := range 60 {
		datasets[fmt.Sprint("random ", i)] = must(relations.New(randomDataset(rnd, rnd.IntN(40))))
	}
	long := soundClaim
	long.ID, long.Summary = strings.Repeat("x", 10_000), strings.Repeat("é", 1<<20)
	datasets["long texts"] = must(relations.New(fixtureHeader, fixtureSources, claimList{long}))
	for name, d := range datasets {
		t.Run(name, func(t *testing.T) {
			text, table := encoded(t, d.Encode), encoded(t, d.EncodeCSV)
			back, err := relations.Decode(iotest.HalfReader(strings.NewReader(text)))
			require.NoError(t, err)
			assert.True(t, d.Equal(back))
			assert.Equal(t, text, encoded(t, back.Encode), "encoding it again gives the same text")
			halves := iotest.HalfReader(strings.NewReader(table))
			back, err = relations.DecodeCSV(halves, d.Header(), slices.Collect(d.Sources()))
			require.NoError(t, err)
			assert.True(t, d.Equal(back))
			assert.Equal(t, table, encoded(t, back.EncodeCSV))
			for _, marshal := range []func() ([]byte, error){d.MarshalJSON, d.MarshalText, d.MarshalBinary} {
				data, err := marshal()
				require.NoError(t, err)
				assert.Equal(t, text, string(data))
			}

			var fromJSON, fromGob report
			compact, err := json.Marshal(report{Data: d})
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(compact, &fromJSON))
			assert.True(t, d.Equal(fromJSON.Data))
			var b bytes.Buffer
			require.NoError(t, gob.NewEncoder(&b).Encode(report{Data: d}))
			require.NoError(t, gob.NewDecoder(&b).Decode(&fromGob))
			assert.True(t, d.Equal(fromGob.Data))
		})
	}
}

func TestEncodedForm(t *testing.T) {
	sources := sourceList{{ID: "s", Title: `A "title" <&>`, Published: onDate("2023-03")}, {ID: "t"}}
	d := must(relations.New(fixtureHeader, sources, claimList{
		{ID: "A,1", From: relations.Italy, To: relations.France, Mutual: true, Kind: relations.Trade,
			Start: onDate("2022"), End: onDate("2023-03-20"), AssertedBy: codes("US GB"), DeniedBy: codes("IT"),
			Others: codes("UA"), Summary: `He said "no", <it> is`, Source: "s", Section: "1"},
		{ID: "A-2", From: relations.France, To: relations.Syria, Kind: relations.ForcePresence, Source: "t"},
	}))
	assert.Equal(t, readFile("encoded.json"), encoded(t, d.Encode))
	assert.Equal(t, readFile("encoded.csv"), encoded(t, d.EncodeCSV))
	assert.Equal(t, "{\n  \"subject\": \"\",\n  \"version\": \"\",\n  \"sources\": [],\n  \"claims\": []\n}\n",
		encoded(t, relations.Dataset{}.Encode))
	assert.Equal(t, tableHead, encoded(t, relations.Dataset{}.EncodeCSV))
}

func TestDecodeAccepts(t *testing.T) {
	for _, tt := range readCases(t, "accepted_json.txt", "replace", "with") {
		t.Run(tt.name, func(t *testing.T) {
			d, err := decode(edited(t, smallDocument, tt.operands[0], tt.operands[1]))
			require.NoError(t, err)
			requireModel(t, d, smallHeader, smallSources, smallClaims)
		})
	}
	d := must(decode(`{"claims":[],"subject":"FR"}`))
	assert.Equal(t, relations.Header{Subject: relations.France}, d.Header(), "version and sources are not required")
	d = must(decode(edited(t, smallDocument, `"X"`, `"\ud83d\ude00\\ud83d \"\u00e9\/"`)))
	c, _ := d.ClaimByID("A-1")
	assert.Equal(t, `😀\ud83d "é/`, c.Summary)
}

func TestDecodeCSVAccepts(t *testing.T) {
	replaced := func(oldnew ...string) string { return strings.NewReplacer(oldnew...).Replace(smallTable) }
	for name, table := range map[string]string{
		"unchanged":                    smallTable,
		"carriage returns":             replaced("\n", "\r\n"),
		"empty lines":                  "\n" + replaced("\n", "\n\r\n\n"),
		"a carriage return at the end": strings.TrimSuffix(smallTable, "\n") + "\r",
		"no line feed at the end":      strings.TrimSuffix(smallTable, "\n"),
		"quotes":                       replaced("A-1", `"A-1"`, "visit", `"VISIT"`, "true", "TRUE"),
		"names and numbers":            replaced(",IT,", `,"Italian Republic, the",`, "US", "840", "UA SY", " SYR  ukr "),
		"codes with a comma":           replaced("UA SY", `"UA, SY"`),
		"a byte order mark":            "\ufeff" + smallTable,
		"byte order mark and quotes":   "\ufeff" + strings.Replace(smallTable, "id", `"id"`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			d, err := decodeTable(table)
			require.NoError(t, err)
			requireModel(t, d, fixtureHeader, fixtureSources, smallClaims)
		})
	}
}

// decoders contains Decode and DecodeCSV, each with a sample input and a file of edits after
// which the input is rejected.
var decoders = []struct {
	name, text, refused string
	decode              func(io.Reader) (relations.Dataset, error)
}{
	{"Decode", smallDocument, "refused_json.txt", relations.Decode},
	{"DecodeCSV", smallTable, "refused_csv.txt", readTable},
}

func TestDecodeRefuses(t *testing.T) {
	for _, d := range decoders {
		for _, tt := range readCases(t, d.refused, "replace", "with") {
			t.Run(d.name+"/"+tt.name, func(t *testing.T) {
				for _, r := range readers(edited(t, d.text, tt.operands[0], tt.operands[1])) {
					have, err := d.decode(r)
					assert.True(t, have.Equal(relations.Dataset{}), "an error comes with the zero Dataset")
					assertFaults(t, err, tt.lines...)
				}
			})
		}
	}
	for _, text := range []string{
		"", " ", "\n\n", "null", "[]", "7", `"FR"`, "true", "{", "}", "[", `{"subject"`, `{"subject":`, `{"subject" "FR"}`,
		"\x00", "\xff", "\xef\xbb\xbf", "nul", "{]", `{"x":`, `{"claims":[`,
	} {
		d, err := decode(text)
		assert.True(t, d.Equal(relations.Dataset{}))
		assert.ErrorIs(t, err, relations.ErrSyntax, "%q", text)
		assert.Len(t, relations.Faults(err), 1, "%q", text)
	}
	table := strings.NewReader(edited(t, smallTable, ",IT,", ",XX,"))
	sources := sourceList{{ID: "wire"}, {Title: "no ID"}, {ID: "note"}}
	_, err := relations.DecodeCSV(table, relations.Header{Version: "\x00"}, sources)
	assertFaults(t, err, // the faults without a line come first
		"subject: missing",
		`version: text "\x00": malformed, with a line break or another control character`,
		"sources[1].id: missing",
		`line 2: claim "A-1": from: country "XX": unknown`)
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// pausing returns a reader that reads nothing every second time.
func pausing(r io.Reader) io.Reader {
	paused := false
	return readerFunc(func(p []byte) (int, error) {
		if paused = !paused; paused {
			return 0, nil
		}
		return r.Read(p[:min(1, len(p))])
	})
}

// readers returns readers of text that return it in different pieces.
func readers(text string) []io.Reader {
	all := []io.Reader{strings.NewReader(text)}
	for _, reader := range []func(io.Reader) io.Reader{
		iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader, pausing,
	} {
		all = append(all, reader(strings.NewReader(text)))
	}
	return all
}

func TestReadersThatFail(t *testing.T) {
	broken := errors.New("the line is broken")
	for _, d := range decoders {
		for n := range len(d.text) {
			before, after := d.text[:n], d.text[n:]
			once := func() io.Reader { // fails after one more byte, like at a deadline, and then returns the rest
				rest := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(after)))
				return io.MultiReader(strings.NewReader(before), rest)
			}
			timeout := fmt.Sprintf("reading, after %d bytes: timeout", n+1)
			for _, tt := range []struct {
				name   string
				r      io.Reader
				reason error
				want   string
			}{
				{"permanently", io.MultiReader(strings.NewReader(before), iotest.ErrReader(broken)), broken,
					fmt.Sprintf("reading, after %d bytes: the line is broken", n)},
				{"once", once(), iotest.ErrTimeout, timeout},
				{"once, with data", iotest.DataErrReader(once()), iotest.ErrTimeout, timeout},
				{"not UTF-8", strings.NewReader(before + "\xff" + after), relations.ErrSyntax,
					fmt.Sprintf("line %d: malformed: not UTF-8", 1+strings.Count(before, "\n"))},
			} {
				have, err := d.decode(tt.r)
				require.ErrorIs(t, err, tt.reason, "%s %s after %d bytes", d.name, tt.name, n)
				require.True(t, have.Equal(relations.Dataset{}))
				assertFaults(t, err, tt.want)
			}
		}
		_, err := d.decode(iotest.ErrReader(errors.New("a\x1b\nb")))
		assertFaults(t, err, `"reading, after 0 bytes: a\x1b\nb"`) // quoted, to stay in one line
		_, err = d.decode(io.MultiReader(strings.NewReader(d.text[:10]), iotest.ErrReader(io.ErrUnexpectedEOF)))
		assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
		_, err = d.decode(nil)
		assertFaults(t, err, "missing: no reader")
	}
}

func TestTruncatedText(t *testing.T) {
	for n := range strings.LastIndex(smallDocument, "}") {
		d, err := decode(smallDocument[:n])
		require.ErrorIs(t, err, relations.ErrSyntax, "the first %d bytes", n)
		require.True(t, d.Equal(relations.Dataset{}))
	}
	// A truncated table is accepted only if it ends in the last field of a row.
	for n := range len(smallTable) {
		_, err := decodeTable(smallTable[:n])
		line := smallTable[strings.LastIndex(smallTable[:n], "\n")+1 : n]
		whole := n >= len(tableHead)-1 && (line == "" || strings.Count(strings.ReplaceAll(line, "a, b", ""), ",") == 12)
		require.Equal(t, whole, err == nil, "%q: %v", smallTable[:n], err)
	}
}

func TestLimitOfADocument(t *testing.T) {
	const tooLarge = "beyond the limit: the document has more than 999 bytes"
	text := strings.Repeat("x", 1000)
	for limit, want := range map[int][]string{999: {tooLarge}, 1000: nil, 1001: nil} {
		for _, r := range readers(text) {
			have, err := relations.ReadAll(r, limit)
			assertFaults(t, err, want...)
			assert.Equal(t, want == nil, text == string(have))
		}
	}
	_, err := relations.ReadAll(io.MultiReader(strings.NewReader(text), iotest.ErrReader(errors.New("too late"))), 999)
	assertFaults(t, err, tooLarge)
}

func TestUnmarshal(t *testing.T) {
	before := fixture(t)
	for name, unmarshal := range map[string]func(*relations.Dataset, []byte) error{
		"JSON":   (*relations.Dataset).UnmarshalJSON,
		"text":   (*relations.Dataset).UnmarshalText,
		"binary": (*relations.Dataset).UnmarshalBinary,
	} {
		t.Run(name, func(t *testing.T) {
			d := before
			for _, bad := range []string{"", " ", "{", "[]", "\xff", `{"subject":"FR","claims":[]}{}`, `{"subject":"FR"}`} {
				assert.Len(t, relations.Faults(unmarshal(&d, []byte(bad))), 1, "%q", bad)
			}
			assert.Equal(t, name == "JSON", unmarshal(&d, []byte("null")) == nil, "only JSON accepts null")
			assert.True(t, before.Equal(d))

			text := []byte("\ufeff" + smallDocument)
			require.NoError(t, unmarshal(&d, text))
			clear(text)
			requireModel(t, d, smallHeader, smallSources, smallClaims)
			assertFaults(t, unmarshal(nil, []byte("null")), `destination "nil": invalid value`)
		})
	}
	for _, tt := range []struct {
		name, text string
		want       relations.Dataset
		faults     []string
	}{
		{"null", `{"Data": null}`, before, nil},
		{"absent", `{}`, before, nil},
		{"a document", `{"Data": ` + smallDocument + `, "Other": "x"}`, must(decode(smallDocument)), nil},
		{"not an object", `{"Data": []}`, before, []string{"line 1: malformed: not an object"}},
		{"faults", "{\n\n\"Data\": {\"subject\": \"FR\",\n\"version\": 1}}", before, []string{
			"line 1: claims: missing", "line 2: version: malformed: not a string"}},
	} {
		r := report{Data: before}
		assertFaults(t, json.Unmarshal([]byte(tt.text), &r), tt.faults...)
		assert.True(t, tt.want.Equal(r.Data), tt.name)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestFailingWriters(t *testing.T) {
	fullDisk := errors.New("the disk is full")
	full := func(left int) io.Writer {
		return writerFunc(func(p []byte) (int, error) {
			if left < len(p) {
				return left, fullDisk
			}
			return len(p), nil
		})
	}
	long := soundClaim
	long.Summary = strings.Repeat("x", 10_000)
	for name, d := range map[string]relations.Dataset{
		"fixture": fixture(t), "long": must(relations.New(fixtureHeader, fixtureSources, claimList{long})), "zero": {},
	} {
		for format, encode := range map[string]func(io.Writer) error{"JSON": d.Encode, "CSV": d.EncodeCSV} {
			size := len(encoded(t, encode))
			err := encode(full(size - 1))
			require.ErrorIs(t, err, fullDisk, "%s %s", format, name)
			assertFaults(t, err, "writing: the disk is full")
			assert.NoError(t, encode(full(size)))
			for _, n := range []int{-1, 0, size - 1, size + 1} {
				err := encode(writerFunc(func([]byte) (int, error) { return n, nil }))
				assert.ErrorIs(t, err, io.ErrShortWrite)
				assertFaults(t, err, "writing: short write")
			}
			assertFaults(t, encode(nil), "missing: no writer")
		}
	}
}

func requireNoFormula(t *testing.T, text string) {
	t.Helper()
	c := soundClaim
	c.ID, c.Summary, c.Section = text+"x", text, "x"+text
	d, err := relations.New(fixtureHeader, fixtureSources, claimList{c})
	if err != nil {
		return // not valid in a dataset
	}
	table := encoded(t, d.EncodeCSV)
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	require.NoError(t, err)
	for _, cell := range rows[1] {
		first, _ := utf8.DecodeRuneInString(cell)
		require.NotContains(t, "=+-@＝＋－＠", string(first), "%q is a formula", cell)
	}
	require.True(t, d.Equal(must(decodeTable(table))), "%q", text)
}

func TestFormulas(t *testing.T) {
	for _, s := range []string{
		"", "'", "''", "=", "=1+1", "+1", "-1", "@a", "'=1", "''=1", "'''-", "' =", " =1", "'quoted'", "a=1", `="1"`, `"=1"`,
		"=1\u2028", "−1", "＝1", "'＠a", "＠a", "＋", "－",
	} {
		requireNoFormula(t, s)
	}
	c := soundClaim
	c.Summary, c.Section = "-5 degrees", "'@a"
	table := encoded(t, must(relations.New(fixtureHeader, fixtureSources, claimList{c})).EncodeCSV)
	assert.Equal(t, tableHead+"A,IT,FR,false,trade,,,,,,'-5 degrees,wire,''@a\n", table)
	byHand := strings.NewReplacer("'-5", "-5", "''@a", "'a").Replace(table)
	read, _ := must(decodeTable(byHand)).ClaimByID("A")
	assert.Equal(t, "-5 degrees|'a", read.Summary+"|"+read.Section, "an unguarded cell is read unchanged")
}

// hostileTexts returns functions, by name, that decode texts of at least n bytes. The texts
// are designed to be slow to decode.
func hostileTexts(t testing.TB, n int) map[string]func() error {
	texts := map[string]func() error{}
	for _, c := range readCases(t, "hostile.txt", "start", "repeat", "end") {
		text, decode := []byte(c.operands[0]), relations.Decode
		for i := 0; len(text) < n; i++ {
			text = append(text, strings.ReplaceAll(c.operands[1], "#", strconv.Itoa(i))...)
		}
		text = append(text, c.operands[2]...)
		if strings.HasPrefix(c.name, "CSV") {
			decode = readTable
		}
		texts[c.name] = func() error {
			_, err := decode(bytes.NewReader(text))
			return err
		}
	}
	return texts
}

func TestMemoryIsProportionalToTheText(t *testing.T) {
	relations.MustParseCountry("Korea, Republic of") // builds the index of names
	const size = 64 << 10
	small, large := hostileTexts(t, size), hostileTexts(t, 4*size)
	allocated := func(name string, size int, decode func() error) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := decode()
		runtime.ReadMemStats(&after)
		assert.LessOrEqual(t, len(relations.Faults(err)), 101, name)
		assert.Less(t, len(fmt.Sprint(err)), 50_000, name)
		n := float64(after.TotalAlloc - before.TotalAlloc)
		assert.LessOrEqual(t, n/float64(size), 100., "%s: bytes allocated for each of %d bytes", name, size)
		return n
	}
	for name := range small {
		growth := allocated(name, 4*size, large[name]) / allocated(name, size, small[name])
		assert.LessOrEqual(t, growth, 4.8, "%s: for a text that is four times as long", name)
	}
}

// checkDecoded checks the result of decoding text: either a dataset that round-trips, or the
// zero Dataset and faults with lines of the text.
func checkDecoded(t *testing.T, text string, d relations.Dataset, err error) {
	t.Helper()
	if err == nil {
		require.True(t, d.Equal(must(decode(encoded(t, d.Encode)))))
		table := strings.NewReader(encoded(t, d.EncodeCSV))
		require.True(t, d.Equal(must(relations.DecodeCSV(table, d.Header(), slices.Collect(d.Sources())))))
		return
	}
	require.True(t, d.Equal(relations.Dataset{}))
	faults, last := relations.Faults(err), 1
	require.NotEmpty(t, faults)
	require.LessOrEqual(t, len(faults), 101)
	require.Less(t, len(err.Error()), 100_000)
	for i, e := range faults {
		if errors.Is(e, relations.ErrLimit) {
			require.Equal(t, 100, i)
			continue
		}
		require.GreaterOrEqual(t, e.Line, last, "%v", err)
		require.LessOrEqual(t, e.Line, 1+strings.Count(text, "\n"), "%v", err)
		require.Error(t, e.Err)
		require.False(t, strings.ContainsFunc(e.Error(), unicode.IsControl), "%q", e.Error())
		last = e.Line
	}
}

// FuzzDecode compares Decode with encoding/json, which must decode an accepted document to
// the same values. The seeds are small, since the fuzzer tries to make each new input
// smaller.
func FuzzDecode(f *testing.F) {
	const claim = `{"id":"A","from":"IT","to":"FR","kind":"visit","source":"w"}`
	for _, s := range []string{"", "{", "[]", "\ufeff{}", `{"":{}}`, `{"subject":"FR","claims":[]}`} {
		f.Add(s)
	}
	for _, claims := range []string{
		claim, claim + "," + claim, `{"id":"A",` + claim[1:], `{"k\u0069nd":"visit","note":{"a":[1,"}"]}}`,
		claim[:len(claim)-1] + `,"mutual":true,"start":"2022","asserted_by":["US","Korea"],"summary":"\ud800\u2028"}`,
	} {
		f.Add(`{"subject":"FR","sources":[{"id":"w"}],"claims":[` + claims + `]}`)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := decode(text)
		checkDecoded(t, text, d, err)
		if err != nil {
			return
		}
		var plain content
		require.NoError(t, json.Unmarshal([]byte(strings.TrimPrefix(text, "\ufeff")), &plain))
		require.True(t, d.Equal(must(relations.New(plain.Header, plain.Sources, plain.Claims))))
	})
}

// guarded matches a cell with an apostrophe that guards a formula.
var guarded = regexp.MustCompile(`^'('*[-=+@＝＋－＠])`)

// FuzzDecodeCSV compares DecodeCSV with encoding/csv, which must read the same cells from an
// accepted table.
func FuzzDecodeCSV(f *testing.F) {
	for _, s := range []string{
		"", "\n", tableHead, tableHead + "short\n", tableHead + `"`, "\ufeff" + tableHead, tableHead + "\r\r\n",
		tableHead + "A,IT,FR,false,trade,,,,,,\"a\r\nb\",wire,\n",
		tableHead + "\\.,IT,FR,true,visit,,,US,,, x ,wire,\"\"\r\n",
		tableHead + "\rA,XX\n", strings.ReplaceAll(tableHead, ",", ";"),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := decodeTable(text)
		checkDecoded(t, text, d, err)
		if err != nil {
			return
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
		require.NoError(t, err)
		require.Equal(t, strings.TrimSpace(tableHead), strings.Join(rows[0], ","))
		claims := slices.Collect(d.Claims())
		require.Len(t, rows, 1+len(claims))
		for i, c := range claims {
			row := rows[1+i]
			for column, have := range map[int]string{0: c.ID, 10: c.Summary, 11: c.Source, 12: c.Section} {
				require.Equal(t, guarded.ReplaceAllString(row[column], "$1"), have)
			}
			require.Equal(t, strings.EqualFold(row[3], "true"), c.Mutual)
		}
	})
}

func FuzzFormulas(f *testing.F) {
	f.Add("=1+1")
	f.Add("''@")
	f.Fuzz(requireNoFormula)
}
