package peers

import (
	"bytes"
	"os"
	"testing"
	"unicode/utf8"

	"github.com/biter777/countries"
	"github.com/ferdypruis/iso3166"
	"github.com/flaticols/countrycodes"
	country "github.com/mikekonan/go-countries"
	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/warmrelations/relations"
)

// Each benchmark takes its inputs in turn and stores each result in a variable
// of the package. A list of inputs has a length of 256, so that an index of type
// uint8 is in range and starts again by itself. Each loop is written out, since
// a call through a function value would cost as much as what is measured.

// Results of the benchmarks.
var (
	sinkString    string
	sinkOK        bool
	sinkInt       int
	sinkFloat     float64
	sinkCountry   relations.Country
	sinkCode      countries.CountryCode
	sinkISO       iso3166.Country
	sinkMikekonan country.Country
	sinkRegion    language.Region
	sinkSet       relations.CountrySet
	sinkRelation  relations.Relation
	sinkVote      relations.Vote
	sinkDataset   relations.Dataset
)

// Inputs: codes, texts, and the countries of ISO 3166-1 as each package has them.
var (
	alpha2, alpha3, isoNames, capitals, data, nonASCII, none [256]string

	values    [256]relations.Country
	codes     [256]countries.CountryCode
	isos      [256]iso3166.Country
	mikekonan [256]country.Alpha2Code
	regions   [256]language.Region

	dataWant, nonASCIIWant [256]relations.Country
)

// The plain limit.
var (
	cells2               [26 * 26]relations.Country
	cells3               [26 * 26 * 26]relations.Country
	folded               = map[string]relations.Country{}
	plainCodes, plainISO [256]string // alpha-3 code and name by the index of the country
)

