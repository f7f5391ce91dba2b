package relations_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// A plainFilter is a filter, and what it means, said plainly.
type plainFilter struct {
	name   string
	filter relations.Filter
	match  func(relations.Claim) bool
}

// daysOf returns the first and the last day of a date.
func daysOf(d relations.Date) (first, last time.Time) {
	switch {
	case d.Month == 0:
		return time.Date(int(d.Year), 1, 1, 0, 0, 0, 0, time.UTC), time.Date(int(d.Year), 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		first = time.Date(int(d.Year), time.Month(d.Month), 1, 0, 0, 0, 0, time.UTC)
		return first, first.AddDate(0, 1, -1)
	}
	first = time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC)
	return first, first
}

// overlaps says whether the period of a claim overlaps that from start to end.
func overlaps(c relations.Claim, asOf, start, end relations.Date) bool {
	if !start.IsValid() || !end.IsValid() || !c.Start.IsValid() {
		return false
	}
	from, _ := daysOf(start)
	_, to := daysOf(end)
	first, last := daysOf(c.Start)
	if c.End.IsValid() {
		_, last = daysOf(c.End)
	} else if asOf.IsValid() {
		if _, open := daysOf(asOf); open.After(last) {
			last = open
		}
	}
	return !to.Before(from) && !first.After(to) && !last.Before(from)
}

// plainFilters returns filters of every kind for a dataset with a header.
func plainFilters(h relations.Header) []plainFilter {
	var all []plainFilter
	add := func(name string, f relations.Filter, match func(relations.Claim) bool) {
		all = append(all, plainFilter{name, f, match})
	}
	never := func(relations.Claim) bool { return false }
	lists := [][]relations.Country{
		{relations.Iran}, {relations.Russia}, {relations.Iran, relations.Syria}, {relations.Russia, relations.China}, {relations.Ukraine},
		{relations.Belarus, relations.China}, {relations.India, relations.Iran},
		{relations.UnitedStates}, {relations.SouthAfrica, 0, 9999}, {relations.NorthKorea, relations.UnitedStates, relations.Belarus}, {iso("FR")},
		{0}, {9999}, {}, slices.Collect(relations.Countries().All()),
	}
	for _, list := range lists {
		list := slices.Clone(list)
		in := func(c relations.Country) bool { return c.IsValid() && slices.Contains(list, c) }
		anyIn := func(s relations.CountrySet) bool {
			for c := range s.All() {
				if in(c) {
					return true
				}
			}
			return false
		}
		name := fmt.Sprint(list)
		if len(list) > 3 {
			name = "all"
		}
		add("From "+name, relations.From(list...), func(c relations.Claim) bool { return !c.Mutual && in(c.From) })
		add("To "+name, relations.To(list...), func(c relations.Claim) bool { return !c.Mutual && in(c.To) })
		add("Involving "+name, relations.Involving(list...), func(c relations.Claim) bool { return in(c.From) || in(c.To) })
		add("AssertedBy "+name, relations.AssertedBy(list...), func(c relations.Claim) bool { return anyIn(c.AssertedBy) })
		add("DeniedBy "+name, relations.DeniedBy(list...), func(c relations.Claim) bool { return anyIn(c.DeniedBy) })
	}
	for _, kinds := range [][]relations.SupportKind{
		{relations.Visit}, {relations.Diplomatic}, {relations.Military, relations.Trade}, {relations.Background}, {relations.UnspecifiedAid, 0, 77}, {0}, {200}, {},
		slices.Collect(relations.Kinds().All()),
	} {
		add(fmt.Sprint("OfKind ", len(kinds), kinds), relations.OfKind(kinds...), func(c relations.Claim) bool {
			return slices.ContainsFunc(kinds, func(k relations.SupportKind) bool { return k == c.Kind || k.IsValid() && c.Kind.Category() == k })
		})
	}
	for _, standings := range [][]relations.Standing{
		{relations.Reported}, {relations.Alleged}, {relations.Disputed, relations.Alleged}, {relations.Reported, relations.Alleged, relations.Disputed},
		{0}, {4}, {8}, {255}, {relations.Disputed, 0, 9}, {},
	} {
		add(fmt.Sprint("WithStanding ", standings), relations.WithStanding(standings...), func(c relations.Claim) bool {
			return slices.Contains(standings, c.Standing())
		})
	}
	for _, period := range [][2]relations.Date{
		{date(2023), date(2023)}, {date(2022), date(2022)}, {date(2020), date(2021, 6)}, {date(2023, 3), date(2023, 3)}, {date(2023, 3, 31), date(2023, 4, 2)},
		{date(2023, 4, 1), date(2023, 12)}, {date(2024), date(9999)}, {date(1), date(9999)}, {date(2021, 1, 1), date(2021, 1, 1)}, {date(2022, 2, 28), date(2022, 3, 1)},
		{date(2023), date(2022)}, {date(2023, 3), date(2023)}, {date(2023, 3, 2), date(2023, 3, 1)}, {{}, date(2023)}, {date(2023), {}}, {{}, {}}, {date(2023, 13), date(2024)}, {date(2023), date(2024, 2, 30)},
	} {
		add(fmt.Sprint("During ", period), relations.During(period[0], period[1]), func(c relations.Claim) bool { return overlaps(c, h.AsOf, period[0], period[1]) })
	}
	add("Where", relations.Where(func(c relations.Claim) bool { return c.Others.Has(relations.Ukraine) }), func(c relations.Claim) bool { return c.Others.Has(relations.Ukraine) })
	add("Where nothing", relations.Where(func(relations.Claim) bool { return false }), never)
	add("Where nil", relations.Where(nil), never)
	add("zero", relations.Filter{}, never)
	add("And of none", relations.And(), never)
	add("Or of none", relations.Or(), never)
	return all
}

