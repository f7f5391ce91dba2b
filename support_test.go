package relations_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// kindsIn returns the set of the kinds with the given names.
func kindsIn(text string) relations.KindSet {
	var s relations.KindSet
	if err := s.UnmarshalText([]byte(text)); err != nil {
		panic(err)
	}
	return s
}

// kindTable lists the kinds. Their numbers never change and are never used
// again.
var kindTable = []struct {
	number         int
	kind           relations.SupportKind
	name, constant string
	category       relations.SupportKind
}{
	{1, relations.Diplomatic, "diplomatic", "Diplomatic", relations.Diplomatic},
	{2, relations.Visit, "visit", "Visit", relations.Diplomatic},
	{3, relations.Alignment, "alignment", "Alignment", relations.Diplomatic},
	{4, relations.Endorsement, "endorsement", "Endorsement", relations.Diplomatic},
	{5, relations.Narrative, "narrative", "Narrative", relations.Diplomatic},
	{6, relations.NonCondemnation, "non-condemnation", "NonCondemnation", relations.Diplomatic},
	{7, relations.Economic, "economic", "Economic", relations.Economic},
	{8, relations.Trade, "trade", "Trade", relations.Economic},
	{9, relations.OilPurchase, "oil-purchase", "OilPurchase", relations.Economic},
	{10, relations.GoodsSupply, "goods-supply", "GoodsSupply", relations.Economic},
	{11, relations.Banking, "banking", "Banking", relations.Economic},
	{12, relations.Military, "military", "Military", relations.Military},
	{13, relations.ArmsTransfer, "arms-transfer", "ArmsTransfer", relations.Military},
	{14, relations.TerritoryAccess, "territory-access", "TerritoryAccess", relations.Military},
	{15, relations.JointExercise, "joint-exercise", "JointExercise", relations.Military},
	{16, relations.DefenseTies, "defense-ties", "DefenseTies", relations.Military},
	{17, relations.ForcePresence, "force-presence", "ForcePresence", relations.Military},
	{18, relations.UnspecifiedAid, "unspecified-aid", "UnspecifiedAid", relations.UnspecifiedAid},
	{19, relations.Background, "background", "Background", relations.Background},
}

func TestSupportKinds(t *testing.T) {
	definitions := map[string]bool{}
	for _, tt := range kindTable {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.number, int(tt.kind))
			assert.True(t, tt.kind.IsValid())
			assert.Equal(t, tt.name, tt.kind.String())
			assert.Equal(t, "relations."+tt.constant, tt.kind.GoString())
			assert.Equal(t, tt.category, tt.kind.Category())
			assert.Equal(t, tt.name != "background", tt.kind.IsSupport())
			assert.Equal(t, tt.kind, must(relations.ParseSupportKind(" "+strings.ToUpper(tt.name))))
			for _, other := range kindTable {
				assert.Equal(t, other.kind == tt.kind || other.category == tt.kind, tt.kind.Includes(other.kind), "%v includes %v", tt.kind, other.kind)
			}
			assert.Regexp(t, `^\p{Lu}.*\.$`, tt.kind.Definition())
			definitions[tt.kind.Definition()] = true
		})
	}
	assert.Len(t, definitions, len(kindTable), "no two kinds have the same definition")
	assert.Equal(t, len(kindTable), relations.Kinds().Len())
}

func TestInvalidSupportKinds(t *testing.T) {
	assert.Equal(t, "relations.SupportKind(0)", relations.SupportKind(0).GoString())
	assert.Equal(t, "relations.SupportKind(200)", fmt.Sprintf("%#v", relations.SupportKind(200)))
	for number := range 256 {
		k := relations.SupportKind(number)
		if 1 <= number && number <= len(kindTable) {
			continue
		}
		assert.False(t, k.IsValid())
		assert.False(t, k.IsSupport())
		assert.Zero(t, k.Category())
		assert.Empty(t, k.Definition())
		assert.False(t, relations.Kinds().Has(k))
		for other := range 256 {
			if k.Includes(relations.SupportKind(other)) || relations.SupportKind(other).Includes(k) {
				t.Errorf("%v includes %v, or is included", k, relations.SupportKind(other))
			}
		}
	}
}

