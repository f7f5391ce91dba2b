package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/warmrelations/relations"
)

// The measures of votes.svg.
const (
	votesWidth  = 1000
	rollCallTop = 88 // where the first roll call starts
	rollCallRow = 42 // from one roll call to the next
	bandUnit    = 3  // of a band, for each member
	totalWidth  = 92 // of a column of totals
	blocks      = 3  // side by side, of members
	memberRow   = 17 // from one member to the next
	tileSize    = 12 // of a vote
	tilePitch   = 14 // from one tile to the next
)

func votes() []relations.Vote {
	return []relations.Vote{relations.InFavor, relations.Against, relations.Abstained, relations.NotVoting}
}

// class returns the class of what shows v, such as "not-voting".
func class(v relations.Vote) string { return strings.ReplaceAll(v.String(), " ", "-") }

// short returns what tells the symbol of r from the others: the 1 of A/RES/ES-11/1.
func short(r relations.Resolution) string {
	return r.Symbol()[strings.LastIndexByte(r.Symbol(), '/')+1:]
}

// drawVotes draws all roll calls, and outlines the partners of data among the
// members.
func drawVotes(data relations.Dataset) drawing {
	resolutions := slices.Collect(relations.Resolutions())
	members := relations.UNMembers()
	title := fmt.Sprintf("How %d states voted on %d resolutions about the war on Ukraine", members.Len(), len(resolutions))

	membersTop := rollCallTop + len(resolutions)*rollCallRow + 62
	rows := (members.Len() + blocks - 1) / blocks
	bottom := membersTop + rows*memberRow
	footnotes := votesFootnotes(data)
	lines, end := notes(bottom+12, votesWidth-2*margin, footnotes...)
	return drawing{
		id:     "votes",
		title:  title,
		desc:   describeVotes(data) + " " + strings.Join(footnotes, " "),
		style:  votesStyle,
		width:  votesWidth,
		height: end + margin,
		body: slices.Concat(
			drawTiles(),
			[]element{label(margin, 42, "title", title)},
			drawTotalHeadings(),
			drawRollCalls(resolutions),
			drawMembers(membersTop, rows, resolutions, partners(data)),
			lines,
		),
	}
}

// drawTiles defines what stands for each vote. Lightness, hatching and a sign
// tell the votes apart, so that nobody needs the colors.
func drawTiles() []element {
	sign := map[relations.Vote]string{
		relations.InFavor: "M3 6H9M6 3V9",
		relations.Against: "M3 6H9",
	}
	defs := el("defs", nil, el("pattern",
		attrs{"id", "hatch", "width", 4, "height", 4, "patternUnits", "userSpaceOnUse", "patternTransform", "rotate(45)"},
		el("rect", attrs{"class", "hatch", "width", 2, "height", 4})))
	for _, v := range votes() {
		tile := el("g", attrs{"id", class(v)},
			el("rect", attrs{"class", class(v), "x", 0.5, "y", 0.5, "width", tileSize - 1, "height", tileSize - 1}))
		if d, ok := sign[v]; ok {
			tile.children = append(tile.children, el("path", attrs{"class", "sign-" + class(v), "d", d}))
		}
		defs.children = append(defs.children, tile)
	}
	return []element{defs}
}

func drawTile(x, y int, v relations.Vote) element {
	return el("use", attrs{"href", "#" + class(v), "x", x, "y", y})
}

// totalRight returns the right edge of the i-th column of totals.
func totalRight(i int) int {
	return votesWidth - margin - (len(votes())-1-i)*totalWidth
}

// drawTotalHeadings names the votes, which makes it the legend of the tiles, too.
func drawTotalHeadings() (out []element) {
	for i, v := range votes() {
		right := totalRight(i)
		out = append(out,
			drawTile(right-tileSize, 65, v),
			label(right-tileSize-5, 75, "end", v.String()))
	}
	return out
}

func drawRollCalls(resolutions []relations.Resolution) (out []element) {
	for i, r := range resolutions {
		y := rollCallTop + i*rollCallRow
		out = append(out,
			line(margin, y, votesWidth-margin, y),
			label(margin, y+16, "strong", r.Symbol()),
			label(margin+110, y+16, "quiet", r.Adopted().String()),
			label(margin+190, y+16, "", r.Title()))
		out = append(out, drawBand(y+23, r)...)
		for j, v := range votes() {
			out = append(out, drawTotal(totalRight(j), y+33, r, v))
		}
	}
	return out
}

