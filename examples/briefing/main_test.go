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

// briefing runs the program and returns its output.
func briefing(data relations.Dataset, columns int, args ...string) (out, errs string, status int) {
	var o, e bytes.Buffer
	status = run(data, args, columns, &o, &e)
	return o.String(), e.String(), status
}

// dataset returns a small dataset with a source for each date. All claims are from source a.
func dataset(t *testing.T, dates ...string) relations.Dataset {
	t.Helper()
	var sources []relations.Source
	for i, text := range dates {
		date, err := relations.ParseDate(text)
		require.NoError(t, err)
		sources = append(sources, relations.Source{ID: string(rune('a' + i)), Title: "A report", Published: date})
	}
	d, err := relations.DecodeCSV(strings.NewReader(`id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section
BLR-1,BY,RU,true,alignment,,,,,,Invented.,a,one
BLR-2,RU,BY,false,unspecified-aid,2020,2020,,,,Invented.,a,one
BLR-3,BY,RU,true,background,2020,,,,,Invented.,a,one
BLR-4,BY,RU,false,territory-access,2022,2022,,,UA,Invented.,a,one
CHN-1,CN,RU,true,visit,2023-03,2023-03,,,,Invented.,a,two
CHN-2,CN,RU,false,goods-supply,2022-03,2023-03,,,US,Invented.,a,two
CHN-3,CN,RU,false,oil-purchase,,,,,,Invented.,a,two
IND-1,IN,RU,false,non-condemnation,,,,,UA,Invented.,a,three
IRN-1,IR,RU,true,banking,,,,,,Invented.,a,three
IRN-2,IR,RU,true,defense-ties,,,US,,,Invented.,a,three
PRK-1,KP,RU,false,arms-transfer,,,US,KP,,Invented.,a,four
PRK-2,KP,RU,false,endorsement,,,,,UA,Invented.,a,four
SYR-1,SY,RU,true,background,,,,SY,,Invented.,a,four
ZAF-1,ZA,RU,false,alignment,,,,,,Invented.,a,four
`), relations.Header{Subject: relations.Russia}, sources)
	require.NoError(t, err)
	return d
}

func TestAsOf(t *testing.T) {
	for _, test := range []struct {
		name  string
		dates []string // of the sources
		want  string
	}{
		{"a month", []string{"2023-03"}, "as of March 2023, not updated since"},
		{"a year", []string{"2023"}, "as of 2023, not updated since"},
		{"two days of a month", []string{"2023-03-20", "2023-03-02"}, "as of March 2023, not updated since"},
		{"several months", []string{"2024-05", "2023-03", "2025-04-28", "2025-01"},
			"as of March 2023 to April 2025, each as of its source"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, args := range [][]string{nil, {"Iran"}, {"-kind", "banking"}} {
				out, _, _ := briefing(dataset(t, test.dates...), 100, args...)
				assert.Regexp(t, "^.* "+test.want+"\n", out)
			}
		})
	}
}

func TestBriefing(t *testing.T) {
	data := dataset(t, "2023-03")
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
			"CN China         mutual   visit",
			"IR Iran          alleged  defense-ties",
			"KP North Korea   disputed arms-transfer",
			"CATEGORY         GIVERS                PARTNERS",
			"diplomatic       IN KP ZA              BY CN IN KP ZA",
			"economic         CN                    CN IR",
			"BY  Absent from the diplomatic givers only because its diplomatic ties are",
			"    mutual, and a mutual tie has no giver.",
			"IN  Among the diplomatic givers only because it has not condemned the war.",
			"KP  It confirmed in April 2025 that its troops fought for Russia, which does not",
			"SY  The government changed in December 2024: the claims and the earlier votes",
			"ZA  Among the diplomatic givers only because it has moved closer to Russia.",
			"Source: “A report”, 2023-03",
			"Votes: name a country or a -resolution.",
		}},
		{"a partner", []string{"DPRK"}, []string{
			"North Korea (KP), as of March 2023, not updated since",
			"Given to Russia, as reported",
			"  PRK-2  North Korea -> Russia: endorsement, reported",
			"Disputed: a government says so, and another denies it",
			"  PRK-1  North Korea -> Russia: arms-transfer, disputed",
			"    [asserted by United States; denied by North Korea; no date given; a, four]",
			"  ES-11/1 against; ES-11/2 against; ES-11/3 against; ES-11/4 against; ES-11/5",
		}},
		{"directions", []string{"BY"}, []string{
			"Given to Russia, as reported", "    [with or about Ukraine; 2022; a, one]",
			"Received from Russia, as reported", "  BLR-2  Russia -> Belarus: unspecified-aid, reported",
			"Mutual, as reported", "  BLR-1  Belarus <-> Russia: alignment, reported",
			"Background, which is not support", "  BLR-3  Belarus: background, reported", "    [since 2020; a, one]",
		}},
		{"a denial, and a note", []string{"Syria"}, []string{
			"  SYR-1  Syria: background, reported", "    [a denial by Syria; no date given; a, four]",
			"Note: The government changed in December 2024: the claims and the earlier votes",
		}},
		{"a period", []string{"CN", "-kind", "economic"},
			[]string{"    [with or about United States; 2022-03 to 2023-03; a, two]"}},
		{"not recorded", []string{"France"}, []string{
			"France (FR), as of March 2023, not updated since", "Nothing about its ties with Russia is recorded, which does not mean that there",
			"amended against its wish.",
			"  ES-11/1 in favor; ES-11/2 in favor; ES-11/3 in favor; ES-11/4 in favor;",
		}},
		{"not a member", []string{"Kosovo"}, []string{"Kosovo (XK), " + asOf(data),
			"  none: not a member of the United Nations"}},
		{"the subject", []string{"Russia"}, []string{"Russia (RU), " + asOf(data),
			"All claims are about it: name a partner, or run briefing without a country."}},
		{"by kind", []string{"-kind", "banking,visit"}, []string{
			"Claims as of March 2023, not updated since", "Mutual, as reported",
			"  CHN-1  China <-> Russia: visit, reported", "  IRN-1  Iran <-> Russia: banking, reported",
		}},
		{"by standing", []string{"-standing", "alleged,disputed"},
			[]string{"Alleged: a government says so", "Disputed: a government says so, and another denies it"}},
		{"a flag after a country", []string{"Iran", "-standing", "alleged", "China"}, []string{
			"Iran (IR), " + asOf(data), "  IRN-2  Iran <-> Russia: defense-ties, alleged",
			"China (CN), " + asOf(data), "No claim matches.",
		}},
		{"a roll call", []string{"-resolution", "es-11/1"}, []string{
			"A/RES/ES-11/1 (2022-03-02), Aggression against Ukraine", "in favor: 141",
			"against: 5", "  Belarus, Eritrea, North Korea, Russia, Syria", "abstained: 35", "not voting: 12",
			"Source: UN Digital Library, digitallibrary.un.org/record/3959039",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, errs, status := briefing(data, 80, test.args...)
			assert.Zero(t, status)
			assert.Empty(t, errs)
			rest := "\n" + out
			for _, line := range test.want {
				_, after, found := strings.Cut(rest, "\n"+line+"\n")
				require.True(t, found, "line %q is missing or out of order in:\n%s", line, out)
				rest = "\n" + after
			}
		})
	}
}

