//go:build unix

package interop

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

func TestPostgres(t *testing.T) {
	dsn := startPostgres(t)
	t.Run("database/sql", func(t *testing.T) {
		testSQL(t, open(t, "pgx", dsn))
	})
	t.Run("database/sql DATE", func(t *testing.T) {
		testDays(t, open(t, "pgx", dsn))
	})
	// The ways in which pgx sends arguments: knowing the types of the
	// parameters from the server, guessing them, and as part of the query.
	for _, mode := range []pgx.QueryExecMode{
		pgx.QueryExecModeCacheStatement,
		pgx.QueryExecModeExec,
		pgx.QueryExecModeSimpleProtocol,
	} {
		t.Run("pgx/"+mode.String(), func(t *testing.T) { testNative(t, dsn, mode) })
	}
}

// testDays tests a DATE column.
func testDays(t *testing.T, db *sqlx.DB) {
	_, err := db.Exec("CREATE TEMP TABLE days (day DATE)")
	require.NoError(t, err)
	day := relations.Date{Year: 2023, Month: 3, Day: 20}
	for _, d := range []relations.Date{day, {}} {
		_, err := db.Exec("INSERT INTO days VALUES ($1)", d)
		require.NoError(t, err)
	}
	for _, test := range []struct {
		name, query string
		args        []any
		want        relations.Date
	}{
		{"day", "SELECT day FROM days WHERE day = $1", []any{day}, day},
		{"NULL", "SELECT day FROM days WHERE day IS NULL", nil, relations.Date{}},
		{"time", "SELECT TIMESTAMP '2023-03-20 23:59'", nil, day},
	} {
		t.Run(test.name, func(t *testing.T) {
			var have relations.Date
			require.NoError(t, db.QueryRow(test.query, test.args...).Scan(&have))
			assert.Equal(t, test.want, have)
		})
	}
	t.Run("a month is no day", func(t *testing.T) {
		_, err := db.Exec("INSERT INTO days VALUES ($1)", relations.Date{Year: 2023, Month: 3})
		assert.Error(t, err)
	})
	t.Run("infinity is no day", func(t *testing.T) {
		var d relations.Date
		assert.Error(t, db.QueryRow("SELECT DATE 'infinity'").Scan(&d))
	})
}

// testNative tests what holds without database/sql.
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

	t.Run("arrays", func(t *testing.T) {
		if mode != pgx.QueryExecModeCacheStatement {
			t.Skip("pgx encodes an array of a named type only if the server tells the type of the parameter")
		}
		assert.Equal(t, []int{0}, find(t, conn, "records", "country = ANY($1)",
			[]relations.Country{relations.Iran, full.Country}))
		assert.Equal(t, []int{0}, find(t, conn, "records", "kind = ANY($1)",
			[]relations.SupportKind{relations.Visit, full.Kind}))
	})
	t.Run("number", func(t *testing.T) {
		for f := range reflect.TypeFor[record]().Fields() {
			assert.ErrorIs(t, conn.QueryRow(ctx, "SELECT 1").Scan(reflect.New(f.Type).Interface()), relations.ErrSyntax, f.Name)
		}
	})
	t.Run("unknown name", func(t *testing.T) {
		var c relations.Country
		assert.ErrorIs(t, conn.QueryRow(ctx, "SELECT 'Atlantis'").Scan(&c), relations.ErrUnknown)
	})
	t.Run("forged", func(t *testing.T) {
		for name, forged := range invalidRecords {
			statement, args := nativeInsert("records", 99, forged)
			_, err := conn.Exec(ctx, statement, args...)
			assert.ErrorIs(t, err, relations.ErrInvalid, name)
		}
	})
}

