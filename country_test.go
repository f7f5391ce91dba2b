package relations_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"github.com/warmrelations/relations"
)

// nameLanguages are the languages of country names.
var nameLanguages = []language.Tag{
	language.Arabic, language.Chinese, language.English, language.French, language.Russian, language.Spanish,
}

// forgedCountries are not countries: unassigned codes, and codes with other bits set.
var forgedCountries = []relations.Country{
	1, 255, 256, 9999, 0xFFFF, 'I', 'I' << 8, 'i'<<8 | 'r', 'I'<<8 | 'r', 'Z'<<8 | 'Z', 'A'<<8 | 'A', 'E'<<8 | 'U',
	'U'<<8 | 'K', 'S'<<8 | 'U', 'I'<<8 | 'R' | 0x80, 'I'<<8 | 'R' | 0x8000, '@'<<8 | '@', '['<<8 | '[',
}

// requireParses checks that a text is parsed as c.
func requireParses(t *testing.T, c relations.Country, name string) {
	t.Helper()
	got, err := relations.ParseCountry(name)
	require.NoError(t, err, "%q", name)
	require.Equal(t, c, got, "%q", name)
}

// requireNoCountry checks that a text is rejected for a reason, with a *ParseError that
// contains the start of the text.
func requireNoCountry(t *testing.T, reason error, text string) *relations.ParseError {
	t.Helper()
	c, err := relations.ParseCountry(text)
	require.ErrorIs(t, err, reason, "%.60q is %v", text, c)
	assert.Zero(t, c)
	assert.Less(t, len(err.Error()), 300)
	var e *relations.ParseError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "country", e.Type)
	if len(text) <= 256 {
		assert.Equal(t, text, e.Input)
	} else {
		assert.LessOrEqual(t, len(e.Input), 256+len("…"))
	}
	return e
}

func TestCountryCodes(t *testing.T) {
	all := slices.Collect(relations.Countries().All())
	require.Len(t, all, 250)
	assert.True(t, slices.IsSorted(all))
	var alpha2s []string
	for _, c := range all {
		alpha2s = append(alpha2s, c.Alpha2())
	}
	assert.True(t, slices.IsSorted(alpha2s))
	for _, c := range all {
		region := language.MustParseRegion(c.Alpha2()) // x/text has its own tables
		assert.Equal(t, region, c.Region())
		if c == relations.Kosovo {
			assert.Equal(t, "XKX", c.Alpha3())
			assert.Empty(t, c.Numeric())
		} else {
			assert.Equal(t, region.ISO3(), c.Alpha3())
			assert.Equal(t, fmt.Sprintf("%03d", region.M49()), c.Numeric())
			requireParses(t, c, c.Numeric())
		}
		for _, code := range []string{c.Alpha2(), c.Alpha3()} {
			for _, text := range []string{
				code, strings.ToLower(code), code[:1] + strings.ToLower(code[1:]), " " + code + "\t", "\u00a0" + code + "\u3000",
			} {
				requireParses(t, c, text)
			}
		}
	}
	for number := range 1 << 16 {
		c := relations.Country(number)
		require.Equal(t, relations.Countries().Has(c), c.IsValid(), "Country(%d)", number)
		if c.IsValid() {
			require.Equal(t, string([]byte{byte(number >> 8), byte(number)}), c.Alpha2())
		}
	}
}

// Each constant in countries.go is a different country, and GoString returns its name.
func TestCountryConstants(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "countries.go", nil, 0)
	require.NoError(t, err)
	seen := map[relations.Country]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		tv, err := types.Eval(token.NewFileSet(), nil, token.NoPos, types.ExprString(spec.Values[0]))
		require.NoError(t, err)
		if spec.Names[0].Name == "CLDRVersion" {
			assert.Equal(t, relations.CLDRVersion, constant.StringVal(tv.Value))
			return true
		}
		number, _ := constant.Uint64Val(tv.Value)
		c := relations.Country(number)
		assert.True(t, c.IsValid(), spec.Names[0].Name)
		assert.Equal(t, "relations."+spec.Names[0].Name, c.GoString())
		assert.Equal(t, c, relations.MustParseCountry(c.String()))
		seen[c] = true
		return true
	})
	assert.Len(t, seen, relations.Countries().Len())
	assert.Equal(t, "relations.Country(9999)", fmt.Sprintf("%#v", relations.Country(9999)))

	for name, c := range map[string]relations.Country{ // written by hand, with the numbers that databases store
		"Iran 4952": relations.Iran, "North Korea 4B50": relations.NorthKorea, "Côte d’Ivoire 4349": relations.CotedIvoire,
		"Türkiye 5452": relations.Turkiye, "St. Lucia 4C43": relations.SaintLucia, "Kosovo 584B": relations.Kosovo,
		"Bosnia & Herzegovina 4241": relations.BosniaAndHerzegovina, "Congo - Kinshasa 4344": relations.CongoKinshasa,
	} {
		assert.Equal(t, name, fmt.Sprintf("%v %04X", c, uint16(c)))
	}
}

