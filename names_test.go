package relations_test

import (
	"errors"
	"strconv"
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

// parsesTo checks that a name is that of the country with an alpha-2 code.
func parsesTo(t *testing.T, alpha2, name string) {
	t.Helper()
	c, err := relations.ParseCountry(name)
	if assert.NoError(t, err, "%q", name) {
		assert.Equal(t, alpha2, c.Alpha2(), "%q", name)
	}
}

// fails checks that a name is refused, with a reason, shortly, and as a
// *ParseError that holds the input.
func fails(t *testing.T, reason error, name string) {
	t.Helper()
	c, err := relations.ParseCountry(name)
	if !assert.ErrorIs(t, err, reason, "%.60q is %v", name, c) {
		return
	}
	assert.Zero(t, c)
	assert.Less(t, len(err.Error()), 300, "a message repeats a short piece of the input")
	var e *relations.ParseError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "country", e.Type)
	assert.LessOrEqual(t, len(e.Input), 60)
	if len(name) <= 48 {
		assert.Equal(t, name, e.Input)
	}
	assert.Equal(t, reason == relations.ErrAmbiguous, !e.Candidates().IsEmpty(), "%q", name)
}

func TestParseCountryByName(t *testing.T) {
	for _, tt := range []struct {
		about, alpha2 string
		names         []string
	}{
		{"case", "FR", []string{"France", "FRANCE", "france", "fRaNcE"}},
		{"white space around and between", "ZA", []string{" South Africa", "South Africa\n", "South  Africa", "South\tAfrica", "\u00a0South\u2003Africa\u3000", "South\r\nAfrica"}},
		{"the", "GM", []string{"Gambia", "The Gambia", "the gambia", "Gambia, The", "Gambia (The)", "GAMBIA THE"}},
		{"and", "TT", []string{"Trinidad and Tobago", "Trinidad & Tobago", "Trinidad&Tobago", "trinidad AND tobago"}},
		{"saint", "LC", []string{"Saint Lucia", "St. Lucia", "St Lucia", "ST LUCIA", "st.lucia"}},
		{"saint and and", "VC", []string{"Saint Vincent and the Grenadines", "St. Vincent & the Grenadines", "St Vincent & Grenadines"}},
		{"accents composed", "CI", []string{"Côte d’Ivoire", "Cote d'Ivoire", "COTE D'IVOIRE", "CÔTE D’IVOIRE", "Côte d`Ivoire", "Cote dIvoire"}},
		{"accents decomposed", "CI", []string{"Co\u0302te d'Ivoire", "CO\u0302TE D\u2019IVOIRE"}},
		{"ring", "AX", []string{"Åland Islands", "A\u030aland Islands", "Aland Islands", "Åland", "ALAND ISLANDS"}},
		{"cedilla", "CW", []string{"Curaçao", "Curac\u0327ao", "Curacao"}},
		{"tilde", "ES", []string{"España", "Espan\u0303a", "Espana"}},
		{"stroke and ligature", "FO", []string{"Færøerne", "Faeroerne", "FÆRØERNE"}},
		{"Turkish", "TR", []string{"Türkiye", "TÜRKİYE", "türkıye", "TURKIYE", "Turkiye", "turkey", "Turkey", "TU\u0308RKI\u0307YE", "Republic of Türkiye"}},
		{"й and и", "KR", []string{"Республика Корея", "РЕСПУБЛИКА КОРЕЯ"}},
		{"й", "CN", []string{"Китай", "Китаи", "КИТАЙ", "Кита\u0438\u0306"}},
		{"ё", "SL", []string{"Сьерра-Леоне", "Сьёрра-Леоне", "СЬЕРРА ЛЕОНЕ", "Сь\u0435\u0308рра-Леоне"}},
		{"Republic of moves", "IR", []string{"Iran, Islamic Republic of", "Islamic Republic of Iran", "Iran (Islamic Republic of)", "ISLAMIC REPUBLIC OF IRAN", "Iran, Islamic Rep.", "Iran, Islamic Rep. of"}},
		{"Taiwan by its republic", "TW", []string{"Republic of China", "China, Republic of", "China (Republic of)", "Taiwan", "Taiwan, Province of China", "the Republic of China"}},
		{"China", "CN", []string{"China", "People's Republic of China", "China, People's Republic of", "P.R. China", "中国", "Китай", "Chine", "الصين"}},
		{"North Korea", "KP", []string{"Korea, Dem. People's Rep.", "Democratic People's Republic of Korea", "Korea, Democratic People's Republic of", "Korea (North)", "North Korea", "DPRK", "Corée du Nord", "朝鲜"}},
		{"South Korea", "KR", []string{"Republic of Korea", "Korea, Republic of", "Korea (South)", "South Korea", "Korea, Rep.", "Corée du Sud"}},
		{"Congo is the one that ISO names so", "CG", []string{"Congo", "Republic of the Congo", "Congo, Republic of the", "Congo-Brazzaville", "Congo - Brazzaville"}},
		{"the other Congo", "CD", []string{"DRC", "Congo, Democratic Republic of the", "Democratic Republic of the Congo", "Congo - Kinshasa", "Zaire", "Congo, Dem. Rep."}},
		{"former names", "MM", []string{"Burma", "Myanmar", "Myanmar (Burma)"}},
		{"former names of Eswatini", "SZ", []string{"Swaziland", "Eswatini", "Kingdom of Swaziland"}},
		{"a dependency with its sovereign", "GL", []string{"Greenland (Denmark)", "Greenland"}},
		{"Russia", "RU", []string{"Россия", "Российская Федерация", "Russian Federation", "Russian Fed.", "Russie", "Rusia", "俄罗斯", "روسيا"}},
		{"Guinea alone", "GN", []string{"Guinea", "Guinée"}},
		{"Guinea-Bissau", "GW", []string{"Guinea-Bissau", "Guinea Bissau"}},
		{"Niger is not Nigeria", "NE", []string{"Niger"}},
		{"Dominica", "DM", []string{"Dominica"}},
		{"Dominican Republic", "DO", []string{"Dominican Republic", "Dominican Rep.", "República Dominicana"}},
		{"Kosovo", "XK", []string{"Kosovo", "Косово", "科索沃"}},
		{"Namibia by its name", "NA", []string{"Namibia", "NA", "na", "NAM"}},
	} {
		t.Run(tt.about, func(t *testing.T) {
			for _, name := range tt.names {
				parsesTo(t, tt.alpha2, name)
			}
		})
	}
}

