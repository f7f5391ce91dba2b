//go:build xtext

package main

import "golang.org/x/text/language"

// It has codes, and no names.
func lookup(s string) string {
	r, err := language.ParseRegion(s)
	if err != nil {
		return err.Error()
	}
	return r.ISO3()
}
