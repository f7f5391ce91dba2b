// Package country knows countries by code and by name. It works with strings and numeric codes; package relations declares the types.
//
// A country is one of the 249 entries of ISO 3166-1, or Kosovo. Its code is the
// two letters of alpha-2, the first times 256 plus the second. Its index, from 1
// to Count in the order of the codes, is where the tables have it; index 0 is
// no country.
//
// A name is found in two steps: it is folded to a key, and the key is looked up
// in names.txt, which lists each key with the countries that it names:
//
//	"Congo, Dem. Rep."  ->  "congo dem rep"  ->  CD
//	"KOREA"             ->  "korea"          ->  KP KR, so it is ambiguous
//
// On a miss, words that say nothing are dropped, four common ones are
// abbreviated, and what is left is looked up:
//
//	"Sudán (el)"               ->  "sudan el"                ->  "sudan"             ->  SD
//	"Republic of the Gambia"   ->  "republic of the gambia"  ->  "rep of gambia"     ->  GM
//
// All names are in names.txt so abbreviated; those that ISO 3166-1, the United
// Nations and CLDR publish are there in full, too. All else that is known of
// words, such as that "N." is North, is written out by internal/gen.
package country

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// Index returns the index of a code, or 0 if no country has it.
func Index(code uint16) uint8 {
	const highBits, capitals = 0xE0E0, 0x4040
	if code&highBits != capitals {
		return 0
	}
	return indexByCode[code>>3&0x3e0|code&0x1f]
}

// Code returns the code at an index, or 0.
func Code(index uint8) uint16 { return codes[index] }

// A table holds a string for each index: text[ends[index-1]:ends[index]].
//
//	alpha3 = {text: "ANDAREAFG…", ends: {0, 3, 6, 9, …}}  ->  "ARE" at index 2
type table struct {
	text string
	ends [Count + 1]uint16
}

// at returns the string at an index, or "".
func (t *table) at(index uint8) string {
	if index == 0 || index > Count {
		return ""
	}
	return t.text[t.ends[index-1]:t.ends[index]]
}

// Alpha2 returns the ISO 3166-1 alpha-2 code, such as "IR", or "".
func Alpha2(index uint8) string { return alpha2.at(index) }

// Alpha3 returns the ISO 3166-1 alpha-3 code, such as "IRN", or "".
func Alpha3(index uint8) string { return alpha3.at(index) }

// Numeric returns the three digits that ISO 3166-1 and M49 share, such as
// "364". It returns "" for Kosovo, which has none.
func Numeric(index uint8) string { return numeric.at(index) }

// Identifier returns the name of the country's constant in package relations,
// such as "NorthKorea", or "".
func Identifier(index uint8) string { return identifiers.at(index) }

// A Language is one of the six languages in which countries are named.
type Language uint8

const (
	English Language = iota
	Arabic
	Chinese // simplified characters
	French
	Russian
	Spanish
)

// Name returns the country's name in CLDR, or "".
func Name(index uint8, l Language) string {
	switch l {
	case Arabic:
		return namesAR.at(index)
	case Chinese:
		return namesZH.at(index)
	case French:
		return namesFR.at(index)
	case Russian:
		return namesRU.at(index)
	case Spanish:
		return namesES.at(index)
	}
	return namesEN.at(index)
}

// OfCode returns the index of the country with the code s, or 0. The code must
// stand alone: two or three letters in any case, or three digits.
func OfCode(s string) uint8 {
	switch len(s) {
	case 2:
		return OfAlpha2(s)
	case 3:
		if i := OfAlpha3(s); i != 0 {
			return i
		}
		return ofNumber(s)
	}
	return 0
}

const caseBit = 0x20 // is set in lower-case letters

// OfAlpha2 is OfCode for two bytes. It is small enough to be inlined.
func OfAlpha2(s string) uint8 {
	return Index((uint16(s[0])<<8 | uint16(s[1])) &^ (caseBit<<8 | caseBit))
}

// OfAlpha3 is OfCode for three letters; it returns 0 for three digits. It is
// small enough to be inlined.
func OfAlpha3(s string) uint8 {
	a, b, c := uint(s[0]|caseBit)-'a', uint(s[1]|caseBit)-'a', uint(s[2]|caseBit)-'a'
	if a < 26 && b < 26 && c < 26 {
		return indexByAlpha3[(a*26+b)*26+c]
	}
	return 0
}

// ofNumber is OfCode for three digits.
func ofNumber(s string) uint8 {
	a, b, c := uint(s[0])-'0', uint(s[1])-'0', uint(s[2])-'0'
	if a < 10 && b < 10 && c < 10 {
		return indexByNumber[(a*10+b)*10+c]
	}
	return 0
}

