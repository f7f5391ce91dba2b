package relations

import (
	"iter"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// A Resolution is one of the resolutions on the war that the United Nations
// General Assembly adopted by recorded vote in its eleventh emergency special
// session, ES-11/1 to ES-11/8. The values are 1 to 8, in the order of the
// symbols. The zero Resolution is none, and its methods answer with zero values;
// only its String says that it is none.
//
// A roll call records the position of every member on one text at one time. It
// is not a claim, and does not say why a state voted as it did, nor what it did
// besides. Not to be a member, not to vote, and to abstain are three things:
// see [Vote].
//
// The votes are those of the voting records in the UN Digital Library, whose
// numbers [Resolution.Record] gives. One is in doubt: a news agency counted
// Armenia among the abstentions on ES-11/8, where the record, and with it the
// official total, has it in favor. The record is followed here.
type Resolution uint8

// A resolution is a row of the table of resolutions.
type resolution struct {
	symbol, title string
	adopted       Date
	record        int
}

// row returns the row of r, the empty one if there is no r.
func (r Resolution) row() *resolution {
	if r > resolutionCount {
		r = 0
	}
	return &resolutions[r]
}

// Resolutions returns an iterator over all resolutions, in the order of their
// symbols.
func Resolutions() iter.Seq[Resolution] {
	return func(yield func(Resolution) bool) {
		for r := Resolution(1); r <= resolutionCount; r++ {
			if !yield(r) {
				return
			}
		}
	}
}

// ParseResolution returns the resolution with a symbol such as "A/RES/ES-11/1"
// or "ES-11/1". Case does not matter, nor does white space around s. Errors are
// of type [*ParseError], with the reason [ErrUnknown], and list what there is.
func ParseResolution(s string) (Resolution, error) {
	const prefix = "A/RES/"
	symbol := strings.TrimSpace(s)
	if len(symbol) >= len(prefix) && strings.EqualFold(symbol[:len(prefix)], prefix) {
		symbol = symbol[len(prefix):]
	}
	for r := range Resolutions() {
		if strings.EqualFold(symbol, r.Symbol()[len(prefix):]) {
			return r, nil
		}
	}
	return 0, &ParseError{Type: typeResolution, Input: shorten(s), Err: ErrUnknown}
}

// IsValid reports whether r is a resolution.
func (r Resolution) IsValid() bool { return 0 < r && r <= resolutionCount }

// Symbol returns the symbol, such as "A/RES/ES-11/1".
func (r Resolution) Symbol() string { return r.row().symbol }

// Title returns the title.
func (r Resolution) Title() string { return r.row().title }

// Adopted returns the day of the vote.
func (r Resolution) Adopted() Date { return r.row().adopted }

// Record returns the number of the voting record in the UN Digital Library,
// which is found at digitallibrary.un.org/record/ and the number.
func (r Resolution) Record() int { return r.row().record }

// String returns the symbol. It is "no resolution" for the zero Resolution,
// and shows the number of any other invalid value.
func (r Resolution) String() string {
	switch {
	case r.IsValid():
		return r.Symbol()
	case r == 0:
		return "no resolution"
	}
	return "Resolution(" + strconv.Itoa(int(r)) + ")"
}

// GoString returns r as Go source.
func (r Resolution) GoString() string { return "relations.Resolution(" + strconv.Itoa(int(r)) + ")" }

// MarshalText writes the symbol. The zero Resolution is empty text; any other
// invalid value is [ErrInvalid].
func (r Resolution) MarshalText() ([]byte, error) { return r.AppendText([]byte{}) }

// AppendText appends what [Resolution.MarshalText] writes.
func (r Resolution) AppendText(b []byte) ([]byte, error) {
	if r > resolutionCount {
		return b, invalidValue(typeResolution, r.String())
	}
	return append(b, r.Symbol()...), nil
}

// UnmarshalText reads what [ParseResolution] reads. Empty text is the zero
// Resolution.
func (r *Resolution) UnmarshalText(text []byte) error {
	return unmarshal(r, text, ParseResolution)
}

// A Vote is what a roll call records of a member. The zero Vote is no record:
// the country is not a member of the United Nations, or the resolution is
// none.
type Vote uint8

// The votes.
const (
	InFavor   Vote = iota + 1
	Against        // voted no
	Abstained      // was there, and voted neither way
	NotVoting      // a member, but cast no vote: absent, or without the right to
)

var voteNames = [...]string{"", "in favor", "against", "abstained", "not voting"}

// ParseVote returns the vote that s names, as [Vote.String] does: "in favor",
// "against", "abstained" or "not voting". Case does not matter, nor does white
// space around s. Errors are of type [*ParseError], with the reason
// [ErrUnknown].
func ParseVote(s string) (Vote, error) { return parseValue(typeVote, s, NotVoting) }

// String returns "in favor", "against", "abstained" or "not voting". It is "no
// record" for the zero Vote, and shows the number of any other invalid value.
func (v Vote) String() string {
	switch {
	case v == 0:
		return "no record"
	case v <= NotVoting:
		return voteNames[v]
	}
	return "Vote(" + strconv.Itoa(int(v)) + ")"
}

// GoString returns v as Go source, such as relations.InFavor.
func (v Vote) GoString() string {
	switch v {
	case InFavor:
		return "relations.InFavor"
	case Against:
		return "relations.Against"
	case Abstained:
		return "relations.Abstained"
	case NotVoting:
		return "relations.NotVoting"
	}
	return "relations.Vote(" + strconv.Itoa(int(v)) + ")"
}

// MarshalText writes what String returns. The zero Vote is empty text; any
// other invalid value is [ErrInvalid].
func (v Vote) MarshalText() ([]byte, error) { return v.AppendText([]byte{}) }

// AppendText appends what [Vote.MarshalText] writes.
func (v Vote) AppendText(b []byte) ([]byte, error) {
	if v > NotVoting {
		return b, invalidValue(typeVote, v.String())
	}
	return append(b, voteNames[v]...), nil
}

// UnmarshalText reads what [ParseVote] reads. Empty text is the zero Vote.
func (v *Vote) UnmarshalText(text []byte) error { return unmarshal(v, text, ParseVote) }

// UNMembers returns the 193 members of the United Nations, which were the same
// at all eight votes.
func UNMembers() CountrySet { return unMembers }

// voteBits is how many bits of a ballot hold a vote. The vote on r, or zero for
// a country that is not a member, stands from bit r*voteBits on.
const voteBits = 3

// Vote returns how c voted on r. It is the zero Vote if c is not a member of
// the United Nations.
func (r Resolution) Vote(c Country) Vote {
	return Vote(ballots[c.position()] >> (voteBits * uint(r)) & (1<<voteBits - 1))
}

// Voters returns the members that voted v on r. It is empty for the zero Vote.
func (r Resolution) Voters(v Vote) CountrySet {
	if r > resolutionCount || v > NotVoting {
		return CountrySet{}
	}
	return voters[r][v]
}

// Votes returns an iterator over the resolutions and how c voted on each, in
// the order of the symbols. There are none if c is not a member of the United
// Nations.
func Votes(c Country) iter.Seq2[Resolution, Vote] {
	return func(yield func(Resolution, Vote) bool) {
		if !unMembers.Has(c) {
			return
		}
		for r := range Resolutions() {
			if !yield(r, r.Vote(c)) {
				return
			}
		}
	}
}

// Agreement returns Lijphart's index of agreement of a and b over the roll
// calls in which both cast a vote, and the number n of those. For a roll call
// the index is 1 if the two voted the same way, ½ if one of them abstained
// and the other did not, and 0 if one voted in favor and the other against;
// the result is the mean. A roll call in which either did not vote is left
// out. If they never both voted, n is 0 and the index is NaN; so it is if
// either is not a member of the United Nations.
//
// The index is that of Arend Lijphart, "The Analysis of Bloc Voting in the
// General Assembly: A Critique and a Proposal", American Political Science
// Review 57 (1963), pages 902–917. Eight roll calls on one war are few, and
// alike: the index is about them, and no measure of how close two states are.
func Agreement(a, b Country) (index float64, n int) {
	x, y := ballots[a.position()], ballots[b.position()]
	if x == 0 || y == 0 {
		return math.NaN(), 0
	}
	// In each field of three bits, 1 is in favor, 2 against, 3 abstained, and 4 not
	// voting.
	const lowest = (1<<(voteBits*(resolutionCount+1)) - 1) / (1<<voteBits - 1) &^ 1
	cast := lowest &^ (x >> 2) &^ (y >> 2)
	differ := x ^ y // 3 for opposite votes; 1 or 2 where one abstained
	opposite := bits.OnesCount32(differ & (differ >> 1) & cast)
	half := bits.OnesCount32((differ ^ differ>>1) & cast)
	n = bits.OnesCount32(cast)
	return 1 - (float64(half)/2+float64(opposite))/float64(n), n
}
