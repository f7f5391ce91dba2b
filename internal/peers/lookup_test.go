package peers

import (
	"os"
	"path"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/warmrelations/relations"
)

// Each benchmark uses its inputs in turn and stores each result in a package variable. A list of
// inputs has 256 elements, so that an index of type uint8 wraps around and is always in range.
// The loops for this library and for the plain code are written out, because calling a function
// value takes as long as the fastest of them.

// Results of the benchmarks.
var (
	sinkString   string
	sinkOK       bool
	sinkInt      int
	sinkCountry  relations.Country
	sinkSet      relations.CountrySet
	sinkRelation relations.Relation
	sinkVote     relations.Vote
	sinkDataset  relations.Dataset
)

// Inputs.
var (
	values                                                   [256]relations.Country
	alpha2, alpha3, isoNames, capitals, data, nonASCII, none [256]string
)

// Tables of the plain code: arrays for codes, and a map for names.
var (
	cells2 [26 * 26]relations.Country
	cells3 [26 * 26 * 26]relations.Country
	folded = map[string]relations.Country{}
)

// TestMain fills the inputs and the plain tables.
func TestMain(m *testing.M) {
	for i := range values {
		f := world()[i%len(world())]
		c := relations.MustParseCountry(f[0])
		alpha2[i], alpha3[i], isoNames[i], values[i] = f[0], f[1], f[3], c
		capitals[i] = strings.Map(func(r rune) rune { // changes only ASCII letters, like the plain code
			if 'a' <= r && r <= 'z' {
				return r - 'a' + 'A'
			}
			return r
		}, f[3])
		cells2[int(f[0][0]-'A')*26+int(f[0][1]-'A')] = c
		cells3[(int(f[1][0]-'A')*26+int(f[1][1]-'A'))*26+int(f[1][2]-'A')] = c
		folded[plainKey(f[3])] = c
	}
	fill := func(in *[256]string, names []name) {
		for i := range in {
			n := names[i*max(len(names), 256)/256%len(names)]
			in[i] = n.text
			if n.alpha2 != "" {
				folded[plainKey(n.text)] = relations.MustParseCountry(n.alpha2)
			}
		}
	}
	var other []name
	for _, n := range list("i18n-other", true) {
		_, err := relations.ParseCountry(n.text)
		if err == nil && len(n.text) <= 64 && utf8.RuneCountInString(n.text) < len(n.text) {
			other = append(other, n)
		}
	}
	fill(&data, list("ours", true))
	fill(&nonASCII, other)
	fill(&none, list("ours", false))
	code := m.Run()
	os.RemoveAll(programs)
	os.Exit(code)
}

// plain2 looks up a code of two letters, in any case, in an array.
func plain2(s string) relations.Country {
	if len(s) != 2 {
		return 0
	}
	a, b := s[0]|0x20-'a', s[1]|0x20-'a'
	if a > 25 || b > 25 {
		return 0
	}
	return cells2[int(a)*26+int(b)]
}

// plain3 looks up a code of three letters, in any case, in an array.
func plain3(s string) relations.Country {
	if len(s) != 3 {
		return 0
	}
	a, b, c := s[0]|0x20-'a', s[1]|0x20-'a', s[2]|0x20-'a'
	if a > 25 || b > 25 || c > 25 {
		return 0
	}
	return cells3[(int(a)*26+int(b))*26+int(c)]
}

// plainFold appends s to key in lower case, without white space and punctuation. It folds only
// ASCII letters, and does not handle accents, the order of words or optional words.
func plainFold(key []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80 {
			key = append(key, c)
		}
	}
	return key
}

func plainKey(s string) string { return string(plainFold(nil, s)) }

// plainName folds a name into a buffer on the stack and looks it up in a map.
func plainName(s string) relations.Country {
	var buf [64]byte
	return folded[string(plainFold(buf[:0], s))]
}

// TestInputs checks that each measured look-up finds its country, because a failed look-up may be
// faster. It also checks that the library rejects the inputs in none.
func TestInputs(t *testing.T) {
	for i, want := range values {
		assert.Equal(t, want, plain2(alpha2[i]))
		assert.Equal(t, want, plain3(alpha3[i]))
		for _, p := range peers {
			assert.Equal(t, alpha2[i], p.find[0](alpha2[i]), p.path)
			assert.Equal(t, alpha2[i], p.find[1](alpha3[i]), p.path)
		}
		for _, s := range []string{isoNames[i], capitals[i], data[i], nonASCII[i]} {
			assert.Equal(t, relations.MustParseCountry(s), plainName(s), s)
		}
		_, err := relations.ParseCountry(none[i])
		assert.Error(t, err, none[i])
	}
}

// compare runs a loop with this library and, if plain is not nil, the loop with plain code.
func compare(b *testing.B, row string, library, plain func(b *testing.B)) {
	b.Run(row+"by=relations", func(b *testing.B) { b.ReportAllocs(); library(b) })
	if plain != nil {
		b.Run(row+"by=plain", func(b *testing.B) { b.ReportAllocs(); plain(b) })
	}
}

// BenchmarkParse parses countries with each package. Errors are checked and discarded.
func BenchmarkParse(b *testing.B) {
	for _, row := range []struct {
		name string
		find int // index in find of a peer
		in   *[256]string
	}{
		{"alpha2", 0, &alpha2}, {"alpha3", 1, &alpha3}, {"name", 2, &isoNames}, {"capitals", 2, &capitals},
		{"data", 2, &data}, {"non-ASCII", 2, &nonASCII}, {"none", 2, &none},
	} {
		in := row.in
		compare(b, "in="+row.name+"/", func(b *testing.B) {
			for i := uint8(0); b.Loop(); i++ {
				if c, err := relations.ParseCountry(in[i]); err == nil {
					sinkCountry = c
				}
			}
		}, func(b *testing.B) {
			switch row.find {
			case 0:
				for i := uint8(0); b.Loop(); i++ {
					sinkCountry = plain2(in[i])
				}
			case 1:
				for i := uint8(0); b.Loop(); i++ {
					sinkCountry = plain3(in[i])
				}
			default:
				for i := uint8(0); b.Loop(); i++ {
					sinkCountry = plainName(in[i])
				}
			}
		})
		for _, p := range peers[1:] {
			find := p.find[row.find]
			if find == nil {
				continue
			}
			b.Run("in="+row.name+"/by="+path.Base(p.path), func(b *testing.B) {
				find("") // gountries reads its data
				b.ReportAllocs()
				for i := uint8(0); b.Loop(); i++ {
					sinkString = find(in[i])
				}
			})
		}
	}
}

// BenchmarkRefusal parses a rejected text and formats its error, with the suggested countries.
func BenchmarkRefusal(b *testing.B) {
	compare(b, "", func(b *testing.B) {
		for i := uint8(0); b.Loop(); i++ {
			_, err := relations.ParseCountry(none[i])
			sinkString = err.Error()
		}
	}, nil)
}
