package relations

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/warmrelations/relations/internal/country"
)

// The reasons why this package rejects an input. To test for one, use [errors.Is]. A
// [ParseError] or a [DataError] wraps one of them, or the error of a reader or writer, and
// says what was rejected, and where.
var (
	ErrSyntax    = errors.New("relations: malformed")              // the text does not have the required form
	ErrUnknown   = errors.New("relations: unknown")                // no country, kind, key or other item has this name
	ErrAmbiguous = errors.New("relations: ambiguous")              // a name of several countries
	ErrFormer    = errors.New("relations: no longer a country")    // a state that has ended, or a withdrawn code
	ErrInvalid   = errors.New("relations: invalid value")          // a value out of range, such as Country(9999)
	ErrMissing   = errors.New("relations: missing")                // a required value is absent
	ErrDuplicate = errors.New("relations: duplicate")              // a value that must be unique occurs twice
	ErrDyad      = errors.New("relations: no dyad of the subject") // the two sides are not the subject and a partner
	ErrPeriod    = errors.New("relations: end before start")       // a period that ends before it starts
	ErrLimit     = errors.New("relations: beyond the limit")       // more faults than are listed, or a document too large
)

// A ParseError reports a text that could not be parsed, a value from a database that is not
// text, or an invalid value that cannot be written.
type ParseError struct {
	// Type is what was expected, such as "country" or "support kind", for messages only.
	Type string

	// Input is the text, or the Go type of a value that is not text. A text that is longer
	// than 256 bytes for a country, or 48 otherwise, is cut and ends with "…".
	Input string

	Err error // the reason, such as ErrUnknown
}

// Error quotes the start of the input and gives the reason. For a country it also says what
// is wrong with the text, or which countries the text could mean. After "relations: ", the
// message is:
//
//   - country "": malformed: empty
//   - country "Korea": ambiguous: North Korea or South Korea
//   - country "Ukrain": unknown; did you mean Ukraine?
//   - country "Czechoslovakia": no longer a country; today Czechia, Slovakia
func (e *ParseError) Error() string {
	text := "relations: " + e.Type + " " + strconv.Quote(shorten(e.Input))
	if e.Err != nil {
		text += ": " + withoutPrefix(e.Err)
	}
	if e.Type != typeCountry {
		return text
	}
	if e.Err == ErrSyntax {
		return text + ": " + country.Fault(e.Input)
	}
	var names []string
	for c := range e.Candidates().All() {
		names = append(names, c.String())
	}
	slices.Sort(names)
	switch {
	case names == nil:
		return text
	case errors.Is(e.Err, ErrAmbiguous):
		return text + ": " + orList(names)
	case errors.Is(e.Err, ErrFormer):
		return text + "; today " + strings.Join(names, ", ")
	}
	return text + "; did you mean " + orList(names) + "?"
}

