package relations

import (
	"bytes"
	"encoding"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/warmrelations/relations/internal/csvtext"
	"github.com/warmrelations/relations/internal/jsontext"
)

// maxDocument is the maximum size of a document in bytes.
const maxDocument = 256 << 20

// Decode reads a dataset from a JSON document in the form that [Dataset.Encode] writes: an
// object with the keys subject, version, sources and claims. Subject and claims are
// required. The keys of a source are id, title, publisher, published and url. The keys of
// a claim are id, from, to, mutual, kind, start, end, asserted_by, denied_by, others,
// summary, source and section. The id of a source, and id, from, to, kind and source of a
// claim, are required.
//
// Countries, including those in arrays, are parsed with [ParseCountry], kinds with
// [ParseSupportKind], and dates with [ParseDate]. The value of mutual is true or false. The
// values of asserted_by, denied_by and others are arrays of strings. All other values of a
// source or a claim are strings. A byte order mark at the start is ignored.
//
// Decode is strict. In addition to the faults that [New] reports, these are faults: an
// unknown or duplicate key, a value of the wrong type, null, and half of a surrogate
// pair. [Faults] lists up to a hundred, in the order of the document, each with its line.
// If there are more, they need not be the first hundred, and a last fault without a line
// wraps [ErrLimit]. If the document cannot be read, is larger than 256 MiB, is not valid
// UTF-8, or is not a JSON object, that is the only fault. If there is any fault, Decode
// returns the zero Dataset. An error from r is wrapped.
func Decode(r io.Reader) (Dataset, error) {
	text, err := readAll(r, maxDocument)
	if err != nil {
		return Dataset{}, err
	}
	d, err := readJSON(text)
	if err != nil {
		return Dataset{}, err
	}
	return check(d)
}

// UnmarshalJSON decodes a document as [Decode] does. On an error, and for null, d does not
// change. Lines are counted from the start of data.
func (d *Dataset) UnmarshalJSON(data []byte) error {
	if d != nil && string(data) == "null" {
		return nil
	}
	return d.UnmarshalText(data)
}

// DecodeCSV reads claims from a table in the form that [Dataset.EncodeCSV] writes. It
// returns a dataset with these claims and the given header and sources.
//
// The first row contains the names of the columns, in this order: id, from, to, mutual,
// kind, start, end, asserted_by, denied_by, others, summary, source, section. Cells are
// separated by commas. From and to are parsed with [ParseCountry], and kinds and dates as
// in [Decode]. The value of mutual is true or false. The values of asserted_by, denied_by
// and others are codes separated by spaces or commas. Id, from, to, mutual, kind and source
// are required. Any other cell is empty if its value is not known or does not apply. The
// apostrophe that EncodeCSV writes before a formula is removed. A byte order mark at the
// start is ignored.
//
// Faults and the size limit are as in [Decode]. Faults in the header and the sources have
// no line. A table that is cut off between two rows, or inside its last cell, looks like
// a whole one, so DecodeCSV returns no error for it.
func DecodeCSV(r io.Reader, h Header, sources []Source) (Dataset, error) {
	text, err := readAll(r, maxDocument)
	if err != nil {
		return Dataset{}, err
	}
	d, err := readCSV(text)
	if err != nil {
		return Dataset{}, err
	}
	d.header, d.sources = h, clone(sources)
	return check(d)
}

// readAll reads r to its end, and removes a byte order mark. It returns an error if the
// text is longer than limit or not UTF-8.
func readAll(r io.Reader, limit int) ([]byte, error) {
	if r == nil {
		return nil, &DataError{Err: fmt.Errorf("%w: no reader", ErrMissing)}
	}
	text, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, &DataError{Err: fmt.Errorf("reading, after %d bytes: %w", len(text), err)}
	}
	if text, err = checked(text, limit); err != nil {
		return nil, err
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), checkUTF8(text)
}

// checked returns text, or an error if text is longer than limit.
func checked(text []byte, limit int) ([]byte, error) {
	if len(text) > limit {
		return nil, &DataError{Err: fmt.Errorf("%w: the document has more than %d bytes", ErrLimit, limit)}
	}
	return text, nil
}

// checkUTF8 returns an error with the line of the first byte that is not UTF-8.
func checkUTF8(text []byte) error {
	if utf8.Valid(text) {
		return nil
	}
	for valid := 0; ; {
		r, size := utf8.DecodeRune(text[valid:])
		if r == utf8.RuneError && size == 1 {
			return documentError(lineAt(text, valid), errors.New("not UTF-8"))
		}
		valid += size
	}
}

// documentError returns the error for a text that is not a document at all.
func documentError(line int, err error) error {
	return &DataError{Line: line, Err: fmt.Errorf("%w: %w", ErrSyntax, err)}
}

