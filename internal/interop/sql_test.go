package interop

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
	_ "modernc.org/sqlite"
)

// A row of the table that the tests fill.
type row struct {
	ID      string
	Partner relations.Country
	Kind    relations.SupportKind
	Start   relations.Date
}

const createTable = "CREATE TEMP TABLE claims (id TEXT PRIMARY KEY, partner TEXT, kind TEXT, start TEXT)"

var rows = []row{
	{"day", relations.Iran, relations.ArmsTransfer, relations.Date{Year: 2022, Month: 10, Day: 17}},
	{"month", relations.China, relations.Visit, relations.Date{Year: 2023, Month: 3}},
	{"not in the embedded claims", 'N'<<8 | 'O', relations.Background, relations.Date{Year: 1}},
	{"year", relations.Belarus, relations.Military, relations.Date{Year: 2022}},
	{"zero", 0, 0, relations.Date{}},
}

// openTable returns a database with one connection, since a temporary table
// is seen by that alone, and the rows in the table.
func openTable(t *testing.T, driver, dsn string) *sql.DB {
	db, err := sql.Open(driver, dsn)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, db.Close()) })
	db.SetMaxOpenConns(1)
	_, err = db.Exec(createTable)
	require.NoError(t, err)
	for _, r := range rows {
		_, err = db.Exec("INSERT INTO claims VALUES ($1, $2, $3, $4)", r.ID, r.Partner, r.Kind, r.Start)
		require.NoError(t, err, r.ID)
	}
	return db
}

func TestSQLite(t *testing.T) {
	db := openTable(t, "sqlite", filepath.Join(t.TempDir(), "claims.db"))
	testColumns(t, db)

	// A column that is declared DATE holds numbers where the text looks like
	// one, so that it is no place for dates of reduced precision.
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
			err = db.QueryRow("SELECT day FROM days").Scan(&have)
			require.ErrorIs(t, err, test.err)
			if test.err == nil {
				assert.Equal(t, test.date, have)
			}
		})
	}
}

// testColumns states what holds in any database with text columns.
func testColumns(t *testing.T, db *sql.DB) {
	t.Run("what is inserted is scanned", func(t *testing.T) {
		all, err := db.Query("SELECT id, partner, kind, start FROM claims ORDER BY id")
		require.NoError(t, err)
		defer all.Close()
		var have []row
		for all.Next() {
			r := row{"old", relations.Syria, relations.Trade, relations.Date{Year: 1999}} // which a NULL must clear
			require.NoError(t, all.Scan(&r.ID, &r.Partner, &r.Kind, &r.Start))
			have = append(have, r)
		}
		require.NoError(t, all.Err())
		assert.Empty(t, cmp.Diff(rows, have))
	})

	t.Run("columns hold codes and names", func(t *testing.T) {
		var partner, kind, start string
		require.NoError(t, db.QueryRow("SELECT partner, kind, start FROM claims WHERE id = 'day'").Scan(&partner, &kind, &start))
		assert.Equal(t, []string{"IR", "arms-transfer", "2022-10-17"}, []string{partner, kind, start})
	})

	for _, test := range []struct {
		name, where string
		args        []any
		want        []string
	}{
		{"country", "partner = $1", []any{relations.Iran}, []string{"day"}},
		{"kind", "kind = $1", []any{relations.Military}, []string{"year"}}, // the category alone
		{"date", "start = $1", []any{relations.Date{Year: 2023, Month: 3}}, []string{"month"}},
		{"dates in the order of Compare", "start >= $1", []any{relations.Date{Year: 2022}}, []string{"day", "month", "year"}},
		{"two countries", "partner IN ($1, $2)", []any{relations.Belarus, relations.China}, []string{"month", "year"}},
		{"NULL", "partner IS NULL AND kind IS NULL AND start IS NULL", nil, []string{"zero"}},
		{"zero is NULL, which equals nothing", "partner = $1", []any{relations.Country(0)}, nil},
	} {
		t.Run("WHERE/"+test.name, func(t *testing.T) {
			found, err := db.Query("SELECT id FROM claims WHERE "+test.where+" ORDER BY id", test.args...)
			require.NoError(t, err)
			defer found.Close()
			var have []string
			for found.Next() {
				var id string
				require.NoError(t, found.Scan(&id))
				have = append(have, id)
			}
			require.NoError(t, found.Err())
			assert.Empty(t, cmp.Diff(test.want, have))
		})
	}

	t.Run("sql.Null", func(t *testing.T) {
		testNull(t, db, relations.Iran)
		testNull(t, db, relations.ArmsTransfer)
		testNull(t, db, relations.Date{Year: 2022, Month: 10})
	})

	for _, test := range []struct {
		name string
		scan func() (any, error)
		want any
		err  error
	}{
		{"country by name", scan[relations.Country](db, "Iran, Islamic Republic of"), relations.Iran, nil},
		{"country by alpha-3", scan[relations.Country](db, "irn"), relations.Iran, nil},
		{"country by number", scan[relations.Country](db, "364"), relations.Iran, nil},
		{"empty country", scan[relations.Country](db, ""), relations.Country(0), nil},
		{"unknown country", scan[relations.Country](db, "Atlantis"), relations.Country(0), relations.ErrUnknown},
		{"ambiguous country", scan[relations.Country](db, "Korea"), relations.Country(0), relations.ErrAmbiguous},
		{"kind in capitals", scan[relations.SupportKind](db, "Arms-Transfer"), relations.ArmsTransfer, nil},
		{"unknown kind", scan[relations.SupportKind](db, "applause"), relations.SupportKind(0), relations.ErrUnknown},
		{"no date", scan[relations.Date](db, "2023-02-30"), relations.Date{}, relations.ErrSyntax},
	} {
		t.Run("scan/"+test.name, func(t *testing.T) {
			have, err := test.scan()
			require.ErrorIs(t, err, test.err)
			assert.Equal(t, test.want, have)
		})
	}

	for _, test := range []struct {
		name   string
		forged any
	}{
		{"country", relations.Country(9999)},
		{"kind", relations.SupportKind(200)},
		{"date", relations.Date{Year: 2023, Month: 2, Day: 30}},
	} {
		t.Run("forged/"+test.name, func(t *testing.T) {
			_, err := db.Exec("INSERT INTO claims (id, kind) VALUES ('forged', $1)", test.forged)
			require.ErrorIs(t, err, relations.ErrInvalid)
			var n int
			require.NoError(t, db.QueryRow("SELECT count(*) FROM claims WHERE id = 'forged'").Scan(&n))
			assert.Zero(t, n)
		})
	}
}

// scan returns a function that has the database say text, and scans it.
func scan[T any](db *sql.DB, text string) func() (any, error) {
	return func() (any, error) {
		var v T
		err := db.QueryRow("SELECT CAST($1 AS TEXT)", text).Scan(&v)
		return v, err
	}
}

// testNull sends v and NULL through the database as sql.Null.
func testNull[T any](t *testing.T, db *sql.DB, v T) {
	for _, want := range []sql.Null[T]{{V: v, Valid: true}, {}} {
		have := sql.Null[T]{V: v, Valid: !want.Valid}
		require.NoError(t, db.QueryRow("SELECT CAST($1 AS TEXT)", want).Scan(&have))
		assert.Equal(t, want, have)
	}
}
