package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A territory is an entry of ISO 3166-1, or Kosovo. Its index in the list,
// counted from 1, is its index in every generated table.
type territory struct {
	alpha2, alpha3, numeric, short string
	names                          []string // CLDR's, in the order of languages
	identifier                     string
}

type countryList []territory

// kosovo is not in ISO 3166-1. CLDR has it under the user-assigned code XK;
// the three letters are those of the World Bank and the European Union.
var kosovo = territory{alpha2: "XK", alpha3: "XKX", short: "Kosovo"}

func readCountries() (countryList, error) {
	rows, err := readTable("iso3166.tsv", "alpha2 alpha3 numeric short_name")
	if err != nil {
		return nil, err
	}
	list := countryList{kosovo}
	for _, r := range rows {
		list = append(list, territory{alpha2: r[0], alpha3: r[1], numeric: r[2], short: r[3]})
	}
	slices.SortFunc(list, func(a, b territory) int { return cmp.Compare(a.alpha2, b.alpha2) })
	for i, c := range list {
		if len(c.alpha2) != 2 || len(c.alpha3) != 3 || i > 0 && c.alpha2 == list[i-1].alpha2 {
			return nil, fmt.Errorf("iso3166.tsv: bad or repeated entry %+v", c)
		}
	}
	if len(list) > 255 {
		return nil, fmt.Errorf("%d countries, more than a uint8 can index", len(list))
	}
	for _, language := range languages {
		territories, err := readCLDR(language)
		if err != nil {
			return nil, err
		}
		for i := range list {
			name := territories[list[i].alpha2]
			if name == "" {
				return nil, fmt.Errorf("CLDR has no name of %s in %s", list[i].alpha2, language)
			}
			list[i].names = append(list[i].names, name)
		}
	}
	return list, list.nameConstants()
}

// identifiers are the constants that are not named after CLDR's English name.
var identifiers = map[string]string{
	"CD": "CongoKinshasa", "CG": "CongoBrazzaville", "CI": "CotedIvoire", "GS": "SouthGeorgia", "HK": "HongKong", "MM": "Myanmar",
	"MO": "Macao", "PS": "PalestinianTerritories", "UM": "USOutlyingIslands", "VG": "BritishVirginIslands", "VI": "USVirginIslands",
}

// nameConstants sets the identifiers, and checks that each is one and is unique.
func (l countryList) nameConstants() error {
	seen := map[string]string{}
	for i := range l {
		c := &l[i]
		c.identifier = cmp.Or(identifiers[c.alpha2], identifier(c.names[0]))
		if !token.IsIdentifier(c.identifier) || !token.IsExported(c.identifier) {
			return fmt.Errorf("%q (%s) is no identifier", c.identifier, c.alpha2)
		}
		if seen[c.identifier] != "" {
			return fmt.Errorf("%s is the constant of %s and %s", c.identifier, seen[c.identifier], c.alpha2)
		}
		seen[c.identifier] = c.alpha2
	}
	return nil
}

