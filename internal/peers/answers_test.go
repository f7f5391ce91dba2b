package peers

import (
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
	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"

	"github.com/warmrelations/relations"
)

// A name is a text and the alpha-2 code of its country, or "" if it is not the name of a country.
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

// world returns the alpha-2 codes, alpha-3 codes, numbers and short names of ISO 3166-1.
var world = sync.OnceValue(func() [][]string { return lines("../gen/data/iso3166.tsv")[1:] })

// list returns the names of countries in a file of testdata or, without countries, its other names.
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

// A peer is a package that parses countries. Its functions are those for alpha-2 codes, alpha-3
// codes and names, and further functions. They return the alpha-2 code or "". A function is nil
// if the package does not have it.
type peer struct {
	path string
	find []func(string) string
}

var peers = []peer{
	{"relations", []func(string) string{parseCountry, parseCountry, parseCountry}},
	{"biter777/countries", []func(string) string{biter777, biter777, biter777}},
	{"pariz/gountries", []func(string) string{gountriesCode, gountriesCode,
		func(s string) string { c, _ := gountriesData().FindCountryByName(s); return c.Alpha2 },
		func(s string) string { c, _ := gountriesData().FindCountryByNativeName(s); return c.Alpha2 },
	}},
	{"flaticols/countrycodes", []func(string) string{
		func(s string) string { c, _ := countrycodes.GetByAlpha2(s); return c.Alpha2 },
		func(s string) string { c, _ := countrycodes.Alpha3ToAlpha2(s); return c },
		func(s string) string { c, _ := countrycodes.NameToAlpha2(s); return c },
		func(s string) string { c, _ := countrycodes.GetByNumber(s); return c.Alpha2 },
	}},
	{"mikekonan/go-countries", []func(string) string{
		func(s string) string { c, _ := country.ByAlpha2CodeStr(s); return c.Alpha2Code().String() },
		func(s string) string { c, _ := country.ByAlpha3CodeStr(s); return c.Alpha2Code().String() },
		func(s string) string { c, _ := country.ByNameStr(s); return c.Alpha2Code().String() },
	}},
	{"ferdypruis/iso3166", []func(string) string{
		func(s string) string { return iso3166Code(iso3166.FromAlpha2(s)) },
		func(s string) string { return iso3166Code(iso3166.FromAlpha3(s)) }, nil,
		func(s string) string { return iso3166Code(iso3166.FromNumeric(s)) },
	}},
	{"x/text/language", []func(string) string{xtextCode, xtextCode, nil}},
}

func parseCountry(s string) string {
	c, _ := relations.ParseCountry(s)
	return c.Alpha2()
}

func biter777(s string) string {
	if c := countries.ByName(s); c.IsValid() && c != countries.None {
		return c.Alpha2()
	}
	return ""
}

// gountriesData returns the data that gountries reads from its files.
var gountriesData = sync.OnceValue(gountries.New)

func gountriesCode(s string) string { c, _ := gountriesData().FindCountryByAlpha(s); return c.Alpha2 }

func iso3166Code(c iso3166.Country, err error) string {
	if err != nil {
		return ""
	}
	return c.Alpha2()
}

func xtextCode(s string) string {
	if r, err := language.ParseRegion(s); err == nil && r.IsCountry() {
		return r.Canonicalize().String() // UK is GB
	}
	return ""
}

// answer returns the first code that a function of p returns.
func (p peer) answer(s string) string {
	for _, find := range p.find {
		if find != nil {
			if code := find(s); code != "" {
				return code
			}
		}
	}
	return ""
}

// TestAnswers prints the table of answers with -v. This library must parse all names in its own
// lists, and must not parse a name in any list as another country.
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
	// Names that mean an island, a part of a country or a region in country-coder, but a country
	// in other lists.
	meant := `"Great Britain" is GB, "Mainland China" is CN, "Micronesia" is FM, "Netherlands" is NL, "Saint Helena" is SH`

	out, rule, notes := "| right / refused / wrong |", "\n|---|", ""
	for _, table := range tables {
		out += fmt.Sprintf(" %d %s |", len(table.names), table.title)
		rule += "--:|"
	}
	out += rule
	for _, p := range peers {
		out += "\n| " + p.path + " |"
		for _, table := range tables {
			right, refused, wrong := 0, 0, []string{}
			for _, n := range table.names {
				switch got := p.answer(n.text); got {
				case "":
					refused++
				case n.alpha2:
					right++
				default:
					wrong = append(wrong, fmt.Sprintf("%q is %s", n.text, got))
				}
			}
			out += fmt.Sprintf(" %d / %d / %d |", right, refused, len(wrong))
			if len(wrong) > 0 {
				notes += fmt.Sprintf("- %s, %s: %s\n", p.path, table.title, strings.Join(wrong[:min(len(wrong), 20)], ", "))
			}
			if p.path == "relations" {
				isMeant := func(s string) bool { return strings.Contains(meant, s) }
				assert.Empty(t, slices.DeleteFunc(wrong, isMeant), table.title)
				assert.True(t, !table.ours || right == len(table.names) || refused == len(table.names), table.title)
			}
		}
	}
	if testing.Verbose() {
		fmt.Printf("%s\n\nWrong answers, the first twenty of each:\n\n%s", out, notes)
	}
}
