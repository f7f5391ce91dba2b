package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
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

// kindList names all kinds as README.md does.
func kindList() string {
	return "`" + strings.ReplaceAll(relations.Kinds().String(), " ", "` `") + "`"
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"docs", "api"} {
		require.NoError(t, os.Mkdir(filepath.Join(dir, sub), 0o777))
	}
	texts := fmt.Sprintf("Data version "+relations.DataVersion+", kinds "+kindList()+". Claims as of\n// %s, votes until\non %s.", month(relations.Embedded().AsOf()), resolutions())
	for _, s := range statements(relations.Embedded()) {
		text := texts
		if filepath.Ext(s.file) == ".go" {
			text = "// Package p is a package.\n//\n// " + strings.ReplaceAll(text, "until\n", "until\n// ") + "\npackage p\n"
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, s.file), []byte(text), 0o666))
	}

	faults, err := run(dir, true)
	require.NoError(t, err)
	assert.Len(t, faults, len(files(dir, relations.Embedded())), "nothing is there yet")
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

	faults, err = checkStatements(dir)
	require.NoError(t, err)
	assert.Empty(t, faults)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "README.md"), []byte(strings.ReplaceAll(texts, resolutions(), "9 resolutions")), 0o666))
	faults, err = checkStatements(dir)
	require.NoError(t, err)
	assert.Equal(t, []string{fmt.Sprintf("README.md does not say %q, the roll calls: fix the text", resolutions())}, faults)
	_, err = run(t.TempDir(), false)
	assert.ErrorIs(t, err, os.ErrNotExist, "there is no directory docs")
	_, err = checkStatements(t.TempDir())
	assert.ErrorIs(t, err, os.ErrNotExist, "there is no README.md")
}

// write returns what a file consists of.
func write(t *testing.T, f func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f(&b))
	return b.Bytes()
}

func TestVotesTable(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(write(t, writeVotes))).ReadAll()
	require.NoError(t, err)
	assert.Len(t, rows, 1+relations.UNMembers().Len()*len(slices.Collect(relations.Resolutions())))
	for _, row := range rows[1:] {
		r, err := relations.ParseResolution(row[0])
		require.NoError(t, err)
		want := []string{r.Symbol(), r.Adopted().String(), row[2], r.Vote(relations.MustParseCountry(row[2])).String(), strconv.Itoa(r.Record())}
		require.Empty(t, cmp.Diff(want, row))
	}
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

// TestDataPackage checks that the package describes the tables that there are.
// Package interop checks their rows.
func TestDataPackage(t *testing.T) {
	var p struct {
		Resources []struct {
			Path   string
			Schema struct {
				Fields     []struct{ Name, Description string }
				PrimaryKey []string
			}
		}
	}
	d := relations.Embedded()
	require.NoError(t, json.Unmarshal(write(t, func(w io.Writer) error { return writeTemplate(w, "datapackage.tmpl", d) }), &p))
	described := map[string][]string{}
	for _, r := range p.Resources {
		for _, f := range r.Schema.Fields {
			described["docs/"+r.Path] = append(described["docs/"+r.Path], f.Name)
			assert.NotEmpty(t, f.Description)
		}
		assert.Subset(t, described["docs/"+r.Path], r.Schema.PrimaryKey)
	}
	headers := map[string][]string{}
	for _, f := range files(root, d) {
		if filepath.Ext(f.path) == ".csv" {
			header, err := csv.NewReader(bytes.NewReader(write(t, f.write))).Read()
			require.NoError(t, err)
			headers[f.path] = header
		}
	}
	assert.Empty(t, cmp.Diff(headers, described))
}

