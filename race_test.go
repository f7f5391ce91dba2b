package relations_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/warmrelations/relations"
)

func TestManyReadersAtOnce(t *testing.T) {
	// Meaningful under the race detector: readers of everything, and decoders
	// that make datasets beside them. A dataset of one's own is shared too.
	own, err := relations.Decode(strings.NewReader(smallDocument))
	require.NoError(t, err)
	text, table := encodeJSON(t, relations.Embedded()), encodeCSV(t, relations.Embedded())
	filter := relations.Or(relations.OfKind(relations.Military), relations.Where(func(c relations.Claim) bool { return c.Mutual }))
	claims := relations.Claims(filter, relations.Not(relations.From(relations.Iran)))

	_, common := relations.Agreement(relations.China, relations.India)

	work := []func(){
		func() {
			for c := range relations.Countries().All() {
				for _, tag := range []language.Tag{language.Arabic, language.Chinese, language.English, language.French, language.Russian, language.Spanish, language.German} {
					back, err := relations.ParseCountry(c.Name(tag))
					assert.NoError(t, err)
					assert.Equal(t, c, back)
				}
				r, ok := relations.CountryOf(c.Region())
				assert.True(t, ok)
				assert.Equal(t, c, r)
			}
			_, err := relations.ParseCountry("Korea")
			assert.ErrorIs(t, err, relations.ErrAmbiguous)
		},
		func() {
			n := 0
			for c := range claims {
				n += len(c.ID)
			}
			assert.Equal(t, n, n/5*5, "IDs have five letters")
			for r := range relations.All() {
				again, ok := relations.Of(r.Partner)
				assert.True(t, ok)
				assert.Equal(t, r, again)
			}
			_, ok := relations.ClaimByID("IRN-3")
			assert.True(t, ok)
			assert.Equal(t, "BY IR", relations.Supporters(relations.Military).String())
		},
		func() {
			for c := range own.Claims(relations.During(date(2020), date(2024)), filter) {
				assert.NotEmpty(t, c.ID)
			}
			_, ok := own.Of(relations.Iran)
			assert.True(t, ok)
			more, err := own.Replace([]relations.Source{{ID: "s"}}, nil)
			assert.NoError(t, err)
			assert.False(t, more.Equal(own))
			assert.Contains(t, encodeCSV(t, own), "\nA-1,IR,RU,false,trade,")
		},
		func() {
			d, err := relations.Decode(strings.NewReader(text))
			assert.NoError(t, err)
			assert.True(t, d.Equal(relations.Embedded()))
			_, err = relations.Decode(strings.NewReader(text[:len(text)/2]))
			assert.Error(t, err)
		},
		func() {
			header, sources := relations.Embedded().Header(), []relations.Source{}
			for s := range relations.Sources() {
				sources = append(sources, s)
			}
			d, err := relations.DecodeCSV(strings.NewReader(table), header, sources)
			assert.NoError(t, err)
			assert.True(t, d.Equal(relations.Embedded()))
		},
		func() {
			for r := range relations.Resolutions() {
				assert.Equal(t, relations.Against, r.Vote(relations.Belarus))
				assert.True(t, r.Voters(relations.Against).Has(relations.NorthKorea))
			}
			_, n := relations.Agreement(relations.China, relations.India)
			assert.Equal(t, common, n)
			for _, v := range relations.Votes(relations.India) {
				assert.Equal(t, relations.Abstained, v)
			}
		},
	}
	var wg sync.WaitGroup
	for range 4 {
		for _, f := range work {
			wg.Go(func() {
				for range 3 {
					f()
				}
			})
		}
	}
	wg.Wait()
	assert.Equal(t, text, encodeJSON(t, relations.Embedded()))
}
