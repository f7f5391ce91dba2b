package relations

import (
	"bytes"
	"cmp"
	"encoding"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/warmrelations/relations/internal/country"
)

// A Dataset holds claims about one subject and its partners, and the sources that
// report them. It is a small value that refers to data nobody can change: it may be
// copied, and used by several goroutines at once. The zero Dataset is empty, and all
// methods work on it. Two datasets are compared by [Dataset.Equal].
type Dataset struct {
	get func() *dataset // a function, since reflection can clear a slice or a map that it finds, but not what a function refers to
}

// A Header says what a dataset is about. It is a comparable value.
type Header struct {
	Subject Country `json:"subject"` // the country on one side of every claim
	Version string  `json:"version"` // of the dataset; any text, or none
}

// A dataset holds the claims, and what the lookups answer from.
type dataset struct {
	header    Header
	sources   []Source
	claims    []Claim
	sourceAt  map[string]int            // by ID: the index in sources
	claimAt   map[string]int            // by ID: the index in claims
	relations []Relation                // in the order of the partners, after an empty one
	partnerAt [country.Count + 1]uint16 // by the index of a country: its index in relations
	support   [kindCount + 1]CountrySet // by kind: who gives it, as reported
	ties      [kindCount + 1]CountrySet // by kind: who gives, receives or shares it, as reported
}

var empty = dataset{relations: []Relation{{}}}

func (d Dataset) data() *dataset {
	if d.get == nil {
		return &empty
	}
	return d.get()
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
	return newChecker(h, slices.Clone(sources), slices.Clone(claims)).dataset()
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
	r := d.data().relation(c)
	return *r, r.Partner != 0
}

// relation returns the relation of c, or the empty one.
func (d *dataset) relation(c Country) *Relation { return &d.relations[d.partnerAt[c.index()]] }

// All returns an iterator over what d records about each partner, in the order of their
// codes.
func (d Dataset) All() iter.Seq[Relation] {
	return func(yield func(Relation) bool) {
		for _, r := range d.data().relations[1:] {
			if !yield(r) {
				return
			}
		}
	}
}

// Claims returns an iterator over the claims of d that all of the filters match, in the
// order of d. Without filters these are all claims.
func (d Dataset) Claims(filters ...Filter) iter.Seq[Claim] {
	// This function and the one that it returns are small enough to be inlined, so a
	// loop by few filters allocates nothing.
	var few [4]Filter
	n := copy(few[:], filters)
	more := append([]Filter(nil), filters[n:]...)
	return func(yield func(Claim) bool) {
		data := d.data()
		for i := 0; ; i++ {
			if i = data.find(i, few[:n], more); i < 0 || !yield(data.claims[i]) {
				return
			}
		}
	}
}

