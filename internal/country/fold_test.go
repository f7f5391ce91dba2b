package country

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
)

// plainSpellings contains the letters that fold replaces and Unicode does not decompose.
var plainSpellings = map[rune]string{
	'æ': "ae", 'ð': "d", 'ø': "o", 'þ': "th", 'ß': "ss", 'đ': "d", 'ħ': "h", 'ı': "i", 'ĸ': "k", 'ł': "l", 'ŋ': "n",
	'œ': "oe", 'ŧ': "t", 'ƒ': "f", 'ɵ': "o", 'ی': "ي", 'ى': "ي", 'ک': "ك", 'ٱ': "ا", 'ـ': "",
	'羣': "群", '敍': "敘", '祕': "秘",
}

// plainFold is a simple and slow implementation of fold.
func plainFold(s string) (key string, ok bool) {
	if len(s) > MaxName || !utf8.ValidString(s) {
		return "", false
	}
	var text []rune
	for _, r := range s {
		if strings.ContainsRune("’‘ʼʻ´＇｀", r) {
			continue
		}
		if !unicode.IsGraphic(r) && !unicode.IsSpace(r) {
			return "", false
		}
		decomposed := norm.NFD.String(string(r))
		if unicode.Is(unicode.Hangul, r) {
			decomposed = string(r) // fold does not decompose Hangul, since no name needs it
		}
		if r < 0x250 || 0xF900 <= r && r <= 0xFFEF {
			decomposed = norm.NFKD.String(string(r))
		}
		for _, d := range decomposed {
			d = unicode.ToLower(d)
			last := rune(' ')
			if len(text) > 0 {
				last = text[len(text)-1]
			}
			plain, isSpelled := plainSpellings[d]
			switch {
			case d == '\'', d == '`':
			case d == '&':
				text = append(text, []rune(" and ")...)
			case strings.ContainsRune(`*?%\`, d):
				text = append(text, d)
			case strings.ContainsRune(";/؛、•\t\n\v\f\r\u0085\u2028\u2029", d):
				text = append(text, ';')
			case unicode.IsSpace(d), unicode.IsPunct(d), d == '−':
				text = append(text, ' ')
			case isSpelled:
				text = append(text, []rune(plain)...)
			case 0x300 <= d && d <= 0x36F && d != 0x34F && !(0x334 <= d && d <= 0x338) &&
				(last < utf8.RuneSelf && unicode.IsLetter(last) || 0x430 <= last && last <= 0x52F):
			case (0x64B <= d && d <= 0x65F || d == 0x670) && 0x620 <= last && last <= 0x6FF:
			default:
				text = append(text, d)
			}
		}
	}
	var parts []string
	for part := range strings.SplitSeq(string(text), ";") {
		if words := strings.Join(strings.Fields(part), " "); words != "" {
			parts = append(parts, words)
		}
	}
	return strings.Join(parts, ";"), true
}

// folded returns the result of fold without a buffer.
func folded(s string) (string, bool) {
	key, ok := fold(nil, s)
	return string(key), ok
}

// TestFold checks each line of testdata/folds.tsv. The key is "none" for a text that cannot be
// a name.
func TestFold(t *testing.T) {
	for _, row := range rows(t, "testdata/folds.tsv") {
		about, text, want := row[0], unescaped(t, row[1]), unescaped(t, row[2])
		plain, plainOK := plainFold(text)
		key, ok := folded(text)
		assert.Equal(t, want != "none", ok, about)
		assert.Equal(t, ok, plainOK, "plainFold: %s", about)
		if ok {
			assert.Equal(t, want, key, about)
			assert.Equal(t, want, plain, "plainFold: %s", about)
			again, _ := folded(key)
			assert.Equal(t, key, again, about)
		}
	}
	_, ok := folded(strings.Repeat(" ", 257))
	assert.False(t, ok)
}

func TestFoldOfEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune && !t.Failed(); r++ {
		if r >= 0x20000 && r%64 != 0 { // mostly ideographs, or unassigned
			continue
		}
		compareFold(t, "a"+string(r)+"b")
		key, _ := fold(nil, "a"+string(r)+"b")
		require.Equal(t, isListSeparator(r), bytes.IndexByte(key, partEnd) > 0, "%U", r)
		if r < 0x2000 || r >= 0xF900 && r < 0x10000 {
			compareFold(t, string(r))
			compareFold(t, "и"+string(r)+"ا"+string(r))
		}
	}
}

// compareFold checks that fold and plainFold return the same for s.
func compareFold(t *testing.T, s string) {
	want, plain := plainFold(s)
	got, ok := folded(s)
	if ok != plain || ok && got != want {
		t.Errorf("fold(%+q) = %+q, %t, but plainFold returns %+q, %t", s, got, ok, want, plain)
	}
}

func FuzzFold(f *testing.F) {
	for _, row := range rows(f, "testdata/folds.tsv") {
		f.Add(unescaped(f, row[1]))
	}
	f.Fuzz(func(t *testing.T, s string) { compareFold(t, s) })
}
