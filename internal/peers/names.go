package peers

import (
	"fmt"
	"os"
	"strings"
	"sync"
)

// An Entry is a row of ISO 3166-1.
type Entry struct{ Alpha2, Alpha3, Numeric, Name string }

// World returns the 249 entries of ISO 3166-1, in the order of their codes. It
// reads them from the data of the library's generator, and so works in the
// directory of this package only.
var World = sync.OnceValue(func() []Entry {
	text, err := os.ReadFile("../gen/data/iso3166.tsv")
	if err != nil {
		panic(err)
	}
	var world []Entry
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 {
			continue // the names of the columns
		}
		if len(f) < 4 || len(f[0]) != 2 || len(f[1]) != 3 {
			panic(fmt.Sprintf("iso3166.tsv, line %d: %q", i+1, line))
		}
		world = append(world, Entry{f[0], f[1], f[2], f[3]})
	}
	return world
})

// A Name is a text and the alpha-2 code of the country that it names, or "".
type Name struct{ Text, Alpha2 string }

// Aliases returns names of countries as they are met in data and are not those
// of ISO 3166-1: annotated, shortened, turned round, official, former, in
// other languages, and typed in other ways.
func Aliases() []Name {
	return []Name{
		{"Iran (Islamic Republic of)", "IR"},
		{"Iran, Islamic Rep.", "IR"},
		{"Islamic Republic of Iran", "IR"},
		{"Korea, Dem. People's Rep.", "KP"},
		{"Democratic People's Republic of Korea", "KP"},
		{"Korea (North)", "KP"},
		{"North Korea", "KP"},
		{"Korea, Rep.", "KR"},
		{"Republic of Korea", "KR"},
		{"South Korea", "KR"},
		{"Russia", "RU"},
		{"Российская Федерация", "RU"},
		{"Россия", "RU"},
		{"Türkiye", "TR"},
		{"TÜRKİYE", "TR"},
		{"Turkey", "TR"},
		{"Burma", "MM"},
		{"Myanmar (Burma)", "MM"},
		{"Côte d'Ivoire", "CI"},
		{"Cote d’Ivoire", "CI"},
		{"Ivory Coast", "CI"},
		{"Congo, Dem. Rep.", "CD"},
		{"DR Congo", "CD"},
		{"Congo-Brazzaville", "CG"},
		{"Swaziland", "SZ"},
		{"Macedonia, FYR", "MK"},
		{"Cape Verde", "CV"},
		{"Czech Republic", "CZ"},
		{"Venezuela, RB", "VE"},
		{"Bolivia (Plurinational State of)", "BO"},
		{"Tanzania, United Republic of", "TZ"},
		{"Lao PDR", "LA"},
		{"Viet Nam", "VN"},
		{"Syria", "SY"},
		{"Egypt, Arab Rep.", "EG"},
		{"Bahamas, The", "BS"},
		{"the Gambia", "GM"},
		{"St. Kitts and Nevis", "KN"},
		{"Saint Vincent & the Grenadines", "VC"},
		{"Hong Kong SAR, China", "HK"},
		{"Republic of China", "TW"},
		{"United States", "US"},
		{"États-Unis", "US"},
		{"UK", "GB"},
		{"Deutschland", "DE"},
		{"中国", "CN"},
		{"سوريا", "SY"},
		{"Bielorrusia", "BY"},
		{"UNITED ARAB EMIRATES", "AE"},
	}
}

// NoCountries returns texts that name no country: cities, regions, groups,
// vanished states, names that stand for several countries, placeholders, and
// slips of the pen.
func NoCountries() []string {
	return []string{
		"RA", "EU", "ZZ", "SU", "AN", "XX", "N/A", "ISO", "AAA", "000", "999",
		"Korea", "Virgin Islands", "Guinea pig", "Saint Petersburg", "New Guinea",
		"Europe", "European Union", "Africa", "Western Asia", "Latin America", "Caribbean", "World", "Middle East",
		"Moscow", "Tehran", "Pyongyang", "Brazzaville", "London", "Jordan Peterson", "Norfolk, Virginia", "Panama Canal",
		"Soviet Union", "Yugoslavia", "Czechoslovakia", "East Germany", "Netherlands Antilles",
		"Katanga", "Siberia", "Scotland", "California", "Georgia (US state)", "Niger (river)",
		"Republic of", "Islamic Republic of", "unknown", "none", "Atlantis", "Irann", "Belarusia", "",
	}
}

// Checks returns all the names on which the answers of the packages are
// compared.
func Checks() []Name {
	var all []Name
	for _, e := range World() {
		all = append(all, Name{e.Name, e.Alpha2})
	}
	all = append(all, Aliases()...)
	for _, s := range NoCountries() {
		all = append(all, Name{s, ""})
	}
	return all
}