// drawBand draws the members as one band, sorted by vote.
func drawBand(y int, r relations.Resolution) (out []element) {
	x := margin
	for _, v := range votes() {
		width := r.Voters(v).Len() * bandUnit
		out = append(out, el("rect", attrs{"class", class(v), "x", x, "y", y, "width", width, "height", tileSize}))
		x += width
	}
	return out
}

func drawTotal(right, y int, r relations.Resolution, v relations.Vote) element {
	total := label(right, y, "total end", fmt.Sprint(r.Voters(v).Len()))
	total.attrs = append(total.attrs, "data-resolution", r, "data-vote", v)
	return total
}

// drawMembers lists the members by name, in blocks side by side.
func drawMembers(top, rows int, resolutions []relations.Resolution, outlined relations.CountrySet) (out []element) {
	const blockWidth = (votesWidth - 2*margin) / blocks
	first, last := resolutions[0], resolutions[len(resolutions)-1]
	out = append(out,
		line(margin, top-62, votesWidth-margin, top-62),
		label(margin, top-32, "strong", fmt.Sprintf("Each member’s votes, from %s to %s", first, last)))
	for block := range blocks {
		for i, r := range resolutions {
			out = append(out, label(margin+block*blockWidth+i*tilePitch+tileSize/2, top-8, "quiet middle", short(r)))
		}
	}
	for i, c := range byName(relations.UNMembers()) {
		x, y := margin+i/rows*blockWidth, top+i%rows*memberRow
		out = append(out, drawMember(x, y, c, outlined.Has(c)))
	}
	return out
}

func drawMember(x, y int, c relations.Country, outlined bool) element {
	var body []element
	style := ""
	if outlined {
		style = "strong"
		body = append(body, el("rect", attrs{"class", "outline", "x", -3.5, "y", -3, "width", 290, "height", tileSize + 6}))
	}
	right := 0
	for _, v := range relations.Votes(c) {
		body = append(body, drawTile(right, 0, v))
		right += tilePitch
	}
	body = append(body, label(right+6, tileSize-2, style, c.String()))
	g := group(x, y, "member", describeMember(c), body...)
	g.attrs = append(g.attrs, "data-country", c.Alpha2())
	return g
}

// describeMember says on which resolutions c voted how: "India: abstained 1, 2".
func describeMember(c relations.Country) string {
	var words []string
	for _, v := range votes() {
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

// describeVotes reads out the totals, and how the partners of d voted.
func describeVotes(d relations.Dataset) string {
	var b strings.Builder
	for r := range relations.Resolutions() {
		var totals []string
		for _, v := range votes() {
			totals = append(totals, fmt.Sprintf("%d %s", r.Voters(v).Len(), v))
		}
		fmt.Fprintf(&b, "%s, %s: %s. ", r, r.Adopted(), strings.Join(totals, ", "))
	}
	fmt.Fprintf(&b, "Below, a tile for each member and resolution. Partners of %s, with the resolutions by their last number:", d.Header().Subject)
	for _, c := range byName(partners(d)) {
		fmt.Fprintf(&b, " %s.", describeMember(c))
	}
	return b.String()
}

func votesFootnotes(d relations.Dataset) []string {
	var records []string
	var last relations.Date
	for r := range relations.Resolutions() {
		records = append(records, fmt.Sprint(r.Record()))
		last = r.Adopted()
	}
	return []string{
		fmt.Sprintf("Outlined: the partners of %s of which the dataset records claims. %s Votes: up to %s.", d.Header().Subject, provenance(d), last),
		"A vote is not a claim: it is the position of a state on one text, and does not say why. Not voting is not abstaining: who abstained was there, and voted neither way.",
		fmt.Sprintf("Source: voting records of the UN Digital Library, digitallibrary.un.org/record/ with the numbers %s.", strings.Join(records, ", ")),
	}
}

const votesStyle = `
.in-favor { fill: #b6d4f0; }
.against { fill: #8c2d04; }
.abstained { fill: url(#hatch); stroke: #6e5a1e; }
.hatch { fill: #8a7430; }
.not-voting { fill: none; stroke: #6e7781; }
.sign-in-favor, .sign-against { fill: none; stroke: #24506f; stroke-width: 1.5; }
.sign-against { stroke: #ffffff; stroke-width: 2; }
.outline { fill: none; stroke: #1f2328; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) {
.in-favor { fill: #1f4a70; }
.against { fill: #ffb08a; }
.abstained { stroke: #b39b55; }
.hatch { fill: #b39b55; }
.not-voting { stroke: #7d8590; }
.sign-in-favor { stroke: #a9cdee; }
.sign-against { stroke: #4a1500; }
.outline { stroke: #e6edf3; }
}
`
