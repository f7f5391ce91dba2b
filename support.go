package relations

import (
	"database/sql/driver"
	"iter"
	"strconv"
	"strings"
)

// A SupportKind says what kind of support a claim reports. There are three categories,
// [Diplomatic], [Economic] and [Military], each with its own kinds, and two kinds in no
// category, [UnspecifiedAid] and [Background]. If the source is not more specific, the
// kind of a claim is the category itself.
//
// The kinds are a closed list that was made for this war. For other support in a dataset
// of your own, use the category or, if none fits, UnspecifiedAid, and describe the support
// in the summary.
//
// The zero SupportKind is not valid. The numbers of the constants never change and are
// never reused. Even so, store the text form, which is the form that this package writes.
type SupportKind uint16

// The kinds, each category before its kinds. [SupportKind.Definition] returns the same
// definitions.
const (
	// Political support, by what a government says, does or does not do toward other states.
	Diplomatic SupportKind = 1
	// A head of state or government of one side visits the other.
	Visit SupportKind = 2
	// The two are close or draw closer, or one moves closer to the other; no particular act
	// is stated.
	Alignment SupportKind = 3
	// The giver openly backs the receiver's war.
	Endorsement SupportKind = 4
	// The giver repeats the receiver's account of the war, or blames another country for it.
	Narrative SupportKind = 5
	// The giver has not condemned the war; an omission, not an act.
	NonCondemnation SupportKind = 6
	// Support through trade, money or finance.
	Economic SupportKind = 7
	// The two trade with each other.
	Trade SupportKind = 8
	// The giver buys the receiver's oil.
	OilPurchase SupportKind = 9
	// The giver sells goods to the receiver; no weapon is named among them.
	GoodsSupply SupportKind = 10
	// The two link their banks or payment systems, or try to.
	Banking SupportKind = 11
	// Support for the receiver's armed forces, or cooperation between the armed forces of
	// the two.
	Military SupportKind = 12
	// The giver supplies weapons or ammunition.
	ArmsTransfer SupportKind = 13
	// The giver lets the receiver's forces use its territory.
	TerritoryAccess SupportKind = 14
	// The two hold a military exercise together, whoever is the host.
	JointExercise SupportKind = 15
	// The armed forces or arms industries of the two are linked; no particular delivery is
	// stated.
	DefenseTies SupportKind = 16
	// The giver stations forces with the receiver.
	ForcePresence SupportKind = 17
	// The giver helps in a way that the source does not specify.
	UnspecifiedAid SupportKind = 18
	// A statement about the two that is not support: context, a denial, a warning against
	// something.
	Background SupportKind = 19
)

// A kindRow describes a kind.
type kindRow struct {
	kind, category   SupportKind
	name, definition string
}

// kinds lists the kinds by category, in the order of [Kinds].
var kinds = [...]kindRow{
	{Diplomatic, Diplomatic, "diplomatic",
		"Political support, by what a government says, does or does not do toward other states."},
	{Visit, Diplomatic, "visit", "A head of state or government of one side visits the other."},
	{Alignment, Diplomatic, "alignment",
		"The two are close or draw closer, or one moves closer to the other; no particular act is stated."},
	{Endorsement, Diplomatic, "endorsement", "The giver openly backs the receiver's war."},
	{Narrative, Diplomatic, "narrative",
		"The giver repeats the receiver's account of the war, or blames another country for it."},
	{NonCondemnation, Diplomatic, "non-condemnation", "The giver has not condemned the war; an omission, not an act."},
	{Economic, Economic, "economic", "Support through trade, money or finance."},
	{Trade, Economic, "trade", "The two trade with each other."},
	{OilPurchase, Economic, "oil-purchase", "The giver buys the receiver's oil."},
	{GoodsSupply, Economic, "goods-supply", "The giver sells goods to the receiver; no weapon is named among them."},
	{Banking, Economic, "banking", "The two link their banks or payment systems, or try to."},
	{Military, Military, "military",
		"Support for the receiver's armed forces, or cooperation between the armed forces of the two."},
	{ArmsTransfer, Military, "arms-transfer", "The giver supplies weapons or ammunition."},
	{TerritoryAccess, Military, "territory-access", "The giver lets the receiver's forces use its territory."},
	{JointExercise, Military, "joint-exercise", "The two hold a military exercise together, whoever is the host."},
	{DefenseTies, Military, "defense-ties",
		"The armed forces or arms industries of the two are linked; no particular delivery is stated."},
	{ForcePresence, Military, "force-presence", "The giver stations forces with the receiver."},
	{UnspecifiedAid, UnspecifiedAid, "unspecified-aid", "The giver helps in a way that the source does not specify."},
	{Background, Background, "background",
		"A statement about the two that is not support: context, a denial, a warning against something."},
}