// TestMain fills the inputs and the plain tables.
func TestMain(m *testing.M) {
	for i := range values {
		f := world()[i%len(world())]
		alpha2[i], alpha3[i], isoNames[i] = f[0], f[1], f[3]
		capitals[i] = string(bytes.Map(func(r rune) rune { // ASCII letters only
			if 'a' <= r && r <= 'z' {
				return r - 'a' + 'A'
			}
			return r
		}, []byte(f[3])))
		c := relations.MustParseCountry(f[0])
		values[i], codes[i], mikekonan[i] = c, countries.ByName(f[1]), country.Alpha2Code(f[0])
		isos[i], regions[i] = iso3166.Must(iso3166.FromAlpha2(f[0])), language.MustParseRegion(f[0])
		cells2[int(f[0][0]-'A')*26+int(f[0][1]-'A')] = c
		cells3[(int(f[1][0]-'A')*26+int(f[1][1]-'A'))*26+int(f[1][2]-'A')] = c
		folded[fold(f[3])] = c
		plainCodes[i], plainISO[i] = c.Alpha3(), c.String()
	}
	fill := func(in *[256]string, want *[256]relations.Country, names []name) {
		for i := range in {
			n := names[i*max(len(names), 256)/256%len(names)]
			in[i], want[i], folded[fold(n.text)] = n.text, relations.MustParseCountry(n.alpha2), relations.MustParseCountry(n.alpha2)
		}
	}
	fill(&data, &dataWant, list("ours", true))
	var other []name
	for _, n := range list("i18n-other", true) {
		if _, err := relations.ParseCountry(n.text); err == nil && len(n.text) <= 64 && utf8.RuneCountInString(n.text) < len(n.text) {
			other = append(other, n)
		}
	}
	fill(&nonASCII, &nonASCIIWant, other)
	for i, names := 0, list("ours", false); i < 256; i++ {
		none[i] = names[i%len(names)].text
	}
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

// plainName folds a name into a buffer on the stack and looks it up in a map. It
// folds ASCII letters and keeps only them, digits, and all bytes that are not ASCII: it
// knows no accents, and no word that may move or be missing.
func plainName(s string) relations.Country {
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
	return folded[string(buf[:n])]
}

// fold returns the key of plainName for any length.
func fold(s string) string {
	var b []byte
	for _, c := range []byte(s) {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80 {
			b = append(b, c)
		}
	}
	return string(b)
}

// TestInputs checks that what is measured beside each other gives the same
// country: a look-up that fails may be fast.
func TestInputs(t *testing.T) {
	q := gountriesData()
	for i, c := range values {
		assert.Equal(t, c, plain2(alpha2[i]))
		assert.Equal(t, c, plain3(alpha3[i]))
		for _, s := range []string{alpha2[i], alpha3[i], isoNames[i], capitals[i]} {
			got, err := relations.ParseCountry(s)
			assert.NoError(t, err)
			assert.Equal(t, c, got, s)
		}
		assert.Equal(t, c, plainName(capitals[i]))
		g, err := q.FindCountryByAlpha(alpha2[i])
		assert.NoError(t, err)
		m, _ := country.ByAlpha2Code(mikekonan[i])
		for _, got := range []string{c.Alpha3(), codes[i].Alpha3(), isos[i].Alpha3(), regions[i].ISO3(), g.Alpha3, string(m.Alpha3Code())} {
			assert.Equal(t, alpha3[i], got)
		}
		for in, want := range map[string]relations.Country{data[i]: dataWant[i], nonASCII[i]: nonASCIIWant[i]} {
			got, err := relations.ParseCountry(in)
			assert.NoError(t, err)
			assert.Equal(t, want, got, in)
			assert.Equal(t, want, plainName(in), in)
		}
		_, err = relations.ParseCountry(none[i])
		assert.Error(t, err, none[i])
	}
}

// A column is a package, or the plain limit, in a row of a table.
type column struct {
	by  string
	run func(b *testing.B, in *[256]string)
}

func compare(b *testing.B, row string, in *[256]string, by ...column) {
	for _, c := range by {
		b.Run(row+"by="+c.by, func(b *testing.B) {
			b.ReportAllocs()
			c.run(b, in)
		})
	}
}

// From a text to a country, as each package has it. Errors are tested and dropped.
func BenchmarkParse(b *testing.B) {
	library := column{"relations", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			if c, err := relations.ParseCountry(in[i]); err == nil {
				sinkCountry = c
			}
		}
	}}
	biter777 := column{"biter777", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkCode = countries.ByName(in[i])
		}
	}}
	gountriesCode := column{"gountries", func(b *testing.B, in *[256]string) {
		q := gountriesData()
		b.ResetTimer()
		for i := uint8(0); b.Loop(); i++ {
			if c, err := q.FindCountryByAlpha(in[i]); err == nil {
				sinkString = c.Alpha2
			}
		}
	}}
	xtext := column{"x-text", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			if r, err := language.ParseRegion(in[i]); err == nil {
				sinkRegion = r
			}
		}
	}}
	compare(b, "in=alpha2/", &alpha2, library, column{"plain", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkCountry = plain2(in[i])
		}
	}}, biter777, gountriesCode, column{"countrycodes", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			if c, ok := countrycodes.GetByAlpha2(in[i]); ok {
				sinkString = c.Alpha2
			}
		}
	}}, column{"go-countries", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			if c, ok := country.ByAlpha2CodeStr(in[i]); ok {
				sinkMikekonan = c
			}
		}
	}}, column{"iso3166", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			if c, err := iso3166.FromAlpha2(in[i]); err == nil {
				sinkISO = c
			}
		}
	}}, xtext)
	compare(b, "in=alpha3/", &alpha3, library, column{"plain", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkCountry = plain3(in[i])
		}
	}}, biter777, gountriesCode, column{"countrycodes", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			if c, ok := countrycodes.Alpha3ToAlpha2(in[i]); ok {
				sinkString = c
			}
		}
	}}, column{"go-countries", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			if c, ok := country.ByAlpha3CodeStr(in[i]); ok {
				sinkMikekonan = c
			}
		}
	}}, column{"iso3166", func(b *testing.B, in *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			if c, err := iso3166.FromAlpha3(in[i]); err == nil {
				sinkISO = c
			}
		}
	}}, xtext)
	for _, row := range []struct {
		in string
		of *[256]string
	}{{"name", &isoNames}, {"capitals", &capitals}, {"data", &data}, {"non-ASCII", &nonASCII}, {"none", &none}} {
		compare(b, "in="+row.in+"/", row.of, library, column{"plain", func(b *testing.B, in *[256]string) {
			for i := uint8(0); b.Loop(); i++ {
				sinkCountry = plainName(in[i])
			}
		}}, biter777, column{"gountries", func(b *testing.B, in *[256]string) {
			q := gountriesData()
			b.ResetTimer()
			for i := uint8(0); b.Loop(); i++ {
				if c, err := q.FindCountryByName(in[i]); err == nil {
					sinkString = c.Alpha2
				}
			}
		}}, column{"countrycodes", func(b *testing.B, in *[256]string) {
			for i := uint8(0); b.Loop(); i++ {
				if c, ok := countrycodes.NameToAlpha2(in[i]); ok {
					sinkString = c
				}
			}
		}}, column{"go-countries", func(b *testing.B, in *[256]string) {
			for i := uint8(0); b.Loop(); i++ {
				if c, ok := country.ByNameStr(in[i]); ok {
					sinkMikekonan = c
				}
			}
		}})
	}
}

