package relations

import (
	"database/sql/driver"
	"iter"
	"math/bits"
	"strconv"
	"strings"

	"github.com/warmrelations/relations/internal/country"
	"golang.org/x/text/language"
)

// A Country is one of the 249 entries of ISO 3166-1, or Kosovo. It is a small
// comparable value: the two letters of the alpha-2 code, the first times 256 plus the
// second. So it is the same in every version of this package, and [cmp.Compare] orders
// countries as it orders their codes.
//
// The zero Country is no country. A value that no table has, such as Country(9999), is
// invalid: no lookup finds it, no filter matches it, and marshaling it is an error.
//
// The package declares a constant for each country, such as [Iran]. For any text, use
// [ParseCountry].
//
// # Naming policy
//
// Names are those of the Unicode CLDR, codes those of ISO 3166-1 and of the United
// Nations' M49. Kosovo is in neither. It has XK, as in CLDR, XKX, as the World Bank and
// the European Union use, and no number. Whether a name or a code is listed, and which
// one, is the practice of those standards. This package takes no position on the status
// of any territory.
type Country uint16

// index returns the index of c in tables by country, or 0 if c is not valid.
func (c Country) index() uint8 { return country.Index(uint16(c)) }

// ParseCountry returns the country that s names. White space around s does not matter.
//
// Codes are tried first, as they stand: ISO 3166-1 alpha-2 and alpha-3 in upper or
// lower case, and M49 as exactly three digits. Then names: the short and formal names
// of ISO 3166-1 (in English and French), of the United Nations and of CLDR, in Arabic,
// Chinese (in both scripts), English, French, Russian and Spanish; further names and
// abbreviations as they are met in data ("Korea, Dem. People's Rep.", "Greenland
// (Denmark)", "DRC"); and former names of the same country ("Burma").
//
// In names, case, marks on letters, punctuation, underscores and the word "the" do not
// matter, "&" is "and", and these are ignored: a French or Spanish article before or
// after more than three letters ("la France", "France (la)"), a footnote mark at the
// end (an asterisk or, after a space, two), and the country's own code in brackets
// ("Belarus (BY)"). Nothing is guessed: there is no matching of parts or of similar
// spellings, and nothing is cut off. "Republic of China" (TW) is not "China" (CN), and
// a text with two countries ("United States, Mexico") is neither, except that some
// names may stand with a state that they are often written with ("Greenland (DK)",
// "Hong Kong, China").
//
// A name that ISO 3166-1, M49 or CLDR publishes stands for the country for which they
// publish it, as "Congo" does for CG. Any other name that is in use for several
// countries is an error.
//
// Errors are of type [*ParseError]. Their reason is [ErrAmbiguous] for a name of
// several countries; [ErrSyntax] if s is nothing but white space and punctuation, is
// longer than 256 bytes, is not valid UTF-8, or holds a format character or a control
// character that is not white space; and [ErrUnknown] otherwise.
// [ParseError.Candidates] has suggestions.
//
// Codes are short words too: "no" is Norway, "in" is India. So do not look for
// countries in the words of a text. Names of your own belong in a map that is asked
// first.
func ParseCountry(s string) (Country, error) {
	code, result := country.Parse(s)
	if result == country.Found {
		return Country(code), nil
	}
	err := &ParseError{Type: typeCountry, Input: s, Err: ErrUnknown}
	switch result {
	case country.Ambiguous:
		err.Err = ErrAmbiguous
	case country.Malformed:
		err.Err = ErrSyntax
	}
	if len(s) > country.MaxName {
		err.Input = shorten(s)
	}
	return 0, err
}

// MustParseCountry is like [ParseCountry] but panics if s names no country. It is for
// names in a program's source. Setting a package-level variable by it takes time when
// the program starts; the constants do not.
func MustParseCountry(s string) Country { return must(ParseCountry(s)) }

// IsValid reports whether c is a country.
func (c Country) IsValid() bool { return c.index() != 0 }

// Alpha2 returns the ISO 3166-1 alpha-2 code, such as "IR", or "" if c is not valid.
func (c Country) Alpha2() string { return country.Alpha2(c.index()) }

// Alpha3 returns the ISO 3166-1 alpha-3 code, such as "IRN", or "" if c is not valid.
func (c Country) Alpha3() string { return country.Alpha3(c.index()) }

// Numeric returns the three digits that ISO 3166-1 and M49 share, such as "364". It is
// "" for Kosovo, which has none, and if c is not valid.
func (c Country) Numeric() string { return country.Numeric(c.index()) }

