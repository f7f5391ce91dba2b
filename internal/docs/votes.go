package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/warmrelations/relations"
)

var votes = []relations.Vote{relations.InFavor, relations.Against, relations.Abstained, relations.NotVoting}

// A rollCall is the roll call of a resolution.
type rollCall struct {
	Symbol, Title string
	Adopted       relations.Date
	Record        int                     // in the UN Digital Library
	Voters        [5]relations.CountrySet // by vote
}

// Short returns the short form of the symbol, such as ES-11/1 or 78/316.
func (r rollCall) Short() string { return strings.TrimPrefix(r.Symbol, "A/RES/") }

// Total returns how many members voted that way.
func (r rollCall) Total(v relations.Vote) int { return r.Voters[v].Len() }

// Vote returns the vote of a country.
func (r rollCall) Vote(c relations.Country) relations.Vote {
	return relations.Vote(max(0, slices.IndexFunc(r.Voters[:], func(s relations.CountrySet) bool { return s.Has(c) })))
}

// A record is the content of the files. The roll calls are in the order of adoption.
type record struct {
	relations.Dataset
	RollCalls []rollCall
	agreement func(a, b relations.Country) (index float64, n int)
}

// embedded returns the record of the library.
func embedded() record {
	rec := record{Dataset: relations.Embedded(), agreement: relations.Agreement}
	for r := range relations.Resolutions() {
		call := rollCall{Symbol: r.Symbol(), Title: r.Title(), Adopted: r.Adopted(), Record: r.Record()}
		for _, v := range votes {
			call.Voters[v] = r.Voters(v)
		}
		rec.RollCalls = append(rec.RollCalls, call)
	}
	return rec
}

// Resolutions returns the number of the roll calls and their months, as part of a sentence.
func (rec record) Resolutions() string {
	first, last := rec.RollCalls[0].Adopted, rec.RollCalls[len(rec.RollCalls)-1].Adopted
	return fmt.Sprintf("%d resolutions from %s to %s", len(rec.RollCalls), month(first), month(last))
}

// Members returns the members of the United Nations at the last roll call.
func (rec record) Members() (members relations.CountrySet) {
	for _, voters := range rec.RollCalls[len(rec.RollCalls)-1].Voters {
		members = members.Union(voters)
	}
	return members
}

// The measures of both pictures.
const (
	minWidth  = 984 // for the lines at the top
	headingY  = 166 // the baseline of the first heading
	rowNames  = 130 // the width of the names in partners-votes.svg
	bandWidth = 36
	bandScale = 0.6 // the height of a band for each member
	blocks    = 3   // columns of members in votes.svg
)

// A chart is a picture with a column for each roll call and a row for each country.
type chart struct {
	canvas
	record
	pitch, size int // the distance between two columns, and the size of a shape
}

// class returns the class of the shape of v, such as "not-voting".
func class(v relations.Vote) string { return strings.ReplaceAll(v.String(), " ", "-") }

