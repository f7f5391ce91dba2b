package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// positions are the votes as votes.txt names them, in the order of the
// constants of type Vote.
var positions = []string{"in favor", "against", "abstained", "not voting"}

type resolution struct {
	symbol, title, adopted, record string
	voters                         map[string][]int // by vote, the positions of the countries
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
	var list []int // the positions of the vote being read
	flush := func(vote string) {
		if vote != "" {
			calls.resolutions[len(calls.resolutions)-1].voters[vote] = list
		}
		list = nil
	}
	vote := ""
	for i, line := range strings.Split(string(b), "\n") {
		fail := func(what string) error { return fmt.Errorf("votes.txt:%d: %s: %s", i+1, what, line) }
		if line == "" || line[0] == '#' {
			continue
		}
		codes := line
		if line[0] != ' ' {
			flush(vote)
			vote = ""
			key, value, ok := strings.Cut(line, ": ")
			if key == "resolution" {
				calls.resolutions = append(calls.resolutions, resolution{voters: map[string][]int{}})
			}
			if !ok || len(calls.resolutions) == 0 {
				return nil, fail("no field")
			}
			r := &calls.resolutions[len(calls.resolutions)-1]
			switch key {
			case "resolution":
				r.symbol = value
				continue
			case "title":
				r.title = value
				continue
			case "adopted":
				r.adopted = value
				continue
			case "record":
				r.record = value
				continue
			}
			if !slices.Contains(positions, key) {
				return nil, fail("no field")
			}
			vote, codes = key, value
		}
		for code := range strings.FieldsSeq(codes) {
			p := countries.position(code)
			if p == 0 {
				return nil, fail("no country " + code)
			}
			list = append(list, p)
		}
	}
	flush(vote)

	if len(calls.resolutions) > 9 {
		return nil, errors.New("votes.txt: a ballot of 32 bits holds nine resolutions")
	}
	for i, r := range calls.resolutions {
		var all []int
		for _, v := range positions {
			all = append(all, r.voters[v]...)
		}
		slices.Sort(all)
		if i == 0 {
			calls.members = all
		}
		if len(slices.Compact(slices.Clone(all))) != len(all) || !slices.Equal(all, calls.members) {
			return nil, fmt.Errorf("votes.txt: %s: a member is missing or named twice", r.symbol)
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
		var y, m, d int
		fmt.Sscanf(r.adopted, "%d-%d-%d", &y, &m, &d)
		fmt.Fprintf(&b, "\t%d: {%q, %q, Date{%d, %d, %d}, %s},\n", i+1, r.symbol, r.title, y, m, d, r.record)
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
