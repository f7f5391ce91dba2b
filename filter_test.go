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

// A plainFilter is a filter with an equivalent predicate.
type plainFilter struct {
	name   string
	filter relations.Filter
	match  func(relations.Claim) bool
}

func firstDay(d relations.Date) time.Time {
	return time.Date(int(d.Year), time.Month(max(d.Month, 1)), int(max(d.Day, 1)), 0, 0, 0, 0, time.UTC)
}

func lastDay(d relations.Date) time.Time {
	switch {
	case d.Month == 0:
		return firstDay(d).AddDate(1, 0, -1)
	case d.Day == 0:
		return firstDay(d).AddDate(0, 1, -1)
	}
	return firstDay(d)
}

// holdsDuring reports whether the period of c, a claim of d, overlaps the period from start
// to end.
func holdsDuring(d relations.Dataset, c relations.Claim, start, end relations.Date) bool {
	if !start.IsValid() || !end.IsValid() || !c.Start.IsValid() || lastDay(end).Before(firstDay(start)) {
		return false
	}
	last := lastDay(c.Start)
	if source, _ := d.SourceByID(c.Source); c.End.IsValid() {
		last = lastDay(c.End)
	} else if source.Published.IsValid() && lastDay(source.Published).After(last) {
		last = lastDay(source.Published)
	}
	return !firstDay(c.Start).After(lastDay(end)) && !last.Before(firstDay(start))
}

// plainFilters returns filters of every type for claims of d.
func plainFilters(d relations.Dataset) []plainFilter {
	var all []plainFilter
	add := func(name string, f relations.Filter, match func(relations.Claim) bool) {
		all = append(all, plainFilter{name, f, match})
	}
	never := func(relations.Claim) bool { return false }
	for _, list := range [][]relations.Country{
		{relations.Italy}, {relations.France}, {relations.Italy, relations.Germany}, {relations.France, relations.Japan},
		{relations.UnitedStates, relations.Spain}, {relations.SouthAfrica, 0, 9999, relations.Germany}, {0},
		forgedCountries, {}, slices.Collect(relations.Countries().All()),
	} {
		in := func(c relations.Country) bool { return c.IsValid() && slices.Contains(list, c) }
		anyIn := func(s relations.CountrySet) bool { return slices.ContainsFunc(slices.Collect(s.All()), in) }
		name := fmt.Sprint(len(list), list[:min(len(list), 4)])
		add("From "+name, relations.From(list...), func(c relations.Claim) bool { return !c.Mutual && in(c.From) })
		add("To "+name, relations.To(list...), func(c relations.Claim) bool { return !c.Mutual && in(c.To) })
		add("Involving "+name, relations.Involving(list...), func(c relations.Claim) bool { return in(c.From) || in(c.To) })
		add("AssertedBy "+name, relations.AssertedBy(list...), func(c relations.Claim) bool { return anyIn(c.AssertedBy) })
		add("DeniedBy "+name, relations.DeniedBy(list...), func(c relations.Claim) bool { return anyIn(c.DeniedBy) })
	}
	for _, kinds := range [][]relations.SupportKind{
		{relations.Visit}, {relations.Diplomatic}, {relations.Military, relations.Trade}, {relations.Background},
		{relations.UnspecifiedAid, 0, 77}, {0}, {200}, {}, slices.Collect(relations.Kinds().All()),
	} {
		add(fmt.Sprint("OfKind ", kinds), relations.OfKind(kinds...), func(c relations.Claim) bool {
			return slices.ContainsFunc(kinds, func(k relations.SupportKind) bool { return k.Includes(c.Kind) })
		})
	}
	for _, standings := range [][]relations.Standing{
		{relations.Reported}, {relations.Alleged}, {relations.Disputed, relations.Alleged},
		{relations.Reported, relations.Alleged, relations.Disputed}, {0}, {4}, {66}, {255}, {relations.Disputed, 0, 9}, {},
	} {
		add(fmt.Sprint("OfStanding ", standings), relations.OfStanding(standings...),
			func(c relations.Claim) bool { return slices.Contains(standings, c.Standing()) })
	}
	sources := []string{"none"}
	for s := range d.Sources() {
		sources = append(sources, s.ID)
	}
	for n := range len(sources) + 1 {
		add(fmt.Sprint("OfSource ", n), relations.OfSource(sources[:n]...),
			func(c relations.Claim) bool { return slices.Contains(sources[:n], c.Source) })
	}
	for _, p := range [][2]string{
		{"2023", "2023"}, {"2022", "2022"}, {"2020", "2021-06"}, {"2023-03", "2023-03"}, {"2023-03-31", "2023-04-02"},
		{"2023-04-01", "2023-12"}, {"2024", "9999"}, {"0001", "9999"}, {"2021-01-01", "2021-01-01"},
		{"2022-02-28", "2022-03-01"}, {"2023", "2022"}, {"2023-03", "2023"}, {"2023-03-02", "2023-03-01"},
		{"", "2023"}, {"2023", ""}, {"", ""},
	} {
		start, end := onDate(p[0]), onDate(p[1])
		add(fmt.Sprint("During ", p), relations.During(start, end),
			func(c relations.Claim) bool { return holdsDuring(d, c, start, end) })
	}
	add("During a forged start", relations.During(relations.Date{Year: 2023, Month: 13}, onDate("2024")), never)
	add("During a forged end", relations.During(onDate("2023"), relations.Date{Year: 2024, Month: 2, Day: 30}), never)
	others := func(c relations.Claim) bool { return c.Others.Has(relations.UnitedStates) }
	add("Where", relations.Where(others), others)
	add("Where nil", relations.Where(nil), never)
	add("zero", relations.Filter{}, never)
	add("And of none", relations.And(), func(relations.Claim) bool { return true })
	add("Or of none", relations.Or(), never)
	return all
}

