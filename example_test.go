package relations_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/warmrelations/relations"
)

// Who supports Russia with arms or territory, as reported?
func Example() {
	for c := range relations.Supporters(relations.Military).All() {
		fmt.Println(c)
	}
	// Output:
	// Belarus
	// Iran
}

// What the partners give, and what is only alleged or disputed.
func ExampleAll() {
	for r := range relations.All() {
		fmt.Printf("%s gives [%s]", r.Partner, r.Given)
		if !r.Alleged.IsEmpty() {
			fmt.Printf("; alleged [%s]", r.Alleged)
		}
		if !r.Disputed.IsEmpty() {
			fmt.Printf("; disputed [%s]", r.Disputed)
		}
		fmt.Println()
	}
	// Output:
	// Belarus gives [territory-access]
	// China gives [oil-purchase goods-supply]
	// India gives [non-condemnation oil-purchase]
	// Iran gives [arms-transfer]; alleged [defense-ties]
	// North Korea gives [endorsement narrative]; disputed [arms-transfer]
	// Syria gives [endorsement narrative]
	// South Africa gives [alignment]
}

// A disputed delivery is not among what is given.
func ExampleOf() {
	r, ok := relations.Of(relations.NorthKorea)
	fmt.Println(r.Given, "|", r.Disputed, "|", ok)
	// Output: endorsement narrative | arms-transfer | true
}

// A country that is not recorded may have any ties: the data does not say.
func ExampleOf_notRecorded() {
	_, ok := relations.Of(relations.MustParseCountry("France"))
	fmt.Println(ok)
	// Output: false
}

// Several filters must all hold.
func ExampleClaims() {
	for c := range relations.Claims(relations.OfKind(relations.Military), relations.From(relations.Iran)) {
		fmt.Println(c.ID, c.Standing(), c.Source)
		fmt.Println(c.Summary)
	}
	// Output:
	// IRN-3 reported nyt-2023-03
	// Iran has given Russia military support, among it the exploding drones with which Moscow has struck infrastructure in Ukraine.
}

func ExampleClaimByID() {
	c, ok := relations.ClaimByID("PRK-1")
	fmt.Println(c.Kind, c.Standing(), ok)
	fmt.Println("asserted by", c.AssertedBy, "and denied by", c.DeniedBy)
	// Output:
	// arms-transfer disputed true
	// asserted by US and denied by KP
}

func ExampleClaim_Standing() {
	for c := range relations.Claims(relations.WithStanding(relations.Alleged, relations.Disputed)) {
		fmt.Println(c.ID, c.Standing())
	}
	// Output:
	// IRN-4 alleged
	// PRK-1 disputed
}

func ExampleSupporters() {
	fmt.Println(relations.Supporters(relations.Diplomatic))
	fmt.Println(relations.Supporters(relations.Endorsement))
	fmt.Println(relations.Supporters(relations.Visit)) // visits are mutual, and nobody's gift
	// Output:
	// IN KP SY ZA
	// KP SY
}

// Diplomatic support by acts, without the omission of not condemning.
func ExampleSupporters_acts() {
	omission := relations.KindsOf(relations.NonCondemnation)
	for r := range relations.All() {
		if r.Given.Minus(omission).Has(relations.Diplomatic) {
			fmt.Println(r.Partner)
		}
	}
	// Output:
	// North Korea
	// Syria
	// South Africa
}

// Partners that give diplomatic, economic or military support, and never voted
// against a resolution.
func ExampleSupporters_votes() {
	var givers relations.CountrySet
	for _, category := range []relations.SupportKind{relations.Diplomatic, relations.Economic, relations.Military} {
		givers = givers.Union(relations.Supporters(category))
	}
	for r := range relations.Resolutions() {
		givers = givers.Minus(r.Voters(relations.Against))
	}
	fmt.Println(givers)
	// Output: IN ZA
}

func ExampleSources() {
	for s := range relations.Sources() {
		fmt.Println(s.Citation())
	}
	// Output: The New York Times, “Besides China, Russia Maintains Warm Relations With These Countries”, 2023-03
}

