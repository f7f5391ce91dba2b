package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/warmrelations/relations"
)

// A direction says who gives. It is a class of a mark, and sets its shape.
type direction string

const (
	given    direction = "given"    // the partner gives to the subject
	received direction = "received" // the subject gives to the partner
	shared   direction = "shared"   // mutual: nobody gives
)

func directions() []direction { return []direction{given, received, shared} }

func standings() []relations.Standing {
	return []relations.Standing{relations.Reported, relations.Alleged, relations.Disputed}
}

// A mark stands for the claims on one partner that have a kind, a direction and
// a standing in common.
type mark struct {
	partner   relations.Country
	kind      relations.SupportKind
	direction direction
	standing  relations.Standing
}

// A table is what partners.svg shows: a row for each partner, a column for each
// kind that occurs, and the claims behind each mark.
type table struct {
	dataset     relations.Dataset
	subject     relations.Country
	partners    []relations.Country
	claims      map[mark][]relations.Claim
	columns     []column
	columnWidth int
}

// A column stands at left, and is of one kind.
type column struct {
	kind relations.SupportKind
	left int
}

// The measures of partners.svg.
const (
	markSlot    = 24  // the width of a mark and the space beside it
	rowHeight   = 36  // of a partner
	nameWidth   = 116 // of the partners' names
	categoryGap = 14  // between columns of different categories
	categoryY   = 156 // the baseline of the categories' names
	tableTop    = 290 // where the rows start
)

func newTable(d relations.Dataset) *table {
	t := &table{
		dataset:  d,
		subject:  d.Header().Subject,
		partners: byName(partners(d)),
		claims:   map[mark][]relations.Claim{},
	}
	var kinds relations.KindSet
	for c := range d.Claims(relations.Not(relations.OfKind(relations.Background))) {
		m := t.markOf(c)
		t.claims[m] = append(t.claims[m], c)
		kinds = kinds.Union(relations.KindsOf(c.Kind))
	}
	t.layOut(kinds)
	return t
}

// partners returns all countries that d names as partners.
func partners(d relations.Dataset) (set relations.CountrySet) {
	for r := range d.All() {
		set = set.Union(relations.CountriesOf(r.Partner))
	}
	return set
}

func (t *table) markOf(c relations.Claim) mark {
	switch {
	case c.Mutual:
		return mark{c.From, c.Kind, shared, c.Standing()}
	case c.From == t.subject:
		return mark{c.To, c.Kind, received, c.Standing()}
	default:
		return mark{c.From, c.Kind, given, c.Standing()}
	}
}

// layOut places a column for each kind, wide enough for the fullest cell, with
// a gap where another category begins.
func (t *table) layOut(kinds relations.KindSet) {
	t.columnWidth = 2 * markSlot
	for k := range kinds.All() {
		for _, p := range t.partners {
			t.columnWidth = max(t.columnWidth, len(t.cell(p, k))*markSlot)
		}
	}
	for k := range kinds.All() {
		left := t.right()
		if n := len(t.columns); n > 0 && k.Category() != t.columns[n-1].kind.Category() {
			left += categoryGap
		}
		t.columns = append(t.columns, column{k, left})
	}
}

// right returns where the last column ends.
func (t *table) right() int {
	if n := len(t.columns); n > 0 {
		return t.columns[n-1].left + t.columnWidth
	}
	return margin + nameWidth
}

// bottom returns where the last row ends.
func (t *table) bottom() int { return tableTop + len(t.partners)*rowHeight }

// cell returns the marks of a partner and a kind, in the order of the legend.
func (t *table) cell(partner relations.Country, kind relations.SupportKind) (marks []mark) {
	for _, d := range directions() {
		for _, s := range standings() {
			m := mark{partner, kind, d, s}
			if len(t.claims[m]) > 0 {
				marks = append(marks, m)
			}
		}
	}
	return marks
}

