package relations

import (
	"database/sql/driver"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/warmrelations/relations/internal/country"
	"github.com/warmrelations/relations/internal/votes"
)

// A Resolution is a resolution of the United Nations General Assembly on the war in
// Ukraine. The zero Resolution is not valid. For an invalid Resolution, Symbol, Title,
// Adopted, Record, Vote and Voters return zero values. The number of a resolution never
// changes and is never reused. Even so, store the text form, which is the form that this
// package writes.
//
// The package contains the resolutions that the General Assembly has adopted by recorded
// vote since 24 February 2022, either in its eleventh emergency special session or with
// "Ukraine" in the title, if a full roll call is available: 14 resolutions from March
// 2022 to December 2025. A later one, "Support for lasting peace in Ukraine" (24 February
// 2026, 107 in favor, 12 against, 51 abstentions), is missing, because its full roll call
// was not available. There may be more by now. Other recorded votes that concern the war
// are left out by this rule, such as the vote on A/RES/80/111 of 10 December 2025, on the
// Chornobyl disaster.
//
// A roll call records the position of every member on one text at one time. It is not a
// claim. It does not say why a state voted as it did, or what else the state did. Not
// being a member, not voting and abstaining are three different things; see [Vote].
//
// The votes come from the voting records of the UN Digital Library; see
// [Resolution.Record]. Later statements by members do not change them:
//
//   - The Bahamas is recorded as voting against ES-11/5. Its foreign minister said that
//     the vote was misrecorded and should have been an abstention.
//   - Serbia is recorded as voting in favor of ES-11/7. Its president called the vote a
//     mistake.
//
// Note two things before you compare votes. ES-11/8 is a draft of the United States that
// was amended against the wish of the United States, which abstained on it. So a vote in
// favor of ES-11/8 does not mean the same as a vote in favor of the others. The government
// of Syria changed in December 2024: the claims are about the former government, which also
// cast the earlier votes.
type Resolution uint16

// A rollCall contains the data of a resolution.
type rollCall struct {
	symbol, title string
	adopted       Date
	record        int
	votes         [country.Count + 1]Vote // by the index of a country
	voters        [NotVoting + 1]CountrySet
}

// rollCalls contains the roll calls. They are read on first use.
var rollCalls struct {
	once    sync.Once
	all     []rollCall   // by the number of the resolution; the first is empty
	order   []Resolution // by the date of adoption
	members CountrySet   // the members of the United Nations at the last roll call
}

// readRollCalls reads the embedded roll calls into rollCalls.
func readRollCalls() {
	read := must(votes.Embedded())
	rollCalls.all = make([]rollCall, len(read)+1)
	for _, r := range read {
		call := &rollCalls.all[r.Number]
		call.symbol, call.title, call.adopted, call.record = r.Symbol, r.Title, must(ParseDate(r.Adopted)), r.Record
		for list, codes := range r.Votes {
			var voters []Country
			for _, code := range codes {
				c := MustParseCountry(code)
				call.votes[c.index()] = Vote(list + 1)
				voters = append(voters, c)
			}
			call.voters[list+1] = NewCountrySet(voters...)
		}
		rollCalls.order = append(rollCalls.order, Resolution(r.Number))
	}
	last := rollCalls.order[len(rollCalls.order)-1]
	for _, voters := range rollCalls.all[last].voters {
		rollCalls.members = rollCalls.members.Union(voters)
	}
}

// allRollCalls returns the roll calls by the number of the resolution.
func allRollCalls() []rollCall {
	rollCalls.once.Do(readRollCalls)
	return rollCalls.all
}

// call returns the roll call of r, or the empty one if r is not valid.
func (r Resolution) call() *rollCall {
	all := allRollCalls()
	if int(r) >= len(all) {
		r = 0
	}
	return &all[r]
}

// Resolutions returns an iterator over all valid resolutions, in the order of adoption.
func Resolutions() iter.Seq[Resolution] { return slices.Values(resolutions()) }

// resolutions returns all resolutions in the order of adoption.
func resolutions() []Resolution {
	rollCalls.once.Do(readRollCalls)
	return rollCalls.order
}

// ParseResolution returns the resolution with the symbol s, such as "A/RES/ES-11/1",
// "ES-11/1" or "78/316". It ignores the case of ASCII letters and surrounding white space.
// The error is a [*ParseError] that wraps [ErrUnknown]; its message describes the
// resolutions in this version of the package.
func ParseResolution(s string) (Resolution, error) {
	order := resolutions()
	for _, r := range order {
		if isName(s, r.Symbol()) || isName(s, strings.TrimPrefix(r.Symbol(), "A/RES/")) {
			return r, nil
		}
	}
	// ParseError.Error does not write this part, since then every program would link the
	// roll calls.
	month := func(r Resolution) string { return fmt.Sprint(time.Month(r.Adopted().Month), " ", r.Adopted().Year) }
	err := fmt.Errorf("%w, not one of the %d resolutions from %s to %s in this version",
		ErrUnknown, len(order), month(order[0]), month(order[len(order)-1]))
	return 0, &ParseError{Type: typeResolution, Input: shorten(s), Err: err}
}

