package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/warmrelations/relations/internal/country"
)

// languages are the six official languages of the United Nations, in the order
// of country.Language.
var languages = []string{"en", "ar", "zh", "fr", "ru", "es"}

// A rank is the authority of a name. If two countries have the same name, the generator
// fails, except that a derived form is left out if the other name is not derived, and that
// two derived forms are both left out.
type rank int

const (
	derived    rank = iota // formed by the rules of variants.go
	listed                 // aliases.tsv, ambiguous.tsv and CLDR's alternative names
	translated             // M49, UNTERM and ISO 3166-1 in languages other than English
	published              // M49 and UNTERM in English
	usual                  // ISO 3166-1 in English; CLDR's names, which country.Name returns
)

// An entry is a name with the countries that have it.
type entry struct {
	indexes []int
	rank    rank
	name    string
	where   string // the file, and the line in a table
	mark    string // "-" for a state that has ended, "?" for a part of a country
}

// A nameTable collects the names. Names that differ only in the word "the", or in the
// words that country.Fold abbreviates, share one key, the shortest form. For published
// English names, names.txt also contains the folded form before abbreviation, so that the
// first lookup finds them.
type nameTable struct {
	countries countryList
	codes     map[string]int // index by lower-case alpha-2 and alpha-3 code
	keys      map[string]entry
	folded    map[string]map[string]bool // the folded forms of the published names, by key
	dropped   map[string]bool            // derived forms that two countries have
	faults    []error
}

func newNameTable(countries countryList) *nameTable {
	t := &nameTable{
		countries: countries, codes: map[string]int{}, keys: map[string]entry{},
		folded: map[string]map[string]bool{}, dropped: map[string]bool{},
	}
	for i, c := range countries {
		t.codes[strings.ToLower(c.alpha2)] = i + 1
		t.codes[strings.ToLower(c.alpha3)] = i + 1
	}
	return t
}

func readNames(countries countryList) (*nameTable, error) {
	t := newNameTable(countries)
	var names []spelling // the input of the rules in variants.go
	start := func(index int, name, language string, kind spellingKind) {
		// ISO 3166-1 has "Korea, Republic of", and had "Russie, Fédération de" in French.
		c := countries[index-1]
		styleLast := strings.Contains(c.short, ", ") || c.alpha2 == "RU"
		names = append(names, spelling{index, name, language, kind, styleLast})
	}
	for i, c := range countries {
		for l, name := range c.names {
			t.add(entry{[]int{i + 1}, usual, name, "cldr/" + languages[l] + ".json", ""})
			start(i+1, name, languages[l], short)
		}
		t.add(entry{[]int{i + 1}, usual, c.short, "iso3166.tsv", ""})
		start(i+1, c.short, "en", short)
	}
	for _, language := range append(slices.Clone(languages), "zh-Hant", "zh-Hant-HK") {
		if err := t.readAlternatives(language); err != nil {
			return nil, err
		}
	}
	t.readTable("formal.tsv", "alpha2 lang name", func(where string, p []int, r []string) {
		rank := translated
		if r[1] == "en" {
			rank = published
		}
		t.add(entry{p, rank, r[2], where, ""})
		start(p[0], r[2], r[1], formal)
	})
	t.readTable("aliases.tsv", "alpha2 kind name reason", func(where string, p []int, r []string) {
		kind, ok := aliasKinds[r[1]]
		if !ok {
			t.fault("%s: unknown kind %q, want current, former, renamed, abbreviation, annotated or foreign", where, r[1])
		}
		t.add(entry{p, listed, r[2], where, ""})
		start(p[0], r[2], languageOf(r[2], kind), kind)
	})
	t.readTable("ambiguous.tsv", "alpha2 name reason", func(where string, p []int, r []string) {
		if len(p) < 2 || !slices.IsSorted(p) {
			t.fault("%s: %q needs two candidates or more, in code order", where, r[1])
		}
		t.add(entry{p, listed, r[1], where, ""})
	})
	t.readHints()
	shortWords, err := readShortWords()
	if err != nil {
		return nil, err
	}
	characters, err := traditionalCharacters()
	if err != nil {
		return nil, err
	}
	for _, v := range variants(names, shortWords, characters) {
		t.add(entry{[]int{v.index}, derived, v.name, "variants.go", ""})
	}
	t.checkPairs()
	return t, errors.Join(t.faults...)
}

// fault adds an error to the faults.
func (t *nameTable) fault(format string, args ...any) {
	t.faults = append(t.faults, fmt.Errorf(format, args...))
}

