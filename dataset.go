package relations

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strconv"

	"github.com/warmrelations/relations/internal/country"
)

// A Dataset contains claims about one subject and its partners, and the sources that
// report them. It is a small value that points to immutable data: it may be copied, and
// it is safe for concurrent use. Only the Unmarshal methods, which read into a Dataset,
// change it. The zero Dataset is empty and can be used. It has no subject, so Add, Replace
// and WithVersion cannot put anything into it. To compare two datasets, use
// [Dataset.Equal].
type Dataset struct {
	_ [0]func() // == would compare pointers, so it does not compile
	d *dataset
}

// A Header contains the subject and the version of a dataset. It is a comparable value.
// The zero Header is valid only for a dataset without sources and claims.
type Header struct {
	Subject Country `json:"subject"` // the country on one side of every claim
	Version string  `json:"version"` // the version of the dataset: one line of text, or empty
}

// A dataset contains checked values and the tables for the lookups.
type dataset struct {
	header    Header
	sources   []Source
	claims    []Claim
	sourceAt  map[string]int               // by ID: the index in sources
	claimAt   map[string]int               // by ID: the index in claims
	relations []Relation                   // in the order of the partners
	byPartner [country.Count + 1]*Relation // by the index of the country; nil if it is not a partner
}

// newDataset returns a dataset of the given values, which must have been checked.
func newDataset(h Header, sources []Source, claims []Claim) Dataset {
	if (h == Header{} && len(sources)+len(claims) == 0) {
		return Dataset{}
	}
	d := &dataset{
		header: h, sources: sources, claims: claims,
		sourceAt: map[string]int{}, claimAt: map[string]int{}, relations: relationsOf(h.Subject, claims),
	}
	for i, s := range sources {
		d.sourceAt[s.ID] = i
	}
	for i, c := range claims {
		d.claimAt[c.ID] = i
	}
	for i, r := range d.relations {
		d.byPartner[r.Partner.index()] = &d.relations[i]
	}
	return Dataset{d: d}
}

// relationsOf returns a relation for each partner in claims, in the order of their codes.
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

// data returns the contents of d, which are empty for the zero Dataset.
func (d Dataset) data() *dataset {
	if d.d == nil {
		return &empty
	}
	return d.d
}

// New returns a dataset with the given sources and claims, in the given order. It copies
// its arguments, and sorts the words of each set.
//
// Unless all arguments are empty, they must satisfy:
//
//   - the subject is a country, and so are both sides of every claim;
//   - one side of every claim is the subject and the other side is a partner; in a
//     mutual claim, From is the partner;
//   - each claim has a kind and a unique ID;
//   - each source has a unique ID, and the Source of each claim is one of these IDs;
//   - dates are valid or zero, and no period ends before it starts;
//   - no set is invalid;
//   - texts are valid UTF-8 without control characters.
//
// Otherwise New returns the zero Dataset and an error that wraps a [*DataError] for each
// fault, up to a hundred. [Faults] lists them. If there are more, a last *DataError wraps
// [ErrLimit]. If a source has no ID, New does not report claims with an unknown source.
func New(h Header, sources []Source, claims []Claim) (Dataset, error) {
	return check(&document{header: h, sources: clone(sources), claims: inOrder(claims)})
}

// Header returns the header of d. The header of the zero Dataset is zero.
func (d Dataset) Header() Header { return d.data().header }

// AsOf returns the date of the latest publication among the sources of d, or the zero
// Date if no source is dated. A claim without an End says nothing about later dates. A
// source that is dated "2024" counts as of the end of 2024. If two dates end on the same
// day, AsOf returns the more precise date.
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

