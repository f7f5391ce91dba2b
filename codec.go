package relations

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of what is decoded. They are far above what a dataset needs, and keep
// an input that never ends from filling the memory.
const (
	maxBytes  = 1 << 30 // a document
	maxClaims = 1 << 22
	maxValue  = 1 << 20 // a source, a claim, or a row
)

// A claimField is a field of a claim, in the order of the CSV columns.
type claimField uint8

const (
	fieldID claimField = iota
	fieldFrom
	fieldTo
	fieldMutual
	fieldKind
	fieldStart
	fieldEnd
	fieldAssertedBy
	fieldDeniedBy
	fieldOthers
	fieldSummary
	fieldSource
	fieldSection
	claimFields
)

// claimFieldNames holds the JSON keys and CSV columns.
var claimFieldNames = [claimFields]string{
	"id", "from", "to", "mutual", "kind", "start", "end", "asserted_by", "denied_by", "others", "summary", "source", "section",
}

// Decode reads a dataset from a JSON document such as [Dataset.Encode] writes:
// an object with the keys subject, as_of, version, sources and claims, of which
// subject and claims must be there. The keys of a claim are id, from, to,
// mutual, kind, start, end, asserted_by, denied_by, others, summary, source and
// section; those of a source id, title, publisher, published and url.
//
// Subject, from and to are read as [ParseCountry] reads, the lists of countries
// as codes.
//
// Decode is strict. Besides the faults that [New] reports, these are errors: a
// key that is not listed here, or comes twice in one object; a value of another
// type; anything behind the document. Errors are a join of [*DataError], up to
// a hundred: first those met in reading, then those that New reports, each kind
// in the order of the document, and with its line where it is in one claim or
// one value. A claim that cannot be read is not checked further, so that other
// faults in it may show once it can. Where there is any error, there is no
// dataset.
//
// A document may have up to 1 GiB and 4,194,304 claims, and a claim up to 1
// MiB. What is larger ends with [ErrLimit].
func Decode(r io.Reader) (Dataset, error) {
	var faults faultList
	in, err := newInput(r)
	if err != nil {
		return Dataset{}, err
	}
	j := &jsonReader{in: in, dec: json.NewDecoder(in), faults: &faults}
	doc, err := j.document()
	if err != nil && err != errFull {
		return Dataset{}, in.fail(&faults, j.dec.InputOffset(), err)
	}
	return doc.dataset(&faults)
}

// DecodeCSV reads claims from a table such as [Dataset.EncodeCSV] writes, and
// returns a dataset of them with the given header and sources. The first row
// names the columns: id, from, to, mutual, kind, start, end, asserted_by,
// denied_by, others, summary, source and section, in this order. Mutual is true
// or false, in any case, and never empty; countries in one field are codes with
// spaces between; all else that is unknown or does not apply is empty. A table
// that was cut between two rows cannot be told from a whole one.
//
// Errors and limits are those of [Decode].
func DecodeCSV(r io.Reader, h Header, sources []Source) (Dataset, error) {
	var faults faultList
	in, err := newInput(r)
	if err != nil {
		return Dataset{}, err
	}
	rows := csv.NewReader(in)
	rows.ReuseRecord = true
	doc := document{header: h, sources: slices.Clone(sources)}
	if err := doc.readRows(in, rows, &faults); err != nil && err != errFull {
		return Dataset{}, in.fail(&faults, rows.InputOffset(), err)
	}
	return doc.dataset(&faults)
}

// A document is what was decoded, before it is checked as a whole.
type document struct {
	header  Header
	sources []Source
	claims  []Claim
	places  []place // of the claims
	texts   map[string]string

	incomplete int // claims that lack what every claim has
}

// dataset checks the document and lays it out.
func (d *document) dataset(faults *faultList) (Dataset, error) {
	claims := d.claims
	if cap(claims)-len(claims) > len(claims)/8 {
		claims = slices.Clone(claims) // to give back what growing left over
	}
	return newDataset(d.header, d.sources, claims, faults, func(claim int) place { return d.places[claim] })
}

