package interop

import (
	"encoding"
	"flag"
	"fmt"
	"html/template"
	"log/slog"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

// options are the options of a program.
type options struct {
	Country relations.Country
	Kind    relations.SupportKind
	Date    relations.Date
	Others  relations.CountrySet
}

func TestFlags(t *testing.T) {
	for _, tt := range []struct {
		name, args string
		want       options
		err        string
	}{
		{"none", "", options{Others: full.Countries}, ""},
		{"each", "-country=KP -kind=military -date=2022 -others=CN,IN", options{relations.NorthKorea, relations.Military,
			relations.Date{Year: 2022}, relations.NewCountrySet(relations.China, relations.India)}, ""},
		{"empty is zero", "-country= -others=", options{}, ""},
		{"refused", "-country=Korea", options{Others: full.Countries},
			`invalid value "Korea" for flag -country: relations: country "Korea": ambiguous: North Korea or South Korea`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var have options
			var output strings.Builder
			set := flag.NewFlagSet("program", flag.ContinueOnError)
			set.SetOutput(&output)
			set.TextVar(&have.Country, "country", relations.Country(0), "the `partner`")
			set.TextVar(&have.Kind, "kind", relations.SupportKind(0), "the `kind` of support")
			set.TextVar(&have.Date, "date", relations.Date{}, "a `day`, month or year")
			set.TextVar(&have.Others, "others", full.Countries, "further `countries`")
			if err := set.Parse(strings.Fields(tt.args)); tt.err != "" {
				assert.ErrorContains(t, err, tt.err)
			} else {
				assert.NoError(t, err)
			}
			assert.Equal(t, tt.want, have)
			set.PrintDefaults()
			assert.Contains(t, output.String(), "further countries (default BY IR)\n")
		})
	}
}

