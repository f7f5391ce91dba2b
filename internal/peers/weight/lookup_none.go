//go:build !relations && !everything && !biter777 && !gountries && !countrycodes && !gocountries && !iso3166 && !xtext && !display

package main

func lookup(s string) string { return s }
