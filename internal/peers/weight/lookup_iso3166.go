//go:build iso3166

package main

import "github.com/ferdypruis/iso3166"

func lookup(s string) string {
	c, err := iso3166.FromAlpha2(s)
	if err != nil {
		return err.Error()
	}
	return c.Name()
}
