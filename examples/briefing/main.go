// Briefing prints what the embedded dataset records about Russia's partners.
//
//	briefing                            all partners, by direction and standing
//	briefing Iran "South Africa"        the claims about each country, and its votes
//	briefing -kind military             the claims of a kind, about all partners
//	briefing Iran -standing alleged,disputed
//	briefing -resolution ES-11/1        how each country voted on a resolution
//
// Flags and countries can be in any order. COLUMNS in the environment sets the width of lines.
// The exit status is 2 if a name or a flag is wrong.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/warmrelations/relations"
)

func main() {
	columns, _ := strconv.Atoi(os.Getenv("COLUMNS")) // 0 if it is not set
	os.Exit(run(relations.Embedded(), os.Args[1:], columns, os.Stdout, os.Stderr))
}

func run(data relations.Dataset, args []string, columns int, stdout, stderr io.Writer) int {
	words := map[string][]string{} // the words of each flag, and the countries
	flags := flag.NewFlagSet("briefing [flag ...] [country ...]", flag.ContinueOnError)
	flags.SetOutput(stderr)
	for name, usage := range map[string]string{
		"kind":       "only claims of these `kinds`: military,oil-purchase ...",
		"standing":   "only claims of these `standings`: reported,alleged,disputed",
		"resolution": "the roll calls with these `symbols`: ES-11/1,ES-11/2 ...",
	} {
		flags.Func(name, usage, func(list string) error {
			words[name] = append(words[name], strings.Split(list, ",")...)
			return nil
		})
	}
	for len(args) > 0 { // Parse stops at the first country
		if err := flags.Parse(args); err == flag.ErrHelp {
			return 0
		} else if err != nil {
			return 2
		}
		if args = flags.Args(); len(args) > 0 {
			words["country"], args = append(words["country"], args[0]), args[1:]
		}
	}
	kinds, err1 := parseAll(words["kind"], relations.ParseSupportKind)
	standings, err2 := parseAll(words["standing"], relations.ParseStanding)
	resolutions, err3 := parseAll(words["resolution"], relations.ParseResolution)
	countries, err4 := parseAll(words["country"], relations.ParseCountry)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		fmt.Fprintln(stderr, err)
		return 2
	}
	var filters []relations.Filter
	if len(kinds) > 0 {
		filters = append(filters, relations.OfKind(kinds...))
	}
	if len(standings) > 0 {
		filters = append(filters, relations.OfStanding(standings...))
	}

	var out strings.Builder
	for _, r := range resolutions {
		printRollCall(&out, r)
	}
	for _, c := range countries {
		printCountry(&out, data, c, relations.And(filters...))
	}
	if len(filters) > 0 && len(countries) == 0 {
		fmt.Fprintf(&out, "\tClaims %s\n", asOf(data))
		printClaims(&out, data, relations.And(filters...))
	} else if len(resolutions)+len(countries) == 0 {
		printPartners(&out, data)
	}
	wrap(stdout, out.String(), cmp.Or(max(columns, 0), 80))
	return 0
}

// parseAll parses each word, and returns all errors.
func parseAll[T any](words []string, parse func(string) (T, error)) (values []T, err error) {
	for _, word := range words {
		v, parseErr := parse(word)
		values, err = append(values, v), errors.Join(err, parseErr)
	}
	return values, err
}

// wrap writes text in lines of up to the given number of columns. It wraps the words after a
// tab, and indents them as far as the tab. It does not change lines without a tab.
func wrap(w io.Writer, text string, columns int) {
	for line := range strings.Lines(text) {
		indent, words, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		line, space := indent, ""
		for _, word := range strings.Fields(words) {
			if space != "" && utf8.RuneCountInString(line+space+word) > columns {
				fmt.Fprintln(w, line)
				line, space = strings.Repeat(" ", utf8.RuneCountInString(indent)), ""
			}
			line += space + word
			space = " "
		}
		fmt.Fprintln(w, line)
	}
}

