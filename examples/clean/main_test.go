package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

func TestClean(t *testing.T) {
	const head = "country_code,country_name,"
	const belaruss = "country \"Belaruss\": unknown; did you mean Belarus?\n"
	for _, test := range []struct {
		name   string
		args   []string
		in     string
		want   string
		errs   string
		status int
	}{
		{"all values parsed", nil, "country,x\r\nIran,1\r\nCôte d’Ivoire,2\r\n",
			head + "country,x\nIRN,Iran,Iran,1\nCIV,Côte d’Ivoire,Côte d’Ivoire,2\n", "", 0},
		{"a rejected value is listed once", nil, "country\nBelaruss\nKorea\nIran\nBelaruss\n",
			head + "country\n,,Belaruss\n,,Korea\nIRN,Iran,Iran\n,,Belaruss\n",
			"line 2, count 2: " + belaruss + "line 3, count 1: country \"Korea\": ambiguous: North Korea or South Korea\n", 1},
		{"an empty value", nil, "x,country\n1,\n", head + "x,country\n,,1,\n",
			"line 2, count 1: country \"\": malformed: empty\n", 1},
		{"quoted cells, and empty lines", nil,
			"x,country\n\"a\n\"\"b, c\"\"\n\",Belaruss\n\n\n\"d\",\"Iran, Islamic Rep.\"\n",
			head + "x,country\n,,\"a\n\"\"b, c\"\"\n\",Belaruss\nIRN,Iran,d,\"Iran, Islamic Rep.\"\n",
			"line 4, count 1: " + belaruss, 1},
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
		{"another separator, by number", []string{"-column", "1", "-comma", ";"}, "country,x\nBelaruss\n",
			"country_code;country_name;country,x\n;;Belaruss\n",
			"line 2, count 1: " + belaruss +
				"if the header \"country,x\" has several columns, give their separator as -comma\n", 1},
		{"carriage returns only", nil, "country,x\rIran,1\rIraq,2\r", "",
			"clean: line 1 contains carriage returns: end each line with a line feed\n", 2},
		{"a duplicate column", nil, "country,Country\nIran,Iraq\n", "",
			"clean: two columns are named \"country\": give -column a number\n", 2},
		{"a number that is too large", []string{"-column", "3"}, "a;b,c\n1,2\n", "",
			"if the header \"a;b c\" has several columns, give their separator as -comma\n" +
				"clean: no column \"3\": give -column one of [\"a;b\" \"c\"], or a number from 1\n", 2},
		{"column 0", []string{"-column", "0"}, "a\n1\n", "",
			"clean: no column \"0\": give -column one of [\"a\"], or a number from 1\n", 2},
		{"no input", nil, "", "", "clean: no header: EOF\n", 2},
		{"a row with an extra cell", nil, "country,x\nBelaruss,1\nIran,2,3\nIraq,4\n", head + "country,x\n,,Belaruss,1\n",
			"line 2, count 1: " + belaruss + "clean: record on line 3: wrong number of fields\n", 2},
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
		want, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF"))).ReadAll()
		i := -1
		if err == nil && len(want) > 0 {
			i, err = find(want[0], "1")
		}
		var out, errs bytes.Buffer
		status := run([]string{"-column", "1"}, strings.NewReader(text), &out, &errs)
		if err != nil || i < 0 || strings.Contains(strings.Join(want[0], ""), "\r") {
			require.Equal(t, 2, status)
			return
		}
		got, err := csv.NewReader(&out).ReadAll()
		require.NoError(t, err)
		require.Len(t, got, len(want))
		for n, row := range got {
			country, err := relations.ParseCountry(want[n][i])
			require.True(t, n == 0 || row[0] == country.Alpha3() && (row[1] == "") == (err != nil), row)
			cells := strings.ReplaceAll(strings.Join(want[n], "|"), "\r\n", "\n") // as encoding/csv reads them again
			require.Equal(t, cells, strings.Join(row[2:], "|"))
		}
	})
}

// heap is an empty reader that measures the memory in use.
type heap uint64

func (h *heap) Read([]byte) (int, error) {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	*h = heap(m.HeapAlloc)
	return 0, io.EOF
}

// The first 1,000 rejected values are listed, and the list does not keep whole rows in memory.
func TestCleanList(t *testing.T) {
	in := bytes.NewBufferString("country,x\n")
	for i := range 3000 {
		fmt.Fprintf(in, "nowhere %d %s,%s\n", i, strings.Repeat("long ", i%2*1000), strings.Repeat("x", 5000))
	}
	var before, after heap
	before.Read(nil)
	var errs bytes.Buffer
	assert.Equal(t, 1, run(nil, io.MultiReader(in, &after), io.Discard, &errs))
	assert.Equal(t, 1001, strings.Count(errs.String(), "\n"))
	assert.Regexp(t, "^line 2, count 1: .*\nline 3, [^$]*\nline 1001, count 1: ", errs.String())
	assert.Contains(t, errs.String(), "\nand 2000 more rows with other values\n")
	assert.Less(t, after, before+2<<20)
	runtime.KeepAlive(in)
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestCleanFails(t *testing.T) {
	var out, errs bytes.Buffer
	in := io.MultiReader(strings.NewReader("country\nIran\n"), iotest.ErrReader(errors.New("disk gone")))
	assert.Equal(t, 2, run(nil, in, &out, &errs))
	assert.Equal(t, "country_code,country_name,country\nIRN,Iran,Iran\n", out.String())
	assert.Equal(t, 2, run(nil, strings.NewReader(sample), brokenWriter{}, io.Discard))
	assert.Equal(t, 2, run(nil, strings.NewReader("country"+strings.Repeat("\nIran", 10_000)), brokenWriter{}, &errs))
	assert.Equal(t, 2, run([]string{"no.csv"}, nil, &out, &errs))
	assert.Regexp(t, "^clean: disk gone\nclean: disk full\nclean: open no.csv: ", errs.String())
}

// A file is read, and the sample contains values that are parsed and values that are not.
func TestCleanFile(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("sample.csv", []byte(sample), 0o600))
	var out, errs bytes.Buffer
	assert.Equal(t, 1, run([]string{"sample.csv"}, nil, &out, &errs))
	assert.Contains(t, out.String(), "\nIRN,Iran,\"Iran, Islamic Rep.\",12\n")
	assert.Contains(t, errs.String(), "line 4, count 1: ")
}