func ExampleSourceByID() {
	c, _ := relations.ClaimByID("IRN-3")
	s, ok := relations.SourceByID(c.Source)
	fmt.Println(s.Publisher, s.Published, ok)
	// Output: The New York Times 2023-03 true
}

func ExampleSource_BibTeX() {
	s, _ := relations.SourceByID("nyt-2023-03")
	fmt.Print(s.BibTeX())
	// Output:
	// @misc{nyt-2023-03,
	//   title = {{Besides China, Russia Maintains Warm Relations With These Countries}},
	//   publisher = {The New York Times},
	//   year = {2023},
	//   month = {3}
	// }
}

// The embedded data, with a claim of one's own on top.
func ExampleEmbedded() {
	more, err := relations.Embedded().Add(
		[]relations.Source{{ID: "own", Title: "A source of one's own"}},
		[]relations.Claim{{
			ID: "XYZ-1", From: relations.MustParseCountry("France"), To: relations.Russia, Mutual: true,
			Kind: relations.Background, Source: "own", Summary: "An example.",
		}})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, before := relations.Of(relations.MustParseCountry("FR"))
	_, after := more.Of(relations.MustParseCountry("FR"))
	fmt.Println(before, after)
	// Output: false true
}

func ExampleParseCountry() {
	for _, name := range []string{"KP", "prk", "408", "Korea, Dem. People's Rep.", "Российская Федерация", "TÜRKİYE", "Burma", "République de Côte d’Ivoire"} {
		c, err := relations.ParseCountry(name)
		fmt.Println(c.Alpha2(), c, err)
	}
	// Output:
	// KP North Korea <nil>
	// KP North Korea <nil>
	// KP North Korea <nil>
	// KP North Korea <nil>
	// RU Russia <nil>
	// TR Türkiye <nil>
	// MM Myanmar (Burma) <nil>
	// CI Côte d’Ivoire <nil>
}

// Nothing is guessed: what stands for several countries, or for none, is an
// error that says so.
func ExampleParseCountry_errors() {
	for _, name := range []string{"Korea", "Yugoslavia", "Germny", ""} {
		_, err := relations.ParseCountry(name)
		fmt.Println(err)
		var parse *relations.ParseError
		if errors.Is(err, relations.ErrAmbiguous) && errors.As(err, &parse) {
			for c := range parse.Candidates().All() {
				fmt.Println("-", c)
			}
		}
	}
	// Output:
	// relations: country "Korea": ambiguous: KP KR
	// - North Korea
	// - South Korea
	// relations: country "Yugoslavia": unknown
	// relations: country "Germny": unknown
	// relations: country "": malformed
}

func ExampleMustParseCountry() {
	fmt.Println(relations.MustParseCountry("Brazil").Alpha3())
	// Output: BRA
}

// A country that the package does not declare costs nothing when it is
// declared by its code.
func ExampleCountry() {
	const France = relations.Country('F'<<8 | 'R')
	fmt.Println(France, France.Alpha3(), France.Numeric(), France.IsValid())
	// Output: France FRA 250 true
}

func ExampleCountry_Name() {
	for _, tag := range []string{"en", "fr-CA", "ru", "zh", "es", "ar", "de"} {
		fmt.Println(tag, relations.NorthKorea.Name(language.MustParse(tag)))
	}
	// Output:
	// en North Korea
	// fr-CA Corée du Nord
	// ru КНДР
	// zh 朝鲜
	// es Corea del Norte
	// ar كوريا الشمالية
	// de North Korea
}

// The zero Country is written as empty text.
func ExampleCountry_MarshalText() {
	b, err := json.Marshal(map[relations.Country][]relations.Country{relations.Iran: {relations.Russia, 0}})
	fmt.Println(string(b), err)
	// Output: {"IR":["RU",""]} <nil>
}

// With golang.org/x/text/language/display, Region gives names in the other
// languages that CLDR has: display.Regions(language.German).Name(c.Region()).
func ExampleCountry_Region() {
	r := relations.Iran.Region()
	fmt.Println(r, r.ISO3(), r.M49())
	// Output: IR IRN 364
}

