package relations

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestAPI compares the exported declarations with their listing in api, so
// that a change of what programs rely on is a deliberate one: with -update.
func TestAPI(t *testing.T) {
	checkGenerated(t, "go test -run TestAPI . -update", "api/v0.1.txt", apiListing(t))
}

// apiListing returns the exported declarations, without comments and bodies.
func apiListing(t *testing.T) []byte {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	fset := token.NewFileSet()
	var listing []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.FileExports(file)
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok {
				f.Body = nil
			}
			if g, ok := decl.(*ast.GenDecl); ok {
				if g.Tok == token.IMPORT {
					continue
				}
				if v, ok := g.Specs[0].(*ast.ValueSpec); ok && v.Names[0].Name == "DataVersion" {
					v.Values = nil // it changes with the data
				}
			}
			var b bytes.Buffer
			require.NoError(t, printer.Fprint(&b, fset, decl))
			listing = append(listing, b.String())
		}
	}
	slices.Sort(listing)
	return []byte(strings.Join(listing, "\n") + "\n")
}
