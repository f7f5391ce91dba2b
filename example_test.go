package relations_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/warmrelations/relations"
)

// Look up a country by name, and print a reported tie, an alleged tie and a vote.
func Example() {
	c, err := relations.ParseCountry("Iran, Islamic Rep.")
	if err != nil {
		fmt.Println(err)
		return
	}
	r, _ := relations.Of(c)
	fmt.Println("supplies arms, as reported:", r.Given.Has(relations.ArmsTransfer))
	fmt.Println("has defense ties, as alleged:", r.Alleged.Has(relations.DefenseTies))
	es11, _ := relations.ParseResolution("ES-11/1")
	fmt.Println("on", es11, es11.Vote(c))
	// Output:
	// supplies arms, as reported: true
	// has defense ties, as alleged: true
	// on A/RES/ES-11/1 abstained
}

// Given, mutual and alleged ties are in separate sets.
func ExampleAll() {
	for r := range relations.All() {
		if r.Partner == relations.Iran {
			fmt.Println(r.Given.Has(relations.ArmsTransfer), r.Mutual.Has(relations.Banking),
				r.Alleged.Has(relations.DefenseTies))
		}
	}
	// Output: true true true
}

// A disputed arms transfer is in Disputed, not in Given.
func ExampleOf() {
	r, ok := relations.Of(relations.NorthKorea)
	fmt.Println(r.Given.Has(relations.ArmsTransfer), r.Disputed.Has(relations.ArmsTransfer), ok)
	// Output: false true true
}

// If a country is not recorded, the data says nothing about its ties.
func ExampleOf_notRecorded() {
	if _, ok := relations.Of(relations.France); !ok {
		fmt.Println(relations.France, "is not recorded")
	}
	// Output: France is not recorded
}

// Several filters select the claims that match all of them; this prints the first.
func ExampleClaims() {
	for c := range relations.Claims(relations.From(relations.Iran), relations.OfKind(relations.Military),
		relations.OfStanding(relations.Reported)) {
		fmt.Println(c.ID, c.From, c.Kind, c.Standing())
		break
	}
	// Output: IRN-3 Iran arms-transfer reported
}

// A country that has only a mutual tie of a kind is a partner, but not a giver.
func ExampleGivers() {
	buyers, banking := relations.OilPurchase, relations.Banking
	fmt.Println(relations.Givers(buyers).Has(relations.China), relations.Partners(buyers).Has(relations.China))
	fmt.Println(relations.Givers(banking).Has(relations.Iran), relations.Partners(banking).Has(relations.Iran))
	// Output:
	// true true
	// false true
}

// A joint exercise is a mutual tie, whichever country hosts it.
func ExamplePartners() {
	fmt.Println(relations.Partners(relations.JointExercise).Has(relations.SouthAfrica))
	// Output: true
}

// Add a claim of your own to the embedded data; the result has no version.
func ExampleEmbedded() {
	more, err := relations.Embedded().Add(
		[]relations.Source{{ID: "own", Title: "A source of your own", Published: relations.Date{Year: 2024}}},
		[]relations.Claim{{
			ID: "FRA-1", From: relations.France, To: relations.Russia, Mutual: true,
			Kind: relations.Background, Source: "own", Summary: "An example.",
		}})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, before := relations.Of(relations.France)
	_, after := more.Of(relations.France)
	fmt.Printf("%v %v %q\n", before, after, more.Header().Version)
	// Output: false true ""
}

