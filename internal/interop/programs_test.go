package interop

import (
	"flag"
	"io"
	"log/slog"
	"strings"
	"testing"
	"text/template"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/warmrelations/relations"
)

// The options of a program, each with flag.TextVar.
type options struct {
	Country relations.Country
	Kind    relations.SupportKind
	Date    relations.Date
	Others  relations.CountrySet
}

var defaults = options{
	Country: relations.Iran,
	Date:    relations.Date{Year: 2023, Month: 3},
	Others:  relations.NewCountrySet(relations.Ukraine, relations.Syria),
}

func (o *options) flags(output io.Writer) *flag.FlagSet {
	set := flag.NewFlagSet("program", flag.ContinueOnError)
	set.SetOutput(output)
	set.TextVar(&o.Country, "country", defaults.Country, "the `partner`")
	set.TextVar(&o.Kind, "kind", defaults.Kind, "the `kind` of support")
	set.TextVar(&o.Date, "date", defaults.Date, "a `day`, month or year")
	set.TextVar(&o.Others, "others", defaults.Others, "further `countries`")
	return set
}

func TestFlags(t *testing.T) {
	for _, test := range []struct {
		name  string
		args  []string
		want  options
		fault string // part of what the user reads
	}{
		{"none", nil, defaults, ""},
		{"each", []string{"-country", "North Korea", "-kind=military", "-date", "2022", "-others", "CN IN"},
			options{relations.NorthKorea, relations.Military, relations.Date{Year: 2022},
				relations.NewCountrySet(relations.China, relations.India)}, ""},
		{"empty is zero", []string{"-country=", "-kind=", "-date=", "-others="}, options{}, ""},
		{"unknown country", []string{"-country=Atlantis"}, defaults,
			`invalid value "Atlantis" for flag -country: relations: country "Atlantis": unknown`},
		{"ambiguous country, with the candidates", []string{"-country=Korea"}, defaults, "North Korea or South Korea"},
		{"unknown kind, with the kinds", []string{"-kind=applause"}, defaults, "arms-transfer"},
		{"no date", []string{"-date=2023-02-30"}, defaults, `date "2023-02-30": malformed`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var have options
			err := have.flags(io.Discard).Parse(test.args)
			if test.fault == "" {
				assert.NoError(t, err)
			} else {
				assert.ErrorContains(t, err, test.fault)
			}
			assert.Empty(t, cmp.Diff(test.want, have))
		})
	}

	t.Run("usage shows defaults that are not zero", func(t *testing.T) {
		var b strings.Builder
		new(options).flags(&b).PrintDefaults()
		assert.Equal(t, `  -country partner
    	the partner (default IR)
  -date day
    	a day, month or year (default 2023-03)
  -kind kind
    	the kind of support
  -others countries
    	further countries (default SY UA)
`, b.String())
	})
}

func TestSlog(t *testing.T) {
	for _, test := range []struct {
		name       string
		value      any
		text, json string
	}{
		{"country", relations.Iran, `v=IR`, `"v":"IR"`},
		{"countries", relations.NewCountrySet(relations.Iran, relations.Belarus), `v="BY IR"`, `"v":["BY","IR"]`},
		{"vote", relations.InFavor, `v="in favor"`, `"v":"in favor"`},
		{"zero", relations.Country(0), `v=""`, `"v":""`},
		{"invalid", relations.SupportKind(200), `v="!ERROR:relations: support kind \"SupportKind(200)\": invalid value"`,
			`invalid value`},
		{"claim", relations.Claim{ID: "x", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "s"},
			`v="x: Iran -> Russia trade, reported: "`, `"v":{"id":"x","from":"IR","to":"RU","kind":"trade","source":"s"}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b strings.Builder
			slog.New(slog.NewTextHandler(&b, nil)).Info("", "v", test.value)
			assert.Contains(t, b.String(), test.text)
			b.Reset()
			slog.New(slog.NewJSONHandler(&b, nil)).Info("", "v", test.value)
			assert.Contains(t, b.String(), test.json)
		})
	}
}

func TestTemplate(t *testing.T) {
	claim := relations.Claim{ID: "a", From: relations.NorthKorea, To: relations.Russia, Kind: relations.ArmsTransfer,
		Source:     "s",
		AssertedBy: relations.NewCountrySet(relations.UnitedStates), DeniedBy: relations.NewCountrySet(relations.NorthKorea)}
	other := relations.Claim{ID: "b", From: relations.Iran, To: relations.Russia, Kind: relations.Visit, Source: "s"}
	dataset, err := relations.New(relations.Header{Subject: relations.Russia}, []relations.Source{{ID: "s"}},
		[]relations.Claim{claim, other})
	require.NoError(t, err)
	data := map[string]any{
		"kinds":      relations.NewKindSet(relations.Endorsement, relations.Narrative),
		"claim":      claim,
		"dataset":    dataset,
		"iran":       relations.Iran,
		"nobody":     relations.Country(0),
		"resolution": relations.Resolution(1),
	}
	for _, test := range []struct{ name, text, want string }{
		{"values print as names", `{{.claim.From}}, {{.claim.Kind}}, {{.claim.Standing}}`,
			"North Korea, arms-transfer, disputed"},
		{"sets print as codes and names", `{{.claim.DeniedBy}}: {{.kinds}}`, "KP: endorsement narrative"},
		{"methods", `{{.claim.From.Alpha3}} {{.claim.Kind.Category}}`, "PRK military"},
		{"if", `{{with .claim.From}}{{.}}{{end}}{{with .nobody}}{{.}}{{else}}, or nobody{{end}}`, "North Korea, or nobody"},
		{"eq", `{{if eq .claim.From .iran}}Iran{{else}}another{{end}}`, "another"},
		{"range over a set", `{{range .kinds.All}}[{{.}}]{{end}}`, "[endorsement][narrative]"},
		{"range over relations", `{{range .dataset.All}}{{.Partner.Alpha2}} {{end}}`, "IR KP "},
		{"vote", `{{.resolution}}: {{.iran}} {{.resolution.Vote .iran}}`, "A/RES/ES-11/1: Iran abstained"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b strings.Builder
			require.NoError(t, template.Must(template.New("").Parse(test.text)).Execute(&b, data))
			assert.Equal(t, test.want, b.String())
		})
	}
}
