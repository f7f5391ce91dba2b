package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/warmrelations/relations/internal/country"
)

// A spelling is a name of the country at a index, and what kind of name.
type spelling struct {
	index    int
	name     string
	language string // "" if it is not known
	kind     spellingKind
}

type spellingKind int

const (
	short        spellingKind = iota // the usual name
	formal                           // the official name
	current                          // a further name in use
	former                           // an earlier name of the same country
	renamed                          // one under which it was a state that others knew
	abbreviation                     // DRC
	annotated                        // a name with a remark
	foreign                          // a name in another language
)

var aliasKinds = map[string]spellingKind{
	"current": current, "former": former, "renamed": renamed, "abbreviation": abbreviation, "annotated": annotated, "foreign": foreign,
}

// variants derives, from names that are known, what the same writers make of
// them: "Republic of X" as "X, Republic of", islands as "Isl.", a territory
// with its sovereign in brackets. Every rule keeps all that tells countries
// apart.
func variants(names []spelling, sovereigns map[int]int, countries countryList) []spelling {
	var out []spelling
	add := func(n spelling, names ...string) {
		for _, name := range names {
			out = append(out, spelling{n.index, name, n.language, n.kind})
		}
	}
	usual := map[int][]string{} // English names, and of territories their sovereigns'
	full := map[int][]string{}
	styleLast := map[int]bool{} // ISO 3166-1 has "Korea, Republic of", and had "Russie, Fédération de" in French
	for i, c := range countries {
		full[i+1] = append(full[i+1], c.alpha2)
		styleLast[i+1] = strings.Contains(c.short, ", ") || c.alpha2 == "RU"
	}
	for _, n := range names {
		if n.language == "en" && n.kind == short && !slices.Contains(usual[n.index], n.name) {
			usual[n.index] = append(usual[n.index], n.name)
		}
		if n.language == "en" && (n.kind <= formal || n.kind == abbreviation && len(n.name) <= 6) {
			full[n.index] = append(full[n.index], n.name)
			if isInitials(n) {
				full[n.index] = append(full[n.index], withPeriods(n.name))
			}
		}
	}
	for _, n := range names {
		for _, form := range forms(n, styleLast[n.index]) {
			add(n, form)
			if n.language == "en" && n.kind == short {
				add(n, abbreviations(form)...)
			}
		}
		if n.kind == renamed {
			for _, name := range usual[n.index] {
				add(n, name+" (formerly "+n.name+")", name+" (former "+n.name+")", name+" (ex-"+n.name+")", name+" ("+n.name+")", n.name+" ("+name+")")
			}
		}
		if n.language == "en" && n.kind == short {
			for _, name := range usual[n.index] {
				if country.Fold(name) != country.Fold(n.name) && !strings.ContainsAny(name+n.name, ",(") {
					add(n, n.name+" ("+name+")")
				}
			}
		}
		if sovereign := sovereigns[n.index]; sovereign != 0 && n.language == "en" && n.kind == short {
			for _, name := range full[sovereign] {
				add(n, n.name+" ("+name+")")
			}
		}
	}
	return out
}

// forms returns the name of n and its forms in another order of words. Those of
// French and Spanish names are in use for islands, for some adjectives, and for
// the countries whose style ISO 3166-1 puts last.
func forms(n spelling, styleLast bool) []string {
	out := []string{n.name}
	switch n.language {
	case "en":
		if isInitials(n) {
			out = append(out, withPeriods(n.name))
		}
		if m := englishStyle.FindStringSubmatch(n.name); m != nil && n.kind <= current {
			style, name := m[1], m[2]
			out = append(out, name+", "+style+" of", name+", "+style, style+" "+name)
		}
		for _, form := range slices.Clone(out) {
			for _, and := range []string{" and ", " & "} {
				if strings.Contains(form, and) {
					out = append(out, strings.ReplaceAll(form, and, " "))
				}
			}
		}
	case "fr", "es":
		for _, style := range romanceStyles {
			if m := style.pattern.FindStringSubmatch(n.name); m != nil && (styleLast || style.forAll) {
				inverted := style.article + m[1]
				out = append(out, m[2]+" ("+m[1]+")", m[2]+" ("+inverted+")")
			}
		}
	}
	for _, form := range slices.Clone(out) {
		if spaced := apostrophe.ReplaceAllString(form, " $1"); spaced != form {
			out = append(out, spaced)
		}
	}
	return out
}

// isInitials reports whether n is an abbreviation that is also written with
// periods.
func isInitials(n spelling) bool {
	return n.kind == abbreviation && len(n.name) <= 6 && strings.ToUpper(n.name) == n.name && !strings.ContainsAny(n.name, ". ")
}

