// Briefing prints what the embedded dataset records about Russia's partners.
//
//	briefing                            every partner, by direction and standing
//	briefing Iran "South Africa"        the claims on each country, and its votes
//	briefing -kind military             the claims of a kind, on all partners
//	briefing Iran -standing alleged,disputed
//	briefing -resolution ES-11/1        who voted how on a resolution
//
// Flags and countries may come in any order. COLUMNS sets the width of lines. The exit
// status is 2 if a name or a flag is wrong.
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
	var kindNames, standingNames, symbols, countryNames []string
	flags := flag.NewFlagSet("briefing [flag ...] [country ...]", flag.ContinueOnError)
	flags.SetOutput(stderr)
	list := func(name, usage string, words *[]string) {
		flags.Func(name, usage, func(s string) error {
			*words = append(*words, strings.Split(s, ",")...)
			return nil
		})
	}
	list("kind", "only claims of these `kinds`: military,oil-purchase ...", &kindNames)
	list("standing", "only claims of these `standings`: reported,alleged,disputed", &standingNames)
	list("resolution", "the roll calls with these `symbols`: ES-11/1,ES-11/2 ...", &symbols)
	// Parse stops at the first argument that is not a flag. It prints its own errors, and the usage.
	for len(args) > 0 {
		if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			return 0
		} else if err != nil {
			return 2
		}
		if args = flags.Args(); len(args) > 0 {
			countryNames, args = append(countryNames, args[0]), args[1:]
		}
	}

	kinds, err1 := parseAll(kindNames, relations.ParseSupportKind)
	standings, err2 := parseAll(standingNames, relations.ParseStanding)
	resolutions, err3 := parseAll(symbols, relations.ParseResolution)
	countries, err4 := parseAll(countryNames, relations.ParseCountry)
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

	p := printer{data, stdout, cmp.Or(max(columns, 0), 80)}
	for _, r := range resolutions {
		p.rollCall(r)
	}
	for _, c := range countries {
		p.country(c, filters)
	}
	switch {
	case len(filters) > 0 && len(countries) == 0:
		p.text("", "Claims "+asOf(data))
		p.claims(filters)
	case len(resolutions)+len(countries) == 0:
		p.partners()
	}
	return 0
}

// parseAll parses each word, and returns all the errors.
func parseAll[T any](words []string, parse func(string) (T, error)) (values []T, err error) {
	for _, word := range words {
		v, parseErr := parse(word)
		values, err = append(values, v), errors.Join(err, parseErr)
	}
	return values, err
}

// asOf says as of when the claims hold, by the first and the last source.
func asOf(data relations.Dataset) string {
	first, last := data.AsOf(), month(data.AsOf())
	for s := range data.Sources() {
		first = slices.MinFunc([]relations.Date{first, s.Published}, relations.Date.Compare)
	}
	if month(first) == last {
		return "as of " + last + ", not updated since"
	}
	return "as of " + month(first) + " to " + last + ", each as of its source"
}

// rollCalls says how many roll calls there are, and from when.
func rollCalls() string {
	all := slices.Collect(relations.Resolutions())
	first, last := month(all[0].Adopted()), month(all[len(all)-1].Adopted())
	return fmt.Sprintf("%d resolutions of the UN General Assembly from %s to %s", len(all), first, last)
}

// month returns a date as "March 2023", or as the year alone.
func month(d relations.Date) string {
	if d.Month == 0 {
		return d.String()
	}
	return fmt.Sprint(time.Month(d.Month), " ", d.Year)
}

func names(countries relations.CountrySet) string {
	var list []string
	for c := range countries.All() {
		list = append(list, c.String())
	}
	return strings.Join(list, ", ")
}

// A printer prints what data records, in lines of up to a number of columns.
type printer struct {
	data    relations.Dataset
	out     io.Writer
	columns int
}

// text prints the words of a text after an indent, and further lines after as many spaces.
func (p printer) text(indent, text string) {
	line := indent
	for i, word := range strings.Fields(text) {
		if i > 0 && utf8.RuneCountInString(line+" "+word) > p.columns {
			fmt.Fprintln(p.out, line)
			line = strings.Repeat(" ", utf8.RuneCountInString(indent))
		} else if i > 0 {
			line += " "
		}
		line += word
	}
	fmt.Fprintln(p.out, line)
}

