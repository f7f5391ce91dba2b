package relations

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
)

// All returns an iterator over the relations of the embedded dataset; see
// [Dataset.All].
func All() iter.Seq[Relation] { return Embedded().All() }

// Of returns the relation of c in the embedded dataset. It reports whether c is a partner
// in any claim; see [Dataset.Of].
func Of(c Country) (Relation, bool) { return Embedded().Of(c) }

// Partners returns the partners that have a tie of the kind k, or of a kind that k
// includes, with Russia, in any direction, according to the reported claims of the
// embedded dataset; see [Dataset.Partners].
func Partners(k SupportKind) CountrySet { return Embedded().Partners(k) }

// Givers returns the partners that give Russia support of the kind k, or of a kind that k
// includes, according to the reported claims of the embedded dataset; see the remarks in
// [Dataset.Givers]. For partners with such a tie in any direction, use [Partners].
func Givers(k SupportKind) CountrySet { return Embedded().Givers(k) }

// Claims returns an iterator over the claims of the embedded dataset that match all
// filters; see [Dataset.Claims].
func Claims(filters ...Filter) iter.Seq[Claim] { return Embedded().Claims(filters...) }

// ClaimByID returns the claim of the embedded dataset with an ID such as "IRN-3". It
// reports whether there is one.
func ClaimByID(id string) (Claim, bool) { return Embedded().ClaimByID(id) }

// Sources returns an iterator over the sources of the embedded dataset; see
// [Dataset.Sources].
func Sources() iter.Seq[Source] { return Embedded().Sources() }

// SourceByID returns the source of the embedded dataset with the given ID. It reports
// whether there is one.
func SourceByID(id string) (Source, bool) { return Embedded().SourceByID(id) }

// embedded is the dataset in data.go. It is built on first use.
var embedded struct {
	once    sync.Once
	dataset Dataset
}

// Embedded returns the dataset that is part of this package. Its subject is [Russia], and
// its version is [DataVersion].
func Embedded() Dataset {
	embedded.once.Do(makeEmbedded)
	return embedded.dataset
}

func makeEmbedded() {
	h := Header{Subject: Russia, Version: DataVersion}
	embedded.dataset = must(New(h, embeddedSources(), embeddedClaims()))
}

// A Claim is one thing that a source reports about the subject of the dataset (Russia in
// the embedded dataset) and one other country, the partner. It is a comparable value. The
// zero Claim is not valid; [New] rejects it.
//
// From gives and To receives: a directed dyad. If Mutual is true, neither side is the
// giver: From is the partner and To is the subject.
//
// To read claims from JSON, use [Decode], or unmarshal into a [Dataset]. Both are strict.
// If you unmarshal into a Claim, encoding/json ignores an unknown key such as
// "assertedBy", so an alleged claim becomes a reported one. AssertedBy and DeniedBy have
// tags for other encoders, too, for the same reason.
type Claim struct {
	// ID identifies the claim within its dataset, such as "IRN-3". It does not change in
	// later versions.
	ID string `json:"id"`

	From   Country `json:"from"`            // the giver, or the partner in a mutual tie
	To     Country `json:"to"`              // the receiver, or the subject in a mutual tie
	Mutual bool    `json:"mutual,omitzero"` // neither side is the giver

	Kind SupportKind `json:"kind"` // the kind of support, or Background

	// Start and End are the first and last date on which the claim holds. They are zero if
	// the source does not give a period. In the embedded data there is one exception: the
	// visit that the article reports as news has the month of publication ("CHN-1"). If both
	// are the same date, the claim is about some time within that date, or all of it. For a
	// claim with a Start and no End, see [During].
	Start Date `json:"start,omitzero"`
	End   Date `json:"end,omitzero"`

	// AssertedBy is the set of countries whose government or officials make the claim, if
	// the source attributes it to them. It is empty if the source says it in its own
	// voice.
	AssertedBy CountrySet `json:"asserted_by,omitzero" yaml:"asserted_by" toml:"asserted_by" bson:"asserted_by" mapstructure:"asserted_by"`

	// DeniedBy is the set of countries that deny the claim. A claim that is itself a denial
	// is of kind Background, and DeniedBy contains those who make it.
	DeniedBy CountrySet `json:"denied_by,omitzero" yaml:"denied_by" toml:"denied_by" bson:"denied_by" mapstructure:"denied_by"`

	// Others is the set of other countries that the claim names: those that take part,
	// are affected, or react. For a claim about the war it contains Ukraine.
	Others CountrySet `json:"others,omitzero"`

	Summary string `json:"summary,omitzero"` // the claim in one sentence
	Source  string `json:"source"`           // the ID of the Source that reports it
	Section string `json:"section,omitzero"` // the heading or paragraph of the source, and the sentence in it
}

// Standing returns how far the source vouches for c. It is Reported if AssertedBy is
// empty, Disputed if neither AssertedBy nor DeniedBy is empty, and Alleged otherwise. A
// claim that is denied but not asserted is Reported: the source reports the denial, and
// its kind should be Background. The zero Claim is Reported, too.
func (c Claim) Standing() Standing {
	switch {
	case c.AssertedBy.IsZero():
		return Reported
	case c.DeniedBy.IsZero():
		return Alleged
	}
	return Disputed
}

// String returns c in one line: the ID, the two sides, the kind, the standing and the
// summary. It separates the sides with "->" from the giver to the receiver, with "<->" in
// a mutual tie, and with "and" in a claim of [Background], which is not a tie.
//
//	c, ok := relations.ClaimByID("PRK-1")
//	fmt.Println(c) // PRK-1: North Korea -> Russia arms-transfer, disputed: …
//
// Other packages call String, too. A template prints {{.}} as this line; in a script of
// html/template it is a string, not an object. go-cmp prints an inserted claim as this
// line. A struct that embeds a Claim is printed as the claim, unless it has a String method
// of its own.
func (c Claim) String() string {
	arrow := "->"
	switch {
	case !c.Kind.IsSupport():
		arrow = "and"
	case c.Mutual:
		arrow = "<->"
	}
	return fmt.Sprintf("%s: %v %s %v %v, %v: %s", c.ID, c.From, arrow, c.To, c.Kind, c.Standing(), c.Summary)
}