// lineAt returns the line of an offset in text.
func lineAt(text []byte, offset int) int { return 1 + bytes.Count(text[:offset], []byte("\n")) }

// readJSON reads a JSON document. It validates the text once; the functions below rely on
// that.
func readJSON(text []byte) (*document, error) {
	if err := json.Unmarshal(text, new(json.RawMessage)); err != nil {
		line := 1
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			line = lineAt(text, max(0, int(syntax.Offset)-1))
		}
		return nil, documentError(line, err)
	}
	start, _ := jsontext.Next(text, 0)
	if text[start] != '{' {
		return nil, documentError(lineAt(text, start), errors.New("not an object"))
	}
	d := &document{text: text}
	p := readObject(d, element{}, start, documentFields, d)
	d.headerAt = &p
	return d, nil
}

// report adds a fault at an offset. The field is empty if the whole element is at fault.
func (d *document) report(e element, field string, offset int, err error) {
	d.malformed = append(d.malformed, fault{element: e, field: field, offset: offset, err: err})
}

// isFull reports whether the limit of listed faults has been exceeded. Then reading stops.
func (d *document) isFull() bool { return len(d.malformed) > maxFaults }

// newPlace returns the place of an element at an offset, in which no field has been found.
func newPlace(at int) place {
	p := place{start: int32(at)}
	for i := range p.fields {
		p.fields[i] = p.start
	}
	return p
}

// readObject reads the JSON object at an offset into v, the value of the element e, and
// returns the place of the object. It reports malformed values, unknown and duplicate
// keys, and required fields that are missing.
func readObject[T any](d *document, e element, at int, fields []field[T], v *T) place {
	p := newPlace(at)
	if d.text[at] != '{' {
		d.report(e, "", at, fmt.Errorf("%w: not an object", ErrSyntax))
		p.reported = 1<<maxFields - 1 // all fields
		return p
	}
	var found uint16 // bit i is set if field i has been found
	for m := range jsontext.Members(d.text, at) {
		if d.isFull() {
			return p
		}
		i := indexOf(fields, m.Key)
		switch {
		case m.Err != nil:
			d.report(e, "", m.KeyStart, fmt.Errorf("%w: %w", ErrSyntax, m.Err))
		case i < 0:
			want := strings.Join(names(fields), " ")
			d.report(e, shorten(m.Key), m.KeyStart, fmt.Errorf("%w, not one of the keys %s", ErrUnknown, want))
		case found>>i&1 != 0:
			d.report(e, m.Key, m.KeyStart, fmt.Errorf("%w of line %d", ErrDuplicate, lineAt(d.text, int(p.fields[i]))))
		default:
			found |= 1 << i
			p.fields[i] = int32(m.Start)
			if !d.readValue(e, m.Key, fields[i].of(v), m.Start, m.End) {
				p.reported |= 1 << i
			}
		}
	}
	for i, f := range fields {
		if f.required && found>>i&1 == 0 {
			d.report(e, f.name, at, ErrMissing)
			p.reported |= 1 << i
		}
	}
	return p
}

// readValue reads the JSON value with the given bounds into v, a pointer to the field with
// the given name. If the value is malformed, it reports a fault and returns false.
func (d *document) readValue(e element, name string, v any, start, end int) bool {
	raw := d.text[start:end]
	var err error
	switch v := v.(type) {
	case *[]Source:
		return d.readArray(e, name, start, func(at, _ int) {
			readElement(d, "sources", at, sourceFields, v, &d.sourcesAt)
		})
	case *[]Claim:
		return d.readArray(e, name, start, func(at, _ int) {
			readElement(d, "claims", at, claimFields, v, &d.claimsAt)
		})
	case *CountrySet:
		ok := true
		var countries []Country
		isArray := d.readArray(e, name, start, func(start, end int) {
			s, err := unquote(d.text[start:end])
			if err == nil {
				var c Country
				c, err = ParseCountry(s)
				countries = append(countries, c)
			}
			if err != nil {
				d.report(e, name, start, err)
				ok = false
			}
		})
		if ok {
			*v = NewCountrySet(countries...)
		}
		return ok && isArray
	case *bool:
		if *v = string(raw) == "true"; !*v && string(raw) != "false" {
			err = fmt.Errorf("%w: not true or false", ErrSyntax)
		}
	default:
		var s string
		if s, err = unquote(raw); err == nil {
			err = setText(v, s)
		}
	}
	if err != nil {
		d.report(e, name, start, err)
	}
	return err == nil
}

