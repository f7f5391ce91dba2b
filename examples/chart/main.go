// Chart draws the data of package relations: partners.svg shows what is
// recorded of each partner, and votes.svg how the members of the United Nations
// voted. It writes the two files into the directory that is its argument, docs
// by default.
//
//	go run ./examples/chart [-check] [directory]
//
// With -check it writes nothing, and fails if a file is not what it would write.
package main

//go:generate go run . ../../docs

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/warmrelations/relations"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stderr))
}

// run is main with its surroundings as arguments. It returns the exit status.
func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("chart", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: chart [-check] [directory]")
		flags.PrintDefaults()
	}
	checkOnly := flags.Bool("check", false, "write nothing; fail if a file is stale")

	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case flags.NArg() > 1:
		flags.Usage()
		return 2
	}

	dir := "docs"
	if flags.NArg() == 1 {
		dir = flags.Arg(0)
	}
	act := write
	if *checkOnly {
		act = check
	}
	if err := act(dir); err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// A picture is a file to be written.
type picture struct {
	name string
	svg  []byte
}

func pictures() []picture {
	dataset := relations.Embedded()
	return []picture{
		{"partners.svg", drawPartners(dataset).document()},
		{"votes.svg", drawVotes(dataset).document()},
	}
}

func write(dir string) error {
	var errs []error
	for _, p := range pictures() {
		errs = append(errs, os.WriteFile(filepath.Join(dir, p.name), p.svg, 0o644))
	}
	return errors.Join(errs...)
}

func check(dir string) error {
	var errs []error
	for _, p := range pictures() {
		path := filepath.Join(dir, p.name)
		switch found, err := os.ReadFile(path); {
		case err != nil:
			errs = append(errs, err)
		case !bytes.Equal(found, p.svg):
			errs = append(errs, fmt.Errorf("%s is stale: go generate ./... writes it", path))
		}
	}
	return errors.Join(errs...)
}
