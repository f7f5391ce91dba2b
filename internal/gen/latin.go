package main

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainLatin gives the usual spelling of the Latin letters that Unicode does
// not decompose into a letter and marks.
var plainLatin = map[rune]string{
	'æ': "ae", 'ð': "d", 'ø': "o", 'þ': "th", 'ß': "ss", 'đ': "d", 'ħ': "h", 'ı': "i",
	'ĸ': "k", 'ł': "l", 'ŋ': "n", 'œ': "oe", 'ŧ': "t", 'ƒ': "f", 'ɵ': "o",
}

// latinLetter returns the one or two ASCII letters to which r folds, or "".
func latinLetter(r rune) string {
	lower := unicode.ToLower(r)
	if s, ok := plainLatin[lower]; ok {
		return s
	}
	var letters strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		d = unicode.ToLower(d)
		switch {
		case 'a' <= d && d <= 'z':
			letters.WriteRune(d)
		case plainLatin[d] != "":
			letters.WriteString(plainLatin[d])
		case unicode.Is(unicode.Mn, d):
		default:
			return ""
		}
	}
	return letters.String()
}

func latinFile() []byte {
	var b bytes.Buffer
	header(&b, "fold", "Unicode "+norm.Version+" as golang.org/x/text/unicode/norm has it")
	table := func(name, doc string, first, last rune) {
		var s strings.Builder
		for r := first; r <= last; r++ {
			s.WriteString((latinLetter(r) + "  ")[:2])
		}
		b.WriteString("// " + name + " " + doc + ", two characters each; two spaces: not folded.\nconst " + name + " = ")
		quoted(&b, s.String())
		b.WriteString("\n")
	}
	table("latinExtended", "holds what U+00C0 to U+024F fold to", 0xC0, 0x24F)
	table("latinAdditional", "holds what U+1E00 to U+1EFF fold to", 0x1E00, 0x1EFF)
	return b.Bytes()
}