// testNativeTable stores rows one by one, finds each by all of its columns at
// once, and stores them by COPY.
func testNativeTable[T any](t *testing.T, conn *pgx.Conn, table string, rows []T) {
	ctx := t.Context()
	_, err := conn.Exec(ctx, createTable[T](table))
	require.NoError(t, err)
	collect := func() []T {
		found, err := conn.Query(ctx, "SELECT "+strings.Join(columns[T](), ", ")+" FROM "+table+" ORDER BY n")
		require.NoError(t, err)
		have, err := pgx.CollectRows(found, pgx.RowToStructByName[T])
		require.NoError(t, err)
		return have
	}

	t.Run(table, func(t *testing.T) {
		for n, row := range rows {
			statement, args := nativeInsert(table, n, row)
			_, err := conn.Exec(ctx, statement, args...)
			require.NoError(t, err)
		}
		assert.Empty(t, cmp.Diff(rows, collect()))
	})
	t.Run(table+" WHERE", func(t *testing.T) {
		for n, row := range rows {
			var conditions []string
			var args []any
			for i, column := range columns[T]() {
				if v := reflect.ValueOf(row).Field(i); v.IsZero() && v.Kind() != reflect.Bool && v.Kind() != reflect.String {
					conditions = append(conditions, column+" IS NULL")
				} else {
					args = append(args, v.Interface())
					conditions = append(conditions, fmt.Sprintf("%s = $%d", column, len(args)))
				}
			}
			assert.Equal(t, []int{n}, find(t, conn, table, strings.Join(conditions, " AND "), args...))
		}
	})
	t.Run(table+" COPY", func(t *testing.T) {
		_, err := conn.Exec(ctx, "TRUNCATE "+table)
		require.NoError(t, err)
		names := []string{"n"}
		for _, column := range columns[T]() {
			names = append(names, strings.Trim(column, `"`))
		}
		_, err = conn.CopyFrom(ctx, pgx.Identifier{table}, names, pgx.CopyFromSlice(len(rows), func(n int) ([]any, error) {
			_, args := nativeInsert(table, n, rows[n])
			return args, nil
		}))
		require.NoError(t, err)
		assert.Empty(t, cmp.Diff(rows, collect()))
	})
}

// nativeInsert returns the statement that inserts a row, and its arguments.
func nativeInsert[T any](table string, n int, row T) (string, []any) {
	args, values := []any{n}, "$1"
	for i := range reflect.TypeFor[T]().NumField() {
		args = append(args, reflect.ValueOf(row).Field(i).Interface())
		values += fmt.Sprintf(", $%d", len(args))
	}
	return "INSERT INTO " + table + " VALUES (" + values + ")", args
}

// find returns the indices of the rows on which a condition holds.
func find(t *testing.T, conn *pgx.Conn, table, condition string, args ...any) []int {
	rows, err := conn.Query(t.Context(), "SELECT n FROM "+table+" WHERE "+condition+" ORDER BY n", args...)
	require.NoError(t, err)
	found, err := pgx.CollectRows(rows, pgx.RowTo[int])
	require.NoError(t, err)
	return found
}

// startPostgres returns the connection string of a server, which it starts if it
// must, or skips the test.
func startPostgres(t *testing.T) string {
	if dsn := os.Getenv("RELATIONS_POSTGRES"); dsn != "" {
		return dsn
	}
	bin := postgresPrograms()
	if bin == "" {
		t.Skip("no PostgreSQL: RELATIONS_POSTGRES is not set, and initdb and postgres are not installed")
	}
	// The path of a socket may have a hundred bytes: too few for t.TempDir.
	dir, err := os.MkdirTemp("", "pg")
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, os.RemoveAll(dir)) })
	who := serverUser(t, dir)
	command := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(filepath.Join(bin, name), args...)
		cmd.Dir = dir
		cmd.Env = []string{"LC_ALL=C", "TZ=UTC", "PATH=" + os.Getenv("PATH")}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who}
		return cmd
	}

	data := filepath.Join(dir, "data")
	out, err := command("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync").CombinedOutput()
	require.NoError(t, err, "%s", out)

	log, err := os.Create(filepath.Join(dir, "log"))
	require.NoError(t, err)
	defer log.Close()
	server := command("postgres", "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off")
	server.Stdout, server.Stderr = log, log
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		assert.NoError(t, server.Process.Signal(os.Interrupt)) // which the server calls a fast shutdown
		assert.NoError(t, server.Wait())
	})

	dsn := "host=" + dir + " user=postgres dbname=postgres sslmode=disable"
	require.Eventually(t, func() bool {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		conn, err := pgx.Connect(ctx, dsn)
		return err == nil && conn.Close(ctx) == nil
	}, time.Minute, 50*time.Millisecond, "the server did not start")
	return dsn
}

// postgresPrograms returns the folder of the server's programs, which Debian
// does not put in the path, or "" if there is none.
func postgresPrograms() string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if path, err := exec.LookPath("initdb"); err == nil {
		found = append(found, path)
	}
	for _, path := range found {
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), "postgres")); err == nil {
			return filepath.Dir(path)
		}
	}
	return ""
}

// serverUser returns the user that runs the server, and gives the folder to that
// user, since PostgreSQL refuses to run as root. It is nil if the test is not
// run by root.
func serverUser(t *testing.T, dir string) *syscall.Credential {
	if os.Geteuid() != 0 {
		return nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		who, err = user.Lookup("nobody")
	}
	require.NoError(t, err)
	uid, err := strconv.ParseUint(who.Uid, 10, 32)
	require.NoError(t, err)
	gid, err := strconv.ParseUint(who.Gid, 10, 32)
	require.NoError(t, err)
	require.NoError(t, os.Chown(dir, int(uid), int(gid)))
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}
