package interop

import (
	"go/doc/comment"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// packages are those that a sample may use without an import.
var packages = []string{
	"encoding/json", "errors", "fmt", "os", "slices", "strings", "testing", "time",
	"github.com/google/go-cmp/cmp", "github.com/warmrelations/relations", "golang.org/x/text/language",
}

// TestSnippets compiles each sample of Go in the README and in the package
// documentation. A sample may use variables and functions that it does not
// declare. One that declares all that it uses is run, and prints what its
// comments say.
func TestSnippets(t *testing.T) {
	for name, samples := range map[string][]string{"README.md": markdownSamples(t), "doc.go": docSamples(t)} {
		require.NotEmpty(t, samples, name)
		for i, sample := range samples {
			t.Run(name+"/"+strconv.Itoa(i+1), func(t *testing.T) {
				file := filepath.Join(t.TempDir(), "main.go")
				require.NoError(t, os.WriteFile(file, []byte(asProgram(sample)), 0o666))
				out, err := exec.Command("go", "run", "-gcflags=-e", file).CombinedOutput()
				if err == nil {
					assertPrints(t, sample, string(out))
					return
				}
				for line := range strings.Lines(string(out)) {
					assert.Regexp(t, `^# command-line-arguments|: undefined: \w+$|: declared and not used: \w+$`, strings.TrimSpace(line), sample)
				}
			})
		}
	}
}

// markdownSamples returns the samples of the README.
func markdownSamples(t *testing.T) []string {
	text, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	var samples []string
	for _, match := range regexp.MustCompile("(?s)\n```go\n(.*?)```\n").FindAllStringSubmatch(string(text), -1) {
		samples = append(samples, match[1])
	}
	return samples
}

// docSamples returns the samples of the package documentation.
func docSamples(t *testing.T) []string {
	file, err := parser.ParseFile(token.NewFileSet(), "../../doc.go", nil, parser.ParseComments)
	require.NoError(t, err)
	var samples []string
	for _, block := range new(comment.Parser).Parse(file.Doc.Text()).Content {
		if code, ok := block.(*comment.Code); ok {
			samples = append(samples, code.Text)
		}
	}
	return samples
}

// asProgram makes a program of a sample, which may be one, or be declarations,
// or statements.
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

// assertPrints asserts that the output has what the comments after calls of
// Println say, in their order: "// Belarus, then Iran" is two prints of one call.
func assertPrints(t *testing.T, sample, output string) {
	rest := output
	for _, match := range regexp.MustCompile(`Println\(.*\) +// (.*)`).FindAllStringSubmatch(sample, -1) {
		for want := range strings.SplitSeq(match[1], ", then ") {
			before, after, found := strings.Cut(rest, want)
			assert.True(t, found, "%q is not in the rest of the output, %q, after %q", want, rest, before)
			rest = after
		}
	}
}
