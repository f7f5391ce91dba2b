package country

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fault returns the reason why s is malformed, such as "empty". Parse must have returned
// Malformed for s.
func Fault(s string) string {
	switch {
	case strings.TrimSpace(s) == "":
		return "empty"
	case len(s) > MaxName:
		return "longer than " + strconv.Itoa(MaxName) + " bytes"
	case !utf8.ValidString(s):
		return "not valid UTF-8"
	}
	for _, r := range s {
		switch {
		case unicode.IsGraphic(r) || unicode.IsSpace(r):
		case unicode.Is(unicode.Cf, r):
			return fmt.Sprintf("has the invisible character %U", r)
		default:
			return fmt.Sprintf("has the character %U", r)
		}
	}
	return "contains no name"
}

// Candidates returns the codes of the countries that s could mean, in order: for an
// ambiguous name the countries with that name, for a state that has ended or a withdrawn
// code its successors, and for a part of a country that country. For any other unknown
// name of four letters or more it returns the countries with a name that differs by one
// typing error. The list is empty if s names a country or is malformed.
//
//	"Korea"             ->  KP KR
//	"East Germany"      ->  DE
//	"Ukrain"            ->  UA
//	"Repubic of Chad"   ->  TD
func Candidates(s string) []uint16 {
	code, r := Parse(s)
	if code != 0 || r == Malformed {
		return nil
	}
	value, _ := findNoted(s)
	if value == "" {
		value = strings.Join(similar(s), " ")
	}
	var found [Count + 1]bool // by index
	for alpha2 := range strings.FieldsSeq(strings.TrimLeft(value, string(formerMark)+string(partMark))) {
		found[OfAlpha2(alpha2)] = true
	}
	var list []uint16
	for i, ok := range found {
		if ok {
			list = append(list, codes[i])
		}
	}
	return list
}

// similar returns the values in names.txt of the names that differ from the name s by one
// typing error: a letter more, less or other, or two adjacent ones swapped. The first
// letter must not differ, unless it is swapped. Abbreviations are not similar to anything.
func similar(s string) (values []string) {
	s, _ = cutFootnote(s)
	if common, isList := readParts(s); isList && common == "" || isPair(s) || namesTwo(s) {
		return nil
	}
	name, whole := Fold(s)
	bare, _ := Fold(WithoutArticle(s))
	if utf8.RuneCountInString(bare) < 4 || isInitials(s) {
		return nil
	}
	full := writeOut(name)
	for line := range strings.Lines(namesText) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if value != "" && value[0] >= 'A' && isNear(key, name, bare, full, whole) {
			values = append(values, value)
		}
	}
	return values
}

// namesTwo reports whether s is two names of countries, the second in brackets or after a
// comma.
func namesTwo(s string) bool {
	name, second, _ := cutSecond(s)
	_, r := Parse(name)
	_, r2 := Parse(second)
	return (r == Found || r == Ambiguous) && r2 == Found
}

// isInitials reports whether s is four letters, all of them capitals.
func isInitials(s string) bool {
	isNoCapital := func(r rune) bool { return unicode.ToLower(r) == r }
	return utf8.RuneCountInString(s) == 4 && !strings.ContainsFunc(s, isNoCapital)
}

// isNear reports whether one typing error turns key into name, into bare, which is name
// without an article, into whole, which is name before it was abbreviated, or, with
// abbreviated words written out in English, into full. It returns false for a key without a
// word of four letters, which may be an abbreviation.
func isNear(key, name, bare, full, whole string) bool {
	if !startsAlike(key, name) && !startsAlike(key, bare) {
		return false // the usual case; the comparison below is slow
	}
	if !isOneErrorAway(key, name) && !isOneErrorAway(key, bare) && !isOneErrorAway(key, whole) &&
		!isOneErrorAway(writeOut(key), full) {
		return false
	}
	isWord := func(w string) bool { return utf8.RuneCountInString(w) >= 4 }
	return slices.ContainsFunc(strings.Split(key, " "), isWord)
}

// startsAlike reports whether the first letter of key is the first or the second of name.
func startsAlike(key, name string) bool {
	letter, _ := utf8.DecodeRuneInString(key)
	first, size := utf8.DecodeRuneInString(name)
	second, _ := utf8.DecodeRuneInString(name[size:])
	return letter == first || letter == second
}

// writeOut returns key with abbreviated words written out, in English or Russian.
func writeOut(key string) string {
	for _, f := range &shortForms {
		if strings.Contains(key, f.short) { // few keys do
			key = strings.TrimSpace(strings.ReplaceAll(" "+key+" ", " "+f.short+" ", " "+f.word+" "))
		}
	}
	return key
}

// isOneErrorAway reports whether one typing error turns a into b. A different first letter
// does not count, unless it is swapped with the second. Nor does an error in a short word,
// such as another letter in "dr" or "rep", since it may be another word. All Chinese
// characters are words.
func isOneErrorAway(a, b string) bool {
	if len(a)-len(b) > utf8.UTFMax || len(b)-len(a) > utf8.UTFMax {
		return false
	}
	x, y := []rune(a), []rune(b)
	start := 0
	for start < min(len(x), len(y)) && x[start] == y[start] {
		start++
	}
	endX, endY := len(x), len(y)
	for endX > start && endY > start && x[endX-1] == y[endY-1] {
		endX, endY = endX-1, endY-1
	}
	letters := max(lettersAround(x, start, endX), lettersAround(y, start, endY))
	switch more, less := endX-start, endY-start; {
	case more == 2 && less == 2:
		return x[start] == y[start+1] && x[start+1] == y[start]
	case start == 0:
		return false
	case more == 1 && less == 1:
		return letters >= 4 && !unicode.Is(unicode.Han, x[start])
	default:
		return more+less == 1 && letters >= 3
	}
}

// lettersAround returns the number of letters in s[start:end] and the rest of its words.
func lettersAround(s []rune, start, end int) int {
	for start > 0 && s[start-1] != ' ' {
		start--
	}
	for end < len(s) && s[end] != ' ' {
		end++
	}
	return end - start - strings.Count(string(s[start:end]), " ")
}
