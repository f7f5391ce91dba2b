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

// Short returns the symbol as texts have it: ES-11/1, 78/316.
func (r rollCall) Short() string { return strings.TrimPrefix(r.Symbol, "A/RES/") }

// Total returns how many members voted that way.
func (r rollCall) Total(v relations.Vote) int { return r.Voters[v].Len() }

// Vote returns the vote of a country.
func (r rollCall) Vote(c relations.Country) relations.Vote {
	return relations.Vote(max(0, slices.IndexFunc(r.Voters[:], func(s relations.CountrySet) bool { return s.Has(c) })))
}

// A record is what the files show. The roll calls are in the order of adoption.
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

// First and Last return the first and the last roll call.
func (rec record) First() rollCall { return rec.RollCalls[0] }
func (rec record) Last() rollCall  { return rec.RollCalls[len(rec.RollCalls)-1] }

// Resolutions says how many roll calls there are, and from when.
func (rec record) Resolutions() string {
	return fmt.Sprintf("%d resolutions from %s to %s", len(rec.RollCalls), month(rec.First().Adopted), month(rec.Last().Adopted))
}

// Members returns the members of the United Nations at the last roll call.
func (rec record) Members() (members relations.CountrySet) {
	for _, voters := range rec.Last().Voters {
		members = members.Union(voters)
	}
	return members
}

// The measures of both pictures.
const (
	minWidth    = 984 // for the lines at the top
	shapeSize   = 12  // of a vote
	bandUnit    = 3   // of a band in votes.svg, for each member
	titleTop    = 130 // where the first roll call starts
	titleRow    = 42  // from one roll call to the next
	totalWidth  = 92  // of a column of totals
	blocks      = 3   // of members, side by side
	memberRow   = 17  // from one member to the next
	memberWidth = 216 // of the agreement and the name of a member

	largeShape  = 18  // of a vote in partners-votes.svg
	columnPitch = 58  // from one roll call to the next
	partnerRow  = 28  // from one partner to the next
	rowNames    = 130 // the width of the names
	bandScale   = 0.6 // of a band, for each member
	headingY    = 160 // the baseline of the first heading of rows
)

// A chart is a picture of roll calls.
type chart struct {
	canvas
	record
}

// class returns the class of what shows v, such as "not-voting".
func class(v relations.Vote) string { return strings.ReplaceAll(v.String(), " ", "-") }

// defineShapes defines what shows each vote. Outline, lightness, hatching and a sign tell
// the votes apart, so that nobody needs the colors.
func (c *chart) defineShapes() {
	shapes := map[relations.Vote]string{
		relations.InFavor:   `<circle class="in-favor" cx="6" cy="6" r="5.5"/><path class="sign" d="M3 6H9M6 3V9"/>`,
		relations.Against:   `<rect class="against" x="0.5" y="0.5" width="11" height="11"/><path class="sign on-against" d="M3 6H9"/>`,
		relations.Abstained: `<path class="abstained" d="M6 0L12 6L6 12L0 6Z"/>`,
		relations.NotVoting: `<circle class="not-voting" cx="6" cy="6" r="2.5"/>`,
	}
	c.add(`<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch" width="2" height="4"/></pattern>`)
	for _, v := range votes {
		c.add(`<symbol id="%v" viewBox="0 0 12 12">`, class(v))
		c.WriteString(shapes[v] + "</symbol>\n")
	}
	c.add(`</defs>`)
}

func (c *chart) shape(x, y, size int, v relations.Vote) {
	c.add(`<use href="#%v" x="%v" y="%v" width="%v" height="%v"/>`, class(v), x, y, size, size)
}

// describe says how a country voted: "India: abstained ES-11/1, ES-11/2".
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

// description gives the totals, and how some countries voted, in words.
func (rec record) description(countries []relations.Country) string {
	var b strings.Builder
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
	return b.String()
}

// inFavor says what "in favor" mostly means.
func (rec record) inFavor() string {
	count := func(country relations.Country, v relations.Vote) (n int) {
		for _, r := range rec.RollCalls {
			if r.Vote(country) == v {
				n++
			}
		}
		return n
	}
	return fmt.Sprintf("A vote in favor is mostly one for what Ukraine supports and %[1]s opposes: of %[2]d, %[1]s voted against %[3]d, and Ukraine in favor of %[4]d.",
		rec.Header().Subject, len(rec.RollCalls), count(rec.Header().Subject, relations.Against), count(relations.Ukraine, relations.InFavor))
}

