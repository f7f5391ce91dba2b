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

// maxDocument is the size of the largest document that is read, in bytes.
const maxDocument = 256 << 20

// Decode reads a dataset from a JSON document such as [Dataset.Encode] writes: an
// object with the keys subject, version, sources and claims, of which subject and
// claims are required. The keys of a source are id, title, publisher, published and
// url; those of a claim id, from, to, mutual, kind, start, end, asserted_by, denied_by,
// others, summary, source and section.
//
// Subject, from and to are read by [ParseCountry], kinds by [ParseSupportKind], dates
// by [ParseDate], and the countries in an array as codes. Mutual is true or false; all
// other values are strings. null is a fault.
//
// Decode is strict. These are faults, besides those that [New] reports: a key that is
// not listed here, or occurs twice in an object; a value of another type; an unpaired
// surrogate. [Faults] lists them all, up to a hundred, in the order of the document,
// each with its line. A document that cannot be read to its end, is larger than 256
// MiB, is not UTF-8, or is not JSON, is a single fault. If there is any fault, there is
// no dataset. The error of r itself is found by [errors.Is].
func Decode(r io.Reader) (Dataset, error) {
	text, err := readDocument(r, maxDocument)
	if err != nil {
		return Dataset{}, err
	}
	return decodeJSON(text)
}

// UnmarshalJSON reads what [Decode] reads. It sets d only if there is no fault; null
// leaves d as it is. Lines are counted from the start of data.
func (d *Dataset) UnmarshalJSON(data []byte) error {
	if d == nil {
		return &DataError{Err: invalidValue("destination", "nil")}
	}
	if string(data) == "null" {
		return nil
	}
	decoded, err := Decode(bytes.NewReader(data))
	if err != nil {
		return err
	}
	*d = decoded
	return nil
}

// DecodeCSV reads claims from a table such as [Dataset.EncodeCSV] writes, and returns a
// dataset of them with the given header and sources. The first row names the columns:
// id, from, to, mutual, kind, start, end, asserted_by, denied_by, others, summary,
// source and section, in this order, separated by commas. From and to are read by
// [ParseCountry]. Mutual is true or false, and never empty; several countries are codes
// with spaces between them; all else that is unknown or does not apply is empty. The
// apostrophe that EncodeCSV puts before a formula is removed. A byte order mark at the
// start is ignored.
//
// Faults and the size limit are as for [Decode]. Faults of the header and the sources
// have no line. A table that was cut off between two rows cannot be told from a whole
// one.
func DecodeCSV(r io.Reader, h Header, sources []Source) (Dataset, error) {
	text, err := readDocument(r, maxDocument)
	if err != nil {
		return Dataset{}, err
	}
	c := newChecker(h, slices.Clone(sources), nil)
	c.text, c.fieldOffset = bytes.TrimPrefix(text, []byte("\ufeff")), cellOffset
	if err := c.readTable(); err != nil {
		return Dataset{}, err
	}
	return c.dataset()
}

// readDocument reads r to its end. The text must be UTF-8.
func readDocument(r io.Reader, limit int) ([]byte, error) {
	if r == nil {
		return nil, &DataError{Err: fmt.Errorf("%w: no reader", ErrMissing)}
	}
	text, err := io.ReadAll(io.LimitReader(&strictReader{r: r}, int64(limit)+1))
	if err != nil {
		return nil, &DataError{Err: fmt.Errorf("reading, after %d bytes: %w", len(text), err)}
	}
	if len(text) > limit {
		return nil, &DataError{Err: fmt.Errorf("%w: the document has more than %d bytes", ErrLimit, limit)}
	}
	return text, checkUTF8(text)
}

// A strictReader checks what a Reader returns.
type strictReader struct {
	r    io.Reader
	idle int // reads in a row without a byte
}

func (s *strictReader) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if n < 0 || n > len(p) {
		return 0, errors.New("the reader returned an impossible count")
	}
	if s.idle++; n > 0 {
		s.idle = 0
	} else if err == nil && s.idle == 100 {
		err = io.ErrNoProgress
	}
	return n, err
}

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

