// Merge adds your own claims to the embedded claims, and prints those that hold in a period.
//
//	merge                                  an invented sample, in 2024
//	merge -from 2023-01 -to 2023-06 claims.json
//
// The file is a JSON document in the form that relations.Decode accepts, such as
// testdata/own.json, except that the subject may be omitted. If the document has faults, merge
// prints each fault with its line, and the exit status is 1.
//
// A claim with a start and no end lasts until its own source was published: a source from 2024
// does not extend the claims of a source from 2023. A claim without a start is in no period.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/warmrelations/relations"
)

//go:embed testdata/own.json
var sample []byte

func main() { os.Exit(run(relations.Embedded(), os.Args[1:], os.Stdout, os.Stderr)) }

func run(base relations.Dataset, args []string, stdout, stderr io.Writer) int {
	var from, to relations.Date
	flags := flag.NewFlagSet("merge [flag ...] [file]", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.TextVar(&from, "from", relations.Date{Year: 2024}, "the start of the period, a `date` such as 2024, "+
		"2024-03 or 2024-03-20")
	flags.TextVar(&to, "to", relations.Date{Year: 2024}, "the end of the period, also a `date`")
	if err := flags.Parse(args); err == flag.ErrHelp {
		return 0
	} else if err != nil {
		return 2
	}
	if !from.IsValid() || !to.IsValid() || flags.NArg() > 1 {
		flags.Usage()
		return 2
	}
	name, text, err := "testdata/own.json", sample, error(nil)
	if flags.NArg() == 1 {
		name = flags.Arg(0)
		if text, err = os.ReadFile(name); err != nil {
			fmt.Fprintln(stderr, "merge:", err)
			return 2
		}
	}

	merged, err := merge(base, text)
	if err != nil {
		for _, fault := range relations.Faults(err) {
			fmt.Fprintf(stderr, "%s: %v\n", name, fault)
		}
		return 1
	}
	claims := slices.Collect(merged.Claims(relations.During(from, to)))
	fmt.Fprintf(stdout, "%v. In the period from %v to %v: %d\n\n", merged, from, to, len(claims))
	for _, c := range claims {
		fmt.Fprintf(stdout, "  %s, %v, %v, %s: %s\n", c.ID, c.Kind, c.Standing(), period(merged, c), c.Summary)
	}
	isUndated := func(c relations.Claim) bool { return !c.Start.IsValid() }
	undated := slices.Collect(merged.Claims(relations.Where(isUndated)))
	fmt.Fprintf(stdout, "\n%d claims have no date, and are in no period.\n", len(undated))
	return 0
}

// merge returns base with the sources and claims of a JSON document.
func merge(base relations.Dataset, text []byte) (relations.Dataset, error) {
	var keys map[string]json.RawMessage
	if json.Unmarshal(text, &keys) == nil && len(keys) > 0 && keys["subject"] == nil {
		// Decode requires a subject. It is added without a line break, so that line numbers stay right.
		text = bytes.Replace(text, []byte("{"), fmt.Appendf(nil, `{"subject": %q, `, base.Header().Subject.Alpha2()), 1)
	}
	own, err := relations.Decode(bytes.NewReader(text))
	if err != nil {
		return own, err
	}
	if have, want := own.Header().Subject, base.Header().Subject; have != want {
		err := fmt.Errorf("%w: it is %v, want %v", relations.ErrDyad, have, want)
		return own, &relations.DataError{Field: "subject", Err: err}
	}
	return base.Add(slices.Collect(own.Sources()), slices.Collect(own.Claims()))
}

// period returns when a claim holds.
func period(d relations.Dataset, c relations.Claim) string {
	if c.End.IsValid() {
		return fmt.Sprintf("%v to %v", c.Start, c.End)
	}
	source, _ := d.SourceByID(c.Source)
	return fmt.Sprintf("since %v, known to %v", c.Start, source.Published)
}
