package interop

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	_ "github.com/glebarez/go-sqlite"
	"github.com/jmoiron/sqlx"
	"github.com/jmoiron/sqlx/reflectx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

// Rows of the tables.
var (
	claims   = slices.Collect(relations.Claims())
	partners = slices.Collect(relations.All())
	records  = []record{full, {}}
)

// columns returns the columns of T, separated by commas. These are the JSON names of its fields,
// in quotes, since some of them are SQL keywords.
func columns[T any]() string {
	var names []string
	for f := range reflect.TypeFor[T]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, `"`+cmp.Or(name, strings.ToLower(f.Name))+`"`)
	}
	return strings.Join(names, ",")
}

// createTable returns the statement that creates a table with rows of type T. Column n is the
// index of the row. The columns for values are TEXT.
func createTable[T any](table string) string {
	b := "CREATE TEMP TABLE " + table + " (n INTEGER PRIMARY KEY"
	for i, column := range strings.Split(columns[T](), ",") {
		typ := "TEXT"
		if reflect.TypeFor[T]().Field(i).Type.Kind() == reflect.Bool {
			typ = "BOOLEAN"
		}
		b += ", " + column + " " + typ
	}
	return b + ")"
}

// insertion returns the statement that inserts a row, and its arguments.
func insertion[T any](table string, n int, row T) (string, []any) {
	args, values := []any{n}, "$1"
	for i := range reflect.TypeFor[T]().NumField() {
		args = append(args, reflect.ValueOf(row).Field(i).Interface())
		values += fmt.Sprintf(", $%d", len(args))
	}
	return "INSERT INTO " + table + " VALUES (" + values + ")", args
}

// open returns a database with one connection, because a temporary table belongs to a connection.
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
	testTable(t, db, "claims", claims)
	testTable(t, db, "partners", partners)
	testTable(t, db, "records", records)

	t.Run("columns contain text", func(t *testing.T) {
		have := map[string]any{}
		require.NoError(t, db.QueryRowx("SELECT "+columns[record]()+" FROM records WHERE n = 0").MapScan(have))
		assert.Equal(t, map[string]any{
			"country": "NO", "kind": "arms-transfer", "date": "2023-03-20", "countries": "BY IR", "kinds": "visit military",
			"vote": "not voting", "resolution": "A/RES/ES-11/1", "standing": "alleged",
		}, have)
	})

	t.Run("dates sort as Compare does", func(t *testing.T) {
		var have []relations.Date
		require.NoError(t, db.Select(&have, "SELECT start FROM claims WHERE start IS NOT NULL ORDER BY start"))
		assert.NotEmpty(t, have)
		assert.True(t, slices.IsSortedFunc(have, relations.Date.Compare), "%v", have)
	})

	// SQLite converts text that looks like a number to a number in a DATE column. So such a
	// column cannot contain a year without a month.
	for date, want := range map[relations.Date]error{
		full.Date: nil, {Year: 2023, Month: 3}: nil, {}: nil, {Year: 2023}: relations.ErrSyntax,
	} {
		t.Run("DATE/"+date.String(), func(t *testing.T) {
			_, err := db.Exec("DROP TABLE IF EXISTS days; CREATE TEMP TABLE days (day DATE)")
			require.NoError(t, err)
			_, err = db.Exec("INSERT INTO days VALUES ($1)", date)
			require.NoError(t, err)
			var have relations.Date
			require.ErrorIs(t, db.Get(&have, "SELECT day FROM days"), want)
			if want == nil {
				assert.Equal(t, date, have)
			}
		})
	}
}

// testTable stores rows in a table, reads them back, and finds each by each of its
// columns. The zero value is NULL.
func testTable[T any](t *testing.T, db *sqlx.DB, table string, rows []T) {
	_, err := db.Exec(createTable[T](table))
	require.NoError(t, err)
	for n, row := range rows {
		statement, args := insertion(table, n, row)
		_, err := db.Exec(statement, args...)
		require.NoError(t, err, "%+v", row)
	}
	t.Run(table, func(t *testing.T) {
		var have []T
		require.NoError(t, db.Select(&have, "SELECT "+columns[T]()+" FROM "+table+" ORDER BY n"))
		assert.Equal(t, rows, have)
	})
	for i, column := range strings.Split(columns[T](), ",") {
		t.Run(table+" WHERE "+column, func(t *testing.T) {
			want := map[any][]int{} // the indexes of the rows, by value
			for n, row := range rows {
				v := reflect.ValueOf(row).Field(i).Interface()
				want[v] = append(want[v], n)
			}
			for v, rows := range want {
				condition, args := " = $1", []any{v}
				if stored, err := driver.DefaultParameterConverter.ConvertValue(v); err == nil && stored == nil {
					condition, args = " IS NULL", nil
				}
				var have []int
				query := "SELECT n FROM " + table + " WHERE " + column + condition + " ORDER BY n"
				require.NoError(t, db.Select(&have, query, args...))
				assert.Equal(t, rows, have, "%v", v)
			}
		})
	}
}
