// Package country finds countries by code and by name. It works with strings and numeric
// codes; package relations declares the types.
//
// A country is one of the 249 entries of ISO 3166-1, or Kosovo. Its code is the two
// letters of alpha-2, the first times 256 plus the second. Its index, from 1 to Count in
// the order of the codes, is its index in the tables; index 0 is no country.
//
// Parse looks for a code, then for a name. A name is folded to a key, and the key is
// looked up in names.txt, which lists each key with its countries:
//
//	"Congo, Dem. Rep."  ->  "congo dem rep"  ->  CD
//	"KOREA"             ->  "korea"          ->  KP KR, so it is ambiguous
//
// If that finds nothing, Parse abbreviates the words in shortForms, as in all keys, then
// tries s without an article, and then as a name that is followed by a second name:
//
//	"Republic of the Gambia"  ->  "rep of gambia"  ->  GM
//	"Sudán (el)"              ->  "sudan"          ->  SD
//	"Germany (Deutschland)"   ->  "germany"        ->  DE, as is "deutschland"
//	"Greenland (Denmark)"     ->  "greenland"      ->  GL, which belongs to DK
//
// Other variants, such as "N." for North, are separate keys, which internal/gen writes.
package country

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Index returns the index of a code, or 0 if no country has it. Both letters of a code are
// capitals. The low five bits of each select the entry of indexByCode:
//
//	'A'<<8 | 'E'  =  010_00001 010_00101  ->  indexByCode[0b00001_00101]  =  2
func Index(code uint16) uint8 {
	const highBits, capitals = 0b111_00000_111_00000, 0b010_00000_010_00000
	if code&highBits != capitals {
		return 0
	}
	first, second := code>>8&31, code&31
	return indexByCode[first<<5|second]
}

// Code returns the code at an index, or 0.
func Code(index uint8) uint16 { return codes[index] }

// A table contains a string for each index: text[ends[index-1]:ends[index]].
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

// State returns the alpha-2 code of the state that a territory belongs to, such as "DK"
// for Greenland, or "".
func State(index uint8) string { return states.at(index) }

// A Language is one of the six languages of the names.
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

// OfCode returns the index of the country with the code s, or 0. It accepts alpha-2 and
// alpha-3 codes in any case, three digits of M49, and the codes in extraCode.
func OfCode(s string) (index uint8) {
	switch len(s) {
	case 2:
		index = OfAlpha2(s)
	case 3:
		if index = ofAlpha3(s); index == 0 {
			index = ofNumber(s)
		}
	default:
		return 0
	}
	if index == 0 {
		index = OfAlpha2(extraCode(s))
	}
	return index
}

const caseBit = 0x20 // set in lower-case letters

// OfAlpha2 returns the index of the country with an alpha-2 code in any case, or 0.
func OfAlpha2(s string) uint8 {
	if len(s) != 2 {
		return 0
	}
	return Index((uint16(s[0])<<8 | uint16(s[1])) &^ (caseBit<<8 | caseBit))
}

// ofAlpha3 is OfAlpha2 for three letters.
func ofAlpha3(s string) uint8 {
	a, b, c := uint(s[0]|caseBit)-'a', uint(s[1]|caseBit)-'a', uint(s[2]|caseBit)-'a'
	if a < 26 && b < 26 && c < 26 {
		return indexByAlpha3[rowByLetters[a*26+b]][c]
	}
	return 0
}

// ofNumber is OfAlpha2 for three digits.
func ofNumber(s string) uint8 {
	a, b, c := uint(s[0])-'0', uint(s[1])-'0', uint(s[2])-'0'
	if a < 10 && b < 10 && c < 10 {
		return indexByNumber[(a*10+b)*10+c]
	}
	return 0
}

// extraCode returns the alpha-2 code for a code that is in use but not in ISO 3166-1, or
// "". All but UK must be in capitals, because "el" and "Rom" are words.
func extraCode(s string) string {
	switch s {
	case "UK", "uk", "Uk", "uK":
		return "GB"
	case "EL": // in the European Union
		return "GR"
	case "ZAR": // until 1997
		return "CD"
	case "ROM": // until 2002
		return "RO"
	case "TMP": // until 2002
		return "TL"
	}
	return ""
}

// A Result says whether a text names a country and, if not, why.
type Result uint8

const (
	Found     Result = iota
	Unknown          // no country has the name
	Ambiguous        // several countries have it
	Former           // the name of a state that has ended, or a withdrawn code
	Malformed        // the text cannot be a name; Fault says why
)

