package country

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
)

// plainSpellings are the letters that Unicode does not decompose.
var plainSpellings = map[rune]string{
	'æ': "ae", 'ð': "d", 'ø': "o", 'þ': "th", 'ß': "ss", 'đ': "d", 'ħ': "h", 'ı': "i", 'ĸ': "k", 'ł': "l", 'ŋ': "n", 'œ': "oe",
	'ŧ': "t", 'ƒ': "f", 'ɵ': "o", 'ی': "ي", 'ى': "ي", 'ک': "ك", 'ٱ': "ا", 'ـ': "",
}

// plainFold is what fold is documented to do, written to be read, not to be
// fast, and without a limit of the key's length.
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
			decomposed = string(r) // by arithmetic, not by a table: no name needs it
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
			case strings.ContainsRune(";/؛\t\n\v\f\r\u0085\u2028\u2029", d):
				text = append(text, ';')
			case unicode.IsSpace(d), unicode.IsPunct(d), d == '−':
				text = append(text, ' ')
			case isSpelled:
				text = append(text, []rune(plain)...)
			case 0x300 <= d && d <= 0x36F && d != 0x34F && !(0x334 <= d && d <= 0x338) && (last < utf8.RuneSelf && unicode.IsLetter(last) || 0x430 <= last && last <= 0x52F):
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

var foldCases = []struct{ name, text, key string }{
	{"empty", "", ""},
	{"a word", "France", "france"},
	{"capitals", "FRANCE", "france"},
	{"spaces", "  South   Africa ", "south africa"},
	{"list separators", "a;b/c\td\ne ; f", "a;b;c;d;e;f"},
	{"list separators of other scripts", "a；b／c؛d﹔e\u2028f\u0085g\u037eh", "a;b;c;d;e;f;g;h"},
	{"list separators at the edges and in a row", "; a ;;\n/ b, ;", "a;b"},
	{"an ampersand after a list separator", "a;&b", "a;and b"},
	{"all words stay", "The Republic of the Gambia", "the republic of the gambia"},
	{"ampersand", "Trinidad & Tobago", "trinidad and tobago"},
	{"ampersand without spaces", "A&B", "a and b"},
	{"ampersands", "&&", "and and"},
	{"full-width ampersand", "Ａ＆Ｂ", "a and b"},
	{"apostrophes", "Côte d’Ivoire D'I d`i dʻi d‘i d´i d＇i d｀i", "cote divoire di di di di di di di"},
	{"punctuation", "Korea, Dem. People's Rep. (North)", "korea dem peoples rep north"},
	{"hyphen", "Guinea-Bissau-x", "guinea bissau x"},
	{"dashes", "Congo – Kinshasa—x", "congo kinshasa x"},
	{"minus", "a−b", "a b"},
	{"underscore", "Burkina_Faso", "burkina faso"},
	{"connectors", "a‿b＿c", "a b c"},
	{"symbols stay", "a+b $ 1=1 <x> ^ | ~", "a+b $ 1=1 <x> ^ | ~"},
	{"pattern characters stay", `.*georgia.* a? b% c\d`, `*georgia * a? b% c\d`},
	{"digits", "EU 27", "eu 27"},
	{"accents", "ÀÉÎÕÜçñÿ", "aeioucny"},
	{"decomposed accents", "A\u0300E\u0301I\u0302O\u0303U\u0308", "aeiou"},
	{"two marks on a letter", "a\u0302\u0301", "a"},
	{"grapheme joiner and overlays stay", "a\u034fb\u0334c\u0338", "a\u034fb\u0334c\u0338"},
	{"Vietnamese", "Việt Nam", "viet nam"},
	{"ligatures and strokes", "Æœßẞøłđþ", "aeoessssoldth"},
	{"presentation ligature", "ﬁjı", "fiji"},
	{"Turkish", "TÜRKİYE ıI", "turkiye ii"},
	{"decomposed Turkish", "TU\u0308RKI\u0307YE", "turkiye"},
	{"long s", "ſ", "s"},
	{"full-width letters", "ＦＲ１", "fr1"},
	{"Cyrillic", "Российская Федерация", "россииская федерация"},
	{"й ё ї ў", "ЙЁйёЇў", "иеиеіу"},
	{"decomposed й ё", "И\u0306е\u0308", "ие"},
	{"Greek keeps its marks", "ΕΛΛΆΔΑ", "ελλα\u0301δα"},
	{"mark alone", "\u0301", "\u0301"},
	{"mark on a space", "a \u0301", "a \u0301"},
	{"Arabic hamza and madda", "إيران، آ أ ؤ ئ", "ايران ا ا و ي"},
	{"Arabic vowel signs", "عُمَان", "عمان"},
	{"tatweel", "إيـــران", "ايران"},
	{"Persian yeh and kaf", "کویت ایران", "كويت ايران"},
	{"alef maksura and alef wasla", "ٱلوسطى", "الوسطي"},
	{"Arabic presentation forms", "\uFE8D\uFEFB", "الا"},
	{"an Arabic mark on a Latin letter", "x\u0654", "x\u0654"},
	{"a Latin mark on an Arabic letter", "ا\u0301", "ا\u0301"},
	{"Chinese", "中国（台湾）", "中国 台湾"},
	{"Devanagari marks stay", "हिन्दी", "हिन्दी"},
	{"no-break and ideographic spaces", "South\u00a0Africa\u3000x\u2000y", "south africa x y"},
	{"symbols", "a€😀", "a€😀"},
	{"look-alikes stay", "𝓕Ⅷ ⓐ", "𝓕ⅷ ⓐ"},
	{"replacement character", "\ufffd", "\ufffd"},
}