// TestSchemaHasTheKeysOfADocument compares the schema with a document; the keys
// of claims and sources are those of checkColumns.
func TestSchemaHasTheKeysOfADocument(t *testing.T) {
	var schema struct {
		Properties map[string]any
		Defs       struct {
			Kind struct{ Enum []relations.SupportKind }
		} `json:"$defs"`
	}
	var document map[string]any
	d := relations.Embedded()
	require.NoError(t, json.Unmarshal(write(t, func(w io.Writer) error { return writeTemplate(w, "schema.tmpl", d) }), &schema))
	require.NoError(t, json.Unmarshal(write(t, d.Encode), &document))
	for key := range document {
		assert.Contains(t, schema.Properties, key)
	}
	assert.Len(t, schema.Properties, len(document))
	assert.Equal(t, slices.Collect(relations.Kinds().All()), schema.Defs.Kind.Enum)
	require.NoError(t, checkColumns())
}

func TestRemarks(t *testing.T) {
	given := func(from relations.Country, k relations.SupportKind, asserted relations.CountrySet) relations.Claim {
		return relations.Claim{ID: from.Alpha2() + " " + k.String(), From: from, To: relations.Russia, Kind: k, AssertedBy: asserted, Source: "s"}
	}
	none, us := relations.CountrySet{}, relations.NewCountrySet(relations.UnitedStates)
	d, err := relations.New(relations.Header{Subject: relations.Russia}, []relations.Source{{ID: "s"}}, []relations.Claim{
		given(relations.India, relations.NonCondemnation, none), given(relations.India, relations.Visit, us), given(relations.India, relations.Trade, none),
		given(relations.Mali, relations.NonCondemnation, none), given(relations.Mali, relations.Endorsement, none),
		given(relations.Chad, relations.Alignment, none),
	})
	require.NoError(t, err)
	diplomatic, economic := newBook(d).Categories[0], newBook(d).Categories[1]
	assert.Equal(t, []string{
		"India is a diplomatic giver by an omission alone (IN non-condemnation)",
		"Chad is a diplomatic giver by a movement toward Russia alone (TD alignment)",
	}, diplomatic.Remarks)
	assert.Equal(t, "Chad, India, Mali", diplomatic.Givers)
	assert.Equal(t, "alleged IN visit", diplomatic.Unsettled)
	assert.Empty(t, economic.Remarks)
}

func TestTemplateThatNamesAClaim(t *testing.T) {
	err := writeTemplate(io.Discard, "codebook.tmpl", full(t))
	assert.ErrorContains(t, err, "which does not exist")
}

func TestAPIListsExportedNames(t *testing.T) {
	dir := t.TempDir()
	const src = "package p\n\n// A T is a type.\ntype T struct {\n\tX int // a field\n\ty int\n}\n\nfunc (T) M() { println() }\nfunc (T) m() {}\n\ntype u int\n\nfunc (u) String() string { return \"\" }\n\nconst C = 1\nconst c = 2\n\nfunc New() T { return T{} }\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p.go"), []byte(src), 0o666))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "p_test.go"), []byte("package p\n\nfunc Helper() {}\n"), 0o666))
	want := "// " + generatedBy + "\n\nconst C = 1\n\ntype T struct {\n\tX int\n\t// contains filtered or unexported fields\n}\nfunc New() T\nfunc (T) M()\n"
	assert.Equal(t, want, string(write(t, func(w io.Writer) error { return writeAPI(w, dir) })))
}

