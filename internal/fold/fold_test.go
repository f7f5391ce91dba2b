package fold

import (
	"encoding/binary"
	"math"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
)

// plainSpellings gives the usual spelling of the Latin letters that Unicode
// does not decompose.
var plainSpellings = map[rune]string{
	'æ': "ae", 'ð': "d", 'ø': "o", 'þ': "th", 'ß': "ss", 'đ': "d", 'ħ': "h", 'ı': "i",
	'ĸ': "k", 'ł': "l", 'ŋ': "n", 'œ': "oe", 'ŧ': "t", 'ƒ': "f", 'ɵ': "o",
}

// plainLetter is the slow way to fold a letter of Latin Extended-A and -B or
// Latin Extended Additional: decompose it, and drop the marks.
func plainLetter(r rune) string {
	var b strings.Builder
	if s, ok := plainSpellings[unicode.ToLower(r)]; ok {
		return s
	}
	for _, d := range norm.NFKD.String(string(r)) {
		d = unicode.ToLower(d)
		switch {
		case unicode.Is(unicode.Mn, d):
		case 'a' <= d && d <= 'z':
			b.WriteRune(d)
		case plainSpellings[d] != "":
			b.WriteString(plainSpellings[d])
		default:
			return ""
		}
	}
	return b.String()
}

// plainFold is what Fold is documented to do, written to be read, not to be
// fast, and without a limit of the key's length.
func plainFold(s string) (key string, ok bool) {
	if len(s) > MaxInput || !utf8.ValidString(s) {
		return "", false
	}
	var text []rune // letters, and spaces for all that separates words
	for _, r := range s {
		switch {
		case strings.ContainsRune("'`’‘ʼʻ´＇", r):
			// an apostrophe: dropped
		case r == '&':
			text = append(text, []rune(" and\x00 ")...) // the mark keeps it from being a word of the input
		case r == '$', r == '+', r == '<', r == '=', r == '>', r == '^', r == '_', r == '|', r == '~':
			text = append(text, r)
		case unicode.IsSpace(r):
			text = append(text, ' ')
		case r < utf8.RuneSelf && unicode.IsPunct(r), unicode.IsPunct(r) && !unicode.Is(unicode.Pc, r):
			text = append(text, ' ')
		case unicode.IsControl(r), !unicode.IsGraphic(r):
			return "", false
		case (0xC0 <= r && r <= 0x24F || 0x1E00 <= r && r <= 0x1EFF) && plainLetter(r) != "":
			text = append(text, []rune(plainLetter(r))...)
		case 0x300 <= r && r <= 0x36F:
			last := rune(' ')
			if len(text) > 0 {
				last = text[len(text)-1]
			}
			if !('a' <= last && last <= 'z' || last == 'и' || last == 'е') {
				text = append(text, r)
			}
		case 0x653 <= r && r <= 0x655 && len(text) > 0 && len([]rune(norm.NFC.String(string(text[len(text)-1])+string(r)))) == 1:
			text[len(text)-1] = []rune(norm.NFC.String(string(text[len(text)-1]) + string(r)))[0]
		default:
			if unicode.IsLetter(r) { // and not a number such as Ⅷ
				r = unicode.ToLower(r)
			}
			switch r {
			case 'й':
				r = 'и'
			case 'ё':
				r = 'е'
			}
			text = append(text, r)
		}
	}
	var words []string
	for _, word := range strings.Split(string(text), " ") {
		switch word {
		case "", "the":
			continue
		case "saint":
			word = "st"
		case "republic":
			word = "rep"
		case "democratic":
			word = "dem"
		case "islands":
			word = "is"
		}
		words = append(words, strings.TrimSuffix(word, "\x00"))
	}
	return strings.Join(words, " "), true
}

