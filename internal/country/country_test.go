package country

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
)

// code returns the code of two letters.
func code(alpha2 string) uint16 { return uint16(alpha2[0])<<8 | uint16(alpha2[1]) }

// alpha2s returns codes as letters, with spaces between.
func alpha2s(codes []uint16) string {
	var words []string
	for _, c := range codes {
		words = append(words, Alpha2(Index(c)))
	}
	return strings.Join(words, " ")
}

// parsesTo checks that a name is that of the country with an alpha-2 code.
func parsesTo(t *testing.T, alpha2, name string) {
	t.Helper()
	c, r := Parse(name)
	assert.Equal(t, Found, r, "%q", name)
	assert.Equal(t, alpha2, Alpha2(Index(c)), "%q", name)
}

// fails checks that a name is refused with a reason.
func fails(t *testing.T, reason Result, name string) {
	t.Helper()
	c, r := Parse(name)
	assert.Equal(t, reason, r, "%.60q is %s", name, Alpha2(Index(c)))
	assert.Zero(t, c)
	assert.Equal(t, reason == Ambiguous, len(Candidates(name)) > 1 && r == Ambiguous, "%.60q", name)
}

// rows returns the rows of a table of the generator.
func rows(t testing.TB, file string) [][]string {
	text, err := os.ReadFile("../gen/data/" + file)
	require.NoError(t, err)
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows[1:]
}