// MustParseResolution is like [ParseResolution] but panics if s cannot be parsed. It is
// meant for symbols in source code.
func MustParseResolution(s string) Resolution { return must(ParseResolution(s)) }

// IsValid reports whether r is a resolution in this version of the package.
func (r Resolution) IsValid() bool { return r.call().symbol != "" }

// Symbol returns the symbol, such as "A/RES/ES-11/1" or "A/RES/78/316", or "" if r is not
// valid.
func (r Resolution) Symbol() string { return r.call().symbol }

// Title returns the English title, such as "Aggression against Ukraine", or "" if r is not
// valid.
func (r Resolution) Title() string { return r.call().title }

// Adopted returns the day of the vote, or the zero Date if r is not valid.
func (r Resolution) Adopted() Date { return r.call().adopted }

// Record returns the number of the voting record in the UN Digital Library, or 0 if r is
// not valid. The address of the record is digitallibrary.un.org/record/ followed by the
// number.
func (r Resolution) Record() int { return r.call().record }

// String returns the symbol, "no resolution" for the zero Resolution, and
// "Resolution(n)" for any other invalid value.
func (r Resolution) String() string { return stringOf(r, "Resolution", r.Symbol(), "no resolution") }

// GoString returns r as Go source, such as relations.Resolution(1).
func (r Resolution) GoString() string { return goStringOf(r, "Resolution", "") }

// MarshalText returns the symbol, or empty text for the zero Resolution. For any other
// invalid value the error wraps [ErrInvalid].
func (r Resolution) MarshalText() ([]byte, error) { return marshal(r, typeResolution, r.Symbol()) }

// UnmarshalText parses a symbol with [ParseResolution]. Empty text is the zero Resolution.
// On an error, r does not change.
func (r *Resolution) UnmarshalText(text []byte) error { return unmarshal(r, text, ParseResolution) }

// Value returns the symbol as a string, or NULL for the zero Resolution. For any other
// invalid value the error wraps [ErrInvalid].
func (r Resolution) Value() (driver.Value, error) { return value(r) }

// Scan parses a string or []byte with UnmarshalText. NULL is the zero Resolution. For a
// value of another type the error wraps [ErrSyntax]. On an error, r does not change.
func (r *Resolution) Scan(src any) error { return scan(r, typeResolution, src) }

// GormDataType returns "text", the type that GORM gives the column.
func (Resolution) GormDataType() string { return "text" }

// A Vote is the position of a member in a roll call. The zero Vote means that there is no
// record: the country is not a member of the United Nations, or the resolution is not
// valid. The numbers of the constants never change.
type Vote uint16

// The votes.
const (
	InFavor   Vote = 1 // the member voted yes
	Against   Vote = 2 // the member voted no
	Abstained Vote = 3 // the member took part, and voted neither yes nor no
	NotVoting Vote = 4 // the member was absent, or did not have the right to vote
)

var voteNames = []string{InFavor: "in favor", Against: "against", Abstained: "abstained", NotVoting: "not voting"}

// ParseVote returns the vote with the name s. It accepts the names that [Vote.String]
// returns, and those in the records and data of the United Nations:
//
//   - InFavor: "in favor", "in favour", "yes", "Y"
//   - Against: "against", "no", "N"
//   - Abstained: "abstained", "abstain", "abstention", "A"
//   - NotVoting: "not voting", "non-voting", "absent", "NV", "X"
//
// It ignores the case of ASCII letters and surrounding white space. The error is a
// [*ParseError] that wraps [ErrUnknown].
func ParseVote(s string) (Vote, error) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "in favour", "yes", "y":
		return InFavor, nil
	case "no", "n":
		return Against, nil
	case "abstain", "abstention", "a":
		return Abstained, nil
	case "non-voting", "absent", "nv", "x":
		return NotVoting, nil
	}
	return parseName[Vote](typeVote, s, voteNames)
}

// IsValid reports whether v is InFavor, Against, Abstained or NotVoting.
func (v Vote) IsValid() bool { return nameOf(v, voteNames) != "" }

// String returns "in favor", "against", "abstained" or "not voting", "no record" for
// the zero Vote, and "Vote(n)" for any other invalid value.
func (v Vote) String() string { return stringOf(v, "Vote", nameOf(v, voteNames), "no record") }