// withPeriods returns "D.R.C" for DRC.
func withPeriods(initials string) string { return strings.Join(strings.Split(initials, ""), ".") }

// englishStyle matches "Republic of X", any style of state before "of".
var englishStyle = regexp.MustCompile(`^((?:[\p{L}'’-]+ )*(?:Republic|Kingdom|States?|Commonwealth|Principality|Federation|Sultanate|Duchy|Territory|Collectivity|Department|Bailiwick|Country|Region|Jamahiriya|Republics|Union)) of (?:[Tt]he )?(.+)$`)

// romanceStyles match the same in French and Spanish, with the preposition, as
// in "Corée (la République de)" and "Cook (les Îles)", or before an adjective,
// as in "tchèque (la République)", and give the article. Some are in use for
// all countries.
var romanceStyles = []struct {
	pattern *regexp.Regexp
	article string
	forAll  bool
}{
	{regexp.MustCompile(`^((?:République|Fédération)(?:[ -][\p{L}-]+)*? (?:du|des|de la|de l['’]|de|d['’])) ?(\p{Lu}.+)$`), "la ", false},
	{regexp.MustCompile(`^((?:État|Union)(?: [\p{L}-]+)*? (?:du|des|de la|de l['’]|de|d['’])) ?(\p{Lu}.+)$`), "l'", false},
	{regexp.MustCompile(`^((?:Royaume)(?: [\p{L}-]+)*? (?:du|des|de la|de l['’]|de|d['’])) ?(\p{Lu}.+)$`), "le ", false},
	{regexp.MustCompile(`^(États fédérés de) (\p{Lu}.+)$`), "les ", false},
	{regexp.MustCompile(`^(Îles) (\p{Lu}.+)$`), "les ", true},
	{regexp.MustCompile(`^(Île) (\p{Lu}.+)$`), "l'", true},
	{regexp.MustCompile(`^((?:República|Federación)(?: [\p{L}]+)*? (?:de la|del|de las|de los|de)) (\p{Lu}.+)$`), "la ", false},
	{regexp.MustCompile(`^((?:Estado|Reino)(?: [\p{L}]+)*? (?:de la|del|de las|de los|de)) (\p{Lu}.+)$`), "el ", false},
	{regexp.MustCompile(`^(Estados Federados de) (\p{Lu}.+)$`), "los ", false},
	{regexp.MustCompile(`^(Islas) (\p{Lu}.+)$`), "las ", true},
	{regexp.MustCompile(`^(République(?: arabe| démocratique populaire)?) (centrafricaine|dominicaine|lao|syrienne|tchèque)$`), "la ", true},
	{regexp.MustCompile(`^(República(?: Árabe| Democrática Popular)?) (Centroafricana|Checa|Dominicana|Lao|Siria)$`), "la ", true},
}

// apostrophe matches one that does not form an English genitive.
var apostrophe = regexp.MustCompile(`['’]([^s\s)]|s\p{L})`)

// shortWords are the usual short forms of words in names, beside those of country.Abbreviate.
var shortWords = map[string][]string{
	"islands": {"isl", "isls"}, "island": {"isl", "is", "i"},
	"united": {"utd"}, "northern": {"n"}, "southern": {"s"}, "western": {"w"}, "eastern": {"e"},
	"north": {"n"}, "south": {"s"}, "east": {"e"}, "west": {"w"}, "central": {"c", "cent"},
	"french": {"fr"}, "british": {"br", "brit"}, "american": {"am", "amer"}, "equatorial": {"eq"},
	"federated": {"fed"}, "federation": {"fed"}, "federal": {"fed"}, "territory": {"terr", "ter"}, "territories": {"terr", "ter"},
	"islamic": {"isl"}, "socialist": {"soc"}, "peoples": {"peop"},
}

// abbreviations returns name with one of its words abbreviated, or with all
// those that can be, each in its first short form.
func abbreviations(name string) []string {
	words := strings.Fields(country.Fold(name))
	words = slices.DeleteFunc(words, func(w string) bool { return w == "the" })
	if len(words) < 2 {
		return nil
	}
	var out []string
	replaced := func(i int, w string) string {
		one := slices.Clone(words)
		one[i] = w
		return strings.Join(one, " ")
	}
	all, n := slices.Clone(words), 0
	for i, w := range words {
		for j, s := range shortWords[w] {
			out = append(out, replaced(i, s))
			if j == 0 {
				all[i] = s
				n++
			}
		}
		if w == "united" && i+1 < len(words) && words[i+1] == "republic" {
			out = append(out, replaced(i, "u"))
		}
	}
	if n > 1 {
		out = append(out, strings.Join(all, " "))
	}
	return out
}
