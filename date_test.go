package relations_test

import (
	"slices"
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

func TestParseDate(t *testing.T) {
	for text, want := range map[string]relations.Date{
		"2023": ymd(2023, 0, 0), "2023-03": ymd(2023, 3, 0), "2023-03-20": ymd(2023, 3, 20), "0001": ymd(1, 0,
			0), "0987": ymd(987, 0, 0),
		"0001-01-01": ymd(1, 1, 1), "9999-12-31": ymd(9999, 12, 31), "2024-02-29": ymd(2024, 2,
			29), "2000-02-29": ymd(2000, 2, 29),
	} {
		d, err := relations.ParseDate(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, d)
		assert.Equal(t, text, d.String())
		assert.Equal(t, want, must(relations.ParseDate("\t "+text+"\n")))
	}
}

func TestParseDateErrors(t *testing.T) {
	for _, s := range []string{
		"", " ", "23", "202", "20233", "0000", "-2023", "+2023", "-001", "2023-", "2023-3", "2023-13", "2023-00",
		"2023-00-01", "2023-03-00", "2023-03-32",
		"2023-02-29", "1900-02-29", "2023-04-31", "2023/03", "2023/03/20", "2023-03/20", "2023 03 20", "20230320",
		"2023-03-2", "2023-3-20", "2023- 03", "2023-03-20T00:00:00Z",
		"٢٠٢٣", "２０２３", "2o23", "202a", "2023-0a", "2023-a3", "2023-03-0a", "x023", "2x23", "20:3", "2/23", "2023-03-+1",
		"no date", "\xff\xff\xff\xff", "2023\x00\x00\x00",
		strings.Repeat("2023-03-20", 100_000),
	} {
		d, err := relations.ParseDate(s)
		assert.ErrorIs(t, err, relations.ErrSyntax, "%.20q", s)
		assert.Zero(t, d)
		assert.Less(t, len(err.Error()), 150)
	}
	_, err := relations.ParseDate("2023-02-29")
	assert.EqualError(t, err, `relations: date "2023-02-29": malformed, want a date such as 2023, 2023-03 or 2023-03-20`)
}

// A year, month and day is valid if time.Date keeps it as it is.
func TestDateIsValid(t *testing.T) {
	for _, year := range []int16{-32768, -1, 0, 1, 4, 100, 400, 1582, 1900, 2000, 2023, 2024, 9999, 10000, 32767} {
		for month := range uint8(15) {
			for day := range uint8(35) {
				d := ymd(year, month, day)
				y, m, dd := time.Date(int(year), time.Month(max(month, 1)), int(max(day, 1)), 0, 0, 0, 0, time.UTC).Date()
				want := 1 <= year && year <= 9999 && y == int(year) && m == time.Month(max(month, 1)) &&
					dd == int(max(day, 1)) && (month > 0 || day == 0)
				require.Equal(t, want, d.IsValid(), "%d-%d-%d", year, month, day)
				text, err := d.MarshalText()
				require.Equal(t, want || d == relations.Date{}, err == nil)
				if want {
					require.Equal(t, d, must(relations.ParseDate(string(text))))
				}
			}
		}
	}
	assert.False(t, ymd(2023, 255, 255).IsValid())
}

func TestDateCompare(t *testing.T) {
	ordered := []relations.Date{
		{}, ymd(1, 0, 0), ymd(2022, 0, 0), ymd(2022, 12, 31), ymd(2023, 0, 0), ymd(2023, 1, 0), ymd(2023, 1, 1), ymd(2023,
			1, 2), ymd(2023, 2, 0), ymd(2023, 12, 31), ymd(9999, 12, 31),
	}
	for i, a := range ordered {
		for j, b := range ordered {
			assert.Equal(t, max(-1, min(i-j, 1)), a.Compare(b), "%v and %v", a, b)
		}
	}
	assert.True(t, slices.IsSortedFunc(ordered, relations.Date.Compare))
}

func TestDateContains(t *testing.T) {
	kiritimati := time.FixedZone("UTC+14", 14*60*60)
	for _, tt := range []struct {
		name string
		date relations.Date
		time time.Time
		want bool
	}{
		{"first moment of the year", ymd(2023, 0, 0), time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), true},
		{"last moment of the year", ymd(2023, 0, 0), time.Date(2023, 12, 31, 23, 59, 59, 999999999, time.UTC), true},
		{"moment before", ymd(2023, 0, 0), time.Date(2022, 12, 31, 23, 59, 59, 999999999, time.UTC), false},
		{"moment after", ymd(2023, 0, 0), time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{"month", ymd(2023, 3, 0), time.Date(2023, 3, 31, 23, 0, 0, 0, time.UTC), true},
		{"another month", ymd(2023, 3, 0), time.Date(2023, 4, 1, 0, 0, 0, 0, time.UTC), false},
		{"month of another year", ymd(2023, 3, 0), time.Date(2022, 3, 1, 0, 0, 0, 0, time.UTC), false},
		{"day", ymd(2023, 3, 20), time.Date(2023, 3, 20, 9, 0, 0, 0, time.UTC), true},
		{"day before", ymd(2023, 3, 20), time.Date(2023, 3, 19, 23, 59, 0, 0, time.UTC), false},
		{"day of another month", ymd(2023, 3, 20), time.Date(2023, 4, 20, 9, 0, 0, 0, time.UTC), false},
		{"day in the time's own location", ymd(2023, 3, 21), time.Date(2023, 3, 20, 12, 0, 0, 0, time.UTC).In(kiritimati),
			true},
		{"and not in UTC", ymd(2023, 3, 20), time.Date(2023, 3, 20, 12, 0, 0, 0, time.UTC).In(kiritimati), false},
		{"a year that is 2023 in 16 bits", ymd(2023, 0, 0), time.Date(2023+1<<16, 7, 1, 0, 0, 0, 0, time.UTC), false},
		{"no date", relations.Date{}, time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{"an invalid date", ymd(-1, 0, 0), time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{"a day that the calendar lacks", ymd(2023, 2, 29), time.Date(2023, 2, 29, 0, 0, 0, 0, time.UTC), false},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.date.Contains(tt.time)) })
	}
}

