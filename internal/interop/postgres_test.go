//go:build unix

package interop

import (
	"context"
	"database/sql"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

func TestPostgres(t *testing.T) {
	dsn := postgres(t)
	t.Run("database/sql", func(t *testing.T) {
		testColumns(t, openTable(t, "pgx", dsn))
	})
	t.Run("database/sql DATE", func(t *testing.T) {
		testDays(t, openTable(t, "pgx", dsn))
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

// testDays states what holds of a column of days.
func testDays(t *testing.T, db *sql.DB) {
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

// testNative states what holds without database/sql in between.
func testNative(t *testing.T, dsn string, mode pgx.QueryExecMode) {
	ctx := context.Background()
	config, err := pgx.ParseConfig(dsn)
	require.NoError(t, err)
	config.DefaultQueryExecMode = mode
	conn, err := pgx.ConnectConfig(ctx, config)
	require.NoError(t, err)
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, createTable)
	require.NoError(t, err)

	query := func(t *testing.T, where string, args ...any) []row {
		found, err := conn.Query(ctx, "SELECT id, partner, kind, start FROM claims WHERE "+where+" ORDER BY id", args...)
		require.NoError(t, err)
		have, err := pgx.CollectRows(found, pgx.RowToStructByName[row])
		require.NoError(t, err)
		return have
	}

	t.Run("insert and scan", func(t *testing.T) {
		for _, r := range rows {
			_, err := conn.Exec(ctx, "INSERT INTO claims VALUES ($1, $2, $3, $4)", r.ID, r.Partner, r.Kind, r.Start)
			require.NoError(t, err, r.ID)
		}
		assert.Empty(t, cmp.Diff(rows, query(t, "true")))
	})
	t.Run("columns hold codes and names", func(t *testing.T) {
		var partner, kind, start string
		require.NoError(t, conn.QueryRow(ctx, "SELECT partner, kind, start FROM claims WHERE id = 'day'").Scan(&partner, &kind, &start))
		assert.Equal(t, []string{"IR", "arms-transfer", "2022-10-17"}, []string{partner, kind, start})
	})
	t.Run("WHERE", func(t *testing.T) {
		assert.Empty(t, cmp.Diff(rows[:1], query(t, "partner = $1 AND kind = $2 AND start = $3",
			relations.Iran, relations.ArmsTransfer, relations.Date{Year: 2022, Month: 10, Day: 17})))
	})
	t.Run("NULL", func(t *testing.T) {
		assert.Empty(t, cmp.Diff(rows[4:], query(t, "partner IS NULL AND kind IS NULL AND start IS NULL")))
	})
	t.Run("arrays", func(t *testing.T) {
		if mode != pgx.QueryExecModeCacheStatement {
			t.Skip("pgx encodes an array of any named type only if the server tells the type of the parameter")
		}
		assert.Empty(t, cmp.Diff(rows[:2], query(t, "partner = ANY($1)", []relations.Country{relations.China, relations.Iran})))
		assert.Empty(t, cmp.Diff(rows[:2], query(t, "kind = ANY($1)", []relations.SupportKind{relations.Visit, relations.ArmsTransfer})))
	})
	t.Run("COPY", func(t *testing.T) {
		_, err := conn.Exec(ctx, "TRUNCATE claims")
		require.NoError(t, err)
		_, err = conn.CopyFrom(ctx, pgx.Identifier{"claims"}, []string{"id", "partner", "kind", "start"},
			pgx.CopyFromSlice(len(rows), func(i int) ([]any, error) {
				return []any{rows[i].ID, rows[i].Partner, rows[i].Kind, rows[i].Start}, nil
			}))
		require.NoError(t, err)
		assert.Empty(t, cmp.Diff(rows, query(t, "true")))
	})
	t.Run("unknown name", func(t *testing.T) {
		var c relations.Country
		assert.ErrorIs(t, conn.QueryRow(ctx, "SELECT 'Atlantis'").Scan(&c), relations.ErrUnknown)
	})
	t.Run("forged", func(t *testing.T) {
		_, err := conn.Exec(ctx, "INSERT INTO claims VALUES ('forged', $1)", relations.Country(9999))
		assert.ErrorIs(t, err, relations.ErrInvalid)
	})
}

// postgres returns the connection string of a server, which it starts if it
// must, or skips the test.
func postgres(t *testing.T) string {
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

// postgresPrograms returns the folder of the server's programs: the newest of
// Debian's, which are not in the path, or that of a server in the path.
func postgresPrograms() string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
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

// version returns the major version in a path of Debian's.
func version(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
	return n
}

// serverUser returns as whom to run the server, nil for ourselves, and hands
// over the folder: a server of PostgreSQL does not run as root.
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
