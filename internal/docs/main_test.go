package main

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
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

// fixture returns a small record about France.
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
	return record{d, []rollCall{
		{"A/RES/1", "The first", relations.Date{Year: 2022, Month: 3, Day: 2}, 17,
			[5]relations.CountrySet{{}, {Codes: "DE UA US"}, {Codes: "FR IT"}, {}, {Codes: "JP"}}},
		{"A/RES/77/229", "The second | last", relations.Date{Year: 2023, Month: 1, Day: 9}, 18,
			[5]relations.CountrySet{{}, {Codes: "UA"}, {Codes: "FR"}, {Codes: "DE IT US"}, {Codes: "JP"}}},
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
	assert.Len(t, faults, len(files(dir)), "nothing is there yet")
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

// The texts must state the facts of the fixture.
func TestCheckStatements(t *testing.T) {
	const (
		cldr  = "CLDR " + relations.CLDRVersion
		npm   = "version " + relations.CLDRVersion + " (npm package cldr-localenames-full " + relations.CLDRVersion + ".0)"
		asOf  = "as of March 2023 to June 2024, each as\n// of its source"
		notIn = "Support for lasting peace in Ukraine"
		all   = "Belgium, Brazil, Chad, China, Germany, India, Italy, Japan and Spain"
		text  = cldr + npm + all + asOf + "A & B, 2 resolutions from March 2022 to January 2023" + notIn
	)
	kinds := "`" + strings.ReplaceAll(relations.Kinds().String(), " ", "` `") + "`"
	later := fixture(t)
	later.RollCalls[1].Title = notIn
	for _, tt := range []struct {
		name, old, new string // new replaces old in the text
		rec            record
		files          string // that have the fault
		fault          string
	}{
		{"true", "", "", fixture(t), "", ""},
		{"no version of CLDR", cldr, "CLDR", fixture(t), "README.md CITATION.cff",
			`does not say "` + cldr + `", the version of CLDR`},
		{"another package of CLDR", npm, "version 1.0", fixture(t), "NOTICE",
			`does not say "` + npm + `", the version of CLDR`},
		{"one month of several", asOf, "as of June 2024", fixture(t), "README.md doc.go CITATION.cff",
			`does not say "as of March 2023 to June 2024, each as of its source", ` +
				"when the sources of the claims were published"},
		{"a source", "A & B", "", fixture(t), "CITATION.cff",
			`does not say "A & B", the title of a source`},
		{"a partner", all, "Belgium and Spain", fixture(t), "README.md doc.go",
			`does not say "` + all + `", the partners`},
		{"no number of resolutions", "2 res", "res", fixture(t), "README.md doc.go votes.go CITATION.cff",
			`does not say "2 resolutions from March 2022 to January 2023", the roll calls`},
		{"another version of CLDR, too", cldr, cldr + " and CLDR 1.0", fixture(t), "README.md doc.go votes.go CITATION.cff",
			`says "CLDR 1.0", want "` + cldr + `"`},
		{"another number of resolutions, too", "A & B", "A & B, 1 resolutions", fixture(t),
			"README.md doc.go votes.go CITATION.cff", `says "1 resolutions", want "2 resolutions"`},
		{"nothing about what is not in", notIn, "", fixture(t), "README.md votes.go",
			`does not say "Support for lasting peace in Ukraine", a resolution that is not in`},
		{"what is in, as not in", "", "", later, "README.md doc.go votes.go CITATION.cff",
			`says "Support for lasting peace in Ukraine", a resolution that is in now, as one that is not`},
		{"what is in", notIn, "", later, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			text := kinds + relations.DataVersion + strings.Replace(text, tt.old, tt.new, 1)
			for _, file := range []string{"README.md", "CHANGELOG.md", "doc.go", "votes.go", "CITATION.cff", "NOTICE"} {
				require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(text), 0o666))
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

	faults, err := checkStatements("../..", embedded())
	require.NoError(t, err)
	assert.NotContains(t, strings.Join(faults, "\n"), "the version of CLDR")
}

// write returns the content of a file.
func write(t *testing.T, f writer, rec record) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f(&b, rec))
	return b.Bytes()
}

// The files in testdata, written by hand, have the expected content of the files for the fixture.
func TestFixture(t *testing.T) {
	rec := fixture(t)
	for name, have := range map[string]string{
		"relations.csv":      string(write(t, writeRelations, rec)),
		"votes.csv":          string(write(t, writeVotes, rec)),
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
	var book strings.Builder
	err := fromTemplate("codebook.tmpl")(&book, rec)
	assert.ErrorContains(t, err, "names the claim CHN-7, which does not exist: choose another one")
	want, err := os.ReadFile("testdata/codebook.txt")
	require.NoError(t, err)
	for line := range strings.Lines(string(want)) {
		assert.Contains(t, book.String(), strings.TrimSuffix(line, "\n"))
	}
	assert.NotContains(t, book.String(), "how the data should be read", "nothing about Syria and North Korea")
}

func TestCountriesTable(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(write(t, writeCountries, record{}))).ReadAll()
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
		"func (T) M() { println() }\nfunc (T) m() {}\n\ntype u int\n\nfunc (u) String() string { return \"\" }\n\n" +
		"const C = 1\nconst c = 2\n\nfunc New() T { return T{} }\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p.go"), []byte(src), 0o666))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p_test.go"), []byte("package p\n\nfunc Helper() {}\n"), 0o666))
	want := "// " + generatedBy +
		"\n\nconst C = 1\n\ntype T struct {\n\tX int\n\t// contains filtered or unexported fields\n" +
		"}\nfunc New() T\nfunc (T) M()\n"
	var have strings.Builder
	require.NoError(t, writeAPI(&have, dir))
	assert.Equal(t, want, have.String())
}

// A node is an element of a picture.
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

// withClass returns the elements below n that have a class.
func (n node) withClass(class string) (found []node) {
	for _, c := range n.Children {
		if slices.Contains(strings.Fields(c.attr("class")), class) {
			found = append(found, c)
		}
		found = append(found, c.withClass(class)...)
	}
	return found
}

// draw draws a picture of a record and parses it. All texts must fit into the picture.
func draw(t *testing.T, f writer, rec record) node {
	t.Helper()
	var svg node
	require.NoError(t, xml.Unmarshal(write(t, f, rec), &svg))
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

// outlineNames are names of the outlines of marks. An arrow from the partner to the subject points right.
var outlineNames = map[string]string{
	"M-10-5H0V-10L10 0L0 10V5H-10Z": "right", "M10-5H0V-10L-10 0L0 10V5H10Z": "left",
	"M-9 0A9 9 0 0 1 9 0A9 9 0 0 1-9 0Z": "circle",
}

// readMarks returns a line for each mark of partners.svg (row, column, outline, sign, classes and
// title), the notes and the description.
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

// readVotes returns the line at the top of a picture of votes, a line for each member, a line for
// each vote with its shape and its bands, and the totals.
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
	assert.Len(t, draw(t, drawPartners, embedded()).withClass("mark"), len(marks)+3+9, "including the legend")
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
