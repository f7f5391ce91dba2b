package relations_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

type (
	claimList  = []relations.Claim
	sourceList = []relations.Source
)

// A report contains a dataset.
type report struct{ Data relations.Dataset }

// onDate returns the date with the text s, or the zero Date if s is empty.
func onDate(s string) (d relations.Date) {
	if s != "" {
		d = must(relations.ParseDate(s))
	}
	return d
}

// randomText returns realistic and hostile text.
func randomText(rnd *rand.Rand) string {
	pieces := strings.Fields(`a Iran , " "" ' ; \ \n \. é Ω 中国 إيران 😀 <b>&amp;</b> =1+1 + # @ -`)
	pieces = append(pieces, "null", "{", "}", "[", "]", ":", "//", "\u2028", "\ufffd", "\u00a0", "\ufeff", "\u202e")
	pieces = append(pieces, "", " ", "x y")
	var b strings.Builder
	for range rnd.IntN(6) {
		b.WriteString(pieces[rnd.IntN(len(pieces))])
	}
	return b.String()
}

// randomDate returns a valid date near 2022, or the zero Date.
func randomDate(rnd *rand.Rand) relations.Date {
	year, month, day := int16(2019+rnd.IntN(6)), uint8(1+rnd.IntN(12)), uint8(1+rnd.IntN(28))
	dates := []relations.Date{{}, {Year: year}, {Year: year, Month: month}, {Year: year, Month: month, Day: day}}
	return dates[rnd.IntN(4)]
}

// randomDataset returns the parts of a valid dataset with n claims.
func randomDataset(rnd *rand.Rand, n int) (relations.Header, []relations.Source, []relations.Claim) {
	all := slices.Collect(relations.Countries().All())
	kinds := slices.Collect(relations.Kinds().All())
	some := func() (s relations.CountrySet) {
		for rnd.IntN(3) == 0 {
			s = s.Union(relations.NewCountrySet(all[rnd.IntN(len(all))], relations.UnitedStates))
		}
		return s
	}
	h := relations.Header{Subject: relations.France, Version: randomText(rnd)}
	sources := sourceList{{ID: "first"}}
	for i := range rnd.IntN(5) {
		sources = append(sources, relations.Source{
			ID: fmt.Sprintf("s%d%s", i, randomText(rnd)), Title: randomText(rnd), Publisher: randomText(rnd),
			Published: randomDate(rnd), URL: randomText(rnd),
		})
	}
	often := []relations.Country{relations.Italy, relations.Japan, relations.Germany}
	partners := slices.Concat(all, slices.Repeat(often, len(all)))
	partners = slices.DeleteFunc(partners, func(c relations.Country) bool { return c == h.Subject })
	var claims []relations.Claim
	for i := range n {
		c := relations.Claim{
			ID: fmt.Sprintf("%s#%d", randomText(rnd), i), From: partners[rnd.IntN(len(partners))], To: h.Subject,
			Mutual: rnd.IntN(3) == 0, Kind: kinds[rnd.IntN(len(kinds))], Start: randomDate(rnd), End: randomDate(rnd),
			AssertedBy: some(), DeniedBy: some(), Others: some(),
			Summary: randomText(rnd), Source: sources[rnd.IntN(len(sources))].ID, Section: randomText(rnd),
		}
		if !c.Mutual && rnd.IntN(3) == 0 {
			c.From, c.To = c.To, c.From
		}
		if c.Start.IsValid() && c.End.IsValid() && c.End.Compare(c.Start) < 0 {
			c.Start, c.End = c.End, c.Start
		}
		claims = append(claims, c)
	}
	return h, sources, claims
}

