package relations

import (
	"database/sql/driver"
	"iter"
	"math/bits"
	"strings"
)

// A SupportKind says what kind of support a claim reports. There are two levels: the
// categories [Diplomatic], [Economic] and [Military], each with its kinds, and two
// kinds that stand alone, [UnspecifiedAid] and [Background]. A claim has a category
// itself where its source says no more.
//
// The zero SupportKind is no kind. The numbers of the constants never change and are
// never reused, but the text forms are what to store: no encoding of this package
// writes a number. Encoders that take any []uint8 for bytes, as encoding/xml and
// encoding/gob do, take a slice of kinds for bytes too; a [KindSet] is written as text.
type SupportKind uint16

// The kinds, each category before its kinds. [SupportKind.Definition] has the
// definitions.
const (
	Diplomatic      SupportKind = 1  // political support, by what a government says, does or leaves undone toward other states
	Visit           SupportKind = 2  // a head of state or government of one side visits the other
	Alignment       SupportKind = 3  // the two are close or draw closer, or one moves closer to the other
	Endorsement     SupportKind = 4  // the giver openly backs the receiver's war
	Narrative       SupportKind = 5  // the giver repeats the receiver's account of the war, or blames another country for it
	NonCondemnation SupportKind = 6  // the giver has not condemned the war: an omission, not an act
	Economic        SupportKind = 7  // support by trade, money or finance
	Trade           SupportKind = 8  // the two trade, or have economic links in general
	OilPurchase     SupportKind = 9  // the giver buys the receiver's oil
	GoodsSupply     SupportKind = 10 // the giver sells goods to the receiver, and no weapon is named
	Banking         SupportKind = 11 // the two link their banks or payments, or attempt to
	Military        SupportKind = 12 // support of the receiver's armed forces, or between the armed forces of the two
	ArmsTransfer    SupportKind = 13 // the giver supplies weapons or ammunition
	TerritoryAccess SupportKind = 14 // the giver lets the receiver's forces use its territory
	JointExercise   SupportKind = 15 // the two hold a military exercise together, whoever is the host
	DefenseTies     SupportKind = 16 // the armed forces or arms industries of the two are linked; no delivery is stated
	ForcePresence   SupportKind = 17 // the giver stations forces with the receiver
	UnspecifiedAid  SupportKind = 18 // the giver helps, in a form that the source does not state
	Background      SupportKind = 19 // a statement about the two that is not support
)

const kindCount = 19

// kinds holds the category and the definition of each kind, by its value.
var kinds = [kindCount + 1]struct {
	category   SupportKind
	definition string
}{
	Diplomatic:      {Diplomatic, "Political support, by what a government says, does or leaves undone toward other states."},
	Visit:           {Diplomatic, "A head of state or government of one side visits the other."},
	Alignment:       {Diplomatic, "The two are close or draw closer, or one moves closer to the other; no particular act is stated."},
	Endorsement:     {Diplomatic, "The giver openly backs the receiver's war."},
	Narrative:       {Diplomatic, "The giver repeats the receiver's account of the war, or blames another country for it."},
	NonCondemnation: {Diplomatic, "The giver has not condemned the war; an omission, not an act."},
	Economic:        {Economic, "Support by trade, money or finance."},
	Trade:           {Economic, "The two trade with each other, or have economic links in general."},
	OilPurchase:     {Economic, "The giver buys the receiver's oil."},
	GoodsSupply:     {Economic, "The giver sells goods to the receiver; no weapon is named among them."},
	Banking:         {Economic, "The two link their banks or payments, or attempt to."},
	Military:        {Military, "Support of the receiver's armed forces, or between the armed forces of the two."},
	ArmsTransfer:    {Military, "The giver supplies weapons or ammunition."},
	TerritoryAccess: {Military, "The giver lets the receiver's forces use its territory."},
	JointExercise:   {Military, "The two hold a military exercise together, whoever is the host."},
	DefenseTies:     {Military, "The armed forces or arms industries of the two are linked; no particular delivery is stated."},
	ForcePresence:   {Military, "The giver stations forces with the receiver."},
	UnspecifiedAid:  {UnspecifiedAid, "The giver helps, in a form that the source does not state."},
	Background:      {Background, "A statement about the two that is not support: context, a denial, a warning against something."},
}

