package interop

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	_ "github.com/glebarez/go-sqlite"
	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"
	"github.com/jmoiron/sqlx/reflectx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

// The tables that the tests fill. The columns are the fields of a row, by their
// names in JSON; those of package relations are TEXT.
var (
	claims  = slices.Collect(relations.Claims())
	partner = slices.Collect(relations.All())
	records = []record{full, {}}
	ballots = rollCall(1)
)

// A ballot is a row of a roll call.
type ballot struct {
	Resolution relations.Resolution
	Country    relations.Country
	Vote       relations.Vote
}

func rollCall(r relations.Resolution) []ballot {
	var rows []ballot
	for c := range relations.UNMembers().All() {
		rows = append(rows, ballot{r, c, r.Vote(c)})
	}
	return rows
}

// columns returns the names of the columns of T, quoted, since some are words of SQL.
func columns[T any]() []string {
	var names []string
	for f := range reflect.TypeFor[T]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = strings.ToLower(f.Name)
		}
		names = append(names, `"`+name+`"`)
	}
	return names
}

// createTable returns the statement that creates a table of rows T. Column n is
// for the index of the row.
func createTable[T any](table string) string {
	b := "CREATE TEMP TABLE " + table + " (n INTEGER PRIMARY KEY"
	for i, column := range columns[T]() {
		typ := "TEXT"
		if reflect.TypeFor[T]().Field(i).Type.Kind() == reflect.Bool {
			typ = "BOOLEAN"
		}
		b += ", " + column + " " + typ
	}
	return b + ")"
}

// open returns a database with one connection, since a temporary table belongs
// to a connection.
func open(t *testing.T, driver, dsn string) *sqlx.DB {
	db, err := sqlx.Open(driver, dsn)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, db.Close()) })
	db.SetMaxOpenConns(1)
	db.Mapper = reflectx.NewMapperFunc("json", strings.ToLower)
	return db
}

func TestSQLite(t *testing.T) {
	db := open(t, "sqlite", filepath.Join(t.TempDir(), "claims.db"))
	testSQL(t, db)

	// SQLite keeps a number in a DATE column if the text looks like one. So such
	// a column cannot hold a year alone.
	for _, test := range []struct {
		name string
		date relations.Date
		err  error
	}{
		{"day", relations.Date{Year: 2023, Month: 3, Day: 20}, nil},
		{"month", relations.Date{Year: 2023, Month: 3}, nil},
		{"year", relations.Date{Year: 2023}, relations.ErrSyntax},
		{"zero", relations.Date{}, nil},
	} {
		t.Run("DATE/"+test.name, func(t *testing.T) {
			_, err := db.Exec("DROP TABLE IF EXISTS days; CREATE TEMP TABLE days (day DATE)")
			require.NoError(t, err)
			_, err = db.Exec("INSERT INTO days VALUES ($1)", test.date)
			require.NoError(t, err)
			var have relations.Date
			err = db.Get(&have, "SELECT day FROM days")
			require.ErrorIs(t, err, test.err)
			if test.err == nil {
				assert.Equal(t, test.date, have)
			}
		})
	}
}

