package main

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/warmrelations/relations/internal/country"
)

// A spelling is a name of the country at an index.
type spelling struct {
	index     int
	name      string
	language  string // "" if it is not known
	kind      spellingKind
	styleLast bool // ISO 3166-1 lists the country with its form of state last: "Korea, Republic of"
}

type spellingKind int

const (
	short        spellingKind = iota // the usual name
	formal                           // the official name
	current                          // a further name in use
	former                           // an earlier name of the same country
	renamed                          // a former name under which the country was an independent state
	abbreviation                     // DRC
	annotated                        // a name with an addition
	foreign                          // a name in another language
)

var aliasKinds = map[string]spellingKind{
	"current": current, "former": former, "renamed": renamed, "abbreviation": abbreviation, "annotated": annotated,
	"foreign": foreign,
}

// rules lists the functions that make new forms of a name. Each is applied to the name and
// to the forms that the rules before it made. No rule removes a word that distinguishes
// two countries.
var rules = []func(spelling) []string{
	withPeriods, reordered, reorderedInFrenchOrSpanish, reorderedInRussian, withoutAnd, withSpaceForApostrophe,
}

// variants returns names and the forms of them that the rules make.
func variants(names []spelling, shortWords map[string][]string, traditional map[rune]rune) (out []spelling) {
	rules := append(slices.Clone(rules),
		func(n spelling) []string { return abbreviated(n, shortWords) },
		func(n spelling) []string { return inTraditional(n, traditional) })
	for _, n := range slices.Concat(names, withFormerNames(names), asRepublics(names)) {
		forms := []spelling{n}
		for _, rule := range rules {
			for _, form := range slices.Clone(forms) {
				for _, name := range rule(form) {
					form.name = name
					forms = append(forms, form)
				}
			}
		}
		out = append(out, forms...)
	}
	return out
}

// withFormerNames returns the usual English names combined with the former names of the
// same country:
//
//	"Myanmar", "Burma"  ->  "Myanmar (formerly Burma)", "Myanmar (Burma)", "Burma (Myanmar)" …
func withFormerNames(names []spelling) (out []spelling) {
	for _, old := range names {
		if old.kind != renamed {
			continue
		}
		for _, n := range names {
			if n.index != old.index || n.kind != short || n.language != "en" {
				continue
			}
			for _, form := range []string{"X (formerly Y)", "X (former Y)", "X (ex-Y)", "X (Y)", "Y (X)"} {
				both := old
				both.name = strings.NewReplacer("X", n.name, "Y", old.name).Replace(form)
				out = append(out, both)
			}
		}
	}
	return out
}

// asRepublics returns the names of republics in the languages in which such a name is the
// usual name with words before or after it. It does so only for countries that have the
// English form:
//
//	"Republic of Latvia", "Латвия"            ->  "Республика Латвия"
//	"People's Republic of Angola", "安哥拉"    ->  "安哥拉人民共和国"
func asRepublics(names []spelling) (out []spelling) {
	english := map[[2]any]bool{} // by index and key
	for _, n := range names {
		if n.language == "en" {
			key, _ := country.Fold(n.name)
			english[[2]any{n.index, key}] = true
		}
	}
	for _, n := range names {
		if n.language != "en" || n.kind != short {
			continue
		}
		key, _ := country.Fold(n.name)
		for _, style := range republics {
			if !english[[2]any{n.index, style.english + key}] {
				continue
			}
			for _, m := range names {
				if around, ok := style.around[m.language]; ok && m.index == n.index && m.kind == short {
					m.kind = current
					m.name = strings.Replace(around, "X", m.name, 1)
					out = append(out, m)
				}
			}
		}
	}
	return out
}

var republics = []struct {
	english string            // folded
	around  map[string]string // with X for the name, by language
}{
	{"rep of ", map[string]string{"es": "República de X", "ru": "Республика X", "zh": "X共和国", "ar": "جمهورية X"}},
	{"peoples rep of ", map[string]string{"ru": "Народная Республика X", "zh": "X人民共和国", "ar": "جمهورية X الشعبية"}},
}

// withPeriods returns "D.R.C" for DRC.
func withPeriods(n spelling) []string {
	isInitials := len(n.name) <= 6 && strings.ToUpper(n.name) == n.name && !strings.ContainsAny(n.name, ". ")
	if n.kind != abbreviation || !isInitials {
		return nil
	}
	return []string{strings.Join(strings.Split(n.name, ""), ".")}
}

