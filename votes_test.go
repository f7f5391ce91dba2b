package relations_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// rollCalls are the resolutions as the UN Digital Library has them, with the
// official totals: in favor, against, abstained; the rest of 193 did not vote.
// The digest is of every vote, taken of the records apart from the table here:
// of a line for each member, in the order of the codes, that is its code, a
// space, the vote and a line feed.
var rollCalls = []struct {
	symbol, title, adopted                 string
	record                                 int
	inFavor, against, abstained, notVoting int
	sha256                                 string
}{
	{"A/RES/ES-11/1", "Aggression against Ukraine", "2022-03-02", 3959039, 141, 5, 35, 12,
		"a6745b68a499380d5c084d4b293ff4f04183d6a341fc1d2d08827c81b0704985"},
	{"A/RES/ES-11/2", "Humanitarian consequences of the aggression against Ukraine", "2022-03-24", 3965954, 140, 5, 38, 10,
		"5f3ea8a189f3e7efc4caa7613d865625da12372d80c84ee1a1f0aabc16bda99a"},
	{"A/RES/ES-11/3", "Suspension of the rights of membership of the Russian Federation in the Human Rights Council", "2022-04-07", 3967778, 93, 24, 58, 18,
		"73495f1f1b7797ce2bd02ba79a30e0e5220a53b04eb04e13bcdfff0651a23376"},
	{"A/RES/ES-11/4", "Territorial integrity of Ukraine: defending the principles of the Charter of the United Nations", "2022-10-12", 3990400, 143, 5, 35, 10,
		"821b64c59a27953c385f29eb30ca36dbb4360f707852013e6b47e93d2a1832f4"},
	{"A/RES/ES-11/5", "Furtherance of remedy and reparation for aggression against Ukraine", "2022-11-14", 3994052, 94, 14, 73, 12,
		"5ad1404f560a8aca09158a40b7370781778a0e52e74fda085a28a6e110d3049a"},
	{"A/RES/ES-11/6", "Principles of the Charter of the United Nations underlying a comprehensive, just and lasting peace in Ukraine", "2023-02-23", 4003921, 141, 7, 32, 13,
		"c3166f6a772c8cbcdfabece6daa5a97e3895aab0a0503465dc8fd6c2c5f5b60f"},
	{"A/RES/ES-11/7", "Advancing a comprehensive, just and lasting peace in Ukraine", "2025-02-24", 4076672, 93, 18, 65, 17,
		"e10c7273a05ce404199e7ad5b2adaf59d60a376b3656418cc45c268a7eb8e5dc"},
	{"A/RES/ES-11/8", "The path to peace", "2025-02-24", 4076673, 93, 8, 73, 19,
		"987a9b00645875a5b68fe8dad756d4680c407f5d8087bfdb4eb97c45dd4a4a0f"},
}

func TestRollCalls(t *testing.T) {
	all := slices.Collect(relations.Resolutions())
	require.Len(t, all, len(rollCalls), "there is a row for each")
	for i, tt := range rollCalls {
		t.Run(tt.symbol, func(t *testing.T) {
			r := all[i]
			assert.Equal(t, i+1, int(r))
			assert.True(t, r.IsValid())
			assert.Equal(t, tt.symbol, r.Symbol())
			assert.Equal(t, tt.symbol, r.String())
			assert.Equal(t, fmt.Sprintf("relations.Resolution(%d)", i+1), fmt.Sprintf("%#v", r))
			assert.Equal(t, tt.title, r.Title())
			assert.Equal(t, tt.adopted, r.Adopted().String())
			assert.Equal(t, tt.record, r.Record())
			assert.Equal(t, tt.inFavor, r.Voters(relations.InFavor).Len())
			assert.Equal(t, tt.against, r.Voters(relations.Against).Len())
			assert.Equal(t, tt.abstained, r.Voters(relations.Abstained).Len())
			assert.Equal(t, tt.notVoting, r.Voters(relations.NotVoting).Len())
			h := sha256.New()
			for c := range relations.UNMembers().All() {
				fmt.Fprintf(h, "%s %s\n", c.Alpha2(), r.Vote(c))
			}
			assert.Equal(t, tt.sha256, hex.EncodeToString(h.Sum(nil)), "the votes themselves")

			var union relations.CountrySet
			for v := relations.InFavor; v <= relations.NotVoting; v++ {
				voters := r.Voters(v)
				assert.True(t, union.Intersect(voters).IsEmpty(), "nobody votes twice")
				union = union.Union(voters)
				for c := range relations.Countries().All() {
					assert.Equal(t, voters.Has(c), r.Vote(c) == v, "%v", c)
				}
			}
			assert.Equal(t, relations.UNMembers(), union)
			assert.True(t, r.Voters(0).IsEmpty())
			assert.True(t, r.Voters(5).IsEmpty())
			assert.True(t, r.Voters(255).IsEmpty())

			short := strings.TrimPrefix(tt.symbol, "A/RES/")
			for _, s := range []string{tt.symbol, short, strings.ToLower(tt.symbol), strings.ToLower(short), " " + short + "\n", "a/Res/" + short} {
				got, err := relations.ParseResolution(s)
				require.NoError(t, err, s)
				assert.Equal(t, r, got)
			}
			text, err := r.MarshalText()
			require.NoError(t, err)
			assert.Equal(t, tt.symbol, string(text))
			var back relations.Resolution
			require.NoError(t, back.UnmarshalText(text))
			assert.Equal(t, r, back)
		})
	}
	for r := range relations.Resolutions() {
		assert.Equal(t, relations.Resolution(1), r)
		break
	}
}

