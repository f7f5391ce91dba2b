package relations_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// dataErrors returns the faults in an error, in order, however they are joined.
func dataErrors(err error) []*relations.DataError {
	if err == nil {
		return nil
	}
	if e, ok := err.(*relations.DataError); ok {
		return []*relations.DataError{e}
	}
	var all []*relations.DataError
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			all = append(all, dataErrors(e)...)
		}
	}
	return all
}

// randomText returns a text such as people write, and worse.
func randomText(rnd *rand.Rand) string {
	pieces := []string{"", " ", "a", "Iran", ",", `"`, `""`, "'", ";", "\\", "\\n", "é", "Ω", "中国", "إيران", "😀", "\u2028", "\ufffd", "\u00a0", "\ufeff", "<b>&amp;</b>", "=1+1", "#", "@", "null", "{", "}", "[", "]", ":", "//", "-", "\u202e", "x y"}
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
	some := func() relations.CountrySet {
		var s relations.CountrySet
		for rnd.IntN(3) == 0 {
			s = s.Union(relations.CountriesOf(all[rnd.IntN(len(all))], relations.UnitedStates))
		}
		return s
	}
	h := relations.Header{Subject: relations.Russia, Version: randomText(rnd), AsOf: randomDate(rnd)}
	if rnd.IntN(3) == 0 {
		h.Subject = all[rnd.IntN(len(all))]
	}
	sources := []relations.Source{{ID: "first"}}
	for i := range rnd.IntN(5) {
		sources = append(sources, relations.Source{
			ID: fmt.Sprintf("s%d%s", i, randomText(rnd)), Title: randomText(rnd), Publisher: randomText(rnd), Published: randomDate(rnd), URL: randomText(rnd),
		})
	}
	partners := []relations.Country{relations.Iran, relations.China, relations.Syria, relations.NorthKorea, relations.Belarus, relations.SouthAfrica}
	var claims []relations.Claim
	for i := range n {
		partner := partners[rnd.IntN(len(partners))]
		if rnd.IntN(3) == 0 {
			partner = all[rnd.IntN(len(all))]
		}
		if partner == h.Subject {
			partner = iso("FR")
			if h.Subject == partner {
				partner = iso("DE")
			}
		}
		c := relations.Claim{
			ID: fmt.Sprintf("%s#%d", randomText(rnd), i), From: partner, To: h.Subject, Mutual: rnd.IntN(3) == 0,
			Kind: supportKinds[rnd.IntN(len(supportKinds))].kind, Start: randomDate(rnd), End: randomDate(rnd),
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

// checkAgainstModel compares what a dataset answers with what a scan of the
// claims gives.
func checkAgainstModel(t *testing.T, d relations.Dataset, h relations.Header, sources []relations.Source, claims []relations.Claim) {
	t.Helper()
	require.Equal(t, h, d.Header())
	require.True(t, slices.Equal(sources, slices.Collect(d.Sources())))
	require.True(t, slices.Equal(claims, slices.Collect(d.Claims())))

	model := map[relations.Country]*[5][]relations.SupportKind{} // given, received, shared, alleged, disputed
	support := map[relations.SupportKind][]relations.Country{}
	for _, c := range claims {
		partner, column := c.From, 0
		switch {
		case c.Mutual:
			column = 2
		case c.From == h.Subject:
			partner, column = c.To, 1
		}
		if model[partner] == nil {
			model[partner] = new([5][]relations.SupportKind)
		}
		if c.Kind == relations.Background {
			continue
		}
		switch {
		case !c.AssertedBy.IsEmpty() && !c.DeniedBy.IsEmpty():
			column = 4
		case !c.AssertedBy.IsEmpty():
			column = 3
		}
		model[partner][column] = append(model[partner][column], c.Kind)
		if column == 0 {
			support[c.Kind] = append(support[c.Kind], partner)
			if c.Kind.Category() != c.Kind {
				support[c.Kind.Category()] = append(support[c.Kind.Category()], partner)
			}
		}
	}
	var want []relations.Relation
	for c := range relations.Countries().All() {
		r, ok := d.Of(c)
		m := model[c]
		require.Equal(t, m != nil, ok, "%v", c)
		if m == nil {
			require.Zero(t, r)
			continue
		}
		expected := relations.Relation{
			Partner: c, Given: relations.KindsOf(m[0]...), Received: relations.KindsOf(m[1]...), Shared: relations.KindsOf(m[2]...),
			Alleged: relations.KindsOf(m[3]...), Disputed: relations.KindsOf(m[4]...),
		}
		require.Empty(t, cmp.Diff(expected, r))
		want = append(want, expected)
	}
	require.True(t, slices.Equal(want, slices.Collect(d.All())), "All gives the relations in code order")
	for k := range relations.SupportKind(40) {
		require.Equal(t, relations.CountriesOf(support[k]...).String(), d.Supporters(k).String(), "%v", k)
	}
	for _, c := range claims {
		got, ok := d.ClaimByID(c.ID)
		require.True(t, ok)
		require.True(t, c == got)
	}
	for _, s := range sources {
		got, ok := d.SourceByID(s.ID)
		require.True(t, ok)
		require.True(t, s == got)
	}
	for _, id := range []string{"", "none", "\xff"} {
		c, ok := d.ClaimByID(id)
		require.False(t, ok)
		require.Zero(t, c)
		s, ok := d.SourceByID(id)
		require.False(t, ok)
		require.Zero(t, s)
	}
}

func TestDatasetsAgainstAModel(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{0, 1, 2, 3, 10, 35, 100, 1000, 5000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			h, sources, claims := randomDataset(rnd, n)
			d, err := relations.New(h, sources, claims)
			require.NoError(t, err)
			checkAgainstModel(t, d, h, sources, claims)
		})
	}
	d := relations.Embedded()
	checkAgainstModel(t, d, d.Header(), slices.Collect(d.Sources()), slices.Collect(d.Claims()))
}

func TestLookupsOnTheEmbeddedDataset(t *testing.T) {
	d := relations.Embedded()
	assert.True(t, slices.Equal(slices.Collect(d.All()), slices.Collect(relations.All())))
	assert.True(t, slices.Equal(slices.Collect(d.Claims()), slices.Collect(relations.Claims())))
	assert.True(t, slices.Equal(slices.Collect(d.Sources()), slices.Collect(relations.Sources())))
	for c := range relations.Countries().All() {
		r, ok := relations.Of(c)
		s, ok2 := d.Of(c)
		assert.Equal(t, ok, ok2)
		assert.Equal(t, r, s)
	}
	_, ok := relations.Of(relations.Russia)
	assert.False(t, ok, "the subject is no partner of its own")
	_, ok = relations.Of(iso("FR"))
	assert.False(t, ok, "not recorded")
	for k := range relations.SupportKind(30) {
		assert.Equal(t, d.Supporters(k), relations.Supporters(k))
	}
	assert.Equal(t, relations.Header{Subject: relations.Russia, Version: relations.DataVersion, AsOf: date(2023, 3)}, d.Header())
}

func TestZeroDataset(t *testing.T) {
	var d relations.Dataset
	assert.Zero(t, d.Header())
	checkAgainstModel(t, d, relations.Header{}, nil, nil)
	assert.Empty(t, slices.Collect(d.Claims(relations.Not(relations.Filter{}))))
	assert.True(t, d.Equal(relations.Dataset{}))
	assert.False(t, d.Equal(relations.Embedded()))
	assert.False(t, relations.Embedded().Equal(d))

	made, err := relations.New(relations.Header{}, nil, nil)
	require.NoError(t, err)
	assert.True(t, d.Equal(made))

	for name, change := range map[string]func([]relations.Source, []relations.Claim) (relations.Dataset, error){"Add": d.Add, "Replace": d.Replace} {
		e, err := change(nil, nil)
		require.NoError(t, err, name)
		assert.True(t, e.Equal(d), name)
		_, err = change([]relations.Source{{ID: "s"}}, nil)
		faults := dataErrors(err)
		require.Len(t, faults, 1, name)
		assert.Equal(t, "subject", faults[0].Field)
		assert.ErrorIs(t, err, relations.ErrMissing)
	}
}

// A soundClaim is a claim that has no fault, of sound sources and header.
var (
	soundHeader  = relations.Header{Subject: relations.Russia, Version: "1", AsOf: relations.Date{Year: 2023}}
	soundSources = []relations.Source{{ID: "s", Title: "A title"}}
	soundClaim   = relations.Claim{ID: "A-1", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "s"}
)

func TestNewRefuses(t *testing.T) {
	claim := func(change func(*relations.Claim)) []relations.Claim {
		c := soundClaim
		change(&c)
		return []relations.Claim{c}
	}
	source := func(change func(*relations.Source)) []relations.Source {
		s := relations.Source{ID: "t"}
		change(&s)
		return append(slices.Clone(soundSources), s)
	}
	type C = relations.Claim
	type S = relations.Source
	for _, tt := range []struct {
		name    string
		header  relations.Header
		sources []relations.Source
		claims  []relations.Claim
		claim   string
		field   string
		err     error
	}{
		{"no subject", relations.Header{}, soundSources, []C{soundClaim}, "", "subject", relations.ErrMissing},
		{"no subject, but a version", relations.Header{Version: "1"}, nil, nil, "", "subject", relations.ErrMissing},
		{"no subject, but a date", relations.Header{AsOf: date(2023)}, nil, nil, "", "subject", relations.ErrMissing},
		{"forged subject", relations.Header{Subject: 9999}, soundSources, []C{soundClaim}, "", "subject", relations.ErrInvalid},
		{"forged subject alone", relations.Header{Subject: 9999}, nil, nil, "", "subject", relations.ErrInvalid},
		{"bad version", relations.Header{Subject: relations.Russia, Version: "a\nb"}, nil, nil, "", "version", relations.ErrSyntax},
		{"bad as_of", relations.Header{Subject: relations.Russia, AsOf: date(2023, 13)}, nil, nil, "", "as_of", relations.ErrInvalid},

		{"source without ID", soundHeader, source(func(s *S) { s.ID = "" }), nil, "", "sources[1].id", relations.ErrMissing},
		{"source twice", soundHeader, source(func(s *S) { s.ID = "s" }), nil, "", "sources[1].id", relations.ErrDuplicate},
		{"source ID with a control", soundHeader, source(func(s *S) { s.ID = "a\x00" }), nil, "", "sources[1].id", relations.ErrSyntax},
		{"title that is no UTF-8", soundHeader, source(func(s *S) { s.Title = "\xff" }), nil, "", "sources[1].title", relations.ErrSyntax},
		{"publisher with a line feed", soundHeader, source(func(s *S) { s.Publisher = "a\n" }), nil, "", "sources[1].publisher", relations.ErrSyntax},
		{"published on no day", soundHeader, source(func(s *S) { s.Published = date(2023, 2, 29) }), nil, "", "sources[1].published", relations.ErrInvalid},
		{"URL with a tab", soundHeader, source(func(s *S) { s.URL = "a\tb" }), nil, "", "sources[1].url", relations.ErrSyntax},

		{"claim without ID", soundHeader, soundSources, claim(func(c *C) { c.ID = "" }), "", "claims[0].id", relations.ErrMissing},
		{"claim ID with a control", soundHeader, soundSources, claim(func(c *C) { c.ID = "a\u0085" }), "a\u0085", "id", relations.ErrSyntax},
		{"claim twice", soundHeader, soundSources, []C{soundClaim, soundClaim}, "A-1", "id", relations.ErrDuplicate},
		{"no giver", soundHeader, soundSources, claim(func(c *C) { c.From = 0 }), "A-1", "from", relations.ErrMissing},
		{"forged giver", soundHeader, soundSources, claim(func(c *C) { c.From = 9999 }), "A-1", "from", relations.ErrInvalid},
		{"no receiver", soundHeader, soundSources, claim(func(c *C) { c.To = 0 }), "A-1", "to", relations.ErrMissing},
		{"forged receiver", soundHeader, soundSources, claim(func(c *C) { c.To = 1 }), "A-1", "to", relations.ErrInvalid},
		{"self-dyad", soundHeader, soundSources, claim(func(c *C) { c.From = relations.Russia }), "A-1", "from", relations.ErrDyad},
		{"self-dyad of another", soundHeader, soundSources, claim(func(c *C) { c.To = relations.Iran }), "A-1", "from", relations.ErrDyad},
		{"subject on neither side", soundHeader, soundSources, claim(func(c *C) { c.To = relations.Syria }), "A-1", "from", relations.ErrDyad},
		{"mutual with the subject first", soundHeader, soundSources, claim(func(c *C) { c.From, c.To, c.Mutual = relations.Russia, relations.Iran, true }), "A-1", "from", relations.ErrDyad},
		{"no kind", soundHeader, soundSources, claim(func(c *C) { c.Kind = 0 }), "A-1", "kind", relations.ErrMissing},
		{"forged kind", soundHeader, soundSources, claim(func(c *C) { c.Kind = 20 }), "A-1", "kind", relations.ErrInvalid},
		{"forged start", soundHeader, soundSources, claim(func(c *C) { c.Start = date(2023, 2, 30) }), "A-1", "start", relations.ErrInvalid},
		{"forged end", soundHeader, soundSources, claim(func(c *C) { c.End = date(0, 1) }), "A-1", "end", relations.ErrInvalid},
		{"end before start", soundHeader, soundSources, claim(func(c *C) { c.Start, c.End = date(2023), date(2022) }), "A-1", "end", relations.ErrPeriod},
		{"end a day before start", soundHeader, soundSources, claim(func(c *C) { c.Start, c.End = date(2023, 3, 2), date(2023, 3, 1) }), "A-1", "end", relations.ErrPeriod},
		{"end a month before start", soundHeader, soundSources, claim(func(c *C) { c.Start, c.End = date(2023, 3, 1), date(2023, 2) }), "A-1", "end", relations.ErrPeriod},
		{"summary with a control", soundHeader, soundSources, claim(func(c *C) { c.Summary = "a\x1b[0m" }), "A-1", "summary", relations.ErrSyntax},
		{"no source", soundHeader, soundSources, claim(func(c *C) { c.Source = "" }), "A-1", "source", relations.ErrMissing},
		{"unknown source", soundHeader, soundSources, claim(func(c *C) { c.Source = "S" }), "A-1", "source", relations.ErrUnknown},
		{"no sources at all", soundHeader, nil, []C{soundClaim}, "A-1", "source", relations.ErrUnknown},
		{"section that is no UTF-8", soundHeader, soundSources, claim(func(c *C) { c.Section = "a\xc3" }), "A-1", "section", relations.ErrSyntax},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := relations.New(tt.header, tt.sources, tt.claims)
			require.Error(t, err)
			assert.Equal(t, relations.Dataset{}, d, "no dataset beside an error")
			faults := dataErrors(err)
			require.Len(t, faults, 1, "%v", err)
			assert.Equal(t, tt.claim, faults[0].Claim)
			assert.Equal(t, tt.field, faults[0].Field)
			assert.Zero(t, faults[0].Line)
			assert.ErrorIs(t, faults[0].Err, tt.err)
			assert.ErrorIs(t, err, tt.err)
			var e *relations.DataError
			require.ErrorAs(t, err, &e)
			assert.True(t, strings.HasPrefix(err.Error(), "relations: "), err.Error())
		})
	}
}

