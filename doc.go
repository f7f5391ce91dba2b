// Package relations records which countries have warm relations with Russia during its
// war on Ukraine, according to one news article and as of March 2023, and finds the
// country of a name or code.
//
// The article is "Besides China, Russia Maintains Warm Relations With These Countries",
// The New York Times, March 2023. The claims have not been updated since. The countries are
// Belarus, China, India, Iran, North Korea, South Africa and Syria. The package also
// contains the votes of every UN member on the war: the roll calls of the General Assembly
// on 14 resolutions from March 2022 to December 2025.
//
// The package is not a sanctions list. Do not use it to decide about a customer or a
// payment: its claims are too old.
//
// Claims and votes:
//
//   - [All], [Of]: which countries have warm relations with Russia, and how
//   - [Partners], [Givers]: who has a kind of tie with Russia, and who gives
//   - [Claims], [ClaimByID]: the claims, selected with filters such as [From] and [OfKind]
//   - [Resolutions], [MustParseResolution], [Votes], [Agreement]: how UN members voted
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
// say it in its own voice, the claim says who asserts it, and who denies it. Its
// [Standing] follows from these: reported, alleged or disputed.
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
// A tie is support that one side gives or that both share. [Partners] returns the countries
// that have a tie of some kind with Russia, in any direction, and [Givers] those that give
// Russia support of that kind. Both use reported claims only.
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
// A tie is [Military] only if the article describes it as military. Goods that the
// Russian military also uses are economic, so China gives no military support by this
// coding, which does not mean that it gives none.
//
// If the article gives no date, the claim has none, and [During] does not match it. A claim
// with a start and no end lasts until March 2023. Several claims can come from one
// sentence, and one event can yield a claim about each of two partners. So the number of
// claims is not a measure of evidence. The coding rules are in docs/codebook.md in the
// repository.
//
// Two later events change how the data must be read. This is not a list of all later
// events. The government of Bashar al-Assad in Syria fell in December 2024: the claims
// about Syria are about his government, which cast the earlier votes; a new government
// cast the later ones. North Korea, which in 2023 denied sending ammunition, confirmed in
// April 2025 that its troops fought for Russia; this does not settle the claim on
// ammunition.
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
// written as empty text, an empty array or NULL; writing any other invalid value is an
// error. As text, a set is words separated by spaces; in JSON it is an array. In JSON,
// null empties a set and leaves any other value unchanged. Some encoders, such as those
// for gob and BSON, do not use these forms. They write the fields of a date or a set, and
// the number of any other value, which never changes. A [Dataset] is written as its JSON
// document. For encoders, databases and frameworks that need a tag or an option, see
// docs/integrations.md in the repository.
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
// A [Dataset] has the same lookups as the package, for claims of your own. [New] makes
// one from Go values, [Decode] and [DecodeCSV] read one, and [Dataset.Add] and
// [Dataset.Replace] extend one, such as [Embedded]. A claim says what was known when its
// source was published, so a later source does not extend the claims of an earlier one.
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
// A caller cannot change the data of the package through a value that the package
// returns. All functions and methods are safe for concurrent use, except the Unmarshal
// and Scan methods, which change their receiver. Importing the package does no work when
// a program starts. The tables of names, claims and votes are built on first use, which
// takes one or two milliseconds.
package relations

//go:generate go run ./internal/gen
//go:generate go run ./internal/docs
