package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/warmrelations/relations"
)

// A mark in partners.svg represents the claims that have the same values of these fields.
type mark struct {
	partner   relations.Country
	kind      relations.SupportKind
	direction string
	standing  relations.Standing
}

// The directions of a mark: given by the partner, received by it, or mutual.
const given, received, mutual = "given", "received", "mutual"

// The outline of a mark shows the direction, and the sign in it shows the standing, so that the
// picture can be read without its colors.
var (
	directions = []string{given, received, mutual}
	standings  = []relations.Standing{relations.Reported, relations.Alleged, relations.Disputed}
	outlines   = map[string]string{
		given:    "M-10-5H0V-10L10 0L0 10V5H-10Z",
		received: "M10-5H0V-10L-10 0L0 10V5H10Z",
		mutual:   "M-9 0A9 9 0 0 1 9 0A9 9 0 0 1-9 0Z",
	}
	insides = map[relations.Standing]string{
		relations.Reported: "",
		relations.Alleged:  `<text y="4" class="strong middle">?</text>`,
		relations.Disputed: `<path d="M-9 10L9-10"/>`,
	}
)

// The measures of partners.svg.
const (
	markWidth   = 24 // with the space beside it
	rowHeight   = 36
	nameWidth   = 116 // of the names of partners
	categoryGap = 14  // between the columns of two categories
	categoryY   = 176 // the baseline of the names of categories
	tableTop    = 310 // the top of the first row
)

// A table is partners.svg. It has a row for each partner, a column for each kind of support that
// occurs, and in each cell a mark for each direction and standing.
type table struct {
	canvas
	subject       relations.Country
	partners      []relations.Country
	kinds         []relations.SupportKind
	claims        map[mark][]relations.Claim
	left          map[relations.SupportKind]int // of the columns
	columnWidth   int
	right, bottom int
}

func newTable(d relations.Dataset) *table {
	t := &table{
		subject: d.Header().Subject, partners: byName(partners(d)),
		claims: map[mark][]relations.Claim{}, left: map[relations.SupportKind]int{},
		columnWidth: 2 * markWidth, right: margin + nameWidth,
	}
	for k := range relations.Kinds().All() {
		occurs := false
		for c := range d.Claims(relations.OfKind(k)) {
			if c.Kind == k && k.IsSupport() {
				m := markOf(c, t.subject)
				t.claims[m] = append(t.claims[m], c)
				t.columnWidth = max(t.columnWidth, len(t.cell(m.partner, k))*markWidth)
				occurs = true
			}
		}
		if occurs {
			t.kinds = append(t.kinds, k)
		}
	}
	for i, k := range t.kinds {
		if i > 0 && k.Category() != t.kinds[i-1].Category() {
			t.right += categoryGap
		}
		t.left[k] = t.right
		t.right += t.columnWidth
	}
	t.right = max(t.right, 800) // as wide as the legend
	t.bottom = tableTop + len(t.partners)*rowHeight
	return t
}

func markOf(c relations.Claim, subject relations.Country) mark {
	switch {
	case c.Mutual:
		return mark{c.From, c.Kind, mutual, c.Standing()}
	case c.From == subject:
		return mark{c.To, c.Kind, received, c.Standing()}
	}
	return mark{c.From, c.Kind, given, c.Standing()}
}

// tie returns the name of the set of a Relation that contains the kind.
func (m mark) tie() string {
	if m.standing != relations.Reported {
		return m.standing.String()
	}
	return m.direction
}

// cell returns the marks of a partner and a kind, in the order of the legend.
func (t *table) cell(partner relations.Country, kind relations.SupportKind) (marks []mark) {
	for _, d := range directions {
		for _, s := range standings {
			if m := (mark{partner, kind, d, s}); t.claims[m] != nil {
				marks = append(marks, m)
			}
		}
	}
	return marks
}

func drawPartners(w io.Writer, rec record) error {
	d := rec.Dataset
	t := newTable(d)
	var citations []string
	for s := range d.Sources() {
		if s.Citation() != "" {
			citations = append(citations, s.Citation())
		}
	}
	remarks := slices.Concat(omissions(d, relations.Diplomatic), goods(d), changes(d), []string{""})
	notes := []string{
		"An empty cell means “not recorded”, not “none”. Statements that are not support (background) are left out. " +
			"The column of a category itself is for claims where the source is not more specific.",
		strings.TrimSpace(strings.Join(remarks, ". ")),
		fmt.Sprintf("Source: %s. %s. Version of the data: %s.", strings.Join(citations, "; "), asOf(d), d.Header().Version),
	}
	title := fmt.Sprintf("%s and %d partners: who gives what to whom", t.subject, len(t.partners))
	t.text(margin, 42, "title", title)
	t.text(margin, 64, "quiet", asOf(d))
	t.drawLegend()
	t.drawHeadings()
	description := fmt.Sprintf("A table of partners and kinds of support. Given: by the partner to %[1]s. Received: "+
		"by the partner from %[1]s.", t.subject)
	for i, p := range t.partners {
		description += " " + t.drawRow(tableTop+i*rowHeight, p)
	}
	t.line(margin, t.bottom, t.right, t.bottom)
	end := t.notes(t.bottom+8, t.right-margin, notes)
	return t.document(w, "partners", title, description+" "+strings.Join(notes, " "), t.right+margin, end+margin)
}