// Parse returns the code of the country that s names. It tries codes first, then names.
// Except for the index on the first call, it allocates only for very long names.
func Parse(s string) (code uint16, r Result) {
	if i := OfCode(s); i != 0 {
		return codes[i], Found
	}
	value, ok := findNoted(s)
	switch {
	case !ok:
		return 0, Malformed
	case value == "" || value[0] == partMark:
		return 0, Unknown
	case value[0] == formerMark:
		return 0, Former
	case len(value) > 2:
		return 0, Ambiguous
	}
	return codes[OfAlpha2(value)], Found
}

// findNoted is find for a code or name with white space around it or with a footnote
// mark at its end.
//
//	" FR"                     ->  "FR"
//	"Palestine [1]"           ->  "PS"
//	"Îles Cook (les) **"      ->  "CK"
func findNoted(s string) (value string, ok bool) {
	if value, ok = find(s); value != "" || !ok && len(s) > MaxName {
		return value, ok
	}
	if i := OfCode(strings.TrimSpace(s)); i != 0 {
		return Alpha2(i), true
	}
	if name, isNoted := cutFootnote(s); isNoted {
		return find(name)
	}
	return value, ok
}

// find returns the value in names.txt for the name s: the codes, with their mark, or "". It
// reports false if s cannot be a name.
//
//	"Korea"          ->  "KP KR"
//	"East Germany"   ->  "-DE"
func find(s string) (value string, ok bool) {
	var buf [128]byte // enough for the longest key
	key, ok := fold(buf[:0], s)
	if !ok || len(key) == 0 {
		return "", false
	}
	if value = lookup(key, s); value != "" {
		return value, true
	}
	mayBeList := joinParts(key)
	if mayBeList {
		if common, isList := readParts(s); isList {
			return common, true
		}
	}
	if !mayBeList && bytes.IndexByte(key, ' ') < 0 && !isElided(key, s) {
		return "", string(key) != "the" // one word, as most misses are
	}
	length := len(key)
	if key = abbreviate(key); len(key) == 0 {
		return "", false
	}
	if mayBeList || len(key) < length {
		value = lookup(key, s)
	}
	if value == "" && (mayHaveArticle(key) || isElided(key, s)) { // after the lookup: think of El Salvador
		value, ok = findWithArticle(s)
	}
	if value == "" && mayHaveSecond(key, s) {
		value = findWithSecond(s)
	}
	return value, ok
}

// lookup returns the value in names.txt for key, which is the key of s. It returns "" if there
// is none, or if hasCode or isPair is true.
func lookup(key []byte, s string) string {
	value := valueOf(key)
	if bytes.IndexByte(key, ' ') < 0 {
		return value // one word
	}
	if value == "" || hasCode(key, s) || len(value) == len("CN") && isPair(s) { // but Austria-Hungary is a name
		return ""
	}
	return value
}

// valueOf returns what names.txt lists for key, or "".
func valueOf(key []byte) string {
	offset := nameIndex()[string(key)]
	if offset == 0 {
		return ""
	}
	value := namesText[offset:]
	return value[:strings.IndexByte(value, '\n')]
}

// hasCode reports whether the first or last word of s is the code IS, ISL or PR, and not
// short for islands or People's Republic: the word is in capitals, and a comma, a dash or a
// bracket separates it from the name. Key is the key of s, and has more than one word.
//
//	"Fiji, IS"           ->  true
//	"PR, China"          ->  true
//	"COOK IS."           ->  false
//	"Fiji, Is."          ->  false
func hasCode(key []byte, s string) bool {
	i, j := bytes.IndexByte(key, ' '), bytes.LastIndexByte(key, ' ')
	if !isCodeToo(key[:i]) && !isCodeToo(key[j+1:]) {
		return false
	}
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || isOpening(r) || isClosing(r) })
	for _, code := range [...]string{"IS", "ISL", "PR"} {
		if name, ok := strings.CutSuffix(s, code); ok {
			r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(name, unicode.IsSpace))
			return isNoLetter(r) && r != '.' && r != '_'
		}
		if name, ok := strings.CutPrefix(s, code); ok {
			r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(name, unicode.IsSpace))
			return isNoLetter(r) && r != '.' && r != '_'
		}
	}
	return false
}

// isPair reports whether dashes separate the names of different countries in s.
//
//	"China - Taiwan"     ->  true
//	"Timor-Leste"        ->  false
func isPair(s string) bool {
	if strings.IndexByte(s, '-') < 0 && strings.IndexByte(s, "–"[0]) < 0 { // which — starts with, too
		return false // as for most names
	}
	first := ""
	for s != "" {
		end := strings.IndexFunc(s, isDash)
		if end < 0 {
			end = len(s)
		}
		value := valueOfPart(s[:end])
		if len(value) != len("CN") {
			return false
		} else if first != "" && value != first {
			return true
		}
		first, s = value, strings.TrimLeftFunc(s[end:], isDash)
	}
	return false
}

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' }

