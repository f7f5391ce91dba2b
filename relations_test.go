package relations_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// codedClaims is the coding of the article, a line for each claim: ID, dyad,
// kind, start, end, asserted by, denied by, others. It was made apart from
// data.go, which must agree with it.
const codedClaims = `
CHN-1 | CN <-> RU | visit | 2023-03 | 2023-03 |  |  | 
CHN-2 | CN <-> RU | alignment |  |  |  |  | 
CHN-3 | CN <-> RU | trade |  |  |  |  | 
CHN-4 | CN -> RU | oil-purchase |  |  |  |  | 
CHN-5 | CN -> RU | goods-supply |  |  |  |  | 
CHN-6 | CN <-> RU | alignment |  |  |  |  | UA
CHN-7 | CN <-> RU | joint-exercise | 2023 | 2023 |  |  | ZA
BLR-1 | BY <-> RU | alignment |  |  |  |  | 
BLR-2 | RU -> BY | unspecified-aid | 2020 | 2020 |  |  | 
BLR-3 | BY <-> RU | background | 2020 |  |  |  | 
BLR-4 | BY -> RU | territory-access | 2022 | 2022 |  |  | UA
BLR-5 | BY -> RU | territory-access |  |  |  |  | 
IND-1 | IN -> RU | oil-purchase |  |  |  |  | 
IND-2 | IN <-> RU | alignment |  |  |  |  | UA
IND-3 | IN -> RU | non-condemnation |  |  |  |  | UA
IND-4 | IN <-> RU | background |  |  |  |  | UA
IND-5 | IN <-> RU | background | 2023-03 | 2023-03 |  |  | 
IRN-1 | IR <-> RU | alignment |  |  |  |  | 
IRN-2 | IR <-> RU | banking |  |  |  |  | 
IRN-3 | IR -> RU | arms-transfer |  |  |  |  | UA
IRN-4 | IR <-> RU | defense-ties |  |  | US |  | 
PRK-1 | KP -> RU | arms-transfer |  |  | US | KP | 
PRK-2 | KP -> RU | endorsement |  |  |  |  | UA
PRK-3 | KP -> RU | narrative |  |  |  |  | US
ZAF-1 | ZA <-> RU | alignment |  |  |  |  | 
ZAF-2 | ZA -> RU | alignment | 2022 |  |  |  | 
ZAF-3 | ZA <-> RU | joint-exercise | 2023 | 2023 |  |  | CN
ZAF-4 | ZA <-> RU | background |  |  |  | ZA | 
ZAF-5 | ZA <-> RU | trade |  |  |  |  | 
ZAF-6 | ZA <-> RU | background |  |  |  |  | US
SYR-1 | RU -> SY | force-presence |  |  |  |  | 
SYR-2 | SY <-> RU | background |  |  |  |  | UA
SYR-3 | SY <-> RU | visit | 2023-03 | 2023-03 |  |  | 
SYR-4 | SY -> RU | endorsement | 2023-03 | 2023-03 |  |  | UA
SYR-5 | SY -> RU | narrative | 2023-03 | 2023-03 |  |  | UA
`

func TestEmbeddedClaimsAreAsCoded(t *testing.T) {
	var rows []string
	for c := range relations.Claims() {
		tie := " -> "
		if c.Mutual {
			tie = " <-> "
		}
		date := func(d relations.Date) string {
			b, err := d.MarshalText()
			require.NoError(t, err)
			return string(b)
		}
		rows = append(rows, strings.Join([]string{
			c.ID, c.From.Alpha2() + tie + c.To.Alpha2(), c.Kind.String(), date(c.Start), date(c.End),
			c.AssertedBy.String(), c.DeniedBy.String(), c.Others.String(),
		}, " | "))
	}
	want := strings.Split(strings.Trim(codedClaims, "\n"), "\n")
	assert.Empty(t, cmp.Diff(want, rows))
	assert.Len(t, rows, 35)
}

