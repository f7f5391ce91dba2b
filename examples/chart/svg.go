package main

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/warmrelations/relations"
)

// An element is an SVG element. Pictures are built as trees of them, and so are
// well-formed whatever the data holds.
type element struct {
	name     string
	attrs    attrs
	text     string
	children []element
}

// attrs holds the names and values of attributes in turn.
type attrs []any

func el(name string, a attrs, children ...element) element {
	return element{name: name, attrs: a, children: children}
}

// leaf is an element that holds text.
func leaf(name string, a attrs, text string) element {
	return element{name: name, attrs: a, text: text}
}

// label is a text whose baseline starts, or is centered, or ends at x, y, as its
// classes say.
func label(x, y int, classes, text string) element {
	a := attrs{"x", x, "y", y}
	if classes != "" {
		a = append(a, "class", classes)
	}
	return leaf("text", a, text)
}

func line(x1, y1, x2, y2 int) element {
	return el("line", attrs{"class", "line", "x1", x1, "y1", y1, "x2", x2, "y2", y2})
}

// group holds elements that share a place and a title, which a browser shows
// as a tooltip.
func group(x, y int, classes, title string, children ...element) element {
	a := attrs{"class", classes, "transform", fmt.Sprintf("translate(%d %d)", x, y)}
	return el("g", a, append([]element{leaf("title", nil, title)}, children...)...)
}

// write puts each element on a line of its own, so that a changed datum is a
// changed line.
func (e element) write(b *bytes.Buffer) {
	b.WriteString("<" + e.name)
	for pair := range slices.Chunk(e.attrs, 2) {
		fmt.Fprintf(b, ` %s="%s"`, pair[0], html.EscapeString(fmt.Sprint(pair[1])))
	}
	if e.text == "" && len(e.children) == 0 {
		b.WriteString("/>\n")
		return
	}
	b.WriteString(">" + html.EscapeString(e.text))
	if len(e.children) > 0 {
		b.WriteByte('\n')
	}
	for _, child := range e.children {
		child.write(b)
	}
	b.WriteString("</" + e.name + ">\n")
}

// A drawing is a whole picture.
type drawing struct {
	id            string // tells its title and description from those of another in one page
	title         string
	desc          string // the content in words, for who does not see it
	style         string // what it adds to baseStyle
	width, height int
	body          []element
}

// document returns the picture as the content of an SVG file.
func (d drawing) document() []byte {
	titleID, descID := d.id+"-title", d.id+"-desc"
	root := el("svg", attrs{
		"xmlns", "http://www.w3.org/2000/svg", "xml:lang", "en",
		"width", d.width, "height", d.height,
		"viewBox", fmt.Sprintf("0 0 %d %d", d.width, d.height),
		"role", "img", "aria-labelledby", titleID + " " + descID,
	},
		leaf("title", attrs{"id", titleID}, d.title),
		leaf("desc", attrs{"id", descID}, d.desc),
		leaf("style", nil, baseStyle+d.style),
		el("rect", attrs{"class", "page", "width", d.width, "height", d.height}),
	)
	root.children = append(root.children, d.body...)

	var b bytes.Buffer
	root.write(&b)
	return b.Bytes()
}

// baseStyle is what the pictures have in common. They bring their own
// background: a page may be dark where the reader's system is light.
const baseStyle = `
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.page { fill: #ffffff; }
.title { font-size: 19px; font-weight: 600; }
.strong { font-weight: 600; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
.quiet { fill: #57606a; }
.line { stroke: #d0d7de; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.page { fill: #0d1117; }
.quiet { fill: #9aa4af; }
.line { stroke: #30363d; }
}
`

const (
	margin     = 24 // around a picture
	lineHeight = 17
)

// charWidth is that of a wide sans-serif at 12 pixels. What a reader's fonts
// measure is not known here, so that texts are set with room to spare.
const charWidth = 7

// notes sets paragraphs below y, and returns their lines and where they end.
func notes(y, width int, paragraphs ...string) (lines []element, end int) {
	for _, p := range paragraphs {
		y += 4
		for _, text := range wrap(p, width/charWidth) {
			y += lineHeight
			lines = append(lines, label(margin, y, "quiet", text))
		}
	}
	return lines, y
}

// wrap breaks s between words into lines of at most n characters.
func wrap(s string, n int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line+" "+word) <= n:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}

// byName sorts countries as an English reader looks for them, Côte d’Ivoire
// beside Costa Rica.
func byName(countries relations.CountrySet) []relations.Country {
	plain := strings.NewReplacer("ã", "a", "é", "e", "í", "i", "ô", "o", "ü", "u")
	return slices.SortedFunc(countries.All(), func(a, b relations.Country) int {
		return cmp.Compare(plain.Replace(a.String()), plain.Replace(b.String()))
	})
}

// list joins names by commas.
func list[T fmt.Stringer](items iter.Seq[T]) string {
	var names []string
	for item := range items {
		names = append(names, item.String())
	}
	return strings.Join(names, ", ")
}
