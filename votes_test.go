package relations_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// territories is the title of three resolutions.
const territories = "Situation of human rights in the temporarily occupied territories of Ukraine," +
	" including the Autonomous Republic of Crimea and the city of Sevastopol"

// totals are the resolutions in the order of adoption, as the UN Digital Library has
// them, with their numbers, which never change, and the official totals: in favor, against,
// abstained. All others of the 193 members did not vote. The totals were taken from the
// records independently of votes.txt.
var totals = []struct {
	number                        int
	symbol, title, adopted        string
	record                        int
	inFavor, against, abstentions int
}{
	{1, "A/RES/ES-11/1", "Aggression against Ukraine", "2022-03-02", 3959039, 141, 5, 35},
	{2, "A/RES/ES-11/2", "Humanitarian consequences of the aggression against Ukraine", "2022-03-24", 3965954, 140, 5, 38},
	{3, "A/RES/ES-11/3", "Suspension of the rights of membership of the Russian Federation in the Human Rights " +
		"Council", "2022-04-07", 3967778, 93, 24, 58},
	{4, "A/RES/ES-11/4", "Territorial integrity of Ukraine: defending the principles of the Charter of the United " +
		"Nations", "2022-10-12", 3990400, 143, 5, 35},
	{5, "A/RES/ES-11/5", "Furtherance of remedy and reparation for aggression against Ukraine", "2022-11-14",
		3994052, 94, 14, 73},
	{6, "A/RES/77/229", "Situation of human rights in the temporarily occupied Autonomous Republic of Crimea and the " +
		"city of Sevastopol, Ukraine", "2022-12-15", 3997713, 82, 14, 80},
	{7, "A/RES/ES-11/6", "Principles of the Charter of the United Nations underlying a comprehensive, just and " +
		"lasting peace in Ukraine", "2023-02-23", 4003921, 141, 7, 32},
	{8, "A/RES/78/221", territories, "2023-12-19", 4030715, 78, 15, 79},
	{9, "A/RES/78/316", "Safety and security of nuclear facilities of Ukraine, including the Zaporizhzhia nuclear " +
		"power plant", "2024-07-11", 4053933, 99, 9, 60},
	{10, "A/RES/79/184", territories, "2024-12-17", 4069734, 81, 14, 80},
	{11, "A/RES/ES-11/7", "Advancing a comprehensive, just and lasting peace in Ukraine", "2025-02-24", 4076672, 93,
		18, 65},
	{12, "A/RES/ES-11/8", "The path to peace", "2025-02-24", 4076673, 93, 8, 73},
	{13, "A/RES/ES-11/9", "Return of Ukrainian children", "2025-12-03", 4094643, 91, 12, 57},
	{14, "A/RES/80/223", territories, "2025-12-18", 4096569, 79, 16, 73},
}

const members = 193