func drawPartners(data relations.Dataset) drawing {
	t := newTable(data)
	title := fmt.Sprintf("%s and %d partners: who gives what to whom", t.subject, len(t.partners))
	footnotes, end := notes(t.bottom()+8, t.right()-margin, t.footnotes()...)
	return drawing{
		id:     "partners",
		title:  title,
		desc:   t.describe() + " " + strings.Join(t.footnotes(), " "),
		style:  partnersStyle,
		width:  t.right() + margin,
		height: end + margin,
		body: slices.Concat(
			[]element{label(margin, 42, "title", title)},
			t.drawLegend(),
			t.drawCategories(),
			t.drawKinds(),
			t.drawRows(),
			footnotes,
		),
	}
}

// drawLegend explains the shapes in one line, and what is in them in another.
func (t *table) drawLegend() (out []element) {
	who := map[direction]string{
		given:    fmt.Sprintf("partner gives to %s", t.subject),
		received: fmt.Sprintf("%s gives to partner", t.subject),
		shared:   "shared: nobody gives",
	}
	vouches := map[relations.Standing]string{
		relations.Reported: "reported: the source says it",
		relations.Alleged:  "alleged: a government says it",
		relations.Disputed: "disputed: another denies it",
	}
	third := (t.right() - margin) / 3
	for i, d := range directions() {
		x := margin + i*third
		out = append(out, drawKey(x+10, 76, d, relations.Reported), label(x+30, 80, "", who[d]))
	}
	for i, s := range standings() {
		x := margin + i*third
		for j, d := range directions() {
			out = append(out, drawKey(x+10+j*(markSlot+2), 108, d, s))
		}
		out = append(out, label(x+82, 112, "", vouches[s]))
	}
	return out
}

// drawKey draws a shape of the legend, which is no mark.
func drawKey(x, y int, d direction, s relations.Standing) element {
	m := mark{direction: d, standing: s}
	return group(x, y, m.class(), m.class(), m.shape()...)
}

// drawCategories heads columns of one category. A kind that is a category
// itself needs no second heading.
func (t *table) drawCategories() (out []element) {
	for i := 0; i < len(t.columns); {
		category, left := t.columns[i].kind.Category(), t.columns[i].left
		for i < len(t.columns) && t.columns[i].kind.Category() == category {
			i++
		}
		if t.columns[i-1].kind == category {
			continue
		}
		right := t.columns[i-1].left + t.columnWidth
		out = append(out,
			label((left+right)/2, categoryY, "strong middle", category.String()),
			line(left, categoryY+8, right, categoryY+8))
	}
	return out
}

func (t *table) drawKinds() (out []element) {
	for _, c := range t.columns {
		upright := fmt.Sprintf("translate(%d %d) rotate(-90)", c.left+t.columnWidth/2+4, tableTop-8)
		out = append(out,
			leaf("text", attrs{"transform", upright}, c.kind.String()),
			el("rect", attrs{"class", "column", "x", c.left, "y", tableTop, "width", t.columnWidth, "height", t.bottom() - tableTop}))
	}
	return out
}

func (t *table) drawRows() (out []element) {
	for row, p := range t.partners {
		top := tableTop + row*rowHeight
		out = append(out,
			line(margin, top, t.right(), top),
			label(margin, top+rowHeight/2+4, "strong", p.String()))
		for _, c := range t.columns {
			out = append(out, t.drawCell(c, top, t.cell(p, c.kind))...)
		}
	}
	return append(out, line(margin, t.bottom(), t.right(), t.bottom()))
}

// drawCell centers marks in a cell, side by side.
func (t *table) drawCell(c column, top int, marks []mark) (out []element) {
	x := c.left + (t.columnWidth-(len(marks)-1)*markSlot)/2
	for i, m := range marks {
		g := group(x+i*markSlot, top+rowHeight/2, "mark "+m.class(), t.explain(m), m.shape()...)
		g.attrs = append(g.attrs, "data-partner", m.partner.Alpha2(), "data-kind", m.kind)
		out = append(out, g)
	}
	return out
}

func (m mark) class() string { return string(m.direction) + " " + m.standing.String() }