// readHints adds the names and codes of states that have ended, and the names of parts of
// countries. They are not parsed, but have candidates.
func (t *nameTable) readHints() {
	t.readTable("hints.tsv", "alpha2 kind name reason", func(where string, p []int, r []string) {
		mark, ok := map[string]string{"former": "-", "code": "-", "part": "?"}[r[1]]
		if !ok || !slices.IsSorted(p) || mark == "?" && len(p) != 1 {
			t.fault("%s: %q needs the kind code, former or part, and candidates in code order", where, r[2])
		}
		t.add(entry{p, listed, r[2], where, mark})
	})
}

// languageOf returns the language of an alias, or "" if no rule in variants.go needs it.
func languageOf(name string, kind spellingKind) string {
	first, _ := utf8.DecodeRuneInString(name)
	switch {
	case kind != foreign:
		return "en"
	case unicode.Is(unicode.Cyrillic, first):
		return "ru"
	case unicode.Is(unicode.Han, first):
		return "zh"
	}
	return ""
}

// relatedStates lists countries, each with a state other than its sovereign that is
// commonly added to its name, as in "Hong Kong (China)".
var relatedStates = []string{"TW CN", "HK CN", "HK GB", "MO CN", "MO PT", "MH US", "SR NL"}

// checkPairs finds names that look like two countries: the key can be split into two
// names of countries. Such a name is allowed if both parts name its country, or if one
// does and the other names a related state. Without this check "United States, Mexico"
// would be read as Mexico, because it resembles the name "United States of Mexico". Names
// in exceptions.tsv are kept. Other derived names are left out, and any other name is a
// fault.
func (t *nameTable) checkPairs() {
	related := map[[2]int]bool{}
	for i, c := range t.countries {
		related[[2]int{i + 1, t.countries.index(c.state)}] = true
	}
	for _, pair := range relatedStates {
		related[[2]int{t.countries.index(pair[:2]), t.countries.index(pair[3:])}] = true
	}
	excepted := map[string]bool{}
	t.readTable("exceptions.tsv", "alpha2 name reason", func(where string, p []int, r []string) {
		key, _ := country.Fold(r[1])
		if _, ok := t.pair(key, related); !ok || r[2] == "" {
			t.fault("%s: %q is not an exception, or has no reason", where, r[1])
		}
		excepted[key] = true
	})
	var bad []string
	for key, e := range t.keys {
		if _, ok := t.pair(key, related); ok && !excepted[key] && e.mark == "" {
			bad = append(bad, key)
		}
	}
	slices.Sort(bad)
	for _, key := range bad {
		if e := t.keys[key]; e.rank > derived {
			second, _ := t.pair(key, related)
			t.fault("%s: %q (%s) contains the name of a second country, %q", e.where, e.name, t.alpha2(e.indexes), second)
		}
	}
	for _, key := range bad {
		delete(t.keys, key)
	}
}

// pair reports whether key looks like two countries, and returns the second of them.
func (t *nameTable) pair(key string, related map[[2]int]bool) (second string, ok bool) {
	words := strings.Fields(key)
	for _, w := range words {
		switch w {
		case "including", "incl", "excluding", "excl":
			return "", false
		}
	}
	for i := 1; i < len(words); i++ {
		rest := words[i:]
		if rest[0] == "and" {
			rest = rest[1:]
		}
		a, b := t.namedBy(words[:i]), t.namedBy(rest)
		if len(a) == 0 || len(b) == 0 {
			continue
		}
		allowed := false
		for _, v := range t.keys[key].indexes {
			inA, inB := slices.Contains(a, v), slices.Contains(b, v)
			isRelated := func(p int) bool { return related[[2]int{v, p}] }
			if inA && inB || inA && slices.ContainsFunc(b, isRelated) || inB && slices.ContainsFunc(a, isRelated) {
				allowed = true
			}
		}
		if !allowed {
			return strings.Join(rest, " "), true
		}
	}
	return "", false
}

