package relations_test

import (
	"database/sql"
	"database/sql/driver"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// What package sql asks of the types.
var (
	_ sql.Scanner   = (*relations.Country)(nil)
	_ sql.Scanner   = (*relations.SupportKind)(nil)
	_ sql.Scanner   = (*relations.Date)(nil)
	_ driver.Valuer = relations.Country(0)
	_ driver.Valuer = relations.SupportKind(0)
	_ driver.Valuer = relations.Date{}
)

func TestValue(t *testing.T) {
	for _, tt := range []struct {
		name  string
		value driver.Valuer
		want  driver.Value
	}{
		{"country", relations.Iran, "IR"},
		{"no country", relations.Country(0), nil},
		{"kind", relations.ArmsTransfer, "arms-transfer"},
		{"no kind", relations.SupportKind(0), nil},
		{"date", date(2023, 3), "2023-03"},
		{"no date", relations.Date{}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v, err := tt.value.Value()
			require.NoError(t, err)
			assert.Equal(t, tt.want, v)
		})
	}
}

type scanTest[T any] struct {
	name string
	src  any
	want T
	err  error
}

// testScan scans what a database may hold into variables with an old value.
func testScan[T any, P interface {
	*T
	sql.Scanner
}](t *testing.T, old T, tests []scanTest[T]) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := old
			err := P(&got).Scan(tt.src)
			assert.ErrorIs(t, err, tt.err)
			assert.Equal(t, tt.want, got, "an error leaves the destination as it was")
			if err != nil {
				var parseError *relations.ParseError
				require.ErrorAs(t, err, &parseError)
				assert.Less(t, len(parseError.Input), 120, "a short piece")
			}
		})
	}
}

func TestCountryScan(t *testing.T) {
	testScan(t, relations.Syria, []scanTest[relations.Country]{
		{"NULL", nil, 0, nil},
		{"string", "IR", relations.Iran, nil},
		{"bytes", []byte("irn"), relations.Iran, nil},
		{"a name", "Iran, Islamic Republic of", relations.Iran, nil},
		{"empty string", "", 0, nil},
		{"empty bytes", []byte{}, 0, nil},
		{"nil bytes", []byte(nil), 0, nil},
		{"long and unknown", strings.Repeat("Atlantis ", 20), relations.Syria, relations.ErrUnknown},
		{"unknown", "Atlantis", relations.Syria, relations.ErrUnknown},
		{"number", int64(364), relations.Syria, relations.ErrSyntax},
		{"float", 3.64, relations.Syria, relations.ErrSyntax},
		{"bool", true, relations.Syria, relations.ErrSyntax},
		{"time", time.Now(), relations.Syria, relations.ErrSyntax},
		{"pointer", new(string), relations.Syria, relations.ErrSyntax},
		{"a Country", relations.Iran, relations.Syria, relations.ErrSyntax},
	})
	assert.EqualError(t, new(relations.Country).Scan(int64(364)), `relations: country in a column of type "int64": malformed`)
}

func TestSupportKindScan(t *testing.T) {
	testScan(t, relations.Visit, []scanTest[relations.SupportKind]{
		{"NULL", nil, 0, nil},
		{"string", "trade", relations.Trade, nil},
		{"bytes", []byte("TRADE"), relations.Trade, nil},
		{"empty", "", 0, nil},
		{"unknown", "help", relations.Visit, relations.ErrUnknown},
		{"number", int64(1), relations.Visit, relations.ErrSyntax},
	})
}

func TestDateScan(t *testing.T) {
	before := date(1999)
	testScan(t, before, []scanTest[relations.Date]{
		{"NULL", nil, relations.Date{}, nil},
		{"empty", "", relations.Date{}, nil},
		{"string", "2023-03", date(2023, 3), nil},
		{"bytes", []byte("2023"), date(2023), nil},
		{"time", time.Date(2023, 3, 20, 23, 30, 0, 0, time.FixedZone("", -5*60*60)), date(2023, 3, 20), nil},
		{"zero time", time.Time{}, date(1, 1, 1), nil},
		{"time beyond the years", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), before, relations.ErrSyntax},
		{"time before the years", time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), before, relations.ErrSyntax},
		{"number", int64(2023), before, relations.ErrSyntax},
		{"timestamp", "2023-03-20 00:00:00", before, relations.ErrSyntax},
		{"pointer to time", new(time.Time), before, relations.ErrSyntax},
	})
}
