package peers

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// An Import is a package that the program in the folder weight can hold, by a
// build tag.
type Import struct {
	Tag  string
	Does string // the look-up, for the table
	Path string // as the run-time prints it at start-up
}

// Imports returns the packages whose weight is compared, this library first.
func Imports() []Import {
	return []Import{
		{"relations", "ParseCountry, Name in six languages", "github.com/warmrelations/relations"},
		{"everything", "relations, all of it: claims, votes, JSON and CSV", "github.com/warmrelations/relations"},
		{"biter777", "ByName, String", "github.com/biter777/countries"},
		{"gountries", "New, FindCountryByName", "github.com/pariz/gountries"},
		{"countrycodes", "GetByName", "github.com/flaticols/countrycodes"},
		{"gocountries", "ByNameStr", "github.com/mikekonan/go-countries"},
		{"iso3166", "FromAlpha2, Name", "github.com/ferdypruis/iso3166"},
		{"xtext", "x/text/language: ParseRegion, ISO3", "golang.org/x/text/language"},
		{"display", "x/text/language/display: ParseRegion, Name", "golang.org/x/text/language/display"},
	}
}

// A Program is the program in the folder weight, built with some tags.
type Program struct{ file string }

// Build builds the program into a folder, without symbols and debugging
// information.
func Build(folder string, tags ...string) (Program, error) {
	file := filepath.Join(folder, "weight-"+strings.Join(tags, "-"))
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-tags="+strings.Join(tags, ","), "-o", file, "./weight")
	if out, err := cmd.CombinedOutput(); err != nil {
		return Program{}, fmt.Errorf("go build with %q: %w\n%s", tags, err, out)
	}
	return Program{file}, nil
}

// Size returns the size of the program in bytes.
func (p Program) Size() (int64, error) {
	info, err := os.Stat(p.file)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// A Startup is what the packages of a program did before main.
type Startup struct {
	Path         string
	Milliseconds float64
	Bytes        int64
	Allocs       int64
}

var initLine = regexp.MustCompile(`(?m)^init (\S+) @\S+ ms, (\S+) ms clock, (\d+) bytes, (\d+) allocs$`)

// Startups runs the program, and returns the line that the run-time prints for
// each package with work to do at start-up.
func (p Program) Startups() ([]Startup, error) {
	cmd := exec.Command(p.file, "IR")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace strings.Builder
	cmd.Stderr = &trace
	if err := cmd.Run(); err != nil {
		return nil, err
	}
	var all []Startup
	for _, m := range initLine.FindAllStringSubmatch(trace.String(), -1) {
		ms, err1 := strconv.ParseFloat(m[2], 64)
		bytes, err2 := strconv.ParseInt(m[3], 10, 64)
		allocs, err3 := strconv.ParseInt(m[4], 10, 64)
		if err := errors.Join(err1, err2, err3); err != nil {
			return nil, err
		}
		all = append(all, Startup{m[1], ms, bytes, allocs})
	}
	if len(all) == 0 {
		return nil, errors.New("the run-time printed no line for any package")
	}
	return all, nil
}
