// Briefing prints what the embedded dataset records.
//
//	briefing                            every partner, by kinds of support
//	briefing Iran "South Africa"        the claims on each, and how it voted
//	briefing -kind military             the claims of a kind, of all partners
//	briefing -standing alleged,disputed
//	briefing -resolution ES-11/1        a roll call, by position
//
// Names are read as relations.ParseCountry reads them. The exit status is 2 if
// a name, a kind or a flag is wrong.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/warmrelations/relations"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	status := run(os.Args[1:], out, os.Stderr)
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, "briefing:", err)
		status = 1
	}
	os.Exit(status)
}

// A request is what the command line asks for.
type request struct {
	countries  []relations.Country
	filters    []relations.Filter
	resolution relations.Resolution
}

func run(args []string, out, errs io.Writer) int {
	r, err := parse(args, errs)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintln(errs, "briefing:", err)
		return 2
	}
	switch {
	case r.resolution.IsValid():
		printRollCall(out, r.resolution)
	case len(r.countries) > 0:
		for i, c := range r.countries {
			if i > 0 {
				fmt.Fprintln(out)
			}
			printCountry(out, c, r.filters)
		}
	case len(r.filters) > 0:
		printClaims(out, relations.Claims(r.filters...))
	default:
		printPartners(out)
	}
	return 0
}

func parse(args []string, errs io.Writer) (request, error) {
	var r request
	flags := flag.NewFlagSet("briefing", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Func("kind", "only claims of these `kinds`, with commas between: military, oil-purchase ...", func(s string) error {
		var kinds []relations.SupportKind
		for name := range strings.SplitSeq(s, ",") {
			k, err := relations.ParseSupportKind(name)
			if err != nil {
				return err
			}
			kinds = append(kinds, k)
		}
		r.filters = append(r.filters, relations.OfKind(kinds...))
		return nil
	})
	flags.Func("standing", "only claims of these `standings`: reported, alleged, disputed", func(s string) error {
		var standings []relations.Standing
		for name := range strings.SplitSeq(s, ",") {
			v, err := relations.ParseStanding(name)
			if err != nil {
				return fmt.Errorf("%w, not one of reported alleged disputed", err)
			}
			standings = append(standings, v)
		}
		r.filters = append(r.filters, relations.WithStanding(standings...))
		return nil
	})
	flags.TextVar(&r.resolution, "resolution", relations.Resolution(0), "the roll call on a `resolution`, such as ES-11/1")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(errs)
			fmt.Fprintln(errs, "usage: briefing [-kind kinds] [-standing standings] [country ...]\n       briefing -resolution symbol")
			flags.PrintDefaults()
		}
		return r, err
	}
	for _, name := range flags.Args() {
		c, err := relations.ParseCountry(name)
		if err != nil {
			return r, explain(err)
		}
		r.countries = append(r.countries, c)
	}
	if r.resolution.IsValid() && (len(r.countries) > 0 || len(r.filters) > 0) {
		return r, errors.New("-resolution goes with nothing else")
	}
	return r, nil
}

// explain adds to the error of a country's name what would have been right.
func explain(err error) error {
	var parse *relations.ParseError
	if errors.As(err, &parse) && errors.Is(err, relations.ErrAmbiguous) {
		var names []string
		for c := range parse.Candidates().All() {
			names = append(names, fmt.Sprintf("%s (%s)", c, c.Alpha2()))
		}
		return fmt.Errorf("%w: say %s", err, strings.Join(names, " or "))
	}
	return fmt.Errorf("%w: give a name, or a code such as IR or IRN; run briefing alone for the partners", err)
}

// printPartners prints a row for each partner and way of support.
func printPartners(out io.Writer) {
	header := relations.Embedded().Header()
	fmt.Fprintf(out, "Relations with %s, as reported up to %s\n\n", header.Subject, header.AsOf)
	fmt.Fprintf(out, "%-13s %-9s %s\n", "PARTNER", "SUPPORT", "KINDS")
	for r := range relations.All() {
		for _, row := range []struct {
			way   string
			kinds relations.KindSet
		}{
			{"given", r.Given}, {"received", r.Received}, {"shared", r.Shared},
			{"alleged", r.Alleged}, {"disputed", r.Disputed},
		} {
			if !row.kinds.IsEmpty() {
				fmt.Fprintf(out, "%-13s %-9s %s\n", r.Partner, row.way, row.kinds)
			}
		}
	}
	fmt.Fprintf(out, "\n")
	wrap(out, "", fmt.Sprintf("given: the partner gives it to %[1]s; received: %[1]s gives it to the partner; "+
		"shared: mutual; alleged: a government says so; disputed: another denies it. "+
		"A country that is not listed is not recorded, which says nothing of its ties.", header.Subject))
	for s := range relations.Sources() {
		wrap(out, "", "Source: "+s.Citation())
	}
}