// claimIDs returns the IDs of claims.
func claimIDs(claims iter.Seq[relations.Claim]) []string {
	ids := []string{}
	for c := range claims {
		ids = append(ids, c.ID)
	}
	return ids
}

// not returns the negation of f.
func (f plainFilter) not() plainFilter {
	return plainFilter{"Not(" + f.name + ")", relations.Not(f.filter), func(c relations.Claim) bool { return !f.match(c) }}
}

// randomFilter returns a random combination of filters, at most depth levels deep.
func randomFilter(rnd *rand.Rand, from []plainFilter, depth int) plainFilter {
	f := from[rnd.IntN(len(from))]
	if depth > 0 && rnd.IntN(4) > 0 {
		var filters []relations.Filter
		var parts []plainFilter
		f.name = ""
		for range rnd.IntN(4) {
			p := randomFilter(rnd, from, depth-1)
			parts, filters = append(parts, p), append(filters, p.filter)
			f.name += p.name + "; "
		}
		if rnd.IntN(2) == 0 {
			f.name, f.filter = "And("+f.name+")", relations.And(filters...)
			f.match = func(c relations.Claim) bool {
				return !slices.ContainsFunc(parts, func(p plainFilter) bool { return !p.match(c) })
			}
		} else {
			f.name, f.filter = "Or("+f.name+")", relations.Or(filters...)
			f.match = func(c relations.Claim) bool {
				return slices.ContainsFunc(parts, func(p plainFilter) bool { return p.match(c) })
			}
		}
	}
	if rnd.IntN(3) == 0 {
		f = f.not()
	}
	return f
}

func TestFiltersAgainstPlainPredicates(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for name, d := range map[string]relations.Dataset{
		"embedded": relations.Embedded(), "fixture": fixture(t), "zero": {},
		"random": must(relations.New(randomDataset(rnd, 80))),
	} {
		t.Run(name, func(t *testing.T) {
			claims := slices.Collect(d.Claims())
			check := func(filters ...plainFilter) {
				want, name, given := []string{}, "", []relations.Filter{}
				for _, f := range filters {
					name, given = name+f.name+", ", append(given, f.filter)
				}
				for _, c := range claims {
					if !slices.ContainsFunc(filters, func(f plainFilter) bool { return !f.match(c) }) {
						want = append(want, c.ID)
					}
				}
				require.Equal(t, want, claimIDs(d.Claims(given...)), name)
			}
			all := plainFilters(d)
			for _, f := range all {
				check(f)
				check(f.not())
				check(f.not().not())
				check(plainFilter{"And of one " + f.name, relations.And(f.filter), f.match})
				check(plainFilter{"Or of one " + f.name, relations.Or(f.filter), f.match})
			}
			for range 2000 {
				var filters []plainFilter
				for range rnd.IntN(8) {
					filters = append(filters, randomFilter(rnd, all, 3))
				}
				check(filters...)
			}
		})
	}
}