// drawMark draws a mark with its center at x, y. A browser shows its title as a tooltip.
func (t *table) drawMark(x, y int, m mark, title string) {
	t.add(`<g class="mark %v %v" transform="translate(%v %v)"><title>%v</title>`, m.direction, m.standing, x, y, title)
	t.add(`<path d="%v"/>`, outlines[m.direction])
	t.WriteString(insides[m.standing] + "</g>\n")
}

// drawLegend explains the outlines in one line, and the signs in another.
func (t *table) drawLegend() {
	who := []string{"partner gives to " + t.subject.String(), t.subject.String() + " gives to partner",
		"mutual: no giver"}
	vouches := []string{"reported: the source says it", "alleged: a government says it", "disputed: alleged and denied"}
	for i := range directions {
		x := margin + i*(t.right-margin)/3
		t.drawMark(x+10, 96, mark{direction: directions[i], standing: relations.Reported}, who[i])
		t.text(x+30, 100, "", who[i])
		for j, d := range directions {
			t.drawMark(x+10+j*(markWidth+2), 128, mark{direction: d, standing: standings[i]}, vouches[i])
		}
		t.text(x+82, 132, "", vouches[i])
	}
}

// drawHeadings writes the names of the categories and kinds. If a category has only the column
// for the category itself, it writes the name once.
func (t *table) drawHeadings() {
	for i := 0; i < len(t.kinds); {
		category, left := t.kinds[i].Category(), t.left[t.kinds[i]]
		for i < len(t.kinds) && t.kinds[i].Category() == category {
			i++
		}
		if right := t.left[t.kinds[i-1]] + t.columnWidth; t.kinds[i-1] != category {
			t.text((left+right)/2, categoryY, "strong middle", category)
			t.line(left, categoryY+8, right, categoryY+8)
		}
	}
	for _, k := range t.kinds {
		label := k.String()
		if k == k.Category() && k != relations.UnspecifiedAid {
			label += " itself"
		}
		t.add(`<text class="kind" transform="translate(%v %v) rotate(-90)">%v</text>`, t.left[k]+t.columnWidth/2+4,
			tableTop-8, label)
		t.add(`<rect class="column" x="%v" y="%v" width="%v" height="%v"/>`, t.left[k], tableTop, t.columnWidth,
			t.bottom-tableTop)
	}
}

// drawRow draws the row of a partner, and returns a description of it.
func (t *table) drawRow(top int, p relations.Country) string {
	t.line(margin, top, t.right, top)
	t.text(margin, top+rowHeight/2+4, "strong", p)
	var words []string
	for _, k := range t.kinds {
		marks := t.cell(p, k)
		x := t.left[k] + (t.columnWidth-(len(marks)-1)*markWidth)/2
		for i, m := range marks {
			t.drawMark(x+i*markWidth, top+rowHeight/2, m, t.explain(m))
			word := fmt.Sprintf("%s %s", m.direction, k)
			if m.standing != relations.Reported {
				word += fmt.Sprintf(" (%s)", m.standing)
			}
			words = append(words, word)
		}
	}
	return fmt.Sprintf("%s: %s.", p, cmp.Or(strings.Join(words, ", "), "no support is recorded"))
}

// explain returns a description of a mark, with the summaries of its claims.
func (t *table) explain(m mark) string {
	pair := map[string]string{given: "%[1]s → %[2]s", received: "%[2]s → %[1]s", mutual: "%[1]s ↔ %[2]s"}[m.direction]
	s := fmt.Sprintf(pair+": %[3]s, %[4]s.", m.partner, t.subject, m.kind, m.standing)
	for _, c := range t.claims[m] {
		s += fmt.Sprintf(" %s: %s", c.ID, c.Summary)
		if !c.AssertedBy.IsZero() {
			s += fmt.Sprintf(" Asserted by %s.", listOf(c.AssertedBy))
		}
		if !c.DeniedBy.IsZero() {
			s += fmt.Sprintf(" Denied by %s.", listOf(c.DeniedBy))
		}
	}
	return s
}
