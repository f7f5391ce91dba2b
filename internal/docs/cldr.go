package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/warmrelations/relations"
)

// checkCLDR returns a line for each text below root that must name the version of CLDR
// and names another one, or none.
func checkCLDR(root string) (faults []string, err error) {
	for file, want := range map[string]string{
		"README.md": "CLDR " + relations.CLDRVersion, "CITATION.cff": "CLDR " + relations.CLDRVersion,
		"NOTICE": "version " + relations.CLDRVersion + " (npm package cldr-localenames-full " + relations.CLDRVersion + ".0)",
	} {
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			return nil, err
		}
		if !says(string(text), want) {
			faults = append(faults, fmt.Sprintf("%s does not say %q, the version of CLDR: fix the text", file, want))
		}
	}
	return faults, nil
}
