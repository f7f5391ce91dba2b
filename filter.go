package relations

import "slices"

// A Filter chooses claims, for [Claims] and [Dataset.Claims]. Filters are immutable
// values, and keep copies of what they were made from. [And], [Or] and [Not] combine
// them.
//
// The zero Filter matches no claim. A filter built from no valid values matches
// nothing: From() and From(0) are such filters. So check a country that comes from
// elsewhere before you filter by it: a list of claims that is empty because a code was
// wrong looks like one that is empty because nothing is recorded. [Not] inverts such a
// filter like any other.
//
// Filters may be nested up to a thousand deep, and one may be made of up to a million
// others, counted each time they occur. A filter beyond that matches nothing, and so
// does any filter that is made from it, even by Not.
type Filter struct {
	op        filterOp
	negated   bool
	depth     int32 // how deep its parts are nested
	size      int32 // how many filters it is made of
	standings uint64
	kinds     KindSet
	countries CountrySet
	days      period
	where     func(Claim) bool
	test      func(*dataset, *Claim) bool // a closure over the lists of a filter, which reflection could clear in a field
}

// The limits of what And and Or make. They keep the evaluation of a filter from
// overflowing the stack, and from taking for ever where parts are shared.
const (
	maxFilterDepth = 1000
	maxFilterSize  = 1_000_000
)

// A filterOp says what a filter asks of a claim.
type filterOp uint8

const (
	opNothing filterOp = iota
	opTooLarge
	opFrom
	opTo
	opInvolving
	opKind
	opStanding
	opAssertedBy
	opDeniedBy
	opDuring
	opWhere
	opTest
)

// From matches directed claims in which one of the countries is the giver. It matches
// no mutual claim; see [Involving].
func From(countries ...Country) Filter {
	return Filter{op: opFrom, countries: NewCountrySet(countries...)}
}

// To matches directed claims in which one of the countries is the receiver. It matches
// no mutual claim: To(Russia) leaves out the exercises that a partner held with Russia.
// See [Involving].
func To(countries ...Country) Filter { return Filter{op: opTo, countries: NewCountrySet(countries...)} }

// Involving matches claims, directed and mutual, in which one of the countries is on
// either side of the dyad. The Others of a claim do not count. As with any filter,
// Involving of the zero Country matches nothing, so a program that screens countries
// must handle an unreadable country itself.
func Involving(countries ...Country) Filter {
	return Filter{op: opInvolving, countries: NewCountrySet(countries...)}
}

// OfKind matches claims of any of the kinds, and for a category also of any kind that
// it includes.
func OfKind(kinds ...SupportKind) Filter { return Filter{op: opKind, kinds: NewKindSet(kinds...)} }

// OfStanding matches claims of any of the standings. A disputed claim is not among
// the alleged ones, and Reported and Alleged together leave the disputed ones out: for
// all that rests on a government's word, ask for both Alleged and Disputed.
func OfStanding(standings ...Standing) Filter {
	f := Filter{op: opStanding}
	for _, s := range standings {
		f.standings |= 1 << s
	}
	return f
}

// OfSource matches claims that rest on one of the sources with the given IDs.
func OfSource(ids ...string) Filter {
	ids = slices.Clone(ids)
	return Filter{op: opTest, test: func(_ *dataset, c *Claim) bool { return slices.Contains(ids, c.Source) }}
}

// AssertedBy matches claims that the government or officials of any of the countries
// assert. For claims that anybody asserts, use [OfStanding] with Alleged and
// Disputed.
func AssertedBy(countries ...Country) Filter {
	return Filter{op: opAssertedBy, countries: NewCountrySet(countries...)}
}

// DeniedBy matches claims that any of the countries denies. For claims that anybody
// denies, use [Where].
func DeniedBy(countries ...Country) Filter {
	return Filter{op: opDeniedBy, countries: NewCountrySet(countries...)}
}

// During matches claims whose period overlaps the one from start to end, both included.
// A date that is less precise than a day stands for all of its days.
//
// A claim without a Start, as most embedded ones are, matches no period. A claim with a
// Start and no End lasts until its source was published, and at least through its
// Start.
//
// If start or end is not valid, or end is before start, During matches nothing.
func During(start, end Date) Filter {
	if !start.IsValid() || !end.IsValid() || end.last() < start.first() {
		return Filter{}
	}
	return Filter{op: opDuring, days: period{start.first(), end.last()}}
}

// Where matches claims for which match returns true. If match is nil, Where matches
// nothing.
func Where(match func(Claim) bool) Filter {
	if match == nil {
		return Filter{}
	}
	return Filter{op: opWhere, where: match}
}

// And matches claims that all of the filters match. Without filters it matches nothing.
func And(filters ...Filter) Filter {
	filters = slices.Clone(filters)
	return combined(filters, func(d *dataset, c *Claim) bool {
		return len(filters) > 0 && d.matchesAll(c, filters)
	})
}

// Or matches claims that any of the filters matches. Without filters it matches
// nothing.
func Or(filters ...Filter) Filter {
	filters = slices.Clone(filters)
	return combined(filters, func(d *dataset, c *Claim) bool {
		for i := range filters {
			if d.matches(c, &filters[i]) {
				return true
			}
		}
		return false
	})
}

// combined returns a filter that is made of others.
func combined(filters []Filter, test func(*dataset, *Claim) bool) Filter {
	f := Filter{op: opTest, test: test}
	for i := range filters {
		f.depth = max(f.depth, filters[i].depth+1)
		f.size += max(filters[i].size, 1)
		if filters[i].op == opTooLarge || f.depth > maxFilterDepth || f.size > maxFilterSize {
			return Filter{op: opTooLarge}
		}
	}
	return f
}

// Not matches the claims that f does not match, and no others.
func Not(f Filter) Filter {
	if f.op != opTooLarge {
		f.negated = !f.negated
	}
	return f
}

// A period is a span of days, both included.
type period struct{ first, last dayNumber }

func (p period) overlaps(q period) bool { return p.first <= q.last && q.first <= p.last }

// period returns when c holds, and whether that is known.
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

// matchesAll reports whether all filters match c, a claim of d.
func (d *dataset) matchesAll(c *Claim, filters []Filter) bool {
	for i := range filters {
		if !d.matches(c, &filters[i]) {
			return false
		}
	}
	return true
}

// matches reports whether f matches c, a claim of d.
func (d *dataset) matches(c *Claim, f *Filter) bool {
	match := false
	switch f.op {
	case opTooLarge:
		return false
	case opFrom:
		match = !c.Mutual && f.countries.has(c.From.index())
	case opTo:
		match = !c.Mutual && f.countries.has(c.To.index())
	case opInvolving:
		match = f.countries.has(c.From.index()) || f.countries.has(c.To.index())
	case opKind:
		match = f.kinds.bits>>c.Kind&1 != 0
	case opStanding:
		match = f.standings>>c.Standing()&1 != 0
	case opAssertedBy:
		match = f.countries.overlaps(&c.AssertedBy)
	case opDeniedBy:
		match = f.countries.overlaps(&c.DeniedBy)
	case opDuring:
		p, known := d.period(c)
		match = known && p.overlaps(f.days)
	case opWhere:
		match = f.where(*c)
	case opTest:
		match = f.test(d, c)
	}
	return match != f.negated
}
