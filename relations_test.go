package relations_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// must returns v. It panics if err is not nil.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// iso returns the country with the given code.
func iso(code string) relations.Country { return must(relations.ParseCountry(code)) }

// codes returns the set of the countries with the given codes.
func codes(text string) relations.CountrySet {
	var s relations.CountrySet
	if err := s.UnmarshalText([]byte(text)); err != nil {
		panic(err)
	}
	return s
}

// coded is the coding of the sources, with a line for each claim: ID, dyad, kind, start, end,
// asserted by, denied by, others, source, section. It was written independently of data.go.
// The two must agree, so a mistake in one of them is found.
const coded = `
CHN-1 | CN <-> RU | visit | 2023-03 | 2023-03 |  |  |  | nyt-2023-03 | opening paragraph
CHN-2 | CN <-> RU | alignment |  |  |  |  |  | nyt-2023-03 | opening paragraph
CHN-3 | CN <-> RU | trade |  |  |  |  |  | nyt-2023-03 | second paragraph, sentence 1
CHN-4 | CN -> RU | oil-purchase |  |  |  |  |  | nyt-2023-03 | second paragraph, sentence 1
CHN-5 | CN -> RU | goods-supply |  |  |  |  |  | nyt-2023-03 | second paragraph, sentence 1
CHN-6 | CN <-> RU | alignment |  |  |  |  | UA | nyt-2023-03 | second paragraph, sentence 2
CHN-7 | CN <-> RU | joint-exercise | 2023 | 2023 |  |  | ZA | nyt-2023-03 | South Africa, sentence 2
BLR-1 | BY <-> RU | alignment |  |  |  |  |  | nyt-2023-03 | Belarus, sentence 1
BLR-2 | RU -> BY | unspecified-aid | 2020 | 2020 |  |  |  | nyt-2023-03 | Belarus, sentence 1
BLR-3 | BY <-> RU | background | 2020 |  |  |  |  | nyt-2023-03 | Belarus, sentence 1
BLR-4 | BY -> RU | territory-access | 2022 | 2022 |  |  | UA | nyt-2023-03 | Belarus, sentence 2
BLR-5 | BY -> RU | territory-access |  |  |  |  |  | nyt-2023-03 | Belarus, sentence 2
BLR-6 | BY <-> RU | alignment |  |  |  |  | UA | nyt-2023-03 | second paragraph, sentence 2, and third paragraph
IND-1 | IN -> RU | oil-purchase |  |  |  |  |  | nyt-2023-03 | India, sentence 1
IND-2 | IN <-> RU | alignment |  |  |  |  | UA | nyt-2023-03 | India, sentence 2
IND-3 | IN -> RU | non-condemnation |  |  |  |  | UA | nyt-2023-03 | India, sentence 2
IND-4 | IN <-> RU | background |  |  |  |  | UA | nyt-2023-03 | India, sentence 2
IND-5 | IN <-> RU | background | 2023-03 | 2023-03 |  |  | UA | nyt-2023-03 | India, sentence 3
IND-6 | IN <-> RU | alignment |  |  |  |  | UA | nyt-2023-03 | second paragraph, sentence 2, and third paragraph
IRN-1 | IR <-> RU | alignment |  |  |  |  |  | nyt-2023-03 | Iran, sentence 1
IRN-2 | IR <-> RU | banking |  |  |  |  |  | nyt-2023-03 | Iran, sentence 1
IRN-3 | IR -> RU | arms-transfer |  |  |  |  | UA | nyt-2023-03 | Iran, sentence 2
IRN-4 | IR <-> RU | defense-ties |  |  | US |  |  | nyt-2023-03 | Iran, sentence 2
IRN-5 | IR <-> RU | alignment |  |  |  |  | UA | nyt-2023-03 | second paragraph, sentence 2, and third paragraph
PRK-1 | KP -> RU | arms-transfer |  |  | US | KP |  | nyt-2023-03 | North Korea, sentence 1
PRK-2 | KP -> RU | endorsement |  |  |  |  | UA | nyt-2023-03 | North Korea, sentence 2
PRK-3 | KP -> RU | narrative |  |  |  |  | UA US | nyt-2023-03 | North Korea, sentence 2
PRK-4 | KP <-> RU | alignment |  |  |  |  | UA | nyt-2023-03 | second paragraph, sentence 2, and third paragraph
ZAF-1 | ZA <-> RU | alignment |  |  |  |  |  | nyt-2023-03 | South Africa, sentence 1
ZAF-2 | ZA -> RU | alignment | 2022-03 | 2023-03 |  |  | US | nyt-2023-03 | South Africa, sentence 1
ZAF-3 | ZA <-> RU | joint-exercise | 2023 | 2023 |  |  | CN | nyt-2023-03 | South Africa, sentence 2
ZAF-4 | ZA <-> RU | background |  |  |  | ZA | UA | nyt-2023-03 | South Africa, sentence 3
ZAF-5 | ZA <-> RU | economic |  |  |  |  |  | nyt-2023-03 | South Africa, sentence 3
ZAF-6 | ZA <-> RU | background |  |  |  |  | US | nyt-2023-03 | South Africa, sentence 3
ZAF-7 | ZA <-> RU | alignment |  |  |  |  | UA | nyt-2023-03 | second paragraph, sentence 2, and third paragraph
SYR-1 | RU -> SY | force-presence |  |  |  |  |  | nyt-2023-03 | Syria, sentence 1
SYR-2 | SY <-> RU | background |  |  |  |  | UA | nyt-2023-03 | Syria, sentence 1
SYR-3 | SY <-> RU | visit | 2023-03 | 2023-03 |  |  |  | nyt-2023-03 | Syria, sentence 2
SYR-4 | SY -> RU | endorsement | 2023-03 | 2023-03 |  |  | UA | nyt-2023-03 | Syria, sentence 2
SYR-5 | SY -> RU | narrative | 2023-03 | 2023-03 |  |  | UA | nyt-2023-03 | Syria, sentence 2
SYR-6 | SY <-> RU | alignment |  |  |  |  | UA | nyt-2023-03 | second paragraph, sentence 2, and third paragraph
`