func TestCodesAreReadBeforeNames(t *testing.T) {
	for _, tt := range []struct {
		text, alpha2 string // "" if it is unknown
	}{
		{"NA", "NA"}, {"N/A", ""}, {"N.A.", ""}, {"n a", ""}, {"N-A", ""}, {"(NA)", ""},
		{"IR", "IR"}, {"I.R.", ""}, {"I R", ""}, {"İR", ""}, {"ır", ""}, {"ÎR", ""},
		{"004", "AF"}, {"4", ""}, {"04", ""}, {"0004", ""}, {"00 4", ""}, {"-04", ""}, {"+04", ""}, {"4.0", ""}, {"٠٠٤", ""}, {"００４", ""},
		{"000", ""}, {"001", ""}, {"150", ""}, {"999", ""}, {"36 4", ""}, {"364.", ""}, {"364", "IR"},
		{"USA", "US"}, {"U.S.A.", "US"}, {"XK", "XK"}, {"XKX", "XK"}, {"KOS", ""},
		{"EU", ""}, {"ZZ", ""}, {"SU", ""}, {"AN", ""}, {"YU", ""}, {"CS", ""}, {"RA", ""}, {"ROM", ""}, {"ZAR", ""}, {"TMP", ""},
		{"12", ""}, {"1R", ""}, {"I1", ""}, {"IR1", ""}, {"I\x00R", "!"}, {"ＩＲ", ""}, {"ΙR", ""}, {"@@", ""}, {"[[", ""}, {"{|", ""},
	} {
		t.Run(tt.text, func(t *testing.T) {
			switch tt.alpha2 {
			case "":
				_, err := relations.ParseCountry(tt.text)
				require.Error(t, err)
				assert.True(t, errors.Is(err, relations.ErrUnknown) || errors.Is(err, relations.ErrSyntax), "%v", err)
			case "!":
				fails(t, relations.ErrSyntax, tt.text)
			default:
				parsesTo(t, tt.alpha2, tt.text)
			}
		})
	}
	fails(t, relations.ErrUnknown, "N/A")
	fails(t, relations.ErrUnknown, "4")
}