// requireModel checks the header, sources and claims of a dataset, and compares its lookups
// with those of plain loops over the claims.
func requireModel(t *testing.T, d relations.Dataset, h relations.Header, sources sourceList, claims claimList) {
	t.Helper()
	require.Equal(t, h, d.Header())
	require.True(t, slices.Equal(sources, slices.Collect(d.Sources())))
	require.True(t, slices.Equal(claims, slices.Collect(d.Claims())))

	kinds := map[relations.Country]map[string][]relations.SupportKind{} // by partner and column
	for _, c := range claims {
		partner, column := c.From, "given"
		switch {
		case c.Mutual:
			column = "mutual"
		case c.From == h.Subject:
			partner, column = c.To, "received"
		}
		if c.Standing() != relations.Reported {
			column = c.Standing().String()
		}
		if kinds[partner] == nil {
			kinds[partner] = map[string][]relations.SupportKind{}
		}
		if c.Kind != relations.Background {
			kinds[partner][column] = append(kinds[partner][column], c.Kind)
		}
	}
	var all []relations.Relation
	for _, c := range append(slices.Collect(relations.Countries().All()), 0, 9999) {
		var want relations.Relation
		columns, isPartner := kinds[c]
		if isPartner {
			set := func(column string) relations.KindSet { return relations.NewKindSet(columns[column]...) }
			want = relations.Relation{Partner: c, Given: set("given"), Received: set("received"), Mutual: set("mutual"),
				Alleged: set("alleged"), Disputed: set("disputed")}
			all = append(all, want)
		}
		r, ok := d.Of(c)
		require.Equal(t, isPartner, ok, "%v", c)
		require.Equal(t, want, r)
	}
	require.Equal(t, all, slices.Collect(d.All()), "in the order of the codes")

	for k := range relations.SupportKind(40) {
		var givers, tied []relations.Country
		for partner, columns := range kinds {
			if slices.ContainsFunc(columns["given"], k.Includes) {
				givers = append(givers, partner)
			}
			if slices.ContainsFunc(slices.Concat(columns["given"], columns["received"], columns["mutual"]), k.Includes) {
				tied = append(tied, partner)
			}
		}
		require.Equal(t, relations.NewCountrySet(givers...), d.Givers(k), "%v", k)
		require.Equal(t, relations.NewCountrySet(tied...), d.Partners(k), "%v", k)
	}
	for _, c := range claims {
		require.True(t, c == must(found(d.ClaimByID(c.ID))))
	}
	var latest relations.Date
	for _, s := range sources {
		require.True(t, s == must(found(d.SourceByID(s.ID))))
		if s.Published.IsValid() && (latest == relations.Date{} || lastDay(s.Published).After(lastDay(latest))) {
			latest = s.Published
		}
	}
	require.Equal(t, lastDay(latest), lastDay(d.AsOf()))
	for _, id := range []string{"", "none", "\xff"} {
		c, isClaim := d.ClaimByID(id)
		s, isSource := d.SourceByID(id)
		require.False(t, isClaim || isSource, "%q", id)
		require.Zero(t, c)
		require.Zero(t, s)
	}
}

func TestDatasetsAgainstAModel(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{0, 1, 2, 3, 10, 35, 100, 1000} {
		h, sources, claims := randomDataset(rnd, n)
		requireModel(t, must(relations.New(h, sources, claims)), h, sources, claims)
	}
	requireModel(t, fixture(t), fixtureHeader, fixtureSources, fixtureClaims())
	requireModel(t, relations.Dataset{}, relations.Header{}, nil, nil)
	d := relations.Embedded()
	requireModel(t, d, d.Header(), slices.Collect(d.Sources()), slices.Collect(d.Claims()))
}

func TestDatasetString(t *testing.T) {
	one := must(relations.New(fixtureHeader, fixtureSources, claimList{soundClaim}))
	chad := must(relations.New(relations.Header{Subject: relations.Chad}, nil, nil))
	assert.Equal(t, "0 claims on no country", relations.Dataset{}.String())
	assert.Equal(t, "0 claims on Chad", chad.String())
	assert.Equal(t, "1 claim on France, version test.1", one.String())
	assert.Equal(t, fmt.Sprintf("%d claims on France, version test.1", len(fixtureClaims())), fixture(t).String())
}

// soundClaim is a claim without faults, for the header and sources of the fixture.
var soundClaim = relations.Claim{
	ID: "A", From: relations.Italy, To: relations.France, Kind: relations.Trade, Source: "wire",
}

// withID returns soundClaim with another ID.
func withID(id string) relations.Claim {
	c := soundClaim
	c.ID = id
	return c
}

