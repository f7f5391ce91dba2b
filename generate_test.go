package relations

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"flag"
	"fmt"
	"go/format"
	"io"
	"os"
	"slices"
	"strconv"
	"testing"
	"text/template"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the generated files instead of checking them")

// TestEmbeddedIsFresh checks that claims_data.go is what follows from the rows
// in data.go or, with -update, writes it.
func TestEmbeddedIsFresh(t *testing.T) {
	checkGenerated(t, "go generate ./...", "claims_data.go", embeddedSource(t, masterDataset(t).d))
}

// checkGenerated compares a generated file with what it should be or, with
// -update, writes it. command is what a maintainer runs for that.
func checkGenerated(t *testing.T, command, path string, want []byte) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, want, 0o644))
		return
	}
	have, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(want, have), "%s is stale: run %s", path, command)
}

// masterDataset returns the dataset of data.go, which may be newer than the
// embedded one.
func masterDataset(t *testing.T) Dataset {
	d, err := New(dataHeader, dataSources, rowClaims(t))
	require.NoError(t, err)
	return d
}

// rowClaims returns the claims that the rows of data.go stand for.
func rowClaims(t *testing.T) []Claim {
	var claims []Claim
	for _, r := range claimRows {
		for _, c := range slices.Concat(r.assertedBy[:], r.deniedBy[:], r.others[:]) {
			require.True(t, c == 0 || c.IsValid(), "%s: %v", r.id, c) // a set would drop it
		}
		claims = append(claims, Claim{
			ID: r.id, From: r.from, To: r.to, Mutual: r.mutual, Kind: r.kind, Start: r.start, End: r.end,
			AssertedBy: CountriesOf(r.assertedBy[:]...), DeniedBy: CountriesOf(r.deniedBy[:]...), Others: CountriesOf(r.others[:]...),
			Source: r.source, Section: r.section, Summary: r.summary,
		})
	}
	return claims
}

// embeddedSource returns the Go source of a dataset that the linker lays out.
func embeddedSource(t *testing.T, d *dataset) []byte {
	var b bytes.Buffer
	p := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	set := func(s CountrySet) string {
		return fmt.Sprintf("CountrySet{[4]uint64{%#x, %#x, %#x, %#x}}", s.words[0], s.words[1], s.words[2], s.words[3])
	}
	date := func(d Date) string { return fmt.Sprintf("Date{%d, %d, %d}", d.Year, d.Month, d.Day) }
	code := func(c Country) string { return fmt.Sprintf("'%c'<<8 | '%c'", c>>8, c&0xff) }
	list := func(v []uint32) string { return fmt.Sprintf("%#v", v) }

	p("// Code generated from data.go by go test -update; DO NOT EDIT.\n\npackage relations\n\n")
	p("// embedded is the dataset of data.go with its index, laid out by the linker.\nvar embedded = dataset{\n")
	p("header: Header{%s, %q, %s},\nsubject: %d,\nsources: []Source{\n", code(d.header.Subject), d.header.Version, date(d.header.AsOf), d.subject)
	for _, s := range d.sources {
		p("{%q, %q, %q, %s, %q},\n", s.ID, s.Title, s.Publisher, date(s.Published), s.URL)
	}
	p("},\nclaims: []Claim{\n")
	for _, c := range d.claims {
		p("{%q, %s, %s, %t, %d, %s, %s,\n%s,\n%s,\n%s,\n%q,\n%q, %q},\n",
			c.ID, code(c.From), code(c.To), c.Mutual, c.Kind, date(c.Start), date(c.End),
			set(c.AssertedBy), set(c.DeniedBy), set(c.Others), c.Summary, c.Source, c.Section)
	}
	p("},\ntags: []tag{\n")
	for _, v := range d.tags {
		p("{%d, %d, %d, %d},\n", v.partner, v.kind, v.direction, v.standing)
	}
	p("},\nperiods: []period{\n")
	for _, v := range d.periods {
		p("{%d, %d},\n", v.first, v.last)
	}
	p("},\nbyID: %s,\nbyPartner: %s,\nrelations: []Relation{\n", list(d.byID), list(d.byPartner))
	p("{},\n")
	for _, r := range d.relations[1:] {
		p("{%s, KindSet{%#x}, KindSet{%#x}, KindSet{%#x}, KindSet{%#x}, KindSet{%#x}},\n", code(r.Partner),
			r.Given.bits, r.Received.bits, r.Shared.bits, r.Alleged.bits, r.Disputed.bits)
	}
	p("},\nstarts: %s,\nslots: [256]uint8{", list(d.starts))
	for i, v := range d.slots {
		if v != 0 {
			p("%d: %d, ", i, v)
		}
	}
	p("},\nsupport: [kindCount + 1]CountrySet{\n")
	for k, s := range d.support {
		if !s.IsEmpty() {
			p("%d: %s, // %s\n", k, set(s), SupportKind(k))
		}
	}
	p("},\n}\n")
	src, err := format.Source(b.Bytes())
	require.NoError(t, err)
	return src
}