// partner returns the side of c that is not the subject.
func (c *Claim) partner(subject Country) Country {
	if c.From == subject {
		return c.To
	}
	return c.From
}

// A Standing says how far the source of a claim vouches for it; see [Claim.Standing]. The
// zero Standing is not valid. The numbers of the constants never change.
type Standing uint16

// The standings. They do not say whether a claim is true.
const (
	Reported Standing = 1 // the source says it in its own voice
	Alleged  Standing = 2 // the source says that a government or its officials say it
	Disputed Standing = 3 // like Alleged, but a government denies it
)

var standingNames = []string{Reported: "reported", Alleged: "alleged", Disputed: "disputed"}

// ParseStanding returns the standing with the name s: "reported", "alleged" or
// "disputed". It ignores the case of ASCII letters and surrounding white space. The error
// is a [*ParseError] that wraps [ErrUnknown].
func ParseStanding(s string) (Standing, error) {
	return parseName[Standing](typeStanding, s, standingNames)
}

// IsValid reports whether s is Reported, Alleged or Disputed.
func (s Standing) IsValid() bool { return nameOf(s, standingNames) != "" }

// String returns "reported", "alleged" or "disputed", "no standing" for the zero
// Standing, and "Standing(n)" for any other invalid value.
func (s Standing) String() string {
	return stringOf(s, "Standing", nameOf(s, standingNames), "no standing")
}

// GoString returns s as Go source, such as relations.Alleged.
func (s Standing) GoString() string { return goStringOf(s, "Standing", nameOf(s, standingNames)) }

// MarshalText returns the name, or empty text for the zero Standing. For any other
// invalid value the error wraps [ErrInvalid].
func (s Standing) MarshalText() ([]byte, error) {
	return marshal(s, typeStanding, nameOf(s, standingNames))
}

// UnmarshalText parses a name with [ParseStanding]. Empty text is the zero Standing. On an
// error, s does not change.
func (s *Standing) UnmarshalText(text []byte) error { return unmarshal(s, text, ParseStanding) }

// Value returns the name as a string, or NULL for the zero Standing. For any other
// invalid value the error wraps [ErrInvalid].
func (s Standing) Value() (driver.Value, error) { return value(s) }

// Scan parses a string or []byte with UnmarshalText. NULL is the zero Standing. For a
// value of another type the error wraps [ErrSyntax]. On an error, s does not change.
func (s *Standing) Scan(src any) error { return scan(s, typeStanding, src) }

// GormDataType returns "text", the type that GORM gives the column.
func (Standing) GormDataType() string { return "text" }

// A Source is a publication that claims are based on. It is a comparable value. The zero
// Source is not valid; [New] rejects it.
//
// A claim says what was known when its source was published. So a claim with a Start and no
// End lasts until its source was published; see [During].
type Source struct {
	ID        string `json:"id"`                 // the ID that claims refer to, unique in the dataset
	Title     string `json:"title,omitzero"`     // as in the copy that was read
	Publisher string `json:"publisher,omitzero"` // the newspaper, agency or institution
	Published Date   `json:"published,omitzero"` // the date of publication, or zero if it is not known
	URL       string `json:"url,omitzero"`       // its web address, if one is recorded
}

// Citation returns the publisher, the title in quotation marks, the date and the web
// address, separated by commas. It omits those that are not known.
func (s Source) Citation() string {
	title, published := s.Title, ""
	if title != "" {
		title = "“" + title + "”"
	}
	if s.Published.IsValid() {
		published = s.Published.String()
	}
	parts := []string{s.Publisher, title, published, s.URL}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ", ")
}

// A Relation summarizes the claims of a dataset about one partner: it has the kinds of the
// claims, by direction and standing. It is a comparable value; the zero Relation has no
// partner. Background is in none of the sets. If a kind is in none of them, it is not
// recorded; that does not mean that it is denied. To find the claims behind a Relation,
// use [Involving] with the partner.
type Relation struct {
	Partner  Country `json:"partner"`  // the country that is not the subject
	Given    KindSet `json:"given"`    // reported kinds that the partner gives to the subject
	Received KindSet `json:"received"` // reported kinds that the subject gives to the partner
	Mutual   KindSet `json:"mutual"`   // reported kinds of mutual claims
	Alleged  KindSet `json:"alleged"`  // kinds of alleged claims, in any direction
	Disputed KindSet `json:"disputed"` // kinds of disputed claims, in any direction
}

// String returns r in one line, with the name of each set that is not empty, or "no kind
// of support" if all are empty.
//
//	r, ok := relations.Of(relations.NorthKorea)
//	fmt.Println(r) // North Korea: given endorsement narrative; mutual alignment; disputed arms-transfer
//
// Templates and go-cmp call String too; see [Claim.String].
func (r Relation) String() string {
	var parts []string
	for _, set := range []struct {
		name  string
		kinds KindSet
	}{
		{"given", r.Given}, {"received", r.Received}, {"mutual", r.Mutual},
		{"alleged", r.Alleged}, {"disputed", r.Disputed},
	} {
		if !set.kinds.IsZero() {
			parts = append(parts, set.name+" "+set.kinds.String())
		}
	}
	return r.Partner.String() + ": " + cmp.Or(strings.Join(parts, "; "), "no kind of support")
}