// assertFaults checks the texts of the faults in err, without the prefix "relations: ". A text
// that ends with an ellipsis is only the start of the fault. Each fault must wrap exactly
// the errors of this package that its text names.
func assertFaults(t testing.TB, err error, want ...string) {
	t.Helper()
	var have []string
	for i, e := range relations.Faults(err) {
		text, ok := strings.CutPrefix(e.Error(), "relations: ")
		assert.True(t, ok, e.Error())
		for _, reason := range []error{
			relations.ErrSyntax, relations.ErrUnknown, relations.ErrAmbiguous, relations.ErrFormer, relations.ErrInvalid,
			relations.ErrMissing, relations.ErrDuplicate, relations.ErrDyad, relations.ErrPeriod, relations.ErrLimit,
		} {
			named := strings.Contains(e.Error(), strings.TrimPrefix(reason.Error(), "relations"))
			assert.Equal(t, named, errors.Is(e, reason), "%v wraps %q", e, reason)
		}
		if i < len(want) {
			if start, ok := strings.CutSuffix(want[i], "…"); ok && strings.HasPrefix(text, start) {
				text = want[i]
			}
		}
		have = append(have, text)
	}
	assert.Empty(t, cmp.Diff(want, have))
}

// A content contains the arguments of New.
type content struct {
	relations.Header
	Sources sourceList
	Claims  claimList
}

func TestFaultsOfValues(t *testing.T) {
	type dataset = relations.Dataset
	d := fixture(t)
	calls := map[string]func(content) (dataset, error){
		"New":              func(c content) (dataset, error) { return relations.New(c.Header, c.Sources, c.Claims) },
		"Add":              func(c content) (dataset, error) { return d.Add(c.Sources, c.Claims) },
		"Replace":          func(c content) (dataset, error) { return d.Replace(c.Sources, c.Claims) },
		"WithVersion":      func(c content) (dataset, error) { return d.WithVersion(c.Version) },
		"zero.Add":         func(c content) (dataset, error) { return dataset{}.Add(c.Sources, c.Claims) },
		"zero.Replace":     func(c content) (dataset, error) { return dataset{}.Replace(c.Sources, c.Claims) },
		"zero.WithVersion": func(c content) (dataset, error) { return dataset{}.WithVersion(c.Version) },
	}
	for _, tt := range readCases(t, "refused_values.txt", "call", "with") {
		t.Run(tt.name, func(t *testing.T) {
			var c content
			require.NoError(t, json.Unmarshal([]byte(tt.operands[1]), &c))
			require.Contains(t, calls, tt.operands[0])
			e, err := calls[tt.operands[0]](c)
			assert.True(t, e.Equal(dataset{}), "an error comes with the zero Dataset")
			assertFaults(t, err, tt.lines...)
		})
	}
}

func TestNewRefusesForgedValues(t *testing.T) {
	type claim = relations.Claim
	zero, forged := relations.NewCountrySet(0), relations.NewCountrySet(relations.Iran, 9999)
	never := relations.Date{Year: 2023, Month: 2, Day: 30}
	for want, change := range map[string]func(*claim){
		`from: country "Country(9999)": invalid value`:             func(c *claim) { c.From = 9999 },
		`to: country "Country(1)": invalid value`:                  func(c *claim) { c.To = 1 },
		`kind: support kind "SupportKind(200)": invalid value`:     func(c *claim) { c.Kind = 200 },
		`start: date "Date(0, 1, 0)": invalid value`:               func(c *claim) { c.Start.Month = 1 },
		`end: date "Date(2023, 2, 30)": invalid value`:             func(c *claim) { c.End = never },
		`asserted_by: country set "Country(0)": invalid value`:     func(c *claim) { c.AssertedBy = zero },
		`asserted_by: country set ",": invalid value`:              func(c *claim) { c.AssertedBy.Codes = "," },
		`denied_by: country set "Country(0)": invalid value`:       func(c *claim) { c.DeniedBy.Codes = " " },
		`denied_by: country set "IR Country(9999)": invalid value`: func(c *claim) { c.DeniedBy = forged },
		`others: country set "Country(0)": invalid value`:          func(c *claim) { c.Others = zero.Minus(zero) },
		`section: text "a\xc3": malformed, not UTF-8`:              func(c *claim) { c.Section = "a\xc3" },
	} {
		t.Run(want, func(t *testing.T) {
			c := soundClaim
			change(&c)
			d, err := relations.New(fixtureHeader, fixtureSources, claimList{c})
			assert.True(t, d.Equal(relations.Dataset{}))
			assertFaults(t, err, `claim "A" (claims[0]): `+want)
		})
	}
	_, err := relations.New(relations.Header{Subject: 9999}, nil, nil)
	assertFaults(t, err, `subject: country "Country(9999)": invalid value`)
	h := relations.Header{Subject: 9999, Version: "\xff"}
	_, err = relations.New(h, sourceList{{ID: "t", Title: "\xff", Published: never}}, nil)
	assertFaults(t, err,
		`subject: country "Country(9999)": invalid value`,
		`version: text "\xff": malformed, not UTF-8`,
		`source "t": sources[0].title: text "\xff": malformed, not UTF-8`,
		`source "t": sources[0].published: date "Date(2023, 2, 30)": invalid value`)
	for i, e := range relations.Faults(err) {
		assert.Equal(t, i >= 2, e.Source == "t", "only faults of the source have its ID")
	}
}

