package relations

import (
	"database/sql/driver"
	"iter"
	"math/bits"
	"strconv"
	"strings"
)

// A SupportKind says of what kind the support is that a claim reports. Kinds
// stand in two levels: the categories [Diplomatic], [Economic] and [Military]
// each with its kinds, and two that stand alone, [UnspecifiedAid] and
// [Background]. A claim may carry a category itself, where its source says no
// more.
//
// The zero SupportKind is no kind. The numbers are not to be stored: another
// version of this package may have others. The text forms stay. To encoders
// that take a []uint8 for bytes, as those of XML and gob do, a slice of kinds
// is one: a [KindSet] is not.
type SupportKind uint8

// The kinds, each category before its kinds. [SupportKind.Definition] defines
// them.
const (
	Diplomatic      SupportKind = iota + 1 // support by word, presence or vote
	Visit                                  // a visit at the highest level
	Alignment                              // closeness
	Endorsement                            // backing for the war
	Narrative                              // the war told as Russia tells it
	NonCondemnation                        // silence, which is an omission
	Economic                               // support by trade and money
	Trade                                  // exchange of goods in general
	OilPurchase                            // purchase of oil
	GoodsSupply                            // sale of goods that are no arms
	Banking                                // links between banks
	Military                               // support of armed forces
	ArmsTransfer                           // supply of arms
	TerritoryAccess                        // use of territory
	JointExercise                          // exercises together
	DefenseTies                            // links between armed forces
	ForcePresence                          // forces stationed with the other side
	UnspecifiedAid                         // help whose form is not stated
	Background                             // what supports nobody

	kindCount = iota
)

// kinds holds what is known of each kind, by its value.
var kinds = [kindCount + 1]struct {
	name       string
	category   SupportKind
	last       SupportKind // the last kind that it includes
	definition string
}{
	Diplomatic:      {"diplomatic", Diplomatic, NonCondemnation, "Political support, by what a government says, does or leaves undone toward other states."},
	Visit:           {"visit", Diplomatic, Visit, "A head of state or government of one side visits the other."},
	Alignment:       {"alignment", Diplomatic, Alignment, "The two are close, or one moves closer to the other; no particular act is stated."},
	Endorsement:     {"endorsement", Diplomatic, Endorsement, "The giver openly backs the receiver's war."},
	Narrative:       {"narrative", Diplomatic, Narrative, "The giver repeats the receiver's account of the war, or lays the war at another's door."},
	NonCondemnation: {"non-condemnation", Diplomatic, NonCondemnation, "The giver has not condemned the war; an omission, and no act."},
	Economic:        {"economic", Economic, Banking, "Support by trade, money or finance."},
	Trade:           {"trade", Economic, Trade, "The two trade with each other, or have economic links in general."},
	OilPurchase:     {"oil-purchase", Economic, OilPurchase, "The giver buys the receiver's oil."},
	GoodsSupply:     {"goods-supply", Economic, GoodsSupply, "The giver sells goods to the receiver; no weapon is named among them."},
	Banking:         {"banking", Economic, Banking, "The two link their banks or payments, or attempt to."},
	Military:        {"military", Military, ForcePresence, "Support of the receiver's armed forces, or between the armed forces of the two."},
	ArmsTransfer:    {"arms-transfer", Military, ArmsTransfer, "The giver supplies weapons or ammunition."},
	TerritoryAccess: {"territory-access", Military, TerritoryAccess, "The giver lets the receiver's forces use its territory."},
	JointExercise:   {"joint-exercise", Military, JointExercise, "The two hold a military exercise together, whoever is the host."},
	DefenseTies:     {"defense-ties", Military, DefenseTies, "The armed forces or arms industries of the two are linked; no particular delivery is stated."},
	ForcePresence:   {"force-presence", Military, ForcePresence, "The giver stations forces with the receiver."},
	UnspecifiedAid:  {"unspecified-aid", UnspecifiedAid, UnspecifiedAid, "The giver helps, in a form that the source does not state."},
	Background:      {"background", Background, Background, "What the source says of the two that is support by neither: context, a denial, a warning."},
}

// ParseSupportKind returns the kind that s names, such as "arms-transfer".
// Case does not matter, nor does white space around s. Errors are of type
// [*ParseError], with the reason [ErrUnknown].
func ParseSupportKind(s string) (SupportKind, error) {
	return parseValue(typeSupportKind, s, SupportKind(kindCount))
}

// IsValid reports whether k is a kind.
func (k SupportKind) IsValid() bool { return 0 < k && k <= kindCount }

// Category returns the category of k: Diplomatic, Economic or Military. Each
// of these, UnspecifiedAid and Background is its own category. The category of
// a kind that is not valid is the zero SupportKind.
func (k SupportKind) Category() SupportKind {
	if !k.IsValid() {
		return 0
	}
	return kinds[k].category
}

// Includes reports whether other is k, or is a kind of the category k. Nothing
// includes, or is included in, a kind that is not valid.
func (k SupportKind) Includes(other SupportKind) bool {
	return k.IsValid() && k <= other && other <= kinds[k].last
}

// IsSupport reports whether k is support at all: it is not if k is Background
// or not valid.
func (k SupportKind) IsSupport() bool { return k.IsValid() && k != Background }

// Definition returns what k means, in a sentence, or "" if k is not valid.
func (k SupportKind) Definition() string {
	if !k.IsValid() {
		return ""
	}
	return kinds[k].definition
}

