package relations_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// everyType has a field of each type that goes through gob as text.
type everyType struct {
	Country    relations.Country
	Countries  relations.CountrySet
	Kind       relations.SupportKind
	Kinds      relations.KindSet
	Date       relations.Date
	Vote       relations.Vote
	Resolution relations.Resolution
	Standing   relations.Standing
	Claim      relations.Claim
}

func TestGob(t *testing.T) {
	claim, ok := relations.ClaimByID("PRK-1")
	require.True(t, ok)
	for _, test := range []struct {
		name  string
		value everyType
	}{
		{"zero values", everyType{}},
		{"values", everyType{
			relations.Iran, relations.CountriesOf(relations.China, relations.Ukraine), relations.Banking,
			relations.KindsOf(relations.Trade, relations.Military), relations.Date{Year: 2023, Month: 3, Day: 20},
			relations.Abstained, 8, relations.Disputed, claim,
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, gob.NewEncoder(&b).Encode(test.value))
			var back everyType
			require.NoError(t, gob.NewDecoder(&b).Decode(&back))
			assert.Empty(t, cmp.Diff(test.value, back))
		})
	}
	t.Run("a forged value is refused", func(t *testing.T) {
		assert.ErrorIs(t, gob.NewEncoder(new(bytes.Buffer)).Encode(relations.Country(9999)), relations.ErrInvalid)
	})
	t.Run("the text is what is written", func(t *testing.T) {
		b, err := relations.Banking.MarshalBinary()
		require.NoError(t, err)
		assert.Equal(t, "banking", string(b))
	})
}

func TestSetsAreOmittedWhenEmpty(t *testing.T) {
	assert.True(t, relations.CountrySet{}.IsZero())
	assert.False(t, relations.CountriesOf(relations.Iran).IsZero())
	assert.True(t, relations.KindSet{}.IsZero())
	assert.False(t, relations.KindsOf(relations.Trade).IsZero())
	b, err := json.Marshal(struct {
		C relations.CountrySet `json:",omitzero"`
		K relations.KindSet    `json:",omitzero"`
	}{K: relations.KindsOf(relations.Trade)})
	require.NoError(t, err)
	assert.JSONEq(t, `{"K":["trade"]}`, string(b))
}

func TestSetsAsKeys(t *testing.T) {
	m := map[relations.CountrySet]map[relations.KindSet]int{
		relations.CountriesOf(relations.Iran, relations.Belarus): {relations.KindsOf(relations.Trade, relations.Visit): 1},
		{}: {{}: 2},
	}
	b, err := json.Marshal(m)
	require.NoError(t, err)
	assert.JSONEq(t, `{"BY IR":{"visit trade":1},"":{"":2}}`, string(b))
	var back map[relations.CountrySet]map[relations.KindSet]int
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Empty(t, cmp.Diff(m, back))
}

func TestDatasetAsJSON(t *testing.T) {
	b, err := json.Marshal(map[string]relations.Dataset{"data": relations.Embedded()})
	require.NoError(t, err)
	var back map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(b, &back))
	d, err := relations.Decode(bytes.NewReader(back["data"]))
	require.NoError(t, err)
	assert.True(t, d.Equal(relations.Embedded()))
	assert.Equal(t, "35 claims on Russia, version "+relations.DataVersion, d.String())
	assert.Equal(t, "0 claims on no country", relations.Dataset{}.String())
}