func ids(claims []relations.Claim) []string {
	list := []string{}
	for _, c := range claims {
		list = append(list, c.ID)
	}
	return list
}

// expect checks that filters choose the claims for which match holds.
func expect(t *testing.T, d relations.Dataset, all []relations.Claim, match func(relations.Claim) bool, name string, filters ...relations.Filter) {
	t.Helper()
	want := []string{}
	for _, c := range all {
		if match(c) {
			want = append(want, c.ID)
		}
	}
	require.Equal(t, want, ids(slices.Collect(d.Claims(filters...))), name)
}

func TestFiltersAgainstPlainPredicates(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	datasets := map[string]relations.Dataset{"embedded": relations.Embedded(), "zero": {}}
	for name, asOf := range map[string]relations.Date{"no AsOf": {}, "AsOf a day": date(2022, 6, 15), "AsOf a year": date(2021)} {
		h, sources, claims := randomDataset(rnd, 80)
		h.AsOf = asOf
		d, err := relations.New(h, sources, claims)
		require.NoError(t, err)
		datasets[name] = d
	}
	for name, d := range datasets {
		t.Run(name, func(t *testing.T) {
			claims := slices.Collect(d.Claims())
			filters := plainFilters(d.Header())
			for _, f := range filters {
				expect(t, d, claims, f.match, f.name, f.filter)
				expect(t, d, claims, func(c relations.Claim) bool { return !f.match(c) }, "Not "+f.name, relations.Not(f.filter))
				expect(t, d, claims, f.match, "Not Not "+f.name, relations.Not(relations.Not(f.filter)))
				expect(t, d, claims, f.match, "And of one "+f.name, relations.And(f.filter))
				expect(t, d, claims, f.match, "Or of one "+f.name, relations.Or(f.filter))
				for range len(filters) / 3 {
					g := filters[rnd.IntN(len(filters))]
					both := func(c relations.Claim) bool { return f.match(c) && g.match(c) }
					either := func(c relations.Claim) bool { return f.match(c) || g.match(c) }
					name := f.name + ", " + g.name
					expect(t, d, claims, both, name, f.filter, g.filter)
					expect(t, d, claims, both, "And "+name, relations.And(f.filter, g.filter))
					expect(t, d, claims, either, "Or "+name, relations.Or(f.filter, g.filter))
					expect(t, d, claims, func(c relations.Claim) bool { return f.match(c) && !g.match(c) }, "without "+name, f.filter, relations.Not(g.filter))
				}
			}
			// Deeper ones, and more than are held without allocating.
			var random func(depth int) plainFilter
			random = func(depth int) plainFilter {
				if depth == 0 || rnd.IntN(4) == 0 {
					return filters[rnd.IntN(len(filters))]
				}
				var parts []relations.Filter
				var matches []func(relations.Claim) bool
				name := ""
				for range rnd.IntN(4) {
					p := random(depth - 1)
					parts, matches = append(parts, p.filter), append(matches, p.match)
					name += p.name + "; "
				}
				some := func(want bool) func(c relations.Claim) bool {
					return func(c relations.Claim) bool {
						return slices.ContainsFunc(matches, func(m func(relations.Claim) bool) bool { return m(c) == want })
					}
				}
				switch rnd.IntN(3) {
				case 0:
					return plainFilter{"And(" + name + ")", relations.And(parts...), func(c relations.Claim) bool { return len(matches) > 0 && !some(false)(c) }}
				case 1:
					return plainFilter{"Or(" + name + ")", relations.Or(parts...), some(true)}
				}
				p := random(depth - 1)
				return plainFilter{"Not(" + p.name + ")", relations.Not(p.filter), func(c relations.Claim) bool { return !p.match(c) }}
			}
			for range 500 {
				var parts []relations.Filter
				var matches []func(relations.Claim) bool
				name := ""
				for range rnd.IntN(8) {
					p := random(3)
					if rnd.IntN(2) == 0 {
						match := p.match
						p = plainFilter{"Not " + p.name, relations.Not(p.filter), func(c relations.Claim) bool { return !match(c) }}
					}
					parts, matches = append(parts, p.filter), append(matches, p.match)
					name += p.name + "; "
				}
				expect(t, d, claims, func(c relations.Claim) bool {
					for _, m := range matches {
						if !m(c) {
							return false
						}
					}
					return true
				}, name, parts...)
			}
		})
	}
}