// A region of x/text may be no country.
func ExampleCountryOf() {
	fmt.Println(relations.CountryOf(language.MustParseRegion("ZA")))
	fmt.Println(relations.CountryOf(language.MustParseRegion("EU")))
	// Output:
	// South Africa true
	// no country false
}

func ExampleCountriesOf() {
	set := relations.CountriesOf(relations.Iran, relations.China, relations.Iran)
	fmt.Println(set, set.Len(), set.Has(relations.China), set == relations.CountriesOf(relations.China, relations.Iran))
	// Output: CN IR 2 true true
}

// Who gives economic, and who military support?
func ExampleCountrySet_Minus() {
	economic := relations.Supporters(relations.Economic)
	military := relations.Supporters(relations.Military)
	fmt.Println(economic.Minus(military), "|", economic.Union(military), "|", economic.Intersect(military).IsEmpty())
	// Output: CN IN | BY CN IN IR | true
}

func ExampleCountrySet_All() {
	for c := range relations.CountriesOf(relations.SouthAfrica, relations.China).All() {
		fmt.Println(c)
	}
	// Output:
	// China
	// South Africa
}

func ExampleCountries() {
	fmt.Println(relations.Countries().Len(), relations.Countries().Minus(relations.UNMembers()).Len())
	// Output: 250 57
}

func ExampleUNMembers() {
	fmt.Println(relations.UNMembers().Len())
	// Output: 193
}

func ExampleParseSupportKind() {
	k, err := relations.ParseSupportKind("arms-transfer")
	fmt.Println(k, k.Category(), err)
	_, err = relations.ParseSupportKind("weapons")
	fmt.Println(errors.Is(err, relations.ErrUnknown))
	// Output:
	// arms-transfer military <nil>
	// true
}

func ExampleSupportKind_Includes() {
	fmt.Println(relations.Military.Includes(relations.ArmsTransfer))
	fmt.Println(relations.Military.Includes(relations.Military))
	fmt.Println(relations.ArmsTransfer.Includes(relations.Military))
	// Output:
	// true
	// true
	// false
}

func ExampleSupportKind_Definition() {
	fmt.Println(relations.NonCondemnation.Definition())
	// Output: The giver has not condemned the war; an omission, and no act.
}

// The categories and their kinds.
func ExampleKinds() {
	for k := range relations.Kinds().All() {
		if k == k.Category() {
			fmt.Println(k)
		} else {
			fmt.Println("  " + k.String())
		}
	}
	// Output:
	// diplomatic
	//   visit
	//   alignment
	//   endorsement
	//   narrative
	//   non-condemnation
	// economic
	//   trade
	//   oil-purchase
	//   goods-supply
	//   banking
	// military
	//   arms-transfer
	//   territory-access
	//   joint-exercise
	//   defense-ties
	//   force-presence
	// unspecified-aid
	// background
}

// A set has a category if it has any kind of it.
func ExampleKindSet_Has() {
	r, _ := relations.Of(relations.China)
	fmt.Println(r.Given.Has(relations.Economic), r.Given.Has(relations.Military))
	// Output: true false
}

func ExampleKindsOf() {
	fmt.Println(relations.KindsOf(relations.Trade, relations.Visit))
	// Output: visit trade
}

func ExampleParseStanding() {
	s, err := relations.ParseStanding("disputed")
	fmt.Println(s == relations.Disputed, err)
	// Output: true <nil>
}

func ExampleParseDate() {
	for _, text := range []string{"2023", "2023-03", "2023-03-20", "2023-02-29"} {
		d, err := relations.ParseDate(text)
		fmt.Println(d, err)
	}
	// Output:
	// 2023 <nil>
	// 2023-03 <nil>
	// 2023-03-20 <nil>
	// no date relations: date "2023-02-29": malformed
}

func ExampleDate_Contains() {
	march := relations.Date{Year: 2023, Month: 3}
	fmt.Println(march.Contains(time.Date(2023, time.March, 31, 23, 0, 0, 0, time.UTC)))
	fmt.Println(march.Contains(time.Date(2023, time.April, 1, 0, 0, 0, 0, time.UTC)))
	// Output:
	// true
	// false
}