func TestVotesOfTheArticlesCountries(t *testing.T) {
	letters := map[relations.Vote]byte{relations.InFavor: 'Y', relations.Against: 'N', relations.Abstained: 'A', relations.NotVoting: 'X'}
	for _, tt := range []struct {
		country relations.Country
		votes   string
	}{
		{relations.Belarus, "NNNNNNNN"},
		{relations.China, "AANANAAA"},
		{relations.India, "AAAAAAAA"},
		{relations.Iran, "AANXNAAA"},
		{relations.NorthKorea, "NNNNNNNN"},
		{relations.SouthAfrica, "AAAAAAAY"},
		{relations.Syria, "NNNNNNAA"},
		{relations.Russia, "NNNNNNNN"},
		{relations.Ukraine, "YYYYYYYA"},
		{relations.UnitedStates, "YYYYYYNA"},
		{iso("AM"), "AAXAAAAY"}, // in favor of ES-11/8, as the record has it
		{iso("FR"), "YYYYYYYY"},
		{iso("VE"), "XXXXXXXX"},
	} {
		t.Run(tt.country.String(), func(t *testing.T) {
			var have []byte
			next := relations.Resolution(1)
			for r, v := range relations.Votes(tt.country) {
				assert.Equal(t, next, r)
				assert.Equal(t, v, r.Vote(tt.country))
				have = append(have, letters[v])
				next++
			}
			assert.Equal(t, tt.votes, string(have))
		})
	}
	for r, v := range relations.Votes(relations.Ukraine) {
		assert.Equal(t, relations.Resolution(1), r)
		assert.Equal(t, relations.InFavor, v)
		break
	}
}

func TestArmeniaOnThePathToPeace(t *testing.T) {
	r, err := relations.ParseResolution("ES-11/8")
	require.NoError(t, err)
	assert.Equal(t, relations.InFavor, r.Vote(iso("AM")))
	assert.True(t, r.Voters(relations.InFavor).Has(iso("AM")))
	assert.False(t, r.Voters(relations.Abstained).Has(iso("AM")))
}

func TestOppositionToTheFirstResolutions(t *testing.T) {
	assert.Equal(t, "BY ER KP RU SY", relations.Resolution(1).Voters(relations.Against).String())
	assert.Equal(t, "BY ER KP RU SY", relations.Resolution(2).Voters(relations.Against).String())
	assert.Equal(t, "BY KP NI RU SY", relations.Resolution(4).Voters(relations.Against).String())
	assert.Equal(t, "BY ER KP ML NI RU SY", relations.Resolution(6).Voters(relations.Against).String())
}

func TestUNMembers(t *testing.T) {
	members := relations.UNMembers()
	assert.Equal(t, 193, members.Len())
	for _, code := range strings.Fields("TW PS VA XK HK MO EH GL PR CK NU AQ AX GG JE IM") {
		assert.False(t, members.Has(iso(code)), code)
		for range relations.Votes(iso(code)) {
			t.Errorf("%s has votes", code)
		}
		for r := range relations.Resolutions() {
			assert.Zero(t, r.Vote(iso(code)), code)
		}
	}
	for _, code := range strings.Fields("FR GB US RU CN CH SS TL ME TV NR LI MC SM AD VE") {
		assert.True(t, members.Has(iso(code)), code)
	}
}