// readElement reads the object at an offset, and appends it to list and its place to
// places.
func readElement[T any](d *document, name string, at int, fields []field[T], list *[]T, places *[]place) {
	var v T
	p := readObject(d, element{name, len(*list)}, at, fields, &v)
	*list = append(*list, v)
	*places = append(*places, p)
}

// readArray calls read with the bounds of each element of the array at an offset. If the
// value there is not an array, it reports a fault and returns false.
func (d *document) readArray(e element, name string, at int, read func(start, end int)) bool {
	if d.text[at] != '[' {
		d.report(e, name, at, fmt.Errorf("%w: not an array", ErrSyntax))
		return false
	}
	for start, end := jsontext.Next(d.text, at+1); start < end && !d.isFull(); start, end = jsontext.Next(d.text, end) {
		read(start, end)
	}
	return true
}

// unquote returns the string that is encoded in raw, a valid JSON value. It returns an
// error if raw is not a string.
func unquote(raw []byte) (string, error) {
	s, err := jsontext.Unquote(raw)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	return s, nil
}

// setText parses text into the field that v points to.
func setText(v any, text string) error {
	switch v := v.(type) {
	case *string:
		*v = text
		return nil
	case *bool:
		if *v = isName(text, "true"); !*v && !isName(text, "false") {
			return parseError("truth value", text, ErrSyntax, "want true or false")
		}
		return nil
	}
	return v.(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
}

// textOf returns the text of the field that v points to, which must have been checked.
func textOf(v any) string {
	switch v := v.(type) {
	case *string:
		return *v
	case *bool:
		return strconv.FormatBool(*v)
	}
	text, _ := v.(encoding.TextMarshaler).MarshalText()
	return string(text)
}

// readCSV reads the claims of a table. It returns an error if the first row does not have
// the names of the columns, or if any row is not well formed.
func readCSV(text []byte) (*document, error) {
	first, err := csvtext.Next(text, 0, len(claimFields))
	if err := checkColumns(text, first); err != nil {
		return nil, err
	}
	for at := first.End; at < len(text) && err == nil; {
		var row csvtext.Row
		if row, err = csvtext.Next(text, at, 0); err != nil {
			return nil, documentError(lineAt(text, row.End), err)
		}
		at = row.End
	}
	d := &document{text: text}
	for row := first; !d.isFull(); {
		row, _ = csvtext.Next(text, row.End, len(claimFields))
		if row.Count == 0 {
			break
		}
		d.readRow(row)
	}
	return d, nil
}

// checkColumns returns an error if the first row of a table does not contain the names of
// the columns.
func checkColumns(text []byte, first csvtext.Row) error {
	isNamed := func(c csvtext.Cell, f field[Claim]) bool { return c.Text == f.name }
	if first.Count == len(claimFields) && slices.EqualFunc(first.Cells, claimFields, isNamed) {
		return nil
	}
	trimmed := bytes.TrimLeft(text, "\r\n")
	line := lineAt(text, len(text)-len(trimmed))
	raw, _, _ := bytes.Cut(trimmed, []byte("\n"))
	want := strings.Join(names(claimFields), ",")
	have := strings.NewReplacer(`"`, "", "\r", "").Replace(string(raw[:min(len(raw), 3*len(want))]))
	switch have {
	case "":
		return documentError(1, errors.New("no first row"))
	case strings.ReplaceAll(want, ",", ";"), strings.ReplaceAll(want, ",", "\t"):
		return documentError(line, errors.New("the columns are separated by semicolons or tabs, want commas"))
	}
	return documentError(line, fmt.Errorf("the first row is %q, want %q", shorten(have), want))
}

// readRow reads a claim from a row. It reports malformed cells, and a wrong number of them.
func (d *document) readRow(row csvtext.Row) {
	e, p := element{"claims", len(d.claims)}, newPlace(row.Cells[0].Start)
	var c Claim
	if row.Count != len(claimFields) {
		noun := "fields"
		if row.Count == 1 {
			noun = "field"
		}
		d.report(e, "", int(p.start), fmt.Errorf("%w: %d %s, want %d", ErrSyntax, row.Count, noun, len(claimFields)))
		row.Cells, p.reported = nil, 1<<maxFields-1 // all fields
	}
	for i, cell := range row.Cells {
		p.fields[i] = int32(cell.Start)
		if err := setText(claimFields[i].of(&c), unguard(cell.Text)); err != nil {
			d.report(e, claimFields[i].name, cell.Start, err)
			p.reported |= 1 << i
		}
	}
	d.claims = append(d.claims, c)
	d.claimsAt = append(d.claimsAt, p)
}

// Encode writes d as a JSON document in UTF-8, with one line for each source and claim.
// [Decode] reads it back as an equal dataset. If the document would be too large for
// Decode, the error wraps [ErrLimit]. An error from w is wrapped.
func (d Dataset) Encode(w io.Writer) error { return d.encode(w, maxDocument) }

func (d Dataset) encode(w io.Writer, limit int) error {
	text, err := d.marshal(limit)
	if err != nil {
		return err
	}
	return write(w, text)
}

// MarshalJSON returns the document that [Dataset.Encode] writes. If it would be too large
// for [Decode], the error wraps [ErrLimit].
func (d Dataset) MarshalJSON() ([]byte, error) { return d.marshal(maxDocument) }

// marshal returns d as a JSON document, or an error if it is longer than limit.
func (d Dataset) marshal(limit int) ([]byte, error) {
	data := d.data()
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"subject\": %q,\n  \"version\": %s", data.header.Subject.Alpha2(), jsonOf(data.header.Version))
	encodeList(&b, "sources", data.sources)
	encodeList(&b, "claims", data.claims)
	b.WriteString("\n}\n")
	return checked(b.Bytes(), limit)
}