func TestNewAccepts(t *testing.T) {
	for name, change := range map[string]func(*relations.Claim){
		"as it is":                      func(*relations.Claim) {},
		"received":                      func(c *relations.Claim) { c.From, c.To = c.To, c.From },
		"mutual":                        func(c *relations.Claim) { c.Mutual = true },
		"a bare category":               func(c *relations.Claim) { c.Kind = relations.Military },
		"an end within a coarser start": func(c *relations.Claim) { c.Start, c.End = date(2023), date(2023, 1, 1) },
		"a coarser end":                 func(c *relations.Claim) { c.Start, c.End = date(2023, 12, 31), date(2023) },
		"an end alone":                  func(c *relations.Claim) { c.End = date(2023) },
		"one day":                       func(c *relations.Claim) { c.Start, c.End = date(2023, 3, 1), date(2023, 3, 1) },
		"a date behind AsOf":            func(c *relations.Claim) { c.Start = date(2099) },
		"letters of all scripts":        func(c *relations.Claim) { c.Summary, c.Section = "“é” 中国 إيران 😀", "«Ω»" },
		"the parties among the others":  func(c *relations.Claim) { c.Others = relations.CountriesOf(c.From, c.To) },
		"a kosovar partner":             func(c *relations.Claim) { c.From = iso("XK") },
	} {
		t.Run(name, func(t *testing.T) {
			c := soundClaim
			change(&c)
			d, err := relations.New(soundHeader, soundSources, []relations.Claim{c})
			require.NoError(t, err)
			got, ok := d.ClaimByID("A-1")
			assert.True(t, ok)
			assert.True(t, c == got)
		})
	}
}