// orList returns words as a list: "a", "a or b", "a, b or c".
func orList(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// Candidates returns the countries that the rejected text could mean:
//
//   - for an ambiguous name, the countries with that name;
//   - for a state that has ended or a withdrawn code, its successors of today;
//   - for a part of a country, such as England, that country;
//   - for any other unknown name of four letters or more, the countries whose name differs
//     by one typing error: a letter added, left out or replaced, but not the first, or two
//     adjacent letters swapped.
//
// For any other error the set is empty. It is also empty for two countries, for four capital
// letters, and if the error is in a short word, which may be another word. Candidates are
// suggestions for a person: no function of this package uses them to parse a name. They
// are computed at each call, in about a millisecond.
func (e *ParseError) Candidates() CountrySet {
	if e.Type != typeCountry ||
		!errors.Is(e.Err, ErrAmbiguous) && !errors.Is(e.Err, ErrFormer) && !errors.Is(e.Err, ErrUnknown) {
		return CountrySet{}
	}
	var candidates []Country
	for _, code := range country.Candidates(e.Input) {
		candidates = append(candidates, Country(code))
	}
	return NewCountrySet(candidates...)
}

// Unwrap returns e.Err.
func (e *ParseError) Unwrap() error { return e.Err }

// Values of ParseError.Type that occur in several places.
const (
	typeCountry     = "country"
	typeSupportKind = "support kind"
	typeResolution  = "resolution"
	typeStanding    = "standing"
	typeVote        = "vote"
	typeDate        = "date"
)

// parseError returns the error for a text that could not be parsed as a what, such as a
// "date". The text want says what would be right.
func parseError(what, text string, reason error, want string) error {
	return &ParseError{Type: what, Input: shorten(text), Err: fmt.Errorf("%w, %s", reason, want)}
}

// invalidValue returns the error for an invalid value, which cannot be marshaled. Text is
// its String.
func invalidValue(what, text string) error {
	return &ParseError{Type: what, Input: text, Err: ErrInvalid}
}

// A DataError is one fault in the header, a source or a claim of a dataset, or in a
// document as a whole. To list the faults in an error, use [Faults].
type DataError struct {
	// Claim is the ID of the claim, shortened. It is empty if the fault is not in a claim,
	// or if the claim has no ID.
	Claim string

	// Source is the ID of the source, shortened. It is empty if the fault is not in a
	// source, or if the source has no ID.
	Source string

	// Field is the JSON key of the field, such as "kind". In a source, and in a claim
	// without an ID, it starts with a path: "sources[0].title", "claims[2].id". If no field
	// is at fault, Field is only the path, such as "claims[2]", or empty.
	Field string

	Line int   // the line of the value in the decoded text, from 1; 0 if it was not decoded
	Err  error // the reason, such as ErrMissing or a *ParseError

	path string // for a claim that has an ID and is a Go value: its path, such as "claims[2]"
}

// Error returns the line, the source or claim, the field and the reason. It omits those
// that are not known, and shortens long texts.
func (e *DataError) Error() string {
	text := "relations: "
	if e.Line > 0 {
		text += "line " + strconv.Itoa(e.Line) + ": "
	}
	if e.Source != "" {
		text += "source " + strconv.Quote(shorten(e.Source)) + ": "
	}
	if e.Claim != "" {
		text += "claim " + strconv.Quote(shorten(e.Claim))
		if e.path != "" {
			text += " (" + e.path + ")"
		}
		text += ": "
	}
	if e.Field != "" {
		text += e.field() + ": "
	}
	if e.Err != nil {
		text += printable(withoutPrefix(e.Err))
	}
	return text
}

// field returns Field for Error. An unknown key is in quotes, since it comes from a text.
func (e *DataError) field() string {
	if _, ok := errors.AsType[*ParseError](e.Err); !ok && errors.Is(e.Err, ErrUnknown) {
		return strconv.Quote(shorten(e.Field))
	}
	return printable(shorten(e.Field))
}

// printable returns s, or s in quotes if it contains a control character.
func printable(s string) string {
	if strings.ContainsFunc(s, unicode.IsControl) {
		return strconv.Quote(s)
	}
	return s
}

// Unwrap returns e.Err.
func (e *DataError) Unwrap() error { return e.Err }

// Faults returns each [*DataError] that err wraps, in the order of the error, or nil if
// there is none. In an error of this package, such as one from [Decode], faults without a
// line come first, in the order of the header, the sources and the claims. Faults with a
// line follow in the order of their lines. If there are too many, the last one wraps
// [ErrLimit].
//
// If a source has no ID, the faults do not include claims that refer to unknown sources.
func Faults(err error) []*DataError {
	switch e := err.(type) {
	case nil:
		return nil
	case *DataError:
		return []*DataError{e}
	case interface{ Unwrap() error }:
		return Faults(e.Unwrap())
	case interface{ Unwrap() []error }:
		var all []*DataError
		for _, err := range e.Unwrap() {
			all = append(all, Faults(err)...)
		}
		return all
	}
	return nil
}

// must returns v. It panics if err is not nil, which means a mistake in the calling
// program or in the embedded data.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// withoutPrefix returns the text of err without the prefix "relations: ".
func withoutPrefix(err error) string { return strings.TrimPrefix(err.Error(), "relations: ") }

// shorten returns s or, if s has more than 48 bytes, its start followed by "…". Errors
// quote input in this form.
func shorten(s string) string { return shortenTo(s, 48) }

// shortenTo returns s or, if s has more than most bytes, its start followed by "…".
func shortenTo(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := most
	for n > most-utf8.UTFMax && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
