package relations

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

// This file tests limits on size and allocation. It is the only test file in package
// relations itself.

// ReadAll exports readAll, so that a test can use a smaller limit than Decode.
var ReadAll = readAll

// TestFields checks that the tables have a row for each field, and that a place has room for them.
func TestFields(t *testing.T) {
	assert.Len(t, claimFields, reflect.TypeFor[Claim]().NumField())
	assert.Len(t, sourceFields, reflect.TypeFor[Source]().NumField())
	assert.Len(t, claimFields, maxFields)
}

// TestEncodeLimit checks that a document is not written if it is larger than the limit for
// reading.
func TestEncodeLimit(t *testing.T) {
	for _, encode := range []func(io.Writer, int) error{Embedded().encode, Embedded().encodeCSV} {
		var text, none bytes.Buffer
		require.NoError(t, encode(&text, maxDocument))
		size := text.Len()
		assert.NoError(t, encode(io.Discard, size))
		assert.ErrorIs(t, encode(&none, size-1), ErrLimit)
		assert.Zero(t, none.Len())
	}
}

// TestAllocs checks the number of allocations of a call after the first one.
func TestAllocs(t *testing.T) {
	es11 := must(ParseResolution("ES-11/1"))
	filters := []Filter{OfKind(Military), To(Russia), OfStanding(Reported)}
	members, all := UNMembers(), Kinds()
	names := []string{"ir", "IRN", "364", "Iran (Islamic Republic of)", "CÔTE D’IVOIRE", "إيران", "the Gambia"}
	for c := range Countries().All() {
		names = append(names, c.Name(language.French), c.Name(language.Russian))
	}
	n := 0
	count := func(filters ...Filter) {
		for range Claims(filters...) {
			n++
		}
	}
	for name, tt := range map[string]struct {
		most float64
		f    func()
	}{
		"ParseCountry": {0, func() {
			for _, text := range names {
				MustParseCountry(text)
			}
		}},
		"code and name of a country": {0, func() { n += len(Iran.Name(language.French) + Iran.Alpha3()) }},
		"Of":                         {0, func() { Of(Iran) }},
		"ClaimByID":                  {0, func() { ClaimByID("IRN-1") }},
		"Vote":                       {0, func() { n += int(es11.Vote(India)) }},
		"Agreement":                  {0, func() { Agreement(India, Russia) }},
		"Has":                        {0, func() { members.Has(Zimbabwe); all.Has(Military) }},
		"All": {0, func() {
			for c := range members.All() {
				n += int(c)
			}
			for k := range all.All() {
				n += int(k)
			}
		}},
		"Union, Intersect and Minus": {3,
			func() { members.Union(members); members.Intersect(members); members.Minus(CountrySet{}) }},
		"Givers":                  {4, func() { Givers(Military) }},
		"claims":                  {3, func() { count() }},
		"claims by three filters": {6, func() { count(filters...) }},
	} {
		assert.LessOrEqual(t, testing.AllocsPerRun(100, tt.f), tt.most, name)
	}
}

// TestImport checks the cost of an import: no work at start-up, at most 1 MiB of memory at
// the first use, and at most 448 KiB in a program that already has golang.org/x/text/language.
func TestImport(t *testing.T) {
	host, err := exec.Command("go", "env", "GOHOSTOS", "GOHOSTARCH").Output()
	if err != nil || string(host) != runtime.GOOS+"\n"+runtime.GOARCH+"\n" || testing.Short() {
		t.Skip("needs the go command, to build programs for this machine")
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
	if strings.HasPrefix(runtime.Version(), "go1.26") { // in newer releases encoding/json itself is larger
		assert.LessOrEqual(t, size(names)-size(build("", "")), int64(448<<10), "linked size")
	}

	all := build(library, `c, _ := relations.ParseCountry("Iran (Islamic Republic of)")
		for claim := range relations.Claims() { println(claim.ID) }
		for r, v := range relations.Votes(c) { println(r.Symbol(), v) }`)
	cmd := exec.Command(all, "fr")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err)
	assert.Regexp(t, `(?m)^init \S+ @`, string(out), "there is no trace of start-up")
	assert.NotRegexp(t, `(?m)^init github.com/warmrelations`, string(out))
	var n int
	_, err = fmt.Sscan(strings.TrimPrefix(regexp.MustCompile(`allocated \d+`).FindString(string(out)), "allocated "), &n)
	require.NoError(t, err, "%s", out)
	assert.LessOrEqual(t, n, 1<<20, "allocated at first use")
}
