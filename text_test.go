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
			refused: []string{"1", "A/RE\u017f/ES-11/1", "ES-11/99", "ES-11/01", "ES-11", "no resolution"}, reason: relations.ErrUnknown,
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
