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
	foreign    = iota // not ASCII
	control           // makes the input malformed
	separator         // ends a word
	apostrophe        // dropped
	ampersand         // the word "and"
	letter            // this and greater values are written
)

// asciiFold maps each byte to a class or to what it folds to. Symbols and the
// characters of patterns are written as they are: no name contains one, so an
// input that does is unknown.
var asciiFold = [256]byte{
	0x00: control, 0x01: control, 0x02: control, 0x03: control, 0x04: control, 0x05: control, 0x06: control, 0x07: control,
	0x08: control, 0x0e: control, 0x0f: control, 0x10: control, 0x11: control, 0x12: control, 0x13: control, 0x14: control,
	0x15: control, 0x16: control, 0x17: control, 0x18: control, 0x19: control, 0x1a: control, 0x1b: control, 0x1c: control,
	0x1d: control, 0x1e: control, 0x1f: control, 0x7f: control,
	'\t': separator, '\n': separator, '\v': separator, '\f': separator, '\r': separator, ' ': separator,
	'!': separator, '"': separator, '#': separator, '(': separator, ')': separator, ',': separator, '-': separator, '.': separator,
	'/': separator, ':': separator, ';': separator, '@': separator, '[': separator, ']': separator, '_': separator, '{': separator, '}': separator,
	'\'': apostrophe, '`': apostrophe, '&': ampersand,
	'$': '$', '%': '%', '*': '*', '+': '+', '<': '<', '=': '=', '>': '>', '?': '?', '\\': '\\', '^': '^', '|': '|', '~': '~',
	'0': '0', '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '6', '7': '7', '8': '8', '9': '9',
	'A': 'a', 'B': 'b', 'C': 'c', 'D': 'd', 'E': 'e', 'F': 'f', 'G': 'g', 'H': 'h', 'I': 'i', 'J': 'j', 'K': 'k', 'L': 'l', 'M': 'm',
	'N': 'n', 'O': 'o', 'P': 'p', 'Q': 'q', 'R': 'r', 'S': 's', 'T': 't', 'U': 'u', 'V': 'v', 'W': 'w', 'X': 'x', 'Y': 'y', 'Z': 'z',
	'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f', 'g': 'g', 'h': 'h', 'i': 'i', 'j': 'j', 'k': 'k', 'l': 'l', 'm': 'm',
	'n': 'n', 'o': 'o', 'p': 'p', 'q': 'q', 'r': 'r', 's': 's', 't': 't', 'u': 'u', 'v': 'v', 'w': 'w', 'x': 'x', 'y': 'y', 'z': 'z',
}

// fold writes the key of s to buf: lower-case letters without accents, digits,
// and one space between words. It returns the length of the key, which is 0 if
// s has no letter or digit, and more than len(buf) if buf is too short. It
// reports false if s cannot be a name at all: it is too long, is not valid
// UTF-8, or contains a control or format character.
//
//	"Congo, Dem. Rep."       ->  "congo dem rep"
//	"CÔTE D’IVOIRE"          ->  "cote divoire"
//	"Ａｎｔｉｇｕａ＆Barbuda"  ->  "antigua and barbuda"
//	"إيـران"                  ->  "ايران"
func fold(buf []byte, s string) (n int, ok bool) {
	if len(s) > MaxName {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		c := asciiFold[s[i]]
		if c >= letter && n < len(buf) {
			buf[n] = c
			n++
			continue
		}
		switch c {
		default:
			n = len(buf) + 1
		case separator: // as separate does, written out for speed
			if 0 < n && n <= len(buf) && buf[n-1] != ' ' {
				n = put(buf, n, ' ')
			}
		case ampersand:
			n = separate(buf, n, c)
		case apostrophe:
		case control:
			return 0, false
		case foreign:
			size := 0
			if n, size = foldRune(buf, n, s[i:]); size == 0 {
				return 0, false
			}
			i += size - 1
		}
	}
	if 0 < n && n <= len(buf) && buf[n-1] == ' ' {
		n--
	}
	return n, true
}

// put writes c to the key in buf, which has n bytes, and returns its new
// length.
func put(buf []byte, n int, c byte) int {
	if n >= len(buf) {
		return len(buf) + 1
	}
	buf[n] = c
	return n + 1
}

