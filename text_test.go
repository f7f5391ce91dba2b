package relations_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// All value types have the same text, JSON and SQL methods. The tests below run for each of
// them.

type textType interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
	driver.Valuer
	GormDataType() string
}

type textPointer[T any] interface {
	*T
	encoding.TextUnmarshaler
	sql.Scanner
}

// textForms contains the test data for a type.
type textForms[T textType, P textPointer[T]] struct {
	what    string                  // the name of the type in errors
	zero    string                  // the String of the zero value
	parse   func(string) (T, error) // the Parse function, or nil for a set
	texts   map[string]T            // values, by the result of MarshalText
	reads   map[string]T            // values, by other texts that are accepted
	refused []string                // texts that are not accepted
	reason  error                   // the reason why they are not
	message string                  // the reason as text, if it is the same for all of them
	blank   []string                // texts that are malformed, because they lack a word
	forged  map[string]T            // invalid values, by their String
}

// textTest is implemented by textForms for each type.
type textTest interface {
	text(*testing.T)
	json(*testing.T)
	sql(*testing.T)
	invalid(*testing.T)
	unchanged(*testing.T)
	fuzz(*testing.T, []byte)
	seeds() []string
	name() string
}

func textTests() []textTest {
	last := must(time.Parse(time.DateOnly, totals[len(totals)-1].adopted))
	return []textTest{
		textForms[relations.Country, *relations.Country]{
			what: "country", zero: "no country", parse: relations.ParseCountry,
			texts: map[string]relations.Country{"IR": relations.Iran, "XK": relations.Kosovo, "ZW": relations.Zimbabwe},
			reads: map[string]relations.Country{
				"irn": relations.Iran, "364": relations.Iran, " Islamic Republic of Iran\n": relations.Iran,
				"Côte d’Ivoire": relations.CotedIvoire,
			},
			refused: []string{
				"Atlantis", "IR SY", "1", "-364", "no country", "Country(9999)", strings.Repeat("Atlantis ", 20),
			},
			reason: relations.ErrUnknown,
			forged: map[string]relations.Country{
				"Country(1)": 1, "Country(9999)": 9999, "Country(65535)": 0xFFFF, "Country(26994)": 'i'<<8 | 'r',
			},
		},
		textForms[relations.SupportKind, *relations.SupportKind]{
			what: "support kind", zero: "no kind", parse: relations.ParseSupportKind,
			texts: map[string]relations.SupportKind{
				"diplomatic": relations.Diplomatic, "arms-transfer": relations.ArmsTransfer,
				"background": relations.Background,
			},
			reads: map[string]relations.SupportKind{"TRADE": relations.Trade, "\tVisit ": relations.Visit},
			refused: []string{
				" ", "vi\u017fit", "ban\u212aing", "arms", "tradé", "trade\x00", "arms transfer", "arms_transfer", "aid", "1",
				"no kind", "SupportKind(1)", "trade,", "visit trade",
			},
			reason: relations.ErrUnknown, message: "unknown, not one of " + relations.Kinds().String(),
			forged: map[string]relations.SupportKind{"SupportKind(64)": 64, "SupportKind(200)": 200, "SupportKind(255)": 255},
		},
		textForms[relations.Standing, *relations.Standing]{
			what: "standing", zero: "no standing", parse: relations.ParseStanding,
			texts: map[string]relations.Standing{
				"reported": relations.Reported, "alleged": relations.Alleged, "disputed": relations.Disputed,
			},
			reads:   map[string]relations.Standing{" ALLEGED": relations.Alleged},
			refused: []string{"true", "1", "no standing", "reported."},
			reason:  relations.ErrUnknown, message: `unknown, not one of "reported" "alleged" "disputed"`,
			forged: map[string]relations.Standing{"Standing(4)": 4, "Standing(255)": 255},
		},
		textForms[relations.Date, *relations.Date]{
			what: "date", zero: "no date", parse: relations.ParseDate,
			texts: map[string]relations.Date{
				"2023": {Year: 2023}, "2023-03": {Year: 2023, Month: 3}, "2023-03-20": {Year: 2023, Month: 3, Day: 20},
				"0001": {Year: 1},
			},
			reads: map[string]relations.Date{" 2023-03\n": {Year: 2023, Month: 3}},
			refused: []string{
				" ", "1", "23", "202", "20233", "0000", "-2023", "+2023", "-001", "2023-", "2023-3", "2023-13", "2023-00",
				"2023-00-01", "2023-03-00", "2023-03-32", "2023-02-29", "1900-02-29", "2023-04-31", "2023/03", "2023/03/20",
				"2023-03/20", "2023 03 20", "20230320", "2023-03-2", "2023-3-20", "2023- 03", "2023-03-20T00:00:00Z",
				"2023-03-20 00:00:00", "٢٠٢٣", "２０２３", "2o23", "202a", "2023-0a", "2023-a3", "2023-03-0a", "x023", "2x23",
				"20:3", "2/23", "2023-03-+1", "no date", "yesterday", "\xff\xff\xff\xff", "2023\x00\x00\x00",
				strings.Repeat("2023-03-20", 20),
			},
			reason: relations.ErrSyntax, message: "malformed, want a date such as 2023, 2023-03 or 2023-03-20",
			forged: map[string]relations.Date{
				"Date(0, 3, 0)": {Month: 3}, "Date(-1, 0, 0)": {Year: -1}, "Date(2023, 2, 29)": {Year: 2023, Month: 2, Day: 29},
			},
		},
		textForms[relations.Resolution, *relations.Resolution]{
			what: "resolution", zero: "no resolution", parse: relations.ParseResolution,
			texts: map[string]relations.Resolution{"A/RES/ES-11/1": 1, "A/RES/ES-11/2": 2},
			reads: map[string]relations.Resolution{"es-11/1": 1, " a/res/es-11/2 ": 2},
			refused: []string{
				" ", "A/RES/", "A/RES", "ES-11", "ES-11/", "ES-11/0", "ES-11/99", "ES-11/-1", "ES-11/1 ES-11/2", "ES-11/01",
				"ES-11/1x", "xES-11/1", "ES 11/1", "ES-10/1", "A/RES/A/RES/ES-11/1", "/ES-11/1", "A/RE\u017f/ES-11/1",
				"A/RES/68/262", "316", "78/", "/316", "78-316", "1", "Aggression against Ukraine", "no resolution",
				"ES-11/1\x00", "ES–11/1", "\xff", strings.Repeat("A/RES/", 20),
			},
			reason: relations.ErrUnknown,
			message: fmt.Sprintf("unknown, not one of the %d resolutions from March 2022 to %s in this version",
				len(totals), last.Format("January 2006")),
			forged: map[string]relations.Resolution{"Resolution(255)": 255},
		},
		textForms[relations.Vote, *relations.Vote]{
			what: "vote", zero: "no record", parse: relations.ParseVote,
			texts: map[string]relations.Vote{
				"in favor": relations.InFavor, "against": relations.Against, "abstained": relations.Abstained,
				"not voting": relations.NotVoting,
			},
			reads: map[string]relations.Vote{
				"In Favour": relations.InFavor, "yes": relations.InFavor, "Y": relations.InFavor,
				" no ": relations.Against, "n": relations.Against, "N\n": relations.Against,
				"ABSTAIN": relations.Abstained, "abstention": relations.Abstained, "A": relations.Abstained,
				"non-voting": relations.NotVoting, "Absent": relations.NotVoting, "NV": relations.NotVoting,
				"X": relations.NotVoting,
			},
			refused: []string{" ", "no record", "for", "infavor", "in  favor", "YY", "nay", "0", "1"},
			reason:  relations.ErrUnknown,
			message: `unknown, not one of "in favor" "against" "abstained" "not voting"`,
			forged:  map[string]relations.Vote{"Vote(5)": 5, "Vote(255)": 255},
		},
		textForms[relations.CountrySet, *relations.CountrySet]{
			what: "country set",
			texts: map[string]relations.CountrySet{
				"IR": codes("IR"), "BY IR SY": codes("SY IR BY"), relations.Countries().String(): relations.Countries(),
			},
			reads: map[string]relations.CountrySet{
				" sy\tIR BLR IR 364\n": codes("BY IR SY"), "IR,BY": codes("BY IR"), "IR , BY SY": codes("BY IR SY"),
				"UK uk GB": codes("GB"),
			},
			refused: []string{"Iran", "BY ZZ", "1", "BY;IR", "Country(0)", "IR Country(9999)"},
			reason:  relations.ErrUnknown,
			blank:   []string{" ", " \n", ",", "IR,", ",IR", "IR,,BY", "IR, ,BY"},
			forged: map[string]relations.CountrySet{
				"Country(0)":          relations.NewCountrySet(0),
				"BY IR Country(9999)": relations.NewCountrySet(relations.Iran, 9999, relations.Belarus),
				"IR us":               {Codes: "us IR"}, "KP USA": {Codes: "USA KP"}, "US,KP": {Codes: "US,KP"}, ",": {Codes: ","},
				"BY XA": {Codes: "XA BY"},
			},
		},
		textForms[relations.KindSet, *relations.KindSet]{
			what: "kind set",
			texts: map[string]relations.KindSet{
				"trade": kindsIn("trade"), "visit military": kindsIn("military visit"),
				relations.Kinds().String(): relations.Kinds(),
			},
			reads: map[string]relations.KindSet{
				"\nMILITARY  visit visit": kindsIn("visit military"), "trade, visit": kindsIn("visit trade"),
				"trade,visit banking": kindsIn("visit trade banking"),
			},
			refused: []string{"arms", "trade;visit", "1", "SupportKind(0)"},
			reason:  relations.ErrUnknown,
			blank:   []string{"\t", ",", "trade,", " , trade"},
			forged: map[string]relations.KindSet{
				"SupportKind(0)": relations.NewKindSet(0), "trade SupportKind(99)": relations.NewKindSet(99, relations.Trade),
				"visit Trade": {Names: "Trade visit"}, "aid": {Names: "aid"},
			},
		},
	}
}

