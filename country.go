package relations

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"iter"
	"math/bits"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// A Country is one of the 249 entries of ISO 3166-1, or Kosovo. It is a small
// comparable value: the two letters of the alpha-2 code, the first times 256
// plus the second, so that it is the same in every version of this package and
// orders, by [cmp.Compare], as the codes do.
//
// The zero Country is no country. A value that no table knows, such as
// Country(9999), is treated likewise: it is not valid, no set holds it, no
// lookup finds it, and writing it is an error.
//
// The package declares the countries that its claims name. Any other is found
// by [ParseCountry], or is declared by its code, which costs a program nothing
// at start-up:
//
//	const France = relations.Country('F'<<8 | 'R')
//
// # Naming policy
//
// Names are those of the Unicode CLDR, codes those of ISO 3166-1 and the
// United Nations' M49. Kosovo, which has neither, has the codes XK and XKX,
// as CLDR has them, and no number. That a name or a code is listed, and which, is
// the practice of those standards. It takes no position on the status of any
// territory.
type Country uint16

// The countries that the embedded claims name.
const (
	Belarus      Country = 'B'<<8 | 'Y'
	China        Country = 'C'<<8 | 'N'
	India        Country = 'I'<<8 | 'N'
	Iran         Country = 'I'<<8 | 'R'
	NorthKorea   Country = 'K'<<8 | 'P'
	Russia       Country = 'R'<<8 | 'U'
	SouthAfrica  Country = 'Z'<<8 | 'A'
	Syria        Country = 'S'<<8 | 'Y'
	Ukraine      Country = 'U'<<8 | 'A'
	UnitedStates Country = 'U'<<8 | 'S'
)

// position returns c's place in the tables, from 1, or 0 if c is not valid.
func (c Country) position() uint8 {
	const highBits, capitals = 0xE0E0, 0x4040
	if c&highBits != capitals {
		return 0
	}
	return countryPositions[c>>3&0x3e0|c&0x1f]
}

// IsValid reports whether c is a country.
func (c Country) IsValid() bool { return c.position() != 0 }

// Alpha2 returns the ISO 3166-1 alpha-2 code, such as "IR", or "" if c is not
// valid.
func (c Country) Alpha2() string {
	p := int(c.position())
	if p == 0 {
		return ""
	}
	return alpha2Codes[2*p : 2*p+2]
}

// Alpha3 returns the ISO 3166-1 alpha-3 code, such as "IRN", or "" if c is not
// valid.
func (c Country) Alpha3() string { return alpha3Codes[c.position()] }

// Numeric returns the three digits that ISO 3166-1 and M49 share, such as
// "364". It is "" for Kosovo, which has none, and if c is not valid.
func (c Country) Numeric() string {
	p := int(c.position())
	return strings.TrimSpace(numericCodes[3*p : 3*p+3])
}

// String returns the English name, as [Country.Name] does. It is "no country"
// for the zero Country, and shows the number of any other invalid value.
func (c Country) String() string {
	if p := c.position(); p != 0 {
		return printedNames[p]
	}
	return c.invalid()
}

func (c Country) invalid() string {
	if c == 0 {
		return "no country"
	}
	return "Country(" + strconv.Itoa(int(c)) + ")"
}

// GoString returns c as Go source, such as relations.Iran or, for a country
// without a constant, relations.Country('F'<<8 | 'R').
func (c Country) GoString() string {
	switch c {
	case Belarus, China, India, Iran, NorthKorea, Russia, SouthAfrica, Syria, Ukraine, UnitedStates:
		return "relations." + strings.ReplaceAll(c.String(), " ", "")
	}
	if c.IsValid() {
		return fmt.Sprintf("relations.Country(%q<<8 | %q)", rune(c>>8), rune(c&0xff))
	}
	return fmt.Sprintf("relations.Country(%d)", uint16(c))
}

// Region returns c as a region of golang.org/x/text, from which the package
// golang.org/x/text/language/display has names in some 250 languages. It is
// the zero Region if c is not valid.
func (c Country) Region() language.Region {
	r, _ := language.ParseRegion(c.Alpha2()) // x/text knows every code; "" gives the zero Region
	return r
}

// CountryOf returns the country that is the region r, and whether there is
// one: there is none for the zero Region, for a code that was withdrawn, such as
// "BU", and for what CLDR calls a region but ISO 3166-1 no country, such as
// Europe ("150"), "EU" or "ZZ".
func CountryOf(r language.Region) (Country, bool) {
	code := r.String()
	if len(code) != 2 {
		return 0, false
	}
	c := countryOfCode(code)
	return c, c != 0
}

// MarshalText writes the alpha-2 code. The zero Country is empty text; any
// other invalid value is [ErrInvalid].
func (c Country) MarshalText() ([]byte, error) { return c.AppendText([]byte{}) }

// AppendText appends what [Country.MarshalText] writes.
func (c Country) AppendText(b []byte) ([]byte, error) {
	if c != 0 && !c.IsValid() {
		return b, invalidValue("country", c.invalid())
	}
	return append(b, c.Alpha2()...), nil
}

