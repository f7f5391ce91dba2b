package interop

import (
	"encoding/json"
	"html/template"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

// The tests in this file show what docs/integrations.md warns of: nothing in the library
// can help there.

// gin reads the Go kind of a value from a query, unless a tag says otherwise.
func TestGin(t *testing.T) {
	type plain struct {
		C relations.Country `form:"c"`
	}
	type tagged struct {
		C relations.Country `form:"c,parser=encoding.TextUnmarshaler"`
	}
	bind := func(query string, v any) error {
		c, _ := gin.CreateTestContext(httptest.NewRecorder())
		c.Request = httptest.NewRequest("GET", "/?c="+query, nil)
		return c.ShouldBindQuery(v)
	}
	var p plain
	require.NoError(t, bind("364", &p))
	assert.False(t, p.C.IsValid(), "an invalid country, and no error")
	var q tagged
	for _, query := range []string{"364", "IR", "iran"} {
		require.NoError(t, bind(query, &q))
		assert.Equal(t, relations.Iran, q.C)
	}
	assert.Error(t, bind("Atlantis", &q))
}

// viper reads a number as the number of a value. Text needs a hook.
func TestViper(t *testing.T) {
	type settings struct{ Country relations.Country }
	for text, want := range map[string]relations.Country{
		`country: "004"`: relations.Afghanistan, `country: IR`: relations.Iran, `country: 004`: 4, `country: ""`: 0,
	} {
		v := viper.New()
		v.SetConfigType("yaml")
		require.NoError(t, v.ReadConfig(strings.NewReader(text)))
		var s settings
		require.NoError(t, v.Unmarshal(&s, viper.DecodeHook(mapstructure.TextUnmarshallerHookFunc())))
		assert.Equal(t, want, s.Country, text)
		assert.Equal(t, want > 256, s.Country.IsValid(), "only IsValid shows what went wrong")
	}
}

// A country that is missing, null or empty in JSON is the zero Country, which no filter
// matches.
func TestMissingCountry(t *testing.T) {
	for _, text := range []string{`{}`, `{"Country": null}`, `{"Country": ""}`} {
		var r record
		require.NoError(t, json.Unmarshal([]byte(text), &r))
		assert.False(t, r.Country.IsValid(), text)
		for range relations.Claims(relations.Involving(r.Country)) {
			assert.Fail(t, "a claim on no country")
		}
	}
}

// To a template, a struct is always true.
func TestHTMLTemplate(t *testing.T) {
	claim, _ := relations.ClaimByID("CHN-3")
	for text, want := range map[string]string{
		`{{if .DeniedBy}}denied{{end}}`:       "denied",
		`{{if .DeniedBy.Codes}}denied{{end}}`: "",
		`{{if .Start}}dated{{end}}`:           "dated",
		`{{if .Start.IsValid}}dated{{end}}`:   "",
		`{{.Kind}} {{.From}}`:                 "trade China",
	} {
		var b strings.Builder
		require.NoError(t, template.Must(template.New("").Parse(text)).Execute(&b, claim))
		assert.Equal(t, want, b.String(), text)
	}
}
