// Screening reads counterparties from JSON, and flags those in a country that has military ties
// with Russia or trades goods with it, as reported, alleged or disputed.
//
//	screening                     an invented sample
//	screening counterparties.json
//	screening - < counterparties.json
//
// The input is an array of objects with the keys name and country. A record is FLAGGED if its
// country is Russia, or if a claim of military support or of goods supply involves the country,
// whatever its standing and direction. Goods count because a military may use them. A record is
// UNREADABLE if its country cannot be parsed. The exit status is 1 if a record is flagged or
// unreadable, and 2 if no record could be screened.
//
// This is not a sanctions check. A territory is a country of its own here: Hong Kong is not
// screened as China.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/warmrelations/relations"
)

//go:embed testdata/counterparties.json
var sample []byte

func main() { os.Exit(run(relations.Embedded(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

func run(dataset relations.Dataset, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	data, err := sample, error(nil)
	switch {
	case len(args) > 1:
		err = errors.New("give one file, or - for the standard input")
	case len(args) == 1 && args[0] == "-":
		data, err = io.ReadAll(stdin)
	case len(args) == 1:
		data, err = os.ReadFile(args[0])
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF")) // a byte order mark
	var all []json.RawMessage
	if err == nil {
		err = json.Unmarshal(data, &all) // all records must be valid JSON before one is screened
	}
	if err == nil && all == nil {
		err = errors.New("the input is null, not an array")
	}
	if err != nil {
		fmt.Fprintln(stderr, "screening: nothing was screened:", err)
		return 2
	}

	flagged, unreadable := 0, 0
	records := json.NewDecoder(bytes.NewReader(data))
	records.Token() // the opening bracket
	for i := range all {
		var raw json.RawMessage
		records.Decode(&raw)
		line := 1 + bytes.Count(data[:int(records.InputOffset())-len(raw)], []byte("\n"))
		name, country, err := read(raw)
		// Involving matches mutual claims, which From and To do not. There is no OfStanding,
		// so alleged and disputed claims match, too.
		claims := slices.Collect(dataset.Claims(relations.Involving(country),
			relations.OfKind(relations.Military, relations.GoodsSupply)))
		fmt.Fprintf(stdout, "[%d] line %d, %q: ", i, line, name)
		switch {
		case err != nil:
			unreadable++
			fmt.Fprintln(stdout, "UNREADABLE:", err)
		case country == dataset.Header().Subject:
			flagged++
			fmt.Fprintf(stdout, "FLAGGED: %v itself\n", country)
		case len(claims) > 0:
			flagged++
			fmt.Fprintf(stdout, "FLAGGED: %v\n", country)
			for _, c := range claims {
				fmt.Fprintf(stdout, "    %s, %v, %v: %s [%s]\n", c.ID, c.Kind, c.Standing(), c.Summary, c.Source)
			}
			if country == relations.Syria {
				fmt.Fprintln(stdout, "    Note: the government of Syria changed in December 2024.")
			}
		default:
			fmt.Fprintf(stdout, "not flagged: no military tie of %v is recorded, nor a sale of goods\n", country)
		}
	}
	fmt.Fprintf(stdout, "\n%d records: %d flagged, %d unreadable, %d not flagged.\n"+
		"Each claim is as of its source, the latest of %v, and not updated since. Not flagged does not mean clear.\n",
		len(all), flagged, unreadable, len(all)-flagged-unreadable, dataset.AsOf())
	return min(flagged+unreadable, 1)
}

// read returns the name and the country of a record. The record must have the key country
// once, in any case, and its value must be a string that names one country.
func read(raw json.RawMessage) (name string, country relations.Country, err error) {
	fields := json.NewDecoder(bytes.NewReader(raw))
	if token, _ := fields.Token(); token != json.Delim('{') {
		return "", 0, errors.New("the record is not an object")
	}
	var countries []any
	for fields.More() {
		key, _ := fields.Token()
		var value any // stays nil if a number is too large
		fields.Decode(&value)
		switch strings.ToLower(key.(string)) {
		case "name":
			name, _ = value.(string)
		case "country":
			countries = append(countries, value)
		}
	}
	if len(countries) != 1 {
		return name, 0, fmt.Errorf("%d countries in the record", len(countries))
	}
	if text, ok := countries[0].(string); ok {
		country, err = relations.ParseCountry(text)
		return name, country, err
	}
	return name, 0, errors.New("the country is not text")
}