// Name returns the country's name in the base language of tag, if that is Arabic,
// Chinese (in simplified characters, whatever the tag's script), English, French,
// Russian or Spanish. For any other language, and for a tag that states none, it is the
// English name. Names are those of CLDR 48.2, and [ParseCountry] reads all of them.
//
// If c is not valid, Name returns what String does.
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

// String returns the English name, as [Country.Name] does. It is "no country" for the
// zero Country, and shows the number of any other invalid value.
func (c Country) String() string {
	if i := c.index(); i != 0 {
		return country.Name(i, country.English)
	}
	if c == 0 {
		return "no country"
	}
	return "Country(" + strconv.Itoa(int(c)) + ")"
}

// GoString returns c as Go source, such as relations.Iran.
func (c Country) GoString() string {
	if i := c.index(); i != 0 {
		return "relations." + country.Identifier(i)
	}
	return "relations.Country(" + strconv.Itoa(int(c)) + ")"
}

// Region returns c as a region of golang.org/x/text. It is the zero Region if c is not
// valid. The package golang.org/x/text/language/display has its name in some 250
// languages, and Region.Contains tells whether an M49 region such as Europe ("150")
// contains it.
func (c Country) Region() language.Region {
	r, _ := language.ParseRegion(c.Alpha2()) // x/text knows every code; "" gives the zero Region
	return r
}

// CountryOfRegion returns the country that is the region r, and whether there is one.
// There is none for the zero Region, for a code that was withdrawn, such as "BU", and
// for a region that is no country, such as Europe ("150"), "EU" or "ZZ".
func CountryOfRegion(r language.Region) (Country, bool) {
	code := r.String()
	if len(code) != 2 {
		return 0, false
	}
	c := Country(country.Code(country.OfCode(code)))
	return c, c != 0
}

// AppendText appends what MarshalText returns.
func (c Country) AppendText(b []byte) ([]byte, error) {
	return appendName(b, c, typeCountry, c.Alpha2())
}

// MarshalText returns the alpha-2 code. The zero Country is empty text; any other
// invalid value is an error, [ErrInvalid].
func (c Country) MarshalText() ([]byte, error) { return c.AppendText([]byte{}) }

// UnmarshalText reads what [ParseCountry] reads; empty text is the zero Country.
func (c *Country) UnmarshalText(text []byte) error { return unmarshal(c, text, ParseCountry) }

// Value returns what MarshalText does, as a string, or NULL for the zero Country.
func (c Country) Value() (driver.Value, error) { return value(c) }

// Scan reads a string or bytes as UnmarshalText does; NULL is the zero Country.
func (c *Country) Scan(src any) error { return scan(c, typeCountry, src) }

// A CountrySet is a set of countries. It is a comparable value: two sets are equal, by
// == too, if they hold the same countries. The zero CountrySet is empty. No method
// changes a set.
//
// A set that was made from an invalid Country, the zero one too, does not hold it, but
// remembers that there was one, and so do the sets that are derived from it. Such a set
// is not zero, its String shows it, marshaling it is an error, and [New] refuses a
// claim that has it. Otherwise an invalid code in AssertedBy would make an alleged
// claim Reported.
type CountrySet struct {
	words [4]uint64 // a bit for each index of a country; bit 0, which no country has, is the mark of an invalid one
}

// invalidMark is the bit, in the first word of a set, that remembers an invalid member.
const invalidMark = 1

// NewCountrySet returns the set of the given countries.
func NewCountrySet(countries ...Country) CountrySet {
	var s CountrySet
	for _, c := range countries {
		s.add(c)
	}
	return s
}

// Countries returns the set of all countries: the 249 entries of ISO 3166-1, and
// Kosovo.
func Countries() CountrySet {
	const last = country.Count + 1 - 3*64 // bits in the last word
	return CountrySet{[4]uint64{^uint64(invalidMark), ^uint64(0), ^uint64(0), 1<<last - 1}}
}

func (s *CountrySet) add(c Country) {
	i := c.index()
	s.words[i>>6] |= 1 << (i & 63)
}

// has reports whether the country with an index is in s.
func (s *CountrySet) has(i uint8) bool { return i != 0 && s.words[i>>6]>>(i&63)&1 != 0 }

// overlaps reports whether a country is in both s and t.
func (s *CountrySet) overlaps(t *CountrySet) bool {
	return s.words[0]&t.words[0]&^invalidMark|s.words[1]&t.words[1]|s.words[2]&t.words[2]|s.words[3]&t.words[3] != 0
}