func TestNewAccepts(t *testing.T) {
	for _, tt := range readCases(t, "accepted_values.txt", "given") {
		t.Run(tt.name, func(t *testing.T) {
			var c content
			require.NoError(t, json.Unmarshal([]byte(tt.operands[0]), &c))
			d, err := relations.New(c.Header, c.Sources, c.Claims)
			require.NoError(t, err)
			requireModel(t, d, c.Header, c.Sources, c.Claims)
		})
	}
}

func TestFaultsUpToAHundred(t *testing.T) {
	const limit = "relations: beyond the limit: there are more faults than the 100 that are listed"
	for name, faulty := range map[string]func(n int) (relations.Dataset, error){
		"claims": func(n int) (relations.Dataset, error) {
			return relations.New(fixtureHeader, fixtureSources, slices.Repeat(claimList{withID("")}, n))
		},
		"sources": func(n int) (relations.Dataset, error) {
			return relations.New(fixtureHeader, make(sourceList, n), nil)
		},
		"Decode": func(n int) (relations.Dataset, error) {
			return decode(`{"subject":"FR","claims":[` + strings.TrimSuffix(strings.Repeat("\n7,", n), ",") + `]}`)
		},
		"Decode, the last one in a well-formed claim": func(n int) (relations.Dataset, error) {
			return decode(`{"subject":"FR","sources":[{"id":"s"}],"claims":[` + strings.Repeat("\n7,", n-1) + "\n" +
				`{"id":"a","from":"FR","to":"FR","kind":"trade","source":"s"}]}`)
		},
		"DecodeCSV": func(n int) (relations.Dataset, error) { return decodeTable(tableHead + strings.Repeat("x\n", n)) },
	} {
		for n, listed := range map[int]int{99: 99, 100: 100, 101: 101, 100_000: 101} {
			_, err := faulty(n)
			faults := relations.Faults(err)
			require.Len(t, faults, listed, name)
			assert.Less(t, len(err.Error()), 10_000)
			for i, e := range faults {
				assert.Equal(t, i == 100, errors.Is(e, relations.ErrLimit), "%s: only the last fault is about the limit", name)
				assert.Equal(t, i == 100, e.Error() == limit, name)
				if strings.HasPrefix(name, "Decode") && i < 100 {
					assert.Equal(t, i+2, e.Line, name)
				}
			}
		}
	}
}

func TestDataErrorMessages(t *testing.T) {
	broken := errors.New("broken")
	for text, e := range map[string]relations.DataError{
		`relations: `:                                      {},
		`relations: missing`:                               {Err: relations.ErrMissing},
		`relations: claim "A-1": kind: missing`:            {Claim: "A-1", Field: "kind", Err: relations.ErrMissing},
		`relations: line 7: claim "A\n": kind: broken`:     {Claim: "A\n", Field: "kind", Line: 7, Err: broken},
		`relations: source "wire": sources[0].url: broken`: {Source: "wire", Field: "sources[0].url", Err: broken},
		`relations: line 2: no dyad of the subject`:        {Line: 2, Err: relations.ErrDyad},
	} {
		assert.Equal(t, text, e.Error())
		assert.Equal(t, e.Err, e.Unwrap())
	}
	long := "x" + strings.Repeat("€", 1<<18)
	claim := relations.Claim{ID: long, From: relations.Italy, To: relations.France, Source: long}
	_, err := relations.New(fixtureHeader, sourceList{{ID: long, URL: "\n"}, {ID: "wire"}}, claimList{claim})
	faults := relations.Faults(err)
	require.Len(t, faults, 2)
	assert.Less(t, len(err.Error()), 500)
	assert.Equal(t, "x"+strings.Repeat("€", 15)+"…", faults[0].Source)
	assert.Equal(t, "x"+strings.Repeat("€", 15)+"…", faults[1].Claim)
}

