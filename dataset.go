package relations

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strconv"
)

// A Dataset contains claims about one subject and its partners, and the sources that
// report them. It is a small value that points to data that no method changes: it may
// be copied, and it is safe for concurrent use. The zero Dataset is empty, and all
// methods work on it. To compare two datasets, use [Dataset.Equal].
type Dataset struct {
	_ [0]func() // == would compare pointers, so it does not compile
	d *dataset
}

// A Header says what a dataset is about. It is a comparable value.
type Header struct {
	Subject Country `json:"subject"` // the country on one side of every claim
	Version string  `json:"version"` // of the dataset; any text, or none
}

// A dataset contains checked values and the tables for the lookups.
type dataset struct {
	header    Header
	sources   []Source
	claims    []Claim
	sourceAt  map[string]int  // by ID: the index in sources
	claimAt   map[string]int  // by ID: the index in claims
	relations []Relation      // in the order of the partners
	partnerAt map[Country]int // the index in relations
}

// newDataset returns the dataset of the given values, which have been checked.
func newDataset(h Header, sources []Source, claims []Claim) Dataset {
	if (h == Header{} && len(sources)+len(claims) == 0) {
		return Dataset{}
	}
	d := &dataset{
		header: h, sources: sources, claims: claims,
		sourceAt: map[string]int{}, claimAt: map[string]int{}, partnerAt: map[Country]int{},
	}
	for i, s := range sources {
		d.sourceAt[s.ID] = i
	}
	for i, c := range claims {
		d.claimAt[c.ID] = i
	}
	d.relations = relationsOf(h.Subject, claims)
	for i, r := range d.relations {
		d.partnerAt[r.Partner] = i
	}
	return Dataset{d: d}
}

// relationsOf sums up claims by partner, in the order of the partners.
func relationsOf(subject Country, claims []Claim) []Relation {
	const given, received, mutual, alleged, disputed = 0, 1, 2, 3, 4
	byPartner := map[Country]*[5]members{}
	for _, c := range claims {
		partner := c.partner(subject)
		if byPartner[partner] == nil {
			byPartner[partner] = new([5]members)
		}
		set := given
		switch {
		case !c.Kind.IsSupport():
			continue
		case c.Standing() == Alleged:
			set = alleged
		case c.Standing() == Disputed:
			set = disputed
		case c.Mutual:
			set = mutual
		case c.From == subject:
			set = received
		}
		byPartner[partner][set].has[c.Kind.index()] = true
	}
	var all []Relation
	for _, partner := range slices.Sorted(maps.Keys(byPartner)) {
		sets := byPartner[partner]
		all = append(all, Relation{
			Partner: partner, Given: kindSet(sets[given]), Received: kindSet(sets[received]),
			Mutual: kindSet(sets[mutual]), Alleged: kindSet(sets[alleged]), Disputed: kindSet(sets[disputed]),
		})
	}
	return all
}

var empty dataset

func (d Dataset) data() *dataset {
	if d.d == nil {
		return &empty
	}
	return d.d
}

// New returns a dataset of the given sources and claims, in the given order. It keeps
// copies.
//
// The claims must satisfy:
//
//   - the subject and both sides of every claim are countries;
//   - one side of every claim is the subject and the other a partner, which is
//     in From if the tie is mutual;
//   - each claim has a kind, and an ID that no other has;
//   - each source has an ID that no other has, and the Source of each claim is
//     one of them;
//   - dates are valid or zero, and no period ends before it starts;
//   - no set was made from an invalid country;
//   - texts are valid UTF-8 without control characters.
//
// If they do not, the error holds a [*DataError] for each fault, which [Faults] lists,
// up to a hundred; if there are more, a last *DataError wraps [ErrLimit]. A zero Header
// is enough if there are neither sources nor claims.
func New(h Header, sources []Source, claims []Claim) (Dataset, error) {
	return check(&document{header: h, sources: clone(sources), claims: inOrder(claims)})
}