func TestEmbeddedSections(t *testing.T) {
	want := map[string][]string{
		"opening paragraph": {"CHN-1", "CHN-2"},
		"second paragraph":  {"CHN-3", "CHN-4", "CHN-5", "CHN-6"},
		"South Africa":      {"CHN-7", "ZAF-1", "ZAF-2", "ZAF-3", "ZAF-4", "ZAF-5", "ZAF-6"},
		"Belarus":           {"BLR-1", "BLR-2", "BLR-3", "BLR-4", "BLR-5"},
		"India":             {"IND-1", "IND-2", "IND-3", "IND-4", "IND-5"},
		"Iran":              {"IRN-1", "IRN-2", "IRN-3", "IRN-4"},
		"North Korea":       {"PRK-1", "PRK-2", "PRK-3"},
		"Syria":             {"SYR-1", "SYR-2", "SYR-3", "SYR-4", "SYR-5"},
	}
	have := map[string][]string{}
	for c := range relations.Claims() {
		have[c.Section] = append(have[c.Section], c.ID)
	}
	assert.Empty(t, cmp.Diff(want, have))
}

// TestEmbeddedInvariants states what is true of every claim, now and after
// every change of the data.
func TestEmbeddedInvariants(t *testing.T) {
	header := relations.Embedded().Header()
	require.Equal(t, relations.Russia, header.Subject)
	require.Equal(t, relations.DataVersion, header.Version)
	seen := map[string]bool{}
	for c := range relations.Claims() {
		t.Run(c.ID, func(t *testing.T) {
			assert.False(t, seen[c.ID], "the ID is unique")
			seen[c.ID] = true
			assert.NotEqual(t, c.From == header.Subject, c.To == header.Subject, "the subject is on one side")
			assert.False(t, c.Mutual && c.From == header.Subject, "a mutual tie has the partner first")
			assert.True(t, c.Kind.IsValid())
			assert.False(t, c.Kind == relations.Background && !c.Mutual, "background only names the pair")
			_, sourced := relations.SourceByID(c.Source)
			assert.True(t, sourced)
			assert.NotEmpty(t, c.Section)
			assert.Zero(t, c.Start.Day, "the source gives no day")
			assert.Zero(t, c.End.Day, "the source gives no day")
			assert.False(t, c.Start == relations.Date{} && c.End != relations.Date{}, "no end without a start")
			assert.True(t, c.Start == relations.Date{} || c.Start.Year < header.AsOf.Year ||
				c.Start.Year == header.AsOf.Year && c.Start.Month <= header.AsOf.Month, "it holds by AsOf")
			partner := c.From
			if partner == header.Subject {
				partner = c.To
			}
			assert.Equal(t, partner.Alpha3(), c.ID[:3], "the ID begins with the partner's code")
			assert.False(t, c.Others.Has(c.From) || c.Others.Has(c.To), "others are others")

			assert.True(t, utf8.ValidString(c.Summary))
			assert.True(t, strings.HasSuffix(c.Summary, "."), "the summary is a sentence")
			assert.NotContains(t, c.Summary, ". ", "the summary is one sentence; instead of an abbreviation that ends in a point, write the words")
			first, _ := utf8.DecodeRuneInString(c.Summary)
			assert.True(t, unicode.IsUpper(first))
		})
	}
}

func TestEmbeddedStandings(t *testing.T) {
	for _, test := range []struct {
		standing relations.Standing
		count    int
		only     string // the claim, where there is one
	}{
		{relations.Reported, 33, ""},
		{relations.Alleged, 1, "IRN-4"},
		{relations.Disputed, 1, "PRK-1"},
	} {
		t.Run(test.standing.String(), func(t *testing.T) {
			claims := slices.Collect(relations.Claims(relations.WithStanding(test.standing)))
			require.Len(t, claims, test.count)
			if test.only != "" {
				assert.Equal(t, test.only, claims[0].ID)
			}
		})
	}
	t.Run("a denial alone is reported", func(t *testing.T) {
		c, ok := relations.ClaimByID("ZAF-4")
		require.True(t, ok)
		assert.True(t, c.DeniedBy.Has(relations.SouthAfrica))
		assert.True(t, c.AssertedBy.IsEmpty())
		assert.Equal(t, relations.Reported, c.Standing())
	})
}

