package relations

import (
	"iter"
	"strconv"
	"strings"
)

// A Claim is one thing that a source reports of the subject of the dataset,
// here Russia, and one other country, the partner. It is a comparable value.
//
// From and To are a directed dyad, the giver first. Where the tie is Mutual,
// nobody gives: the partner stands in From and the subject in To.
type Claim struct {
	// ID names the claim within its dataset, as "IRN-3". It stays the same in
	// later versions.
	ID string `json:"id"`

	From   Country `json:"from"`            // who gives, or the partner of a mutual tie
	To     Country `json:"to"`              // who gets, or the subject of a mutual tie
	Mutual bool    `json:"mutual,omitzero"` // the tie is shared

	Kind SupportKind `json:"kind"` // what kind of support, or Background

	// Start and End are the period in which the claim holds, where the source
	// gives one. A claim of one point or span has the same date in both. A Start
	// without an End is open: the source reports no end. Neither is inferred.
	Start Date `json:"start,omitzero"`
	End   Date `json:"end,omitzero"`

	// AssertedBy holds the countries whose government or officials say so, where
	// the source does not say it in its own voice; DeniedBy those that deny it.
	// An empty AssertedBy makes a claim Reported: since CountriesOf drops codes
	// that are not valid, check those that come from elsewhere.
	AssertedBy CountrySet `json:"asserted_by,omitzero"`
	DeniedBy   CountrySet `json:"denied_by,omitzero"`

	// Others holds further countries that take part, or are the object.
	Others CountrySet `json:"others,omitzero"`

	Summary string `json:"summary,omitzero"` // what is reported, in a sentence
	Source  string `json:"source"`           // the ID of the Source that reports it
	Section string `json:"section,omitzero"` // where in the source it stands
}

// Standing returns how far the source vouches for c: it is Reported if nobody
// is named in AssertedBy, Alleged if somebody is, and Disputed if besides
// somebody denies it. A denial alone leaves a claim Reported, since then the
// denial is what is reported.
func (c Claim) Standing() Standing {
	switch {
	case c.AssertedBy.IsEmpty():
		return Reported
	case c.DeniedBy.IsEmpty():
		return Alleged
	}
	return Disputed
}

// A Standing says how far the source of a claim vouches for it. The zero
// Standing is none.
type Standing uint8

// The standings. None is a judgment of this package on what is true.
const (
	Reported Standing = iota + 1 // the source says it in its own voice
	Alleged                      // the source says that a government says it
	Disputed                     // alleged, and denied by another government
)

var standingNames = [...]string{"", "reported", "alleged", "disputed"}

// ParseStanding returns the standing that s names: "reported", "alleged" or
// "disputed". Case does not matter, nor does white space around s. Errors are
// of type [*ParseError], with the reason [ErrUnknown].
func ParseStanding(s string) (Standing, error) { return parseValue(typeStanding, s, Disputed) }

// String returns "reported", "alleged" or "disputed". It is "no standing" for
// the zero Standing, and shows the number of any other invalid value.
func (s Standing) String() string {
	switch {
	case s == 0:
		return "no standing"
	case s <= Disputed:
		return standingNames[s]
	}
	return "Standing(" + strconv.Itoa(int(s)) + ")"
}

// GoString returns s as Go source, such as relations.Alleged.
func (s Standing) GoString() string {
	switch s {
	case Reported:
		return "relations.Reported"
	case Alleged:
		return "relations.Alleged"
	case Disputed:
		return "relations.Disputed"
	}
	return "relations.Standing(" + strconv.Itoa(int(s)) + ")"
}

// MarshalText writes what String returns. The zero Standing is empty text; any
// other invalid value is [ErrInvalid].
func (s Standing) MarshalText() ([]byte, error) { return s.AppendText([]byte{}) }

// AppendText appends what [Standing.MarshalText] writes.
func (s Standing) AppendText(b []byte) ([]byte, error) {
	if s > Disputed {
		return b, invalidValue(typeStanding, s.String())
	}
	return append(b, standingNames[s]...), nil
}

// UnmarshalText reads what [ParseStanding] reads. Empty text is the zero
// Standing.
func (s *Standing) UnmarshalText(text []byte) error { return unmarshal(s, text, ParseStanding) }

