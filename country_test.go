package relations_test

import (
	"cmp"
	"encoding"
	"encoding/json"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/warmrelations/relations"
)

// iso returns the country of an alpha-2 code, by its definition.
func iso(alpha2 string) relations.Country {
	return relations.Country(alpha2[0])<<8 | relations.Country(alpha2[1])
}

// isoSet returns the set of the countries of the alpha-2 codes in a list.
func isoSet(codes string) relations.CountrySet {
	var list []relations.Country
	for code := range strings.FieldsSeq(codes) {
		list = append(list, iso(code))
	}
	return relations.CountriesOf(list...)
}

// readTSV returns the rows of a table of the generator, without its header.
func readTSV(t testing.TB, name string, columns int) [][]string {
	t.Helper()
	text, err := os.ReadFile("internal/gen/data/" + name)
	require.NoError(t, err)
	var rows [][]string
	for i, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		if i == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		require.Len(t, row, columns, "%s:%d", name, i+1)
		rows = append(rows, row)
	}
	require.NotEmpty(t, rows, name)
	return rows
}

// forgedCountries are values of type Country that are no country.
var forgedCountries = []relations.Country{
	1, 255, 256, 9999, 0xFFFF, 'I', 'I' << 8, 'i'<<8 | 'r', 'I'<<8 | 'r', 'Z'<<8 | 'Z', 'A'<<8 | 'A', 'E'<<8 | 'U',
	'U'<<8 | 'K', 'S'<<8 | 'U', 'I'<<8 | 'R' | 0x20, 'I'<<8 | 'R' | 0x80, 'I'<<8 | 'R' | 0x8000, '@'<<8 | '@', '['<<8 | '[',
}

func TestCountryCodesRoundTrip(t *testing.T) {
	rows := readTSV(t, "iso3166.tsv", 4)
	require.Len(t, rows, 249)
	rows = append(rows, []string{"XK", "XKX", "", "Kosovo"})
	for _, row := range rows {
		alpha2, alpha3, numeric := row[0], row[1], row[2]
		c := iso(alpha2)
		assert.True(t, c.IsValid(), alpha2)
		assert.Equal(t, alpha2, c.Alpha2())
		assert.Equal(t, alpha3, c.Alpha3())
		assert.Equal(t, numeric, c.Numeric())
		assert.True(t, relations.Countries().Has(c), alpha2)
		for _, code := range []string{
			alpha2, alpha3, strings.ToLower(alpha2), strings.ToLower(alpha3), numeric,
			" " + alpha2 + "\t", "\n" + alpha3, "\u00a0" + alpha2 + "\u3000",
			alpha2[:1] + strings.ToLower(alpha2[1:]), strings.ToLower(alpha3[:2]) + alpha3[2:],
		} {
			if code == "" {
				continue
			}
			got, err := relations.ParseCountry(code)
			if assert.NoError(t, err, "%q", code) {
				assert.Equal(t, c, got, "%q", code)
			}
		}
	}
	assert.Equal(t, 250, relations.Countries().Len())
}

func TestExactly250CountriesAreValid(t *testing.T) {
	valid := 0
	for c := range 1 << 16 {
		c := relations.Country(c)
		if c.IsValid() {
			valid++
			assert.Equal(t, string([]byte{byte(c >> 8), byte(c)}), c.Alpha2())
			continue
		}
		if relations.Countries().Has(c) || c.Alpha2() != "" || c.Alpha3() != "" || c.Numeric() != "" {
			t.Errorf("Country(%d) is not valid, but has codes or is in the set of all", uint16(c))
		}
	}
	assert.Equal(t, 250, valid)
}

