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
//     Combining marks on other scripts are letters and stay.
//   - Apostrophes are dropped, "&" is the word "and", all other punctuation
//     and white space separates words.
//   - The word "the" is dropped; saint, republic, democratic and islands take
//     their usual short forms st, rep, dem and is.
package fold

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// MaxInput is the length in bytes of the longest name that is looked at.
const MaxInput = 256

// A Key is a folded name: the first Len bytes of Text, the rest of which is zero.
type Key struct {
	Text [MaxInput]byte
	Len  int
}

// Bytes returns the key's text, which it shares.
func (k *Key) Bytes() []byte { return k.Text[:k.Len] }

// Classes of ASCII characters.
const (
	control    = iota // no part of any name
	letter            // kept, and lower-cased
	separator         // ends a word
	apostrophe        // dropped
	ampersand         // the word "and"
)

// ascii holds the class of each ASCII character, control where none is given,
// and for letters, with which go digits and the symbols that are no
// punctuation, the character to write.
var ascii = [utf8.RuneSelf]struct{ class, lower byte }{
	'\t': {separator, 0}, '\n': {separator, 0}, '\v': {separator, 0}, '\f': {separator, 0},
	'\r': {separator, 0},
	' ':  {separator, 0}, '!': {separator, 0}, '"': {separator, 0}, '#': {separator, 0},
	'%': {separator, 0}, '&': {ampersand, 0}, '\'': {apostrophe, 0}, '(': {separator, 0},
	')': {separator, 0}, '*': {separator, 0}, ',': {separator, 0}, '-': {separator, 0},
	'.': {separator, 0}, '/': {separator, 0}, ':': {separator, 0}, ';': {separator, 0},
	'?': {separator, 0}, '@': {separator, 0}, '[': {separator, 0}, '\\': {separator, 0},
	']': {separator, 0}, '`': {apostrophe, 0}, '{': {separator, 0}, '}': {separator, 0},

	'$': {letter, '$'}, '+': {letter, '+'}, '<': {letter, '<'}, '=': {letter, '='},
	'>': {letter, '>'}, '^': {letter, '^'}, '_': {letter, '_'}, '|': {letter, '|'},
	'~': {letter, '~'},

	'0': {letter, '0'}, '1': {letter, '1'}, '2': {letter, '2'}, '3': {letter, '3'},
	'4': {letter, '4'}, '5': {letter, '5'}, '6': {letter, '6'}, '7': {letter, '7'},
	'8': {letter, '8'}, '9': {letter, '9'},

	'A': {letter, 'a'}, 'B': {letter, 'b'}, 'C': {letter, 'c'}, 'D': {letter, 'd'},
	'E': {letter, 'e'}, 'F': {letter, 'f'}, 'G': {letter, 'g'}, 'H': {letter, 'h'},
	'I': {letter, 'i'}, 'J': {letter, 'j'}, 'K': {letter, 'k'}, 'L': {letter, 'l'},
	'M': {letter, 'm'}, 'N': {letter, 'n'}, 'O': {letter, 'o'}, 'P': {letter, 'p'},
	'Q': {letter, 'q'}, 'R': {letter, 'r'}, 'S': {letter, 's'}, 'T': {letter, 't'},
	'U': {letter, 'u'}, 'V': {letter, 'v'}, 'W': {letter, 'w'}, 'X': {letter, 'x'},
	'Y': {letter, 'y'}, 'Z': {letter, 'z'},

	'a': {letter, 'a'}, 'b': {letter, 'b'}, 'c': {letter, 'c'}, 'd': {letter, 'd'},
	'e': {letter, 'e'}, 'f': {letter, 'f'}, 'g': {letter, 'g'}, 'h': {letter, 'h'},
	'i': {letter, 'i'}, 'j': {letter, 'j'}, 'k': {letter, 'k'}, 'l': {letter, 'l'},
	'm': {letter, 'm'}, 'n': {letter, 'n'}, 'o': {letter, 'o'}, 'p': {letter, 'p'},
	'q': {letter, 'q'}, 'r': {letter, 'r'}, 's': {letter, 's'}, 't': {letter, 't'},
	'u': {letter, 'u'}, 'v': {letter, 'v'}, 'w': {letter, 'w'}, 'x': {letter, 'x'},
	'y': {letter, 'y'}, 'z': {letter, 'z'},
}

