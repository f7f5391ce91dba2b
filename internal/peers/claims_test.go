package peers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// What answers from the embedded data, beside the load of a result of the same
// type from an array, at an index that changes in the same way.

func BenchmarkVote(b *testing.B) {
	r := relations.Resolution(1)
	var plain [256]relations.Vote
	for i, c := range values {
		plain[i] = r.Vote(c)
	}
	compare(b, "", nil, column{"relations", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkVote = r.Vote(values[i])
		}
	}}, column{"plain", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkVote = plain[i]
		}
	}})
}

func BenchmarkAgreement(b *testing.B) {
	var plain [256]float64
	for i, c := range values {
		plain[i], _ = relations.Agreement(relations.Russia, c)
	}
	compare(b, "", nil, column{"relations", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkFloat, sinkInt = relations.Agreement(values[i], values[i^1])
		}
	}}, column{"plain", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkFloat = plain[i]
		}
	}})
}

// All countries in turn, most of which are no partners, and partners only.
func BenchmarkOf(b *testing.B) {
	var all []relations.Country
	for r := range relations.All() {
		all = append(all, r.Partner)
	}
	var partners [256]relations.Country
	for i := range partners {
		partners[i] = all[i%len(all)]
	}
	for _, row := range []struct {
		name string
		of   *[256]relations.Country
	}{{"all", &values}, {"partners", &partners}} {
		var plain [256]relations.Relation
		for i, c := range row.of {
			plain[i], _ = relations.Of(c)
		}
		compare(b, "of="+row.name+"/", nil, column{"relations", func(b *testing.B, _ *[256]string) {
			in := row.of
			for i := uint8(0); b.Loop(); i++ {
				sinkRelation, sinkOK = relations.Of(in[i])
			}
		}}, column{"plain", func(b *testing.B, _ *[256]string) {
			for i := uint8(0); b.Loop(); i++ {
				sinkRelation = plain[i]
			}
		}})
	}
}

func BenchmarkSupporters(b *testing.B) {
	var kinds [256]relations.SupportKind
	var plain [256]relations.CountrySet
	for i := range kinds {
		kinds[i] = relations.SupportKind(i%int(relations.Background) + 1)
		plain[i] = relations.Givers(kinds[i])
	}
	compare(b, "", nil, column{"relations", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkSet = relations.Givers(kinds[i])
		}
	}}, column{"plain", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkSet = plain[i]
		}
	}})
}

// many returns n claims: the embedded claims over and over, each with an ID and a
// summary of its own, with partners that are spread over all countries.
func many(n int) []relations.Claim {
	embedded := slices.Collect(relations.Claims())
	claims := make([]relations.Claim, n)
	for i := range claims {
		c := embedded[i%len(embedded)]
		partner := values[(i*7+i/len(embedded))%len(world())]
		if partner == relations.Russia {
			partner = values[0]
		}
		if c.From == relations.Russia {
			c.To = partner
		} else {
			c.From = partner
		}
		c.ID, c.Summary = "claim-"+strconv.Itoa(i), strings.Clone(c.Summary)
		claims[i] = c
	}
	return claims
}

func dataset(claims []relations.Claim) relations.Dataset {
	d, err := relations.New(relations.Embedded().Header(), slices.Collect(relations.Sources()), claims)
	if err != nil {
		panic(err)
	}
	return d
}

func military(k relations.SupportKind) bool {
	return k == relations.Military || k == relations.ArmsTransfer || k == relations.TerritoryAccess ||
		k == relations.JointExercise || k == relations.DefenseTies || k == relations.ForcePresence
}

// A scan is a loop over claims that adds up the lengths of IDs: the loop over
// Claims, the loop over a slice with the same conditions, and the same by index.
// Each loop is a function of its own, as in a program, since Go 1.26 does not inline
// the body of a loop over an iterator within b.Loop.
type scan struct {
	library      func(relations.Dataset) int
	plain, index func([]relations.Claim) int
}

