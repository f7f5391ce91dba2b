//go:build text

package main

import "golang.org/x/text/language"

func base(s string) string {
	tag, err := language.Parse(s)
	if err != nil {
		return err.Error()
	}
	r, _ := tag.Region()
	return tag.String() + r.String()
}
