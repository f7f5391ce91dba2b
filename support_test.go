package relations_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"

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

// inCategory returns the kinds of a category, itself the first, as they stand in
// the table: their names, and their constants as arguments of a call.
func inCategory(category relations.SupportKind, except ...relations.SupportKind) (names, arguments string) {
	var list, constants []string
	for _, tt := range kindTable {
		if tt.category == category && !slices.Contains(except, tt.kind) {
			list, constants = append(list, tt.name), append(constants, "relations."+tt.constant)
		}
	}
	return strings.Join(list, " "), strings.Join(constants, ", ")
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

func TestKindSetAgainstMap(t *testing.T) {
	newSet := func(kinds ...relations.SupportKind) (s relations.KindSet) {
		for _, k := range kinds {
			if k.IsValid() {
				s = s.Union(kindsIn(k.String())) // without the kinds of a category
			} else {
				s = s.Union(relations.NewKindSet(k))
			}
		}
		return s
	}
	testSets(t, slices.Collect(relations.Kinds().All()), []relations.SupportKind{0, relations.SupportKind(len(kindTable) + 1), 63, 64, 65, 128, 255}, newSet, relations.SupportKind.Includes)
}

func TestNewKindSetAddsTheKindsOfACategory(t *testing.T) {
	military := relations.NewKindSet(relations.Military)
	names, _ := inCategory(relations.Military)
	assert.Equal(t, names, military.String())
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

func TestKindSetGoString(t *testing.T) {
	all, allArguments := inCategory(relations.Economic)
	others, otherArguments := inCategory(relations.Economic, relations.Economic, relations.Trade)
	most, mostArguments := inCategory(relations.Economic, relations.Banking)
	for _, tt := range []struct {
		set    relations.KindSet
		source string
		same   relations.KindSet // what the source evaluates to
	}{
		{relations.KindSet{}, "relations.NewKindSet()", relations.NewKindSet()},
		{kindsIn("trade visit"), "relations.NewKindSet(relations.Visit, relations.Trade)", relations.NewKindSet(relations.Visit, relations.Trade)},
		{kindsIn("economic trade"), "relations.NewKindSet(relations.Economic, relations.Trade).Minus(relations.NewKindSet(" + otherArguments + "))",
			relations.NewKindSet(relations.Economic, relations.Trade).Minus(kindsIn(others))},
		{relations.NewKindSet(relations.Economic), "relations.NewKindSet(" + allArguments + ")", kindsIn(all)},
		{relations.NewKindSet(relations.Trade, 99), "relations.NewKindSet(relations.Trade, relations.SupportKind(0))", relations.NewKindSet(relations.Trade, relations.SupportKind(0))},
		{kindsIn(most).Union(relations.NewKindSet(0)), "relations.NewKindSet(" + mostArguments + ", relations.SupportKind(0)).Minus(relations.NewKindSet(relations.Banking))",
			relations.NewKindSet(relations.Economic, relations.SupportKind(0)).Minus(relations.NewKindSet(relations.Banking))},
	} {
		assert.Equal(t, tt.source, fmt.Sprintf("%#v", tt.set))
		assert.Equal(t, tt.set, tt.same, tt.source)
	}
}