func (d *document) add(c Claim, at place) error {
	if len(d.claims) == maxClaims {
		return ErrLimit
	}
	c.Source, c.Section = d.shared(c.Source), d.shared(c.Section)
	d.claims = append(d.claims, c)
	d.places = append(d.places, at)
	if c.lacks() != nil {
		d.incomplete++
	}
	if d.incomplete > maxFaults {
		return errFull // those that are there are faults enough, and show that there are more
	}
	return nil
}

// shared returns s, for texts that many claims have as one string.
func (d *document) shared(s string) string {
	if t, ok := d.texts[s]; ok {
		return t
	}
	if d.texts == nil {
		d.texts = map[string]string{}
	}
	if len(d.texts) < 1<<12 {
		d.texts[s] = s
	}
	return s
}

// setText sets a field of c from its text, as CSV has all of them.
func (c *Claim) setText(field claimField, text string) error {
	switch field {
	case fieldID:
		c.ID = text
	case fieldFrom:
		return c.From.UnmarshalText([]byte(text))
	case fieldTo:
		return c.To.UnmarshalText([]byte(text))
	case fieldMutual:
		c.Mutual = strings.EqualFold(text, "true")
		if !c.Mutual && !strings.EqualFold(text, "false") {
			return &ParseError{Type: "truth value", Input: shorten(text), Err: ErrSyntax}
		}
	case fieldKind:
		return c.Kind.UnmarshalText([]byte(text))
	case fieldStart:
		return c.Start.UnmarshalText([]byte(text))
	case fieldEnd:
		return c.End.UnmarshalText([]byte(text))
	case fieldAssertedBy, fieldDeniedBy, fieldOthers:
		return c.set(field).UnmarshalText([]byte(text))
	case fieldSummary:
		c.Summary = text
	case fieldSource:
		c.Source = text
	case fieldSection:
		c.Section = text
	}
	return nil
}

// set returns the set of countries that a field is, or nil.
func (c *Claim) set(field claimField) *CountrySet {
	switch field {
	case fieldAssertedBy:
		return &c.AssertedBy
	case fieldDeniedBy:
		return &c.DeniedBy
	case fieldOthers:
		return &c.Others
	}
	return nil
}

// text returns a field of c, which has been checked, as CSV has it.
func (c *Claim) text(field claimField) string {
	var v interface{ AppendText([]byte) ([]byte, error) }
	switch field {
	case fieldID:
		return c.ID
	case fieldFrom:
		v = c.From
	case fieldTo:
		v = c.To
	case fieldMutual:
		return strconv.FormatBool(c.Mutual)
	case fieldKind:
		v = c.Kind
	case fieldStart:
		v = c.Start
	case fieldEnd:
		v = c.End
	case fieldSummary:
		return c.Summary
	case fieldSource:
		return c.Source
	case fieldSection:
		return c.Section
	default:
		v = c.set(field)
	}
	b, _ := v.AppendText(nil)
	return string(b)
}

