//go:build relations

package main

import (
	"github.com/warmrelations/relations"
	"golang.org/x/text/language"
)

// A text of any kind to a name in another language.
func lookup(s string) string {
	c, err := relations.ParseCountry(s)
	if err != nil {
		return err.Error()
	}
	return c.Name(language.French)
}
