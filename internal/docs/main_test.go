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

const root = "../.."

// fixture is a small record, on France. What the files show of it was written by hand.
func fixture(t *testing.T) record {
	t.Helper()
	d, err := relations.DecodeCSV(strings.NewReader(`id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section
BE-1,BE,FR,true,alignment,,,,,,Invented.,a,
BR-1,BR,FR,true,background,,,,BR,,Invented.,a,
CN-1,CN,FR,false,goods-supply,,,,,,Invented.,a,
DE-1,DE,FR,true,economic,,,,,,Invented.,a,
ES-1,ES,FR,false,endorsement,,,US,ES,,Invented.,b,
IN-1,IN,FR,false,non-condemnation,,,,,,Invented.,a,
IT-1,IT,FR,false,arms-transfer,,,,,,Invented. </title><script>&,a,
IT-2,IT,FR,false,arms-transfer,,,US,,,Invented.,b,
IT-3,IT,FR,false,arms-transfer,,,,,,Invented.,b,
JP-1,FR,JP,false,force-presence,,,,,,Invented.,a,
JP-2,FR,JP,false,unspecified-aid,,,,,,Invented.,a,
TD-1,TD,FR,false,alignment,,,,,,Invented.,a,
`), relations.Header{Subject: relations.France, Version: "test.1"}, []relations.Source{
		{ID: "a", Title: "A & B", Published: relations.Date{Year: 2023, Month: 3, Day: 20}}, {ID: "b", Published: relations.Date{Year: 2024, Month: 6}}, {ID: "undated"},
	})
	require.NoError(t, err)
	set := func(codes string) (set relations.CountrySet) {
		require.NoError(t, set.UnmarshalText([]byte(codes)))
		return set
	}
	return record{d, []rollCall{
		{"A/RES/1", "The first", relations.Date{Year: 2022, Month: 3, Day: 2}, 17, [5]relations.CountrySet{{}, set("DE UA US"), set("FR IT"), {}, set("JP")}},
		{"A/RES/77/229", "The second | last", relations.Date{Year: 2023, Month: 1, Day: 9}, 18, [5]relations.CountrySet{{}, set("UA"), set("FR"), set("DE IT US"), set("JP")}},
	}, func(a, _ relations.Country) (float64, int) {
		index, ok := map[relations.Country]float64{relations.France: 1, relations.Italy: 0.75, relations.Germany: 0.25, relations.UnitedStates: 0.25, relations.Ukraine: 0}[a]
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
	const asOf, calls, notIn = "as of March 2023 to June 2024, each as\n// of its source", "A & B, 2 resolutions from March 2022 to January 2023", "Support for lasting peace in Ukraine"
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
			`does not say "as of March 2023 to June 2024, each as of its source", when the sources of the claims were published`},
		{"a source", strings.ReplaceAll(asOf+calls+notIn, "A & B", ""), fixture(t), "CITATION.cff", `does not say "A & B", the title of a source`},
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

func TestTables(t *testing.T) {
	rec := fixture(t)
	assert.Equal(t, `partner,name,tie,category,kind,claims
BE,Belgium,mutual,diplomatic,alignment,BE-1
CN,China,given,economic,goods-supply,CN-1
DE,Germany,mutual,economic,,DE-1
ES,Spain,disputed,diplomatic,endorsement,ES-1
IN,India,given,diplomatic,non-condemnation,IN-1
IT,Italy,given,military,arms-transfer,IT-1 IT-3
IT,Italy,alleged,military,arms-transfer,IT-2
JP,Japan,received,military,force-presence,JP-1
JP,Japan,received,unspecified-aid,,JP-2
TD,Chad,given,diplomatic,alignment,TD-1
`, string(write(t, func(w io.Writer) error { return writeRelations(w, rec) })))
	assert.Equal(t, `resolution,adopted,country,vote,record
A/RES/1,2022-03-02,DE,in favor,17
A/RES/1,2022-03-02,FR,against,17
A/RES/1,2022-03-02,IT,against,17
A/RES/1,2022-03-02,JP,not voting,17
A/RES/1,2022-03-02,UA,in favor,17
A/RES/1,2022-03-02,US,in favor,17
A/RES/77/229,2023-01-09,DE,abstained,18
A/RES/77/229,2023-01-09,FR,against,18
A/RES/77/229,2023-01-09,IT,abstained,18
A/RES/77/229,2023-01-09,JP,not voting,18
A/RES/77/229,2023-01-09,UA,in favor,18
A/RES/77/229,2023-01-09,US,abstained,18
`, string(write(t, func(w io.Writer) error { return writeVotes(w, rec) })))
}

func TestCodebook(t *testing.T) {
	book, err := execute("codebook.tmpl", fixture(t))
	require.NoError(t, err)
	for _, line := range []string{
		"- **Claims**: 12 claims about France and 9 partners, **as of March 2023 to June 2024, each as of its source, not updated since**.",
		"- **Votes**: the roll calls of the General Assembly on 2 resolutions from March 2022 to January 2023, with the votes of the 6 members of the United Nations.",
		"| `a` | 2023-03-20 | “A & B”, 2023-03-20 | 9 |",
		"| given | reported, with the partner in `from` |", "| received | reported, with France in `from` |",
		"| mutual | reported and mutual |", "| alleged | alleged, in any direction |", "| disputed | disputed, in any direction |",
		"| diplomatic | Chad, India | Belgium, Chad, India | disputed ES-1 |",
		"| economic | China | China, Germany |  |",
		"| military | Italy | Italy, Japan | alleged IT-2 |",
		"- India is among those that give France diplomatic support only because it has not condemned the war (IN-1).",
		"- Chad is among those that give France diplomatic support only because it has moved closer to France (TD-1).",
		"- Absent from the diplomatic givers only because the diplomatic ties are mutual (`alignment`), and nobody gives in a mutual tie: Belgium.",
		"- Absent from the economic givers only because the economic ties are mutual (`economic`), and nobody gives in a mutual tie: Germany.",
		"- Goods among which the source names no weapon are economic, also where the military uses them: China (CN-1).",
		"| resolution | adopted | title | in favor | against | abstained | not voting | record |",
		"| A/RES/1 | 2022-03-02 | The first | 3 | 2 | 0 | 1 | [17](https://digitallibrary.un.org/record/17) |",
		`| A/RES/77/229 | 2023-01-09 | The second \| last | 1 | 1 | 3 | 1 | [18](https://digitallibrary.un.org/record/18) |`,
		"A later one, \"Support for lasting peace in Ukraine\" (24 February 2026, 107 in favor, 12 against, 51 abstentions), is not in",
	} {
		assert.Contains(t, book.String(), line)
	}
	assert.NotContains(t, book.String(), "bear on how the data reads", "nothing of Syria and North Korea")
	err = writeTemplate(io.Discard, "codebook.tmpl", fixture(t))
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
	const src = "package p\n\n// A T is a type.\ntype T struct {\n\tX int // a field\n\ty int\n}\n\nfunc (T) M() { println() }\nfunc (T) m() {}\n\ntype u int\n\nfunc (u) String() string { return \"\" }\n\nconst C = 1\nconst c = 2\n\nfunc New() T { return T{} }\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p.go"), []byte(src), 0o666))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p_test.go"), []byte("package p\n\nfunc Helper() {}\n"), 0o666))
	want := "// " + generatedBy + "\n\nconst C = 1\n\ntype T struct {\n\tX int\n\t// contains filtered or unexported fields\n}\nfunc New() T\nfunc (T) M()\n"
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
		if x, err := strconv.Atoi(n.attr("x")); err == nil && n.XMLName.Local == "text" && !strings.Contains(n.attr("class"), "end") {
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

func TestPartnersPicture(t *testing.T) {
	svg := draw(t, drawPartners, fixture(t))
	outlines := map[string]string{ // an arrow to the right is from the partner to the subject
		"M-10-5H0V-10L10 0L0 10V5H-10Z": "right", "M10-5H0V-10L-10 0L0 10V5H10Z": "left", "M-9 0A9 9 0 0 1 9 0A9 9 0 0 1-9 0Z": "circle",
	}
	var rows []node
	for _, n := range svg.withClass("strong") {
		if n.attr("x") == strconv.Itoa(margin) {
			rows = append(rows, n)
		}
	}
	position := func(n node) (x, y int) {
		fmt.Sscanf(n.attr("transform"), "translate(%d %d)", &x, &y)
		return x, y
	}
	var have []string
	for _, m := range svg.withClass("mark") {
		x, y := position(m)
		if y < tableTop {
			continue // the legend
		}
		inside := ""
		for _, n := range m.Children[1:] {
			inside += n.Text + n.attr("d")
		}
		title, _, _ := strings.Cut(m.Title, ": Invented.")
		have = append(have, strings.Join([]string{
			nearest(y, rows, func(n node) int { y, _ := strconv.Atoi(n.attr("y")); return y }),
			nearest(x, svg.withClass("kind"), func(n node) int { x, _ := position(n); return x }),
			outlines[m.Children[0].attr("d")], inside, m.attr("class"), title,
		}, " | "))
	}
	assert.Empty(t, cmp.Diff([]string{
		"Belgium | alignment | circle |  | mark mutual reported | Belgium ↔ France: alignment, reported. BE-1",
		"Chad | alignment | right |  | mark given reported | Chad → France: alignment, reported. TD-1",
		"China | goods-supply | right |  | mark given reported | China → France: goods-supply, reported. CN-1",
		"Germany | economic itself | circle |  | mark mutual reported | Germany ↔ France: economic, reported. DE-1",
		"India | non-condemnation | right |  | mark given reported | India → France: non-condemnation, reported. IN-1",
		"Italy | arms-transfer | right |  | mark given reported | Italy → France: arms-transfer, reported. IT-1",
		"Italy | arms-transfer | right | ? | mark given alleged | Italy → France: arms-transfer, alleged. IT-2",
		"Japan | force-presence | left |  | mark received reported | France → Japan: force-presence, reported. JP-1",
		"Japan | unspecified-aid | left |  | mark received reported | France → Japan: unspecified-aid, reported. JP-2",
		"Spain | endorsement | right | M-9 10L9-10 | mark given disputed | Spain → France: endorsement, disputed. ES-1",
	}, have))
	var legend []string
	for _, m := range svg.withClass("mark") {
		if _, y := position(m); y < tableTop {
			legend = append(legend, outlines[m.Children[0].attr("d")]+" "+m.Title)
		}
	}
	for _, want := range []string{"right partner gives to France", "left France gives to partner", "circle mutual: nobody gives"} {
		assert.Contains(t, legend, want)
	}
	notes := ""
	for _, n := range svg.withClass("quiet") {
		notes += n.Text + " "
	}
	assert.Contains(t, notes, "Claims as of March 2023 to June 2024, each as of its source, not updated since")
	assert.Contains(t, notes, "India is among those that give France diplomatic support only because it has not condemned the war (IN-1). ")
	description := svg.Children[0].Text
	assert.Contains(t, description, "Brazil: no support is recorded. Chad: given alignment. China: given goods-supply. ")
	assert.Contains(t, description, "Italy: given arms-transfer, given arms-transfer (alleged). Japan: received force-presence, ")

	marks := map[mark]bool{}
	for c := range relations.Claims(relations.Not(relations.OfKind(relations.Background))) {
		marks[markOf(c, relations.Russia)] = true
	}
	assert.Len(t, draw(t, drawPartners, embedded()).withClass("mark"), len(marks)+3+9, "and those of the legend")
	assert.Len(t, draw(t, drawPartners, record{}).withClass("mark"), 3+9)
}

// A votesPicture is what is read from a picture of votes.
type votesPicture struct{ members, totals, bands []string }

func readVotes(svg node) (p votesPicture) {
	for _, m := range svg.withClass("member") {
		shapes, texts := "", ""
		for _, n := range m.Children {
			if n.XMLName.Local == "use" {
				shapes += " " + n.attr("href")
			} else {
				texts += strings.TrimPrefix(n.attr("class"), "quiet ") + " " + n.Text + " "
			}
		}
		p.members = append(p.members, strings.TrimSpace(texts)+shapes+" | "+m.Title)
	}
	for _, n := range svg.withClass("total") {
		p.totals = append(p.totals, n.Text)
	}
	for _, vote := range []string{"in-favor", "against", "abstained", "not-voting"} {
		band := vote
		for _, n := range svg.withClass(vote) {
			if size := n.attr("width") + "x" + n.attr("height"); n.XMLName.Local == "rect" && size != "11x11" {
				band += " " + size
			}
		}
		p.bands = append(p.bands, band)
	}
	return p
}

func TestVotesPictures(t *testing.T) {
	votes := draw(t, drawVotes, fixture(t))
	assert.Empty(t, cmp.Diff(votesPicture{
		members: []string{
			"end 1.000  France #against #against | France: against 1, 77/229",
			"outline  end 0.750 strong Italy #against #abstained | Italy: against 1; abstained 77/229",
			"outline  end 0.250 strong Germany #in-favor #abstained | Germany: in favor 1; abstained 77/229",
			"end 0.250  United States #in-favor #abstained | United States: in favor 1; abstained 77/229",
			"end 0.000  Ukraine #in-favor #in-favor | Ukraine: in favor 1, 77/229",
			"outline  end – strong Japan #not-voting #not-voting | Japan: not voting 1, 77/229",
		},
		bands: []string{"in-favor", "against", "abstained", "not-voting"},
	}, readVotes(votes), cmp.AllowUnexported(votesPicture{})))

	partners := draw(t, drawPartnersVotes, fixture(t))
	assert.Empty(t, cmp.Diff(votesPicture{
		members: []string{
			"Belgium | Belgium: no record", "Brazil | Brazil: no record", "Chad | Chad: no record", "China | China: no record",
			"Germany #in-favor #abstained | Germany: in favor 1; abstained 77/229",
			"India | India: no record",
			"Italy #against #abstained | Italy: against 1; abstained 77/229",
			"Japan #not-voting #not-voting | Japan: not voting 1, 77/229",
			"Spain | Spain: no record",
			"France #against #against | France: against 1, 77/229",
			"Ukraine #in-favor #in-favor | Ukraine: in favor 1, 77/229",
			"United States #in-favor #abstained | United States: in favor 1; abstained 77/229",
		},
		totals: []string{"3", "1", "2", "1", "0", "3", "1", "1"}, // in favor on both, against on both ...
		bands:  []string{"in-favor 36x3 36x1", "against 36x2 36x1", "abstained 36x0 36x3", "not-voting 36x1 36x1"},
	}, readVotes(partners), cmp.AllowUnexported(votesPicture{})))

	// The legend: what the shapes are.
	for _, svg := range []node{votes, partners} {
		var symbols []string
		for _, defs := range svg.Children {
			for _, symbol := range defs.Children {
				if symbol.XMLName.Local == "symbol" {
					symbols = append(symbols, symbol.attr("id")+" "+symbol.Children[0].XMLName.Local+" "+symbol.Children[0].attr("class"))
				}
			}
		}
		assert.Equal(t, []string{"in-favor circle in-favor", "against rect against", "abstained path abstained", "not-voting circle not-voting"}, symbols)
		assert.Contains(t, fmt.Sprint(svg.Children), "of 2, France voted against 2, and Ukraine in favor of 2.")
	}
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