var scans = map[string]scan{
	"0": {func(d relations.Dataset) (n int) {
		for c := range d.Claims() {
			n += len(c.ID)
		}
		return n
	}, func(claims []relations.Claim) (n int) {
		for _, c := range claims {
			n += len(c.ID)
		}
		return n
	}, func(claims []relations.Claim) (n int) {
		for i := range claims {
			n += len(claims[i].ID)
		}
		return n
	}},
	"1": {func(d relations.Dataset) (n int) {
		for c := range d.Claims(relations.OfKind(relations.Military)) {
			n += len(c.ID)
		}
		return n
	}, func(claims []relations.Claim) (n int) {
		for _, c := range claims {
			if military(c.Kind) {
				n += len(c.ID)
			}
		}
		return n
	}, func(claims []relations.Claim) (n int) {
		for i := range claims {
			if c := &claims[i]; military(c.Kind) {
				n += len(c.ID)
			}
		}
		return n
	}},
	"3": {func(d relations.Dataset) (n int) {
		for c := range d.Claims(relations.OfKind(relations.Military), relations.To(relations.Russia), relations.OfStanding(relations.Reported)) {
			n += len(c.ID)
		}
		return n
	}, func(claims []relations.Claim) (n int) {
		for _, c := range claims {
			if military(c.Kind) && !c.Mutual && c.To == relations.Russia && c.AssertedBy.IsZero() {
				n += len(c.ID)
			}
		}
		return n
	}, func(claims []relations.Claim) (n int) {
		for i := range claims {
			if c := &claims[i]; military(c.Kind) && !c.Mutual && c.To == relations.Russia && c.AssertedBy.IsZero() {
				n += len(c.ID)
			}
		}
		return n
	}},
}

func TestScans(t *testing.T) {
	claims := many(1000)
	d := dataset(claims)
	for name, s := range scans {
		want := s.plain(claims)
		require.NotZero(t, want)
		assert.Equal(t, want, s.library(d), name)
		assert.Equal(t, want, s.index(claims), name)
	}
}

func BenchmarkClaims(b *testing.B) {
	for _, n := range []int{0, 1e4} {
		claims, size := slices.Collect(relations.Claims()), "embedded"
		d := relations.Embedded()
		if n > 0 {
			claims, size = many(n), strconv.Itoa(n)
			d = dataset(claims)
		}
		for _, filters := range []string{"0", "1", "3"} {
			s, row := scans[filters], fmt.Sprintf("filters=%s/of=%s/", filters, size)
			compare(b, row, nil, column{"relations", func(b *testing.B, _ *[256]string) {
				for b.Loop() {
					sinkInt = s.library(d)
				}
			}}, column{"plain", func(b *testing.B, _ *[256]string) {
				for b.Loop() {
					sinkInt = s.plain(claims)
				}
			}}, column{"index", func(b *testing.B, _ *[256]string) {
				for b.Loop() {
					sinkInt = s.index(claims)
				}
			}})
		}
	}
}

// A document is what Decode reads, for json.Unmarshal. It checks the values, and
// nothing across fields.
type document struct {
	Subject relations.Country  `json:"subject"`
	Version string             `json:"version"`
	Sources []relations.Source `json:"sources"`
	Claims  []relations.Claim  `json:"claims"`
}

func BenchmarkDecode(b *testing.B) {
	for _, n := range []int{1e3, 1e4, 1e5} {
		var text bytes.Buffer
		if err := dataset(many(n)).Encode(&text); err != nil {
			b.Fatal(err)
		}
		compare(b, fmt.Sprintf("claims=%d/", n), nil, column{"relations", func(b *testing.B, _ *[256]string) {
			var err error
			for b.Loop() {
				if sinkDataset, err = relations.Decode(bytes.NewReader(text.Bytes())); err != nil {
					b.Fatal(err)
				}
			}
		}}, column{"json", func(b *testing.B, _ *[256]string) {
			for b.Loop() {
				var d document
				if err := json.Unmarshal(text.Bytes(), &d); err != nil || len(d.Claims) != n {
					b.Fatal(err)
				}
			}
		}})
		sinkDataset = relations.Dataset{}
	}
}
