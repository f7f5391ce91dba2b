package country

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxName is the length in bytes above which an input is malformed.
const MaxName = 256

// Classes of ASCII bytes that are not written as letters. All other values in
// asciiFold are the byte to write.
const (
	foreign       = iota // not ASCII
	control              // makes the input malformed
	separator            // ends a word
	listSeparator        // ends a word, and may separate two countries
	apostrophe           // dropped
	ampersand            // the word "and"
	letter               // this and greater values are written
)

// partEnd is what each list separator folds to.
const partEnd = ';'

// asciiFold maps each byte to a class, or to the byte that it folds to. Symbols fold to
// themselves: no name contains one, so an input that does is unknown.
var asciiFold = [256]byte{
	0x00: control, 0x01: control, 0x02: control, 0x03: control, 0x04: control, 0x05: control, 0x06: control,
	0x07: control, 0x08: control, 0x0e: control, 0x0f: control,
	0x10: control, 0x11: control, 0x12: control, 0x13: control, 0x14: control,
	0x15: control, 0x16: control, 0x17: control, 0x18: control,
	0x19: control, 0x1a: control, 0x1b: control, 0x1c: control,
	0x1d: control, 0x1e: control, 0x1f: control, 0x7f: control,
	'\t': listSeparator, '\n': listSeparator, '\v': listSeparator, '\f': listSeparator, '\r': listSeparator,
	'/': listSeparator, ';': listSeparator, ' ': separator,
	'!': separator, '"': separator, '#': separator, '(': separator,
	')': separator, ',': separator, '-': separator, '.': separator,
	':': separator, '@': separator, '[': separator,
	']': separator, '_': separator, '{': separator, '}': separator,
	'\'': apostrophe, '`': apostrophe, '&': ampersand,
	'$': '$', '%': '%', '*': '*', '+': '+', '<': '<', '=': '=',
	'>': '>', '?': '?', '\\': '\\', '^': '^', '|': '|', '~': '~',
	'0': '0', '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '6', '7': '7', '8': '8', '9': '9',
	'A': 'a', 'B': 'b', 'C': 'c', 'D': 'd', 'E': 'e', 'F': 'f',
	'G': 'g', 'H': 'h', 'I': 'i', 'J': 'j', 'K': 'k', 'L': 'l', 'M': 'm',
	'N': 'n', 'O': 'o', 'P': 'p', 'Q': 'q', 'R': 'r', 'S': 's',
	'T': 't', 'U': 'u', 'V': 'v', 'W': 'w', 'X': 'x', 'Y': 'y', 'Z': 'z',
	'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f',
	'g': 'g', 'h': 'h', 'i': 'i', 'j': 'j', 'k': 'k', 'l': 'l', 'm': 'm',
	'n': 'n', 'o': 'o', 'p': 'p', 'q': 'q', 'r': 'r', 's': 's',
	't': 't', 'u': 'u', 'v': 'v', 'w': 'w', 'x': 'x', 'y': 'y', 'z': 'z',
}

// fold appends the key of s to key, which must be empty: lower-case letters without
// accents, digits, and between words one space, or a semicolon for a list separator. It
// reports false if s cannot be a name: it is too long, is not valid UTF-8, or contains a
// control or format character.
//
//	"Congo, Dem. Rep."       ->  "congo dem rep"
//	"CÔTE D’IVOIRE"          ->  "cote divoire"
//	"Ａｎｔｉｇｕａ＆Barbuda"  ->  "antigua and barbuda"
//	"إيـران"                  ->  "ايران"
//	"Burma / Myanmar"        ->  "burma;myanmar"
func fold(key []byte, s string) ([]byte, bool) {
	if len(s) > MaxName {
		return nil, false
	}
	for i := 0; i < len(s); i++ {
		c := asciiFold[s[i]]
		if c >= letter {
			key = append(key, c)
			continue
		}
		switch c {
		case separator:
			if n := len(key); n > 0 && key[n-1] != ' ' && key[n-1] != partEnd {
				key = append(key, ' ') // as endWord does, written out for speed
			}
		case listSeparator, apostrophe, ampersand:
			key = appendClass(key, c)
		case control:
			return nil, false
		case foreign:
			size := 0
			if key, size = foldRune(key, s[i:]); size == 0 {
				return nil, false
			}
			i += size - 1
		}
	}
	if n := len(key); n > 0 && (key[n-1] == ' ' || key[n-1] == partEnd) {
		key = key[:n-1]
	}
	return key, true
}

// appendClass appends what an ASCII character folds to, given its value in asciiFold.
func appendClass(key []byte, c byte) []byte {
	switch c {
	case separator:
		return endWord(key)
	case listSeparator:
		if key = endWord(key); len(key) > 0 {
			key[len(key)-1] = partEnd
		}
		return key
	case ampersand:
		return append(endWord(key), "and "...)
	case apostrophe:
		return key
	}
	return append(key, c)
}

