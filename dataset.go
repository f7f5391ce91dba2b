package relations

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Dataset holds claims about one subject and its partners, and the sources
// that report them. It is a small value that refers to what nobody can change:
// it may be copied, and used from several goroutines at once. The zero Dataset
// is empty, and all methods work on it. Two datasets are compared by
// [Dataset.Equal].
type Dataset struct {
	d *dataset
}

// A Header says what a dataset is about. It is a comparable value.
type Header struct {
	Subject Country `json:"subject"` // the country on one side of every claim
	Version string  `json:"version"` // of the dataset; any text, or none
	AsOf    Date    `json:"as_of"`   // up to which the claims hold, or the zero Date
}

// A dataset holds the claims, and what is found in them once for all.
type dataset struct {
	header    Header
	subject   uint8 // position
	sources   []Source
	claims    []Claim
	tags      []tag                     // of the claims
	periods   []period                  // of the claims
	byID      []uint32                  // the claims, in the order of their IDs
	byPartner []uint32                  // the claims, in the order of their partners, then their own
	relations []Relation                // in the order of the partners, behind an empty one
	starts    []uint32                  // of each partner in byPartner, and the end of the last
	slots     [256]uint8                // by position: the index of the partner in relations
	support   [kindCount + 1]CountrySet // by kind: who gives it, as reported
}

var empty = dataset{relations: []Relation{{}}}

func (d Dataset) data() *dataset {
	if d.d == nil {
		return &empty
	}
	return d.d
}

// New returns a dataset of the given claims and sources, in the order in which
// they are given. It keeps copies.
//
// The claims must satisfy:
//
//   - the subject and both sides of every claim are countries;
//   - the subject is on one side of every claim and a partner on the other,
//     the partner in From if the tie is mutual;
//   - each claim has a kind, and an ID that no other has;
//   - each source has an ID that no other has, and the Source of each claim
//     is one of them;
//   - dates are valid or zero, and no period ends before it starts;
//   - texts are valid UTF-8 without control characters.
//
// Errors are a join of [*DataError], one for each fault, in the order of the
// sources and then of the claims, up to a hundred; if there are more, a last one
// is [ErrLimit]. A zero Header will do where there is nothing else.
func New(h Header, sources []Source, claims []Claim) (Dataset, error) {
	var faults faultList
	where := func(claim int) place { return place{number: int32(claim)} }
	return newDataset(h, slices.Clone(sources), slices.Clone(claims), &faults, where)
}

// Header returns what d is about. For the zero Dataset it is zero.
func (d Dataset) Header() Header { return d.data().header }

// Of returns what d records of c, and whether it names c as a partner at all.
// It does not for the subject itself.
func (d Dataset) Of(c Country) (Relation, bool) { return d.data().of(c) }

func (d *dataset) of(c Country) (Relation, bool) {
	i := d.slots[c.position()]
	return d.relations[i], i != 0
}

// All returns an iterator over what d records of each partner, in the order of
// their codes.
func (d Dataset) All() iter.Seq[Relation] { return slices.Values(d.data().relations[1:]) }

// Claims returns an iterator over the claims of d for which all filters hold,
// in the order of d. Without filters these are all claims.
func (d Dataset) Claims(filters ...Filter) iter.Seq[Claim] {
	// This, and the function that it returns, are small enough to be inlined, so
	// that a loop over the claims by few filters allocates nothing, and calls no
	// function for its body.
	var first [fewFilters]Filter
	n := copy(first[:], filters)
	more := append([]Filter(nil), filters[n:]...)
	return func(yield func(Claim) bool) {
		var s search
		s.d, s.first, s.more = d.data(), first[:n], more
		for {
			if c := s.find(); c == nil || !yield(*c) {
				return
			}
		}
	}
}

// ClaimByID returns the claim with the given ID, and whether there is one.
func (d Dataset) ClaimByID(id string) (Claim, bool) {
	data := d.data()
	i, ok := slices.BinarySearchFunc(data.byID, id, func(i uint32, id string) int {
		return cmp.Compare(data.claims[i].ID, id)
	})
	if !ok {
		return Claim{}, false
	}
	return data.claims[data.byID[i]], true
}

// Supporters returns the partners with a reported, directed claim toward the
// subject, of a kind that k includes. What is alleged, disputed or mutual does
// not count, and since [Background] is no support, nobody supports by it. Note
// that [Diplomatic] includes [NonCondemnation], an omission: to count acts
// alone, go through [Dataset.All] and leave it out of what is given.
func (d Dataset) Supporters(k SupportKind) CountrySet { return d.data().supportersOf(k) }