func TestSlog(t *testing.T) {
	dataset, err := relations.New(relations.Header{Subject: relations.Iran}, nil, nil)
	require.NoError(t, err)
	for _, tt := range []struct {
		name       string
		value      any
		text, json string
	}{
		{"country", relations.Iran, `v=IR`, `"v":"IR"`},
		{"countries", full.Countries, `v="BY IR"`, `"v":["BY","IR"]`},
		{"kinds", []relations.SupportKind{relations.Trade}, `v=[trade]`, `"v":["trade"]`},
		{"zero", relations.Country(0), `v=""`, `"v":""`},
		{"invalid", relations.SupportKind(200), `v="!ERROR:relations: support kind \"SupportKind(200)\": invalid value"`,
			`invalid value`},
		{"claim", relations.Claim{ID: "x", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "s"},
			`v="x: Iran -> Russia trade, reported: "`, `"v":{"id":"x","from":"IR","to":"RU","kind":"trade","source":"s"}`},
		{"dataset", dataset, `v="{\n  \"subject\": \"IR\"`, `"v":{"subject":"IR"`},
		{"String of dataset", dataset.String(), `v="0 claims on Iran"`, `"v":"0 claims on Iran"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			slog.New(slog.NewTextHandler(&b, nil)).Info("", "v", tt.value)
			assert.Contains(t, b.String(), tt.text)
			b.Reset()
			slog.New(slog.NewJSONHandler(&b, nil)).Info("", "v", tt.value)
			assert.Contains(t, b.String(), tt.json)
		})
	}
}

// In a template, a struct is always true.
func TestTemplate(t *testing.T) {
	trade, ok := relations.ClaimByID("CHN-3")
	require.True(t, ok)
	disputed, ok := relations.ClaimByID("PRK-1")
	require.True(t, ok)
	data := map[string]any{
		"trade": trade, "disputed": disputed, "iran": relations.Iran, "nobody": relations.Country(0),
		"resolution": relations.Resolution(1), "kinds": full.Kinds,
	}
	for text, want := range map[string]string{
		`{{if .trade.DeniedBy}}denied{{end}}`:            "denied",
		`{{if .trade.DeniedBy.Codes}}denied{{end}}`:      "",
		`{{if .trade.Start}}dated{{end}}`:                "dated",
		`{{if .trade.Start.IsValid}}dated{{end}}`:        "",
		`{{.trade.Kind}} {{.trade.From}}`:                "trade China",
		`{{.disputed.Standing}}: {{.disputed.DeniedBy}}`: "disputed: KP",
		`{{with .nobody}}{{.}}{{else}}nobody{{end}}`:     "nobody",
		`{{if eq .trade.From .iran}}Iran{{end}}`:         "",
		`{{range .kinds.All}}[{{.}}]{{end}}`:             "[visit][military]",
		`{{.resolution}}: {{.resolution.Vote .iran}}`:    "A/RES/ES-11/1: abstained",
		`<a title="{{.disputed}}">`:                      `<a title="` + template.HTMLEscapeString(disputed.String()) + `">`,
	} {
		var b strings.Builder
		require.NoError(t, template.Must(template.New("").Parse(text)).Execute(&b, data), text)
		assert.Equal(t, want, b.String(), text)
	}
}

// Without the tag, gin decodes a country from its number.
func TestGin(t *testing.T) {
	gin.SetMode(gin.TestMode)
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
	assert.Equal(t, relations.Country(364), p.C, "an invalid country, without an error")
	for _, query := range []string{"364", "IR", "iran"} {
		var v tagged
		require.NoError(t, bind(query, &v))
		assert.Equal(t, relations.Iran, v.C)
	}
	assert.Error(t, bind("Atlantis", new(tagged)))

	var kind struct {
		C relations.SupportKind `form:"c"`
	}
	require.NoError(t, bind("13", &kind))
	assert.Equal(t, relations.ArmsTransfer, kind.C, "a kind, without an error")
	var set struct {
		C relations.CountrySet `form:"c,parser=encoding.TextUnmarshaler" binding:"required"`
	}
	for query, want := range map[string]string{"BY,IR": "BY IR", "BY&c=IR": "BY", "": ""} {
		require.NoError(t, bind(query, &set))
		assert.Equal(t, want, set.C.Codes, query)
	}
}

// onlyText is the hook in docs/integrations.md.
func onlyText(from, to reflect.Type, data any) (any, error) {
	if _, ok := reflect.New(to).Interface().(encoding.TextUnmarshaler); ok && from.Kind() != reflect.String {
		return nil, fmt.Errorf("want text in quotes, not %v", data)
	}
	return data, nil
}

// viper decodes a number as the number of a value, and a time as an empty struct. Text needs a
// hook. koanf behaves like viper with the hook.
func TestViper(t *testing.T) {
	hook := []viper.DecoderConfigOption{viper.DecodeHook(mapstructure.TextUnmarshallerHookFunc())}
	strict := []viper.DecoderConfigOption{
		viper.DecodeHook(mapstructure.ComposeDecodeHookFunc(onlyText, mapstructure.TextUnmarshallerHookFunc())),
	}
	for _, tt := range []struct {
		text    string
		decoder []viper.DecoderConfigOption
		want    options
		ok      bool
	}{
		{"country: IR", hook, options{Country: relations.Iran}, true},
		{`country: "004"`, hook, options{Country: relations.Afghanistan}, true},
		{`date: "2023-03-20"`, hook, options{Date: full.Date}, true},
		{"others: BY IR", hook, options{Others: full.Countries}, true},

		{"country: 004", hook, options{Country: 4}, true},
		{`country: ""`, hook, options{}, true},
		{"date: 2023-03-20", hook, options{}, true},
		{"kind: 13", hook, options{Kind: relations.ArmsTransfer}, true},

		{"country: Atlantis", hook, options{}, false},
		{"date: 2023", hook, options{}, false},
		{"others: [BY, IR]", hook, options{}, false},
		{"country: IR", nil, options{}, false},
		{`country: "364"`, nil, options{Country: 364}, true},

		{`country: "004"`, strict, options{Country: relations.Afghanistan}, true},
		{"others: BY IR", strict, options{Others: full.Countries}, true},
		{"country: 004", strict, options{}, false},
		{"date: 2023-03-20", strict, options{}, false},
		{"date: {year: 2023, month: 13}", strict, options{}, false},
		{"kind: 13", strict, options{}, false},
		{"others: {codes: zz}", strict, options{}, false},
	} {
		t.Run(tt.text, func(t *testing.T) {
			v := viper.New()
			v.SetConfigType("yaml")
			require.NoError(t, v.ReadConfig(strings.NewReader(tt.text)))
			var have options
			err := v.Unmarshal(&have, tt.decoder...)
			assert.Equal(t, tt.ok, err == nil, "%v", err)
			assert.Equal(t, tt.want, have)
		})
	}
}