func printPartners(w io.Writer, data relations.Dataset) {
	subject := data.Header().Subject
	fmt.Fprintf(w, "\tRelations with %v, %s\n\nPARTNER          HOW      KINDS\n", subject, asOf(data))
	for r := range data.All() {
		for i, kinds := range []relations.KindSet{r.Given, r.Received, r.Mutual, r.Alleged, r.Disputed} {
			if !kinds.IsZero() {
				how := []string{"given", "received", "mutual", "alleged", "disputed"}[i]
				fmt.Fprintf(w, "%s %-13v %-9s\t%v\n", r.Partner.Alpha2(), r.Partner, how, kinds)
			}
		}
	}
	fmt.Fprintln(w, "\nCATEGORY         GIVERS                PARTNERS")
	for k := range relations.Kinds().All() {
		if k.IsSupport() && k == k.Category() {
			fmt.Fprintf(w, "%-16v %-21v \t%v\n", k, data.Givers(k), data.Partners(k))
		}
	}
	fmt.Fprintln(w)
	for r := range data.All() {
		for _, note := range notes(r, subject) {
			fmt.Fprintf(w, "%s  \t%s\n", r.Partner.Alpha2(), note)
		}
	}
	fmt.Fprintf(w, "\n\tgiven: the partner gives it to %[1]v. received: %[1]v gives it to the partner. mutual: a tie "+
		"without a giver. alleged: a government says so. disputed: a government says so, and another denies it. The "+
		"second table contains only reported claims: givers give to %[1]v, and partners have such a tie in any "+
		"direction. If a country is not listed, nothing about its ties is recorded.\n\n", subject)
	for s := range data.Sources() {
		fmt.Fprintf(w, "\tSource: %s\n", s.Citation())
	}
	fmt.Fprintln(w, "\tVotes: name a country or a -resolution.")
}

// notes returns remarks that explain the kinds of r.
func notes(r relations.Relation, subject relations.Country) []string {
	var notes []string
	add := func(applies bool, note string) {
		if applies {
			notes = append(notes, note)
		}
	}
	given := r.Given.Intersect(relations.Diplomatic.Kinds())
	add(given.IsZero() && r.Mutual.Has(relations.Diplomatic), "Absent from the diplomatic givers only because its "+
		"diplomatic ties are mutual, and a mutual tie has no giver.")
	add(given == relations.NewKindSet(relations.NonCondemnation), "Among the diplomatic givers only because it has "+
		"not condemned the war.")
	add(given == relations.NewKindSet(relations.Alignment), "Among the diplomatic givers only because it has moved "+
		"closer to "+subject.String()+".")
	add(r.Given.Has(relations.GoodsSupply), "Its goods are economic even if the military uses them, because "+
		"the source names no weapons among them.")
	add(r.Partner == relations.Syria, "The government changed in December 2024: the claims and the earlier "+
		"votes concern the former government.")
	add(r.Partner == relations.NorthKorea, "It confirmed in April 2025 that its troops fought for Russia, which does "+
		"not settle the claim on ammunition.")
	return notes
}

// printCountry prints the claims about c that match filter, and the votes of c.
func printCountry(w io.Writer, data relations.Dataset, c relations.Country, filter relations.Filter) {
	fmt.Fprintf(w, "\t%v (%s), %s\n", c, c.Alpha2(), asOf(data))
	if r, recorded := data.Of(c); recorded {
		printClaims(w, data, relations.And(filter, relations.Involving(c)))
		for _, note := range notes(r, data.Header().Subject) {
			fmt.Fprintf(w, "\n\tNote: %s\n", note)
		}
	} else if c == data.Header().Subject {
		fmt.Fprintln(w, "\n\tAll claims are about it: name a partner, or run briefing without a country.")
	} else {
		fmt.Fprintf(w, "\n\tNothing about its ties with %v is recorded, which does not mean that there are none.\n",
			data.Header().Subject)
	}
	all := slices.Collect(relations.Resolutions())
	fmt.Fprintf(w, "\n\tVotes on %d resolutions of the UN General Assembly from %s to %s. A vote is not a claim. ES-11/8 "+
		"is a draft of the United States that was amended against its wish.\n",
		len(all), month(all[0].Adopted()), month(all[len(all)-1].Adopted()))
	var votes []string
	for r, v := range relations.Votes(c) {
		votes = append(votes, strings.TrimPrefix(r.Symbol(), "A/RES/")+" "+v.String())
	}
	fmt.Fprintf(w, "  \t%s\n\n", cmp.Or(strings.Join(votes, "; "), "none: not a member of the United Nations"))
}

