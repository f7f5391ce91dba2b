package relations_test

import (
	"encoding"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/warmrelations/relations"
)

// checkParse checks what is true of every function that parses a text: it
// gives a value or an error, a *ParseError with a known reason and a short
// message; a value is written as text that is read back as the same.
func checkParse[T interface {
	comparable
	encoding.TextMarshaler
}](t *testing.T, text string, parse func(string) (T, error)) (T, bool) {
	t.Helper()
	v, err := parse(text)
	var zero T
	if err != nil {
		if v != zero {
			t.Fatalf("%q is %v beside an error", text, v)
		}
		var e *relations.ParseError
		if !errors.As(err, &e) {
			t.Fatalf("%q: %v is no *ParseError", text, err)
		}
		if !errors.Is(err, relations.ErrSyntax) && !errors.Is(err, relations.ErrUnknown) && !errors.Is(err, relations.ErrAmbiguous) {
			t.Fatalf("%q: %v has no known reason", text, err)
		}
		if len(err.Error()) > 500 || len(e.Input) > 60 {
			t.Fatalf("%.60q: a message of %d bytes", text, len(err.Error()))
		}
		if errors.Is(err, relations.ErrAmbiguous) == e.Candidates().IsEmpty() {
			t.Fatalf("%q: candidates %v of %v", text, e.Candidates(), err)
		}
		return v, false
	}
	if v == zero {
		t.Fatalf("%q is zero without an error", text)
	}
	written, err := v.MarshalText()
	if err != nil {
		t.Fatalf("%q is %v, which cannot be written: %v", text, v, err)
	}
	if back, err := parse(string(written)); err != nil || back != v {
		t.Fatalf("%q is %v, written %q, which is %v, %v", text, v, written, back, err)
	}
	return v, true
}

func FuzzParseCountry(f *testing.F) {
	names := map[relations.Country][]string{}
	for _, row := range readTSV(f, "iso3166.tsv", 4) {
		names[iso(row[0])] = append(names[iso(row[0])], row[3])
		f.Add(row[3])
	}
	for _, s := range []string{
		"", " ", "IR", "irn", "364", "N/A", "4", "TÜRKİYE", "türkıye", "Co\u0302te d'Ivoire", "Korea", "Korea, Dem. People's Rep.", "China, Republic of",
		"St. Vincent & the Grenadines", "Сhina", "Китаи", "the the the", "France\x00", "\xff", "France\u202e", "\u200b", "中国", "إيران", strings.Repeat("&", 254), strings.Repeat("the ", 64),
		strings.Repeat(" ", 60) + "Korea",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := checkParse(t, s, relations.ParseCountry)
		if len(s) > 256 && ok {
			t.Fatalf("%d bytes are accepted", len(s))
		}
		if !utf8.ValidString(s) && ok {
			t.Fatalf("%q is %v, but is no UTF-8", s, c)
		}
		trimmed := strings.TrimSpace(s)
		// What the plain lookup finds, the fast one finds: codes as they stand,
		// and ISO's names whatever their case.
		if len(s) <= 256 && isASCII(trimmed) {
			code := strings.ToUpper(trimmed)
			for country, list := range names {
				plain := code == country.Alpha2() || code == country.Alpha3() || code == country.Numeric()
				plain = plain || isASCII(s) && slices.ContainsFunc(list, func(name string) bool { return strings.EqualFold(trimmed, name) })
				if plain && c != country {
					t.Fatalf("%q is %v, want %v", s, c, country)
				}
			}
		}
		if len(trimmed) < 4 && isASCII(trimmed) && ok && len(trimmed) == 3 && strings.Trim(trimmed, "0123456789") == "" && c.Numeric() != trimmed {
			t.Fatalf("%q is %v", s, c)
		}
		if ok && isASCII(s) {
			for _, same := range []string{strings.ToUpper(s), strings.ToLower(s), trimmed} {
				if d, err := relations.ParseCountry(same); d != c {
					t.Fatalf("%q is %v, but %q is %v, %v", s, c, same, d, err)
				}
			}
		}
	})
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

func FuzzParseSupportKind(f *testing.F) {
	for _, k := range supportKinds {
		f.Add(k.name)
		f.Add(" " + strings.ToUpper(k.name) + "\n")
	}
	f.Add("")
	f.Add("ban\u212aing")
	f.Add("trade\x00")
	f.Fuzz(func(t *testing.T, s string) {
		k, ok := checkParse(t, s, relations.ParseSupportKind)
		var want relations.SupportKind
		for _, row := range supportKinds {
			if strings.EqualFold(strings.TrimSpace(s), row.name) {
				want = row.kind
			}
		}
		if k != want || ok != (want != 0) {
			t.Fatalf("%q is %v, want %v", s, k, want)
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"", "2023", "2023-03", "2023-03-20", "2023-02-29", "2024-02-29", "0000", "9999-12-31", "2023-13", "2023/03", "20230320", "x023", "2023-03-", "２０２３", " 2023\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := checkParse(t, s, relations.ParseDate)
		// The plain twin is the package time, without the white space around.
		s = strings.TrimSpace(s)
		want := false
		for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
			if at, err := time.Parse(layout, s); err == nil && len(s) == len(layout) && at.Year() > 0 {
				want = true
				if ok && !d.Contains(at) {
					t.Fatalf("%q is %v, which does not hold %v", s, d, at)
				}
			}
		}
		if ok != want {
			t.Fatalf("%q: accepted %t, want %t", s, ok, want)
		}
		if ok && d.String() != s {
			t.Fatalf("%q is written %q", s, d)
		}
	})
}