func TestTables(t *testing.T) {
	seen := map[string]bool{}
	isNew := func(s string) bool {
		defer func() { seen[s] = true }()
		return !seen[s]
	}
	for i := uint8(1); i <= Count; i++ {
		a2 := Alpha2(i)
		assert.Equal(t, i, Index(Code(i)), a2)
		assert.Equal(t, a2, string([]byte{byte(Code(i) >> 8), byte(Code(i))}))
		assert.Less(t, Code(i-1), Code(i), "the order of the codes")
		for _, s := range []string{a2, Alpha3(i), Identifier(i)} {
			assert.True(t, isNew(s), s)
		}
		assert.Equal(t, i, OfCode(a2))
		assert.Equal(t, i, OfCode(Alpha3(i)))
		assert.Equal(t, i, OfCode(strings.ToLower(a2)))
		assert.Equal(t, i, OfCode(strings.ToLower(Alpha3(i))))
		if a2 != "XK" {
			assert.Len(t, Numeric(i), 3)
			assert.Equal(t, i, OfCode(Numeric(i)))
			assert.True(t, isNew(Numeric(i)))
		}
	}
	assert.Empty(t, Numeric(Index(code("XK"))))
	for _, row := range rows(t, "iso3166.tsv") {
		i := OfCode(row[0])
		assert.Equal(t, row[:3], []string{Alpha2(i), Alpha3(i), Numeric(i)})
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

func TestIdentifiers(t *testing.T) {
	for alpha2, want := range map[string]string{
		"FR": "France", "KP": "NorthKorea", "BA": "BosniaAndHerzegovina", "TR": "Turkiye", "LC": "SaintLucia", "HK": "HongKong", "MO": "Macao",
		"MM": "Myanmar", "CD": "CongoKinshasa", "CG": "CongoBrazzaville", "CI": "CotedIvoire", "PS": "PalestinianTerritories",
		"UM": "USOutlyingIslands", "VI": "USVirginIslands", "VG": "BritishVirginIslands", "GS": "SouthGeorgia", "AX": "AlandIslands", "ST": "SaoTomeAndPrincipe",
	} {
		assert.Equal(t, want, Identifier(OfCode(alpha2)))
	}
}

func TestParse(t *testing.T) {
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
		{"underscores", "ZA", []string{"South_Africa", "south_africa_", "_South__Africa_"}},
		{"full-width letters", "FR", []string{"Ｆｒａｎｃｅ", "Ｆrance"}},
		{"a French article", "FR", []string{"la France", "France (la)", "France, la"}},
		{"an elided article", "UZ", []string{"l'Ouzbékistan", "L’OUZBÉKISTAN", "Ouzbékistan (l')", "Ouzbékistan (l’)"}},
		{"an elided article amid spaces and punctuation", "IR", []string{"\tl'Iran", "\u00a0l'Iran", "(l'Iran)", "“l’Iran”", "'l'Iran'", "l' Iran", "Iran (l')\n", "Iran (l').", "Iran, l'", "Iran [L’]\u0085", "l'Iran *"}},
		{"an elided article with any apostrophe", "IR", []string{"lʼIran", "lʻIran", "l`Iran", "l´Iran", "l‘Iran", "l＇Iran", "l｀Iran", "Iran (lʼ)", "Iran (l´)"}},
		{"an elided article before more words", "PG", []string{"l'État indépendant de Papouasie-Nouvelle-Guinée"}},
		{"plural articles", "BS", []string{"Bahamas (les)", "les Bahamas", "Bahamas (las)", "las Bahamas"}},
		{"an article and an abbreviation", "CD", []string{"la RDC"}},
		{"a Spanish article", "SD", []string{"Sudán (el)", "el Sudán", "la República del Sudán"}},
		{"an article and not Laos", "FR", []string{"La France", "la France", "LA FRANCE", "France (la)", "France (La)", "FRANCE (LA)", "France, la", "(la) France"}},
		{"a name with an article of its own", "SV", []string{"El Salvador", "El Salvador, Republic of", "the Republic of El Salvador", "El Salvador (el)"}},
		{"words in full or short", "CD", []string{"Democratic Republic of the Congo", "Dem. Republic of Congo", "Democratic Rep. of the Congo", "Congo, Dem. Rep."}},
		{"a footnote mark", "PS", []string{"el Estado de Palestina *", "État de Palestine (l') *", "State of Palestine (the)*", "Palestine *"}},
		{"a footnote mark of two", "CK", []string{"Îles Cook (les) **", "Cook Islands (the) ** ", "Острова Кука **"}},
		{"the style in brackets", "KP", []string{"Corée (la République populaire démocratique de)", "Corée, République populaire démocratique de"}},
		{"the style in brackets in Spanish", "IR", []string{"Irán (República Islámica del)", "Irán, República Islámica del"}},
		{"islands in brackets", "MH", []string{"Marshall (les Îles)", "Marshall (las Islas)", "Marshall, Îles"}},
		{"the style of Russia in brackets", "RU", []string{"Rusia (Federación de)", "RUSSIE, FÉDÉRATION DE"}},
		{"an adjective before its style", "SY", []string{"Siria (República Árabe)", "SYRIENNE, RÉPUBLIQUE ARABE", "Syrienne (la République arabe)"}},
		{"an adjective in French", "CZ", []string{"tchèque (la République)", "TCHÈQUE, RÉPUBLIQUE"}},
		{"an adjective that ends alike", "CF", []string{"centrafricaine (la République)", "CENTRAFRICAINE, RÉPUBLIQUE", "Centroafricana (República)"}},
		{"an adjective in Spanish", "DO", []string{"Dominicana, República", "Dominicana (la República)", "DOMINICAINE, RÉPUBLIQUE"}},
		{"an adjective with two styles", "LA", []string{"Lao (República Democrática Popular)", "Lao (la República Democrática Popular)", "Lao, (la) República Democrática Popular"}},
		{"traditional characters", "FR", []string{"法國", "法国"}},
		{"traditional characters of Taiwan and Hong Kong", "IT", []string{"義大利", "意大利"}},
		{"traditional characters of Hong Kong", "YE", []string{"葉門", "也門"}},
		{"Arabic without hamza, with tatweel and vowel signs", "IR", []string{"إيران", "ايران", "إيـران", "إِيرَان", "ایران"}},
		{"Arabic with Persian letters", "KW", []string{"الكويت", "الکویت"}},
		{"Arabic with an alef maksura", "CF", []string{"جمهورية أفريقيا الوسطى", "جمهورية أفريقيا الوسطی"}},
		{"a territory with its sovereign's code", "GL", []string{"Greenland (DK)", "Greenland, DK", "Greenland (Kingdom of Denmark)"}},
		{"a territory with its sovereign's initials", "PR", []string{"Puerto Rico (U.S.)", "Puerto Rico (US)", "Puerto Rico (U.S.A.)"}},
		{"a territory of the United Kingdom", "BM", []string{"Bermuda (U.K.)", "Bermuda (UK)"}},
		{"a name with its own code", "BY", []string{"Belarus (BY)", "Belarus (BLR)", "Belarus BY", "the Republic of Belarus (BY)", "la Biélorussie (BY)", "Belarus (by) *"}},
		{"a name with its own code that ends in a", "CA", []string{"Canada (CA)", "Canada CA"}},
		{"a name with its own code of three letters", "IR", []string{"Iran (IRN)", "l'Iran (IR)", "Islamic Republic of Iran [IRN]"}},
		{"a code that is also a word", "IS", []string{"Iceland (IS)", "Iceland (ISL)"}},
		{"two names in use", "VN", []string{"Viet Nam (Vietnam)", "Vietnam (Viet Nam)"}},
		{"a former name in brackets", "SZ", []string{"Eswatini (ex-Swaziland)", "Eswatini (former Swaziland)", "Eswatini (formerly Swaziland)"}},
		{"any dash", "GW", []string{"Guinea−Bissau", "Guinea–Bissau", "Guinea—Bissau", "Guinea‐Bissau", "Guinea‑Bissau", "Guinea－Bissau", "Guinea﹣Bissau", "Guinea―Bissau", "Guinea‒Bissau"}},
		{"a territory with its sovereign", "HK", []string{"Hong Kong, China", "Hong Kong (CN)", "Hong Kong SAR"}},
		{"Taiwan with China", "TW", []string{"Taiwan, China"}},
		{"a long name", "GB", []string{"United Kingdom of Great Britain and Northern Ireland; note - the island of Great Britain includes England, Scotland, and Wales"}},
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
		text, alpha2 string // "" if it names no country, "!" if it is malformed
	}{
		{"NA", "NA"}, {"N/A", ""}, {"N.A.", ""}, {"n a", ""}, {"N-A", ""}, {"(NA)", ""},
		{"IR", "IR"}, {"I.R.", ""}, {"I R", ""}, {"İR", ""}, {"ır", ""}, {"ÎR", ""},
		{"{AA", ""}, {"I[M", ""}, {"BQ{", ""}, {":00", ""}, {"3:4", ""}, {"40:", ""}, // what follows z and 9 is no letter or digit
		{"004", "AF"}, {"4", ""}, {"04", ""}, {"0004", ""}, {"00 4", ""}, {"-04", ""}, {"+04", ""}, {"4.0", ""}, {"٠٠٤", ""}, {"００４", ""},
		{"000", ""}, {"001", ""}, {"150", ""}, {"999", ""}, {"36 4", ""}, {"364.", ""}, {"364", "IR"},
		{"USA", "US"}, {"U.S.A.", "US"}, {"XK", "XK"}, {"XKX", "XK"}, {"KOS", ""},
		{"EU", ""}, {"ZZ", ""}, {"SU", ""}, {"AN", ""}, {"YU", ""}, {"CS", ""}, {"RA", ""}, {"ROM", "RO"}, {"ZAR", "CD"}, {"TMP", "TL"}, {"rom", ""}, {"zar", ""}, {"EL", "GR"}, {"el", ""},
		{"12", ""}, {"1R", ""}, {"I1", ""}, {"IR1", ""}, {"I\x00R", "!"}, {"ＩＲ", ""}, {"ΙR", ""}, {"@@", ""}, {"[[", ""}, {"{|", ""},
		{" FR ", "FR"}, {"\u00a0fra\n", "FR"}, {" 250", "FR"}, {"FR *", ""}, {"la FR", ""}, {"US-LA", ""}, {"UK-LA", ""}, {"LA/UK", ""}, {"LA USA", ""}, {"U.K. (LA)", ""}, {"Laos (LA)", "LA"}, {"FR\u0085", "FR"}, {"\vFR\f", "FR"},
		{"E.U.", ""}, {"E. U.", ""}, {"e-u", ""}, {"E/U", ""}, {"É.-U.", ""}, {"U.N.", ""}, {"U.E.", ""}, {"O.N.U.", ""}, {"IOM", ""}, {"F R", ""}, {"", "!"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			c, r := Parse(tt.text)
			switch tt.alpha2 {
			case "":
				assert.NotEqual(t, Found, r)
				assert.Zero(t, c)
			case "!":
				assert.Equal(t, Malformed, r)
			default:
				parsesTo(t, tt.alpha2, tt.text)
			}
		})
	}
	for _, text := range []string{"", "F", " FR", "FR ", "ＦＲ", "FRAN", "25O", "12", "F1", "@@", "{|"} {
		assert.Zero(t, OfCode(text), "%q", text)
	}
}