func TestEmbeddedRelations(t *testing.T) {
	k := relations.KindsOf
	want := []relations.Relation{
		{
			Partner: relations.Belarus, Given: k(relations.TerritoryAccess),
			Received: k(relations.UnspecifiedAid), Shared: k(relations.Alignment),
		},
		{
			Partner: relations.China, Given: k(relations.OilPurchase, relations.GoodsSupply),
			Shared: k(relations.Visit, relations.Alignment, relations.Trade, relations.JointExercise),
		},
		{
			Partner: relations.India, Given: k(relations.OilPurchase, relations.NonCondemnation),
			Shared: k(relations.Alignment),
		},
		{
			Partner: relations.Iran, Given: k(relations.ArmsTransfer),
			Shared: k(relations.Alignment, relations.Banking), Alleged: k(relations.DefenseTies),
		},
		{
			Partner: relations.NorthKorea, Given: k(relations.Endorsement, relations.Narrative),
			Disputed: k(relations.ArmsTransfer),
		},
		{
			Partner: relations.Syria, Given: k(relations.Endorsement, relations.Narrative),
			Received: k(relations.ForcePresence), Shared: k(relations.Visit),
		},
		{
			Partner: relations.SouthAfrica, Given: k(relations.Alignment),
			Shared: k(relations.Alignment, relations.JointExercise, relations.Trade),
		},
	}
	assert.Empty(t, cmp.Diff(want, slices.Collect(relations.All())))
	for _, r := range want {
		have, ok := relations.Of(r.Partner)
		assert.True(t, ok)
		assert.Equal(t, r, have)
	}
	for _, c := range []relations.Country{0, 9999, relations.Russia, relations.Ukraine, relations.UnitedStates, relations.MustParseCountry("France")} {
		r, ok := relations.Of(c)
		assert.False(t, ok, "%v is not recorded", c)
		assert.Zero(t, r)
	}
}

func TestEmbeddedSupporters(t *testing.T) {
	for _, test := range []struct {
		kind relations.SupportKind
		want string
	}{
		{relations.Military, "BY IR"},
		{relations.Economic, "CN IN"},
		{relations.Diplomatic, "IN KP SY ZA"},
		{relations.Endorsement, "KP SY"},
		{relations.Narrative, "KP SY"},
		{relations.NonCondemnation, "IN"},
		{relations.Alignment, "ZA"},
		{relations.OilPurchase, "CN IN"},
		{relations.GoodsSupply, "CN"},
		{relations.ArmsTransfer, "IR"},
		{relations.TerritoryAccess, "BY"},
		{relations.Visit, ""}, // mutual
		{relations.Trade, ""},
		{relations.Banking, ""},
		{relations.JointExercise, ""},
		{relations.DefenseTies, ""},    // alleged
		{relations.ForcePresence, ""},  // given by Russia
		{relations.UnspecifiedAid, ""}, // given by Russia
		{relations.Background, ""},     // no support
		{0, ""},
		{200, ""},
	} {
		t.Run(test.kind.String(), func(t *testing.T) {
			assert.Equal(t, test.want, relations.Supporters(test.kind).String())
		})
	}
}

func TestEmbeddedQuestions(t *testing.T) {
	year := relations.Date{Year: 2023}
	march := relations.Date{Year: 2023, Month: 3}
	for _, test := range []struct {
		name    string
		filters []relations.Filter
		want    string // IDs
	}{
		{"Russia gives", []relations.Filter{relations.From(relations.Russia)}, "BLR-2 SYR-1"},
		{"military exercises in 2023", []relations.Filter{relations.OfKind(relations.JointExercise), relations.During(year, year)}, "CHN-7 ZAF-3"},
		{"visits in March 2023", []relations.Filter{relations.OfKind(relations.Visit), relations.During(march, march)}, "CHN-1 SYR-3"},
		{"the United States asserts", []relations.Filter{relations.AssertedBy(relations.UnitedStates)}, "IRN-4 PRK-1"},
		{"somebody denies", []relations.Filter{relations.DeniedBy(relations.NorthKorea, relations.SouthAfrica)}, "PRK-1 ZAF-4"},
		{"background", []relations.Filter{relations.OfKind(relations.Background)}, "BLR-3 IND-4 IND-5 ZAF-4 ZAF-6 SYR-2"},
		{"given by Iran", []relations.Filter{relations.From(relations.Iran)}, "IRN-3"},
		{"about Ukraine, but not with it", []relations.Filter{relations.Involving(relations.Ukraine)}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var ids []string
			for c := range relations.Claims(test.filters...) {
				ids = append(ids, c.ID)
			}
			assert.Equal(t, test.want, strings.Join(ids, " "))
		})
	}
}

