package peers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// BenchmarkVote looks up the vote of a country. The plain code uses a Go map.
func BenchmarkVote(b *testing.B) {
	r := relations.Resolution(1)
	plain := map[relations.Country]relations.Vote{}
	for _, c := range values {
		plain[c] = r.Vote(c)
	}
	compare(b, "", func(b *testing.B) {
		for i := uint8(0); b.Loop(); i++ {
			sinkVote = r.Vote(values[i])
		}
	}, func(b *testing.B) {
		for i := uint8(0); b.Loop(); i++ {
			sinkVote = plain[values[i]]
		}
	})
}

// BenchmarkOf looks up all countries, most of which are not partners, and only partners. The plain
// code uses a Go map.
func BenchmarkOf(b *testing.B) {
	var partners [256]relations.Country
	all := slices.Collect(relations.All())
	plain := map[relations.Country]relations.Relation{}
	for _, r := range all {
		plain[r.Partner] = r
	}
	for i := range partners {
		partners[i] = all[i%len(all)].Partner
	}
	for name, in := range map[string]*[256]relations.Country{"all": &values, "partners": &partners} {
		compare(b, "of="+name+"/", func(b *testing.B) {
			for i := uint8(0); b.Loop(); i++ {
				sinkRelation, sinkOK = relations.Of(in[i])
			}
		}, func(b *testing.B) {
			for i := uint8(0); b.Loop(); i++ {
				sinkRelation, sinkOK = plain[in[i]]
			}
		})
	}
}

// BenchmarkSet uses a set of a few countries and one of nearly all. For Has, the plain code uses a
// Go map.
func BenchmarkSet(b *testing.B) {
	other := relations.NewCountrySet(values[:200]...)
	for name, set := range map[string]relations.CountrySet{
		"2": relations.NewCountrySet(relations.Belarus, relations.Iran), "193": relations.UNMembers(),
	} {
		plain := map[relations.Country]bool{}
		for c := range set.All() {
			plain[c] = true
		}
		compare(b, "do=has/of="+name+"/", func(b *testing.B) {
			for i := uint8(0); b.Loop(); i++ {
				sinkOK = set.Has(values[i])
			}
		}, func(b *testing.B) {
			for i := uint8(0); b.Loop(); i++ {
				sinkOK = plain[values[i]]
			}
		})
		compare(b, "do=intersect/of="+name+"/", func(b *testing.B) {
			for b.Loop() {
				sinkSet = set.Intersect(other)
			}
		}, nil)
	}
}

// many returns n claims: the embedded claims, repeated with unique IDs.
func many(n int) []relations.Claim {
	embedded := slices.Collect(relations.Claims())
	claims := make([]relations.Claim, n)
	for i := range claims {
		claims[i] = embedded[i%len(embedded)]
		claims[i].ID = "claim-" + strconv.Itoa(i)
	}
	return claims
}

func dataset(tb testing.TB, claims []relations.Claim) relations.Dataset {
	d, err := relations.New(relations.Embedded().Header(), slices.Collect(relations.Sources()), claims)
	require.NoError(tb, err)
	return d
}

// scan loops over claims with three filters. It is a separate function, as in a program, because
// Go 1.26 does not inline the body of a loop over an iterator within b.Loop.
func scan(d relations.Dataset) (n int) {
	for c := range d.Claims(relations.OfKind(relations.Military), relations.To(relations.Russia),
		relations.OfStanding(relations.Reported)) {
		n += len(c.ID)
	}
	return n
}

// plainScan loops over a slice with the conditions of scan.
func plainScan(claims []relations.Claim) (n int) {
	for _, c := range claims {
		if c.Kind.Category() == relations.Military && !c.Mutual && c.To == relations.Russia && c.AssertedBy.IsZero() {
			n += len(c.ID)
		}
	}
	return n
}

func BenchmarkClaims(b *testing.B) {
	embedded := slices.Collect(relations.Claims())
	for name, claims := range map[string][]relations.Claim{"embedded": embedded, "10000": many(10_000)} {
		d := dataset(b, claims)
		require.Equal(b, plainScan(claims), scan(d))
		compare(b, "of="+name+"/", func(b *testing.B) {
			for b.Loop() {
				sinkInt = scan(d)
			}
		}, func(b *testing.B) {
			for b.Loop() {
				sinkInt = plainScan(claims)
			}
		})
	}
}

// BenchmarkDecode decodes datasets. The plain code is json.Unmarshal, which only checks each value
// by itself.
func BenchmarkDecode(b *testing.B) {
	type document struct {
		Subject relations.Country  `json:"subject"`
		Version string             `json:"version"`
		Sources []relations.Source `json:"sources"`
		Claims  []relations.Claim  `json:"claims"`
	}
	for _, n := range []int{1e3, 1e4, 1e5} {
		var text bytes.Buffer
		require.NoError(b, dataset(b, many(n)).Encode(&text))
		compare(b, fmt.Sprintf("claims=%d/", n), func(b *testing.B) {
			for b.Loop() {
				d, err := relations.Decode(bytes.NewReader(text.Bytes()))
				require.NoError(b, err)
				sinkDataset = d
			}
		}, func(b *testing.B) {
			for b.Loop() {
				var d document
				require.NoError(b, json.Unmarshal(text.Bytes(), &d))
			}
		})
	}
}
