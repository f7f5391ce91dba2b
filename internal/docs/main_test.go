package main

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/warmrelations/relations"
)

// fixture is a small record, on France. What the files show of it was written by hand.
func fixture(t *testing.T) record {
	t.Helper()
	file, err := os.Open("testdata/fixture.csv")
	require.NoError(t, err)
	defer file.Close()
	d, err := relations.DecodeCSV(file, relations.Header{Subject: relations.France, Version: "test.1"}, []relations.Source{
		{ID: "a", Title: "A & B", Published: relations.Date{Year: 2023, Month: 3, Day: 20}},
		{ID: "b", Published: relations.Date{Year: 2024, Month: 6}}, {ID: "undated"},
	})
	require.NoError(t, err)
	set := func(codes string) (set relations.CountrySet) {
		require.NoError(t, set.UnmarshalText([]byte(codes)))
		return set
	}
	return record{d, []rollCall{
		{"A/RES/1", "The first", relations.Date{Year: 2022, Month: 3, Day: 2}, 17,
			[5]relations.CountrySet{{}, set("DE UA US"), set("FR IT"), {}, set("JP")}},
		{"A/RES/77/229", "The second | last", relations.Date{Year: 2023, Month: 1, Day: 9}, 18,
			[5]relations.CountrySet{{}, set("UA"), set("FR"), set("DE IT US"), set("JP")}},
	}, func(a, _ relations.Country) (float64, int) {
		index, ok := map[relations.Country]float64{relations.France: 1, relations.Italy: 0.75, relations.Germany: 0.25,
			relations.UnitedStates: 0.25, relations.Ukraine: 0}[a]
		return index, map[bool]int{true: 2}[ok]
	}}
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"docs", "api"} {
		require.NoError(t, os.Mkdir(filepath.Join(dir, sub), 0o777))
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p.go"), []byte("// Package p is a package.\npackage p\n"), 0o666))
	faults, err := run(dir, true)
	require.NoError(t, err)
	assert.Len(t, faults, len(files(dir, embedded())), "nothing is there yet")
	faults, err = run(dir, false)
	require.NoError(t, err)
	assert.Empty(t, faults)
	faults, err = run(dir, true)
	require.NoError(t, err)
	assert.Empty(t, faults)

	require.NoError(t, os.WriteFile(filepath.Join(dir, "docs/votes.svg"), []byte("<svg/>"), 0o666))
	faults, err = run(dir, true)
	require.NoError(t, err)
	assert.Equal(t, []string{"docs/votes.svg is stale: go run ./internal/docs writes it"}, faults)
	_, err = run(t.TempDir(), false)
	assert.ErrorIs(t, err, os.ErrNotExist, "there is no directory docs")
}

// The texts of the fixture must say what is true of it, and nothing else.
func TestCheckStatements(t *testing.T) {
	const (
		asOf  = "as of March 2023 to June 2024, each as\n// of its source"
		calls = "A & B, 2 resolutions from March 2022 to January 2023"
		notIn = "Support for lasting peace in Ukraine"
	)
	kinds := "`" + strings.ReplaceAll(relations.Kinds().String(), " ", "` `") + "`"
	later := fixture(t)
	later.RollCalls[1].Title = notIn
	for _, tt := range []struct {
		name, text string
		rec        record
		files      string // in which fault is
		fault      string
	}{
		{"true", asOf + calls + notIn, fixture(t), "", ""},
		{"one month of several", "as of June 2024 " + calls + notIn, fixture(t), "README.md doc.go CITATION.cff",
			`does not say "as of March 2023 to June 2024, each as of its source", ` +
				"when the sources of the claims were published"},
		{"a source", strings.ReplaceAll(asOf+calls+notIn, "A & B", ""), fixture(t), "CITATION.cff",
			`does not say "A & B", the title of a source`},
		{"another number of resolutions", asOf + "A & B 1" + notIn, fixture(t), "README.md doc.go votes.go CITATION.cff",
			`does not say "2 resolutions from March 2022 to January 2023", the roll calls`},
		{"nothing on what is not in", asOf + calls, fixture(t), "README.md votes.go",
			`does not say "Support for lasting peace in Ukraine", a resolution that is not in`},
		{"what is in, as not in", asOf + calls + notIn, later, "README.md doc.go votes.go CITATION.cff",
			`says "Support for lasting peace in Ukraine", a resolution that is in now, as one that is not`},
		{"what is in", asOf + calls, later, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, file := range []string{"README.md", "CHANGELOG.md", "doc.go", "votes.go", "CITATION.cff"} {
				require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(kinds+relations.DataVersion+tt.text), 0o666))
			}
			var want []string
			for file := range strings.FieldsSeq(tt.files) {
				want = append(want, file+" "+tt.fault+": fix the text")
			}
			have, err := checkStatements(dir, tt.rec)
			require.NoError(t, err)
			assert.Empty(t, cmp.Diff(want, have))
		})
	}
	_, err := checkStatements(t.TempDir(), fixture(t))
	assert.ErrorIs(t, err, os.ErrNotExist, "there is no README.md")
}