func TestEveryNameParsesBack(t *testing.T) {
	for l := English; l <= Spanish; l++ {
		seen := map[string]bool{}
		for i := uint8(1); i <= Count; i++ {
			name := Name(i, l)
			require.NotEmpty(t, name)
			assert.False(t, seen[name], name)
			seen[name] = true
			for _, s := range []string{name, strings.ToUpper(name), strings.ToLower(name), norm.NFD.String(name), " " + name + "."} {
				parsesTo(t, Alpha2(i), s)
			}
		}
	}
}

func TestEveryRowOfTheDataParses(t *testing.T) {
	for file, column := range map[string]int{"iso3166.tsv": 3, "formal.tsv": 2, "aliases.tsv": 2} {
		for _, row := range rows(t, file) {
			parsesTo(t, row[0], row[column])
		}
	}
	for _, row := range rows(t, "ambiguous.tsv") {
		fails(t, Ambiguous, row[1])
		assert.Equal(t, row[0], alpha2s(Candidates(row[1])), row[1])
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
			"West Berlin", "South Vietnam", "South Yemen", "United Arab Republic", "Togoland", "German Togoland", "Anglo-Egyptian Sudan", "United Provinces of the Río de la Plata",
			"Republic of New Granada", "Granadine Confederation", "United States of Colombia", "Ottoman Empire", "Austria-Hungary", "Prussia", "Rhodesia and Nyasaland", "Tibet", "Zanzibar", "Netherlands Antilles", "Biafra", "Texas"},
		"composite": {"Russia and Belarus", "France, Germany", "China/India", "Iran; Syria", "Belgium-Luxembourg", "India & Pakistan", "Israel and Palestine", "US/UK", "Korea, North and South"},
		"subdivision": {"Scotland", "England", "Wales", "Northern Ireland", "Bavaria", "California", "Quebec", "Crimea", "Donetsk", "Chechnya", "Tatarstan", "Siberia", "Catalonia", "Kurdistan",
			"Sichuan", "Kerala", "Gauteng", "Corsica", "Sicily", "Hokkaido", "Abkhazia", "South Ossetia", "Transnistria", "Somaliland", "Northern Cyprus"},
		"placeholder": {"N/A", "n.a.", "none", "null", "nil", "unknown", "other", "others", "undefined", "total", "all", "any", "test", "TBD", "xx", "XXX", "not applicable", "not specified", "stateless", "ZZZ", "-99", "???"},
		"part": {"United", "North", "South", "Republic", "the Republic of", "Democratic Republic", "Kingdom of", "Islands", "Saint", "St.", "New", "Federation", "Union", "People's Republic", "or",
			"Islamic Republic of", "Democratic People's Republic of", "Korea,", "Sudan and", "of Iran"},
		"contains": {"France (the country)", "Georgia Tech", "Jordan River", "Chad Smith", "Turkey sandwich", "Guinea pig", "Made in China", "New France", "Greater China", "Free France", "Iran 1979", "Iran!?x", "Franceland",
			"Peru, Indiana", "Cuba, Missouri", "Lebanon NH", "Mexico City", "Panama City", "Guatemala City", "Kuwait City", "China (Beijing)", "Germany 2", "2 Germany"},
		"one letter off": {"Frence", "Germny", "Ruslan", "Rusia1", "Chima", "Indua", "Irann", "Syri", "Ukrane", "Belaruss", "Nigerr", "Austrla", "Swedenn", "Pakstan", "Argentna", "Zimbabw", "Botswanaa"},
		"look-alike":     {"Сhina", "Chinа", "Irаn", "Ιran", "Рeru", "Ѕyria", "Сuba", "Оman", "Russiа", "Frаnce", "𝓕rance", "Ⅿali", "Ꭱussia", "Moldovа", "Кatar", "Китaй", "Роccия"},
		"fictional":      {"Atlantis", "Wakanda", "Narnia", "Freedonia", "Elbonia", "Genovia", "Mordor"},
		"group":          {"European Union", "NATO", "BRICS", "OPEC", "ASEAN", "G20", "OECD", "High income", "Arab League", "Commonwealth", "CIS", "Benelux", "Scandinavia", "Balkans", "Middle East", "EU-27"},
		"gibberish":      {"asdf", "qwerty", "aaaa", "lorem ipsum", "123", "12345", "1234567890", "x", "a", "France1", "Fr ance", "F r a n c e", "<b>Iran</b>", "Iran=1", "$", "€", "😀", "France😀", "🇫🇷", "☃"},
		"demonym":        {"Czech", "Kyrgyz", "Slovak", "Malagasy", "Swiss", "French"},
		"markup":         {"Antigua &amp; Barbuda"},
		"pattern":        {".*georgia.*", "*Georgia", "Geo*rgia", "Georgia**", "France* *", "France ***", "%France%", "Franc?", `France\b`, "^France$"},
		"article":        {"le", "les", "el", "los", "las Vegas", "la Paz", "le la France"},
	} {
		t.Run(kind, func(t *testing.T) {
			for _, name := range names {
				c, r := Parse(name)
				assert.NotEqual(t, Found, r, "%q is %s", name, Alpha2(Index(c)))
				assert.Zero(t, c)
			}
		})
	}
}

