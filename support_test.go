package relations_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// supportKinds are all kinds in order, each with its category.
var supportKinds = []struct {
	kind           relations.SupportKind
	name, goString string
	category       relations.SupportKind
}{
	{relations.Diplomatic, "diplomatic", "relations.Diplomatic", relations.Diplomatic},
	{relations.Visit, "visit", "relations.Visit", relations.Diplomatic},
	{relations.Alignment, "alignment", "relations.Alignment", relations.Diplomatic},
	{relations.Endorsement, "endorsement", "relations.Endorsement", relations.Diplomatic},
	{relations.Narrative, "narrative", "relations.Narrative", relations.Diplomatic},
	{relations.NonCondemnation, "non-condemnation", "relations.NonCondemnation", relations.Diplomatic},
	{relations.Economic, "economic", "relations.Economic", relations.Economic},
	{relations.Trade, "trade", "relations.Trade", relations.Economic},
	{relations.OilPurchase, "oil-purchase", "relations.OilPurchase", relations.Economic},
	{relations.GoodsSupply, "goods-supply", "relations.GoodsSupply", relations.Economic},
	{relations.Banking, "banking", "relations.Banking", relations.Economic},
	{relations.Military, "military", "relations.Military", relations.Military},
	{relations.ArmsTransfer, "arms-transfer", "relations.ArmsTransfer", relations.Military},
	{relations.TerritoryAccess, "territory-access", "relations.TerritoryAccess", relations.Military},
	{relations.JointExercise, "joint-exercise", "relations.JointExercise", relations.Military},
	{relations.DefenseTies, "defense-ties", "relations.DefenseTies", relations.Military},
	{relations.ForcePresence, "force-presence", "relations.ForcePresence", relations.Military},
	{relations.UnspecifiedAid, "unspecified-aid", "relations.UnspecifiedAid", relations.UnspecifiedAid},
	{relations.Background, "background", "relations.Background", relations.Background},
}

var forgedKinds = []relations.SupportKind{20, 21, 31, 32, 63, 64, 128, 255}

func TestSupportKinds(t *testing.T) {
	definitions := map[string]bool{}
	for i, tt := range supportKinds {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, i+1, int(tt.kind))
			assert.True(t, tt.kind.IsValid())
			assert.Equal(t, tt.name, tt.kind.String())
			assert.Equal(t, tt.goString, tt.kind.GoString())
			assert.Equal(t, tt.category, tt.kind.Category())
			assert.Equal(t, tt.kind != relations.Background, tt.kind.IsSupport())

			definition := tt.kind.Definition()
			assert.Regexp(t, `^\p{Lu}.*\.$`, definition)
			assert.False(t, definitions[definition], "no two kinds are defined alike")
			definitions[definition] = true

			text, err := tt.kind.MarshalText()
			require.NoError(t, err)
			assert.Equal(t, tt.name, string(text))
			for _, s := range []string{tt.name, strings.ToUpper(tt.name), " \t" + tt.name + "\n"} {
				k, err := relations.ParseSupportKind(s)
				require.NoError(t, err, "%q", s)
				assert.Equal(t, tt.kind, k)
			}

			for _, other := range supportKinds {
				want := other.kind == tt.kind || tt.kind == tt.category && other.category == tt.kind
				assert.Equal(t, want, tt.kind.Includes(other.kind), "%v includes %v", tt.kind, other.kind)
			}
		})
	}
	assert.Len(t, definitions, 19)
}

func TestSupportKindsOfTheCodebook(t *testing.T) {
	for category, names := range map[relations.SupportKind]string{
		relations.Diplomatic:     "diplomatic visit alignment endorsement narrative non-condemnation",
		relations.Economic:       "economic trade oil-purchase goods-supply banking",
		relations.Military:       "military arms-transfer territory-access joint-exercise defense-ties force-presence",
		relations.UnspecifiedAid: "unspecified-aid",
		relations.Background:     "background",
	} {
		var included []string
		for k := range relations.Kinds().All() {
			if category.Includes(k) {
				included = append(included, k.String())
			}
		}
		assert.Equal(t, names, strings.Join(included, " "))
	}
}

func TestZeroAndForgedKinds(t *testing.T) {
	assert.Equal(t, "no kind", relations.SupportKind(0).String())
	assert.Equal(t, "SupportKind(200)", relations.SupportKind(200).String())
	assert.Equal(t, "relations.SupportKind(0)", relations.SupportKind(0).GoString())
	assert.Equal(t, "relations.SupportKind(200)", fmt.Sprintf("%#v", relations.SupportKind(200)))
	for _, k := range append(forgedKinds, 0) {
		t.Run(k.String(), func(t *testing.T) {
			assert.False(t, k.IsValid())
			assert.False(t, k.IsSupport())
			assert.Zero(t, k.Category())
			assert.Empty(t, k.Definition())
			assert.False(t, relations.Kinds().Has(k))
			assert.True(t, relations.KindsOf(k).IsEmpty())
			assert.True(t, relations.Supporters(k).IsEmpty())
			for _, other := range append(forgedKinds, 0, relations.Diplomatic, relations.Background) {
				assert.False(t, k.Includes(other))
				assert.False(t, other.Includes(k))
			}
			for claim := range relations.Claims(relations.OfKind(k)) {
				t.Errorf("matches %s", claim.ID)
			}
			if k != 0 {
				_, err := k.MarshalText()
				assert.ErrorIs(t, err, relations.ErrInvalid)
				_, err = k.Value()
				assert.ErrorIs(t, err, relations.ErrInvalid)
				b, err := k.AppendText([]byte("x"))
				assert.ErrorIs(t, err, relations.ErrInvalid)
				assert.Equal(t, "x", string(b))
			}
		})
	}
	text, err := relations.SupportKind(0).MarshalText()
	require.NoError(t, err)
	assert.Empty(t, text)
}

