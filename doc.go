// Package relations holds claims, as of March 2023 and not updated since, about
// countries with warm relations with Russia during its war on Ukraine, and votes of the
// United Nations on the war. The claims are what one news article reported. The votes
// are the roll calls of the General Assembly on 14 resolutions from March 2022 to December
// 2025.
//
// The article is "Besides China, Russia Maintains Warm Relations With These Countries",
// The New York Times, March 2023. The package also has all countries by code and by
// name, in six languages, and lets you build datasets of your own.
//
// # Claims
//
// A [Claim] is one thing that a source reports: who gives to whom (a directed dyad), or
// that a tie is mutual; what kind of support it is; when; who asserts it, if the source
// does not say it in its own voice, and who denies it. Its [Standing] follows:
// reported, alleged or disputed.
//
//	for c := range relations.Claims(relations.From(relations.Iran), relations.OfKind(relations.Military)) {
//		fmt.Println(c.ID, c.Standing(), c.Summary, c.Source)
//	}
//
// # Relations
//
// A [Relation] sums up the claims on one partner. What is given, received and mutual
// stands apart from what is only alleged or disputed.
//
//	r, ok := relations.Of(relations.NorthKorea)
//	fmt.Println(r.Given, "|", r.Disputed, ok) // endorsement narrative | arms-transfer true
//
// [Givers] answers who gives Russia support of a kind, [Partners] who has such a
// tie in any direction. Both answer from what is reported; what is alleged or disputed
// is in the claims.
//
//	relations.Givers(relations.Economic) // CN IN
//	relations.Partners(relations.Economic)   // CN IN IR ZA
//
// Note on the diplomatic givers: India is one by an omission alone
// ([NonCondemnation]), and South Africa by a movement alone ([Alignment]).
//
// # What the data does not say
//
// The article calls its list "a few" countries. If a country is missing, it is not
// recorded; the data says nothing about its ties. A kind that a partner lacks is not
// denied. Reported means that the newspaper reports it, no more. A claim without dates
// has no date in the article, and one with a start and no end lasts to March 2023.
// [Military] has what the article names as such: goods that the Russian military uses
// are economic.
//
// Two things have changed since 2023. The government of Bashar al-Assad in Syria fell
// in December 2024. North Korea, which in 2023 denied sending ammunition, confirmed in
// April 2025 that its troops fought for Russia.
//
//	if _, ok := relations.Of(c); !ok {
//		fmt.Println(c, "is not recorded")
//	}
//
// Several claims can come from one sentence, and one event can be a claim on each of
// two partners: do not count claims as evidence. Most claims have no dates, and
// [During] leaves them out. The rules of coding are in docs/codebook.md in the
// repository.
//
// # Countries
//
// [ParseCountry] reads codes and names as they are met in data, and guesses nothing.
// There is a constant for each country, and [CountrySet] is a comparable set.
//
//	c, err := relations.ParseCountry("Korea, Dem. People's Rep.") // NorthKorea
//	c.Name(language.French)                                       // Corée du Nord
//
// # Votes
//
// [Resolution.Vote], [Resolution.Voters], [Votes], [Agreement] and [AgreementOver]
// answer from the roll calls. A vote is not a claim, and is never mixed into one. Read
// the documentation of [Resolution] before you compare votes.
//
//	es11, err := relations.ParseResolution("A/RES/ES-11/1")
//	es11.Vote(relations.India)                                                       // Abstained
//	relations.Givers(relations.Diplomatic).Minus(es11.Voters(relations.Against)) // IN ZA
//
// # Values
//
// [Country], [SupportKind], [Standing], [Date], [Resolution] and [Vote] are small
// comparable values whose zero value means none; [CountrySet] and [KindSet] are
// comparable sets whose zero value is empty. A zero or invalid value is in no set and
// matches no claim, and its String says so.
//
// All eight have text, JSON and SQL forms (MarshalText, Value, Scan), which are texts
// and never numbers. The zero value is empty text and NULL; marshaling an invalid value
// is an error. Parse functions refuse empty text. Sets are JSON arrays, and codes or
// names with spaces between them as text. There are no methods for encoding/gob, which
// stores the values as numbers, and refuses the sets and so claims and relations.
//
//	b, err := json.Marshal(relations.Givers(relations.Military)) // ["BY","IR"]
//
// # Errors
//
// An error holds a [*ParseError] or a [*DataError] with a reason such as [ErrUnknown],
// for [errors.As] and [errors.Is]. [Faults] lists all that is wrong with a dataset.
//
//	var parse *relations.ParseError
//	if errors.As(err, &parse) {
//		fmt.Println("did you mean", parse.Candidates())
//	}
//
// # Your own datasets
//
// A [Dataset] holds other claims, and answers as the package does. [New] makes one from
// Go values, [Decode] and [DecodeCSV] from text; [Dataset.Add] and [Dataset.Replace]
// extend an existing dataset, such as [Embedded]. What a source says holds as of its
// publication, so a later source does not extend the claims of an earlier one.
//
//	more, err := relations.Embedded().Add(sources, claims)
//	for c := range more.Claims(relations.During(relations.Date{Year: 2024}, relations.Date{Year: 2024})) {
//		fmt.Println(c.ID)
//	}
//
// In a test, compare claims or relations by go-cmp; of whole datasets it would not show
// what differs:
//
//	cmp.Diff(slices.Collect(want.Claims()), slices.Collect(got.Claims()))
//
// # Immutability and cost
//
// Nothing that the package hands out can change what it holds, and all of it may be
// used by several goroutines at once, except a value that is being read into. Importing
// the package does no work when a program starts. The tables of names, claims and votes
// are built at first use, in about a millisecond. After that, lookups and loops over
// claims allocate nothing. And, Or, OfSource, more than four filters, and most
// functions that build a text allocate.
package relations

//go:generate go run ./internal/gen
//go:generate go run ./internal/docs