// Dates of different precision in order: the coarser comes first.
func ExampleDate_Compare() {
	dates := []relations.Date{{Year: 2023, Month: 3}, {Year: 2022, Month: 2, Day: 24}, {Year: 2023}, {}}
	slices.SortFunc(dates, relations.Date.Compare)
	fmt.Println(dates)
	// Output: [no date 2022-02-24 2023 2023-03]
}

func ExampleFrom() {
	for c := range relations.Claims(relations.From(relations.Russia)) {
		fmt.Println(c.ID, c.To, c.Kind)
	}
	// Output:
	// BLR-2 Belarus unspecified-aid
	// SYR-1 Syria force-presence
}

func ExampleTo() {
	for c := range relations.Claims(relations.To(relations.Syria)) {
		fmt.Println(c.ID, c.Kind)
	}
	// Output: SYR-1 force-presence
}

// Mutual ties count too, where From and To leave them out.
func ExampleInvolving() {
	for c := range relations.Claims(relations.Involving(relations.Iran)) {
		fmt.Println(c.ID, c.Kind, c.Mutual)
	}
	// Output:
	// IRN-1 alignment true
	// IRN-2 banking true
	// IRN-3 arms-transfer false
	// IRN-4 defense-ties true
}

func ExampleOfKind() {
	for c := range relations.Claims(relations.OfKind(relations.Banking, relations.Trade)) {
		fmt.Println(c.ID, c.Kind)
	}
	// Output:
	// CHN-3 trade
	// IRN-2 banking
	// ZAF-5 trade
}

func ExampleWithStanding() {
	n := 0
	for range relations.Claims(relations.WithStanding(relations.Reported)) {
		n++
	}
	fmt.Println(n)
	// Output: 33
}

func ExampleAssertedBy() {
	for c := range relations.Claims(relations.AssertedBy(relations.UnitedStates)) {
		fmt.Println(c.ID, c.Standing())
	}
	// Output:
	// IRN-4 alleged
	// PRK-1 disputed
}

// What South Africa denies nobody is said to assert, so the denial is what is
// reported.
func ExampleDeniedBy() {
	for c := range relations.Claims(relations.DeniedBy(relations.SouthAfrica)) {
		fmt.Println(c.ID, c.Kind, c.Standing())
	}
	// Output: ZAF-4 background reported
}

// An open period lasts to the date up to which the dataset holds.
func ExampleDuring() {
	year := relations.Date{Year: 2021}
	for c := range relations.Claims(relations.During(year, year)) {
		fmt.Println(c.ID, c.Start, c.End)
	}
	// Output: BLR-3 2020 no date
}

func ExampleWhere() {
	names := relations.Where(func(c relations.Claim) bool { return strings.Contains(c.Summary, "Lukashenko") })
	for c := range relations.Claims(names) {
		fmt.Println(c.ID)
	}
	// Output:
	// BLR-2
	// BLR-4
}

// What is support, and said by the newspaper itself, but for omissions.
func ExampleNot() {
	acts := relations.And(
		relations.WithStanding(relations.Reported),
		relations.Not(relations.OfKind(relations.Background, relations.NonCondemnation)),
	)
	n := 0
	for range relations.Claims(acts) {
		n++
	}
	fmt.Println(n)
	// Output: 26
}

func ExampleAnd() {
	given := relations.And(relations.To(relations.Russia), relations.OfKind(relations.Economic))
	for c := range relations.Claims(given) {
		fmt.Println(c.ID, c.Kind)
	}
	// Output:
	// CHN-4 oil-purchase
	// CHN-5 goods-supply
	// IND-1 oil-purchase
}

func ExampleOr() {
	either := relations.Or(relations.From(relations.Belarus), relations.To(relations.Belarus))
	for c := range relations.Claims(either) {
		fmt.Println(c.ID, c.From, c.To)
	}
	// Output:
	// BLR-2 Russia Belarus
	// BLR-4 Belarus Russia
	// BLR-5 Belarus Russia
}

