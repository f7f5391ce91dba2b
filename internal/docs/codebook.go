package main

import (
	"bytes"
	"cmp"
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
	KindNames                                                []string
	Kinds                                                    []kindRow
	Categories                                               []categoryRow
	Partners                                                 relations.CountrySet
	Members                                                  int
	Resolutions                                              []relations.Resolution
	First, Last                                              relations.Resolution
}

// A kindRow is a kind with the number of its claims and the first of them.
type kindRow struct {
	Kind    relations.SupportKind
	Count   int
	Example string
}

// A categoryRow has the supporters and the partners of a category, and remarks
// on supporters that only one weak kind makes so.
type categoryRow struct {
	Category             relations.SupportKind
	Supporters, Partners string
	Remarks              []string
}

func newBook(d relations.Dataset) book {
	b := book{
		GeneratedBy: generatedBy, Dataset: d, Subject: d.Header().Subject, AsOf: month(d.AsOf()),
		Claims: slices.Collect(d.Claims()), Sources: slices.Collect(d.Sources()),
		ClaimColumns: claimColumns, SourceColumns: sourceColumns, VoteColumns: voteColumns, CountryColumns: countryColumns,
		KindNames: kindNames(), Partners: partners(d),
		Members: relations.UNMembers().Len(), Resolutions: slices.Collect(relations.Resolutions()),
	}
	b.First, b.Last = firstAndLast()
	for k := range relations.Kinds().All() {
		row := kindRow{Kind: k}
		for _, c := range b.Claims {
			if c.Kind == k {
				row.Example = cmp.Or(row.Example, c.ID)
				row.Count++
			}
		}
		b.Kinds = append(b.Kinds, row)
	}
	for _, k := range []relations.SupportKind{relations.Diplomatic, relations.Economic, relations.Military} {
		row := categoryRow{k, listOf(d.Supporters(k)), listOf(d.Partners(k)), nil}
		for c := range d.Supporters(k).All() {
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
	kinds := r.Given.Intersect(relations.NewKindSet(category))
	switch kinds {
	case relations.NewKindSet(relations.NonCondemnation):
		by = "an omission alone"
	case relations.NewKindSet(relations.Alignment):
		by = "a movement toward the subject alone"
	default:
		return ""
	}
	var ids []string
	for claim := range d.Claims(relations.From(c), relations.WithStanding(relations.Reported)) {
		if kinds.Has(claim.Kind) {
			ids = append(ids, claim.ID)
		}
	}
	return fmt.Sprintf("%s is a %s supporter by %s (%s)", c, category, by, strings.Join(ids, ", "))
}

// Count returns the number of claims with a standing, and FirstID the ID of the
// first of them.
func (b book) Count(standing string) (n int) {
	for _, c := range b.Claims {
		if c.Standing().String() == standing {
			n++
		}
	}
	return n
}

func (b book) FirstID(standing string) string {
	for _, c := range b.Claims {
		if c.Standing().String() == standing {
			return c.ID
		}
	}
	return ""
}

// Total returns how many members voted that way.
func (b book) Total(r relations.Resolution, vote string) (int, error) {
	v, err := relations.ParseVote(vote)
	return r.Voters(v).Len(), err
}

// From returns the number of claims that rest on a source.
func (b book) From(source string) (n int) {
	for range b.Dataset.Claims(relations.WithSource(source)) {
		n++
	}
	return n
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

// writeTemplate fills in a template. All claims that it names must exist.
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
	_, err = b.WriteTo(w)
	return err
}
