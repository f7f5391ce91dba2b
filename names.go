package relations

import (
	"cmp"
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
// name, with the candidates; [ErrSyntax] if s is empty, or all of it is white
// space, punctuation and the word "the", if it is longer than 256 bytes, if it is
// not valid UTF-8, or if it holds a control or formatting character; and
// [ErrUnknown] for all else.
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
	switch len(s) {
	case 2:
		if c = capitals(s); c.IsValid() {
			return c, "", nil
		}
	case 3:
		if p := positionOfAlpha3(s); p != 0 {
			return countryCodes[p], "", nil
		}
		if c = countryOfNumber(s); c != 0 {
			return c, "", nil
		}
	}
	return parseName(s)
}

// parseName is parseCountry for what is no code, or has white space about it.
func parseName(s string) (c Country, quote string, err error) {
	if c = countryOfPrinted(s); c != 0 {
		return c, "", nil
	}
	switch p := namePosition(s); {
	case p == 0:
		err = ErrUnknown
	case p == malformed:
		err = ErrSyntax
	case p >= ambiguous:
		return 0, shortenAmbiguous(s), ErrAmbiguous
	default:
		return countryCodes[p], "", nil
	}
	return 0, shorten(s), err
}

// countryOfPrinted returns the country whose name, as it is printed in English
// or by ISO 3166-1, is s in any case, or 0. This saves folding most names that
// are met in practice.
func countryOfPrinted(s string) Country {
	if len(s) < 4 {
		return 0 // no name is as short
	}
	i := int(printedSlots[fold.Slot(s, printedFactor)])
	if !fold.SameLetters(s, printedNames[i]) {
		return 0
	}
	if i > countryCount {
		i = int(printedOthers[i-countryCount-1])
	}
	return countryCodes[i]
}

// What stands for the position of a text that is no name, and, plus the index of
// its candidates, for that of an ambiguous name.
const (
	malformed = -1
	ambiguous = countryCount + 1
)

// namePosition returns the position of the country that s names, 0 if there is
// none, malformed, or ambiguous and more.
func namePosition(s string) int {
	var key fold.Key
	if !key.Fold(s) {
		return malformed
	}
	switch n := len(key.Bytes()); {
	case n == 0:
		return malformed
	case n <= 3 && n < len(s):
		// With white space about it a code is still one.
		if c := countryOfCode(strings.TrimSpace(s)); c != 0 {
			return int(c.position())
		}
	}
	bucket := int(key.Hash() >> (64 - nameBucketBits))
	i, end := nameBucketStart(bucket), nameBucketStart(bucket+1)
	for i < end {
		p, form := int(nameKeys[i]), int(nameKeys[i+1])
		text := nameKeys[i+2 : i+2+form&^foreignName]
		i += 2 + len(text)
		if p == ambiguous {
			p, text = p+int(text[0]), text[1:]
		}
		if isSqueezed(text, &nameCodes[form/foreignName], &key) {
			return p
		}
	}
	return 0
}

// nameBucketStart returns where a bucket starts in nameKeys.
func nameBucketStart(bucket int) int {
	return bucket*nameBucketSize + int(nameBuckets[bucket])
}

// foreignName is the bit of a name's length that says by which codes the name is
// squeezed: by those for ASCII, or by those for other scripts.
const foreignName = 0x80

// isSqueezed reports whether text, squeezed by the codes, stands for key. Where a
// code goes on behind the end of the key, the lengths differ.
func isSqueezed(text string, codes *[256]uint64, key *fold.Key) bool {
	at := uint(0)
	for i := range len(text) {
		code := codes[text[i]]
		length := uint(code >> 56)
		if (key.Word(at)^code)<<((64-8*length)&63) != 0 {
			return false
		}
		at += length
	}
	return at == uint(len(key.Bytes()))
}

// shortenAmbiguous returns s or, if it is long, its folded form, which is short
// and has the same candidates.
func shortenAmbiguous(s string) string {
	if shorten(s) == s {
		return s
	}
	var key fold.Key
	key.Fold(s)
	return string(key.Bytes())
}

// candidatesOf returns the countries for which an ambiguous name stands.
func candidatesOf(name string) CountrySet {
	if p := namePosition(name); p >= ambiguous {
		return candidates[p-ambiguous]
	}
	return CountrySet{}
}

// countryOfCode returns the country of a code, or 0.
func countryOfCode(s string) Country {
	switch len(s) {
	case 2:
		if c := capitals(s); c.IsValid() {
			return c
		}
	case 3:
		return cmp.Or(countryCodes[positionOfAlpha3(s)], countryOfNumber(s))
	}
	return 0
}

const toUpper = 0x20 // the bit that the cases of a letter differ in

// capitals returns the country, valid or not, that the two letters of an alpha-2
// code make in upper case.
func capitals(s string) Country {
	return (Country(s[0])<<8 | Country(s[1])) &^ (toUpper<<8 | toUpper)
}

// positionOfAlpha3 returns the position of the country of an alpha-3 code, or 0.
func positionOfAlpha3(s string) uint8 {
	key := (uint32(s[0])<<16 | uint32(s[1])<<8 | uint32(s[2])) &^ (toUpper<<16 | toUpper<<8 | toUpper)
	p := alpha3Slots[key*alpha3Factor>>(32-alpha3SlotBits)]
	if alpha3Keys[p] != key {
		return 0
	}
	return p
}

// countryOfNumber returns the country of an M49 code, or 0.
func countryOfNumber(s string) Country {
	a, b, c := uint16(s[0])-'0', uint16(s[1])-'0', uint16(s[2])-'0'
	if a > 9 || b > 9 || c > 9 {
		return 0
	}
	return countryCodes[numericPositions[a*100+b*10+c]]
}

// The languages of the tables but English, by their index.
const (
	arabic = iota
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
	if l < 0 {
		return printedNames[p]
	}
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
	return -1
}
