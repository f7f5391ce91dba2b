package relations_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/warmrelations/relations"
)

// TestParseError tests errors that a program makes itself. The errors of the Parse functions
// are tested in text_test.go and country_test.go.
func TestParseError(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  relations.ParseError
		want string
	}{
		{"zero", relations.ParseError{}, `relations:  ""`},
		{"no reason", relations.ParseError{Type: "country", Input: "Korea"}, `relations: country "Korea"`},
		{"ambiguous", relations.ParseError{Type: "country", Input: "Korea", Err: relations.ErrAmbiguous},
			`relations: country "Korea": ambiguous: North Korea or South Korea`},
		{"another reason", relations.ParseError{Type: "thing", Input: "x", Err: errors.New("broken")},
			`relations: thing "x": broken`},
		{"another type", relations.ParseError{Type: "vote", Input: "Ukrain", Err: relations.ErrUnknown},
			`relations: vote "Ukrain": unknown`},
		{"a country code", relations.ParseError{Type: "country code", Input: "Ukrain", Err: relations.ErrUnknown},
			`relations: country code "Ukrain": unknown`},
		{"an invalid value", relations.ParseError{Type: "country", Input: "Korea", Err: relations.ErrInvalid},
			`relations: country "Korea": invalid value`},
		{"a wrapped reason", relations.ParseError{Type: "date", Input: "x",
			Err: fmt.Errorf("row 3: %w", relations.ErrSyntax)}, `relations: date "x": row 3: relations: malformed`},
		{"long", relations.ParseError{Type: "thing", Input: strings.Repeat("é", 1000), Err: relations.ErrUnknown},
			`relations: thing "` + strings.Repeat("é", 24) + `…": unknown`},
		{"long and not UTF-8", relations.ParseError{Type: "thing", Input: strings.Repeat("\x80", 60),
			Err: relations.ErrUnknown}, `relations: thing "` + strings.Repeat(`\x80`, 44) + `…": unknown`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, tt.err.Error())
			assert.Equal(t, tt.err.Err, tt.err.Unwrap())
			assert.Equal(t, tt.name != "ambiguous", tt.err.Candidates().IsZero())
		})
	}
	malformed := relations.ParseError{Type: "country", Input: "Ukrain", Err: relations.ErrSyntax}
	assert.True(t, malformed.Candidates().IsZero())
}
