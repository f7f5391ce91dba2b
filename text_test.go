package relations_test

import (
	"cmp"
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
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// The value types have their text, JSON and SQL forms in common. Each test below
// is run on all of them.

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

// textForms says what is expected of a type. A map from texts has one entry for
// each value.
type textForms[T textType, P textPointer[T]] struct {
	what    string       // the name of the type in errors
	zero    string       // what String returns for the zero value
	texts   map[string]T // values by what MarshalText returns
	reads   map[string]T // values by other texts that are read
	refused []string     // texts that are not read
	reason  error        // why they are not
	blank   []string     // texts that are not read, because a word is missing
	forged  map[string]T // invalid values by what String returns
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
	return []textTest{
		textForms[relations.Country, *relations.Country]{
			what: "country", zero: "no country",
			texts: map[string]relations.Country{"IR": relations.Iran, "XK": relations.Kosovo, "ZW": relations.Zimbabwe},
			reads: map[string]relations.Country{"irn": relations.Iran, "364": relations.Iran,
				" Islamic Republic of Iran\n": relations.Iran, "Côte d’Ivoire": relations.CotedIvoire},
			refused: []string{"Atlantis", "IR SY", "1", "-364", "no country", "Country(9999)",
				strings.Repeat("Atlantis ", 20)}, reason: relations.ErrUnknown,
			forged: map[string]relations.Country{"Country(1)": 1, "Country(9999)": 9999, "Country(65535)": 0xFFFF,
				"Country(26994)": 'i'<<8 | 'r'},
		},
		textForms[relations.SupportKind, *relations.SupportKind]{
			what: "support kind", zero: "no kind",
			texts: map[string]relations.SupportKind{"diplomatic": relations.Diplomatic,
				"arms-transfer": relations.ArmsTransfer, "background": relations.Background},
			reads: map[string]relations.SupportKind{"TRADE": relations.Trade, "\tVisit ": relations.Visit},
			refused: []string{" ", "vi\u017fit", "ban\u212aing", "arms", "tradé", "trade\x00", "arms transfer",
				"arms_transfer", "aid", "1", "no kind", "SupportKind(1)", "trade,", "visit trade"}, reason: relations.ErrUnknown,
			forged: map[string]relations.SupportKind{"SupportKind(64)": 64, "SupportKind(200)": 200, "SupportKind(255)": 255},
		},
		textForms[relations.Standing, *relations.Standing]{
			what: "standing", zero: "no standing",
			texts: map[string]relations.Standing{"reported": relations.Reported, "alleged": relations.Alleged,
				"disputed": relations.Disputed},
			reads:   map[string]relations.Standing{" ALLEGED": relations.Alleged},
			refused: []string{"true", "1", "no standing", "reported."}, reason: relations.ErrUnknown,
			forged: map[string]relations.Standing{"Standing(4)": 4, "Standing(255)": 255},
		},
		textForms[relations.Date, *relations.Date]{
			what: "date", zero: "no date",
			texts: map[string]relations.Date{"2023": {Year: 2023}, "2023-03": {Year: 2023, Month: 3},
				"2023-03-20": {Year: 2023, Month: 3, Day: 20}, "0001": {Year: 1}},
			reads: map[string]relations.Date{" 2023-03\n": {Year: 2023, Month: 3}},
			refused: []string{"yesterday", "1", "2023-13", "2023-3", "no date",
				"2023-03-20 00:00:00"}, reason: relations.ErrSyntax,
			forged: map[string]relations.Date{"Date(0, 3, 0)": {Month: 3}, "Date(-1, 0, 0)": {Year: -1},
				"Date(2023, 2, 29)": {Year: 2023, Month: 2, Day: 29}},
		},
		textForms[relations.Resolution, *relations.Resolution]{
			what: "resolution", zero: "no resolution",
			texts:   map[string]relations.Resolution{"A/RES/ES-11/1": 1, "A/RES/ES-11/2": 2},
			reads:   map[string]relations.Resolution{"es-11/1": 1, " a/res/es-11/2 ": 2},
			refused: []string{"1", "ES-11/99", "ES-11/01", "ES-11", "no resolution"}, reason: relations.ErrUnknown,
			forged: map[string]relations.Resolution{"Resolution(255)": 255},
		},
		textForms[relations.Vote, *relations.Vote]{
			what: "vote", zero: "no record",
			texts: map[string]relations.Vote{"in favor": relations.InFavor, "against": relations.Against,
				"abstained": relations.Abstained, "not voting": relations.NotVoting},
			reads: map[string]relations.Vote{"In favour": relations.InFavor, " N": relations.Against,
				"abstention": relations.Abstained, "non-voting": relations.NotVoting},
			refused: []string{"1", "no record", "for", "in  favor"}, reason: relations.ErrUnknown,
			forged: map[string]relations.Vote{"Vote(5)": 5, "Vote(255)": 255},
		},
		textForms[relations.CountrySet, *relations.CountrySet]{
			what: "country set",
			texts: map[string]relations.CountrySet{"IR": codes("IR"), "BY IR SY": codes("SY IR BY"),
				relations.Countries().String(): relations.Countries()},
			reads: map[string]relations.CountrySet{
				" sy\tIR BLR IR 364\n": codes("BY IR SY"), "IR,BY": codes("BY IR"), "IR , BY SY": codes("BY IR SY"),
				"UK uk GB": codes("GB"),
			},
			refused: []string{"Iran", "BY ZZ", "1", "BY;IR", "Country(0)", "IR Country(9999)"}, reason: relations.ErrUnknown,
			blank: []string{" ", " \n", ",", "IR,", ",IR", "IR,,BY", "IR, ,BY"},
			forged: map[string]relations.CountrySet{
				"Country(0)": relations.NewCountrySet(0), "BY IR Country(9999)": relations.NewCountrySet(relations.Iran, 9999,
					relations.Belarus),
				"IR us": {Codes: "us IR"}, "KP USA": {Codes: "USA KP"}, "US,KP": {Codes: "US,KP"}, ",": {Codes: ","},
				"BY XA": {Codes: "XA BY"},
			},
		},
		textForms[relations.KindSet, *relations.KindSet]{
			what: "kind set",
			texts: map[string]relations.KindSet{"trade": kindsIn("trade"), "visit military": kindsIn("military visit"),
				relations.Kinds().String(): relations.Kinds()},
			reads: map[string]relations.KindSet{
				"\nMILITARY  visit visit": kindsIn("visit military"), "trade, visit": kindsIn("visit trade"),
				"trade,visit banking": kindsIn("visit trade banking"),
			},
			refused: []string{"arms", "trade;visit", "1", "SupportKind(0)"}, reason: relations.ErrUnknown,
			blank: []string{"\t", ",", "trade,", " , trade"},
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

// FuzzText checks that what UnmarshalText and Scan read, MarshalText and Value
// write in a form that is read as the same.
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

// TestConcurrentText has a meaning under the race detector.
func TestConcurrentText(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		for _, forms := range textTests() {
			wg.Go(func() { forms.unchanged(t) })
		}
	}
	wg.Wait()
}

func (forms textForms[T, P]) name() string {
	return strings.TrimPrefix(fmt.Sprintf("%T", *new(T)), "relations.")
}

func (forms textForms[T, P]) seeds() []string {
	return slices.Concat(slices.Collect(maps.Keys(forms.texts)), slices.Collect(maps.Keys(forms.reads)), forms.refused,
		forms.blank, []string{"", "\xff"})
}

// old returns a value that is there before another is read.
func (forms textForms[T, P]) old() T {
	return forms.texts[slices.Min(slices.Collect(maps.Keys(forms.texts)))]
}

// isSet reports whether JSON has an array of the words of the text.
func (forms textForms[T, P]) isSet() bool {
	_, ok := any(*new(T)).(json.Marshaler)
	return ok
}

// jsonOf returns what JSON has for a text.
func (forms textForms[T, P]) jsonOf(text string) string {
	if forms.isSet() {
		return string(must(json.Marshal(strings.Fields(text))))
	}
	return strconv.Quote(text)
}

// requireRefused checks that err is a *ParseError with a reason, that it is short,
// and that a refused input leaves the destination alone.
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

	for _, texts := range []map[string]T{forms.texts, forms.reads, {"": zero}} {
		for text, want := range texts {
			got, input := forms.old(), []byte(text)
			require.NoError(t, P(&got).UnmarshalText(input), "%q", text)
			assert.Equal(t, want, got, "%q", text)
			assert.Equal(t, text, string(input), "the input is not written to")
		}
	}
	for _, text := range forms.refused {
		got := forms.old()
		forms.requireRefused(t, text, got, P(&got).UnmarshalText([]byte(text)), forms.reason)
	}
	for _, text := range forms.blank {
		got := forms.old()
		forms.requireRefused(t, text, got, P(&got).UnmarshalText([]byte(text)), relations.ErrSyntax)
	}
	for _, text := range []string{"\xff", "\xed\xa0\x80", "\x00", strings.Repeat("x", 1<<20)} {
		got := forms.old()
		if err := P(&got).UnmarshalText([]byte(text)); assert.Error(t, err, "%.9q", text) {
			assert.Less(t, len(err.Error()), 500)
		}
		assert.Equal(t, forms.old(), got)
	}
	assert.ErrorIs(t, P(nil).UnmarshalText([]byte(slices.Collect(maps.Keys(forms.texts))[0])), relations.ErrInvalid)
	assert.ErrorIs(t, P(nil).UnmarshalText(nil), relations.ErrInvalid)
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
		assert.Empty(t, gocmp.Diff(in, out))

		got := forms.old()
		require.NoError(t, json.Unmarshal([]byte(`"`+text+`"`), &got), "a set is read from text too")
		assert.Equal(t, v, got)

		for _, bad := range []string{
			text + `\ud800`, `\udc00` + text, `\ud800\ud800` + text, text + `\udc00\ud800`, text + "\xff", "\xed\xa0\x80" +
				text, text + `\u0000`,
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
		assert.Equal(t, forms.old(), got, "null leaves a value alone, as encoding/json says")
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

	for _, texts := range []map[string]T{forms.texts, forms.reads, {"": zero}} {
		for text, want := range texts {
			for _, src := range []any{text, []byte(text)} {
				got := forms.old()
				require.NoError(t, P(&got).Scan(src), "%q", text)
				assert.Equal(t, want, got, "%q", text)
			}
		}
	}
	for _, null := range []any{nil, []byte(nil)} {
		got := forms.old()
		require.NoError(t, P(&got).Scan(null))
		assert.Equal(t, zero, got, "NULL is the zero value")
	}
	for _, text := range forms.refused {
		got := forms.old()
		forms.requireRefused(t, text, got, P(&got).Scan(text), forms.reason)
	}
	for _, src := range []any{1, int64(1), uint8(1), 1.5, true, new(string), []string{"x"}, new(time.Time), forms.old(),
		struct{}{}} {
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
		assert.Nil(t, column)
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
				clear(b[:cap(b)]) // a caller may write to what it got
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

// setType is what the two types of sets have in common besides.
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

// testSets compares random sets with maps. Some are made from invalid values too,
// which every operation on either side must remember. Has is true if what is asked
// for includes a member.
func testSets[S setType[S, M], M cmp.Ordered](t *testing.T, all, invalid []M, newSet func(...M) S,
	includes func(asked, member M) bool) {
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
	for range 2 { // an iterator can be used again, and stopped
		for v := range seq {
			require.Equal(t, all[0], v)
			break
		}
	}
}

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

// Dates.

// ymd returns the date of a year, and of a month and day unless they are 0.
func ymd(year int16, month, day uint8) relations.Date {
	return relations.Date{Year: year, Month: month, Day: day}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]relations.Date{
		"2023": ymd(2023, 0, 0), "2023-03": ymd(2023, 3, 0), "2023-03-20": ymd(2023, 3, 20), "0001": ymd(1, 0,
			0), "0987": ymd(987, 0, 0),
		"0001-01-01": ymd(1, 1, 1), "9999-12-31": ymd(9999, 12, 31), "2024-02-29": ymd(2024, 2,
			29), "2000-02-29": ymd(2000, 2, 29),
	} {
		d, err := relations.ParseDate(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, d)
		assert.Equal(t, text, d.String())
		assert.Equal(t, want, must(relations.ParseDate("\t "+text+"\n")))
	}
}

func TestParseDateErrors(t *testing.T) {
	for _, s := range []string{
		"", " ", "23", "202", "20233", "0000", "-2023", "+2023", "-001", "2023-", "2023-3", "2023-13", "2023-00",
		"2023-00-01", "2023-03-00", "2023-03-32",
		"2023-02-29", "1900-02-29", "2023-04-31", "2023/03", "2023/03/20", "2023-03/20", "2023 03 20", "20230320",
		"2023-03-2", "2023-3-20", "2023- 03", "2023-03-20T00:00:00Z",
		"٢٠٢٣", "２０２３", "2o23", "202a", "2023-0a", "2023-a3", "2023-03-0a", "x023", "2x23", "20:3", "2/23", "2023-03-+1",
		"no date", "\xff\xff\xff\xff", "2023\x00\x00\x00",
		strings.Repeat("2023-03-20", 100_000),
	} {
		d, err := relations.ParseDate(s)
		assert.ErrorIs(t, err, relations.ErrSyntax, "%.20q", s)
		assert.Zero(t, d)
		assert.Less(t, len(err.Error()), 150)
	}
	_, err := relations.ParseDate("2023-02-29")
	assert.EqualError(t, err, `relations: date "2023-02-29": malformed, want a date such as 2023, 2023-03 or 2023-03-20`)
}

// A year, month and day is valid if time.Date keeps it as it is.
func TestDateIsValid(t *testing.T) {
	for _, year := range []int16{-32768, -1, 0, 1, 4, 100, 400, 1582, 1900, 2000, 2023, 2024, 9999, 10000, 32767} {
		for month := range uint8(15) {
			for day := range uint8(35) {
				d := ymd(year, month, day)
				y, m, dd := time.Date(int(year), time.Month(max(month, 1)), int(max(day, 1)), 0, 0, 0, 0, time.UTC).Date()
				want := 1 <= year && year <= 9999 && y == int(year) && m == time.Month(max(month, 1)) &&
					dd == int(max(day, 1)) && (month > 0 || day == 0)
				require.Equal(t, want, d.IsValid(), "%d-%d-%d", year, month, day)
				text, err := d.MarshalText()
				require.Equal(t, want || d == relations.Date{}, err == nil)
				if want {
					require.Equal(t, d, must(relations.ParseDate(string(text))))
				}
			}
		}
	}
	assert.False(t, ymd(2023, 255, 255).IsValid())
}

func TestDateCompare(t *testing.T) {
	ordered := []relations.Date{
		{}, ymd(1, 0, 0), ymd(2022, 0, 0), ymd(2022, 12, 31), ymd(2023, 0, 0), ymd(2023, 1, 0), ymd(2023, 1, 1), ymd(2023,
			1, 2), ymd(2023, 2, 0), ymd(2023, 12, 31), ymd(9999, 12, 31),
	}
	for i, a := range ordered {
		for j, b := range ordered {
			assert.Equal(t, max(-1, min(i-j, 1)), a.Compare(b), "%v and %v", a, b)
		}
	}
	assert.True(t, slices.IsSortedFunc(ordered, relations.Date.Compare))
}

func TestDateContains(t *testing.T) {
	kiritimati := time.FixedZone("UTC+14", 14*60*60)
	for _, tt := range []struct {
		name string
		date relations.Date
		time time.Time
		want bool
	}{
		{"first moment of the year", ymd(2023, 0, 0), time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), true},
		{"last moment of the year", ymd(2023, 0, 0), time.Date(2023, 12, 31, 23, 59, 59, 999999999, time.UTC), true},
		{"moment before", ymd(2023, 0, 0), time.Date(2022, 12, 31, 23, 59, 59, 999999999, time.UTC), false},
		{"moment after", ymd(2023, 0, 0), time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{"month", ymd(2023, 3, 0), time.Date(2023, 3, 31, 23, 0, 0, 0, time.UTC), true},
		{"another month", ymd(2023, 3, 0), time.Date(2023, 4, 1, 0, 0, 0, 0, time.UTC), false},
		{"month of another year", ymd(2023, 3, 0), time.Date(2022, 3, 1, 0, 0, 0, 0, time.UTC), false},
		{"day", ymd(2023, 3, 20), time.Date(2023, 3, 20, 9, 0, 0, 0, time.UTC), true},
		{"day before", ymd(2023, 3, 20), time.Date(2023, 3, 19, 23, 59, 0, 0, time.UTC), false},
		{"day of another month", ymd(2023, 3, 20), time.Date(2023, 4, 20, 9, 0, 0, 0, time.UTC), false},
		{"day in the time's own location", ymd(2023, 3, 21), time.Date(2023, 3, 20, 12, 0, 0, 0, time.UTC).In(kiritimati),
			true},
		{"and not in UTC", ymd(2023, 3, 20), time.Date(2023, 3, 20, 12, 0, 0, 0, time.UTC).In(kiritimati), false},
		{"a year that is 2023 in 16 bits", ymd(2023, 0, 0), time.Date(2023+1<<16, 7, 1, 0, 0, 0, 0, time.UTC), false},
		{"no date", relations.Date{}, time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{"an invalid date", ymd(-1, 0, 0), time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{"a day that the calendar lacks", ymd(2023, 2, 29), time.Date(2023, 2, 29, 0, 0, 0, 0, time.UTC), false},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.date.Contains(tt.time)) })
	}
}

// A year lasts from its first day to its last, and a month does.
func TestDatesAsPeriods(t *testing.T) {
	claim := relations.Claim{ID: "A", From: relations.Italy, To: relations.France, Kind: relations.Trade, Source: "note"}
	for _, tt := range []struct {
		claim, asked string
		want         bool
	}{
		{"2023", "2023-01-01", true}, {"2023", "2023-12-31", true}, {"2023", "2022-12-31", false}, {"2023", "2024-01-01",
			false},
		{"2023-02", "2023-02-28", true}, {"2023-02", "2023-03-01", false}, {"2023-02", "2023-01-31", false}, {"2024-02",
			"2024-02-29", true},
		{"2023-02-28", "2023", true}, {"2023-02-28", "2023-02", true}, {"2023-02-28", "2023-03", false}, {"2023-02-28",
			"2023-02-28", true}, {"2023-02-28", "2023-02-27", false},
	} {
		claim.Start, claim.End = must(relations.ParseDate(tt.claim)), must(relations.ParseDate(tt.claim))
		d, err := relations.New(fixtureHeader, fixtureSources, []relations.Claim{claim})
		require.NoError(t, err)
		asked := must(relations.ParseDate(tt.asked))
		assert.Equal(t, tt.want, len(slices.Collect(d.Claims(relations.During(asked, asked)))) == 1, "%s during %s",
			tt.claim, tt.asked)
	}
}

func TestDateScansTime(t *testing.T) {
	old := ymd(1999, 0, 0)
	for _, tt := range []struct {
		name string
		time time.Time
		want relations.Date
	}{
		{"day in its own location", time.Date(2023, 3, 20, 23, 30, 0, 0, time.FixedZone("", -5*60*60)), ymd(2023, 3, 20)},
		{"zero time", time.Time{}, relations.Date{}},
		{"year 10000", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), old},
		{"year 0", time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), old},
		{"year -1", time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), old},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := old
			if err := got.Scan(tt.time); tt.want == old {
				assert.ErrorIs(t, err, relations.ErrSyntax)
			} else {
				assert.NoError(t, err)
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestDateGoString(t *testing.T) {
	assert.Equal(t, "relations.Date{Year: 2023, Month: 3, Day: 0}", ymd(2023, 3, 0).GoString())
	assert.Equal(t, "relations.Date{Year: -1, Month: 13, Day: 255}", ymd(-1, 13, 255).GoString())
}

// The package time is the plain twin of ParseDate.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"", "2023", "2023-03", "2023-03-20", "2023-02-29", "2024-02-29", "0000", "9999-12-31",
		"2023/03", "x023", "2023-03-", "２０２３", " 2023\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := relations.ParseDate(s)
		trimmed, want := strings.TrimSpace(s), false
		for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
			if at, err := time.Parse(layout, trimmed); err == nil && len(trimmed) == len(layout) && at.Year() > 0 {
				want = d.Contains(at) && d.String() == trimmed
			}
		}
		if want != (err == nil) {
			t.Fatalf("%q is %v, %v; want it read: %t", s, d, err, want)
		}
	})
}