func TestDataErrorMessages(t *testing.T) {
	for _, tt := range []struct {
		err  relations.DataError
		text string
	}{
		{relations.DataError{}, "relations: "},
		{relations.DataError{Err: relations.ErrMissing}, "relations: missing"},
		{relations.DataError{Claim: "A-1", Field: "kind", Err: relations.ErrMissing}, `relations: claim "A-1": kind: missing`},
		{relations.DataError{Claim: "A\n", Field: "kind", Line: 7, Err: errors.New("broken")}, `relations: line 7: claim "A\n": kind: broken`},
		{relations.DataError{Line: 2, Err: relations.ErrDyad}, "relations: line 2: no dyad of the subject"},
	} {
		assert.Equal(t, tt.text, tt.err.Error())
		assert.Equal(t, tt.err.Err, tt.err.Unwrap())
	}
	_, err := relations.New(soundHeader, soundSources, []relations.Claim{{ID: "X", From: 9999, To: relations.Russia, Kind: relations.Trade, Source: "s"}})
	assert.EqualError(t, err, `relations: claim "X": from: country "Country(9999)": invalid value`)
}

func TestAFaultOfALongIDIsShort(t *testing.T) {
	_, err := relations.New(soundHeader, soundSources, []relations.Claim{{ID: strings.Repeat("x", 1<<20), From: relations.Iran, To: relations.Russia, Source: strings.Repeat("y", 1<<20)}})
	faults := dataErrors(err)
	require.Len(t, faults, 2)
	assert.Less(t, len(err.Error()), 400)
	assert.Less(t, len(faults[0].Claim), 60)
}