func TestFaultsOfAnyError(t *testing.T) {
	a, b := &relations.DataError{Field: "a"}, &relations.DataError{Field: "b"}
	type list = []*relations.DataError
	x := errors.New("x")
	assert.Nil(t, relations.Faults(nil))
	assert.Nil(t, relations.Faults(x))
	assert.Nil(t, relations.Faults(fmt.Errorf("%w, %w", x, x)))
	assert.Equal(t, list{a}, relations.Faults(a))
	assert.Equal(t, list{a, b}, relations.Faults(errors.Join(a, x, b)))
	assert.Equal(t, list{b, a}, relations.Faults(fmt.Errorf("reading: %w", errors.Join(b, a))))
}

func TestNewKeepsCopies(t *testing.T) {
	sources, claims := slices.Clone(fixtureSources), fixtureClaims()
	d := must(relations.New(fixtureHeader, sources, claims))
	more := claimList{withID("A-3")}
	added := must(must(d.Add(nil, more)).WithVersion("2"))
	replaced := must(d.Replace(sources, more))
	clear(sources)
	clear(claims)
	clear(more)
	clear(slices.Collect(d.Claims()))
	want := append(fixtureClaims(), withID("A-3"))
	requireModel(t, d, fixtureHeader, fixtureSources, fixtureClaims())
	requireModel(t, added, relations.Header{Subject: relations.France, Version: "2"}, fixtureSources, want)
	requireModel(t, replaced, relations.Header{Subject: relations.France}, fixtureSources, want)
}

func TestAddReplaceAndWithVersion(t *testing.T) {
	d := fixture(t)
	unversioned := relations.Header{Subject: relations.France}
	own, again := relations.Source{ID: "own", Title: "Own notes"}, relations.Source{ID: "memo", Title: "A second edition"}
	claim, changed := withID("ES-1"), fixtureClaims()[3]
	claim.Source, changed.Source, changed.Kind = "own", "own", relations.Visit

	want := append(fixtureClaims(), claim)
	added := must(d.Add(sourceList{own}, claimList{claim}))
	requireModel(t, added, unversioned, append(slices.Clone(fixtureSources), own), want)
	want[3] = changed
	requireModel(t, must(d.Replace(sourceList{own, again}, claimList{claim, changed})), unversioned,
		sourceList{fixtureSources[0], again, fixtureSources[2], own}, want)
	requireModel(t, d, fixtureHeader, fixtureSources, fixtureClaims())

	other := must(d.WithVersion("2"))
	requireModel(t, other, relations.Header{Subject: relations.France, Version: "2"}, fixtureSources, fixtureClaims())
	back := must(must(d.Replace(sourceList{again}, nil)).Replace(fixtureSources, nil))
	requireModel(t, back, unversioned, fixtureSources, fixtureClaims())
}

func TestAsOf(t *testing.T) {
	for _, tt := range []struct{ published, want string }{
		{"", ""}, {",", ""}, {"2023,", "2023"}, {"2022,2024-01,2023", "2024-01"},
		{"2023-03,2023", "2023"}, {"2023,2023-12-30", "2023"}, {"2023-04-01,2023-03", "2023-04-01"},
		{"2023-03-30,2023-03", "2023-03"}, {"2023-12,2023-12-31", "2023-12-31"}, {"2023-12-31,2023-12", "2023-12-31"},
		{"2023-11,2023-11-30", "2023-11-30"}, {"2023-11-30,2023-11", "2023-11-30"}, {"2024-02,2024-02-29", "2024-02-29"},
	} {
		var sources []relations.Source
		for i, p := range strings.Split(tt.published, ",") {
			sources = append(sources, relations.Source{ID: fmt.Sprint(i), Published: onDate(p)})
		}
		assert.Equal(t, onDate(tt.want), must(relations.New(fixtureHeader, sources, nil)).AsOf(), tt.published)
	}
	assert.Zero(t, relations.Dataset{}.AsOf())
}