func TestTextForms(t *testing.T) {
	for _, forms := range textTests() {
		t.Run(forms.name(), func(t *testing.T) {
			t.Run("text", forms.text)
			t.Run("JSON", forms.json)
			t.Run("SQL", forms.sql)
			t.Run("invalid values", forms.invalid)
			t.Run("no method changes a value", forms.unchanged)
		})
	}
}

// FuzzText checks that a value that UnmarshalText or Scan reads is the same after it is
// written and read again, and that neither method writes to its input.
func FuzzText(f *testing.F) {
	tests := textTests()
	for _, forms := range tests {
		for _, seed := range forms.seeds() {
			f.Add([]byte(seed))
		}
	}
	f.Add([]byte(`["IR",null,"trade"]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, forms := range tests {
			forms.fuzz(t, text)
		}
	})
}

func (forms textForms[T, P]) name() string {
	return strings.TrimPrefix(fmt.Sprintf("%T", *new(T)), "relations.")
}

func (forms textForms[T, P]) seeds() []string {
	return slices.Concat(slices.Collect(maps.Keys(forms.texts)), slices.Collect(maps.Keys(forms.reads)), forms.refused,
		forms.blank, []string{"", "\xff"})
}

// old returns the value of a destination before another value is read into it.
func (forms textForms[T, P]) old() T {
	return forms.texts[slices.Min(slices.Collect(maps.Keys(forms.texts)))]
}

// isSet reports whether the JSON form is an array of words.
func (forms textForms[T, P]) isSet() bool {
	_, ok := any(*new(T)).(json.Marshaler)
	return ok
}

// jsonOf returns the JSON form of a text.
func (forms textForms[T, P]) jsonOf(text string) string {
	if forms.isSet() {
		return string(must(json.Marshal(strings.Fields(text))))
	}
	return strconv.Quote(text)
}

// requireRefused checks that err is a short *ParseError with a reason, and that the
// destination has not changed.
func (forms textForms[T, P]) requireRefused(t *testing.T, input any, got T, err, reason error) {
	t.Helper()
	var e *relations.ParseError
	require.ErrorAs(t, err, &e, "%q", input)
	assert.ErrorIs(t, err, reason, "%q", input)
	assert.Less(t, len(err.Error()), 500)
	assert.True(t, e.Type == "country" && len(e.Input) <= 256 || len(e.Input) <= 48+len("…"), "%q", e.Input)
	assert.Equal(t, forms.old(), got, "%q changed the destination", input)
}

func (forms textForms[T, P]) text(t *testing.T) {
	var zero T
	for text, v := range forms.texts {
		b, err := v.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, text, string(b))
	}
	b, err := zero.MarshalText()
	require.NoError(t, err)
	assert.Equal(t, []byte{}, b, "the zero value")
	assert.Equal(t, forms.zero, zero.String())
	assert.Equal(t, "text", zero.GormDataType())

	readers := map[string]func(*T, string) error{
		"UnmarshalText": func(dst *T, text string) error { return P(dst).UnmarshalText([]byte(text)) },
		"Scan string":   func(dst *T, text string) error { return P(dst).Scan(text) },
		"Scan bytes":    func(dst *T, text string) error { return P(dst).Scan([]byte(text)) },
	}
	for name, read := range readers {
		for _, texts := range []map[string]T{forms.texts, forms.reads, {"": zero}} {
			for text, want := range texts {
				got := forms.old()
				require.NoError(t, read(&got, text), "%s %q", name, text)
				assert.Equal(t, want, got, "%s %q", name, text)
			}
		}
		for _, text := range forms.refused {
			got := forms.old()
			forms.requireRefused(t, text, got, read(&got, text), forms.reason)
		}
		for _, text := range forms.blank {
			got := forms.old()
			forms.requireRefused(t, text, got, read(&got, text), relations.ErrSyntax)
		}
		for _, text := range []string{"\xff", "\xed\xa0\x80", "\x00", strings.Repeat("x", 1<<20)} {
			got := forms.old()
			if err := read(&got, text); assert.Error(t, err, "%s %.9q", name, text) {
				assert.Less(t, len(err.Error()), 500)
			}
			assert.Equal(t, forms.old(), got)
		}
	}
	assert.ErrorIs(t, P(nil).UnmarshalText([]byte(slices.Collect(maps.Keys(forms.texts))[0])), relations.ErrInvalid)
	assert.ErrorIs(t, P(nil).UnmarshalText(nil), relations.ErrInvalid)
	if forms.parse != nil {
		forms.parses(t)
	}
}

// parses tests the Parse function, which is like UnmarshalText but rejects empty text.
func (forms textForms[T, P]) parses(t *testing.T) {
	for _, texts := range []map[string]T{forms.texts, forms.reads} {
		for text, want := range texts {
			got, err := forms.parse(text)
			require.NoError(t, err, "%q", text)
			assert.Equal(t, want, got, "%q", text)
		}
	}
	for _, text := range append(slices.Clone(forms.refused), "") {
		got, err := forms.parse(text)
		assert.Zero(t, got, "%q", text)
		var e *relations.ParseError
		require.ErrorAs(t, err, &e, "%q", text)
		assert.Equal(t, forms.what, e.Type)
		if len(text) <= 48 {
			assert.Equal(t, text, e.Input)
		}
		if forms.message != "" {
			assert.EqualError(t, err, fmt.Sprintf("relations: %s %q: %s", forms.what, e.Input, forms.message))
			assert.ErrorIs(t, err, forms.reason)
		}
	}
}

func (forms textForms[T, P]) json(t *testing.T) {
	type record struct {
		Value  T
		Zero   T
		Absent T `json:",omitzero"`
		Ptr    *T
		Nil    *T
		List   []T
		Keys   map[T]int
	}
	for text, v := range forms.texts {
		in := record{Value: v, Ptr: &v, List: []T{v, *new(T)}, Keys: map[T]int{v: 2, *new(T): 1}}
		b, err := json.Marshal(in)
		require.NoError(t, err)
		value, zero := forms.jsonOf(text), forms.jsonOf("")
		assert.Equal(t, fmt.Sprintf(`{"Value":%s,"Zero":%s,"Ptr":%s,"Nil":null,"List":[%s,%s],"Keys":{"":1,%q:2}}`,
			value, zero, value, value, zero, text), string(b))
		var out record
		require.NoError(t, json.Unmarshal(b, &out))
		assert.Empty(t, cmp.Diff(in, out))

		got := forms.old()
		require.NoError(t, json.Unmarshal([]byte(`"`+text+`"`), &got), "a set can be read from a JSON string too")
		assert.Equal(t, v, got)

		for _, bad := range []string{
			text + `\ud800`, `\udc00` + text, `\ud800\ud800` + text, text + `\udc00\ud800`, text + "\xff",
			"\xed\xa0\x80" + text, text + `\u0000`,
		} {
			for _, quoted := range []string{`"` + bad + `"`, `["` + bad + `"]`, `"` + text + " " + bad + `"`} {
				got := forms.old()
				assert.Error(t, json.Unmarshal([]byte(quoted), &got), "%s", quoted)
				assert.Equal(t, forms.old(), got)
			}
		}
	}
	for _, bad := range []string{`1`, `364`, `2023`, `1e3`, `true`, `false`, `{}`, `{"":""}`, `[1]`, `[null]`, `[[]]`,
		`[""]`, `[{}]`, `"1"`, `["1"]`} {
		got := forms.old()
		assert.Error(t, json.Unmarshal([]byte(bad), &got), bad)
		assert.Equal(t, forms.old(), got, bad)
	}
	got := forms.old()
	require.NoError(t, json.Unmarshal([]byte(`null`), &got))
	if !forms.isSet() {
		assert.Error(t, json.Unmarshal([]byte(forms.jsonOf("")[:1]+`]`), &got))
		assert.Equal(t, forms.old(), got, "null does not change the value, as in encoding/json")
		assert.Error(t, json.Unmarshal([]byte(`[]`), &got))
		return
	}
	assert.Zero(t, got, "null is the empty set")
	p := any(P(&got)).(json.Unmarshaler)
	for text, reason := range map[string]error{
		`[`: relations.ErrSyntax, ``: relations.ErrSyntax, `["x"]`: relations.ErrUnknown, `[null]`: relations.ErrSyntax,
		`{}`: relations.ErrSyntax,
		"[" + strings.Repeat("1,", 10_000) + "1]": relations.ErrSyntax,
	} {
		got = forms.old()
		forms.requireRefused(t, text, got, p.UnmarshalJSON([]byte(text)), reason)
	}
	assert.ErrorIs(t, any(P(nil)).(json.Unmarshaler).UnmarshalJSON([]byte(`[]`)), relations.ErrInvalid)
}

func (forms textForms[T, P]) sql(t *testing.T) {
	var zero T
	for text, v := range forms.texts {
		column, err := v.Value()
		require.NoError(t, err)
		assert.Equal(t, driver.Value(text), column)
	}
	column, err := zero.Value()
	require.NoError(t, err)
	assert.Nil(t, column, "the zero value is NULL")

	for _, null := range []any{nil, []byte(nil)} {
		got := forms.old()
		require.NoError(t, P(&got).Scan(null))
		assert.Equal(t, zero, got, "NULL is the zero value")
	}
	for _, src := range []any{
		1, int64(1), uint8(1), 1.5, true, new(string), []string{"x"}, new(time.Time), forms.old(), struct{}{},
	} {
		got := forms.old()
		err := P(&got).Scan(src)
		forms.requireRefused(t, fmt.Sprint(src), got, err, relations.ErrSyntax)
		assert.ErrorContains(t, err, fmt.Sprintf("relations: %s %q: malformed, want text", forms.what,
			fmt.Sprintf("%T", src)))
	}
	for _, src := range []any{nil, "x", []byte{}, 1, time.Now()} {
		var e *relations.ParseError
		assert.ErrorAs(t, P(nil).Scan(src), &e)
	}
}

func (forms textForms[T, P]) invalid(t *testing.T) {
	for text, v := range forms.forged {
		assert.Equal(t, text, v.String())
		assert.NotEqual(t, *new(T), v)
		assert.Contains(t, fmt.Sprintf("%#v", v), "relations.")
		_, err := v.MarshalText()
		assert.EqualError(t, err, fmt.Sprintf("relations: %s %q: invalid value", forms.what, text))
		_, err2 := json.Marshal(v)
		_, err3 := json.Marshal([]T{v})
		column, err4 := v.Value()
		for _, err := range []error{err, err2, err3, err4} {
			assert.ErrorIs(t, err, relations.ErrInvalid)
		}
		assert.Equal(t, text, column, "not nil, which GORM takes for NULL")
		_, err = json.Marshal(map[T]int{v: 1})
		assert.ErrorContains(t, err, "invalid value", "encoding/json does not wrap the error of a key")
	}
}

func (forms textForms[T, P]) unchanged(t *testing.T) {
	for text, v := range forms.texts {
		before := v
		for _, write := range []func() ([]byte, error){v.MarshalText, func() ([]byte, error) { return json.Marshal(v) }} {
			b, err := write()
			if assert.NoError(t, err) {
				clear(b[:cap(b)]) // the caller may write to the result
			}
		}
		shown := fmt.Sprintf("%v %#v", v, v)
		other := v
		assert.NoError(t, P(&other).UnmarshalText(nil))
		assert.NoError(t, P(&other).Scan(text))
		assert.Equal(t, before, v)
		assert.Equal(t, before, other)
		assert.Equal(t, shown, fmt.Sprintf("%v %#v", v, v))
		b, err := v.MarshalText()
		assert.NoError(t, err)
		assert.Equal(t, text, string(b))
	}
}

func (forms textForms[T, P]) fuzz(t *testing.T, text []byte) {
	old := forms.old()
	read := func(name string, got *T, unmarshal func() error) {
		input := string(text)
		err := unmarshal()
		if string(text) != input {
			t.Fatalf("%s %s wrote to its input", forms.name(), name)
		}
		if err != nil {
			var e *relations.ParseError
			if *got != old || !errors.As(err, &e) || len(err.Error()) > 500 || !utf8.ValidString(err.Error()) {
				t.Fatalf("%s %s of %q: %v, %v", forms.name(), name, text, *got, err)
			}
			return
		}
		written, err := (*got).MarshalText()
		if err != nil {
			t.Fatalf("%s %s of %q cannot be written: %v", forms.name(), name, text, err)
		}
		back := old
		if err := P(&back).UnmarshalText(written); err != nil || back != *got {
			t.Fatalf("%s %s of %q is %v, written %q, read %v, %v", forms.name(), name, text, *got, written, back, err)
		}
	}
	got, scanned, listed := old, old, old
	read("UnmarshalText", &got, func() error { return P(&got).UnmarshalText(text) })
	read("Scan", &scanned, func() error { return P(&scanned).Scan(text) })
	if got != scanned {
		t.Fatalf("%q is %v as text and %v from a database", text, got, scanned)
	}
	if set, ok := any(P(&listed)).(json.Unmarshaler); ok {
		read("UnmarshalJSON", &listed, func() error { return set.UnmarshalJSON(text) })
	}
}

// setType contains the other methods that both set types have.
type setType[S, M any] interface {
	textType
	Has(M) bool
	Len() int
	IsZero() bool
	Equal(S) bool
	All() iter.Seq[M]
	Union(S) S
	Intersect(S) S
	Minus(S) S
}

// testSets compares random sets with maps. Some sets are made from invalid values too. Every
// operation must keep these, from both of its sets. Has must be true if its argument
// includes a member.
func testSets[S setType[S, M], M ~uint16](
	t *testing.T, all, invalid []M, newSet func(...M) S, includes func(asked, member M) bool,
) {
	rnd := rand.New(rand.NewPCG(1, 2))
	random := func() (s S, model, wrong map[M]bool) {
		var members []M
		model, wrong = map[M]bool{}, map[M]bool{}
		for range rnd.IntN(1 << rnd.IntN(9)) {
			v := all[rnd.IntN(len(all))]
			members, model[v] = append(members, v), true
		}
		if rnd.IntN(3) == 0 {
			v := invalid[rnd.IntN(len(invalid))]
			members, wrong[v] = slices.Insert(members, rnd.IntN(len(members)+1), v), true
		}
		return newSet(members...), model, wrong
	}
	for range 200 {
		a, inA, wrongInA := random()
		b, inB, wrongInB := random()
		union, both, minus, wrong := maps.Clone(inA), maps.Clone(inA), maps.Clone(inA), maps.Clone(wrongInA)
		maps.Copy(union, inB)
		maps.Copy(wrong, wrongInB)
		maps.DeleteFunc(both, func(v M, _ bool) bool { return !inB[v] })
		maps.DeleteFunc(minus, func(v M, _ bool) bool { return inB[v] })
		for _, tt := range []struct {
			set          S
			model, wrong map[M]bool
		}{{a, inA, wrongInA}, {a.Union(b), union, wrong}, {a.Intersect(b), both, wrong}, {a.Minus(b), minus, wrong}} {
			var members []M
			for _, v := range all {
				if tt.model[v] {
					members = append(members, v)
				}
			}
			require.Equal(t, members, slices.Collect(tt.set.All()), "all, in order")
			require.Equal(t, len(members), tt.set.Len())
			require.Equal(t, len(members)+len(tt.wrong) == 0, tt.set.IsZero())
			require.Equal(t, tt.set == *new(S), tt.set.IsZero())
			require.Equal(t, len(tt.wrong), strings.Count(tt.set.String(), "("), "%v", tt.set)
			for v := range tt.wrong {
				require.Contains(t, tt.set.String(), fmt.Sprintf("(%d)", v))
			}
			_, err := tt.set.MarshalText()
			require.Equal(t, len(tt.wrong) > 0, errors.Is(err, relations.ErrInvalid))
			for _, v := range slices.Concat(all, invalid) {
				has := slices.ContainsFunc(members, func(member M) bool { return includes(v, member) })
				require.Equal(t, has, tt.set.Has(v), "%v has %v", tt.set, v)
			}
		}
		require.Equal(t, maps.Equal(inA, inB) && maps.Equal(wrongInA, wrongInB), a.Equal(b))
		require.Equal(t, a == b, a.Equal(b))
	}
	seq := newSet(all...).All()
	for range 2 { // an iterator can be stopped, and used again
		for v := range seq {
			require.Equal(t, all[0], v)
			break
		}
	}
}
