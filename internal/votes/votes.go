// Package votes reads the roll calls in votes.txt, a format that is easy to read and to compare.
// Countries are alpha-2 codes, since the package does not import package relations.
//
// A block of votes.txt is a roll call:
//
//	resolution: A/RES/ES-11/1
//	number: 1
//	title: Aggression against Ukraine
//	adopted: 2022-03-02
//	record: 3959039
//	in favor: AD AE AF AG
//	    AL AR
//	against: BY ER KP RU SY
//	abstained: AM
//	not voting: AZ
//
// The blocks are in the order of adoption. The number of a resolution never changes. A new block
// gets the next number, wherever it is added. A line that starts with white space continues the
// previous line. A line that starts with # is a comment.
package votes

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed votes.txt
var text string

// A RollCall is one block.
type RollCall struct {
	Symbol, Title string
	Number        int         // from 1
	Adopted       string      // ISO 8601
	Record        int         // in the UN Digital Library
	Votes         [4][]string // alpha-2 codes: in favor, against, abstained, not voting
}

// keys are the keys of a block, in order.
var keys = []string{"resolution", "number", "title", "adopted", "record", "in favor", "against", "abstained",
	"not voting"}

// firstList is the index in keys of the first list.
const firstList = 5

// Embedded returns the roll calls of votes.txt, in the order of the file.
func Embedded() ([]RollCall, error) { return Parse(text) }

// Parse returns the roll calls in a text. It returns an error in these cases:
//
//   - a key of a block is missing, unknown or out of order;
//   - the numbers are not 1 to the number of blocks;
//   - a block was adopted before the previous block;
//   - a code is not two capital letters, is out of order or occurs twice in a block;
//   - a block does not have the same members as the previous block.
func Parse(text string) ([]RollCall, error) {
	var all []RollCall
	var members []string
	blocks := blocks(text)
	numbers := map[int]bool{}
	for _, block := range blocks {
		r, err := parseBlock(block)
		have := slices.Sorted(slices.Values(slices.Concat(r.Votes[:]...)))
		switch {
		case err != nil:
		case r.Number < 1 || r.Number > len(blocks) || numbers[r.Number]:
			err = fmt.Errorf("number %d: want each from 1 to %d once", r.Number, len(blocks))
		case len(all) > 0 && r.Adopted < all[len(all)-1].Adopted:
			err = fmt.Errorf("adopted before the block above")
		case len(all) > 0:
			err = compare(members, have)
		}
		numbers[r.Number] = true
		if err != nil {
			return nil, fmt.Errorf("votes: %s: %w", block[0], err)
		}
		members = have
		all = append(all, r)
	}
	return all, nil
}

// compare returns an error if two sorted lists differ. The error names the first member that is
// in only one of them.
func compare(before, now []string) error {
	for i := range max(len(before), len(now)) {
		switch {
		case i == len(now) || i < len(before) && before[i] < now[i]:
			return fmt.Errorf("%s is missing", before[i])
		case i == len(before) || before[i] > now[i]:
			return fmt.Errorf("%s is not in the block before", now[i])
		}
	}
	return nil
}

// blocks returns the lines of each block of a text. It omits comments and joins continued lines.
func blocks(text string) [][]string {
	var all [][]string
	var block []string
	for line := range strings.Lines(text + "\n\n") {
		line = strings.TrimRight(line, " \t\r\n")
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "":
			if len(block) > 0 {
				all = append(all, block)
				block = nil
			}
		case line != strings.TrimLeft(line, " \t") && len(block) > 0:
			block[len(block)-1] += " " + strings.TrimSpace(line)
		default:
			block = append(block, line)
		}
	}
	return all
}

func parseBlock(lines []string) (RollCall, error) {
	var r RollCall
	if len(lines) != len(keys) {
		return r, fmt.Errorf("%d keys, want %q", len(lines), keys)
	}
	listed := make(map[string]bool, 256)
	for i, line := range lines {
		key, value, _ := strings.Cut(line, ":")
		if key != keys[i] {
			return r, fmt.Errorf("key %q, want %q", key, keys[i])
		}
		value = strings.TrimSpace(value)
		var err error
		switch key {
		case "resolution":
			r.Symbol = value
		case "number":
			r.Number, err = strconv.Atoi(value)
		case "title":
			r.Title = value
		case "adopted":
			r.Adopted = value
		case "record":
			r.Record, err = strconv.Atoi(value)
		default:
			r.Votes[i-firstList] = strings.Fields(value)
			last := ""
			for _, code := range r.Votes[i-firstList] {
				switch {
				case len(code) != 2 || code < "AA" || code > "ZZ" || code[1] < 'A' || code[1] > 'Z':
					err = fmt.Errorf("%s: %q is not an alpha-2 code", key, code)
				case listed[code]:
					err = fmt.Errorf("%s: %s occurs twice in the block", key, code)
				case code < last:
					err = fmt.Errorf("%s: the codes are not in order: %s before %s", key, last, code)
				}
				listed[code], last = true, code
			}
		}
		if err != nil {
			return r, err
		}
	}
	return r, nil
}
