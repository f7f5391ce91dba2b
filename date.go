package relations

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"
)

// A Date is a year, a month of a year, or a day: an ISO 8601 calendar date, as
// precise as its source is. The zero Date is an unknown date. Dates are
// comparable values. In a database a Date needs a column of text, since a column
// of dates holds days only.
type Date struct {
	Year  int16 // 1 to 9999
	Month uint8 // 1 to 12, or 0 where only the year is known
	Day   uint8 // 1 to 31, or 0 where only the month is known
}

// ParseDate reads a date as [Date.String] writes it: "2023", "2023-03" or
// "2023-03-20". White space around it does not matter. Errors are of type
// [*ParseError], with the reason [ErrSyntax], also for a day that the calendar
// does not have.
func ParseDate(text string) (Date, error) {
	s := strings.TrimSpace(text)
	var d Date
	ok := false
	switch len(s) {
	case 10:
		d.Day, ok = twoDigits(s[7:])
		if !ok || d.Day == 0 {
			break
		}
		fallthrough
	case 7:
		d.Month, ok = twoDigits(s[4:])
		if !ok || d.Month == 0 {
			break
		}
		fallthrough
	case 4:
		century, ok1 := twoDigits("-" + s[:2])
		year, ok2 := twoDigits("-" + s[2:4])
		d.Year, ok = int16(century)*100+int16(year), ok1 && ok2
	}
	if !ok || !d.IsValid() {
		return Date{}, &ParseError{Type: typeDate, Input: shorten(text), Err: ErrSyntax}
	}
	return d, nil
}

// twoDigits reads the hyphen and two digits with which s starts.
func twoDigits(s string) (uint8, bool) {
	tens, ones := s[1]-'0', s[2]-'0'
	return tens*10 + ones, s[0] == '-' && tens <= 9 && ones <= 9
}

// IsValid reports whether d is a date of the Gregorian calendar. The zero Date is
// not valid.
func (d Date) IsValid() bool {
	switch {
	case d.Year < 1 || d.Year > 9999 || d.Month > 12:
		return false
	case d.Month == 0:
		return d.Day == 0
	}
	return d.Day <= daysIn(d.Year, d.Month)
}

// daysIn returns the number of days in a month.
func daysIn(year int16, month uint8) uint8 {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// String returns the date as ISO 8601 writes it: "2023", "2023-03" or
// "2023-03-20". It is "no date" for the zero Date, and shows the numbers of
// any other invalid one.
func (d Date) String() string {
	switch {
	case d == Date{}:
		return "no date"
	case !d.IsValid():
		return fmt.Sprintf("Date(%d, %d, %d)", d.Year, d.Month, d.Day)
	}
	b, _ := d.AppendText(nil)
	return string(b)
}

// GoString returns d as Go source.
func (d Date) GoString() string {
	return fmt.Sprintf("relations.Date{Year: %d, Month: %d, Day: %d}", d.Year, d.Month, d.Day)
}

// Compare returns -1 if d is before e, 0 if they are the same, and +1 if d is
// after e. A date that is less precise comes before all that lie within it,
// and the zero Date before all others.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Contains reports whether t, in its own location, falls on d. Nothing falls
// on a date that is not valid.
func (d Date) Contains(t time.Time) bool {
	year, month, day := t.Date()
	return d.IsValid() && int(d.Year) == year &&
		(d.Month == 0 || time.Month(d.Month) == month) &&
		(d.Day == 0 || int(d.Day) == day)
}

// A dayNumber counts days, in months of 32.
type dayNumber int32

// first and last return the first and the last day of a valid date.
func (d Date) first() dayNumber {
	return dayNumber(d.Year)<<9 | dayNumber(max(d.Month, 1))<<5 | dayNumber(max(d.Day, 1))
}

func (d Date) last() dayNumber {
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = 31
	}
	return d.first()
}

// MarshalText returns the date as [Date.String] does. The zero Date is empty
// text; any other invalid value is an error, [ErrInvalid].
func (d Date) MarshalText() ([]byte, error) { return d.AppendText([]byte{}) }

// AppendText appends what [Date.MarshalText] returns.
func (d Date) AppendText(b []byte) ([]byte, error) {
	switch {
	case d == Date{}:
		return b, nil
	case !d.IsValid():
		return b, invalidValue(typeDate, d.String())
	}
	b = fmt.Appendf(b, "%04d", d.Year)
	if d.Month != 0 {
		b = fmt.Appendf(b, "-%02d", d.Month)
	}
	if d.Day != 0 {
		b = fmt.Appendf(b, "-%02d", d.Day)
	}
	return b, nil
}

// UnmarshalText reads what [ParseDate] reads. Empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error { return unmarshal(d, text, ParseDate) }

// Value returns the date for a database, as text. The zero Date is NULL; any other
// invalid value is an error, [ErrInvalid].
func (d Date) Value() (driver.Value, error) { return value(d) }

// Scan reads from a database, as string or bytes, what [ParseDate] reads, or the
// day of a [time.Time] in its own location. NULL and empty text are the zero
// Date.
func (d *Date) Scan(src any) error {
	if t, ok := src.(time.Time); ok {
		src = t.Format(time.DateOnly)
	}
	return scan(d, typeDate, src)
}
