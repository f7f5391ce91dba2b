// Package relations records which countries keep warm relations with Russia
// during its war on Ukraine, and by what kinds of support. It has what one news
// article reported in March 2023, not updated since, and how the members of the
// United Nations voted in the General Assembly's emergency special session on
// the war, from A/RES/ES-11/1 to A/RES/ES-11/9, until December 2025.
//
// The article is "Besides China, Russia Maintains Warm Relations With These
// Countries", The New York Times, March 2023. With the two records comes what it takes
// to use them: all countries by code and by name, in six languages, and datasets
// of your own.
//
// # Claims
//
// A [Claim] is one thing that a source reports: who gives to whom (a directed
// dyad), or that a tie is mutual; what kind of support it is; when; who asserts it, if
// the source does not say it in its own voice, and who denies it. Its [Standing]
// follows: reported, alleged or disputed.
//
//	for c := range relations.Claims(relations.From(relations.Iran), relations.OfKind(relations.Military)) {
//		fmt.Println(c.ID, c.Standing(), c.Summary, c.Source)
//	}
//
// # Relations
//
// A [Relation] sums up the claims on one partner. What is given, received and
// shared stands apart from what is only alleged or disputed.
//
//	r, ok := relations.Of(relations.NorthKorea)
//	fmt.Println(r.Given, "|", r.Disputed, ok) // endorsement narrative | arms-transfer true
//
// [Supporters] answers who gives Russia support of a kind, [Partners] who has such a
// tie in any direction. Both answer from what is reported; what is alleged or disputed is in
// the claims.
//
//	relations.Supporters(relations.Economic) // CN IN
//	relations.Partners(relations.Economic)   // CN IN IR ZA
//
// Two remarks belong to the diplomatic supporters: India is one by an omission
// alone ([NonCondemnation]), and South Africa by a movement alone ([Alignment]).
//
// # What the data does not say
//
// The article calls its list "a few" countries. If a country is missing, it is not
// recorded; the data says nothing about its ties. A kind that a partner lacks is
// not denied. Reported means that the newspaper reports it, no more. A claim
// without dates has no date in the article, and an open one lasts to March 2023.
// [Military] has what the article names as such: goods that the Russian military uses
// are economic.
//
// Two statements of 2023 are overtaken. The government of Bashar al-Assad in Syria
// fell in December 2024. North Korea, which denied deliveries in 2023, confirmed in
// April 2025 that its troops fought for Russia.
//
//	if _, ok := relations.Of(c); !ok {
//		fmt.Println(c, "is not recorded")
//	}
//
// Several claims can come from one sentence, and one event can be a claim on each of
// two partners: do not count claims as evidence. Most claims have no dates, and
// [During] leaves them out. The rules of coding are in
// docs/codebook.md in the repository.
//
// # Countries
//
// [ParseCountry] reads codes and names as they are met in data, and guesses
// nothing. There is a constant for each country, and [CountrySet] is a
// comparable set.
//
//	c, err := relations.ParseCountry("Korea, Dem. People's Rep.") // NorthKorea
//	c.Name(language.French)                                       // Corée du Nord
//
// # Votes
//
// [Resolution.Vote], [Resolution.Voters], [Votes], [Agreement] and
// [AgreementOver] answer from the roll calls. A vote is not a claim, and is never
// mixed into one. Read the documentation of [Resolution] before you compare votes.
//
//	es11, err := relations.ParseResolution("A/RES/ES-11/1")
//	es11.Vote(relations.India)                                                               // Abstained
//	relations.Supporters(relations.Diplomatic).Minus(es11.Voters(relations.Against)) // IN ZA
//
// # Values
//
// [Country], [SupportKind], [Standing], [Date], [Resolution] and [Vote] are small
// comparable values whose zero value is none; [CountrySet] and [KindSet] are
// comparable sets whose zero value is empty. A zero or forged value is found in
// nothing and matches nothing; its String shows it.
//
// All eight have text, JSON and SQL forms (MarshalText, Value, Scan), which are texts
// and never numbers. The zero value is empty text and NULL; marshaling a forged value is
// an error. Parse functions refuse empty text. Sets are JSON arrays, and codes or
// names with spaces between them as text. There are no methods for encoding/gob, which
// stores the values as numbers, and refuses the sets and so claims and relations.
//
//	b, err := json.Marshal(relations.Supporters(relations.Military)) // ["BY","IR"]
//
// # Errors
//
// An error holds a [*ParseError] or a [*DataError] with a reason such as
// [ErrUnknown], for [errors.As] and [errors.Is]. [Faults] lists all that is wrong
// with a dataset.
//
//	var parse *relations.ParseError
//	if errors.As(err, &parse) {
//		fmt.Println("did you mean", parse.Candidates())
//	}
//
// # Your own datasets
//
// A [Dataset] holds other claims, and answers as the package does. [New] makes
// one of Go values, [Decode] and [DecodeCSV] of text; [Dataset.Add] and
// [Dataset.Replace] build on one that is there, such as [Embedded]. What a source
// says holds as of its publication, so a later source does not stretch the claims of an
// earlier one.
//
//	more, err := relations.Embedded().Add(sources, claims)
//	for c := range more.Claims(relations.During(relations.Date{Year: 2024}, relations.Date{Year: 2024})) {
//		fmt.Println(c.ID)
//	}
//
// In a test, compare claims or relations, and not whole datasets, whose insides a
// comparison would print:
//
//	cmp.Diff(slices.Collect(want.Claims()), slices.Collect(got.Claims()))
//
// # Immutability and cost
//
// Nothing that the package hands out can change what it holds, and all of it may be
// used by several goroutines at once, except a value that is being read into.
// Importing the package does no work when a program starts. Names, claims and votes
// are laid out at first use, in about a millisecond; after that reading allocates
// nothing, except for And, Or, WithSource, more than four filters, and texts of sets.
package relations

//go:generate go run ./internal/gen
//go:generate go run ./internal/docs