func TestCountryConstants(t *testing.T) {
	for _, tt := range []struct {
		country                       relations.Country
		number                        uint16
		alpha2, alpha3, numeric, name string
	}{
		{relations.Belarus, 0x4259, "BY", "BLR", "112", "Belarus"},
		{relations.China, 0x434E, "CN", "CHN", "156", "China"},
		{relations.India, 0x494E, "IN", "IND", "356", "India"},
		{relations.Iran, 0x4952, "IR", "IRN", "364", "Iran"},
		{relations.NorthKorea, 0x4B50, "KP", "PRK", "408", "North Korea"},
		{relations.Russia, 0x5255, "RU", "RUS", "643", "Russia"},
		{relations.SouthAfrica, 0x5A41, "ZA", "ZAF", "710", "South Africa"},
		{relations.Syria, 0x5359, "SY", "SYR", "760", "Syria"},
		{relations.Ukraine, 0x5541, "UA", "UKR", "804", "Ukraine"},
		{relations.UnitedStates, 0x5553, "US", "USA", "840", "United States"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.number, uint16(tt.country))
			assert.Equal(t, tt.alpha2, tt.country.Alpha2())
			assert.Equal(t, tt.alpha3, tt.country.Alpha3())
			assert.Equal(t, tt.numeric, tt.country.Numeric())
			assert.Equal(t, tt.name, tt.country.String())
			got, err := relations.ParseCountry(tt.name)
			require.NoError(t, err)
			assert.Equal(t, tt.country, got)
		})
	}
}

func TestZeroAndForgedCountries(t *testing.T) {
	assert.Equal(t, "no country", relations.Country(0).String())
	assert.Equal(t, "Country(9999)", relations.Country(9999).String())
	assert.Equal(t, "Country(65535)", relations.Country(0xFFFF).String())
	assert.Equal(t, "relations.Country(0)", relations.Country(0).GoString())
	assert.Equal(t, "relations.Country(9999)", relations.Country(9999).GoString())
	for _, c := range append(forgedCountries, 0) {
		t.Run(fmt.Sprint(uint16(c)), func(t *testing.T) {
			assert.False(t, c.IsValid())
			assert.Empty(t, c.Alpha2())
			assert.Empty(t, c.Alpha3())
			assert.Empty(t, c.Numeric())
			assert.Equal(t, c.String(), c.Name(language.French))
			assert.Equal(t, language.Region{}, c.Region())
			assert.False(t, relations.Countries().Has(c))
			assert.True(t, relations.CountriesOf(c).IsEmpty())
			assert.False(t, relations.UNMembers().Has(c))
			r, ok := relations.Of(c)
			assert.False(t, ok)
			assert.Zero(t, r)
			for range relations.Votes(c) {
				t.Error("a value that is no country has votes")
			}
			assert.Equal(t, relations.Vote(0), relations.Resolution(1).Vote(c))
			_, n := relations.Agreement(c, relations.Iran)
			assert.Zero(t, n)
			_, n = relations.Agreement(relations.Iran, c)
			assert.Zero(t, n)
			for claim := range relations.Claims(relations.Or(relations.From(c), relations.To(c), relations.Involving(c),
				relations.AssertedBy(c), relations.DeniedBy(c))) {
				t.Errorf("a filter by a value that is no country matches %s", claim.ID)
			}
			if c == 0 {
				return
			}
			_, err := c.MarshalText()
			assert.ErrorIs(t, err, relations.ErrInvalid)
			_, err = json.Marshal(c)
			assert.ErrorIs(t, err, relations.ErrInvalid)
			_, err = json.Marshal(map[relations.Country]int{c: 1})
			assert.ErrorContains(t, err, "invalid value", "encoding/json does not wrap the error of a key")
			_, err = c.Value()
			assert.ErrorIs(t, err, relations.ErrInvalid)
			b, err := c.AppendText([]byte("before"))
			assert.ErrorIs(t, err, relations.ErrInvalid)
			assert.Equal(t, "before", string(b), "what was there before stays")
			assert.Equal(t, fmt.Sprintf("Country(%d)", uint16(c)), c.String())
		})
	}
}

func TestForgedCountryErrorMessage(t *testing.T) {
	_, err := relations.Country(9999).MarshalText()
	require.Error(t, err)
	assert.Equal(t, `relations: country "Country(9999)": invalid value`, err.Error())
}

func TestCountriesOrderAsTheirCodes(t *testing.T) {
	all := slices.Collect(relations.Countries().All())
	require.Len(t, all, 250)
	assert.True(t, slices.IsSortedFunc(all, cmp.Compare[relations.Country]))
	assert.True(t, slices.IsSortedFunc(all, func(a, b relations.Country) int { return cmp.Compare(a.Alpha2(), b.Alpha2()) }))
	assert.Equal(t, "AD", all[0].Alpha2())
	assert.Equal(t, "ZW", all[249].Alpha2())
	assert.Equal(t, -1, cmp.Compare(relations.Belarus, relations.Iran))
	assert.Equal(t, 1, cmp.Compare(relations.SouthAfrica, relations.Ukraine))
}

