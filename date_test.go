package relations_test

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

func date(year int16, monthDay ...uint8) relations.Date {
	d := relations.Date{Year: year}
	if len(monthDay) > 0 {
		d.Month = monthDay[0]
	}
	if len(monthDay) > 1 {
		d.Day = monthDay[1]
	}
	return d
}

func TestDates(t *testing.T) {
	for _, tt := range []struct {
		text string
		want relations.Date
	}{
		{"2023", date(2023)}, {"2023-03", date(2023, 3)}, {"2023-03-20", date(2023, 3, 20)},
		{"0001", date(1)}, {"9999-12-31", date(9999, 12, 31)}, {"0001-01-01", date(1, 1, 1)}, {"0987", date(987)},
		{"2024-02-29", date(2024, 2, 29)}, {"2000-02-29", date(2000, 2, 29)}, {"2023-02-28", date(2023, 2, 28)},
		{"2023-04-30", date(2023, 4, 30)}, {"2023-01-31", date(2023, 1, 31)}, {"2023-12-31", date(2023, 12, 31)},
	} {
		t.Run(tt.text, func(t *testing.T) {
			d, err := relations.ParseDate(tt.text)
			require.NoError(t, err)
			assert.Equal(t, tt.want, d)
			assert.True(t, d.IsValid())
			assert.Equal(t, tt.text, d.String())
			text, err := d.MarshalText()
			require.NoError(t, err)
			assert.Equal(t, tt.text, string(text))
			v, err := d.Value()
			require.NoError(t, err)
			assert.Equal(t, driver.Value(tt.text), v)
			var back relations.Date
			require.NoError(t, back.Scan([]byte(tt.text)))
			assert.Equal(t, tt.want, back)
		})
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{
		"", " ", "23", "202", "20233", "0000", "-2023", "+2023", "-001", "2023-", "2023-3", "2023-13", "2023-00", "2023-00-01", "2023-03-00", "2023-03-32",
		"2023-02-29", "1900-02-29", "2100-02-29", "2023-04-31", "2023-06-31", "2023-09-31", "2023-11-31", "2024-02-30",
		"2023/03", "2023/03/20", "2023-03/20", "2023 03 20", "20230320", "2023-03-2", "2023-03-200", "2023-3-20", "20 23", "2023- 03", "2023-03-20T00:00:00Z",
		"٢٠٢٣", "２０２３", "2o23", "202a", "2023-0a", "2023-a3", "2023-03-0a", "2023-03-a0", "x023", "2x23", "20x3", "2023-03-+1", "no date", "\xff\xff\xff\xff", "2023\x00\x00\x00",
		strings.Repeat("2023-03-20", 100000),
	} {
		d, err := relations.ParseDate(s)
		assert.ErrorIs(t, err, relations.ErrSyntax, "%.20q", s)
		assert.Zero(t, d)
		if err != nil {
			assert.Less(t, len(err.Error()), 120)
		}
	}
	_, err := relations.ParseDate("2023-02-29")
	assert.EqualError(t, err, `relations: date "2023-02-29": malformed`)
}

func TestEveryDayOfACalendar(t *testing.T) {
	// Every year, month and day that time.Date keeps as it is, and no other, is valid.
	for _, year := range []int16{1, 4, 100, 400, 1582, 1900, 1999, 2000, 2023, 2024, 2100, 9996, 9999} {
		for month := uint8(0); month < 15; month++ {
			for day := uint8(0); day < 35; day++ {
				d := relations.Date{Year: year, Month: month, Day: day}
				var want bool
				switch {
				case month == 0:
					want = day == 0
				case day == 0:
					want = month <= 12
				default:
					y, m, dd := time.Date(int(year), time.Month(month), int(day), 0, 0, 0, 0, time.UTC).Date()
					want = y == int(year) && m == time.Month(month) && dd == int(day)
				}
				require.Equal(t, want, d.IsValid(), "%d-%d-%d", year, month, day)
				text, err := d.MarshalText()
				require.Equal(t, want, err == nil)
				if want {
					back, err := relations.ParseDate(string(text))
					require.NoError(t, err)
					require.Equal(t, d, back)
				}
			}
		}
	}
}

func TestZeroAndForgedDates(t *testing.T) {
	var zero relations.Date
	assert.False(t, zero.IsValid())
	assert.Equal(t, "no date", zero.String())
	assert.Equal(t, "relations.Date{Year: 0, Month: 0, Day: 0}", zero.GoString())
	assert.Equal(t, "relations.Date{Year: 2023, Month: 3, Day: 0}", fmt.Sprintf("%#v", date(2023, 3)))
	text, err := zero.MarshalText()
	require.NoError(t, err)
	assert.Empty(t, text)
	v, err := zero.Value()
	require.NoError(t, err)
	assert.Nil(t, v)
	assert.False(t, zero.Contains(time.Time{}))
	assert.False(t, zero.Contains(time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)))

	for _, d := range []relations.Date{
		date(0, 3), date(0, 0, 1), date(0, 3, 20), date(-1), date(math.MinInt16), date(10000), date(math.MaxInt16),
		date(2023, 13), date(2023, 255), date(2023, 0, 1), date(2023, 2, 29), date(2023, 3, 32), date(2023, 3, 255),
	} {
		t.Run(d.String(), func(t *testing.T) {
			assert.False(t, d.IsValid())
			assert.Equal(t, fmt.Sprintf("Date(%d, %d, %d)", d.Year, d.Month, d.Day), d.String())
			_, err := d.MarshalText()
			assert.ErrorIs(t, err, relations.ErrInvalid)
			_, err = d.Value()
			assert.ErrorIs(t, err, relations.ErrInvalid)
			_, err = json.Marshal(d)
			assert.ErrorIs(t, err, relations.ErrInvalid)
			b, err := d.AppendText([]byte("x"))
			assert.ErrorIs(t, err, relations.ErrInvalid)
			assert.Equal(t, "x", string(b))
			assert.False(t, d.Contains(time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC)))
		})
	}
}