// Header returns what d is about. For the zero Dataset it is zero.
func (d Dataset) Header() Header { return d.data().header }

// AsOf returns the latest date as of which any claim of d holds: that of the latest
// publication among its sources. Each claim holds as of the publication of its own
// source. AsOf is the zero Date if no source is dated. Of two dates the one that ends
// later counts, as 2023 ends after 2023-03, and of two that end on the same day the
// more precise.
func (d Dataset) AsOf() Date {
	var latest Date
	for _, s := range d.data().sources {
		if p := s.Published; p.IsValid() && (latest == Date{} || cmp.Or(cmp.Compare(p.last(), latest.last()), p.Compare(latest)) > 0) {
			latest = p
		}
	}
	return latest
}

// Of returns what d records about c, and whether c is a partner in any of its claims.
// If not, the Relation is zero. The subject itself is not a partner.
func (d Dataset) Of(c Country) (Relation, bool) {
	data := d.data()
	i, ok := data.partnerAt[c]
	if !ok {
		return Relation{}, false
	}
	return data.relations[i], true
}

// All returns an iterator over what d records about each partner, in the order of their
// codes.
func (d Dataset) All() iter.Seq[Relation] {
	return func(yield func(Relation) bool) {
		for _, r := range d.data().relations {
			if !yield(r) {
				return
			}
		}
	}
}

// Claims returns an iterator over the claims of d that match all filters, in the order
// of d. Without filters these are all claims.
func (d Dataset) Claims(filters ...Filter) iter.Seq[Claim] {
	filters = slices.Clone(filters)
	return func(yield func(Claim) bool) {
		data := d.data()
		for i := range data.claims {
			if c := &data.claims[i]; data.matchesAll(c, filters) && !yield(*c) {
				return
			}
		}
	}
}

// ClaimByID returns the claim with the given ID, and whether there is one.
func (d Dataset) ClaimByID(id string) (Claim, bool) {
	data := d.data()
	i, ok := data.claimAt[id]
	if !ok {
		return Claim{}, false
	}
	return data.claims[i], true
}

// Givers returns the partners with a reported claim of a kind that k includes,
// directed to the subject. Alleged, disputed and mutual claims do not count, and since
// [Background] is no support, nobody supports by it.
//
// It answers who gives; [Dataset.Partners] answers who has such a reported tie, whoever
// gives. In the embedded data nobody is a supporter by [Trade] or [Banking], which are
// mutual, and by [Alignment] only South Africa is, for a movement of its own:
//
//	relations.Givers(relations.Economic) // CN IN
//	relations.Partners(relations.Economic)   // CN IN IR ZA
//
// [Diplomatic] includes [NonCondemnation], an omission. For acts alone, ask for the
// other kinds.
func (d Dataset) Givers(k SupportKind) CountrySet {
	return d.partners(func(r *Relation) bool { return r.Given.Has(k) })
}

// partners returns the partners with a relation for which match returns true.
func (d Dataset) partners(match func(*Relation) bool) CountrySet {
	var m members
	relations := d.data().relations
	for i := range relations {
		if match(&relations[i]) {
			m.has[relations[i].Partner.index()] = true
		}
	}
	return countrySet(m)
}

// Partners returns the partners with a reported claim of a kind that k includes, in any
// direction: they give it, receive it, or share it. Alleged and disputed claims do not
// count, nor does [Background]. To screen countries, go through the claims of all
// standings.
func (d Dataset) Partners(k SupportKind) CountrySet {
	return d.partners(func(r *Relation) bool { return r.Given.Has(k) || r.Received.Has(k) || r.Mutual.Has(k) })
}

// Sources returns an iterator over the sources of d, in order.
func (d Dataset) Sources() iter.Seq[Source] {
	return func(yield func(Source) bool) {
		for _, s := range d.data().sources {
			if !yield(s) {
				return
			}
		}
	}
}