// find returns the index of the first claim from index i on that all of the filters
// match, or -1.
func (d *dataset) find(i int, few, more []Filter) int {
	for ; i < len(d.claims); i++ {
		c := &d.claims[i]
		if (len(few) == 0 || d.matchesAll(c, few)) && (len(more) == 0 || d.matchesAll(c, more)) {
			return i
		}
	}
	return -1
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
func (d Dataset) Givers(k SupportKind) CountrySet { return *d.data().givers(k) }

func (d *dataset) givers(k SupportKind) *CountrySet {
	if !k.IsValid() {
		k = 0 // no country supports by it
	}
	return &d.support[k]
}

// Partners returns the partners with a reported claim of a kind that k includes, in any
// direction: they give it, receive it, or share it. Alleged and disputed claims do not
// count, nor does [Background]. To screen countries, go through the claims of all
// standings.
func (d Dataset) Partners(k SupportKind) CountrySet {
	if !k.IsValid() {
		return CountrySet{}
	}
	return d.data().ties[k]
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

// Replace is like [Dataset.Add], but a source or a claim with an ID that is in d takes
// the place of the one that is there. It is an error if two of the given ones have the
// same ID. The result has no version unless it holds the same as d.
func (d Dataset) Replace(sources []Source, claims []Claim) (Dataset, error) {
	return d.data().merge(sources, claims, d.data().sourceAt, d.data().claimAt)
}

// merge returns d with the given sources and claims. One whose ID is in sourceAt or
// claimAt takes the place at that index.
func (d *dataset) merge(sources []Source, claims []Claim, sourceAt, claimAt map[string]int) (Dataset, error) {
	allSources, sourceIndex := merged(d.sources, sources, sourceAt, func(s Source) string { return s.ID })
	allClaims, claimIndex := merged(d.claims, claims, claimAt, func(c Claim) string { return c.ID })
	c := newChecker(d.header, allSources, allClaims)
	c.sourceIndex, c.claimIndex = sourceIndex, claimIndex
	if !slices.Equal(d.sources, allSources) || !slices.Equal(d.claims, allClaims) {
		c.header.Version = ""
	}
	return c.dataset()
}

// merged returns old with each of given at the index that at has for its ID, or at
// the end, and maps the indexes to those in given. Of several given ones with the same
// ID all but the first go to the end, where they are found to be duplicates.
func merged[T any](old, given []T, at map[string]int, id func(T) string) ([]T, map[int]int) {
	all, indexes := slices.Clone(old), map[int]int{}
	for i, v := range given {
		index, ok := at[id(v)]
		if _, taken := indexes[index]; !ok || taken {
			index = len(all)
			all = append(all, v)
		}
		all[index] = v
		indexes[index] = i
	}
	return all, indexes
}

// newDataset builds the lookups from checked values.
func newDataset(c *checker) *dataset {
	d := &dataset{
		header: c.header, sources: c.sources, claims: c.claims,
		sourceAt: c.sourceAt, claimAt: c.claimAt, relations: []Relation{{}},
	}
	var partners CountrySet
	for i := range d.claims {
		partners.add(d.claims[i].partner(d.header.Subject))
	}
	for c := range partners.All() {
		d.partnerAt[c.index()] = uint16(len(d.relations))
		d.relations = append(d.relations, Relation{Partner: c})
	}
	for i := range d.claims {
		c := &d.claims[i]
		d.relations[d.partnerAt[c.partner(d.header.Subject).index()]].add(c, d.header.Subject)
	}
	for _, r := range d.relations[1:] {
		for k := range Kinds().All() {
			if r.Given.Has(k) {
				d.support[k].add(r.Partner)
			}
			if r.Given.Has(k) || r.Received.Has(k) || r.Mutual.Has(k) {
				d.ties[k].add(r.Partner)
			}
		}
	}
	return d
}

// A field is a field of a T: of a claim, a source or a whole document. The same table
// serves to check values, and to read and write them as JSON and CSV.
type field[T any] struct {
	name     string // the JSON key and the CSV column
	required bool
	of       func(*T) any // a pointer to the field
}

// claimFields holds the fields of a claim, in the order of the CSV columns.
var claimFields = []field[Claim]{
	{"id", true, func(c *Claim) any { return &c.ID }},
	{"from", true, func(c *Claim) any { return &c.From }},
	{"to", true, func(c *Claim) any { return &c.To }},
	{"mutual", false, func(c *Claim) any { return &c.Mutual }},
	{"kind", true, func(c *Claim) any { return &c.Kind }},
	{"start", false, func(c *Claim) any { return &c.Start }},
	{"end", false, func(c *Claim) any { return &c.End }},
	{"asserted_by", false, func(c *Claim) any { return &c.AssertedBy }},
	{"denied_by", false, func(c *Claim) any { return &c.DeniedBy }},
	{"others", false, func(c *Claim) any { return &c.Others }},
	{"summary", false, func(c *Claim) any { return &c.Summary }},
	{"source", true, func(c *Claim) any { return &c.Source }},
	{"section", false, func(c *Claim) any { return &c.Section }},
}

// sourceFields holds the fields of a source.
var sourceFields = []field[Source]{
	{"id", true, func(s *Source) any { return &s.ID }},
	{"title", false, func(s *Source) any { return &s.Title }},
	{"publisher", false, func(s *Source) any { return &s.Publisher }},
	{"published", false, func(s *Source) any { return &s.Published }},
	{"url", false, func(s *Source) any { return &s.URL }},
}

// documentFields holds the fields of a JSON document.
var documentFields = []field[checker]{
	{"subject", true, func(c *checker) any { return &c.header.Subject }},
	{"version", false, func(c *checker) any { return &c.header.Version }},
	{"sources", false, func(c *checker) any { return &c.sources }},
	{"claims", true, func(c *checker) any { return &c.claims }},
}

// check returns what is wrong with the value that v points to, taken by itself.
func check(v any, required bool) error {
	text := ""
	switch v := v.(type) {
	case *bool:
		return nil
	case *string:
		text = *v
	case encoding.TextMarshaler:
		b, err := v.MarshalText()
		if err != nil {
			return err
		}
		text = string(b)
	}
	if text == "" && required {
		return ErrMissing
	}
	return checkText(text)
}

// checkText refuses what JSON, CSV or a terminal cannot show as it is.
func checkText(s string) error {
	why := ""
	switch {
	case !utf8.ValidString(s):
		why = "not UTF-8"
	case strings.ContainsFunc(s, unicode.IsControl):
		why = "with a line break or another control character"
	default:
		return nil
	}
	return &ParseError{Type: "text", Input: shorten(s), Err: fmt.Errorf("%w, %s", ErrSyntax, why)}
}

// maxFaults is how many faults are listed.
const maxFaults = 100

// A checker checks what is to become a dataset, and collects the faults.
//
// Each source and claim is checked by itself, those that are decoded as soon as they
// are read: a text full of faults is not read to its end. Then each claim is checked
// against the subject and the sources.
type checker struct {
	header  Header
	sources []Source
	claims  []Claim

	sourceAt, claimAt map[string]int // by ID: the index
	noSource          bool           // the sources, or the ID of one, could not be read
	faults            []fault
	full              bool // there are more faults than are listed

	// For values that were given to Add or Replace: maps an index to the index there.
	sourceIndex, claimIndex map[int]int

	// For values that were decoded: the text, and where they stand in it. fieldOffset
	// returns the offset of a field of the element at an offset, or that offset if the
	// element lacks the field.
	text         []byte
	fieldOffset  func(text []byte, element int, field string) int
	headerPlaces []place // one, or none
	sourcePlaces []place
	claimPlaces  []place
}

// An element is the header, or the source or claim with an index.
type element struct {
	list  string // "sources" or "claims"; empty for the header
	index int
}

// A place is the offset at which an element was decoded, with a bit for each field that
// could not be read. Such a field is not checked further.
type place struct {
	offset  int
	unread  uint16
	decoded bool
}

// A fault is what is wrong with a field of an element.
type fault struct {
	element
	field  string // empty if it is the element itself
	offset int
	err    error
}

// newChecker returns a checker of what was not decoded.
func newChecker(h Header, sources []Source, claims []Claim) *checker {
	return &checker{header: h, sources: sources, claims: claims, sourceAt: map[string]int{}, claimAt: map[string]int{}}
}

// dataset runs the remaining checks and returns the dataset.
func (c *checker) dataset() (Dataset, error) {
	c.checkHeader()
	for i := len(c.sourcePlaces); i < len(c.sources); i++ {
		c.checkSource(i)
	}
	for i := len(c.claimPlaces); i < len(c.claims); i++ {
		c.checkClaim(i)
	}
	for i := range c.claims {
		c.checkContext(i)
	}
	if len(c.faults) > 0 {
		return Dataset{}, c.err()
	}
	d := newDataset(c)
	return Dataset{func() *dataset { return d }}, nil
}

func (c *checker) checkHeader() {
	needed := c.header != Header{} || len(c.sources)+len(c.claims) > 0
	unread := c.place(element{}).unread
	for i, f := range documentFields[:2] {
		if unread>>i&1 == 0 {
			c.add(element{}, f.name, check(f.of(c), f.required && needed))
		}
	}
}

func (c *checker) checkSource(i int) {
	s, e := &c.sources[i], element{"sources", i}
	checkFields(c, e, sourceFields, s)
	c.addID(e, c.sourceAt, s.ID)
	c.noSource = c.noSource || s.ID == ""
}

func (c *checker) checkClaim(i int) {
	claim, e := &c.claims[i], element{"claims", i}
	checkFields(c, e, claimFields, claim)
	c.addID(e, c.claimAt, claim.ID)
	if claim.Start.IsValid() && claim.End.IsValid() && claim.End.last() < claim.Start.first() {
		c.add(e, "end", ErrPeriod)
	}
}

// checkFields checks each field of v by itself.
func checkFields[T any](c *checker, e element, fields []field[T], v *T) {
	if c.full {
		return
	}
	unread := c.place(e).unread
	for i, f := range fields {
		if unread>>i&1 == 0 {
			c.add(e, f.name, check(f.of(v), f.required))
		}
	}
}

// addID notes the ID of an element, which must not be there already.
func (c *checker) addID(e element, at map[string]int, id string) {
	if id == "" {
		return
	}
	if _, ok := at[id]; ok {
		c.add(e, "id", ErrDuplicate)
		return
	}
	at[id] = e.index
}

// checkContext checks a claim against the subject and the sources. What it lacks is a
// fault already.
func (c *checker) checkContext(i int) {
	claim, e := &c.claims[i], element{"claims", i}
	if c.header.Subject.IsValid() && claim.From.IsValid() && claim.To.IsValid() {
		c.add(e, "from", checkDyad(claim, c.header.Subject))
	}
	if _, ok := c.sourceAt[claim.Source]; !ok && claim.Source != "" && !c.noSource {
		c.add(e, "source", &ParseError{Type: "source", Input: shorten(claim.Source), Err: fmt.Errorf("%w, not the id of one of the sources", ErrUnknown)})
	}
}

// checkDyad returns what is wrong with the two sides of c, which are countries.
func checkDyad(c *Claim, subject Country) error {
	switch {
	case c.From == subject && c.To == subject:
		return fmt.Errorf("%w: both from and to are %v, the subject", ErrDyad, subject)
	case c.From != subject && c.To != subject:
		return fmt.Errorf("%w: neither from nor to is %v, the subject", ErrDyad, subject)
	case c.Mutual && c.From == subject:
		return fmt.Errorf("%w: in a mutual tie from is the partner, and to is %v, the subject", ErrDyad, subject)
	}
	return nil
}

// place returns where an element was decoded. An element that was not decoded gets an
// offset that sorts it: the header, the sources, the claims.
func (c *checker) place(e element) place {
	list, first := c.claimPlaces, 0
	switch e.list {
	case "":
		list, first = c.headerPlaces, -1-len(c.sources)
	case "sources":
		list, first = c.sourcePlaces, -len(c.sources)
	}
	if e.index < len(list) {
		return list[e.index]
	}
	return place{offset: first + c.given(e)}
}

// add notes that err, if it is not nil, is wrong with a field of an element.
func (c *checker) add(e element, field string, err error) {
	if err == nil || c.full {
		return
	}
	p := c.place(e)
	if p.decoded {
		p.offset = c.fieldOffset(c.text, p.offset, field)
	}
	c.addAt(e, field, p.offset, err)
}

// addAt is like add, for a value at an offset in the text.
func (c *checker) addAt(e element, field string, offset int, err error) {
	if len(c.faults) == maxFaults {
		c.full = true
		return
	}
	c.faults = append(c.faults, fault{e, field, offset, err})
}

// err returns the faults as one error, in their order.
func (c *checker) err() error {
	slices.SortStableFunc(c.faults, func(a, b fault) int { return cmp.Compare(a.offset, b.offset) })
	var errs []error
	line, counted := 1, 0
	for _, f := range c.faults {
		e := c.dataError(f)
		if c.place(f.element).decoded {
			line += bytes.Count(c.text[counted:f.offset], []byte("\n"))
			counted = f.offset
			e.Line = line
		}
		errs = append(errs, e)
	}
	if c.full {
		errs = append(errs, &DataError{Err: fmt.Errorf("%w: there are more faults than the %d that are listed", ErrLimit, maxFaults)})
	}
	return errors.Join(errs...)
}

// dataError returns a fault without its line.
func (c *checker) dataError(f fault) *DataError {
	e := &DataError{Field: f.field, Err: f.err}
	switch f.list {
	case "sources":
		e.Field = c.path(f.element, f.field)
		if id := c.sources[f.index].ID; id != "" {
			e.owner = "source " + strconv.Quote(shorten(id))
		}
	case "claims":
		if id := c.claims[f.index].ID; id == "" {
			e.Field = c.path(f.element, f.field)
		} else if e.Claim = shorten(id); !c.place(f.element).decoded {
			e.owner = "claim " + strconv.Quote(e.Claim) + " (" + c.path(f.element, "") + ")"
		}
	}
	return e
}

// path returns the path of the field of a fault, such as "claims[2].kind".
func (c *checker) path(e element, field string) string {
	return strings.TrimSuffix(e.list+"["+strconv.Itoa(c.given(e))+"]."+field, ".")
}

// given returns the index of an element in what was given.
func (c *checker) given(e element) int {
	indexes := c.claimIndex
	if e.list == "sources" {
		indexes = c.sourceIndex
	}
	if i, ok := indexes[e.index]; ok {
		return i
	}
	return e.index
}