// checkDecoded checks that what decodes can be encoded, and decodes again to
// the same, and that what does not gives no dataset and a *DataError.
func checkDecoded(t *testing.T, d relations.Dataset, err error) {
	t.Helper()
	if err != nil {
		var e *relations.DataError
		if d != (relations.Dataset{}) || !errors.As(err, &e) {
			t.Fatalf("%v, %v", d, err)
		}
		if faults := dataErrors(err); len(faults) == 0 || len(faults) > 102 || len(err.Error()) > 100_000 {
			t.Fatalf("%d faults in %d bytes", len(faults), len(err.Error()))
		}
		return
	}
	text := encodeJSON(t, d)
	back, err := relations.Decode(strings.NewReader(text))
	if err != nil || !back.Equal(d) {
		t.Fatalf("%v\n%s", err, text)
	}
	if again := encodeJSON(t, back); again != text {
		t.Fatalf("%s\n%s", text, again)
	}
	table := encodeCSV(t, d)
	back, err = relations.DecodeCSV(strings.NewReader(table), d.Header(), slices.Collect(d.Sources()))
	if err != nil || !back.Equal(d) {
		t.Fatalf("%v\n%s", err, table)
	}
	checkAgainstModel(t, d, d.Header(), slices.Collect(d.Sources()), slices.Collect(d.Claims()))
}

func FuzzDecode(f *testing.F) {
	f.Add(smallDocument)
	f.Add(encodeJSON(f, relations.Embedded()))
	f.Add(encodeJSON(f, relations.Dataset{}))
	for _, edit := range [][2]string{
		{`"kind": "visit"`, `"k\u0069nd": "visit", "note": {"a": [1, "}"]}`}, {`["US"]`, `[["US", null], {}]`}, {`"X"`, `"\ud800\u2028\\\""`}, {`"X"`, "\"\xff\""},
		{`"version": "1",`, `"version": "1", "version": "1",`}, {`"claims": [`, `"claims": null, "x": [`}, {"]\n}\n", "]\n}\n{}"}, {`"A-2"`, `"A-1"`}, {`"RU",`, `null,`},
	} {
		f.Add(strings.Replace(smallDocument, edit[0], edit[1], 1))
	}
	for _, s := range []string{"", "{", "[]", `{"claims":[`, `{"subject":"","claims":[]}`, "\ufeff{}", "{]", `{"":{}}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := relations.Decode(strings.NewReader(s))
		checkDecoded(t, d, err)
		if one, err2 := relations.Decode(&slowReader{s}); !one.Equal(d) || (err == nil) != (err2 == nil) {
			t.Fatalf("read a few bytes at a time: %v, %v", one, err2)
		}
	})
}

func FuzzDecodeCSV(f *testing.F) {
	f.Add(smallTable)
	f.Add(encodeCSV(f, relations.Embedded()))
	for _, s := range []string{"", "\n", tableHead, tableHead + "short\n", tableHead + `"`, tableHead + "A,IR,RU,false,trade,,,,,,\"a\r\nb\",s,\n", tableHead + "\\.,IR,RU,true,visit,,,,,, x ,s,\"\"\r\n", "\ufeff" + smallTable} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sources := []relations.Source{{ID: "s"}, {ID: "nyt-2023-03"}}
		d, err := relations.DecodeCSV(strings.NewReader(s), soundHeader, sources)
		checkDecoded(t, d, err)
		if one, err2 := relations.DecodeCSV(&slowReader{s}, soundHeader, sources); !one.Equal(d) || (err == nil) != (err2 == nil) {
			t.Fatalf("read a few bytes at a time: %v, %v", one, err2)
		}
	})
}

// slowReader gives one to seven bytes at a time, and now and then none.
type slowReader struct{ rest string }