// SourceByID returns the source with the given ID, and whether there is one.
func (d Dataset) SourceByID(id string) (Source, bool) {
	data := d.data()
	i, ok := data.sourceAt[id]
	if !ok {
		return Source{}, false
	}
	return data.sources[i], true
}

// String returns in short what d holds, such as "2 claims on Russia, version
// 2023-03.1".
func (d Dataset) String() string {
	data := d.data()
	s := strconv.Itoa(len(data.claims)) + " claims on "
	if len(data.claims) == 1 {
		s = "1 claim on "
	}
	s += data.header.Subject.String()
	if data.header.Version != "" {
		s += ", version " + data.header.Version
	}
	return s
}

// Equal reports whether d and e have the same header, and the same sources and claims
// in the same order.
func (d Dataset) Equal(e Dataset) bool {
	a, b := d.data(), e.data()
	return a == b || a.header == b.header && slices.Equal(a.sources, b.sources) && slices.Equal(a.claims, b.claims)
}

// WithVersion returns d with another version in its header: any text that [New] takes.
func (d Dataset) WithVersion(version string) (Dataset, error) {
	data := d.data()
	return New(Header{data.header.Subject, version}, data.sources, data.claims)
}

// Add returns a dataset of what d holds followed by further sources and claims. An ID
// that is in d already is an error, as are the faults that [New] reports; an index in
// an error counts within the given sources or claims. d must have a subject. The claims
// may rest on the sources of d, which are not given again. The result has no version,
// since it is another dataset, unless nothing was given; see [Dataset.WithVersion].
func (d Dataset) Add(sources []Source, claims []Claim) (Dataset, error) {
	return d.data().merge(sources, claims, nil, nil)
}

// Replace is like [Dataset.Add], but a source or a claim whose ID is in d replaces the
// one that is there. It is an error if two of the given ones have the same ID. The
// result has no version unless it is equal to d. Claims of d that are not given stay,
// also those that a newer release of the embedded data no longer has.
func (d Dataset) Replace(sources []Source, claims []Claim) (Dataset, error) {
	return d.data().merge(sources, claims, d.data().sourceAt, d.data().claimAt)
}

// merge returns d with the given sources and claims. SourceAt and claimAt are the
// indexes of those that may be replaced, by ID.
func (d *dataset) merge(sources []Source, claims []Claim, sourceAt, claimAt map[string]int) (Dataset, error) {
	doc := &document{header: d.header}
	doc.sources, doc.sourceIndex = put(d.sources, sources, sourceAt, func(s Source) string { return s.ID })
	doc.claims, doc.claimIndex = put(d.claims, inOrder(claims), claimAt, func(c Claim) string { return c.ID })
	if !slices.Equal(d.sources, doc.sources) || !slices.Equal(d.claims, doc.claims) {
		doc.header.Version = ""
	}
	return check(doc)
}

// put returns a copy of list in which each of given replaces the element at the index
// that at has for its ID, or is appended if there is none. It also returns a map from
// the indexes in the copy to those in given. If an ID is given twice, the second one
// is appended too, and found to be a duplicate later.
func put[T any](list, given []T, at map[string]int, id func(T) string) ([]T, map[int]int) {
	list = clone(list)
	indexes := map[int]int{}
	for i, v := range given {
		index, ok := at[id(v)]
		if _, again := indexes[index]; !ok || again {
			index = len(list)
			list = append(list, v)
		}
		list[index] = v
		indexes[index] = i
	}
	return list, indexes
}

// inOrder returns a copy of claims in which the words of each set are in order.
func inOrder(claims []Claim) []Claim {
	claims = clone(claims)
	for i := range claims {
		c := &claims[i]
		for _, set := range []*CountrySet{&c.AssertedBy, &c.DeniedBy, &c.Others} {
			set.Codes = set.String()
		}
	}
	return claims
}

// clone returns a copy of list, which is nil if list is empty: reflect.DeepEqual finds
// nil and an empty slice different.
func clone[T any](list []T) []T { return append([]T(nil), list...) }