func TestZeroAndForgedResolutions(t *testing.T) {
	assert.Equal(t, "no resolution", relations.Resolution(0).String())
	assert.Equal(t, "Resolution(9)", relations.Resolution(9).String())
	assert.Equal(t, "relations.Resolution(0)", relations.Resolution(0).GoString())
	for _, r := range []relations.Resolution{0, 9, 10, 16, 32, 128, 255} {
		t.Run(r.String(), func(t *testing.T) {
			assert.False(t, r.IsValid())
			assert.Empty(t, r.Symbol())
			assert.Empty(t, r.Title())
			assert.Zero(t, r.Adopted())
			assert.Zero(t, r.Record())
			for v := range relations.Vote(8) {
				assert.True(t, r.Voters(v).IsEmpty())
			}
			for c := range relations.UNMembers().All() {
				assert.Zero(t, r.Vote(c))
			}
			text, err := r.MarshalText()
			if r == 0 {
				require.NoError(t, err)
				assert.Empty(t, text)
				return
			}
			assert.ErrorIs(t, err, relations.ErrInvalid)
		})
	}
	r := relations.Resolution(3)
	require.NoError(t, r.UnmarshalText(nil))
	assert.Zero(t, r)
}

func TestParseResolutionRefuses(t *testing.T) {
	for _, s := range []string{
		"", " ", "A/RES/", "A/RES", "ES-11", "ES-11/", "ES-11/0", "ES-11/9", "ES-11/10", "ES-11/11", "ES-11/1 ES-11/2", "ES-11/01", "ES-11/1x", "xES-11/1", "ES 11/1", "ES-10/1",
		"A/RES/A/RES/ES-11/1", "/ES-11/1", "A/RES/68/262", "1", "Aggression against Ukraine", "ES-11/1\x00", "ES–11/1", "\xff", strings.Repeat("A/RES/", 1<<17),
	} {
		r, err := relations.ParseResolution(s)
		assert.ErrorIs(t, err, relations.ErrUnknown, "%.30q", s)
		assert.Zero(t, r)
		if err != nil {
			assert.ErrorContains(t, err, "A/RES/ES-11/1 to A/RES/ES-11/8")
			assert.Less(t, len(err.Error()), 200)
		}
	}
	_, err := relations.ParseResolution("ES-11/9")
	assert.EqualError(t, err, `relations: resolution "ES-11/9": unknown, not one of A/RES/ES-11/1 to A/RES/ES-11/8`)
}

func TestVoteText(t *testing.T) {
	for _, tt := range []struct {
		vote           relations.Vote
		number         int
		name, goString string
	}{
		{relations.InFavor, 1, "in favor", "relations.InFavor"},
		{relations.Against, 2, "against", "relations.Against"},
		{relations.Abstained, 3, "abstained", "relations.Abstained"},
		{relations.NotVoting, 4, "not voting", "relations.NotVoting"},
	} {
		assert.Equal(t, tt.number, int(tt.vote))
		assert.Equal(t, tt.name, tt.vote.String())
		assert.Equal(t, tt.goString, fmt.Sprintf("%#v", tt.vote))
		for _, s := range []string{tt.name, strings.ToUpper(tt.name), "\t" + tt.name + " "} {
			v, err := relations.ParseVote(s)
			require.NoError(t, err, s)
			assert.Equal(t, tt.vote, v)
		}
		b, err := json.Marshal(map[relations.Vote]relations.Vote{tt.vote: tt.vote})
		require.NoError(t, err)
		assert.JSONEq(t, `{"`+tt.name+`":"`+tt.name+`"}`, string(b))
		var back map[relations.Vote]relations.Vote
		require.NoError(t, json.Unmarshal(b, &back))
		assert.Equal(t, tt.vote, back[tt.vote])
	}
	assert.Equal(t, "no record", relations.Vote(0).String())
	assert.Equal(t, "Vote(5)", relations.Vote(5).String())
	assert.Equal(t, "relations.Vote(0)", relations.Vote(0).GoString())
	assert.Equal(t, "relations.Vote(255)", relations.Vote(255).GoString())
	text, err := relations.Vote(0).MarshalText()
	require.NoError(t, err)
	assert.Empty(t, text)
	_, err = relations.Vote(5).MarshalText()
	assert.ErrorIs(t, err, relations.ErrInvalid)
	v := relations.Against
	require.NoError(t, v.UnmarshalText(nil))
	assert.Zero(t, v)
	for _, bad := range []string{"yes", "no", "no record", "abstain", "infavor", "in  favor", "Y", " "} {
		v := relations.Against
		assert.ErrorIs(t, v.UnmarshalText([]byte(bad)), relations.ErrUnknown, bad)
		assert.Equal(t, relations.Against, v)
	}
	_, err = relations.ParseVote("yes")
	assert.ErrorContains(t, err, `relations: vote "yes": unknown`)
}