func TestTwoCountriesAreNotOne(t *testing.T) {
	for _, name := range []string{
		"United States, Mexico", "US, Samoa", "US/Samoa", "Great Britain, Ireland", "Great Britain and Ireland", "FR, Germany", "FR–Germany", "R.U.", "GB/IE",
		"SR Croatia", "Egypt, AR", "Venezuela/BR", "United States, the Mexico", "AL, Iraq", "AS, Sudan", "Am. Samoa", "Mexico & United States", "France (DE)", "Belarus (RU)", "Belarus (RUS)", "Guinea (GW)", "Congo (CD)", "Korea (KP)", "BY (BY)", "the BY", "Russia (U.S.)",
	} {
		fails(t, Unknown, name)
	}
	// Each pair of English names and codes, joined in several ways.
	allowed := namedTogether(t)
	for i := uint8(1); i <= Count; i++ {
		for j := uint8(1); j <= Count; j++ {
			if i == j || allowed[Alpha2(i)+" "+Alpha2(j)] || allowed[Alpha2(j)+" "+Alpha2(i)] {
				continue
			}
			pairs := []string{Name(i, English) + ", " + Name(j, English), Name(i, English) + " and " + Name(j, English), Alpha3(i) + "–" + Alpha3(j)}
			if a2 := Alpha2(j); a2 != "IS" && a2 != "LA" { // which are also "islands" and an article
				pairs = append(pairs, a2+"/"+Name(i, English), Name(i, English)+" ("+a2+")")
			}
			for _, pair := range pairs {
				if c, r := Parse(pair); r == Found {
					t.Errorf("%q is %s", pair, Alpha2(Index(c)))
				}
			}
		}
	}
}