func TestCountryText(t *testing.T) {
	for c := range relations.Countries().All() {
		text, err := c.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, c.Alpha2(), string(text))
		var back relations.Country
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, c, back)
	}
	text, err := relations.Country(0).MarshalText()
	require.NoError(t, err)
	assert.Empty(t, text)
	b, err := relations.Iran.AppendText([]byte("c="))
	require.NoError(t, err)
	assert.Equal(t, "c=IR", string(b))

	for _, tt := range []struct {
		name, text string
		want       relations.Country
		err        error
	}{
		{"empty", "", 0, nil},
		{"alpha-2", "IR", relations.Iran, nil},
		{"alpha-3", "irn", relations.Iran, nil},
		{"numeric", "364", relations.Iran, nil},
		{"name", "Islamic Republic of Iran", relations.Iran, nil},
		{"blank", " ", relations.Syria, relations.ErrSyntax},
		{"unknown", "Atlantis", relations.Syria, relations.ErrUnknown},
		{"ambiguous", "Korea", relations.Syria, relations.ErrAmbiguous},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := relations.Syria
			assert.ErrorIs(t, c.UnmarshalText([]byte(tt.text)), tt.err)
			assert.Equal(t, tt.want, c, "an error leaves the destination as it was")
		})
	}
}

func TestNilDestinations(t *testing.T) {
	for name, unmarshal := range map[string]func() error{
		"Country text":     func() error { return (*relations.Country)(nil).UnmarshalText([]byte("IR")) },
		"Country SQL":      func() error { return (*relations.Country)(nil).Scan("IR") },
		"Country NULL":     func() error { return (*relations.Country)(nil).Scan(nil) },
		"CountrySet text":  func() error { return (*relations.CountrySet)(nil).UnmarshalText([]byte("IR")) },
		"CountrySet JSON":  func() error { return (*relations.CountrySet)(nil).UnmarshalJSON([]byte(`["IR"]`)) },
		"SupportKind text": func() error { return (*relations.SupportKind)(nil).UnmarshalText([]byte("trade")) },
		"SupportKind SQL":  func() error { return (*relations.SupportKind)(nil).Scan("trade") },
		"KindSet text":     func() error { return (*relations.KindSet)(nil).UnmarshalText([]byte("trade")) },
		"KindSet JSON":     func() error { return (*relations.KindSet)(nil).UnmarshalJSON([]byte(`["trade"]`)) },
		"Date text":        func() error { return (*relations.Date)(nil).UnmarshalText([]byte("2023")) },
		"Date SQL":         func() error { return (*relations.Date)(nil).Scan(time.Now()) },
		"Standing text":    func() error { return (*relations.Standing)(nil).UnmarshalText([]byte("reported")) },
		"Resolution text":  func() error { return (*relations.Resolution)(nil).UnmarshalText([]byte("ES-11/1")) },
		"Vote text":        func() error { return (*relations.Vote)(nil).UnmarshalText([]byte("against")) },
	} {
		t.Run(name, func(t *testing.T) {
			assert.ErrorIs(t, unmarshal(), relations.ErrInvalid)
		})
	}
}