// plainCases are texts that the rules have something to say about.
var plainCases = []struct{ name, text, key string }{
	{"empty", "", ""},
	{"a word", "France", "france"},
	{"capitals", "FRANCE", "france"},
	{"two words", "South Africa", "south africa"},
	{"spaces", "  South \t\n Africa ", "south africa"},
	{"the", "The Gambia", "gambia"},
	{"the at the end", "Gambia, The", "gambia"},
	{"only the", "the The THE", ""},
	{"the in a word", "Netherlands thea", "netherlands thea"},
	{"the in pieces", "t he t'he", "t he"},
	{"ampersand", "Trinidad & Tobago", "trinidad and tobago"},
	{"ampersand without spaces", "A&B", "a and b"},
	{"ampersands", "&&", "and and"},
	{"ampersand before the", "St. Vincent & the Grenadines", "st vincent and grenadines"},
	{"saint", "Saint Lucia", "st lucia"},
	{"saint in a word", "Saintes", "saintes"},
	{"republic", "Republic of Korea", "rep of korea"},
	{"republics", "Republics", "republics"},
	{"democratic", "Democratic People's Republic", "dem peoples rep"},
	{"islands", "Cook Islands", "cook is"},
	{"island", "Norfolk Island", "norfolk island"},
	{"apostrophes", "Côte d’Ivoire D'I d`i dʻi", "cote divoire di di di"},
	{"punctuation", "Korea, Dem. People's Rep. (North)", "korea dem peoples rep north"},
	{"hyphen and slash", "Guinea-Bissau/x", "guinea bissau x"},
	{"dashes", "Congo – Kinshasa—x", "congo kinshasa x"},
	{"underscore is no separator", "Burkina_Faso", "burkina_faso"},
	{"symbols stay", "a+b $ 1=1 <x> ^ | ~", "a+b $ 1=1 <x> ^ | ~"},
	{"digits", "EU 27", "eu 27"},
	{"accents", "ÀÉÎÕÜçñÿ", "aeioucny"},
	{"decomposed accents", "A\u0300E\u0301I\u0302O\u0303U\u0308", "aeiou"},
	{"two marks on a letter", "a\u0302\u0301", "a"},
	{"Vietnamese", "Việt Nam", "viet nam"},
	{"marks on the first and the last letter", "a\u030c z\u030c A\u030c Z\u030c", "a z a z"},
	{"decomposed Arabic letters", "\u0627\u0653 \u0627\u0654 \u0648\u0654 \u0627\u0655 \u064A\u0654", "آ أ ؤ إ ئ"},
	{"decomposed letters of other languages in Arabic script", "\u06C1\u0654 \u06D2\u0654 \u06D5\u0654", "\u06C2 \u06D3 \u06C0"},
	{"Arabic marks on other letters", "\u0628\u0654 \u0648\u0655 \u064A\u0653 x\u0654", "\u0628\u0654 \u0648\u0655 \u064A\u0653 x\u0654"},
	{"an Arabic mark on nothing", "\u0654", "\u0654"},
	{"ligatures and strokes", "Æœßøłđþ", "aeoessoldth"},
	{"Turkish", "TÜRKİYE ıI", "turkiye ii"},
	{"decomposed Turkish", "TU\u0308RKI\u0307YE", "turkiye"},
	{"long s", "ſ", "s"},
	{"Cyrillic", "Российская Федерация", "россииская федерация"},
	{"й ё", "ЙЁйё", "иеие"},
	{"decomposed й ё", "И\u0306е\u0308", "ие"},
	{"mark on another Cyrillic letter", "і\u0308", "і\u0308"},
	{"ї stays", "Її", "її"},
	{"mark alone", "\u0301", "\u0301"},
	{"mark on a space", "a \u0301", "a \u0301"},
	{"Greek", "ΕΛΛΆΔΑ", "ελλάδα"},
	{"Arabic", "إيران،", "إيران"},
	{"Arabic with a vowel mark", "عُمان", "عُمان"},
	{"Chinese", "中国（台湾）", "中国 台湾"},
	{"Devanagari mark stays", "हिन्दी", "हिन्दी"},
	{"wide letters", "ＦＲ", "ｆｒ"},
	{"no-break space", "South\u00a0Africa", "south africa"},
	{"ideographic space", "中\u3000国", "中 国"},
	{"symbol", "a€😀", "a€😀"},
	{"connector is a symbol", "a‿b", "a‿b"},
	{"Roman numeral stays", "Ⅷ", "Ⅷ"},
	{"replacement character", "\ufffd", "\ufffd"},
	{"next line", "a\u0085b", "a b"},
}