func TestAmbiguousNames(t *testing.T) {
	for _, tt := range []struct{ name, candidates string }{
		{"Korea", "KP KR"}, {" the KOREA ", "KP KR"}, {"Corée", "KP KR"}, {"Coree", "KP KR"}, {"Корея", "KP KR"}, {"كوريا", "KP KR"},
		{"Virgin Islands", "VG VI"}, {"The Virgin Islands", "VG VI"}, {"Guiana", "GF GY SR"}, {"Saint Martin (island)", "MF SX"}, {"St. Martin (Island)", "MF SX"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fails(t, relations.ErrAmbiguous, tt.name)
			_, err := relations.ParseCountry(tt.name)
			var e *relations.ParseError
			require.ErrorAs(t, err, &e)
			assert.Equal(t, tt.candidates, e.Candidates().String())
			assert.ErrorContains(t, err, tt.candidates)
		})
	}
	_, err := relations.ParseCountry("Korea")
	assert.EqualError(t, err, `relations: country "Korea": ambiguous: KP KR`)
	_, err = relations.ParseCountry("Atlantis")
	assert.EqualError(t, err, `relations: country "Atlantis": unknown`)
	_, err = relations.ParseCountry("")
	assert.EqualError(t, err, `relations: country "": malformed`)
}

func TestCandidatesOfALongAmbiguousName(t *testing.T) {
	// The input is longer than what an error quotes of it.
	for _, name := range []string{strings.Repeat(" ", 60) + "Korea", "Korea" + strings.Repeat(".", 100), "Saint Martin" + strings.Repeat(" ", 50) + "(island)"} {
		fails(t, relations.ErrAmbiguous, name)
	}
}

func TestParseErrorsThatAProgramMakes(t *testing.T) {
	for _, tt := range []struct {
		name       string
		err        relations.ParseError
		text       string
		candidates string
	}{
		{"zero", relations.ParseError{}, `relations:  ""`, ""},
		{"no reason", relations.ParseError{Type: "country", Input: "Korea"}, `relations: country "Korea"`, ""},
		{"ambiguous", relations.ParseError{Type: "country", Input: "Korea", Err: relations.ErrAmbiguous}, `relations: country "Korea": ambiguous: KP KR`, "KP KR"},
		{"not ambiguous", relations.ParseError{Type: "country", Input: "France", Err: relations.ErrAmbiguous}, `relations: country "France": ambiguous: `, ""},
		{"another reason", relations.ParseError{Type: "thing", Input: "x", Err: errors.New("broken")}, `relations: thing "x": broken`, ""},
		{"what there is of standings", relations.ParseError{Type: "standing", Input: "x", Err: relations.ErrUnknown}, `relations: standing "x": unknown, not one of "reported" "alleged" "disputed"`, ""},
		{"what there is of votes", relations.ParseError{Type: "vote", Input: "x", Err: relations.ErrUnknown}, `relations: vote "x": unknown, not one of "in favor" "against" "abstained" "not voting"`, ""},
		{"a standing that cannot be written", relations.ParseError{Type: "standing", Input: "x", Err: relations.ErrInvalid}, `relations: standing "x": invalid value`, ""},
		{"a vote that cannot be written", relations.ParseError{Type: "vote", Input: "x", Err: relations.ErrInvalid}, `relations: vote "x": invalid value`, ""},
		{"long and no UTF-8", relations.ParseError{Type: "thing", Input: strings.Repeat("\x80", 60), Err: relations.ErrUnknown}, `relations: thing "` + strings.Repeat(`\x80`, 44) + `…": unknown`, ""},
		{"long", relations.ParseError{Type: "thing", Input: strings.Repeat("é", 1000), Err: relations.ErrUnknown}, `relations: thing "` + strings.Repeat("é", 24) + `…": unknown`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.text, tt.err.Error())
			assert.Equal(t, tt.candidates, tt.err.Candidates().String())
			assert.Equal(t, tt.err.Err, tt.err.Unwrap())
		})
	}
}

func TestShortenedInputIsUTF8(t *testing.T) {
	for pad := range 8 {
		for _, letter := range []string{"x", "é", "中", "😀"} {
			_, err := relations.ParseCountry(strings.Repeat("-", pad) + strings.Repeat(letter, 60))
			var e *relations.ParseError
			require.ErrorAs(t, err, &e)
			assert.True(t, utf8.ValidString(e.Input), "%q", e.Input)
			assert.True(t, strings.HasSuffix(e.Input, letter+"…"), "%q", e.Input)
			assert.Greater(t, len(e.Input), 44)
		}
	}
	_, err := relations.ParseCountry(strings.Repeat("\x80", 1000))
	var e *relations.ParseError
	require.ErrorAs(t, err, &e)
	assert.LessOrEqual(t, len(e.Input), 60)
}

