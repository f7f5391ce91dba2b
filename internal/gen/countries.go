package main

import (
	"bytes"
	"cmp"
	"fmt"
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

func (l countryList) file() []byte {
	var b bytes.Buffer
	header(&b, "relations", "iso3166.tsv (ISO 3166-1, 249 entries, with Kosovo as XK)")
	fmt.Fprintf(&b, "// countryCount is the number of countries. Each has a position from 1 to\n"+
		"// countryCount, in code order, which indexes the tables and never leaves the package.\n"+
		"const countryCount = %d\n\n", len(l))

	// Everything is by position, and at position 0 there is no country.
	codes, alpha3, keys := []string{"0"}, []string{""}, []uint32{0}
	alpha2, numeric := "  ", "   "
	positions, byNumber := make([]int, 1024), make([]int, 1000)
	for i, c := range l {
		codes = append(codes, fmt.Sprintf("'%c'<<8 | '%c'", c.alpha2[0], c.alpha2[1]))
		alpha2 += c.alpha2
		alpha3 = append(alpha3, c.alpha3)
		keys = append(keys, alpha3Key(c.alpha3))
		numeric += (c.numeric + "   ")[:3]
		positions[codeIndex(c.alpha2)] = i + 1
		if c.numeric != "" {
			var n int
			fmt.Sscanf(c.numeric, "%d", &n)
			byNumber[n] = i + 1
		}
	}
	b.WriteString("// countryCodes holds the country at each position.\nvar countryCodes = [256]Country{")
	list(&b, 8, "%s", codes)
	b.WriteString("}\n\n// countryPositions holds the position of each code, indexed by five bits of each letter.\n" +
		"var countryPositions = [1024]uint8{")
	list(&b, 20, "%d", positions)
	b.WriteString("}\n\n// alpha2Codes holds the alpha-2 code of each position, two letters each.\nconst alpha2Codes = ")
	quoted(&b, alpha2)
	b.WriteString("\n// numericCodes holds the M49 code of each position, three digits each; spaces: none.\nconst numericCodes = ")
	quoted(&b, numeric)
	b.WriteString("\n// numericPositions holds the position of each M49 code.\nvar numericPositions = [1000]uint8{")
	list(&b, 20, "%d", byNumber)
	b.WriteString("}\n\n// alpha3Codes holds the alpha-3 code of each position.\nvar alpha3Codes = [256]string{")
	list(&b, 12, "%q", alpha3)
	b.WriteString("}\n\n// alpha3Keys holds each code as a number: its three bytes, the first in the highest.\nvar alpha3Keys = [256]uint32{")
	list(&b, 8, "%#x", keys)
	factor, slots := l.alpha3Slots()
	fmt.Fprintf(&b, "}\n\nconst (\n\talpha3SlotBits = %d\n\talpha3Factor = %#x\n)\n\n"+
		"// alpha3Slots holds the position of each alpha-3 code, by the highest bits of its\n"+
		"// key times a factor by which no two codes share a slot.\n"+
		"var alpha3Slots = [1 << alpha3SlotBits]uint8{", alpha3SlotBits, factor)
	list(&b, 20, "%d", slots)
	b.WriteString("}\n")
	return b.Bytes()
}

// alpha3SlotBits makes a table in which room for 250 codes is found soon.
const alpha3SlotBits = 12

// alpha3Key returns the key of an alpha-3 code in upper case.
func alpha3Key(s string) uint32 { return uint32(s[0])<<16 | uint32(s[1])<<8 | uint32(s[2]) }

// alpha3Slots returns a factor that sends each alpha-3 code to a slot of its
// own, and the slots.
func (l countryList) alpha3Slots() (factor uint32, slots []uint8) {
search:
	for factor = 0x9E3779B1; ; factor += 2 { // 2^32 over the golden ratio
		slots = make([]uint8, 1<<alpha3SlotBits)
		for i, c := range l {
			at := alpha3Key(c.alpha3) * factor >> (32 - alpha3SlotBits)
			if slots[at] != 0 {
				continue search
			}
			slots[at] = uint8(i + 1)
		}
		return factor, slots
	}
}