func TestEmbeddedSource(t *testing.T) {
	sources := slices.Collect(relations.Sources())
	require.Len(t, sources, 1)
	s := sources[0]
	assert.Equal(t, "The New York Times, “Besides China, Russia Maintains Warm Relations With These Countries”, 2023-03", s.Citation())
	assert.Equal(t, `@misc{nyt-2023-03,
  title = {{Besides China, Russia Maintains Warm Relations With These Countries}},
  publisher = {The New York Times},
  year = {2023},
  month = {3}
}
`, s.BibTeX())
	byID, ok := relations.SourceByID(s.ID)
	assert.True(t, ok)
	assert.Equal(t, s, byID)
	_, ok = relations.SourceByID("")
	assert.False(t, ok)
}

func TestClaimByID(t *testing.T) {
	for c := range relations.Claims() {
		have, ok := relations.ClaimByID(c.ID)
		assert.True(t, ok)
		assert.Equal(t, c, have)
	}
	for _, id := range []string{"", "AAA-0", "IRN-9", "ZZZ-9", "irn-3"} {
		c, ok := relations.ClaimByID(id)
		assert.False(t, ok)
		assert.Zero(t, c)
	}
}

func TestStanding(t *testing.T) {
	us, kp := relations.CountriesOf(relations.UnitedStates), relations.CountriesOf(relations.NorthKorea)
	for _, test := range []struct {
		name  string
		claim relations.Claim
		want  relations.Standing
	}{
		{"nobody is named", relations.Claim{}, relations.Reported},
		{"asserted", relations.Claim{AssertedBy: us}, relations.Alleged},
		{"asserted and denied", relations.Claim{AssertedBy: us, DeniedBy: kp}, relations.Disputed},
		{"denied alone", relations.Claim{DeniedBy: kp}, relations.Reported},
	} {
		t.Run(test.name, func(t *testing.T) { assert.Equal(t, test.want, test.claim.Standing()) })
	}
}

func TestStandingText(t *testing.T) {
	for _, test := range []struct {
		standing relations.Standing
		text     string
		source   string
	}{
		{relations.Reported, "reported", "relations.Reported"},
		{relations.Alleged, "alleged", "relations.Alleged"},
		{relations.Disputed, "disputed", "relations.Disputed"},
	} {
		t.Run(test.text, func(t *testing.T) {
			assert.Equal(t, test.text, test.standing.String())
			assert.Equal(t, test.source, test.standing.GoString())
			b, err := test.standing.MarshalText()
			require.NoError(t, err)
			var back relations.Standing
			require.NoError(t, back.UnmarshalText(b))
			assert.Equal(t, test.standing, back)
			parsed, err := relations.ParseStanding(" " + strings.ToUpper(test.text) + "\n")
			require.NoError(t, err)
			assert.Equal(t, test.standing, parsed)
		})
	}
	assert.Equal(t, "no standing", relations.Standing(0).String())
	assert.Equal(t, "Standing(4)", relations.Standing(4).String())
	assert.Equal(t, "relations.Standing(0)", relations.Standing(0).GoString())
	_, err := relations.Standing(4).MarshalText()
	assert.ErrorIs(t, err, relations.ErrInvalid)
	_, err = relations.ParseStanding("rumored")
	assert.ErrorIs(t, err, relations.ErrUnknown)
	_, err = relations.ParseStanding("")
	assert.ErrorIs(t, err, relations.ErrUnknown)
}

