package main

import (
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

// writeAPI lists the exported declarations of the package in root, without
// comments and bodies, so that each change of them shows in a diff.
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
		// Comments are not parsed, and so not printed.
		file, err := parser.ParseFile(fset, path, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	// The package of the documentation has the exported names alone.
	p, err := doc.NewFromFiles(fset, files, "github.com/warmrelations/relations")
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "// %s\n", generatedBy)
	list := func(decls ...ast.Decl) {
		for _, decl := range decls {
			fmt.Fprintln(w)
			if err == nil {
				err = printer.Fprint(w, fset, decl)
			}
		}
	}
	values := func(values []*doc.Value) {
		for _, v := range values {
			if v.Names[0] == "DataVersion" {
				v.Decl.Specs[0].(*ast.ValueSpec).Values = nil // it changes with the data
			}
			list(v.Decl)
		}
	}
	funcs := func(funcs []*doc.Func) {
		for _, f := range funcs {
			f.Decl.Body = nil
			list(f.Decl)
		}
	}
	values(p.Consts)
	values(p.Vars)
	funcs(p.Funcs)
	for _, t := range p.Types {
		fmt.Fprintln(w)
		list(t.Decl)
		values(t.Consts)
		values(t.Vars)
		funcs(t.Funcs)
		funcs(t.Methods)
	}
	fmt.Fprintln(w)
	return err
}
