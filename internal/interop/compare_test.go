package interop

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

// differences are pairs of values, what go-cmp prints of how they differ, and
// what testify prints of them.
var differences = []struct {
	name   string
	a, b   any
	cmp    []string // the lines that start with - or +
	assert [2]string
}{
	{"country", relations.Iran, relations.China,
		[]string{`- s"Iran",`, `+ s"China",`}, [2]string{"relations.Iran", "relations.China"}},
	{"zero", relations.France, relations.Country(0),
		[]string{`- s"France",`, `+ s"no country",`}, [2]string{"relations.France", "relations.Country(0)"}},
	{"kind", relations.ArmsTransfer, relations.Visit,
		[]string{`- s"arms-transfer",`, `+ s"visit",`}, [2]string{"relations.ArmsTransfer", "relations.Visit"}},
	{"date", relations.Date{Year: 2022}, relations.Date{Year: 2023},
		[]string{`- Year: 2022,`, `+ Year: 2023,`}, [2]string{"Year: 2022", "Year: 2023"}},
	{"countries", relations.NewCountrySet(relations.Iran), relations.NewCountrySet(relations.Belarus, relations.China),
		[]string{`- s"IR",`, `+ s"BY CN",`}, [2]string{`Codes:"IR"`, `Codes:"BY CN"`}},
	{"kinds", relations.NewKindSet(relations.Trade), relations.KindSet{},
		[]string{`- s"trade",`, `+ s"",`}, [2]string{`Names:"trade"`, `Names:""`}},
	{"vote", relations.InFavor, relations.NotVoting,
		[]string{`- s"in favor",`, `+ s"not voting",`}, [2]string{"relations.InFavor", "relations.NotVoting"}},
	{"resolution", relations.Resolution(1), relations.Resolution(2),
		[]string{`- s"A/RES/ES-11/1",`, `+ s"A/RES/ES-11/2",`}, [2]string{"relations.Resolution(1)",
			"relations.Resolution(2)"}},
	{"standing", relations.Alleged, relations.Disputed,
		[]string{`- s"alleged",`, `+ s"disputed",`}, [2]string{"relations.Alleged", "relations.Disputed"}},
	{"claim", relations.Claim{ID: "a", From: relations.Iran, Kind: relations.Visit},
		relations.Claim{ID: "a", From: relations.Iran, Kind: relations.Trade},
		[]string{`- Kind: s"visit",`, `+ Kind: s"trade",`}, [2]string{"Kind:relations.Visit", "Kind:relations.Trade"}},
	{"relation", relations.Relation{Partner: relations.Iran},
		relations.Relation{Partner: relations.Iran, Given: relations.NewKindSet(relations.Visit)},
		[]string{`- Given: s"",`, `+ Given: s"visit",`}, [2]string{`Given:relations.KindSet{Names:""}`,
			`Given:relations.KindSet{Names:"visit"}`}},
}

func TestGoCmp(t *testing.T) {
	for _, test := range differences {
		t.Run(test.name, func(t *testing.T) {
			assert.Empty(t, cmp.Diff(test.a, test.a))
			assert.Equal(t, test.cmp, changedLines(cmp.Diff(test.a, test.b)))
		})
	}
}

// One claim that differs among many is all that shows.
func TestGoCmpClaims(t *testing.T) {
	changed := slices.Clone(claims)
	changed[3].From = relations.France
	assert.Equal(t, []string{`- From: s"` + claims[3].From.String() + `",`, `+ From: s"France",`},
		changedLines(cmp.Diff(claims, changed)))
}

// changedLines returns the lines of a difference that start with - or +, with
// single spaces.
func changedLines(diff string) []string {
	var lines []string
	for line := range strings.Lines(diff) {
		if strings.HasPrefix(line, "-") || strings.HasPrefix(line, "+") {
			lines = append(lines, strings.Join(strings.Fields(line), " "))
		}
	}
	return lines
}

func TestGoCmpDatasets(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, relations.Embedded().Encode(&b))
	decoded, err := relations.Decode(&b)
	require.NoError(t, err)
	assert.True(t, cmp.Equal(relations.Embedded(), decoded))
	assert.False(t, cmp.Equal(relations.Embedded(), relations.Dataset{}))
}

// A recorder takes the place of a test that fails.
type recorder struct{ strings.Builder }

func (r *recorder) Errorf(format string, args ...any) { fmt.Fprintf(r, format, args...) }

func TestTestify(t *testing.T) {
	for _, test := range differences {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.a, test.a)
			var r recorder
			require.False(t, assert.Equal(&r, test.a, test.b))
			// Below the values, as Diff, testify prints their memory.
			message, _, _ := strings.Cut(r.String(), "Diff:")
			for _, part := range test.assert {
				assert.Contains(t, message, part)
			}
		})
	}
}