// printClaims prints the claims that match filter, by direction and standing.
func printClaims(w io.Writer, data relations.Dataset, filter relations.Filter) {
	found := false
	section := func(heading string, filters ...relations.Filter) {
		claims := slices.Collect(data.Claims(append(filters, filter)...))
		if len(claims) > 0 {
			found = true
			fmt.Fprintf(w, "\n\t%s\n", heading)
		}
		for _, c := range claims {
			printClaim(w, c)
		}
	}
	subject := data.Header().Subject
	to, from := relations.To(subject), relations.From(subject)
	support, reported := relations.Not(relations.OfKind(relations.Background)), relations.OfStanding(relations.Reported)
	section(fmt.Sprintf("Given to %v, as reported", subject), support, reported, to)
	section(fmt.Sprintf("Received from %v, as reported", subject), support, reported, from)
	section("Mutual, as reported", support, reported, relations.Not(relations.Or(to, from)))
	section("Alleged: a government says so", support, relations.OfStanding(relations.Alleged))
	section("Disputed: a government says so, and another denies it", support, relations.OfStanding(relations.Disputed))
	section("Background, which is not support", relations.OfKind(relations.Background))
	if !found {
		fmt.Fprintln(w, "\n\tNo claim matches.")
	}
}

func printClaim(w io.Writer, c relations.Claim) {
	dyad := fmt.Sprintf("%v -> %v", c.From, c.To)
	if c.Kind == relations.Background { // it has no giver
		dyad = c.From.String()
	} else if c.Mutual {
		dyad = fmt.Sprintf("%v <-> %v", c.From, c.To)
	}
	roles := []string{"asserted by ", "denied by ", "with or about "}
	if c.Standing() == relations.Reported {
		roles[1] = "a denial by "
	}
	who := ""
	for i, countries := range []relations.CountrySet{c.AssertedBy, c.DeniedBy, c.Others} {
		if !countries.IsZero() {
			who += roles[i] + names(countries) + "; "
		}
	}
	when := "since " + c.Start.String()
	if !c.Start.IsValid() {
		when = "no date given"
	} else if c.End == c.Start {
		when = c.Start.String()
	} else if c.End.IsValid() {
		when = fmt.Sprintf("%v to %v", c.Start, c.End)
	}
	fmt.Fprintf(w, "  %s  \t%s: %v, %v\n    \t%s\n", c.ID, dyad, c.Kind, c.Standing(), c.Summary)
	fmt.Fprintf(w, "    \t[%s%s; %s, %s]\n", who, when, c.Source, c.Section)
}

func printRollCall(w io.Writer, r relations.Resolution) {
	fmt.Fprintf(w, "\t%s (%v), %s\n", r.Symbol(), r.Adopted(), r.Title())
	for _, v := range []relations.Vote{relations.InFavor, relations.Against, relations.Abstained, relations.NotVoting} {
		fmt.Fprintf(w, "\n%v: %d\n  \t%s\n", v, r.Voters(v).Len(), names(r.Voters(v)))
	}
	fmt.Fprintf(w, "\n\tSource: UN Digital Library, digitallibrary.un.org/record/%d\n\n", r.Record())
}

func names(countries relations.CountrySet) string {
	var list []string
	for c := range countries.All() {
		list = append(list, c.String())
	}
	return strings.Join(list, ", ")
}

// asOf returns the dates of the first and the last source, in words.
func asOf(data relations.Dataset) string {
	dates := []relations.Date{data.AsOf()}
	for s := range data.Sources() {
		dates = append(dates, s.Published)
	}
	first, last := month(slices.MinFunc(dates, relations.Date.Compare)), month(data.AsOf())
	if first == last {
		return "as of " + last + ", not updated since"
	}
	return "as of " + first + " to " + last + ", each as of its source"
}

// month returns a date as "March 2023", or as "2023" if it has no month.
func month(d relations.Date) string {
	if d.Month == 0 {
		return d.String()
	}
	return fmt.Sprint(time.Month(d.Month), " ", d.Year)
}