// valueOfPart is valueOf for a name. For a code it returns "": EL-SALVADOR is one country.
func valueOfPart(name string) string {
	if OfCode(strings.TrimSpace(name)) != 0 {
		return ""
	}
	var buf [128]byte
	key, _ := fold(buf[:0], name)
	return valueOf(key)
}

// isCodeToo reports whether a word of a key is an abbreviation that is also a code.
func isCodeToo(word []byte) bool {
	switch string(word) {
	case "is", "isl", "pr":
		return true
	}
	return false
}

// joinParts turns the list separators of key into spaces, and reports whether there are
// any.
func joinParts(key []byte) (found bool) {
	for i, c := range key {
		if c == partEnd {
			key[i], found = ' ', true
		}
	}
	return found
}

// readParts parses the parts of s between list separators. If all name the same country, it
// returns that country; if they name different ones, it returns "". It reports false if any
// part does not name a country, so that s is not a list.
//
//	"Burma/Myanmar"             ->  "MM", true
//	"Hong Kong; China"          ->  "", true
//	"United\nStates"            ->  "", false
func readParts(s string) (value string, ok bool) {
	var first uint16
	same := true
	for part := range strings.FieldsFuncSeq(s, isListSeparator) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		if len(part) == len(s) {
			return "", false // no separator; this also ends the recursion
		}
		code, r := Parse(part)
		if r != Found {
			return "", false
		}
		if first == 0 {
			first = code
		}
		same = same && code == first
	}
	if !same {
		return "", true
	}
	return Alpha2(Index(first)), true
}

// cutFootnote returns s without the footnote mark at its end. It reports whether there is
// one: "*" or "**", or one or two characters in square brackets, with or without "note".
//
//	"Palestine *"            ->  "Palestine"
//	"Kosovo [1]"             ->  "Kosovo"
//	"Taiwan[note 2]"         ->  "Taiwan"
//	"France [DE]"            ->  not a mark, since DE is a code
func cutFootnote(s string) (name string, ok bool) {
	s = strings.TrimSpace(s)
	if name, ok = strings.CutSuffix(s, " **"); ok {
		return name, true
	}
	if name, ok = strings.CutSuffix(s, "*"); ok {
		return name, !strings.HasSuffix(name, "*")
	}
	i := strings.LastIndexByte(s, '[')
	if i < 0 || !strings.HasSuffix(s, "]") {
		return s, false
	}
	mark := s[i+1 : len(s)-1]
	if n := len("note "); len(mark) > n && strings.EqualFold(mark[:n], "note ") {
		mark = mark[n:]
	}
	return s[:i], 0 < len(mark) && len(mark) <= 2 && OfCode(mark) == 0
}

// findWithArticle is find for a name with a French or Spanish article before or after
// it. LA and EL are not articles next to two letters, or to three that are a code.
//
//	"la France"  ->  "FR"
//	"la RDC"     ->  "CD"
//	"LA USA"     ->  ""
func findWithArticle(s string) (value string, ok bool) {
	name, kind := cutArticle(s)
	if kind == noArticle {
		return "", true
	}
	var buf [128]byte
	key, _ := fold(buf[:0], name)
	joinParts(key)
	if key = abbreviate(key); len(key) == 0 {
		return "", false
	}
	letters := len(key) - bytes.Count(key, []byte(" "))
	isCode := letters < 3 || letters == 3 && (len(key) > 3 || OfCode(string(key)) != 0) // "u s a" too
	if kind == alsoCode && isCode || key[0] >= utf8.RuneSelf {
		return "", true
	}
	return lookup(key, name), true
}

// mayHaveArticle reports whether the first or last word of a key may be an article.
func mayHaveArticle(key []byte) bool {
	first, last := bytes.IndexByte(key, ' '), bytes.LastIndexByte(key, ' ')
	return first > 0 && (isArticle(key[:first]) || isArticle(key[last+1:]))
}