// voteNotes are below both pictures.
func (rec record) voteNotes() []string {
	var records []string
	for _, r := range rec.RollCalls {
		records = append(records, fmt.Sprint(r.Record))
	}
	notes := []string{"A vote is not a claim: it is the position of a state on one text, and does not say why. A state that abstained took part and voted neither way; one that did not vote cast no vote at all. " +
		"ES-11/8 is the draft of the United States as amended against its wish. Syria's votes since December 2024 are those of another government than before."}
	return append(notes, fmt.Sprintf("Source: voting records of the UN Digital Library, digitallibrary.un.org/record/ with the numbers %s. The codebook has the titles, and the rule for what is in. Version of the data: %s.",
		strings.Join(records, ", "), rec.Header().Version))
}

// heads writes what is above both pictures, and defines the shapes.
func (c *chart) heads(title string) {
	c.text(margin, 42, "title", title)
	c.text(margin, 64, "quiet", fmt.Sprintf("%s of the General Assembly, by the date of adoption. Later ones are not in.", c.Resolutions()))
	c.text(margin, 84, "", c.inFavor())
	c.defineShapes()
}

// drawPartnersVotes draws the votes of the partners and of three other countries, and
// below them the totals as bands.
func drawPartnersVotes(w io.Writer, rec record) error {
	c := &chart{record: rec}
	subject, members, ours := rec.Header().Subject, rec.Members(), byName(partners(rec.Dataset))
	width := max(minWidth, 2*margin+rowNames+len(rec.RollCalls)*columnPitch)
	title := fmt.Sprintf("How %d partners of %s voted at the United Nations on the war in Ukraine", len(ours), subject)
	c.heads(title)
	for i, r := range rec.RollCalls {
		x := c.columnX(i)
		c.text(x, headingY-36, "middle", r.Short())
		c.text(x, headingY-20, "quiet middle", relations.Date{Year: r.Adopted.Year, Month: r.Adopted.Month})
	}
	y := c.rows(headingY, fmt.Sprintf("Partners of %s", subject), ours)
	others := slices.DeleteFunc([]relations.Country{subject, relations.Ukraine, relations.UnitedStates}, func(o relations.Country) bool { return slices.Contains(ours, o) })
	y = c.rows(y+10, "Not partners, to compare", others)

	y += 10
	c.line(margin, y-16, width-margin, y-16)
	c.text(margin, y, "strong", fmt.Sprintf("All %d members", members.Len()))
	for i, r := range rec.RollCalls {
		c.add(`<g class="band" transform="translate(%v %v) scale(1 %v)">`, c.columnX(i)-largeShape, y+10, bandScale)
		top := 0
		for _, v := range votes {
			c.add(`<rect class="%v" y="%v" width="%v" height="%v"/>`, class(v), top, 2*largeShape, r.Total(v))
			top += r.Total(v)
		}
		c.add(`</g>`)
	}
	y += 10 + int(bandScale*float64(members.Len()))
	for _, v := range votes {
		y += partnerRow - 6
		c.shape(margin, y-largeShape+4, largeShape, v)
		c.text(margin+largeShape+8, y, "", v)
		for i, r := range rec.RollCalls {
			c.text(c.columnX(i), y, "total middle", r.Total(v))
		}
	}
	notes := append([]string{fmt.Sprintf("The partners are those of the claims. %s.", asOf(rec.Dataset))}, rec.voteNotes()...)
	end := c.notes(y+12, width-2*margin, notes)
	return c.document(w, "partners-votes", title, rec.inFavor()+" "+rec.description(append(ours, others...))+strings.Join(notes, " "), width, end+margin)
}

// columnX returns the middle of a column of partners-votes.svg.
func (c *chart) columnX(i int) int { return margin + rowNames + i*columnPitch + columnPitch/2 }

// rows draws a heading and the votes of countries, a row each, and returns where the next
// heading is.
func (c *chart) rows(y int, heading string, countries []relations.Country) int {
	c.line(margin, y-14, margin+rowNames+len(c.RollCalls)*columnPitch, y-14)
	c.text(margin, y+2, "strong", heading)
	for _, country := range countries {
		y += partnerRow
		c.add(`<g class="member"><title>%v</title>`, c.describe(country))
		c.text(margin+8, y, "", country)
		for i, r := range c.RollCalls {
			if v := r.Vote(country); v != 0 {
				c.shape(c.columnX(i)-largeShape/2, y-largeShape+5, largeShape, v)
			}
		}
		c.add("</g>")
	}
	return y + partnerRow
}

