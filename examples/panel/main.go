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
//	            1 if such a tie is reported, in any direction, or 0
//	alleged     1 if a government says that there is a further tie, or 0
//	disputed    1 if a government says so and another denies it, or 0
//	claims_as_of
//	            when the latest source of the claims was published
//
// The claims are those of all sources, and the same in all rows of a country: not a time
// series, though the votes beside them go on. 0 is for a tie that is not recorded, which
// does not mean that there is none; the cells of a country that no source lists are empty.
// ES-11/8 differs from the other resolutions, and the votes of Syria since December 2024
// are those of another government; see relations.Resolution.
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
		"diplomatic", "economic", "military", "unspecified_aid", "alleged", "disputed", "claims_as_of"})
	for c := range relations.UNMembers().All() {
		claims := ties(data, c)
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

// ties returns the cells from diplomatic to claims_as_of, by the claims of data.
func ties(data relations.Dataset, c relations.Country) []string {
	r, recorded := data.Of(c)
	if !recorded {
		return make([]string, 7)
	}
	var cells []string
	add := func(is bool) { cells = append(cells, map[bool]string{false: "0", true: "1"}[is]) }
	for _, k := range []relations.SupportKind{relations.Diplomatic, relations.Economic, relations.Military,
		relations.UnspecifiedAid} {
		add(r.Given.Has(k) || r.Received.Has(k) || r.Mutual.Has(k))
	}
	add(!r.Alleged.IsZero())
	add(!r.Disputed.IsZero())
	var asOf relations.Date
	for claim := range data.Claims(relations.Involving(c)) {
		if s, _ := data.SourceByID(claim.Source); s.Published.Compare(asOf) > 0 {
			asOf = s.Published
		}
	}
	text, _ := asOf.MarshalText() // empty if no source is dated
	return append(cells, string(text))
}