// namedTogether returns the pairs of which one is commonly named with the other.
func namedTogether(t *testing.T) map[string]bool {
	pairs := map[string]bool{"TW CN": true, "HK CN": true, "HK GB": true, "MO CN": true, "MO PT": true, "MH US": true, "SR NL": true}
	for _, row := range rows(t, "sovereign.tsv") {
		pairs[row[0]+" "+row[1]] = true
	}
	// Of the exceptions, those that two of the names and codes below can spell.
	for _, pair := range []string{"CN PR", "MF NL"} {
		pairs[pair] = true
	}
	return pairs
}

func TestAmbiguousNames(t *testing.T) {
	for _, tt := range []struct{ name, candidates string }{
		{"Korea", "KP KR"}, {" the KOREA ", "KP KR"}, {"Corée", "KP KR"}, {"la Corée", "KP KR"}, {"Корея", "KP KR"}, {"كوريا", "KP KR"},
		{"Virgin Islands", "VG VI"}, {"The Virgin Islands", "VG VI"}, {"Guiana", "GF GY SR"}, {"St. Martin (Island)", "MF SX"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fails(t, Ambiguous, tt.name)
			assert.Equal(t, tt.candidates, alpha2s(Candidates(tt.name)))
		})
	}
}

func TestCandidates(t *testing.T) {
	for _, tt := range []struct{ about, name, candidates string }{
		{"a letter less", "Ukrain", "UA"},
		{"of the last country", "Zimbabwee", "ZW"},
		{"after an article", "la Frence", "FR"},
		{"a letter more", "Irann", "IR"},
		{"another letter", "Frence", "FR"},
		{"two letters swapped", "Chian", "CN"},
		{"an accent does not count", "Türkyie", "TR"},
		{"two countries", "Nigeri", "NE NG"},
		{"an ambiguous name and another", "Guina", "GF GN GY SR"},
		{"an article and an error", "the Ukrain", "UA"},
		{"an elided article and an error", "l'Ukrain", "UA"},
		{"in Russian", "Росия", "RU"},
		{"a letter more in the middle", "Belarrus", "BY"},
		{"a letter less in a short name", "Germny", "DE"},
		{"two letters swapped in a short word", "Norht Korea", "KP"},
		{"two letters swapped near the start", "Syira", "SY"},
		{"the first two letters swapped", "rFance", "FR"},
		{"an error in republic", "Republc of Turkey", "TR"},
		{"an error in an ambiguous name", "Virgin Islnds", "VG VI"},
		{"a letter less in islands", "Keeling Island", "CC"},
		{"an error in saint", "Siant Lucia", "LC"},
		{"an error in democratic", "Democratc Republic of the Congo", "CD"},
		{"an error beside short words", "Dem. Rep. of the Cango", "CD"},
		{"another first letter", "Siberia", ""},
		{"a letter more at the start", "Prussia", ""},
		{"another first letter in the middle of a word", "Luanda", ""},
		{"another first letter in Chinese", "北爱尔兰", ""},
		{"an abbreviation near another", "СССР", ""},
		{"an organization's initials", "OTAN", ""},
		{"a name in four capitals", "FIJL", ""},
		{"the same with small letters", "Fijl", "FJ"},
		{"a word near an abbreviation", "care", ""},
		{"words that are shortened alone", "Democratic Republic", ""},
		{"two errors", "Ukrian1", ""},
		{"a vanished state", "Soviet Union", ""},
		{"no country", "Atlantis", ""},
		{"three letters", "Irn", ""},
		{"a name", "Iran", ""},
		{"a code", "IR", ""},
		{"malformed", "Ukrain\x00", ""},
		{"empty", "", ""},
	} {
		t.Run(tt.about, func(t *testing.T) {
			assert.Equal(t, tt.candidates, alpha2s(Candidates(tt.name)))
		})
	}
}