// TestDocsAreFresh checks, or with -update writes, what is generated for those
// who do not read Go.
func TestDocsAreFresh(t *testing.T) {
	d := masterDataset(t)
	for _, test := range []struct {
		path  string
		write func(io.Writer) error
	}{
		{"docs/claims.json", d.Encode},
		{"docs/claims.csv", d.EncodeCSV},
		{"docs/votes.csv", writeVotes},
		{"docs/codebook.md", func(w io.Writer) error { return writeCodebook(w, d) }},
	} {
		t.Run(test.path, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, test.write(&b))
			checkGenerated(t, "go generate ./...", test.path, b.Bytes())
		})
	}
}

// writeVotes writes the roll calls as a table.
func writeVotes(w io.Writer) error {
	rows := csv.NewWriter(w)
	rows.Write([]string{"resolution", "adopted", "country", "vote", "record"})
	for r := range Resolutions() {
		for c := range UNMembers().All() {
			rows.Write([]string{r.Symbol(), r.Adopted().String(), c.Alpha2(), r.Vote(c).String(), strconv.Itoa(r.Record())})
		}
	}
	rows.Flush()
	return rows.Error()
}

// A codebook is what testdata/codebook.tmpl is filled in with.
type codebook struct {
	Header               Header
	Sources              []Source
	Claims               []Claim
	Partners             int
	Members, Resolutions int
	Columns              []codebookColumn
	Kinds                []codebookKind
}

type codebookColumn struct{ Name, Holds, Form, Caveat, Example string }

type codebookKind struct {
	Kind, Category, Definition, Example string
	Count                               int
}

// codebookColumns says of each column what the code cannot.
var codebookColumns = [claimFields]codebookColumn{
	fieldID:         {"", "the name of the claim", "the partner's alpha-3 code, a hyphen, a number", "stays the same in later versions", "IRN-3"},
	fieldFrom:       {"", "who gives, or the partner of a mutual tie", "country", "for `background` it only names the pair", "IRN-3"},
	fieldTo:         {"", "who gets, or the subject of a mutual tie", "country", "see `from`", "SYR-1"},
	fieldMutual:     {"", "whether the tie is shared", "`true` or `false`", "a mutual tie is nobody's gift", "CHN-7"},
	fieldKind:       {"", "what kind of support", "one of the kinds below", "one a claim", "PRK-1"},
	fieldStart:      {"", "since when", "date", "empty where the source gives no date: most claims", "BLR-4"},
	fieldEnd:        {"", "until when", "date", "empty behind a start: open", "BLR-3"},
	fieldAssertedBy: {"", "whose government or officials say so", "countries", "empty: the source says it itself", "IRN-4"},
	fieldDeniedBy:   {"", "who denies it", "countries", "empty: no denial is reported, which is no admission", "PRK-1"},
	fieldOthers:     {"", "who else takes part, or is the object", "countries", "not on a side of the dyad", "ZAF-3"},
	fieldSummary:    {"", "what is reported, in a sentence", "text", "the library's words, not the source's", "CHN-4"},
	fieldSource:     {"", "which source reports it", "the ID of a source", "", "CHN-1"},
	fieldSection:    {"", "where in the source it stands", "text", "a heading, or a paragraph before the first", "CHN-7"},
}

func writeCodebook(w io.Writer, d Dataset) error {
	book := codebook{
		Header: d.Header(), Sources: slices.Collect(d.Sources()), Claims: slices.Collect(d.Claims()),
		Partners: len(slices.Collect(d.All())), Members: UNMembers().Len(), Resolutions: resolutionCount,
	}
	for i, c := range codebookColumns {
		c.Name = claimFieldNames[i]
		book.Columns = append(book.Columns, c)
	}
	for k := range Kinds().All() {
		row := codebookKind{Kind: k.String(), Category: k.Category().String(), Definition: k.Definition()}
		for _, c := range book.Claims {
			if c.Kind == k {
				row.Example = cmp.Or(row.Example, c.ID)
				row.Count++
			}
		}
		book.Kinds = append(book.Kinds, row)
	}
	tmpl, err := template.ParseFiles("testdata/codebook.tmpl")
	if err != nil {
		return err
	}
	return tmpl.Execute(w, book)
}

// Count returns the number of claims with a standing.
func (b codebook) Count(standing string) int {
	n := 0
	for _, c := range b.Claims {
		if c.Standing().String() == standing {
			n++
		}
	}
	return n
}

// First returns the ID of the first claim with a standing.
func (b codebook) First(standing string) string {
	for _, c := range b.Claims {
		if c.Standing().String() == standing {
			return c.ID
		}
	}
	return ""
}
