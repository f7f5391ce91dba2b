package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/warmrelations/relations"
)

var votes = []relations.Vote{relations.InFavor, relations.Against, relations.Abstained, relations.NotVoting}

// The measures of votes.svg.
const (
	rollCallTop = 108 // where the first roll call starts
	rollCallRow = 42  // from one roll call to the next
	bandUnit    = 3   // of a band, for each member
	totalWidth  = 92  // of a column of totals
	blocks      = 3   // of members, side by side
	memberRow   = 17  // from one member to the next
	memberWidth = 185 // of the name of a member
	tileSize    = 12  // of a vote
)

// A chart is votes.svg: the roll calls, and below them the votes of each member.
type chart struct {
	canvas
	resolutions []relations.Resolution
	pitch       int // from one tile to the next
	width       int
}

// drawVotes draws all roll calls, with the partners in d outlined among the members.
func drawVotes(w io.Writer, d relations.Dataset) error {
	c := &chart{resolutions: slices.Collect(relations.Resolutions()), pitch: tileSize + 2}
	if len(c.resolutions) >= 10 {
		c.pitch += 3 // for numbers of two digits above the tiles
	}
	first, last := firstAndLast()
	members, outlined := byName(relations.UNMembers()), partners(d)
	blockWidth := len(c.resolutions)*c.pitch + memberWidth
	c.width = max(blocks*blockWidth, len(members)*bandUnit+len(votes)*totalWidth) + 2*margin

	title := fmt.Sprintf("How the %d members of the United Nations voted on the war in Ukraine", len(members))
	c.text(margin, 42, "title", title)
	c.text(margin, 64, "quiet", fmt.Sprintf("Eleventh emergency special session, %s to %s, from %s to %s. Later resolutions are not included.",
		first, last, month(first.Adopted()), month(last.Adopted())))
	c.defineTiles()
	for i, r := range c.resolutions {
		c.drawRollCall(rollCallTop+i*rollCallRow, r)
	}

	top := rollCallTop + len(c.resolutions)*rollCallRow + 62
	rows := (len(members) + blocks - 1) / blocks
	c.line(margin, top-62, c.width-margin, top-62)
	c.text(margin, top-32, "strong", fmt.Sprintf("The votes of each member, from %s to %s", first, last))
	for block := range blocks {
		for i, r := range c.resolutions {
			c.text(margin+block*blockWidth+i*c.pitch+tileSize/2, top-8, "quiet middle", short(r))
		}
	}
	for i, member := range members {
		c.drawMember(margin+i/rows*blockWidth, top+i%rows*memberRow, member, outlined.Has(member))
	}

	var records []string
	for _, r := range c.resolutions {
		records = append(records, fmt.Sprint(r.Record()))
	}
	notes := []string{
		fmt.Sprintf("Outlined: the partners of %s. %s. Votes until %s. Version of the data: %s.", d.Header().Subject, asOf(d), month(last.Adopted()), d.Header().Version),
		"A vote is not a claim: it is the position of a state on one text, and does not say why. ES-11/8 is the draft of the United States as amended against its wish. Syria's votes of 2025 are those of another government than its earlier votes. Not voting is not abstaining: a state that abstained took part, and voted neither way.",
		fmt.Sprintf("Source: voting records of the UN Digital Library, digitallibrary.un.org/record/ with the numbers %s.", strings.Join(records, ", ")),
	}
	end := c.notes(top+rows*memberRow+12, c.width-2*margin, notes)
	return c.document(w, "votes", title, c.describe(d)+" "+strings.Join(notes, " "), c.width, end+margin)
}

// class returns the class of what shows v, such as "not-voting".
func class(v relations.Vote) string { return strings.ReplaceAll(v.String(), " ", "-") }

// short returns the last number of a symbol: the 1 of A/RES/ES-11/1.
func short(r relations.Resolution) string {
	return r.Symbol()[strings.LastIndexByte(r.Symbol(), '/')+1:]
}