func TestInvalidCountries(t *testing.T) {
	assert.Equal(t, "relations.Country(0)", relations.Country(0).GoString())
	for _, c := range append(forgedCountries, 0) {
		assert.False(t, c.IsValid())
		assert.Empty(t, c.Alpha2()+c.Alpha3()+c.Numeric())
		assert.Equal(t, c.String(), c.Name(language.French))
		assert.Equal(t, language.Region{}, c.Region())
		_, ok := relations.Of(c)
		assert.False(t, ok)
		assert.Zero(t, relations.Resolution(1).Vote(c))
	}
}

func TestMustParseCountry(t *testing.T) {
	assert.Equal(t, relations.France, relations.MustParseCountry("France"))
	assert.PanicsWithError(t, `relations: country "Nowhere": unknown`, func() { relations.MustParseCountry("Nowhere") })
}

// Which names are accepted and rejected is tested by internal/country, with a table.
func TestParseCountryRefuses(t *testing.T) {
	long := strings.Repeat(" ", 60)
	for _, tt := range []struct {
		text       string
		reason     error
		candidates string
		why        string // the end of the error text
	}{
		{"Korea", relations.ErrAmbiguous, "KP KR", `"Korea": ambiguous: North Korea or South Korea`},
		{long + "the Korea", relations.ErrAmbiguous, "KP KR", `…": ambiguous: North Korea or South Korea`},
		{"Guiana", relations.ErrAmbiguous, "GF GY SR", "ambiguous: French Guiana, Guyana or Suriname"},
		{"Soviet Union", relations.ErrFormer, "AM AZ BY EE GE KG KZ LT LV MD RU TJ TM UA UZ",
			"no longer a country; today Armenia, Azerbaijan, Belarus, Estonia, Georgia, Kazakhstan, Kyrgyzstan, Latvia, " +
				"Lithuania, Moldova, Russia, Tajikistan, Turkmenistan, Ukraine, Uzbekistan"},
		{"CS", relations.ErrFormer, "CZ ME RS SK", "no longer a country; today Czechia, Montenegro, Serbia, Slovakia"},
		{"Ukrain", relations.ErrUnknown, "UA", `"Ukrain": unknown; did you mean Ukraine?`},
		{long + "Ukrain", relations.ErrUnknown, "UA", "did you mean Ukraine?"},
		{"England", relations.ErrUnknown, "GB", "unknown; did you mean United Kingdom?"},
		{"Atlantis", relations.ErrUnknown, "", "unknown"},
		{strings.Repeat("a", 256), relations.ErrUnknown, "", `…": unknown`},
		{"", relations.ErrSyntax, "", `"": malformed: empty`},
		{"Fra\u200bnce", relations.ErrSyntax, "", "malformed: has the invisible character U+200B"},
		{strings.Repeat("France", 50), relations.ErrSyntax, "", "malformed: longer than 256 bytes"},
	} {
		e := requireNoCountry(t, tt.reason, tt.text)
		assert.Equal(t, tt.candidates, e.Candidates().String(), "%q", tt.text)
		assert.True(t, strings.HasSuffix(e.Error(), tt.why), "%v", e)
	}
}

// An error finds the candidates when it is printed. That must be fast enough for many errors.
func TestManyErrorsPrintFast(t *testing.T) {
	start := time.Now()
	for i := range 100 {
		_, err := relations.ParseCountry(fmt.Sprintf("Democratic Peoples Republik of Korea %d", i))
		require.Error(t, err)
		assert.NotEmpty(t, err.Error())
	}
	assert.Less(t, time.Since(start), time.Second)
}

func TestShortenedInputIsUTF8(t *testing.T) {
	for pad := range 8 {
		for _, letter := range []string{"x", "é", "中", "😀"} {
			e := requireNoCountry(t, relations.ErrSyntax, strings.Repeat("-", pad)+strings.Repeat(letter, 300))
			assert.True(t, utf8.ValidString(e.Input), "%q", e.Input)
			assert.True(t, strings.HasSuffix(e.Input, letter+"…"), "%q", e.Input)
			assert.Greater(t, len(e.Input), 44)
		}
	}
}