// ofSource matches the claims of the article. The tests of these claims do not change when
// another source is added.
var ofSource = relations.OfSource("nyt-2023-03")

// ofArticle returns a dataset with the claims of the article.
func ofArticle(t testing.TB) relations.Dataset {
	t.Helper()
	d, err := relations.New(relations.Embedded().Header(), slices.Collect(relations.Sources()),
		slices.Collect(relations.Claims(ofSource)))
	require.NoError(t, err)
	return d
}

func TestEmbeddedClaimsAreAsCoded(t *testing.T) {
	var have []string
	for c := range relations.Claims() {
		arrow := "->"
		if c.Mutual {
			arrow = "<->"
		}
		have = append(have, strings.Join([]string{
			c.ID, c.From.Alpha2() + " " + arrow + " " + c.To.Alpha2(), c.Kind.String(), dateText(c.Start), dateText(c.End),
			c.AssertedBy.String(), c.DeniedBy.String(), c.Others.String(), c.Source, c.Section,
		}, " | "))
	}
	assert.Empty(t, cmp.Diff(strings.Split(strings.TrimSpace(coded), "\n"), have))
}

func dateText(d relations.Date) string { return string(must(d.MarshalText())) }

// checkVersions compares the data with text, which is like testdata/versions.txt. It returns
// what must be changed in either.
func checkVersions(text, version, claims, votes string, ids []string) (faults []string) {
	line, last, listed, withdrawn := version+" "+claims+" "+votes, "", []string{}, []string{}
	for l := range strings.Lines(text) {
		switch words := strings.Fields(l); {
		case len(words) == 0 || words[0] == "#":
		case words[0] == "ids":
			listed = append(listed, words[1:]...)
		case words[0] == "withdrawn":
			withdrawn = append(withdrawn, words[1:]...)
		default:
			last = strings.Join(words, " ")
		}
	}
	switch {
	case last == line:
	case strings.HasPrefix(last, version+" "):
		faults = append(faults,
			"the data has changed, and DataVersion has not: raise it, and add the line: NEW "+claims+" "+votes)
	default:
		faults = append(faults, "add the line: "+line)
	}
	for _, id := range ids {
		switch {
		case slices.Contains(withdrawn, id):
			faults = append(faults, id+" was withdrawn: use the next number")
		case !slices.Contains(listed, id):
			faults = append(faults, "add the line: ids "+id)
		}
	}
	for _, id := range listed {
		if !slices.Contains(ids, id) {
			faults = append(faults, id+" has vanished: put it back, or move it to the line: withdrawn "+id)
		}
	}
	return faults
}