func TestParseSupportKindRefuses(t *testing.T) {
	for _, s := range []string{
		"", " ", "arms", "arms transfer", "arms_transfer", "armstransfer", "arms-transfers", "aid", "support", "no kind", "SupportKind(1)",
		"1", "military,", "trade\x00", "tradé", "military economic", "\xff", strings.Repeat("trade", 1<<18),
	} {
		k, err := relations.ParseSupportKind(s)
		assert.ErrorIs(t, err, relations.ErrUnknown, "%.20q", s)
		assert.Zero(t, k)
		var e *relations.ParseError
		require.ErrorAs(t, err, &e)
		assert.Equal(t, "support kind", e.Type)
		assert.Empty(t, e.Candidates())
		assert.Less(t, len(err.Error()), 450)
		assert.ErrorContains(t, err, "oil-purchase", "the message lists what there is")
	}
	_, err := relations.ParseSupportKind("aid")
	assert.EqualError(t, err, `relations: support kind "aid": unknown, not one of diplomatic visit alignment endorsement narrative non-condemnation `+
		`economic trade oil-purchase goods-supply banking military arms-transfer territory-access joint-exercise defense-ties force-presence unspecified-aid background`)
}

func TestSupportKindFolding(t *testing.T) {
	// Case folding as Unicode has it, by which K is also the Kelvin sign.
	k, err := relations.ParseSupportKind("ban\u212aing")
	require.NoError(t, err)
	assert.Equal(t, relations.Banking, k)
}