// ParseSupportKind returns the kind with the name s, such as "arms-transfer". It ignores
// the case of ASCII letters and surrounding white space. The error is a [*ParseError]
// that wraps [ErrUnknown]; its message lists the kinds.
func ParseSupportKind(s string) (SupportKind, error) {
	for _, row := range kinds {
		if isName(s, row.name) {
			return row.kind, nil
		}
	}
	return 0, parseError(typeSupportKind, s, ErrUnknown, "not one of "+Kinds().String())
}

// index returns the index of k in kinds, from 1, or 0 if k is not valid.
func (k SupportKind) index() uint8 {
	for i := range kinds {
		if kinds[i].kind == k {
			return uint8(i + 1)
		}
	}
	return 0
}

// row returns the description of k. It is zero if k is not valid.
func (k SupportKind) row() kindRow {
	if i := k.index(); i != 0 {
		return kinds[i-1]
	}
	return kindRow{}
}

// IsValid reports whether k is a kind.
func (k SupportKind) IsValid() bool { return k.index() != 0 }

// Category returns the category that k belongs to: Diplomatic, Economic or Military. For
// these three, and for UnspecifiedAid and Background, which belong to none, it returns k.
// For an invalid kind it returns the zero SupportKind.
func (k SupportKind) Category() SupportKind { return k.row().category }

// Includes reports whether other is k or belongs to the category k. It returns false if
// either is not valid.
func (k SupportKind) Includes(other SupportKind) bool {
	return k.IsValid() && (other == k || other.Category() == k)
}

// Kinds returns the set of all kinds that k includes: k itself and, if k is a category,
// its kinds. For example, r.Given.Intersect(Military.Kinds()) is the military support in
// the Given set of a [Relation]. If k is not valid, neither is the set.
func (k SupportKind) Kinds() KindSet {
	set := []SupportKind{k}
	for _, row := range kinds {
		if k.Includes(row.kind) {
			set = append(set, row.kind)
		}
	}
	return NewKindSet(set...)
}

// IsSupport reports whether k is a kind of support. It returns false for Background and
// for invalid kinds.
func (k SupportKind) IsSupport() bool { return k.IsValid() && k != Background }

// Definition returns the meaning of k in one sentence, or "" if k is not valid.
func (k SupportKind) Definition() string { return k.row().definition }

// String returns the name, such as "arms-transfer", "no kind" for the zero SupportKind,
// and "SupportKind(n)" for any other invalid value.
func (k SupportKind) String() string { return stringOf(k, "SupportKind", k.row().name, "no kind") }

// GoString returns k as Go source, such as relations.ArmsTransfer.
func (k SupportKind) GoString() string { return goStringOf(k, "SupportKind", k.row().name) }

// MarshalText returns the name, or empty text for the zero SupportKind. For any other
// invalid value the error wraps [ErrInvalid].
func (k SupportKind) MarshalText() ([]byte, error) { return marshal(k, typeSupportKind, k.row().name) }

// UnmarshalText parses a name with [ParseSupportKind]. Empty text is the zero
// SupportKind. On an error, k does not change.
func (k *SupportKind) UnmarshalText(text []byte) error { return unmarshal(k, text, ParseSupportKind) }

// Value returns the name as a string, or NULL for the zero SupportKind. For any other
// invalid value the error wraps [ErrInvalid].
func (k SupportKind) Value() (driver.Value, error) { return value(k) }

// Scan parses a string or []byte with UnmarshalText. NULL is the zero SupportKind. For a
// value of another type the error wraps [ErrSyntax]. On an error, k does not change.
func (k *SupportKind) Scan(src any) error { return scan(k, typeSupportKind, src) }

// GormDataType returns "text", the type that GORM gives the column.
func (SupportKind) GormDataType() string { return "text" }

// A KindSet is a set of kinds. It is a comparable value: sets that this package returns
// are equal with == if they contain the same kinds. The zero KindSet is empty.
//
// A set that is made with Military contains only the category itself, and not
// ArmsTransfer. For a category and all of its kinds, use [SupportKind.Kinds].
//
// The field is exported, and invalid words are kept, for the reasons in [CountrySet].
// NewKindSet writes an invalid kind as a word such as "SupportKind(0)".
type KindSet struct {
	Names string // names in the order of [Kinds], separated by single spaces: "visit trade"
}

const typeKindSet = "kind set"

