package relations

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Limits of what is decoded. They are far above what a dataset needs, and keep
// an input that never ends from filling the memory.
const (
	maxBytes  = 1 << 30 // a document
	maxClaims = 1 << 22
	maxToken  = 1 << 20 // a value, or a row
	maxDepth  = 8       // arrays and objects in each other
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

// Decode reads a dataset from a JSON document such as [Dataset.Encode] writes: an object
// with the keys subject, as_of, version, sources and claims, of which
// subject and claims must be there. The keys of a claim are id, from, to, mutual, kind, start, end,
// asserted_by, denied_by, others, summary, source and section; those of a source id, title, publisher, published and url.
//
// Decode is strict. Besides the faults that [New] reports, these are errors: a key that
// is not listed here, or comes twice in one object; a value of another type; anything behind the document. Errors
// are a join of [*DataError], up to a hundred, each with its line. Where there is any, there is no dataset.
//
// A document may have up to 1 GiB and 4,194,304 claims, and a value up to 1 MiB. What is
// larger, or nested more deeply than a dataset is, ends with [ErrLimit].
func Decode(r io.Reader) (Dataset, error) {
	var faults faultList
	in, err := newInput(r)
	if err != nil {
		return Dataset{}, err
	}
	j := &jsonReader{in: in, dec: json.NewDecoder(in), faults: &faults}
	doc, err := j.document()
	if err != nil {
		return Dataset{}, in.fail(&faults, j.dec.InputOffset(), err)
	}
	return newDataset(doc.header, doc.sources, doc.claims, &faults, doc.line)
}

// DecodeCSV reads claims from a table such as [Dataset.EncodeCSV] writes, and
// returns a dataset of them with the given header and sources. The first row names the columns: id, from, to,
// mutual, kind, start, end, asserted_by, denied_by, others, summary, source
// and section, in this order. Mutual is true or false; countries in one field
// are codes with spaces between; what is unknown or does not apply is empty.
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
	doc := document{header: h, sources: sources}
	if err := doc.readRows(in, rows, &faults); err != nil {
		return Dataset{}, in.fail(&faults, rows.InputOffset(), err)
	}
	return newDataset(doc.header, doc.sources, doc.claims, &faults, doc.line)
}

// A document is what was decoded, before it is checked as a whole.
type document struct {
	header  Header
	sources []Source
	claims  []Claim
	lines   []int32 // of the claims
	texts   map[string]string
}

func (d *document) line(claim int) int { return int(d.lines[claim]) }