func TestSupportKindJSON(t *testing.T) {
	type record struct {
		Kind, None relations.SupportKind
		Set, Empty relations.KindSet
		ByKind     map[relations.SupportKind]int
	}
	in := record{Kind: relations.Trade, Set: relations.KindsOf(relations.Visit, relations.Background), ByKind: map[relations.SupportKind]int{relations.Banking: 2}}
	b, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"Kind":"trade","None":"","Set":["visit","background"],"Empty":[],"ByKind":{"banking":2}}`, string(b))
	var out record
	require.NoError(t, json.Unmarshal(b, &out))
	assert.Empty(t, gocmp.Diff(in, out))
}

func TestKindSetAgainstMaps(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	random := func() (relations.KindSet, map[relations.SupportKind]bool) {
		list := slices.Clone(forgedKinds)
		m := map[relations.SupportKind]bool{}
		for range rnd.IntN(1 << rnd.IntN(6)) {
			k := supportKinds[rnd.IntN(len(supportKinds))].kind
			list, m[k] = append(list, k), true
		}
		return relations.KindsOf(list...), m
	}
	model := func(s relations.KindSet) map[relations.SupportKind]bool {
		m := map[relations.SupportKind]bool{}
		for k := range s.All() {
			m[k] = true
		}
		return m
	}
	for range 500 {
		a, ma := random()
		b, mb := random()
		union, both, minus := map[relations.SupportKind]bool{}, map[relations.SupportKind]bool{}, map[relations.SupportKind]bool{}
		for _, k := range supportKinds {
			if ma[k.kind] || mb[k.kind] {
				union[k.kind] = true
			}
			if ma[k.kind] && mb[k.kind] {
				both[k.kind] = true
			}
			if ma[k.kind] && !mb[k.kind] {
				minus[k.kind] = true
			}
			has := false // a category is had where one of its kinds is
			for _, other := range supportKinds {
				has = has || ma[other.kind] && (other.kind == k.kind || other.category == k.kind)
			}
			require.Equal(t, has, a.Has(k.kind), "%v has %v", a, k.kind)
		}
		require.Equal(t, ma, model(a))
		require.Equal(t, union, model(a.Union(b)))
		require.Equal(t, both, model(a.Intersect(b)))
		require.Equal(t, minus, model(a.Minus(b)))
		require.Equal(t, len(ma), a.Len())
		require.Equal(t, len(ma) == 0, a.IsEmpty())
		require.Equal(t, gocmp.Equal(ma, mb), a.Equal(b))
		require.Equal(t, a == b, a.Equal(b))
		require.True(t, slices.IsSorted(slices.Collect(a.All())))

		var fromText, fromJSON relations.KindSet
		text, err := a.MarshalText()
		require.NoError(t, err)
		require.Equal(t, a.String(), string(text))
		require.NoError(t, fromText.UnmarshalText(text))
		require.True(t, a == fromText)
		list, err := json.Marshal(a)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(list, &fromJSON))
		require.True(t, a == fromJSON)
	}
}

func TestKindSet(t *testing.T) {
	assert.Equal(t, 19, relations.Kinds().Len())
	s := relations.KindsOf(relations.Military, relations.OilPurchase)
	assert.Equal(t, "oil-purchase military", s.String())
	assert.Equal(t, "relations.KindsOf(relations.OilPurchase, relations.Military)", fmt.Sprintf("%#v", s))
	assert.Equal(t, "relations.KindsOf()", relations.KindSet{}.GoString())
	assert.Equal(t, "", relations.KindSet{}.String())
	assert.True(t, s.Has(relations.Economic), "a kind of it is there")
	assert.False(t, s.Has(relations.ArmsTransfer), "the category does not bring its kinds")
	assert.False(t, s.Has(relations.Diplomatic))
	var first []relations.SupportKind
	for k := range relations.Kinds().All() {
		if first = append(first, k); len(first) == 2 {
			break
		}
	}
	assert.Equal(t, []relations.SupportKind{relations.Diplomatic, relations.Visit}, first)

	before := relations.KindsOf(relations.Visit)
	for _, tt := range []struct {
		name, text string
		want       relations.KindSet
		err        error
	}{
		{"empty", "", relations.KindSet{}, nil},
		{"two", "\tMILITARY  oil-purchase\n", s, nil},
		{"unknown", "military help", before, relations.ErrUnknown},
		{"comma", "military, trade", before, relations.ErrUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := before
			assert.ErrorIs(t, got.UnmarshalText([]byte(tt.text)), tt.err)
			assert.Equal(t, tt.want, got)
		})
	}
	for _, tt := range []struct {
		name, json string
		want       relations.KindSet
		err        error
	}{
		{"null", `null`, relations.KindSet{}, nil},
		{"empty", `[]`, relations.KindSet{}, nil},
		{"two", `["military","oil-purchase"]`, s, nil},
		{"unknown", `["help"]`, before, relations.ErrUnknown},
		{"empty name", `[""]`, before, relations.ErrUnknown},
		{"null within", `[null]`, before, relations.ErrSyntax},
		{"number", `[1]`, before, relations.ErrSyntax},
		{"text, as keys of maps have it", `"military oil-purchase"`, s, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := before
			assert.ErrorIs(t, json.Unmarshal([]byte(tt.json), &got), tt.err)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestStandingOfClaims(t *testing.T) {
	us, kp := isoSet("US"), isoSet("KP")
	for _, tt := range []struct {
		claim          relations.Claim
		standing       relations.Standing
		name, goString string
	}{
		{relations.Claim{}, relations.Reported, "reported", "relations.Reported"},
		{relations.Claim{DeniedBy: kp}, relations.Reported, "reported", "relations.Reported"},
		{relations.Claim{AssertedBy: us}, relations.Alleged, "alleged", "relations.Alleged"},
		{relations.Claim{AssertedBy: us, DeniedBy: kp}, relations.Disputed, "disputed", "relations.Disputed"},
	} {
		assert.Equal(t, tt.standing, tt.claim.Standing())
		assert.Equal(t, tt.name, tt.standing.String())
		assert.Equal(t, tt.goString, fmt.Sprintf("%#v", tt.standing))
		text, err := tt.standing.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, tt.name, string(text))
		var back relations.Standing
		require.NoError(t, back.UnmarshalText([]byte(" "+strings.ToUpper(tt.name))))
		assert.Equal(t, tt.standing, back)
	}
	assert.Equal(t, []int{1, 2, 3}, []int{int(relations.Reported), int(relations.Alleged), int(relations.Disputed)})
	assert.Equal(t, "no standing", relations.Standing(0).String())
	assert.Equal(t, "Standing(4)", relations.Standing(4).String())
	assert.Equal(t, "relations.Standing(0)", relations.Standing(0).GoString())
	assert.Equal(t, "relations.Standing(255)", relations.Standing(255).GoString())
	text, err := relations.Standing(0).MarshalText()
	require.NoError(t, err)
	assert.Empty(t, text)
	_, err = relations.Standing(4).MarshalText()
	assert.ErrorIs(t, err, relations.ErrInvalid)
	s := relations.Alleged
	require.NoError(t, s.UnmarshalText(nil))
	assert.Zero(t, s)
	for _, bad := range []string{"true", "no standing", "Reported.", " "} {
		s := relations.Alleged
		assert.ErrorIs(t, s.UnmarshalText([]byte(bad)), relations.ErrUnknown)
		assert.Equal(t, relations.Alleged, s)
	}
	_, err = relations.ParseStanding("true")
	assert.ErrorContains(t, err, `relations: standing "true": unknown`)
}
