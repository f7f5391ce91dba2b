package relations

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

// This file holds what is kept within limits, and the one test file inside the
// package.

// ReadDocument is readDocument, for a test with a limit that is smaller than that
// of Decode.
var ReadDocument = readDocument

// TestAllocs checks that reading the embedded data allocates nothing after the first use.
func TestAllocs(t *testing.T) {
	es11 := must(ParseResolution("ES-11/1"))
	filters := []Filter{
		OfKind(Military), To(Russia), OfStanding(Reported),
		Not(During(Date{Year: 1990}, Date{Year: 1991})),
	}
	n := 0
	count := func(filters ...Filter) {
		for range Claims(filters...) {
			n++
		}
	}
	for name, f := range map[string]func(){
		"alpha-2":                    func() { MustParseCountry("ir") },
		"alpha-3":                    func() { MustParseCountry("IRN") },
		"name":                       func() { MustParseCountry("Iran (Islamic Republic of)") },
		"name that is not ASCII":     func() { MustParseCountry("CÔTE D’IVOIRE") },
		"name in Arabic":             func() { MustParseCountry("إيران") },
		"name found without \"the\"": func() { MustParseCountry("the Gambia") },
		"code and name of a country": func() { n += len(Iran.Name(language.French) + Iran.Alpha3()) },
		"Of":                         func() { Of(Iran) },
		"Givers":                     func() { Givers(Military) },
		"Partners":                   func() { Partners(Economic) },
		"ClaimByID":                  func() { ClaimByID("IRN-1") },
		"Vote":                       func() { n += int(es11.Vote(India)) },
		"Voters":                     func() { n += es11.Voters(Against).Len() },
		"Agreement":                  func() { Agreement(India, Russia) },
		"claims":                     func() { count() },
		"claims by one filter":       func() { count(filters[0]) },
		"claims by four filters":     func() { count(filters...) },
	} {
		assert.Zero(t, testing.AllocsPerRun(100, f), name)
	}
}

// TestGrowth checks that reading a document ten times as long allocates about
// ten times as much.
func TestGrowth(t *testing.T) {
	allocated := func(n int) float64 {
		claims := make([]Claim, n)
		for i := range claims {
			claims[i] = embeddedClaims()[i%len(embeddedClaims())]
			claims[i].ID = fmt.Sprint("C-", i)
		}
		var text bytes.Buffer
		require.NoError(t, must(New(Embedded().Header(), embeddedSources(), claims)).Encode(&text))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Decode(&text)
		runtime.ReadMemStats(&after)
		require.NoError(t, err)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	allocated(10) // the first use of encoding/json
	assert.LessOrEqual(t, allocated(10_000), 12*allocated(1_000))
}

// TestImport checks what an import costs: no work at start-up, at most 1 MiB at
// first use, and at most 448 KiB in a program that has golang.org/x/text/language.
func TestImport(t *testing.T) {
	host, err := exec.Command("go", "env", "GOHOSTOS", "GOHOSTARCH").Output()
	if err != nil || string(host) != runtime.GOOS+"\n"+runtime.GOARCH+"\n" || testing.Short() {
		t.Skip("builds programs by the go command, for this machine")
	}
	build := func(imports, do string) string {
		folder := t.TempDir()
		source, program := filepath.Join(folder, "main.go"), filepath.Join(folder, "program.exe")
		require.NoError(t, os.WriteFile(source, fmt.Appendf(nil, `package main
			import ("os"; "runtime"; "golang.org/x/text/language"; %s)
			func main() {
				tag, _ := language.Parse(os.Args[1])
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				%s
				runtime.ReadMemStats(&after)
				println(tag.String(), "allocated", after.TotalAlloc - before.TotalAlloc)
			}`, imports, do), 0o600))
		out, err := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, source).CombinedOutput()
		require.NoError(t, err, "%s", out)
		return program
	}
	size := func(program string) int64 { return must(os.Stat(program)).Size() }
	const library = `"github.com/warmrelations/relations"`
	names := build(library, `c, _ := relations.ParseCountry("Iran (Islamic Republic of)"); println(c.Name(tag))`)
	if strings.HasPrefix(runtime.Version(), "go1.26") { // of newer releases encoding/json alone is larger
		assert.LessOrEqual(t, size(names)-size(build("", "")), int64(448<<10), "linked size")
	}

	all := build(library, `c, _ := relations.ParseCountry("Iran (Islamic Republic of)")
		for claim := range relations.Claims() { println(claim.ID) }
		for r, v := range relations.Votes(c) { println(r.Symbol(), v) }`)
	cmd := exec.Command(all, "fr")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err)
	assert.Regexp(t, `(?m)^init \S+ @`, string(out), "the trace of start-up is missing")
	assert.NotRegexp(t, `(?m)^init github.com/warmrelations`, string(out))
	var n int
	_, err = fmt.Sscan(strings.TrimPrefix(regexp.MustCompile(`allocated \d+`).FindString(string(out)), "allocated "), &n)
	require.NoError(t, err, "%s", out)
	assert.LessOrEqual(t, n, 1<<20, "allocated at first use")
}
