package relations

import (
	"database/sql/driver"
	"iter"
	"strconv"
	"strings"

	"github.com/warmrelations/relations/internal/country"
	"golang.org/x/text/language"
)

// A Country is one of the 249 entries of ISO 3166-1, or Kosovo. It is a small comparable
// value. Its number is made of the two letters of the alpha-2 code, 'I'<<8 | 'R' for Iran,
// and never changes. [cmp.Compare] orders countries by code.
//
// The zero Country means no country; it is not valid. Any other value that is not the
// code of a country, such as Country(9999), is invalid: no lookup finds it, no filter
// matches it, and marshaling it is an error.
//
// The package declares a constant for each country, such as [Iran]. To convert a text to a
// Country, use [ParseCountry].
//
// # Naming policy
//
// Names follow Unicode CLDR, and codes follow ISO 3166-1 and the M49 standard of the
// United Nations. Kosovo is in neither standard. Its codes are XK, as in CLDR, and XKX,
// which the World Bank and the European Union use; it has no number. The names and codes
// are those of the standards. They are not a position of this package on the status of
// any territory.
type Country uint16

// index returns the index of c in tables by country, or 0 if c is not valid.
func (c Country) index() uint8 { return country.Index(uint16(c)) }

// ParseCountry returns the country with the code or name s. It ignores surrounding white
// space. It accepts, in this order:
//
//   - Codes: ISO 3166-1 alpha-2 and alpha-3 in any case, and M49 as exactly three digits;
//     also "UK" and, only in capitals, EL, the European Union's code for Greece, and ZAR,
//     ROM and TMP, former codes of the Democratic Republic of the Congo, Romania and
//     Timor-Leste that statistics still use.
//   - Names that ISO 3166-1, the United Nations or CLDR publish in Arabic, Chinese,
//     English, French, Russian or Spanish, short and formal.
//   - Variants found in data ("Korea, Dem. People's Rep.", "DRC", "China, Hong Kong SAR",
//     "France (including Monaco)"), and former names of the same country ("Burma").
//   - A name followed, in brackets or after a comma, by another name or the code of the
//     same country ("Germany (Deutschland)", "Belarus (BY)") or, for a territory, by the
//     state that it belongs to ("Greenland (Denmark)", "Hong Kong, China"). A code may also
//     follow after a space ("Belarus BY").
//
// In names it ignores case, accents, punctuation, underscores, the word "the", one footnote
// mark at the end ("*", "[1]", "[note 1]"), and a French or Spanish article before or after
// the name ("la France", "Gambie (la)"). "&" means "and". LA and EL are also codes. So "la"
// and "el" are articles only before a name, in brackets or, if the name has a capital
// letter, after a comma; "La" and "El" only before a name or in brackets; and "LA" and "EL"
// only there, and only if the whole text is in capitals.
//
// It rejects everything else. It does not match parts of names or similar spellings, and
// it never reads two countries as one: "China; Hong Kong", "Vietnam / LA", "China -
// Taiwan" and "United States, Mexico" are unknown. So are regions ("Europe"), cities and
// adjectives ("French").
//
// A code is always an ISO or M49 code. Codes of FIPS and of the International Olympic
// Committee are not supported, and some of them are ISO codes of other countries: RS, GM
// and NI are Russia, Germany and Nigeria in FIPS, and BRN is Bahrain at the Olympic Games.
//
// A name that is published for one country means that country, even if some texts use it
// for several: "Congo" is CG. "Republic of China" is TW, not CN. "NA" is Namibia, even
// where a table means "not available". "no" is Norway and "in" is India, so do not look
// up each word of a sentence. "RU" is Russia, although CLDR has it in Spanish as a short
// form of the United Kingdom.
//
// An error is a [*ParseError] with one of four reasons: [ErrAmbiguous] for a name of
// several countries ("Korea"); [ErrFormer] for a state that has ended or a code that was
// withdrawn ("Soviet Union", "YUG"); [ErrSyntax] if s is empty, longer than 256 bytes or
// not valid UTF-8, contains no name (such as "-" or "the"), or contains a control or
// invisible character other than white space; and [ErrUnknown] for any other s. The
// message says which countries s could mean, if any, and [ParseError.Candidates] returns
// them. Do not ignore the error: the zero Country matches no claim. To support names of
// your own, look them up in a map first.
func ParseCountry(s string) (Country, error) {
	code, result := country.Parse(s)
	if result == country.Found {
		return Country(code), nil
	}
	err := &ParseError{Type: typeCountry, Input: s, Err: ErrUnknown}
	switch result {
	case country.Ambiguous:
		err.Err = ErrAmbiguous
	case country.Former:
		err.Err = ErrFormer
	case country.Malformed:
		err.Err = ErrSyntax
		err.Input = shortenTo(s, country.MaxName)
	}
	return 0, err
}

// MustParseCountry is like [ParseCountry] but panics if s cannot be parsed. It is meant for
// names in source code. A package-level variable that is set with it costs time when the
// program starts; the constants do not.
func MustParseCountry(s string) Country { return must(ParseCountry(s)) }

