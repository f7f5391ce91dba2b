package country

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// code returns the code with the given two letters.
func code(alpha2 string) uint16 { return uint16(alpha2[0])<<8 | uint16(alpha2[1]) }

// alpha2s returns the alpha-2 forms of codes, separated by spaces.
func alpha2s(codes []uint16) string {
	var words []string
	for _, c := range codes {
		words = append(words, Alpha2(Index(c)))
	}
	return strings.Join(words, " ")
}

// parsesTo checks that a name is parsed as the country with an alpha-2 code.
func parsesTo(t *testing.T, alpha2, name string) {
	t.Helper()
	c, r := Parse(name)
	assert.Equal(t, Found, r, "%q", name)
	assert.Equal(t, alpha2, Alpha2(Index(c)), "%q", name)
}

// fails checks that a name is rejected for a reason.
func fails(t *testing.T, reason Result, name string) {
	t.Helper()
	c, r := Parse(name)
	assert.Equal(t, reason, r, "%.60q is %s", name, Alpha2(Index(c)))
	assert.Zero(t, c)
	assert.Equal(t, reason == Ambiguous, len(Candidates(name)) > 1 && r == Ambiguous, "%.60q", name)
}

// rows returns the rows of a table without its header.
func rows(t testing.TB, file string) [][]string {
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows[1:]
}

// unescaped returns text. If text contains a backslash, its Go escapes are replaced.
func unescaped(t testing.TB, text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
	require.NoError(t, err)
	return text
}

func TestTables(t *testing.T) {
	seen := map[string]uint8{}
	for i := uint8(1); i <= Count; i++ {
		a2 := Alpha2(i)
		assert.Equal(t, i, Index(Code(i)), a2)
		assert.Equal(t, a2, string([]byte{byte(Code(i) >> 8), byte(Code(i))}))
		assert.Less(t, Code(i-1), Code(i), "the order of the codes")
		for _, s := range []string{a2, Alpha3(i), Identifier(i), Numeric(i)} {
			assert.Zero(t, seen[s], s)
			seen[s] = i
		}
		for _, s := range []string{a2, Alpha3(i), strings.ToLower(a2), strings.ToLower(Alpha3(i))} {
			assert.Equal(t, i, OfCode(s), s)
		}
	}
	assert.Empty(t, Numeric(Index(code("XK"))))
	for _, row := range rows(t, "../gen/data/iso3166.tsv") {
		i := OfCode(row[0])
		assert.Equal(t, row[:3], []string{Alpha2(i), Alpha3(i), Numeric(i)})
		assert.Equal(t, i, OfCode(row[2]))
	}
	for _, i := range []uint8{0, Count + 1, 255} {
		assert.Zero(t, Code(i))
		for _, s := range []string{Alpha2(i), Alpha3(i), Numeric(i), Identifier(i), Name(i, English), Name(i, Arabic)} {
			assert.Empty(t, s)
		}
	}
	found := 0
	for c := range 1 << 16 {
		if Index(uint16(c)) != 0 {
			found++
		}
	}
	assert.Equal(t, Count, found, "no other code has an index")
}

// TestNames checks the results of Parse and Candidates for each line of testdata/names.tsv.
func TestNames(t *testing.T) {
	words := map[Result]string{Unknown: "unknown", Ambiguous: "ambiguous", Former: "former", Malformed: "malformed"}
	for _, row := range rows(t, "testdata/names.tsv") {
		about, want, text := row[0], row[1], unescaped(t, row[2])
		c, r := Parse(text)
		got := strings.TrimSpace(Alpha2(Index(c)) + words[r] + " " + alpha2s(Candidates(text)))
		assert.Equal(t, want, got, "%s: %q", about, text)
	}
}

