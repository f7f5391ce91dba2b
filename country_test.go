package relations_test

import (
	"cmp"
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
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"github.com/warmrelations/relations"
)

// nameLanguages are those in which countries have names.
var nameLanguages = []language.Tag{language.Arabic, language.Chinese, language.English, language.French, language.Russian, language.Spanish}

// forgedCountries are not countries: other codes, and other bits around a code.
var forgedCountries = []relations.Country{
	1, 255, 256, 9999, 0xFFFF, 'I', 'I' << 8, 'i'<<8 | 'r', 'I'<<8 | 'r', 'Z'<<8 | 'Z', 'A'<<8 | 'A', 'E'<<8 | 'U',
	'U'<<8 | 'K', 'S'<<8 | 'U', 'I'<<8 | 'R' | 0x80, 'I'<<8 | 'R' | 0x8000, '@'<<8 | '@', '['<<8 | '[',
}

// requireParses checks that a name is that of c.
func requireParses(t *testing.T, c relations.Country, name string) {
	t.Helper()
	got, err := relations.ParseCountry(name)
	require.NoError(t, err, "%q", name)
	require.Equal(t, c, got, "%q", name)
}

// requireNoCountry checks that a text is refused for a reason, by a *ParseError
// that holds its start.
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
		assert.LessOrEqual(t, len(e.Input), 48+len("…"))
	}
	return e
}

func TestCountryCodes(t *testing.T) {
	all := slices.Collect(relations.Countries().All())
	require.Len(t, all, 250)
	assert.True(t, slices.IsSortedFunc(all, cmp.Compare[relations.Country]))
	assert.True(t, slices.IsSortedFunc(all, func(a, b relations.Country) int { return cmp.Compare(a.Alpha2(), b.Alpha2()) }))
	for _, c := range all {
		region := language.MustParseRegion(c.Alpha2()) // x/text has tables of its own
		assert.Equal(t, region, c.Region())
		if c == relations.Kosovo {
			assert.Equal(t, "XKX", c.Alpha3())
			assert.Empty(t, c.Numeric())
		} else {
			assert.Equal(t, region.ISO3(), c.Alpha3())
			assert.Equal(t, fmt.Sprintf("%03d", region.M49()), c.Numeric())
			requireParses(t, c, c.Numeric())
		}
		back, ok := relations.CountryOfRegion(region)
		assert.True(t, ok, c.Alpha2())
		assert.Equal(t, c, back)
		for _, code := range []string{c.Alpha2(), c.Alpha3()} {
			for _, text := range []string{code, strings.ToLower(code), code[:1] + strings.ToLower(code[1:]), " " + code + "\t", "\u00a0" + code + "\u3000"} {
				requireParses(t, c, text)
			}
		}
	}
	for number := range 1 << 16 {
		c := relations.Country(number)
		if valid := relations.Countries().Has(c); valid != c.IsValid() || valid && c.Alpha2() != string([]byte{byte(number >> 8), byte(number)}) {
			t.Errorf("Country(%d) is valid: %t, has the code %q", number, c.IsValid(), c.Alpha2())
		}
	}
}

// Each constant of countries.go is the country that it names.
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

	// Some by hand, with what is stored.
	for name, c := range map[string]relations.Country{
		"Iran 4952": relations.Iran, "North Korea 4B50": relations.NorthKorea, "Côte d’Ivoire 4349": relations.CotedIvoire, "Türkiye 5452": relations.Turkiye,
		"St. Lucia 4C43": relations.SaintLucia, "Bosnia & Herzegovina 4241": relations.BosniaAndHerzegovina, "Congo - Kinshasa 4344": relations.CongoKinshasa, "Kosovo 584B": relations.Kosovo,
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
		assert.False(t, relations.Countries().Has(c))
		_, ok := relations.Of(c)
		assert.False(t, ok)
		assert.Zero(t, relations.Resolution(1).Vote(c))
		for claim := range fixture(t).Claims(relations.Or(relations.From(c), relations.To(c), relations.Involving(c), relations.AssertedBy(c), relations.DeniedBy(c))) {
			t.Errorf("a filter by %v matches %s", c, claim.ID)
		}
	}
}

