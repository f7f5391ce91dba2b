package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/warmrelations/relations"
)

// A column says about a column of a table, or a key in JSON, what the code does
// not. The codebook, the schema and the data package are made from it.
type column struct {
	Name, Form string
	Required   bool
	Holds      string
	Caveat     string
	Example    string // a claim, or a value
}

// The forms are those of the schema of claims.json, and a few for the rest.
var claimColumns = []column{
	{"id", "id", true, "the name of the claim, unique among claims", "stays the same in later versions; starts with the partner's alpha-3 code", "IRN-3"},
	{"from", "country", true, "who gives, or the partner if the tie is mutual", "for `background` it only names the partner", "IRN-3"},
	{"to", "country", true, "who receives, or the subject if the tie is mutual", "for `background` it only names the subject", "SYR-1"},
	{"mutual", "flag", true, "whether the tie is mutual", "nobody gives in a mutual tie; `true` for `background` too", "CHN-7"},
	{"kind", "kind", true, "what kind of support it is, or `background` if it is none", "one for each claim", "PRK-1"},
	{"start", "date", false, "the start of the period in which the claim holds", "empty if the source gives no date, as for most claims", "BLR-4"},
	{"end", "date", false, "the end of that period", "if empty after a start, the claim is open and lasts to the publication of the source", "BLR-3"},
	{"asserted_by", "countries", false, "the countries whose government or officials say so", "empty: the source says it in its own voice", "IRN-4"},
	{"denied_by", "countries", false, "the countries that deny it or, in a claim that is a denial, that make it", "empty: no denial is reported, which is not an admission", "PRK-1"},
	{"others", "countries", false, "further countries that the claim names", "see the rule on others in the codebook", "ZAF-3"},
	{"summary", "text", false, "what is reported, in one sentence", "the words are ours, not those of the source", "CHN-4"},
	{"source", "id", true, "the ID of the source that reports it", "the codebook and claims.json list the sources", "CHN-1"},
	{"section", "text", false, "where in the source it is", "the heading or paragraph, and the sentence in it", "CHN-7"},
}

var sourceColumns = []column{
	{"id", "id", true, "the name by which claims refer to the source, unique among sources", "", ""},
	{"title", "text", false, "the title under which it was published", "", ""},
	{"publisher", "text", false, "the newspaper, agency or institution that published it", "", ""},
	{"published", "date", false, "when it was published, as precisely as it is known", "", ""},
	{"url", "text", false, "where it can be read", "", ""},
}

var relationColumns = []column{
	{"partner", "country", true, "the partner", "", "CN"},
	{"name", "text", true, "its English name", "", "China"},
	{"tie", "tie", true, "who gives and what its standing is: `given` by the partner, `received` by it, or `mutual`, as reported; or `alleged` or `disputed`, in any direction", "nobody gives in a mutual tie", "given"},
	{"category", "kind", true, "the category of the kind", "", "economic"},
	{"kind", "kind", false, "the kind", "empty: the source says no more than the category, or does not state the form of the aid", "oil-purchase"},
	{"claims", "ids", true, "the IDs of the claims, separated by spaces", "do not count them as evidence", "CHN-4"},
}

var voteColumns = []column{
	{"resolution", "text", true, "the symbol of the resolution", "the resolutions are in the order of adoption", "A/RES/ES-11/1"},
	{"adopted", "day", true, "the day of the vote", "", "2022-03-02"},
	{"country", "country", true, "the member of the United Nations", "a country that is not a member has no row", "IN"},
	{"vote", "vote", false, "how it voted", "not voting and abstaining are different things", "abstained"},
	{"record", "number", true, "the number of the voting record in the UN Digital Library", "the record is at digitallibrary.un.org/record/ and this number", "3959039"},
}

var countryColumns = []column{
	{"alpha2", "country", true, "the ISO 3166-1 alpha-2 code, or XK for Kosovo", "Namibia has the code NA, which many programs read as a missing value", "BY"},
	{"alpha3", "alpha3", true, "the ISO 3166-1 alpha-3 code, or XKX for Kosovo", "", "BLR"},
	{"m49", "m49", false, "the code of the United Nations' M49, three digits", "Kosovo has none; leading zeros are lost if it is read as a number", "112"},
	{"name", "text", true, "the English name of Unicode CLDR, in its short form", "", "Belarus"},
}

// Sentence returns what the column holds as a sentence, with the caveat or
// without.
func (c column) Sentence(caveat bool) string {
	s := strings.ToUpper(c.Holds[:1]) + c.Holds[1:]
	if caveat && c.Caveat != "" {
		s += "; " + c.Caveat
	}
	return strings.ReplaceAll(s, "`", "") + "."
}

// checkColumns reports whether the columns above are those of the library.
func checkColumns() error {
	var b bytes.Buffer
	if err := (relations.Dataset{}).EncodeCSV(&b); err != nil {
		return err
	}
	for _, table := range []struct {
		columns []column
		want    string
	}{
		{claimColumns, strings.TrimSpace(b.String())},
		{claimColumns, keys(reflect.TypeFor[relations.Claim]())},
		{sourceColumns, keys(reflect.TypeFor[relations.Source]())},
	} {
		if have := strings.Join(names(table.columns), ","); have != table.want {
			return fmt.Errorf("internal/docs describes the columns %s; the library has %s", have, table.want)
		}
	}
	return nil
}

// keys returns the names of the fields of a struct in JSON.
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
	rows := [][]string{names(relationColumns)}
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
				rows = append(rows, []string{r.Partner.Alpha2(), r.Partner.String(), ties[i], k.Category().String(), kind, strings.Join(ids, " ")})
			}
		}
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// ties names the sets of a Relation, in their order.
var ties = []string{"given", "received", "mutual", "alleged", "disputed"}

// writeVotes writes the roll calls. What is not recorded is an empty cell.
func writeVotes(w io.Writer, rec record) error {
	rows := [][]string{names(voteColumns)}
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

func writeCountries(w io.Writer) error {
	rows := [][]string{names(countryColumns)}
	for c := range relations.Countries().All() {
		rows = append(rows, []string{c.Alpha2(), c.Alpha3(), c.Numeric(), c.String()})
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// Type and Constraints are those of a column in a data package, see
// https://specs.frictionlessdata.io/table-schema/.
func (c column) Type() string {
	switch c.Form {
	case "flag":
		return "boolean"
	case "day":
		return "date"
	case "number":
		return "integer"
	}
	return "string"
}

func (c column) Constraints() map[string]any {
	constraints := map[string]any{}
	if c.Required {
		constraints["required"] = true
	}
	switch c.Form {
	case "kind":
		constraints["enum"] = relations.Kinds()
	case "vote":
		constraints["enum"] = votes
	case "tie":
		constraints["enum"] = ties
	}
	if p := patterns[c.Form]; p != "" {
		constraints["pattern"] = p
	}
	return constraints
}

// patterns holds the regular expressions of forms.
var patterns = map[string]string{
	"country":   "^[A-Z]{2}$",
	"countries": "^[A-Z]{2}( [A-Z]{2})*$",
	"alpha3":    "^[A-Z]{3}$",
	"m49":       "^[0-9]{3}$",
	"date":      "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
}
