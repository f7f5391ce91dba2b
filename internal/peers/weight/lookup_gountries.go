//go:build gountries

package main

import "github.com/pariz/gountries"

func lookup(s string) string {
	c, err := gountries.New().FindCountryByName(s)
	if err != nil {
		return err.Error()
	}
	return c.Name.Common
}