// isInvalid reports whether s was made from an invalid country.
func (s CountrySet) isInvalid() bool { return s.words[0]&invalidMark != 0 }

// Has reports whether c is in s. It is false for an invalid Country.
func (s CountrySet) Has(c Country) bool { return s.has(c.index()) }

// Len returns the number of countries in s.
func (s CountrySet) Len() int {
	return bits.OnesCount64(s.words[0]&^invalidMark) + bits.OnesCount64(s.words[1]) +
		bits.OnesCount64(s.words[2]) + bits.OnesCount64(s.words[3])
}

// IsZero reports whether s is the zero CountrySet: it holds no country and was made
// from no invalid one.
func (s CountrySet) IsZero() bool { return s == CountrySet{} }

// Equal reports whether s and t are the same set, as == does.
func (s CountrySet) Equal(t CountrySet) bool { return s == t }

// Union returns the countries that are in s or in t.
func (s CountrySet) Union(t CountrySet) CountrySet {
	for i := range s.words {
		s.words[i] |= t.words[i]
	}
	return s
}

// Intersect returns the countries that are in both s and t.
func (s CountrySet) Intersect(t CountrySet) CountrySet {
	mark := (s.words[0] | t.words[0]) & invalidMark
	for i := range s.words {
		s.words[i] &= t.words[i]
	}
	s.words[0] |= mark
	return s
}

// Minus returns the countries that are in s and not in t.
func (s CountrySet) Minus(t CountrySet) CountrySet {
	mark := (s.words[0] | t.words[0]) & invalidMark
	for i := range s.words {
		s.words[i] &^= t.words[i]
	}
	s.words[0] |= mark
	return s
}

// All returns an iterator over the countries in s, in the order of their codes. For a
// slice of them, use [slices.Collect].
func (s CountrySet) All() iter.Seq[Country] {
	return func(yield func(Country) bool) {
		s.words[0] &^= invalidMark
		for i, w := range s.words {
			for ; w != 0; w &= w - 1 {
				if !yield(Country(country.Code(uint8(i<<6 | bits.TrailingZeros64(w))))) {
					return
				}
			}
		}
	}
}

// String returns the alpha-2 codes in order, with single spaces: "BY IR". After them
// stands "(invalid country)" if s was made from one.
func (s CountrySet) String() string {
	return setString(s.All(), s.isInvalid(), Country.Alpha2, typeCountry)
}

// GoString returns s as Go source.
func (s CountrySet) GoString() string {
	return goCall("relations.NewCountrySet", s.All(), s.isInvalid(), Country(0))
}

// AppendText appends what MarshalText returns.
func (s CountrySet) AppendText(b []byte) ([]byte, error) {
	if s.isInvalid() {
		return b, invalidValue("country set", s.String())
	}
	return append(b, s.String()...), nil
}

// MarshalText returns the alpha-2 codes in order, with single spaces. It is an error,
// [ErrInvalid], if s was made from an invalid country.
func (s CountrySet) MarshalText() ([]byte, error) { return s.AppendText([]byte{}) }

// UnmarshalText reads codes (alpha-2, alpha-3 or M49) with white space between them, in
// any order. Empty text is the empty set.
func (s *CountrySet) UnmarshalText(text []byte) error {
	return unmarshalWords(s, strings.Fields(string(text)), (*CountrySet).addCode)
}

// addCode adds the country with a code.
func (s *CountrySet) addCode(code string) error {
	i := country.OfCode(code)
	if i == 0 {
		return refusal("country code", code, ErrUnknown, "want a code such as GB, GBR or 826")
	}
	s.add(Country(country.Code(i)))
	return nil
}

// MarshalJSON returns an array of alpha-2 codes in order; the empty set is []. It is an
// error, [ErrInvalid], if s was made from an invalid country.
func (s CountrySet) MarshalJSON() ([]byte, error) { return marshalList(s) }

// UnmarshalJSON reads an array of codes (alpha-2, alpha-3 or M49), or text as
// [CountrySet.UnmarshalText] does, since a key of a JSON object is text. null is the
// empty set.
func (s *CountrySet) UnmarshalJSON(data []byte) error {
	return unmarshalList(s, data, (*CountrySet).addCode)
}

// Value returns what MarshalText does, as a string, or NULL for the zero CountrySet.
func (s CountrySet) Value() (driver.Value, error) { return value(s) }

// Scan reads a string or bytes as UnmarshalText does; NULL is the zero CountrySet.
func (s *CountrySet) Scan(src any) error { return scan(s, "country set", src) }
