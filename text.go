package relations

import (
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// This file contains what the text forms of the value types have in common. The text of
// a value is its name, and the text of a set is words separated by spaces. The zero
// value is empty text, and NULL in a database.

// A textValue is a value of one of these types.
type textValue interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
}

// marshal returns the name of v. Only the zero value may lack one.
func marshal[T textValue](v T, what, name string) ([]byte, error) {
	var zero T
	if name == "" && v != zero {
		return nil, invalidValue(what, v.String())
	}
	return []byte(name), nil
}

// unmarshal sets *dst to the value that parse returns for text, or to zero if text is
// empty.
func unmarshal[T any](dst *T, text []byte, parse func(string) (T, error)) error {
	if dst == nil {
		return invalidValue("destination", "nil")
	}
	var v T
	if len(text) > 0 {
		var err error
		if v, err = parse(string(text)); err != nil {
			return err
		}
	}
	*dst = v
	return nil
}

// value returns v for a database.
func value[T textValue](v T) (driver.Value, error) {
	var zero T
	if v == zero {
		return nil, nil
	}
	b, err := v.MarshalText()
	if err != nil {
		return nil, err
	}
	return string(b), nil
}

// scan sets *dst to a value from a database.
func scan(dst encoding.TextUnmarshaler, what string, src any) error {
	switch src := src.(type) {
	case nil:
		return dst.UnmarshalText(nil)
	case string:
		return dst.UnmarshalText([]byte(src))
	case []byte:
		return dst.UnmarshalText(src)
	}
	return refusal(what, fmt.Sprintf("%T", src), ErrSyntax, "want text")
}

// isName reports whether s is name. White space around s and the case of ASCII letters
// do not matter.
func isName(s, name string) bool {
	s = strings.TrimSpace(s)
	return len(s) == len(name) && strings.EqualFold(s, name)
}

// parseName returns the index of s in names, from 1.
func parseName[T ~uint16](what, s string, names []string) (T, error) {
	for i := 1; i < len(names); i++ {
		if isName(s, names[i]) {
			return T(i), nil
		}
	}
	return 0, refusal(what, s, ErrUnknown, `not one of "`+strings.Join(names[1:], `" "`)+`"`)
}

// nameOf returns the name of v, or "" if it has none.
func nameOf[T ~uint16](v T, names []string) string {
	if int(v) < len(names) {
		return names[v]
	}
	return ""
}

// stringOf returns the name of v. A value without a name is none if it is zero, and its
// type and number otherwise: "Vote(9)".
func stringOf[T ~uint16](v T, typeName, name, none string) string {
	switch {
	case name != "":
		return name
	case v == 0:
		return none
	}
	return typeName + "(" + strconv.Itoa(int(v)) + ")"
}

// goStringOf returns v as Go source. The name of a constant is that of the value
// without hyphens and spaces: "arms-transfer" is relations.ArmsTransfer.
func goStringOf[T ~uint16](v T, typeName, name string) string {
	if name == "" {
		return "relations." + typeName + "(" + strconv.Itoa(int(v)) + ")"
	}
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == ' ' }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return "relations." + b.String()
}

// members are the members of a set, by their index from 1, and the words of its text
// that name no member.
type members struct {
	has     [256]bool
	invalid []string
}

// readMembers returns the members of a set from its text. Index returns the index of
// the member with a name, or 0. A text without words that is not empty counts as the
// word none.
func readMembers(text, none string, index func(name string) uint8) members {
	var m members
	words := 0
	for word := range strings.FieldsSeq(text) {
		words++
		if i := index(word); i != 0 {
			m.has[i] = true
		} else {
			m.invalid = append(m.invalid, word)
		}
	}
	if words == 0 && text != "" {
		m.invalid = append(m.invalid, none)
	}
	return m
}

// text returns the text of a set: its members by their index, then the invalid words.
func (m members) text(name func(index int) string) string {
	var buf [1024]byte
	b := buf[:0]
	for i, ok := range m.has {
		if ok {
			b = append(append(b, name(i)...), ' ')
		}
	}
	slices.Sort(m.invalid)
	for _, word := range slices.Compact(m.invalid) {
		b = append(append(b, word...), ' ')
	}
	return strings.TrimSuffix(string(b), " ")
}

// count returns the number of valid members.
func (m members) count() int {
	n := 0
	for _, ok := range m.has {
		if ok {
			n++
		}
	}
	return n
}

// combine returns the members for which keep returns true, given whether they are in m
// and in n, and the invalid words of both.
func (m members) combine(n members, keep func(inM, inN bool) bool) members {
	for i := range m.has {
		m.has[i] = keep(m.has[i], n.has[i])
	}
	m.invalid = slices.Concat(m.invalid, n.invalid)
	return m
}

func inEither(a, b bool) bool    { return a || b }
func inBoth(a, b bool) bool      { return a && b }
func inFirstOnly(a, b bool) bool { return a && !b }

// splitWords returns the words of a text, which are separated by spaces, commas or
// both. There is a word on each side of each comma.
func splitWords(what, text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	var words []string
	for part := range strings.SplitSeq(text, ",") {
		fields := strings.Fields(part)
		if len(fields) == 0 {
			return nil, refusal(what, text, ErrSyntax, "want words separated by spaces or single commas")
		}
		words = append(words, fields...)
	}
	return words, nil
}

// unmarshalSet sets *dst to the set of the values that parse returns for words.
func unmarshalSet[S, T any](dst *S, words []string, parse func(string) (T, error), newSet func(...T) S) error {
	if dst == nil {
		return invalidValue("destination", "nil")
	}
	var values []T
	for _, word := range words {
		v, err := parse(word)
		if err != nil {
			return err
		}
		values = append(values, v)
	}
	*dst = newSet(values...)
	return nil
}

// marshalSet returns the text of a set with members m, which must not be invalid.
func marshalSet(m members, what, text string) ([]byte, error) {
	if len(m.invalid) > 0 {
		return nil, invalidValue(what, shorten(text))
	}
	return []byte(text), nil
}

// marshalArray returns a set as a JSON array of its words.
func marshalArray(set encoding.TextMarshaler) ([]byte, error) {
	text, err := set.MarshalText()
	if err != nil {
		return nil, err
	}
	return json.Marshal(strings.Fields(string(text)))
}

// unmarshalArray sets *dst to the set of the values that parse returns for the strings
// of a JSON array. It calls fromText if data is a string, or null, instead.
func unmarshalArray[S, T any](
	dst *S, data []byte, parse func(string) (T, error), newSet func(...T) S, fromText func([]byte) error,
) error {
	var text string
	if json.Unmarshal(data, &text) == nil { // null too
		return fromText([]byte(text))
	}
	var elements []*string
	if err := json.Unmarshal(data, &elements); err != nil || slices.Contains(elements, nil) {
		return refusal("array", string(data), ErrSyntax, "want an array of strings")
	}
	words := make([]string, len(elements))
	for i, e := range elements {
		words[i] = *e
	}
	return unmarshalSet(dst, words, parse, newSet)
}