// write returns what a file consists of.
func write(t *testing.T, f func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f(&b))
	return b.Bytes()
}

// The files in testdata say by hand what the files show of the fixture.
func TestFixture(t *testing.T) {
	rec := fixture(t)
	for name, have := range map[string]string{
		"relations.csv":      string(write(t, func(w io.Writer) error { return writeRelations(w, rec) })),
		"votes.csv":          string(write(t, func(w io.Writer) error { return writeVotes(w, rec) })),
		"partners.txt":       readMarks(draw(t, drawPartners, rec)),
		"votes.txt":          readVotes(draw(t, drawVotes, rec)),
		"partners-votes.txt": readVotes(draw(t, drawPartnersVotes, rec)),
	} {
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile("testdata/" + name)
			require.NoError(t, err)
			assert.Empty(t, cmp.Diff(string(want), have))
		})
	}
	book, err := execute("codebook.tmpl", rec)
	require.NoError(t, err)
	want, err := os.ReadFile("testdata/codebook.txt")
	require.NoError(t, err)
	for line := range strings.Lines(string(want)) {
		assert.Contains(t, book.String(), strings.TrimSuffix(line, "\n"))
	}
	assert.NotContains(t, book.String(), "how the data should be read", "nothing about Syria and North Korea")
	err = writeTemplate(io.Discard, "codebook.tmpl", rec)
	assert.ErrorContains(t, err, "names the claim CHN-7, which does not exist")
}

func TestCountriesTable(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(write(t, writeCountries))).ReadAll()
	require.NoError(t, err)
	assert.Len(t, rows, 1+relations.Countries().Len())
	for _, row := range rows[1:] {
		c := relations.MustParseCountry(row[0])
		for i, text := range row {
			if text == "" {
				assert.Equal(t, "XK m49", row[0]+" "+rows[0][i], "an empty cell")
				continue
			}
			read, err := relations.ParseCountry(text)
			require.NoError(t, err)
			assert.Equal(t, c, read, text)
		}
	}
}

func TestAPIListsExportedNames(t *testing.T) {
	dir := t.TempDir()
	const src = "package p\n\n// A T is a type.\ntype T struct {\n\tX int // a field\n\ty int\n}\n\n" +
		"func (T) M() { println() }\nfunc (T) m() {}\n\ntype u int\n\nfunc (u) String() string { return \"\" }\n\nconst C = 1\n" +
		"const c = 2\n\nfunc New() T { return T{} }\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p.go"), []byte(src), 0o666))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p_test.go"), []byte("package p\n\nfunc Helper() {}\n"), 0o666))
	want := "// " + generatedBy +
		"\n\nconst C = 1\n\ntype T struct {\n\tX int\n\t// contains filtered or unexported fields\n" +
		"}\nfunc New() T\nfunc (T) M()\n"
	assert.Equal(t, want, string(write(t, func(w io.Writer) error { return writeAPI(w, dir) })))
}

// A node is an element as a reader of a picture finds it.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Title    string     `xml:"title"`
	Children []node     `xml:",any"`
}

func (n node) attr(name string) string {
	i := slices.IndexFunc(n.Attrs, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return ""
	}
	return n.Attrs[i].Value
}

// withClass returns all elements below n that have a class.
func (n node) withClass(class string) (found []node) {
	for _, c := range n.Children {
		if slices.Contains(strings.Fields(c.attr("class")), class) {
			found = append(found, c)
		}
		found = append(found, c.withClass(class)...)
	}
	return found
}

// draw parses a picture of a record.
func draw(t *testing.T, f func(io.Writer, record) error, rec record) node {
	t.Helper()
	var svg node
	require.NoError(t, xml.Unmarshal(write(t, func(w io.Writer) error { return f(w, rec) }), &svg))
	assert.Equal(t, xml.Name{Space: "http://www.w3.org/2000/svg", Local: "svg"}, svg.XMLName)
	assert.NotEmpty(t, svg.Title)
	width, err := strconv.Atoi(svg.attr("width"))
	require.NoError(t, err)
	for _, n := range svg.Children {
		if x, err := strconv.Atoi(n.attr("x")); err == nil && n.XMLName.Local == "text" &&
			!strings.Contains(n.attr("class"), "end") {
			assert.Less(t, x+utf8.RuneCountInString(n.Text)*charWidth, width+charWidth, "%s does not fit", n.Text)
		}
	}
	return svg
}