// full returns a dataset with all that can be in a cell of partners.svg, bare
// categories as kinds, and texts that have to be escaped.
func full(t *testing.T) relations.Dataset {
	t.Helper()
	var claims []relations.Claim
	for k := range relations.Kinds().All() {
		for _, d := range directions {
			for _, s := range standings {
				c := relations.Claim{
					ID: fmt.Sprintf("<%s&%s&%s>", k, d, s), Kind: k, Source: "s",
					From: relations.Iran, To: relations.Russia, Mutual: d == mutual, Summary: `</title><script>"&amp;'|`,
				}
				if d == received {
					c.From, c.To = c.To, c.From
				}
				if s != relations.Reported {
					c.AssertedBy = relations.NewCountrySet(relations.UnitedStates)
				}
				if s == relations.Disputed {
					c.DeniedBy = relations.NewCountrySet(relations.CotedIvoire)
				}
				claims = append(claims, c)
			}
		}
	}
	sources := []relations.Source{{ID: "s", Title: "A & B", Published: relations.Date{Year: 2024}}}
	data, err := relations.New(relations.Header{Subject: relations.Russia, Version: "<1>"}, sources, claims)
	require.NoError(t, err)
	return data
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

// draw parses a picture of a dataset.
func draw(t *testing.T, f func(io.Writer, relations.Dataset) error, d relations.Dataset) node {
	t.Helper()
	var svg node
	require.NoError(t, xml.Unmarshal(write(t, func(w io.Writer) error { return f(w, d) }), &svg))
	assert.Equal(t, xml.Name{Space: "http://www.w3.org/2000/svg", Local: "svg"}, svg.XMLName)
	assert.NotEmpty(t, svg.Title)
	width, err := strconv.Atoi(svg.attr("width"))
	require.NoError(t, err)
	for _, n := range svg.Children {
		if x, err := strconv.Atoi(n.attr("x")); err == nil && n.XMLName.Local == "text" && !strings.Contains(n.attr("class"), "end") {
			assert.Less(t, x+utf8.RuneCountInString(n.Text)*charWidth, width, "%s does not fit", n.Text)
		}
	}
	return svg
}

func TestPartnersPicture(t *testing.T) {
	for name, d := range map[string]relations.Dataset{"embedded": relations.Embedded(), "full": full(t), "empty": {}} {
		t.Run(name, func(t *testing.T) {
			svg := draw(t, drawPartners, d)
			titles := ""
			for _, m := range svg.withClass("mark") {
				titles += m.Title + "\n"
			}
			marks := map[mark]bool{}
			for c := range d.Claims() {
				line := c.ID + ": " + c.Summary
				assert.Equal(t, c.Kind.IsSupport(), strings.Contains(titles, line), line)
				if c.Kind.IsSupport() {
					marks[(&table{subject: d.Header().Subject}).markOf(c)] = true
				}
			}
			const legend = 3 + 9
			assert.Len(t, svg.withClass("mark"), len(marks)+legend)
			width, err := strconv.Atoi(svg.attr("width"))
			require.NoError(t, err)
			var x, y int
			for _, m := range svg.withClass("mark") {
				_, err := fmt.Sscanf(m.attr("transform"), "translate(%d %d)", &x, &y)
				require.NoError(t, err)
				assert.Less(t, x+markSlot/2, width)
			}
			assert.Contains(t, fmt.Sprint(svg.withClass("quiet")), asOf(d))
		})
	}
	d, err := full(t).Add([]relations.Source{{ID: "old", Published: relations.Date{Year: 2023, Month: 3, Day: 20}}, {ID: "undated"}}, nil)
	require.NoError(t, err)
	assert.Equal(t, "Claims as of 2024, not updated since", asOf(full(t)))
	assert.Equal(t, "Claims as of March 2023 to 2024 (each as of its source), not updated since", asOf(d))
}

func TestVotesPicture(t *testing.T) {
	svg := draw(t, drawVotes, relations.Embedded())
	var totals, want []string
	for _, n := range svg.withClass("total") {
		totals = append(totals, n.Text)
	}
	for r := range relations.Resolutions() {
		for _, v := range votes {
			want = append(want, strconv.Itoa(r.Voters(v).Len()))
		}
	}
	assert.Equal(t, want, totals)

	members := byName(relations.UNMembers())
	drawn := svg.withClass("member")
	require.Len(t, drawn, len(members))
	for i, c := range members {
		assert.Equal(t, describeMember(c), drawn[i].Title)
		assert.Equal(t, partners(relations.Embedded()).Has(c), len(drawn[i].withClass("outline")) > 0, "%s", c)
		var want, got []string
		for _, v := range relations.Votes(c) {
			want = append(want, "#"+class(v))
		}
		for _, n := range drawn[i].Children {
			if n.XMLName.Local == "use" {
				got = append(got, n.attr("href"))
			}
		}
		assert.Equal(t, want, got, "%s", c)
	}
	assert.Contains(t, describeMember(relations.India), "India: abstained 1, 2")
	assert.Empty(t, draw(t, drawVotes, relations.Dataset{}).withClass("outline"))
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
