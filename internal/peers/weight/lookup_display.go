//go:build display

package main

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func lookup(s string) string {
	r, err := language.ParseRegion(s)
	if err != nil {
		return err.Error()
	}
	return display.Regions(language.French).Name(r)
}
