package relations

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"iter"
	"strings"
)

// The values of this package have their text forms in common: a value is one
// word, a set is words with spaces between, or a JSON array of them; the zero
// value is empty text and SQL NULL.

// A textValue is what the values of this package have in common.
type textValue interface {
	comparable
	AppendText([]byte) ([]byte, error)
}

// unmarshal sets *dst to what parse makes of text, or to zero if that is empty.
func unmarshal[T textValue](dst *T, text []byte, parse func(string) (T, error)) error {
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

// parseValue returns the value, up to last, whose String is s, whatever the case
// of its letters and the white space around it.
func parseValue[T interface {
	~uint8
	String() string
}](what, s string, last T) (T, error) {
	name := strings.TrimSpace(s)
	for v := T(1); v <= last; v++ {
		if strings.EqualFold(name, v.String()) {
			return v, nil
		}
	}
	return 0, &ParseError{Type: what, Input: shorten(s), Err: ErrUnknown}
}

// value returns v as a database holds it.
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
	return &ParseError{Type: what + " in a column of type", Input: fmt.Sprintf("%T", src), Err: ErrSyntax}
}

// appendWords appends the words of a set with single spaces.
func appendWords[T any](b []byte, all iter.Seq[T], word func(T) string) []byte {
	space := ""
	for v := range all {
		b = append(append(b, space...), word(v)...)
		space = " "
	}
	return b
}

// unmarshalWords sets *dst to the set of the words in text.
func unmarshalWords[T any](dst *T, text []byte, add func(*T, string) error) error {
	if dst == nil {
		return invalidValue("destination", "nil")
	}
	var set T
	for word := range strings.FieldsSeq(string(text)) {
		if err := add(&set, word); err != nil {
			return err
		}
	}
	*dst = set
	return nil
}

// appendJSONList appends a JSON array of words, which need no escapes.
func appendJSONList[T any](b []byte, all iter.Seq[T], word func(T) string) []byte {
	b = append(b, '[')
	comma := ""
	for v := range all {
		b = append(append(append(append(b, comma...), '"'), word(v)...), '"')
		comma = ","
	}
	return append(b, ']')
}

// unmarshalList sets *dst to the set of the strings in a JSON array.
func unmarshalList[T any](dst *T, data []byte, add func(*T, string) error) error {
	if dst == nil {
		return invalidValue("destination", "nil")
	}
	var text string
	if json.Unmarshal(data, &text) == nil { // a key of a map, or null
		return unmarshalWords(dst, []byte(text), add)
	}
	var words []string
	if err := json.Unmarshal(data, &words); err != nil || bytes.Contains(data, []byte("null")) && words != nil {
		return &ParseError{Type: "list", Input: shorten(string(data)), Err: ErrSyntax}
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

// goList returns a call with the values as arguments, as Go source.
func goList[T fmt.GoStringer](call string, all iter.Seq[T]) string {
	var args []string
	for v := range all {
		args = append(args, v.GoString())
	}
	return call + "(" + strings.Join(args, ", ") + ")"
}