// isElided reports whether s begins with l'. Key is the key of s.
func isElided(key []byte, s string) bool {
	if key[0] != 'l' {
		return false
	}
	i := strings.IndexAny(s, "lL")
	return isApostrophe(firstRune(s[i+1:])) // if i is -1, the l is full-width
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// cutArticle returns s without an article at one end, and the kind of the article. LA and
// EL are also codes: whether they are articles depends on their case and on what is next
// to them.
//
//	"l'Ouzbékistan"       ->  "Ouzbékistan"
//	"Bahamas (les)"       ->  "Bahamas"
//	"la France"           ->  "France", as for "La France" and "LA FRANCE", but not "LA France" or "LA, France"
//	"Sudán (el)"          ->  "Sudán", as for "Sudán (El)" and "SUDÁN (EL)", but not "Sudán (EL)"
//	"Gambia, la"          ->  "Gambia", but not "Gambia, La" or "gambia, la"
func cutArticle(s string) (name string, kind articleKind) {
	first := strings.TrimLeftFunc(s, isNoLetter)
	if i := strings.IndexFunc(first, isNoLetter); i > 0 {
		word, rest := first[:i], first[i:]
		name := strings.TrimLeftFunc(rest, isNoLetter)
		gap := rest[:len(rest)-len(name)]
		isSpace := strings.TrimSpace(gap) == ""
		kind, written := kindOfArticle(word)
		switch {
		case kind == noCode, kind == elided && isApostrophe(firstRune(gap)),
			kind == alsoCode && written == inSmall && (isSpace || gap == "_" || gap == "-" || gap == ") "),
			kind == alsoCode && written == inTitle && (isSpace || gap == "_"),
			kind == alsoCode && written == inCapitals && isSpace && !hasLower(s):
			return name, kind
		}
	}
	last := strings.TrimRightFunc(s, isNoLetter)
	if i := strings.LastIndexFunc(last, isNoLetter); i >= 0 {
		_, size := utf8.DecodeRuneInString(last[i:])
		rest, word := last[:i+size], last[i+size:]
		beside, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(rest, unicode.IsSpace))
		kind, written := kindOfArticle(word)
		switch {
		case kind == noCode, kind == elided && isApostrophe(firstRune(s[len(last):])),
			kind == alsoCode && isOpening(beside) && (written != inCapitals || !hasLower(s)),
			kind == alsoCode && isComma(beside) && written == inSmall && hasUpper(rest):
			return rest, kind
		}
	}
	return s, noArticle
}

type articleKind int

const (
	noArticle articleKind = iota
	elided                // l'
	noCode                // le, les, los, las
	alsoCode              // la, el
)

// How an article is written: la, La, LA.
const (
	inSmall = iota
	inTitle
	inCapitals
)

// kindOfArticle returns the kind of article that word is, and how it is written.
func kindOfArticle(word string) (kind articleKind, written int) {
	switch word {
	case "la", "el":
		return alsoCode, inSmall
	case "La", "El":
		return alsoCode, inTitle
	case "LA", "EL":
		return alsoCode, inCapitals
	}
	for _, article := range [...]string{"le", "les", "los", "las"} {
		if strings.EqualFold(word, article) {
			return noCode, 0
		}
	}
	if word == "l" || word == "L" {
		return elided, 0
	}
	return noArticle, 0
}

// isArticle reports whether a word of a key may be an article.
func isArticle(word []byte) bool {
	switch string(word) {
	case "l", "la", "el", "le", "les", "los", "las":
		return true
	}
	return false
}

// isNoLetter reports whether r is not part of a word. Symbols outside ASCII count as
// letters, because no name contains one.
func isNoLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|caseBit < 'a' || r|caseBit > 'z'
	}
	return !isPlain(r) && (unicode.IsPunct(r) || unicode.IsSpace(r) || isApostrophe(r))
}

func hasLower(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.ToUpper(r) != r })
}

func hasUpper(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.ToLower(r) != r })
}

// findWithSecond is find for a name with a second name in brackets or after a comma. The
// second must be another name or the code of the same country, or the state that the
// country belongs to. A code may also follow after a space.
//
//	"Germany (Deutschland)"  ->  "DE"
//	"Greenland, Denmark"     ->  "GL", since Greenland belongs to Denmark
//	"Belarus BY"             ->  "BY"
//	"Greenland (Canada)"     ->  ""
func findWithSecond(s string) string {
	name, second, isWord := cutSecond(s)
	var belongs string
	if i := OfCode(strings.TrimSpace(second)); i != 0 {
		belongs = Alpha2(i)
	} else if !isWord {
		belongs, _ = find(second)
	}
	if belongs == "" {
		return ""
	}
	value, _ := find(name)
	if len(value) == 2 && (belongs == value || strings.TrimPrefix(belongs, string(partMark)) == State(OfAlpha2(value))) {
		return value
	}
	return ""
}

// mayHaveSecond reports whether s may have a second name: it has a bracket or a comma, or
// its last word is a code. Key is the key of s.
func mayHaveSecond(key []byte, s string) bool {
	if last := bytes.LastIndexByte(key, ' ') + 1; OfCode(string(key[last:])) != 0 {
		return true
	}
	return strings.ContainsFunc(s, func(r rune) bool { return isOpening(r) || isComma(r) })
}