// readRows reads the claims of a CSV table.
func (d *document) readRows(in *input, rows *csv.Reader, faults *faultList) error {
	header, err := rows.Read()
	switch {
	case err == io.EOF:
		return fmt.Errorf("%w: no first row", ErrSyntax)
	case err != nil:
		return err
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff") // the mark that spreadsheets put before UTF-8
	if !slices.Equal(header, claimFieldNames[:]) {
		faults.add(&DataError{Line: 1, Err: fmt.Errorf("%w: the first row is %q, not %q", ErrSyntax, shorten(strings.Join(header, ",")), strings.Join(claimFieldNames[:], ","))})
		return nil
	}
	for i := 0; !faults.full; i++ {
		in.consumed = rows.InputOffset()
		in.line(in.consumed)
		row, err := rows.Read()
		if errors.Is(err, csv.ErrFieldCount) {
			line, _ := rows.FieldPos(0)
			faults.add(&DataError{Line: line, Err: fmt.Errorf("%w: %d fields, want %d", ErrSyntax, len(row), claimFields)})
			continue
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		var c Claim
		sound := true
		for field, text := range row {
			if err := c.setText(claimField(field), text); err != nil {
				line, _ := rows.FieldPos(field)
				faults.add(&DataError{Claim: c.ID, Field: claimFieldNames[field], Line: line, Err: err})
				sound = false
			}
		}
		line, _ := rows.FieldPos(0)
		if sound {
			if err := d.add(c, place{int32(i), int32(line)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// A jsonReader reads a document. Its members are read by the decoder of
// encoding/json, one source or claim at a time; what is in them is walked
// through by hand, so that each fault has its place and nothing passes that is
// not known.
type jsonReader struct {
	in     *input
	dec    *json.Decoder
	faults *faultList
	raw    json.RawMessage // the value being read
	line   int             // its first line
	claim  string          // the ID of the claim that it is, once that is known
}

// The keys of a document and of a source.
var (
	documentKeys = []string{"subject", "as_of", "version", "sources", "claims"}
	sourceKeys   = []string{"id", "title", "publisher", "published", "url"}
)

// document reads the input: the whole of it, unless there is an error.
func (j *jsonReader) document() (*document, error) {
	doc := new(document)
	if t, err := j.token(); err != nil {
		return doc, err
	} else if t != json.Delim('{') {
		return doc, fmt.Errorf("%w: not an object", ErrSyntax)
	}
	seen := make([]bool, len(documentKeys))
	for {
		if j.faults.full {
			return doc, errFull
		}
		t, err := j.token()
		if err != nil {
			return doc, err
		}
		name, ok := t.(string)
		if !ok { // the end of the object
			break
		}
		key := slices.Index(documentKeys, name)
		if why := keyFault(name, key, key >= 0 && seen[key]); why != nil {
			j.line = j.in.line(j.dec.InputOffset())
			j.fault(0, shorten(name), why)
			if err := j.next(); err != nil {
				return doc, err
			}
			continue
		}
		seen[key] = true
		if err := j.member(doc, name); err != nil {
			return doc, err
		}
	}
	j.line = j.in.line(j.dec.InputOffset())
	for i, name := range documentKeys {
		if required := name == "subject" || name == "claims"; required && !seen[i] {
			j.fault(0, name, ErrMissing)
		}
	}
	if _, err := j.dec.Token(); err == nil {
		return doc, fmt.Errorf("%w: more behind the document", ErrSyntax)
	} else if err != io.EOF {
		return doc, err
	}
	return doc, nil
}

// member reads the value of a key of the document.
func (j *jsonReader) member(doc *document, name string) error {
	var element func(i int) error
	switch name {
	case "sources":
		element = func(i int) error { return j.source(doc, i) }
	case "claims":
		element = func(i int) error { return j.claimOf(doc, i) }
	default:
		if err := j.next(); err != nil {
			return err
		}
		j.text(0, j.raw, name, func(s string) error {
			switch name {
			case "subject":
				return doc.header.Subject.UnmarshalText([]byte(s))
			case "as_of":
				return doc.header.AsOf.UnmarshalText([]byte(s))
			}
			doc.header.Version = s
			return nil
		})
		return nil
	}
	if t, err := j.token(); err != nil {
		return err
	} else if t != json.Delim('[') {
		return fmt.Errorf("%w: %s is not an array", ErrSyntax, name)
	}
	for i := 0; j.dec.More(); i++ {
		if j.faults.full {
			return errFull
		}
		if err := j.next(); err != nil {
			return err
		}
		if err := element(i); err != nil {
			return err
		}
	}
	_, err := j.token()
	return err
}

// errFull ends the reading of a document when enough faults are known.
var errFull error = reason("too many faults")

func (j *jsonReader) token() (json.Token, error) {
	j.in.consumed = j.dec.InputOffset()
	t, err := j.dec.Token()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return t, err
}

// next reads a value, whole, into j.raw.
func (j *jsonReader) next() error {
	j.in.consumed = j.dec.InputOffset()
	if err := j.dec.Decode(&j.raw); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	j.line = j.in.line(j.dec.InputOffset() - int64(len(j.raw)))
	return nil
}

// fault notes a fault at an offset in j.raw.
func (j *jsonReader) fault(at int, field string, err error) {
	line := j.line + bytes.Count(j.raw[:at], []byte("\n"))
	j.faults.add(&DataError{Claim: j.claim, Field: field, Line: line, Err: err})
}

// keyFault returns what is wrong with a key, whose index is negative if it is
// not known.
func keyFault(name string, key int, seen bool) error {
	switch {
	case key < 0:
		return &ParseError{Type: "key", Input: shorten(name), Err: ErrUnknown}
	case seen:
		return ErrDuplicate
	}
	return nil
}

// object walks through the object that j.raw is, and calls value for each
// member whose key is among names, with the place of the value in j.raw. It
// reports whether all is well.
func (j *jsonReader) object(place string, names []string, value func(key, at int, raw []byte) bool) bool {
	if j.raw[0] != '{' {
		j.fault(0, place, fmt.Errorf("%w: not an object", ErrSyntax))
		return false
	}
	sound := true
	var seen [claimFields]bool
	for at := 1; ; {
		name, next := element(j.raw, at)
		if len(name) == 0 {
			return sound
		}
		raw, end := element(j.raw, next)
		start := end - len(raw)
		text, _ := unquote(name)
		key := slices.Index(names, text)
		if why := keyFault(text, key, key >= 0 && seen[key]); why != nil {
			j.fault(next-len(name), joinPlace(place, shorten(text)), why)
			sound = false
		} else {
			seen[key] = true
			sound = value(key, start, raw) && sound
		}
		at = end
	}
}

func joinPlace(place, name string) string {
	if place == "" || name == "" {
		return place + name
	}
	return place + "." + name
}

// text hands the string that raw is to set.
func (j *jsonReader) text(at int, raw []byte, field string, set func(string) error) bool {
	s, ok := unquote(raw)
	if !ok {
		j.fault(at, field, fmt.Errorf("%w: not a string", ErrSyntax))
		return false
	}
	if err := set(s); err != nil {
		j.fault(at, field, err)
		return false
	}
	return true
}

// source reads the source that j.raw is.
func (j *jsonReader) source(doc *document, i int) error {
	var s Source
	place := "sources[" + strconv.Itoa(i) + "]"
	j.claim = ""
	j.object(place, sourceKeys, func(key, at int, raw []byte) bool {
		return j.text(at, raw, joinPlace(place, sourceKeys[key]), func(text string) error {
			switch sourceKeys[key] {
			case "id":
				s.ID = text
			case "title":
				s.Title = text
			case "publisher":
				s.Publisher = text
			case "published":
				return s.Published.UnmarshalText([]byte(text))
			default:
				s.URL = text
			}
			return nil
		})
	})
	doc.sources = append(doc.sources, s) // with its faults too, so that its claims have a source
	return nil
}

// claimOf reads the claim that j.raw is.
func (j *jsonReader) claimOf(doc *document, i int) error {
	var c Claim
	j.claim = ""
	before := len(j.faults.errs)
	if j.object("", claimFieldNames[:], func(key, at int, raw []byte) bool {
		return j.field(&c, claimField(key), at, raw)
	}) {
		return doc.add(c, place{int32(i), int32(j.line)})
	}
	// The faults in a claim are known by its ID, which may come behind them.
	for _, err := range j.faults.errs[before:] {
		if e := err.(*DataError); c.ID != "" {
			e.Claim = shorten(c.ID)
		} else {
			e.Field = joinPlace("claims["+strconv.Itoa(i)+"]", e.Field)
		}
	}
	return nil
}

// field reads a field of a claim.
func (j *jsonReader) field(c *Claim, field claimField, at int, raw []byte) bool {
	name := claimFieldNames[field]
	if set := c.set(field); set != nil {
		if raw[0] != '[' {
			j.fault(at, name, fmt.Errorf("%w: not an array", ErrSyntax))
			return false
		}
		sound := true
		for i := 1; ; {
			code, end := element(raw, i)
			if len(code) == 0 {
				return sound
			}
			sound = j.text(at+end-len(code), code, name, set.addCode) && sound
			i = end
		}
	}
	if field == fieldMutual {
		c.Mutual = string(raw) == "true"
		if !c.Mutual && string(raw) != "false" {
			j.fault(at, name, fmt.Errorf("%w: not true or false", ErrSyntax))
			return false
		}
		return true
	}
	return j.text(at, raw, name, func(s string) error { return c.setText(field, s) })
}

// element returns the next value or key at or behind offset i in an array or
// object of valid JSON, and the offset behind it. It is empty at the end.
func element(b []byte, i int) (value []byte, end int) {
	for strings.IndexByte(" \t\r\n,:", b[i]) >= 0 {
		i++
	}
	start, depth := i, 0
	for {
		switch b[i] {
		case '"':
			for i++; b[i] != '"'; i++ {
				if b[i] == '\\' {
					i++
				}
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return nil, i
			}
		default:
			if depth == 0 { // a number or a word
				for strings.IndexByte(" \t\r\n,:]}", b[i]) < 0 {
					i++
				}
				return b[start:i], i
			}
		}
		if i++; depth == 0 {
			return b[start:i], i
		}
	}
}

// unquote returns the string that raw, which is valid JSON, stands for, and
// whether it is one.
func unquote(raw []byte) (string, bool) {
	if raw[0] != '"' {
		return "", false
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1]), true
	}
	var s string
	err := json.Unmarshal(raw, &s)
	// Half a surrogate pair becomes U+FFFD, which is not what was written.
	replaced := strings.ContainsRune(s, utf8.RuneError) &&
		!bytes.Contains(raw, []byte("\ufffd")) && !bytes.Contains(bytes.ToLower(raw), []byte(`\ufffd`))
	return s, err == nil && !replaced
}

// An input hands on what it reads, and keeps account of it: lines, bytes,
// and whether it is UTF-8.
type input struct {
	r        io.Reader
	read     int64 // bytes that were handed on
	consumed int64 // bytes that were made use of
	lineAt   int   // the line of the last offset that was asked for
	newlines []int64
	partial  []byte // the start of a character that the last read cut
	idle     int    // reads in a row without a byte
}

func newInput(r io.Reader) (*input, error) {
	if r == nil {
		return nil, &DataError{Err: fmt.Errorf("%w: no reader", ErrMissing)}
	}
	return &input{r: r, lineAt: 1}, nil
}

func (in *input) Read(p []byte) (int, error) {
	switch {
	case in.read >= maxBytes:
		return 0, fmt.Errorf("%w: more than %d bytes", ErrLimit, maxBytes)
	case in.read-in.consumed > maxValue:
		return 0, fmt.Errorf("%w: a value of more than %d bytes", ErrLimit, maxValue)
	}
	n, err := in.r.Read(p)
	if n < 0 || n > len(p) {
		return 0, errors.New("relations: a reader with an invalid count")
	}
	for i, c := range p[:n] {
		if c == '\n' {
			in.newlines = append(in.newlines, in.read+int64(i))
		}
	}
	in.read += int64(n)
	if in.idle++; n > 0 {
		in.idle = 0
	} else if err == nil && in.idle > 100 {
		err = io.ErrNoProgress
	}
	if !in.validUTF8(p[:n], err == io.EOF) {
		return 0, fmt.Errorf("%w: not UTF-8", ErrSyntax)
	}
	return n, err
}

// validUTF8 reports whether p, behind what was read before, is UTF-8.
func (in *input) validUTF8(p []byte, end bool) bool {
	if len(in.partial) > 0 {
		for len(p) > 0 && !utf8.FullRune(in.partial) {
			in.partial = append(in.partial, p[0])
			p = p[1:]
		}
		if !utf8.FullRune(in.partial) {
			return !end
		}
		if !utf8.Valid(in.partial) {
			return false
		}
		in.partial = in.partial[:0]
	}
	for cut := 1; cut < utf8.UTFMax && cut <= len(p); cut++ {
		if tail := p[len(p)-cut:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				in.partial = append(in.partial, tail...)
				p = p[:len(p)-cut]
			}
			break
		}
	}
	return utf8.Valid(p) && (!end || len(in.partial) == 0)
}

// line returns the line of an offset, not before the last that was asked for.
func (in *input) line(offset int64) int {
	n := 0
	for n < len(in.newlines) && in.newlines[n] < offset {
		n++
	}
	in.lineAt += n
	in.newlines = slices.Delete(in.newlines, 0, n)
	return in.lineAt
}

// fail returns the faults with the one that ended the reading, at offset.
func (in *input) fail(faults *faultList, offset int64, err error) error {
	e := &DataError{Err: err, Line: in.line(offset)}
	var csvErr *csv.ParseError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &csvErr):
		e.Line = csvErr.Line
		e.Err = fmt.Errorf("%w: %w", ErrSyntax, csvErr.Err)
	case errors.As(err, &syntax), err == io.ErrUnexpectedEOF, err == io.EOF:
		e.Err = fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	return errors.Join(faults.join(), e)
}

// Encode writes d as a JSON document, in UTF-8, with a line for each source
// and claim. [Decode] reads it back to an equal dataset.
func (d Dataset) Encode(w io.Writer) error {
	b, err := newOutput(w)
	if err != nil {
		return err
	}
	data := d.data()
	fmt.Fprintf(b, "{\n  \"subject\": %q,\n  \"as_of\": %q,\n  \"version\": ", data.header.Subject.Alpha2(), textOf(data.header.AsOf))
	enc := json.NewEncoder(tail{b})
	enc.SetEscapeHTML(false)
	if err := enc.Encode(data.header.Version); err != nil {
		return err
	}
	if err := encodeList(b, enc, "sources", data.sources); err != nil {
		return err
	}
	if err := encodeList(b, enc, "claims", data.claims); err != nil {
		return err
	}
	b.WriteString("\n}\n")
	return b.Flush()
}

// MarshalJSON returns what [Dataset.Encode] writes.
func (d Dataset) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	err := d.Encode(&b)
	return b.Bytes(), err
}

// UnmarshalJSON returns an error: a Dataset does not change. [Decode] reads one.
func (*Dataset) UnmarshalJSON([]byte) error {
	return &DataError{Err: fmt.Errorf("%w: a Dataset is read by Decode", ErrInvalid)}
}

// encodeList writes a member that is an array, with a line for each element.
func encodeList[T any](b *bufio.Writer, enc *json.Encoder, name string, list []T) error {
	b.WriteString(",\n  \"" + name + "\": [")
	for i := range list {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n    ")
		if err := enc.Encode(&list[i]); err != nil {
			return err
		}
	}
	if len(list) > 0 {
		b.WriteString("\n  ")
	}
	_, err := b.WriteString("]")
	return err
}

// A tail passes on what an encoder writes but for the line feed at its end.
type tail struct{ w *bufio.Writer }

func (t tail) Write(p []byte) (int, error) {
	n, err := t.w.Write(p[:len(p)-1])
	return n + 1, err
}

func newOutput(w io.Writer) (*bufio.Writer, error) {
	if w == nil {
		return nil, &DataError{Err: fmt.Errorf("%w: no writer", ErrMissing)}
	}
	return bufio.NewWriter(w), nil
}

// textOf returns the text of a date of a dataset, which is valid or zero.
func textOf(d Date) []byte {
	b, _ := d.AppendText(nil)
	return b
}

// EncodeCSV writes the claims of d as a table, in UTF-8, as RFC 4180 has it but
// with line feeds alone. [DecodeCSV] reads it back, given the header and the
// sources of d.
func (d Dataset) EncodeCSV(w io.Writer) error {
	b, err := newOutput(w)
	if err != nil {
		return err
	}
	rows := csv.NewWriter(b)
	row := slices.Clone(claimFieldNames[:])
	rows.Write(row) // an error stays with the writer, as it does below
	claims := d.data().claims
	for i := range claims {
		for field := range claimFields {
			row[field] = claims[i].text(field)
		}
		rows.Write(row)
	}
	rows.Flush()
	return errors.Join(rows.Error(), b.Flush())
}
