// Clean finds the country of each row of a CSV file. It writes the file with two new columns at
// the start, country_code and country_name.
//
//	clean -column "Country Name" data.csv > clean.csv
//	clean -column 2 -code m49 -comma ';' < data.csv
//	clean                                   an invented sample, on a terminal
//
// The first row is the header. If relations.ParseCountry rejects a value, the two new cells are
// empty, and standard error lists the value with its first line, the number of its rows and the
// reason. No row is dropped. The exit status is 0 if all values were parsed, and 1 if not. It is 2
// if the column is missing or the input is not CSV; then the output ends before the faulty row.
package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/warmrelations/relations"
)

const sample = "country,tonnes\n\"Iran, Islamic Rep.\",12\nCôte d’Ivoire,7\nKorea,3\nBelaruss,5\n"

var codes = map[string]func(relations.Country) string{
	"alpha2": relations.Country.Alpha2, "alpha3": relations.Country.Alpha3, "m49": relations.Country.Numeric,
}

func main() {
	var stdin io.Reader = os.Stdin
	if info, err := os.Stdin.Stat(); len(os.Args) == 1 && err == nil && info.Mode()&os.ModeCharDevice != 0 {
		fmt.Fprintln(os.Stderr, "clean: this is a sample; for your own data see clean -h")
		stdin = strings.NewReader(sample)
	}
	os.Exit(run(os.Args[1:], stdin, os.Stdout, os.Stderr))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("clean [flag ...] [file]", flag.ContinueOnError)
	flags.SetOutput(stderr)
	column := flags.String("column", "country", "the `column` of the countries: its name, or its number from 1")
	code := flags.String("code", "alpha3", "the `code` to write: alpha2, alpha3 or m49")
	comma := flags.String("comma", ",", "the `separator` of the cells: one character, or tab")
	if err := flags.Parse(args); err == flag.ErrHelp {
		return 0
	} else if err != nil {
		return 2
	}
	separator := []rune(strings.ReplaceAll(*comma, "tab", "\t"))
	if codes[*code] == nil || len(separator) != 1 || flags.NArg() > 1 {
		flags.Usage()
		return 2
	}
	in := bufio.NewReader(stdin)
	if name := flags.Arg(0); name != "" && name != "-" {
		file, err := os.Open(name)
		if err != nil {
			fmt.Fprintln(stderr, "clean:", err)
			return 2
		}
		defer file.Close()
		in.Reset(file)
	}
	if mark, _ := in.Peek(3); string(mark) == "\uFEFF" {
		in.Discard(len(mark))
	}

	r, w := csv.NewReader(in), csv.NewWriter(stdout)
	r.Comma, w.Comma, r.ReuseRecord = separator[0], separator[0], true
	rejected, err := clean(r, w, stderr, *column, codes[*code])
	if err != nil {
		fmt.Fprintln(stderr, "clean:", err)
		return 2
	}
	return min(rejected, 1)
}

// clean copies r to w with the two new columns. It lists the values that are rejected, and returns
// how many it lists.
func clean(r *csv.Reader, w *csv.Writer, stderr io.Writer, column string,
	code func(relations.Country) string) (rejected int, err error) {
	header, err := r.Read()
	if err != nil {
		return 0, fmt.Errorf("no header: %w", err)
	}
	if strings.Contains(strings.Join(header, ""), "\r") {
		return 0, errors.New("line 1 contains carriage returns: end each line with a line feed")
	}
	i, err := find(header, column)
	if all := strings.Join(header, " "); (err != nil || len(header) == 1) && strings.ContainsAny(all, ";\t|,") {
		defer fmt.Fprintf(stderr, "if the header %q has several columns, give their separator as -comma\n", all)
	}
	if err != nil {
		return 0, err
	}
	type value struct {
		line, rows int
		reason     string
	}
	var list []*value // the first 1,000, so that memory does not grow with the input
	byText, more := map[string]*value{}, 0
	out := append([]string{"country_code", "country_name"}, header...)
	for w.Write(out) == nil {
		var row []string
		if row, err = r.Read(); err != nil {
			break
		}
		c, parseErr := relations.ParseCountry(row[i])
		out = append(append(out[:0], code(c), c.String()), row...)
		if parseErr == nil {
			continue
		}
		out[1] = ""
		text := row[i][:min(len(row[i]), 257)] // text of more than 256 bytes is rejected for its length
		if v := byText[text]; v != nil {
			v.rows++
		} else if len(list) < 1000 {
			line, _ := r.FieldPos(i)
			v = &value{line, 1, strings.TrimPrefix(parseErr.Error(), "relations: ")}
			list = append(list, v)
			byText[strings.Clone(text)] = v // text is part of a whole row
		} else {
			more++
		}
	}
	w.Flush()
	for _, v := range list {
		fmt.Fprintf(stderr, "line %d, count %d: %s\n", v.line, v.rows, v.reason)
	}
	if more > 0 {
		fmt.Fprintf(stderr, "and %d more rows with other values\n", more)
	}
	if err == nil || err == io.EOF {
		err = w.Error()
	}
	return len(list), err
}

// find returns the index of the column with a name, in any case, or with a number from 1.
func find(header []string, column string) (int, error) {
	named := func(name string) bool { return strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(column)) }
	i := slices.IndexFunc(header, named)
	if i >= 0 && slices.ContainsFunc(header[i+1:], named) {
		return 0, fmt.Errorf("two columns are named %q: give -column a number", column)
	}
	if n, err := strconv.Atoi(column); i < 0 && err == nil {
		i = n - 1
	}
	if i < 0 || i >= len(header) {
		return 0, fmt.Errorf("no column %q: give -column one of %q, or a number from 1", column, header)
	}
	return i, nil
}
