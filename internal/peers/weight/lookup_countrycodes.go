//go:build countrycodes

package main

import "github.com/flaticols/countrycodes"

func lookup(s string) string {
	c, _ := countrycodes.GetByName(s)
	return c.Name
}