func TestCountryJSON(t *testing.T) {
	type record struct {
		One    relations.Country
		None   relations.Country
		Absent relations.Country `json:",omitzero"`
		Ptr    *relations.Country
		Nil    *relations.Country
		List   []relations.Country
		ByKey  map[relations.Country]int
		Set    relations.CountrySet
		NoSet  relations.CountrySet
		BySet  map[relations.CountrySet]string
	}
	india := relations.India
	in := record{
		One: relations.Iran, Ptr: &india, List: []relations.Country{relations.Syria, 0},
		ByKey: map[relations.Country]int{relations.China: 1, relations.Belarus: 2},
		Set:   relations.CountriesOf(relations.Iran, relations.Belarus),
		BySet: map[relations.CountrySet]string{relations.CountriesOf(relations.Syria, relations.China): "x", {}: "none"},
	}
	b, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"One":"IR","None":"","Ptr":"IN","Nil":null,"List":["SY",""],"ByKey":{"BY":2,"CN":1},`+
		`"Set":["BY","IR"],"NoSet":[],"BySet":{"":"none","CN SY":"x"}}`, string(b))
	var out record
	require.NoError(t, json.Unmarshal(b, &out))
	assert.Empty(t, gocmp.Diff(in, out))

	for _, bad := range []string{`364`, `true`, `["IR"]`, `{}`, `"Korea"`, `"nowhere"`} {
		c := relations.Syria
		assert.Error(t, json.Unmarshal([]byte(bad), &c), bad)
		assert.Equal(t, relations.Syria, c, bad)
	}
	c := relations.Syria
	require.NoError(t, json.Unmarshal([]byte(`"Côte d’Ivoire"`), &c))
	assert.Equal(t, iso("CI"), c)
}

// What other packages ask of the types.
var (
	_ encoding.TextAppender    = relations.CountrySet{}
	_ encoding.TextAppender    = relations.KindSet{}
	_ encoding.TextUnmarshaler = (*relations.CountrySet)(nil)
	_ encoding.TextUnmarshaler = (*relations.KindSet)(nil)
	_ json.Marshaler           = relations.KindSet{}
	_ json.Unmarshaler         = (*relations.CountrySet)(nil)
	_ json.Unmarshaler         = (*relations.KindSet)(nil)
)

func TestGoStringNamesEveryConstant(t *testing.T) {
	source, err := os.ReadFile("country.go")
	require.NoError(t, err)
	constants := regexp.MustCompile(`(?m)^\t(\w+) +Country = '(.)'<<8 \| '(.)'$`).FindAllStringSubmatch(string(source), -1)
	require.GreaterOrEqual(t, len(constants), 10)
	for _, c := range constants {
		assert.Equal(t, "relations."+c[1], iso(c[2]+c[3]).GoString())
	}
}

func TestCountryGoStringCompilesToTheValue(t *testing.T) {
	assert.Equal(t, "relations.Iran", relations.Iran.GoString())
	assert.Equal(t, "relations.NorthKorea", fmt.Sprintf("%#v", relations.NorthKorea))
	assert.Equal(t, "relations.UnitedStates", fmt.Sprintf("%#v", relations.UnitedStates))
	assert.Equal(t, "relations.Country('F'<<8 | 'R')", fmt.Sprintf("%#v", iso("FR")))

	scope := types.NewPackage("relations", "relations")
	country := types.NewNamed(types.NewTypeName(token.NoPos, scope, "Country", nil), types.Typ[types.Uint16], nil)
	scope.Scope().Insert(country.Obj())
	for name, value := range map[string]relations.Country{
		"Belarus": relations.Belarus, "China": relations.China, "India": relations.India, "Iran": relations.Iran,
		"NorthKorea": relations.NorthKorea, "Russia": relations.Russia, "SouthAfrica": relations.SouthAfrica,
		"Syria": relations.Syria, "Ukraine": relations.Ukraine, "UnitedStates": relations.UnitedStates,
	} {
		scope.Scope().Insert(types.NewConst(token.NoPos, scope, name, country, constant.MakeInt64(int64(value))))
	}
	for _, c := range slices.Concat(slices.Collect(relations.Countries().All()), forgedCountries, []relations.Country{0}) {
		expr, ok := strings.CutPrefix(c.GoString(), "relations.")
		require.True(t, ok, c.GoString())
		tv, err := types.Eval(token.NewFileSet(), scope, token.NoPos, expr)
		require.NoError(t, err, c.GoString())
		value, exact := constant.Int64Val(tv.Value)
		assert.True(t, exact)
		assert.Equal(t, int64(c), value, c.GoString())
		assert.Equal(t, "relations.Country", tv.Type.String())
	}
}

func TestCountryRegion(t *testing.T) {
	for c := range relations.Countries().All() {
		assert.Equal(t, c.Alpha2(), c.Region().String())
		if c != iso("XK") { // XKK there, which is no ISO code either
			assert.Equal(t, c.Alpha3(), c.Region().ISO3())
		}
		back, ok := relations.CountryOf(c.Region())
		assert.True(t, ok, c.Alpha2())
		assert.Equal(t, c, back)
	}
}

func TestCountryOfEveryRegion(t *testing.T) {
	// Every region that x/text parses is a country under its own code, or none.
	found := map[relations.Country]bool{}
	regions := 0
	parse := func(code string) {
		r, err := language.ParseRegion(code)
		if err != nil {
			return
		}
		regions++
		c, ok := relations.CountryOf(r)
		assert.Equal(t, c.IsValid(), ok, code)
		if !ok {
			assert.Zero(t, c, code)
			return
		}
		assert.Equal(t, r.String(), c.Alpha2(), code)
		found[c] = true
	}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			parse(string([]rune{a, b}))
			for c := 'A'; c <= 'Z'; c++ {
				parse(string([]rune{a, b, c}))
			}
		}
	}
	for n := range 1000 {
		parse(fmt.Sprintf("%03d", n))
	}
	assert.Len(t, found, 250)
	assert.Greater(t, regions, 700)

	_, ok := relations.CountryOf(language.Region{})
	assert.False(t, ok, "the zero Region")
	for _, code := range []string{"001", "150", "419", "EU", "EZ", "UN", "ZZ", "QO", "SU", "YU", "CS", "DD", "AN", "UK", "AC", "TA", "IC", "XA", "XB", "AA"} {
		r, err := language.ParseRegion(code)
		require.NoError(t, err, code)
		_, ok := relations.CountryOf(r)
		assert.False(t, ok, code)
	}
}

func TestCountrySetZero(t *testing.T) {
	var s relations.CountrySet
	assert.True(t, s.IsEmpty())
	assert.Zero(t, s.Len())
	assert.Equal(t, "", s.String())
	assert.Equal(t, "relations.CountriesOf()", s.GoString())
	assert.True(t, s == relations.CountriesOf())
	for range s.All() {
		t.Error("an empty set yields a country")
	}
	assert.Equal(t, 250, relations.Countries().Minus(s).Len())
}

// modelOf returns a set as a map.
func modelOf(s relations.CountrySet) map[relations.Country]bool {
	m := map[relations.Country]bool{}
	for c := range s.All() {
		m[c] = true
	}
	return m
}

func TestCountrySetAgainstMaps(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	all := slices.Collect(relations.Countries().All())
	random := func() (relations.CountrySet, map[relations.Country]bool) {
		list := []relations.Country{0, 9999}
		m := map[relations.Country]bool{}
		for range rnd.IntN(1 << rnd.IntN(10)) {
			c := all[rnd.IntN(len(all))]
			list, m[c] = append(list, c), true
		}
		rnd.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		return relations.CountriesOf(list...), m
	}
	for range 300 {
		a, ma := random()
		b, mb := random()
		union, both, minus := map[relations.Country]bool{}, map[relations.Country]bool{}, map[relations.Country]bool{}
		for _, c := range all {
			if ma[c] || mb[c] {
				union[c] = true
			}
			if ma[c] && mb[c] {
				both[c] = true
			}
			if ma[c] && !mb[c] {
				minus[c] = true
			}
			require.Equal(t, ma[c], a.Has(c))
		}
		require.Equal(t, ma, modelOf(a))
		require.Equal(t, union, modelOf(a.Union(b)))
		require.Equal(t, both, modelOf(a.Intersect(b)))
		require.Equal(t, minus, modelOf(a.Minus(b)))
		require.Equal(t, len(ma), a.Len())
		require.Equal(t, len(ma) == 0, a.IsEmpty())
		require.Equal(t, gocmp.Equal(ma, mb), a.Equal(b))
		require.Equal(t, a == b, a.Equal(b))
		require.True(t, a.Minus(b).Union(a.Intersect(b)) == a, "a set is its two parts")
		require.True(t, a.Union(b) == b.Union(a))
		require.True(t, a.Minus(a).IsEmpty())
		require.Equal(t, 250-len(ma), relations.Countries().Minus(a).Len())
		require.True(t, slices.IsSorted(slices.Collect(a.All())), "code order")

		var fromText, fromJSON relations.CountrySet
		text, err := a.MarshalText()
		require.NoError(t, err)
		require.Equal(t, a.String(), string(text))
		require.NoError(t, fromText.UnmarshalText(text))
		require.True(t, a == fromText)
		list, err := json.Marshal(a)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(list, &fromJSON))
		require.True(t, a == fromJSON)
	}
}

func TestCountrySetText(t *testing.T) {
	s := relations.CountriesOf(relations.Syria, relations.Belarus, relations.Iran, relations.Belarus)
	assert.Equal(t, "BY IR SY", s.String())
	assert.Equal(t, "BY IR SY", fmt.Sprint(s))
	assert.Equal(t, "relations.CountriesOf(relations.Belarus, relations.Iran, relations.Syria)", s.GoString())
	assert.Equal(t, "relations.CountriesOf(relations.Country('F'<<8 | 'R'))", fmt.Sprintf("%#v", isoSet("FR")))
	b, err := s.AppendText([]byte("set "))
	require.NoError(t, err)
	assert.Equal(t, "set BY IR SY", string(b))

	before := isoSet("FR")
	for _, tt := range []struct {
		name, text string
		want       relations.CountrySet
		err        error
	}{
		{"empty", "", relations.CountrySet{}, nil},
		{"blank", " \t\n", relations.CountrySet{}, nil},
		{"any order, twice", "SY IR IR BY", s, nil},
		{"alpha-3 and numbers", "syr 364\tBLR", s, nil},
		{"a name is no code", "Iran", before, relations.ErrUnknown},
		{"a comma", "BY, IR", before, relations.ErrUnknown},
		{"no country", "BY ZZ", before, relations.ErrUnknown},
		{"no UTF-8", "BY \xff\xfe", before, relations.ErrUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := before
			assert.ErrorIs(t, got.UnmarshalText([]byte(tt.text)), tt.err)
			assert.Equal(t, tt.want, got, "an error leaves the destination as it was")
		})
	}
	err = new(relations.CountrySet).UnmarshalText([]byte("BY ZZ"))
	assert.EqualError(t, err, `relations: country code "ZZ": unknown`)
}

func TestCountrySetJSON(t *testing.T) {
	before := isoSet("FR")
	for _, tt := range []struct {
		name, json string
		want       relations.CountrySet
		ok         bool
	}{
		{"empty", `[]`, relations.CountrySet{}, true},
		{"null", `null`, relations.CountrySet{}, true},
		{"codes", ` [ "IR" , "blr","760"]`, isoSet("BY IR SY"), true},
		{"twice", `["IR","IR"]`, isoSet("IR"), true},
		{"escaped", `["\u0049R"]`, isoSet("IR"), true},
		{"null inside", `["IR",null]`, before, false},
		{"null alone inside", `[null]`, before, false},
		{"empty code", `[""]`, before, false},
		{"name", `["Iran"]`, before, false},
		{"text, as keys of maps have it", `"BY IR"`, isoSet("BY IR"), true},
		{"empty text", `""`, relations.CountrySet{}, true},
		{"text with a comma", `"BY,IR"`, before, false},
		{"number", `[364]`, before, false},
		{"object", `{}`, before, false},
		{"nested", `[["IR"]]`, before, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := before
			err := json.Unmarshal([]byte(tt.json), &got)
			assert.Equal(t, tt.ok, err == nil, "%v", err)
			assert.Equal(t, tt.want, got, "an error leaves the destination as it was")
			if !tt.ok {
				var parseError *relations.ParseError
				assert.ErrorAs(t, err, &parseError)
			}
		})
	}
	assert.ErrorIs(t, new(relations.CountrySet).UnmarshalJSON([]byte(`[`)), relations.ErrSyntax)
	assert.ErrorIs(t, new(relations.CountrySet).UnmarshalJSON([]byte(`["ZZ"]`)), relations.ErrUnknown)
	long := `[` + strings.Repeat(`1,`, 10000) + `1]`
	err := new(relations.CountrySet).UnmarshalJSON([]byte(long))
	require.ErrorIs(t, err, relations.ErrSyntax)
	assert.Less(t, len(err.Error()), 120)
}

func TestCountrySetAllStopsEarly(t *testing.T) {
	var first []relations.Country
	for c := range relations.Countries().All() {
		first = append(first, c)
		if len(first) == 2 {
			break
		}
	}
	assert.Equal(t, []relations.Country{iso("AD"), iso("AE")}, first)
	all := relations.CountriesOf(relations.Iran).All()
	assert.Equal(t, slices.Collect(all), slices.Collect(all), "the iterator can be used again")
}

func TestCountrySetIsAMapKey(t *testing.T) {
	m := map[relations.CountrySet]string{}
	m[relations.CountriesOf(relations.Iran, relations.Belarus)] = "military"
	assert.Equal(t, "military", m[isoSet("BY IR")])
	assert.Equal(t, "", m[isoSet("BY")])
}