// defineShapes defines a shape for each vote. The shapes differ in outline, lightness, hatching
// and sign, so that the picture can be read without its colors.
func (c *chart) defineShapes() {
	shapes := map[relations.Vote]string{
		relations.InFavor: `<circle class="in-favor" cx="6" cy="6" r="5.5"/><path class="sign" d="M3 6H9M6 3V9"/>`,
		relations.Against: `<rect class="against" x="0.5" y="0.5" width="11" height="11"/>` +
			`<path class="sign on-against" d="M3 6H9"/>`,
		relations.Abstained: `<path class="abstained" d="M6 0L12 6L6 12L0 6Z"/>`,
		relations.NotVoting: `<circle class="not-voting" cx="6" cy="6" r="2.5"/>`,
	}
	c.add(`<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
		`<rect class="hatch" width="2" height="4"/></pattern>`)
	for _, v := range votes {
		c.add(`<symbol id="%v" viewBox="0 0 12 12">`, class(v))
		c.WriteString(shapes[v] + "</symbol>\n")
	}
	c.add(`</defs>`)
}

// shape draws a vote in the middle of the column that starts at x.
func (c *chart) shape(x, y int, v relations.Vote) {
	c.add(`<use href="#%v" x="%v" y="%v" width="%v" height="%v"/>`, class(v), x+(c.pitch-c.size)/2,
		y-c.size+c.size/4, c.size, c.size)
}

// shapes draws the votes of a country in columns, the first of which starts at x.
func (c *chart) shapes(x, y int, country relations.Country) {
	for i, r := range c.RollCalls {
		if v := r.Vote(country); v != 0 {
			c.shape(x+i*c.pitch, y, v)
		}
	}
}

// describe returns how a country voted, such as "India: abstained ES-11/1, ES-11/2".
func (rec record) describe(country relations.Country) string {
	var words []string
	for _, v := range votes {
		var on []string
		for _, r := range rec.RollCalls {
			if r.Vote(country) == v {
				on = append(on, r.Short())
			}
		}
		if len(on) > 0 {
			words = append(words, v.String()+" "+strings.Join(on, ", "))
		}
	}
	return country.String() + ": " + cmp.Or(strings.Join(words, "; "), "no record")
}

// description returns the totals, the votes of some countries, and the notes, for readers who
// cannot see the picture.
func (rec record) description(countries []relations.Country, notes []string) string {
	var b strings.Builder
	b.WriteString(rec.inFavor() + " ")
	for _, r := range rec.RollCalls {
		var totals []string
		for _, v := range votes {
			totals = append(totals, fmt.Sprintf("%d %s", r.Total(v), v))
		}
		fmt.Fprintf(&b, "%s, %s: %s. ", r.Symbol, r.Adopted, strings.Join(totals, ", "))
	}
	for _, p := range countries {
		b.WriteString(rec.describe(p) + ". ")
	}
	return b.String() + strings.Join(notes, " ")
}

// inFavor returns a sentence that says what a vote in favor means in most roll calls.
func (rec record) inFavor() string {
	count := func(country relations.Country, v relations.Vote) (n int) {
		for _, r := range rec.RollCalls {
			if r.Vote(country) == v {
				n++
			}
		}
		return n
	}
	subject := rec.Header().Subject
	return fmt.Sprintf("A vote in favor is usually for what Ukraine supports and %[1]s opposes: "+
		"of %[2]d resolutions, %[1]s voted against %[3]d and Ukraine for %[4]d.",
		subject, len(rec.RollCalls), count(subject, relations.Against), count(relations.Ukraine, relations.InFavor))
}

// voteNotes returns the notes below both pictures.
func (rec record) voteNotes() []string {
	var records []string
	for _, r := range rec.RollCalls {
		records = append(records, fmt.Sprint(r.Record))
	}
	notes := []string{"A vote is not a claim. It is the position of a state on one text, and does not say why. A " +
		"state that abstained took part and voted neither way; one that did not vote was absent or had no right to vote. " +
		"ES-11/8 is a draft by the United States that was amended against its wishes. Syria's votes since December 2024 " +
		"were cast by a different government than its earlier votes."}
	return append(notes, fmt.Sprintf("Source: voting records of the UN Digital Library, at "+
		"digitallibrary.un.org/record/ followed by one of these numbers: %s. The codebook has the titles, and the rule for "+
		"which votes are included. Version of the data: %s.",
		strings.Join(records, ", "), rec.Header().Version))
}

// heads writes the lines at the top of both pictures, and defines the shapes.
func (c *chart) heads(title string) {
	c.text(margin, 42, "title", title)
	c.text(margin, 64, "quiet", fmt.Sprintf("%s of the General Assembly, by the date of adoption. "+
		"Later ones are not included.", c.Resolutions()))
	c.text(margin, 84, "", c.inFavor())
	c.defineShapes()
}

// drawPartnersVotes draws the votes of the partners and of three other countries, and below
// them the totals as bands.
func drawPartnersVotes(w io.Writer, rec record) error {
	c := &chart{record: rec, pitch: 58, size: 18}
	subject, members, ours := rec.Header().Subject, rec.Members(), byName(partners(rec.Dataset))
	others := slices.DeleteFunc([]relations.Country{subject, relations.Ukraine, relations.UnitedStates},
		func(o relations.Country) bool { return slices.Contains(ours, o) })
	left := margin + rowNames
	width := max(minWidth, left+len(rec.RollCalls)*c.pitch+margin)
	title := fmt.Sprintf("How %d partners of %s voted at the United Nations on the war in Ukraine", len(ours), subject)
	c.heads(title)
	for i, r := range rec.RollCalls {
		c.text(left+i*c.pitch+c.pitch/2, headingY-40, "middle", r.Short())
		c.text(left+i*c.pitch+c.pitch/2, headingY-24, "quiet middle",
			relations.Date{Year: r.Adopted.Year, Month: r.Adopted.Month})
	}
	y := headingY
	heading := func(text string) {
		c.line(margin, y-16, width-margin, y-16)
		c.text(margin, y, "strong", text)
	}
	for i, countries := range [][]relations.Country{ours, others} {
		heading([]string{fmt.Sprintf("Partners of %s", subject), "Not partners, for comparison"}[i])
		for _, country := range countries {
			y += 28
			c.add(`<g class="member"><title>%v</title>`, c.describe(country))
			c.text(margin+8, y, "", country)
			c.shapes(left, y, country)
			c.add("</g>")
		}
		y += 38
	}
	heading(fmt.Sprintf("All %d members", members.Len()))
	for i, r := range rec.RollCalls {
		c.add(`<g transform="translate(%v %v) scale(1 %v)">`, left+i*c.pitch+(c.pitch-bandWidth)/2, y+10, bandScale)
		top := 0
		for _, v := range votes {
			c.add(`<rect class="%v" y="%v" width="%v" height="%v"/>`, class(v), top, bandWidth, r.Total(v))
			top += r.Total(v)
		}
		c.add(`</g>`)
	}
	y += 10 + int(bandScale*float64(members.Len()))
	for _, v := range votes { // the totals are also the legend
		y += 22
		c.shape(margin-c.pitch/2+c.size/2, y, v)
		c.text(margin+26, y, "", v)
		for i, r := range rec.RollCalls {
			c.text(left+i*c.pitch+c.pitch/2, y, "total middle", r.Total(v))
		}
	}
	notes := append([]string{fmt.Sprintf("The partners are those of the claims. %s.", asOf(rec.Dataset))},
		rec.voteNotes()...)
	end := c.notes(y+12, width-2*margin, notes)
	return c.document(w, "partners-votes", title, rec.description(append(ours, others...), notes), width, end+margin)
}

// drawVotes draws the votes of each member, sorted by agreement with the subject. The partners
// are outlined.
func drawVotes(w io.Writer, rec record) error {
	c := &chart{record: rec, pitch: 14, size: 12}
	subject, outlined, members := rec.Header().Subject, partners(rec.Dataset), byName(rec.Members())
	agreement := map[relations.Country]float64{} // -1 if there is none
	for _, m := range members {
		index, n := rec.agreement(m, subject)
		if agreement[m] = index; n == 0 {
			agreement[m] = -1
		}
	}
	slices.SortStableFunc(members, func(a, b relations.Country) int { return cmp.Compare(agreement[b], agreement[a]) })
	right := len(rec.RollCalls) * c.pitch
	width := max(minWidth, blocks*(right+216)+2*margin)
	title := fmt.Sprintf("How the %d members of the United Nations voted on the war in Ukraine", len(members))
	c.heads(title)
	for i, v := range votes {
		c.shape(margin+i*110, 110, v)
		c.text(margin+i*110+20, 110, "", v)
	}
	top, rows := headingY+36, (len(members)+blocks-1)/blocks
	for i, member := range members {
		x, y := margin+i/rows*(width-2*margin)/blocks, top+i%rows*17
		if i%rows == 0 {
			for j, r := range rec.RollCalls {
				c.add(`<text class="quiet" transform="translate(%v %v) rotate(-90)">%v</text>`, x+j*c.pitch+11, top-18, r.Short())
			}
		}
		c.add(`<g class="member"><title>%v</title>`, rec.describe(member))
		style := ""
		if outlined.Has(member) {
			style = "strong"
			c.add(`<rect class="outline" x="%v" y="%v" width="%v" height="18"/>`, x-3, y-13, right+196)
		}
		c.shapes(x, y, member)
		index := "–"
		if agreement[member] >= 0 {
			index = fmt.Sprintf("%.3f", agreement[member])
		}
		c.text(x+right+36, y, "quiet end", index)
		c.text(x+right+42, y, style, member)
		c.add("</g>")
	}
	notes := append([]string{
		fmt.Sprintf("Outlined: the partners of %s. %s.", subject, asOf(rec.Dataset)),
		fmt.Sprintf("Sorted by agreement with %s, then by name. The number is Lijphart's index over these votes, "+
			"from 0 to 1; – is for a member that cast no vote. "+
			"It does not measure how close two states are: a member that always abstains has 0.500 by construction.", subject),
	}, rec.voteNotes()...)
	end := c.notes(top+rows*17+4, width-2*margin, notes)
	return c.document(w, "votes", title, rec.description(byName(outlined), notes), width, end+margin)
}