func TestEveryFaultIsReportedInOrder(t *testing.T) {
	_, err := relations.New(relations.Header{Subject: relations.Russia, Version: "\x00", AsOf: date(-1)},
		[]relations.Source{{}, {ID: "s"}, {ID: "s", URL: "\x01"}},
		[]relations.Claim{
			{},
			{ID: "B", From: 9999, To: 9999, Kind: 99, Start: date(0, 1), End: date(0, 0, 1), Summary: "\x00", Source: "none", Section: "\x00"},
			{ID: "B", From: relations.Iran, To: relations.Syria, Kind: relations.Trade, Source: "s"},
			{ID: "C", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "s"},
			{ID: "B", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "s"},
		})
	var have []string
	for _, e := range dataErrors(err) {
		have = append(have, e.Claim+" "+e.Field)
	}
	assert.Empty(t, cmp.Diff([]string{
		" version", " as_of", " sources[0].id", " sources[2].id", " sources[2].url",
		" claims[0].id", " claims[0].from", " claims[0].to", " claims[0].kind", " claims[0].source",
		"B from", "B to", "B kind", "B start", "B end", "B summary", "B source", "B section",
		"B id", "B from",
		"B id",
	}, have))
}

func TestFaultsUpToAHundred(t *testing.T) {
	bad := make([]relations.Claim, 1_000_000) // each with several faults
	_, err := relations.New(soundHeader, soundSources, bad)
	faults := dataErrors(err)
	require.Len(t, faults, 101)
	for _, e := range faults[:100] {
		assert.NotErrorIs(t, e, relations.ErrLimit)
	}
	assert.ErrorIs(t, faults[100], relations.ErrLimit)
	assert.EqualError(t, faults[100], "relations: beyond the limit: only the first 100 faults are listed")
	assert.Less(t, len(err.Error()), 10_000)

	sources := make([]relations.Source, 200)
	_, err = relations.New(soundHeader, sources, bad[:10])
	assert.Len(t, dataErrors(err), 101)

	few := make([]relations.Claim, 99) // each with one fault
	for i := range few {
		few[i] = soundClaim
		few[i].ID = fmt.Sprint(i)
		few[i].Kind = 0
	}
	_, err = relations.New(soundHeader, soundSources, few)
	assert.Len(t, dataErrors(err), 99)
	assert.NotErrorIs(t, err, relations.ErrLimit)
}

