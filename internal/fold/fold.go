// Package fold reduces a country's name to the key under which the tables of
// package relations hold it. The generator of those tables and the lookup use
// the same code, so a key cannot mean one thing to the one and something else
// to the other.
//
// Folding makes no guess: it equates what writers of one name do differently,
// and drops no word but "the".
//
//   - Letters are lower-cased, the Turkish dotted and dotless I included.
//   - Marks on Latin letters are dropped, and й and ё read as и and е.
//     Combining marks on other scripts are letters and stay; an Arabic letter
//     with a madda or a hamza is the same in one character or in two.
//   - Apostrophes are dropped, "&" is the word "and", all other punctuation
//     and white space separates words.
//   - The word "the" is dropped; saint, republic, democratic and islands take
//     their usual short forms st, rep, dem and is.
package fold

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// Lengths in bytes. A text that is longer than MaxInput is no name. The tables
// have no key that is longer than MaxName. A key that would be longer than MaxKey
// is cut off, but not as far as that.
const (
	MaxInput = 256
	MaxName  = 132
	MaxKey   = 160
)

// A Key is a folded name. The zero Key is empty.
type Key struct {
	text [MaxKey + 8]byte // with room behind the last letter to read whole words
	len  uint
}

// Bytes returns the key's text, which it shares.
func (k *Key) Bytes() []byte { return k.text[:k.len] }

// Word returns eight bytes of the key's text from i on, the first of them in the
// lowest bits. What it holds behind the end of the text is not said.
func (k *Key) Word(i uint) uint64 {
	if i > MaxKey {
		return 0
	}
	return binary.LittleEndian.Uint64(k.text[i:])
}

// Hash returns a hash of the key, the same on every machine. It serves tables
// that were laid out when they were generated, so it needs to be quick and
// even, in its highest bits, but not secret.
func (k *Key) Hash() uint64 {
	const factor = 0x9E3779B97F4A7C15 // 2^64 over the golden ratio
	h := uint64(0)
	for i := uint(0); i < k.len; i += 8 {
		word := k.Word(i)
		if rest := k.len - i; rest < 8 {
			word &= 1<<(8*rest) - 1
		}
		h = (h ^ word) * factor
		h ^= h >> 32
	}
	return h * factor
}

// Classes of bytes that are not simply written.
const (
	foreign    = iota // of a character that is not in ASCII
	control           // no part of any name
	separator         // ends a word
	apostrophe        // dropped
	ampersand         // the word "and"
	classes
	letter = classes // written as it is
)

// ascii holds, for each byte, the byte to write if it is no less than classes,
// and a class otherwise. Digits, and symbols that are no punctuation, are
// written as they are.
var ascii = [256]byte{
	0x00: control, 0x01: control, 0x02: control, 0x03: control, 0x04: control, 0x05: control, 0x06: control, 0x07: control,
	0x08: control, 0x0e: control, 0x0f: control, 0x10: control, 0x11: control, 0x12: control, 0x13: control, 0x14: control,
	0x15: control, 0x16: control, 0x17: control, 0x18: control, 0x19: control, 0x1a: control, 0x1b: control, 0x1c: control,
	0x1d: control, 0x1e: control, 0x1f: control, 0x7f: control,
	'\t': separator, '\n': separator, '\v': separator, '\f': separator, '\r': separator,
	' ': separator, '!': separator, '"': separator, '#': separator, '$': '$', '%': separator,
	'&': ampersand, '\'': apostrophe, '(': separator, ')': separator, '*': separator, '+': '+',
	',': separator, '-': separator, '.': separator, '/': separator,
	'0': '0', '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '6', '7': '7', '8': '8', '9': '9',
	':': separator, ';': separator, '<': '<', '=': '=', '>': '>', '?': separator, '@': separator,
	'A': 'a', 'B': 'b', 'C': 'c', 'D': 'd', 'E': 'e', 'F': 'f', 'G': 'g', 'H': 'h', 'I': 'i',
	'J': 'j', 'K': 'k', 'L': 'l', 'M': 'm', 'N': 'n', 'O': 'o', 'P': 'p', 'Q': 'q', 'R': 'r',
	'S': 's', 'T': 't', 'U': 'u', 'V': 'v', 'W': 'w', 'X': 'x', 'Y': 'y', 'Z': 'z',
	'[': separator, '\\': separator, ']': separator, '^': '^', '_': '_', '`': apostrophe,
	'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f', 'g': 'g', 'h': 'h', 'i': 'i',
	'j': 'j', 'k': 'k', 'l': 'l', 'm': 'm', 'n': 'n', 'o': 'o', 'p': 'p', 'q': 'q', 'r': 'r',
	's': 's', 't': 't', 'u': 'u', 'v': 'v', 'w': 'w', 'x': 'x', 'y': 'y', 'z': 'z',
	'{': separator, '|': '|', '}': separator, '~': '~',
}