// defineTiles defines what stands for each vote, and the headings of the totals,
// which are the legend. Lightness, hatching and a sign tell the votes apart, so
// that nobody needs the colors.
func (c *chart) defineTiles() {
	signs := map[relations.Vote]string{
		relations.InFavor: `<path class="sign" d="M3 6H9M6 3V9"/>`,
		relations.Against: `<path class="sign on-against" d="M3 6H9"/>`,
	}
	c.add(`<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch" width="2" height="4"/></pattern>`)
	for _, v := range votes {
		c.add(`<g id="%v"><rect class="%v" x="0.5" y="0.5" width="%v" height="%v"/>`, class(v), class(v), tileSize-1, tileSize-1)
		c.WriteString(signs[v] + "</g>\n")
	}
	c.add(`</defs>`)
	for i, v := range votes {
		right := c.totalRight(i)
		c.drawTile(right-tileSize, rollCallTop-23, v)
		c.text(right-tileSize-5, rollCallTop-13, "end", v)
	}
}

func (c *chart) drawTile(x, y int, v relations.Vote) {
	c.add(`<use href="#%v" x="%v" y="%v"/>`, class(v), x, y)
}

// totalRight returns the right edge of the i-th column of totals.
func (c *chart) totalRight(i int) int { return c.width - margin - (len(votes)-1-i)*totalWidth }

// drawRollCall draws a roll call with the members as one band, sorted by vote.
func (c *chart) drawRollCall(y int, r relations.Resolution) {
	c.line(margin, y, c.width-margin, y)
	c.text(margin, y+16, "strong", r)
	c.text(margin+110, y+16, "quiet", r.Adopted())
	c.text(margin+190, y+16, "", r.Title())
	x := margin
	for i, v := range votes {
		n := r.Voters(v).Len()
		c.add(`<rect class="%v" x="%v" y="%v" width="%v" height="%v"/>`, class(v), x, y+23, n*bandUnit, tileSize)
		c.text(c.totalRight(i), y+33, "total end", n)
		x += n * bandUnit
	}
}

// drawMember draws the votes of a member and its name.
func (c *chart) drawMember(x, y int, member relations.Country, outlined bool) {
	c.add(`<g class="member" transform="translate(%v %v)"><title>%v</title>`, x, y, describeMember(member))
	style, right := "", len(c.resolutions)*c.pitch
	if outlined {
		style = "strong"
		c.add(`<rect class="outline" x="-3.5" y="-3" width="%v" height="%v"/>`, right+memberWidth-20, tileSize+6)
	}
	for i, r := range c.resolutions {
		if v := r.Vote(member); v != 0 {
			c.drawTile(i*c.pitch, 0, v)
		}
	}
	c.text(right+6, tileSize-2, style, member)
	c.add("</g>")
}

// describeMember says how a member voted: "India: abstained 1, 2".
func describeMember(c relations.Country) string {
	var words []string
	for _, v := range votes {
		var on []string
		for r, cast := range relations.Votes(c) {
			if cast == v {
				on = append(on, short(r))
			}
		}
		if len(on) > 0 {
			words = append(words, v.String()+" "+strings.Join(on, ", "))
		}
	}
	return c.String() + ": " + strings.Join(words, "; ")
}

// describe gives the totals, and how the partners in d voted, in words.
func (c *chart) describe(d relations.Dataset) string {
	var b strings.Builder
	for _, r := range c.resolutions {
		var totals []string
		for _, v := range votes {
			totals = append(totals, fmt.Sprintf("%d %s", r.Voters(v).Len(), v))
		}
		fmt.Fprintf(&b, "%s, %s: %s. ", r, r.Adopted(), strings.Join(totals, ", "))
	}
	fmt.Fprintf(&b, "Below, a tile for each member and resolution. The partners of %s, with the resolutions by their last number:", d.Header().Subject)
	for _, p := range byName(partners(d)) {
		fmt.Fprintf(&b, " %s.", describeMember(p))
	}
	return b.String()
}