func TestFiltersOnTheEmbeddedClaims(t *testing.T) {
	for _, tt := range []struct {
		name    string
		filters []relations.Filter
		want    string
	}{
		{"given by Iran", []relations.Filter{relations.From(relations.Iran)}, "[IRN-3]"},
		{"given by Russia", []relations.Filter{relations.From(relations.Russia)}, "[BLR-2 SYR-1]"},
		{"to Belarus", []relations.Filter{relations.To(relations.Belarus)}, "[BLR-2]"},
		{"Others do not count as involved", []relations.Filter{relations.Involving(relations.Ukraine)}, "[]"},
		{"alleged or disputed", []relations.Filter{relations.Not(relations.WithStanding(relations.Reported))}, "[IRN-4 PRK-1]"},
		{"asserted by the US", []relations.Filter{relations.AssertedBy(relations.UnitedStates)}, "[IRN-4 PRK-1]"},
		{"denied", []relations.Filter{relations.DeniedBy(relations.NorthKorea, relations.SouthAfrica)}, "[PRK-1 ZAF-4]"},
		{"in 2020", []relations.Filter{relations.During(date(2020), date(2020))}, "[BLR-2 BLR-3]"},
		{"in 2021, where only what is open goes on", []relations.Filter{relations.During(date(2021), date(2021))}, "[BLR-3]"},
		{"in April 2023, behind AsOf", []relations.Filter{relations.During(date(2023, 4), date(2023, 4))}, "[CHN-7 ZAF-3]"},
		{"on the last day of AsOf", []relations.Filter{relations.During(date(2023, 3, 31), date(2023, 3, 31)), relations.OfKind(relations.Alignment, relations.Background)}, "[BLR-3 IND-5 ZAF-2]"},
		{"three", []relations.Filter{relations.OfKind(relations.Military), relations.From(relations.Iran, relations.NorthKorea), relations.WithStanding(relations.Reported)}, "[IRN-3]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, fmt.Sprint(ids(slices.Collect(relations.Claims(tt.filters...)))))
		})
	}
	assert.Len(t, slices.Collect(relations.Claims()), 35)
	assert.Len(t, slices.Collect(relations.Claims(relations.Not(relations.Filter{}))), 35)
	assert.Len(t, slices.Collect(relations.Claims([]relations.Filter{}...)), 35)
}

