//go:build everything

package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/warmrelations/relations"
	"golang.org/x/text/language"
)

// All that the library does, once.
func lookup(s string) string {
	c, err := relations.ParseCountry(s)
	if err != nil {
		return err.Error()
	}
	var b bytes.Buffer
	for claim := range relations.Claims(relations.Involving(c), relations.OfKind(relations.Military)) {
		fmt.Fprintln(&b, claim.Standing(), claim.Summary)
	}
	for r, vote := range relations.Votes(c) {
		fmt.Fprintln(&b, r, r.Title(), vote, r.Voters(vote))
	}
	index, n := relations.Agreement(c, relations.Russia)
	relation, ok := relations.Of(c)
	fmt.Fprintln(&b, c.Name(language.French), index, n, relation, ok, relations.Supporters(relations.Military))
	for source := range relations.Sources() {
		fmt.Fprintln(&b, source.Citation(), source.BibTeX())
	}
	d, err := relations.Decode(strings.NewReader(s))
	if err == nil {
		d, err = relations.DecodeCSV(strings.NewReader(s), d.Header(), nil)
	}
	if err == nil {
		d, err = d.Add(nil, nil)
	}
	if err == nil {
		d, err = d.Replace(nil, nil)
	}
	if err == nil {
		err = d.Encode(&b)
	}
	if err == nil {
		err = d.EncodeCSV(&b)
	}
	fmt.Fprintln(&b, err)
	return b.String()
}