// IsValid reports whether c is a country.
func (c Country) IsValid() bool { return c.index() != 0 }

// Alpha2 returns the ISO 3166-1 alpha-2 code, such as "IR", or "" if c is not valid.
func (c Country) Alpha2() string { return country.Alpha2(c.index()) }

// Alpha3 returns the ISO 3166-1 alpha-3 code, such as "IRN", or "" if c is not valid.
func (c Country) Alpha3() string { return country.Alpha3(c.index()) }

// Numeric returns the three-digit code that ISO 3166-1 and M49 share, such as "364". It
// returns "" for Kosovo, which has no such code, and if c is not valid.
func (c Country) Numeric() string { return country.Numeric(c.index()) }

// Name returns the name of c in the base language of tag, if that is Arabic, Chinese (in
// simplified characters, whatever the script of tag), English, French, Russian or Spanish.
// For any other language, and for a tag without a language, it returns the English name.
// Names are those of CLDR, version [CLDRVersion]; [ParseCountry] accepts all of them.
//
// If c is not valid, Name returns c.String().
func (c Country) Name(tag language.Tag) string {
	i := c.index()
	if i == 0 {
		return c.String()
	}
	l := country.English
	switch base, _, _ := tag.Raw(); base.String() {
	case "ar":
		l = country.Arabic
	case "zh":
		l = country.Chinese
	case "fr":
		l = country.French
	case "ru":
		l = country.Russian
	case "es":
		l = country.Spanish
	}
	return country.Name(i, l)
}

// String returns the English name of c, "no country" for the zero Country, and
// "Country(n)" for any other invalid value.
func (c Country) String() string {
	return stringOf(c, "Country", country.Name(c.index(), country.English), "no country")
}

// GoString returns c as Go source, such as relations.Iran.
func (c Country) GoString() string {
	if i := c.index(); i != 0 {
		return "relations." + country.Identifier(i)
	}
	return "relations.Country(" + strconv.Itoa(int(c)) + ")"
}

// Region returns c as a region of golang.org/x/text, or the zero Region if c is not valid.
// Use the package golang.org/x/text/language/display for its name in some 250 languages,
// and Region.Contains to test whether an M49 region such as Europe ("150") contains it.
func (c Country) Region() language.Region {
	r, _ := language.ParseRegion(c.Alpha2()) // x/text has all codes; for "" it returns the zero Region
	return r
}

// CountryOfRegion returns the country with the code of the region r. It reports whether
// there is one. There is none for the zero Region, for a withdrawn code such as "BU", and
// for a region that is not a country, such as Europe ("150"), "EU" or "ZZ".
func CountryOfRegion(r language.Region) (Country, bool) {
	code := r.String()
	if len(code) != 2 {
		return 0, false
	}
	c := Country(country.Code(country.OfAlpha2(code)))
	return c, c != 0
}

// MarshalText returns the alpha-2 code, or empty text for the zero Country. For any
// other invalid value the error wraps [ErrInvalid].
func (c Country) MarshalText() ([]byte, error) { return marshal(c, typeCountry, c.Alpha2()) }

// UnmarshalText parses a code or a name with [ParseCountry]. Empty text is the zero
// Country. On an error, c does not change.
func (c *Country) UnmarshalText(text []byte) error { return unmarshal(c, text, ParseCountry) }

// Value returns the alpha-2 code as a string, or NULL for the zero Country. For any other
// invalid value the error wraps [ErrInvalid].
func (c Country) Value() (driver.Value, error) { return value(c) }

// Scan parses a string or []byte with UnmarshalText. NULL is the zero Country. For a
// value of another type the error wraps [ErrSyntax]. On an error, c does not change.
func (c *Country) Scan(src any) error { return scan(c, typeCountry, src) }

// GormDataType returns "text", the type that GORM gives the column.
func (Country) GormDataType() string { return "text" }

// A CountrySet is a set of countries. It is a comparable value: sets that this package
// returns are equal with == if they contain the same countries. The zero CountrySet is
// empty. Of its methods, only UnmarshalText, UnmarshalJSON and Scan change a set.
//
// To make a set, use [NewCountrySet]. The field is exported so that every encoder writes
// it, and so that a template can test it: {{if .DeniedBy.Codes}}. If you set the field
// yourself, the codes may be in any order. [CountrySet.Equal] ignores the order.
//
// A word in Codes that is not an alpha-2 code in capitals makes the set invalid. So does
// text of white space only. NewCountrySet writes an invalid Country as a word such as
// "Country(9999)". An invalid set is not zero, its String shows the word, marshaling it is
// an error, and [New] rejects a claim that contains it. Otherwise a wrong code in
// AssertedBy would turn an alleged claim into a reported one. Union, Intersect and Minus
// keep invalid words; Has, Len and All ignore them.
type CountrySet struct {
	Codes string // alpha-2 codes in alphabetical order, separated by single spaces: "KP US"
}

const typeCountrySet = "country set"