// Of returns the relation of the partner c. It reports whether c is a partner in any claim
// of d; if not, the Relation is zero. If all claims on c are [Background], the sets of the
// Relation are empty. The subject itself is not a partner.
func (d Dataset) Of(c Country) (r Relation, ok bool) {
	if p := d.data().byPartner[c.index()]; p != nil {
		return *p, true
	}
	return r, false
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

// Claims returns an iterator over the claims of d that match all filters, in the order in
// which they were given to [New] or decoded. Without filters it returns all claims.
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
// not count. The set is empty if k is [Background], which is not support, or not valid.
//
// For partners with such a tie in any direction, use [Dataset.Partners].
//
//	relations.Givers(relations.Economic)   // CN IN
//	relations.Partners(relations.Economic) // CN IN IR ZA
//
// In the embedded data, India counts as a giver of diplomatic support only because it has
// not condemned the war ([NonCondemnation]), and South Africa only because it has moved
// closer to Russia ([Alignment]). Belarus, China and Iran are missing only because all
// their diplomatic ties are mutual, and a mutual tie has no giver. Goods that the Russian
// military also uses are economic, so China gives no military support by this coding,
// which does not mean that it gives none.
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
// not count. The set is empty if k is [Background] or not valid. To find claims of all
// standings, use [Dataset.Claims].
func (d Dataset) Partners(k SupportKind) CountrySet {
	return d.partners(func(r Relation) bool { return r.Given.Has(k) || r.Received.Has(k) || r.Mutual.Has(k) })
}

// Sources returns an iterator over the sources of d, in the order in which they were given
// to [New] or decoded.
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

// WithVersion returns a copy of d with the given version. It is an error if the version is
// not one line of UTF-8, or if d has no subject and version is not empty.
func (d Dataset) WithVersion(version string) (Dataset, error) {
	data := d.data()
	return New(Header{data.header.Subject, version}, data.sources, data.claims)
}

// Add returns a dataset with the contents of d followed by the given sources and claims.
// The claims may refer to sources that are already in d. The version of the result is
// empty unless nothing was added; to set it, use [Dataset.WithVersion].
//
// It is an error if an ID is already in d, if d has no subject, or if [New] would report a
// fault. Indexes in errors are indexes into the given slices.
//
// Each call copies and checks the whole dataset, so a loop of calls takes quadratic time.
// To add many claims, collect them and call Add once.
func (d Dataset) Add(sources []Source, claims []Claim) (Dataset, error) {
	return d.data().merge(sources, claims, nil, nil)
}

// Replace is like [Dataset.Add], but a source or claim whose ID is already in d replaces
// the existing one. It is an error to give the same ID twice. The version of the result is
// empty unless the result equals d.
//
// Replace removes nothing. If d comes from an older version of the embedded data, claims
// that the newer release has dropped stay in the result.
func (d Dataset) Replace(sources []Source, claims []Claim) (Dataset, error) {
	return d.data().merge(sources, claims, d.data().sourceAt, d.data().claimAt)
}

// merge returns d with the given sources and claims. The maps contain the IDs of those
// that may be replaced, with their indexes; they are nil for Add.
func (d *dataset) merge(sources []Source, claims []Claim, sourceAt, claimAt map[string]int) (Dataset, error) {
	doc := &document{header: d.header}
	doc.sources, doc.sourceIndex = replaceOrAppend(d.sources, sources, sourceAt, func(s Source) string { return s.ID })
	doc.claims, doc.claimIndex = replaceOrAppend(d.claims, inOrder(claims), claimAt, func(c Claim) string { return c.ID })
	if !slices.Equal(d.sources, doc.sources) || !slices.Equal(d.claims, doc.claims) {
		doc.header.Version = ""
	}
	return check(doc)
}

// replaceOrAppend returns a copy of list with the elements of given. An element whose ID
// is in indexByID replaces the one at that index; any other is appended. If given contains
// an ID twice, the second element is appended, so that check finds the duplicate.
//
// It also returns the index in given of each element that comes from there. For example,
// if given[0] replaces list[4], the map contains 4: 0.
func replaceOrAppend[T any](list, given []T, indexByID map[string]int, id func(T) string) ([]T, map[int]int) {
	list = clone(list)
	givenIndex := map[int]int{}
	for i, v := range given {
		at, replace := indexByID[id(v)]
		if _, again := givenIndex[at]; !replace || again {
			at = len(list)
			list = append(list, v)
		}
		list[at] = v
		givenIndex[at] = i
	}
	return list, givenIndex
}

// inOrder returns a copy of claims in which the words of each set are sorted.
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

// clone returns a copy of list. If list is empty, the copy is nil, since
// reflect.DeepEqual treats nil and an empty slice as different.
func clone[T any](list []T) []T { return append([]T(nil), list...) }
