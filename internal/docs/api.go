package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/printer"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// writeAPI lists the exported declarations of the package in root, without comments and bodies,
// so that a diff shows each change to them.
func writeAPI(w io.Writer, root string) error {
	paths, err := filepath.Glob(filepath.Join(root, "*.go"))
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		// Without parser.ParseComments, no comments are printed.
		file, err := parser.ParseFile(fset, path, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	// The documentation contains only the exported names.
	p, err := doc.NewFromFiles(fset, files, "github.com/warmrelations/relations")
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "// %s\n", generatedBy)
	list := func(values []*doc.Value, funcs []*doc.Func) {
		for _, v := range values {
			if v.Names[0] == "DataVersion" {
				v.Decl.Specs[0].(*ast.ValueSpec).Values = nil // it changes with the data
			}
			fmt.Fprintln(w)
			err = errors.Join(err, printer.Fprint(w, fset, v.Decl))
		}
		for _, f := range funcs {
			f.Decl.Body = nil
			fmt.Fprintln(w)
			err = errors.Join(err, printer.Fprint(w, fset, f.Decl))
		}
	}
	list(p.Consts, nil)
	list(p.Vars, p.Funcs)
	for _, t := range p.Types {
		fmt.Fprint(w, "\n\n")
		err = errors.Join(err, printer.Fprint(w, fset, t.Decl))
		list(t.Consts, t.Funcs)
		list(t.Vars, t.Methods)
	}
	fmt.Fprintln(w)
	return err
}