func (d *dataset) supportersOf(k SupportKind) CountrySet {
	if k > kindCount {
		return CountrySet{}
	}
	return d.support[k]
}

// Sources returns an iterator over the sources of d, in order.
func (d Dataset) Sources() iter.Seq[Source] { return slices.Values(d.data().sources) }

// SourceByID returns the source with the given ID, and whether there is one.
func (d Dataset) SourceByID(id string) (Source, bool) {
	for _, s := range d.data().sources {
		if s.ID == id {
			return s, true
		}
	}
	return Source{}, false
}

// String says in short what d holds: "35 claims on Russia, version 2023-03.1".
func (d Dataset) String() string {
	data := d.data()
	s := strconv.Itoa(len(data.claims)) + " claims on " + data.header.Subject.String()
	if data.header.Version != "" {
		s += ", version " + data.header.Version
	}
	return s
}

// Equal reports whether d and e have the same header, and the same sources and
// claims in the same order.
func (d Dataset) Equal(e Dataset) bool {
	a, b := d.data(), e.data()
	return a == b || a.header == b.header && slices.Equal(a.sources, b.sources) && slices.Equal(a.claims, b.claims)
}

// Add returns a dataset of what d holds and, behind it, further sources and
// claims. An ID that is in d already is an error, as are the faults that [New]
// reports.
func (d Dataset) Add(sources []Source, claims []Claim) (Dataset, error) {
	data := d.data()
	return New(data.header, slices.Concat(data.sources, sources), slices.Concat(data.claims, claims))
}

// Replace is [Dataset.Add], but that a source or a claim with an ID that is in
// d takes the place of the one that is there. It is an error if two of the
// given ones have the same ID.
func (d Dataset) Replace(sources []Source, claims []Claim) (Dataset, error) {
	data := d.data()
	return New(data.header,
		replace(data.sources, sources, func(s Source) string { return s.ID }),
		replace(data.claims, claims, func(c Claim) string { return c.ID }))
}

// replace returns old with each of changed in the place of the one that has its
// ID, or at the end. Of several changed ones with one ID all but the first go
// to the end.
func replace[T any](old, changed []T, id func(T) string) []T {
	place := make(map[string]int, len(old))
	for i, v := range old {
		place[id(v)] = i
	}
	all := slices.Clone(old)
	for _, v := range changed {
		if i, ok := place[id(v)]; ok {
			all[i] = v
			delete(place, id(v))
			continue
		}
		all = append(all, v)
	}
	return all
}

// A DataError is one fault in the claims, sources or header of a dataset.
type DataError struct {
	Claim string // the ID of the claim, shortened; empty if the fault is in no claim, or the claim has no ID
	Field string // the field, by its JSON key, as "kind", "sources[0].id" or "claims[2].id"
	Line  int    // in the text that was decoded, from 1; 0 if there was none, or if the fault is not in one place
	Err   error  // what is wrong with it, such as ErrMissing or a *ParseError; its text starts with "relations: " as all do
}

// Error names the place and the fault.
func (e *DataError) Error() string {
	var b strings.Builder
	b.WriteString("relations: ")
	if e.Line > 0 {
		b.WriteString("line " + strconv.Itoa(e.Line) + ": ")
	}
	if e.Claim != "" {
		b.WriteString("claim " + strconv.Quote(e.Claim) + ": ")
	}
	if e.Field != "" {
		b.WriteString(e.Field + ": ")
	}
	if e.Err != nil {
		b.WriteString(withoutPrefix(e.Err))
	}
	return b.String()
}

// Unwrap returns e.Err.
func (e *DataError) Unwrap() error { return e.Err }

// A faultList collects faults, up to a limit.
type faultList struct {
	errs []error
	full bool // there are more
}

const maxFaults = 100

// A place says where a claim stood: its number among the claims, from 0, and
// its line, 0 if it was not read from text.
type place struct{ number, line int32 }

func (l *faultList) add(e *DataError) {
	if len(l.errs) == maxFaults {
		l.full = true
		return
	}
	e.Claim = shorten(e.Claim)
	l.errs = append(l.errs, e)
}

