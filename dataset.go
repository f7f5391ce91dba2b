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
	sourceAt  map[string]int // by ID: the index in sources
	claimAt   map[string]int // by ID: the index in claims
	relations []Relation     // in the order of the partners
	byPartner map[Country]Relation
}

// newDataset returns the dataset of the given values, which have been checked.
func newDataset(h Header, sources []Source, claims []Claim) Dataset {
	if (h == Header{} && len(sources)+len(claims) == 0) {
		return Dataset{}
	}
	d := &dataset{
		header: h, sources: sources, claims: claims,
		sourceAt: map[string]int{}, claimAt: map[string]int{}, byPartner: map[Country]Relation{},
	}
	for i, s := range sources {
		d.sourceAt[s.ID] = i
	}
	for i, c := range claims {
		d.claimAt[c.ID] = i
	}
	d.relations = relationsOf(h.Subject, claims)
	for _, r := range d.relations {
		d.byPartner[r.Partner] = r
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

// New returns a dataset of the given sources and claims, in the given order. It copies
// its arguments, and puts the words of each set in order.
//
// The claims must satisfy:
//
//   - the subject and both sides of every claim are countries;
//   - one side of every claim is the subject and the other a partner, which is
//     in From if the tie is mutual;
//   - each claim has a kind and a unique ID;
//   - each source has a unique ID, and the Source of each claim is one of them;
//   - dates are valid or zero, and no period ends before it starts;
//   - no set is invalid;
//   - texts are valid UTF-8 without control characters.
//
// Otherwise New returns an error that wraps a [*DataError] for each fault, up to a
// hundred. [Faults] lists them. If there are more, a last *DataError wraps [ErrLimit]. If
// a source has no ID, unknown sources of claims are not reported. The Header may be zero
// if there are no sources and no claims.
func New(h Header, sources []Source, claims []Claim) (Dataset, error) {
	return check(&document{header: h, sources: clone(sources), claims: inOrder(claims)})
}

// Header returns the header of d. The header of the zero Dataset is zero.
func (d Dataset) Header() Header { return d.data().header }

// AsOf returns the date of the latest publication among the sources of d, or the zero
// Date if no source is dated. No claim says anything about later dates. A source that is
// dated "2024" counts as of the end of 2024. If two dates end on the same day, AsOf
// returns the more precise one.
func (d Dataset) AsOf() Date {
	var latest Date
	for _, s := range d.data().sources {
		p := s.Published
		if p.IsValid() && cmp.Or(cmp.Compare(p.last(), latest.last()), p.Compare(latest)) > 0 {
			latest = p
		}
	}
	return latest
}

// Of returns the relation of c. It reports whether c is a partner in any claim of d; if
// not, the Relation is zero. The subject itself is not a partner.
func (d Dataset) Of(c Country) (Relation, bool) {
	r, ok := d.data().byPartner[c]
	return r, ok
}

// All returns an iterator over the relations of d, in the order of the partners' codes.
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

// ClaimByID returns the claim with the given ID. It reports whether there is one.
func (d Dataset) ClaimByID(id string) (Claim, bool) {
	data := d.data()
	i, ok := data.claimAt[id]
	if !ok {
		return Claim{}, false
	}
	return data.claims[i], true
}

// Givers returns the partners that give the subject support of the kind k, or of a kind
// that k includes, according to a reported claim. Alleged, disputed and mutual claims do
// not count. The set for [Background], which is not support, is empty.
//
// To find who has such a tie in any direction, use [Dataset.Partners].
//
//	relations.Givers(relations.Economic)   // CN IN
//	relations.Partners(relations.Economic) // CN IN IR ZA
//
// In the embedded data India is a diplomatic giver only because it has not condemned the
// war ([NonCondemnation]), and South Africa only because it has moved closer to Russia
// ([Alignment]). Belarus, China and Iran are not, only because their closeness and visits
// are mutual. Goods that an army also uses are economic, so China gives no military
// support by this coding.
func (d Dataset) Givers(k SupportKind) CountrySet {
	return d.partners(func(r Relation) bool { return r.Given.Has(k) })
}

// partners returns the partners with a relation for which match returns true.
func (d Dataset) partners(match func(Relation) bool) CountrySet {
	var m members
	for _, r := range d.data().relations {
		if match(r) {
			m.has[r.Partner.index()] = true
		}
	}
	return countrySet(m)
}

// Partners returns the partners with a reported claim of the kind k, or of a kind that k
// includes, in any direction: given, received or mutual. Alleged and disputed claims do
// not count, nor does [Background]. To screen countries, use [Dataset.Claims], which
// covers all standings.
func (d Dataset) Partners(k SupportKind) CountrySet {
	return d.partners(func(r Relation) bool { return r.Given.Has(k) || r.Received.Has(k) || r.Mutual.Has(k) })
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

// SourceByID returns the source with the given ID. It reports whether there is one.
func (d Dataset) SourceByID(id string) (Source, bool) {
	data := d.data()
	i, ok := data.sourceAt[id]
	if !ok {
		return Source{}, false
	}
	return data.sources[i], true
}

// String returns a short description of d, such as "2 claims on Russia, version
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

// WithVersion returns a copy of d with the given version, which may be any text that
// [New] accepts.
func (d Dataset) WithVersion(version string) (Dataset, error) {
	data := d.data()
	return New(Header{data.header.Subject, version}, data.sources, data.claims)
}

// Add returns a dataset with the contents of d followed by the given sources and claims.
// The claims may refer to sources that are already in d. It is an error if an ID is
// already in d, if d has no subject, or if [New] would report a fault. Indexes in errors
// are indexes into the given slices. Unless nothing was added, the version of the result
// is empty; to set it, use [Dataset.WithVersion].
//
// Each call copies and checks the whole dataset. To add many claims, collect them and
// call Add once.
func (d Dataset) Add(sources []Source, claims []Claim) (Dataset, error) {
	return d.data().merge(sources, claims, nil, nil)
}

// Replace is like [Dataset.Add], but a source or claim whose ID is already in d replaces
// the existing one. It is an error to give the same ID twice. Unless the result equals d,
// its version is empty. Claims of d that are not given stay: so a claim that a newer
// release of the embedded data has dropped is not removed.
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