// paragraph prints an empty line and a text.
func (p printer) paragraph(text string) {
	fmt.Fprintln(p.out)
	p.text("", text)
}

// partners prints a table of the partners, and one of the categories.
func (p printer) partners() {
	p.text("", fmt.Sprintf("Relations with %v, %s", p.data.Header().Subject, asOf(p.data)))
	fmt.Fprintf(p.out, "\n%-16s %-8s %s\n", "PARTNER", "HOW", "KINDS")
	how := []string{"given", "received", "mutual", "alleged", "disputed"}
	for r := range p.data.All() {
		for i, kinds := range []relations.KindSet{r.Given, r.Received, r.Mutual, r.Alleged, r.Disputed} {
			if !kinds.IsZero() {
				p.text(fmt.Sprintf("%s %-13v %-9s", r.Partner.Alpha2(), r.Partner, how[i]), kinds.String())
			}
		}
	}
	fmt.Fprintf(p.out, "\n%-16s %-21s %s\n", "CATEGORY", "GIVERS    ", "PARTNERS")
	for k := range relations.Kinds().All() {
		if k.IsSupport() && k == k.Category() {
			p.text(fmt.Sprintf("%-16v %-21v ", k, p.data.Givers(k)), p.data.Partners(k).String())
		}
	}
	fmt.Fprintln(p.out)
	for r := range p.data.All() {
		for _, note := range p.notes(r) {
			p.text(r.Partner.Alpha2()+"  ", note)
		}
	}
	p.paragraph(fmt.Sprintf("given: the partner gives it to %[1]v. received: %[1]v gives it to the partner. "+
		"mutual: a tie of both, in which nobody gives. alleged: a government says so. disputed: a government says so, "+
		"and another denies it. The second table has what is reported: givers give it to %[1]v, partners have such a "+
		"tie in any direction. A country that is not listed is not recorded, which says nothing about its ties.",
		p.data.Header().Subject))
	fmt.Fprintln(p.out)
	for s := range p.data.Sources() {
		p.text("", "Source: "+s.Citation())
	}
	p.text("", "Votes: name a country or a -resolution.")
}

// notes returns what bears on how the ties of r read.
func (p printer) notes(r relations.Relation) (notes []string) {
	var given []relations.SupportKind // of the diplomatic kinds
	for k := range r.Given.All() {
		if k.Category() == relations.Diplomatic {
			given = append(given, k)
		}
	}
	switch {
	case len(given) == 0 && r.Mutual.Has(relations.Diplomatic):
		notes = append(notes, "Absent from the diplomatic givers only because its diplomatic ties are mutual, and "+
			"nobody gives in a mutual tie.")
	case len(given) == 1 && given[0] == relations.NonCondemnation:
		notes = append(notes, "Among the diplomatic givers only because it has not condemned the war.")
	case len(given) == 1 && given[0] == relations.Alignment:
		notes = append(notes, fmt.Sprintf("Among the diplomatic givers only because it has moved closer to %v.",
			p.data.Header().Subject))
	}
	if r.Given.Has(relations.GoodsSupply) {
		notes = append(notes, "Its goods are economic, also where the military uses them, since the source names no "+
			"weapon among them.")
	}
	switch r.Partner {
	case relations.Syria:
		notes = append(notes, "The government changed in December 2024: the votes since then are those of another "+
			"government than the claims and the earlier votes.")
	case relations.NorthKorea:
		notes = append(notes, "It confirmed in April 2025 that its troops fought for Russia, which does not settle the "+
			"claim on ammunition.")
	}
	return notes
}

