package interop

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/glebarez/sqlite"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/warmrelations/relations"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// A gormRow is a row of a table that is named after the type of the value.
type gormRow[T any] struct {
	N     int `gorm:"primaryKey"`
	Value T   `gorm:"embedded"`
}

func (gormRow[T]) TableName() string { return reflect.TypeFor[T]().Name() }

func TestGORM(t *testing.T) { // TestPostgres does the same with PostgreSQL
	testGORM(t, sqlite.Open(filepath.Join(t.TempDir(), "gorm.db")))
}

func testGORM(t *testing.T, dialect gorm.Dialector) {
	db, err := gorm.Open(dialect, &gorm.Config{Logger: logger.Discard})
	require.NoError(t, err)
	db = db.Begin() // the rollback removes the tables
	defer db.Rollback()
	testGORMTable(t, db, claims)
	testGORMTable(t, db, partners)
	testGORMTable(t, db, records)

	var have []gormRow[relations.Claim]
	require.NoError(t, db.Where("asserted_by IS NOT NULL AND kind = ?", relations.ArmsTransfer).Find(&have).Error)
	require.Len(t, have, 1)
	assert.Equal(t, relations.Disputed, have[0].Value.Standing())
}

// testGORMTable creates a table, in which the columns for values are text, and writes and reads
// rows.
func testGORMTable[T any](t *testing.T, db *gorm.DB, values []T) {
	row := new(gormRow[T])
	require.NoError(t, db.AutoMigrate(row))
	statement := &gorm.Statement{DB: db}
	require.NoError(t, statement.Parse(row))
	columns, err := db.Migrator().ColumnTypes(row)
	require.NoError(t, err)
	assert.Len(t, columns, 1+reflect.TypeFor[T]().NumField())
	for _, c := range columns {
		switch kind := statement.Schema.LookUpField(c.Name()).FieldType.Kind(); kind {
		case reflect.Int, reflect.Bool:
		default:
			assert.Equal(t, "text", strings.ToLower(c.DatabaseTypeName()), c.Name())
		}
	}
	var want, have []gormRow[T]
	for i, v := range values {
		want = append(want, gormRow[T]{i + 1, v})
	}
	require.NoError(t, db.Create(&want).Error)
	require.NoError(t, db.Order("n").Find(&have).Error)
	assert.Equal(t, want, have)
}

// bun needs the type of each column in a tag.
func TestBun(t *testing.T) {
	type row struct {
		bun.BaseModel `bun:"table:rows"`

		N      int    `bun:",pk"`
		Record record `bun:"embed:"`
	}
	db := bun.NewDB(open(t, "sqlite", filepath.Join(t.TempDir(), "bun.db")).DB, sqlitedialect.New())
	_, err := db.NewCreateTable().Model((*row)(nil)).Exec(t.Context())
	require.NoError(t, err)
	want := []row{{N: 1, Record: full}, {N: 2}}
	_, err = db.NewInsert().Model(&want).Exec(t.Context())
	require.NoError(t, err)
	var have []row
	require.NoError(t, db.NewSelect().Model(&have).Order("n").Scan(t.Context()))
	assert.Equal(t, want, have)
	var types []string
	require.NoError(t, db.NewRaw("SELECT type FROM pragma_table_info('rows') WHERE name <> 'n'").Scan(t.Context(), &types))
	assert.Equal(t, slices.Repeat([]string{"TEXT"}, 8), types)
}
