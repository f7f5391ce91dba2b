package relations

import (
	"math"
	"math/bits"
	"slices"
)

// A Filter chooses claims, for [Claims] and [Dataset.Claims]. Filters are
// immutable values, and keep a copy of what they were made from. They can be
// combined by [And], [Or] and [Not].
//
// The zero Filter matches no claim. Nor does a filter that is made from
// nothing: from an empty list, or from one that holds no valid value only, such as
// From(0). [Not] inverts that, like any other filter.
type Filter struct {
	op         filterOp
	negated    bool
	standings  standingSet
	kinds      KindSet
	countries  CountrySet
	start, end dayNumber
	where      func(Claim) bool
	parts      []Filter
}

// A filterOp says what a filter asks. The first ones can be asked of a tag.
type filterOp uint8

const (
	opNothing filterOp = iota
	opFrom
	opTo
	opInvolving
	opKind
	opStanding
	lastOfTag             = opStanding
	opAssertedBy filterOp = iota - 1
	opDeniedBy
	opDuring
	opWhere
	opAnd
	opOr
)

// A standingSet has bit s for each standing s.
type standingSet uint8

const everyStanding standingSet = 1<<Reported | 1<<Alleged | 1<<Disputed

// From matches directed claims in which one of the countries is the giver. It
// matches no mutual claim: see [Involving].
func From(countries ...Country) Filter {
	return Filter{op: opFrom, countries: CountriesOf(countries...)}
}

// To matches directed claims in which one of the countries is the receiver. It
// matches no mutual claim: see [Involving].
func To(countries ...Country) Filter {
	return Filter{op: opTo, countries: CountriesOf(countries...)}
}

// Involving matches claims, directed and mutual ones, in which one of the
// countries is on either side of the dyad. That a country is among the Others
// of a claim does not count.
func Involving(countries ...Country) Filter {
	return Filter{op: opInvolving, countries: CountriesOf(countries...)}
}

// OfKind matches claims of any of the kinds, and for a category of any kind
// that it includes.
func OfKind(kinds ...SupportKind) Filter {
	f := Filter{op: opKind}
	for _, k := range kinds {
		f.kinds = f.kinds.Union(k.within())
	}
	return f
}

// WithStanding matches claims of any of the standings. A disputed claim is not
// among the alleged ones: for all that rests on a government's word, name both.
func WithStanding(standings ...Standing) Filter {
	f := Filter{op: opStanding}
	for _, s := range standings {
		f.standings |= 1 << s & everyStanding
	}
	return f
}

// AssertedBy matches claims that the government or officials of any of the
// countries assert. Those that anybody asserts are the alleged and the disputed
// ones: see [WithStanding].
func AssertedBy(countries ...Country) Filter {
	return Filter{op: opAssertedBy, countries: CountriesOf(countries...)}
}

// DeniedBy matches claims that any of the countries denies. For those that
// anybody denies, ask [Where] whether DeniedBy is empty.
func DeniedBy(countries ...Country) Filter {
	return Filter{op: opDeniedBy, countries: CountriesOf(countries...)}
}

// During matches claims whose period overlaps the one from start to end, both
// included. A date that is less precise than a day stands for all of its days.
// A claim without a Start, as most embedded ones are, matches no period. One
// with a Start and no End lasts to the dataset's AsOf, and at least through its
// Start. If a bound is not valid, or end is before start, During matches
// nothing.
func During(start, end Date) Filter {
	if !start.IsValid() || !end.IsValid() || end.last() < start.first() {
		return Filter{}
	}
	return Filter{op: opDuring, start: start.first(), end: end.last()}
}

// Where matches claims for which match returns true; a nil match matches
// nothing.
func Where(match func(Claim) bool) Filter {
	if match == nil {
		return Filter{}
	}
	return Filter{op: opWhere, where: match}
}

// And matches claims that all of the filters match. Without filters it matches
// nothing.
func And(filters ...Filter) Filter {
	return Filter{op: opAnd, parts: slices.Clone(filters)}
}

// Or matches claims that any of the filters matches.
func Or(filters ...Filter) Filter {
	return Filter{op: opOr, parts: slices.Clone(filters)}
}

// Not matches the claims that f does not match, and no others.
func Not(f Filter) Filter {
	f.negated = !f.negated
	return f
}

// A direction says who gives in a claim.
type direction uint8

const (
	shared   direction = iota // a mutual tie
	given                     // the partner gives to the subject
	received                  // the subject gives to the partner
	directions
)

// A side is an end of a dyad, or both.
type side uint8

const (
	partnerSide side = 1 << iota
	subjectSide
)

// sides says at which side of a claim a filter by country looks.
var sides = [opInvolving + 1][directions]side{
	opFrom:      {given: partnerSide, received: subjectSide},
	opTo:        {given: subjectSide, received: partnerSide},
	opInvolving: {partnerSide | subjectSide, partnerSide | subjectSide, partnerSide | subjectSide},
}

// A tag is what most filters ask of a claim, in four bytes.
type tag struct {
	partner   uint8 // position
	kind      SupportKind
	direction direction
	standing  Standing
}

// fewFilters is how many filters a loop over claims holds without allocating.
const fewFilters = 4

// A query is what filters ask of a tag, all of them taken together.
type query struct {
	kinds     KindSet
	standings standingSet
	byPartner bool // partners is asked
	rest      bool // there are filters that ask more than a tag answers
	partners  [directions]CountrySet
	period    period // which that of the claim must overlap
}

