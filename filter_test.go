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

// A plainFilter is a filter beside a plain predicate that means the same.
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

// holdsDuring reports whether the period of a claim of d overlaps that from
// start to end.
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

// plainFilters returns filters of every sort for claims of d.
func plainFilters(d relations.Dataset) []plainFilter {
	var all []plainFilter
	add := func(name string, f relations.Filter, match func(relations.Claim) bool) {
		all = append(all, plainFilter{name, f, match})
	}
	never := func(relations.Claim) bool { return false }
	for _, list := range [][]relations.Country{
		{relations.Italy}, {relations.France}, {relations.Italy, relations.Germany}, {relations.France,
			relations.Japan}, {relations.UnitedStates, relations.Spain},
		{relations.SouthAfrica, 0, 9999, relations.Germany}, {0}, {9999}, {}, slices.Collect(relations.Countries().All()),
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
		{relations.Visit}, {relations.Diplomatic}, {relations.Military,
			relations.Trade}, {relations.Background}, {relations.UnspecifiedAid, 0, 77}, {0}, {200}, {},
		slices.Collect(relations.Kinds().All()),
	} {
		add(fmt.Sprint("OfKind ", kinds), relations.OfKind(kinds...), func(c relations.Claim) bool {
			return slices.ContainsFunc(kinds, func(k relations.SupportKind) bool { return k.Includes(c.Kind) })
		})
	}
	for _, standings := range [][]relations.Standing{
		{relations.Reported}, {relations.Alleged}, {relations.Disputed, relations.Alleged}, {relations.Reported,
			relations.Alleged, relations.Disputed}, {0}, {4}, {66}, {255}, {relations.Disputed, 0, 9}, {},
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
		{"2023", "2023"}, {"2022", "2022"}, {"2020", "2021-06"}, {"2023-03", "2023-03"}, {"2023-03-31",
			"2023-04-02"}, {"2023-04-01", "2023-12"}, {"2024", "9999"}, {"0001", "9999"},
		{"2021-01-01", "2021-01-01"}, {"2022-02-28", "2022-03-01"}, {"2023", "2022"}, {"2023-03", "2023"}, {"2023-03-02",
			"2023-03-01"}, {"", "2023"}, {"2023", ""}, {"", ""},
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

// not returns the filter that f is not.
func (f plainFilter) not() plainFilter {
	return plainFilter{"Not(" + f.name + ")", relations.Not(f.filter), func(c relations.Claim) bool { return !f.match(c) }}
}

// randomFilter returns filters combined at random up to a depth.
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
	datasets := map[string]relations.Dataset{"embedded": relations.Embedded(), "fixture": fixture(t), "zero": {},
		"random": must(relations.New(randomDataset(rnd, 80)))}
	for name, d := range datasets {
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
				for range rnd.IntN(8) { // more than a loop holds without allocating
					filters = append(filters, randomFilter(rnd, all, 3))
				}
				check(filters...)
			}
		})
	}
}

// TestDuring has claims of sources with several dates, or none.
func TestDuring(t *testing.T) {
	claim := func(id, source, start, end string) relations.Claim {
		return relations.Claim{ID: id, From: relations.Italy, To: relations.France, Kind: relations.Trade,
			Start: onDate(start), End: onDate(end), Source: source}
	}
	old := []relations.Claim{
		claim("old", "wire", "2022", ""),          // wire is of 2023-03
		claim("late", "wire", "2023-05", ""),      // starts after its source
		claim("ended", "wire", "2021", "2022-06"), // an end decides
		claim("end", "wire", "", "2022"),          // no start: no period
		claim("undated", "note", "2022", ""),      // note has no date
	}
	d := must(relations.New(fixtureHeader, fixtureSources, old))
	for _, added := range []bool{false, true} {
		if added { // a newer source stretches no older claim, and loses none
			d = must(d.Add([]relations.Source{{ID: "new", Published: onDate("2025")}},
				[]relations.Claim{claim("new", "new", "2023-04", "")}))
		}
		for _, tt := range []struct{ start, end, want, more string }{
			{"2021-03", "2021-04", "[ended]", ""},
			{"2022-12-31", "2023-01-01", "[old undated]", ""},
			{"2023-01", "2023-01", "[old]", ""},
			{"2023-03-31", "2023-03-31", "[old]", ""},
			{"2023-04-01", "2023-04-30", "[]", "[new]"},
			{"2023-05-31", "2023-05-31", "[late]", "[late new]"},
			{"2023-06", "2024", "[]", "[new]"},
			{"2025-12-31", "9999", "[]", "[new]"},
			{"2026", "9999", "[]", ""},
		} {
			if added && tt.more != "" {
				tt.want = tt.more
			}
			assert.Equal(t, tt.want, fmt.Sprint(claimIDs(d.Claims(relations.During(onDate(tt.start), onDate(tt.end))))),
				"%s to %s, added %t", tt.start, tt.end, added)
		}
		assert.Equal(t, []string{"end"}, claimIDs(d.Claims(relations.Not(relations.During(onDate("0001"), onDate("9999"))))))
	}
}

func TestFiltersKeepCopies(t *testing.T) {
	countries, kinds := []relations.Country{relations.Italy}, []relations.SupportKind{relations.ArmsTransfer}
	standings, sources, parts := []relations.Standing{relations.Reported}, []string{"wire"}, []relations.Filter{relations.From(relations.Italy)}
	filters := []relations.Filter{
		relations.From(countries...), relations.Involving(countries...), relations.OfKind(kinds...),
		relations.OfStanding(standings...), relations.OfSource(sources...),
		relations.And(parts...), relations.Or(parts...),
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
				assert.Equal(t, want, first(), "within itself")
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

func TestWhereIsAskedInOrderAndOnlyOnce(t *testing.T) {
	var asked []string
	f := relations.Where(func(c relations.Claim) bool { asked = append(asked, c.ID); return true })
	chosen := claimIDs(fixture(t).Claims(relations.From(relations.Germany), f))
	assert.Equal(t, []string{"DE-1", "DE-3"}, chosen)
	assert.Equal(t, chosen, asked)
}
