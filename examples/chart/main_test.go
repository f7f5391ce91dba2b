package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/warmrelations/relations"
)

func TestFilesInDocsAreCurrent(t *testing.T) {
	var stderr bytes.Buffer
	assert.Zero(t, run([]string{"-check", "../../docs"}, &stderr), "%s", &stderr)
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	var stderr bytes.Buffer
	assert.Equal(t, 1, run([]string{"-check", dir}, &stderr), "nothing is there yet")
	assert.Contains(t, stderr.String(), "partners.svg")
	assert.Contains(t, stderr.String(), "votes.svg")

	stderr.Reset()
	require.Zero(t, run([]string{dir}, &stderr))
	assert.Zero(t, run([]string{"-check", dir}, &stderr))
	assert.Empty(t, stderr.String())

	require.NoError(t, os.WriteFile(filepath.Join(dir, "votes.svg"), []byte("<svg/>"), 0o600))
	assert.Equal(t, 1, run([]string{"-check", dir}, &stderr))
	assert.Contains(t, stderr.String(), "votes.svg is stale")
	assert.NotContains(t, stderr.String(), "partners.svg")
	found, err := os.ReadFile(filepath.Join(dir, "votes.svg"))
	require.NoError(t, err)
	assert.Equal(t, "<svg/>", string(found), "a check writes nothing")
}

func TestExitStatus(t *testing.T) {
	tests := []struct {
		name string
		args []string
		want int
	}{
		{"two directories", []string{"a", "b"}, 2},
		{"unknown flag", []string{"-verify"}, 2},
		{"no such directory", []string{filepath.Join(t.TempDir(), "none")}, 1},
		{"help", []string{"-help"}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stderr bytes.Buffer
			assert.Equal(t, test.want, run(test.args, &stderr))
			assert.NotEmpty(t, stderr.String())
		})
	}
}

// A node is an element as a reader of the file finds it.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []node     `xml:",any"`
}