// NewKindSet returns the set of the given kinds. If one is not valid, neither is the set;
// see [KindSet].
func NewKindSet(kinds ...SupportKind) KindSet {
	var m members
	for _, k := range kinds {
		if i := k.index(); i != 0 {
			m.has[i] = true
		} else {
			m.invalid = append(m.invalid, "SupportKind("+strconv.Itoa(int(k))+")")
		}
	}
	return kindSet(m)
}

// Kinds returns the set of all kinds. In every set, each category comes before its kinds,
// and [UnspecifiedAid] and [Background] come last.
func Kinds() KindSet {
	var m members
	for i := range kinds {
		m.has[i+1] = true
	}
	return kindSet(m)
}

// kindSet returns the set with the given members.
func kindSet(m members) KindSet {
	return KindSet{m.text(func(i int) string { return kinds[i-1].name })}
}

func (s KindSet) members() members { return readMembers(s.Names, "SupportKind(0)", indexOfKind) }

// indexOfKind returns the index in kinds of the kind with a name, from 1, or 0.
func indexOfKind(name string) uint8 {
	for i := range kinds {
		if kinds[i].name == name {
			return uint8(i + 1)
		}
	}
	return 0
}

// Has reports whether s contains k or, if k is a category, any of its kinds. It returns
// false if k is not valid.
func (s KindSet) Has(k SupportKind) bool {
	for word := range strings.FieldsSeq(s.Names) {
		if i := indexOfKind(word); i != 0 && k.Includes(kinds[i-1].kind) {
			return true
		}
	}
	return false
}

// Len returns the number of kinds in s, without invalid words.
func (s KindSet) Len() int { return s.members().count() }

// IsZero reports whether s is the zero KindSet. An invalid set is not zero.
func (s KindSet) IsZero() bool { return s == KindSet{} }

// Equal reports whether s and t contain the same kinds and the same invalid words.
func (s KindSet) Equal(t KindSet) bool { return s == t || s.String() == t.String() }

// Union returns the kinds that are in s or in t.
func (s KindSet) Union(t KindSet) KindSet {
	return kindSet(s.members().combine(t.members(), inEither))
}

// Intersect returns the kinds that are in both s and t.
func (s KindSet) Intersect(t KindSet) KindSet {
	return kindSet(s.members().combine(t.members(), inBoth))
}

// Minus returns the kinds that are in s and not in t.
func (s KindSet) Minus(t KindSet) KindSet {
	return kindSet(s.members().combine(t.members(), inFirstOnly))
}

// All returns an iterator over the kinds in s, in the order of [Kinds].
func (s KindSet) All() iter.Seq[SupportKind] {
	return func(yield func(SupportKind) bool) {
		m := s.members()
		for i, ok := range m.has {
			if ok && !yield(kinds[i-1].kind) {
				return
			}
		}
	}
}

// String returns the names in the order of [Kinds], separated by single spaces, and then
// any invalid words.
func (s KindSet) String() string { return kindSet(s.members()).Names }

// MarshalText returns the same text as String. If s is invalid, the error wraps
// [ErrInvalid].
func (s KindSet) MarshalText() ([]byte, error) {
	return marshalSet(s.members(), typeKindSet, s.String())
}

// UnmarshalText parses names separated by spaces, commas or both, in any order. Empty
// text is the empty set. White space or commas without a name are an error. On an error,
// s does not change.
func (s *KindSet) UnmarshalText(text []byte) error {
	words, err := splitWords(typeKindSet, string(text))
	if err != nil {
		return err
	}
	return unmarshalSet(s, words, ParseSupportKind, NewKindSet)
}

// MarshalJSON returns an array of names in the order of [Kinds], such as
// ["visit","trade"]. The empty set is []. If s is invalid, the error wraps [ErrInvalid].
func (s KindSet) MarshalJSON() ([]byte, error) { return marshalArray(s) }

// UnmarshalJSON parses an array of names, or a string in the form that UnmarshalText
// accepts. null is the empty set. On an error, s does not change.
func (s *KindSet) UnmarshalJSON(data []byte) error {
	return unmarshalArray(s, data, ParseSupportKind, NewKindSet, s.UnmarshalText)
}

// Value returns the text as a string, or NULL for the zero KindSet. If s is invalid, the
// error wraps [ErrInvalid].
func (s KindSet) Value() (driver.Value, error) { return value(s) }

// Scan parses a string or []byte with UnmarshalText. NULL is the zero KindSet. For a
// value of another type the error wraps [ErrSyntax]. On an error, s does not change.
func (s *KindSet) Scan(src any) error { return scan(s, typeKindSet, src) }

// GormDataType returns "text", the type that GORM gives the column.
func (KindSet) GormDataType() string { return "text" }
