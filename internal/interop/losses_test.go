package interop

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"github.com/glebarez/sqlite"
	"github.com/go-viper/mapstructure/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
	"go.yaml.in/yaml/v3"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// A claim that is written by hand, or by a program in another language, has the keys of the
// JSON document. Without asserted_by an alleged claim would be a reported one.
func TestKeysOfClaims(t *testing.T) {
	type set struct{ Codes string }
	text := map[string]any{"id": "x", "asserted_by": "US", "denied_by": "KP"}
	structs := map[string]any{"id": "x", "asserted_by": set{"US"}, "denied_by": set{"KP"}}
	for name, keys := range map[string]map[string]any{"yaml": text, "toml": text, "bson": structs, "cbor": structs} {
		var c relations.Claim
		b, err := encoders[name].marshal(keys)
		require.NoError(t, err)
		require.NoError(t, encoders[name].unmarshal(b, &c), name)
		assert.Equal(t, relations.Disputed, c.Standing(), name)
	}
	var c relations.Claim
	config := &mapstructure.DecoderConfig{Result: &c, DecodeHook: mapstructure.TextUnmarshallerHookFunc()}
	d, err := mapstructure.NewDecoder(config)
	require.NoError(t, err)
	require.NoError(t, d.Decode(text))
	assert.Equal(t, relations.Disputed, c.Standing(), "mapstructure")
}

// encoding/json drops unknown keys, and a Dataset rejects them.
func TestMisspelledKey(t *testing.T) {
	const claims = `[{"id":"x","from":"KP","to":"RU","kind":"arms-transfer","assertedBy":["US"],"source":"s"}]`
	var list []relations.Claim
	require.NoError(t, json.Unmarshal([]byte(claims), &list))
	assert.Equal(t, relations.Reported, list[0].Standing())
	err := json.Unmarshal([]byte(`{"subject":"RU","sources":[{"id":"s"}],"claims":`+claims+`}`), new(relations.Dataset))
	assert.ErrorContains(t, err, `"assertedBy": unknown`)
}

// A dataset is text or bytes to these decoders. As a map it comes back empty.
func TestDatasetAsMap(t *testing.T) {
	var have relations.Dataset
	require.NoError(t, yaml.Unmarshal([]byte(`{subject: RU, claims: []}`), &have))
	assert.Equal(t, relations.Dataset{}, have)
	b, err := cbor.Marshal(map[string]any{"subject": "RU"})
	require.NoError(t, err)
	require.NoError(t, cbor.Unmarshal(b, &have))
	assert.Equal(t, relations.Dataset{}, have)
}

// A condition on an invalid value is an error, and not a condition on NULL.
func TestGORMConditions(t *testing.T) {
	db, err := gorm.Open(sqlite.Open(filepath.Join(t.TempDir(), "gorm.db")), &gorm.Config{Logger: logger.Discard})
	require.NoError(t, err)
	type row = gormRow[relations.Claim]
	require.NoError(t, db.AutoMigrate(new(row)))
	for i, c := range claims {
		require.NoError(t, db.Create(&row{i + 1, c}).Error)
	}
	invalid := relations.CountrySet{Codes: "usa"}
	for name, query := range map[string]*gorm.DB{
		"map":    db.Where(map[string]any{"asserted_by": invalid}),
		"struct": db.Where(&row{Value: relations.Claim{AssertedBy: invalid}}),
		"not":    db.Not(map[string]any{"from": relations.Country(9999)}),
		"text":   db.Where("asserted_by = ?", invalid),
	} {
		assert.ErrorIs(t, query.Find(new([]row)).Error, relations.ErrInvalid, name)
		assert.ErrorIs(t, query.Delete(new(row)).Error, relations.ErrInvalid, name)
	}

	// What is not selected is zero, and so is the standing.
	var have []row
	require.NoError(t, db.Select("id", "from", "kind").Where("id = ?", "PRK-1").Find(&have).Error)
	assert.Equal(t, relations.Reported, have[0].Value.Standing())
}
