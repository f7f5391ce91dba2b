// Package relations records which countries have warm relations with Russia during its
// war on Ukraine, as one news article reported it as of March 2023, and reads country
// names exactly.
//
// The article is "Besides China, Russia Maintains Warm Relations With These Countries",
// The New York Times, March 2023. The data has not been updated since. The countries are
// Belarus, China, India, Iran, North Korea, South Africa and Syria. The package also
// contains the votes of every UN member on the war: the roll calls of the General Assembly
// on 14 resolutions from March 2022 to December 2025.
//
// The package is not a sanctions list, and its claims are too old to decide on a customer
// or a payment.
//
// Claims and votes:
//
//   - [All], [Of]: which countries have warm relations with Russia, and how
//   - [Partners], [Givers]: who has a kind of tie with Russia, and who gives
//   - [Claims] with filters such as [From], [OfKind] and [OfStanding]; [ClaimByID]
//   - [Resolutions], [Votes], [Agreement]; [MustParseResolution]
//   - [New], [Decode], [DecodeCSV], [Embedded]: datasets of your own
//
// Names:
//
//   - [ParseCountry]: the country of a code or a name
//   - [ParseError.Candidates]: what a rejected name could mean
//   - [Country.Name], [Country.Alpha3], [Country.Numeric]: names and codes
//   - [CountrySet], [Countries], [UNMembers]: sets of countries
//
// # Claims
//
// A [Claim] is one thing that a source reports. It says who gives to whom (a directed
// dyad), or that a tie is mutual; the kind of support; and when. If the source does not
// say it in its own voice, the claim says who asserts it, and who denies it. From this
// follows its [Standing]: reported, alleged or disputed.
//
//	for c := range relations.Claims(relations.OfKind(relations.ArmsTransfer)) {
//		fmt.Println(c.From, c.Standing()) // Iran reported, then North Korea disputed
//	}
//
// # Relations
//
// A [Relation] summarizes the claims about one partner. Kinds that are given, received or
// mutual are kept apart from kinds that are only alleged or disputed.
//
//	r, ok := relations.Of(relations.NorthKorea)
//	fmt.Println(r)           // North Korea: given endorsement narrative; mutual alignment; disputed arms-transfer
//	fmt.Println(r.Given, ok) // endorsement narrative true
//
// [Partners] returns the countries that have a kind of tie with Russia in any direction,
// and [Givers] those that give Russia such support. Both count reported claims only.
//
//	relations.Partners(relations.Economic) // CN IN IR ZA
//	relations.Givers(relations.Economic)   // CN IN
//
// India counts as a giver of diplomatic support only because it has not condemned the
// war, and South Africa only because it has moved closer to Russia. Belarus, China and
// Iran are missing from the givers of diplomatic support only because their diplomatic
// ties are mutual, and a mutual tie has no giver.
//
// # What the data does not say
//
// The article calls its list "a few" countries. If a country is missing, the data says
// nothing about its ties. If a partner lacks a kind, that does not mean that the tie is
// denied. Reported means that the newspaper says so in its own voice, not that it is
// true. Russia is the subject of the data and not a partner.
//
//	if _, ok := relations.Of(c); !ok && c != relations.Russia {
//		fmt.Println(c, "is not recorded")
//	}
//
// [Military] is what the article names as such. Goods that the Russian military also
// uses are economic, so China is not a giver of military support; the data does not say
// that it gives none.
//
// A claim without dates has no date in the article, and [During] leaves it out. A claim
// with a start and no end lasts to March 2023. Several claims can come from one
// sentence, and one event can yield a claim about each of two partners. So the number of
// claims is not a measure of evidence. The coding rules are in docs/codebook.md in the
// repository.
//
// Two later events change how the data must be read; there are many others. The government
// of Bashar al-Assad in Syria fell in December 2024: the claims on Syria and its earlier
// votes are about his government, and its later votes are those of another one. North
// Korea, which in 2023 denied sending ammunition, confirmed in April 2025 that its troops
// fought for Russia; this does not settle the claim on ammunition.
//
// # Countries
//
// [ParseCountry] reads ISO 3166-1 codes, and names in the forms that occur in real data. It
// never guesses. There is a constant for each country, and [CountrySet] is a comparable
// set.
//
//	c, err := relations.ParseCountry("Korea, Dem. People's Rep.") // North Korea
//	c.Name(language.French)                                       // Corée du Nord
//
// The error says why a text was rejected, and what it could mean:
//
//	c, err := relations.ParseCountry("Korea")
//	var parse *relations.ParseError
//	if errors.As(err, &parse) {
//		fmt.Println(parse.Candidates()) // KP KR
//	}
//
// # Votes
//
// A vote is not a claim: it is the position of a member on one text at one time. Read
// the documentation of [Resolution] before you compare votes.
//
//	es11 := relations.MustParseResolution("A/RES/ES-11/1")
//	es11.Vote(relations.India) // Abstained
//
//	// Which countries with reported military ties did not vote against?
//	relations.Partners(relations.Military).Minus(es11.Voters(relations.Against)) // CN IR ZA
//
// # Values
//
// [Country], [SupportKind], [Standing], [Date], [Resolution] and [Vote] are small
// comparable values whose zero value means none. [CountrySet] and [KindSet] are
// comparable sets whose zero value is empty.
//
// All eight have text, JSON and SQL forms, which are never numbers. The zero value is
// written as empty text or NULL; marshaling an invalid value is an error. As text, a set is
// words separated by spaces; in JSON it is an array. Some encoders, such as those for gob
// and BSON, do not use these forms. They write numbers, which never change. A [Dataset] is
// written as its JSON document. For encoders, databases and frameworks that need a tag or
// an option, see docs/integrations.md in the repository.
//
//	b, err := json.Marshal(relations.Givers(relations.Military)) // ["BY","IR"]
//
// # Errors
//
// An error wraps a [*ParseError] or a [*DataError] with a reason such as [ErrUnknown]:
// use [errors.As] and [errors.Is]. [Faults] lists all faults of a dataset.
//
// # Your own datasets
//
// A [Dataset] contains other claims and has the same lookups. [New] makes one from Go
// values, [Decode] and [DecodeCSV] read one, and [Dataset.Add] and [Dataset.Replace]
// extend one, such as [Embedded]. A claim holds as of the publication of its source, so
// a later source does not extend the claims of an earlier one.
//
//	more, err := relations.Embedded().Add(sources, claims)
//	for c := range more.Claims(relations.During(relations.Date{Year: 2024}, relations.Date{Year: 2024})) {
//		fmt.Println(c.ID)
//	}
//
// In a test, compare datasets with [Dataset.Equal]. To see what differs, compare their
// claims with go-cmp:
//
//	cmp.Diff(slices.Collect(want.Claims()), slices.Collect(got.Claims()))
//
// # Immutability and cost
//
// A caller cannot change the data of the package through a value that it returns. All
// functions and methods are safe for concurrent use, except those that read into a
// value. Importing the package does no work when a program starts. The tables of names,
// claims and votes are built on first use, which takes one or two milliseconds.
package relations

//go:generate go run ./internal/gen
//go:generate go run ./internal/docs
