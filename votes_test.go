package relations_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// territories is the title of three resolutions.
const territories = "Situation of human rights in the temporarily occupied territories of Ukraine," +
	" including the Autonomous Republic of Crimea and the city of Sevastopol"

// totals lists the resolutions in the order of adoption, with their numbers, which never
// change, and the official totals. The other members did not vote. The totals were taken
// from the records of the UN Digital Library, independently of votes.txt.
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
	{11, "A/RES/ES-11/7", "Advancing a comprehensive, just and lasting peace in Ukraine", "2025-02-24",
		4076672, 93, 18, 65},
	{12, "A/RES/ES-11/8", "The path to peace", "2025-02-24", 4076673, 93, 8, 73},
	{13, "A/RES/ES-11/9", "Return of Ukrainian children", "2025-12-03", 4094643, 91, 12, 57},
	{14, "A/RES/80/223", territories, "2025-12-18", 4096569, 79, 16, 73},
}

const members = 193

func TestRollCalls(t *testing.T) {
	all := slices.Collect(relations.Resolutions())
	require.Len(t, all, len(totals), "a row for each resolution")
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
				assert.True(t, union.Intersect(voters).IsZero(), "no member votes twice")
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
		break // the iterator can stop early
	}
}

// TestVotesOfSomeCountries compares votes with a list that was written independently of
// votes.txt. A letter is the vote on the resolution with that number, from 1. Later
// resolutions do not need a letter here.
func TestVotesOfSomeCountries(t *testing.T) {
	letters := map[relations.Vote]byte{
		relations.InFavor: 'Y', relations.Against: 'N', relations.Abstained: 'A', relations.NotVoting: 'X',
	}
	for code, want := range map[string]string{
		"BY": "NNNNNNNNNNNNNN", "CN": "AANANNANANAAAN", "IN": "AAAAAAAAAAAAAA", "IR": "AANXNNANANAANN",
		"KP": "NNNNNNNNNNNNNN", "ZA": "AAAAAAAAAAAYYA", "SY": "NNNNNNNNNXAAXX", "RU": "NNNNNNNNNNNNNN",
		"UA": "YYYYYYYYYYYAYY", "US": "YYYYYYYYYYNAYY", "AM": "AAXAAAAAAAAYAA", "FR": "YYYYYYYYYYYYYY",
		"VE": "XXXXXXXXXXXXXX", "BS": "YYYYNYYYYYYXYY", "RS": "YYYYAAYAYAYAXA", "HN": "YYYAAAYNXAAXYA",
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

func TestMustParseResolution(t *testing.T) {
	assert.Panics(t, func() { relations.MustParseResolution("A/RES/68/262") })
	assert.Equal(t, "A/RES/78/316", relations.MustParseResolution("78/316").Symbol())
}

func TestAgreementOver(t *testing.T) {
	var on []relations.Resolution // ES-11/1 to ES-11/8
	for n := range 8 {
		on = append(on, relations.MustParseResolution(fmt.Sprint("ES-11/", n+1)))
	}
	first, path, next := on[0], on[7], relations.Resolution(len(totals)+1)
	for _, tt := range []struct {
		name  string
		a, b  relations.Country
		on    []relations.Resolution
		index float64
		n     int
	}{
		// A comment shows the two votes on each resolution. The same vote counts 1, one abstention
		// ½, and opposite votes 0. A resolution on which one of the two did not vote is left out.
		{"the same votes", relations.Belarus, relations.Russia, on, 1, 8},                          // NN x8
		{"opposite votes and one abstention", relations.Ukraine, relations.Russia, on, 0.5 / 8, 8}, // YN x7, AN
		{"abstentions of one side", relations.India, relations.Russia, on, 4.0 / 8, 8},             // AN x8
		{"abstentions of both", relations.India, relations.China, on, 7.0 / 8, 8},                  // AA x6, AN x2
		{"one did not vote", relations.Iran, relations.India, on, 6.0 / 7, 7},                      // AA AA NA X NA AA AA AA
		{"one changed its vote", relations.UnitedStates, relations.Russia, on, 1.5 / 8, 8},         // YN x6, NN, AN
		{"opposite changes", relations.SouthAfrica, relations.Ukraine, on, 4.0 / 8, 8},             // AY x7, YA
		{"Iran and Syria", relations.Iran, relations.Syria, on, 5.5 / 7, 7},                        // AN AN NN X NN AN AA AA
		{"one that never voted", relations.Venezuela, relations.Russia, on, math.NaN(), 0},
		{"the same one, which never voted", relations.Venezuela, relations.Venezuela, on, math.NaN(), 0},
		{"one is not a member", relations.Taiwan, relations.China, on, math.NaN(), 0},
		{"none is a member", relations.Kosovo, relations.PalestinianTerritories, on, math.NaN(), 0},
		{"an invalid country", 9999, relations.Russia, on, math.NaN(), 0},
		{"the zero country", 0, relations.Russia, on, math.NaN(), 0},
		{"no resolution", relations.India, relations.Russia, nil, math.NaN(), 0},
		{"one resolution", relations.India, relations.Russia, on[:1], 0.5, 1},
		{"a resolution twice", relations.SouthAfrica, relations.Ukraine,
			[]relations.Resolution{first, path, first, first}, 0.5, 2},
		{"invalid resolutions", relations.India, relations.Russia, []relations.Resolution{0, 255, next}, math.NaN(), 0},
		{"one valid resolution", relations.Belarus, relations.Russia, []relations.Resolution{0, first, 255}, 1, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			index, n := relations.AgreementOver(tt.a, tt.b, tt.on...)
			assert.Equal(t, tt.n, n)
			assert.InDelta(t, tt.index, index, 0)
			back, m := relations.AgreementOver(tt.b, tt.a, tt.on...)
			assert.Equal(t, n, m)
			assert.InDelta(t, index, back, 0, "the index is symmetric")
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
