package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// reason returns why a value is not read.
func reason(t *testing.T, text string) string {
	t.Helper()
	_, err := relations.ParseCountry(text)
	require.Error(t, err)
	return strings.TrimPrefix(err.Error(), "relations: ")
}

func TestClean(t *testing.T) {
	const head = "country_code,country_name,"
	belaruss, korea := reason(t, "Belaruss"), reason(t, "Korea")
	for _, test := range []struct {
		name   string
		args   []string
		in     string
		want   string
		errs   string
		status int
	}{
		{"all are read", nil, "country,x\r\nIran,1\r\nCôte d’Ivoire,2\r\n",
			head + "country,x\nIRN,Iran,Iran,1\nCIV,Côte d’Ivoire,Côte d’Ivoire,2\n", "", 0},
		{"each value that is not read once", nil, "country\nBelaruss\nKorea\nIran\nBelaruss\n",
			head + "country\n,,Belaruss\n,,Korea\nIRN,Iran,Iran\n,,Belaruss\n",
			"line 2, count 2: " + belaruss + "\nline 3, count 1: " + korea + "\n", 1},
		{"an empty value", nil, "x,country\n1,\n", head + "x,country\n,,1,\n", "line 2, count 1: " + reason(t, "") + "\n", 1},
		{"quoted cells, and empty lines", nil,
			"x,country\n\"a\n\"\"b, c\"\"\n\",Belaruss\n\n\n\"d\",\"Iran, Islamic Rep.\"\n",
			head + "x,country\n,,\"a\n\"\"b, c\"\"\n\",Belaruss\nIRN,Iran,d,\"Iran, Islamic Rep.\"\n",
			"line 4, count 1: " + belaruss + "\n", 1},
		{"byte order mark", nil, "\uFEFF\"country\"\nIran\n", head + "country\nIRN,Iran,Iran\n", "", 0},
		{"a name in any case, alpha-2", []string{"-column", "country name", "-code", "alpha2"},
			"x, Country Name \n1,Namibia\n", head + "x,\" Country Name \"\nNA,Namibia,1,Namibia\n", "", 0},
		{"a number, M49", []string{"-column", "2", "-code", "m49"}, "x,y\n1,Afghanistan\n2,Kosovo\n",
			head + "x,y\n004,Afghanistan,1,Afghanistan\n,Kosovo,2,Kosovo\n", "", 0},
		{"a name before a number", []string{"-column", "2"}, "2,y\nIran,1\n", head + "2,y\nIRN,Iran,Iran,1\n", "", 0},
		{"semicolons", []string{"-comma", ";", "-"}, "country;x\nIran;1,5\n",
			"country_code;country_name;country;x\nIRN;Iran;Iran;1,5\n", "", 0},
		{"tabs", []string{"-comma", "tab"}, "country\tx\nIran\t1\n",
			"country_code\tcountry_name\tcountry\tx\nIRN\tIran\tIran\t1\n", "", 0},
		{"another separator", nil, "country;x\nIran;1\n", "",
			"if the header \"country;x\" has several columns, give their separator as -comma\n" +
				"clean: no column \"country\": give -column one of [\"country;x\"], or a number from 1\n", 2},
		{"another separator, by number", []string{"-column", "1", "-comma", ";"}, "country,x\nIran\n",
			"country_code;country_name;country,x\nIRN;Iran;Iran\n",
			"if the header \"country,x\" has several columns, give their separator as -comma\n", 0},
		{"a column twice", nil, "country,Country\nIran,Iraq\n", "",
			"clean: two columns are named \"country\": give -column a number\n", 2},
		{"beyond the columns", []string{"-column", "3"}, "a;b,c\n1,2\n", "",
			"if the header \"a;b c\" has several columns, give their separator as -comma\n" +
				"clean: no column \"3\": give -column one of [\"a;b\" \"c\"], or a number from 1\n", 2},
		{"column 0", []string{"-column", "0"}, "a\n1\n", "",
			"clean: no column \"0\": give -column one of [\"a\"], or a number from 1\n", 2},
		{"no input", nil, "", "", "clean: no header: EOF\n", 2},
		{"a row with a cell more", nil, "country,x\nBelaruss,1\nIran,2,3\nIraq,4\n", head + "country,x\n,,Belaruss,1\n",
			"line 2, count 1: " + belaruss + "\nclean: record on line 3: wrong number of fields\n", 2},
		{"not CSV", nil, "country\nIran\n\"Iran\n", head + "country\nIRN,Iran,Iran\n",
			"clean: parse error on line 3, column 7: extraneous or missing \" in quoted-field\n", 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			assert.Equal(t, test.status, run(test.args, strings.NewReader(test.in), &out, &errs))
			assert.Equal(t, test.want, out.String())
			assert.Equal(t, test.errs, errs.String())
		})
	}
	for _, args := range [][]string{{"-code", "x"}, {"-comma", ""}, {"-comma", "::"}, {"-x"}, {"a", "b"}} {
		var out, errs bytes.Buffer
		assert.Equal(t, 2, run(args, strings.NewReader("country\nIran\n"), &out, &errs), args)
		assert.Contains(t, errs.String(), "Usage of clean", args)
	}
	assert.Zero(t, run([]string{"-h"}, nil, &bytes.Buffer{}, &bytes.Buffer{}))
}

