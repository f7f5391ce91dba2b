package peers

import (
	"testing"

	"github.com/biter777/countries"
	"github.com/ferdypruis/iso3166"
	"github.com/flaticols/countrycodes"
	country "github.com/mikekonan/go-countries"
	"github.com/warmrelations/relations"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Each benchmark calls one function on inputs that rotate, and stores the
// result, where there is one, in a package-level variable; of an error it only
// asks whether there is one, but where it says that errors are kept. The inputs
// are the 249 entries of ISO 3166-1 but where another list is named. The loop is
// written out in each, since a call through a function value would cost as much
// as what is measured.

// Where the benchmarks leave their results.
var (
	sinkString    string
	sinkOK        bool
	sinkErr       error
	sinkInt       int
	sinkFloat     float64
	sinkCountry   relations.Country
	sinkCode      countries.CountryCode
	sinkISO       iso3166.Country
	sinkMikekonan country.Country
	sinkRegion    language.Region
	sinkBase      language.Base
	sinkSet       relations.CountrySet
	sinkRelation  relations.Relation
	sinkVote      relations.Vote
	sinkClaim     relations.Claim
	sinkDataset   relations.Dataset
)

// The inputs.
var (
	alpha2, alpha3, names, upper, aliases, misses []string

	values    []relations.Country // the countries, as each package has them
	codes     []countries.CountryCode
	isos      []iso3166.Country
	mikekonan []country.Alpha2Code
	regions   []language.Region
)

// The plainest code that does the same.
var (
	cells  [26 * 26]relations.Country            // by two letters
	cells3 [26 * 26 * 26]relations.Country       // by three letters
	known  = map[string]relations.Country{}      // by the folded name
	texts  = make([]string, 0, len(alpha3Array)) // a list of names

	alpha3Array [249]string
)

func init() {
	for i, e := range World() {
		alpha2 = append(alpha2, e.Alpha2)
		alpha3 = append(alpha3, e.Alpha3)
		names = append(names, e.Name)
		upper = append(upper, capitals(e.Name))
		c := relations.MustParseCountry(e.Alpha2)
		values = append(values, c)
		codes = append(codes, countries.ByName(e.Alpha3))
		isos = append(isos, iso3166.Must(iso3166.FromAlpha2(e.Alpha2)))
		mikekonan = append(mikekonan, country.Alpha2Code(e.Alpha2))
		regions = append(regions, language.MustParseRegion(e.Alpha2))

		cells[int(e.Alpha2[0]-'A')*26+int(e.Alpha2[1]-'A')] = c
		cells3[(int(e.Alpha3[0]-'A')*26+int(e.Alpha3[1]-'A'))*26+int(e.Alpha3[2]-'A')] = c
		alpha3Array[i] = e.Alpha3
		texts = append(texts, c.String())
		known[folded(e.Name)] = c
	}
	for _, n := range Aliases() {
		aliases = append(aliases, n.Text)
		known[folded(n.Text)] = relations.MustParseCountry(n.Alpha2)
	}
	misses = NoCountries()
}

// byAlpha2 looks up a code, in any case, in the array of 26×26.
func byAlpha2(s string) relations.Country {
	if len(s) != 2 {
		return 0
	}
	a, b := s[0]|0x20-'a', s[1]|0x20-'a'
	if a > 25 || b > 25 {
		return 0
	}
	return cells[int(a)*26+int(b)]
}

// byAlpha3 looks up a code, in any case, in the array of 26×26×26.
func byAlpha3(s string) relations.Country {
	if len(s) != 3 {
		return 0
	}
	a, b, c := s[0]|0x20-'a', s[1]|0x20-'a', s[2]|0x20-'a'
	if a > 25 || b > 25 || c > 25 {
		return 0
	}
	return cells3[(int(a)*26+int(b))*26+int(c)]
}

// byName folds a name into a buffer on the stack, and looks it up in a map: it
// lower-cases ASCII letters, keeps digits and all that is not ASCII, and drops
// the rest. It knows no accents, and no word that may move or be missing.
func byName(s string) relations.Country {
	var buf [64]byte
	if len(s) > len(buf) {
		return 0
	}
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80 {
			buf[n] = c
			n++
		}
	}
	return known[string(buf[:n])]
}

// capitals returns s with its ASCII letters in upper case, as no table has it: a
// package that compares spellings as they are has to fold this one.
func capitals(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] = c &^ 0x20
		}
	}
	return string(b)
}

