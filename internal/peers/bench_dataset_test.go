package peers

import (
	"bytes"
	"encoding/json"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/warmrelations/relations"
)

// Datasets of 1e3 to 1e6 claims: the embedded claims over and over, each with
// an ID and a summary of its own, and with partners that are spread over all countries.

var sizes = []int{1e3, 1e4, 1e5, 1e6}

// manyClaims returns n claims.
func manyClaims(n int) []relations.Claim {
	embedded := slices.Collect(relations.Claims())
	claims := make([]relations.Claim, n)
	for i := range claims {
		c := embedded[i%len(embedded)]
		partner := values[(i*7+i/len(embedded))%len(values)]
		if partner == relations.Russia {
			partner = values[0]
		}
		if c.From == relations.Russia {
			c.To = partner
		} else {
			c.From = partner
		}
		c.ID = "claim-" + strconv.Itoa(i)
		c.Summary = strings.Clone(c.Summary)
		claims[i] = c
	}
	return claims
}

// A sample is a dataset and the plain slice of its claims.
type sample struct {
	claims  []relations.Claim
	dataset relations.Dataset
}

var samples = map[int]func() sample{}

func init() {
	for _, n := range sizes {
		samples[n] = sync.OnceValue(func() sample {
			s := sample{claims: manyClaims(n)}
			s.dataset = must(relations.New(relations.Embedded().Header(), slices.Collect(relations.Sources()), s.claims))
			return s
		})
	}
	samples[0] = sync.OnceValue(func() sample {
		return sample{slices.Collect(relations.Claims()), relations.Embedded()}
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// sizeName is how a benchmark names a size.
func sizeName(n int) string {
	if n == 0 {
		return "embedded"
	}
	return strconv.Itoa(n)
}

// eachSize runs f for the embedded claims and each larger dataset. The times
// are for the whole scan; they are given by claim as well.
func eachSize(b *testing.B, f func(b *testing.B, s sample)) {
	for _, n := range append([]int{0}, sizes...) {
		if n > 1e5 && testing.Short() {
			continue
		}
		b.Run(sizeName(n), func(b *testing.B) {
			f(b, samples[n]())
		})
	}
}

// The conditions of the filters below, written by hand. A date that is less
// precise than a day stands for all of its days.
const (
	firstDay = 2022<<9 | 10<<5 | 1
	lastDay  = 2023<<9 | 1<<5 | 31
)

func firstOf(d relations.Date) int {
	return int(d.Year)<<9 | int(max(d.Month, 1))<<5 | int(max(d.Day, 1))
}

func lastOf(d relations.Date) int {
	month, day := int(d.Month), int(d.Day)
	if month == 0 {
		month = 12
	}
	if day == 0 {
		day = 31
	}
	return int(d.Year)<<9 | month<<5 | day
}

// overlaps reports whether the period of c overlaps the one from firstDay to
// lastDay, where an open end reaches asOf.
func overlaps(c *relations.Claim, asOf int) bool {
	if c.Start == (relations.Date{}) {
		return false
	}
	last := max(lastOf(c.Start), asOf)
	if c.End != (relations.Date{}) {
		last = lastOf(c.End)
	}
	return firstOf(c.Start) <= lastDay && firstDay <= last
}

func military(k relations.SupportKind) bool {
	return k == relations.Military || k == relations.ArmsTransfer || k == relations.TerritoryAccess ||
		k == relations.JointExercise || k == relations.DefenseTies || k == relations.ForcePresence
}

// A scan is a loop over claims that adds up the lengths of the IDs, written in
// three ways. Each is a function of its own, as in a program: in Go 1.26 the body
// of a loop over an iterator is not inlined within b.Loop.
type scan struct{ loop, index, library func(sample) int }

func benchmarkScan(b *testing.B, by scan) {
	eachSize(b, func(b *testing.B, s sample) {
		for _, way := range []struct {
			name string
			sum  func(sample) int
		}{{"loop", by.loop}, {"index", by.index}, {"relations", by.library}} {
			b.Run(way.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					sinkInt = way.sum(s)
				}
			})
		}
	})
}

func BenchmarkClaimsAll(b *testing.B)    { benchmarkScan(b, ofAll) }
func BenchmarkClaimsOne(b *testing.B)    { benchmarkScan(b, byOne) }
func BenchmarkClaimsThree(b *testing.B)  { benchmarkScan(b, byThree) }
func BenchmarkClaimsDuring(b *testing.B) { benchmarkScan(b, byPeriod) }

var ofAll = scan{
	loop: func(s sample) (n int) {
		for _, c := range s.claims {
			n += len(c.ID)
		}
		return n
	},
	index: func(s sample) (n int) {
		for i := range s.claims {
			n += len(s.claims[i].ID)
		}
		return n
	},
	library: func(s sample) (n int) {
		for c := range s.dataset.Claims() {
			n += len(c.ID)
		}
		return n
	},
}

var byOne = scan{
	loop: func(s sample) (n int) {
		for _, c := range s.claims {
			if military(c.Kind) {
				n += len(c.ID)
			}
		}
		return n
	},
	index: func(s sample) (n int) {
		for i := range s.claims {
			if c := &s.claims[i]; military(c.Kind) {
				n += len(c.ID)
			}
		}
		return n
	},
	library: func(s sample) (n int) {
		for c := range s.dataset.Claims(relations.OfKind(relations.Military)) {
			n += len(c.ID)
		}
		return n
	},
}

var byThree = scan{
	loop: func(s sample) (n int) {
		for _, c := range s.claims {
			if military(c.Kind) && !c.Mutual && c.To == relations.Russia && c.AssertedBy.IsEmpty() {
				n += len(c.ID)
			}
		}
		return n
	},
	index: func(s sample) (n int) {
		for i := range s.claims {
			if c := &s.claims[i]; military(c.Kind) && !c.Mutual && c.To == relations.Russia && c.AssertedBy.IsEmpty() {
				n += len(c.ID)
			}
		}
		return n
	},
	library: func(s sample) (n int) {
		for c := range s.dataset.Claims(relations.OfKind(relations.Military), relations.To(relations.Russia), relations.WithStanding(relations.Reported)) {
			n += len(c.ID)
		}
		return n
	},
}

var byPeriod = scan{
	loop: func(s sample) (n int) {
		asOf := lastOf(s.dataset.Header().AsOf)
		for _, c := range s.claims {
			if overlaps(&c, asOf) {
				n += len(c.ID)
			}
		}
		return n
	},
	index: func(s sample) (n int) {
		asOf := lastOf(s.dataset.Header().AsOf)
		for i := range s.claims {
			if c := &s.claims[i]; overlaps(c, asOf) {
				n += len(c.ID)
			}
		}
		return n
	},
	library: func(s sample) (n int) {
		for c := range s.dataset.Claims(relations.During(relations.Date{Year: 2022, Month: 10}, relations.Date{Year: 2023, Month: 1})) {
			n += len(c.ID)
		}
		return n
	},
}

// What looks up one country should cost by what it returns, not by the size of
// the dataset.

func BenchmarkDatasetOf(b *testing.B) {
	eachSize(b, func(b *testing.B, s sample) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkRelation, sinkOK = s.dataset.Of(values[i])
			if i++; i == len(values) {
				i = 0
			}
		}
	})
}