func TestCountryNames(t *testing.T) {
	for _, tag := range nameLanguages {
		t.Run(tag.String(), func(t *testing.T) {
			seen := map[string]bool{}
			for c := range relations.Countries().All() {
				name := c.Name(tag)
				assert.True(t, norm.NFC.IsNormalString(name), name)
				seen[name] = true
				requireParses(t, c, name)
				requireParses(t, c, strings.ToUpper(name))
				requireParses(t, c, strings.ToLower(name))
				requireParses(t, c, norm.NFD.String(name))
				requireParses(t, c, " "+name+".")
			}
			assert.Len(t, seen, relations.Countries().Len(), "each country has a different name")
		})
	}
	for tag, want := range map[string]string{
		"en": "Germany", "en-GB": "Germany", "fr": "Allemagne", "FR-ca": "Allemagne", "fr-x-private": "Allemagne",
		"zh": "德国", "zh-Hant": "德国", "zh-TW": "德国", "ar-EG": "ألمانيا",
		"ru-UA": "Германия", "es-419": "Alemania", "es-MX-u-nu-latn": "Alemania",
		"uk": "Germany", "de": "Germany", "und": "Germany", "und-FR": "Germany", "x-private": "Germany",
		"yue": "Germany", "frr": "Germany", "arz": "Germany",
	} {
		assert.Equal(t, want, relations.Germany.Name(language.MustParse(tag)), tag)
	}
	assert.Equal(t, "Germany", relations.Germany.Name(language.Tag{}), "the zero Tag")
	assert.Equal(t, "Corée du Nord", relations.NorthKorea.Name(language.French))
	for c := range relations.Countries().All() {
		assert.Equal(t, c.Name(language.English), c.String())
	}
}

// Each region of x/text is the country with the same code, or no country.
func TestCountryOfRegion(t *testing.T) {
	found := map[relations.Country]bool{}
	check := func(code string) {
		r, err := language.ParseRegion(code)
		if err != nil {
			return
		}
		if c, ok := relations.CountryOfRegion(r); ok {
			assert.Equal(t, r.String(), c.Alpha2(), code)
			found[c] = true
		} else {
			assert.Zero(t, c, code)
		}
	}
	for n := range 26 * 26 * 26 {
		code := string([]rune{rune('A' + n/26/26), rune('A' + n/26%26), rune('A' + n%26)})
		check(code)
		check(code[:2])
		check(fmt.Sprintf("%03d", n%1000))
	}
	assert.Len(t, found, relations.Countries().Len())
	_, ok := relations.CountryOfRegion(language.Region{})
	assert.False(t, ok, "the zero Region")
}

func TestCountrySetAgainstMap(t *testing.T) {
	testSets(t, slices.Collect(relations.Countries().All()), append(forgedCountries, 0), relations.NewCountrySet,
		func(asked, member relations.Country) bool { return asked == member })
}

// requireRefusedAsserter checks that a claim asserted by an invalid set is not reported, and
// that New rejects it.
func requireRefusedAsserter(t *testing.T, set relations.CountrySet) {
	t.Helper()
	claim := fixtureClaims()[0]
	claim.AssertedBy = set
	assert.NotEqual(t, relations.Reported, claim.Standing())
	_, err := relations.New(fixtureHeader, fixtureSources, []relations.Claim{claim})
	assert.ErrorIs(t, err, relations.ErrInvalid)
	assert.Len(t, relations.Faults(err), 1)
}