func TestParseCountryNames(t *testing.T) {
	for _, tt := range []struct {
		about   string
		country relations.Country
		names   []string
	}{
		{"case and white space", relations.SouthAfrica, []string{"SOUTH AFRICA", "south africa", " South  Africa\n", "South\tAfrica", "South_Africa", "\u00a0South\u2003Africa\u3000"}},
		{"the", relations.Gambia, []string{"Gambia", "The Gambia", "Gambia, The", "Gambia (The)", "GAMBIA THE"}},
		{"and", relations.TrinidadAndTobago, []string{"Trinidad and Tobago", "Trinidad & Tobago", "Trinidad&Tobago", "trinidad AND tobago"}},
		{"saint", relations.SaintVincentAndGrenadines, []string{"Saint Vincent and the Grenadines", "St. Vincent & the Grenadines", "ST VINCENT & GRENADINES"}},
		{"accents", relations.CotedIvoire, []string{"Côte d’Ivoire", "Cote d'Ivoire", "CÔTE D’IVOIRE", "Co\u0302te d'Ivoire", "Cote dIvoire"}},
		{"letters without a decomposition", relations.FaroeIslands, []string{"Færøerne", "Faeroerne", "FÆRØERNE"}},
		{"Turkish letters", relations.Turkiye, []string{"Türkiye", "TÜRKİYE", "türkıye", "Turkiye", "Turkey", "TU\u0308RKI\u0307YE"}},
		{"full width", relations.Iran, []string{"Ｉｒａｎ"}},
		{"articles", relations.France, []string{"la France", "France (la)", "FRANCE, la"}},
		{"articles in Spanish", relations.Sudan, []string{"Sudán (el)", "el Sudán"}},
		{"a footnote mark", relations.France, []string{"France*", "France *"}},
		{"Republic of moves", relations.Iran, []string{"Iran, Islamic Republic of", "Islamic Republic of Iran", "Iran (Islamic Republic of)", "Iran, Islamic Rep."}},
		{"Republic of does not vanish", relations.Taiwan, []string{"Republic of China", "China, Republic of", "Taiwan", "Taiwan, Province of China", "Taiwan, China"}},
		{"China", relations.China, []string{"China", "People's Republic of China", "China, People's Republic of", "中国", "中國", "Китай", "Chine", "الصين"}},
		{"North Korea", relations.NorthKorea, []string{"Korea, Dem. People's Rep.", "Democratic People's Republic of Korea", "Korea (North)", "DPRK", "Corée du Nord", "朝鲜"}},
		{"South Korea", relations.SouthKorea, []string{"Republic of Korea", "Korea, Republic of", "Korea, Rep.", "Corée du Sud"}},
		{"the Congo that ISO 3166-1 names so", relations.CongoBrazzaville, []string{"Congo", "Republic of the Congo", "Congo-Brazzaville"}},
		{"the other Congo", relations.CongoKinshasa, []string{"DRC", "Congo, Democratic Republic of the", "Congo, Dem. Rep.", "Zaire"}},
		{"former names", relations.Myanmar, []string{"Burma", "Myanmar (Burma)"}},
		{"a territory with its state", relations.Greenland, []string{"Greenland", "Greenland (Denmark)", "Greenland (DK)"}},
		{"Niger is not Nigeria", relations.Niger, []string{"Niger", "the Niger"}},
		{"Guinea alone", relations.Guinea, []string{"Guinea", "Guinée"}},
		{"Kosovo has a place", relations.Kosovo, []string{"XK", "xkx", "Kosovo", "Косово", "科索沃"}},
	} {
		t.Run(tt.about, func(t *testing.T) {
			for _, name := range tt.names {
				requireParses(t, tt.country, name)
			}
		})
	}
	assert.Equal(t, relations.France, relations.MustParseCountry("France"))
	assert.PanicsWithError(t, `relations: country "Nowhere": unknown`, func() { relations.MustParseCountry("Nowhere") })
}

// A code is read as it stands, before names.
func TestParseCountryCodesBeforeNames(t *testing.T) {
	for text, want := range map[string]relations.Country{
		"NA": relations.Namibia, "USA": relations.UnitedStates, "004": relations.Afghanistan, "364": relations.Iran, "GB": relations.UnitedKingdom, "UK": relations.UnitedKingdom, "uk": relations.UnitedKingdom,
		"EL": relations.Greece, "ROM": relations.Romania, "ZAR": relations.CongoKinshasa, "TMP": relations.TimorLeste,
	} {
		requireParses(t, want, text)
	}
	for _, text := range []string{
		"N/A", "N.A.", "n a", "(NA)", "I.R.", "I R", "İR", "ır", "4", "04", "0004", "00 4", "-04", "4.0", "٠٠٤", "000", "001", "150", "999", "364.",
		"KOS", "EU", "ZZ", "SU", "AN", "YU", "RA", "rom", "tmp", "el", "1R", "IR1", "ΙR",
	} {
		requireNoCountry(t, relations.ErrUnknown, text)
	}
}