// shape draws a mark around the origin. The outline says who gives and what is
// in it how far the source vouches, so that nobody needs the colors.
func (m mark) shape() []element {
	outline := map[direction]string{
		given:    "M-10-5H0V-10L10 0L0 10V5H-10Z",
		received: "M10-5H0V-10L-10 0L0 10V5H10Z",
		shared:   "M-9 0A9 9 0 0 1 9 0A9 9 0 0 1-9 0Z",
	}
	shape := []element{el("path", attrs{"d", outline[m.direction]})}
	switch m.standing {
	case relations.Alleged:
		return append(shape, label(0, 4, "strong middle", "?"))
	case relations.Disputed:
		return append(shape, el("path", attrs{"d", "M-9 10L9-10"}))
	default:
		return shape
	}
}

// explain says in words what a mark does, and quotes the claims behind it.
func (t *table) explain(m mark) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %s.", t.dyad(m), m.kind, m.standing)
	for _, c := range t.claims[m] {
		fmt.Fprintf(&b, " %s: %s", c.ID, c.Summary)
		if !c.AssertedBy.IsEmpty() {
			fmt.Fprintf(&b, " Asserted by %s.", list(c.AssertedBy.All()))
		}
		if !c.DeniedBy.IsEmpty() {
			fmt.Fprintf(&b, " Denied by %s.", list(c.DeniedBy.All()))
		}
	}
	return b.String()
}

func (t *table) dyad(m mark) string {
	switch m.direction {
	case given:
		return fmt.Sprintf("%s → %s", m.partner, t.subject)
	case received:
		return fmt.Sprintf("%s → %s", t.subject, m.partner)
	default:
		return fmt.Sprintf("%s ↔ %s", m.partner, t.subject)
	}
}

// describe reads the table out, row by row.
func (t *table) describe() string {
	var b strings.Builder
	fmt.Fprintf(&b, "A table of partners against kinds of support. Given is by the partner to %s.", t.subject)
	for _, p := range t.partners {
		var words []string
		for _, c := range t.columns {
			for _, m := range t.cell(p, c.kind) {
				words = append(words, m.words())
			}
		}
		fmt.Fprintf(&b, " %s: %s.", p, strings.Join(words, ", "))
	}
	return b.String()
}

// words names a mark. That it is reported goes without saying.
func (m mark) words() string {
	if m.standing == relations.Reported {
		return fmt.Sprintf("%s %s", m.direction, m.kind)
	}
	return fmt.Sprintf("%s %s (%s)", m.direction, m.kind, m.standing)
}

func (t *table) footnotes() []string {
	var citations []string
	for s := range t.dataset.Sources() {
		citations = append(citations, s.Citation())
	}
	return []string{
		"An empty cell means “not recorded”, not “none”. What the source says of two countries that is support by neither (background) is left out.",
		fmt.Sprintf("Source: %s. %s", strings.Join(citations, "; "), provenance(t.dataset)),
	}
}

// provenance says which data a picture shows.
func provenance(d relations.Dataset) string {
	return fmt.Sprintf("Claims: dataset version %s, as of %s.", d.Header().Version, d.Header().AsOf)
}

// Colors are of the Okabe-Ito palette, which the color-blind can tell apart;
// in the dark they are lighter.
const partnersStyle = `
.column { fill: #f6f8fa; }
g path { stroke-width: 1.5; }
.given path { fill: #0072b2; stroke: #0072b2; }
.received path { fill: #d55e00; stroke: #d55e00; }
.shared path { fill: #00785a; stroke: #00785a; }
.alleged path, .disputed path { fill: #ffffff; }
.alleged path { stroke-dasharray: 3 2; }
@media (prefers-color-scheme: dark) {
.column { fill: #161b22; }
.given path { fill: #56b4e9; stroke: #56b4e9; }
.received path { fill: #f0883e; stroke: #f0883e; }
.shared path { fill: #3fc79a; stroke: #3fc79a; }
.alleged path, .disputed path { fill: #0d1117; }
}
`