// Fold sets k, which must be zero, to the key of s, and reports whether s can
// be a name at all: it is false where s is longer than MaxInput, is not UTF-8, or
// holds a control or format character (bidi marks among them). The key is empty
// where s has no letter.
func (k *Key) Fold(s string) bool {
	if len(s) > MaxInput {
		return false
	}
	n := uint(0)    // where the next byte goes
	word := uint(0) // where the word being written starts
	for i := 0; ; i++ {
		for i < len(s) && n < MaxKey {
			written := ascii[s[i]]
			if written < classes {
				break
			}
			k.text[n] = written
			n++
			i++
		}
		a := byte(separator) // the end of s ends a word too
		if i < len(s) {
			a = ascii[s[i]]
		}
		if a >= classes {
			continue // there is no room for it
		}
		if a == foreign {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				return false
			}
			i += size - 1
			n, a = k.appendRune(r, n)
		}
		switch a {
		case control:
			return false
		case apostrophe, letter:
			continue
		}
		if k.text[word] == shortened[(n-word)&15] {
			n = k.shortenWord(word, n)
		}
		k.text[n] = ' '
		if n > word {
			n++
		}
		word = n
		if a == ampersand {
			n += uint(copy(k.text[n:], "and "))
			word = n
		}
		if i >= len(s) {
			break
		}
		if n > MaxKey {
			n, word = MaxKey, MaxKey
		}
	}
	k.len = min(max(n, 1)-1, MaxKey) // without the space behind the last word
	return true
}

// shortened holds, by its length, the first letter of each word that shortenWord
// shortens: one of each length, and none as long as the table. No word starts
// with 0xff, not even one of no letters.
var shortened = [16]byte{0: 0xff, 3: 't', 5: 's', 7: 'i', 8: 'r', 10: 'd'}

// shortenWord shortens the word that stands in [word, n) if it is one of a
// few, and returns where it ends.
func (k *Key) shortenWord(word, n uint) uint {
	short := ""
	switch string(k.text[word:n]) {
	case "the":
	case "saint":
		short = "st"
	case "islands":
		short = "is"
	case "republic":
		short = "rep"
	case "democratic":
		short = "dem"
	default:
		return n
	}
	return word + uint(copy(k.text[word:], short))
}

// appendRune writes what the non-ASCII character r folds to at n. It returns
// where the next byte goes, and the class of r, as what it is to be treated:
// letter, if all is done.
func (k *Key) appendRune(r rune, n uint) (uint, byte) {
	latin := ""
	switch {
	case 0xC0 <= r && r <= 0x24F:
		latin = latinExtended[2*(r-0xC0) : 2*(r-0xC0)+2]
	case 0x1E00 <= r && r <= 0x1EFF:
		latin = latinAdditional[2*(r-0x1E00) : 2*(r-0x1E00)+2]
	case 0x300 <= r && r <= 0x36F: // combining diacritical marks
		if k.marksFall(n) {
			return n, letter
		}
		return k.append(r, n), letter
	case 0x400 <= r && r <= 0x45F: // Cyrillic letters: two rows of capitals, then the small ones
		switch {
		case r < 0x410:
			r += 0x50
		case r < 0x430:
			r += 0x20
		}
		switch r {
		case 'й':
			r = 'и'
		case 'ё':
			r = 'е'
		}
		return k.append(r, n), letter
	case 0x653 <= r && r <= 0x655: // marks that Unicode also writes as one letter with the one they stand on
		return k.appendHamza(r, n), letter
	case 0x620 <= r && r <= 0x64A, 0x4E00 <= r && r <= 0x9FFF: // Arabic and Chinese letters
		return k.append(r, n), letter
	}
	if latin != "" && latin[0] != ' ' {
		n = k.append(rune(latin[0]), n)
		if latin[1] != ' ' {
			n = k.append(rune(latin[1]), n)
		}
		return n, letter
	}
	switch r {
	case '’', '‘', 'ʼ', 'ʻ', '´', '＇':
		return n, apostrophe
	}
	switch {
	case unicode.IsLetter(r):
		return k.append(unicode.ToLower(r), n), letter
	case unicode.IsSpace(r), unicode.IsPunct(r) && !unicode.Is(unicode.Pc, r):
		return n, separator
	case unicode.IsGraphic(r): // marks, digits, symbols
		return k.append(r, n), letter
	}
	return n, control
}

// marksFall reports whether a combining mark at n stands on a Latin letter, or
// on one of the two Cyrillic letters whose marks writers leave out.
func (k *Key) marksFall(n uint) bool {
	if n == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRune(k.text[:n])
	return 'a' <= r && r <= 'z' || r == 'и' || r == 'е'
}

// appendHamza writes the Arabic mark r at n: on some letters, as the one letter
// that Unicode holds equivalent to the two. It returns where the next byte goes.
func (k *Key) appendHamza(r rune, n uint) uint {
	last, size := utf8.DecodeLastRune(k.text[:n])
	switch string([]rune{last, r}) {
	case "\u0627\u0653":
		r = '\u0622'
	case "\u0627\u0654":
		r = '\u0623'
	case "\u0648\u0654":
		r = '\u0624'
	case "\u0627\u0655":
		r = '\u0625'
	case "\u064A\u0654":
		r = '\u0626'
	case "\u06C1\u0654":
		r = '\u06C2'
	case "\u06D2\u0654":
		r = '\u06D3'
	case "\u06D5\u0654":
		r = '\u06C0'
	default:
		return k.append(r, n)
	}
	return k.append(r, n-uint(size))
}

// append writes r at n, if there is room, and returns where the next byte goes.
func (k *Key) append(r rune, n uint) uint {
	if n+utf8.UTFMax > MaxKey {
		return n
	}
	if utf8.RuneSelf <= r && r < 0x800 { // two bytes, written here since most letters have two
		k.text[n], k.text[n+1] = 0xC0|byte(r>>6), 0x80|byte(r)&0x3F
		return n + 2
	}
	return n + uint(utf8.EncodeRune(k.text[n:], r))
}