// TestTwoCountriesAreNotOne joins the English names and codes of every two countries. Parse
// must reject each pair, except a territory with its state in brackets or after a comma.
func TestTwoCountriesAreNotOne(t *testing.T) {
	for i := uint8(1); i <= Count; i++ {
		a, code := Name(i, English), Alpha2(i)
		for j := uint8(1); j <= Count; j++ {
			b, belongs := Name(j, English), State(i) == Alpha2(j) || State(j) == code
			switch {
			case i == j, code+Alpha2(j) == "TWCN", code+Alpha2(j) == "CNTW", code+Alpha2(j) == "MFNL":
				continue // "Taiwan, China", "Saint Martin (Netherlands)"
			}
			pairs := []string{
				a + " and " + b, a + ";" + b, a + " / " + Alpha2(j), code + "\t" + Alpha3(j), Alpha3(i) + "–" + Alpha3(j),
			}
			if !belongs {
				pairs = append(pairs, a+", "+b, a+", "+Alpha2(j), a+" ("+b+")", a+" ("+Alpha2(j)+")", Alpha2(j)+", "+a)
			}
			for _, pair := range pairs {
				if c, r := Parse(pair); r == Found {
					t.Errorf("%q is %s", pair, Alpha2(Index(c)))
				}
			}
		}
	}
}

func TestFault(t *testing.T) {
	for text, want := range map[string]string{
		"": "empty", " \t": "empty", strings.Repeat("a", 257): "longer than 256 bytes", "a\xff": "not valid UTF-8",
		"Fra\u200bnce": "has the invisible character U+200B", "France\x00": "has the character U+0000",
		"France\ue000": "has the character U+E000", "a\U000E0041": "has the invisible character U+E0041",
		"(.,-)": "contains no name", "the": "contains no name", "*": "contains no name",
	} {
		_, r := Parse(text)
		assert.Equal(t, Malformed, r, "%q", text)
		assert.Equal(t, want, Fault(text), "%q", text)
	}
}

func TestEveryRowOfTheDataParses(t *testing.T) {
	for file, column := range map[string]int{"iso3166.tsv": 3, "formal.tsv": 2, "aliases.tsv": 2} {
		for _, row := range rows(t, "../gen/data/"+file) {
			parsesTo(t, row[0], row[column])
		}
	}
	for _, row := range rows(t, "../gen/data/ambiguous.tsv") {
		fails(t, Ambiguous, row[1])
		assert.Equal(t, row[0], alpha2s(Candidates(row[1])), row[1])
	}
}

func TestLongNames(t *testing.T) {
	const mega = 1 << 20
	for _, tt := range []struct {
		about, text string
		reason      Result
	}{
		{"257 bytes", "France" + strings.Repeat(" ", 251), Malformed},
		{"a code in 257 bytes", "FR" + strings.Repeat(" ", 255), Malformed},
		{"256 letters", strings.Repeat("a", 256), Unknown},
		{"a name after many letters", strings.Repeat("中 ", 60) + "France", Unknown},
		{"a megabyte of spaces", strings.Repeat(" ", mega), Malformed},
		{"a megabyte of spaces and a name", strings.Repeat(" ", mega) + "France", Malformed},
		{"a megabyte of letters", strings.Repeat("x", mega), Malformed},
		{"a megabyte of invalid UTF-8", strings.Repeat("\xff", mega), Malformed},
		{`256 bytes of "the"`, strings.Repeat("the ", 64), Malformed},
		{"254 bytes of ampersands", strings.Repeat("&", 254), Unknown},
		{"256 bytes of quotes", strings.Repeat(`"`, 256), Malformed},
		{"a text with a long key", strings.Repeat("\ufdfa", 85), Unknown},
		{`"the" and too many ampersands`, strings.Repeat("the ", 50) + "France" + strings.Repeat("&", 50), Unknown},
	} {
		t.Run(tt.about, func(t *testing.T) { fails(t, tt.reason, tt.text) })
	}
	parsesTo(t, "FR", "France"+strings.Repeat(" ", 250)) // 256 bytes
	parsesTo(t, "FR", strings.Repeat(" ", 254)+"FR")
	parsesTo(t, "FR", "France"+strings.Repeat("\u0301", 125))
	parsesTo(t, "FR", strings.Repeat("the ", 62)+"France")
}

