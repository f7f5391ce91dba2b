package relations

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// This file holds what the text forms of all values have in common. A value is one
// name, a set is words with spaces between them or a JSON array; the zero value is
// empty text and SQL NULL.

// A textValue is a value of this package.
type textValue interface {
	comparable
	AppendText([]byte) ([]byte, error)
}

// appendName appends the name of v, which is empty if v is zero or invalid.
func appendName[T interface {
	comparable
	fmt.Stringer
}](b []byte, v T, what, name string) ([]byte, error) {
	var zero T
	if name == "" && v != zero {
		return b, invalidValue(what, v.String())
	}
	return append(b, name...), nil
}

// unmarshal sets *dst to what parse makes of text, or to zero if text is empty.
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

// parseName returns the index of s in names, from 1. White space around s and the case
// of ASCII letters do not matter.
func parseName[T ~uint16](what, s string, names []string) (T, error) {
	name := strings.TrimSpace(s)
	for i := 1; i < len(names); i++ {
		if len(name) == len(names[i]) && strings.EqualFold(name, names[i]) {
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

// value returns v for a database.
func value[T textValue](v T) (driver.Value, error) {
	var zero T
	if v == zero {
		return nil, nil
	}
	b, err := v.AppendText(nil)
	if err != nil {
		return nil, err
	}
	return string(b), nil
}

// scan sets *dst to what a database holds.
func scan(dst interface{ UnmarshalText([]byte) error }, what string, src any) error {
	switch src := src.(type) {
	case nil:
		return dst.UnmarshalText(nil)
	case string:
		return dst.UnmarshalText([]byte(src))
	case []byte:
		return dst.UnmarshalText(src)
	}
	return &ParseError{Type: what, Input: fmt.Sprintf("%T", src), Err: fmt.Errorf("%w: a value of this type is not text", ErrSyntax)}
}

// setString returns the words of a set with single spaces between them, and a remark if
// the set was made from an invalid value.
func setString[T any](all iter.Seq[T], invalid bool, word func(T) string, what string) string {
	var words []string
	for v := range all {
		words = append(words, word(v))
	}
	if invalid {
		words = append(words, "(invalid "+what+")")
	}
	return strings.Join(words, " ")
}

// unmarshalWords sets *dst to the set of words.
func unmarshalWords[T any](dst *T, words []string, add func(*T, string) error) error {
	if dst == nil {
		return invalidValue("destination", "nil")
	}
	var set T
	for _, word := range words {
		if err := add(&set, word); err != nil {
			return err
		}
	}
	*dst = set
	return nil
}

// marshalList returns a set as a JSON array of its words.
func marshalList[T textValue](set T) ([]byte, error) {
	text, err := set.AppendText(nil)
	if err != nil {
		return nil, err
	}
	return json.Marshal(strings.Fields(string(text)))
}

// unmarshalList sets *dst to the set of the strings in a JSON array. A string instead
// of an array is read as words.
func unmarshalList[T any](dst *T, data []byte, add func(*T, string) error) error {
	var text string
	if json.Unmarshal(data, &text) == nil { // null too
		return unmarshalWords(dst, strings.Fields(text), add)
	}
	var list []*string
	if err := json.Unmarshal(data, &list); err != nil {
		return &ParseError{Type: "array of strings", Input: shorten(string(data)), Err: ErrSyntax}
	}
	words := make([]string, len(list))
	for i, word := range list {
		if word == nil {
			return &ParseError{Type: "string", Input: "null", Err: ErrSyntax}
		}
		words[i] = *word
	}
	return unmarshalWords(dst, words, add)
}

// goCall returns a call with the values of a set as arguments, as Go source, and the
// zero value as another if the set was made from an invalid one.
func goCall[T fmt.GoStringer](function string, all iter.Seq[T], invalid bool, zero T) string {
	var args []string
	for v := range all {
		args = append(args, v.GoString())
	}
	if invalid {
		args = append(args, zero.GoString())
	}
	return function + "(" + strings.Join(args, ", ") + ")"
}

// stringOf returns the name of v, the word for none if v is zero, or a text that shows
// its number.
func stringOf[T ~uint16](typeName string, v T, names []string, none string) string {
	switch name := nameOf(v, names); {
	case name != "":
		return name
	case v == 0:
		return none
	}
	return typeName + "(" + strconv.Itoa(int(v)) + ")"
}

// goConstant returns v as Go source: a constant of this package named after v, or a
// conversion if v has no name.
func goConstant[T ~uint16](typeName string, v T, names []string) string {
	name := nameOf(v, names)
	if name == "" {
		return "relations." + typeName + "(" + strconv.Itoa(int(v)) + ")"
	}
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == ' ' }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return "relations." + b.String()
}