// Equal datasets are also equal according to reflection, and so to testify.
func TestEqual(t *testing.T) {
	var zero relations.Dataset
	d, none := fixture(t), must(relations.New(fixtureHeader, nil, nil))
	text := encoded(t, d.Encode)
	for name, pair := range map[string][2]relations.Dataset{
		"made twice":                   {d, fixture(t)},
		"decoded twice":                {must(decode(text)), must(decode(text))},
		"decoded and made":             {d, must(decode(text))},
		"the version restored":         {d, must(must(d.WithVersion("2")).WithVersion("test.1"))},
		"nothing added":                {d, must(d.Add(nil, nil))},
		"nothing replaced":             {d, must(d.Replace(nil, nil))},
		"replaced by itself":           {d, must(d.Replace(fixtureSources, fixtureClaims()))},
		"a part replaced by itself":    {d, must(d.Replace(fixtureSources[2:], fixtureClaims()[4:5]))},
		"embedded":                     {relations.Embedded(), must(relations.Embedded().Add(nil, nil))},
		"zero and New of nil":          {zero, must(relations.New(relations.Header{}, nil, nil))},
		"zero and New of empty slices": {zero, must(relations.New(relations.Header{}, sourceList{}, claimList{}))},
		"zero and nothing added":       {zero, must(zero.Add(nil, nil))},
		"zero and nothing replaced":    {zero, must(zero.Replace(nil, nil))},
		"nil and empty slices":         {none, must(relations.New(fixtureHeader, sourceList{}, claimList{}))},
		"nil and empty slices in Add":  {none, must(none.Add(sourceList{}, claimList{}))},
	} {
		assert.True(t, pair[0].Equal(pair[1]), name)
		assert.True(t, cmp.Equal(pair[0], pair[1]), "%s, with go-cmp, which uses Equal", name)
		assert.Equal(t, []report{{pair[0]}}, []report{{pair[1]}}, name)
	}
	reversed, changed := fixtureClaims(), fixtureClaims()
	slices.Reverse(reversed)
	changed[3].Section += "x"
	for name, other := range map[string]relations.Dataset{
		"zero":           zero,
		"version":        must(d.WithVersion("2")),
		"another source": must(must(d.Add(sourceList{{ID: "x"}}, nil)).WithVersion("test.1")),
		"a claim fewer":  must(relations.New(fixtureHeader, fixtureSources, fixtureClaims()[1:])),
		"order":          must(relations.New(fixtureHeader, fixtureSources, reversed)),
		"one field":      must(relations.New(fixtureHeader, fixtureSources, changed)),
	} {
		assert.False(t, d.Equal(other), name)
		assert.False(t, other.Equal(d), name)
		assert.NotEqual(t, report{d}, report{other}, name)
	}
	assert.False(t, reflect.TypeFor[relations.Dataset]().Comparable(), "== would compare pointers")
}

func TestIteratorsOfADatasetStopEarly(t *testing.T) {
	for r := range fixture(t).All() {
		assert.Equal(t, relations.Belgium, r.Partner)
		break
	}
	for s := range fixture(t).Sources() {
		assert.Equal(t, "wire", s.ID)
		break
	}
}

// Datasets and iterators are safe for concurrent use. This test is only useful with the race
// detector.
func TestManyGoroutines(t *testing.T) {
	d, text := fixture(t), encoded(t, fixture(t).Encode)
	military, during := relations.OfKind(relations.Military), relations.During(onDate("2022"), onDate("2024"))
	claims, all, sources := d.Claims(relations.Or(military, during)), d.All(), d.Sources()
	countries, kinds := relations.UNMembers().All(), relations.Kinds().All()
	resolutions, votes := relations.Resolutions(), relations.Votes(relations.India)
	want := slices.Collect(claims)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			assert.Equal(t, want, slices.Collect(claims))
			assert.NotEmpty(t, slices.Collect(all))
			assert.NotEmpty(t, slices.Collect(sources))
			assert.Len(t, slices.Collect(countries), 193)
			assert.NotEmpty(t, slices.Collect(kinds))
			assert.NotEmpty(t, slices.Collect(resolutions))
			assert.NotEmpty(t, maps.Collect(votes))
			assert.True(t, d.Equal(must(decode(text))))
			assert.False(t, d.Equal(must(d.Replace(sourceList{{ID: "wire"}}, nil))))
			assert.True(t, relations.Embedded().Equal(must(relations.Embedded().Add(nil, nil))))
		})
	}
	wg.Wait()
	assert.Equal(t, text, encoded(t, d.Encode))
}