// putString writes s.
func putString(buf []byte, n int, s string) int {
	for i := range len(s) {
		n = put(buf, n, s[i])
	}
	return n
}

// putRune writes r.
func putRune(buf []byte, n int, r rune) int {
	if n+utf8.UTFMax <= len(buf) {
		return n + utf8.EncodeRune(buf[n:], r)
	}
	return len(buf) + 1
}

// separate ends the last word and, for an ampersand, writes "and".
func separate(buf []byte, n int, class byte) int {
	if 0 < n && n <= len(buf) && buf[n-1] != ' ' {
		n = put(buf, n, ' ')
	}
	if class == ampersand {
		n = putString(buf, n, "and ")
	}
	return n
}

// foldRune writes what the first character of s, which is not ASCII, folds to.
// It returns the new length of the key, and the size of the character, or 0 if
// no name can contain it.
func foldRune(buf []byte, n int, s string) (newLen, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case isPlain(r): // most letters that are not Latin, for speed
		return putRune(buf, n, r), size
	case r == utf8.RuneError && size == 1:
		return n, 0
	case isApostrophe(r):
		return n, size
	}
	form := norm.NFD
	if r < 0x250 || 0xF900 <= r && r <= 0xFFEF {
		// Ligatures, presentation forms of Arabic letters and full-width
		// letters are ways to write plain ones. Elsewhere compatibility
		// characters are look-alikes, such as mathematical letters.
		form = norm.NFKD
	}
	decomposed := form.PropertiesString(s).Decomposition()
	if decomposed == nil && !unicode.IsGraphic(r) && !unicode.IsSpace(r) {
		return n, 0
	}
	if decomposed == nil {
		return foldPlain(buf, n, r), size
	}
	for len(decomposed) > 0 {
		r, length := utf8.DecodeRune(decomposed)
		n = foldPlain(buf, n, r)
		decomposed = decomposed[length:]
	}
	return n, size
}

// isApostrophe reports whether r is a character that is dropped, as in "Côte
// d’Ivoire".
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '’', '‘', 'ʼ', 'ʻ', '´', '＇', '｀':
		return true
	}
	return false
}

// isPlain reports whether r is a Cyrillic, Arabic or Chinese letter that folds
// to itself. It need not know all of them.
func isPlain(r rune) bool {
	return 'а' <= r && r <= 'я' && r != 'й' || 'ا' <= r && r <= 'ي' && r != 'ـ' && r != 'ى' || 0x4E00 <= r && r <= 0x9FFF
}

// foldPlain writes what r, which has no decomposition, folds to.
func foldPlain(buf []byte, n int, r rune) int {
	r = unicode.ToLower(r)
	if r < utf8.RuneSelf {
		switch c := asciiFold[r]; c {
		case separator, ampersand:
			return separate(buf, n, c)
		case apostrophe:
			return n
		}
		return put(buf, n, byte(r))
	}
	if isDroppedMark(buf[:min(n, len(buf))], r) {
		return n
	}
	const minus = '\u2212' // is not in the class of dashes
	if !isPlain(r) && (unicode.IsPunct(r) || unicode.IsSpace(r) || r == minus) {
		return separate(buf, n, separator)
	}
	for _, s := range spellings {
		if s.letter == r {
			return putString(buf, n, s.plain)
		}
	}
	return putRune(buf, n, r)
}

// isDroppedMark reports whether r is a mark on the last letter of key, and that
// letter is of a script whose marks writers leave out. In other scripts marks
// are letters and stay.
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

// spellings are the letters that Unicode does not decompose, and their plain
// spelling.
var spellings = [...]struct {
	letter rune
	plain  string
}{
	{'æ', "ae"}, {'œ', "oe"}, {'ø', "o"}, {'ß', "ss"}, {'ð', "d"}, {'đ', "d"}, {'þ', "th"}, {'ł', "l"}, {'ı', "i"}, {'ħ', "h"},
	{'ŋ', "n"}, {'ŧ', "t"}, {'ĸ', "k"}, {'ƒ', "f"}, {'ɵ', "o"},
	{'ی', "ي"}, {'ى', "ي"}, {'ک', "ك"}, {'ٱ', "ا"}, {'ـ', ""}, // Persian yeh, alef maksura, Persian kaf, alef wasla, tatweel
}
