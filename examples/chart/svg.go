package main

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

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

// label is a text whose baseline starts at x, y.
func label(x, y int, class, text string) element {
	return element{name: "text", attrs: attrs{"x", x, "y", y, "class", class}, text: text}
}

// titled is a text element that is not drawn: a title or a description.
func titled(name, id, text string) element {
	e := element{name: name, text: text}
	if id != "" {
		e.attrs = attrs{"id", id}
	}
	return e
}

// group holds elements that share a place and a title, which a browser shows
// as a tooltip.
func group(x, y int, class, title string, children ...element) element {
	a := attrs{"class", class, "transform", fmt.Sprintf("translate(%d %d)", x, y)}
	return el("g", a, slices.Concat([]element{titled("title", "", title)}, children)...)
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
	id            string // the prefix of the IDs in it, for pages that hold several
	title         string
	desc          string // the content in words, for those who do not see it
	style         string
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
		titled("title", titleID, d.title),
		titled("desc", descID, d.desc),
		titled("style", "", baseStyle+d.style),
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

// notes sets paragraphs from y downwards, and returns them with the height of
// what they take up.
func notes(y, width int, paragraphs ...string) (lines []element, height int) {
	for _, p := range paragraphs {
		for _, line := range wrap(p, width/charWidth) {
			height += lineHeight
			lines = append(lines, label(margin, y+height, "quiet", line))
		}
	}
	return lines, height
}

// wrap breaks s between words into lines of at most n characters.
func wrap(s string, n int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
			line = word
		case len([]rune(line))+1+len([]rune(word)) <= n:
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

// list joins what has a name by commas.
func list[T fmt.Stringer](items []T) string {
	names := make([]string, len(items))
	for i, item := range items {
		names[i] = item.String()
	}
	return strings.Join(names, ", ")
}