// merge adds to q what f asks.
func (d *dataset) merge(q *query, f *Filter) {
	switch f.op {
	case opNothing:
		if !f.negated {
			q.kinds = KindSet{}
		}
	case opFrom, opTo, opInvolving:
		for dir, s := range sides[f.op] {
			set := f.partners(s, d.subject)
			if q.byPartner {
				set = set.Intersect(q.partners[dir])
			}
			q.partners[dir] = set
		}
		q.byPartner = true
	case opKind:
		if f.negated {
			q.kinds = q.kinds.Minus(f.kinds)
		} else {
			q.kinds = q.kinds.Intersect(f.kinds)
		}
	case opStanding:
		if f.negated {
			q.standings &^= f.standings
		} else {
			q.standings &= f.standings
		}
	case opDuring:
		if f.negated || q.period != always {
			q.rest = true
		} else {
			q.period = period{f.start, f.end}
		}
	default:
		q.rest = true
	}
}

// partners returns the partners of the claims that a filter by country
// matches, where it looks at side s.
func (f *Filter) partners(s side, subject uint8) CountrySet {
	var set CountrySet
	switch {
	case s&subjectSide != 0 && f.countries.has(subject):
		set = Countries()
	case s&partnerSide != 0:
		set = f.countries
	}
	if f.negated {
		set = set.complement()
	}
	return set
}

// A search finds the claims of d that all filters match, one after the other.
// The filters come in two lists because of the way in which Claims keeps them.
type search struct {
	d           *dataset
	first, more []Filter

	started   bool
	query     query
	places    []uint32 // the claims to look at, by index, or nil for the first ones
	next, end int      // of the places: the next, and the one behind the last
}

// find returns the next claim, or nil behind the last.
func (s *search) find() *Claim {
	d := s.d
	if len(s.first) == 0 {
		if s.next == len(d.claims) {
			return nil
		}
		s.next++
		return &d.claims[s.next-1]
	}
	if !s.started {
		s.start()
	}
	q, places, tags, periods := &s.query, s.places, d.tags, d.periods
	for n := s.next; n < s.end; n++ {
		i := n
		if places != nil {
			i = int(places[n])
		}
		t := &tags[i]
		switch { // not if, by which the compiler makes more than a branch of each condition
		case q.kinds.bits>>(t.kind&63)&1 == 0,
			q.standings>>(t.standing&7)&1 == 0,
			q.byPartner && !q.partners[t.direction].has(t.partner),
			!q.period.overlaps(periods[i]),
			q.rest && !s.allHold(i):
			continue
		}
		s.next = n + 1
		return &d.claims[i]
	}
	s.next = s.end
	return nil
}

// start merges the filters into a query, and chooses the claims to look at.
func (s *search) start() {
	s.started = true
	s.query = query{kinds: Kinds(), standings: everyStanding, period: always}
	for _, filters := range [...][]Filter{s.first, s.more} {
		for i := range filters {
			s.d.merge(&s.query, &filters[i])
		}
	}
	s.end = len(s.d.claims)
	if partner, ok := s.query.onlyPartner(); ok {
		s.places = s.d.claimsOf(partner)
		s.end = len(s.places)
	}
}

// onlyPartner returns the position of the partner on whom alone q admits
// claims, and whether there is just one.
func (q *query) onlyPartner() (partner uint8, ok bool) {
	if !q.byPartner {
		return 0, false
	}
	for i := range q.partners[shared].words {
		some := q.partners[shared].words[i] | q.partners[given].words[i] | q.partners[received].words[i]
		if some == 0 {
			continue
		}
		if ok || some&(some-1) != 0 {
			return 0, false // more than one
		}
		partner, ok = uint8(i<<6|bits.TrailingZeros64(some)), true
	}
	return partner, ok
}

// allHold reports whether those of the filters that ask more than a tag can
// answer match claim i.
func (s *search) allHold(i int) bool {
	for _, filters := range [...][]Filter{s.first, s.more} {
		for j := range filters {
			if f := &filters[j]; f.op > lastOfTag && !f.holds(s.d, i) {
				return false
			}
		}
	}
	return true
}

// holds reports whether f matches claim i.
func (f *Filter) holds(d *dataset, i int) bool {
	t, c := d.tags[i], &d.claims[i]
	match := false
	switch f.op {
	case opFrom, opTo, opInvolving:
		s := sides[f.op][t.direction]
		match = s&partnerSide != 0 && f.countries.has(t.partner) || s&subjectSide != 0 && f.countries.has(d.subject)
	case opKind:
		match = f.kinds.bits>>t.kind&1 != 0
	case opStanding:
		match = f.standings>>t.standing&1 != 0
	case opAssertedBy:
		match = !c.AssertedBy.Intersect(f.countries).IsEmpty()
	case opDeniedBy:
		match = !c.DeniedBy.Intersect(f.countries).IsEmpty()
	case opDuring:
		match = period{f.start, f.end}.overlaps(d.periods[i])
	case opWhere:
		match = f.where(*c)
	case opAnd, opOr:
		all := f.op == opAnd
		match = all && len(f.parts) > 0
		for j := range f.parts {
			if f.parts[j].holds(d, i) != all {
				match = !all
				break
			}
		}
	}
	return match != f.negated
}

// A period is a span of days, both included. That of a claim without a Start
// overlaps no other.
type period struct{ first, last dayNumber }

// always overlaps every period, that of a claim without a Start too.
var always = period{0, math.MaxInt32}

func (p period) overlaps(o period) bool { return p.first <= o.last && o.first <= p.last }

// periodOf returns when c holds, in a dataset whose claims hold up to asOf.
func periodOf(c *Claim, asOf Date) period {
	if !c.Start.IsValid() {
		return period{math.MaxInt32, 0}
	}
	p := period{c.Start.first(), c.Start.last()}
	switch {
	case c.End.IsValid():
		p.last = c.End.last()
	case asOf.IsValid():
		p.last = max(p.last, asOf.last())
	}
	return p
}