// Fold sets k to the key of s, and reports whether s can be a name at all: it
// is false where s is longer than MaxInput, is not UTF-8, holds a control or
// format character (bidi marks among them), or where the key would be longer
// than its array. The key is empty where s has no letter. k must be zero.
func (k *Key) Fold(s string) bool {
	if len(s) > MaxInput {
		return false
	}
	word := 0 // where the word being written starts
	n := 0    // where the next byte goes
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				return false
			}
			i += size
			switch e := k.appendRune(r, n); {
			case e < 0:
				return false
			case e > 0:
				n = e
			case n > word:
				n = k.endWord(word, n)
				word = n
			}
			continue
		}
		i++
		a := ascii[c]
		if a.class == letter {
			if n >= len(k.Text) {
				return false
			}
			k.Text[n] = a.lower
			n++
			continue
		}
		switch a.class {
		case apostrophe:
			continue
		case control:
			return false
		}
		if n > word {
			n = k.endWord(word, n)
			word = n
		}
		if a.class == ampersand {
			if n+4 > len(k.Text) {
				return false
			}
			copy(k.Text[n:], "and ")
			n += 4
			word = n
		}
	}
	if n > word {
		n = k.endWord(word, n)
	}
	if n > 0 { // the space behind the last word
		n--
		k.Text[n] = 0
	}
	k.Len = n
	return true
}

// endWord gives the word that stands in [word, n) its usual form, and returns
// where the next one starts.
func (k *Key) endWord(word, n int) int {
	e := n
	switch w := k.Text[word:n]; len(w) {
	case 3:
		if string(w) == "the" {
			e = word
		}
	case 5:
		if string(w) == "saint" {
			w[1], e = 't', word+2
		}
	case 7:
		if string(w) == "islands" {
			e = word + 2
		}
	case 8:
		if string(w) == "republic" {
			e = word + 3
		}
	case 10:
		if string(w) == "democratic" {
			e = word + 3
		}
	}
	clear(k.Text[e:n])
	if e > word && e < len(k.Text) {
		k.Text[e] = ' '
		e++
	}
	return e
}

// appendRune writes what the non-ASCII character r folds to at n, and returns
// where the next byte goes, 0 if r separates words, or -1 if no name holds r.
func (k *Key) appendRune(r rune, n int) int {
	latin := ""
	switch {
	case 0xC0 <= r && r <= 0x24F:
		latin = latinExtended[2*(r-0xC0) : 2*(r-0xC0)+2]
	case 0x1E00 <= r && r <= 0x1EFF:
		latin = latinAdditional[2*(r-0x1E00) : 2*(r-0x1E00)+2]
	}
	if latin != "" && latin[0] != ' ' {
		if latin[1] == ' ' {
			latin = latin[:1]
		}
		return k.append(latin, n)
	}
	switch {
	case 0x300 <= r && r <= 0x36F: // combining diacritical marks
		if k.marksFall(n) {
			return n
		}
		return k.appendLetter(r, n)
	case 0x400 <= r && r <= 0x4FF:
		r = unicode.ToLower(r)
		switch r {
		case 'й':
			r = 'и'
		case 'ё':
			r = 'е'
		}
		return k.appendLetter(r, n)
	}
	switch r {
	case '’', '‘', 'ʼ', 'ʻ', '´', '＇':
		return n
	}
	switch {
	case unicode.IsLetter(r):
		return k.appendLetter(unicode.ToLower(r), n)
	case unicode.IsSpace(r), unicode.IsPunct(r) && !unicode.Is(unicode.Pc, r):
		return 0
	case unicode.IsGraphic(r): // marks, digits, symbols
		return k.appendLetter(r, n)
	}
	return -1
}

// marksFall reports whether a combining mark at n stands on a Latin letter, or
// on one of the two Cyrillic letters whose marks writers leave out.
func (k *Key) marksFall(n int) bool {
	if n == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRune(k.Text[:n])
	return 'a' <= r && r <= 'z' || r == 'и' || r == 'е'
}

func (k *Key) append(s string, n int) int {
	if n+len(s) > len(k.Text) {
		return -1
	}
	return n + copy(k.Text[n:], s)
}

func (k *Key) appendLetter(r rune, n int) int {
	if n+utf8.UTFMax > len(k.Text) {
		return -1
	}
	return n + utf8.EncodeRune(k.Text[n:], r)
}

// Hash returns a hash of the key, the same on every machine. It serves tables
// that were laid out when they were generated, so it needs to be quick and
// even, not secret.
func (k *Key) Hash() uint64 {
	h := uint64(k.Len) * 0x9E3779B97F4A7C15
	for i := 0; i < k.Len && i <= MaxInput-8; i += 8 {
		hi, lo := bits.Mul64(h^binary.LittleEndian.Uint64(k.Text[i:i+8]), 0xD6E8FEB86659FD93)
		h = hi ^ lo
	}
	return h
}
