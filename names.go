package relations

import (
	"strings"
	"sync"

	"github.com/warmrelations/relations/internal/fold"
	"golang.org/x/text/language"
)

// ParseCountry returns the country that s names. White space around s does not
// matter.
//
// Codes are read first, as they stand: ISO 3166-1 alpha-2 and alpha-3 in upper
// or lower case, and M49 as exactly three digits. Then names: the short and
// official names of ISO 3166-1, of the United Nations and of CLDR, in Arabic,
// Chinese, English, French, Russian and Spanish; further English names and
// abbreviations as they are met in data ("Korea, Dem. People's Rep.",
// "Greenland (Denmark)", "DRC"); and former names of the same country
// ("Burma").
//
// For names, case, accents on Latin letters, punctuation, and the word "the" do
// not matter, "&" is "and", and "St." is "Saint". Nothing is guessed. There is
// no matching of parts or of similar spellings, and nothing is cut off:
// "Republic of China" (TW) is not "China" (CN).
//
// A name that ISO 3166-1, M49 or CLDR publishes stands for the country for
// which they publish it, as "Congo" for CG. Any other that is in use for more
// than one country is an error.
//
// Errors are of type [*ParseError]. Their reason is [ErrAmbiguous] for such a
// name, with the candidates; [ErrSyntax] if s is empty or longer than 256
// bytes, if it is not valid UTF-8, or if it holds a control or formatting
// character; and [ErrUnknown] for all else.
func ParseCountry(s string) (c Country, err error) {
	// This is just small enough to be inlined, so that the error of a caller
	// who only asks whether there is one need not be allocated.
	c, s, err = parseCountry(s)
	if err != nil {
		err = &ParseError{Type: typeCountry, Input: s, Err: err}
	}
	return
}

// MustParseCountry is [ParseCountry] for names that the program itself holds.
// It panics if s names no country. A package-level variable that it fills
// costs its program an initialiser; for that, see [Country].
func MustParseCountry(s string) Country {
	c, err := ParseCountry(s)
	if err != nil {
		panic(err)
	}
	return c
}

// parseCountry returns the country that s names, or the reason why there is
// none, and s as an error quotes it.
func parseCountry(s string) (c Country, quote string, err error) {
	if len(s) <= longestCode {
		if p := codePosition(s); p != 0 {
			return countryCodes[p], "", nil
		}
	}
	switch p := namePosition(s); {
	case p == 0:
		err = ErrUnknown
	case p == malformed:
		err = ErrSyntax
	case p > countryCount:
		err = ErrAmbiguous
	default:
		return countryCodes[p], "", nil
	}
	return 0, shorten(s), err
}

// malformed stands for the position of a text that is no name.
const malformed = 255

// namePosition returns the position of the country that s names, 0 if there is
// none, malformed, or a number above all positions for an ambiguous name.
func namePosition(s string) uint8 {
	if len(s) > fold.MaxInput {
		return malformed
	}
	if t := strings.TrimSpace(s); len(t) <= longestCode && len(t) < len(s) {
		if p := codePosition(t); p != 0 {
			return p
		}
	}
	var key fold.Key
	if !key.Fold(s) || key.IsEmpty() {
		return malformed
	}
	bucket := key.Hash() >> (64 - nameBucketBits)
	i, end := 2*int(nameBuckets[bucket]), 2*int(nameBuckets[bucket+1])
	for i+2 < end {
		p, form := nameKeys[i], int(nameKeys[i+1])
		text := nameKeys[i+2 : i+2+form&^nameForms]
		if form&plainName != 0 && text == string(key.Bytes()) || form&plainName == 0 && isSqueezed(text, form&nameForms<<2, key.Bytes()) {
			return p
		}
		i += 2 + len(text)
	}
	return 0
}

// The two highest bits of a name's length say in which form it is held: as it
// is, or squeezed by the codes for ASCII or for other scripts.
const (
	plainName = 0x80
	nameForms = 0xC0
)

// isSqueezed reports whether text, squeezed by the codes from first on, stands
// for key.
func isSqueezed(text string, first int, key []byte) bool {
	for i := range len(text) {
		c, start := first+int(text[i]), 0
		if c > 0 {
			start = int(nameCodeEnds[c-1])
		}
		code := nameCodes[start:nameCodeEnds[c]]
		if len(key) < len(code) || string(key[:len(code)]) != code {
			return false
		}
		key = key[len(code):]
	}
	return len(key) == 0
}

// candidatesOf returns the countries for which an ambiguous name stands.
func candidatesOf(name string) CountrySet {
	if p := namePosition(name); p > countryCount && p != malformed {
		return candidates[p-countryCount-1]
	}
	return CountrySet{}
}

// longestCode is the length of an alpha-3 or M49 code.
const longestCode = 3

// codePosition returns the position of a code, or 0.
func codePosition(s string) uint8 {
	const toUpper = 0x20 // the bit that the cases of a letter differ in
	switch len(s) {
	case 2:
		return (Country(s[0]&^toUpper)<<8 | Country(s[1]&^toUpper)).position()
	case 3:
		a, b, c := s[0], s[1], s[2]
		if a <= '9' {
			if a, b, c = a-'0', b-'0', c-'0'; a > 9 || b > 9 || c > 9 {
				return 0
			}
			return numericPositions[int(a)*100+int(b)*10+int(c)]
		}
		a, b, c = a&^toUpper, b&^toUpper, c&^toUpper
		cell := alpha3Rows[int(a&31)<<5|int(b&31)] + uint16(c&31)
		p := alpha3Cells[cell]
		if i := int(p) * 3; alpha3Codes[i] == a && alpha3Codes[i+1] == b && alpha3Codes[i+2] == c {
			return p
		}
	}
	return 0
}

// The languages of the tables, by their index.
const (
	english = iota
	arabic
	chinese
	french
	russian
	spanish
)

// Name returns the country's name in the base language of tag, if that is
// Arabic, Chinese (in simplified characters, whatever the tag's script),
// English, French, Russian or Spanish. For any other, and for a tag that gives
// no language, it is the English name. Names are those of CLDR 48.2, and all of
// them are names that [ParseCountry] reads.
//
// For a Country that is not valid, Name returns what String does.
func (c Country) Name(tag language.Tag) string {
	p := c.position()
	if p == 0 {
		return c.invalid()
	}
	l := languageIndex(tag)
	start, ends := int(nameStarts[l]), &nameOffsets[l]
	return nameText[start+int(ends[p-1]) : start+int(ends[p])]
}

// bases holds the base languages of the tables but English, which the language
// package does not give as constants.
var bases struct {
	sync.Once
	arabic, chinese, french, russian, spanish language.Base
}

func languageIndex(tag language.Tag) int {
	bases.Do(func() {
		base := func(t language.Tag) language.Base { b, _, _ := t.Raw(); return b }
		bases.arabic = base(language.Arabic)
		bases.chinese = base(language.Chinese)
		bases.french = base(language.French)
		bases.russian = base(language.Russian)
		bases.spanish = base(language.Spanish)
	})
	switch base, _, _ := tag.Raw(); base {
	case bases.arabic:
		return arabic
	case bases.chinese:
		return chinese
	case bases.french:
		return french
	case bases.russian:
		return russian
	case bases.spanish:
		return spanish
	}
	return english
}
