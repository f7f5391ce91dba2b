package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// briefing runs the program, and returns what it prints.
func briefing(columns int, args ...string) (out, errs string, status int) {
	var o, e bytes.Buffer
	status = run(args, columns, &o, &e)
	return o.String(), e.String(), status
}

func TestBriefing(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		want []string // lines, in this order
	}{
		{"partners", nil, []string{
			"Relations with Russia, as of March 2023, not updated since",
			"PARTNER          HOW      KINDS",
			"BY Belarus       received unspecified-aid",
			"CN China         given    oil-purchase goods-supply",
			"IR Iran          alleged  defense-ties",
			"KP North Korea   disputed arms-transfer",
			"CATEGORY         SUPPORTERS            PARTNERS",
			"economic         CN IN                 CN IN IR ZA",
			"Votes " + votesUntil() + ": name a country or a -resolution.",
		}},
		{"a partner", []string{"DPRK"}, []string{
			"North Korea (KP), as of March 2023, not updated since",
			"Given to Russia, as reported",
			"  PRK-2  North Korea -> Russia: endorsement, reported",
			"Disputed: a government says so, and another denies it",
			"  PRK-1  North Korea -> Russia: arms-transfer, disputed",
			"    [asserted by United States; denied by North Korea; no date given;",
			"  ES-11/1 against; ES-11/2 against; ES-11/3 against; ES-11/4 against; ES-11/5",
		}},
		{"directions", []string{"BY"}, []string{
			"Given to Russia, as reported", "    [with or about Ukraine; 2022; nyt-2023-03, Belarus]",
			"Received from Russia, as reported", "  BLR-2  Russia -> Belarus: unspecified-aid, reported",
			"Mutual, as reported", "  BLR-1  Belarus <-> Russia: alignment, reported",
			"Background, which is not support", "    [since 2020; nyt-2023-03, Belarus]",
		}},
		{"a period", []string{"ZA", "-kind", "alignment"}, []string{"    [with or about United States; 2022-03 to 2023-03; nyt-2023-03, South Africa]"}},
		{"two countries", []string{"Iran", "Syria"}, []string{"Iran (IR), " + asOf(), "", "Syria (SY), " + asOf()}},
		{"not recorded", []string{"France"}, []string{
			"France (FR), as of March 2023, not updated since", "Not recorded, which says nothing about its ties.",
			"Votes in the eleventh emergency special session of the UN General Assembly,",
			"  ES-11/1 in favor; ES-11/2 in favor; ES-11/3 in favor; ES-11/4 in favor;",
		}},
		{"not a member", []string{"Kosovo"}, []string{"Kosovo (XK), " + asOf(), "  none: not a member of the United Nations"}},
		{"the subject", []string{"Russia"}, []string{"Russia (RU), " + asOf(), "All claims are about it: name a partner, or run briefing alone."}},
		{"by kind", []string{"-kind", "banking,visit"}, []string{
			"Claims as of March 2023, not updated since", "Mutual, as reported",
			"  CHN-1  China <-> Russia: visit, reported", "  IRN-2  Iran <-> Russia: banking, reported",
		}},
		{"by standing", []string{"-standing", "alleged,disputed"}, []string{"Alleged: a government says so", "Disputed: a government says so, and another denies it"}},
		{"a flag after a country", []string{"Iran", "-standing", "alleged", "India"}, []string{
			"Iran (IR), " + asOf(), "  IRN-4  Iran <-> Russia: defense-ties, alleged", "India (IN), " + asOf(), "No claim matches.",
		}},
		{"a roll call", []string{"-resolution", "es-11/1"}, []string{
			"A/RES/ES-11/1 (2022-03-02), Aggression against Ukraine", "in favor: 141",
			"against: 5", "  Belarus, Eritrea, North Korea, Russia, Syria", "abstained: 35", "not voting: 12",
			"Source: UN Digital Library, digitallibrary.un.org/record/3959039",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, errs, status := briefing(80, test.args...)
			assert.Zero(t, status)
			assert.Empty(t, errs)
			rest := strings.Split(out, "\n")
			for _, line := range test.want {
				found := false
				for len(rest) > 0 && !found {
					found, rest = rest[0] == line, rest[1:]
				}
				require.True(t, found, "no line %q where it should be, in:\n%s", line, out)
			}
		})
	}
}

// Each claim is printed once, in a section of its direction and standing.
func TestBriefingPrintsEachClaimOnce(t *testing.T) {
	out, _, _ := briefing(80, "-standing", "reported,alleged,disputed")
	for c := range relations.Claims() {
		assert.Equal(t, 1, strings.Count(out, "\n  "+c.ID+"  "), c.ID)
		out, _, _ := briefing(200, c.From.Alpha3(), c.To.Alpha3())
		assert.Equal(t, 1, strings.Count(out, "\n  "+c.ID+"  "), c.ID)
	}
}

func TestBriefingRefuses(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		want []string // each once in the message
	}{
		{"an unknown country", []string{"Atlantis"}, []string{`briefing: the country "Atlantis" is unknown: give a name, in quotes if it has several words, or a code`}},
		{"a typing error", []string{"Ukrain"}, []string{`briefing: the country "Ukrain" is unknown: did you mean Ukraine?`}},
		{"an ambiguous country", []string{"Korea"}, []string{`briefing: the country "Korea" is ambiguous: did you mean North Korea or South Korea?`}},
		{"no name", []string{""}, []string{`briefing: the country "" is malformed`}},
		{"two mistakes", []string{"Atlantis", "-kind", "weapons"}, []string{`briefing: support kind "weapons": unknown`, "arms-transfer", "Atlantis"}},
		{"an unknown standing", []string{"-standing", "true"}, []string{`briefing: standing "true": unknown`, "reported"}},
		{"an unknown resolution", []string{"-resolution", "ES-11/99"}, []string{`briefing: resolution "ES-11/99": unknown, not in this version`}},
		{"an empty flag", []string{"-kind", ""}, []string{`support kind ""`}},
		{"an unknown flag", []string{"Iran", "-foo"}, []string{"-foo", "Usage of briefing", "-kind kinds", "-resolution symbols", "-standing standings"}},
		{"a flag without a value", []string{"-kind"}, []string{"flag needs an argument: -kind", "Usage of briefing"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, errs, status := briefing(80, test.args...)
			assert.Equal(t, 2, status)
			assert.Empty(t, out)
			for _, want := range test.want {
				assert.Equal(t, 1, strings.Count(errs, want), "%q in:\n%s", want, errs)
			}
		})
	}
}

func TestBriefingHelp(t *testing.T) {
	out, errs, status := briefing(80, "-h")
	assert.Zero(t, status)
	assert.Empty(t, out)
	assert.Contains(t, errs, "Usage of briefing")
}

func TestBriefingFitsTheTerminal(t *testing.T) {
	commands := [][]string{nil, {"-standing", "reported"}}
	for c := range relations.Countries().All() {
		commands = append(commands, []string{c.Alpha2()})
	}
	for r := range relations.Resolutions() {
		commands = append(commands, []string{"-resolution", r.Symbol()})
	}
	for _, columns := range []int{48, 80} {
		longest := 0
		for _, args := range commands {
			out, _, _ := briefing(columns, args...)
			for line := range strings.Lines(out) {
				longest = max(longest, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")))
			}
		}
		assert.LessOrEqual(t, longest, columns)
		assert.Greater(t, longest, columns-5, "the width is used")
	}
	narrow, _, _ := briefing(0, "Iran")
	standard, _, _ := briefing(80, "Iran")
	assert.Equal(t, standard, narrow, "no COLUMNS means 80")
}
