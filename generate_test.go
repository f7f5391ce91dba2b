package relations

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the generated files instead of checking them")

// TestEmbeddedIsFresh checks that claims_data.go is what follows from the rows
// in data.go or, with -update, writes it.
func TestEmbeddedIsFresh(t *testing.T) {
	d, err := New(dataHeader, dataSources, rowClaims())
	require.NoError(t, err)
	checkGenerated(t, "claims_data.go", embeddedSource(t, d.d))
}

// checkGenerated compares a generated file with what it should be or, with
// -update, writes it.
func checkGenerated(t *testing.T, path string, want []byte) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, want, 0o644))
		return
	}
	have, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(want, have), "%s is stale: run go generate", path)
}

// rowClaims returns the claims that the rows of data.go stand for.
func rowClaims() []Claim {
	var claims []Claim
	for _, r := range claimRows {
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
	for _, r := range d.relations {
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
