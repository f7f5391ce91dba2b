package relations

import (
	"bytes"
	"cmp"
	"encoding"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A document contains the values of a dataset before they are checked. They come from Go
// values (New, Add, Replace) or from a text (Decode). In DecodeCSV the claims come from a
// text, and the header and the sources are Go values.
type document struct {
	header  Header
	sources []Source
	claims  []Claim

	// For Add and Replace: the index in the argument, by the index in sources or claims.
	// Elements that were in the dataset before have none.
	sourceIndex, claimIndex map[int]int

	// For values from a text: the text, the places of the elements in it, and the faults
	// that the reader found.
	text      []byte
	headerAt  *place
	sourcesAt []place
	claimsAt  []place
	malformed []fault
}

// A place contains the offsets of an element and of its fields in a text. For the claim
// {"id":"1","to":"RU"} at offset 70, start is 70, the offset of id is 76, that of to is
// 85, and that of from, which is missing, is 70.
type place struct {
	start    int32
	fields   [maxFields]int32 // the offset of the value of each field, or start if there is none
	reported uint16           // bit i is set if the reader has reported a fault in field i
}

// A field is a field of a T: of a claim, a source or a document. The tables of fields are
// used to check values, and to read and write JSON and CSV.
type field[T any] struct {
	name     string // the JSON key and the CSV column
	required bool
	of       func(*T) any // a pointer to the field
}

const maxFields = 13 // a claim has the most

// claimFields lists the fields of a claim, in the order of the CSV columns.
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

// sourceFields lists the fields of a source.
var sourceFields = []field[Source]{
	{"id", true, func(s *Source) any { return &s.ID }},
	{"title", false, func(s *Source) any { return &s.Title }},
	{"publisher", false, func(s *Source) any { return &s.Publisher }},
	{"published", false, func(s *Source) any { return &s.Published }},
	{"url", false, func(s *Source) any { return &s.URL }},
}

// documentFields lists the fields of a JSON document. The first two are those of the
// header.
var documentFields = []field[document]{
	{"subject", true, func(d *document) any { return &d.header.Subject }},
	{"version", false, func(d *document) any { return &d.header.Version }},
	{"sources", false, func(d *document) any { return &d.sources }},
	{"claims", true, func(d *document) any { return &d.claims }},
}

// names returns the names of fields, in order.
func names[T any](fields []field[T]) []string {
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	return names
}

// indexOf returns the index of the field with the given name, or -1.
func indexOf[T any](fields []field[T], name string) int {
	return slices.IndexFunc(fields, func(f field[T]) bool { return f.name == name })
}

// check returns the dataset with the values of d, or an error that lists all faults.
func check(d *document) (Dataset, error) {
	if faults := d.faults(); len(faults) > 0 {
		return Dataset{}, d.errorOf(faults)
	}
	return newDataset(d.header, d.sources, d.claims), nil
}

// An element identifies the header, a source or a claim of a document.
type element struct {
	list  string // "sources", "claims", or empty for the header
	index int
}

// A fault is an error in an element, or in one of its fields.
type fault struct {
	element
	field  string // empty if the whole element is at fault
	offset int    // the offset of the value in the text, or -1 if there is no text
	first  int    // for a duplicate in a text: the offset of the first one; otherwise 0
	err    error
}

// maxFaults is the maximum number of faults that are listed.
const maxFaults = 100

// faults returns the faults of d: those that the reader found, then all others. It stops
// when it has more than maxFaults.
func (d *document) faults() []fault {
	faults := slices.Clone(d.malformed)
	if len(faults) > maxFaults {
		return faults // the reader has stopped too, so the rest of d is missing
	}
	faults = append(faults, d.checkHeader()...)
	sources, claims := map[string]int{}, map[string]int{} // the index of each ID
	for i := 0; i < len(d.sources) && len(faults) <= maxFaults; i++ {
		faults = append(faults, d.checkSource(i, sources)...)
	}
	if d.hasUnnamedSource() {
		sources = nil
	}
	for i := 0; i < len(d.claims) && len(faults) <= maxFaults; i++ {
		faults = append(faults, d.checkClaim(i, claims, sources)...)
	}
	return faults
}

// checkHeader returns the faults of the header. It may be zero in an empty document.
func (d *document) checkHeader() []fault {
	if (d.header == Header{} && len(d.sources)+len(d.claims) == 0) {
		return nil
	}
	return checkFields(d, element{}, documentFields[:2], d)
}

// checkSource returns the faults of a source, and adds its ID to seen.
func (d *document) checkSource(i int, seen map[string]int) []fault {
	s, e := &d.sources[i], element{"sources", i}
	return append(checkFields(d, e, sourceFields, s), checkID(d, e, sourceFields, s.ID, seen)...)
}

// hasUnnamedSource reports whether a source has no ID, or the sources could not be read.
// Then it is not known to which sources claims may refer.
func (d *document) hasUnnamedSource() bool {
	return d.headerAt.isReported(indexOf(documentFields, "sources")) ||
		slices.ContainsFunc(d.sources, func(s Source) bool { return s.ID == "" })
}

// checkClaim returns the faults of a claim, and adds its ID to seen. The keys of sources
// are the IDs of all sources; it is nil if they are not known.
func (d *document) checkClaim(i int, seen, sources map[string]int) []fault {
	c, e := &d.claims[i], element{"claims", i}
	faults := append(checkFields(d, e, claimFields, c), checkID(d, e, claimFields, c.ID, seen)...)
	if c.Start.IsValid() && c.End.IsValid() && c.End.last() < c.Start.first() {
		faults = append(faults, newFault(d, e, claimFields, "end", ErrPeriod))
	}
	if err := checkDyad(c, d.header.Subject); err != nil {
		faults = append(faults, newFault(d, e, claimFields, "from", err))
	}
	if _, ok := sources[c.Source]; !ok && sources != nil && c.Source != "" {
		err := parseError("source", c.Source, ErrUnknown, "not the id of one of the sources")
		faults = append(faults, newFault(d, e, claimFields, "source", err))
	}
	return faults
}

// checkFields checks each field of the element e, whose value is v, and returns the faults.
// It skips fields in which the reader has found a fault.
func checkFields[T any](d *document, e element, fields []field[T], v *T) []fault {
	var faults []fault
	for i, f := range fields {
		if d.place(e).isReported(i) {
			continue
		}
		if err := checkValue(f.of(v), f.required); err != nil {
			faults = append(faults, newFault(d, e, fields, f.name, err))
		}
	}
	return faults
}

// checkID returns a fault if the ID of an element is in seen. Otherwise it adds the ID,
// with the index of the element.
func checkID[T any](d *document, e element, fields []field[T], id string, seen map[string]int) []fault {
	if id == "" {
		return nil // checkFields or the reader has reported it
	}
	first, ok := seen[id]
	if !ok {
		seen[id] = e.index
		return nil
	}
	f := newFault(d, e, fields, "id", ErrDuplicate)
	if other := newFault(d, element{e.list, first}, fields, "id", nil); other.offset >= 0 {
		f.first = other.offset
	} else if _, ok := d.given(other.element); ok {
		f.err = fmt.Errorf("%w of %s", ErrDuplicate, d.path(other.element))
	} else {
		f.err = fmt.Errorf("%w of one in the dataset", ErrDuplicate)
	}
	return []fault{f}
}

// checkDyad returns an error if the two sides of c are not the subject and a partner. It
// returns nil if a side or the subject is not valid.
func checkDyad(c *Claim, subject Country) error {
	switch {
	case !c.From.IsValid() || !c.To.IsValid() || !subject.IsValid():
		return nil // checkFields or the reader has reported it
	case c.From == subject && c.To == subject:
		return fmt.Errorf("%w: both from and to are %v, the subject", ErrDyad, subject)
	case c.From != subject && c.To != subject:
		return fmt.Errorf("%w: neither from nor to is %v, the subject", ErrDyad, subject)
	case c.Mutual && c.From == subject:
		return fmt.Errorf("%w: in a mutual tie from is the partner, and to is %v, the subject", ErrDyad, subject)
	}
	return nil
}

// checkValue returns an error if the value that v points to is missing although it is
// required, is not valid, or has text that is not one line of UTF-8.
func checkValue(v any, required bool) error {
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
	switch {
	case text == "" && required:
		return ErrMissing
	case !utf8.ValidString(text):
		return parseError("text", text, ErrSyntax, "not UTF-8")
	case strings.ContainsFunc(text, unicode.IsControl):
		return parseError("text", text, ErrSyntax, "with a line break or another control character")
	}
	return nil
}

// place returns the place of e in the text, or nil if e is a Go value.
func (d *document) place(e element) *place {
	switch {
	case e.list == "":
		return d.headerAt
	case e.list == "sources" && e.index < len(d.sourcesAt):
		return &d.sourcesAt[e.index]
	case e.list == "claims" && e.index < len(d.claimsAt):
		return &d.claimsAt[e.index]
	}
	return nil
}

// isReported reports whether the reader has reported a fault in the field with the given
// index. It returns false if p is nil.
func (p *place) isReported(field int) bool { return p != nil && p.reported>>field&1 != 0 }

// given returns the index of a source or claim in the argument of New, Add, Replace or
// DecodeCSV, or in the text. It reports false for an element that was in the dataset
// before Add or Replace.
func (d *document) given(e element) (int, bool) {
	indexes := d.claimIndex
	if e.list == "sources" {
		indexes = d.sourceIndex
	}
	if indexes == nil {
		return e.index, true
	}
	index, ok := indexes[e.index]
	return index, ok
}

// path returns the path of a source or claim, such as "claims[2]", with the index from
// given.
func (d *document) path(e element) string {
	index, _ := d.given(e)
	return e.list + "[" + strconv.Itoa(index) + "]"
}

// newFault returns a fault in the field of e with the given name.
func newFault[T any](d *document, e element, fields []field[T], name string, err error) fault {
	f := fault{element: e, field: name, offset: -1, err: err}
	if p := d.place(e); p != nil {
		f.offset = int(p.fields[indexOf(fields, name)])
	}
	return f
}

// errorOf joins faults into one error. Faults of Go values come first, in the order of the
// header, the sources and the claims. Faults in a text follow, in the order of the text.
func (d *document) errorOf(faults []fault) error {
	slices.SortStableFunc(faults, func(a, b fault) int {
		if a.offset >= 0 || a.list != b.list {
			return cmp.Compare(a.offset, b.offset) // lists without offsets are in order already
		}
		i, _ := d.given(a.element)
		j, _ := d.given(b.element)
		return cmp.Or(cmp.Compare(a.offset, b.offset), cmp.Compare(i, j))
	})
	more := len(faults) > maxFaults
	faults = faults[:min(len(faults), maxFaults)]
	var offsets []int
	for _, f := range faults {
		offsets = append(offsets, f.offset, f.first)
	}
	lines := linesAt(d.text, offsets)
	var errs []error
	for _, f := range faults {
		if f.first > 0 {
			f.err = fmt.Errorf("%w of line %d", f.err, lines[f.first])
		}
		e := d.dataError(f)
		e.Line = lines[f.offset]
		errs = append(errs, e)
	}
	if more {
		err := fmt.Errorf("%w: there are more faults than the %d that are listed", ErrLimit, maxFaults)
		errs = append(errs, &DataError{Err: err})
	}
	return errors.Join(errs...)
}

// linesAt returns the line of each offset in text. It ignores negative offsets.
func linesAt(text []byte, offsets []int) map[int]int {
	lines := map[int]int{}
	line, counted := 1, 0
	for _, offset := range slices.Sorted(slices.Values(offsets)) {
		if offset >= 0 {
			line += bytes.Count(text[counted:offset], []byte("\n"))
			counted = offset
			lines[offset] = line
		}
	}
	return lines
}

// dataError returns f as a DataError without a line. A claim with an ID is identified by
// the ID, and Field is the name of the field, such as "kind". In a source, and in a claim
// without an ID, Field is the path of the field, such as "sources[0].id" or
// "claims[2].kind".
func (d *document) dataError(f fault) *DataError {
	e := &DataError{Field: f.field, Err: f.err}
	switch {
	case f.list == "":
		return e
	case f.list == "sources":
		e.Source = shorten(d.sources[f.index].ID)
	case d.claims[f.index].ID != "":
		e.Claim = shorten(d.claims[f.index].ID)
		if d.place(f.element) == nil {
			e.path = d.path(f.element)
		}
		return e
	}
	e.Field = strings.TrimSuffix(d.path(f.element)+"."+f.field, ".")
	return e
}
