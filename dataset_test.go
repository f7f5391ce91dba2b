package relations_test

import (
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

// onDate returns the date that s names, or the zero Date if s is empty.
func onDate(s string) (d relations.Date) {
	if s != "" {
		d = must(relations.ParseDate(s))
	}
	return d
}

// randomText returns a text such as people write, and worse.
func randomText(rnd *rand.Rand) string {
	pieces := []string{"", " ", "a", "Iran", ",", `"`, `""`, "'", ";", "\\", "\\n", "\\.", "é", "Ω", "中国", "إيران", "😀",
		"\u2028", "\ufffd", "\u00a0", "\ufeff", "<b>&amp;</b>", "=1+1", "+", "#", "@", "null", "{", "}", "[", "]", ":",
		"//", "-", "\u202e", "x y"}
	var b strings.Builder
	for range rnd.IntN(6) {
		b.WriteString(pieces[rnd.IntN(len(pieces))])
	}
	return b.String()
}

// randomDate returns a valid date near 2022, or the zero Date.
func randomDate(rnd *rand.Rand) relations.Date {
	d := relations.Date{Year: int16(2019 + rnd.IntN(6)), Month: uint8(1 + rnd.IntN(12)), Day: uint8(1 + rnd.IntN(28))}
	switch rnd.IntN(4) {
	case 0:
		return relations.Date{}
	case 1:
		return relations.Date{Year: d.Year}
	case 2:
		return relations.Date{Year: d.Year, Month: d.Month}
	}
	return d
}

// randomDataset returns what a valid dataset of n claims is made from.
func randomDataset(rnd *rand.Rand, n int) (relations.Header, []relations.Source, []relations.Claim) {
	all := slices.Collect(relations.Countries().All())
	kinds := slices.Collect(relations.Kinds().All())
	some := func() relations.CountrySet {
		var s relations.CountrySet
		for rnd.IntN(3) == 0 {
			s = s.Union(relations.NewCountrySet(all[rnd.IntN(len(all))], relations.UnitedStates))
		}
		return s
	}
	h := relations.Header{Subject: relations.France, Version: randomText(rnd)}
	sources := []relations.Source{{ID: "first"}}
	for i := range rnd.IntN(5) {
		sources = append(sources, relations.Source{
			ID: fmt.Sprintf("s%d%s", i,
				randomText(rnd)), Title: randomText(rnd), Publisher: randomText(rnd), Published: randomDate(rnd),
			URL: randomText(rnd),
		})
	}
	var claims []relations.Claim
	for i := range n {
		partner := []relations.Country{relations.Italy, relations.Japan, relations.Germany,
			all[rnd.IntN(len(all))]}[rnd.IntN(4)]
		if partner == h.Subject {
			partner = relations.Spain
		}
		c := relations.Claim{
			ID: fmt.Sprintf("%s#%d", randomText(rnd), i), From: partner, To: h.Subject, Mutual: rnd.IntN(3) == 0,
			Kind: kinds[rnd.IntN(len(kinds))], Start: randomDate(rnd), End: randomDate(rnd),
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

// requireModel compares what a dataset answers with what a plain loop over the
// claims gives.
func requireModel(t *testing.T, d relations.Dataset, h relations.Header, sources []relations.Source,
	claims []relations.Claim) {
	t.Helper()
	require.Equal(t, h, d.Header())
	require.True(t, slices.Equal(sources, slices.Collect(d.Sources())))
	require.True(t, slices.Equal(claims, slices.Collect(d.Claims())))

	type kinds = []relations.SupportKind
	model := map[relations.Country]map[string]kinds{}
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
		if model[partner] == nil {
			model[partner] = map[string]kinds{}
		}
		if c.Kind != relations.Background {
			model[partner][column] = append(model[partner][column], c.Kind)
		}
	}
	var partners []relations.Country
	for c := range relations.Countries().All() {
		r, ok := d.Of(c)
		columns, want := model[c]
		require.Equal(t, want, ok, "%v", c)
		if !want {
			require.Zero(t, r)
			continue
		}
		partners = append(partners, c)
		require.Equal(t, c, r.Partner)
		for column, set := range map[string]relations.KindSet{"given": r.Given, "received": r.Received, "mutual": r.Mutual,
			"alleged": r.Alleged, "disputed": r.Disputed} {
			claimed := columns[column]
			slices.Sort(claimed)
			require.Equal(t, slices.Compact(claimed), slices.Collect(set.All()), "%v %s: what was claimed, and no more", c,
				column)
		}
	}
	var listed []relations.Country
	for r := range d.All() {
		again, _ := d.Of(r.Partner)
		require.Equal(t, again, r)
		listed = append(listed, r.Partner)
	}
	require.Equal(t, partners, listed, "in the order of the codes")

	for k := range relations.SupportKind(40) {
		var givers, tied relations.CountrySet
		for _, c := range partners {
			if slices.ContainsFunc(model[c]["given"], k.Includes) {
				givers = givers.Union(relations.NewCountrySet(c))
			}
			if slices.ContainsFunc(slices.Concat(model[c]["given"], model[c]["received"], model[c]["mutual"]), k.Includes) {
				tied = tied.Union(relations.NewCountrySet(c))
			}
		}
		require.Equal(t, givers.String(), d.Givers(k).String(), "%v", k)
		require.Equal(t, tied.String(), d.Partners(k).String(), "%v", k)
	}
	for _, c := range claims {
		got, ok := d.ClaimByID(c.ID)
		require.True(t, ok)
		require.True(t, c == got)
	}
	latest := relations.Date{}
	for _, s := range sources {
		got, ok := d.SourceByID(s.ID)
		require.True(t, ok)
		require.True(t, s == got)
		if s.Published.IsValid() && (latest == relations.Date{} || lastDay(s.Published).After(lastDay(latest))) {
			latest = s.Published
		}
	}
	require.Equal(t, lastDay(latest), lastDay(d.AsOf()))
	for _, id := range []string{"", "none", "\xff"} {
		c, ok := d.ClaimByID(id)
		require.False(t, ok)
		require.Zero(t, c)
		s, ok := d.SourceByID(id)
		require.False(t, ok)
		require.Zero(t, s)
	}
	for _, c := range []relations.Country{0, h.Subject, 9999} {
		r, ok := d.Of(c)
		require.False(t, ok, "%v is no partner", c)
		require.Zero(t, r)
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

func TestZeroDataset(t *testing.T) {
	var d relations.Dataset
	assert.Empty(t, slices.Collect(d.Claims(relations.Not(relations.Filter{}))))
	assert.Equal(t, "0 claims on no country", d.String())
	assert.True(t, d.Equal(relations.Dataset{}))
	assert.True(t, d.Equal(must(relations.New(relations.Header{}, nil, nil))))
	assert.False(t, d.Equal(relations.Embedded()))
	assert.False(t, relations.Embedded().Equal(d))
	for name, change := range map[string]func([]relations.Source, []relations.Claim) (relations.Dataset,
		error){"Add": d.Add, "Replace": d.Replace} {
		e, err := change(nil, nil)
		require.NoError(t, err, name)
		assert.True(t, e.Equal(d), name)
		_, err = change([]relations.Source{{ID: "s"}}, nil)
		assert.EqualError(t, err, "relations: subject: missing", name)
	}
	_, err := d.WithVersion("1")
	assert.EqualError(t, err, "relations: subject: missing", "New would not take it")
}

func TestDatasetString(t *testing.T) {
	assert.Equal(t, fmt.Sprintf("%d claims on France, version test.1", len(fixtureClaims())), fixture(t).String())
	d := must(relations.New(relations.Header{Subject: relations.Chad}, nil, nil))
	assert.Equal(t, "0 claims on Chad", d.String())
}

// soundClaim is a claim without a fault, for the header and sources of the
// fixture.
var soundClaim = relations.Claim{ID: "A", From: relations.Italy, To: relations.France, Kind: relations.Trade,
	Source: "wire"}

// faultTexts returns the faults in an error, without their common prefix.
func faultTexts(err error) []string {
	var list []string
	for _, e := range relations.Faults(err) {
		list = append(list, strings.TrimPrefix(e.Error(), "relations: "))
	}
	return list
}

func TestNewRefuses(t *testing.T) {
	type input struct {
		s *relations.Source
		c *relations.Claim
	}
	for _, tt := range []struct {
		name   string
		change func(input)
		claim  string
		field  string
		err    error
	}{
		{"source without ID", func(in input) { in.s.ID = "" }, "", "sources[1].id", relations.ErrMissing},
		{"source twice", func(in input) { in.s.ID = "wire" }, "", "sources[1].id", relations.ErrDuplicate},
		{"source ID with a control", func(in input) { in.s.ID = "a\x00" }, "", "sources[1].id", relations.ErrSyntax},
		{"title that is no UTF-8", func(in input) { in.s.Title = "\xff" }, "", "sources[1].title", relations.ErrSyntax},
		{"publisher with a line feed", func(in input) { in.s.Publisher = "a\n" }, "", "sources[1].publisher",
			relations.ErrSyntax},
		{"published on no day", func(in input) { in.s.Published = relations.Date{Year: 2023, Month: 2, Day: 29} }, "",
			"sources[1].published", relations.ErrInvalid},
		{"URL with a tab", func(in input) { in.s.URL = "a\tb" }, "", "sources[1].url", relations.ErrSyntax},
		{"claim without ID", func(in input) { in.c.ID = "" }, "", "claims[1].id", relations.ErrMissing},
		{"claim ID with a control", func(in input) { in.c.ID = "a\u0085" }, "a\u0085", "id", relations.ErrSyntax},
		{"claim twice", func(in input) { in.c.ID = "A" }, "A", "id", relations.ErrDuplicate},
		{"no giver", func(in input) { in.c.From = 0 }, "B", "from", relations.ErrMissing},
		{"forged giver", func(in input) { in.c.From = 9999 }, "B", "from", relations.ErrInvalid},
		{"no receiver", func(in input) { in.c.To = 0 }, "B", "to", relations.ErrMissing},
		{"forged receiver", func(in input) { in.c.To = 1 }, "B", "to", relations.ErrInvalid},
		{"self-dyad", func(in input) { in.c.From = relations.France }, "B", "from", relations.ErrDyad},
		{"self-dyad of another", func(in input) { in.c.To = relations.Italy }, "B", "from", relations.ErrDyad},
		{"subject on neither side", func(in input) { in.c.To = relations.Syria }, "B", "from", relations.ErrDyad},
		{"mutual with the subject first", func(in input) {
			in.c.From, in.c.To, in.c.Mutual = relations.France,
				relations.Italy, true
		}, "B", "from", relations.ErrDyad},
		{"no kind", func(in input) { in.c.Kind = 0 }, "B", "kind", relations.ErrMissing},
		{"forged kind", func(in input) { in.c.Kind = 200 }, "B", "kind", relations.ErrInvalid},
		{"forged start", func(in input) { in.c.Start = relations.Date{Year: 2023, Month: 2, Day: 30} }, "B", "start",
			relations.ErrInvalid},
		{"forged end", func(in input) { in.c.End = relations.Date{Month: 1} }, "B", "end", relations.ErrInvalid},
		{"end before start", func(in input) { in.c.Start, in.c.End = onDate("2023"), onDate("2022") }, "B", "end",
			relations.ErrPeriod},
		{"end a day before start", func(in input) { in.c.Start, in.c.End = onDate("2023-03-02"), onDate("2023-03-01") },
			"B", "end", relations.ErrPeriod},
		{"end a month before start", func(in input) { in.c.Start, in.c.End = onDate("2023-03-01"), onDate("2023-02") },
			"B", "end", relations.ErrPeriod},
		{"asserted by the zero country", func(in input) { in.c.AssertedBy = relations.NewCountrySet(0) }, "B",
			"asserted_by", relations.ErrInvalid},
		{"denied by a forged one", func(in input) { in.c.DeniedBy = relations.NewCountrySet(relations.Iran, 9999) }, "B",
			"denied_by", relations.ErrInvalid},
		{"others with an invalid one removed",
			func(in input) { in.c.Others = relations.NewCountrySet(0).Minus(relations.NewCountrySet(0)) }, "B", "others",
			relations.ErrInvalid},
		{"summary with a control", func(in input) { in.c.Summary = "a\x1b[0m" }, "B", "summary", relations.ErrSyntax},
		{"no source", func(in input) { in.c.Source = "" }, "B", "source", relations.ErrMissing},
		{"unknown source", func(in input) { in.c.Source = "Wire" }, "B", "source", relations.ErrUnknown},
		{"section that is no UTF-8", func(in input) { in.c.Section = "a\xc3" }, "B", "section", relations.ErrSyntax},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, c := relations.Source{ID: "t"}, soundClaim
			c.ID = "B"
			tt.change(input{s: &s, c: &c})
			d, err := relations.New(fixtureHeader, []relations.Source{fixtureSources[0], s}, []relations.Claim{soundClaim, c})
			assert.True(t, d.Equal(relations.Dataset{}), "no dataset beside an error")
			faults := relations.Faults(err)
			require.Len(t, faults, 1, "%v", err)
			assert.Equal(t, tt.claim, faults[0].Claim)
			assert.Equal(t, tt.field, faults[0].Field)
			assert.Zero(t, faults[0].Line)
			assert.ErrorIs(t, err, tt.err)
			assert.True(t, strings.HasPrefix(err.Error(), "relations: "), err.Error())
		})
	}
	claims := []relations.Claim{soundClaim}
	for _, tt := range []struct {
		name, text string
		h          relations.Header
		sources    []relations.Source
		claims     []relations.Claim
		err        error
	}{
		{"no subject", "subject: missing", relations.Header{}, fixtureSources, claims, relations.ErrMissing},
		{"no subject, but a version", "subject: missing", relations.Header{Version: "1"}, nil, nil, relations.ErrMissing},
		{"forged subject", `subject: country "Country(9999)": invalid value`, relations.Header{Subject: 9999},
			fixtureSources, claims, relations.ErrInvalid},
		{"forged subject alone", `subject: country "Country(9999)": invalid value`, relations.Header{Subject: 9999}, nil,
			nil, relations.ErrInvalid},
		{"bad version", `version: text "a\nb": malformed, with a line break or another control character`,
			relations.Header{Subject: relations.France, Version: "a\nb"}, nil, nil, relations.ErrSyntax},
		{"no sources at all", `claim "A" (claims[0]): source: source "wire": unknown, not the id of one of the sources`,
			fixtureHeader, nil, claims, relations.ErrUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := relations.New(tt.h, tt.sources, tt.claims)
			assert.EqualError(t, err, "relations: "+tt.text)
			assert.ErrorIs(t, err, tt.err)
		})
	}
}

func TestFaultsOfTheHeaderComeFirst(t *testing.T) {
	_, err := relations.New(relations.Header{Subject: relations.France, Version: "\n"}, nil,
		[]relations.Claim{soundClaim, soundClaim})
	require.Len(t, relations.Faults(err), 4)
	assert.Equal(t, "version", relations.Faults(err)[0].Field)
}

func TestASubjectIsNeededForAnythingElse(t *testing.T) {
	for name, newDataset := range map[string]func() (relations.Dataset, error){
		"a version": func() (relations.Dataset, error) { return relations.New(relations.Header{Version: "1"}, nil, nil) },
		"a source":  func() (relations.Dataset, error) { return relations.New(relations.Header{}, fixtureSources[:1], nil) },
		"a claim and a source": func() (relations.Dataset, error) {
			return relations.New(relations.Header{}, fixtureSources[:1], []relations.Claim{soundClaim})
		},
		"claims": func() (relations.Dataset, error) {
			return relations.Dataset{}.Add(fixtureSources, []relations.Claim{soundClaim})
		},
	} {
		_, err := newDataset()
		assert.Equal(t, []string{"subject: missing"}, faultTexts(err), name)
	}
}

func TestNewAccepts(t *testing.T) {
	for name, change := range map[string]func(*relations.Claim){
		"as it is":                      func(*relations.Claim) {},
		"received":                      func(c *relations.Claim) { c.From, c.To = c.To, c.From },
		"mutual":                        func(c *relations.Claim) { c.Mutual = true },
		"a bare category":               func(c *relations.Claim) { c.Kind = relations.Military },
		"an end within a coarser start": func(c *relations.Claim) { c.Start, c.End = onDate("2023"), onDate("2023-01-01") },
		"a coarser end":                 func(c *relations.Claim) { c.Start, c.End = onDate("2023-12-31"), onDate("2023") },
		"an end alone":                  func(c *relations.Claim) { c.End = onDate("2023") },
		"a date after the source":       func(c *relations.Claim) { c.Start = onDate("2099") },
		"letters of all scripts":        func(c *relations.Claim) { c.Summary, c.Section = "“é” 中国 إيران 😀", "«Ω»" },
		"the parties among the others":  func(c *relations.Claim) { c.Others = relations.NewCountrySet(c.From, c.To) },
	} {
		t.Run(name, func(t *testing.T) {
			c := soundClaim
			change(&c)
			d, err := relations.New(fixtureHeader, fixtureSources, []relations.Claim{c})
			require.NoError(t, err)
			requireModel(t, d, fixtureHeader, fixtureSources, []relations.Claim{c})
		})
	}
}

func TestEveryFaultIsReportedInOrder(t *testing.T) {
	_, err := relations.New(relations.Header{Subject: relations.France, Version: "\x00"},
		[]relations.Source{{ID: "r"}, {ID: "s"}, {ID: "s", URL: "\x01"}},
		[]relations.Claim{
			{},
			{ID: "B", From: 9999, To: 9999, Kind: 99, Start: relations.Date{Month: 1}, End: relations.Date{Day: 1},
				Summary: "\x00", Source: "none", Section: "\x00"},
			{ID: "B", From: relations.Italy, To: relations.Syria, Kind: relations.Trade, Source: "s"},
			{ID: "C", From: relations.Italy, To: relations.France, Kind: relations.Trade, Source: "s"},
			{ID: "B", From: relations.Italy, To: relations.France, Kind: relations.Trade, Source: "s"},
		})
	var have []string
	for _, e := range relations.Faults(err) {
		have = append(have, strings.TrimSpace(e.Claim+" "+e.Field))
	}
	assert.Empty(t, cmp.Diff([]string{
		"version", "sources[2].url", "sources[2].id",
		"claims[0].id", "claims[0].from", "claims[0].to", "claims[0].kind", "claims[0].source",
		"B from", "B to", "B kind", "B start", "B end", "B summary", "B section", "B source",
		"B id", "B from",
		"B id",
	}, have))
	assert.Contains(t, err.Error(), `claim "B" (claims[4]): id: duplicate`)

	_, err = relations.New(fixtureHeader, []relations.Source{{}}, []relations.Claim{soundClaim})
	assert.EqualError(t, err, "relations: sources[0].id: missing", "the missing ID may be the one that the claim names")
}

func TestFaultsUpToAHundred(t *testing.T) {
	const limit = "beyond the limit: there are more faults than the 100 that are listed"
	_, err := relations.New(fixtureHeader, fixtureSources, make([]relations.Claim, 100_000))
	texts := faultTexts(err)
	require.Len(t, texts, 101)
	assert.NotContains(t, texts[:100], limit)
	assert.Equal(t, limit, texts[100])
	assert.ErrorIs(t, err, relations.ErrLimit)
	assert.Less(t, len(err.Error()), 10_000)
	_, err = relations.New(fixtureHeader, make([]relations.Source, 200), nil)
	assert.Len(t, relations.Faults(err), 101)
	for n, listed := range map[int]int{99: 99, 100: 100, 101: 101} { // the last of 101 says that there are more
		claims := slices.Repeat([]relations.Claim{soundClaim}, n)
		for i := range claims {
			claims[i].ID, claims[i].Kind = fmt.Sprint(i), 0
		}
		_, err = relations.New(fixtureHeader, fixtureSources, claims)
		assert.Len(t, relations.Faults(err), listed)
		assert.Equal(t, n > 100, errors.Is(err, relations.ErrLimit), n)
	}
}

func TestDataErrorMessages(t *testing.T) {
	for _, tt := range []struct {
		err  relations.DataError
		text string
	}{
		{relations.DataError{}, "relations: "},
		{relations.DataError{Err: relations.ErrMissing}, "relations: missing"},
		{relations.DataError{Claim: "A-1", Field: "kind", Err: relations.ErrMissing},
			`relations: claim "A-1": kind: missing`},
		{relations.DataError{Claim: "A\n", Field: "kind", Line: 7, Err: errors.New("broken")},
			`relations: line 7: claim "A\n": kind: broken`},
		{relations.DataError{Line: 2, Err: relations.ErrDyad}, "relations: line 2: no dyad of the subject"},
	} {
		assert.Equal(t, tt.text, tt.err.Error())
		assert.Equal(t, tt.err.Err, tt.err.Unwrap())
	}
	long := "x" + strings.Repeat("€", 1<<18)
	_, err := relations.New(fixtureHeader, fixtureSources,
		[]relations.Claim{{ID: long, From: relations.Italy, To: relations.France, Source: long}})
	faults := relations.Faults(err)
	require.Len(t, faults, 2)
	assert.Less(t, len(err.Error()), 500)
	assert.Equal(t, "x"+strings.Repeat("€", 15)+"…", faults[0].Claim)
}

func TestFaultsOfAnyError(t *testing.T) {
	a, b := &relations.DataError{Field: "a"}, &relations.DataError{Field: "b"}
	for _, tt := range []struct {
		name string
		err  error
		want []*relations.DataError
	}{
		{"nil", nil, nil},
		{"another error", errors.New("another"), nil},
		{"wrapped other errors", fmt.Errorf("%w, %w", errors.New("x"), errors.New("y")), nil},
		{"one", a, []*relations.DataError{a}},
		{"joined", errors.Join(a, errors.New("x"), b), []*relations.DataError{a, b}},
		{"wrapped", fmt.Errorf("reading: %w", errors.Join(b, a)), []*relations.DataError{b, a}},
	} {
		assert.Equal(t, tt.want, relations.Faults(tt.err), tt.name)
	}
}

func TestNewKeepsCopies(t *testing.T) {
	sources, claims := slices.Clone(fixtureSources), fixtureClaims()
	d := must(relations.New(fixtureHeader, sources, claims))
	more := []relations.Claim{{ID: "A-3", From: relations.China, To: relations.France, Kind: relations.Visit,
		Source: "wire"}}
	added := must(must(d.Add(nil, more)).WithVersion("2"))
	replaced := must(d.Replace(sources, more))
	want := append(fixtureClaims(), more[0])
	clear(sources)
	clear(claims)
	clear(more)
	clear(slices.Collect(d.Claims()))
	requireModel(t, d, fixtureHeader, fixtureSources, fixtureClaims())
	requireModel(t, added, relations.Header{Subject: relations.France, Version: "2"}, fixtureSources, want)
	requireModel(t, replaced, relations.Header{Subject: relations.France}, fixtureSources, want)
}

func TestAddAndReplace(t *testing.T) {
	d := fixture(t)
	unversioned := relations.Header{Subject: relations.France}
	source := relations.Source{ID: "own", Title: "Own notes"}
	claim := relations.Claim{ID: "ES-1", From: relations.Spain, To: relations.France, Kind: relations.Trade, Source: "own"}
	changed := fixtureClaims()[3]
	changed.Kind, changed.Source = relations.Visit, "own"

	added := must(d.Add([]relations.Source{source}, []relations.Claim{claim}))
	requireModel(t, added, unversioned, append(slices.Clone(fixtureSources), source), append(fixtureClaims(), claim))
	want := append(fixtureClaims(), claim)
	want[3] = changed
	again := relations.Source{ID: "memo", Title: "A second edition"}
	requireModel(t, must(d.Replace([]relations.Source{source, again}, []relations.Claim{claim, changed})), unversioned,
		[]relations.Source{fixtureSources[0], again, fixtureSources[2], source}, want)
	requireModel(t, d, fixtureHeader, fixtureSources, fixtureClaims())

	for name, same := range map[string]relations.Dataset{
		"nothing added":        must(d.Add(nil, nil)),
		"nothing replaced":     must(d.Replace(nil, nil)),
		"replaced by itself":   must(d.Replace(fixtureSources, fixtureClaims())),
		"one, by itself":       must(d.Replace(fixtureSources[2:], fixtureClaims()[4:5])),
		"the version put back": must(must(d.Replace([]relations.Source{again}, nil)).Replace(fixtureSources, nil)),
	} {
		if name == "the version put back" {
			assert.Empty(t, same.Header().Version)
			same = must(same.WithVersion("test.1"))
		}
		assert.True(t, d.Equal(same), name)
	}

	type (
		sources = []relations.Source
		claims  = []relations.Claim
	)
	twice := soundClaim
	twice.ID = "IT-1"
	for _, tt := range []struct {
		name    string
		change  func([]relations.Source, []relations.Claim) (relations.Dataset, error)
		sources sources
		claims  claims
		want    []string
	}{
		{"a claim that is there", d.Add, nil, claims{soundClaim, twice},
			[]string{`claim "IT-1" (claims[1]): id: duplicate of one in the dataset`}},
		{"a source that is there", d.Add, sources{source, {ID: "wire"}}, nil,
			[]string{`source "wire": sources[1].id: duplicate of one in the dataset`}},
		{"a claim of no source", d.Add, nil, claims{claim},
			[]string{`claim "ES-1" (claims[0]): source: source "own": unknown, not the id of one of the sources`}},
		{"another subject", d.Add, nil, claims{{ID: "X", From: relations.Italy, To: relations.Chad, Kind: relations.Trade,
			Source: "wire"}},
			[]string{`claim "X" (claims[0]): from: no dyad of the subject: neither from nor to is France, the subject`}},
		{"a claim and a source without ID", d.Add, sources{source, {}},
			claims{soundClaim, {From: relations.Italy, To: relations.France, Kind: relations.Trade, Source: "wire"}},
			[]string{"sources[1].id: missing", "claims[1].id: missing"}},
		{"one that is there, twice", d.Replace, nil, claims{soundClaim, changed, changed},
			[]string{`claim "JP-2" (claims[1]): source: source "own": unknown, not the id of one of the sources`,
				`claim "JP-2" (claims[2]): id: duplicate of claims[1]`,
				`claim "JP-2" (claims[2]): source: source "own": unknown, not the id of one of the sources`}},
		{"one that is new, twice", d.Replace, nil, claims{soundClaim, twice, soundClaim},
			[]string{`claim "A" (claims[2]): id: duplicate of claims[0]`}},
		{"a source twice", d.Replace, sources{again, source, again}, nil,
			[]string{`source "memo": sources[2].id: duplicate of sources[0]`}},
		{"faults in their order in what was given", d.Replace, nil,
			claims{{ID: "new"}, {ID: "IT-1", From: relations.Italy, To: relations.France, Kind: 77, Source: "wire"}}, []string{
				`claim "new" (claims[0]): from: missing`, `claim "new" (claims[0]): to: missing`,
				`claim "new" (claims[0]): kind: missing`, `claim "new" (claims[0]): source: missing`,
				`claim "IT-1" (claims[1]): kind: support kind "SupportKind(77)": invalid value`,
			}},
		{"a fault in a source that is there", d.Replace, sources{source, {ID: "wire", Title: "\x00"}}, nil,
			[]string{`source "wire": sources[1].title: text "\x00": malformed, with a line break or another control character`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := tt.change(tt.sources, tt.claims)
			assert.True(t, e.Equal(relations.Dataset{}))
			assert.Empty(t, cmp.Diff(tt.want, faultTexts(err)))
		})
	}
}

func TestWithVersion(t *testing.T) {
	d := fixture(t)
	other := must(d.WithVersion("2"))
	requireModel(t, other, relations.Header{Subject: relations.France, Version: "2"}, fixtureSources, fixtureClaims())
	assert.False(t, d.Equal(other))
	assert.True(t, d.Equal(must(other.WithVersion("test.1"))))
	assert.Equal(t, relations.DataVersion, relations.Embedded().Header().Version)
	e, err := d.WithVersion("a\nb")
	assert.EqualError(t, err, `relations: version: text "a\nb": malformed, with a line break or another control character`)
	assert.True(t, e.Equal(relations.Dataset{}))
	assert.Len(t, relations.Faults(err), 1)
}

func TestAsOf(t *testing.T) {
	for _, tt := range []struct{ published, want string }{
		{"", ""}, {",", ""}, {"2023,", "2023"}, {"2023-03,2023", "2023"}, {"2023,2023-12-30",
			"2023"}, {"2023-04-01,2023-03", "2023-04-01"}, {"2023-03-30,2023-03", "2023-03"},
		{"2023-12,2023-12-31", "2023-12-31"}, {"2023-12-31,2023-12", "2023-12-31"}, {"2023-11,2023-11-30",
			"2023-11-30"}, {"2023-11-30,2023-11", "2023-11-30"}, {"2024-02,2024-02-29", "2024-02-29"},
		{"2022,2024-01,2023", "2024-01"},
	} {
		var sources []relations.Source
		for i, p := range strings.Split(tt.published, ",") {
			sources = append(sources, relations.Source{ID: fmt.Sprint(i), Published: onDate(p)})
		}
		assert.Equal(t, onDate(tt.want), must(relations.New(fixtureHeader, sources, nil)).AsOf(), tt.published)
	}
}

func TestEqual(t *testing.T) {
	d := fixture(t)
	assert.True(t, d.Equal(d))
	assert.True(t, cmp.Equal(d, fixture(t)), "go-cmp uses Equal")
	for name, change := range map[string]func(*relations.Header, *[]relations.Source, *[]relations.Claim){
		"version": func(h *relations.Header, _ *[]relations.Source, _ *[]relations.Claim) { h.Version += "x" },
		"sources": func(_ *relations.Header, s *[]relations.Source, _ *[]relations.Claim) {
			*s = append(slices.Clone(*s), relations.Source{ID: "x"})
		},
		"a claim less": func(_ *relations.Header, _ *[]relations.Source, c *[]relations.Claim) { *c = (*c)[1:] },
		"order":        func(_ *relations.Header, _ *[]relations.Source, c *[]relations.Claim) { slices.Reverse(*c) },
		"one field":    func(_ *relations.Header, _ *[]relations.Source, c *[]relations.Claim) { (*c)[3].Section += "x" },
	} {
		h, sources, claims := fixtureHeader, fixtureSources, fixtureClaims()
		change(&h, &sources, &claims)
		e := must(relations.New(h, sources, claims))
		assert.False(t, d.Equal(e), name)
		assert.False(t, e.Equal(d), name)
	}
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

// Equal datasets are equal to reflection too, and so to testify.
func TestDeepEqual(t *testing.T) {
	type report struct {
		Title string
		Data  relations.Dataset
	}
	text := encodedJSON(t, fixture(t))
	empty := must(relations.New(fixtureHeader, nil, nil))
	for _, tt := range []struct {
		name string
		a, b relations.Dataset
	}{
		{"two readings of one document", must(relations.Decode(strings.NewReader(text))),
			must(relations.Decode(strings.NewReader(text)))},
		{"read and made", fixture(t), must(relations.Decode(strings.NewReader(text)))},
		{"embedded", relations.Embedded(), must(relations.Embedded().Add(nil, nil))},
		{"zero and New of nothing", relations.Dataset{},
			must(relations.New(relations.Header{}, []relations.Source{}, []relations.Claim{}))},
		{"nil and empty slices", empty, must(relations.New(fixtureHeader, []relations.Source{}, []relations.Claim{}))},
		{"nothing added", empty, must(empty.Add([]relations.Source{}, []relations.Claim{}))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.True(t, tt.a.Equal(tt.b))
			assert.Equal(t, tt.a, tt.b)
			assert.Equal(t, []report{{"x", tt.a}}, []report{{"x", tt.b}})
			assert.NotEqual(t, report{"x", tt.a}, report{"x", must(fixture(t).WithVersion("other"))})
		})
	}
	assert.False(t, reflect.TypeFor[relations.Dataset]().Comparable(), "== would compare pointers")
}

// The text and binary forms of a dataset are its JSON document.
func TestDatasetAsTextAndBinary(t *testing.T) {
	for name, d := range map[string]relations.Dataset{"zero": {}, "fixture": fixture(t),
		"embedded": relations.Embedded()} {
		text, err := d.MarshalText()
		require.NoError(t, err, name)
		assert.Equal(t, encodedJSON(t, d), string(text))
		binary, err := d.MarshalBinary()
		require.NoError(t, err, name)
		assert.Equal(t, text, binary)
		for _, read := range []func(*relations.Dataset) error{
			func(d *relations.Dataset) error { return d.UnmarshalText(text) },
			func(d *relations.Dataset) error { return d.UnmarshalBinary(binary) },
			func(d *relations.Dataset) error { return d.UnmarshalText(append([]byte("\ufeff"), text...)) },
		} {
			have := fixture(t)
			require.NoError(t, read(&have), name)
			assert.Equal(t, d, have)
		}
	}
	for _, text := range []string{"", " ", "null", "{", `{"subject": "FR"}`} {
		have := fixture(t)
		assert.Error(t, have.UnmarshalText([]byte(text)), text)
		assert.Equal(t, fixture(t), have, "the receiver stays as it was")
	}
	assert.Error(t, (*relations.Dataset)(nil).UnmarshalText(nil))
}

func TestSourceOfAFault(t *testing.T) {
	_, err := relations.New(fixtureHeader, []relations.Source{{ID: "wire", Title: "\n"}, {ID: "wire"}, {Title: "x"}}, nil)
	var have []string
	for _, e := range relations.Faults(err) {
		have = append(have, e.Source+" "+e.Field)
	}
	assert.Equal(t, []string{"wire sources[0].title", "wire sources[1].id", " sources[2].id"}, have)
}

// Each iterator may be ranged over by several goroutines. This is a test for the race
// detector.
func TestConcurrentIterators(t *testing.T) {
	d := fixture(t)
	claims, all, sources := d.Claims(relations.OfKind(relations.Military)), d.All(), d.Sources()
	countries, kinds := relations.UNMembers().All(), relations.Kinds().All()
	resolutions, votes := relations.Resolutions(), relations.Votes(relations.India)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			assert.NotEmpty(t, slices.Collect(claims))
			assert.NotEmpty(t, slices.Collect(all))
			assert.NotEmpty(t, slices.Collect(sources))
			assert.Len(t, slices.Collect(countries), 193)
			assert.NotEmpty(t, slices.Collect(kinds))
			assert.NotEmpty(t, slices.Collect(resolutions))
			assert.NotEmpty(t, maps.Collect(votes))
		})
	}
	wg.Wait()
}

func TestManyGoroutines(t *testing.T) {
	// Meaningful under the race detector.
	d, text := fixture(t), encodedJSON(t, fixture(t))
	claims := d.Claims(relations.Or(relations.OfKind(relations.Military),
		relations.During(onDate("2022"), onDate("2024"))))
	want := slices.Collect(claims)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			assert.Equal(t, want, slices.Collect(claims))
			assert.True(t, d.Equal(must(relations.Decode(strings.NewReader(text)))))
			assert.False(t, d.Equal(must(d.Replace([]relations.Source{{ID: "wire"}}, nil))))
			assert.True(t, relations.Embedded().Equal(must(relations.Embedded().Add(nil, nil))))
		})
	}
	wg.Wait()
	assert.Equal(t, text, encodedJSON(t, d))
}