// cutSecond splits s before the brackets at its end, at its last comma or, if there is
// neither, before its last word.
//
//	"Greenland (Denmark)"    ->  "Greenland ", "Denmark)"
//	"Hong Kong, China"       ->  "Hong Kong", " China"
//	"Belarus BY"             ->  "Belarus ", "BY", a word
func cutSecond(s string) (name, second string, isWord bool) {
	s = strings.TrimRightFunc(s, func(r rune) bool { return isNoLetter(r) && (r < '0' || r > '9') })
	word, comma, isClosed := 0, -1, false
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		switch {
		case isOpening(r) && !isClosed:
			return s[:i], s[i+size:], false
		case isClosing(r):
			isClosed = true
		case isComma(r) && comma < 0:
			comma = i
		case word == 0 && isNoLetter(r):
			word = i + size
		}
	}
	if comma >= 0 {
		return s[:comma], strings.TrimLeftFunc(s[comma:], isNoLetter), false
	}
	return s[:word], s[word:], true
}

func isOpening(r rune) bool {
	return r == '(' || r == '[' || r == '{' || r == '（' || r == '［' || r == '【' || r == '〔'
}

func isClosing(r rune) bool {
	return r == ')' || r == ']' || r == '}' || r == '）' || r == '］' || r == '】' || r == '〕'
}

func isComma(r rune) bool { return r == ',' || r == '،' || r == '，' }

// shortForms lists the words that are abbreviated in all keys.
var shortForms = [...]struct{ word, short string }{
	{"saint", "st"}, {"republic", "rep"}, {"democratic", "dem"}, {"islands", "is"},
	{"republique", "rep"}, {"democratique", "dem"}, {"republica", "rep"}, {"democratica", "dem"},
	{"республика", "респ"}, {"острова", "о ва"},
}

// abbreviate removes each word "the" from key, and abbreviates the words in shortForms. It
// overwrites key.
func abbreviate(key []byte) []byte {
	out := key[:0]
	for start := 0; start < len(key); {
		end := len(key)
		if i := bytes.IndexByte(key[start:], ' '); i >= 0 {
			end = start + i
		}
		word, short := key[start:end], shortForm(key[start:end])
		switch {
		case string(word) == "the":
		case string(word) == "s" && bytes.HasSuffix(out, []byte("people")):
			out = append(out, 's') // "People s Republic", with a space for the apostrophe
		default:
			if len(out) > 0 {
				out = append(out, ' ')
			}
			if short == "" {
				out = append(out, word...)
			} else {
				out = append(out, short...)
			}
		}
		start = end + 1
	}
	return out
}

// shortForm returns the short form of a word, or "".
func shortForm(word []byte) string {
	if len(word) >= len("saint") {
		for _, f := range &shortForms {
			if string(word) == f.word {
				return f.short
			}
		}
	}
	return ""
}

// namesText lists the keys in order, each on a line of its own: the key, a tab, and the
// alpha-2 codes of the countries that it names, separated by spaces. The codes follow
// formerMark if the key names a state that has ended, and partMark if it names a part of
// a country.
//
//	korea	KP KR
//	soviet union	-AM AZ BY EE GE KG KZ LT LV MD RU TJ TM UA UZ
//	england	?GB
//
//go:embed names.txt
var namesText string

const formerMark, partMark = '-', '?'

var names struct {
	once  sync.Once
	index map[string]uint32 // the offset in namesText of what follows a key
}

// nameIndex returns the index of namesText. It is built on the first call.
func nameIndex() map[string]uint32 {
	names.once.Do(func() {
		names.index = make(map[string]uint32, nameCount)
		offset := 0
		for line := range strings.Lines(namesText) {
			if i := strings.IndexByte(line, '\t'); i >= 0 {
				names.index[line[:i]] = uint32(offset + i + 1)
			}
			offset += len(line)
		}
	})
	return names.index
}

// Fold returns the key of a name as in names.txt: without "the", and with the words in
// shortForms abbreviated. Full is the key before these changes. Both are "" if s cannot be
// a name. The generator of names.txt calls Fold.
func Fold(s string) (key, full string) {
	b, ok := fold(nil, s)
	if !ok {
		return "", ""
	}
	joinParts(b)
	full = string(b)
	return string(abbreviate(b)), full
}

// WithoutArticle returns s without an article at one end. The generator of names.txt calls
// it.
func WithoutArticle(s string) string {
	name, _ := cutArticle(s)
	return name
}