// GoString returns v as Go source, such as relations.InFavor.
func (v Vote) GoString() string { return goStringOf(v, "Vote", nameOf(v, voteNames)) }

// MarshalText returns the name, or empty text for the zero Vote. For any other invalid
// value the error wraps [ErrInvalid].
func (v Vote) MarshalText() ([]byte, error) { return marshal(v, typeVote, nameOf(v, voteNames)) }

// UnmarshalText parses a name with [ParseVote]. Empty text is the zero Vote. On an error, v
// does not change.
func (v *Vote) UnmarshalText(text []byte) error { return unmarshal(v, text, ParseVote) }

// Value returns the name as a string, or NULL for the zero Vote. For any other
// invalid value the error wraps [ErrInvalid].
func (v Vote) Value() (driver.Value, error) { return value(v) }

// Scan parses a string or []byte with UnmarshalText. NULL is the zero Vote. For a value of
// another type the error wraps [ErrSyntax]. On an error, v does not change.
func (v *Vote) Scan(src any) error { return scan(v, typeVote, src) }

// GormDataType returns "text", the type that GORM gives the column.
func (Vote) GormDataType() string { return "text" }

// UNMembers returns the members of the United Nations as of the last roll call. All roll
// calls have the same 193 members.
func UNMembers() CountrySet {
	allRollCalls()
	return rollCalls.members
}

// Vote returns the vote of c on r. It returns the zero Vote if c is not a member of the
// United Nations, or r is not valid.
func (r Resolution) Vote(c Country) Vote {
	if all := allRollCalls(); int(r) < len(all) {
		return all[r].votes[c.index()]
	}
	return 0
}

// Voters returns the members whose vote on r is v. The set is empty if v or r is not valid.
func (r Resolution) Voters(v Vote) CountrySet {
	if v > NotVoting {
		return CountrySet{}
	}
	return r.call().voters[v]
}

// Votes returns an iterator over the resolutions and the vote of c on each, in the order
// of adoption. It is empty if c is not a member of the United Nations.
func Votes(c Country) iter.Seq2[Resolution, Vote] {
	return func(yield func(Resolution, Vote) bool) {
		for r := range Resolutions() {
			if v := r.Vote(c); v != 0 && !yield(r, v) {
				return
			}
		}
	}
}

// Agreement returns Lijphart's index of agreement of a and b over all roll calls, and the
// number n of roll calls in which both voted or abstained. If n is 0, the index is NaN,
// which encoding/json rejects. See [AgreementOver].
func Agreement(a, b Country) (index float64, n int) { return agreement(a, b, nil) }

// AgreementOver returns Lijphart's index of agreement of a and b over the roll calls of the
// given resolutions, and the number n of those in which each of the two voted in favor,
// voted against or abstained. It ignores invalid resolutions, and counts a resolution that
// is given twice once.
//
// In one roll call, the index is 1 if both voted the same way, ½ if one of them abstained
// and the other did not, and 0 if one voted in favor and the other against. The result is
// the mean over the n roll calls, from 0 to 1. If n is 0, as when a or b is not a member of
// the United Nations, the index is NaN, which encoding/json rejects.
//
// The index does not measure how close two states are. A state that always abstains has
// an index of ½ with one that always votes against; India and Russia are such a pair. The
// roll calls are few, and some states did not vote in most of them: look at n. All are
// about one war: over all 192 recorded votes of 2025 the index of Germany and Russia is
// 0.73, and over the roll calls in this package it is 0. ES-11/8 differs from the other
// resolutions, and the votes of Syria are those of two governments; see [Resolution].
//
// The index is that of Arend Lijphart, "The Analysis of Bloc Voting in the General
// Assembly: A Critique and a Proposal", American Political Science Review 57 (1963),
// pages 902–917.
func AgreementOver(a, b Country, on ...Resolution) (index float64, n int) {
	return agreement(a, b, func(r Resolution) bool { return !slices.Contains(on, r) })
}

// agreement returns the index over the roll calls for which skip returns false, or over
// all if skip is nil.
func agreement(a, b Country, skip func(Resolution) bool) (index float64, n int) {
	halves := 0
	for _, r := range resolutions() {
		v, w := r.Vote(a), r.Vote(b)
		if v == 0 || v == NotVoting || w == 0 || w == NotVoting || skip != nil && skip(r) {
			continue
		}
		n++
		switch {
		case v == w:
			halves += 2
		case v == Abstained || w == Abstained:
			halves++
		}
	}
	if n == 0 {
		return math.NaN(), 0
	}
	return float64(halves) / 2 / float64(n), n
}
