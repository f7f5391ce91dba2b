package relations_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/warmrelations/relations"
)

// everythingSaid returns all that the package says of its own data, as text.
func everythingSaid(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(encodeJSON(t, relations.Embedded()))
	b.WriteString(encodeCSV(t, relations.Embedded()))
	for c := range relations.Countries().All() {
		fmt.Fprintln(&b, c.Alpha2(), c.Alpha3(), c.Numeric(), relations.UNMembers().Has(c), uint16(c), c.GoString())
		for _, tag := range []language.Tag{language.Arabic, language.Chinese, language.English, language.French, language.Russian, language.Spanish} {
			fmt.Fprintln(&b, c.Name(tag))
		}
		if r, ok := relations.Of(c); ok {
			fmt.Fprintln(&b, r)
		}
		for r, v := range relations.Votes(c) {
			fmt.Fprintln(&b, r, v)
		}
	}
	for k := range relations.Kinds().All() {
		fmt.Fprintln(&b, uint8(k), k, k.Category(), k.Definition(), relations.Supporters(k))
	}
	for r := range relations.Resolutions() {
		fmt.Fprintln(&b, r.Symbol(), r.Title(), r.Adopted(), r.Record())
	}
	for s := range relations.Sources() {
		fmt.Fprintln(&b, s.Citation(), s.BibTeX())
	}
	fmt.Fprintln(&b, relations.Countries(), relations.UNMembers(), relations.DataVersion)
	for _, name := range []string{"Korea", "Virgin Islands"} {
		_, err := relations.ParseCountry(name)
		fmt.Fprintln(&b, err)
	}
	return b.String()
}

// scribble overwrites all that can be reached and written to from a value: the
// elements of slices, the entries of maps, and what pointers lead to.
func scribble(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			scribble(v.Elem())
		}
	case reflect.Slice:
		if v.Cap() > v.Len() && v.CanInterface() {
			v = v.Slice(0, v.Cap())
		}
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			scribble(v.Index(i))
			if v.Index(i).CanSet() {
				v.Index(i).SetZero()
			}
		}
	case reflect.Map:
		if v.CanInterface() {
			v.Clear()
		}
	case reflect.Struct:
		for i := range v.NumField() {
			scribble(v.Field(i))
		}
	}
	if v.CanSet() {
		v.SetZero()
	}
}

// scribbleOn overwrites copies of values that the package handed out.
func scribbleOn(values ...any) {
	for _, v := range values {
		p := reflect.New(reflect.TypeOf(v))
		p.Elem().Set(reflect.ValueOf(v))
		scribble(p.Elem())
	}
}

// argumentsFor returns values for a parameter of a function or method.
func argumentsFor(t *testing.T, p reflect.Type) []reflect.Value {
	t.Helper()
	values := func(list ...any) (all []reflect.Value) {
		for _, v := range list {
			all = append(all, reflect.ValueOf(v))
		}
		return all
	}
	for _, all := range [][]reflect.Value{
		values(relations.Iran, relations.Country(9999)), values(relations.Countries(), isoSet("IR")), values(relations.Military), values(relations.Kinds()),
		values(relations.Reported), values(relations.Resolution(1)), values(relations.Against), values(date(2023), relations.Date{}), values("IR", "IRN-3", "trade"),
		values(relations.From(relations.Iran), relations.Filter{}), values(relations.Embedded()), values(language.French), values(relations.Iran.Region()),
		values([]byte(`["IR"]`), []byte("IR")), values(soundHeader), values(slices.Collect(relations.Sources())), values(slices.Collect(relations.Claims())),
		values([]relations.Country{relations.Iran}), values([]relations.SupportKind{relations.Trade}), values([]relations.Standing{relations.Alleged}),
		values([]relations.Filter{relations.To(relations.Russia)}), values(func(relations.Claim) bool { return true }),
		values(new(bytes.Buffer)),
	} {
		if all[0].Type().AssignableTo(p) && p.Kind() != reflect.Interface {
			return all
		}
	}
	if p.Kind() == reflect.Interface {
		switch {
		case reflect.TypeFor[*bytes.Buffer]().Implements(p) && p.NumMethod() > 0:
			return values(new(bytes.Buffer))
		case p.NumMethod() == 0:
			return values("IR", []byte("2023"))
		}
	}
	if v := reflect.New(p).Elem(); strings.HasPrefix(p.PkgPath(), "time") || p.PkgPath() == "time" {
		return []reflect.Value{v}
	}
	t.Fatalf("no argument of type %v", p)
	return nil
}

// callAll calls a function with all combinations of arguments, overwrites what
// it is given back, and draws what it returns out of iterators.
func callAll(t *testing.T, name string, f reflect.Value) {
	t.Helper()
	typ := f.Type()
	combinations := [][]reflect.Value{nil}
	for i := range typ.NumIn() {
		var next [][]reflect.Value
		for _, args := range combinations {
			for _, v := range argumentsFor(t, typ.In(i)) {
				next = append(next, append(slices.Clone(args), v))
			}
		}
		combinations = next
	}
	for _, args := range combinations {
		call := f.Call
		if typ.IsVariadic() {
			call = f.CallSlice
		}
		for _, out := range call(args) {
			handedOut(out)
		}
	}
}

func handedOut(out reflect.Value) {
	if out.Kind() == reflect.Func {
		switch {
		case out.Type().CanSeq2():
			for a, b := range out.Seq2() {
				scribbleOn(a.Interface(), b.Interface())
			}
			return
		case out.Type().CanSeq():
			for v := range out.Seq() {
				scribbleOn(v.Interface())
			}
			return
		}
	}
	if out.Kind() == reflect.Interface && out.IsNil() {
		return
	}
	scribbleOn(out.Interface())
}