func TestParseCountryUnknown(t *testing.T) {
	for kind, names := range map[string][]string{
		"city":           {"Berlin", "Moscow", "Kyiv", "Washington, D.C.", "Москва", "北京", "دمشق", "Mexico City", "Panama City"},
		"region":         {"Africa", "Eastern Europe", "Latin America and the Caribbean", "World", "非洲", "Европа", "África", "آسيا"},
		"former state":   {"Soviet Union", "USSR", "Yugoslavia", "Czechoslovakia", "East Germany", "Netherlands Antilles"},
		"several":        {"Russia and Belarus", "France, Germany", "China/India", "United States, Mexico", "US/Samoa", "US, Samoa", "FR–Germany", "FR, Germany", "R.U.", "Great Britain, Ireland", "Israel and Palestine"},
		"subdivision":    {"Scotland", "Bavaria", "California", "Crimea", "Chechnya", "Kurdistan", "Abkhazia", "Northern Cyprus"},
		"placeholder":    {"none", "null", "unknown", "other", "total", "all", "XXX", "not applicable", "stateless", "-99"},
		"part of a name": {"United", "Republic", "Democratic Republic", "Kingdom of", "Saint", "New", "Islamic Republic of", "of Iran"},
		"more":           {"Georgia Tech", "Jordan River", "Made in China", "Iran 1979", "Peru, Indiana", "China (Beijing)", "Germany 2", "Franceland", ".*georgia.*", "Iran**x"},
		"one letter off": {"Frence", "Germny", "Irann", "Syri", "Ukrane", "Pakstan", "Zimbabw"},
		"look-alike":     {"Сhina", "Chinа", "Ιran", "Ѕyria", "𝓕rance", "Ⅿali", "Ꭱussia", "Китaй"},
		"demonym":        {"Czech", "Slovak", "Malagasy"},
		"group":          {"European Union", "NATO", "BRICS", "OECD", "Middle East", "Benelux"},
		"gibberish":      {"asdf", "aaaa", "123456", "x", "Fr ance", "F r a n c e", "<b>Iran</b>", "Iran=1", "France😀"},
	} {
		t.Run(kind, func(t *testing.T) {
			for _, name := range names {
				requireNoCountry(t, relations.ErrUnknown, name)
			}
		})
	}
}

func TestParseCountryAmbiguous(t *testing.T) {
	for name, want := range map[string]string{
		"Korea": "KP KR", " the KOREA ": "KP KR", "Corée": "KP KR", "Корея": "KP KR", "كوريا": "KP KR", "Virgin Islands": "VG VI", "Saint Martin (island)": "MF SX",
		// Longer than what the error quotes.
		strings.Repeat(" ", 60) + "Korea": "KP KR", "Korea" + strings.Repeat(".", 100): "KP KR", "Saint Martin" + strings.Repeat(" ", 50) + "(island)": "MF SX",
	} {
		e := requireNoCountry(t, relations.ErrAmbiguous, name)
		assert.Equal(t, want, e.Candidates().String(), "%q", name)
		assert.ErrorContains(t, e, ": ambiguous: "+want)
	}
	_, err := relations.ParseCountry("Korea")
	assert.EqualError(t, err, `relations: country "Korea": ambiguous: KP KR`)
}

