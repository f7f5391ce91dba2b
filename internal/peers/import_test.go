package peers

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// imports are the programs that measure the cost of an import. Each uses it for one thing.
var imports = []struct {
	of, by string
	path   string // the import
	more   string // other imports, in Go source
	do     string // the body of a Go function with the parameter s and a result of type string
}{
	{"nothing", "nothing", "errors", "", `_ = errors.New; return s`},
	{"names", "relations", "github.com/warmrelations/relations", "",
		`c, _ := relations.ParseCountry(s); return c.String()`},
	{"names", "countries", "github.com/biter777/countries", "", `return countries.ByName(s).String()`},
	{"names", "gountries", "github.com/pariz/gountries", "",
		`c, _ := gountries.New().FindCountryByName(s); return c.Name.Common`},
	{"names", "countrycodes", "github.com/flaticols/countrycodes", "", `c, _ := countrycodes.GetByName(s); return c.Name`},
	{"names", "go-countries", "github.com/mikekonan/go-countries", "",
		`c, _ := country.ByNameStr(s); return c.Name().String()`},
	{"codes", "iso3166", "github.com/ferdypruis/iso3166", "", `c, _ := iso3166.FromAlpha3(s); return c.Name()`},
	{"codes", "language", "golang.org/x/text/language/display", `; "golang.org/x/text/language"`,
		`c, _ := language.ParseRegion(s); return display.English.Regions().Name(c)`},
	{"claims", "relations", "github.com/warmrelations/relations", "",
		`for c := range relations.Claims(relations.OfKind(relations.Military)) { s += c.Summary }; return s`},
	{"votes", "relations", "github.com/warmrelations/relations", "",
		`for r, v := range relations.Votes(relations.Iran) { s += r.Title() + v.String() }; return s`},
	{"all", "relations", "github.com/warmrelations/relations", `; "bytes"; "fmt"; "golang.org/x/text/language"`, `
		c, _ := relations.ParseCountry(s)
		for claim := range relations.Claims(relations.Involving(c)) { s += claim.Summary }
		for r, v := range relations.Votes(c) { s += r.Title() + v.String() }
		s += fmt.Sprint(c.Name(language.French), relations.Givers(relations.Military))
		if len(s) > 1 { return s }
		var b bytes.Buffer // the rest is linked, but not run
		d, err := relations.Decode(&b)
		if err == nil { d, err = relations.DecodeCSV(&b, d.Header(), nil) }
		if err == nil { d, err = d.Add(nil, nil) }
		if err == nil { err = d.Encode(&b) }
		if err == nil { err = d.EncodeCSV(&b) }
		return fmt.Sprint(err, b.String())`},
}

// program prints the time and the bytes of the first use to standard error.
const program = `package main

import ("os"; "runtime"; "time"; %s)

func do(s string) string { %s }

func main() {
	s := os.Args[1]
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	s = do(s)
	elapsed := time.Since(start)
	runtime.ReadMemStats(&after)
	println("first use", elapsed.Nanoseconds(), "ns", after.TotalAlloc - before.TotalAlloc, "bytes")
	os.Stdout.WriteString(s)
}
`

// copyCSV is a program that copies CSV with encoding/csv.
const copyCSV = `package main

import ("encoding/csv"; "io"; "os")

func main() {
	r, w := csv.NewReader(os.Stdin), csv.NewWriter(os.Stdout)
	r.ReuseRecord = true
	row, err := r.Read()
	for ; err == nil; row, err = r.Read() {
		w.Write(row)
	}
	w.Flush()
	if err != io.EOF || w.Error() != nil {
		os.Exit(2)
	}
}
`

// programs is the directory of the programs. TestMain removes it.
var programs, programsErr = os.MkdirTemp("", "peers")

// build builds a package or, if source is not empty, a program, without symbols. It returns the
// executable and its size in KiB.
func build(tb testing.TB, name, pkg, source string) (file string, kib float64) {
	require.NoError(tb, programsErr)
	file = filepath.Join(programs, name)
	if source != "" {
		pkg = file + ".go"
		require.NoError(tb, os.WriteFile(pkg, []byte(source), 0o600))
	}
	out, err := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, pkg).CombinedOutput()
	require.NoError(tb, err, "%s", out)
	info, err := os.Stat(file)
	require.NoError(tb, err)
	return file, float64(info.Size()) / 1024
}

// importer builds the program of an import.
func importer(tb testing.TB, i int) (file string, kib float64) {
	p := imports[i]
	return build(tb, p.of+"-"+p.by, "", fmt.Sprintf(program, strconv.Quote(p.path)+p.more, p.do))
}

// run runs a program. It returns the start-up time of the packages whose path starts with
// path, and the time and the bytes of the first use.
func run(tb testing.TB, file, path string) (initNS, firstNS, firstBytes float64) {
	cmd := exec.Command(file, "Iran, Islamic Republic of")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	require.NoError(tb, err)
	for line := range strings.Lines(string(out)) {
		var name string
		var at, ms float64
		if n, _ := fmt.Sscanf(line, "init %s @%g ms, %g ms clock", &name, &at, &ms); n == 3 && strings.HasPrefix(name, path) {
			initNS += ms * 1e6
		}
		fmt.Sscanf(line, "first use %g ns %g bytes", &firstNS, &firstBytes)
	}
	return initNS, firstNS, firstBytes
}

// BenchmarkImport measures in new processes the time and the bytes of the first use (ns/op and
// first-B), the start-up time of the package (init-µs), and the size that it adds to a program
// (KiB).
func BenchmarkImport(b *testing.B) {
	_, bare := importer(b, 0)
	for i, p := range imports[1:] {
		b.Run("of="+p.of+"/by="+p.by, func(b *testing.B) {
			file, kib := importer(b, i+1)
			var n, initNS, firstNS, firstBytes float64
			for b.Loop() {
				x, y, z := run(b, file, p.path)
				n, initNS, firstNS, firstBytes = n+1, initNS+x, firstNS+y, firstBytes+z
			}
			b.ReportMetric(firstNS/n, "ns/op")
			b.ReportMetric(firstBytes/n, "first-B")
			b.ReportMetric(initNS/n/1e3, "init-µs")
			b.ReportMetric(kib-bare, "KiB")
		})
	}
}

// TestImport checks one of the programs.
func TestImport(t *testing.T) {
	file, _ := importer(t, 1)
	initNS, firstNS, _ := run(t, file, imports[1].path)
	require.Zero(t, initNS)
	require.Positive(t, firstNS)
}

// BenchmarkClean runs examples/clean on 100,000 rows. The plain code copies the CSV.
func BenchmarkClean(b *testing.B) {
	clean, _ := build(b, "clean", "github.com/warmrelations/relations/examples/clean", "")
	plain, _ := build(b, "copy", "", copyCSV)
	for of, names := range map[string]*[256]string{"names": &data, "refused": &none} {
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		w.Write([]string{"id", "country", "note"})
		for i := range 100_000 {
			w.Write([]string{strconv.Itoa(i), names[i%256], "as reported, see \"notes\""})
		}
		w.Flush()
		loop := func(file string) func(*testing.B) {
			return func(b *testing.B) {
				for b.Loop() {
					cmd := exec.Command(file)
					cmd.Stdin = bytes.NewReader(text.Bytes())
					if err := cmd.Run(); cmd.ProcessState.ExitCode() > 1 {
						b.Fatal(err)
					}
				}
			}
		}
		compare(b, "of="+of+"/", loop(clean), loop(plain))
	}
}