// encodeList writes a key and an array, with one line for each element.
func encodeList[T any](b *bytes.Buffer, name string, list []T) {
	b.WriteString(",\n  \"" + name + "\": [")
	for i := range list {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n    ")
		b.Write(jsonOf(&list[i]))
	}
	if len(list) > 0 {
		b.WriteString("\n  ")
	}
	b.WriteString("]")
}

// jsonOf returns v, which must have been checked, as JSON without HTML escapes.
func jsonOf(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // checked values are encoded without an error
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// write writes text to w in a single call.
func write(w io.Writer, text []byte) error {
	if w == nil {
		return &DataError{Err: fmt.Errorf("%w: no writer", ErrMissing)}
	}
	n, err := w.Write(text)
	if err == nil && n != len(text) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return &DataError{Err: fmt.Errorf("writing: %w", err)}
	}
	return nil
}

// MarshalText returns the same document as MarshalJSON. Encoders for YAML, TOML and XML
// call it. To log a dataset, use [Dataset.String].
func (d Dataset) MarshalText() ([]byte, error) { return d.MarshalJSON() }

// UnmarshalText decodes a document as [Decode] does. Empty text is an error. On an error, d
// does not change.
func (d *Dataset) UnmarshalText(text []byte) error {
	if d == nil {
		return &DataError{Err: invalidValue("destination", "nil")}
	}
	decoded, err := Decode(bytes.NewReader(text))
	if err != nil {
		return err
	}
	*d = decoded
	return nil
}

// MarshalBinary returns the same document as MarshalJSON. Encoders for gob and CBOR call
// it.
func (d Dataset) MarshalBinary() ([]byte, error) { return d.MarshalJSON() }

// UnmarshalBinary is like [Dataset.UnmarshalText].
func (d *Dataset) UnmarshalBinary(data []byte) error { return d.UnmarshalText(data) }

// EncodeCSV writes the claims of d as CSV (RFC 4180) in UTF-8, but with line feeds as line
// endings. [DecodeCSV] with the header and the sources of d reads it back as an equal
// dataset. Errors are as in [Dataset.Encode].
//
// Spreadsheets treat a cell that starts with =, +, - or @, or a full-width form of these,
// as a formula. EncodeCSV writes an apostrophe before such a cell, and before a cell that
// has apostrophes in front of such a character. DecodeCSV removes it. A semicolon inside a
// cell can still start a formula in a spreadsheet that splits rows at semicolons.
func (d Dataset) EncodeCSV(w io.Writer) error { return d.encodeCSV(w, maxDocument) }

func (d Dataset) encodeCSV(w io.Writer, limit int) error {
	var b bytes.Buffer
	rows := csv.NewWriter(&b) // a Buffer returns no errors
	row := names(claimFields)
	_ = rows.Write(row)
	claims := d.data().claims
	for i := range claims {
		for f := range claimFields {
			row[f] = guard(textOf(claimFields[f].of(&claims[i])))
		}
		_ = rows.Write(row)
	}
	rows.Flush()
	text, err := checked(b.Bytes(), limit)
	if err != nil {
		return err
	}
	return write(w, text)
}

// isFormula reports whether a spreadsheet treats s, without leading apostrophes, as a
// formula.
func isFormula(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'"))
	return strings.ContainsRune("=+-@＝＋－＠", r)
}

// guard returns s as a cell that spreadsheets do not treat as a formula.
func guard(s string) string {
	if isFormula(s) {
		return "'" + s
	}
	return s
}

// unguard undoes guard. It does not change a formula that was not guarded.
func unguard(s string) string {
	if strings.HasPrefix(s, "'") && isFormula(s) {
		return s[1:]
	}
	return s
}
