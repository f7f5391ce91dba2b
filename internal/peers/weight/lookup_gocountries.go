//go:build gocountries

package main

import country "github.com/mikekonan/go-countries"

func lookup(s string) string {
	c, _ := country.ByNameStr(s)
	return c.Name().String()
}