func TestAgreementByHand(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		index      float64
		n          int
	}{
		// Each pair of letters is one roll call; the same vote counts 1, one
		// abstention 1/2, opposite votes 0, an absence nothing.
		{"the same votes", "BY", "RU", 1, 8},                                       // NN x8
		{"opposite votes, and one abstention", "UA", "RU", 0.5 / 8, 8},             // YN x7, AN
		{"abstentions against one side", "IN", "RU", 4.0 / 8, 8},                   // AN x8
		{"abstentions both", "IN", "CN", 7.0 / 8, 8},                               // AA x6, AN x2
		{"an absence is left out", "IR", "IN", 6.0 / 7, 7},                         // AA, AA, NA, X, NA, AA, AA, AA
		{"Iran and China, the absence apart the same", "IR", "CN", 1, 7},           // X against A left out
		{"Iran and Syria", "IR", "SY", (0.5 + 0.5 + 1 + 1 + 0.5 + 1 + 1) / 7.0, 7}, // AN AN NN - NN AN AA AA
		{"the two allies of old", "US", "UA", 7.0 / 8, 8},                          // YY x6, NY, AA
		{"one turned", "US", "RU", 1.5 / 8, 8},                                     // YN x6, NN, AN
		{"South Africa and India", "ZA", "IN", 7.5 / 8, 8},                         // AA x7, YA
		{"South Africa and Ukraine", "ZA", "UA", 4.0 / 8, 8},                       // AY x7, YA
		{"France and Ukraine", "FR", "UA", 7.5 / 8, 8},                             // YY x7, YA
	} {
		t.Run(tt.name, func(t *testing.T) {
			index, n := relations.Agreement(iso(tt.a), iso(tt.b))
			assert.Equal(t, tt.n, n)
			assert.InDelta(t, tt.index, index, 1e-12)
			back, m := relations.Agreement(iso(tt.b), iso(tt.a))
			assert.Equal(t, n, m)
			assert.Equal(t, index, back, "the index is symmetric")
		})
	}
}

func TestAgreementWithoutCommonVotes(t *testing.T) {
	for _, pair := range [][2]relations.Country{
		{iso("VE"), relations.Russia}, // Venezuela never voted
		{iso("VE"), iso("VE")},
		{iso("TW"), relations.China},
		{relations.China, iso("TW")},
		{iso("XK"), iso("PS")},
		{0, relations.China},
		{relations.China, 9999},
		{0, 0},
	} {
		index, n := relations.Agreement(pair[0], pair[1])
		assert.Zero(t, n, "%v", pair)
		assert.True(t, math.IsNaN(index), "%v", pair)
	}
}

func TestAgreementOfEveryPair(t *testing.T) {
	// Lijphart's index, roll call by roll call.
	score := func(v, w relations.Vote) float64 {
		switch {
		case v == w:
			return 1
		case v == relations.Abstained || w == relations.Abstained:
			return 0.5
		}
		return 0
	}
	members := slices.Collect(relations.UNMembers().All())
	for _, a := range members {
		for _, b := range members {
			sum, want := 0.0, 0
			for r := range relations.Resolutions() {
				if v, w := r.Vote(a), r.Vote(b); v != relations.NotVoting && w != relations.NotVoting {
					sum += score(v, w)
					want++
				}
			}
			index, n := relations.Agreement(a, b)
			require.Equal(t, want, n, "%v and %v", a, b)
			if n > 0 {
				require.InDelta(t, sum/float64(n), index, 1e-12, "%v and %v", a, b)
			}
			if a == b && n > 0 {
				require.Equal(t, 1.0, index, "%v agrees with itself", a)
			}
		}
	}
}

func TestVotesAllocateNothing(t *testing.T) {
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		count := 0
		for r := range relations.Resolutions() {
			count += r.Voters(relations.Against).Len() + int(r.Vote(relations.India)) + len(r.Title())
		}
		for _, v := range relations.Votes(relations.China) {
			count += int(v)
		}
		if _, n := relations.Agreement(relations.India, relations.China); n != 8 || count == 0 {
			t.Error("no votes")
		}
	}))
}