func TestRollCalls(t *testing.T) {
	all := slices.Collect(relations.Resolutions())
	require.Len(t, all, len(totals), "there is a row for each")
	for i, tt := range totals {
		t.Run(tt.symbol, func(t *testing.T) {
			r := all[i]
			assert.Equal(t, tt.number, int(r))
			assert.True(t, r.IsValid())
			assert.Equal(t, tt.symbol, r.Symbol())
			assert.Equal(t, tt.symbol, r.String())
			assert.Equal(t, fmt.Sprintf("relations.Resolution(%d)", tt.number), fmt.Sprintf("%#v", r))
			assert.Equal(t, tt.title, r.Title())
			assert.Equal(t, tt.adopted, r.Adopted().String())
			assert.Equal(t, tt.record, r.Record())
			assert.Equal(t, tt.inFavor, r.Voters(relations.InFavor).Len())
			assert.Equal(t, tt.against, r.Voters(relations.Against).Len())
			assert.Equal(t, tt.abstentions, r.Voters(relations.Abstained).Len())
			assert.Equal(t, members-tt.inFavor-tt.against-tt.abstentions, r.Voters(relations.NotVoting).Len())

			var union relations.CountrySet
			for v := relations.InFavor; v <= relations.NotVoting; v++ {
				voters := r.Voters(v)
				assert.True(t, union.Intersect(voters).IsZero(), "nobody votes twice")
				union = union.Union(voters)
				for c := range relations.Countries().All() {
					assert.Equal(t, voters.Has(c), r.Vote(c) == v, "%v", c)
				}
			}
			assert.Equal(t, relations.UNMembers(), union)
			for _, v := range []relations.Vote{0, 5, 255} {
				assert.True(t, r.Voters(v).IsZero())
			}
			short := strings.TrimPrefix(tt.symbol, "A/RES/")
			for _, s := range []string{tt.symbol, short, strings.ToLower(tt.symbol), " " + short + "\n", "a/Res/" + short} {
				got, err := relations.ParseResolution(s)
				require.NoError(t, err, s)
				assert.Equal(t, r, got)
			}
		})
	}
	for r := range relations.Resolutions() {
		assert.Equal(t, relations.Resolution(1), r)
		break // an iterator may be left early
	}
}

// TestVotesOfSomeCountries compares votes with a list made independently of votes.txt,
// by the number of the resolution. Later resolutions need no letter here.
func TestVotesOfSomeCountries(t *testing.T) {
	letters := map[relations.Vote]byte{relations.InFavor: 'Y', relations.Against: 'N', relations.Abstained: 'A',
		relations.NotVoting: 'X'}
	for code, want := range map[string]string{
		"BY": "NNNNNNNNNNNNNN", "CN": "AANANNANANAAAN", "IN": "AAAAAAAAAAAAAA", "IR": "AANXNNANANAANN",
		"KP": "NNNNNNNNNNNNNN",
		"ZA": "AAAAAAAAAAAYYA", "SY": "NNNNNNNNNXAAXX", "RU": "NNNNNNNNNNNNNN", "UA": "YYYYYYYYYYYAYY",
		"US": "YYYYYYYYYYNAYY",
		"AM": "AAXAAAAAAAAYAA", "FR": "YYYYYYYYYYYYYY", "VE": "XXXXXXXXXXXXXX", "BS": "YYYYNYYYYYYXYY",
		"RS": "YYYYAAYAYAYAXA",
		"HN": "YYYAAAYNXAAXYA",
	} {
		t.Run(code, func(t *testing.T) {
			have := make([]byte, len(slices.Collect(relations.Resolutions())))
			var order []relations.Resolution
			for r, v := range relations.Votes(iso(code)) {
				assert.Equal(t, v, r.Vote(iso(code)))
				have[r-1] = letters[v]
				order = append(order, r)
			}
			assert.Equal(t, want, string(have[:len(want)]))
			assert.Equal(t, slices.Collect(relations.Resolutions()), order)
		})
	}
	for r, v := range relations.Votes(relations.Ukraine) {
		assert.Equal(t, relations.Resolution(1), r)
		assert.Equal(t, relations.InFavor, v)
		break
	}
}

func TestUNMembers(t *testing.T) {
	un := relations.UNMembers()
	assert.Equal(t, members, un.Len())
	for _, code := range strings.Fields("TW PS VA XK HK MO EH GL PR CK NU AQ AX GG JE IM") {
		assert.False(t, un.Has(iso(code)), code)
		for range relations.Votes(iso(code)) {
			t.Errorf("%s has votes", code)
		}
		for r := range relations.Resolutions() {
			assert.Zero(t, r.Vote(iso(code)), code)
		}
	}
	for _, code := range strings.Fields("FR GB US RU CN CH SS TL ME TV NR LI MC SM AD VE") {
		assert.True(t, un.Has(iso(code)), code)
	}
}

