package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"
)

// A territory is an entry of ISO 3166-1, or Kosovo. Its index in the list,
// counted from 1, is its index in every generated table.
type territory struct {
	alpha2, alpha3, numeric, short string
	names                          []string // CLDR's, in the order of languages
	identifier                     string
	state                          string // the alpha-2 code of the state that it belongs to, or ""
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
	if rows, err = readTable("sovereign.tsv", "alpha2 sovereign"); err != nil {
		return nil, err
	}
	for _, r := range rows {
		i := list.index(r[0])
		if i == 0 || list.index(r[1]) == 0 {
			return nil, fmt.Errorf("sovereign.tsv: no country %q or %q", r[0], r[1])
		}
		list[i-1].state = r[1]
	}
	if rows, err = readTable("identifiers.tsv", "alpha2 identifier"); err != nil {
		return nil, err
	}
	return list, list.nameConstants(rows)
}

// nameConstants sets the identifiers, and checks that each is exported and unique. They are
// written by hand, so that a change of a name in CLDR does not change a constant.
func (l countryList) nameConstants(rows [][]string) error {
	owners := map[string]string{} // alpha-2 code by identifier
	for _, r := range rows {
		i := l.index(r[0])
		switch {
		case i == 0 || l[i-1].identifier != "":
			return fmt.Errorf("identifiers.tsv: %s is no country, or has two lines", r[0])
		case !token.IsIdentifier(r[1]) || !token.IsExported(r[1]):
			return fmt.Errorf("identifiers.tsv: %q (%s) is not an exported identifier", r[1], r[0])
		case owners[r[1]] != "":
			return fmt.Errorf("identifiers.tsv: %s is the constant of %s and %s", r[1], owners[r[1]], r[0])
		}
		l[i-1].identifier, owners[r[1]] = r[1], r[0]
	}
	for _, c := range l {
		if c.identifier == "" {
			return fmt.Errorf("identifiers.tsv: %s has no line", c.alpha2)
		}
	}
	return nil
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
	header(&b, "country", "iso3166.tsv (ISO 3166-1, with Kosovo as XK) and CLDR")
	fmt.Fprintf(&b, "// Count is the number of countries.\nconst Count = %d\n\n", len(l))

	// One text with the ends of its parts takes less space than a string for each part.
	text := func(name, doc string, value func(territory) string) {
		fmt.Fprintf(&b, "// %s contains %s, by index.\nvar %s = table{\n\ttext: \"\" +", name, doc, name)
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
	text("states", "the codes of the states that territories belong to", func(c territory) string { return c.state })
	text("identifiers", "the names of the constants", func(c territory) string { return c.identifier })
	for n, language := range languages {
		text("names"+strings.ToUpper(language), "CLDR's names in "+language, func(c territory) string { return c.names[n] })
	}

	b.WriteString("// codes contains the codes, by index.\nvar codes = [256]uint16{")
	for i, c := range l {
		fmt.Fprintf(&b, "\n\t%d: %s,", i+1, c.code())
	}
	b.WriteString("}\n\n// indexByCode contains the index of each code, by the low five bits of both letters.\n" +
		"var indexByCode = [1024]uint8{")
	for i, c := range l {
		fmt.Fprintf(&b, "\n\t'%c'&31<<5 | '%c'&31: %d,", c.alpha2[0], c.alpha2[1], i+1)
	}
	b.WriteString("\n}\n\n// rowByLetters contains the row in indexByAlpha3 of the first two letters of each alpha-3\n" +
		"// code, read as a number to base 26.\nvar rowByLetters = [26 * 26]uint8{")
	sorted := slices.SortedFunc(slices.Values(l), func(a, b territory) int { return cmp.Compare(a.alpha3, b.alpha3) })
	rows := []string{""} // the first is empty
	for _, c := range sorted {
		if letters := c.alpha3[:2]; letters != rows[len(rows)-1] {
			fmt.Fprintf(&b, "\n\t%d: %d, // %s", int(letters[0]-'A')*26+int(letters[1]-'A'), len(rows), letters)
			rows = append(rows, letters)
		}
	}
	b.WriteString("\n}\n\n// indexByAlpha3 contains the index of each alpha-3 code, by the row of the first two letters\n" +
		"// and by the third.\nvar indexByAlpha3 = [...][26]uint8{")
	for i, letters := range rows {
		fmt.Fprintf(&b, "\n\t%d: {", i)
		for _, c := range sorted {
			if c.alpha3[:2] == letters {
				fmt.Fprintf(&b, "%d: %d,", c.alpha3[2]-'A', l.index(c.alpha2))
			}
		}
		b.WriteString("},")
	}
	b.WriteString("\n}\n\n// indexByNumber contains the index of each M49 code.\nvar indexByNumber = [1000]uint8{")
	for i, c := range l {
		if c.numeric != "" {
			fmt.Fprintf(&b, "\n\t%s: %d,", strings.TrimLeft(c.numeric, "0"), i+1)
		}
	}
	b.WriteString("\n}\n")
	return b.Bytes()
}

// code returns the code of c as a constant expression.
func (c territory) code() string { return fmt.Sprintf("'%c'<<8 | '%c'", c.alpha2[0], c.alpha2[1]) }

// constants returns countries.go.
func (l countryList) constants(cldrVersion string) []byte {
	var b bytes.Buffer
	header(&b, "relations", "iso3166.tsv (ISO 3166-1, with Kosovo as XK) and CLDR")
	fmt.Fprintf(&b, "// CLDRVersion is the version of Unicode CLDR that the names of countries come from.\n"+
		"const CLDRVersion = %q\n\n", cldrVersion)
	b.WriteString("// The countries. Each comment gives the name that [Country.String] returns, and\n" +
		"// the alpha-2, alpha-3 and M49 codes.\nconst (\n")
	byName := func(a, b territory) int { return cmp.Compare(a.identifier, b.identifier) }
	for _, c := range slices.SortedFunc(slices.Values(l), byName) {
		codes := strings.TrimSpace(c.alpha2 + " " + c.alpha3 + " " + c.numeric)
		fmt.Fprintf(&b, "\t%s Country = %s // %s: %s\n", c.identifier, c.code(), c.names[0], codes)
	}
	b.WriteString(")\n")
	return b.Bytes()
}
