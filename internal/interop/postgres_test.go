package interop

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
	"gorm.io/driver/postgres"
)

// TestPostgres tests behavior that depends on the database or the driver.
func TestPostgres(t *testing.T) {
	dsn := startPostgres(t)
	for _, driver := range []string{"pgx", "postgres"} { // "postgres" is lib/pq
		t.Run("database/sql/"+driver, func(t *testing.T) {
			db := open(t, driver, dsn)
			testTable(t, db, "claims", claims)
			testTable(t, db, "partners", partners)
			testTable(t, db, "records", records)
			testDays(t, db)
		})
	}
	// pgx sends arguments with the types that the server reports, with guessed types, or as part
	// of the query.
	for _, mode := range []pgx.QueryExecMode{
		pgx.QueryExecModeCacheStatement, pgx.QueryExecModeExec, pgx.QueryExecModeSimpleProtocol,
	} {
		t.Run("pgx/"+mode.String(), func(t *testing.T) { testNative(t, dsn, mode) })
	}
	t.Run("GORM", func(t *testing.T) { testGORM(t, postgres.Open(dsn)) })
}

// testDays tests a DATE column.
func testDays(t *testing.T, db *sqlx.DB) {
	_, err := db.Exec("CREATE TEMP TABLE days (day DATE)")
	require.NoError(t, err)
	for _, d := range []relations.Date{full.Date, {}} {
		_, err := db.Exec("INSERT INTO days VALUES ($1)", d)
		require.NoError(t, err)
	}
	for query, want := range map[string]relations.Date{
		"SELECT day FROM days WHERE day IS NOT NULL": full.Date,
		"SELECT day FROM days WHERE day IS NULL":     {},
		"SELECT TIMESTAMP '2023-03-20 23:59'":        full.Date,
	} {
		var have relations.Date
		require.NoError(t, db.QueryRow(query).Scan(&have), query)
		assert.Equal(t, want, have, query)
	}
	assert.Error(t, db.QueryRow("SELECT DATE 'infinity'").Scan(new(relations.Date)))
	_, err = db.Exec("INSERT INTO days VALUES ($1)", relations.Date{Year: 2023, Month: 3})
	assert.Error(t, err, "a month is not a day")
}

// testNative tests pgx without database/sql.
func testNative(t *testing.T, dsn string, mode pgx.QueryExecMode) {
	ctx := t.Context()
	config, err := pgx.ParseConfig(dsn)
	require.NoError(t, err)
	config.DefaultQueryExecMode = mode
	conn, err := pgx.ConnectConfig(ctx, config)
	require.NoError(t, err)
	defer conn.Close(context.Background())

	testNativeTable(t, conn, "claims", claims)
	testNativeTable(t, conn, "records", records)

	if mode == pgx.QueryExecModeCacheStatement { // in the other modes, pgx does not know the parameter type
		var n int
		err := conn.QueryRow(ctx, "SELECT n FROM records WHERE country = ANY($1) AND kind = ANY($2)",
			[]relations.Country{relations.Iran, full.Country}, []relations.SupportKind{relations.Visit, full.Kind}).Scan(&n)
		require.NoError(t, err)
		assert.Zero(t, n)
		var have record
		require.NoError(t, conn.QueryRow(ctx, "SELECT $1::jsonb", full).Scan(&have))
		assert.Equal(t, full, have)
		_, err = conn.Exec(ctx, "SELECT $1::jsonb", full.Country)
		assert.Error(t, err, "docs/integrations.md says that jsonb is for structs")
	}
	t.Run("refused", func(t *testing.T) {
		for f := range reflect.TypeFor[record]().Fields() {
			assert.ErrorIs(t, conn.QueryRow(ctx, "SELECT 1").Scan(reflect.New(f.Type).Interface()), relations.ErrSyntax, f.Name)
		}
		for name, invalid := range invalidRecords {
			statement, args := insertion("records", 99, invalid)
			_, err := conn.Exec(ctx, statement, args...)
			assert.ErrorIs(t, err, relations.ErrInvalid, name)
		}
	})
}

// testNativeTable stores rows with INSERT and with COPY, and reads them back.
func testNativeTable[T any](t *testing.T, conn *pgx.Conn, table string, rows []T) {
	ctx := t.Context()
	_, err := conn.Exec(ctx, createTable[T](table))
	require.NoError(t, err)
	names := strings.Split(strings.ReplaceAll("n,"+columns[T](), `"`, ""), ",")
	for name, store := range map[string]func() error{
		"INSERT": func() error {
			for n, row := range rows {
				statement, args := insertion(table, n, row)
				if _, err := conn.Exec(ctx, statement, args...); err != nil {
					return err
				}
			}
			return nil
		},
		"COPY": func() error {
			source := pgx.CopyFromSlice(len(rows), func(n int) ([]any, error) {
				_, args := insertion(table, n, rows[n])
				return args, nil
			})
			_, err := conn.CopyFrom(ctx, pgx.Identifier{table}, names, source)
			return err
		},
	} {
		t.Run(table+"/"+name, func(t *testing.T) {
			_, err := conn.Exec(ctx, "TRUNCATE "+table)
			require.NoError(t, err)
			require.NoError(t, store())
			found, err := conn.Query(ctx, "SELECT "+columns[T]()+" FROM "+table+" ORDER BY n")
			require.NoError(t, err)
			have, err := pgx.CollectRows(found, pgx.RowToStructByName[T])
			require.NoError(t, err)
			assert.Equal(t, rows, have)
		})
	}
}

// startPostgres returns the connection string of a server. If RELATIONS_POSTGRES is not set, it
// starts a server, or skips the test if PostgreSQL is not installed.
func startPostgres(t *testing.T) string {
	if dsn := os.Getenv("RELATIONS_POSTGRES"); dsn != "" {
		return dsn
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // not in the path on Debian
	if path, err := exec.LookPath("initdb"); err == nil {
		found = []string{path}
	}
	if len(found) == 0 {
		t.Skip("no PostgreSQL: RELATIONS_POSTGRES is not set, and initdb is not installed")
	}
	// The path of a socket is limited to about a hundred bytes, and t.TempDir can be longer.
	dir, err := os.MkdirTemp("", "pg")
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, os.RemoveAll(dir)) })
	var as []string
	if os.Geteuid() == 0 { // PostgreSQL refuses to run as root
		as = []string{"runuser", "-u", "postgres", "--"}
		out, err := exec.Command("chown", "postgres", dir).CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	run := func(name string, args ...string) {
		args = slices.Concat(as, []string{filepath.Join(filepath.Dir(found[0]), name)}, args)
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = dir
		cmd.Env = []string{"LC_ALL=C", "TZ=UTC", "PATH=" + os.Getenv("PATH")}
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	data := filepath.Join(dir, "data")
	run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
	run("pg_ctl", "start", "--wait", "-D", data, "-l", filepath.Join(dir, "log"),
		"-o", "-k "+dir+" -c listen_addresses= -c fsync=off")
	t.Cleanup(func() { run("pg_ctl", "stop", "-D", data, "-m", "fast") })
	return "host=" + dir + " user=postgres dbname=postgres sslmode=disable"
}
