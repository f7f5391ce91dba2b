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

// comparisons are pairs of values that differ, and what a report of the
// difference shows.
func comparisons(t *testing.T) []comparison {
	claim, ok := relations.ClaimByID("PRK-1")
	require.True(t, ok)
	other := claim
	other.From, other.Kind, other.DeniedBy = relations.Iran, relations.Banking, relations.NewCountrySet(relations.Syria, relations.France)
	relation, ok := relations.Of(relations.NorthKorea)
	require.True(t, ok)
	changed := relation
	changed.Given = relations.NewKindSet(relations.Visit)

	return []comparison{
		{"country", relations.Iran, relations.China,
			[]string{"Iran", "China"}, []string{"relations.Iran", "relations.China"}},
		{"country without a constant", relations.Country('F'<<8 | 'R'), relations.Country(0),
			[]string{"France", "no country"}, []string{"relations.Country('F'<<8 | 'R')", "relations.Country(0)"}},
		{"kind", relations.ArmsTransfer, relations.Visit,
			[]string{"arms-transfer", "visit"}, []string{"relations.ArmsTransfer", "relations.Visit"}},
		{"date", relations.Date{Year: 2022}, relations.Date{Year: 2023, Month: 3},
			[]string{"2022", "2023"}, []string{"Year: 2022", "Year: 2023, Month: 3"}},
		{"countries", relations.NewCountrySet(relations.Iran), relations.NewCountrySet(relations.Belarus, relations.China),
			[]string{"IR", "BY CN"}, []string{"relations.NewCountrySet(relations.Iran)", "relations.NewCountrySet(relations.Belarus, relations.China)"}},
		{"kinds", relations.NewKindSet(relations.Trade), relations.NewKindSet(),
			[]string{"trade"}, []string{"relations.NewKindSet(relations.Trade)", "relations.NewKindSet()"}},
		{"vote", relations.InFavor, relations.NotVoting,
			[]string{"in favor", "not voting"}, []string{"relations.InFavor", "relations.NotVoting"}},
		{"resolution", relations.Resolution(1), relations.Resolution(2),
			[]string{"A/RES/ES-11/1", "A/RES/ES-11/2"}, []string{"relations.Resolution(1)", "relations.Resolution(2)"}},
		{"standing", relations.Alleged, relations.Disputed,
			[]string{"alleged", "disputed"}, []string{"relations.Alleged", "relations.Disputed"}},
		{"claim", claim, other,
			[]string{"North Korea", "Iran", "arms-transfer", "banking", "KP", "FR SY"},
			[]string{"From:relations.NorthKorea", "From:relations.Iran", "Kind:relations.ArmsTransfer", "Kind:relations.Banking",
				"DeniedBy:relations.NewCountrySet(relations.NorthKorea)", "DeniedBy:relations.NewCountrySet(relations.Country('F'<<8 | 'R'), relations.Syria)"}},
		{"relation", relation, changed,
			[]string{"endorsement narrative", "visit"},
			[]string{"Given:relations.NewKindSet(relations.Endorsement, relations.Narrative)", "Given:relations.NewKindSet(relations.Visit)"}},
	}
}

type comparison struct {
	name   string
	a, b   any
	cmp    []string // parts of the difference that go-cmp prints
	assert []string // parts of the message of a failed assert
}

func TestGoCmp(t *testing.T) {
	for _, c := range comparisons(t) {
		t.Run(c.name, func(t *testing.T) {
			assert.Empty(t, cmp.Diff(c.a, c.a))
			diff := cmp.Diff(c.a, c.b)
			for _, part := range c.cmp {
				assert.Contains(t, diff, part)
			}
		})
	}
}

func TestGoCmpDatasets(t *testing.T) {
	embedded := relations.Embedded()
	var b bytes.Buffer
	require.NoError(t, embedded.Encode(&b))
	decoded, err := relations.Decode(&b)
	require.NoError(t, err)
	claim, ok := embedded.ClaimByID("IRN-3")
	require.True(t, ok)
	claim.Kind = relations.GoodsSupply
	changed, err := embedded.Replace(nil, []relations.Claim{claim})
	require.NoError(t, err)

	assert.True(t, cmp.Equal(embedded, decoded))
	assert.False(t, cmp.Equal(embedded, changed))
	assert.True(t, cmp.Equal(relations.Dataset{}, relations.Dataset{}))

	// The claims show in what two datasets differ.
	diff := cmp.Diff(slices.Collect(embedded.Claims()), slices.Collect(changed.Claims()))
	var lines []string
	for line := range strings.Lines(diff) {
		if strings.HasPrefix(line, "-") || strings.HasPrefix(line, "+") {
			lines = append(lines, strings.Join(strings.Fields(strings.ReplaceAll(line, "\u00a0", " ")), " "))
		}
	}
	assert.Equal(t, []string{`- Kind: s"arms-transfer",`, `+ Kind: s"goods-supply",`}, lines)
}

// A recorder takes the place of a test that fails.
type recorder struct{ strings.Builder }

func (r *recorder) Errorf(format string, args ...any) { fmt.Fprintf(r, format, args...) }

func TestTestify(t *testing.T) {
	for _, c := range comparisons(t) {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.a, c.a)
			var r recorder
			require.False(t, assert.Equal(&r, c.a, c.b))
			// What testify prints below the values, as Diff, is their memory;
			// it asks no type how to print that.
			message, _, _ := strings.Cut(r.String(), "Diff:")
			for _, part := range c.assert {
				assert.Contains(t, message, part)
			}
			assert.NotContains(t, message, "words")
			assert.NotContains(t, message, "bits")
			assert.NotContains(t, message, "0x")
		})
	}
}