// lacks returns the fields that every claim has, and c has not.
func (c *Claim) lacks() []claimField {
	var fields []claimField
	if c.ID == "" {
		fields = append(fields, fieldID)
	}
	if c.From == 0 {
		fields = append(fields, fieldFrom)
	}
	if c.To == 0 {
		fields = append(fields, fieldTo)
	}
	if c.Kind == 0 {
		fields = append(fields, fieldKind)
	}
	if c.Source == "" {
		fields = append(fields, fieldSource)
	}
	return fields
}

// addClaim notes a fault in a field of a claim.
func (l *faultList) addClaim(c *Claim, at place, field claimField, err error) {
	e := &DataError{Claim: c.ID, Field: claimFieldNames[field], Line: int(at.line), Err: err}
	if e.Claim == "" {
		e.Field = "claims[" + strconv.Itoa(int(at.number)) + "]." + e.Field
	}
	l.add(e)
}

// has reports whether there is a fault in a field of no claim.
func (l *faultList) has(field string) bool {
	return slices.ContainsFunc(l.errs, func(err error) bool {
		e := err.(*DataError)
		return e.Claim == "" && e.Field == field
	})
}

// join returns the faults as one error, or nil if there are none.
func (l *faultList) join() error {
	if l.full {
		return errors.Join(append(l.errs, &DataError{Err: fmt.Errorf("%w: only the first %d faults are listed", ErrLimit, maxFaults)})...)
	}
	return errors.Join(l.errs...)
}

// newDataset checks what New documents, and lays out a dataset, which takes
// over the slices. where gives the place of a claim in what was decoded. Faults
// that were found before count too.
func newDataset(h Header, sources []Source, claims []Claim, faults *faultList, where func(claim int) place) (Dataset, error) {
	d := &dataset{header: h, subject: h.Subject.position(), sources: sources, claims: claims}
	d.checkHeader(faults)
	d.checkClaims(faults, where)
	if err := faults.join(); err != nil {
		return Dataset{}, err
	}
	d.index()
	return Dataset{d}, nil
}

func (d *dataset) checkHeader(faults *faultList) {
	fault := func(field string, err error) {
		if err != nil {
			faults.add(&DataError{Field: field, Err: err})
		}
	}
	needed := d.header != Header{} || len(d.sources)+len(d.claims) > 0
	if d.header.Subject == 0 && needed && !faults.has("subject") {
		fault("subject", ErrMissing)
	}
	fault("subject", checkCountry(d.header.Subject))
	fault("version", checkText(d.header.Version))
	fault("as_of", checkDate(d.header.AsOf))
	ids := make(map[string]bool, len(d.sources))
	for i, s := range d.sources {
		place := "sources[" + strconv.Itoa(i) + "]."
		switch {
		case s.ID == "":
			fault(place+"id", ErrMissing)
		case ids[s.ID]:
			fault(place+"id", ErrDuplicate)
		}
		ids[s.ID] = true
		fault(place+"id", checkText(s.ID))
		fault(place+"title", checkText(s.Title))
		fault(place+"publisher", checkText(s.Publisher))
		fault(place+"published", checkDate(s.Published))
		fault(place+"url", checkText(s.URL))
	}
}

func (d *dataset) checkClaims(faults *faultList, where func(int) place) {
	sources := make(map[string]bool, len(d.sources))
	for _, s := range d.sources {
		sources[s.ID] = true
	}
	// The IDs in order show which claim has one that an earlier claim has.
	d.byID = make([]uint32, len(d.claims))
	for i := range d.byID {
		d.byID[i] = uint32(i)
	}
	slices.SortFunc(d.byID, func(i, j uint32) int {
		return cmp.Or(cmp.Compare(d.claims[i].ID, d.claims[j].ID), cmp.Compare(i, j))
	})
	var repeated []uint32
	for k := 1; k < len(d.byID); k++ {
		if d.claims[d.byID[k]].ID == d.claims[d.byID[k-1]].ID {
			repeated = append(repeated, d.byID[k])
		}
	}
	slices.Sort(repeated)

	for i := range d.claims {
		if faults.full {
			return
		}
		c, at := &d.claims[i], where(i)
		fault := func(field claimField, err error) {
			if err != nil {
				faults.addClaim(c, at, field, err)
			}
		}
		if len(repeated) > 0 && repeated[0] == uint32(i) {
			repeated = repeated[1:]
			if c.ID != "" {
				fault(fieldID, ErrDuplicate)
			}
		}
		for _, field := range c.lacks() {
			fault(field, ErrMissing)
		}
		fault(fieldID, checkText(c.ID))
		fault(fieldFrom, checkCountry(c.From))
		fault(fieldTo, checkCountry(c.To))
		if d.subject != 0 && c.From.IsValid() && c.To.IsValid() {
			fault(fieldFrom, d.checkDyad(c))
		}
		if c.Kind != 0 && !c.Kind.IsValid() {
			fault(fieldKind, invalidValue(typeSupportKind, c.Kind.String()))
		}
		fault(fieldStart, checkDate(c.Start))
		fault(fieldEnd, checkDate(c.End))
		if c.Start.IsValid() && c.End.IsValid() && c.End.last() < c.Start.first() {
			fault(fieldEnd, ErrPeriod)
		}
		fault(fieldSummary, checkText(c.Summary))
		if c.Source != "" && !sources[c.Source] {
			fault(fieldSource, &ParseError{Type: "source", Input: shorten(c.Source), Err: ErrUnknown})
		}
		fault(fieldSection, checkText(c.Section))
	}
}