// namedBy returns the indexes of the countries that words name, as in country.Parse.
func (t *nameTable) namedBy(words []string) []int {
	articles := []string{"la", "el", "le", "les", "los", "las"}
	for len(words) > 0 && slices.Contains(articles, words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && slices.Contains(articles, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	key := strings.Join(words, " ")
	if key == "is" || key == "isl" || key == "de" { // islands, not Iceland; of, not Germany
		return nil
	}
	var indexes []int
	if e := t.keys[key]; e.mark == "" {
		indexes = e.indexes
	}
	if p := t.codes[key]; p != 0 {
		indexes = append(slices.Clone(indexes), p)
	}
	return indexes
}

// readTable calls row for each row of a table whose first column contains alpha-2 codes.
func (t *nameTable) readTable(file, header string, row func(where string, indexes []int, fields []string)) {
	rows, err := readTable(file, header)
	if err != nil {
		t.fault("%w", err)
	}
	for i, r := range rows {
		where := fmt.Sprintf("%s:%d", file, i+2)
		var indexes []int
		for code := range strings.FieldsSeq(r[0]) {
			indexes = append(indexes, t.countries.index(code))
		}
		if len(indexes) == 0 || slices.Contains(indexes, 0) {
			t.fault("%s: %q is not a list of alpha-2 codes, before the first tab", where, r[0])
			continue
		}
		row(where, indexes, r)
	}
}

// readAlternatives adds the alternative names of a CLDR locale. If the locale is not in
// languages, it adds all of its names.
func (t *nameTable) readAlternatives(locale string) error {
	territories, err := readCLDR(locale)
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(territories)) {
		code, _, alternative := strings.Cut(key, "-alt-")
		if p := t.countries.index(code); p != 0 && (alternative || !slices.Contains(languages, locale)) {
			t.add(entry{[]int{p}, listed, territories[key], "cldr/" + locale + ".json", ""})
		}
	}
	return nil
}

// add adds an entry, or adds a fault if it cannot.
func (t *nameTable) add(e entry) {
	fault := func(format string, args ...any) {
		args = append([]any{e.where, e.name, t.alpha2(e.indexes)}, args...)
		t.faults = append(t.faults, fmt.Errorf("%s: %q (%s) "+format, args...))
	}
	name := e.name
	if e.rank < usual || e.where != "cldr/en.json" { // cldr/en.json has "El Salvador"
		name = country.WithoutArticle(name)
	}
	key, folded := country.Fold(name)
	if key == "" {
		fault("is no name")
		return
	}
	isOrganization := slices.Contains(organizations, initials(key))
	if p := t.codes[initials(key)]; isOrganization || p != 0 && (len(e.indexes) != 1 || p != e.indexes[0]) {
		// Without punctuation the letters mean something else, so the name is not used.
		// CLDR has some of this kind, such as "É.-U." for the United States in French.
		if e.rank == listed && !strings.HasPrefix(e.where, "cldr/") {
			fault("is the code of another country, or stands for an organization")
		}
		return
	}
	if t.dropped[key] && e.rank == derived {
		return
	}
	have, ok := t.keys[key]
	same := slices.Equal(have.indexes, e.indexes) && have.mark == e.mark
	switch {
	case ok && !same && min(have.rank, e.rank) > derived:
		fault("reads the same as %q (%s) of %s", have.name, t.alpha2(have.indexes), have.where)
		return
	case !ok || e.rank > have.rank:
		t.keys[key] = e
	case same:
	case e.rank < have.rank:
		return
	default: // two derived forms, of which neither is better
		delete(t.keys, key)
		t.dropped[key] = true
		return
	}
	if !same || t.folded[key] == nil {
		t.folded[key] = map[string]bool{}
	}
	if e.rank >= published && folded[0] < utf8.RuneSelf {
		t.folded[key][folded] = true
	}
}

// organizations lists the initials of the United Nations, the European Union and the
// International Organization for Migration in several languages.
var organizations = []string{"un", "onu", "uno", "eu", "ue", "iom", "oim", "ес", "оон"}

// initials returns key without spaces if all its words are single letters, as in
// "u s a", or else key.
func initials(key string) string {
	if joined := strings.ReplaceAll(key, " ", ""); len(key) == 2*len(joined)-1 {
		return joined
	}
	return key
}

// alpha2 returns the codes at indexes, separated by spaces.
func (t *nameTable) alpha2(indexes []int) string {
	var codes []string
	for _, p := range indexes {
		codes = append(codes, t.countries[p-1].alpha2)
	}
	return strings.Join(codes, " ")
}

// lines returns names.txt.
func (t *nameTable) lines() []byte {
	var lines []string
	for key, e := range t.keys {
		value := "\t" + e.mark + t.alpha2(e.indexes) + "\n"
		lines = append(lines, key+value)
		for folded := range t.folded[key] {
			if folded != key {
				lines = append(lines, folded+value)
			}
		}
	}
	slices.Sort(lines)
	const header = "# Code generated by internal/gen from internal/gen/data (ISO 3166-1, M49, UNTERM, CLDR, aliases); " +
		"DO NOT EDIT.\n"
	return []byte(header + strings.Join(lines, ""))
}

func readCLDR(locale string) (map[string]string, error) {
	b, err := os.ReadFile(filepath.Join(dataDir, "cldr", locale+".json"))
	if err != nil {
		return nil, err
	}
	var doc struct {
		Main map[string]struct {
			LocaleDisplayNames struct {
				Territories map[string]string
			}
		}
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		return nil, err
	}
	return doc.Main[locale].LocaleDisplayNames.Territories, nil
}