func TestSourceText(t *testing.T) {
	for _, test := range []struct {
		name     string
		source   relations.Source
		citation string
		bibtex   string
	}{
		{"empty", relations.Source{}, "", "@misc{\n}\n"},
		{
			"all fields",
			relations.Source{ID: "a", Title: "T", Publisher: "P", Published: relations.Date{Year: 2024, Month: 2, Day: 29}, URL: "https://example.org/x?a=1&b=2"},
			"P, “T”, 2024-02-29, https://example.org/x?a=1&b=2",
			"@misc{a,\n  title = {{T}},\n  publisher = {P},\n  year = {2024},\n  month = {2},\n  url = {https://example.org/x?a=1&b=2}\n}\n",
		},
		{
			"a year alone", relations.Source{ID: "a", Published: relations.Date{Year: 2024}}, "2024",
			"@misc{a,\n  year = {2024}\n}\n",
		},
		{
			"what TeX would read otherwise",
			relations.Source{ID: "a b,{c}", Title: `50% of {A} & B_1 #2 $3 ^~\`, URL: "https://example.org/{a b}"},
			`“50% of {A} & B_1 #2 $3 ^~\”, https://example.org/{a b}`,
			"@misc{a-b--c-,\n" + `  title = {{50\% of \{A\} \& B\_1 \#2 \$3 \textasciicircum{}\textasciitilde{}\textbackslash{}}},` +
				"\n  url = {https://example.org/%7Ba%20b%7D}\n}\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.citation, test.source.Citation())
			assert.Equal(t, test.bibtex, test.source.BibTeX())
		})
	}
}

// TestNumbersInTheDocumentation finds the numbers that the prose gives.
func TestNumbersInTheDocumentation(t *testing.T) {
	words := []string{5: "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	claims := len(slices.Collect(relations.Claims()))
	partners := words[len(slices.Collect(relations.All()))]
	resolutions := words[len(rollCalls)]
	last := strings.TrimPrefix(rollCalls[len(rollCalls)-1].symbol, "A/RES/")
	for _, tt := range []struct{ file, text string }{
		{"README.md", fmt.Sprintf("%d claims on %s partners", claims, partners)},
		{"README.md", fmt.Sprintf("Russia and %s partners", partners)},
		{"README.md", fmt.Sprintf("%s resolutions on the war", resolutions)},
		{"doc.go", fmt.Sprintf("%d claims on %s partners", claims, partners)},
		{"doc.go", fmt.Sprintf("%s resolutions", resolutions)},
		{"votes.go", fmt.Sprintf("ES-11/1 to %s. The values are 1 to %d", last, len(rollCalls))},
		{"votes.go", fmt.Sprintf("at all %s votes", resolutions)},
		{"CITATION.cff", fmt.Sprintf("%d sourced claims on %s partners", claims, partners)},
		{"CITATION.cff", fmt.Sprintf("%s resolutions", resolutions)},
		{"dataset.go", fmt.Sprintf("%d claims on Russia, version %s", claims, relations.DataVersion)},
	} {
		b, err := os.ReadFile(tt.file)
		require.NoError(t, err)
		text := strings.Join(strings.Fields(strings.ReplaceAll(string(b), "\n//", "\n")), " ")
		assert.True(t, strings.Contains(text, tt.text), "%s does not say: %s", tt.file, tt.text)
	}
}

// TestDataVersion fails when the data changes and its version does not.
func TestDataVersion(t *testing.T) {
	const version, digest = "2023-03.1", "a11cc3267dd43f753750be145a90395be26633d4b923fe9783ec31974e7392a0"
	h := sha256.New()
	for _, file := range []string{"docs/claims.csv", "docs/votes.csv"} {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		h.Write(text)
	}
	have := hex.EncodeToString(h.Sum(nil))
	assert.Equal(t, version+" "+digest, relations.DataVersion+" "+have, "where the data has changed, raise DataVersion, and note it and the new digest here")
}
