package relations_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/warmrelations/relations"
)

func TestParseErrorText(t *testing.T) {
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
		{"an unknown thing", relations.ParseError{Type: "thing", Input: "x", Err: relations.ErrUnknown},
			`relations: thing "x": unknown`},
		{"an unknown country", relations.ParseError{Type: "country", Input: "x", Err: relations.ErrUnknown},
			`relations: country "x": unknown`},
		{"a malformed country", relations.ParseError{Type: "country", Input: "", Err: relations.ErrSyntax},
			`relations: country "": malformed: empty`},
		{"what cannot be written", relations.ParseError{Type: "vote", Input: "Vote(9)", Err: relations.ErrInvalid},
			`relations: vote "Vote(9)": invalid value`},
		{"a reason that wraps one", relations.ParseError{Type: "date", Input: "x",
			Err: fmt.Errorf("row 3: %w", relations.ErrSyntax)}, `relations: date "x": row 3: relations: malformed`},
		{"long", relations.ParseError{Type: "thing", Input: strings.Repeat("é", 1000), Err: relations.ErrUnknown},
			`relations: thing "` + strings.Repeat("é", 24) + `…": unknown`},
		{"long and not UTF-8", relations.ParseError{Type: "thing", Input: strings.Repeat("\x80", 60),
			Err: relations.ErrUnknown}, `relations: thing "` + strings.Repeat(`\x80`, 44) + `…": unknown`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, tt.err.Error())
			assert.Equal(t, tt.err.Err, tt.err.Unwrap())
		})
	}
	country := func(s string) error { return new(relations.CountrySet).UnmarshalText([]byte(s)) }
	for _, tt := range []struct {
		name  string
		parse func(string) error
		text  string
		want  string
	}{
		{"country", func(s string) error { _, err := relations.ParseCountry(s); return err }, "Korea",
			`country "Korea": ambiguous: North Korea or South Korea`},
		{"country code", country, "FR Iran", `country code "Iran": unknown, want a code such as GB, GBR or 826`},
		{"support kind", func(s string) error { _, err := relations.ParseSupportKind(s); return err }, "aid",
			`support kind "aid": unknown, not one of ` + relations.Kinds().String()},
		{"standing", func(s string) error { _, err := relations.ParseStanding(s); return err }, "x",
			`standing "x": unknown, not one of "reported" "alleged" "disputed"`},
		{"date", func(s string) error { _, err := relations.ParseDate(s); return err }, "2023-02-29",
			`date "2023-02-29": malformed, want a date such as 2023, 2023-03 or 2023-03-20`},
		{"resolution", func(s string) error { _, err := relations.ParseResolution(s); return err }, "ES-10/1",
			`resolution "ES-10/1": unknown, not one of the `},
		{"vote", func(s string) error { _, err := relations.ParseVote(s); return err }, "nay",
			`vote "nay": unknown, not one of "in favor" "against" "abstained" "not voting"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.ErrorContains(t, tt.parse(tt.text), "relations: "+tt.want)
			if tt.name != "country code" {
				assert.ErrorContains(t, tt.parse(""), "relations: "+tt.name+` "": `,
					"empty text is the zero value for UnmarshalText alone")
			}
		})
	}
}
