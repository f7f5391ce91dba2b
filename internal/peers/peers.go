package peers

import (
	"sync"

	"github.com/biter777/countries"
	"github.com/ferdypruis/iso3166"
	"github.com/flaticols/countrycodes"
	country "github.com/mikekonan/go-countries"
	"github.com/pariz/gountries"
	"github.com/warmrelations/relations"
	"golang.org/x/text/language"
)

// A Peer is a package that finds a country by a text.
type Peer struct {
	Name string // as in the tables
	Path string // the import path

	// Find returns the alpha-2 code of the country that a text names, or "".
	// It calls the package in the way in which it takes a text of any kind: by
	// its one function for that, or by those for codes and then those for names.
	Find func(text string) string
}

// Gountries returns the data of gountries, which it loads when it is first used.
var Gountries = sync.OnceValue(gountries.New)

// Peers returns the packages that are compared, this library first.
func Peers() []Peer {
	return []Peer{
		{"relations", "github.com/warmrelations/relations", func(s string) string {
			c, err := relations.ParseCountry(s)
			if err != nil {
				return ""
			}
			return c.Alpha2()
		}},
		{"biter777", "github.com/biter777/countries", func(s string) string {
			c := countries.ByName(s)
			if !c.IsValid() || c == countries.None {
				return ""
			}
			return c.Alpha2()
		}},
		{"gountries", "github.com/pariz/gountries", func(s string) string {
			q := Gountries()
			for _, find := range []func(string) (gountries.Country, error){
				q.FindCountryByAlpha, q.FindCountryByName, q.FindCountryByNativeName,
			} {
				if c, err := find(s); err == nil {
					return c.Alpha2
				}
			}
			return ""
		}},
		{"countrycodes", "github.com/flaticols/countrycodes", func(s string) string {
			for _, find := range []func(string) (countrycodes.Country, bool){
				countrycodes.GetByAlpha2, countrycodes.GetByAlpha3, countrycodes.GetByNumber, countrycodes.GetByName,
			} {
				if c, ok := find(s); ok {
					return c.Alpha2
				}
			}
			return ""
		}},
		{"go-countries", "github.com/mikekonan/go-countries", func(s string) string {
			for _, find := range []func(string) (country.Country, bool){
				country.ByAlpha2CodeStr, country.ByAlpha3CodeStr, country.ByNameStr,
			} {
				if c, ok := find(s); ok {
					return c.Alpha2Code().String()
				}
			}
			return ""
		}},
		{"iso3166", "github.com/ferdypruis/iso3166", func(s string) string {
			for _, find := range []func(string) (iso3166.Country, error){
				iso3166.FromAlpha2, iso3166.FromAlpha3, iso3166.FromNumeric,
			} {
				if c, err := find(s); err == nil {
					return c.Alpha2()
				}
			}
			return ""
		}},
		{"x/text", "golang.org/x/text/language", func(s string) string {
			r, err := language.ParseRegion(s)
			if err != nil || !r.IsCountry() {
				return ""
			}
			return r.Canonicalize().String() // UK is GB
		}},
	}
}

// A Score counts the answers of a package to a list of names.
type Score struct {
	Right  int // the country that is named
	Missed int // none where one is named
	Wrong  int // another than is named, or any where none is
}

// Answers counts the answers of p to names, and returns those that are wrong.
func (p Peer) Answers(names []Name) (Score, []Name) {
	var score Score
	var wrong []Name
	for _, n := range names {
		switch got := p.Find(n.Text); {
		case got == n.Alpha2 && got != "":
			score.Right++
		case got != "":
			score.Wrong++
			wrong = append(wrong, Name{n.Text, got})
		case n.Alpha2 != "":
			score.Missed++
		}
	}
	return score, wrong
}