func TestCheckVersions(t *testing.T) {
	const text = "# a comment\n2026-01.1 a b\n2026-02.1 c d\n\nids A-1 A-3\nids A-4\nwithdrawn A-2\n"
	for _, tt := range []struct{ name, version, claims, votes, ids, want string }{
		{"unchanged", "2026-02.1", "c", "d", "A-1 A-3 A-4", ""},
		{"other claims", "2026-02.1", "x", "d", "A-1 A-3 A-4",
			"the data has changed, and DataVersion has not: raise it, and add the line: NEW x d"},
		{"other votes", "2026-02.1", "c", "x", "A-1 A-3 A-4",
			"the data has changed, and DataVersion has not: raise it, and add the line: NEW c x"},
		{"another version", "2026-02.2", "x", "d", "A-1 A-3 A-4", "add the line: 2026-02.2 x d"},
		{"an earlier version", "2026-01.1", "a", "b", "A-1 A-3 A-4", "add the line: 2026-01.1 a b"},
		{"a new ID", "2026-02.1", "c", "d", "A-1 A-3 A-4 A-5", "add the line: ids A-5"},
		{"a missing ID", "2026-02.1", "c", "d", "A-1 A-4",
			"A-3 has vanished: put it back, or move it to the line: withdrawn A-3"},
		{"a withdrawn ID", "2026-02.1", "c", "d", "A-1 A-2 A-3 A-4", "A-2 was withdrawn: use the next number"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, strings.Join(checkVersions(text, tt.version, tt.claims, tt.votes,
				strings.Fields(tt.ids)), "\n"))
		})
	}
}

// TestVersions finds unintended changes of the data. It cannot tell whether the data is
// right.
func TestVersions(t *testing.T) {
	claims, votes := sha256.New(), sha256.New()
	require.NoError(t, relations.Embedded().EncodeCSV(claims))
	for r := range relations.Resolutions() {
		fmt.Fprintln(votes, int(r), r.Symbol(), r.Title(), r.Adopted(), r.Record())
		for v := relations.InFavor; v <= relations.NotVoting; v++ {
			fmt.Fprintln(votes, v, r.Voters(v))
		}
	}
	var ids []string
	for c := range relations.Claims() {
		ids = append(ids, c.ID)
	}
	assert.Empty(t, checkVersions(readFile("versions.txt"), relations.DataVersion, fmt.Sprintf("%x", claims.Sum(nil)),
		fmt.Sprintf("%x", votes.Sum(nil)), ids), "testdata/versions.txt")
}

// TestEmbeddedClaims checks rules that every claim satisfies, also after a change of the data.
func TestEmbeddedClaims(t *testing.T) {
	d := relations.Embedded()
	require.Equal(t, relations.Header{Subject: relations.Russia, Version: relations.DataVersion}, d.Header())
	for c := range d.Claims() {
		t.Run(c.ID, func(t *testing.T) {
			partner := c.From
			if partner == relations.Russia {
				partner = c.To
			}
			assert.Regexp(t, "^"+partner.Alpha3()+"-[1-9][0-9]*$", c.ID)
			assert.False(t, c.Kind == relations.Background && !c.Mutual, "background has no direction")
			assert.False(t, c.Start == relations.Date{} && c.End != relations.Date{}, "no end without a start")
			assert.False(t, c.Others.Has(c.From) || c.Others.Has(c.To), "others are not on a side of the dyad")
			assert.True(t, c.Others.Intersect(c.AssertedBy.Union(c.DeniedBy)).IsZero(), "others neither assert nor deny")
			assert.NotEmpty(t, c.Section)

			source, ok := d.SourceByID(c.Source)
			require.True(t, ok)
			require.True(t, source.Published.IsValid(), "the source has a date")
			assert.True(t, c.Start == relations.Date{} || c.Start.Compare(source.Published) <= 0,
				"the claim starts before its source was published")

			assert.Regexp(t, `^\p{Lu}[^.]*\.$`, c.Summary,
				"the summary is one sentence, without abbreviations that end in a period")
		})
	}
}

// The expected values of the next two tests were written by hand from the coding of the
// article.

func TestRelationsOfTheArticle(t *testing.T) {
	type row struct{ Partner, Given, Received, Mutual, Alleged, Disputed string }
	want := []row{
		{"BY", "territory-access", "unspecified-aid", "alignment", "", ""},
		{"CN", "oil-purchase goods-supply", "", "visit alignment trade joint-exercise", "", ""},
		{"IN", "non-condemnation oil-purchase", "", "alignment", "", ""},
		{"IR", "arms-transfer", "", "alignment banking", "defense-ties", ""},
		{"KP", "endorsement narrative", "", "alignment", "", "arms-transfer"},
		{"SY", "endorsement narrative", "force-presence", "visit alignment", "", ""},
		{"ZA", "alignment", "", "alignment economic joint-exercise", "", ""},
	}
	var have []row
	for r := range ofArticle(t).All() {
		have = append(have, row{r.Partner.Alpha2(), r.Given.String(), r.Received.String(), r.Mutual.String(),
			r.Alleged.String(), r.Disputed.String()})
	}
	assert.Empty(t, cmp.Diff(want, have))
}