// A Result says whether a text names a country and, if not, why.
type Result uint8

const (
	Found     Result = iota
	Unknown          // no country has the name
	Ambiguous        // several countries have it
	Malformed        // the text cannot be a name: it has no letter, is too long, or has invalid characters
)

// Parse returns the code of the country that s names. Codes are read first,
// then names. It allocates nothing but, at the first call, the index of names.
func Parse(s string) (code uint16, r Result) {
	if i := OfCode(s); i != 0 {
		return codes[i], Found
	}
	return parseName(s)
}

// parseName is Parse for what is not a bare code.
func parseName(s string) (code uint16, r Result) {
	var buf [64]byte // enough for all but a few names
	n, ok := fold(buf[:], s)
	switch {
	case !ok || n == 0:
		return 0, Malformed
	case n > len(buf):
		return parseLong(s)
	}
	known := nameIndex()
	if code = known[string(buf[:n])]; code != 0 {
		return result(code)
	}
	return findLoosely(known, buf[:n], s)
}

// parseLong is parseName for what needs a longer buffer. Its own frame keeps
// that buffer from being cleared for each name.
//
//go:noinline
func parseLong(s string) (code uint16, r Result) {
	var buf [4 * maxInput]byte // enough for 256 ampersands
	n, _ := fold(buf[:], s)
	if n > len(buf) {
		return 0, Unknown
	}
	known := nameIndex()
	if code = known[string(buf[:n])]; code != 0 {
		return result(code)
	}
	return findLoosely(known, buf[:n], s)
}

// findLoosely handles a key that is not in the index, and s, of which it is the
// key. It looks for a code with white space around it, then for the name without
// a footnote mark at its end and with words abbreviated, and then without an
// article. It uses the buffer of key.
//
//	"Saint-Siège (le) *"       ->  "saint siege"
//	"la República del Sudán"   ->  "republica del sudan"
//	"l'Ouzbékistan"            ->  "ouzbekistan"
//	"Republic of the Gambia"   ->  "rep of gambia"
func findLoosely(known map[string]uint16, key []byte, s string) (code uint16, r Result) {
	if len(key) <= 3 && len(key) < len(s) {
		if i := OfCode(strings.TrimSpace(s)); i != 0 {
			return codes[i], Found
		}
	}
	n := len(key)
	if trimmed := trimElision(trimFootnote(s)); len(trimmed) < len(s) {
		n, _ = fold(key[:cap(key)], trimmed)
	} else if bytes.IndexByte(key, ' ') < 0 && string(key) != "the" {
		return 0, Unknown // one word, as most misses are
	}
	if n = abbreviate(key[:n]); n == 0 {
		return 0, Malformed
	}
	if n < len(key) {
		if code = known[string(key[:n])]; code != 0 {
			return result(code) // before an article is dropped: think of El Salvador
		}
	}
	if m := dropArticle(key[:n]); m < n {
		return result(known[string(key[:m])])
	}
	return 0, Unknown
}

// result returns what Parse does for a value of the index.
func result(code uint16) (uint16, Result) {
	switch code {
	case 0:
		return 0, Unknown
	case ambiguous:
		return 0, Ambiguous
	}
	return code, Found
}

// trimFootnote returns s without a footnote mark at its end: an asterisk or,
// after a space, two.
func trimFootnote(s string) string {
	if strings.IndexByte(s, '*') < 0 {
		return s
	}
	s = strings.TrimSpace(s)
	if name, ok := strings.CutSuffix(s, " **"); ok {
		return name
	}
	return strings.TrimSuffix(s, "*")
}

// trimElision returns s without the French article l' at one end.
func trimElision(s string) string {
	if strings.IndexByte(s, '\'') < 0 && strings.IndexByte(s, "’"[0]) < 0 {
		return s
	}
	name := strings.TrimLeft(s, " ")
	if len(name) > 0 && name[0]|0x20 == 'l' {
		for _, apostrophe := range apostrophes {
			if rest, ok := strings.CutPrefix(name[1:], apostrophe); ok {
				return rest
			}
		}
	}
	name = strings.TrimRight(s, " )")
	for _, apostrophe := range apostrophes {
		if rest, ok := strings.CutSuffix(name, apostrophe); ok {
			if i := len(rest) - 1; i > 0 && rest[i]|0x20 == 'l' && strings.IndexByte(" (", rest[i-1]) >= 0 {
				return rest[:i]
			}
		}
	}
	return s
}