// String returns the name, such as "arms-transfer". It is "no kind" for the
// zero SupportKind, and shows the number of any other invalid value.
func (k SupportKind) String() string {
	switch {
	case k.IsValid():
		return kinds[k].name
	case k == 0:
		return "no kind"
	}
	return "SupportKind(" + strconv.Itoa(int(k)) + ")"
}

// GoString returns k as Go source, such as relations.ArmsTransfer.
func (k SupportKind) GoString() string {
	if !k.IsValid() {
		return "relations.SupportKind(" + strconv.Itoa(int(k)) + ")"
	}
	var b strings.Builder
	b.WriteString("relations.")
	for word := range strings.SplitSeq(k.String(), "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// MarshalText writes the name. The zero SupportKind is empty text; any other
// invalid value is [ErrInvalid].
func (k SupportKind) MarshalText() ([]byte, error) { return k.AppendText([]byte{}) }

// AppendText appends what [SupportKind.MarshalText] writes.
func (k SupportKind) AppendText(b []byte) ([]byte, error) {
	switch {
	case k == 0:
		return b, nil
	case !k.IsValid():
		return b, invalidValue(typeSupportKind, k.String())
	}
	return append(b, kinds[k].name...), nil
}

// UnmarshalText reads what [ParseSupportKind] reads. Empty text is the zero
// SupportKind.
func (k *SupportKind) UnmarshalText(text []byte) error {
	return unmarshal(k, text, ParseSupportKind)
}

// Value writes the name to a database; the zero SupportKind is NULL, and any other
// invalid value [ErrInvalid].
func (k SupportKind) Value() (driver.Value, error) { return value(k) }

// Scan reads from a database what [ParseSupportKind] reads. NULL and empty
// text are the zero SupportKind.
func (k *SupportKind) Scan(src any) error { return scan(k, typeSupportKind, src) }

// A KindSet is a set of kinds. It is a comparable value: two sets are equal,
// by == too, if they hold the same kinds. The zero KindSet is empty. No method
// changes a set.
type KindSet struct {
	bits uint64 // bit k for kind k; a whole word, since a Relation of words is copied faster
}

// KindsOf returns the set of the given kinds, leaving out any that is not
// valid. A category in it is a member like any other: it does not bring its
// kinds along, for which see [KindSet.Has].
func KindsOf(kinds ...SupportKind) KindSet {
	var s KindSet
	for _, k := range kinds {
		s.add(k)
	}
	return s
}

// Kinds returns the set of all kinds.
func Kinds() KindSet { return KindSet{1<<(kindCount+1) - 2} }

func (s *KindSet) add(k SupportKind) {
	if k.IsValid() {
		s.bits |= 1 << k
	}
}

// within returns k and all kinds that it includes.
func (k SupportKind) within() KindSet {
	if !k.IsValid() {
		return KindSet{}
	}
	return KindSet{2<<kinds[k].last - 1<<k}
}

// Has reports whether s holds k or, if k is a category, any kind of it.
func (s KindSet) Has(k SupportKind) bool { return !s.Intersect(k.within()).IsEmpty() }

// Len returns the number of kinds in s.
func (s KindSet) Len() int { return bits.OnesCount64(s.bits) }

// IsEmpty reports whether s holds no kind.
func (s KindSet) IsEmpty() bool { return s.bits == 0 }

// Equal reports whether s and t hold the same kinds.
func (s KindSet) Equal(t KindSet) bool { return s == t }

// Union returns the kinds that are in s or in t.
func (s KindSet) Union(t KindSet) KindSet { return KindSet{s.bits | t.bits} }

// Intersect returns the kinds that are in both s and t.
func (s KindSet) Intersect(t KindSet) KindSet { return KindSet{s.bits & t.bits} }

// Minus returns the kinds that are in s and not in t.
func (s KindSet) Minus(t KindSet) KindSet { return KindSet{s.bits &^ t.bits} }

// All returns an iterator over the kinds in s, in the order of the constants:
// each category before its kinds.
func (s KindSet) All() iter.Seq[SupportKind] {
	return func(yield func(SupportKind) bool) {
		for b := s.bits; b != 0; b &= b - 1 {
			if !yield(SupportKind(bits.TrailingZeros64(b))) {
				return
			}
		}
	}
}

// String returns the names in order, with single spaces.
func (s KindSet) String() string {
	b, _ := s.AppendText(nil)
	return string(b)
}

// GoString returns s as Go source.
func (s KindSet) GoString() string { return goList("relations.KindsOf", s.All()) }

// MarshalText writes the names in order, with single spaces.
func (s KindSet) MarshalText() ([]byte, error) { return s.AppendText([]byte{}) }

// AppendText appends what [KindSet.MarshalText] writes.
func (s KindSet) AppendText(b []byte) ([]byte, error) {
	return appendWords(b, s.All(), SupportKind.String), nil
}

// UnmarshalText reads names with white space between them, in any order. Empty
// text is the empty set.
func (s *KindSet) UnmarshalText(text []byte) error {
	return unmarshalWords(s, text, (*KindSet).addName)
}

func (s *KindSet) addName(name string) error {
	k, err := ParseSupportKind(name)
	if err != nil {
		return err
	}
	s.add(k)
	return nil
}

// MarshalJSON writes an array of names in order; the empty set is [].
func (s KindSet) MarshalJSON() ([]byte, error) {
	return appendJSONList(nil, s.All(), SupportKind.String), nil
}

// UnmarshalJSON reads an array of names. null is the empty set.
func (s *KindSet) UnmarshalJSON(data []byte) error {
	return unmarshalList(s, data, (*KindSet).addName)
}