func TestGiversAndPartnersOfTheArticle(t *testing.T) {
	d := ofArticle(t)
	for _, tt := range []struct {
		kind             relations.SupportKind
		givers, partners string
	}{
		{relations.Diplomatic, "IN KP SY ZA", "BY CN IN IR KP SY ZA"},
		{relations.Economic, "CN IN", "CN IN IR ZA"},
		{relations.Military, "BY IR", "BY CN IR SY ZA"},
		{relations.Trade, "", "CN"},          // mutual
		{relations.ForcePresence, "", "SY"},  // received
		{relations.ArmsTransfer, "IR", "IR"}, // not KP, whose claim is disputed
		{relations.DefenseTies, "", ""},      // alleged
		{relations.Background, "", ""},
	} {
		t.Run(tt.kind.String(), func(t *testing.T) {
			assert.Equal(t, tt.givers, d.Givers(tt.kind).String())
			assert.Equal(t, tt.partners, d.Partners(tt.kind).String())
		})
	}
}

func TestPackageLevelLookupsUseTheEmbeddedDataset(t *testing.T) {
	d := relations.Embedded()
	assert.Equal(t, slices.Collect(d.All()), slices.Collect(relations.All()))
	assert.Equal(t, slices.Collect(d.Sources()), slices.Collect(relations.Sources()))
	assert.Equal(t, slices.Collect(d.Claims()), slices.Collect(relations.Claims()))
	military := relations.OfKind(relations.Military)
	assert.Equal(t, slices.Collect(d.Claims(military)), slices.Collect(relations.Claims(military)))
	for k := range relations.Kinds().All() {
		assert.Equal(t, d.Givers(k), relations.Givers(k))
		assert.Equal(t, d.Partners(k), relations.Partners(k))
	}
	for _, c := range []relations.Country{relations.Iran, relations.Russia, 0} {
		want, isPartner := d.Of(c)
		have, ok := relations.Of(c)
		assert.Equal(t, isPartner, ok)
		assert.Equal(t, want, have)
	}
	for _, id := range []string{"IRN-3", "irn-3", "nyt-2023-03", ""} {
		claim, isClaim := d.ClaimByID(id)
		haveClaim, ok := relations.ClaimByID(id)
		assert.Equal(t, isClaim, ok)
		assert.Equal(t, claim, haveClaim)
		source, isSource := d.SourceByID(id)
		haveSource, ok := relations.SourceByID(id)
		assert.Equal(t, isSource, ok)
		assert.Equal(t, source, haveSource)
	}
}

func TestClaimStanding(t *testing.T) {
	us, kp, invalid := codes("US"), codes("KP"), relations.NewCountrySet(0)
	for _, tt := range []struct {
		name  string
		claim relations.Claim
		want  relations.Standing
	}{
		{"not asserted", relations.Claim{}, relations.Reported},
		{"asserted", relations.Claim{AssertedBy: us}, relations.Alleged},
		{"asserted and denied", relations.Claim{AssertedBy: us, DeniedBy: kp}, relations.Disputed},
		{"only denied", relations.Claim{DeniedBy: kp}, relations.Reported},
		{"asserted by an invalid country", relations.Claim{AssertedBy: invalid}, relations.Alleged},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.claim.Standing()) })
	}
}

func TestCitation(t *testing.T) {
	for _, tt := range []struct {
		name   string
		source relations.Source
		want   string
	}{
		{"empty", relations.Source{}, ""},
		{"all fields", relations.Source{ID: "a", Title: "T", Publisher: "P", Published: onDate("2024-02-29"),
			URL: "https://example.org/x"}, "P, “T”, 2024-02-29, https://example.org/x"},
		{"an invalid date", relations.Source{ID: "a", Publisher: "P", Published: relations.Date{Year: 2024, Month: 13}}, "P"},
		{"only a year", relations.Source{ID: "a", Published: relations.Date{Year: 2024}}, "2024"},
		{"the article", must(found(relations.SourceByID("nyt-2023-03"))),
			"The New York Times, “Besides China, Russia Maintains Warm Relations With These Countries”, 2023-03"},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.source.Citation()) })
	}
}