var apostrophes = [...]string{"'", "’"}

// abbreviate removes from key each word "the" and abbreviates others, as all
// names in names.txt are. It returns the new length.
func abbreviate(key []byte) int {
	n := 0
	for start := 0; start < len(key); {
		end := len(key)
		if i := bytes.IndexByte(key[start:], ' '); i >= 0 {
			end = start + i
		}
		word := key[start:end]
		start = end + 1
		switch string(word) {
		case "the":
			continue
		case "saint":
			word = word[:copy(word, "st")]
		case "republic":
			word = word[:copy(word, "rep")]
		case "democratic":
			word = word[:copy(word, "dem")]
		case "islands":
			word = word[:copy(word, "is")]
		}
		if n > 0 {
			key[n] = ' '
			n++
		}
		n += copy(key[n:], word)
	}
	return n
}

// dropArticle removes an article at the start of key or, if there is none, at
// its end. It returns the new length. A single word stays.
func dropArticle(key []byte) int {
	if i := bytes.IndexByte(key, ' '); i >= 0 && isArticle(key[:i]) {
		return copy(key, key[i+1:])
	}
	if i := bytes.LastIndexByte(key, ' '); i >= 0 && isArticle(key[i+1:]) {
		return i
	}
	return len(key)
}

// isArticle reports whether word is a French or Spanish article.
func isArticle(word []byte) bool {
	switch string(word) {
	case "le", "la", "les", "el", "los", "las":
		return true
	}
	return false
}

// namesText lists the keys in order, each on a line of its own: the key, a tab,
// and the alpha-2 codes of the countries that it names, with spaces between.
//
//	korea	KP KR
//
//go:embed names.txt
var namesText string

// ambiguous is the value in the index of a key that names several countries.
const ambiguous = 1

var loaded struct {
	sync.Once
	index map[string]uint16 // the code of the country that a key names, or ambiguous
}

// nameIndex returns the index of namesText.
func nameIndex() map[string]uint16 {
	loaded.Do(loadNames)
	return loaded.index
}

func loadNames() {
	loaded.index = make(map[string]uint16, nameCount)
	for line := range strings.Lines(namesText) {
		key, codes, _ := strings.Cut(line, "\t")
		value := uint16(ambiguous)
		if len(codes) == len("XX\n") {
			value = uint16(codes[0])<<8 | uint16(codes[1])
		}
		loaded.index[key] = value
	}
}

// Fold returns the key of a name, or "" if s cannot be a name. The generator of
// names.txt calls it.
func Fold(s string) string {
	var buf [4 * maxInput]byte
	n, ok := fold(buf[:], s)
	if !ok || n > len(buf) {
		return ""
	}
	return string(buf[:n])
}

// Candidates returns the codes of the countries that s may mean, in order. For
// an ambiguous name they are the countries that it names. For an unknown one
// of four letters or more they are the countries with a name one typing error
// away: a letter more, less or other, or two adjacent ones swapped. These are
// few: at most four with today's names. The answer is worked out at each call,
// by comparing all names. It is nil if there are none.
//
//	"Korea"   ->  KP KR
//	"Ukrain"  ->  UA
func Candidates(s string) []uint16 {
	code, r := Parse(s)
	if code != 0 || r == Malformed {
		return nil
	}
	key := []byte(Fold(trimElision(trimFootnote(s))))
	key = key[:abbreviate(key)]
	full := string(key)
	key = key[:dropArticle(key)]
	if r == Unknown && utf8.RuneCount(key) < 4 {
		return nil
	}
	var found [Count + 1]bool // by index
	for line := range strings.Lines(namesText) {
		name, rest, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		same := name == full || name == string(key)
		if r == Ambiguous && !same || r == Unknown && !isOneErrorAway(name, full) && !isOneErrorAway(name, string(key)) {
			continue
		}
		for ; rest != ""; rest = rest[3:] { // "KP KR\n"
			found[OfCode(rest[:2])] = true
		}
	}
	var list []uint16
	for i, ok := range found {
		if ok {
			list = append(list, codes[i])
		}
	}
	return list
}

// isOneErrorAway reports whether one typing error turns a into b.
func isOneErrorAway(a, b string) bool {
	if len(a)-len(b) > utf8.UTFMax || len(b)-len(a) > utf8.UTFMax {
		return false
	}
	x, y := []rune(a), []rune(b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	switch {
	case len(x)+len(y) == 1, len(x) == 1 && len(y) == 1:
		return true
	case len(x) == 2 && len(y) == 2:
		return x[0] == y[1] && x[1] == y[0]
	}
	return false
}