// documentError is the error for bytes that are not a document at all.
func documentError(line int, err error) error {
	return &DataError{Line: line, Err: fmt.Errorf("%w: %w", ErrSyntax, err)}
}

// lineAt returns the line of an offset in text.
func lineAt(text []byte, offset int) int { return 1 + bytes.Count(text[:offset], []byte("\n")) }

// decodeJSON decodes a document in UTF-8. It is validated once; all that walks through
// it then relies on that.
func decodeJSON(text []byte) (Dataset, error) {
	if err := json.Unmarshal(text, new(json.RawMessage)); err != nil {
		line := 1
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			line = lineAt(text, max(0, int(syntax.Offset)-1))
		}
		return Dataset{}, documentError(line, err)
	}
	c := newChecker(Header{}, nil, nil)
	c.text, c.fieldOffset = text, valueOffset
	start, _ := jsontext.Next(text, 0)
	c.headerPlaces = []place{{offset: start, decoded: true}}
	if text[start] != '{' {
		return Dataset{}, documentError(lineAt(text, start), errors.New("not an object"))
	}
	read, unread := readObject(c, element{}, start, documentFields, c)
	for i, f := range documentFields {
		if f.required && read>>i&1 == 0 {
			c.add(element{}, f.name, ErrMissing)
			unread |= 1 << i
		}
	}
	c.headerPlaces[0].unread = unread
	return c.dataset()
}

// readObject reads the object at an offset into v. It returns bits for the fields that
// it found, and for those that it could not read.
func readObject[T any](c *checker, e element, at int, fields []field[T], v *T) (found, unread uint16) {
	if c.text[at] != '{' {
		c.addAt(e, "", at, fmt.Errorf("%w: not an object", ErrSyntax))
		return 0, 1<<16 - 1
	}
	for m := range jsontext.Members(c.text, at) {
		if c.full {
			break
		}
		i := slices.IndexFunc(fields, func(f field[T]) bool { return f.name == m.Key })
		switch {
		case m.Err != nil:
			c.addAt(e, "", m.KeyStart, fmt.Errorf("%w: %w", ErrSyntax, m.Err))
		case i < 0:
			c.addAt(e, shorten(m.Key), m.KeyStart, fmt.Errorf("%w, not one of the keys %s", ErrUnknown, strings.Join(fieldNames(fields), " ")))
		case found>>i&1 != 0:
			c.addAt(e, m.Key, m.KeyStart, ErrDuplicate)
		default:
			found |= 1 << i
			if !c.readValue(e, m.Key, fields[i].of(v), m.Start, m.End) {
				unread |= 1 << i
			}
		}
	}
	return found, unread
}

// readValue reads the value with the given bounds into v, and reports whether it could.
// The faults of elements of arrays are noted where they are.
func (c *checker) readValue(e element, name string, v any, start, end int) bool {
	var err error
	switch v := v.(type) {
	case *[]Source:
		c.noSource = c.text[start] != '['
		return c.readArray(e, name, start, elementReader(c, name, v, &c.sourcePlaces, sourceFields, c.checkSource))
	case *[]Claim:
		return c.readArray(e, name, start, elementReader(c, name, v, &c.claimPlaces, claimFields, c.checkClaim))
	case *CountrySet:
		return c.readArray(e, name, start, func(start, end int) error {
			code, err := unquote(c.text[start:end])
			if err != nil {
				return err
			}
			return v.addCode(code)
		})
	case *bool:
		if *v = string(c.text[start:end]) == "true"; !*v && string(c.text[start:end]) != "false" {
			err = fmt.Errorf("%w: not true or false", ErrSyntax)
		}
	default:
		var s string
		if s, err = unquote(c.text[start:end]); err == nil {
			err = setText(v, s)
		}
	}
	if err != nil {
		c.addAt(e, name, start, err)
	}
	return err == nil
}

