package relations

import (
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLimits reaches the limits that an input would need too long to reach.
func TestLimits(t *testing.T) {
	t.Run("bytes", func(t *testing.T) {
		in := &input{r: strings.NewReader("{}"), read: maxBytes, consumed: maxBytes}
		_, err := Decode(in)
		assert.ErrorIs(t, err, ErrLimit)
		in = &input{r: strings.NewReader("{"), read: maxBytes - 1, consumed: maxBytes - 1}
		n, err := in.Read(make([]byte, 1))
		assert.Equal(t, 1, n)
		assert.NoError(t, err)
		_, err = in.Read(make([]byte, 1))
		assert.ErrorIs(t, err, ErrLimit)
	})
	t.Run("bytes of a value", func(t *testing.T) {
		in := &input{r: strings.NewReader("{}"), read: 100 + maxValue, consumed: 100}
		_, err := in.Read(make([]byte, 1))
		assert.NoError(t, err)
		_, err = in.Read(make([]byte, 1))
		assert.ErrorIs(t, err, ErrLimit)
	})
	if strconv.IntSize < 64 {
		t.Skip("so many claims do not fit into the memory of this platform")
	}
	full := make([]Claim, maxClaims) // zero pages, which take no memory
	t.Run("claims", func(t *testing.T) {
		in, err := newInput(strings.NewReader(`[{"id":"A","from":"IR","to":"RU","kind":"trade","source":"s"}]`))
		require.NoError(t, err)
		j := &jsonReader{in: in, dec: json.NewDecoder(in), faults: new(faultList)}
		assert.ErrorIs(t, j.member(&document{claims: full}, "claims"), ErrLimit)
	})
	t.Run("rows", func(t *testing.T) {
		in, err := newInput(strings.NewReader(strings.Join(claimFieldNames[:], ",") + "\nA,IR,RU,false,trade,,,,,,,s,\n"))
		require.NoError(t, err)
		doc := document{claims: full}
		assert.ErrorIs(t, doc.readRows(in, csv.NewReader(in), new(faultList)), ErrLimit)
	})
	t.Run("one claim less", func(t *testing.T) {
		doc := document{claims: full[:maxClaims-1]}
		assert.NoError(t, doc.add(Claim{ID: "A"}, place{}))
	})
}

func TestCharactersThatReadsCut(t *testing.T) {
	for _, test := range []struct {
		name, text string
		valid      bool
	}{
		{"two bytes", "é", true},
		{"three bytes", "€", true},
		{"four bytes", "𝄞", true},
		{"a start without its rest", "\xe2(", false},
		{"a start at the end", "\xf0\x9d\x84", false},
		{"a rest without its start", "\x84", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Decode(iotest.OneByteReader(strings.NewReader(`{"subject":"RU","claims":[],"version":"` + test.text + `"}`)))
			if test.valid {
				assert.NoError(t, err)
			} else {
				assert.ErrorIs(t, err, ErrSyntax)
			}
		})
	}
}