func TestMustParseCountry(t *testing.T) {
	assert.Equal(t, iso("FR"), relations.MustParseCountry("France"))
	assert.PanicsWithError(t, `relations: country "Atlantis": unknown`, func() { relations.MustParseCountry("Atlantis") })
}

func TestEveryNameParsesBack(t *testing.T) {
	for _, tag := range []language.Tag{language.Arabic, language.Chinese, language.English, language.French, language.Russian, language.Spanish} {
		t.Run(tag.String(), func(t *testing.T) {
			seen := map[string]string{}
			for c := range relations.Countries().All() {
				name := c.Name(tag)
				assert.NotEmpty(t, name)
				assert.True(t, norm.NFC.IsNormalString(name), name)
				assert.Empty(t, seen[name], "%s has the name of %s", c.Alpha2(), seen[name])
				seen[name] = c.Alpha2()
				parsesTo(t, c.Alpha2(), name)
				parsesTo(t, c.Alpha2(), strings.ToUpper(name))
				parsesTo(t, c.Alpha2(), strings.ToLower(name))
				parsesTo(t, c.Alpha2(), norm.NFD.String(name))
				parsesTo(t, c.Alpha2(), " "+name+".") // which is folded, also where name is found without
			}
			assert.Len(t, seen, 250)
		})
	}
}

func TestNamesByTag(t *testing.T) {
	for _, tt := range []struct{ tag, name string }{
		{"en", "Germany"}, {"en-GB", "Germany"}, {"en-Shaw", "Germany"}, {"fr", "Allemagne"}, {"fr-CA", "Allemagne"}, {"FR-ca", "Allemagne"},
		{"zh", "德国"}, {"zh-Hant", "德国"}, {"zh-TW", "德国"}, {"zh-Hans-SG", "德国"}, {"ar", "ألمانيا"}, {"ar-EG", "ألمانيا"},
		{"ru", "Германия"}, {"ru-UA", "Германия"}, {"es", "Alemania"}, {"es-419", "Alemania"}, {"es-MX-u-nu-latn", "Alemania"},
		{"uk", "Germany"}, {"be", "Germany"}, {"sr-Latn", "Germany"}, {"tlh", "Germany"}, {"de", "Germany"}, {"und", "Germany"},
		{"und-FR", "Germany"}, {"und-Arab", "Germany"}, {"x-private", "Germany"}, {"yue", "Germany"}, {"frr", "Germany"}, {"arz", "Germany"},
		{"fr-x-private", "Allemagne"},
	} {
		t.Run(tt.tag, func(t *testing.T) {
			tag, err := language.Parse(tt.tag)
			require.NoError(t, err)
			assert.Equal(t, tt.name, iso("DE").Name(tag))
		})
	}
	assert.Equal(t, "Germany", iso("DE").Name(language.Tag{}), "the zero Tag")
	assert.Equal(t, "Corée du Nord", relations.NorthKorea.Name(language.French))
	assert.Equal(t, "no country", relations.Country(0).Name(language.Russian))
	assert.Equal(t, "Country(9999)", relations.Country(9999).Name(language.Chinese))
	for c := range relations.Countries().All() {
		assert.Equal(t, c.String(), c.Name(language.English))
	}
}

func TestEveryRowOfTheTablesResolves(t *testing.T) {
	for _, row := range readTSV(t, "iso3166.tsv", 4) {
		parsesTo(t, row[0], row[3])
	}
	for _, row := range readTSV(t, "formal.tsv", 3) {
		parsesTo(t, row[0], row[2])
	}
	for _, row := range readTSV(t, "aliases.tsv", 4) {
		parsesTo(t, row[0], row[2])
	}
	for _, row := range readTSV(t, "ambiguous.tsv", 3) {
		_, err := relations.ParseCountry(row[0])
		var e *relations.ParseError
		if assert.ErrorIs(t, err, relations.ErrAmbiguous, row[0]) && assert.ErrorAs(t, err, &e) {
			assert.Equal(t, row[1], e.Candidates().String(), row[0])
		}
	}
}