func TestParseSupportKindErrors(t *testing.T) {
	for _, s := range []string{"", " ", "arms", "arms transfer", "armstransfer", "arms-transfers", "1", "military,", "trade\x00", "tradé", "\xff", strings.Repeat("trade", 1<<18)} {
		k, err := relations.ParseSupportKind(s)
		assert.ErrorIs(t, err, relations.ErrUnknown, "%.20q", s)
		assert.Zero(t, k)
		assert.Less(t, len(err.Error()), 450)
	}
	_, err := relations.ParseSupportKind("aid")
	assert.EqualError(t, err, `relations: support kind "aid": unknown, not one of diplomatic visit alignment endorsement narrative non-condemnation `+
		`economic trade oil-purchase goods-supply banking military arms-transfer territory-access joint-exercise defense-ties force-presence unspecified-aid background`)
}

// The comment on a constant is its definition, perhaps with fewer words.
func TestCommentsOfKindsAgreeWithDefinitions(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "support.go", nil, parser.ParseComments)
	require.NoError(t, err)
	comments := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Comment != nil {
			comments[spec.Names[0].Name] = spec.Comment.Text()
		}
		return true
	})
	words := regexp.MustCompile(`[a-z']+`)
	for _, tt := range kindTable {
		require.NotEmpty(t, comments[tt.constant], tt.name)
		definition := words.FindAllString(strings.ToLower(tt.kind.Definition()), -1)
		for _, word := range words.FindAllString(strings.ToLower(comments[tt.constant]), -1) {
			i := slices.Index(definition, word)
			if i < 0 && word == "and" {
				continue // for a semicolon
			}
			if !assert.GreaterOrEqual(t, i, 0, "%s: %q is not in its definition, or not there", tt.name, word) {
				break
			}
			definition = definition[i+1:]
		}
	}
}

// kindModel returns s as a map.
func kindModel(s relations.KindSet) map[relations.SupportKind]bool {
	m := map[relations.SupportKind]bool{}
	for k := range s.All() {
		m[k] = true
	}
	return m
}

func TestKindSetAgainstMap(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	random := func() (s relations.KindSet, m map[relations.SupportKind]bool, invalid bool) {
		var names []string
		m = map[relations.SupportKind]bool{}
		for range rnd.IntN(1 << rnd.IntN(6)) {
			row := kindTable[rnd.IntN(len(kindTable))]
			names, m[row.kind] = append(names, row.name), true
		}
		s = kindsIn(strings.Join(names, " ")) // does not add the kinds of a category
		if invalid = rnd.IntN(4) == 0; invalid {
			s = s.Union(relations.NewKindSet(relations.SupportKind(rnd.IntN(2) * 200)))
		}
		return s, m, invalid
	}
	for range 300 {
		a, ma, invalidA := random()
		b, mb, invalidB := random()
		union, both, minus := map[relations.SupportKind]bool{}, map[relations.SupportKind]bool{}, map[relations.SupportKind]bool{}
		for _, row := range kindTable {
			k := row.kind
			for set, in := range map[*map[relations.SupportKind]bool]bool{&union: ma[k] || mb[k], &both: ma[k] && mb[k], &minus: ma[k] && !mb[k]} {
				if in {
					(*set)[k] = true
				}
			}
			has := slices.ContainsFunc(slices.Collect(a.All()), func(member relations.SupportKind) bool { return k.Includes(member) })
			require.Equal(t, has, a.Has(k), "%v has %v", a, k)
		}
		for _, tt := range []struct {
			set     relations.KindSet
			model   map[relations.SupportKind]bool
			invalid bool
		}{{a, ma, invalidA}, {a.Union(b), union, invalidA || invalidB}, {a.Intersect(b), both, invalidA || invalidB}, {a.Minus(b), minus, invalidA || invalidB}} {
			require.Empty(t, cmp.Diff(tt.model, kindModel(tt.set)))
			require.Equal(t, len(tt.model), tt.set.Len())
			require.Equal(t, tt.invalid, strings.Contains(tt.set.String(), "(invalid support kind)"))
			require.Equal(t, !tt.invalid && len(tt.model) == 0, tt.set.IsZero())
			require.True(t, slices.IsSorted(slices.Collect(tt.set.All())))
		}
		require.Equal(t, cmp.Equal(ma, mb) && invalidA == invalidB, a.Equal(b))
		require.Equal(t, a == b, a.Equal(b))
	}
}

