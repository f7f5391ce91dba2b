// Panel writes a CSV table for R, with a row for each resolution and each UN member except Russia:
//
//	panel <- read.csv("panel.csv", na.strings = "")
//
// A cell is empty if its value is unknown or does not apply. The columns:
//
//	iso3        ISO 3166-1 alpha-3 code (R would read NA, the alpha-2 code of Namibia, as missing)
//	country     English name from Unicode CLDR
//	resolution  symbol, without A/RES/
//	adopted     day of the vote
//	vote        in favor, against, abstained or not voting
//	agreement   with Russia: Lijphart's index, 0 to 1, over the roll calls up to and including that day
//	rollcalls   number of these roll calls in which both countries cast a vote
//	diplomatic, economic, military, unspecified_aid
//	            1 if such a tie is reported, in any direction, or 0
//	alleged     1 if a government asserts a tie that no government denies, or 0
//	disputed    1 if a government asserts a tie that a government denies, or 0
//	claims_as_of
//	            when the latest source of the claims was published
//
// The cells from diplomatic on are based on all sources, and are the same in all rows of a country.
// They are not a time series, although the votes are. 0 means that no such tie is reported; it does
// not mean that there is none. The cells are empty if no source lists the country. Since they vary
// over a few countries only, do not treat the rows as independent. ES-11/8 differs from the other
// resolutions, and the votes of Syria since December 2024 are those of another government; see
// relations.Resolution.
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
	subject := relations.NewCountrySet(data.Header().Subject)
	for c := range relations.UNMembers().Minus(subject).All() {
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
	if n > 0 { // otherwise index is NaN
		agreement = strconv.FormatFloat(index, 'f', 4, 64)
	}
	vote, _ := r.Vote(c).MarshalText() // empty if there is no record
	return []string{c.Alpha3(), c.String(), strings.TrimPrefix(r.Symbol(), "A/RES/"), r.Adopted().String(),
		string(vote), agreement, strconv.Itoa(n)}
}

// ties returns the cells from diplomatic to claims_as_of.
func ties(data relations.Dataset, c relations.Country) []string {
	r, recorded := data.Of(c)
	if !recorded {
		return make([]string, 7)
	}
	var cells []string
	add := func(tie bool) { cells = append(cells, map[bool]string{false: "0", true: "1"}[tie]) }
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