// A small dataset, made in a test as a fixture.
func ExampleNew() {
	d, err := relations.New(
		relations.Header{Subject: relations.Ukraine, AsOf: relations.Date{Year: 2024}},
		[]relations.Source{{ID: "s"}},
		[]relations.Claim{{ID: "1", From: relations.UnitedStates, To: relations.Ukraine, Kind: relations.ArmsTransfer, Source: "s"}},
	)
	fmt.Println(d.Supporters(relations.Military), err)
	// Output: US <nil>
}

// Every fault has its place.
func ExampleNew_faults() {
	_, err := relations.New(
		relations.Header{Subject: relations.Russia},
		[]relations.Source{{ID: "s"}},
		[]relations.Claim{
			{ID: "1", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "t"},
			{ID: "1", From: relations.Iran, To: relations.China, Kind: relations.Trade, Source: "s"},
		})
	fmt.Println(err)
	var fault *relations.DataError
	fmt.Println(errors.As(err, &fault) && fault.Field == "source", errors.Is(err, relations.ErrDuplicate))
	// Output:
	// relations: claim "1": source: source "t": unknown
	// relations: claim "1": id: duplicate
	// relations: claim "1": from: no dyad of the subject
	// true true
}

func ExampleDecode() {
	d, err := relations.Decode(strings.NewReader(`{
	  "subject": "RU", "as_of": "2023-03", "version": "mine",
	  "sources": [{"id": "s", "title": "A source"}],
	  "claims": [
	    {"id": "1", "from": "IR", "to": "RU", "kind": "arms-transfer", "source": "s"}
	  ]
	}`))
	fmt.Println(d.Supporters(relations.Military), err)
	// Output: IR <nil>
}

// Faults are many at once, each with its place.
func ExampleDecode_strict() {
	_, err := relations.Decode(strings.NewReader(`{
	  "subject": "RU", "sources": [{"id": "s"}],
	  "claims": [
	    {"id": "1", "from": "IR", "to": "RU", "kind": "drones", "source": "s"},
	    {"id": "2", "form": "IR", "to": "RU", "kind": "trade", "source": "s"}
	  ]
	}`))
	for _, err := range err.(interface{ Unwrap() []error }).Unwrap() {
		var fault *relations.DataError
		if errors.As(err, &fault) {
			fmt.Println(fault.Line, fault.Claim, fault.Field, errors.Is(fault, relations.ErrUnknown))
		}
	}
	// Output:
	// 4 1 kind true
	// 5 2 form true
}

func ExampleDecodeCSV() {
	d, err := relations.DecodeCSV(
		strings.NewReader("id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section\n"+
			"1,KP,RU,false,arms-transfer,2023,,US,KP,,,s,\n"),
		relations.Header{Subject: relations.Russia}, []relations.Source{{ID: "s"}})
	c, _ := d.ClaimByID("1")
	fmt.Println(c.Standing(), err)
	// Output: disputed <nil>
}