func BenchmarkDatasetInvolving(b *testing.B) {
	partners := slices.DeleteFunc(slices.Clone(values), func(c relations.Country) bool {
		return c == relations.Russia // with whom all claims are
	})
	involving := func(d relations.Dataset, c relations.Country) (claims, sum int) {
		for c := range d.Claims(relations.Involving(c)) {
			sum += len(c.ID)
			claims++
		}
		return claims, sum
	}
	eachSize(b, func(b *testing.B, s sample) {
		returned, asked, n := 0, 0, 0
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			n, sinkInt = involving(s.dataset, partners[i])
			returned += n
			asked++
			if i++; i == len(partners) {
				i = 0
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(returned), "ns/claim")
		b.ReportMetric(float64(returned)/float64(asked), "claims/op")
	})
}

// A document is what Decode reads, in the same types, for json.Unmarshal.
type document struct {
	Subject relations.Country  `json:"subject"`
	AsOf    relations.Date     `json:"as_of"`
	Version string             `json:"version"`
	Sources []relations.Source `json:"sources"`
	Claims  []relations.Claim  `json:"claims"`
}

// encoded returns a dataset of n claims as JSON.
func encoded(n int) []byte {
	var b bytes.Buffer
	d := must(relations.New(relations.Embedded().Header(), slices.Collect(relations.Sources()), manyClaims(n)))
	if err := d.Encode(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func BenchmarkDecode(b *testing.B) {
	for _, n := range sizes {
		if n > 1e5 && testing.Short() {
			continue
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			text := encoded(n)
			b.Run("json", func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					var d document
					if err := json.Unmarshal(text, &d); err != nil || len(d.Claims) != n {
						b.Fatal(err)
					}
				}
			})
			b.Run("relations", func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					d, err := relations.Decode(bytes.NewReader(text))
					if err != nil {
						b.Fatal(err)
					}
					sinkDataset = d
				}
				sinkDataset = relations.Dataset{}
			})
		})
	}
}

// heap returns the bytes that live after a collection, beyond before.
func heap(before uint64) uint64 {
	var m runtime.MemStats
	for range 3 {
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return m.HeapAlloc - before
}

// BenchmarkHeap measures no time, but what stays in the heap after a
// collection, of a plain slice of claims and of a dataset of the same claims,
// with their strings.
func BenchmarkHeap(b *testing.B) {
	for _, n := range sizes {
		if n > 1e5 && testing.Short() {
			continue
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			text := encoded(n)
			header, sources := relations.Embedded().Header(), slices.Collect(relations.Sources())
			measure := func(name string, make func() any) {
				b.Run(name, func(b *testing.B) {
					for b.Loop() {
						before := heap(0)
						v := make()
						b.ReportMetric(float64(heap(before))/float64(n), "heap-B/claim")
						runtime.KeepAlive(v)
					}
					b.ReportMetric(0, "ns/op")
				})
			}
			measure("slice", func() any { return manyClaims(n) })
			measure("json", func() any {
				var d document
				if err := json.Unmarshal(text, &d); err != nil {
					panic(err)
				}
				d.Claims = slices.Clone(d.Claims) // without what growing left over
				return d
			})
			measure("relations-new", func() any { return must(relations.New(header, sources, manyClaims(n))) })
			measure("relations-decode", func() any { return must(relations.Decode(bytes.NewReader(text))) })
			runtime.KeepAlive(text)
		})
	}
}

// TestScans checks that the three ways of each scan come to the same sum.
func TestScans(t *testing.T) {
	for name, by := range map[string]scan{"all": ofAll, "one": byOne, "three": byThree, "period": byPeriod} {
		for _, n := range []int{0, 1000} {
			s := samples[n]()
			if want, index, library := by.loop(s), by.index(s), by.library(s); want == 0 || index != want || library != want {
				t.Errorf("%s, %s claims: %d by value, %d by index, %d by the library", name, sizeName(n), want, index, library)
			}
		}
	}
}
