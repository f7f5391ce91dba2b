package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/warmrelations/relations"
)

//go:embed *.tmpl
var templates embed.FS

// A book is what the templates are filled in with.
type book struct {
	GeneratedBy                                              string
	Dataset                                                  relations.Dataset
	Subject                                                  relations.Country
	AsOf                                                     string
	Claims                                                   []relations.Claim
	Sources                                                  []relations.Source
	ClaimColumns, SourceColumns, VoteColumns, CountryColumns []column
	Kinds                                                    relations.KindSet
	Categories                                               []categoryRow
	Partners                                                 relations.CountrySet
	Members                                                  int
	Resolutions                                              []relations.Resolution
	First, Last                                              relations.Resolution
}

// A categoryRow has the givers and the partners of a category, and remarks
// on givers that only one weak kind makes so.
type categoryRow struct {
	Category         relations.SupportKind
	Givers, Partners string
	Unsettled        string // the claims that are alleged or disputed
	Remarks          []string
}

func newBook(d relations.Dataset) book {
	b := book{
		GeneratedBy: generatedBy, Dataset: d, Subject: d.Header().Subject, AsOf: published(d),
		Kinds: relations.Kinds(), Claims: slices.Collect(d.Claims()), Sources: slices.Collect(d.Sources()),
		ClaimColumns: claimColumns, SourceColumns: sourceColumns, VoteColumns: voteColumns, CountryColumns: countryColumns,
		Partners: partners(d),
		Members:  relations.UNMembers().Len(), Resolutions: slices.Collect(relations.Resolutions()),
	}
	b.First, b.Last = firstAndLast()
	for _, k := range []relations.SupportKind{relations.Diplomatic, relations.Economic, relations.Military} {
		row := categoryRow{Category: k, Givers: listOf(d.Givers(k)), Partners: listOf(d.Partners(k))}
		var unsettled []string
		for c := range d.Claims(relations.OfKind(k), relations.Not(relations.OfStanding(relations.Reported))) {
			unsettled = append(unsettled, fmt.Sprintf("%s %s", c.Standing(), c.ID))
		}
		row.Unsettled = strings.Join(unsettled, ", ")
		for c := range d.Givers(k).All() {
			if remark := remarkOn(d, c, k); remark != "" {
				row.Remarks = append(row.Remarks, remark)
			}
		}
		b.Categories = append(b.Categories, row)
	}
	return b
}

// remarkOn says if all that makes a partner a supporter is that it has not
// condemned the war, or has moved closer to the subject.
func remarkOn(d relations.Dataset, c relations.Country, category relations.SupportKind) string {
	r, _ := d.Of(c)
	by := ""
	kinds := r.Given.Intersect(category.Kinds())
	switch kinds {
	case relations.NewKindSet(relations.NonCondemnation):
		by = "an omission alone"
	case relations.NewKindSet(relations.Alignment):
		by = fmt.Sprintf("a movement toward %s alone", d.Header().Subject)
	default:
		return ""
	}
	var ids []string
	for claim := range d.Claims(relations.From(c), relations.OfStanding(relations.Reported)) {
		if kinds.Has(claim.Kind) {
			ids = append(ids, claim.ID)
		}
	}
	return fmt.Sprintf("%s is a %s giver by %s (%s)", c, category, by, strings.Join(ids, ", "))
}

// OfKind, OfStanding and OfSource return the IDs of the claims that have exactly
// this kind, a standing by its name, and a source by its ID.
func (b book) OfKind(k relations.SupportKind) []string {
	return b.ids(func(c relations.Claim) bool { return c.Kind == k })
}

func (b book) OfStanding(name string) []string {
	return b.ids(func(c relations.Claim) bool { return c.Standing().String() == name })
}

func (b book) OfSource(id string) []string {
	return b.ids(func(c relations.Claim) bool { return c.Source == id })
}

func (b book) ids(match func(relations.Claim) bool) (ids []string) {
	for c := range b.Dataset.Claims(relations.Where(match)) {
		ids = append(ids, c.ID)
	}
	return ids
}

// Total returns how many members voted that way.
func (b book) Total(r relations.Resolution, vote string) (int, error) {
	v, err := relations.ParseVote(vote)
	return r.Voters(v).Len(), err
}

var templateFuncs = template.FuncMap{
	"json": func(v any) (string, error) {
		var b strings.Builder
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		err := enc.Encode(v)
		return strings.TrimSpace(b.String()), err
	},
	"month": month,
	"list":  listOf,
	// cell returns a text that does not end a cell of a table in Markdown.
	"cell":    func(s string) string { return strings.ReplaceAll(s, "|", `\|`) },
	"pattern": func(form string) string { return patterns[form] },
	// required returns the keys that JSON must have. Flags may be left out.
	"required": func(columns []column) (list []string) {
		for _, c := range columns {
			if c.Required && c.Form != "flag" {
				list = append(list, c.Name)
			}
		}
		return list
	},
	// vote returns the recorded vote of a country, by symbol and code.
	"vote": func(symbol, code string) (relations.Vote, error) {
		r, err := relations.ParseResolution(symbol)
		if err != nil {
			return 0, err
		}
		c, err := relations.ParseCountry(code)
		return r.Vote(c), err
	},
}

var claimID = regexp.MustCompile(`\b[A-Z]{3}-\d+\b`)

// writeTemplate fills in a template, of Markdown or of JSON. All claims that it
// names must exist.
func writeTemplate(w io.Writer, name string, d relations.Dataset) error {
	t, err := template.New(name).Funcs(templateFuncs).ParseFS(templates, name)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, newBook(d)); err != nil {
		return err
	}
	for _, id := range claimID.FindAllString(b.String(), -1) {
		if _, ok := d.ClaimByID(id); !ok && id != "UTF-8" {
			return fmt.Errorf("%s names the claim %s, which does not exist", name, id)
		}
	}
	if name == "codebook.tmpl" {
		_, err = b.WriteTo(w)
		return err
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, b.Bytes(), "", "  "); err != nil {
		return err
	}
	_, err = indented.WriteTo(w)
	return err
}