func TestNewKeepsCopies(t *testing.T) {
	sources := slices.Clone(soundSources)
	claims := []relations.Claim{soundClaim, {ID: "A-2", From: relations.Syria, To: relations.Russia, Kind: relations.Visit, Source: "s"}}
	wantSources, wantClaims := slices.Clone(sources), slices.Clone(claims)
	d, err := relations.New(soundHeader, sources, claims)
	require.NoError(t, err)
	e, err := d.Add(nil, nil)
	require.NoError(t, err)
	more := []relations.Claim{{ID: "A-3", From: relations.China, To: relations.Russia, Kind: relations.Visit, Source: "s"}}
	f, err := d.Add(nil, more)
	require.NoError(t, err)
	g, err := d.Replace(sources, more)
	require.NoError(t, err)
	clear(sources)
	clear(claims)
	added := append(slices.Clone(wantClaims), more[0])
	clear(more)
	checkAgainstModel(t, d, soundHeader, wantSources, wantClaims)
	checkAgainstModel(t, e, soundHeader, wantSources, wantClaims)
	checkAgainstModel(t, f, soundHeader, wantSources, added)
	checkAgainstModel(t, g, soundHeader, wantSources, added)
}

func TestAdd(t *testing.T) {
	d := relations.Embedded()
	source := relations.Source{ID: "own", Title: "Own notes"}
	claim := relations.Claim{ID: "FRA-1", From: iso("FR"), To: relations.Russia, Kind: relations.Trade, Source: "own"}
	e, err := d.Add([]relations.Source{source}, []relations.Claim{claim})
	require.NoError(t, err)
	checkAgainstModel(t, e, d.Header(), append(slices.Collect(d.Sources()), source), append(slices.Collect(d.Claims()), claim))
	assert.Len(t, slices.Collect(d.Claims()), 35, "the dataset that was added to stays")
	_, ok := relations.Of(iso("FR"))
	assert.False(t, ok)

	for _, tt := range []struct {
		name    string
		sources []relations.Source
		claims  []relations.Claim
		claim   string
		field   string
		err     error
	}{
		{"a claim that is there", nil, []relations.Claim{{ID: "IRN-3", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "nyt-2023-03"}}, "IRN-3", "id", relations.ErrDuplicate},
		{"a source that is there", []relations.Source{{ID: "nyt-2023-03"}}, nil, "", "sources[1].id", relations.ErrDuplicate},
		{"a claim of no source", nil, []relations.Claim{claim}, "FRA-1", "source", relations.ErrUnknown},
		{"another subject", []relations.Source{source}, []relations.Claim{{ID: "X", From: iso("FR"), To: relations.Ukraine, Kind: relations.Trade, Source: "own"}}, "X", "from", relations.ErrDyad},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := d.Add(tt.sources, tt.claims)
			assert.Equal(t, relations.Dataset{}, e)
			faults := dataErrors(err)
			require.Len(t, faults, 1)
			assert.Equal(t, tt.claim, faults[0].Claim)
			assert.Equal(t, tt.field, faults[0].Field)
			assert.ErrorIs(t, err, tt.err)
		})
	}
}