// From a country, as each package has it, to its alpha-3 code. In gountries and
// countrycodes a country is an alpha-2 code.
func BenchmarkAlpha3(b *testing.B) {
	compare(b, "", nil, column{"relations", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString = values[i].Alpha3()
		}
	}}, column{"plain", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString = plainCodes[i]
		}
	}}, column{"biter777", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString = codes[i].Alpha3()
		}
	}}, column{"gountries", func(b *testing.B, _ *[256]string) {
		q := gountriesData()
		b.ResetTimer()
		for i := uint8(0); b.Loop(); i++ {
			c, _ := q.FindCountryByAlpha(alpha2[i])
			sinkString = c.Alpha3
		}
	}}, column{"countrycodes", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString, _ = countrycodes.Alpha2ToAlpha3(alpha2[i])
		}
	}}, column{"go-countries", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			c, _ := country.ByAlpha2Code(mikekonan[i])
			sinkString = c.Alpha3Code().String()
		}
	}}, column{"iso3166", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString = isos[i].Alpha3()
		}
	}}, column{"x-text", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString = regions[i].ISO3()
		}
	}})
}

// From a country, as each package has it, to its English name.
func BenchmarkName(b *testing.B) {
	compare(b, "", nil, column{"relations", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString = values[i].String()
		}
	}}, column{"plain", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString = plainISO[i]
		}
	}}, column{"biter777", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString = codes[i].String()
		}
	}}, column{"gountries", func(b *testing.B, _ *[256]string) {
		q := gountriesData()
		b.ResetTimer()
		for i := uint8(0); b.Loop(); i++ {
			c, _ := q.FindCountryByAlpha(alpha2[i])
			sinkString = c.Name.Common
		}
	}}, column{"countrycodes", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString, _ = countrycodes.Alpha2ToName(alpha2[i])
		}
	}}, column{"go-countries", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			c, _ := country.ByAlpha2Code(mikekonan[i])
			sinkString = c.Name().String()
		}
	}}, column{"iso3166", func(b *testing.B, _ *[256]string) {
		for i := uint8(0); b.Loop(); i++ {
			sinkString = isos[i].Name()
		}
	}}, column{"x-text", func(b *testing.B, _ *[256]string) {
		namer := display.Regions(language.English)
		for i := uint8(0); b.Loop(); i++ {
			sinkString = namer.Name(regions[i])
		}
	}})
}