// elementReader returns a function that reads an object into a new element of a list,
// and checks it.
func elementReader[T any](c *checker, list string, elements *[]T, places *[]place, fields []field[T], check func(int)) func(start, end int) error {
	return func(start, _ int) error {
		i := len(*elements)
		*elements = appendDoubling(*elements, *new(T))
		*places = appendDoubling(*places, place{offset: start, decoded: true})
		_, (*places)[i].unread = readObject(c, element{list, i}, start, fields, &(*elements)[i])
		check(i)
		return nil
	}
}

// appendDoubling is append, but always doubles the capacity, so that what is allocated
// in all is in proportion to what is read.
func appendDoubling[T any](list []T, v T) []T {
	if len(list) == cap(list) {
		list = slices.Grow(list, len(list)+1)
	}
	return append(list, v)
}

// readArray calls read with the bounds of each element of the array at an offset. It
// reports whether there was no error.
func (c *checker) readArray(e element, name string, at int, read func(start, end int) error) bool {
	if c.text[at] != '[' {
		c.addAt(e, name, at, fmt.Errorf("%w: not an array", ErrSyntax))
		return false
	}
	ok := true
	for start, end := jsontext.Next(c.text, at+1); start < end && !c.full; start, end = jsontext.Next(c.text, end) {
		if err := read(start, end); err != nil {
			c.addAt(e, name, start, err)
			ok = false
		}
	}
	return ok
}

// valueOffset is the fieldOffset of JSON.
func valueOffset(text []byte, element int, name string) int {
	for m := range jsontext.Members(text, element) {
		if m.Key == name {
			return m.Start
		}
	}
	return element
}

// unquote returns the string that raw stands for, a value of valid JSON.
func unquote(raw []byte) (string, error) {
	s, err := jsontext.Unquote(raw)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	return s, nil
}

