package relations

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// The reasons for which this package refuses an input. Each is an error, and a
// constant, to be told apart by [errors.Is]; [ParseError] and [DataError] say what was
// refused and where.
const (
	ErrSyntax    reason = "malformed"              // the text has not the form that is asked for
	ErrUnknown   reason = "unknown"                // the form is right, but nothing has that name
	ErrAmbiguous reason = "ambiguous"              // the name stands for several countries
	ErrInvalid   reason = "invalid value"          // a value that no function of this package returns
	ErrMissing   reason = "missing"                // what must be there is not
	ErrDuplicate reason = "duplicate"              // what must be unique is there already
	ErrDyad      reason = "no dyad of the subject" // the two sides are not the subject and a partner
	ErrPeriod    reason = "end before start"       // a period that ends before it starts
	ErrLimit     reason = "beyond the limit"       // of faults that are listed, or of what [Decode] reads
)

// A reason is the text of an error, without the prefix.
type reason string

// Error returns the text, after "relations: ".
func (r reason) Error() string { return "relations: " + string(r) }

// A ParseError says that a text, or a value from a database, does not stand for
// what it should.
type ParseError struct {
	Type  string // what was asked for: "country", "support kind", "date", "resolution" ...
	Input string // the text, shortened if it is long
	Err   error  // the reason, such as ErrUnknown
}

// Error names the input and the reason, and what would have been right where
// that is a short list.
func (e *ParseError) Error() string {
	var b strings.Builder
	b.WriteString("relations: " + e.Type + " " + strconv.Quote(shorten(e.Input)))
	if e.Err != nil {
		b.WriteString(": " + withoutPrefix(e.Err))
	}
	switch {
	case e.Err == ErrAmbiguous:
		b.WriteString(": " + e.Candidates().String())
	case e.Err == ErrUnknown && e.Type == typeSupportKind:
		b.WriteString(", not one of " + Kinds().String())
	case e.Err == ErrUnknown && e.Type == typeResolution:
		b.WriteString(", not one of A/RES/ES-11/1 to A/RES/ES-11/" + strconv.Itoa(resolutionCount))
	case e.Err == ErrUnknown && e.Type == typeStanding:
		b.WriteString(", not one of" + listed(standingNames[:]))
	case e.Err == ErrUnknown && e.Type == typeVote:
		b.WriteString(", not one of" + listed(voteNames[:]))
	}
	return b.String()
}

// Candidates returns the countries for which an ambiguous name stands. It is
// empty if the reason is another.
func (e *ParseError) Candidates() CountrySet {
	if e.Err != ErrAmbiguous {
		return CountrySet{}
	}
	return candidatesOf(e.Input)
}

// listed returns names, but for the empty one of the zero value, in quotes.
func listed(names []string) string {
	s := ""
	for _, name := range names[1:] {
		s += " " + strconv.Quote(name)
	}
	return s
}

// Unwrap returns e.Err.
func (e *ParseError) Unwrap() error { return e.Err }

// What the Type of a ParseError says.
const (
	typeCountry     = "country"
	typeSupportKind = "support kind"
	typeResolution  = "resolution"
	typeStanding    = "standing"
	typeVote        = "vote"
	typeDate        = "date"
)

// invalidValue is the error for a value that cannot be written.
func invalidValue(what, text string) error {
	return &ParseError{Type: what, Input: text, Err: ErrInvalid}
}

// withoutPrefix returns the text of err as part of a longer one.
func withoutPrefix(err error) string {
	return strings.TrimPrefix(err.Error(), "relations: ")
}

// shorten returns s, or if it is long a copy of its start.
func shorten(s string) string {
	const most = 48
	if len(s) <= most {
		return s
	}
	n := most
	for n > most-utf8.UTFMax && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