func TestForgedResolutions(t *testing.T) {
	none := relations.Resolution(len(totals) + 1)
	assert.Equal(t, "no resolution", relations.Resolution(0).String())
	assert.Equal(t, fmt.Sprintf("Resolution(%d)", none), none.String())
	for _, r := range []relations.Resolution{0, none, 128, 255} {
		t.Run(r.String(), func(t *testing.T) {
			assert.False(t, r.IsValid())
			assert.Empty(t, r.Symbol())
			assert.Empty(t, r.Title())
			assert.Zero(t, r.Adopted())
			assert.Zero(t, r.Record())
			for v := range relations.Vote(8) {
				assert.True(t, r.Voters(v).IsZero())
			}
			assert.Zero(t, r.Vote(relations.India))
		})
	}
}

func TestParseResolutionRefuses(t *testing.T) {
	last := must(time.Parse(time.DateOnly, totals[len(totals)-1].adopted))
	for _, s := range []string{
		"", " ", "A/RES/", "A/RES", "ES-11", "ES-11/", "ES-11/0", "ES-11/99", "ES-11/-1", "ES-11/1 " +
			"ES-11/2", "ES-11/01", "ES-11/1x", "xES-11/1", "ES 11/1", "ES-10/1",
		"A/RES/A/RES/ES-11/1", "/ES-11/1", "A/RES/68/262", "316", "78/", "/316", "78-316", "1", "Aggression against " +
			"Ukraine", "ES-11/1\x00", "ES–11/1", "\xff", strings.Repeat("A/RES/", 1<<17),
	} {
		r, err := relations.ParseResolution(s)
		assert.ErrorIs(t, err, relations.ErrUnknown, "%.30q", s)
		assert.Zero(t, r)
		assert.Less(t, len(err.Error()), 300)
	}
	_, err := relations.ParseResolution("A/RES/68/262")
	assert.EqualError(t, err,
		fmt.Sprintf(`relations: resolution "A/RES/68/262": unknown, not one of the %d resolutions from March 2022 to %s in this version`,
			len(totals), last.Format("January 2006")))
	assert.Panics(t, func() { relations.MustParseResolution("A/RES/68/262") })
	assert.Equal(t, "A/RES/78/316", relations.MustParseResolution("78/316").Symbol())
}

func TestParseVote(t *testing.T) {
	for want, names := range map[relations.Vote][]string{
		relations.InFavor:   {"in favor", "In Favour", "yes", "Y"},
		relations.Against:   {"against", " no ", "n", "N\n"},
		relations.Abstained: {"abstained", "ABSTAIN", "abstention", "A"},
		relations.NotVoting: {"not voting", "non-voting", "Absent", "NV", "X"},
	} {
		for _, name := range names {
			v, err := relations.ParseVote(name)
			assert.NoError(t, err, name)
			assert.Equal(t, want, v, name)
		}
	}
	for _, bad := range []string{"", " ", "no record", "infavor", "in  favor", "YY", "nay", "0", "1"} {
		v, err := relations.ParseVote(bad)
		assert.ErrorIs(t, err, relations.ErrUnknown, bad)
		assert.Zero(t, v)
	}
	_, err := relations.ParseVote("nay")
	assert.EqualError(t, err, `relations: vote "nay": unknown, not one of "in favor" "against" "abstained" "not voting"`)
}

