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

// This file contains the code that the text, JSON and SQL methods of the value types
// share. The text of a value is its name, such as "IR" or "trade". The text of a set is
// words separated by spaces. The zero value is empty text, and NULL in a database.

// A textValue is a value of one of these types.
type textValue interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
}

// marshal returns name, the name of v. It returns an error if name is empty and v is not
// zero.
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

// value returns the text of v for a database, or nil if v is zero. With an error it returns
// the text of String, because GORM ignores the error in some conditions, and would then
// look for NULL.
func value[T textValue](v T) (driver.Value, error) {
	var zero T
	if v == zero {
		return nil, nil
	}
	b, err := v.MarshalText()
	if err != nil {
		return v.String(), err
	}
	return string(b), nil
}

// scan sets *dst to the value of src, which comes from a database: text, or nil for NULL.
func scan(dst encoding.TextUnmarshaler, what string, src any) error {
	switch src := src.(type) {
	case nil:
		return dst.UnmarshalText(nil)
	case string:
		return dst.UnmarshalText([]byte(src))
	case []byte:
		return dst.UnmarshalText(src)
	}
	return parseError(what, fmt.Sprintf("%T", src), ErrSyntax, "want text")
}

// isName reports whether s is name. It ignores surrounding white space and the case of
// ASCII letters.
func isName(s, name string) bool {
	s = strings.TrimSpace(s)
	return len(s) == len(name) && strings.EqualFold(s, name)
}

// parseName returns the index of s in names, which start at index 1.
func parseName[T ~uint16](what, s string, names []string) (T, error) {
	for i := 1; i < len(names); i++ {
		if isName(s, names[i]) {
			return T(i), nil
		}
	}
	return 0, parseError(what, s, ErrUnknown, `not one of "`+strings.Join(names[1:], `" "`)+`"`)
}

// nameOf returns the name of v, or "" if it has none.
func nameOf[T ~uint16](v T, names []string) string {
	if int(v) < len(names) {
		return names[v]
	}
	return ""
}

// stringOf returns name, the name of v. If name is empty, it returns none for the zero
// value, and the type and the number for any other value, such as "Vote(9)".
func stringOf[T ~uint16](v T, typeName, name, none string) string {
	switch {
	case name != "":
		return name
	case v == 0:
		return none
	}
	return typeName + "(" + strconv.Itoa(int(v)) + ")"
}

// goStringOf returns v as Go source. The identifier of a constant is the name of the value
// in camel case, as in relations.ArmsTransfer for "arms-transfer". Without a name, v is a
// conversion, such as relations.Vote(9).
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

// members is a set in a form in which it can be changed.
type members struct {
	has     [256]bool // by the index of a country or kind; the first index is 1
	invalid []string  // words that are not the name of a member
}

// readMembers returns the members of a set from its text. The function index returns the
// index of a name, or 0 if there is none. A text of white space only is treated as the
// invalid word none.
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

// text returns the text of a set: the names of its members in the order of their indexes,
// then the invalid words, sorted.
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

// combine returns the members for which keep returns true, and the invalid words of both
// sets. The arguments of keep are whether a member is in m, and whether it is in n.
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

// splitWords returns the words of text, which are separated by spaces, commas or both. It
// returns an error if a comma has no word on one side, or if text is only white space.
func splitWords(what, text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	var words []string
	for part := range strings.SplitSeq(text, ",") {
		fields := strings.Fields(part)
		if len(fields) == 0 {
			return nil, parseError(what, text, ErrSyntax, "want words separated by spaces or single commas")
		}
		words = append(words, fields...)
	}
	return words, nil
}

// unmarshalSet parses each word, and sets *dst to the set of the results.
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

// marshalSet returns text, the text of a set with members m. It returns an error if the
// set is invalid.
func marshalSet(m members, what, text string) ([]byte, error) {
	if len(m.invalid) > 0 {
		return nil, invalidValue(what, shorten(text))
	}
	return []byte(text), nil
}

// marshalArray returns the words of a set as a JSON array.
func marshalArray(set encoding.TextMarshaler) ([]byte, error) {
	text, err := set.MarshalText()
	if err != nil {
		return nil, err
	}
	return json.Marshal(strings.Fields(string(text)))
}

// unmarshalArray parses each string of a JSON array, and sets *dst to the set of the
// results. If data is a string or null, it calls fromText instead.
func unmarshalArray[S, T any](
	dst *S, data []byte, parse func(string) (T, error), newSet func(...T) S, fromText func([]byte) error,
) error {
	var text string
	if json.Unmarshal(data, &text) == nil { // for null, text is empty
		return fromText([]byte(text))
	}
	var elements []*string
	if err := json.Unmarshal(data, &elements); err != nil || slices.Contains(elements, nil) {
		return parseError("array", string(data), ErrSyntax, "want an array of strings")
	}
	words := make([]string, len(elements))
	for i, e := range elements {
		words[i] = *e
	}
	return unmarshalSet(dst, words, parse, newSet)
}
