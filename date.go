package relations

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"
)

// A Date is an ISO 8601 calendar date that is as precise as its source: a year, a month or
// a day. The zero Date is an unknown date. Dates are comparable values. In a database,
// store a Date in a text column: a column of type DATE can only contain days.
type Date struct {
	Year  int16 // 1 to 9999
	Month uint8 // 1 to 12, or 0 if only the year is known
	Day   uint8 // 1 to 31, or 0 if only the year or the month is known
}

// ParseDate parses a date in the form that [Date.String] returns: "2023", "2023-03" or
// "2023-03-20". It ignores surrounding white space. The error is a [*ParseError] that
// wraps [ErrSyntax]. A day that does not exist, such as 2023-02-29, is an error too.
func ParseDate(s string) (Date, error) {
	text := strings.TrimSpace(s)
	for i, layout := range [...]string{"2006", "2006-01", "2006-01-02"} {
		if len(text) != len(layout) {
			continue
		}
		t, err := time.Parse(layout, text)
		if err != nil || t.Year() == 0 {
			break
		}
		d := Date{Year: int16(t.Year())}
		if i > 0 {
			d.Month = uint8(t.Month())
		}
		if i > 1 {
			d.Day = uint8(t.Day())
		}
		return d, nil
	}
	return Date{}, parseError(typeDate, s, ErrSyntax, "want a date such as 2023, 2023-03 or 2023-03-20")
}

// IsValid reports whether d is a date of the Gregorian calendar. The zero Date is not
// valid.
func (d Date) IsValid() bool {
	switch {
	case d.Year < 1 || d.Year > 9999 || d.Month > 12:
		return false
	case d.Month == 0:
		return d.Day == 0
	case d.Day <= 28:
		return true
	}
	_, month, _ := time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC).Date()
	return month == time.Month(d.Month) // time.Date turns February 30 into March
}

// String returns the date in the form of ISO 8601: "2023", "2023-03" or "2023-03-20". It
// returns "no date" for the zero Date, and text such as "Date(2023, 2, 30)" for any other
// invalid value.
func (d Date) String() string {
	switch {
	case d == Date{}:
		return "no date"
	case !d.IsValid():
		return fmt.Sprintf("Date(%d, %d, %d)", d.Year, d.Month, d.Day)
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// GoString returns d as Go source, such as relations.Date{Year: 2023, Month: 3, Day: 0}.
func (d Date) GoString() string {
	return fmt.Sprintf("relations.Date{Year: %d, Month: %d, Day: %d}", d.Year, d.Month, d.Day)
}

// Compare returns -1 if d is before e, 0 if they are the same, and +1 if d is after e.
// A less precise date sorts before the dates within it. The zero Date sorts first.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Contains reports whether t, in its own location, is within d. It returns false if d is
// not valid.
func (d Date) Contains(t time.Time) bool {
	year, month, day := t.Date()
	return d.IsValid() && int(d.Year) == year &&
		(d.Month == 0 || time.Month(d.Month) == month) &&
		(d.Day == 0 || int(d.Day) == day)
}

// A dayNumber is a number for a day, in the order of days: year<<9 | month<<5 | day. So
// 2023-03-20 is 2023<<9 | 3<<5 | 20.
type dayNumber int32

// first returns the first day of a valid date.
func (d Date) first() dayNumber {
	return dayNumber(d.Year)<<9 | dayNumber(max(d.Month, 1))<<5 | dayNumber(max(d.Day, 1))
}

// last returns the last day of a valid date.
func (d Date) last() dayNumber {
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = uint8(time.Date(int(d.Year), time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
	}
	return d.first()
}

// MarshalText returns the same text as [Date.String], or empty text for the zero Date. For
// any other invalid value the error wraps [ErrInvalid].
func (d Date) MarshalText() ([]byte, error) {
	name := ""
	if d.IsValid() {
		name = d.String()
	}
	return marshal(d, typeDate, name)
}

// UnmarshalText parses a date with [ParseDate]. Empty text is the zero Date. On an error, d
// does not change.
func (d *Date) UnmarshalText(text []byte) error { return unmarshal(d, text, ParseDate) }

// Value returns the text as a string, or NULL for the zero Date. For any other
// invalid value the error wraps [ErrInvalid].
func (d Date) Value() (driver.Value, error) { return value(d) }

// Scan parses a string or []byte with UnmarshalText. For a [time.Time] it uses the day in
// the location of the time; a year outside 1 to 9999 is an error. NULL and the zero Time
// are the zero Date. For a value of another type the error wraps [ErrSyntax]. On an
// error, d does not change.
func (d *Date) Scan(src any) error {
	switch t, ok := src.(time.Time); {
	case ok && t.IsZero():
		src = nil
	case ok:
		src = t.Format(time.DateOnly)
	}
	return scan(d, typeDate, src)
}

// GormDataType returns "text", the type that GORM gives the column.
func (Date) GormDataType() string { return "text" }