// testSQL tests what holds in any database with text columns.
func testSQL(t *testing.T, db *sqlx.DB) {
	testTable(t, db, "claims", claims)
	testTable(t, db, "partners", partner)
	testTable(t, db, "records", records)
	testTable(t, db, "ballots", ballots)

	t.Run("columns hold text", func(t *testing.T) {
		have := map[string]any{}
		require.NoError(t, db.QueryRowx("SELECT "+strings.Join(columns[record](),
			", ")+" FROM records WHERE n = 0").MapScan(have))
		assert.Empty(t, cmp.Diff(map[string]any{"country": "NO", "kind": "arms-transfer", "date": "2023-03-20",
			"countries": "BY IR",
			"kinds":     "visit military", "vote": "not voting", "resolution": "A/RES/ES-11/1", "standing": "alleged"}, have))
	})

	t.Run("a literal finds votes, in the order of the codes", func(t *testing.T) {
		var have []relations.Country
		require.NoError(t, db.Select(&have, "SELECT country FROM ballots WHERE vote = 'against' ORDER BY country"))
		assert.NotEmpty(t, have)
		assert.Empty(t, cmp.Diff(slices.Collect(relations.Resolution(1).Voters(relations.Against).All()), have))
	})

	t.Run("dates sort as Compare does", func(t *testing.T) {
		var have []relations.Date
		require.NoError(t, db.Select(&have, "SELECT start FROM claims WHERE start IS NOT NULL ORDER BY start"))
		assert.NotEmpty(t, have)
		assert.True(t, slices.IsSortedFunc(have, relations.Date.Compare), "%v", have)
	})

	t.Run("sql.Null", func(t *testing.T) {
		testNull(t, db, full.Country)
		testNull(t, db, full.Kind)
		testNull(t, db, full.Date)
		testNull(t, db, full.Countries)
		testNull(t, db, full.Kinds)
		testNull(t, db, full.Vote)
		testNull(t, db, full.Resolution)
		testNull(t, db, full.Standing)
	})

	for f := range reflect.TypeFor[record]().Fields() {
		t.Run("a number is no "+f.Name, func(t *testing.T) {
			var n int
			assert.NoError(t, db.Get(&n, "SELECT 1"))
			assert.ErrorIs(t, db.QueryRow("SELECT 1").Scan(reflect.New(f.Type).Interface()), relations.ErrSyntax)
		})
	}

	for _, test := range []struct {
		name, text string
		want       any
		err        error
	}{
		{"country by name", "Iran, Islamic Republic of", relations.Iran, nil},
		{"country by alpha-3", "irn", relations.Iran, nil},
		{"country by number in text", "364", relations.Iran, nil},
		{"empty country", "", relations.Country(0), nil},
		{"unknown country", "Atlantis", relations.Country(0), relations.ErrUnknown},
		{"ambiguous country", "Korea", relations.Country(0), relations.ErrAmbiguous},
		{"kind in capitals", "Arms-Transfer", relations.ArmsTransfer, nil},
		{"unknown kind", "applause", relations.SupportKind(0), relations.ErrUnknown},
		{"number of a kind in text", "13", relations.SupportKind(0), relations.ErrUnknown},
		{"day in no calendar", "2023-02-30", relations.Date{}, relations.ErrSyntax},
		{"vote as the UN writes it", "Y", relations.InFavor, nil},
		{"resolution without a prefix", "ES-11/1", relations.Resolution(1), nil},
		{"unknown resolution", "ES-11/99", relations.Resolution(0), relations.ErrUnknown},
		{"unknown standing", "certain", relations.Standing(0), relations.ErrUnknown},
		{"countries in any order", "IR  BY", full.Countries, nil},
		{"unknown country in a set", "IR ZZ", relations.CountrySet{}, relations.ErrUnknown},
		{"kinds, a category alone", "military visit", full.Kinds, nil},
	} {
		t.Run("scan/"+test.name, func(t *testing.T) {
			have := reflect.New(reflect.TypeOf(test.want))
			require.ErrorIs(t, db.QueryRow("SELECT CAST($1 AS TEXT)", test.text).Scan(have.Interface()), test.err)
			assert.Equal(t, test.want, have.Elem().Interface())
		})
	}

	for name, forged := range invalidRecords {
		t.Run("forged/"+name, func(t *testing.T) {
			assert.ErrorIs(t, insert(db, "records", 99, forged), relations.ErrInvalid)
			var n int
			require.NoError(t, db.Get(&n, "SELECT count(*) FROM records WHERE n = 99"))
			assert.Zero(t, n)
		})
	}
}

func insert[T any](db *sqlx.DB, table string, n int, row T) error {
	names := strings.Join(columns[T](), ", ")
	values := ":" + strings.ReplaceAll(strings.ReplaceAll(names, `"`, ""), " ", " :")
	_, err := db.NamedExec(fmt.Sprintf("INSERT INTO %s (n, %s) VALUES (%d, %s)", table, names, n, values), row)
	return err
}

// testTable stores rows in a table of their own, reads them back, and finds each
// by each of its columns.
func testTable[T any](t *testing.T, db *sqlx.DB, table string, rows []T) {
	_, err := db.Exec(createTable[T](table))
	require.NoError(t, err)
	for n, row := range rows {
		require.NoError(t, insert(db, table, n, row), "%+v", row)
	}
	t.Run(table, func(t *testing.T) {
		var have []T
		require.NoError(t, db.Select(&have, "SELECT "+strings.Join(columns[T](), ", ")+" FROM "+table+" ORDER BY n"))
		assert.Empty(t, cmp.Diff(rows, have))
	})
	for i, column := range columns[T]() {
		t.Run(table+" WHERE "+column, func(t *testing.T) {
			find := func(condition string, args ...any) []int {
				var found []int
				require.NoError(t, db.Select(&found, "SELECT n FROM "+table+" WHERE "+column+condition+" ORDER BY n", args...))
				return found
			}
			want := map[any][]int{} // the rows with a value
			for n, row := range rows {
				v := reflect.ValueOf(row).Field(i).Interface()
				want[v] = append(want[v], n)
			}
			for v, rows := range want {
				stored, err := driver.DefaultParameterConverter.ConvertValue(v)
				require.NoError(t, err)
				if stored == nil {
					assert.Equal(t, rows, find(" IS NULL"))
					assert.Empty(t, find(" = $1", v), "NULL equals nothing")
					continue
				}
				literal := "'" + strings.ReplaceAll(fmt.Sprint(stored), "'", "''") + "'"
				if _, ok := stored.(bool); ok {
					literal = fmt.Sprint(stored)
				}
				assert.Equal(t, rows, find(" = $1", v), "%v", v)
				assert.Equal(t, rows, find(" = "+literal), literal)
			}
		})
	}
}

// testNull sends v and NULL through the database as sql.Null.
func testNull[T any](t *testing.T, db *sqlx.DB, v T) {
	for _, want := range []sql.Null[T]{{V: v, Valid: true}, {}} {
		have := sql.Null[T]{V: v, Valid: !want.Valid}
		require.NoError(t, db.QueryRow("SELECT CAST($1 AS TEXT)", want).Scan(&have))
		assert.Equal(t, want, have)
	}
}