func TestHostileNames(t *testing.T) {
	const mega = 1 << 20
	for _, tt := range []struct {
		about, text string
		reason      Result
	}{
		{"empty", "", Malformed},
		{"a space", " ", Malformed},
		{"a tab", "\t", Malformed},
		{"punctuation alone", "(.,-)", Malformed},
		{"apostrophes alone", "'’", Malformed},
		{"only the", "the", Malformed},
		{"the the the", "the the the", Malformed},
		{"invalid UTF-8 at the start", "\xffFrance", Malformed},
		{"invalid UTF-8 at the end", "France\xc3", Malformed},
		{"invalid UTF-8 within", "Fr\x80ance", Malformed},
		{"surrogate", "France\xed\xa0\x80", Malformed},
		{"overlong", "Fr\xc1\xa1nce", Malformed},
		{"NUL", "France\x00", Malformed},
		{"NUL alone", "\x00", Malformed},
		{"two NULs", "\x00\x00", Malformed},
		{"escape", "\x1b[31mFrance", Malformed},
		{"delete", "France\x7f", Malformed},
		{"C1 control", "France\u0080", Malformed},
		{"left-to-right mark", "France\u200e", Malformed},
		{"right-to-left override", "\u202eecnarF", Malformed},
		{"isolate", "\u2066France\u2069", Malformed},
		{"Arabic letter mark", "\u061cإيران", Malformed},
		{"zero-width space", "Fra\u200bnce", Malformed},
		{"zero-width joiner", "Fra\u200dnce", Malformed},
		{"zero-width non-joiner", "Fra\u200cnce", Malformed},
		{"word joiner", "Fra\u2060nce", Malformed},
		{"byte order mark", "\ufeffFrance", Malformed},
		{"soft hyphen", "Fran\u00adce", Malformed},
		{"tag characters", "France\U000E0041", Malformed},
		{"private use", "France\ue000", Malformed},
		{"replacement character", "France\ufffd", Unknown},
		{"combining mark alone", "\u0301", Unknown},
		{"enclosing mark", "France\u20dd", Unknown},
		{"grapheme joiner", "Fra\u034fnce", Unknown},
		{"overlays", "Fr\u0334a\u0335n\u0336c\u0337e\u0338", Unknown},
		{"257 bytes", "France" + strings.Repeat(" ", 251), Malformed},
		{"a code in 257 bytes", "FR" + strings.Repeat(" ", 255), Malformed},
		{"256 letters", strings.Repeat("a", 256), Unknown},
		{"255 letters and a NUL", strings.Repeat("a", 255) + "\x00", Malformed},
		{"254 letters and invalid UTF-8", strings.Repeat("ж", 127) + "\xff", Malformed},
		{"a name behind many letters", strings.Repeat("中 ", 60) + "France", Unknown},
		{"a megabyte of the", strings.Repeat("the ", mega/4), Malformed},
		{"a megabyte of spaces", strings.Repeat(" ", mega), Malformed},
		{"a megabyte of spaces and a name", strings.Repeat(" ", mega) + "France", Malformed},
		{"a megabyte of marks", "e" + strings.Repeat("\u0301", mega/2), Malformed},
		{"a megabyte of letters", strings.Repeat("x", mega), Malformed},
		{"a megabyte of NULs", strings.Repeat("\x00", mega), Malformed},
		{"a megabyte of invalid UTF-8", strings.Repeat("\xff", mega), Malformed},
		{"a megabyte of ampersands", strings.Repeat("&", mega), Malformed},
		{"256 bytes of the", strings.Repeat("the ", 64), Malformed},
		{"254 bytes of ampersands", strings.Repeat("&", 254), Unknown},
		{"256 bytes of quotes", strings.Repeat(`"`, 256), Malformed},
		{"a footnote mark alone", "*", Malformed},
		{"an article alone", "le", Unknown},
		{"an elided article alone", "l'", Malformed},
		{"a long text without a short key", strings.Repeat("\ufdfa", 85), Unknown},
		{"the and too many ampersands", strings.Repeat("the ", 50) + "France" + strings.Repeat("&", 50), Unknown},
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
		texts := map[string]string{"FR" + c: "FR", c + "fra": "FR", c + "France" + c: "FR", "South" + c + "Africa": "ZA", c + "l'Iran": "IR", "Iran (l')" + c: "IR", "Iran (" + c + "l')": "IR", "Palestine *" + c: "PS"}
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
	inputs := []string{"Atlantis", "N/A", "", " ", "x", "Korea", "Francee", "the", "France\x00", "999", "ZZ", "l'Inde", "France (la)", "Palestine *", "Ｆrance",
		"Made in China", strings.Repeat("y", 100), strings.Repeat("the ", 30) + "France", " fr "}
	for i := uint8(1); i <= Count; i++ {
		inputs = append(inputs, Alpha2(i), Alpha3(i))
		for l := English; l <= Spanish; l++ {
			inputs = append(inputs, Name(i, l))
		}
	}
	for _, row := range rows(t, "aliases.tsv") {
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

func FuzzParse(f *testing.F) {
	for _, s := range []string{"France", "Korea, Dem. People's Rep.", "l'Ouzbékistan", "Îles Cook (les) **", "Россия", "中国", "إيـران", "Ｆrance", "IR", "the", "\xff"} {
		f.Add(s)
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
			if c2, r2 := Parse(form); c2 != c && sameLetters(form, s) {
				t.Errorf("Parse(%q) = %d, %d, but Parse(%q) = %d, %d", s, c, r, form, c2, r2)
			}
		}
	})
}

// sameLetters reports whether s and t are the same text but for case. Upper
// case is not the inverse of lower case for all letters.
func sameLetters(s, t string) bool {
	return strings.TrimSpace(strings.Map(unicode.ToLower, s)) == strings.TrimSpace(strings.Map(unicode.ToLower, t))
}

func TestAbbreviate(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "the": "", "The Gambia": "gambia", "Congo (the Democratic Republic of the)": "congo dem rep of",
		"Saint Helena": "st helena", "Cook Islands": "cook is", "republics": "republics", "sain": "sain",
		"Республика Корея": "респ корея", "Острова Кука": "о ва кука",
	} {
		key, _ := Fold(text)
		assert.Equal(t, want, key, text)
	}
}