// The methods of a set accept codes in any order and with any white space.
func TestSetsMadeByHand(t *testing.T) {
	for _, tt := range []struct {
		name, codes, text string
		countries         string // for Has, Len and All
		valid             bool
	}{
		{"nothing", "", "", "", true},
		{"in order", "BY IR", "BY IR", "BY IR", true},
		{"out of order", "IR BY", "BY IR", "BY IR", true},
		{"twice, with more white space", " IR  BY\tIR\n", "BY IR", "BY IR", true},
		{"a space", " ", "Country(0)", "", false},
		{"a comma", ",", ",", "", false},
		{"lower case", "us IR", "IR us", "IR", false},
		{"an alpha-3 code", "USA IR", "IR USA", "IR", false},
		{"with a comma", "KP US,IR", "KP US,IR", "KP", false},
		{"an unassigned code", "QQ", "QQ", "", false},
		{"a name", "North Korea", "Korea North", "", false},
		{"UK", "UK", "UK", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, want := relations.CountrySet{Codes: tt.codes}, codes(tt.countries)
			assert.Equal(t, tt.text, s.String())
			assert.Equal(t, want.Len(), s.Len())
			assert.Equal(t, slices.Collect(want.All()), slices.Collect(s.All()))
			assert.Equal(t, tt.text, s.Union(s).Codes)
			assert.Equal(t, tt.text, s.Intersect(s).Codes)
			assert.Equal(t, tt.codes == "", s.IsZero())
			assert.True(t, s.Equal(relations.CountrySet{Codes: tt.text}))
			for c := range relations.Countries().All() {
				assert.Equal(t, want.Has(c), s.Has(c), c)
			}
			_, err := s.MarshalText()
			assert.Equal(t, tt.valid, err == nil)
			if !tt.valid {
				requireRefusedAsserter(t, s)
				assert.False(t, s.Minus(relations.Countries()).IsZero())
			}
		})
	}
	claim := fixtureClaims()[0]
	claim.Others = relations.CountrySet{Codes: "IR  BY"}
	d := must(relations.New(fixtureHeader, fixtureSources, []relations.Claim{claim}))
	kept, _ := d.ClaimByID(claim.ID)
	assert.Equal(t, codes("BY IR"), kept.Others, "New sorts a set")
	same := must(d.Replace(nil, []relations.Claim{claim}))
	assert.Equal(t, d, same, "a different order is not a change")
}

// FuzzSet puts any text into a set.
func FuzzSet(f *testing.F) {
	for _, text := range []string{"", " ", ",", "BY IR", "IR,BY", "us", "Country(0)", "\xff", "visit trade", "a\u00a0b"} {
		f.Add(text, "BY KP trade")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		s, other := relations.CountrySet{Codes: a}, relations.CountrySet{Codes: b}
		for _, result := range []relations.CountrySet{s.Union(other), s.Intersect(other), s.Minus(other), s} {
			_, err := result.MarshalText()
			if words := strings.Fields(result.String()); err == nil && len(words) != result.Len() || result.Len() > len(words) {
				t.Fatalf("%q and %q make %q, %v", a, b, result, err)
			}
		}
		if _, err := s.MarshalText(); err != nil && s.Intersect(other).IsZero() {
			t.Fatalf("%q is lost", a)
		}
		k := relations.KindSet{Names: a}
		if _, err := k.MarshalText(); k.IsZero() != (a == "") || err == nil && !k.Equal(kindsIn(k.String())) {
			t.Fatalf("%q is %q, %v", a, k, err)
		}
		if b, err := json.Marshal(s); err == nil && !s.Equal(unmarshaled[relations.CountrySet](t, string(b))) {
			t.Fatalf("%q changes in JSON", a)
		}
	})
}

// FuzzParseCountry compares ParseCountry with a map of codes.
func FuzzParseCountry(f *testing.F) {
	byCode := map[string]relations.Country{}
	for c := range relations.Countries().All() {
		byCode[c.Alpha2()], byCode[c.Alpha3()] = c, c
		if c.Numeric() != "" {
			byCode[c.Numeric()] = c
		}
		f.Add(c.String())
	}
	for _, s := range []string{
		"", "IR", "irn", "364", "N/A", "4", "TÜRKİYE", "Co\u0302te d'Ivoire", "Korea", "Korea, Dem. People's Rep.",
		"United States, Mexico", "la France *", "Сhina", "the the the", "France\x00", "\xff",
		"France\u202e", "中國", "إيـران", strings.Repeat("&", 254), strings.Repeat(" ", 60) + "Korea",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := relations.ParseCountry(s)
		switch {
		case (err == nil) != c.IsValid() || err != nil && c != 0:
			t.Fatalf("%q is %v, %v", s, c, err)
		case err == nil && (len(s) > 256 || !utf8.ValidString(s)):
			t.Fatalf("%q is %v", s, c)
		}
		trimmed := strings.TrimSpace(s)
		if want := byCode[strings.ToUpper(trimmed)]; want != 0 && len(s) <= 256 && len(trimmed) <= 3 && c != want {
			t.Fatalf("%q is %v, want %v", s, c, want)
		}
		if len(trimmed) == 3 && strings.Trim(trimmed, "0123456789") == "" && byCode[trimmed] != c {
			t.Fatalf("%q is %v", s, c)
		}
		var e *relations.ParseError
		if err != nil && (!errors.As(err, &e) || len(err.Error()) > 300 ||
			errors.Is(err, relations.ErrAmbiguous) && e.Candidates().Len() < 2) {
			t.Fatalf("%q: %v", s, err)
		}
	})
}
