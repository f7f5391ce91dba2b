//go:build biter777

package main

import "github.com/biter777/countries"

func lookup(s string) string { return countries.ByName(s).String() }