// A year lasts from its first day to its last, and a month does.
func TestDatesAsPeriods(t *testing.T) {
	claim := relations.Claim{ID: "A", From: relations.Italy, To: relations.France, Kind: relations.Trade, Source: "note"}
	for _, tt := range []struct {
		claim, asked string
		want         bool
	}{
		{"2023", "2023-01-01", true}, {"2023", "2023-12-31", true}, {"2023", "2022-12-31", false}, {"2023", "2024-01-01",
			false},
		{"2023-02", "2023-02-28", true}, {"2023-02", "2023-03-01", false}, {"2023-02", "2023-01-31", false}, {"2024-02",
			"2024-02-29", true},
		{"2023-02-28", "2023", true}, {"2023-02-28", "2023-02", true}, {"2023-02-28", "2023-03", false}, {"2023-02-28",
			"2023-02-28", true}, {"2023-02-28", "2023-02-27", false},
	} {
		claim.Start, claim.End = must(relations.ParseDate(tt.claim)), must(relations.ParseDate(tt.claim))
		d, err := relations.New(fixtureHeader, fixtureSources, []relations.Claim{claim})
		require.NoError(t, err)
		asked := must(relations.ParseDate(tt.asked))
		assert.Equal(t, tt.want, len(slices.Collect(d.Claims(relations.During(asked, asked)))) == 1, "%s during %s",
			tt.claim, tt.asked)
	}
}

func TestDateScansTime(t *testing.T) {
	old := ymd(1999, 0, 0)
	for _, tt := range []struct {
		name string
		time time.Time
		want relations.Date
	}{
		{"day in its own location", time.Date(2023, 3, 20, 23, 30, 0, 0, time.FixedZone("", -5*60*60)), ymd(2023, 3, 20)},
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

// The package time is the plain twin of ParseDate.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"", "2023", "2023-03", "2023-03-20", "2023-02-29", "2024-02-29", "0000", "9999-12-31",
		"2023/03", "x023", "2023-03-", "２０２３", " 2023\n"} {
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
			t.Fatalf("%q is %v, %v; want it read: %t", s, d, err, want)
		}
	})
}