// identifier returns name as a Go identifier: its words joined, each with a
// capital, without accents and punctuation. "&" is And and "St." is Saint.
func identifier(name string) string {
	name = strings.NewReplacer("&", " and ", "St. ", "Saint ").Replace(norm.NFD.String(name))
	var b strings.Builder
	start := true
	for _, r := range name {
		switch {
		case unicode.Is(unicode.Mn, r):
		case !unicode.IsLetter(r):
			start = true
		case start:
			b.WriteRune(unicode.ToUpper(r))
			start = false
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// index returns the index of an alpha-2 code, or 0.
func (l countryList) index(alpha2 string) int {
	for i, c := range l {
		if c.alpha2 == alpha2 {
			return i + 1
		}
	}
	return 0
}

// tables returns internal/country/tables.go.
func (l countryList) tables() []byte {
	var b bytes.Buffer
	header(&b, "country", "iso3166.tsv (ISO 3166-1, with Kosovo as XK) and CLDR "+cldrVersion)
	fmt.Fprintf(&b, "// Count is the number of countries.\nconst Count = %d\n\n", len(l))

	// Strings are held as one text with the ends of its parts, which takes a
	// fraction of the space of string headers.
	text := func(name, doc string, value func(territory) string) {
		fmt.Fprintf(&b, "// %s holds %s, by index.\nvar %s = table{\n\ttext: \"\" +", name, doc, name)
		end, ends := 0, "0, "
		for i, c := range l {
			fmt.Fprintf(&b, "\n\t\t%q", value(c))
			if i < len(l)-1 {
				b.WriteString(" +")
			}
			end += len(value(c))
			ends += fmt.Sprintf("%d, ", end)
			if i%16 == 15 {
				ends += "\n\t\t"
			}
		}
		fmt.Fprintf(&b, ",\n\tends: [Count + 1]uint16{\n\t\t%s\n\t},\n}\n\n", ends)
	}
	text("alpha2", "the alpha-2 codes", func(c territory) string { return c.alpha2 })
	text("alpha3", "the alpha-3 codes", func(c territory) string { return c.alpha3 })
	text("numeric", "the M49 codes", func(c territory) string { return c.numeric })
	text("identifiers", "the names of the constants", func(c territory) string { return c.identifier })
	for n, language := range languages {
		text("names"+strings.ToUpper(language), "CLDR's names in "+language, func(c territory) string { return c.names[n] })
	}

	b.WriteString("// codes holds the code, by index.\nvar codes = [256]uint16{")
	for i, c := range l {
		fmt.Fprintf(&b, "\n\t%d: %s,", i+1, c.code())
	}
	b.WriteString("}\n\n// indexByCode holds the index of each code, by five bits of each letter.\nvar indexByCode = [1024]uint8{")
	for i, c := range l {
		fmt.Fprintf(&b, "\n\t'%c'&31<<5 | '%c'&31: %d,", c.alpha2[0], c.alpha2[1], i+1)
	}
	b.WriteString("\n}\n\n// indexByAlpha3 holds the index of each alpha-3 code, as a number of three digits to base 26.\nvar indexByAlpha3 = [26 * 26 * 26]uint8{")
	for i, c := range l {
		number := (int(c.alpha3[0]-'A')*26+int(c.alpha3[1]-'A'))*26 + int(c.alpha3[2]-'A')
		fmt.Fprintf(&b, "\n\t%d: %d, // %s", number, i+1, c.alpha3)
	}
	b.WriteString("\n}\n\n// indexByNumber holds the index of each M49 code.\nvar indexByNumber = [1000]uint8{")
	for i, c := range l {
		if c.numeric != "" {
			fmt.Fprintf(&b, "\n\t%s: %d,", strings.TrimLeft(c.numeric, "0"), i+1)
		}
	}
	b.WriteString("\n}\n")
	return b.Bytes()
}

// code returns the constant expression of c's code.
func (c territory) code() string { return fmt.Sprintf("'%c'<<8 | '%c'", c.alpha2[0], c.alpha2[1]) }

// constants returns countries.go.
func (l countryList) constants() []byte {
	var b bytes.Buffer
	header(&b, "relations", "iso3166.tsv (ISO 3166-1, with Kosovo as XK) and CLDR "+cldrVersion)
	b.WriteString("// The countries. Each comment gives the name that [Country.String] returns, and\n" +
		"// the alpha-2, alpha-3 and M49 codes.\nconst (\n")
	sorted := slices.SortedFunc(slices.Values(l), func(a, b territory) int { return cmp.Compare(a.identifier, b.identifier) })
	for _, c := range sorted {
		fmt.Fprintf(&b, "\t%s Country = %s // %s: %s\n", c.identifier, c.code(), c.names[0], strings.TrimSpace(c.alpha2+" "+c.alpha3+" "+c.numeric))
	}
	b.WriteString(")\n")
	return b.Bytes()
}
