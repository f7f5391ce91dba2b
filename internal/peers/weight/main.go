// Command weight is the program whose size and start-up work tell what an
// import costs. Its build tags choose what it holds: a package that looks up a
// country (relations, biter777, gountries, countrycodes, gocountries, iso3166,
// xtext, display; none without a tag), and what the program has besides (text
// for golang.org/x/text/language, service for net/http, encoding/json and
// database/sql; nothing without a tag).
package main

import "os"

func main() {
	s := os.Args[len(os.Args)-1]
	if len(os.Args) > 2 {
		s = base(s)
	}
	os.Stdout.WriteString(lookup(s) + "\n")
}