// reordered returns an English name with its form of state, such as "Republic", after it or
// directly before it:
//
//	"Republic of Korea"  ->  "Korea, Republic of", "Korea, Republic", "Republic Korea"
func reordered(n spelling) []string {
	m := englishStyle.FindStringSubmatch(n.name)
	if n.language != "en" || n.kind > current || m == nil {
		return nil
	}
	style, name := m[1], m[2]
	return []string{name + ", " + style + " of", name + ", " + style, style + " " + name}
}

var englishStyle = regexp.MustCompile(`^((?:[\p{L}'’-]+ )*(?:Republic|Kingdom|States?|Commonwealth|Principality|` +
	`Federation|Sultanate|Duchy|Territory|Collectivity|Department|Bailiwick|Country|Region|Jamahiriya|Republics|Union))` +
	` of (?:[Tt]he )?(.+)$`)

// reorderedInFrenchOrSpanish does the same, but keeps the preposition, as ISO 3166-1 does:
//
//	"République de Corée"    ->  "Corée (République de)", "Corée (la République de)"
//	"Îles Cook"              ->  "Cook (Îles)", "Cook (les Îles)"
//	"République tchèque"     ->  "tchèque (République)", "tchèque (la République)"
func reorderedInFrenchOrSpanish(n spelling) []string {
	if n.language != "fr" && n.language != "es" {
		return nil
	}
	for _, style := range romanceStyles {
		if m := style.pattern.FindStringSubmatch(n.name); m != nil && (n.styleLast || style.forAll) {
			return []string{m[2] + " (" + m[1] + ")", m[2] + " (" + style.article + m[1] + ")"}
		}
	}
	return nil
}

// A romanceStyle matches a form of state before a name or an adjective. If forAll is false,
// it applies only to the countries that ISO 3166-1 lists with the form of state last.
type romanceStyle struct {
	pattern *regexp.Regexp
	article string
	forAll  bool
}

var romanceStyles = []romanceStyle{
	inFrench("la ", "République|Fédération"), inFrench("l'", "État|Union"), inFrench("le ", "Royaume"),
	inSpanish("la ", "República|Federación"), inSpanish("el ", "Estado|Reino"),
	{regexp.MustCompile(`^(États fédérés de) (\p{Lu}.+)$`), "les ", false},
	{regexp.MustCompile(`^(Estados Federados de) (\p{Lu}.+)$`), "los ", false},
	{regexp.MustCompile(`^(Îles) (\p{Lu}.+)$`), "les ", true},
	{regexp.MustCompile(`^(Île) (\p{Lu}.+)$`), "l'", true},
	{regexp.MustCompile(`^(Islas) (\p{Lu}.+)$`), "las ", true},
	{regexp.MustCompile(`^(République(?: arabe| démocratique populaire)?) ` +
		`(centrafricaine|dominicaine|lao|syrienne|tchèque)$`), "la ", true},
	{regexp.MustCompile(`^(República(?: Árabe| Democrática Popular)?) ` +
		`(Centroafricana|Checa|Dominicana|Lao|Siria)$`), "la ", true},
}

func inFrench(article, styles string) romanceStyle {
	pattern := `^((?:` + styles + `)(?:[ -][\p{L}-]+)*? (?:du|des|de la|de l['’]|de|d['’])) ?(\p{Lu}.+)$`
	return romanceStyle{regexp.MustCompile(pattern), article, false}
}

func inSpanish(article, styles string) romanceStyle {
	pattern := `^((?:` + styles + `)(?: [\p{L}]+)*? (?:de la|del|de las|de los|de)) (\p{Lu}.+)$`
	return romanceStyle{regexp.MustCompile(pattern), article, false}
}

// reorderedInRussian returns a Russian name with its form of state, or its word for island,
// last:
//
//	"Республика Корея"       ->  "Корея, Республика"
//	"Остров Норфолк"         ->  "Норфолк, остров"
func reorderedInRussian(n spelling) []string {
	m := russianStyle.FindStringSubmatch(n.name)
	if n.language != "ru" || n.kind > formal || m == nil {
		return nil
	}
	return []string{m[2] + ", " + m[1]}
}

