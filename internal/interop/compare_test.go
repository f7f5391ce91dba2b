package interop

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

// go-cmp prints values with String, and dates field by field.
func TestGoCmp(t *testing.T) {
	assert.Equal(t, []string{
		`- Country: s"Norway",`, `+ Country: s"no country",`,
		`- Kind: s"arms-transfer",`, `+ Kind: s"no kind",`,
		`- Year: 2023,`, `+ Year: 0,`, `- Month: 3,`, `+ Month: 0,`, `- Day: 20,`, `+ Day: 0,`,
		`- Countries: s"BY IR",`, `+ Countries: s"",`,
		`- Kinds: s"visit military",`, `+ Kinds: s"",`,
		`- Vote: s"not voting",`, `+ Vote: s"no record",`,
		`- Resolution: s"A/RES/ES-11/1",`, `+ Resolution: s"no resolution",`,
		`- Standing: s"alleged",`, `+ Standing: s"no standing",`,
	}, changedLines(cmp.Diff(full, record{})))

	// For a changed claim, go-cmp prints the fields that differ. For an inserted claim, it prints String.
	changed := slices.Insert(slices.Clone(claims), 0, relations.Claim{ID: "x", Kind: relations.Visit})
	changed[4].From = relations.France
	assert.Equal(t, []string{
		`+ s"x: no country -> no country visit, reported: ",`,
		`- From: s"` + claims[3].From.String() + `",`, `+ From: s"France",`,
	}, changedLines(cmp.Diff(claims, changed)))
}

// changedLines returns the lines of diff that start with - or +, with single spaces.
func changedLines(diff string) []string {
	var lines []string
	for line := range strings.Lines(diff) {
		if strings.HasPrefix(line, "-") || strings.HasPrefix(line, "+") {
			lines = append(lines, strings.Join(strings.Fields(line), " "))
		}
	}
	return lines
}

// A recorder is an assert.TestingT that records the errors.
type recorder struct{ strings.Builder }

func (r *recorder) Errorf(format string, args ...any) { fmt.Fprintf(r, format, args...) }

// testify prints values as Go source.
func TestTestify(t *testing.T) {
	var r recorder
	require.False(t, assert.Equal(&r, full, record{}))
	for _, part := range []string{
		"Country:relations.Norway", "Kind:relations.ArmsTransfer", "Date:relations.Date{Year: 2023, Month: 3, Day: 20}",
		`Countries:relations.CountrySet{Codes:"BY IR"}`, `Kinds:relations.KindSet{Names:"visit military"}`,
		"Vote:relations.NotVoting", "Resolution:relations.Resolution(1)", "Standing:relations.Alleged",
	} {
		assert.Contains(t, r.String(), part)
	}
}
