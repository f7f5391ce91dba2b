package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// packages are the packages that a sample may use without an import.
var packages = []string{
	"encoding/json", "errors", "fmt", "os", "slices", "strings", "testing", "time",
	"github.com/google/go-cmp/cmp", "github.com/warmrelations/relations", "golang.org/x/text/language",
}

// TestSnippets compiles each Go sample in the README and in the comments of the root package. If
// a sample declares everything that it uses, it is run and must produce the results in its
// comments. Other samples may use undeclared names, unless they are in a comment and have a
// comment with a result.
func TestSnippets(t *testing.T) {
	files, err := filepath.Glob("../../*.go")
	require.NoError(t, err)
	files = slices.DeleteFunc(files, func(file string) bool { return strings.HasSuffix(file, "_test.go") })
	inREADME := samples(t, "(?s)\n```go\n(.*?)```\n", "../../README.md")
	inComments := samples(t, `(?m)((?:^[ \t]*//\t.*\n(?:[ \t]*//\n)*)+)`, files...)
	for _, found := range []map[string]string{inREADME, inComments} {
		require.NotEmpty(t, found)
		for place, sample := range found {
			t.Run(place, func(t *testing.T) {
				file := filepath.Join(t.TempDir(), "main.go")
				require.NoError(t, os.WriteFile(file, []byte(asProgram(shown(sample))), 0o666))
				out, err := exec.Command("go", "run", "-gcflags=-e", file).CombinedOutput()
				if err == nil {
					assertPrints(t, sample, string(out))
					return
				}
				assert.False(t, strings.Contains(place, ".go:") && results.MatchString(sample), "does not run: %s\n%s", sample, out)
				for line := range strings.Lines(string(out)) {
					assert.Regexp(t, `^# command-line-arguments|: undefined: \w+$|: declared and not used: \w+$`,
						strings.TrimSpace(line), sample)
				}
			})
		}
	}
}

func TestAssertPrints(t *testing.T) {
	const sample = `x, err := f() // North
fmt.Println("given:", g) // a b
g // a b: who gives
fmt.Println(r) // R: a; b …
`
	assert.Contains(t, shown(sample), "x, err := f(); fmt.Printf(\"%v\\n%s\\n%#v\\n\", x, x, x) // North\n")
	assert.Contains(t, shown(sample), "_, _ = x, err\n")
	for output, want := range map[string]bool{
		"no\nNorth\ngiven: a b\na b\nR: a; b; c\n":   true,
		"North Korea\ngiven: a b\na b\nR: a; b; c\n": false,
		"North\ngiven: a b c\na b\nR: a; b; c\n":     false,
		"North\ngiven: a b\na b c\nR: a; b; c\n":     false,
		"North\ngiven: a b\na b\nR: a\n":             false,
	} {
		assert.Equal(t, want, assertPrints(new(testing.T), sample, output), output)
	}
}

// samples returns the submatches of a pattern in files, without the markers of comment lines, by
// file and line.
func samples(t *testing.T, pattern string, files ...string) map[string]string {
	all := map[string]string{}
	marker := regexp.MustCompile(`(?m)^\s*//(\t|$)`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, at := range regexp.MustCompile(pattern).FindAllSubmatchIndex(text, -1) {
			line := 1 + strings.Count(string(text[:at[2]]), "\n")
			all[fmt.Sprintf("%s:%d", filepath.Base(file), line)] = marker.ReplaceAllString(string(text[at[2]:at[3]]), "")
		}
	}
	return all
}

// results matches a line of a sample and its comment, which says what the line returns or prints.
var results = regexp.MustCompile(`(?m)^([ \t]*)(\S.*?)[ \t]+// (.+)$`)

// shown returns the sample with statements that print each result in several forms and use all
// variables.
func shown(sample string) string {
	used := ""
	for _, match := range regexp.MustCompile(`(?m)^(\w+(?:, \w+)*) := `).FindAllStringSubmatch(sample, -1) {
		used += regexp.MustCompile(`\w+`).ReplaceAllString(match[1], "_") + " = " + match[1] + "\n"
	}
	return results.ReplaceAllStringFunc(sample, func(line string) string {
		match := results.FindStringSubmatch(line)
		indent, code, want := match[1], match[2], match[3]
		const show = `fmt.Printf("%%v\n%%s\n%%#v\n", %[1]s, %[1]s, %[1]s)`
		if variables, _, ok := strings.Cut(code, " := "); ok {
			variable, _, _ := strings.Cut(variables, ",")
			code += "; " + fmt.Sprintf(show, variable)
		} else if !strings.Contains(code, "Println(") {
			code = fmt.Sprintf(show, code)
		}
		return indent + code + " // " + want
	}) + used
}

// asProgram returns a program for a sample that is a program, declarations or statements.
func asProgram(sample string) string {
	if strings.HasPrefix(sample, "package ") {
		return sample
	}
	program := "package main\n\n"
	for _, p := range packages {
		if regexp.MustCompile(`\b` + path.Base(p) + `\.[A-Z]`).MatchString(sample) {
			program += "import " + strconv.Quote(p) + "\n"
		}
	}
	declarations := program + sample + "\nfunc main() {}\n"
	if _, err := parser.ParseFile(token.NewFileSet(), "", declarations, parser.SkipObjectResolution); err == nil {
		return declarations
	}
	return program + "func main() {\n" + sample + "}\n"
}

// assertPrints asserts that the output has, in order, a line that equals or ends in each result
// in the comments of a sample. The comment "// Belarus, then Iran" has the results of two lines.
// A result can end in "…". An explanation can follow after a colon.
func assertPrints(t *testing.T, sample, output string) bool {
	lines, ok := strings.Split(output, "\n"), true
	for _, match := range results.FindAllStringSubmatch(sample, -1) {
		for want := range strings.SplitSeq(match[3], ", then ") {
			short, _, _ := strings.Cut(want, ": ")
			start, elided := strings.CutSuffix(want, "…")
			i := slices.IndexFunc(lines, func(line string) bool {
				line = strings.TrimPrefix(line, "relations.")
				return line == want || line == short || strings.HasSuffix(line, " "+want) ||
					elided && strings.HasPrefix(line, strings.TrimSpace(start))
			})
			ok = assert.GreaterOrEqual(t, i, 0, "no line %q in the rest of the output: %q", want, lines) && ok
			lines = lines[i+1:]
		}
	}
	return ok
}