func parse(t *testing.T, svg []byte) node {
	t.Helper()
	var root node
	require.NoError(t, xml.Unmarshal(svg, &root))
	return root
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (n node) hasClass(class string) bool {
	return slices.Contains(strings.Fields(n.attr("class")), class)
}

// find returns n and all elements below it for which match is true.
func (n node) find(match func(node) bool) (found []node) {
	if match(n) {
		found = append(found, n)
	}
	for _, c := range n.Children {
		found = append(found, c.find(match)...)
	}
	return found
}

func (n node) withClass(class string) []node {
	return n.find(func(n node) bool { return n.hasClass(class) })
}

// title returns the text of the title of n itself.
func (n node) title() string {
	for _, c := range n.Children {
		if c.XMLName.Local == "title" {
			return c.Text
		}
	}
	return ""
}

func TestDocuments(t *testing.T) {
	for _, p := range pictures() {
		t.Run(p.name, func(t *testing.T) {
			assert.Less(t, len(p.svg), 150_000)
			root := parse(t, p.svg)
			assert.Equal(t, xml.Name{Space: "http://www.w3.org/2000/svg", Local: "svg"}, root.XMLName)
			assert.Equal(t, "img", root.attr("role"))
			assert.Contains(t, string(p.svg), "@media (prefers-color-scheme: dark)")

			texts := map[string]string{}
			for _, n := range root.find(func(n node) bool { return n.attr("id") != "" }) {
				assert.NotContains(t, texts, n.attr("id"), "an ID is there twice")
				texts[n.attr("id")] = n.Text
			}
			for _, id := range strings.Fields(root.attr("aria-labelledby")) {
				assert.NotEmpty(t, texts[id], "%s labels the picture", id)
			}
			for _, n := range root.find(func(n node) bool { return n.attr("href") != "" }) {
				assert.Contains(t, texts, strings.TrimPrefix(n.attr("href"), "#"))
			}
			assert.NotContains(t, strings.ReplaceAll(string(p.svg), "url(#hatch)", ""), "url(")
			assert.Equal(t, 1, strings.Count(string(p.svg), "://"), "the picture loads nothing: its one address is that of the namespace")

			header := relations.Embedded().Header()
			footnotes := ""
			for _, line := range root.withClass("quiet") {
				footnotes += line.Text + " "
			}
			assert.Contains(t, footnotes, "version "+header.Version)
			assert.Contains(t, footnotes, "as of "+header.AsOf.String())
		})
	}
}

// A seen mark is a mark as a reader sees it, or as a Relation has it.
type seen struct {
	partner, kind, class string
}

// marksOf returns the marks in partners.svg. What a Relation does not tell
// apart, it does not either: the directions of what is alleged or disputed.
func marksOf(root node) (marks []seen) {
	for _, n := range root.withClass("mark") {
		class := strings.TrimPrefix(n.attr("class"), "mark ")
		if !n.hasClass("reported") {
			class = class[strings.IndexByte(class, ' ')+1:]
		}
		marks = append(marks, seen{n.attr("data-partner"), n.attr("data-kind"), class})
	}
	return marks
}

func marksFrom(d relations.Dataset) (marks []seen) {
	for r := range d.All() {
		for class, kinds := range map[string]relations.KindSet{
			"given reported":    r.Given,
			"received reported": r.Received,
			"shared reported":   r.Shared,
			"alleged":           r.Alleged,
			"disputed":          r.Disputed,
		} {
			for k := range kinds.All() {
				marks = append(marks, seen{r.Partner.Alpha2(), k.String(), class})
			}
		}
	}
	return marks
}

func TestPartnersShowsEveryRelation(t *testing.T) {
	data := relations.Embedded()
	root := parse(t, drawPartners(data).document())
	want := marksFrom(data)
	require.NotEmpty(t, want)
	assert.ElementsMatch(t, want, marksOf(root))

	quoted := ""
	for _, n := range root.withClass("mark") {
		assert.NotEmpty(t, n.title())
		quoted += n.title() + "\n"
	}
	for c := range data.Claims() {
		if c.Kind.IsSupport() {
			assert.Contains(t, quoted, c.ID+": "+c.Summary)
		} else {
			assert.NotContains(t, quoted, c.ID+":")
		}
	}
	for s := range data.Sources() {
		assert.Contains(t, strings.Join(newTable(data).footnotes(), " "), s.Citation())
	}
}

// full returns a dataset with all that can stand in a cell, bare categories as
// kinds, and texts that XML would stumble over.
func full(t *testing.T) relations.Dataset {
	t.Helper()
	us, iran := relations.CountriesOf(relations.UnitedStates), relations.CountriesOf(relations.Iran)
	var claims []relations.Claim
	for k := range relations.Kinds().All() {
		for _, d := range directions() {
			for _, s := range standings() {
				c := relations.Claim{
					ID: fmt.Sprintf("<%s&%s&%s>", k, d, s), Kind: k, Source: "s",
					From: relations.Iran, To: relations.Russia, Mutual: d == shared,
					Summary: `</title><script>"&amp;'`,
				}
				if d == received {
					c.From, c.To = c.To, c.From
				}
				if s != relations.Reported {
					c.AssertedBy = us
				}
				if s == relations.Disputed {
					c.DeniedBy = iran
				}
				claims = append(claims, c)
			}
		}
	}
	data, err := relations.New(relations.Header{Subject: relations.Russia, Version: "<1>"}, []relations.Source{{ID: "s", Title: "A & B"}}, claims)
	require.NoError(t, err)
	return data
}

func TestPartnersOfFullTable(t *testing.T) {
	root := parse(t, drawPartners(full(t)).document())
	kinds := relations.Kinds().Minus(relations.KindsOf(relations.Background)).Len()
	marks := root.withClass("mark")
	assert.Len(t, marks, kinds*9)

	// Nothing lies on anything else, or outside of the picture.
	width, err := strconv.Atoi(root.attr("width"))
	require.NoError(t, err)
	last := 0
	for _, m := range marks {
		var x, y int
		_, err := fmt.Sscanf(m.attr("transform"), "translate(%d %d)", &x, &y)
		require.NoError(t, err)
		assert.GreaterOrEqual(t, x-last, markSlot)
		last = x
		assert.Contains(t, m.title(), `</title><script>"&amp;'`)
	}
	assert.Less(t, last, width-margin)
}

func TestEmptyDataset(t *testing.T) {
	assert.Empty(t, parse(t, drawPartners(relations.Dataset{}).document()).withClass("mark"))
	assert.Empty(t, parse(t, drawVotes(relations.Dataset{}).document()).withClass("outline"))
}

func TestVotesShowsEveryTotal(t *testing.T) {
	root := parse(t, drawVotes(relations.Embedded()).document())
	got := map[[2]string]string{}
	for _, n := range root.withClass("total") {
		got[[2]string{n.attr("data-resolution"), n.attr("data-vote")}] = n.Text
	}
	want := map[[2]string]string{}
	bands := map[string][]int{}
	for r := range relations.Resolutions() {
		for _, v := range votes() {
			n := r.Voters(v).Len()
			want[[2]string{r.Symbol(), v.String()}] = strconv.Itoa(n)
			bands[class(v)] = append(bands[class(v)], n*bandUnit)
		}
	}
	assert.Equal(t, want, got)

	for class, widths := range bands {
		var drawn []int
		for _, n := range root.Children {
			if n.hasClass(class) {
				width, err := strconv.Atoi(n.attr("width"))
				require.NoError(t, err)
				drawn = append(drawn, width)
			}
		}
		assert.Equal(t, widths, drawn, "the bands of %s", class)
	}
}

func TestVotesShowsEveryVote(t *testing.T) {
	root := parse(t, drawVotes(relations.Embedded()).document())
	var drawn, outlined []relations.Country
	for _, n := range root.withClass("member") {
		c, err := relations.ParseCountry(n.attr("data-country"))
		require.NoError(t, err)
		drawn = append(drawn, c)
		if len(n.withClass("outline")) > 0 {
			outlined = append(outlined, c)
		}
		assert.True(t, strings.HasPrefix(n.title(), c.String()+": "), n.title())

		var want, got []string
		for _, v := range relations.Votes(c) {
			want = append(want, fmt.Sprintf("#%s at %d", class(v), len(want)*tilePitch))
		}
		for _, tile := range n.find(func(n node) bool { return n.XMLName.Local == "use" }) {
			got = append(got, tile.attr("href")+" at "+tile.attr("x"))
		}
		assert.Equal(t, want, got, "%s", c)
	}
	assert.Len(t, drawn, relations.UNMembers().Len())
	assert.Equal(t, relations.UNMembers(), relations.CountriesOf(drawn...))
	assert.Equal(t, partners(relations.Embedded()), relations.CountriesOf(outlined...))
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