func TestCandidatesOfUnknownNames(t *testing.T) {
	for name, want := range map[string]string{
		"Ukrain": "UA", "Germny": "DE", "Pakistaan": "PK", "Frnace": "FR", "Zimbabwi": "ZW", "UKRANE": "UA", "Укаина": "UA", // a letter less, more, other, or two swapped
		strings.Repeat(" ", 60) + "Ukrain": "UA",
		"Atlantis":                         "", "Soviet Union": "", "Ukrai": "", "Zzz": "", "Peruvian Islands": "", strings.Repeat("x", 256): "",
	} {
		e := requireNoCountry(t, relations.ErrUnknown, name)
		assert.Equal(t, want, e.Candidates().String(), "%q", name)
	}
	for name, e := range map[string]relations.ParseError{
		"the zero error":         {},
		"no reason":              {Type: "country", Input: "Korea"},
		"another type":           {Type: "vote", Input: "Ukrain", Err: relations.ErrUnknown},
		"a malformed name":       {Type: "country", Input: "Ukrain", Err: relations.ErrSyntax},
		"a country code":         {Type: "country code", Input: "Ukrain", Err: relations.ErrUnknown},
		"what cannot be written": {Type: "country", Input: "Korea", Err: relations.ErrInvalid},
	} {
		assert.True(t, e.Candidates().IsZero(), name)
	}
	made := relations.ParseError{Type: "country", Input: "Korea", Err: relations.ErrAmbiguous}
	assert.Equal(t, "KP KR", made.Candidates().String(), "an error that a program made")
}

