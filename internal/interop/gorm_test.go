package interop

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/glebarez/sqlite"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/warmrelations/relations"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Rows of tables, with a key of their own.
type (
	claimRow struct {
		N     int             `gorm:"primaryKey"`
		Claim relations.Claim `gorm:"embedded"`
	}
	relationRow struct {
		N        int                `gorm:"primaryKey"`
		Relation relations.Relation `gorm:"embedded"`
	}
	recordRow struct {
		N      int    `gorm:"primaryKey"`
		Record record `gorm:"embedded"`
	}
)

func TestGORM(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		testGORM(t, sqlite.Open(filepath.Join(t.TempDir(), "gorm.db")))
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		testGORM(t, postgres.Open(startPostgres(t)))
	})
}

func testGORM(t *testing.T, dialect gorm.Dialector) {
	db, err := gorm.Open(dialect, &gorm.Config{Logger: logger.Discard})
	require.NoError(t, err)
	testGORMTable(t, db, claims, func(n int, c relations.Claim) claimRow { return claimRow{n, c} })
	testGORMTable(t, db, partner, func(n int, r relations.Relation) relationRow { return relationRow{n, r} })
	testGORMTable(t, db, []record{full, {}}, func(n int, r record) recordRow { return recordRow{n, r} })

	var alleged int64
	require.NoError(t, db.Model(&claimRow{}).Where("asserted_by IS NOT NULL").Count(&alleged).Error)
	assert.EqualValues(t, 2, alleged)
	var iran []claimRow
	query := db.Where(`"from" = ? AND kind = ?`, relations.Iran, relations.ArmsTransfer)
	require.NoError(t, query.Find(&iran).Error)
	assert.Len(t, iran, 1)
}

// testGORMTable makes a table, whose columns for values are text, and writes and reads rows.
func testGORMTable[T any, R comparable](t *testing.T, db *gorm.DB, values []T, row func(int, T) R) {
	require.NoError(t, db.AutoMigrate(new(R)))
	columns, err := db.Migrator().ColumnTypes(new(R))
	require.NoError(t, err)
	for _, c := range columns {
		switch kind := strings.ToLower(c.DatabaseTypeName()); c.Name() {
		case "n", "mutual":
			if c.Name() == "mutual" && kind == "text" { // of a relation
				continue
			}
			assert.NotEqual(t, "text", kind)
		default:
			assert.Equal(t, "text", kind, c.Name())
		}
	}
	var want, have []R
	for i, v := range values {
		want = append(want, row(i+1, v))
	}
	require.NoError(t, db.Create(&want).Error)
	require.NoError(t, db.Order("n").Find(&have).Error)
	assert.Equal(t, want, have)
}

// bun needs the type of the column in a tag.
func TestBun(t *testing.T) {
	type row struct {
		bun.BaseModel `bun:"table:rows"`

		N         int                   `bun:",pk"`
		Country   relations.Country     `bun:"type:text"`
		Kind      relations.SupportKind `bun:"type:text"`
		Date      relations.Date        `bun:"type:text"`
		Countries relations.CountrySet  `bun:"type:text"`
		Kinds     relations.KindSet     `bun:"type:text"`
	}
	db := bun.NewDB(open(t, "sqlite", filepath.Join(t.TempDir(), "bun.db")).DB, sqlitedialect.New())
	_, err := db.NewCreateTable().Model((*row)(nil)).Exec(t.Context())
	require.NoError(t, err)
	want := []row{
		{N: 1, Country: full.Country, Kind: full.Kind, Date: full.Date, Countries: full.Countries, Kinds: full.Kinds},
		{N: 2},
	}
	_, err = db.NewInsert().Model(&want).Exec(t.Context())
	require.NoError(t, err)
	var have []row
	require.NoError(t, db.NewSelect().Model(&have).Order("n").Scan(t.Context()))
	assert.Equal(t, want, have)
}
