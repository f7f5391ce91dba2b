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
func briefing(args ...string) (out, errs string, status int) {
	var o, e bytes.Buffer
	status = run(args, &o, &e)
	return o.String(), e.String(), status
}

func TestBriefing(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		want []string // lines, in this order
	}{
		{
			"partners", nil,
			[]string{
				"Relations with Russia, as reported up to 2023-03",
				"Belarus       received  unspecified-aid",
				"China         given     oil-purchase goods-supply",
				"Iran          alleged   defense-ties",
				"North Korea   disputed  arms-transfer",
			},
		},
		{
			"a partner", []string{"DPRK"},
			[]string{
				"North Korea (KP)",
				"PRK-1  North Korea -> Russia: arms-transfer, disputed",
				"  [asserted by United States; denied by North Korea; no date given; nyt-2023-03,",
				"  ES-11/1 against; ES-11/2 against; ES-11/3 against; ES-11/4 against; ES-11/5",
			},
		},
		{
			"dates", []string{"BY"},
			[]string{"  [with or about Ukraine; 2022; nyt-2023-03, Belarus]"},
		},
		{
			"an open date", []string{"-kind", "background", "Belarus"},
			[]string{"BLR-3  Belarus <-> Russia: background, reported", "  [since 2020; nyt-2023-03, Belarus]"},
		},
		{"two countries", []string{"Iran", "Syria"}, []string{"Iran (IR)", "Syria (SY)"}},
		{
			"not recorded", []string{"France"},
			[]string{"France (FR)", "Not recorded, which says nothing of its ties.", "Votes in the General Assembly, which are no claims"},
		},
		{"not a member", []string{"Kosovo"}, []string{"Kosovo (XK)", "Not a member of the United Nations: no votes."}},
		{"the subject", []string{"Russia"}, []string{"Russia (RU)", "The dataset is about it: name a partner, or nothing for all of them."}},
		{"by kind", []string{"-kind", "banking,visit"}, []string{"CHN-1  China <-> Russia: visit, reported", "IRN-2  Iran <-> Russia: banking, reported"}},
		{"by standing", []string{"-standing", "alleged,disputed"}, []string{"IRN-4  Iran <-> Russia: defense-ties, alleged", "PRK-1  North Korea -> Russia: arms-transfer, disputed"}},
		{"no match", []string{"-standing", "disputed", "India"}, []string{"India (IN)", "No claim matches."}},
		{
			"a roll call", []string{"-resolution", "es-11/1"},
			[]string{
				"A/RES/ES-11/1 (2022-03-02), Aggression against Ukraine", "in favor: 141",
				"against: 5", "  Belarus, Eritrea, North Korea, Russia, Syria", "abstained: 35", "not voting: 12",
				"Source: UN Digital Library, digitallibrary.un.org/record/3959039",
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, errs, status := briefing(test.args...)
			assert.Zero(t, status)
			assert.Empty(t, errs)
			rest := strings.Split(out, "\n")
			for _, line := range test.want {
				found := false
				for len(rest) > 0 && !found {
					found = rest[0] == line
					rest = rest[1:]
				}
				require.True(t, found, "no line %q, in its place, in:\n%s", line, out)
			}
		})
	}
}

func TestBriefingRefuses(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		want string // part of the message
	}{
		{"an unknown country", []string{"Atlantis"}, "give a name, or a code such as IR or IRN"},
		{"an ambiguous country", []string{"Korea"}, "say North Korea (KP) or South Korea (KR)"},
		{"an unknown kind", []string{"-kind", "weapons"}, "arms-transfer"},
		{"an unknown standing", []string{"-standing", "true"}, "not one of reported alleged disputed"},
		{"an unknown resolution", []string{"-resolution", "ES-11/9"}, "A/RES/ES-11/1 to A/RES/ES-11/8"},
		{"an unknown flag", []string{"-x"}, "-x"},
		{"a roll call with a country", []string{"-resolution", "ES-11/1", "Iran"}, "nothing else"},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, errs, status := briefing(test.args...)
			assert.Equal(t, 2, status)
			assert.Empty(t, out)
			assert.Contains(t, errs, "briefing: ")
			assert.Contains(t, errs, test.want)
		})
	}
}

func TestBriefingHelp(t *testing.T) {
	_, errs, status := briefing("-h")
	assert.Zero(t, status)
	assert.Contains(t, errs, "usage: briefing")
}

func TestBriefingFitsTheTerminal(t *testing.T) {
	commands := [][]string{nil, {"-standing", "reported"}}
	for c := range relations.Countries().All() {
		commands = append(commands, []string{c.Alpha2()})
	}
	for r := range relations.Resolutions() {
		commands = append(commands, []string{"-resolution", r.Symbol()})
	}
	for _, args := range commands {
		out, _, status := briefing(args...)
		assert.Zero(t, status)
		for line := range strings.Lines(out) {
			assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), 80, "%v: %s", args, line)
		}
	}
}