func TestWhatIsNoCountry(t *testing.T) {
	for kind, names := range map[string][]string{
		"capital": {"Berlin", "Paris", "Moscow", "Pyongyang", "Tehran", "Minsk", "Damascus", "Kyiv", "Kiev", "Beijing", "New Delhi", "Washington", "Washington, D.C.",
			"London", "Tokyo", "Ottawa", "Canberra", "Brasilia", "Cairo", "Nairobi", "Lagos", "Москва", "Париж", "北京", "东京", "القاهرة", "دمشق", "Londres", "Moscou", "Damasco"},
		"city":               {"Shanghai", "New York", "Sydney", "Istanbul", "Toronto", "Barcelona", "Saint Petersburg", "Vladivostok", "Aleppo", "Cape Town", "Odesa"},
		"region English":     {"Africa", "Asia", "Europe", "Americas", "Oceania", "Northern Africa", "Sub-Saharan Africa", "Western Asia", "South-eastern Asia", "Eastern Europe", "Latin America and the Caribbean", "Polynesia", "Melanesia", "World"},
		"region Arabic":      {"أفريقيا", "آسيا", "أوروبا", "العالم", "شرق أفريقيا"},
		"region Chinese":     {"非洲", "亚洲", "欧洲", "世界", "东南亚"},
		"region French":      {"Afrique", "Asie", "Europe de l’Est", "Amérique du Nord", "Caraïbes"},
		"region Russian":     {"Африка", "Азия", "Европа", "Северная Америка", "Восточная Европа"},
		"region Spanish":     {"África", "Europa", "América Latina", "Asia meridional", "Caribe"},
		"in use for several": {"ROC", "R.O.C."}, // of China, of the Congo, and a team at the Olympic Games
		"vanished state": {"Saint Kitts-Nevis-Anguilla", "Soviet Union", "USSR", "Yugoslavia", "Socialist Federal Republic of Yugoslavia", "Serbia and Montenegro", "Czechoslovakia", "East Germany", "German Democratic Republic", "GDR",
			"West Berlin", "South Vietnam", "South Yemen", "United Arab Republic", "Ottoman Empire", "Austria-Hungary", "Prussia", "Rhodesia and Nyasaland", "Tibet", "Zanzibar", "Netherlands Antilles", "Biafra", "Texas"},
		"composite": {"Russia and Belarus", "France, Germany", "China/India", "Iran; Syria", "Belgium-Luxembourg", "India & Pakistan", "Israel and Palestine", "US/UK", "Korea, North and South"},
		"subdivision": {"Scotland", "England", "Wales", "Northern Ireland", "Bavaria", "California", "Quebec", "Crimea", "Donetsk", "Chechnya", "Tatarstan", "Siberia", "Catalonia", "Kurdistan",
			"Sichuan", "Kerala", "Gauteng", "Corsica", "Sicily", "Hokkaido", "Abkhazia", "South Ossetia", "Transnistria", "Somaliland", "Northern Cyprus"},
		"placeholder": {"N/A", "n.a.", "none", "null", "nil", "unknown", "other", "others", "undefined", "total", "all", "any", "test", "TBD", "xx", "XXX", "not applicable", "not specified", "stateless", "ZZZ", "-99", "???"},
		"part": {"United", "North", "South", "Republic", "the Republic of", "Democratic Republic", "Kingdom of", "Islands", "Saint", "St.", "New", "Federation", "Union", "People's Republic", "or",
			"Islamic Republic of", "Democratic People's Republic of", "Korea,", "Sudan and", "of Iran"},
		"contains": {"France (the country)", "Georgia Tech", "Jordan River", "Chad Smith", "Turkey sandwich", "Guinea pig", "Made in China", "New France", "Greater China", "Free France", "Iran 1979", "Iran!?x", "Franceland",
			"Peru, Indiana", "Cuba, Missouri", "Lebanon NH", "Mexico City", "Panama City", "Guatemala City", "Kuwait City", "China (Beijing)", "Germany 2", "2 Germany"},
		"one letter off": {"Frence", "Germny", "Ruslan", "Rusia1", "Chima", "Indua", "Irann", "Syri", "Ukrane", "Belaruss", "Nigerr", "Austrla", "Swedenn", "Pakstan", "Argentna", "Zimbabw", "Botswanaa"},
		"look-alike":     {"Сhina", "Chinа", "Irаn", "Ιran", "Рeru", "Ѕyria", "Сuba", "Оman", "Russiа", "Frаnce", "𝓕rance", "Ｆrance", "Ⅿali", "Ꭱussia", "Moldovа", "Кatar", "Китaй", "Роccия"},
		"fictional":      {"Atlantis", "Wakanda", "Narnia", "Freedonia", "Elbonia", "Genovia", "Mordor"},
		"group":          {"European Union", "NATO", "BRICS", "OPEC", "ASEAN", "G20", "OECD", "High income", "Arab League", "Commonwealth", "CIS", "Benelux", "Scandinavia", "Balkans", "Middle East", "EU-27"},
		"gibberish":      {"asdf", "qwerty", "aaaa", "lorem ipsum", "123", "12345", "1234567890", "x", "a", "France1", "_France_", "Fr ance", "F r a n c e", "<b>Iran</b>", "Iran=1", "$", "€", "😀", "France😀", "🇫🇷", "☃"},
	} {
		t.Run(kind, func(t *testing.T) {
			for _, name := range names {
				c, err := relations.ParseCountry(name)
				assert.Error(t, err, "%q is %v", name, c)
				assert.Zero(t, c)
			}
		})
	}
}

