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
// On a miss, words that say nothing are dropped, as is the code of the same
// country at the end, four common words are abbreviated, and what is left is
// looked up:
//
//	"Sudán (el)"               ->  "sudan el"                ->  "sudan"             ->  SD
//	"Republic of the Gambia"   ->  "republic of the gambia"  ->  "rep of gambia"     ->  GM
//	"Belarus (BY)"             ->  "belarus by"              ->  "belarus"           ->  BY
//
// All names are in names.txt so abbreviated; those that ISO 3166-1, the United
// Nations and CLDR publish are there in full, too. All else that is known of
// words, such as that "N." is North, is written out by internal/gen.
package country

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
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
	var buf [4 * MaxName]byte // enough for 256 ampersands
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
// a footnote mark at its end and with words abbreviated, then without the code
// of the country itself, and then without an article. It overwrites key.
//
//	"Saint-Siège (le) *"       ->  "saint siege"
//	"la República del Sudán"   ->  "republica del sudan"
//	"l'Ouzbékistan"            ->  "ouzbekistan"
//	"Republic of the Gambia"   ->  "rep of gambia"
//	"Belarus (BY)"             ->  "belarus"
func findLoosely(known map[string]uint16, key []byte, s string) (code uint16, r Result) {
	if len(key) <= 3 && len(key) < len(s) {
		if i := OfCode(strings.TrimSpace(s)); i != 0 {
			return codes[i], Found
		}
	}
	name := trim(key, s)
	if len(name) == len(key) && bytes.IndexByte(key, ' ') < 0 && string(key) != "the" {
		return 0, Unknown // one word, as most misses are
	}
	if name = abbreviate(name); len(name) == 0 {
		return 0, Malformed
	}
	if len(name) < len(key) {
		if code = known[string(name)]; code != 0 {
			return result(code) // before an article is dropped: think of El Salvador
		}
	}
	if rest, own := cutCode(name); own != 0 {
		if code = known[string(rest)]; code != own {
			code = known[string(dropArticle(rest))]
		}
		if code == own {
			return code, Found
		}
	}
	if rest := dropArticle(name); len(rest) < len(name) {
		return result(known[string(rest)])
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

// trim removes from key, which is that of s, a footnote mark at its end and then
// the French article l' at one end. A footnote mark is an asterisk or, after a
// space, two.
func trim(key []byte, s string) []byte {
	if key[len(key)-1] == '*' {
		name, ok := bytes.CutSuffix(key, []byte(" **"))
		if !ok {
			name = bytes.TrimSuffix(key[:len(key)-1], []byte(" "))
		}
		key = name
	}
	switch {
	case len(key) == 0:
	case key[0] == 'l' && isElided(s, strings.IndexFunc(s, isLetter)):
		return bytes.TrimPrefix(key[1:], []byte(" "))
	case key[len(key)-1] == 'l' && bytes.HasSuffix(key, []byte(" l")) && isElided(s, strings.LastIndexFunc(s, isLetter)):
		return key[:len(key)-2]
	}
	return key
}

// isElided reports whether the letter at s[i] is followed by an apostrophe.
func isElided(s string, i int) bool {
	_, size := utf8.DecodeRuneInString(s[i:])
	next, _ := utf8.DecodeRuneInString(s[i+size:])
	return isApostrophe(next)
}

func isLetter(r rune) bool { return unicode.IsLetter(r) && !isApostrophe(r) }

// shortForms are the words that are abbreviated in all keys.
var shortForms = [...]struct{ word, short string }{
	{"saint", "st"}, {"republic", "rep"}, {"democratic", "dem"}, {"islands", "is"},
}

// abbreviate removes from key each word "the" and abbreviates others, as all
// names in names.txt are. It overwrites key.
func abbreviate(key []byte) []byte {
	n := 0
	for start := 0; start < len(key); {
		end := len(key)
		if i := bytes.IndexByte(key[start:], ' '); i >= 0 {
			end = start + i
		}
		word := key[start:end]
		start = end + 1
		if string(word) == "the" {
			continue
		}
		if len(word) >= len("saint") {
			for _, f := range &shortForms {
				if string(word) == f.word {
					word = word[:copy(word, f.short)]
					break
				}
			}
		}
		if n > 0 {
			key[n] = ' '
			n++
		}
		n += copy(key[n:], word)
	}
	return key[:n]
}

// cutCode removes a code of letters from the end of key and returns the code of
// its country, or 0 if there is none.
func cutCode(key []byte) (rest []byte, code uint16) {
	i := bytes.LastIndexByte(key, ' ')
	if i < 0 || len(key)-i > len(" irn") || key[len(key)-1] < 'a' {
		return key, 0
	}
	return key[:i], codes[OfCode(string(key[i+1:]))]
}

// dropArticle removes an article at the start of key or, if there is none, at
// its end. What is left must have more than three letters, since "US-LA" is no
// name with an article.
func dropArticle(key []byte) []byte {
	rest := key
	if i := bytes.IndexByte(key, ' '); i >= 0 && IsArticle(string(key[:i])) {
		rest = key[i+1:]
	} else if i := bytes.LastIndexByte(key, ' '); i >= 0 && IsArticle(string(key[i+1:])) {
		rest = key[:i]
	} else {
		return key
	}
	if len(rest)-bytes.Count(rest, []byte(" ")) <= 3 {
		return key
	}
	return rest
}

// IsArticle reports whether word is a French or Spanish article, which Parse drops
// at an edge of a name.
func IsArticle(word string) bool {
	switch word {
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
	var buf [4 * MaxName]byte
	n, ok := fold(buf[:], s)
	if !ok || n > len(buf) {
		return ""
	}
	return string(buf[:n])
}

// Abbreviate returns a key without the word "the" and with four common words
// abbreviated, as Parse looks it up on a miss and as all names in names.txt are.
func Abbreviate(key string) string { return string(abbreviate([]byte(key))) }

// Candidates returns the codes of the countries that s may mean, in order. For
// an ambiguous name they are the countries that it names. For an unknown one
// of four letters or more they are the countries with a name one typing error
// away: a letter more, less or other, or two adjacent ones swapped. The first
// letter must be right, save that it may be swapped. Abbreviations have no
// candidates and are none. The answer is worked out at each call, by comparing
// all names. It is nil if there are none.
//
//	"Korea"             ->  KP KR
//	"Ukrain"            ->  UA
//	"Repubic of Chad"   ->  TD
func Candidates(s string) []uint16 {
	code, r := Parse(s)
	folded := []byte(Fold(s))
	if code != 0 || r == Malformed || len(folded) == 0 {
		return nil
	}
	key := abbreviate(trim(folded, s))
	name, bare := string(key), string(dropArticle(key))
	full := writeOut(name)
	if r == Unknown && (utf8.RuneCountInString(bare) < 4 || isInitials(s)) {
		return nil
	}
	var found [Count + 1]bool // by index
	for line := range strings.Lines(namesText) {
		key, rest, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		same := key == name || key == bare
		if r == Ambiguous && !same || r == Unknown && !isNear(key, name, bare, full) {
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

// isInitials reports whether s is four letters, all of them capitals.
func isInitials(s string) bool {
	return utf8.RuneCountInString(s) == 4 && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// isNear reports whether one typing error turns key into name or bare, which is
// name without an article, or key written out into name written out. A key that
// has no word of four letters is taken for an abbreviation.
func isNear(key, name, bare, full string) bool {
	isWord := func(w string) bool { return utf8.RuneCountInString(w) >= 4 }
	return (isOneErrorAway(key, name) || bare != name && isOneErrorAway(key, bare) || isOneErrorAway(writeOut(key), full)) &&
		slices.ContainsFunc(strings.Split(key, " "), isWord)
}

// writeOut returns key with the words that abbreviate knows in full.
func writeOut(key string) string {
	for _, f := range &shortForms {
		if !strings.Contains(key, f.short) {
			continue // as most do
		}
		words := strings.Split(key, " ")
		for i, w := range words {
			if w == f.short {
				words[i] = f.word
			}
		}
		key = strings.Join(words, " ")
	}
	return key
}

// isOneErrorAway reports whether one typing error turns a into b. An error in
// the first letter is none, unless it is swapped with the second.
func isOneErrorAway(a, b string) bool {
	if len(a)-len(b) > utf8.UTFMax || len(b)-len(a) > utf8.UTFMax {
		return false
	}
	x, y := []rune(a), []rune(b)
	isFirst := x[0] != y[0]
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	switch {
	case len(x) == 2 && len(y) == 2:
		return x[0] == y[1] && x[1] == y[0]
	case isFirst:
		return false
	}
	return len(x)+len(y) == 1 || len(x) == 1 && len(y) == 1
}