// A Source is a publication on which claims rest. It is a comparable value.
type Source struct {
	ID        string `json:"id"`                 // by which claims name it
	Title     string `json:"title,omitzero"`     // as it was published
	Publisher string `json:"publisher,omitzero"` // the newspaper, agency or institution
	Published Date   `json:"published,omitzero"` // when, as far as it is known
	URL       string `json:"url,omitzero"`       // where, if an address is recorded
}

// Citation returns the source as a reader's note has it: the publisher, the
// title in quotation marks, the date and the address, as far as they are known.
func (s Source) Citation() string {
	var parts []string
	if s.Publisher != "" {
		parts = append(parts, s.Publisher)
	}
	if s.Title != "" {
		parts = append(parts, "“"+s.Title+"”")
	}
	if s.Published.IsValid() {
		parts = append(parts, s.Published.String())
	}
	if s.URL != "" {
		parts = append(parts, s.URL)
	}
	return strings.Join(parts, ", ")
}

// BibTeX returns the source as an entry of type misc, with its ID as the key
// and a line for each field that is known. Characters that TeX treats
// specially are escaped.
func (s Source) BibTeX() string {
	var b strings.Builder
	b.WriteString("@misc{" + bibKey(s.ID))
	field := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	if s.Title != "" {
		field("title", "{"+escapeTeX(s.Title)+"}") // the inner braces keep its capitals
	}
	field("publisher", escapeTeX(s.Publisher))
	if s.Published.IsValid() {
		field("year", strconv.Itoa(int(s.Published.Year)))
		if s.Published.Month != 0 {
			field("month", strconv.Itoa(int(s.Published.Month)))
		}
	}
	field("url", escapeURL(s.URL))
	b.WriteString("\n}\n")
	return b.String()
}

// escapeTeX returns s as TeX text.
func escapeTeX(s string) string {
	return strings.NewReplacer(
		`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`,
		`%`, `\%`, `_`, `\_`, `^`, `\textasciicircum{}`, `~`, `\textasciitilde{}`,
	).Replace(s)
}

// escapeURL escapes what would end the field of an address, which TeX reads
// verbatim.
func escapeURL(s string) string {
	return strings.NewReplacer(`\`, `%5C`, `{`, `%7B`, `}`, `%7D`, ` `, `%20`).Replace(s)
}

// bibKey returns an ID without what BibTeX allows in no key.
func bibKey(id string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune(`{}(),="#%'~\`, r) {
			return '-'
		}
		return r
	}, id)
}

// A Relation is what a dataset records of the subject and one partner: the
// kinds of its claims, by direction and standing. It is a comparable value.
// Background is in none of the sets, and what is in none is not recorded,
// which does not say that it is not so.
type Relation struct {
	Partner  Country `json:"partner"`  // the country that is not the subject
	Given    KindSet `json:"given"`    // reported: the partner gives it to the subject
	Received KindSet `json:"received"` // reported: the subject gives it to the partner
	Shared   KindSet `json:"shared"`   // reported, and mutual
	Alleged  KindSet `json:"alleged"`  // alleged, in any direction
	Disputed KindSet `json:"disputed"` // disputed, in any direction
}

// Of returns what the embedded dataset records of c, as [Dataset.Of] does.
func Of(c Country) (Relation, bool) { return embedded.of(c) }

// All returns the relations of the embedded dataset, as [Dataset.All] does.
func All() iter.Seq[Relation] { return Embedded().All() }

// Claims returns the claims of the embedded dataset for which all filters
// hold, as [Dataset.Claims] does.
func Claims(filters ...Filter) iter.Seq[Claim] { return Embedded().Claims(filters...) }

// ClaimByID returns the claim of the embedded dataset with the given ID, such
// as "IRN-3", and whether there is one.
func ClaimByID(id string) (Claim, bool) { return Embedded().ClaimByID(id) }

// Supporters returns the partners that support Russia by the kind k, as the
// embedded dataset has it; see [Dataset.Supporters].
func Supporters(k SupportKind) CountrySet { return embedded.supportersOf(k) }

// Sources returns the sources of the embedded dataset.
func Sources() iter.Seq[Source] { return Embedded().Sources() }

// SourceByID returns the source of the embedded dataset with the given ID, and
// whether there is one.
func SourceByID(id string) (Source, bool) { return Embedded().SourceByID(id) }

// Embedded returns the dataset that is part of this package.
func Embedded() Dataset { return Dataset{&embedded} }