var kindNames = []string{
	Diplomatic: "diplomatic", Visit: "visit", Alignment: "alignment", Endorsement: "endorsement", Narrative: "narrative",
	NonCondemnation: "non-condemnation", Economic: "economic", Trade: "trade", OilPurchase: "oil-purchase",
	GoodsSupply: "goods-supply", Banking: "banking", Military: "military", ArmsTransfer: "arms-transfer",
	TerritoryAccess: "territory-access", JointExercise: "joint-exercise", DefenseTies: "defense-ties",
	ForcePresence: "force-presence", UnspecifiedAid: "unspecified-aid", Background: "background",
}

// ParseSupportKind returns the kind that s names, such as "arms-transfer". Case does
// not matter, nor does white space around s. Errors are of type [*ParseError], with the
// reason [ErrUnknown], and list the kinds.
func ParseSupportKind(s string) (SupportKind, error) {
	name := strings.TrimSpace(s)
	for i, n := range kindNames[1:] {
		if len(n) == len(name) && strings.EqualFold(n, name) {
			return SupportKind(i + 1), nil
		}
	}
	return 0, refusal(typeSupportKind, s, ErrUnknown, "not one of "+Kinds().String())
}

// IsValid reports whether k is a kind.
func (k SupportKind) IsValid() bool { return 0 < k && k <= kindCount }

// Category returns the category of k: Diplomatic, Economic or Military. Each of these,
// UnspecifiedAid and Background is its own category. The category of an invalid kind is
// the zero SupportKind.
func (k SupportKind) Category() SupportKind {
	if !k.IsValid() {
		return 0
	}
	return kinds[k].category
}

// Includes reports whether other is k, or is a kind of the category k. An invalid kind
// includes nothing, and nothing includes it.
func (k SupportKind) Includes(other SupportKind) bool {
	return k.IsValid() && (other == k || other.Category() == k)
}

// IsSupport reports whether k is support at all. It is false if k is Background or not
// valid.
func (k SupportKind) IsSupport() bool { return k.IsValid() && k != Background }

// Definition returns what k means, in a sentence, or "" if k is not valid.
func (k SupportKind) Definition() string {
	if !k.IsValid() {
		return ""
	}
	return kinds[k].definition
}

// String returns the name, such as "arms-transfer". It is "no kind" for the zero
// SupportKind, and shows the number of any other invalid value.
func (k SupportKind) String() string { return stringOf("SupportKind", k, kindNames, "no kind") }

// GoString returns k as Go source, such as relations.ArmsTransfer.
func (k SupportKind) GoString() string { return goConstant("SupportKind", k, kindNames) }

// AppendText appends what MarshalText returns.
func (k SupportKind) AppendText(b []byte) ([]byte, error) {
	return appendName(b, k, typeSupportKind, nameOf(k, kindNames))
}

// MarshalText returns the name. The zero SupportKind is empty text; any other invalid
// value is an error, [ErrInvalid].
func (k SupportKind) MarshalText() ([]byte, error) { return k.AppendText([]byte{}) }

// UnmarshalText reads what [ParseSupportKind] reads; empty text is the zero
// SupportKind.
func (k *SupportKind) UnmarshalText(text []byte) error { return unmarshal(k, text, ParseSupportKind) }

// Value returns what MarshalText does, as a string, or NULL for the zero SupportKind.
func (k SupportKind) Value() (driver.Value, error) { return value(k) }

// Scan reads a string or bytes as UnmarshalText does; NULL is the zero SupportKind.
func (k *SupportKind) Scan(src any) error { return scan(k, typeSupportKind, src) }

// A KindSet is a set of kinds. It is a comparable value: two sets are equal, by == too,
// if they hold the same kinds. The zero KindSet is empty. No method changes a set.
//
// A set that was made from an invalid kind, the zero one too, remembers it, as a
// [CountrySet] remembers an invalid country.
type KindSet struct {
	bits uint64 // bit k for kind k; bit 0 is the mark of an invalid one
}

// NewKindSet returns the set of the given kinds and of all kinds that they include:
// NewKindSet(Military) holds ArmsTransfer. It is for asking. The sets of a [Relation],
// and sets that are read from text, hold exactly what was claimed or written: a claim
// of Military itself adds no ArmsTransfer.
func NewKindSet(kinds ...SupportKind) KindSet {
	var s KindSet
	for _, k := range kinds {
		s = s.Union(within(k))
	}
	return s
}

// Kinds returns the set of all kinds.
func Kinds() KindSet { return KindSet{1<<(kindCount+1) - 2} }

func (s *KindSet) add(k SupportKind) {
	if !k.IsValid() {
		k = 0
	}
	s.bits |= 1 << k
}