// printCountry prints the claims on c for which the filters hold, and how it
// voted.
func printCountry(out io.Writer, c relations.Country, filters []relations.Filter) {
	fmt.Fprintf(out, "%s (%s)\n\n", c, c.Alpha2())
	subject := relations.Embedded().Header().Subject
	_, recorded := relations.Of(c)
	switch {
	case c == subject:
		fmt.Fprintln(out, "The dataset is about it: name a partner, or nothing for all of them.")
	case !recorded:
		fmt.Fprintln(out, "Not recorded, which says nothing of its ties.")
	default:
		printClaims(out, relations.Claims(append(filters, relations.Involving(c))...))
	}
	var votes []string
	for r, v := range relations.Votes(c) {
		votes = append(votes, strings.TrimPrefix(r.Symbol(), "A/RES/")+" "+v.String())
	}
	if len(votes) == 0 {
		fmt.Fprintln(out, "\nNot a member of the United Nations: no votes.")
		return
	}
	fmt.Fprintf(out, "\nVotes in the General Assembly, which are no claims\n")
	wrap(out, "  ", strings.Join(votes, "; "))
}

func printClaims(out io.Writer, claims iter.Seq[relations.Claim]) {
	n := 0
	for c := range claims {
		if n++; n > 1 {
			fmt.Fprintln(out)
		}
		arrow := "->"
		if c.Mutual {
			arrow = "<->"
		}
		fmt.Fprintf(out, "%s  %s %s %s: %s, %s\n", c.ID, c.From, arrow, c.To, c.Kind, c.Standing())
		wrap(out, "  ", c.Summary)
		wrap(out, "  ", particulars(c))
	}
	if n == 0 {
		fmt.Fprintln(out, "No claim matches.")
	}
}

// particulars returns who says it, when it holds, and where it stands.
func particulars(c relations.Claim) string {
	var parts []string
	for _, p := range []struct {
		what string
		who  relations.CountrySet
	}{{"asserted by", c.AssertedBy}, {"denied by", c.DeniedBy}, {"with or about", c.Others}} {
		if !p.who.IsEmpty() {
			parts = append(parts, p.what+" "+names(p.who))
		}
	}
	switch {
	case !c.Start.IsValid():
		parts = append(parts, "no date given")
	case c.End == c.Start:
		parts = append(parts, c.Start.String())
	case c.End.IsValid():
		parts = append(parts, c.Start.String()+" to "+c.End.String())
	default:
		parts = append(parts, "since "+c.Start.String())
	}
	return "[" + strings.Join(parts, "; ") + "; " + c.Source + ", " + c.Section + "]"
}

func names(set relations.CountrySet) string {
	var list []string
	for c := range set.All() {
		list = append(list, c.String())
	}
	return strings.Join(list, ", ")
}

// printRollCall prints who took which position on a resolution.
func printRollCall(out io.Writer, r relations.Resolution) {
	wrap(out, "", fmt.Sprintf("%s (%s), %s", r.Symbol(), r.Adopted(), r.Title()))
	for _, v := range []relations.Vote{relations.InFavor, relations.Against, relations.Abstained, relations.NotVoting} {
		voters := r.Voters(v)
		fmt.Fprintf(out, "\n%s: %d\n", v, voters.Len())
		wrap(out, "  ", names(voters))
	}
	fmt.Fprintf(out, "\nSource: UN Digital Library, digitallibrary.un.org/record/%d\n", r.Record())
}

// wrap prints text in lines of up to 80 columns, each after the indent.
func wrap(out io.Writer, indent, text string) {
	const columns = 80
	line := indent
	for word := range strings.FieldsSeq(text) {
		if line != indent && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > columns {
			fmt.Fprintln(out, line)
			line = indent
		}
		if line != indent {
			line += " "
		}
		line += word
	}
	fmt.Fprintln(out, line)
}