func TestNothingThatIsHandedOutLeadsBack(t *testing.T) {
	before := everythingSaid(t)

	for name, f := range map[string]any{
		"Of": relations.Of, "All": relations.All, "Claims": relations.Claims, "ClaimByID": relations.ClaimByID, "Supporters": relations.Supporters,
		"Sources": relations.Sources, "SourceByID": relations.SourceByID, "Embedded": relations.Embedded,
		"ParseCountry": relations.ParseCountry, "CountryOf": relations.CountryOf, "CountriesOf": relations.CountriesOf, "Countries": relations.Countries, "UNMembers": relations.UNMembers,
		"ParseSupportKind": relations.ParseSupportKind, "KindsOf": relations.KindsOf, "Kinds": relations.Kinds, "ParseStanding": relations.ParseStanding, "ParseDate": relations.ParseDate,
		"From": relations.From, "To": relations.To, "Involving": relations.Involving, "OfKind": relations.OfKind, "WithStanding": relations.WithStanding,
		"AssertedBy": relations.AssertedBy, "DeniedBy": relations.DeniedBy, "During": relations.During, "Where": relations.Where, "Not": relations.Not, "And": relations.And, "Or": relations.Or,
		"New": relations.New, "Decode": relations.Decode, "DecodeCSV": relations.DecodeCSV,
		"ParseResolution": relations.ParseResolution, "Resolutions": relations.Resolutions, "ParseVote": relations.ParseVote, "Votes": relations.Votes, "Agreement": relations.Agreement,
	} {
		callAll(t, name, reflect.ValueOf(f))
	}

	country, kind, standing, resolution, vote, day := relations.Iran, relations.Trade, relations.Alleged, relations.Resolution(2), relations.Against, date(2023)
	countries, kinds, dataset, header := relations.UNMembers(), relations.Kinds(), relations.Embedded(), relations.Embedded().Header()
	claim, _ := relations.ClaimByID("PRK-1")
	source, _ := relations.SourceByID(claim.Source)
	relation, _ := relations.Of(relations.Iran)
	filter := relations.From(relations.Iran)
	parseError := &relations.ParseError{Type: "country", Input: "Korea", Err: relations.ErrAmbiguous}
	dataError := &relations.DataError{Err: parseError}
	methods := 0
	for _, v := range []any{&country, &kind, &standing, &resolution, &vote, &day, &countries, &kinds, &dataset, &header, &claim, &source, &relation, &filter, parseError, dataError} {
		value := reflect.ValueOf(v)
		for i := range value.NumMethod() {
			fresh := reflect.New(value.Type().Elem()) // a method may write to its receiver
			fresh.Elem().Set(value.Elem())
			callAll(t, value.Type().Method(i).Name, fresh.Method(i))
			methods++
		}
		scribble(value.Elem())
	}
	assert.Greater(t, methods, 100)

	assert.Equal(t, before, everythingSaid(t))
}

func TestBytesThatAreHandedOutAreCopies(t *testing.T) {
	for name, write := range map[string]func() ([]byte, error){
		"Country":          relations.Iran.MarshalText,
		"SupportKind":      relations.Trade.MarshalText,
		"Standing":         relations.Alleged.MarshalText,
		"Date":             date(2023).MarshalText,
		"Resolution":       relations.Resolution(1).MarshalText,
		"Vote":             relations.Against.MarshalText,
		"CountrySet":       relations.UNMembers().MarshalText,
		"KindSet":          relations.Kinds().MarshalText,
		"CountrySet JSON":  relations.UNMembers().MarshalJSON,
		"KindSet JSON":     relations.Kinds().MarshalJSON,
		"empty CountrySet": relations.CountrySet{}.MarshalJSON,
	} {
		t.Run(name, func(t *testing.T) {
			first, err := write()
			require.NoError(t, err)
			want := string(first)
			full := first[:cap(first)]
			for i := range full {
				full[i] = '!'
			}
			second, err := write()
			require.NoError(t, err)
			assert.Equal(t, want, string(second))
		})
	}
}

func TestCollectedSlicesAreCopies(t *testing.T) {
	before := everythingSaid(t)
	overwrite(relations.All())
	overwrite(relations.Claims())
	overwrite(relations.Claims(relations.OfKind(relations.Military)))
	overwrite(relations.Sources())
	overwrite(relations.Embedded().All())
	overwrite(relations.Embedded().Claims())
	overwrite(relations.Embedded().Sources())
	overwrite(relations.Countries().All())
	overwrite(relations.Kinds().All())
	overwrite(relations.Resolutions())
	assert.Equal(t, before, everythingSaid(t))
}

func overwrite[T any](all iter.Seq[T]) {
	list := slices.Collect(all)
	clear(list[:cap(list)])
}

func TestReadingIntoAValueLeavesItsCopies(t *testing.T) {
	members := relations.UNMembers()
	own := members
	require.NoError(t, own.UnmarshalText([]byte("IR")))
	assert.Equal(t, 193, members.Len())
	assert.Equal(t, 193, relations.UNMembers().Len())
	all := relations.Kinds()
	require.NoError(t, json.Unmarshal([]byte(`["trade"]`), &all))
	assert.Equal(t, 19, relations.Kinds().Len())

	d := relations.Embedded()
	assert.ErrorIs(t, json.Unmarshal([]byte(`{"subject":"RU","claims":[]}`), &d), relations.ErrInvalid)
	assert.True(t, d.Equal(relations.Embedded()), "a Dataset is read by Decode alone")
	for _, reads := range []any{new(encoding.TextUnmarshaler), new(encoding.BinaryUnmarshaler)} {
		assert.False(t, reflect.TypeOf(&d).Implements(reflect.TypeOf(reads).Elem()), "no method reads into a Dataset")
	}
}