// nearest returns the text of the element that is nearest to a coordinate.
func nearest(at int, nodes []node, coordinate func(node) int) string {
	return slices.MinFunc(nodes, func(a, b node) int {
		return max(coordinate(a)-at, at-coordinate(a)) - max(coordinate(b)-at, at-coordinate(b))
	}).Text
}

// outlines names the outlines of marks. An arrow to the right is from the partner to the subject.
var outlineNames = map[string]string{
	"M-10-5H0V-10L10 0L0 10V5H-10Z": "right", "M10-5H0V-10L-10 0L0 10V5H10Z": "left",
	"M-9 0A9 9 0 0 1 9 0A9 9 0 0 1-9 0Z": "circle",
}

// readMarks returns a line for each mark of partners.svg (the row, the column, the outline
// and what is in it, the classes, the title), the notes and the description.
func readMarks(svg node) string {
	position := func(n node) (x, y int) {
		fmt.Sscanf(n.attr("transform"), "translate(%d %d)", &x, &y)
		return x, y
	}
	var rows []node
	for _, n := range svg.withClass("strong") {
		if n.attr("x") == strconv.Itoa(margin) {
			rows = append(rows, n)
		}
	}
	text := ""
	for _, m := range svg.withClass("mark") {
		x, y := position(m)
		row, column, inside := "legend", "", ""
		if y > tableTop {
			row = nearest(y, rows, func(n node) int { y, _ := strconv.Atoi(n.attr("y")); return y })
			column = nearest(x, svg.withClass("kind"), func(n node) int { x, _ := position(n); return x })
		}
		for _, n := range m.Children[1:] {
			inside += n.Text + n.attr("d")
		}
		text += strings.Join([]string{row, column, outlineNames[m.Children[0].attr("d")], inside, m.attr("class"),
			m.Title}, " | ") + "\n"
	}
	for _, n := range svg.withClass("quiet") {
		text += n.Text + "\n"
	}
	return text + svg.Children[0].Text + "\n"
}

// readVotes returns a line for each member in a picture of votes, one for each sort of vote
// with its shape and its bands, the totals, and what is said at the top.
func readVotes(svg node) string {
	text := ""
	for _, n := range svg.Children {
		if n.XMLName.Local == "text" && n.attr("y") == "84" {
			text += n.Text + "\n"
		}
	}
	for _, m := range svg.withClass("member") {
		for _, n := range m.Children {
			text += strings.TrimSpace(n.attr("class")+" "+n.Text+n.attr("href")) + " | "
		}
		text += m.Title + "\n"
	}
	for _, vote := range []string{"in-favor", "against", "abstained", "not-voting"} {
		text += vote + ":"
		for _, n := range svg.withClass(vote) {
			text += " " + n.XMLName.Local
			if n.attr("x") == "" && n.XMLName.Local == "rect" {
				text += n.attr("width") + "x" + n.attr("height")
			}
		}
		text += "\n"
	}
	text += "totals:"
	for _, n := range svg.withClass("total") {
		text += " " + n.Text
	}
	return text + "\n"
}

func TestPictures(t *testing.T) {
	marks := map[mark]bool{}
	for c := range relations.Claims(relations.Not(relations.OfKind(relations.Background))) {
		marks[markOf(c, relations.Russia)] = true
	}
	assert.Len(t, draw(t, drawPartners, embedded()).withClass("mark"), len(marks)+3+9, "and those of the legend")
	assert.Len(t, draw(t, drawPartners, record{}).withClass("mark"), 3+9)
	n := len(slices.Collect(relations.All()))
	assert.Len(t, draw(t, drawVotes, embedded()).withClass("outline"), n)
	assert.Len(t, draw(t, drawPartnersVotes, embedded()).withClass("member"), n+3)
}

func TestByNameIsHowEnglishSorts(t *testing.T) {
	var names []string
	for _, c := range byName(relations.UNMembers()) {
		names = append(names, c.String())
	}
	sorted := slices.Clone(names)
	collate.New(language.English).SortStrings(sorted)
	assert.Equal(t, sorted, names)
}