// refused are texts that can be no name.
var refused = []struct{ name, text string }{
	{"257 bytes", strings.Repeat(" ", 257)},
	{"a megabyte", strings.Repeat("the ", 1<<18)},
	{"invalid UTF-8", "a\xff"},
	{"cut UTF-8", "a\xc3"},
	{"surrogate", "\xed\xa0\x80"},
	{"NUL", "a\x00b"},
	{"escape", "\x1b"},
	{"delete", "\x7f"},
	{"C1", "\u009f"},
	{"bidi", "a\u202e"},
	{"zero width", "a\u200bb"},
	{"byte order mark", "\ufeffa"},
	{"soft hyphen", "a\u00adb"},
	{"line separator is none", "a\ue000"},
	{"unassigned", "a\U000E0FFF"},
}

func TestFold(t *testing.T) {
	for _, tt := range plainCases {
		t.Run(tt.name, func(t *testing.T) {
			plain, ok := plainFold(tt.text)
			require.True(t, ok)
			assert.Equal(t, tt.key, plain, "the plain twin")
			var k Key
			require.True(t, k.Fold(tt.text))
			assert.Equal(t, tt.key, string(k.Bytes()))
			assert.Equal(t, tt.key == "", len(k.Bytes()) == 0)
		})
	}
}

func TestWord(t *testing.T) {
	var k Key
	require.True(t, k.Fold(strings.Repeat("abcdefgh", MaxKey/8)))
	for _, tt := range []struct {
		name string
		i    uint
		text string
	}{
		{"the first", 0, "abcdefgh"},
		{"between", 3, "defghabc"},
		{"the last", MaxKey - 8, "abcdefgh"},
		{"the last letter alone", MaxKey - 1, "h"},
		{"at the end", MaxKey, ""},
		{"behind the end", MaxKey + 1, "\x00\x00\x00\x00\x00\x00\x00\x00"},
		{"far behind the end", math.MaxUint, "\x00\x00\x00\x00\x00\x00\x00\x00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := string(binary.LittleEndian.AppendUint64(nil, k.Word(tt.i)))
			assert.Equal(t, tt.text, got[:len(tt.text)], "what is behind the key is not said")
		})
	}
}

func TestFoldRefuses(t *testing.T) {
	for _, tt := range refused {
		t.Run(tt.name, func(t *testing.T) {
			_, ok := plainFold(tt.text)
			assert.False(t, ok, "the plain twin")
			var k Key
			assert.False(t, k.Fold(tt.text))
		})
	}
}

func TestFoldIsIdempotent(t *testing.T) {
	for _, tt := range plainCases {
		var once, twice Key
		require.True(t, once.Fold(tt.text))
		require.True(t, twice.Fold(string(once.Bytes())), tt.name)
		assert.Equal(t, string(once.Bytes()), string(twice.Bytes()), tt.name)
	}
}

func TestFoldOfArabicMarks(t *testing.T) {
	for r := rune(0x600); r <= 0x8FF; r++ {
		for mark := rune(0x64B); mark <= 0x65F; mark++ {
			compare(t, string([]rune{r, mark}))
		}
	}
}

func TestFoldOfEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0x20000 && r%64 != 0 { // ideographs, and planes that are nearly empty
			continue
		}
		compare(t, "a"+string(r)+"b")
		if r < 0x2000 {
			compare(t, string(r))
		}
		if t.Failed() {
			return
		}
	}
}

