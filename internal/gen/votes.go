package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// positions are the votes as votes.txt names them, in the order of the
// constants of type Vote.
var positions = []string{"in favor", "against", "abstained", "not voting"}

type resolution struct {
	symbol, title string
	adopted       time.Time
	record        int
	voters        map[string][]int // by vote, the positions of the countries
}

type rollCalls struct {
	resolutions []resolution
	members     []int
}

func readVotes(countries countryList) (*rollCalls, error) {
	b, err := os.ReadFile(filepath.Join(dataDir, "votes.txt"))
	if err != nil {
		return nil, err
	}
	var calls rollCalls
	vote := "" // the one that is being listed
	for i, line := range strings.Split(string(b), "\n") {
		fail := func(format string, args ...any) error {
			return fmt.Errorf("votes.txt:%d: %s", i+1, fmt.Sprintf(format, args...))
		}
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, codes := "", "", line // codes alone go on with the list of a vote
		if line[0] != ' ' {
			var ok bool
			if key, value, ok = strings.Cut(line, ": "); !ok {
				return nil, fail("no field: %s", line)
			}
			codes = ""
		}
		if key == "resolution" {
			calls.resolutions = append(calls.resolutions, resolution{voters: map[string][]int{}})
		}
		n := len(calls.resolutions)
		if n == 0 {
			return nil, fail("%q before the first resolution", key)
		}
		r := &calls.resolutions[n-1]
		if key != "" {
			vote = ""
		}
		switch key {
		case "":
		case "resolution":
			r.symbol = value
			if want := fmt.Sprintf("A/RES/ES-11/%d", n); value != want {
				return nil, fail("resolution %q, where %q comes next", value, want)
			}
		case "title":
			r.title = value
		case "adopted":
			if r.adopted, err = time.Parse(time.DateOnly, value); err != nil {
				return nil, fail("%v", err)
			}
		case "record":
			if r.record, err = strconv.Atoi(value); err != nil {
				return nil, fail("%v", err)
			}
		default:
			if !slices.Contains(positions, key) {
				return nil, fail("no field %q", key)
			}
			vote, codes = key, value
		}
		for code := range strings.FieldsSeq(codes) {
			p := countries.position(code)
			if p == 0 || vote == "" {
				return nil, fail("%q is no country in the list of a vote", code)
			}
			if list := r.voters[vote]; len(list) > 0 && list[len(list)-1] >= p {
				return nil, fail("%s is named twice, or not in code order", code)
			}
			r.voters[vote] = append(r.voters[vote], p)
		}
	}

	if len(calls.resolutions) > 9 {
		return nil, errors.New("votes.txt: a ballot of 32 bits holds nine resolutions")
	}
	for i, r := range calls.resolutions {
		fail := func(format string, args ...any) error {
			return fmt.Errorf("votes.txt: %s: %s", r.symbol, fmt.Sprintf(format, args...))
		}
		if r.title == "" || r.adopted.IsZero() || r.record == 0 {
			return nil, fail("the title, the date or the record is missing")
		}
		var all []int
		for _, v := range positions {
			all = append(all, r.voters[v]...)
		}
		slices.Sort(all)
		if i == 0 {
			calls.members = all
		}
		for p := range len(countries) + 1 {
			votes, member := 0, slices.Contains(calls.members, p)
			for _, v := range positions {
				if slices.Contains(r.voters[v], p) {
					votes++
				}
			}
			switch {
			case votes > 1:
				return nil, fail("%s votes twice", countries[p-1].alpha2)
			case member && votes == 0:
				return nil, fail("%s, a member, is missing", countries[p-1].alpha2)
			case !member && votes == 1:
				return nil, fail("%s was no member at the first resolution", countries[p-1].alpha2)
			}
		}
	}
	return &calls, nil
}

func setLiteral(positions []int) string {
	var words [4]uint64
	for _, p := range positions {
		words[p/64] |= 1 << (p % 64)
	}
	return fmt.Sprintf("{[4]uint64{%#x, %#x, %#x, %#x}}", words[0], words[1], words[2], words[3])
}

func (c *rollCalls) file() []byte {
	var b bytes.Buffer
	header(&b, "relations", "votes.txt (UN Digital Library, voting records of A/ES-11)")
	fmt.Fprintf(&b, "// resolutionCount is the number of resolutions, whose values run from 1.\nconst resolutionCount = %d\n\n", len(c.resolutions))
	b.WriteString("// resolutions holds what is known of each resolution.\nvar resolutions = [resolutionCount + 1]resolution{\n")
	for i, r := range c.resolutions {
		y, m, d := r.adopted.Date()
		fmt.Fprintf(&b, "\t%d: {%q, %q, Date{%d, %d, %d}, %d},\n", i+1, r.symbol, r.title, y, m, d, r.record)
	}
	b.WriteString("}\n\n// unMembers is the membership of the United Nations.\nvar unMembers = CountrySet" + setLiteral(c.members) + "\n\n")

	b.WriteString("// ballots holds how the country at each position voted: on each resolution in three\n// bits, an octal digit. The last digit is no vote.\nvar ballots = [256]uint32{")
	ballots := make([]uint32, 256)
	for i, r := range c.resolutions {
		for v, name := range positions {
			for _, p := range r.voters[name] {
				ballots[p] |= uint32(v+1) << (3 * (i + 1))
			}
		}
	}
	list(&b, 20, "0o%o", ballots)
	b.WriteString("}\n\n// voters holds who voted how, by resolution and vote.\nvar voters = [resolutionCount + 1][5]CountrySet{\n")
	for i, r := range c.resolutions {
		fmt.Fprintf(&b, "\t%d: {\n", i+1)
		for v, name := range positions {
			fmt.Fprintf(&b, "\t\t%d: %s,\n", v+1, setLiteral(r.voters[name]))
		}
		b.WriteString("\t},\n")
	}
	b.WriteString("}\n")
	return b.Bytes()
}
