package relations_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
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

// kindTable lists the kinds in the order of Kinds, by category. Numbers never change and are
// never reused.
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
	var listed []relations.SupportKind
	for i, tt := range kindTable {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.number, int(tt.kind))
			assert.True(t, tt.kind.IsValid())
			assert.Equal(t, tt.name, tt.kind.String())
			assert.Equal(t, "relations."+tt.constant, tt.kind.GoString())
			assert.Equal(t, tt.category, tt.kind.Category())
			assert.Equal(t, tt.name != "background", tt.kind.IsSupport())
			assert.Equal(t, tt.kind, must(relations.ParseSupportKind(" "+strings.ToUpper(tt.name))))
			for _, other := range kindTable {
				assert.Equal(t, other.kind == tt.kind || other.category == tt.kind, tt.kind.Includes(other.kind),
					"%v includes %v", tt.kind, other.kind)
			}
			assert.Regexp(t, `^\p{Lu}.*\.$`, tt.kind.Definition())
			definitions[tt.kind.Definition()] = true
			listed = append(listed, tt.kind)
			assert.True(t, tt.category == tt.kind || tt.category == kindTable[i-1].category, "it is listed by category")
		})
	}
	assert.Len(t, definitions, len(kindTable), "each kind has a different definition")
	assert.Equal(t, listed, slices.Collect(relations.Kinds().All()))
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
		for other := range 256 {
			if k.Includes(relations.SupportKind(other)) || relations.SupportKind(other).Includes(k) {
				t.Errorf("%v includes %v, or is included", k, relations.SupportKind(other))
			}
		}
	}
}

// The comment on a constant is the definition of the kind.
func TestCommentsOfKinds(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "support.go", nil, parser.ParseComments)
	require.NoError(t, err)
	comments := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Doc != nil {
			comments[spec.Names[0].Name] = strings.TrimSpace(spec.Doc.Text())
		}
		return true
	})
	for _, tt := range kindTable {
		assert.Equal(t, tt.kind.Definition(), strings.Join(strings.Fields(comments[tt.constant]), " "), tt.name)
	}
}

func TestKindSetAgainstMap(t *testing.T) {
	invalid := []relations.SupportKind{0, relations.SupportKind(len(kindTable) + 1), 63, 64, 65, 128, 255, 65535}
	testSets(t, slices.Collect(relations.Kinds().All()), invalid, relations.NewKindSet, relations.SupportKind.Includes)
}

// A set with a category does not contain the kinds of the category.
func TestKindSetOfACategory(t *testing.T) {
	for name, set := range map[string]relations.KindSet{
		"NewKindSet":  relations.NewKindSet(relations.Military),
		"text":        kindsIn("military"),
		"JSON":        unmarshaled[relations.KindSet](t, `["military"]`),
		"JSON string": unmarshaled[relations.KindSet](t, `"military"`),
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, "military", set.String())
			assert.True(t, set.Has(relations.Military))
			assert.False(t, set.Has(relations.ArmsTransfer))
			assert.Equal(t, set, relations.Military.Kinds().Intersect(set))
		})
	}
	assert.True(t, relations.NewKindSet(relations.Trade).Has(relations.Economic))
	for _, tt := range []struct {
		kind relations.SupportKind
		want string
	}{
		{relations.Military, "military arms-transfer territory-access joint-exercise defense-ties force-presence"},
		{relations.ArmsTransfer, "arms-transfer"},
		{relations.Background, "background"},
		{0, "SupportKind(0)"},
		{99, "SupportKind(99)"},
	} {
		assert.Equal(t, tt.want, tt.kind.Kinds().String())
	}
}

func unmarshaled[T any](t *testing.T, text string) (v T) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(text), &v))
	return v
}
