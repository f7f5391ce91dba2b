package relations

import (
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

// Of returns what the embedded dataset records about c; see [Dataset.Of].
func Of(c Country) (Relation, bool) { return Embedded().Of(c) }

// Partners returns the partners that have a reported tie of the kind k with Russia, in
// any direction, by the embedded dataset; see [Dataset.Partners].
func Partners(k SupportKind) CountrySet { return Embedded().Partners(k) }

// Givers returns the partners that give Russia support of the kind k, as the embedded
// dataset reports it; see [Dataset.Givers]. For all partners that have such a reported
// tie with Russia, in whatever direction, see [Partners].
func Givers(k SupportKind) CountrySet { return Embedded().Givers(k) }

// Claims returns an iterator over the claims of the embedded dataset that match all
// filters; see [Dataset.Claims].
func Claims(filters ...Filter) iter.Seq[Claim] { return Embedded().Claims(filters...) }

// ClaimByID returns the claim of the embedded dataset with an ID such as "IRN-3", and
// whether there is one.
func ClaimByID(id string) (Claim, bool) { return Embedded().ClaimByID(id) }

// Sources returns an iterator over the sources of the embedded dataset.
func Sources() iter.Seq[Source] { return Embedded().Sources() }

// SourceByID returns the source of the embedded dataset with the given ID, and whether
// there is one.
func SourceByID(id string) (Source, bool) { return Embedded().SourceByID(id) }

// embedded is the dataset of data.go, which is made at first use.
var embedded struct {
	once    sync.Once
	dataset Dataset
}

// Embedded returns the dataset that is part of this package.
func Embedded() Dataset {
	embedded.once.Do(func() {
		h := Header{Subject: Russia, Version: DataVersion}
		embedded.dataset = must(New(h, embeddedSources(), embeddedClaims()))
	})
	return embedded.dataset
}

// A Claim is one thing that a source reports about the subject of the dataset, here
// Russia, and one other country, the partner. It is a comparable value. The zero Claim
// is not valid; [New] refuses it.
//
// From and To are a directed dyad, the giver first. If the tie is Mutual, nobody gives:
// the partner is in From and the subject in To.
type Claim struct {
	// ID identifies the claim within its dataset, as "IRN-3" does. It stays the same in
	// later versions.
	ID string `json:"id"`

	From   Country `json:"from"`            // who gives, or the partner of a mutual tie
	To     Country `json:"to"`              // who receives, or the subject of a mutual tie
	Mutual bool    `json:"mutual,omitzero"` // the tie is shared

	Kind SupportKind `json:"kind"` // what kind of support, or Background

	// Start and End are the period in which the claim holds, if the source gives one.
	// If both are the same date, the claim is about a point within that date, or about
	// all of it. A claim with a Start and no End is open: it lasts to the publication
	// of its source, and says nothing about later dates. A date that the source does
	// not give stays zero; the codebook has the one exception.
	Start Date `json:"start,omitzero"`
	End   Date `json:"end,omitzero"`

	// AssertedBy holds the countries whose government or officials say so, if the
	// source does not say it in its own voice; DeniedBy those that deny it. An empty
	// AssertedBy makes a claim Reported.
	AssertedBy CountrySet `json:"asserted_by,omitzero"`
	DeniedBy   CountrySet `json:"denied_by,omitzero"`

	// Others holds further countries that the claim names: those that take part, are
	// the object, or react. A claim about the war has Ukraine here.
	Others CountrySet `json:"others,omitzero"`

	Summary string `json:"summary,omitzero"` // what is reported, in one sentence
	Source  string `json:"source"`           // the ID of the Source that reports it
	Section string `json:"section,omitzero"` // where in the source it stands
}

// Standing returns how far the source vouches for c. It is Reported if AssertedBy is
// empty, Alleged if it is not, and Disputed if DeniedBy is not empty either. A denial
// alone leaves a claim Reported, since then the denial is what the source reports.
func (c Claim) Standing() Standing {
	switch {
	case c.AssertedBy.IsZero():
		return Reported
	case c.DeniedBy.IsZero():
		return Alleged
	}
	return Disputed
}

// String returns c in one line: the ID, who gives to whom, the kind, the standing and the
// summary. A claim of [Background], which is not a tie, has "and" between the two.
//
//	c, ok := relations.ClaimByID("PRK-1")
//	fmt.Println(c) // PRK-1: North Korea -> Russia arms-transfer, disputed: …
//
// A struct that embeds a Claim prints as the claim, unless it has a String method of its
// own.
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

// A Standing says how far the source of a claim vouches for it. The zero Standing is no
// standing.
type Standing uint16

// The standings. None of them is a judgment of this package on what is true.
const (
	Reported Standing = 1 // the source says it in its own voice
	Alleged  Standing = 2 // the source says that a government or its officials say it
	Disputed Standing = 3 // alleged, and denied by another government
)

var standingNames = []string{Reported: "reported", Alleged: "alleged", Disputed: "disputed"}

// ParseStanding returns the standing that s names: "reported", "alleged" or "disputed".
// Case does not matter, nor does white space around s. Errors are of type
// [*ParseError], with the reason [ErrUnknown].
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

// MarshalText returns the name, and empty text for the zero Standing. For any other
// invalid value the error wraps [ErrInvalid].
func (s Standing) MarshalText() ([]byte, error) {
	return marshal(s, typeStanding, nameOf(s, standingNames))
}

// UnmarshalText reads a name, as [ParseStanding] does. Empty text is the zero Standing.
func (s *Standing) UnmarshalText(text []byte) error { return unmarshal(s, text, ParseStanding) }

// Value returns the name as a string, or NULL for the zero Standing.
func (s Standing) Value() (driver.Value, error) { return value(s) }

// Scan reads a string or bytes as UnmarshalText does. NULL is the zero Standing.
func (s *Standing) Scan(src any) error { return scan(s, typeStanding, src) }

// GormDataType returns "text", the type of the column in a database.
func (Standing) GormDataType() string { return "text" }

// A Source is a publication on which claims rest. It is a comparable value. The zero
// Source is not valid; [New] refuses it.
//
// What a source says holds as of its publication. So a claim with a Start and no End
// lasts until its source was published, and at least through its Start.
type Source struct {
	ID        string `json:"id"`                 // by which claims refer to it
	Title     string `json:"title,omitzero"`     // as it was published
	Publisher string `json:"publisher,omitzero"` // the newspaper, agency or institution
	Published Date   `json:"published,omitzero"` // when, as precisely as it is known
	URL       string `json:"url,omitzero"`       // where, if an address is recorded
}

// Citation returns the source as a note would cite it: the publisher, the title in
// quotation marks, the date and the address, as far as they are known.
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

// A Relation is what a dataset records about the subject and one partner: the kinds of
// its claims, by direction and standing. It is a comparable value; the zero Relation
// has no partner. Background is in none of the sets. A kind that is in none of them is
// not recorded, which does not mean that it is denied. The claims that it sums up are
// those [Involving] the partner.
type Relation struct {
	Partner  Country `json:"partner"`  // the country that is not the subject
	Given    KindSet `json:"given"`    // reported: the partner gives it to the subject
	Received KindSet `json:"received"` // reported: the subject gives it to the partner
	Mutual   KindSet `json:"mutual"`   // reported, and mutual
	Alleged  KindSet `json:"alleged"`  // alleged, in any direction
	Disputed KindSet `json:"disputed"` // disputed, in any direction
}

// String returns r in one line, with the name of each set that is not empty:
//
//	r, ok := relations.Of(relations.NorthKorea)
//	fmt.Println(r) // North Korea: given endorsement narrative; mutual alignment; disputed arms-transfer
func (r Relation) String() string {
	var parts []string
	for _, set := range []struct {
		name  string
		kinds KindSet
	}{
		{"given", r.Given}, {"received", r.Received}, {"mutual", r.Mutual}, {"alleged", r.Alleged}, {"disputed", r.Disputed},
	} {
		if !set.kinds.IsZero() {
			parts = append(parts, set.name+" "+set.kinds.String())
		}
	}
	if parts == nil {
		parts = []string{"no kind of support"}
	}
	return r.Partner.String() + ": " + strings.Join(parts, "; ")
}