func (r *slowReader) Read(p []byte) (int, error) {
	n := copy(p[:min(len(p), len(r.rest)%8)], r.rest)
	r.rest = r.rest[n:]
	if n == 0 && r.rest != "" {
		n = copy(p[:1], r.rest)
		r.rest = r.rest[n:]
	}
	if r.rest == "" {
		return n, io.EOF
	}
	return n, nil
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"", "IR", "Korea", "trade", "2023-03", "2023-03-20 10:00:00", "\xff", " ", "364"} {
		f.Add(s, int64(len(s)))
	}
	f.Fuzz(func(t *testing.T, s string, n int64) {
		c, k, d := relations.Syria, relations.Visit, date(1999)
		checkScan(t, &c, s, relations.ParseCountry)
		checkScan(t, &k, s, relations.ParseSupportKind)
		checkScan(t, &d, s, relations.ParseDate)
		before := d
		for _, src := range []any{n, float64(n), n%2 == 0, &s, []string{s}} {
			if c.Scan(src) == nil || k.Scan(src) == nil || d.Scan(src) == nil {
				t.Fatalf("%T is accepted", src)
			}
		}
		at := time.Unix(n, 0).UTC()
		err := d.Scan(at)
		if inRange := at.Year() >= 1 && at.Year() <= 9999; inRange != (err == nil) || inRange != d.Contains(at) && inRange || !inRange && d != before {
			t.Fatalf("%v is %v, %v", at, d, err)
		}
	})
}

// checkScan checks that a column with a text is read as the text is parsed.
func checkScan[T comparable, P interface {
	*T
	Scan(any) error
}](t *testing.T, dst P, s string, parse func(string) (T, error)) {
	t.Helper()
	before := *dst
	want, err := parse(s)
	if s == "" {
		err = nil
	} else if err != nil {
		want = before
	}
	for _, src := range []any{s, []byte(s)} {
		*dst = before
		if got := dst.Scan(src); (got == nil) != (err == nil) || *dst != want {
			t.Fatalf("%T %q is %v, %v; want %v, %v", src, s, *dst, got, want, err)
		}
	}
	if got := dst.Scan(nil); got != nil || *dst != *new(T) {
		t.Fatalf("NULL is %v, %v", *dst, got)
	}
	*dst = before
}

func FuzzUnmarshalText(f *testing.F) {
	for _, s := range []string{"", " ", "IR", "BY IR SY", "trade", "trade visit", "2023-03", "reported", "ES-11/1", "in favor", `["IR"]`, `["IR",null]`, `null`, `"BY IR"`, `["trade"]`, "\xff", "no kind"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, k, d, s, r, v := relations.Syria, relations.Visit, date(1999), relations.Alleged, relations.Resolution(2), relations.Against
		cs, ks := isoSet("FR"), relations.KindsOf(relations.Visit)
		checkText(t, &c, b)
		checkText(t, &k, b)
		checkText(t, &d, b)
		checkText(t, &s, b)
		checkText(t, &r, b)
		checkText(t, &v, b)
		checkText(t, &cs, b)
		checkText(t, &ks, b)
		checkList(t, &cs, b)
		checkList(t, &ks, b)
	})
}

// checkText checks that a text is read, and then written as one that is read
// back as the same, or is an error that leaves the destination as it was.
func checkText[T interface {
	comparable
	encoding.TextMarshaler
}, P interface {
	*T
	encoding.TextUnmarshaler
}](t *testing.T, dst P, b []byte) {
	t.Helper()
	before, input := *dst, string(b)
	err := dst.UnmarshalText(b)
	if string(b) != input {
		t.Fatalf("%T wrote to its input", dst)
	}
	if err != nil {
		var e *relations.ParseError
		if *dst != before || !errors.As(err, &e) || len(err.Error()) > 500 {
			t.Fatalf("%T from %q: %v, %v", dst, b, *dst, err)
		}
		return
	}
	text, err := (*dst).MarshalText()
	if err != nil {
		t.Fatalf("%T from %q cannot be written: %v", dst, b, err)
	}
	back := before
	if err := P(&back).UnmarshalText(text); err != nil || back != *dst {
		t.Fatalf("%T from %q is %v, written %q, read %v, %v", dst, b, *dst, text, back, err)
	}
}

// checkList does the same for JSON.
func checkList[T interface {
	comparable
	MarshalJSON() ([]byte, error)
}, P interface {
	*T
	UnmarshalJSON([]byte) error
}](t *testing.T, dst P, b []byte) {
	t.Helper()
	before := *dst
	if err := dst.UnmarshalJSON(b); err != nil {
		var e *relations.ParseError
		if *dst != before || !errors.As(err, &e) || len(err.Error()) > 500 {
			t.Fatalf("%T from %q: %v, %v", dst, b, *dst, err)
		}
		return
	}
	text, err := (*dst).MarshalJSON()
	if err != nil {
		t.Fatalf("%T from %q cannot be written: %v", dst, b, err)
	}
	back := before
	if err := P(&back).UnmarshalJSON(text); err != nil || back != *dst {
		t.Fatalf("%T from %q is %v, written %s, read %v, %v", dst, b, *dst, text, back, err)
	}
}