func (d *document) add(c Claim, line int) error {
	if len(d.claims) == maxClaims {
		return ErrLimit
	}
	c.Source, c.Section = d.shared(c.Source), d.shared(c.Section)
	d.claims = append(d.claims, c)
	d.lines = append(d.lines, int32(line))
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
		if text != "true" && text != "false" {
			return &ParseError{Type: "truth value", Input: shorten(text), Err: ErrSyntax}
		}
		c.Mutual = text == "true"
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

// text returns a field of c as CSV has it.
func (c *Claim) text(field claimField) (string, error) {
	var v interface{ MarshalText() ([]byte, error) }
	switch field {
	case fieldID:
		return c.ID, nil
	case fieldFrom:
		v = c.From
	case fieldTo:
		v = c.To
	case fieldMutual:
		return strconv.FormatBool(c.Mutual), nil
	case fieldKind:
		v = c.Kind
	case fieldStart:
		v = c.Start
	case fieldEnd:
		v = c.End
	case fieldSummary:
		return c.Summary, nil
	case fieldSource:
		return c.Source, nil
	case fieldSection:
		return c.Section, nil
	default:
		v = c.set(field)
	}
	b, err := v.MarshalText()
	return string(b), err
}

// readRows reads the claims of a CSV table.
func (d *document) readRows(in *input, rows *csv.Reader, faults *faultList) error {
	header, err := rows.Read()
	if err != nil {
		return err
	}
	if !slices.Equal(header, claimFieldNames[:]) {
		return fmt.Errorf("%w: the first row is not %q", ErrSyntax, claimFieldNames)
	}
	for !faults.full {
		in.consumed = rows.InputOffset()
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
		for i, text := range row {
			if err := c.setText(claimField(i), text); err != nil {
				line, _ := rows.FieldPos(i)
				faults.add(&DataError{Claim: c.ID, Field: claimFieldNames[i], Line: line, Err: err})
				sound = false
			}
		}
		if line, _ := rows.FieldPos(0); sound {
			if err := d.add(c, line); err != nil {
				return err
			}
		}
	}
	return nil
}

// A jsonReader reads a document token by token, so that each fault has its
// place and nothing that is not known passes.
type jsonReader struct {
	in     *input
	dec    *json.Decoder
	depth  int
	opened int // the line of the object being read
	faults *faultList
}

// token returns the next token.
func (j *jsonReader) token() (json.Token, error) {
	j.in.consumed = j.dec.InputOffset()
	t, err := j.dec.Token()
	if d, ok := t.(json.Delim); ok {
		if d == '{' || d == '[' {
			j.depth++
		} else {
			j.depth--
		}
		if j.depth > maxDepth {
			return nil, fmt.Errorf("%w: nested too deeply", ErrLimit)
		}
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return t, err
}

// line returns the line of the last token.
func (j *jsonReader) line() int { return j.in.line(j.dec.InputOffset()) }

// fault notes a fault at the last token.
func (j *jsonReader) fault(claim, field string, err error) {
	j.faults.add(&DataError{Claim: claim, Field: field, Line: j.line(), Err: err})
}

// skip reads what is left of a value whose first token is t.
func (j *jsonReader) skip(t json.Token) error {
	for depth := 0; ; {
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		var err error
		if t, err = j.token(); err != nil {
			return err
		}
	}
}

// mismatch notes that a value, whose first token is t, is not of the type that
// it should be, and passes over it.
func (j *jsonReader) mismatch(t json.Token, claim, field, want string) error {
	j.fault(claim, field, fmt.Errorf("%w: not %s", ErrSyntax, want))
	return j.skip(t)
}

// object reads an object, calling value for each key, which reads the value.
// Keys that are not among names, or come twice, are faults. It reports whether all was well, and which
// of the names were there, by bit.
func (j *jsonReader) object(place string, names []string, value func(key int) (bool, error)) (sound bool, seen uint32, err error) {
	t, err := j.token()
	if err != nil {
		return false, 0, err
	}
	if t != json.Delim('{') {
		return false, 0, j.mismatch(t, "", place, "an object")
	}
	j.opened = j.line()
	sound = true
	for {
		t, err := j.token()
		if err != nil {
			return false, 0, err
		}
		name, ok := t.(string)
		if !ok { // the end of the object
			return sound, seen, nil
		}
		key := slices.Index(names, name)
		if key >= 0 && seen>>key&1 == 0 {
			seen |= 1 << key
			ok, err := value(key)
			if err != nil {
				return false, 0, err
			}
			sound = sound && ok
			continue
		}
		why := error(ErrDuplicate)
		if key < 0 {
			why = &ParseError{Type: "key", Input: shorten(name), Err: ErrUnknown}
		}
		j.fault("", joinPlace(place, shorten(name)), why)
		sound = false
		if t, err = j.token(); err != nil {
			return false, 0, err
		}
		if err := j.skip(t); err != nil {
			return false, 0, err
		}
	}
}

func joinPlace(place, name string) string {
	if place == "" {
		return name
	}
	return place + "." + name
}

// array reads an array, calling element for each element, which reads it.
func (j *jsonReader) array(place string, element func(i int) error) error {
	t, err := j.token()
	if err != nil {
		return err
	}
	if t != json.Delim('[') {
		return j.mismatch(t, "", place, "an array")
	}
	for i := 0; j.dec.More(); i++ {
		if j.faults.full {
			return errFull
		}
		if err := element(i); err != nil {
			return err
		}
	}
	_, err = j.token()
	return err
}

// errFull ends the reading of a document when enough faults are known.
var errFull error = reason("too many faults")

// text reads a string and hands it to set.
func (j *jsonReader) text(claim, field string, set func(string) error) (bool, error) {
	t, err := j.token()
	if err != nil {
		return false, err
	}
	s, ok := t.(string)
	if !ok {
		return false, j.mismatch(t, claim, field, "a string")
	}
	if err := set(s); err != nil {
		j.fault(claim, field, err)
		return false, nil
	}
	return true, nil
}

var (
	documentKeys = []string{"subject", "as_of", "version", "sources", "claims"}
	sourceKeys   = []string{"id", "title", "publisher", "published", "url"}
)

// document reads the whole input.
func (j *jsonReader) document() (*document, error) {
	doc := new(document)
	_, seen, err := j.object("", documentKeys, func(key int) (bool, error) {
		name := documentKeys[key]
		switch name {
		case "subject":
			return j.text("", name, func(s string) error { return doc.header.Subject.UnmarshalText([]byte(s)) })
		case "as_of":
			return j.text("", name, func(s string) error { return doc.header.AsOf.UnmarshalText([]byte(s)) })
		case "version":
			return j.text("", name, func(s string) error { doc.header.Version = s; return nil })
		case "sources":
			return true, j.array(name, func(i int) error { return j.source(doc, i) })
		default:
			return true, j.array(name, func(i int) error { return j.claim(doc, i) })
		}
	})
	if err != nil {
		return nil, err
	}
	for i, name := range documentKeys {
		if required := name == "subject" || name == "claims"; required && seen>>i&1 == 0 {
			j.fault("", name, ErrMissing)
		}
	}
	if _, err := j.token(); err == nil {
		return nil, fmt.Errorf("%w: more behind the document", ErrSyntax)
	} else if err != io.ErrUnexpectedEOF {
		return nil, err
	}
	return doc, nil
}

func (j *jsonReader) source(doc *document, i int) error {
	var s Source
	place := "sources[" + strconv.Itoa(i) + "]"
	sound, _, err := j.object(place, sourceKeys, func(key int) (bool, error) {
		return j.text("", joinPlace(place, sourceKeys[key]), func(text string) error {
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
	if sound {
		doc.sources = append(doc.sources, s)
	}
	return err
}

func (j *jsonReader) claim(doc *document, i int) error {
	var c Claim
	before := len(j.faults.errs)
	sound, _, err := j.object("", claimFieldNames[:], func(key int) (bool, error) {
		field := claimField(key)
		if field == fieldMutual {
			t, err := j.token()
			if err != nil {
				return false, err
			}
			b, ok := t.(bool)
			if !ok {
				return false, j.mismatch(t, "", claimFieldNames[field], "true or false")
			}
			c.Mutual = b
			return true, nil
		}
		if set := c.set(field); set != nil {
			sound := true
			err := j.array(claimFieldNames[field], func(int) error {
				ok, err := j.text("", claimFieldNames[field], set.addCode)
				sound = sound && ok
				return err
			})
			return sound, err
		}
		return j.text("", claimFieldNames[field], func(s string) error { return c.setText(field, s) })
	})
	// The faults in a claim are known by its ID, which may come behind them.
	for _, err := range j.faults.errs[before:] {
		if e := err.(*DataError); c.ID != "" {
			e.Claim = shorten(c.ID)
		} else {
			e.Field = joinPlace("claims["+strconv.Itoa(i)+"]", e.Field)
		}
	}
	if err != nil || !sound {
		return err
	}
	return doc.add(c, j.opened)
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
	case in.read-in.consumed > maxToken:
		return 0, fmt.Errorf("%w: a value of more than %d bytes", ErrLimit, maxToken)
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
		for len(p) > 0 && len(in.partial) < utf8.UTFMax && !utf8.FullRune(in.partial) {
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
	if err == errFull {
		return faults.join()
	}
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

// EncodeCSV writes the claims of d as a table, in UTF-8, as RFC 4180 has it but with
// line feeds alone. [DecodeCSV] reads it back, given the header and the sources of d.
func (d Dataset) EncodeCSV(w io.Writer) error {
	b, err := newOutput(w)
	if err != nil {
		return err
	}
	rows := csv.NewWriter(b)
	row := slices.Clone(claimFieldNames[:])
	if err := rows.Write(row); err != nil {
		return err
	}
	claims := d.data().claims
	for i := range claims {
		for field := range claimFields {
			if row[field], err = claims[i].text(field); err != nil {
				return err
			}
		}
		if err := rows.Write(row); err != nil {
			return err
		}
	}
	rows.Flush()
	return errors.Join(rows.Error(), b.Flush())
}
