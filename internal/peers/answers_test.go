package peers

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/biter777/countries"
	"github.com/ferdypruis/iso3166"
	"github.com/flaticols/countrycodes"
	country "github.com/mikekonan/go-countries"
	"github.com/pariz/gountries"
	"golang.org/x/text/language"

	"github.com/warmrelations/relations"
)

// A name is a text and the alpha-2 code of the country that it names, or "" if
// it names none.
type name struct{ text, alpha2 string }

// lines returns the fields of a file of tab-separated values, without comments.
func lines(file string) (all [][]string) {
	text, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "#") {
			all = append(all, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
	return all
}

// world returns the codes and names of ISO 3166-1, from the data of the generator:
// alpha-2, alpha-3, number, short name.
var world = sync.OnceValue(func() [][]string { return lines("../gen/data/iso3166.tsv")[1:] })

// list returns the names in a file of testdata, those that name a country or the others.
func list(file string, countries bool) (names []name) {
	for _, f := range lines("testdata/" + file + ".tsv") {
		if f[0] == "-" {
			f[0] = ""
		}
		if (f[0] != "") == countries {
			names = append(names, name{f[1], f[0]})
		}
	}
	return names
}

// gountriesData is what gountries reads from its files when it is first asked.
var gountriesData = sync.OnceValue(gountries.New)

// A peer is a package that finds a country by a text. Its function asks it in
// every way that the package has, codes first, and returns the alpha-2 code or "".
type peer struct {
	path string
	find func(string) string
}

var peers = []peer{
	{"relations", func(s string) string {
		c, _ := relations.ParseCountry(s)
		return c.Alpha2()
	}},
	{"biter777/countries", func(s string) string {
		if c := countries.ByName(s); c.IsValid() && c != countries.None {
			return c.Alpha2()
		}
		return ""
	}},
	{"pariz/gountries", func(s string) string {
		q := gountriesData()
		a, _ := q.FindCountryByAlpha(s)
		b, _ := q.FindCountryByName(s)
		c, _ := q.FindCountryByNativeName(s)
		return cmp.Or(a.Alpha2, b.Alpha2, c.Alpha2)
	}},
	{"flaticols/countrycodes", func(s string) string {
		a, _ := countrycodes.GetByAlpha2(s)
		b, _ := countrycodes.GetByAlpha3(s)
		c, _ := countrycodes.GetByNumber(s)
		d, _ := countrycodes.GetByName(s)
		return cmp.Or(a.Alpha2, b.Alpha2, c.Alpha2, d.Alpha2)
	}},
	{"mikekonan/go-countries", func(s string) string {
		a, _ := country.ByAlpha2CodeStr(s)
		b, _ := country.ByAlpha3CodeStr(s)
		c, _ := country.ByNameStr(s)
		return string(cmp.Or(a.Alpha2Code(), b.Alpha2Code(), c.Alpha2Code()))
	}},
	{"ferdypruis/iso3166", func(s string) string {
		a, err1 := iso3166.FromAlpha2(s)
		b, err2 := iso3166.FromAlpha3(s)
		c, err3 := iso3166.FromNumeric(s)
		switch {
		case err1 == nil:
			return a.Alpha2()
		case err2 == nil:
			return b.Alpha2()
		case err3 == nil:
			return c.Alpha2()
		}
		return ""
	}},
	{"x/text/language", func(s string) string {
		if r, err := language.ParseRegion(s); err == nil && r.IsCountry() {
			return r.Canonicalize().String() // UK is GB
		}
		return ""
	}},
}

// answers counts the right answers of p, the texts that it refuses, and returns
// the wrong answers: another country than the one named, or any where none is named.
func (p peer) answers(names []name) (right, refused int, wrong []string) {
	for _, n := range names {
		switch got := p.find(n.text); got {
		case "":
			refused++
		case n.alpha2:
			right++
		default:
			wrong = append(wrong, fmt.Sprintf("%q is %s", n.text, got))
		}
	}
	return right, refused, wrong
}

// TestAnswers prints the table of answers if tests are verbose. This library must
// answer all of its own lists, and must not give a wrong answer to the lists of others.
func TestAnswers(t *testing.T) {
	var iso []name
	for _, f := range world() {
		iso = append(iso, name{f[3], f[0]})
	}
	tables := []struct {
		title string
		names []name
		ours  bool
	}{
		{"ISO short names", iso, true},
		{"names in data", list("ours", true), true},
		{"no countries", list("ours", false), true},
		{"i18n-iso-countries, English", list("i18n-en", true), false},
		{"i18n-iso-countries, ar es fr ru zh", list("i18n-other", true), false},
		{"country-coder, countries", list("country-coder", true), false},
		{"country-coder, no countries", list("country-coder", false), false},
	}
	// Names that country-coder gives to an island, a part of a country or a region,
	// and other lists give to the country.
	meant := []string{`"Great Britain" is GB`, `"Mainland China" is CN`, `"Micronesia" is FM`, `"Netherlands" is NL`, `"Saint Helena" is SH`}

	head, rule := "| right / refused / wrong |", "|---|"
	for _, table := range tables {
		head += fmt.Sprintf(" %d %s |", len(table.names), table.title)
		rule += "--:|"
	}
	out := head + "\n" + rule + "\n"
	notes := ""
	for _, p := range peers {
		out += "| " + p.path + " |"
		for _, table := range tables {
			right, refused, wrong := p.answers(table.names)
			out += fmt.Sprintf(" %d / %d / %d |", right, refused, len(wrong))
			if len(wrong) > 0 {
				notes += fmt.Sprintf("- %s, %s: %s\n", p.path, table.title, strings.Join(wrong[:min(len(wrong), 5)], ", "))
			}
			if p.path != "relations" {
				continue
			}
			for _, w := range wrong {
				if table.ours || !slices.Contains(meant, w) {
					t.Errorf("%s: %s", table.title, w)
				}
			}
			if table.ours && table.names[0].alpha2 != "" && refused > 0 {
				t.Errorf("%s: %d are refused", table.title, refused)
			}
			if testing.Verbose() {
				for _, n := range table.names {
					if n.alpha2 != "" && p.find(n.text) == "" {
						t.Logf("%s: %q, %s, is refused", table.title, n.text, n.alpha2)
					}
				}
			}
		}
		out += "\n"
	}
	if testing.Verbose() {
		fmt.Printf("%s\nWrong answers, the first five of each:\n\n%s", out, notes)
	}
}
