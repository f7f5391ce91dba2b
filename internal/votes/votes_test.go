package votes

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const block = `resolution: A/RES/1
number: 1
title: A title: with a colon
adopted: 2022-03-02
record: 17
in favor: AD AE
    AF
against:
abstained: FR
not voting: ZW
`

// next is another block with the same date.
var next = strings.NewReplacer("RES/1", "RES/2", "number: 1", "number: 2").Replace(block)

func TestParse(t *testing.T) {
	first := RollCall{Symbol: "A/RES/1", Number: 1, Title: "A title: with a colon", Adopted: "2022-03-02", Record: 17,
		Votes: [4][]string{{"AD", "AE", "AF"}, {}, {"FR"}, {"ZW"}}}
	second := first
	second.Symbol, second.Number = "A/RES/2", 2
	for _, tt := range []struct {
		name, text string
		want       []RollCall
	}{
		{"nothing", "", nil},
		{"only comments", "# a\n\n# b\n", nil},
		{"a block", block, []RollCall{first}},
		{"two blocks, with comments and carriage returns",
			strings.ReplaceAll("# head\n\n"+block+"\n\n# between\n"+next, "\n", "\r\n"), []RollCall{first, second}},
		{"the second number first", next + "\n" + block, []RollCall{second, first}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			have, err := Parse(tt.text)
			require.NoError(t, err)
			assert.Empty(t, cmp.Diff(tt.want, have))
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"a missing key", "record: 17\n", "", "8 keys, want"},
		{"another key", "title:", "titel:", `key "titel", want "title"`},
		{"a record that is not a number", "17", "x17", `strconv.Atoi: parsing "x17"`},
		{"a number twice", "number: 2", "number: 1", "number 1: want each from 1 to 2 once"},
		{"a missing number", "number: 2", "number: 3", "number 3: want each from 1 to 2 once"},
		{"a number from 0", "number: 2", "number: 0", "number 0: want each from 1 to 2 once"},
		{"not a number", "number: 2", "number: x", `strconv.Atoi: parsing "x"`},
		{"an earlier date", "2022-03-02", "2022-03-01", "adopted before the block above"},
		{"codes out of order", "AD AE", "AE AD", "in favor: the codes are not in order: AE before AD"},
		{"a country twice in a list", "AD AE", "AD AD", "in favor: AD occurs twice in the block"},
		{"a country in two lists", "FR", "AE", "abstained: AE occurs twice in the block"},
		{"an alpha-3 code", "FR", "FRA", `abstained: "FRA" is not an alpha-2 code`},
		{"a code in lower case", "FR", "Fr", `abstained: "Fr" is not an alpha-2 code`},
		{"a missing member", "AD AE", "AE", "AD is missing"},
		{"the last member is missing", "ZW", "", "ZW is missing"},
		{"another member", "AD AE", "AC AD AE", "AC is not in the block before"},
		{"a different last member", "ZW", "ZZ", "ZW is missing"},
		{"another member at the end", "ZW", "ZW ZZ", "ZZ is not in the block before"},
		{"a continuation line at the start", "resolution: A/RES/2", "  resolution: A/RES/2", `key "  resolution"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(block + "\n" + strings.Replace(next, tt.old, tt.new, 1))
			assert.ErrorContains(t, err, ": "+tt.want)
		})
	}
}

func TestEmbedded(t *testing.T) {
	all, err := Embedded()
	require.NoError(t, err)
	for _, r := range all {
		assert.Len(t, slices.Concat(r.Votes[:]...), 193, r.Symbol)
	}
}