// folded returns the key of byName.
func folded(s string) string {
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80 {
			b = append(b, c)
		}
	}
	return string(b)
}

func BenchmarkParseAlpha2(b *testing.B) { benchmarkParse(b, alpha2, inAlpha2) }
func BenchmarkParseAlpha3(b *testing.B) { benchmarkParse(b, alpha3, inAlpha3) }
func BenchmarkParseName(b *testing.B)   { benchmarkParse(b, names, inNames) }
func BenchmarkParseUpper(b *testing.B)  { benchmarkParse(b, upper, inNames) }
func BenchmarkParseAlias(b *testing.B)  { benchmarkParse(b, aliases, inNames) }
func BenchmarkParseMiss(b *testing.B)   { benchmarkParse(b, misses, inMisses) }

// What a list of inputs holds.
const (
	inAlpha2 = iota
	inAlpha3
	inNames
	inMisses
)

func benchmarkParse(b *testing.B, in []string, kind int) {
	b.Run("loop", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = in[i]
			if i++; i == len(in) {
				i = 0
			}
		}
	})
	switch kind {
	case inAlpha2:
		b.Run("array26x26", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				sinkCountry = byAlpha2(in[i])
				if i++; i == len(in) {
					i = 0
				}
			}
		})
	case inAlpha3:
		b.Run("array26x26", func(b *testing.B) { // of the same countries, beside what is measured here
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				sinkCountry = byAlpha2(alpha2[i])
				if i++; i == len(alpha2) {
					i = 0
				}
			}
		})
		b.Run("array26x26x26", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				sinkCountry = byAlpha3(in[i])
				if i++; i == len(in) {
					i = 0
				}
			}
		})
	default:
		b.Run("fold+map", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				sinkCountry = byName(in[i])
				if i++; i == len(in) {
					i = 0
				}
			}
		})
	}
	b.Run("relations", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			if c, err := relations.ParseCountry(in[i]); err == nil {
				sinkCountry = c
			}
			if i++; i == len(in) {
				i = 0
			}
		}
	})
	if kind == inMisses {
		b.Run("relations-error-kept", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				sinkCountry, sinkErr = relations.ParseCountry(in[i])
				if i++; i == len(in) {
					i = 0
				}
			}
		})
	}
	b.Run("biter777", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkCode = countries.ByName(in[i])
			if i++; i == len(in) {
				i = 0
			}
		}
	})
	switch kind {
	case inAlpha2, inAlpha3:
		b.Run("gountries", func(b *testing.B) {
			q := Gountries()
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if c, err := q.FindCountryByAlpha(in[i]); err == nil {
					sinkString = c.Alpha2
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
	default:
		b.Run("gountries", func(b *testing.B) {
			q := Gountries()
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if c, err := q.FindCountryByName(in[i]); err == nil {
					sinkString = c.Alpha2
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
	}
	switch kind {
	case inAlpha2:
		b.Run("countrycodes", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if c, ok := countrycodes.GetByAlpha2(in[i]); ok {
					sinkString = c.Alpha2
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
		b.Run("go-countries", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if c, ok := country.ByAlpha2CodeStr(in[i]); ok {
					sinkMikekonan = c
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
		b.Run("iso3166", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if c, err := iso3166.FromAlpha2(in[i]); err == nil {
					sinkISO = c
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
	case inAlpha3:
		b.Run("countrycodes", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if c, ok := countrycodes.Alpha3ToAlpha2(in[i]); ok {
					sinkString = c
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
		b.Run("go-countries", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if c, ok := country.ByAlpha3CodeStr(in[i]); ok {
					sinkMikekonan = c
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
		b.Run("iso3166", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if c, err := iso3166.FromAlpha3(in[i]); err == nil {
					sinkISO = c
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
	default:
		b.Run("countrycodes", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if c, ok := countrycodes.NameToAlpha2(in[i]); ok {
					sinkString = c
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
		b.Run("go-countries", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if c, ok := country.ByNameStr(in[i]); ok {
					sinkMikekonan = c
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
	}
	if kind == inAlpha2 || kind == inAlpha3 {
		b.Run("x-text", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if r, err := language.ParseRegion(in[i]); err == nil {
					sinkRegion = r
				}
				if i++; i == len(in) {
					i = 0
				}
			}
		})
	}
}

// From a country, as each package has it, to its alpha-3 code. Where a package
// has none, the country is its alpha-2 code.
func BenchmarkToAlpha3(b *testing.B) {
	b.Run("array", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = alpha3Array[i]
			if i++; i == len(alpha3Array) {
				i = 0
			}
		}
	})
	b.Run("relations", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = values[i].Alpha3()
			if i++; i == len(values) {
				i = 0
			}
		}
	})
	b.Run("relations-from-text", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			if c, err := relations.ParseCountry(alpha2[i]); err == nil {
				sinkString = c.Alpha3()
			}
			if i++; i == len(alpha2) {
				i = 0
			}
		}
	})
	b.Run("biter777", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = codes[i].Alpha3()
			if i++; i == len(codes) {
				i = 0
			}
		}
	})
	b.Run("gountries", func(b *testing.B) {
		q := Gountries()
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			if c, err := q.FindCountryByAlpha(alpha2[i]); err == nil {
				sinkString = c.Alpha3
			}
			if i++; i == len(alpha2) {
				i = 0
			}
		}
	})
	b.Run("countrycodes", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			if c, ok := countrycodes.Alpha2ToAlpha3(alpha2[i]); ok {
				sinkString = c
			}
			if i++; i == len(alpha2) {
				i = 0
			}
		}
	})
	b.Run("go-countries", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			if c, ok := country.ByAlpha2Code(mikekonan[i]); ok {
				sinkString = c.Alpha3Code().String()
			}
			if i++; i == len(mikekonan) {
				i = 0
			}
		}
	})
	b.Run("iso3166", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = isos[i].Alpha3()
			if i++; i == len(isos) {
				i = 0
			}
		}
	})
	b.Run("x-text", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = regions[i].ISO3()
			if i++; i == len(regions) {
				i = 0
			}
		}
	})
}

// From a country, as each package has it, to its English name.
func BenchmarkToName(b *testing.B) {
	b.Run("array", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = texts[i]
			if i++; i == len(texts) {
				i = 0
			}
		}
	})
	b.Run("relations", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = values[i].String()
			if i++; i == len(values) {
				i = 0
			}
		}
	})
	b.Run("biter777", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = codes[i].String()
			if i++; i == len(codes) {
				i = 0
			}
		}
	})
	b.Run("gountries", func(b *testing.B) {
		q := Gountries()
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			if c, err := q.FindCountryByAlpha(alpha2[i]); err == nil {
				sinkString = c.Name.Common
			}
			if i++; i == len(alpha2) {
				i = 0
			}
		}
	})
	b.Run("countrycodes", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			if c, ok := countrycodes.Alpha2ToName(alpha2[i]); ok {
				sinkString = c
			}
			if i++; i == len(alpha2) {
				i = 0
			}
		}
	})
	b.Run("go-countries", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			if c, ok := country.ByAlpha2Code(mikekonan[i]); ok {
				sinkString = c.Name().String()
			}
			if i++; i == len(mikekonan) {
				i = 0
			}
		}
	})
	b.Run("iso3166", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = isos[i].Name()
			if i++; i == len(isos) {
				i = 0
			}
		}
	})
	b.Run("x-text", func(b *testing.B) {
		namer := display.Regions(language.English)
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = namer.Name(regions[i])
			if i++; i == len(regions) {
				i = 0
			}
		}
	})
}

// The name in the language of a tag, which is not known beforehand: the tags
// rotate as the countries do.
func BenchmarkNameIn(b *testing.B) {
	var tags []language.Tag
	for i := range values {
		tags = append(tags, language.MustParse([]string{"en", "fr-CA", "zh-Hant", "ru", "es-419", "ar", "uk", "de-AT"}[i%8]))
	}
	b.Run("tag-base", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkBase, _ = tags[i].Base()
			if i++; i == len(tags) {
				i = 0
			}
		}
	})
	b.Run("relations", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = values[i].Name(tags[i])
			if i++; i == len(values) {
				i = 0
			}
		}
	})
	// One language, with the namer at hand: what display is made for.
	french := language.MustParse("fr-CA")
	b.Run("tag-base-fr", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sinkBase, _ = french.Base()
		}
	})
	b.Run("relations-fr", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = values[i].Name(french)
			if i++; i == len(values) {
				i = 0
			}
		}
	})
	b.Run("x-text-fr", func(b *testing.B) {
		namer := display.Regions(french)
		b.ReportAllocs()
		for i := 0; b.Loop(); {
			sinkString = namer.Name(regions[i])
			if i++; i == len(regions) {
				i = 0
			}
		}
	})
}