// country prints the claims on c that the filters match, and its votes.
func (p printer) country(c relations.Country, filters []relations.Filter) {
	p.text("", fmt.Sprintf("%v (%s), %s", c, c.Alpha2(), asOf(p.data)))
	if r, recorded := p.data.Of(c); recorded {
		p.claims(append(slices.Clone(filters), relations.Involving(c)))
		for _, note := range p.notes(r) {
			p.paragraph("Note: " + note)
		}
	} else if c == p.data.Header().Subject {
		p.paragraph("All claims are about it: name a partner, or run briefing alone.")
	} else {
		p.paragraph("Not recorded, which says nothing about its ties.")
	}
	var votes []string
	for r, v := range relations.Votes(c) {
		votes = append(votes, strings.TrimPrefix(r.Symbol(), "A/RES/")+" "+v.String())
	}
	p.paragraph("Votes on " + rollCalls() + ". A vote is not a claim. ES-11/8 is the draft of the United States as " +
		"amended against its wish.")
	p.text("  ", cmp.Or(strings.Join(votes, "; "), "none: not a member of the United Nations"))
	fmt.Fprintln(p.out)
}

// claims prints the claims that the filters match, by direction and standing.
func (p printer) claims(filters []relations.Filter) {
	subject := p.data.Header().Subject
	to, from := relations.To(subject), relations.From(subject)
	support, reported := relations.Not(relations.OfKind(relations.Background)), relations.OfStanding(relations.Reported)
	found := false
	for _, section := range []struct {
		title string
		only  []relations.Filter
	}{
		{fmt.Sprintf("Given to %v, as reported", subject), []relations.Filter{support, reported, to}},
		{fmt.Sprintf("Received from %v, as reported", subject), []relations.Filter{support, reported, from}},
		{"Mutual, as reported", []relations.Filter{support, reported, relations.Not(relations.Or(to, from))}},
		{"Alleged: a government says so", []relations.Filter{support, relations.OfStanding(relations.Alleged)}},
		{"Disputed: a government says so, and another denies it",
			[]relations.Filter{support, relations.OfStanding(relations.Disputed)}},
		{"Background, which is not support", []relations.Filter{relations.Not(support)}},
	} {
		for c := range p.data.Claims(slices.Concat(filters, section.only)...) {
			if section.title != "" { // before the first claim
				p.paragraph(section.title)
			}
			section.title, found = "", true
			dyad := fmt.Sprintf("%v -> %v", c.From, c.To)
			if c.Kind == relations.Background { // it has no giver
				dyad = c.From.String()
			} else if c.Mutual {
				dyad = fmt.Sprintf("%v <-> %v", c.From, c.To)
			}
			p.text("  "+c.ID+"  ", fmt.Sprintf("%s: %v, %v", dyad, c.Kind, c.Standing()))
			p.text("    ", c.Summary)
			p.text("    ", particulars(c))
		}
	}
	if !found {
		p.paragraph("No claim matches.")
	}
}

// particulars returns who says it, when it holds, and where in the source it is.
func particulars(c relations.Claim) string {
	text := "["
	roles := []string{"asserted by ", "denied by ", "with or about "}
	if c.Standing() == relations.Reported {
		roles[1] = "a denial by "
	}
	for i, set := range []relations.CountrySet{c.AssertedBy, c.DeniedBy, c.Others} {
		if !set.IsZero() {
			text += roles[i] + names(set) + "; "
		}
	}
	switch start := c.Start.String(); {
	case !c.Start.IsValid():
		text += "no date given"
	case c.End == c.Start:
		text += start
	case c.End.IsValid():
		text += start + " to " + c.End.String()
	default:
		text += "since " + start
	}
	return text + "; " + c.Source + ", " + c.Section + "]"
}

// rollCall prints who voted how on a resolution.
func (p printer) rollCall(r relations.Resolution) {
	p.text("", fmt.Sprintf("%s (%v), %s", r.Symbol(), r.Adopted(), r.Title()))
	for _, v := range []relations.Vote{relations.InFavor, relations.Against, relations.Abstained, relations.NotVoting} {
		fmt.Fprintf(p.out, "\n%v: %d\n", v, r.Voters(v).Len())
		p.text("  ", names(r.Voters(v)))
	}
	p.paragraph(fmt.Sprintf("Source: UN Digital Library, digitallibrary.un.org/record/%d", r.Record()))
	fmt.Fprintln(p.out)
}