func TestMissesEverywhere(t *testing.T) {
	// So many that some are looked for at the end of the tables too.
	for i := range 100_000 {
		text := "no country " + strconv.Itoa(i)
		if c, err := relations.ParseCountry(text); c != 0 || !errors.Is(err, relations.ErrUnknown) {
			t.Fatalf("%q is %v, %v", text, c, err)
		}
	}
}

func TestHostileNames(t *testing.T) {
	const mega = 1 << 20
	for _, tt := range []struct {
		about, text string
		reason      error
	}{
		{"empty", "", relations.ErrSyntax},
		{"a space", " ", relations.ErrSyntax},
		{"a tab", "\t", relations.ErrSyntax},
		{"punctuation alone", "(.,-)", relations.ErrSyntax},
		{"apostrophes alone", "'’", relations.ErrSyntax},
		{"only the", "the", relations.ErrSyntax},
		{"the the the", "the the the", relations.ErrSyntax},
		{"invalid UTF-8 at the start", "\xffFrance", relations.ErrSyntax},
		{"invalid UTF-8 at the end", "France\xc3", relations.ErrSyntax},
		{"invalid UTF-8 within", "Fr\x80ance", relations.ErrSyntax},
		{"surrogate", "France\xed\xa0\x80", relations.ErrSyntax},
		{"overlong", "Fr\xc1\xa1nce", relations.ErrSyntax},
		{"NUL", "France\x00", relations.ErrSyntax},
		{"NUL alone", "\x00", relations.ErrSyntax},
		{"two NULs", "\x00\x00", relations.ErrSyntax},
		{"escape", "\x1b[31mFrance", relations.ErrSyntax},
		{"delete", "France\x7f", relations.ErrSyntax},
		{"C1 control", "France\u0080", relations.ErrSyntax},
		{"left-to-right mark", "France\u200e", relations.ErrSyntax},
		{"right-to-left override", "\u202eecnarF", relations.ErrSyntax},
		{"isolate", "\u2066France\u2069", relations.ErrSyntax},
		{"Arabic letter mark", "\u061cإيران", relations.ErrSyntax},
		{"zero-width space", "Fra\u200bnce", relations.ErrSyntax},
		{"zero-width joiner", "Fra\u200dnce", relations.ErrSyntax},
		{"zero-width non-joiner", "Fra\u200cnce", relations.ErrSyntax},
		{"word joiner", "Fra\u2060nce", relations.ErrSyntax},
		{"byte order mark", "\ufeffFrance", relations.ErrSyntax},
		{"soft hyphen", "Fran\u00adce", relations.ErrSyntax},
		{"tag characters", "France\U000E0041", relations.ErrSyntax},
		{"private use", "France\ue000", relations.ErrSyntax},
		{"replacement character", "France\ufffd", relations.ErrUnknown},
		{"combining mark alone", "\u0301", relations.ErrUnknown},
		{"enclosing mark", "France\u20dd", relations.ErrUnknown},
		{"257 bytes", "France" + strings.Repeat(" ", 251), relations.ErrSyntax},
		{"a code in 257 bytes", "FR" + strings.Repeat(" ", 255), relations.ErrSyntax},
		{"256 letters", strings.Repeat("a", 256), relations.ErrUnknown},
		{"255 letters and a NUL", strings.Repeat("a", 255) + "\x00", relations.ErrSyntax},
		{"254 letters and invalid UTF-8", strings.Repeat("ж", 127) + "\xff", relations.ErrSyntax},
		{"a name behind many letters", strings.Repeat("中 ", 60) + "France", relations.ErrUnknown},
		{"a megabyte of the", strings.Repeat("the ", mega/4), relations.ErrSyntax},
		{"a megabyte of spaces", strings.Repeat(" ", mega), relations.ErrSyntax},
		{"a megabyte of spaces and a name", strings.Repeat(" ", mega) + "France", relations.ErrSyntax},
		{"a megabyte of marks", "e" + strings.Repeat("\u0301", mega/2), relations.ErrSyntax},
		{"a megabyte of letters", strings.Repeat("x", mega), relations.ErrSyntax},
		{"a megabyte of NULs", strings.Repeat("\x00", mega), relations.ErrSyntax},
		{"a megabyte of invalid UTF-8", strings.Repeat("\xff", mega), relations.ErrSyntax},
		{"a megabyte of ampersands", strings.Repeat("&", mega), relations.ErrSyntax},
		{"256 bytes of the", strings.Repeat("the ", 64), relations.ErrSyntax},
		{"254 bytes of ampersands", strings.Repeat("&", 254), relations.ErrUnknown},
		{"256 bytes of quotes", strings.Repeat(`"`, 256), relations.ErrSyntax},
	} {
		t.Run(tt.about, func(t *testing.T) { fails(t, tt.reason, tt.text) })
	}
	parsesTo(t, "FR", "France"+strings.Repeat(" ", 250)) // 256 bytes
	parsesTo(t, "FR", strings.Repeat(" ", 254)+"FR")
	parsesTo(t, "FR", "France"+strings.Repeat("\u0301", 125))
	parsesTo(t, "FR", strings.Repeat("the ", 62)+"France")
	parsesTo(t, "FR", "\u0085France\u0085")
}