func TestReplace(t *testing.T) {
	d := relations.Embedded()
	changed, ok := d.ClaimByID("IRN-3")
	require.True(t, ok)
	changed.Kind = relations.Visit
	added := relations.Claim{ID: "FRA-1", From: iso("FR"), To: relations.Russia, Kind: relations.Trade, Source: "nyt-2023-03"}
	source := relations.Source{ID: "nyt-2023-03", Title: "Another title"}
	e, err := d.Replace([]relations.Source{source, {ID: "own"}}, []relations.Claim{added, changed})
	require.NoError(t, err)

	want := slices.Collect(d.Claims())
	i := slices.IndexFunc(want, func(c relations.Claim) bool { return c.ID == "IRN-3" })
	want[i] = changed
	want = append(want, added)
	checkAgainstModel(t, e, d.Header(), []relations.Source{source, {ID: "own"}}, want)
	original, _ := relations.ClaimByID("IRN-3")
	assert.Equal(t, relations.ArmsTransfer, original.Kind)

	same, err := d.Replace(nil, nil)
	require.NoError(t, err)
	assert.True(t, same.Equal(d))

	for name, claims := range map[string][]relations.Claim{
		"one that is there, twice":   {changed, changed},
		"one that is new, twice":     {added, added},
		"twice with another between": {changed, added, changed},
	} {
		_, err := d.Replace(nil, claims)
		faults := dataErrors(err)
		require.Len(t, faults, 1, name)
		assert.ErrorIs(t, err, relations.ErrDuplicate, name)
		assert.Equal(t, "id", faults[0].Field)
	}
	_, err = d.Replace([]relations.Source{source, source}, nil)
	assert.ErrorIs(t, err, relations.ErrDuplicate)
}