// Each claim is printed once, whether it is selected by standing or by country.
func TestBriefingPrintsEachClaimOnce(t *testing.T) {
	out, _, _ := briefing(relations.Embedded(), 80, "-standing", "reported,alleged,disputed")
	for c := range relations.Claims() {
		assert.Equal(t, 1, strings.Count(out, "\n  "+c.ID+"  "), c.ID)
		out, _, _ := briefing(relations.Embedded(), 200, c.From.Alpha3(), c.To.Alpha3())
		assert.Equal(t, 1, strings.Count(out, "\n  "+c.ID+"  "), c.ID)
	}
}

func TestBriefingUsage(t *testing.T) {
	for _, test := range []struct {
		name   string
		args   []string
		status int
		want   []string // on standard error, once each
	}{
		{"help", []string{"-h"}, 0, []string{"Usage of briefing"}},
		{"unknown country", []string{"Atlantis"}, 2, []string{`relations: country "Atlantis": unknown` + "\n"}},
		{"misspelled country", []string{"Ukrain"}, 2, []string{`country "Ukrain": unknown; did you mean Ukraine?`}},
		{"ambiguous country", []string{"Korea"}, 2, []string{`country "Korea": ambiguous: North Korea or South Korea`}},
		{"empty country", []string{""}, 2, []string{`country "": malformed: empty`}},
		{"two errors", []string{"Atlantis", "-kind", "weapons"}, 2,
			[]string{`support kind "weapons": unknown`, "arms-transfer", `country "Atlantis": unknown`}},
		{"unknown standing", []string{"-standing", "true"}, 2, []string{`standing "true": unknown`, "reported"}},
		{"unknown resolution", []string{"-resolution", "ES-11/99"}, 2,
			[]string{`resolution "ES-11/99": unknown, not one of the `}},
		{"empty flag", []string{"-kind", ""}, 2, []string{`support kind ""`}},
		{"unknown flag", []string{"Iran", "-foo"}, 2, []string{"-foo", "Usage of briefing", "-kind kinds",
			"-resolution symbols", "-standing standings"}},
		{"flag without a value", []string{"-kind"}, 2, []string{"flag needs an argument: -kind", "Usage of briefing"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, errs, status := briefing(relations.Embedded(), 80, test.args...)
			assert.Equal(t, test.status, status)
			assert.Empty(t, out)
			for _, want := range test.want {
				assert.Equal(t, 1, strings.Count(errs, want), "%q in:\n%s", want, errs)
			}
		})
	}
}

// Only Syria and North Korea have a note on an event after the source.
func TestBriefingNotes(t *testing.T) {
	for c := range relations.Countries().All() {
		out, _, _ := briefing(relations.Embedded(), 200, c.Alpha2())
		assert.Equal(t, c == relations.Syria, strings.Contains(out, "December 2024"), c)
		assert.Equal(t, c == relations.NorthKorea, strings.Contains(out, "April 2025"), c)
	}
}

func TestBriefingWidth(t *testing.T) {
	all := strings.Fields(relations.Countries().String())
	for r := range relations.Resolutions() {
		all = append(all, "-resolution", r.Symbol())
	}
	for _, columns := range []int{48, 80} {
		longest := 0
		for _, args := range [][]string{nil, {"-standing", "reported"}, all} {
			out, _, _ := briefing(relations.Embedded(), columns, args...)
			for line := range strings.Lines(out) {
				longest = max(longest, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")))
			}
		}
		assert.LessOrEqual(t, longest, columns)
		assert.Greater(t, longest, columns-5, "the full width is used")
	}
	unset, _, _ := briefing(relations.Embedded(), 0, "Iran")
	standard, _, _ := briefing(relations.Embedded(), 80, "Iran")
	assert.Equal(t, standard, unset, "the default is 80 columns")
}