// checkDyad returns what is wrong with the two sides of c, which are countries.
func (d *dataset) checkDyad(c *Claim) error {
	subject := d.header.Subject
	switch {
	case (c.From == subject) == (c.To == subject):
		return ErrDyad
	case c.Mutual && c.From == subject:
		return fmt.Errorf("%w: a mutual tie has the partner in from, the subject in to", ErrDyad)
	}
	return nil
}

// checkCountry passes over the zero Country, which is missing.
func checkCountry(c Country) error {
	if c != 0 && !c.IsValid() {
		return invalidValue(typeCountry, c.invalid())
	}
	return nil
}

func checkDate(d Date) error {
	if d != (Date{}) && !d.IsValid() {
		return invalidValue("date", d.String())
	}
	return nil
}

// checkText reports what JSON, CSV or a terminal could not show as it is.
func checkText(s string) error {
	if plain(s) {
		return nil
	}
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		return &ParseError{Type: "text", Input: shorten(s), Err: ErrSyntax}
	}
	return nil
}

// plain reports whether s is printable ASCII.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// index lays out what is found in the claims, which have been checked.
func (d *dataset) index() {
	d.tags = make([]tag, len(d.claims))
	d.periods = make([]period, len(d.claims))
	d.relations = []Relation{{}}
	var counts [256]uint32
	for i := range d.claims {
		d.tags[i] = d.tagOf(&d.claims[i])
		d.periods[i] = periodOf(&d.claims[i], d.header.AsOf)
		counts[d.tags[i].partner]++
	}
	var next [256]uint32 // where in byPartner the next claim of a partner goes
	for p, n := range counts {
		if n == 0 {
			continue
		}
		d.slots[p] = uint8(len(d.relations))
		d.relations = append(d.relations, Relation{Partner: countryCodes[p]})
		var start uint32
		if len(d.starts) > 0 {
			start = d.starts[len(d.starts)-1]
		} else {
			d.starts = append(d.starts, 0)
		}
		next[p] = start
		d.starts = append(d.starts, start+n)
	}
	d.byPartner = make([]uint32, len(d.claims))
	for i, t := range d.tags {
		d.byPartner[next[t.partner]] = uint32(i)
		next[t.partner]++
		d.relations[d.slots[t.partner]].add(t)
	}
	for _, r := range d.relations[1:] {
		for k := range Kinds().All() {
			if r.Given.Has(k) {
				d.support[k].add(r.Partner.position())
			}
		}
	}
}

func (d *dataset) tagOf(c *Claim) tag {
	t := tag{partner: c.From.position(), kind: c.Kind, direction: given, standing: c.Standing()}
	switch {
	case c.Mutual:
		t.direction = shared
	case c.From == d.header.Subject:
		t.direction = received
		t.partner = c.To.position()
	}
	return t
}

// add notes in r a claim of its partner.
func (r *Relation) add(t tag) {
	switch {
	case !t.kind.IsSupport():
	case t.standing == Alleged:
		r.Alleged.add(t.kind)
	case t.standing == Disputed:
		r.Disputed.add(t.kind)
	case t.direction == given:
		r.Given.add(t.kind)
	case t.direction == received:
		r.Received.add(t.kind)
	default:
		r.Shared.add(t.kind)
	}
}

// claimsOf returns the claims of the partner at a position, in order.
func (d *dataset) claimsOf(position uint8) []uint32 {
	i := d.slots[position]
	if i == 0 {
		return nil
	}
	return d.byPartner[d.starts[i-1]:d.starts[i]]
}