func TestEqual(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	h, sources, claims := randomDataset(rnd, 20)
	d, err := relations.New(h, sources, claims)
	require.NoError(t, err)
	e, err := relations.New(h, sources, claims)
	require.NoError(t, err)
	assert.True(t, d.Equal(e))
	assert.True(t, e.Equal(d))
	assert.True(t, d.Equal(d))
	assert.True(t, cmp.Equal(d, e), "go-cmp uses Equal")

	different := func(name string, h relations.Header, sources []relations.Source, claims []relations.Claim) {
		f, err := relations.New(h, sources, claims)
		require.NoError(t, err, name)
		assert.False(t, d.Equal(f), name)
		assert.False(t, f.Equal(d), name)
	}
	other := h
	other.Version += "x"
	different("header", other, sources, claims)
	different("one claim less", h, sources, claims[1:])
	different("one source more", h, append(slices.Clone(sources), relations.Source{ID: "more"}), claims)
	swapped := slices.Clone(claims)
	swapped[0], swapped[1] = swapped[1], swapped[0]
	different("order", h, sources, swapped)
	edited := slices.Clone(claims)
	edited[3].Section += "x"
	different("one field", h, sources, edited)
}

func TestIteratorsOfADatasetStopEarly(t *testing.T) {
	d := relations.Embedded()
	for r := range d.All() {
		assert.Equal(t, relations.Belarus, r.Partner)
		break
	}
	for s := range d.Sources() {
		assert.Equal(t, "nyt-2023-03", s.ID)
		break
	}
}