// compare checks that Fold does with s what plainFold does.
func compare(t *testing.T, s string) {
	t.Helper()
	var k Key
	ok := k.Fold(s)
	want, plain := plainFold(s)
	if ok != plain {
		t.Errorf("Fold(%+q) is %t, the plain twin says %t", s, ok, plain)
	}
	key := string(k.Bytes())
	if cut := len(want) > MaxName && len(key) > MaxName; ok && key != want && !cut {
		t.Errorf("Fold(%+q) = %+q, the plain twin says %+q", s, key, want)
	}
}

func TestFoldAtTheLimit(t *testing.T) {
	// Keys of every length up to the longest input, by letters of one to four
	// bytes, alone and in words.
	for _, letter := range []string{"a", "é", "ж", "中", "𐐨", "&", "a ", "ж ", "saint ", "republic ", "the ", "ß", "'", "\u0301", "democratic "} {
		for n := 0; n*len(letter) <= MaxInput; n++ {
			for _, end := range []string{"", "a", " a", "&", "é", "中", "the", " the", " saint", " democratic"} {
				s := strings.Repeat(letter, n) + end
				if len(s) > MaxInput+1 {
					continue
				}
				compare(t, s)
			}
		}
	}
	// Where a letter of two bytes might have four, the last two bytes stay free.
	for _, tt := range []struct {
		letter  string
		longest int
	}{{"a", MaxKey}, {"ж", (MaxKey - 2) / 2}, {"中", (MaxKey - 1) / 3}, {"𐐨", MaxKey / 4}} {
		var k Key
		require.True(t, k.Fold(strings.Repeat(tt.letter, tt.longest)), tt.letter)
		assert.Len(t, k.Bytes(), tt.longest*len(tt.letter))
		for more := 1; (tt.longest+more)*len(tt.letter) <= MaxInput; more++ {
			var cut Key
			require.True(t, cut.Fold(strings.Repeat(tt.letter, tt.longest+more)), tt.letter)
			assert.Equal(t, string(k.Bytes()), string(cut.Bytes()), "what has no room is not there")
		}
	}
}

func TestHashTellsTheNamesApart(t *testing.T) {
	// It is no fault if two keys share a hash, but it must be rare, and the
	// highest bits, which choose a bucket, must be about even.
	hashes := map[string]uint64{}
	for file, column := range map[string]int{"aliases.tsv": 2, "formal.tsv": 2, "iso3166.tsv": 3} {
		text, err := os.ReadFile("../gen/data/" + file)
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			var k Key
			require.True(t, k.Fold(strings.TrimSpace(strings.Split(line, "\t")[column])), line)
			hashes[string(k.Bytes())] = k.Hash()
		}
	}
	require.Greater(t, len(hashes), 1000)
	distinct := map[uint64]bool{}
	var buckets [16]int
	for _, h := range hashes {
		distinct[h] = true
		buckets[h>>60]++
	}
	assert.Greater(t, len(distinct), len(hashes)*999/1000)
	for i, n := range buckets {
		assert.InDelta(t, len(hashes)/16, n, float64(len(hashes))/40, "bucket %d of 16", i)
	}

	for _, same := range [][2]string{
		{"Iran", "The IRAN."}, {"Netherlands", "Netherlands, the"}, {"st kitts nevis", "Saint KITTS (Nevis), The"},
	} {
		var a, b Key
		require.True(t, a.Fold(same[0]))
		require.True(t, b.Fold(same[1]))
		assert.Equal(t, a.Hash(), b.Hash(), "one key, one hash: %q", same)
	}
}

func TestFoldAllocatesNothing(t *testing.T) {
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		for _, tt := range plainCases {
			var k Key
			if !k.Fold(tt.text) || k.Hash() == 0 && len(k.Bytes()) > 0 {
				t.Error(tt.name)
			}
		}
	}))
}

func FuzzFold(f *testing.F) {
	for _, tt := range plainCases {
		f.Add(tt.text)
	}
	for _, tt := range refused[1:] {
		f.Add(tt.text[:min(len(tt.text), 64)])
	}
	f.Fuzz(compare)
}
