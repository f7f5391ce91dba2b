package relations

import "slices"

// A Filter selects claims, for [Claims] and [Dataset.Claims]. Filters are immutable; they
// copy their arguments. [And], [Or] and [Not] combine them.
//
// The zero Filter matches nothing. A filter that is built from no valid values, such as
// From() or From(0), matches nothing either. So check a country from user input before you
// filter with it. Otherwise you cannot tell a wrong code from a country about which nothing
// is recorded. [Not] inverts such a filter like any other: Not(From(0)) matches every
// claim.
type Filter struct {
	op        filterOp
	negated   bool
	countries []Country
	kinds     []SupportKind
	standings []Standing
	sources   []string
	days      period
	where     func(Claim) bool
	filters   []Filter
}

// A filterOp is the kind of a filter: the test that it applies to a claim.
type filterOp uint8

const (
	opNothing filterOp = iota
	opFrom
	opTo
	opInvolving
	opKind
	opStanding
	opSource
	opAssertedBy
	opDeniedBy
	opDuring
	opWhere
	opAnd
	opOr
)

// From matches directed claims in which one of the countries is the giver. It matches
// no mutual claim; see [Involving].
func From(countries ...Country) Filter { return Filter{op: opFrom, countries: slices.Clone(countries)} }

// To matches directed claims in which one of the countries is the receiver. It matches
// no mutual claim: To(Russia) does not match exercises that a partner held with Russia.
// See [Involving].
func To(countries ...Country) Filter { return Filter{op: opTo, countries: slices.Clone(countries)} }

// Involving matches claims, directed and mutual, in which one of the countries is on
// either side. It does not look at the Others of a claim. Involving(0) matches
// nothing, so a program that screens countries must itself handle a country that cannot
// be parsed.
func Involving(countries ...Country) Filter {
	return Filter{op: opInvolving, countries: slices.Clone(countries)}
}

// OfKind matches claims of any of the given kinds. A category matches claims of the
// category itself and of all of its kinds.
func OfKind(of ...SupportKind) Filter {
	f := Filter{op: opKind, kinds: make([]SupportKind, 0, len(kinds))}
	for _, row := range kinds {
		if slices.ContainsFunc(of, func(k SupportKind) bool { return k.Includes(row.kind) }) {
			f.kinds = append(f.kinds, row.kind)
		}
	}
	return f
}

// OfStanding matches claims of any of the given standings. Alleged does not match disputed
// claims. To match every claim that a source attributes to a government, use both Alleged
// and Disputed.
func OfStanding(standings ...Standing) Filter {
	return Filter{op: opStanding, standings: slices.Clone(standings)}
}

// OfSource matches claims from any of the sources with the given IDs.
func OfSource(ids ...string) Filter { return Filter{op: opSource, sources: slices.Clone(ids)} }

// AssertedBy matches claims that the government or officials of any of the given countries
// assert. For claims that any country asserts, use [OfStanding] with Alleged and Disputed.
func AssertedBy(countries ...Country) Filter {
	return Filter{op: opAssertedBy, countries: slices.Clone(countries)}
}

// DeniedBy matches claims whose DeniedBy set contains any of the given countries. For
// claims that any country denies, use [Where].
func DeniedBy(countries ...Country) Filter {
	return Filter{op: opDeniedBy, countries: slices.Clone(countries)}
}

// During matches claims whose period overlaps the period from start to end, inclusive. A
// year or a month stands for all of its days.
//
// A claim without a Start matches no period; most embedded claims have none. A claim with
// a Start and no End lasts until its source was published, or through its Start if that
// is later or the source has no date. A claim that is dated "2023" overlaps all of 2023,
// even if its source is from March 2023.
//
// If start or end is not valid, or end is before start, During matches nothing.
func During(start, end Date) Filter {
	if !start.IsValid() || !end.IsValid() || end.last() < start.first() {
		return Filter{}
	}
	return Filter{op: opDuring, days: period{start.first(), end.last()}}
}

// Where matches claims for which match returns true. If match is nil, Where matches
// nothing. If several goroutines use the filter, match must be safe for concurrent use.
func Where(match func(Claim) bool) Filter {
	if match == nil {
		return Filter{}
	}
	return Filter{op: opWhere, where: match}
}

// And matches claims that match all of the filters. And() matches every claim, just as
// [Claims] without filters returns every claim.
func And(filters ...Filter) Filter { return Filter{op: opAnd, filters: slices.Clone(filters)} }

// Or matches claims that match any of the filters. Or() matches nothing.
func Or(filters ...Filter) Filter { return Filter{op: opOr, filters: slices.Clone(filters)} }

// Not matches the claims that do not match f.
func Not(f Filter) Filter {
	f.negated = !f.negated
	return f
}

// A period is an inclusive range of days.
type period struct{ first, last dayNumber }

func (p period) overlaps(q period) bool { return p.first <= q.last && q.first <= p.last }

// period returns the period in which c holds. It reports whether the period is known.
func (d *dataset) period(c *Claim) (p period, known bool) {
	if !c.Start.IsValid() {
		return period{}, false
	}
	p = period{c.Start.first(), c.Start.last()}
	if c.End.IsValid() {
		p.last = c.End.last()
	} else if published := d.sources[d.sourceAt[c.Source]].Published; published.IsValid() {
		p.last = max(p.last, published.last())
	}
	return p, true
}

// matchesAll reports whether c, a claim of d, matches all filters.
func (d *dataset) matchesAll(c *Claim, filters []Filter) bool {
	for i := range filters {
		if !d.matches(c, &filters[i]) {
			return false
		}
	}
	return true
}

// matches reports whether c, a claim of d, matches f.
func (d *dataset) matches(c *Claim, f *Filter) bool {
	match := false
	switch f.op {
	case opFrom:
		match = !c.Mutual && slices.Contains(f.countries, c.From)
	case opTo:
		match = !c.Mutual && slices.Contains(f.countries, c.To)
	case opInvolving:
		match = slices.Contains(f.countries, c.From) || slices.Contains(f.countries, c.To)
	case opKind:
		match = slices.Contains(f.kinds, c.Kind)
	case opStanding:
		match = slices.Contains(f.standings, c.Standing())
	case opSource:
		match = slices.Contains(f.sources, c.Source)
	case opAssertedBy:
		match = slices.ContainsFunc(f.countries, c.AssertedBy.Has)
	case opDeniedBy:
		match = slices.ContainsFunc(f.countries, c.DeniedBy.Has)
	case opDuring:
		p, known := d.period(c)
		match = known && p.overlaps(f.days)
	case opWhere:
		match = f.where(*c)
	case opAnd:
		match = d.matchesAll(c, f.filters)
	case opOr:
		match = slices.ContainsFunc(f.filters, func(f Filter) bool { return d.matches(c, &f) })
	}
	return match != f.negated
}
