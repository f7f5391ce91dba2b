package peers

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What an import costs, measured in programs that do one thing with it.
var imports = []struct {
	of, by string
	path   string // the import
	more   string // other imports, in Go source
	do     string // Go source that uses s, a text, and returns one
}{
	{"names", "relations", "github.com/warmrelations/relations", "", `c, _ := relations.ParseCountry(s); return c.String()`},
	{"names", "biter777", "github.com/biter777/countries", "", `return countries.ByName(s).String()`},
	{"names", "gountries", "github.com/pariz/gountries", "", `c, _ := gountries.New().FindCountryByName(s); return c.Name.Common`},
	{"names", "countrycodes", "github.com/flaticols/countrycodes", "", `c, _ := countrycodes.GetByName(s); return c.Name`},
	{"names", "go-countries", "github.com/mikekonan/go-countries", "", `c, _ := country.ByNameStr(s); return c.Name().String()`},
	{"codes", "iso3166", "github.com/ferdypruis/iso3166", "", `c, _ := iso3166.FromAlpha3(s); return c.Name()`},
	{"codes", "x-text", "golang.org/x/text/language/display", `; "golang.org/x/text/language"`,
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
		var b bytes.Buffer
		d, err := relations.Decode(&b)
		if err == nil { d, err = relations.DecodeCSV(&b, d.Header(), nil) }
		if err == nil { d, err = d.Add(nil, nil) }
		if err == nil { err = d.Encode(&b) }
		if err == nil { err = d.EncodeCSV(&b) }
		return fmt.Sprint(err, b.String())`},
}

// The program prints, on standard error, the time and the bytes that the first use took.
const program = `package main

import ("os"; "runtime"; "time"%s)

func do(s string) string { %s }

func main() {
	s := os.Args[1]
	if len(os.Args) > 2 { s = base(s) }
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	s = do(s)
	elapsed := time.Since(start)
	runtime.ReadMemStats(&after)
	println("first use:", elapsed.Nanoseconds(), after.TotalAlloc - before.TotalAlloc)
	os.Stdout.WriteString(s)
}

func base(s string) string { %s }
`

const xtext = `tag, _ := xtext.Parse(s); region, _ := tag.Region(); return tag.String() + region.String()`

// The folder of the programs, which TestMain removes.
var programs, programsErr = os.MkdirTemp("", "peers")

// build builds a program without symbols, if it has not been built, and returns
// its file and size in KiB.
func build(tb testing.TB, of, by, imports, do, base string) (file string, kib float64) {
	require.NoError(tb, programsErr)
	folder := filepath.Join(programs, of+"-"+by)
	file = filepath.Join(folder, "program")
	if _, err := os.Stat(file); err != nil {
		require.NoError(tb, os.MkdirAll(folder, 0o700))
		source := filepath.Join(folder, "main.go")
		require.NoError(tb, os.WriteFile(source, fmt.Appendf(nil, program, imports, do, base), 0o600))
		out, err := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, source).CombinedOutput()
		require.NoError(tb, err, "%s", out)
	}
	info, err := os.Stat(file)
	require.NoError(tb, err)
	return file, float64(info.Size()) / 1024
}

var (
	firstLine = regexp.MustCompile(`(?m)^first use: (\d+) (\d+)$`)
	initLine  = regexp.MustCompile(`(?m)^init (\S+) @\S+ ms, (\S+) ms clock, (\d+) bytes, \d+ allocs$`)
)

// A cost is what a program did before main, by package, and at first use.
type cost struct {
	initNS, initBytes   map[string]float64
	firstNS, firstBytes float64
}

func run(tb testing.TB, file string) cost {
	cmd := exec.Command(file, "Iran, Islamic Republic of")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	require.NoError(tb, cmd.Run())
	number := func(s string) float64 {
		f, err := strconv.ParseFloat(s, 64)
		require.NoError(tb, err)
		return f
	}
	c := cost{initNS: map[string]float64{}, initBytes: map[string]float64{}}
	for _, m := range initLine.FindAllStringSubmatch(stderr.String(), -1) {
		c.initNS[m[1]], c.initBytes[m[1]] = number(m[2])*1e6, number(m[3])
	}
	first := firstLine.FindStringSubmatch(stderr.String())
	require.NotNil(tb, first, stderr.String())
	c.firstNS, c.firstBytes = number(first[1]), number(first[2])
	return c
}

// BenchmarkImport measures in new processes the time and bytes of the first use
// (ns/op, first-B) and those of the package itself at start-up (init-µs, init-B), and the size
// that it adds to a program (KiB) and to one that has golang.org/x/text/language (KiB-over-xtext).
// What else comes with it takes time at start-up too (deps-init-µs).
func BenchmarkImport(b *testing.B) {
	const textImport = `; xtext "golang.org/x/text/language"`
	for _, p := range imports {
		b.Run("of="+p.of+"/by="+p.by, func(b *testing.B) {
			bareFile, bare := build(b, "none", "none", "", "return s", "return s")
			_, bareText := build(b, "none", "xtext", textImport, "return s", xtext)
			file, alone := build(b, p.of, p.by, "; "+strconv.Quote(p.path)+p.more, p.do, "return s")
			_, overText := build(b, p.of, p.by+"-xtext", "; "+strconv.Quote(p.path)+p.more+textImport, p.do, xtext)
			runtime := run(b, bareFile).initNS // of the packages that every program has
			var n, first, firstBytes, own, ownBytes, deps float64
			for b.Loop() {
				c := run(b, file)
				n, first, firstBytes = n+1, first+c.firstNS, firstBytes+c.firstBytes
				for path, ns := range c.initNS {
					if strings.HasPrefix(path, p.path) {
						own, ownBytes = own+ns, ownBytes+c.initBytes[path]
					} else if _, ok := runtime[path]; !ok {
						deps += ns
					}
				}
			}
			b.ReportMetric(first/n, "ns/op")
			b.ReportMetric(firstBytes/n, "first-B")
			b.ReportMetric(own/n/1e3, "init-µs")
			b.ReportMetric(ownBytes/n, "init-B")
			b.ReportMetric(deps/n/1e3, "deps-init-µs")
			b.ReportMetric(alone-bare, "KiB")
			b.ReportMetric(overText-bareText, "KiB-over-xtext")
		})
	}
}

// TestImports checks that the programs find what they look up, or give a text.
func TestImports(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	p := imports[0]
	file, _ := build(t, p.of, p.by, "; "+strconv.Quote(p.path), p.do, "return s")
	out, err := exec.Command(file, "Iran, Islamic Republic of").Output()
	require.NoError(t, err)
	assert.Equal(t, "Iran", string(out))
	assert.Positive(t, run(t, file).firstNS)
}