// drawVotes draws the roll calls, and below them the votes of each member, in the order of
// agreement with the subject. The partners are outlined.
func drawVotes(w io.Writer, rec record) error {
	c := &chart{record: rec}
	subject, outlined := rec.Header().Subject, partners(rec.Dataset)
	members, pitch := byName(rec.Members()), shapeSize+2
	agreement := map[relations.Country]float64{} // none is -1
	for _, m := range members {
		index, n := rec.agreement(m, subject)
		if agreement[m] = index; n == 0 {
			agreement[m] = -1
		}
	}
	slices.SortStableFunc(members, func(a, b relations.Country) int { return cmp.Compare(agreement[b], agreement[a]) })
	blockWidth := len(rec.RollCalls)*pitch + memberWidth
	width := max(minWidth, blocks*blockWidth+2*margin, len(members)*bandUnit+len(votes)*totalWidth+2*margin)

	title := fmt.Sprintf("How the %d members of the United Nations voted on the war in Ukraine", len(members))
	c.heads(title)
	totalRight := func(i int) int { return width - margin - (len(votes)-1-i)*totalWidth }
	for i, v := range votes { // the headings of the totals are the legend
		c.shape(totalRight(i)-shapeSize, titleTop-23, shapeSize, v)
		c.text(totalRight(i)-shapeSize-5, titleTop-13, "end", v)
	}
	for i, r := range rec.RollCalls {
		y, x := titleTop+i*titleRow, margin
		c.line(margin, y, width-margin, y)
		c.text(margin, y+16, "strong", r.Symbol)
		c.text(margin+110, y+16, "quiet", r.Adopted)
		c.text(margin+190, y+16, "", r.Title)
		for i, v := range votes {
			c.add(`<rect class="%v" x="%v" y="%v" width="%v" height="%v"/>`, class(v), x, y+23, r.Total(v)*bandUnit, shapeSize)
			c.text(totalRight(i), y+33, "total end", r.Total(v))
			x += r.Total(v) * bandUnit
		}
	}

	top := titleTop + len(rec.RollCalls)*titleRow + 92
	rows := (len(members) + blocks - 1) / blocks
	c.line(margin, top-92, width-margin, top-92)
	c.text(margin, top-66, "strong", fmt.Sprintf("The votes of each member, in the order of agreement with %s (the number), then of name", subject))
	for block := range blocks {
		for i, r := range rec.RollCalls {
			c.add(`<text class="quiet" transform="translate(%v %v) rotate(-90)">%v</text>`, margin+block*blockWidth+i*pitch+shapeSize/2+4, top-6, r.Short())
		}
	}
	for i, member := range members {
		c.add(`<g class="member" transform="translate(%v %v)"><title>%v</title>`, margin+i/rows*blockWidth, top+i%rows*memberRow, rec.describe(member))
		style, right := "", len(rec.RollCalls)*pitch
		if outlined.Has(member) {
			style = "strong"
			c.add(`<rect class="outline" x="-3.5" y="-3" width="%v" height="%v"/>`, right+memberWidth-20, shapeSize+6)
		}
		for i, r := range rec.RollCalls {
			if v := r.Vote(member); v != 0 {
				c.shape(i*pitch, 0, shapeSize, v)
			}
		}
		index := "–"
		if agreement[member] >= 0 {
			index = fmt.Sprintf("%.2f", agreement[member])
		}
		c.text(right+30, shapeSize-2, "quiet end", index)
		c.text(right+36, shapeSize-2, style, member)
		c.add("</g>")
	}

	notes := append([]string{fmt.Sprintf("Outlined: the partners of %s. %s.", subject, asOf(rec.Dataset)),
		fmt.Sprintf("Agreement with %s is Lijphart's index over these votes, from 0 to 1; – is for a member that did not vote. It does not measure how close two states are: a member that always abstains has 0.50 by construction.", subject),
	}, rec.voteNotes()...)
	end := c.notes(top+rows*memberRow+12, width-2*margin, notes)
	return c.document(w, "votes", title, rec.description(byName(outlined))+strings.Join(notes, " "), width, end+margin)
}