func TestNewKindSetAddsTheKindsOfACategory(t *testing.T) {
	military := relations.NewKindSet(relations.Military)
	assert.Equal(t, "military arms-transfer territory-access joint-exercise defense-ties force-presence", military.String())
	assert.True(t, military.Has(relations.ArmsTransfer))
	assert.Equal(t, relations.Kinds(), relations.NewKindSet(relations.Diplomatic, relations.Economic, relations.Military, relations.UnspecifiedAid, relations.Background))
	assert.Equal(t, "trade", relations.NewKindSet(relations.Trade).String(), "a kind does not bring its category")
	assert.True(t, relations.NewKindSet(relations.Trade).Has(relations.Economic), "but it answers for it")

	for name, read := range map[string]func(*relations.KindSet) error{
		"text":      func(s *relations.KindSet) error { return s.UnmarshalText([]byte("military")) },
		"JSON":      func(s *relations.KindSet) error { return s.UnmarshalJSON([]byte(`["military"]`)) },
		"JSON text": func(s *relations.KindSet) error { return s.UnmarshalJSON([]byte(`"military"`)) },
		"SQL":       func(s *relations.KindSet) error { return s.Scan("military") },
	} {
		t.Run(name, func(t *testing.T) {
			var s relations.KindSet
			require.NoError(t, read(&s))
			assert.Equal(t, "military", s.String())
			assert.True(t, s.Has(relations.Military))
			assert.False(t, s.Has(relations.ArmsTransfer), "a category that was read is not arms")
			assert.Equal(t, s, military.Intersect(s))
		})
	}
}

func TestInvalidKindsInSets(t *testing.T) {
	for _, k := range []relations.SupportKind{0, 20, 63, 64, 65, 128, 255} {
		s := relations.NewKindSet(k)
		assert.False(t, s.IsZero(), "%d", k)
		assert.Zero(t, s.Len())
		assert.Empty(t, slices.Collect(s.All()))
		assert.False(t, s.Has(k))
		assert.Equal(t, relations.NewKindSet(0), s, "one invalid kind is like another")
		assert.NotEqual(t, relations.KindSet{}, s)
	}
	mixed := relations.NewKindSet(relations.Visit, 0)
	assert.True(t, mixed.Has(relations.Diplomatic))
	assert.False(t, mixed.Equal(relations.NewKindSet(relations.Visit)))
}

func TestKindSetGoString(t *testing.T) {
	for _, tt := range []struct {
		set    relations.KindSet
		source string
		same   relations.KindSet // what the source evaluates to
	}{
		{relations.KindSet{}, "relations.NewKindSet()", relations.NewKindSet()},
		{kindsIn("trade visit"), "relations.NewKindSet(relations.Visit, relations.Trade)", relations.NewKindSet(relations.Visit, relations.Trade)},
		{kindsIn("economic trade"), "relations.NewKindSet(relations.Economic, relations.Trade).Minus(relations.NewKindSet(relations.OilPurchase, relations.GoodsSupply, relations.Banking))",
			relations.NewKindSet(relations.Economic, relations.Trade).Minus(relations.NewKindSet(relations.OilPurchase, relations.GoodsSupply, relations.Banking))},
		{relations.NewKindSet(relations.Economic), "relations.NewKindSet(relations.Economic, relations.Trade, relations.OilPurchase, relations.GoodsSupply, relations.Banking)",
			relations.NewKindSet(relations.Economic, relations.Trade, relations.OilPurchase, relations.GoodsSupply, relations.Banking)},
		{relations.NewKindSet(relations.Trade, 99), "relations.NewKindSet(relations.Trade, relations.SupportKind(0))", relations.NewKindSet(relations.Trade, relations.SupportKind(0))},
		{kindsIn("economic trade oil-purchase goods-supply").Union(relations.NewKindSet(0)),
			"relations.NewKindSet(relations.Economic, relations.Trade, relations.OilPurchase, relations.GoodsSupply, relations.SupportKind(0)).Minus(relations.NewKindSet(relations.Banking))",
			relations.NewKindSet(relations.Economic, relations.Trade, relations.OilPurchase, relations.GoodsSupply, relations.SupportKind(0)).Minus(relations.NewKindSet(relations.Banking))},
	} {
		assert.Equal(t, tt.source, fmt.Sprintf("%#v", tt.set))
		assert.Equal(t, tt.set, tt.same, tt.source)
	}
}

func TestKindSetAllStopsEarly(t *testing.T) {
	for k := range relations.Kinds().All() {
		assert.Equal(t, relations.Diplomatic, k)
		break
	}
}