// endWord appends a space unless key is empty or its last word has ended.
func endWord(key []byte) []byte {
	if n := len(key); n > 0 && key[n-1] != ' ' && key[n-1] != partEnd {
		key = append(key, ' ')
	}
	return key
}

// foldRune appends what the first character of s, which is not ASCII, folds to.
// It returns the size of the character, or 0 if no name can contain it.
func foldRune(key []byte, s string) (_ []byte, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case isPlain(r): // most letters that are not Latin, for speed
		return utf8.AppendRune(key, r), size
	case r == utf8.RuneError && size == 1:
		return key, 0
	case isApostrophe(r):
		return key, size
	}
	form := norm.NFD
	if r < 0x250 || 0xF900 <= r && r <= 0xFFEF {
		// Ligatures, presentation forms of Arabic letters and full-width
		// letters are ways to write plain ones. Elsewhere compatibility
		// characters are look-alikes, such as mathematical letters.
		form = norm.NFKD
	}
	decomposed := form.PropertiesString(s).Decomposition()
	if decomposed == nil {
		if !unicode.IsGraphic(r) && !unicode.IsSpace(r) {
			return key, 0
		}
		return foldLetter(key, r), size
	}
	for len(decomposed) > 0 {
		r, length := utf8.DecodeRune(decomposed)
		key = foldLetter(key, r)
		decomposed = decomposed[length:]
	}
	return key, size
}

// foldLetter appends what r folds to. r is a character that has no decomposition, or
// one of those that a character decomposes to.
func foldLetter(key []byte, r rune) []byte {
	const minus = '\u2212' // is not in the class of dashes
	r = unicode.ToLower(r)
	switch {
	case r < utf8.RuneSelf:
		return appendClass(key, asciiFold[r])
	case isPlain(r):
		return utf8.AppendRune(key, r)
	case isListSeparator(r):
		return appendClass(key, listSeparator)
	case unicode.IsPunct(r), unicode.IsSpace(r), r == minus:
		return endWord(key)
	case isDroppedMark(key, r):
		return key
	}
	for _, s := range spellings {
		if s.letter == r {
			return append(key, s.plain...)
		}
	}
	return utf8.AppendRune(key, r)
}

// isListSeparator reports whether r may separate two countries in a text: a semicolon, a
// slash, a tab, a line break, the Chinese comma of lists, or a bullet.
func isListSeparator(r rune) bool {
	switch r {
	case ';', '/', '\t', '\n', '\v', '\f', '\r', '\u0085', '\u2028', '\u2029', '\u037e',
		'؛', '；', '／', '﹔', '︔', '、', '､', '﹑', '︑', '•':
		return true
	}
	return false
}

// isApostrophe reports whether r is an apostrophe. Keys have none: "Côte d’Ivoire" folds to
// "cote divoire".
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '’', '‘', 'ʼ', 'ʻ', '´', '＇', '｀':
		return true
	}
	return false
}

// isPlain reports whether r is a Cyrillic, Arabic or Chinese letter that folds
// to itself. It may return false for some of them.
func isPlain(r rune) bool {
	return 'а' <= r && r <= 'я' && r != 'й' || 'ا' <= r && r <= 'ي' && r != 'ـ' && r != 'ى' ||
		0x4E00 <= r && r <= 0x9FFF && r != '羣' && r != '敍' && r != '祕'
}

// isDroppedMark reports whether r is a mark on the last letter of key, and that letter is
// Latin, Cyrillic or Arabic, whose marks writers often omit. In other scripts, marks are
// letters and stay.
func isDroppedMark(key []byte, r rune) bool {
	last, _ := utf8.DecodeLastRune(key)
	switch {
	case r == 0x34F, 0x334 <= r && r <= 0x338:
		return false // a joiner, which shows nothing, and strokes through a letter
	case 0x300 <= r && r <= 0x36F:
		return 'a' <= last && last <= 'z' || 0x430 <= last && last <= 0x52F // Latin, Cyrillic
	case 0x64B <= r && r <= 0x65F, r == 0x670: // Arabic vowels, madda, hamza
		return 0x620 <= last && last <= 0x6FF
	}
	return false
}

// spellings lists letters that Unicode does not decompose, with their plain spelling.
var spellings = [...]struct {
	letter rune
	plain  string
}{
	{'æ', "ae"}, {'œ', "oe"}, {'ø', "o"}, {'ß', "ss"}, {'ð', "d"},
	{'đ', "d"}, {'þ', "th"}, {'ł', "l"}, {'ı', "i"}, {'ħ', "h"},
	{'ŋ', "n"}, {'ŧ', "t"}, {'ĸ', "k"}, {'ƒ', "f"}, {'ɵ', "o"},
	{'ی', "ي"}, {'ى', "ي"}, {'ک', "ك"}, {'ٱ', "ا"}, {'ـ', ""}, // Persian yeh, alef maksura, Persian kaf, alef wasla, tatweel
	{'羣', "群"}, {'敍', "敘"}, {'祕', "秘"}, // of Hong Kong
}
