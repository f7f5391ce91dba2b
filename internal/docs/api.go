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
		// Without parser.ParseComments, no comments are printed.
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
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
	add := func(space string, decl ast.Decl) {
		fmt.Fprint(w, space)
		err = errors.Join(err, printer.Fprint(w, fset, decl))
	}
	addAll := func(values []*doc.Value, funcs []*doc.Func) {
		for _, v := range values {
			if v.Names[0] == "DataVersion" {
				v.Decl.Specs[0].(*ast.ValueSpec).Values = nil // it changes with the data
			}
			add("\n", v.Decl)
		}
		for _, f := range funcs {
			f.Decl.Body = nil
			add("\n", f.Decl)
		}
	}
	addAll(p.Consts, nil)
	addAll(p.Vars, p.Funcs)
	for _, t := range p.Types {
		add("\n\n", t.Decl)
		addAll(t.Consts, t.Funcs)
		addAll(t.Vars, t.Methods)
	}
	fmt.Fprintln(w)
	return err
}