func TestParseCountryMalformed(t *testing.T) {
	for about, text := range map[string]string{
		"empty": "", "white space": " \t\n", "punctuation": "(.,-)", "two signs": "@@", "apostrophes": "'’", "the": "the", "the twice": "the the", "invalid UTF-8 at the start": "\xffFrance",
		"invalid UTF-8 at the end": "France\xc3", "surrogate": "France\xed\xa0\x80", "overlong form": "Fr\xc1\xa1nce", "NUL": "France\x00", "NUL in a code": "I\x00R", "escape": "\x1b[31mFrance",
		"delete": "France\x7f", "C1 control": "France\u0080", "right-to-left override": "\u202eecnarF", "isolate": "\u2066France\u2069", "Arabic letter mark": "\u061cإيران",
		"zero-width space": "Fra\u200bnce", "zero-width joiner": "Fra\u200dnce", "byte order mark": "\ufeffFrance", "soft hyphen": "Fran\u00adce", "tag character": "France\U000E0041",
		"private use": "France\ue000", "257 bytes": "France" + strings.Repeat(" ", 251), "a code in 257 bytes": "FR" + strings.Repeat(" ", 255), "255 letters and NUL": strings.Repeat("a", 255) + "\x00",
		"a megabyte of spaces": strings.Repeat(" ", 1<<20), "a megabyte of letters": strings.Repeat("x", 1<<20), "a megabyte of invalid UTF-8": strings.Repeat("\x80", 1<<20),
		"a megabyte of marks": "e" + strings.Repeat("\u0301", 1<<19), "256 bytes of the": strings.Repeat("the ", 64), "256 bytes of quotes": strings.Repeat(`"`, 256),
	} {
		t.Run(about, func(t *testing.T) {
			e := requireNoCountry(t, relations.ErrSyntax, text)
			assert.True(t, e.Candidates().IsZero())
		})
	}
	for about, text := range map[string]string{
		"replacement character": "France\ufffd", "256 letters": strings.Repeat("a", 256), "256 ampersands": strings.Repeat("&", 256), "a name after letters": strings.Repeat("中 ", 60) + "France",
	} {
		t.Run(about, func(t *testing.T) { requireNoCountry(t, relations.ErrUnknown, text) })
	}
	for _, text := range []string{"France" + strings.Repeat(" ", 250), strings.Repeat(" ", 254) + "FR", "France" + strings.Repeat("\u0301", 125), strings.Repeat("the ", 62) + "France", "\u0085France\u0085"} {
		requireParses(t, relations.France, text)
	}
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
				for _, text := range []string{name, strings.ToUpper(name), strings.ToLower(name), norm.NFD.String(name), " " + name + "."} {
					requireParses(t, c, text)
				}
			}
			assert.Len(t, seen, relations.Countries().Len(), "no two countries have the same name")
		})
	}
	for tag, want := range map[string]string{
		"en": "Germany", "en-GB": "Germany", "fr": "Allemagne", "FR-ca": "Allemagne", "fr-x-private": "Allemagne", "zh": "德国", "zh-Hant": "德国", "zh-TW": "德国", "ar-EG": "ألمانيا",
		"ru-UA": "Германия", "es-419": "Alemania", "es-MX-u-nu-latn": "Alemania", "uk": "Germany", "de": "Germany", "und": "Germany", "und-FR": "Germany", "x-private": "Germany",
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

// Each region that x/text knows is a country under its own code, or none.
func TestCountryOfRegion(t *testing.T) {
	found := map[relations.Country]bool{}
	check := func(code string) {
		r, err := language.ParseRegion(code)
		if err != nil {
			return
		}
		c, ok := relations.CountryOfRegion(r)
		assert.Equal(t, c.IsValid(), ok, code)
		if ok {
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
	for _, code := range []string{"001", "150", "419", "EU", "EZ", "UN", "ZZ", "QO", "SU", "YU", "CS", "DD", "BU", "AN", "UK", "AC", "TA", "IC", "XA", "AA"} {
		_, ok := relations.CountryOfRegion(language.MustParseRegion(code))
		assert.False(t, ok, code)
	}
	_, ok := relations.CountryOfRegion(language.Region{})
	assert.False(t, ok, "the zero Region")
}

func TestCountrySetAgainstMap(t *testing.T) {
	testSets(t, slices.Collect(relations.Countries().All()), append(forgedCountries, 0), relations.NewCountrySet,
		func(asked, member relations.Country) bool { return asked == member })
}

func TestInvalidCountriesInSets(t *testing.T) {
	for _, c := range append(forgedCountries, 0) {
		word := fmt.Sprintf("Country(%d)", c)
		invalid, iran, nothing := relations.NewCountrySet(relations.Iran, c, c), relations.NewCountrySet(relations.Iran), relations.NewCountrySet(c)
		assert.Equal(t, "IR "+word, invalid.String())
		assert.Equal(t, invalid, iran.Minus(nothing))
		assert.Equal(t, invalid, iran.Intersect(invalid))
		assert.Equal(t, nothing, invalid.Minus(relations.Countries()))
		requireRefusedAsserter(t, nothing)
	}
}

// requireRefusedAsserter checks that an allegation by an invalid set does not become a report.
func requireRefusedAsserter(t *testing.T, set relations.CountrySet) {
	t.Helper()
	claim := fixtureClaims()[0]
	claim.AssertedBy = set
	assert.NotEqual(t, relations.Reported, claim.Standing())
	_, err := relations.New(fixtureHeader, fixtureSources, []relations.Claim{claim})
	assert.ErrorIs(t, err, relations.ErrInvalid)
	assert.Len(t, relations.Faults(err), 1)
}

// The methods of a set that was made by hand do not depend on its order and spaces.
func TestSetsMadeByHand(t *testing.T) {
	for _, tt := range []struct {
		name, codes, text string
		countries         string // those that Has, Len and All report
		valid             bool
	}{
		{"nothing", "", "", "", true},
		{"in order", "BY IR", "BY IR", "BY IR", true},
		{"out of order", "IR BY", "BY IR", "BY IR", true},
		{"twice, with further spaces", " IR  BY\tIR\n", "BY IR", "BY IR", true},
		{"a space", " ", "Country(0)", "", false},
		{"a comma", ",", ",", "", false},
		{"small letters", "us IR", "IR us", "IR", false},
		{"an alpha-3 code", "USA IR", "IR USA", "IR", false},
		{"with a comma", "KP US,IR", "KP US,IR", "KP", false},
		{"a code that is not assigned", "QQ", "QQ", "", false},
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
	assert.Equal(t, codes("BY IR"), kept.Others, "New puts a set in order")
	same := must(d.Replace(nil, []relations.Claim{claim}))
	assert.Equal(t, d, same, "another order is not a change")
}

// Any text may stand in a set.
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
		if _, err := json.Marshal(s); err == nil && !s.Equal(unmarshaled[relations.CountrySet](t, string(must(json.Marshal(s))))) {
			t.Fatalf("%q changes in JSON", a)
		}
	})
}

// The plain twin of ParseCountry looks at codes alone.
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
		"", "IR", "irn", "364", "N/A", "4", "TÜRKİYE", "Co\u0302te d'Ivoire", "Korea", "Korea, Dem. People's Rep.", "United States, Mexico", "la France *", "Сhina", "the the the", "France\x00", "\xff",
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
		ascii := strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
		for _, same := range []string{strings.ToUpper(s), strings.ToLower(s), trimmed} {
			if d, _ := relations.ParseCountry(same); err == nil && ascii && d != c {
				t.Fatalf("%q is %v, but %q is %v", s, c, same, d)
			}
		}
		var e *relations.ParseError
		if err != nil && (!errors.As(err, &e) || len(err.Error()) > 300 || errors.Is(err, relations.ErrAmbiguous) && e.Candidates().Len() < 2) {
			t.Fatalf("%q: %v", s, err)
		}
	})
}
