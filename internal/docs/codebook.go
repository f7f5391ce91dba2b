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

// A book is the data of the templates.
type book struct {
	record
	GeneratedBy string
	Subject     relations.Country
	AsOf        string
	Claims      []relations.Claim
	Sources     []relations.Source
	Kinds       relations.KindSet
	Categories  []relations.SupportKind
	AllPartners relations.CountrySet
	Votes       []relations.Vote
	Changes     []string
	Later       any // later, or nil if its roll call is included
}

func newBook(rec record) book {
	b := book{
		record: rec, GeneratedBy: generatedBy, Subject: rec.Header().Subject, AsOf: published(rec.Dataset),
		Kinds: relations.Kinds(), Claims: slices.Collect(rec.Claims()), Sources: slices.Collect(rec.Sources()),
		Categories:  []relations.SupportKind{relations.Diplomatic, relations.Economic, relations.Military},
		AllPartners: partners(rec.Dataset), Votes: votes, Changes: changes(rec.Dataset),
	}
	if !rec.IsIn(later.Title) {
		b.Later = later
	}
	return b
}

// Unsettled lists the alleged and the disputed claims of a category.
func (rec record) Unsettled(category relations.SupportKind) string {
	var list []string
	for c := range rec.Claims(relations.OfKind(category), relations.Not(relations.OfStanding(relations.Reported))) {
		list = append(list, fmt.Sprintf("%s %s", c.Standing(), c.ID))
	}
	return strings.Join(list, ", ")
}

// Remarks returns what a reader of the givers of a category must know: which partners give only
// because of an omission or a move, and which do not because their ties are all mutual.
func (rec record) Remarks(category relations.SupportKind) []string {
	list := omissions(rec.Dataset, category)
	var mutual relations.CountrySet
	var kinds []string
	for r := range rec.All() {
		directed := len(within(r.Given, category)) + len(within(r.Received, category))
		if shared := within(r.Mutual, category); len(shared) > 0 && directed == 0 {
			mutual = mutual.Union(relations.NewCountrySet(r.Partner))
			for _, k := range shared {
				kinds = append(kinds, "`"+k.String()+"`")
			}
		}
	}
	if !mutual.IsZero() {
		list = append(list, fmt.Sprintf("These partners are not %v givers, because all their reported %v ties are mutual "+
			"(%s) and a mutual tie has no giver: %s",
			category, category, strings.Join(slices.Compact(slices.Sorted(slices.Values(kinds))), ", "), listOf(mutual)))
	}
	if category == relations.Military {
		list = append(list, goods(rec.Dataset)...)
	}
	return list
}

// omissions returns a remark about each partner that gives support of a category only because
// it has not condemned the war, or has moved closer to the subject.
func omissions(d relations.Dataset, category relations.SupportKind) (list []string) {
	subject := d.Header().Subject
	reasons := map[relations.SupportKind]string{
		relations.NonCondemnation: "it has not condemned the war",
		relations.Alignment:       "it has moved closer to " + subject.String(),
	}
	for r := range d.All() {
		given := within(r.Given, category)
		if len(given) == 1 && reasons[given[0]] != "" {
			claims := ids(d, relations.From(r.Partner), relations.OfKind(given...), relations.OfStanding(relations.Reported))
			list = append(list, fmt.Sprintf("%v is among those that give %v %v support only because %s (%s)", r.Partner,
				subject, category, reasons[given[0]], claims))
		}
	}
	return list
}

// goods returns a remark about the givers of goods, which the military may use.
func goods(d relations.Dataset) []string {
	givers := d.Givers(relations.GoodsSupply)
	if givers.IsZero() {
		return nil
	}
	claims := ids(d, relations.OfKind(relations.GoodsSupply), relations.To(d.Header().Subject),
		relations.OfStanding(relations.Reported))
	return []string{fmt.Sprintf("Goods are economic if the source names no weapon among them, even if the military "+
		"uses them: %s (%s)", listOf(givers), claims)}
}

// changes returns the changes since the publication of the sources that affect how the data
// should be read.
func changes(d relations.Dataset) (list []string) {
	if _, ok := d.Of(relations.Syria); ok {
		list = append(list, "The government of Syria changed in December 2024. Its votes since then were cast by a "+
			"different government than the one in its claims and its earlier votes")
	}
	if _, ok := d.Of(relations.NorthKorea); ok {
		list = append(list, "North Korea confirmed in April 2025 that its troops fought for Russia. That does not "+
			"settle the claim about ammunition")
	}
	return list
}

// within returns the kinds of a set that belong to a category.
func within(set relations.KindSet, category relations.SupportKind) []relations.SupportKind {
	other := func(k relations.SupportKind) bool { return k.Category() != category }
	return slices.DeleteFunc(slices.Collect(set.All()), other)
}

// ids lists the IDs of the claims that match all filters.
func ids(d relations.Dataset, filters ...relations.Filter) string {
	var list []string
	for c := range d.Claims(filters...) {
		list = append(list, c.ID)
	}
	return strings.Join(list, ", ")
}

// With returns the claims with a kind, standing or source, such as With("kind", "trade").
func (b book) With(what, name string) []relations.Claim {
	return slices.Collect(b.Dataset.Claims(relations.Where(func(c relations.Claim) bool {
		return map[string]string{"kind": c.Kind.String(), "standing": c.Standing().String(), "source": c.Source}[what] == name
	})))
}

var templateFuncs = template.FuncMap{
	"json": func(v any) (string, error) {
		var b strings.Builder
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		err := enc.Encode(v)
		return strings.TrimSpace(b.String()), err
	},
	"columns": columns,
	"list":    listOf,
	// cell escapes a text for a cell of a Markdown table.
	"cell":    func(s string) string { return strings.ReplaceAll(s, "|", `\|`) },
	"pattern": func(form string) string { return patterns[form] },
	// required returns the required keys of a JSON object. A flag may be missing.
	"required": func(columns []column) (list []string) {
		for _, c := range columns {
			if c.Required && c.Form != "flag" {
				list = append(list, c.Name)
			}
		}
		return list
	},
	"vote": func(symbol, code string) relations.Vote { // Execute returns a panic as an error
		return relations.MustParseResolution(symbol).Vote(relations.MustParseCountry(code))
	},
	"agreement": func(a, b string) string {
		index, _ := relations.Agreement(relations.MustParseCountry(a), relations.MustParseCountry(b))
		return fmt.Sprintf("%.2f", index)
	},
}

var claimID = regexp.MustCompile(`\b[A-Z]{3}-\d+\b`)

// fromTemplate returns a writer that executes a template for Markdown or JSON. After writing, it
// returns an error if a claim that the text names does not exist.
func fromTemplate(name string) writer {
	return func(w io.Writer, rec record) error {
		t, err := template.New(name).Funcs(templateFuncs).ParseFS(templates, name)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := t.Execute(&b, newBook(rec)); err != nil {
			return err
		}
		text := b.Bytes()
		if name != "codebook.tmpl" {
			var indented bytes.Buffer
			if err := json.Indent(&indented, text, "", "  "); err != nil {
				return err
			}
			text = indented.Bytes()
		}
		if _, err := w.Write(text); err != nil {
			return err
		}
		for _, id := range claimID.FindAllString(b.String(), -1) {
			if _, ok := rec.ClaimByID(id); !ok && id != "UTF-8" {
				return fmt.Errorf("%s or columns.tsv names the claim %s, which does not exist: choose another one", name, id)
			}
		}
		return nil
	}
}