func TestAgreementOverByHand(t *testing.T) {
	var on []relations.Resolution
	for n := range 8 {
		on = append(on, relations.MustParseResolution(fmt.Sprint("ES-11/", n+1)))
	}
	for _, tt := range []struct {
		name, a, b string
		index      float64
		n          int
	}{
		// Each pair of letters is a roll call of ES-11/1 to ES-11/8. The same vote counts 1, one
		// abstention ½, opposite votes 0, an absence nothing.
		{"the same votes", "BY", "RU", 1, 8},                                       // NN x8
		{"opposite votes, and one abstention", "UA", "RU", 0.5 / 8, 8},             // YN x7, AN
		{"abstentions against one side", "IN", "RU", 4.0 / 8, 8},                   // AN x8
		{"abstentions of both", "IN", "CN", 7.0 / 8, 8},                            // AA x6, AN x2
		{"an absence is left out", "IR", "IN", 6.0 / 7, 7},                         // AA, AA, NA, X, NA, AA, AA, AA
		{"Iran and Syria", "IR", "SY", (0.5 + 0.5 + 1 + 1 + 0.5 + 1 + 1) / 7.0, 7}, // AN AN NN - NN AN AA AA
		{"one changed its vote", "US", "RU", 1.5 / 8, 8},                           // YN x6, NN, AN
		{"South Africa and Ukraine", "ZA", "UA", 4.0 / 8, 8},                       // AY x7, YA
		{"one that never voted", "VE", "RU", math.NaN(), 0},
		{"with itself", "VE", "VE", math.NaN(), 0},
		{"no member", "TW", "CN", math.NaN(), 0},
		{"two that are no members", "XK", "PS", math.NaN(), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			index, n := relations.AgreementOver(iso(tt.a), iso(tt.b), on...)
			assert.Equal(t, tt.n, n)
			assert.InDelta(t, tt.index, index, 1e-12)
			back, m := relations.AgreementOver(iso(tt.b), iso(tt.a), on...)
			assert.Equal(t, n, m)
			assert.InDelta(t, index, back, 0, "the index is symmetric")
		})
	}
}

func TestAgreementOverSomeRollCalls(t *testing.T) {
	first, path, last := relations.Resolution(1), relations.MustParseResolution("ES-11/8"), relations.Resolution(len(totals))
	for _, tt := range []struct {
		name  string
		a, b  relations.Country
		on    []relations.Resolution
		index float64
		n     int
	}{
		{"none", relations.India, relations.Russia, nil, math.NaN(), 0},
		{"one", relations.India, relations.Russia, []relations.Resolution{first}, 0.5, 1},
		{"one of them twice", relations.SouthAfrica, relations.Ukraine,
			[]relations.Resolution{first, path, first, first}, 0.5, 2},
		{"none that exists", relations.India, relations.Russia, []relations.Resolution{0, 255, last + 1}, math.NaN(), 0},
		{"one that exists", relations.Belarus, relations.Russia, []relations.Resolution{0, first, 255}, 1, 1},
		{"an invalid country", 0, relations.Russia, []relations.Resolution{first}, math.NaN(), 0},
		{"another", relations.Russia, 9999, []relations.Resolution{first}, math.NaN(), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			index, n := relations.AgreementOver(tt.a, tt.b, tt.on...)
			assert.Equal(t, tt.n, n)
			assert.InDelta(t, tt.index, index, 0)
		})
	}
}

func TestAgreementOfEveryPair(t *testing.T) {
	all := slices.Collect(relations.Resolutions())
	score := map[[2]relations.Vote]float64{}
	for v := relations.InFavor; v <= relations.Abstained; v++ {
		score[[2]relations.Vote{v, v}] = 1
		score[[2]relations.Vote{v, relations.Abstained}] = 0.5
		score[[2]relations.Vote{relations.Abstained, v}] = 0.5
	}
	score[[2]relations.Vote{relations.Abstained, relations.Abstained}] = 1
	for a := range relations.UNMembers().All() {
		for b := range relations.UNMembers().All() {
			sum, count := 0.0, 0
			for _, r := range all {
				if v, w := r.Vote(a), r.Vote(b); v != relations.NotVoting && w != relations.NotVoting {
					sum += score[[2]relations.Vote{v, w}]
					count++
				}
			}
			index, n := relations.Agreement(a, b)
			require.Equal(t, count, n, "%v and %v", a, b)
			require.InDelta(t, sum/float64(count), index, 1e-12, "%v and %v", a, b)
			over, m := relations.AgreementOver(a, b, all...)
			require.Equal(t, n, m)
			require.InDelta(t, index, over, 0)
		}
	}
}
