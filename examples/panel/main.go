// Panel writes a CSV table with a row for each country and resolution, for R:
//
//	panel <- read.csv("panel.csv", na.strings = "")
//
// What is unknown or does not apply is an empty cell. The columns:
//
//	iso3        ISO 3166-1 alpha-3 code (the alpha-2 code of Namibia, NA, would be read as missing)
//	country     English name, of Unicode CLDR
//	resolution  symbol, without A/RES/
//	adopted     day of the vote
//	vote        in favor, against, abstained or not voting
//	agreement   with Russia: Lijphart's index, 0 to 1, over the roll calls up to that day and on it
//	rollcalls   in how many of these both cast a vote
//	diplomatic, economic, military, unspecified_aid
//	            number of reported claims of the category, in any direction
//	alleged     number of claims of support that a government makes
//	disputed    number of such claims that another government denies
//
// The claims are those of all sources, and the same in all rows of a country: not
// a time series. The cells of a country that no source lists are empty,
// since it may have such ties. The number of claims is not that of events. ES-11/8
// differs from the other resolutions; see relations.Resolution.
package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/warmrelations/relations"
)

func main() { os.Exit(run(relations.Embedded(), os.Args[1:], os.Stdout, os.Stderr)) }

func run(data relations.Dataset, args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		fmt.Fprintln(stderr, "usage: panel > panel.csv")
		return 2
	}
	table := csv.NewWriter(stdout)
	table.Write([]string{"iso3", "country", "resolution", "adopted", "vote", "agreement", "rollcalls",
		"diplomatic", "economic", "military", "unspecified_aid", "alleged", "disputed"})
	for c := range relations.UNMembers().All() {
		claims := counts(data, c)
		for r := range relations.Resolutions() {
			table.Write(append(votes(c, r), claims...))
		}
	}
	table.Flush()
	if err := table.Error(); err != nil {
		fmt.Fprintln(stderr, "panel:", err)
		return 1
	}
	return 0
}

// votes returns the cells from iso3 to rollcalls.
func votes(c relations.Country, r relations.Resolution) []string {
	var until []relations.Resolution
	for earlier := range relations.Resolutions() {
		if earlier.Adopted().Compare(r.Adopted()) <= 0 {
			until = append(until, earlier)
		}
	}
	agreement := ""
	index, n := relations.AgreementOver(c, relations.Russia, until...)
	if n > 0 { // else it is NaN
		agreement = strconv.FormatFloat(index, 'f', 4, 64)
	}
	vote, _ := r.Vote(c).MarshalText() // empty if there is no record
	return []string{c.Alpha3(), c.String(), strings.TrimPrefix(r.Symbol(), "A/RES/"), r.Adopted().String(),
		string(vote), agreement, strconv.Itoa(n)}
}

// counts returns the cells from diplomatic to disputed, by the claims of data.
func counts(data relations.Dataset, c relations.Country) []string {
	if _, recorded := data.Of(c); !recorded {
		return make([]string, 6)
	}
	var cells []string
	count := func(s relations.Standing, kind relations.Filter) {
		n := 0
		for range data.Claims(relations.Involving(c), relations.OfStanding(s), kind) {
			n++
		}
		cells = append(cells, strconv.Itoa(n))
	}
	count(relations.Reported, relations.OfKind(relations.Diplomatic))
	count(relations.Reported, relations.OfKind(relations.Economic))
	count(relations.Reported, relations.OfKind(relations.Military))
	count(relations.Reported, relations.OfKind(relations.UnspecifiedAid))
	support := relations.Not(relations.OfKind(relations.Background))
	count(relations.Alleged, support)
	count(relations.Disputed, support)
	return cells
}