func TestClaimWithoutStartMatchesNoPeriod(t *testing.T) {
	d, err := relations.New(relations.Header{Subject: relations.Russia, AsOf: date(2023)}, []relations.Source{{ID: "s"}}, []relations.Claim{
		{ID: "end alone", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, End: date(2022), Source: "s"},
		{ID: "start behind AsOf", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Start: date(2030, 5), Source: "s"},
		{ID: "start in AsOf", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Start: date(2023, 5), Source: "s"},
	})
	require.NoError(t, err)
	at := func(start, end relations.Date) string {
		return fmt.Sprint(ids(slices.Collect(d.Claims(relations.During(start, end)))))
	}
	assert.Equal(t, "[start behind AsOf start in AsOf]", at(date(1), date(9999)))
	assert.Equal(t, "[]", at(date(2022), date(2022)))
	assert.Equal(t, "[start behind AsOf]", at(date(2030, 5, 31), date(2030, 5, 31)), "it lasts at least through its Start")
	assert.Equal(t, "[]", at(date(2030, 6), date(2031)))
	assert.Equal(t, "[start in AsOf]", at(date(2023, 12, 31), date(2023, 12, 31)))
	assert.Equal(t, "[]", at(date(2023, 4), date(2023, 4)))
	assert.Equal(t, "[end alone]", fmt.Sprint(ids(slices.Collect(d.Claims(relations.Not(relations.During(date(1), date(9999))))))))
}

func TestFiltersKeepCopies(t *testing.T) {
	countries := []relations.Country{relations.Iran}
	kinds := []relations.SupportKind{relations.ArmsTransfer}
	standings := []relations.Standing{relations.Reported}
	parts := []relations.Filter{relations.From(relations.Iran)}
	filters := []relations.Filter{
		relations.From(countries...), relations.Involving(countries...), relations.OfKind(kinds...), relations.WithStanding(standings...), relations.And(parts...), relations.Or(parts...),
	}
	all := relations.Claims(filters...)
	few := relations.Claims(filters[:2]...)
	own := relations.Embedded().Claims(filters...)
	countries[0], kinds[0], standings[0], parts[0] = relations.Syria, relations.Visit, relations.Disputed, relations.Filter{}
	for i := range filters {
		filters[i] = relations.Filter{}
	}
	assert.Equal(t, []string{"IRN-3"}, ids(slices.Collect(all)))
	assert.Equal(t, []string{"IRN-3"}, ids(slices.Collect(few)))
	assert.Equal(t, []string{"IRN-3"}, ids(slices.Collect(own)))
	assert.Equal(t, []string{"IRN-3"}, ids(slices.Collect(all)), "the iterator can be used again")
}

func TestClaimsStopEarly(t *testing.T) {
	for name, filters := range map[string][]relations.Filter{
		"no filter":   nil,
		"by tag":      {relations.OfKind(relations.Diplomatic)},
		"one partner": {relations.Involving(relations.China)},
		"by the rest": {relations.Where(func(relations.Claim) bool { return true })},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			for c := range relations.Claims(filters...) {
				assert.Equal(t, []string{"CHN-1", "CHN-2"}[n], c.ID)
				if n++; n == 2 {
					break
				}
			}
			assert.Equal(t, 2, n)
		})
	}
}

