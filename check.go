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

// A document contains the values that are to become a dataset. They come from a
// program, or were read from a text; those of DecodeCSV come from both.
type document struct {
	header  Header
	sources []Source
	claims  []Claim

	// For Add and Replace: the index in the argument of each element that was given.
	sourceIndex, claimIndex map[int]int

	// For values that were read: the text, where each element stands in it, and what
	// the reader found malformed or absent.
	text      []byte
	headerAt  *place
	sourcesAt []place
	claimsAt  []place
	malformed []fault
}

// A place says where an element and its fields stand in a text.
type place struct {
	start    int32
	fields   [maxFields]int32 // the offset of the value of each field, or start if there is none
	reported uint16           // a bit for each field that is malformed or absent, which the reader has reported
}

// A field is a field of a T: of a claim, a source or a whole document. The tables of
// fields serve to check values, and to read and write them as JSON and CSV.
type field[T any] struct {
	name     string // the JSON key and the CSV column
	required bool
	of       func(*T) any // a pointer to the field
}

const maxFields = 13 // of a claim

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

// indexOf returns the index of the field with a name, or -1.
func indexOf[T any](fields []field[T], name string) int {
	return slices.IndexFunc(fields, func(f field[T]) bool { return f.name == name })
}

// check returns the dataset of d, or an error that lists its faults.
func check(d *document) (Dataset, error) {
	if faults := d.faults(); len(faults) > 0 {
		return Dataset{}, d.errorOf(faults)
	}
	return newDataset(d.header, d.sources, d.claims), nil
}

// An element is the header of a document, or the source or claim with an index.
type element struct {
	list  string // "sources", "claims", or empty for the header
	index int
}

// A fault is what is wrong with an element, or with a field of it.
type fault struct {
	element
	field  string // empty if it is the element itself
	offset int    // of the value in the text, or -1 if it was not read
	first  int    // of a duplicate that was read: the offset of the first one; otherwise 0
	err    error
}

// maxFaults is how many faults are listed.
const maxFaults = 100

// faults returns the faults of d. If there are more than are listed, it returns only
// some of them.
func (d *document) faults() []fault {
	faults := slices.Clone(d.malformed)
	if len(faults) > maxFaults {
		return faults // the reader has stopped, so the rest of d is absent
	}
	faults = append(faults, d.checkHeader()...)
	sources, claims := map[string]int{}, map[string]int{} // by ID: the index
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

// hasUnnamedSource reports whether a source has no ID, or the sources could not be
// read. Then it is not known which sources claims may rest on.
func (d *document) hasUnnamedSource() bool {
	return d.headerAt.isReported(indexOf(documentFields, "sources")) ||
		slices.ContainsFunc(d.sources, func(s Source) bool { return s.ID == "" })
}

// checkClaim returns the faults of a claim, and adds its ID to seen. Sources has the IDs
// of the sources; it is nil if they are not known.
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
		err := refusal("source", c.Source, ErrUnknown, "not the id of one of the sources")
		faults = append(faults, newFault(d, e, claimFields, "source", err))
	}
	return faults
}

// checkFields checks each field of v by itself, except those that the reader has
// reported.
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

// checkID returns a fault if the ID of an element is in seen, and adds it otherwise.
func checkID[T any](d *document, e element, fields []field[T], id string, seen map[string]int) []fault {
	if id == "" {
		return nil // which is a fault already
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

// checkDyad returns what is wrong with the two sides of c, unless one of them or the
// subject is not valid.
func checkDyad(c *Claim, subject Country) error {
	switch {
	case !c.From.IsValid() || !c.To.IsValid() || !subject.IsValid():
		return nil // which is a fault already
	case c.From == subject && c.To == subject:
		return fmt.Errorf("%w: both from and to are %v, the subject", ErrDyad, subject)
	case c.From != subject && c.To != subject:
		return fmt.Errorf("%w: neither from nor to is %v, the subject", ErrDyad, subject)
	case c.Mutual && c.From == subject:
		return fmt.Errorf("%w: in a mutual tie from is the partner, and to is %v, the subject", ErrDyad, subject)
	}
	return nil
}

// checkValue returns what is wrong with the value that v points to, taken by itself.
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
		return refusal("text", text, ErrSyntax, "not UTF-8")
	case strings.ContainsFunc(text, unicode.IsControl):
		return refusal("text", text, ErrSyntax, "with a line break or another control character")
	}
	return nil
}

// place returns where e was read, or nil if it was not read.
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

// isReported reports whether the reader has reported the field with an index.
func (p *place) isReported(field int) bool { return p != nil && p.reported>>field&1 != 0 }

// given returns the index that the caller knows of a source or claim: in Add and Replace
// that in the argument. It reports whether the element was an argument.
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

// path returns the path of a source or claim, such as "claims[2]".
func (d *document) path(e element) string {
	index, _ := d.given(e)
	return e.list + "[" + strconv.Itoa(index) + "]"
}

// newFault returns the fault of a field with a name.
func newFault[T any](d *document, e element, fields []field[T], name string, err error) fault {
	f := fault{element: e, field: name, offset: -1, err: err}
	if p := d.place(e); p != nil {
		f.offset = int(p.fields[indexOf(fields, name)])
	}
	return f
}

// errorOf returns faults as one error: those that were read in the order of the text,
// after all others in the order of the header, the sources and the claims.
func (d *document) errorOf(faults []fault) error {
	slices.SortStableFunc(faults, func(a, b fault) int {
		if a.offset >= 0 || a.list != b.list {
			return cmp.Compare(a.offset, b.offset) // faults returns the lists in order
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

// linesAt returns the lines of offsets in text. It leaves out negative offsets.
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

// dataError returns a fault without its line.
func (d *document) dataError(f fault) *DataError {
	e := &DataError{Field: f.field, Err: f.err}
	if f.list == "" {
		return e
	}
	path := d.path(f.element)
	if f.list == "sources" {
		e.Source = shorten(d.sources[f.index].ID)
	} else if id := d.claims[f.index].ID; id != "" {
		e.Claim = shorten(id)
		if d.place(f.element) == nil {
			e.path = path
		}
		return e
	}
	e.Field = strings.TrimSuffix(path+"."+f.field, ".")
	return e
}