func TestControlCharactersThatAreWhiteSpace(t *testing.T) {
	for r := rune(0); r < 0xa0; r++ {
		if !unicode.IsControl(r) {
			continue
		}
		c := string(r)
		texts := map[string]string{
			"FR" + c: "FR", c + "fra": "FR", c + "France" + c: "FR", "South" + c + "Africa": "ZA", c + "l'Iran": "IR",
			"Iran (l')" + c: "IR", "Iran (" + c + "l')": "IR", "Palestine *" + c: "PS",
		}
		for text, want := range texts {
			if unicode.IsSpace(r) {
				parsesTo(t, want, text)
			} else {
				fails(t, Malformed, text)
			}
		}
	}
}

func TestNothingIsAllocated(t *testing.T) {
	inputs := []string{
		"Atlantis", "N/A", "", " ", "x", "Korea", "Francee", "the", "France\x00", "999", "ZZ", "l'Inde", "France (la)",
		"Palestine *", "Ｆrance", "Greenland (Denmark)", "Hong Kong; China", "Soviet Union", "Made in China",
		strings.Repeat("y", 100), strings.Repeat("the ", 30) + "France", " fr ",
	}
	for i := uint8(1); i <= Count; i++ {
		inputs = append(inputs, Alpha2(i), Alpha3(i))
		for l := English; l <= Spanish; l++ {
			inputs = append(inputs, Name(i, l))
		}
	}
	for _, row := range rows(t, "../gen/data/aliases.tsv") {
		inputs = append(inputs, row[2])
	}
	Parse("France")
	assert.Zero(t, testing.AllocsPerRun(2, func() {
		for _, s := range inputs {
			Parse(s)
		}
	}))
	long := strings.Repeat("the ", 60) + "France"
	assert.LessOrEqual(t, testing.AllocsPerRun(2, func() { Parse(long) }), 1.0, "a long key")
}

func TestNamesText(t *testing.T) {
	var lines []string
	for line := range strings.Lines(namesText) {
		lines = append(lines, line)
	}
	assert.True(t, strings.HasPrefix(lines[0], "# Code generated"))
	assert.True(t, slices.IsSorted(lines))
	assert.Len(t, lines, nameCount+1)
	for _, line := range lines[1:] {
		key, codes, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		_, full := Fold(key)
		assert.Equal(t, key, full)
		for code := range strings.FieldsSeq(strings.TrimLeft(codes, "-?")) {
			assert.NotZero(t, OfCode(code), line)
		}
	}
}

// caseMatters matches words that are codes in one case, and articles or abbreviations in
// the other.
var caseMatters = regexp.MustCompile(`(?i)(^|[^\pL])(la|el|is|isl|pr|rom|zar|tmp)([^\pL]|$)`)

func FuzzParse(f *testing.F) {
	for _, row := range rows(f, "testdata/names.tsv") {
		f.Add(unescaped(f, row[2]))
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, r := Parse(s)
		if (r == Found) != (Index(c) != 0) {
			t.Fatalf("Parse(%q) = %d, %d", s, c, r)
		}
		if r == Malformed || len(s) > MaxName/2 || OfCode(strings.TrimSpace(s)) != 0 {
			return
		}
		for _, form := range []string{"  " + s + "\n", strings.ToUpper(s)} {
			if caseMatters.MatchString(s) {
				continue
			}
			if c2, r2 := Parse(form); c2 != c && sameLetters(form, s) {
				t.Errorf("Parse(%q) = %d, %d, but Parse(%q) = %d, %d", s, c, r, form, c2, r2)
			}
		}
	})
}

// sameLetters reports whether s and t differ only in case and in white space at the ends.
// For some letters, ToLower does not undo ToUpper.
func sameLetters(s, t string) bool {
	return strings.TrimSpace(strings.Map(unicode.ToLower, s)) == strings.TrimSpace(strings.Map(unicode.ToLower, t))
}

func TestAbbreviate(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "the": "", "The Gambia": "gambia", "Congo (the Democratic Republic of the)": "congo dem rep of",
		"Saint Helena": "st helena", "Cook Islands": "cook is", "republics": "republics", "sain": "sain",
		"Республика Корея": "респ корея", "Острова Кука": "о ва кука", "France\x00": "",
	} {
		key, _ := Fold(text)
		assert.Equal(t, want, key, text)
	}
	_, full := Fold("France\x00")
	assert.Empty(t, full)
}
