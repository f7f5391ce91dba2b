package peers

import (
	"testing"

	"github.com/warmrelations/relations"
)

// What reads the embedded data is set beside the load of a result of the same
// type from an array, at an index that rotates in the same loop.

func BenchmarkVote(b *testing.B) {
	r := relations.Resolution(1)
	var array [249]relations.Vote
	for i, c := range values {
		array[i] = r.Vote(c)
	}
	b.Run("array", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkVote = array[i]
			if i++; i == len(array) {
				i = 0
			}
		}
	})
	b.Run("relations", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkVote = r.Vote(values[i])
			if i++; i == len(values) {
				i = 0
			}
		}
	})
}

func BenchmarkVoters(b *testing.B) {
	var array [32]relations.CountrySet
	for i := range array {
		array[i] = relations.Resolution(i/4 + 1).Voters(relations.Vote(i%4 + 1))
	}
	b.Run("array", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkSet = array[i]
			if i++; i == len(array) {
				i = 0
			}
		}
	})
	b.Run("relations", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkSet = relations.Resolution(i>>2 + 1).Voters(relations.Vote(i&3 + 1))
			if i++; i == len(array) {
				i = 0
			}
		}
	})
}

func BenchmarkAgreement(b *testing.B) {
	var array [249]float64
	for i, c := range values {
		array[i], _ = relations.Agreement(c, values[(i+1)%len(values)])
	}
	b.Run("array", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkFloat = array[i]
			if i++; i == len(array) {
				i = 0
			}
		}
	})
	b.Run("relations", func(b *testing.B) {
		b.ReportAllocs()
		last := values[len(values)-1]
		for i := 0; b.Loop(); {
			c := values[i]
			sinkFloat, sinkInt = relations.Agreement(last, c)
			last = c
			if i++; i == len(values) {
				i = 0
			}
		}
	})
}

func BenchmarkOf(b *testing.B) {
	var array [249]relations.Relation
	for i, c := range values {
		array[i], _ = relations.Of(c)
	}
	b.Run("array", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkRelation = array[i]
			if i++; i == len(array) {
				i = 0
			}
		}
	})
	b.Run("relations", func(b *testing.B) { // nearly all of the 249 are no partners
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkRelation, sinkOK = relations.Of(values[i])
			if i++; i == len(values) {
				i = 0
			}
		}
	})
	var partners []relations.Country
	for r := range relations.All() {
		partners = append(partners, r.Partner)
	}
	b.Run("relations-partners", func(b *testing.B) { // these are
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkRelation, sinkOK = relations.Of(partners[i])
			if i++; i == len(partners) {
				i = 0
			}
		}
	})
}

func BenchmarkSupporters(b *testing.B) {
	var array [19]relations.CountrySet
	for i := range array {
		array[i] = relations.Supporters(relations.SupportKind(i + 1))
	}
	b.Run("array", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkSet = array[i]
			if i++; i == len(array) {
				i = 0
			}
		}
	})
	b.Run("relations", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkSet = relations.Supporters(relations.SupportKind(i + 1))
			if i++; i == len(array) {
				i = 0
			}
		}
	})
}