// UnmarshalText reads what [ParseCountry] reads. Empty text is the zero Country.
func (c *Country) UnmarshalText(text []byte) error {
	return unmarshal(c, text, ParseCountry)
}

// Value writes the alpha-2 code to a database; the zero Country is NULL, and
// any other invalid value [ErrInvalid].
func (c Country) Value() (driver.Value, error) { return value(c) }

// Scan reads from a database, as string or bytes, what [ParseCountry] reads.
// NULL and empty text are the zero Country.
func (c *Country) Scan(src any) error { return scan(c, typeCountry, src) }

// A CountrySet is a set of countries. It is a comparable value: two sets are
// equal, by == too, if they hold the same countries. The zero CountrySet is
// empty. No method changes a set, and sets that are derived share nothing.
type CountrySet struct {
	words [4]uint64 // a bit for each position
}

// CountriesOf returns the set of the given countries. It drops any that is not
// valid, without a sign: so check a code of your own by [Country.IsValid], or
// read it by [ParseCountry], before a claim rests on it. The United Kingdom is
// GB, not UK.
func CountriesOf(countries ...Country) CountrySet {
	var s CountrySet
	for _, c := range countries {
		s.add(c.position())
	}
	return s
}

// Countries returns the set of all countries: the 249 entries of ISO 3166-1,
// and Kosovo.
func Countries() CountrySet {
	return CountrySet{}.complement()
}

func (s *CountrySet) add(position uint8) {
	if position != 0 {
		s.words[position>>6] |= 1 << (position & 63)
	}
}

func (s *CountrySet) has(position uint8) bool {
	return s.words[position>>6]>>(position&63)&1 != 0
}

// complement returns the countries that are not in s.
func (s CountrySet) complement() CountrySet {
	const last = countryCount + 1 - 3*64 // bits in the last word
	return CountrySet{[4]uint64{^s.words[0] &^ 1, ^s.words[1], ^s.words[2], ^s.words[3] & (1<<last - 1)}}
}

// Has reports whether c is in s.
func (s CountrySet) Has(c Country) bool { return s.has(c.position()) }

// Len returns the number of countries in s.
func (s CountrySet) Len() int {
	return bits.OnesCount64(s.words[0]) + bits.OnesCount64(s.words[1]) +
		bits.OnesCount64(s.words[2]) + bits.OnesCount64(s.words[3])
}

// IsEmpty reports whether s holds no country.
func (s CountrySet) IsEmpty() bool { return s == CountrySet{} }

// Equal reports whether s and t hold the same countries.
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
	for i := range s.words {
		s.words[i] &= t.words[i]
	}
	return s
}

// Minus returns the countries that are in s and not in t.
func (s CountrySet) Minus(t CountrySet) CountrySet {
	for i := range s.words {
		s.words[i] &^= t.words[i]
	}
	return s
}

// All returns an iterator over the countries in s, in the order of their codes.
// As a slice they are given by [slices.Collect].
func (s CountrySet) All() iter.Seq[Country] {
	return func(yield func(Country) bool) {
		for i, w := range s.words {
			for ; w != 0; w &= w - 1 {
				if !yield(countryCodes[i<<6|bits.TrailingZeros64(w)]) {
					return
				}
			}
		}
	}
}

// String returns the alpha-2 codes in order, with single spaces: "BY IR".
func (s CountrySet) String() string {
	b, _ := s.AppendText(nil)
	return string(b)
}

// GoString returns s as Go source.
func (s CountrySet) GoString() string {
	return goList("relations.CountriesOf", s.All())
}

// MarshalText writes the alpha-2 codes in order, with single spaces.
func (s CountrySet) MarshalText() ([]byte, error) { return s.AppendText([]byte{}) }

// AppendText appends what [CountrySet.MarshalText] writes.
func (s CountrySet) AppendText(b []byte) ([]byte, error) {
	return appendWords(b, s.All(), Country.Alpha2), nil
}

// UnmarshalText reads codes (alpha-2, alpha-3 or numeric) with white space
// between them, in any order. Empty text is the empty set.
func (s *CountrySet) UnmarshalText(text []byte) error {
	return unmarshalWords(s, text, (*CountrySet).addCode)
}

func (s *CountrySet) addCode(code string) error {
	c := countryOfCode(code)
	if c == 0 {
		return &ParseError{Type: "country code", Input: shorten(code), Err: ErrUnknown}
	}
	s.add(c.position())
	return nil
}

// MarshalJSON writes an array of alpha-2 codes in order; the empty set is [].
func (s CountrySet) MarshalJSON() ([]byte, error) {
	return appendJSONList(nil, s.All(), Country.Alpha2), nil
}

// UnmarshalJSON reads an array of codes (alpha-2, alpha-3 or numeric). null is
// the empty set.
func (s *CountrySet) UnmarshalJSON(data []byte) error {
	return unmarshalList(s, data, (*CountrySet).addCode)
}

var _ json.Marshaler = CountrySet{}