func ExampleDataset_Encode() {
	d, _ := relations.New(relations.Header{Subject: relations.Russia}, []relations.Source{{ID: "s"}},
		[]relations.Claim{{ID: "1", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "s"}})
	if err := d.Encode(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "subject": "RU",
	//   "as_of": "",
	//   "version": "",
	//   "sources": [
	//     {"id":"s"}
	//   ],
	//   "claims": [
	//     {"id":"1","from":"IR","to":"RU","kind":"trade","source":"s"}
	//   ]
	// }
}

func ExampleDataset_EncodeCSV() {
	d, _ := relations.New(relations.Header{Subject: relations.Russia}, []relations.Source{{ID: "s"}},
		[]relations.Claim{{ID: "1", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "s"}})
	if err := d.EncodeCSV(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section
	// 1,IR,RU,false,trade,,,,,,,s,
}

func ExampleDataset_Replace() {
	c, _ := relations.ClaimByID("IRN-4")
	c.Summary = "Another wording."
	changed, err := relations.Embedded().Replace(nil, []relations.Claim{c})
	now, _ := changed.ClaimByID("IRN-4")
	before, _ := relations.ClaimByID("IRN-4")
	fmt.Println(now.Summary, before.Summary != now.Summary, err)
	// Output: Another wording. true <nil>
}

func ExampleDataset_Add() {
	c, _ := relations.ClaimByID("IRN-4")
	_, err := relations.Embedded().Add(nil, []relations.Claim{c})
	fmt.Println(err)
	// Output: relations: claim "IRN-4": id: duplicate
}

func ExampleDataset_Equal() {
	again, err := relations.Embedded().Replace(nil, nil)
	fmt.Println(relations.Embedded().Equal(again), relations.Embedded().Equal(relations.Dataset{}), err)
	// Output: true false <nil>
}

func ExampleDataset_Header() {
	h := relations.Embedded().Header()
	fmt.Println(h.Subject, h.AsOf, h.Version == relations.DataVersion)
	// Output: Russia 2023-03 true
}

func ExampleParseResolution() {
	r, err := relations.ParseResolution("A/RES/ES-11/1")
	fmt.Println(r.Vote(relations.India), r.Title(), err)
	_, err = relations.ParseResolution("ES-12/1")
	fmt.Println(err)
	// Output:
	// abstained Aggression against Ukraine <nil>
	// relations: resolution "ES-12/1": unknown, not one of A/RES/ES-11/1 to A/RES/ES-11/8
}

func ExampleResolutions() {
	for r := range relations.Resolutions() {
		fmt.Println(r, r.Adopted(), r.Voters(relations.InFavor).Len(), r.Voters(relations.Against).Len(), r.Voters(relations.Abstained).Len())
	}
	// Output:
	// A/RES/ES-11/1 2022-03-02 141 5 35
	// A/RES/ES-11/2 2022-03-24 140 5 38
	// A/RES/ES-11/3 2022-04-07 93 24 58
	// A/RES/ES-11/4 2022-10-12 143 5 35
	// A/RES/ES-11/5 2022-11-14 94 14 73
	// A/RES/ES-11/6 2023-02-23 141 7 32
	// A/RES/ES-11/7 2025-02-24 93 18 65
	// A/RES/ES-11/8 2025-02-24 93 8 73
}

// Not being a member, not voting and abstaining are three things.
func ExampleResolution_Vote() {
	r, _ := relations.ParseResolution("ES-11/4")
	for _, name := range []string{"Brazil", "South Africa", "Iran", "Kosovo"} {
		fmt.Println(name+":", r.Vote(relations.MustParseCountry(name)))
	}
	// Output:
	// Brazil: in favor
	// South Africa: abstained
	// Iran: not voting
	// Kosovo: no record
}

// Diplomatic supporters that nevertheless did not vote against the resolution:
// India, which is one only by not condemning the war, and South Africa.
func ExampleResolution_Voters() {
	r, _ := relations.ParseResolution("ES-11/1")
	fmt.Println(r.Voters(relations.Against))
	fmt.Println(relations.Supporters(relations.Diplomatic).Minus(r.Voters(relations.Against)))
	// Output:
	// BY ER KP RU SY
	// IN ZA
}

func ExampleVotes() {
	for r, v := range relations.Votes(relations.China) {
		fmt.Println(r, v)
	}
	// Output:
	// A/RES/ES-11/1 abstained
	// A/RES/ES-11/2 abstained
	// A/RES/ES-11/3 against
	// A/RES/ES-11/4 abstained
	// A/RES/ES-11/5 against
	// A/RES/ES-11/6 abstained
	// A/RES/ES-11/7 abstained
	// A/RES/ES-11/8 abstained
}

func ExampleParseVote() {
	v, err := relations.ParseVote("In favor")
	fmt.Println(v, err)
	// Output: in favor <nil>
}

// The partners by how far their votes agree with Russia's.
func ExampleAgreement() {
	type row struct {
		partner relations.Country
		index   float64
		n       int
	}
	var rows []row
	for r := range relations.All() {
		index, n := relations.Agreement(r.Partner, relations.Russia)
		rows = append(rows, row{r.Partner, index, n})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.index, a.index) })
	for _, r := range rows {
		fmt.Printf("%-12s %.2f over %d\n", r.partner, r.index, r.n)
	}
	// Output:
	// Belarus      1.00 over 8
	// North Korea  1.00 over 8
	// Syria        0.88 over 8
	// Iran         0.64 over 7
	// China        0.62 over 8
	// India        0.50 over 8
	// South Africa 0.44 over 8
}