// found turns a failed lookup into an error.
func found[T any](v T, ok bool) (T, error) {
	if !ok {
		return v, errors.New("not found")
	}
	return v, nil
}

// The fixture is a small dataset on France. Tests that use it do not depend on the embedded
// data.
var (
	fixtureHeader  = relations.Header{Subject: relations.France, Version: "test.1"}
	fixtureSources = []relations.Source{
		{ID: "wire", Title: "A report", Publisher: "The Wire", Published: relations.Date{Year: 2023, Month: 3}},
		{ID: "memo", Title: "A memo", Published: relations.Date{Year: 2024, Month: 6, Day: 15},
			URL: "https://example.org/memo"},
		{ID: "note"}, // without a date
	}
)

// fixtureClaims returns one claim of each type, in no particular order.
func fixtureClaims() []relations.Claim {
	return []relations.Claim{
		{ID: "IT-1", From: relations.Italy, To: relations.France, Kind: relations.ArmsTransfer,
			Start: onDate("2022-10-05"), End: onDate("2022-10-09"), Others: codes("ES"), Summary: "Italy sold arms.",
			Source: "wire", Section: "one"},
		{ID: "IT-2", From: relations.Italy, To: relations.France, Mutual: true, Kind: relations.Trade,
			Start: onDate("2023-01"), Summary: "They trade.", Source: "wire"},
		{ID: "JP-1", From: relations.France, To: relations.Japan, Kind: relations.Military, Start: onDate("2024"),
			End: onDate("2024"), Source: "memo"},
		{ID: "JP-2", From: relations.Japan, To: relations.France, Kind: relations.Endorsement, AssertedBy: codes("ES"),
			Start: onDate("2024-01"), Source: "memo", Section: "two"},
		{ID: "DE-1", From: relations.Germany, To: relations.France, Kind: relations.OilPurchase,
			AssertedBy: codes("ES IT"), DeniedBy: codes("DE"), Source: "wire"},
		{ID: "DE-2", From: relations.Germany, To: relations.France, Mutual: true, Kind: relations.Background,
			DeniedBy: codes("DE"), Start: onDate("2020"), Source: "note"},
		{ID: "DE-3", From: relations.Germany, To: relations.France, Kind: relations.NonCondemnation, Source: "memo",
			Summary: `=1+1, "quoted"`},
		{ID: "BE-1", From: relations.Belgium, To: relations.France, Mutual: true, Kind: relations.DefenseTies,
			AssertedBy: codes("US"), Source: "wire"},
	}
}

// fixture returns the small dataset.
func fixture(t testing.TB) relations.Dataset {
	t.Helper()
	d, err := relations.New(fixtureHeader, fixtureSources, fixtureClaims())
	require.NoError(t, err)
	return d
}

func TestStrings(t *testing.T) {
	claim := func(id string) relations.Claim {
		c, ok := relations.ClaimByID(id)
		require.True(t, ok, id)
		c.Summary = "…"
		return c
	}
	relation := func(c relations.Country) relations.Relation {
		r, ok := relations.Of(c)
		require.True(t, ok)
		return r
	}
	for _, tt := range []struct {
		value fmt.Stringer
		want  string
	}{
		{claim("PRK-1"), "PRK-1: North Korea -> Russia arms-transfer, disputed: …"},
		{claim("IRN-4"), "IRN-4: Iran <-> Russia defense-ties, alleged: …"},
		{claim("BLR-2"), "BLR-2: Russia -> Belarus unspecified-aid, reported: …"},
		{claim("ZAF-4"), "ZAF-4: South Africa and Russia background, reported: …"},
		{relations.Claim{}, ": no country and no country no kind, reported: "},
		{relation(relations.NorthKorea),
			"North Korea: given endorsement narrative; mutual alignment; disputed arms-transfer"},
		{relation(relations.Iran), "Iran: given arms-transfer; mutual alignment banking; alleged defense-ties"},
		{relation(relations.Syria), "Syria: given endorsement narrative; received force-presence; mutual visit alignment"},
		{relations.Relation{Partner: relations.Chad}, "Chad: no kind of support"},
		{relations.Relation{}, "no country: no kind of support"},
	} {
		assert.Equal(t, tt.want, tt.value.String())
	}
}

func TestIsValid(t *testing.T) {
	for n := range uint16(300) {
		assert.Equal(t, 1 <= n && n <= 3, relations.Standing(n).IsValid())
		assert.Equal(t, 1 <= n && n <= 4, relations.Vote(n).IsValid())
	}
}
