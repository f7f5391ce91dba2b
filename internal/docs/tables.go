package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/warmrelations/relations"
)

// A column documents a column of a table or a key in JSON. It is used for the codebook, the
// schema and the data package.
type column struct {
	Name, Form string
	Required   bool
	Holds      string
	Caveat     string
	Example    string // a claim, or a value
}

// columns.tsv has the columns of each table. A form is a type in schema.tmpl or one of a few
// others.
//
//go:embed columns.tsv
var columnsText string

// columns returns the columns of a table.
func columns(table string) (list []column) {
	for line := range strings.Lines(columnsText) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if cells[0] == table {
			list = append(list, column{cells[1], cells[2], cells[3] != "", cells[4], cells[5], cells[6]})
		}
	}
	return list
}

// Sentence returns Holds as a sentence, with or without the caveat.
func (c column) Sentence(caveat bool) string {
	s := strings.ToUpper(c.Holds[:1]) + c.Holds[1:]
	if caveat && c.Caveat != "" {
		s += "; " + c.Caveat
	}
	return strings.ReplaceAll(s, "`", "") + "."
}

// checkColumns returns an error if the columns in columns.tsv differ from those of the library.
func checkColumns() error {
	var b bytes.Buffer
	if err := (relations.Dataset{}).EncodeCSV(&b); err != nil {
		return err
	}
	for _, table := range []struct{ name, want string }{
		{"claims", strings.TrimSpace(b.String())},
		{"claims", keys(reflect.TypeFor[relations.Claim]())},
		{"sources", keys(reflect.TypeFor[relations.Source]())},
	} {
		if have := strings.Join(names(columns(table.name)), ","); have != table.want {
			return fmt.Errorf("internal/docs describes the columns %s; the library has %s", have, table.want)
		}
	}
	return nil
}

// keys returns the JSON names of the fields of a struct.
func keys(t reflect.Type) string {
	var keys []string
	for f := range t.Fields() {
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		keys = append(keys, key)
	}
	return strings.Join(keys, ",")
}

func names(columns []column) (names []string) {
	for _, c := range columns {
		names = append(names, c.Name)
	}
	return names
}

// writeRelations writes a row for each kind of tie that is recorded with a partner.
func writeRelations(w io.Writer, rec record) error {
	rows := [][]string{names(columns("relations"))}
	for r := range rec.All() {
		for i, kinds := range []relations.KindSet{r.Given, r.Received, r.Mutual, r.Alleged, r.Disputed} {
			for k := range kinds.All() {
				var ids []string
				for c := range rec.Claims(relations.Involving(r.Partner), relations.OfKind(k)) {
					if c.Kind == k && markOf(c, rec.Header().Subject).tie() == ties[i] {
						ids = append(ids, c.ID)
					}
				}
				kind := k.String()
				if k == k.Category() {
					kind = ""
				}
				rows = append(rows, []string{r.Partner.Alpha2(), r.Partner.String(), ties[i],
					k.Category().String(), kind, strings.Join(ids, " ")})
			}
		}
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// ties are the names of the sets of a Relation, in the order of its fields.
var ties = []string{given, received, mutual, "alleged", "disputed"}

// writeVotes writes the roll calls. A vote that is not recorded is an empty cell.
func writeVotes(w io.Writer, rec record) error {
	rows := [][]string{names(columns("votes"))}
	for _, r := range rec.RollCalls {
		for c := range rec.Members().All() {
			vote, err := r.Vote(c).MarshalText()
			if err != nil {
				return err
			}
			rows = append(rows, []string{r.Symbol, r.Adopted.String(), c.Alpha2(), string(vote), strconv.Itoa(r.Record)})
		}
	}
	return csv.NewWriter(w).WriteAll(rows)
}

func writeCountries(w io.Writer, _ record) error {
	rows := [][]string{names(columns("countries"))}
	for c := range relations.Countries().All() {
		rows = append(rows, []string{c.Alpha2(), c.Alpha3(), c.Numeric(), c.String()})
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// Type returns the type of a column in a data package, see
// https://specs.frictionlessdata.io/table-schema/.
func (c column) Type() string {
	return cmp.Or(map[string]string{"flag": "boolean", "day": "date", "number": "integer"}[c.Form], "string")
}

// Constraints returns the constraints of a column in a data package.
func (c column) Constraints() map[string]any {
	constraints := map[string]any{}
	if c.Required {
		constraints["required"] = true
	}
	if enum := map[string]any{"kind": relations.Kinds(), "vote": votes, "tie": ties}[c.Form]; enum != nil {
		constraints["enum"] = enum
	}
	if p := patterns[c.Form]; p != "" {
		constraints["pattern"] = p
	}
	return constraints
}

// patterns are the regular expressions of forms.
var patterns = map[string]string{
	"country":   "^[A-Z]{2}$",
	"countries": "^[A-Z]{2}( [A-Z]{2})*$",
	"alpha3":    "^[A-Z]{3}$",
	"m49":       "^[0-9]{3}$",
	"date":      "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
}
