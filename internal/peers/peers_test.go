package peers

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/biter777/countries"
	"github.com/warmrelations/relations"
)

// TestAnswers checks that this library gives no wrong answer and misses no
// name on the list on which all packages are compared, and that the rest of
// the table can be made.
func TestAnswers(t *testing.T) {
	for i, p := range Peers() {
		score, wrong := p.Answers(Checks())
		t.Logf("%s: %+v", p.Name, score)
		if i > 0 {
			continue
		}
		for _, n := range wrong {
			t.Errorf("%q is read as %q", n.Text, n.Alpha2)
		}
		if want := len(World()) + len(Aliases()); score.Right != want {
			t.Errorf("right answers: %d, want %d", score.Right, want)
		}
	}
}

// TestInputs checks that the inputs of the benchmarks are what they should be:
// a benchmark of failing look-ups would be fast, and say nothing.
func TestInputs(t *testing.T) {
	if len(values) != 249 {
		t.Fatalf("%d countries, want 249", len(values))
	}
	for _, list := range [][]string{alpha2, alpha3, names, upper} {
		for i, s := range list {
			if c, err := relations.ParseCountry(s); err != nil || c != values[i] {
				t.Errorf("ParseCountry(%q) = %v, %v; want %v", s, c, err, values[i])
			}
		}
	}
	for i, n := range Aliases() {
		want := relations.MustParseCountry(n.Alpha2)
		if c, err := relations.ParseCountry(aliases[i]); err != nil || c != want {
			t.Errorf("ParseCountry(%q) = %v, %v; want %v", aliases[i], c, err, want)
		}
		if c := byName(aliases[i]); c != want {
			t.Errorf("byName(%q) = %v, want %v", aliases[i], c, want)
		}
	}
	for _, s := range misses {
		if c, err := relations.ParseCountry(s); err == nil {
			t.Errorf("ParseCountry(%q) = %v, want an error", s, c)
		}
	}
	q := Gountries()
	for i, c := range values {
		if byAlpha2(alpha2[i]) != c || byAlpha3(alpha3[i]) != c || byName(names[i]) != c || byName(upper[i]) != c {
			t.Errorf("%v: a plain look-up does not find it", c)
		}
		if c.Alpha3() != alpha3Array[i] || codes[i] == countries.Unknown {
			t.Errorf("%v: %q, %q, %v", c, c.Alpha3(), alpha3Array[i], codes[i])
		}
		if codes[i].Alpha3() != alpha3[i] || isos[i].Alpha3() != alpha3[i] || regions[i].ISO3() != alpha3[i] {
			t.Errorf("%v: the packages have %q, %q and %q", c, codes[i].Alpha3(), isos[i].Alpha3(), regions[i].ISO3())
		}
		if _, err := q.FindCountryByAlpha(alpha2[i]); err != nil {
			t.Errorf("%v: gountries: %v", c, err)
		}
	}
}

// TestLoopsAreInlined checks that the body of a loop over claims is not a function
// that is called for each.
func TestLoopsAreInlined(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	out, err := exec.Command("go", "build", "-gcflags=-m", "-tags=everything", "-o", os.DevNull, "./weight").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	loop := regexp.MustCompile(`(?m)^(\S+) inlining call to \S*Claims\S*func\d+$`).FindSubmatch(out)
	if loop == nil {
		t.Fatalf("the iterator is not inlined\n%s", out)
	}
	if body := regexp.MustCompile(`(?m)^` + string(loop[1]) + ` inlining call to \S*-range\d+$`); !body.Match(out) {
		t.Errorf("the body of the loop at %s is not inlined\n%s", loop[1], out)
	}
}

// What the import may add to a stripped program that has
// golang.org/x/text/language, in bytes.
const weightLimit = 192 << 10

// TestWeight checks what the import costs: the size of a program, and no work
// at start-up.
func TestWeight(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	folder := t.TempDir()
	size := func(tags ...string) (Program, int64) {
		p, err := Build(folder, tags...)
		if err != nil {
			t.Fatal(err)
		}
		n, err := p.Size()
		if err != nil {
			t.Fatal(err)
		}
		return p, n
	}
	_, without := size("text")
	with, n := size("text", "relations")
	t.Logf("over golang.org/x/text/language: %d bytes", n-without)
	if n-without > weightLimit {
		t.Errorf("the import adds %d bytes, want at most %d", n-without, weightLimit)
	}
	all, err := with.Startups()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if strings.HasPrefix(s.Path, "github.com/warmrelations/") {
			t.Errorf("work at start-up: %+v", s)
		}
	}
}