var russianStyle = regexp.MustCompile(`^((?:[\p{L}-]+ )*(?:Республика|Острова|острова|Остров|остров)) (\p{Lu}.+)$`)

// withoutAnd returns "Trinidad Tobago" for "Trinidad and Tobago".
func withoutAnd(n spelling) []string {
	if n.language != "en" {
		return nil
	}
	for _, and := range []string{" and ", " & "} {
		if strings.Contains(n.name, and) {
			return []string{strings.ReplaceAll(n.name, and, " ")}
		}
	}
	return nil
}

// withSpaceForApostrophe returns "Cote d Ivoire" for "Cote d'Ivoire".
func withSpaceForApostrophe(n spelling) []string {
	if spaced := apostrophe.ReplaceAllString(n.name, " $1"); spaced != n.name {
		return []string{spaced}
	}
	return nil
}

// apostrophe matches an apostrophe that is not that of an English genitive.
var apostrophe = regexp.MustCompile(`['’]([^s\s)]|s\p{L})`)

// abbreviated returns forms of a usual English or Russian name, or of a short official
// Russian name: with one word abbreviated, and with each word in its first short form:
//
//	"British Virgin Islands"  ->  "br virgin islands", "british virgin isl" …, "br virgin isl"
func abbreviated(n spelling, shortWords map[string][]string) (out []string) {
	_, key := country.Fold(n.name)
	words := slices.DeleteFunc(strings.Fields(key), func(w string) bool { return w == "the" })
	isUsual := n.kind == short && (n.language == "en" || n.language == "ru")
	isBrief := len(strings.Fields(n.name)) < 4 || slices.Contains(words, "острова")
	isOfficial := n.kind == formal && n.language == "ru" && isBrief
	if len(words) < 2 || !isUsual && !isOfficial {
		return nil
	}
	all, replaced := slices.Clone(words), 0
	for i, w := range words {
		for j, s := range shortWords[w] {
			one := slices.Clone(words)
			one[i] = s
			out = append(out, strings.Join(one, " "))
			if j == 0 {
				all[i] = s
				replaced++
			}
		}
	}
	if replaced > 1 {
		out = append(out, strings.Join(all, " "))
	}
	return out
}

// readShortWords reads the short forms of words in names. The words that country.Fold
// abbreviates are not among them. The Russian forms are those of Russia's classifier of
// countries and of its customs.
func readShortWords() (map[string][]string, error) {
	rows, err := readTable("shortwords.tsv", "word short")
	if err != nil {
		return nil, err
	}
	words := map[string][]string{}
	for _, r := range rows {
		words[r[0]] = strings.Split(r[1], ", ")
	}
	return words, nil
}

// traditionalCharacters returns the traditional forms of simplified Chinese characters.
// They come from pairs of names in CLDR, the most frequent form of each, and from a short
// list. 干 is left as it is, because it is not always 乾, as in 烏干達.
func traditionalCharacters() (map[rune]rune, error) {
	simplified, err := readCLDR("zh")
	if err != nil {
		return nil, err
	}
	count := map[[2]rune]int{}
	for _, locale := range []string{"zh-Hant", "zh-Hant-HK"} {
		traditional, err := readCLDR(locale)
		if err != nil {
			return nil, err
		}
		for key, name := range simplified {
			from, to := []rune(name), []rune(traditional[key])
			for i := 0; i < len(from) && len(from) == len(to); i++ {
				count[[2]rune{from[i], to[i]}]++
			}
		}
	}
	characters := map[rune]rune{}
	for pair, n := range count {
		from, to := pair[0], pair[1]
		best := count[[2]rune{from, cmp.Or(characters[from], from)}]
		if n > best || n == best && to < characters[from] {
			characters[from] = to
		}
	}
	from, to := []rune("义众会华坚扬独长兹韦宁济东韩朝鲜陆"), []rune("義眾會華堅揚獨長茲韋寧濟東韓朝鮮陸")
	for i, r := range from {
		characters[r] = to[i]
	}
	return characters, nil
}

// inTraditional returns a Chinese name in traditional characters.
func inTraditional(n spelling, characters map[rune]rune) []string {
	if n.language != "zh" {
		return nil
	}
	return []string{strings.Map(func(r rune) rune { return cmp.Or(characters[r], r) }, n.name)}
}