// TestDuring tests the period of a claim. It depends on the dates of the claim and on the date
// of its source.
func TestDuring(t *testing.T) {
	claim := func(id, source, start, end string) relations.Claim {
		return relations.Claim{ID: id, From: relations.Italy, To: relations.France, Kind: relations.Trade,
			Start: onDate(start), End: onDate(end), Source: source}
	}
	claims := claimList{
		claim("old", "wire", "2022", ""),          // the date of wire is 2023-03
		claim("late", "wire", "2023-05", ""),      // starts after its source was published
		claim("ended", "wire", "2021", "2022-06"), // the date of the source does not matter
		claim("end", "wire", "", "2022"),          // without a start, the period is not known
		claim("undated", "note", "2022", ""),      // note has no date
		claim("year", "note", "2013", "2013"),
		claim("month", "note", "2013-02", "2013-02"),
		claim("day", "note", "2013-02-28", "2013-02-28"),
		claim("leap", "note", "2012-02", "2012-02"),
	}
	d := must(relations.New(fixtureHeader, fixtureSources, claims))
	newer := must(d.Add(sourceList{{ID: "new", Published: onDate("2025")}}, claimList{claim("new", "new", "2023-04", "")}))
	for _, tt := range []struct{ start, end, want, inNewer string }{
		{"2021-03", "2021-04", "[ended]", "[ended]"},
		{"2022-12-31", "2023-01-01", "[old undated]", "[old undated]"},
		{"2023-01", "2023-01", "[old]", "[old]"},
		{"2023-03-31", "2023-03-31", "[old]", "[old]"},
		{"2023-04-01", "2023-04-30", "[]", "[new]"},
		{"2023-05-31", "2023-05-31", "[late]", "[late new]"},
		{"2023-06", "2024", "[]", "[new]"},
		{"2025-12-31", "9999", "[]", "[new]"},
		{"2026", "9999", "[]", "[]"},
	} {
		during := relations.During(onDate(tt.start), onDate(tt.end))
		assert.Equal(t, tt.want, fmt.Sprint(claimIDs(d.Claims(during))), "%s to %s", tt.start, tt.end)
		assert.Equal(t, tt.inNewer, fmt.Sprint(claimIDs(newer.Claims(during))), "%s to %s, newer", tt.start, tt.end)
	}
	for date, want := range map[string]string{
		"2012-02-29": "[leap]", "2012-12-31": "[]", "2013-01-01": "[year]", "2013-01-31": "[year]",
		"2013-02-27": "[year month]", "2013-02-28": "[year month day]", "2013-03-01": "[year]", "2013-12-31": "[year]",
		"2014-01-01": "[]", "2013": "[year month day]", "2013-02": "[year month day]", "2013-03": "[year]",
	} {
		assert.Equal(t, want, fmt.Sprint(claimIDs(d.Claims(relations.During(onDate(date), onDate(date))))), date)
	}
	always := relations.During(onDate("0001"), onDate("9999"))
	assert.Equal(t, []string{"end"}, claimIDs(newer.Claims(relations.Not(always))))
}

func TestFiltersKeepCopies(t *testing.T) {
	countries, kinds := []relations.Country{relations.Italy}, []relations.SupportKind{relations.ArmsTransfer}
	standings, sources := []relations.Standing{relations.Reported}, []string{"wire"}
	parts := []relations.Filter{relations.From(relations.Italy)}
	filters := []relations.Filter{
		relations.From(countries...), relations.Involving(countries...), relations.OfKind(kinds...),
		relations.OfStanding(standings...), relations.OfSource(sources...), relations.And(parts...), relations.Or(parts...),
	}
	all, few := fixture(t).Claims(filters...), fixture(t).Claims(filters[:2]...)
	clear(countries)
	clear(kinds)
	clear(standings)
	clear(sources)
	clear(parts)
	clear(filters)
	assert.Equal(t, []string{"IT-1"}, claimIDs(all))
	assert.Equal(t, []string{"IT-1"}, claimIDs(few))
	assert.Equal(t, []string{"IT-1"}, claimIDs(all), "the iterator can be used again")
}

func TestClaimsAgain(t *testing.T) {
	for name, filters := range map[string][]relations.Filter{
		"no filter": nil,
		"one":       {relations.Involving(relations.Italy, relations.Japan)},
		"a func":    {relations.Where(func(relations.Claim) bool { return true })},
		"many":      slices.Repeat([]relations.Filter{relations.Not(relations.OfKind())}, 9),
	} {
		t.Run(name, func(t *testing.T) {
			claims := fixture(t).Claims(filters...)
			first := func() (got []string) {
				for c := range claims {
					if got = append(got, c.ID); len(got) == 2 {
						break
					}
				}
				return got
			}
			want := []string{"IT-1", "IT-2"}
			assert.Equal(t, want, first())
			assert.Equal(t, want, first(), "after a break")
			for range claims {
				assert.Equal(t, want, first(), "within a loop over the same claims")
			}
			next, stop := iter.Pull(claims)
			c, ok := next()
			assert.True(t, ok)
			assert.Equal(t, "IT-1", c.ID)
			stop()
			_, ok = next()
			assert.False(t, ok, "after it was stopped")
		})
	}
}

func TestWhereIsCalledInOrderAndOnce(t *testing.T) {
	var called []string
	f := relations.Where(func(c relations.Claim) bool { called = append(called, c.ID); return true })
	chosen := claimIDs(fixture(t).Claims(relations.From(relations.Germany), f))
	assert.Equal(t, []string{"DE-1", "DE-3"}, chosen)
	assert.Equal(t, chosen, called)
}