func TestClaimsAgain(t *testing.T) {
	want := []string{"CHN-1", "CHN-2", "CHN-3"}
	for name, filters := range map[string][]relations.Filter{
		"no filter":   nil,
		"by tag":      {relations.Not(relations.OfKind())},
		"one partner": {relations.Involving(relations.China)},
		"by the rest": {relations.Where(func(relations.Claim) bool { return true })},
	} {
		t.Run(name, func(t *testing.T) {
			claims := relations.Claims(filters...)
			first := func() (got []string) {
				for c := range claims {
					if got = append(got, c.ID); len(got) == len(want) {
						break
					}
				}
				return got
			}
			assert.Equal(t, want, first())
			assert.Equal(t, want, first(), "after a break")
			n := 0
			for range claims {
				assert.Equal(t, want, first(), "within itself")
				if n++; n == len(want) {
					break
				}
			}
			next, stop := iter.Pull(claims)
			for _, id := range want {
				c, ok := next()
				assert.True(t, ok)
				assert.Equal(t, id, c.ID)
			}
			stop()
			_, ok := next()
			assert.False(t, ok, "after it was stopped")
		})
	}
}

func TestWhereIsAskedInOrderAndOnlyOfWhatOthersLeave(t *testing.T) {
	var asked []string
	f := relations.Where(func(c relations.Claim) bool { asked = append(asked, c.ID); return true })
	chosen := slices.Collect(relations.Claims(f, relations.From(relations.Syria)))
	assert.Equal(t, []string{"SYR-4", "SYR-5"}, ids(chosen))
	assert.Equal(t, []string{"SYR-4", "SYR-5"}, asked)
}

func TestInlineFiltersAllocateNothing(t *testing.T) {
	n := 0
	for name, loop := range map[string]func(){
		"none": func() {
			for c := range relations.Claims() {
				n += len(c.ID)
			}
		},
		"one": func() {
			for c := range relations.Claims(relations.From(relations.Iran)) {
				n += len(c.ID)
			}
		},
		"three": func() {
			for c := range relations.Claims(relations.OfKind(relations.Military), relations.Involving(relations.Iran, relations.Syria), relations.WithStanding(relations.Reported)) {
				n += len(c.ID)
			}
		},
		"four": func() {
			for c := range relations.Claims(relations.OfKind(relations.Military), relations.To(relations.Russia), relations.AssertedBy(relations.UnitedStates), relations.DeniedBy(relations.NorthKorea)) {
				n += len(c.ID)
			}
		},
		"Not": func() {
			for c := range relations.Claims(relations.Not(relations.From(relations.Iran))) {
				n += len(c.ID)
			}
		},
		"During": func() {
			for c := range relations.Claims(relations.During(date(2022), relations.Date{Year: 2023, Month: 3})) {
				n += len(c.ID)
			}
		},
		"the lookups": func() {
			r, _ := relations.Of(relations.Iran)
			c, _ := relations.ClaimByID("IRN-3")
			s, _ := relations.SourceByID(c.Source)
			n += r.Given.Len() + len(s.ID) + relations.Supporters(relations.Military).Len() + int(c.Standing())
			for r := range relations.All() {
				n += int(r.Partner)
			}
			for s := range relations.Sources() {
				n += len(s.Title)
			}
		},
	} {
		assert.Zero(t, testing.AllocsPerRun(10, loop), name)
	}
	assert.Positive(t, n)

	d := relations.Embedded()
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		for c := range d.Claims(relations.OfKind(relations.Military), relations.Not(relations.From(relations.Iran))) {
			n += len(c.ID)
		}
	}), "a method of Dataset")
}