// refused are texts that can be no name.
var refused = []struct{ name, text string }{
	{"257 bytes", strings.Repeat(" ", 257)},
	{"invalid UTF-8", "a\xff"},
	{"cut UTF-8", "a\xc3"},
	{"surrogate", "\xed\xa0\x80"},
	{"NUL", "a\x00b"},
	{"delete", "\x7f"},
	{"C1", "\u009f"},
	{"bidi", "a\u202e"},
	{"zero width", "a\u200bb"},
	{"byte order mark", "\ufeffa"},
	{"soft hyphen", "a\u00adb"},
	{"private use", "a\ue000"},
	{"unassigned", "a\U000E0FFF"},
}

// folded returns what fold does without a buffer.
func folded(s string) (string, bool) {
	key, ok := fold(nil, s)
	return string(key), ok
}

func TestFold(t *testing.T) {
	for _, tt := range foldCases {
		t.Run(tt.name, func(t *testing.T) {
			plain, ok := plainFold(tt.text)
			require.True(t, ok)
			assert.Equal(t, tt.key, plain, "the plain twin")
			key, ok := folded(tt.text)
			assert.True(t, ok)
			assert.Equal(t, tt.key, key)
			again, _ := folded(key)
			assert.Equal(t, key, again)
		})
	}
	for _, tt := range refused {
		t.Run(tt.name, func(t *testing.T) {
			_, ok := plainFold(tt.text)
			assert.False(t, ok, "the plain twin")
			_, ok = folded(tt.text)
			assert.False(t, ok)
		})
	}
}

func TestFoldOfEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune && !t.Failed(); r++ {
		if r >= 0x20000 && r%64 != 0 { // ideographs, and planes that are nearly empty
			continue
		}
		compareFold(t, "a"+string(r)+"b")
		if r < 0x2000 || r >= 0xF900 && r < 0x10000 {
			compareFold(t, string(r))
			compareFold(t, "и"+string(r)+"ا"+string(r))
		}
	}
}

// compareFold checks that fold does with s what plainFold does.
func compareFold(t *testing.T, s string) {
	want, plain := plainFold(s)
	got, ok := folded(s)
	if ok != plain || ok && got != want {
		t.Errorf("fold(%+q) = %+q, %t, the plain twin says %+q, %t", s, got, ok, want, plain)
	}
}

func FuzzFold(f *testing.F) {
	for _, tt := range foldCases {
		f.Add(tt.text)
	}
	for _, tt := range refused {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, s string) { compareFold(t, s) })
}
