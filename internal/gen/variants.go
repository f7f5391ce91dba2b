package main

import (
	"regexp"
	"slices"
	"strings"
)

// A spelling is a name of the country at a position, and what kind of name.
type spelling struct {
	position int
	name     string
	kind     spellingKind
}

type spellingKind int

const (
	short        spellingKind = iota // the usual English name
	formal                           // the official English name
	current                          // a further English name in use
	former                           // an earlier name of the same country
	renamed                          // one under which it was a state that others knew
	abbreviation                     // DRC
	annotated                        // a name with a remark
	other                            // a name that is not English
)

var aliasKinds = map[string]spellingKind{
	"current": current, "former": former, "renamed": renamed, "abbreviation": abbreviation, "annotated": annotated, "foreign": other,
}

// variants derives, from names that are known, what the same writers make of
// them: "Republic of X" as "X, Republic of", islands as "Is.", a territory with
// its sovereign in brackets. Every rule keeps all that tells countries apart.
func variants(names []spelling, sovereigns map[int]int) []spelling {
	var out []spelling
	for _, n := range names {
		for _, form := range forms(n) {
			out = append(out, spelling{n.position, form, n.kind})
			if n.kind != short {
				continue
			}
			for _, a := range abbreviations(form) {
				out = append(out, spelling{n.position, a, n.kind})
			}
		}
	}
	usual := map[int][]string{} // the names with which others are annotated
	for _, n := range names {
		if n.kind == short && !slices.Contains(usual[n.position], n.name) {
			usual[n.position] = append(usual[n.position], n.name)
		}
	}
	for _, n := range names {
		if n.kind == renamed {
			for _, name := range usual[n.position] {
				out = append(out,
					spelling{n.position, name + " (formerly " + n.name + ")", n.kind},
					spelling{n.position, name + " (" + n.name + ")", n.kind},
					spelling{n.position, n.name + " (" + name + ")", n.kind})
			}
		}
	}
	for _, n := range names {
		sovereign := sovereigns[n.position]
		if sovereign == 0 || n.kind != short {
			continue
		}
		for _, s := range names {
			if s.position == sovereign && (s.kind <= formal || s.kind == abbreviation && len(s.name) <= 6) {
				out = append(out, spelling{n.position, n.name + " (" + s.name + ")", n.kind})
			}
		}
	}
	return out
}

// styleOf matches "Republic of X", any style of state before "of".
var styleOf = regexp.MustCompile(`^((?:[\p{L}'’-]+ )*(?:Republic|Kingdom|States?|Commonwealth|Principality|Federation|Sultanate|Duchy|Territory|Collectivity|Department|Bailiwick|Country|Region|Jamahiriya|Republics|Union)) of (?:[Tt]he )?(.+)$`)

// forms returns n and its forms in another order of words.
func forms(n spelling) []string {
	out := []string{n.name}
	if n.kind == abbreviation && len(n.name) <= 6 && strings.ToUpper(n.name) == n.name && !strings.ContainsAny(n.name, ". ") {
		out = append(out, strings.Join(strings.Split(n.name, ""), "."))
	}
	if m := styleOf.FindStringSubmatch(n.name); m != nil && n.kind <= current {
		style, name := m[1], m[2]
		out = append(out, name+", "+style+" of", name+", "+style, style+" "+name)
	}
	for _, form := range slices.Clone(out) {
		if n.kind != other && strings.Contains(form, " and ") {
			out = append(out, strings.ReplaceAll(form, " and ", " "))
		}
		if n.kind != other && strings.Contains(form, " & ") {
			out = append(out, strings.ReplaceAll(form, " & ", " "))
		}
		if spaced := apostrophe.ReplaceAllString(form, " $1"); spaced != form {
			out = append(out, spaced)
		}
	}
	return out
}

// apostrophe matches one that does not form an English genitive.
var apostrophe = regexp.MustCompile(`['’]([^s\s)]|s\p{L})`)

// shortWords are the usual short forms of words in names. Folding has those of
// republic, democratic, islands and saint.
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
	key, _, err := keyOf(name)
	if err != nil {
		return nil
	}
	words := strings.Fields(key)
	if len(words) < 2 {
		return nil
	}
	var out []string
	all, n := slices.Clone(words), 0
	for i, w := range words {
		if w == "is" {
			w = "islands"
		}
		for j, s := range shortWords[w] {
			one := slices.Clone(words)
			one[i] = s
			out = append(out, strings.Join(one, " "))
			if j == 0 {
				all[i] = s
				n++
			}
		}
		if w == "united" && i+1 < len(words) && words[i+1] == "rep" {
			one := slices.Clone(words)
			one[i] = "u"
			out = append(out, strings.Join(one, " "))
		}
	}
	if n > 1 {
		out = append(out, strings.Join(all, " "))
	}
	return out
}