// No row is dropped, and no cell of it changes.
func FuzzClean(f *testing.F) {
	f.Add("x,country\n\"a\n\"\"b, c\"\"\n\",Belaruss\n\n\"\",\"Iran, Islamic Rep.\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		var out, errs bytes.Buffer
		status := run([]string{"-column", "1"}, strings.NewReader(text), &out, &errs)
		want, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF"))).ReadAll()
		i := -1
		if err == nil && len(want) > 0 {
			i, err = find(want[0], "1")
		}
		if err != nil || i < 0 {
			require.Equal(t, 2, status)
			return
		}
		got, err := csv.NewReader(&out).ReadAll()
		require.NoError(t, err)
		require.Len(t, got, len(want))
		for n, row := range got {
			country, err := relations.ParseCountry(want[n][i])
			require.True(t, n == 0 || row[0] == country.Alpha3() && (row[1] == "") == (err != nil), row)
			require.Equal(t, want[n], row[2:])
		}
	})
}

// rows is CSV of many rows, each with another value. At its end it measures the memory in use.
type rows struct {
	n    int
	row  bytes.Buffer
	heap uint64
}

func (r *rows) Read(p []byte) (int, error) {
	if r.row.Len() == 0 && r.n == 3000 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		r.heap = m.HeapAlloc
		return 0, io.EOF
	}
	if r.row.Len() == 0 {
		r.n++
		fmt.Fprintf(&r.row, "nowhere %d %s,%s\n", r.n, strings.Repeat("long ", r.n%2*100), strings.Repeat("x", 5000))
	}
	return r.row.Read(p)
}

// The first 1,000 values that are not read are listed, and memory does not grow with the rows.
func TestMany(t *testing.T) {
	var start, in rows
	start.n = 3000
	start.Read(nil)
	var errs bytes.Buffer
	text := io.MultiReader(strings.NewReader("country,x\n"), &in)
	assert.Equal(t, 1, run(nil, text, io.Discard, &errs))
	assert.Equal(t, 1001, strings.Count(errs.String(), "\n"))
	assert.Regexp(t, "^line 2, count 1: .*\nline 3, [^$]*\nline 1001, count 1: ", errs.String())
	assert.Contains(t, errs.String(), "\nand 2000 more rows with other values\n")
	assert.Less(t, in.heap, start.heap+2<<20)
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func (broken) Read([]byte) (int, error) { return 0, errors.New("disk gone") }

func TestCleanFails(t *testing.T) {
	var out, errs bytes.Buffer
	in := io.MultiReader(strings.NewReader("country\nIran\n"), broken{})
	assert.Equal(t, 2, run(nil, in, &out, &errs))
	assert.Equal(t, "country_code,country_name,country\nIRN,Iran,Iran\n", out.String())
	assert.Equal(t, 2, run(nil, strings.NewReader(sample), broken{}, io.Discard))
	assert.Equal(t, 2, run(nil, strings.NewReader("country"+strings.Repeat("\nIran", 10_000)), broken{}, &errs))
	assert.Equal(t, "clean: disk gone\nclean: disk full\n", errs.String())
}

// The sample has a value that is read and one that is not. It is read from a file here.
func TestFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sample.csv")
	require.NoError(t, os.WriteFile(file, []byte(sample), 0o600))
	var out, errs bytes.Buffer
	assert.Equal(t, 1, run([]string{file}, nil, &out, &errs))
	assert.Contains(t, out.String(), "\nIRN,Iran,\"Iran, Islamic Rep.\",12\n")
	assert.Contains(t, errs.String(), "line 4, count 1: ")
	assert.Equal(t, 2, run([]string{"no.csv"}, nil, &out, &errs))
	assert.Contains(t, errs.String(), "\nclean: open no.csv: ")
}
