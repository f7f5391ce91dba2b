package relations_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// ymd returns the date of a year, and of a month and day unless they are 0.
func ymd(year int16, month, day uint8) relations.Date {
	return relations.Date{Year: year, Month: month, Day: day}
}

// A date is valid if time.Date does not change it. The text of a valid date is that of
// time.Format, and parses to the same date.
func TestDateIsValid(t *testing.T) {
	for _, year := range []int16{
		-32768, -1, 0, 1, 4, 100, 400, 987, 1582, 1900, 2000, 2023, 2024, 9999, 10000, 32767,
	} {
		for month := range uint8(15) {
			for day := range uint8(35) {
				d, layout := ymd(year, month, day), "2006"
				if month > 0 {
					layout = "2006-01"
				}
				if day > 0 {
					layout = "2006-01-02"
				}
				m, n := time.Month(max(month, 1)), int(max(day, 1))
				first := time.Date(int(year), m, n, 0, 0, 0, 0, time.UTC)
				want := 1 <= year && year <= 9999 && first.Month() == m && first.Day() == n && (month > 0 || day == 0)
				require.Equal(t, want, d.IsValid(), "%d-%d-%d", year, month, day)
				text, err := d.MarshalText()
				require.Equal(t, want || d == relations.Date{}, err == nil)
				if want {
					require.Equal(t, first.Format(layout), string(text))
					require.Equal(t, string(text), d.String())
					require.Equal(t, d, must(relations.ParseDate("\t "+string(text)+"\n")))
				}
			}
		}
	}
	assert.False(t, ymd(2023, 255, 255).IsValid())
}

func TestDateCompare(t *testing.T) {
	ordered := []relations.Date{
		{}, ymd(1, 0, 0), ymd(2022, 0, 0), ymd(2022, 12, 31), ymd(2023, 0, 0), ymd(2023, 1, 0), ymd(2023, 1, 1),
		ymd(2023, 1, 2), ymd(2023, 2, 0), ymd(2023, 12, 31), ymd(9999, 12, 31),
	}
	for i, a := range ordered {
		for j, b := range ordered {
			assert.Equal(t, max(-1, min(i-j, 1)), a.Compare(b), "%v and %v", a, b)
		}
	}
}

func TestDateContains(t *testing.T) {
	kiritimati, noon := time.FixedZone("UTC+14", 14*60*60), time.Date(2023, 3, 20, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name string
		date relations.Date
		time time.Time
		want bool
	}{
		{"first moment of the year", ymd(2023, 0, 0), time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), true},
		{"last moment of the year", ymd(2023, 0, 0), time.Date(2023, 12, 31, 23, 59, 59, 999999999, time.UTC), true},
		{"the moment before", ymd(2023, 0, 0), time.Date(2022, 12, 31, 23, 59, 59, 999999999, time.UTC), false},
		{"the moment after", ymd(2023, 0, 0), time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{"month", ymd(2023, 3, 0), time.Date(2023, 3, 31, 23, 0, 0, 0, time.UTC), true},
		{"another month", ymd(2023, 3, 0), time.Date(2023, 4, 1, 0, 0, 0, 0, time.UTC), false},
		{"month of another year", ymd(2023, 3, 0), time.Date(2022, 3, 1, 0, 0, 0, 0, time.UTC), false},
		{"day", ymd(2023, 3, 20), time.Date(2023, 3, 20, 9, 0, 0, 0, time.UTC), true},
		{"day before", ymd(2023, 3, 20), time.Date(2023, 3, 19, 23, 59, 0, 0, time.UTC), false},
		{"day of another month", ymd(2023, 3, 20), time.Date(2023, 4, 20, 9, 0, 0, 0, time.UTC), false},
		{"day in the location of the time", ymd(2023, 3, 21), noon.In(kiritimati), true},
		{"day in UTC", ymd(2023, 3, 20), noon.In(kiritimati), false},
		{"a year whose low 16 bits are 2023", ymd(2023, 0, 0), time.Date(2023+1<<16, 7, 1, 0, 0, 0, 0, time.UTC), false},
		{"no date", relations.Date{}, time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{"an invalid date", ymd(-1, 0, 0), time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{"no such day", ymd(2023, 2, 29), time.Date(2023, 2, 29, 0, 0, 0, 0, time.UTC), false},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.date.Contains(tt.time)) })
	}
}

func TestDateScansTime(t *testing.T) {
	old := ymd(1999, 0, 0)
	for _, tt := range []struct {
		name string
		time time.Time
		want relations.Date
	}{
		{"day in its location", time.Date(2023, 3, 20, 23, 30, 0, 0, time.FixedZone("", -5*60*60)), ymd(2023, 3, 20)},
		{"zero time", time.Time{}, relations.Date{}},
		{"year 10000", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), old},
		{"year 0", time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), old},
		{"year -1", time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), old},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := old
			if err := got.Scan(tt.time); tt.want == old {
				assert.ErrorIs(t, err, relations.ErrSyntax)
			} else {
				assert.NoError(t, err)
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestDateGoString(t *testing.T) {
	assert.Equal(t, "relations.Date{Year: 2023, Month: 3, Day: 0}", ymd(2023, 3, 0).GoString())
	assert.Equal(t, "relations.Date{Year: -1, Month: 13, Day: 255}", ymd(-1, 13, 255).GoString())
}

// FuzzDate compares ParseDate with time.Parse.
func FuzzDate(f *testing.F) {
	for _, s := range []string{
		"", "2023", "2023-03", "2023-03-20", "2023-02-29", "2024-02-29", "0000", "9999-12-31", "2023/03", "x023",
		"2023-03-", "２０２３", " 2023\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := relations.ParseDate(s)
		trimmed, want := strings.TrimSpace(s), false
		for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
			if at, err := time.Parse(layout, trimmed); err == nil && len(trimmed) == len(layout) && at.Year() > 0 {
				want = d.Contains(at) && d.String() == trimmed
			}
		}
		if want != (err == nil) {
			t.Fatalf("%q is %v, %v; want no error: %t", s, d, err, want)
		}
	})
}