func TestDateCompare(t *testing.T) {
	ordered := []relations.Date{
		{}, date(1), date(2022), date(2022, 12, 31), date(2023), date(2023, 1), date(2023, 1, 1), date(2023, 1, 2), date(2023, 2), date(2023, 3),
		date(2023, 3, 20), date(2023, 12), date(2023, 12, 31), date(2024), date(9999, 12, 31),
	}
	for i, a := range ordered {
		for j, b := range ordered {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			assert.Equal(t, want, a.Compare(b), "%v and %v", a, b)
		}
	}
}

func TestDateContains(t *testing.T) {
	kiritimati := time.FixedZone("UTC+14", 14*60*60)
	for _, tt := range []struct {
		name string
		date relations.Date
		time time.Time
		want bool
	}{
		{"the year", date(2023), time.Date(2023, 7, 1, 12, 0, 0, 0, time.UTC), true},
		{"its first moment", date(2023), time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), true},
		{"its last moment", date(2023), time.Date(2023, 12, 31, 23, 59, 59, 999999999, time.UTC), true},
		{"the moment before", date(2023), time.Date(2022, 12, 31, 23, 59, 59, 999999999, time.UTC), false},
		{"the moment after", date(2023), time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{"the month", date(2023, 3), time.Date(2023, 3, 31, 23, 0, 0, 0, time.UTC), true},
		{"another month", date(2023, 3), time.Date(2023, 4, 1, 0, 0, 0, 0, time.UTC), false},
		{"the month of another year", date(2023, 3), time.Date(2022, 3, 1, 0, 0, 0, 0, time.UTC), false},
		{"the day", date(2023, 3, 20), time.Date(2023, 3, 20, 9, 0, 0, 0, time.UTC), true},
		{"the day before", date(2023, 3, 20), time.Date(2023, 3, 19, 23, 59, 0, 0, time.UTC), false},
		{"the day of another month", date(2023, 3, 20), time.Date(2023, 4, 20, 9, 0, 0, 0, time.UTC), false},
		{"in the time's own location", date(2023, 3, 21), time.Date(2023, 3, 20, 12, 0, 0, 0, time.UTC).In(kiritimati), true},
		{"and not in UTC", date(2023, 3, 20), time.Date(2023, 3, 20, 12, 0, 0, 0, time.UTC).In(kiritimati), false},
		{"a year that wraps to 2023 in 16 bits", date(2023), time.Date(2023+1<<16, 7, 1, 0, 0, 0, 0, time.UTC), false},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.date.Contains(tt.time)) })
	}
}

func TestDateJSON(t *testing.T) {
	type record struct {
		Date, None relations.Date
		Absent     relations.Date `json:",omitzero"`
		ByDate     map[relations.Date]int
	}
	in := record{Date: date(2023, 3), ByDate: map[relations.Date]int{date(2022): 1, {}: 2}}
	b, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"Date":"2023-03","None":"","ByDate":{"":2,"2022":1}}`, string(b))
	var out record
	require.NoError(t, json.Unmarshal(b, &out))
	assert.Empty(t, gocmp.Diff(in, out))
	d := date(2023)
	assert.Error(t, json.Unmarshal([]byte(`2023`), &d))
	assert.ErrorIs(t, json.Unmarshal([]byte(`"yesterday"`), &d), relations.ErrSyntax)
	assert.Equal(t, date(2023), d)
}
