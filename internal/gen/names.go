package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/warmrelations/relations/internal/fold"
)

// languages are the six official languages of the United Nations, in the order
// of the tables: English first.
var languages = []string{"en", "ar", "zh", "fr", "ru", "es"}

// A rank says how good the authority for a name is. Where a name stands for two
// countries the generator fails, but that a derived form gives way to any other,
// and that two of them are both left out.
type rank int

const (
	derived   rank = iota // formed by the rules of variants.go
	listed                // aliases.tsv, ambiguous.tsv and CLDR's alternative names
	published             // ISO 3166-1, M49, UNTERM; CLDR's names
	printed               // what Country.Name prints
)

// A claim on a key: the countries for which it stands, and on whose authority.
type entry struct {
	positions []int
	rank      rank
	name      string // as it was before folding
	where     string // the file, and the line in a table
}

type nameTable struct {
	countries countryList
	display   [6][]string // by language and position
	keys      map[string]entry
	dropped   map[string]bool // derived forms on which two countries have a claim
	faults    []error
}

// keyOf folds a name, or says what is wrong with it.
func keyOf(name string) (string, *fold.Key, error) {
	var k fold.Key
	if !k.Fold(name) || len(k.Bytes()) == 0 {
		return "", nil, errors.New("is no name")
	}
	if len(k.Bytes()) > fold.MaxName {
		return "", nil, errors.New("is too long a name")
	}
	return string(k.Bytes()), &k, nil
}

func readNames(countries countryList) (*nameTable, error) {
	t := &nameTable{countries: countries, keys: map[string]entry{}, dropped: map[string]bool{}}
	codes := map[string]int{}
	for i, c := range countries {
		codes[strings.ToLower(c.alpha2)] = i + 1
		codes[strings.ToLower(c.alpha3)] = i + 1
	}
	add := func(where, name string, r rank, positions ...int) {
		t.add(codes, entry{positions, r, name, where})
	}

	var english []spelling // what the rules of variants.go start from
	for l, language := range languages {
		territories, err := readCLDR(language)
		if err != nil {
			return nil, err
		}
		t.display[l] = []string{""}
		for i, c := range countries {
			name := territories[c.alpha2]
			if name == "" {
				return nil, fmt.Errorf("CLDR has no name of %s in %s", c.alpha2, language)
			}
			t.display[l] = append(t.display[l], name)
			add("cldr/"+language+".json", name, printed, i+1)
			for _, key := range slices.Sorted(maps.Keys(territories)) {
				if code, _, ok := strings.Cut(key, "-alt-"); ok && code == c.alpha2 {
					add("cldr/"+language+".json", territories[key], listed, i+1)
				}
			}
			if language == "en" {
				english = append(english, spelling{i + 1, name, short})
			} else if strings.ContainsAny(name, "'’") {
				english = append(english, spelling{i + 1, name, other})
			}
		}
	}
	for i, c := range countries {
		add("iso3166.tsv", c.short, published, i+1)
		english = append(english, spelling{i + 1, c.short, short})
	}

	line := func(file string, row int) string { return fmt.Sprintf("%s:%d", file, row+2) }
	at := func(where, code string) (int, error) {
		p := countries.position(code)
		if p == 0 {
			return 0, fmt.Errorf("%s: no country %q", where, code)
		}
		return p, nil
	}
	rows, err := readTable("formal.tsv", "alpha2 lang name")
	if err != nil {
		return nil, err
	}
	for i, r := range rows {
		where := line("formal.tsv", i)
		p, err := at(where, r[0])
		if err != nil {
			return nil, err
		}
		add(where, r[2], published, p)
		if r[1] == "en" {
			english = append(english, spelling{p, r[2], formal})
		}
	}
	rows, err = readTable("aliases.tsv", "alpha2 kind name reason")
	if err != nil {
		return nil, err
	}
	for i, r := range rows {
		where := line("aliases.tsv", i)
		p, err := at(where, r[0])
		if err != nil {
			return nil, err
		}
		kind, ok := aliasKinds[r[1]]
		if !ok {
			return nil, fmt.Errorf("%s: unknown kind %q", where, r[1])
		}
		add(where, r[2], listed, p)
		english = append(english, spelling{p, r[2], kind})
	}
	rows, err = readTable("ambiguous.tsv", "name candidates reason")
	if err != nil {
		return nil, err
	}
	for i, r := range rows {
		where := line("ambiguous.tsv", i)
		var candidates []int
		for code := range strings.FieldsSeq(r[1]) {
			p, err := at(where, code)
			if err != nil {
				return nil, err
			}
			candidates = append(candidates, p)
		}
		if len(candidates) < 2 || !slices.IsSorted(candidates) {
			return nil, fmt.Errorf("%s: %q needs two candidates or more, in code order", where, r[0])
		}
		add(where, r[0], listed, candidates...)
	}
	rows, err = readTable("sovereign.tsv", "alpha2 sovereign")
	if err != nil {
		return nil, err
	}
	sovereigns := map[int]int{}
	for i, r := range rows {
		where := line("sovereign.tsv", i)
		p, err := at(where, r[0])
		if err != nil {
			return nil, err
		}
		if sovereigns[p], err = at(where, r[1]); err != nil {
			return nil, err
		}
	}
	for _, v := range variants(english, sovereigns) {
		add("variants.go", v.name, derived, v.position)
	}
	return t, errors.Join(t.faults...)
}

// add enters a name, or notes why it cannot.
func (t *nameTable) add(codes map[string]int, e entry) {
	fault := func(format string, args ...any) {
		t.faults = append(t.faults, fmt.Errorf("%s: %q (%s) "+format, append([]any{e.where, e.name, t.codes(e.positions)}, args...)...))
	}
	key, _, err := keyOf(e.name)
	if err != nil {
		fault("%v", err)
		return
	}
	if p := codes[key]; p != 0 && (len(e.positions) != 1 || p != e.positions[0]) {
		// The bare code means another country, so with punctuation about it
		// the name would be a trap. What CLDR has so is left out.
		if e.rank == listed && !strings.HasPrefix(e.where, "cldr/") {
			fault("is the code of another country")
		}
		return
	}
	if t.dropped[key] && e.rank == derived {
		return
	}
	have, ok := t.keys[key]
	same := slices.Equal(have.positions, e.positions)
	switch {
	case ok && !same && min(have.rank, e.rank) > derived:
		fault("reads the same as %q (%s) of %s", have.name, t.codes(have.positions), have.where)
	case !ok || e.rank > have.rank:
		t.keys[key] = e
	case same || e.rank < have.rank:
	default: // two derived forms, of which neither is better
		delete(t.keys, key)
		t.dropped[key] = true
	}
}

// codes returns the alpha-2 codes of positions, with single spaces.
func (t *nameTable) codes(positions []int) string {
	var codes []string
	for _, p := range positions {
		codes = append(codes, t.countries[p-1].alpha2)
	}
	return strings.Join(codes, " ")
}

func readCLDR(language string) (map[string]string, error) {
	b, err := os.ReadFile(filepath.Join(dataDir, "cldr", language+".json"))
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
	return doc.Main[language].LocaleDisplayNames.Territories, nil
}

func (t *nameTable) print(w io.Writer) {
	b := bufio.NewWriter(w)
	for _, key := range slices.Sorted(maps.Keys(t.keys)) {
		fmt.Fprintf(b, "%s\t%s\t%s\n", key, t.codes(t.keys[key].positions), t.keys[key].name)
	}
	b.Flush()
}