// setText sets what v points to from its text, as CSV has all values.
func setText(v any, text string) error {
	switch v := v.(type) {
	case *string:
		*v = text
		return nil
	case *bool:
		lower := strings.ToLower(text)
		if *v = lower == "true"; !*v && lower != "false" {
			return refusal("truth value", text, ErrSyntax, "want true or false")
		}
		return nil
	}
	return v.(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
}

// textOf returns the text of what v points to, which has been checked.
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

// fieldNames returns the names of fields, in order.
func fieldNames[T any](fields []field[T]) []string {
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	return names
}

// readTable reads the claims of a table. It returns an error if the text is not such a
// table.
func (c *checker) readTable() error {
	first, err := csvtext.Next(c.text, 0, len(claimFields))
	if err := checkColumns(c.text, first); err != nil {
		return err
	}
	for at := first.End; at < len(c.text) && err == nil; { // the whole table must be well formed
		var row csvtext.Row
		row, err = csvtext.Next(c.text, at, 0)
		at = row.End
		if err != nil {
			return documentError(lineAt(c.text, at), err)
		}
	}
	for row := first; !c.full; {
		row, _ = csvtext.Next(c.text, row.End, len(claimFields))
		if row.Count == 0 {
			break
		}
		c.readRow(row)
	}
	return nil
}

// checkColumns checks the first row of a table.
func checkColumns(text []byte, first csvtext.Row) error {
	if first.Count == len(claimFields) && slices.EqualFunc(first.Cells, claimFields, func(c csvtext.Cell, f field[Claim]) bool { return c.Text == f.name }) {
		return nil
	}
	trimmed := bytes.TrimLeft(text, "\r\n")
	line := lineAt(text, len(text)-len(trimmed))
	raw, _, _ := bytes.Cut(trimmed, []byte("\n"))
	want := strings.Join(fieldNames(claimFields), ",")
	have := strings.NewReplacer(`"`, "", "\r", "").Replace(string(raw[:min(len(raw), 3*len(want))]))
	switch have {
	case "":
		return documentError(1, errors.New("no first row"))
	case strings.ReplaceAll(want, ",", ";"), strings.ReplaceAll(want, ",", "\t"):
		return documentError(line, errors.New("the columns are separated by semicolons or tabs, want commas"))
	}
	return documentError(line, fmt.Errorf("the first row is %q, want %q", shorten(have), want))
}

// readRow reads a claim from a row.
func (c *checker) readRow(row csvtext.Row) {
	i, at := len(c.claims), row.Cells[0].Start
	e := element{"claims", i}
	c.claims = appendDoubling(c.claims, Claim{})
	c.claimPlaces = appendDoubling(c.claimPlaces, place{offset: at, decoded: true})
	claim, p := &c.claims[i], &c.claimPlaces[i]
	if row.Count != len(claimFields) {
		c.addAt(e, "", at, fmt.Errorf("%w: %d fields, want %d", ErrSyntax, row.Count, len(claimFields)))
		p.unread = 1<<16 - 1
		return
	}
	for f, cell := range row.Cells {
		if err := setText(claimFields[f].of(claim), unguard(cell.Text)); err != nil {
			p.unread |= 1 << f
			c.addAt(e, claimFields[f].name, cell.Start, err)
		}
	}
	c.checkClaim(i)
}

// cellOffset is the fieldOffset of CSV.
func cellOffset(text []byte, element int, name string) int {
	row, _ := csvtext.Next(text, element, len(claimFields))
	return row.Cells[slices.IndexFunc(claimFields, func(f field[Claim]) bool { return f.name == name })].Start
}

// Encode writes d as a JSON document, in UTF-8, with a line for each source and each
// claim. [Decode] reads it back to an equal dataset. The error of w itself is found by
// [errors.Is].
func (d Dataset) Encode(w io.Writer) error {
	text, _ := d.MarshalJSON()
	return write(w, text)
}

// MarshalJSON returns what [Dataset.Encode] writes.
func (d Dataset) MarshalJSON() ([]byte, error) {
	data := d.data()
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"subject\": %q,\n  \"version\": %s", data.header.Subject.Alpha2(), jsonOf(data.header.Version))
	encodeList(&b, "sources", data.sources)
	encodeList(&b, "claims", data.claims)
	b.WriteString("\n}\n")
	return b.Bytes(), nil
}

// encodeList writes a key and an array with a line for each element.
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

// jsonOf returns v, which has been checked, as JSON without escapes for HTML.
func jsonOf(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // what has been checked is marshaled without an error
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// write writes text to w at once.
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

// EncodeCSV writes the claims of d as a table, in UTF-8, as RFC 4180 defines it but
// with line feeds alone. [DecodeCSV] reads it back, given the header and the sources of
// d. The error of w itself is found by [errors.Is].
//
// A spreadsheet takes a cell for a formula if it starts with one of = + - @, also in
// their full-width forms. Such a cell gets an apostrophe before it, as spreadsheets
// mark text, and so does one that starts with apostrophes before such a character;
// DecodeCSV removes it.
func (d Dataset) EncodeCSV(w io.Writer) error {
	var b bytes.Buffer
	rows := csv.NewWriter(&b) // a Buffer returns no errors
	row := fieldNames(claimFields)
	_ = rows.Write(row)
	claims := d.data().claims
	for i := range claims {
		for f := range claimFields {
			row[f] = guard(textOf(claimFields[f].of(&claims[i])))
		}
		_ = rows.Write(row)
	}
	rows.Flush()
	return write(w, b.Bytes())
}

// isFormula reports whether a spreadsheet takes s, without the apostrophes at its
// start, for a formula.
func isFormula(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'"))
	return strings.ContainsRune("=+-@＝＋－＠", r)
}

// guard returns s as a cell that no spreadsheet takes for a formula.
func guard(s string) string {
	if isFormula(s) {
		return "'" + s
	}
	return s
}

// unguard inverts guard. It leaves a formula that was not guarded as it is.
func unguard(s string) string {
	if strings.HasPrefix(s, "'") && isFormula(s) {
		return s[1:]
	}
	return s
}
