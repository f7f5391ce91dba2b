package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/warmrelations/relations"
)

const (
	margin     = 24 // around a picture
	lineHeight = 17 // of the notes
	charWidth  = 7  // of a wide sans-serif font of 12 pixels, since the reader's font is unknown
)

// style is the style sheet of all pictures.
//
//go:embed style.css
var style string

// A canvas contains the elements of an SVG picture, one per line, so that diffs are small.
type canvas struct{ bytes.Buffer }

// add adds a line. The arguments are escaped.
func (c *canvas) add(format string, args ...any) {
	for i, arg := range args {
		args[i] = html.EscapeString(fmt.Sprint(arg))
	}
	fmt.Fprintf(c, format+"\n", args...)
}

// text adds a text with its baseline at y. The text starts at x, or is centered at x or ends
// there if that is one of its classes.
func (c *canvas) text(x, y int, classes string, text any) {
	c.add(`<text x="%v" y="%v" class="%v">%v</text>`, x, y, classes, text)
}

func (c *canvas) line(x1, y1, x2, y2 int) {
	c.add(`<line class="line" x1="%v" y1="%v" x2="%v" y2="%v"/>`, x1, y1, x2, y2)
}

// notes adds paragraphs below y, in lines of at most the given width, and returns the baseline of
// the last line.
func (c *canvas) notes(y, width int, paragraphs []string) int {
	for _, p := range paragraphs {
		y += 4
		line := ""
		for word := range strings.FieldsSeq(p) {
			if line != "" && utf8.RuneCountInString(line+" "+word) > width/charWidth {
				y += lineHeight
				c.text(margin, y, "quiet", line)
				line = ""
			}
			line = strings.TrimSpace(line + " " + word)
		}
		y += lineHeight
		c.text(margin, y, "quiet", line)
	}
	return y
}

// document writes the picture. The description is for readers who cannot see it.
func (c *canvas) document(w io.Writer, id, title, description string, width, height int) error {
	var head canvas
	head.add(`<svg xmlns="http://www.w3.org/2000/svg" xml:lang="en" width="%v" height="%v" viewBox="0 0 %v %v" `+
		`role="img" aria-labelledby="%v-title %v-desc">`, width, height, width, height, id, id)
	head.add(`<!-- %v -->`, generatedBy)
	head.add(`<title id="%v-title">%v</title>`, id, title)
	head.add(`<desc id="%v-desc">%v</desc>`, id, description)
	head.add(`<style>%v</style>`, style)
	head.add(`<rect class="page" width="%v" height="%v"/>`, width, height)
	head.Write(c.Bytes())
	head.add("</svg>")
	_, err := head.WriteTo(w)
	return err
}

// asOf returns the date of the claims as a sentence.
func asOf(d relations.Dataset) string {
	return fmt.Sprintf("Claims as of %s, not updated since", published(d))
}

// published returns the months in which the sources of d were published.
func published(d relations.Dataset) string {
	first, last := d.AsOf(), d.AsOf()
	for s := range d.Sources() {
		if s.Published.IsValid() && s.Published.Compare(first) < 0 {
			first = s.Published
		}
	}
	if month(first) == month(last) {
		return month(last)
	}
	return fmt.Sprintf("%s to %s, each as of its source", month(first), month(last))
}

// partners returns the partners in d.
func partners(d relations.Dataset) (set relations.CountrySet) {
	for r := range d.All() {
		set = set.Union(relations.NewCountrySet(r.Partner))
	}
	return set
}

// byName sorts countries by their English names, without accents: Côte d’Ivoire comes after
// Costa Rica.
func byName(countries relations.CountrySet) []relations.Country {
	plain := strings.NewReplacer("ã", "a", "é", "e", "í", "i", "ô", "o", "ü", "u", "’", "'")
	return slices.SortedFunc(countries.All(), func(a, b relations.Country) int {
		return cmp.Compare(plain.Replace(a.String()), plain.Replace(b.String()))
	})
}

// listOf returns the names of countries, separated by commas.
func listOf(countries relations.CountrySet) string {
	var names []string
	for _, c := range byName(countries) {
		names = append(names, c.String())
	}
	return strings.Join(names, ", ")
}
