package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// A country is an entry of ISO 3166-1, or Kosovo. Its position in the list,
// counted from 1, is its index in every generated table.
type country struct {
	alpha2, alpha3, numeric, short string
}

type countryList []country

// kosovo is not in ISO 3166-1. CLDR has it under the user-assigned code XK;
// the three letters are those of the World Bank and the European Union.
var kosovo = country{alpha2: "XK", alpha3: "XKX", short: "Kosovo"}

func readCountries() (countryList, error) {
	rows, err := readTable("iso3166.tsv", "alpha2 alpha3 numeric short_name")
	if err != nil {
		return nil, err
	}
	list := countryList{kosovo}
	for _, r := range rows {
		list = append(list, country{r[0], r[1], r[2], r[3]})
	}
	slices.SortFunc(list, func(a, b country) int { return cmp.Compare(a.alpha2, b.alpha2) })
	for i, c := range list {
		if len(c.alpha2) != 2 || len(c.alpha3) != 3 || i > 0 && c.alpha2 == list[i-1].alpha2 {
			return nil, fmt.Errorf("iso3166.tsv: bad or repeated entry %+v", c)
		}
	}
	if len(list) > 255 {
		return nil, fmt.Errorf("%d countries, more than a CountrySet has bits", len(list))
	}
	return list, nil
}

// position returns the position of an alpha-2 code, or 0.
func (l countryList) position(alpha2 string) int {
	for i, c := range l {
		if c.alpha2 == alpha2 {
			return i + 1
		}
	}
	return 0
}

// codeIndex is the index of two upper-case letters in the tables of 32 by 32.
func codeIndex(s string) int { return int(s[0]&31)<<5 | int(s[1]&31) }

// letter returns the place of a capital in the alphabet, from 0.
func letter(s string, i int) int { return int(s[i] - 'A') }

// rowOf is the index of the first two letters of an alpha-3 code in alpha3Rows.
func rowOf(s string) int { return letter(s, 0)<<5 | letter(s, 1) }

func (l countryList) file() []byte {
	var b bytes.Buffer
	header(&b, "relations", "iso3166.tsv (ISO 3166-1, 249 entries, with Kosovo as XK)")
	fmt.Fprintf(&b, "// countryCount is the number of countries. Each has a position from 1 to\n"+
		"// countryCount, in code order, which indexes the tables and never leaves the package.\n"+
		"const countryCount = %d\n\n", len(l))

	b.WriteString("// countryCodes holds the country at each position.\nvar countryCodes = [256]Country{0")
	for i, c := range l {
		if i%8 == 0 {
			b.WriteString(",\n\t")
		} else {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "'%c'<<8 | '%c'", c.alpha2[0], c.alpha2[1])
	}
	b.WriteString(",\n}\n\n")

	positions := make([]uint8, 1024)
	alpha2, alpha3, numeric := "  ", "   ", "   "
	byNumber := make([]uint8, 1000)
	for i, c := range l {
		positions[codeIndex(c.alpha2)] = uint8(i + 1)
		alpha2 += c.alpha2
		alpha3 += c.alpha3
		numeric += (c.numeric + "   ")[:3]
		if c.numeric != "" {
			var n int
			fmt.Sscanf(c.numeric, "%d", &n)
			byNumber[n] = uint8(i + 1)
		}
	}
	b.WriteString("// countryPositions holds the position of each code, indexed by five bits of each letter.\n" +
		"var countryPositions = [1024]uint8{")
	list(&b, "%d", positions)
	b.WriteString("}\n\n")
	for _, t := range []struct{ name, doc, text string }{
		{"alpha2Codes", "holds the alpha-2 code of each position, two letters each", alpha2},
		{"alpha3Codes", "holds the alpha-3 code of each position, three letters each", alpha3},
		{"numericCodes", "holds the M49 code of each position, three digits each; spaces: none", numeric},
	} {
		fmt.Fprintf(&b, "// %s %s.\nconst %s = ", t.name, t.doc, t.name)
		quoted(&b, t.text, 60)
		b.WriteString("\n")
	}
	b.WriteString("// numericPositions holds the position of each M49 code.\nvar numericPositions = [1000]uint8{")
	list(&b, "%d", byNumber)
	b.WriteString("}\n\n")

	rows, cells := l.alpha3Tables()
	b.WriteString("// alpha3Rows and alpha3Cells find a country by its alpha-3 code: the row of its\n" +
		"// first two letters plus its third letter is the index of the cell. Rows overlap\n" +
		"// where their cells leave room, so the code in the cell is to be compared.\n" +
		"var alpha3Rows = [26 * 32]uint16{")
	list(&b, "%d", rows)
	fmt.Fprintf(&b, "}\n\nvar alpha3Cells = [%d]struct {\n\tcode    uint16 // its letters, counted from 0, in five bits each\n\tcountry Country\n}{", len(cells))
	for i, p := range cells {
		if p == 0 {
			continue
		}
		c := l[p-1]
		fmt.Fprintf(&b, "\n\t%d: {%#05x, '%c'<<8 | '%c'},", i, rowOf(c.alpha3)<<5|letter(c.alpha3, 2), c.alpha2[0], c.alpha2[1])
	}
	b.WriteString("\n}\n")
	return b.Bytes()
}

// alpha3Tables packs the sparse table of alpha-3 codes by row displacement:
// each row goes to the first place where its cells fall on free ones.
func (l countryList) alpha3Tables() (rows []uint16, cells []uint8) {
	byRow := map[int][]int{}
	for i, c := range l {
		byRow[rowOf(c.alpha3)] = append(byRow[rowOf(c.alpha3)], i)
	}
	order := slices.Collect(maps.Keys(byRow))
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(byRow[b]), len(byRow[a])), cmp.Compare(a, b))
	})
	rows = make([]uint16, 26*32)
	cells = make([]uint8, 2048)
	used := 0
	for _, r := range order {
		taken := func(at int) bool {
			return slices.ContainsFunc(byRow[r], func(i int) bool { return cells[at+letter(l[i].alpha3, 2)] != 0 })
		}
		at := 0
		for taken(at) {
			at++
		}
		rows[r] = uint16(at)
		for _, i := range byRow[r] {
			cells[at+letter(l[i].alpha3, 2)] = uint8(i + 1)
			used = max(used, at)
		}
	}
	return rows, cells[:used+26]
}