func TestAMegabyteTakesNoLongerThanALine(t *testing.T) {
	// The length alone decides, so ten thousand such inputs are refused at once.
	text := strings.Repeat("the ", 1<<18)
	start := time.Now()
	for range 10_000 {
		if _, err := relations.ParseCountry(text); err == nil {
			t.Fatal("accepted")
		}
	}
	assert.Less(t, time.Since(start), 5*time.Second, "reading ten gigabytes would take longer")
}

func TestParseCountryAllocatesNothing(t *testing.T) {
	var hits []string
	for c := range relations.Countries().All() {
		hits = append(hits, c.Alpha2(), c.Alpha3(), " "+strings.ToLower(c.Alpha2())+" ")
		for _, tag := range []language.Tag{language.Arabic, language.Chinese, language.English, language.French, language.Russian, language.Spanish} {
			hits = append(hits, c.Name(tag))
		}
	}
	for _, row := range readTSV(t, "aliases.tsv", 4) {
		hits = append(hits, row[2])
	}
	for _, row := range readTSV(t, "formal.tsv", 3) {
		hits = append(hits, row[2])
	}
	allocs := testing.AllocsPerRun(1, func() {
		for _, name := range hits {
			if c, err := relations.ParseCountry(name); err != nil || c == 0 {
				t.Errorf("%q is refused", name)
			}
		}
	})
	assert.Zero(t, allocs, "names in the table")

	misses := []string{"Atlantis", "N/A", "", " ", "x", "Korea", "Virgin Islands", "Francee", "the", "France\x00", "999", "ZZ", "South Fra", "Made in China", "Republic of", strings.Repeat("y", 48)}
	allocs = testing.AllocsPerRun(10, func() {
		for _, name := range misses {
			if _, err := relations.ParseCountry(name); err == nil {
				t.Errorf("%q is accepted", name)
			}
		}
	})
	assert.Zero(t, allocs, "misses of which only the error is looked at")
}

func TestCountryPropertiesAllocateNothing(t *testing.T) {
	all := relations.Countries()
	allocs := testing.AllocsPerRun(10, func() {
		length := 0
		for c := range all.All() {
			length += len(c.Alpha2()) + len(c.Alpha3()) + len(c.Numeric()) + len(c.String()) + len(c.Name(language.French)) + len(c.Name(language.Ukrainian))
			r := c.Region()
			if back, ok := relations.CountryOf(r); ok {
				all = all.Union(relations.CountriesOf(back))
			}
		}
		if length == 0 || all.Len() != 250 {
			t.Error("no names")
		}
	})
	assert.Zero(t, allocs)
}