// within returns k and all kinds that it includes.
func within(k SupportKind) KindSet {
	var s KindSet
	s.add(k)
	for other := range kinds[1:] {
		if kinds[other+1].category == k {
			s.bits |= 2 << other
		}
	}
	return s
}

// isInvalid reports whether s was made from an invalid kind.
func (s KindSet) isInvalid() bool { return s.bits&invalidMark != 0 }

// Has reports whether s holds k or, if k is a category, any kind of it. It is false for
// an invalid kind.
func (s KindSet) Has(k SupportKind) bool { return k.IsValid() && s.bits&within(k).bits != 0 }

// Len returns the number of kinds in s.
func (s KindSet) Len() int { return bits.OnesCount64(s.bits &^ invalidMark) }

// IsZero reports whether s is the zero KindSet: it holds no kind and was made from no
// invalid one.
func (s KindSet) IsZero() bool { return s == KindSet{} }

// Equal reports whether s and t are the same set, as == does.
func (s KindSet) Equal(t KindSet) bool { return s == t }

// Union returns the kinds that are in s or in t.
func (s KindSet) Union(t KindSet) KindSet { return KindSet{s.bits | t.bits} }

// Intersect returns the kinds that are in both s and t.
func (s KindSet) Intersect(t KindSet) KindSet {
	return KindSet{s.bits&t.bits | (s.bits|t.bits)&invalidMark}
}

// Minus returns the kinds that are in s and not in t.
func (s KindSet) Minus(t KindSet) KindSet {
	return KindSet{s.bits&^t.bits | (s.bits|t.bits)&invalidMark}
}

// All returns an iterator over the kinds in s, in the order of the constants: each
// category before its kinds.
func (s KindSet) All() iter.Seq[SupportKind] {
	return func(yield func(SupportKind) bool) {
		for b := s.bits &^ invalidMark; b != 0; b &= b - 1 {
			if !yield(SupportKind(bits.TrailingZeros64(b))) {
				return
			}
		}
	}
}

// String returns the names in order, with single spaces. After them stands "(invalid
// support kind)" if s was made from one.
func (s KindSet) String() string {
	return setString(s.All(), s.isInvalid(), SupportKind.String, typeSupportKind)
}

// GoString returns s as Go source. Since [NewKindSet] adds the kinds of a category, a
// category that stands without all of them is followed by a call of Minus.
func (s KindSet) GoString() string {
	source := goCall("relations.NewKindSet", s.All(), s.isInvalid(), SupportKind(0))
	var all KindSet
	for k := range s.All() {
		all = all.Union(within(k))
	}
	if missing := (KindSet{all.bits &^ s.bits}); !missing.IsZero() {
		source += goCall(".Minus(relations.NewKindSet", missing.All(), false, SupportKind(0)) + ")"
	}
	return source
}

// AppendText appends what MarshalText returns.
func (s KindSet) AppendText(b []byte) ([]byte, error) {
	if s.isInvalid() {
		return b, invalidValue("kind set", s.String())
	}
	return append(b, s.String()...), nil
}

// MarshalText returns the names in order, with single spaces. It is an error,
// [ErrInvalid], if s was made from an invalid kind.
func (s KindSet) MarshalText() ([]byte, error) { return s.AppendText([]byte{}) }

// UnmarshalText reads names with white space between them, in any order. Empty text is
// the empty set.
func (s *KindSet) UnmarshalText(text []byte) error {
	return unmarshalWords(s, strings.Fields(string(text)), (*KindSet).addName)
}

// addName adds the kind with a name.
func (s *KindSet) addName(name string) error {
	k, err := ParseSupportKind(name)
	if err != nil {
		return err
	}
	s.add(k)
	return nil
}

// MarshalJSON returns an array of names in order; the empty set is []. It is an error,
// [ErrInvalid], if s was made from an invalid kind.
func (s KindSet) MarshalJSON() ([]byte, error) { return marshalList(s) }

// UnmarshalJSON reads an array of names, or text as [KindSet.UnmarshalText] does, since
// a key of a JSON object is text. null is the empty set.
func (s *KindSet) UnmarshalJSON(data []byte) error { return unmarshalList(s, data, (*KindSet).addName) }

// Value returns what MarshalText does, as a string, or NULL for the zero KindSet.
func (s KindSet) Value() (driver.Value, error) { return value(s) }

// Scan reads a string or bytes as UnmarshalText does; NULL is the zero KindSet.
func (s *KindSet) Scan(src any) error { return scan(s, "kind set", src) }