// NewCountrySet returns the set of the given countries. If one is not valid, neither is
// the set; see [CountrySet].
func NewCountrySet(countries ...Country) CountrySet {
	var m members
	for _, c := range countries {
		if i := c.index(); i != 0 {
			m.has[i] = true
		} else {
			m.invalid = append(m.invalid, "Country("+strconv.Itoa(int(c))+")")
		}
	}
	return countrySet(m)
}

// Countries returns the set of all countries: the 249 entries of ISO 3166-1, and
// Kosovo.
func Countries() CountrySet {
	var m members
	for i := 1; i <= country.Count; i++ {
		m.has[i] = true
	}
	return countrySet(m)
}

// countrySet returns the set with the given members.
func countrySet(m members) CountrySet {
	return CountrySet{m.text(func(i int) string { return country.Alpha2(uint8(i)) })}
}

func (s CountrySet) members() members { return readMembers(s.Codes, "Country(0)", indexOfCode) }

// indexOfCode returns the index of the country with the given alpha-2 code in capitals, or
// 0 if there is none.
func indexOfCode(code string) uint8 {
	if len(code) != 2 {
		return 0
	}
	return country.Index(uint16(code[0])<<8 | uint16(code[1]))
}

// Has reports whether s contains c. It returns false if c is not valid.
func (s CountrySet) Has(c Country) bool {
	code := c.Alpha2()
	for word := range strings.FieldsSeq(s.Codes) {
		if word == code {
			return true
		}
	}
	return false
}

// Len returns the number of countries in s, without invalid words.
func (s CountrySet) Len() int { return s.members().count() }

// IsZero reports whether s is the zero CountrySet. An invalid set is not zero.
func (s CountrySet) IsZero() bool { return s == CountrySet{} }

// Equal reports whether s and t contain the same countries and the same invalid words.
func (s CountrySet) Equal(t CountrySet) bool { return s == t || s.String() == t.String() }

// Union returns the countries that are in s or in t.
func (s CountrySet) Union(t CountrySet) CountrySet {
	return countrySet(s.members().combine(t.members(), inEither))
}

// Intersect returns the countries that are in both s and t.
func (s CountrySet) Intersect(t CountrySet) CountrySet {
	return countrySet(s.members().combine(t.members(), inBoth))
}

// Minus returns the countries that are in s and not in t.
func (s CountrySet) Minus(t CountrySet) CountrySet {
	return countrySet(s.members().combine(t.members(), inFirstOnly))
}

// All returns an iterator over the countries in s, in the order of their codes. To get
// a slice, use [slices.Collect].
func (s CountrySet) All() iter.Seq[Country] {
	return func(yield func(Country) bool) {
		m := s.members()
		for i, ok := range m.has {
			if ok && !yield(Country(country.Code(uint8(i)))) {
				return
			}
		}
	}
}

// String returns the codes in alphabetical order, separated by single spaces, and then any
// invalid words.
func (s CountrySet) String() string { return countrySet(s.members()).Codes }

// MarshalText returns the same text as String. If s is invalid, the error wraps
// [ErrInvalid].
func (s CountrySet) MarshalText() ([]byte, error) {
	return marshalSet(s.members(), typeCountrySet, s.String())
}

// UnmarshalText parses codes separated by spaces, commas or both, in any order. Each word
// must be a code that [ParseCountry] accepts, of at most three letters or digits. Empty
// text is the empty set. The error is a [*ParseError] that wraps [ErrUnknown] for any
// other word, and [ErrSyntax] for white space or commas without a word. On an error, s
// does not change.
func (s *CountrySet) UnmarshalText(text []byte) error {
	words, err := splitWords(typeCountrySet, string(text))
	if err != nil {
		return err
	}
	return unmarshalSet(s, words, parseCode, NewCountrySet)
}

// parseCode is like ParseCountry, but accepts only codes.
func parseCode(s string) (Country, error) {
	const longest = 3
	if len(s) <= longest {
		if c, err := ParseCountry(s); err == nil {
			return c, nil
		}
	}
	return 0, parseError("country code", s, ErrUnknown, "want a code such as GB, GBR or 826")
}

// MarshalJSON returns an array of alpha-2 codes in alphabetical order, such as
// ["KP","US"]. The empty set is []. If s is invalid, the error wraps [ErrInvalid].
func (s CountrySet) MarshalJSON() ([]byte, error) { return marshalArray(s) }

// UnmarshalJSON parses an array of codes or names, each with [ParseCountry], or a string in
// the form that UnmarshalText accepts. null is the empty set. On an error, s does not
// change.
func (s *CountrySet) UnmarshalJSON(data []byte) error {
	return unmarshalArray(s, data, ParseCountry, NewCountrySet, s.UnmarshalText)
}

// Value returns the text as a string, or NULL for the zero CountrySet. If s is invalid, the
// error wraps [ErrInvalid].
func (s CountrySet) Value() (driver.Value, error) { return value(s) }

// Scan parses a string or []byte with UnmarshalText. NULL is the zero CountrySet. For a
// value of another type the error wraps [ErrSyntax]. On an error, s does not change.
func (s *CountrySet) Scan(src any) error { return scan(s, typeCountrySet, src) }

// GormDataType returns "text", the type that GORM gives the column.
func (CountrySet) GormDataType() string { return "text" }