func ExampleParseCountry() {
	for _, name := range []string{"KP", "prk", "408", "Korea, Dem. People's Rep.", "Российская Федерация",
		"TÜRKİYE", "Burma", "France (la)"} {
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
	// FR France <nil>
}

// The error says why a text is rejected.
func ExampleParseCountry_errors() {
	for _, name := range []string{"Korea", "Ukrain", "Czechoslovakia", ""} {
		_, err := relations.ParseCountry(name)
		fmt.Println(err)
	}
	// Output:
	// relations: country "Korea": ambiguous: North Korea or South Korea
	// relations: country "Ukrain": unknown; did you mean Ukraine?
	// relations: country "Czechoslovakia": no longer a country; today Czechia, Slovakia
	// relations: country "": malformed: empty
}

// To support names of your own, look them up in a map first.
func ExampleParseCountry_aliases() {
	aliases := map[string]relations.Country{"the Hermit Kingdom": relations.NorthKorea}
	parse := func(name string) (relations.Country, error) {
		if c, ok := aliases[name]; ok {
			return c, nil
		}
		return relations.ParseCountry(name)
	}
	fmt.Println(parse("the Hermit Kingdom"))
	fmt.Println(parse("Iran"))
	// Output:
	// North Korea <nil>
	// Iran <nil>
}

// A missing country is the zero Country; an unknown country is an error.
func ExampleCountry_UnmarshalText() {
	type counterparty struct {
		Name    string            `json:"name"`
		Country relations.Country `json:"country"`
	}
	for _, text := range []string{`{"name":"A","country":"Iran"}`, `{"name":"B"}`, `{"name":"C","country":"Persepolis"}`} {
		var c counterparty
		switch err := json.Unmarshal([]byte(text), &c); {
		case err != nil:
			fmt.Println("unknown:", err)
		case c.Country == 0:
			fmt.Println(c.Name, "has no country")
		default:
			fmt.Println(c.Name, c.Country)
		}
	}
	// Output:
	// A Iran
	// B has no country
	// unknown: relations: country "Persepolis": unknown
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

// Test whether a region contains a country, but not "EU", which in x/text still contains the
// United Kingdom.
func ExampleCountry_Region() {
	europe := language.MustParseRegion("150")
	for _, c := range []relations.Country{relations.Belarus, relations.Iran} {
		fmt.Println(c, europe.Contains(c.Region()))
	}
	fmt.Println(language.MustParseRegion("EU").Contains(relations.UnitedKingdom.Region()))
	// Output:
	// Belarus true
	// Iran false
	// true
}

// Not every region of x/text is a country.
func ExampleCountryOfRegion() {
	fmt.Println(relations.CountryOfRegion(language.MustParseRegion("ZA")))
	fmt.Println(relations.CountryOfRegion(language.MustParseRegion("EU")))
	// Output:
	// South Africa true
	// no country false
}

func ExampleNewCountrySet() {
	set := relations.NewCountrySet(relations.Iran, relations.China, relations.Iran)
	fmt.Println(set, set.Len(), set.Has(relations.China), set == relations.NewCountrySet(relations.China, relations.Iran))
	// Output: CN IR 2 true true
}

// An invalid country makes a set invalid, and marshaling the set is an error.
func ExampleNewCountrySet_invalid() {
	set := relations.NewCountrySet(relations.Iran, relations.Country('U'<<8|'K'))
	fmt.Println(set, set.Len(), set.IsZero())
	_, err := set.MarshalText()
	fmt.Println(errors.Is(err, relations.ErrInvalid))
	// Output:
	// IR Country(21835) 1 false
	// true
}

func ExampleCountrySet_Minus() {
	a := relations.NewCountrySet(relations.China, relations.India, relations.Iran)
	b := relations.NewCountrySet(relations.Iran, relations.Belarus)
	fmt.Println(a.Minus(b), "|", a.Union(b), "|", a.Intersect(b))
	// Output: CN IN | BY CN IN IR | IR
}

// The countries are in the order of their codes.
func ExampleCountrySet_All() {
	for c := range relations.NewCountrySet(relations.SouthAfrica, relations.Belarus).All() {
		fmt.Println(c)
	}
	// Output:
	// Belarus
	// South Africa
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
	fmt.Println(relations.ArmsTransfer.Includes(relations.Military))
	// Output:
	// true
	// false
}

func ExampleSupportKind_Definition() {
	fmt.Println(relations.NonCondemnation.Definition())
	// Output: The giver has not condemned the war; an omission, not an act.
}

// Print each category, followed by its kinds.
func ExampleKinds() {
	for k := range relations.Kinds().All() {
		if k == k.Category() {
			fmt.Println(k.Kinds())
		}
	}
	// Output:
	// diplomatic visit alignment endorsement narrative non-condemnation
	// economic trade oil-purchase goods-supply banking
	// military arms-transfer territory-access joint-exercise defense-ties force-presence
	// unspecified-aid
	// background
}

// Print the kinds of military support that Belarus gives.
func ExampleSupportKind_Kinds() {
	r, _ := relations.Of(relations.Belarus)
	fmt.Println(r.Given.Intersect(relations.Military.Kinds()))
	// Output: territory-access
}

// Remove NonCondemnation, which is an omission, so that only acts are left.
func ExampleKindSet_Minus() {
	given := relations.NewKindSet(relations.NonCondemnation, relations.OilPurchase) // as India gives
	acts := given.Minus(relations.NewKindSet(relations.NonCondemnation))
	fmt.Println(given.Has(relations.Diplomatic), acts.Has(relations.Diplomatic), acts)
	// Output: true false oil-purchase
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
	// no date relations: date "2023-02-29": malformed, want a date such as 2023, 2023-03 or 2023-03-20
}

func ExampleDate_Contains() {
	march := relations.Date{Year: 2023, Month: 3}
	fmt.Println(march.Contains(time.Date(2023, time.March, 31, 23, 0, 0, 0, time.UTC)))
	fmt.Println(march.Contains(time.Date(2023, time.April, 1, 0, 0, 0, 0, time.UTC)))
	// Output:
	// true
	// false
}

// Make a small dataset for a test, and compare its relations with cmp.Diff.
func ExampleNew() {
	d, err := relations.New(
		relations.Header{Subject: relations.Ukraine},
		[]relations.Source{{ID: "wire", Published: relations.Date{Year: 2024}}},
		[]relations.Claim{
			{ID: "1", From: relations.Norway, To: relations.Ukraine, Kind: relations.ArmsTransfer, Source: "wire"},
			{ID: "2", From: relations.Japan, To: relations.Ukraine, Mutual: true, Kind: relations.Trade, Source: "wire"},
		})
	fmt.Println(d.Givers(relations.Military), d.Partners(relations.Economic), d.AsOf(), err)

	want := []relations.Relation{
		{Partner: relations.Japan, Mutual: relations.NewKindSet(relations.Trade)},
		{Partner: relations.Norway, Given: relations.NewKindSet(relations.ArmsTransfer)},
	}
	fmt.Printf("difference: %q\n", cmp.Diff(want, slices.Collect(d.All())))
	// Output:
	// NO JP 2024 <nil>
	// difference: ""
}

// small returns a dataset with five claims, for the examples below.
func small() relations.Dataset {
	d, err := relations.New(
		relations.Header{Subject: relations.Russia},
		[]relations.Source{
			{ID: "article", Published: relations.Date{Year: 2023, Month: 3}},
			{ID: "report", Published: relations.Date{Year: 2024, Month: 6}},
		},
		[]relations.Claim{
			{ID: "given", From: relations.Iran, To: relations.Russia, Kind: relations.ArmsTransfer,
				Start: relations.Date{Year: 2022}, Source: "article"},
			{ID: "received", From: relations.Russia, To: relations.Syria, Kind: relations.ForcePresence,
				Start: relations.Date{Year: 2015}, End: relations.Date{Year: 2022}, Source: "article"},
			{ID: "mutual", From: relations.China, To: relations.Russia, Mutual: true, Kind: relations.Trade, Source: "article"},
			{ID: "alleged", From: relations.Iran, To: relations.Russia, Mutual: true, Kind: relations.DefenseTies,
				AssertedBy: relations.NewCountrySet(relations.UnitedStates), Source: "report"},
			{ID: "disputed", From: relations.NorthKorea, To: relations.Russia, Kind: relations.ArmsTransfer,
				Start: relations.Date{Year: 2024, Month: 2}, Source: "report",
				AssertedBy: relations.NewCountrySet(relations.UnitedStates),
				DeniedBy:   relations.NewCountrySet(relations.NorthKorea)},
		})
	if err != nil {
		panic(err)
	}
	return d
}

// ids returns the IDs of the claims in the small dataset that match all filters.
func ids(filters ...relations.Filter) []string {
	var list []string
	for c := range small().Claims(filters...) {
		list = append(list, c.ID)
	}
	return list
}

func ExampleFrom() {
	fmt.Println(ids(relations.From(relations.Russia)))
	// Output: [received]
}

func ExampleInvolving() {
	fmt.Println(ids(relations.Involving(relations.Iran, relations.China)))
	// Output: [given mutual alleged]
}

func ExampleOfKind() {
	fmt.Println(ids(relations.OfKind(relations.Military)))
	fmt.Println(ids(relations.OfKind(relations.ArmsTransfer, relations.Trade)))
	// Output:
	// [given received alleged disputed]
	// [given mutual disputed]
}

// Reported and Alleged together do not match disputed claims.
func ExampleOfStanding() {
	fmt.Println(ids(relations.OfStanding(relations.Reported, relations.Alleged)))
	fmt.Println(ids(relations.OfStanding(relations.Alleged, relations.Disputed)))
	// Output:
	// [given received mutual alleged]
	// [alleged disputed]
}

func ExampleOfSource() {
	fmt.Println(ids(relations.OfSource("report")))
	// Output: [alleged disputed]
}

func ExampleAssertedBy() {
	fmt.Println(ids(relations.AssertedBy(relations.UnitedStates)))
	// Output: [alleged disputed]
}

func ExampleDeniedBy() {
	fmt.Println(ids(relations.DeniedBy(relations.NorthKorea)))
	// Output: [disputed]
}

// A claim without an End lasts until its source was published.
func ExampleDuring() {
	for _, d := range []relations.Date{{Year: 2022}, {Year: 2023, Month: 3}, {Year: 2023, Month: 4},
		{Year: 2024, Month: 6}, {Year: 2024, Month: 7}} {
		fmt.Println(d, ids(relations.During(d, d)))
	}
	// Output:
	// 2022 [given received]
	// 2023-03 [given]
	// 2023-04 []
	// 2024-06 [disputed]
	// 2024-07 []
}

func ExampleWhere() {
	fmt.Println(ids(relations.Where(func(c relations.Claim) bool { return !c.DeniedBy.IsZero() })))
	// Output: [disputed]
}

func ExampleNot() {
	fmt.Println(ids(relations.Not(relations.OfStanding(relations.Reported))))
	// Output: [alleged disputed]
}

func ExampleAnd() {
	fmt.Println(ids(relations.Not(relations.And(relations.OfKind(relations.Military), relations.To(relations.Russia)))))
	// Output: [received mutual alleged]
}

func ExampleOr() {
	fmt.Println(ids(relations.Or(relations.From(relations.Iran), relations.To(relations.Syria))))
	// Output: [given received]
}

func ExampleDecode() {
	d, err := relations.Decode(strings.NewReader(`{
	  "subject": "RU", "version": "mine",
	  "sources": [{"id": "s", "title": "A source", "published": "2023-03"}],
	  "claims": [
	    {"id": "1", "from": "IR", "to": "RU", "kind": "arms-transfer", "source": "s"}
	  ]
	}`))
	fmt.Println(d.Givers(relations.Military), d.AsOf(), err)
	// Output: IR 2023-03 <nil>
}

// All faults are reported at once, each with its line.
func ExampleFaults() {
	_, err := relations.Decode(strings.NewReader(`{
	  "subject": "RU", "sources": [{"id": "s"}],
	  "claims": [
	    {"id": "1", "from": "IR", "to": "RU", "kind": "trade", "start": "March 2023", "source": "s"},
	    {"id": "2", "form": "IR", "to": "RU", "kind": "trade", "source": "s"}
	  ]
	}`))
	for _, fault := range relations.Faults(err) {
		fmt.Println(fault.Line, fault.Claim, fault.Field, errors.Is(fault, relations.ErrSyntax))
	}
	// Output:
	// 4 1 start true
	// 5 2 from false
	// 5 2 form false
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
		[]relations.Claim{{ID: "1", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "s",
			Summary: "=1+1"}})
	if err := d.EncodeCSV(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section
	// 1,IR,RU,false,trade,,,,,,'=1+1,s,
}

// A Dataset can be a field of a JSON configuration.
func ExampleDataset_UnmarshalJSON() {
	var config struct {
		Name   string            `json:"name"`
		Claims relations.Dataset `json:"claims"`
	}
	err := json.Unmarshal([]byte(`{
	  "name": "test",
	  "claims": {
	    "subject": "RU", "sources": [{"id": "s"}],
	    "claims": [{"id": "1", "from": "IN", "to": "RU", "kind": "oil-purchase", "source": "s"}]
	  }
	}`), &config)
	fmt.Println(config.Claims, err)
	// Output: 1 claim on Russia <nil>
}

func ExampleDataset_Replace() {
	c, _ := relations.ClaimByID("IRN-4")
	c.Summary = "Another wording."
	changed, err := relations.Embedded().Replace(nil, []relations.Claim{c})
	now, _ := changed.ClaimByID("IRN-4")
	fmt.Println(now.Summary, err)
	// Output: Another wording. <nil>
}

// The error names the claim by its ID and its index in the argument.
func ExampleDataset_Add() {
	c, _ := relations.ClaimByID("IRN-4")
	_, err := relations.Embedded().Add(nil, []relations.Claim{c})
	fmt.Println(err)
	// Output: relations: claim "IRN-4" (claims[0]): id: duplicate of one in the dataset
}

func ExampleParseResolution() {
	r, err := relations.ParseResolution("A/RES/ES-11/1")
	fmt.Println(r.Vote(relations.India), r.Title(), err)
	// Output: abstained Aggression against Ukraine <nil>
}

// Count the votes on each resolution of 2022.
func ExampleResolutions() {
	for r := range relations.Resolutions() {
		if r.Adopted().Year == 2022 {
			fmt.Println(r, r.Adopted(), r.Voters(relations.InFavor).Len(), r.Voters(relations.Against).Len(),
				r.Voters(relations.Abstained).Len())
		}
	}
	// Output:
	// A/RES/ES-11/1 2022-03-02 141 5 35
	// A/RES/ES-11/2 2022-03-24 140 5 38
	// A/RES/ES-11/3 2022-04-07 93 24 58
	// A/RES/ES-11/4 2022-10-12 143 5 35
	// A/RES/ES-11/5 2022-11-14 94 14 73
	// A/RES/77/229 2022-12-15 82 14 80
}

// Not being a member, not voting and abstaining are three different things.
func ExampleResolution_Vote() {
	r, _ := relations.ParseResolution("ES-11/4")
	for _, c := range []relations.Country{relations.Brazil, relations.SouthAfrica, relations.Iran, relations.Kosovo} {
		fmt.Printf("%v: %v\n", c, r.Vote(c))
	}
	// Output:
	// Brazil: in favor
	// South Africa: abstained
	// Iran: not voting
	// Kosovo: no record
}

func ExampleResolution_Voters() {
	r, _ := relations.ParseResolution("ES-11/1")
	fmt.Println(r.Voters(relations.Against))
	// Output: BY ER KP RU SY
}

func ExampleVotes() {
	for r, v := range relations.Votes(relations.China) {
		if r.Adopted().Year == 2022 {
			fmt.Println(r, v)
		}
	}
	// Output:
	// A/RES/ES-11/1 abstained
	// A/RES/ES-11/2 abstained
	// A/RES/ES-11/3 against
	// A/RES/ES-11/4 abstained
	// A/RES/ES-11/5 against
	// A/RES/77/229 against
}

// ParseVote accepts American and British spelling, and the letters that UN data uses.
func ExampleParseVote() {
	for _, text := range []string{"in favour", "Y", "abstention"} {
		fmt.Println(relations.ParseVote(text))
	}
	// Output:
	// in favor <nil>
	// in favor <nil>
	// abstained <nil>
}

// Compute the agreement of three countries with Russia over the resolutions of 2022.
func ExampleAgreementOver() {
	var of2022 []relations.Resolution
	for r := range relations.Resolutions() {
		if r.Adopted().Year == 2022 {
			of2022 = append(of2022, r)
		}
	}
	for _, c := range []relations.Country{relations.Belarus, relations.Iran, relations.India} {
		index, n := relations.AgreementOver(c, relations.Russia, of2022...)
		fmt.Printf("%v: %.2f over %d\n", c, index, n)
	}
	// Output:
	// Belarus: 1.00 over 6
	// Iran: 0.80 over 5
	// India: 0.50 over 6
}

// Group the claims about a partner into given, received, mutual, alleged and disputed.
func ExampleRelation() {
	partner, groups := relations.Iran, map[string][]string{}
	for c := range small().Claims(relations.Involving(partner), relations.Not(relations.OfKind(relations.Background))) {
		group := c.Standing().String() // alleged or disputed, whatever the direction
		switch {
		case group != "reported":
		case c.Mutual:
			group = "mutual"
		case c.From == partner:
			group = "given"
		default:
			group = "received"
		}
		groups[group] = append(groups[group], c.ID)
	}
	fmt.Println(groups)
	// Output: map[alleged:[alleged] given:[given]]
}

// List the claims that were added, changed or removed between two datasets.
func ExampleDataset_ClaimByID() {
	before := small()
	claims := slices.Collect(before.Claims())
	claims[0].Kind, claims[1].ID = relations.Military, "new"
	after, err := relations.New(before.Header(), slices.Collect(before.Sources()), claims)
	fmt.Println(err)
	for c := range after.Claims() {
		if old, ok := before.ClaimByID(c.ID); !ok {
			fmt.Println("added", c.ID)
		} else if old != c {
			fmt.Println("changed", c.ID)
		}
	}
	for c := range before.Claims() {
		if _, ok := after.ClaimByID(c.ID); !ok {
			fmt.Println("removed", c.ID)
		}
	}
	// Output:
	// <nil>
	// changed given
	// added new
	// removed received
}

// Make a filter from options that may be absent; without any option it matches every claim.
func ExampleAnd_options() {
	filter := func(country relations.Country, kind relations.SupportKind) relations.Filter {
		var filters []relations.Filter
		if country != 0 {
			filters = append(filters, relations.Involving(country))
		}
		if kind != 0 {
			filters = append(filters, relations.OfKind(kind))
		}
		return relations.And(filters...)
	}
	fmt.Println(ids(filter(relations.Iran, 0)))
	fmt.Println(ids(filter(0, relations.Trade)))
	fmt.Println(ids(filter(0, 0)))
	// Output:
	// [given alleged]
	// [mutual]
	// [given received mutual alleged disputed]
}

// Find the members of a group, BRICS as of March 2022, that abstained on a resolution.
func ExampleCountrySet_Intersect() {
	brics := relations.NewCountrySet( // as of March 2022
		relations.Brazil, relations.Russia, relations.India, relations.China, relations.SouthAfrica)
	es11 := relations.MustParseResolution("A/RES/ES-11/1")
	fmt.Println(brics.Intersect(es11.Voters(relations.Abstained)))
	// Output: CN IN ZA
}

// Candidates returns suggestions to show to a person.
func ExampleParseError_Candidates() {
	for _, name := range []string{"Ukrain", "Korea", "Czechoslovakia", "Scotland", "Atlantis"} {
		var parse *relations.ParseError
		if _, err := relations.ParseCountry(name); errors.As(err, &parse) {
			fmt.Printf("%s: %v\n", name, parse.Candidates())
		}
	}
	// Output:
	// Ukrain: UA
	// Korea: KP KR
	// Czechoslovakia: CZ SK
	// Scotland: GB
	// Atlantis:
}
