// Package relations records which countries keep warm relations with Russia
// during its war on Ukraine, and by what kinds of support.
//
// It embeds two records. The first is 35 claims on seven partners of Russia, as
// one news article reports them: "Besides China, Russia Maintains Warm
// Relations With These Countries", The New York Times, March 2023. The second
// is how each member of the United Nations voted on the eight resolutions on
// the war. Beside them stands what it takes to use them: all countries by code
// and by name, in six languages.
//
// # Claims
//
// A [Claim] is one thing that a source reports. It says who gives to whom (a
// directed dyad), or that the tie is mutual; of what kind the support is; when;
// who asserts it, where the source does not say it in its own voice, and who
// denies it; and where in the source it stands. Its [Standing] follows:
// reported, alleged or disputed. A [Relation] sums up the claims on one
// partner, and keeps what is given, received and shared apart from what is
// alleged or disputed.
//
//	r, ok := relations.Of(relations.NorthKorea)
//	fmt.Println(r.Given, "|", r.Disputed) // endorsement narrative | arms-transfer
//
// [Claims] goes through the claims that filters choose, [Supporters] gives the
// partners that support Russia by a kind, [Of] and [All] the relations.
//
// # What the data covers
//
// The claims are those of the article and hold up to its month, March 2023;
// [DataVersion] changes when they do. The article calls its list "a few"
// countries. So a country that is not recorded is just that: the data does not
// say that it has no ties with Russia, and a kind that a partner lacks is not
// denied. Reported means that the newspaper reports it, no more.
//
// How the article was coded:
//
//   - Each claim has one kind. The kinds, and what each means, are given by
//     [SupportKind.Definition].
//   - The giver is in From. A closeness or an event that both sides share is
//     mutual, and nobody's gift: a visit, trade, an exercise whoever was the
//     host. A move by one side is directed.
//   - A claim that the article ascribes to a government or its officials has
//     their country in AssertedBy. What a government denies has it in
//     DeniedBy. A denial of what nobody is said to assert is background.
//   - A warning is no accusation, and is background. [Background] is never
//     support.
//   - Not to condemn is an omission. It has a kind of its own,
//     [NonCondemnation], so that it can be left out.
//   - A date that the article does not give stays empty, also where one could be
//     inferred. "Last week" and "this year" are resolved against March 2023.
//   - What is said of the countries as a group is coded on none of them, save
//     where a sentence names it.
//   - An event that concerns two dyads is a claim on each: count events, not
//     claims.
//
// # Votes
//
// [Resolution.Vote], [Resolution.Voters], [Votes] and [Agreement] answer from
// the roll calls of the General Assembly's eleventh emergency special session.
// A vote is not a claim, and is never mixed into one.
//
// # Values
//
// [Country], [SupportKind], [Standing], [Date], [Resolution] and [Vote] are
// small comparable values whose zero value is none: no country, an unknown
// date. A zero or a forged value is found in nothing and matches nothing; its
// String shows it, and writing a forged one is an error. [CountrySet] and
// [KindSet] are comparable sets, whose zero value is empty. Text, JSON, SQL and
// gob read back what they write: texts, never numbers, which stay the same in
// later versions.
//
// Everything is immutable: nothing that the package hands out can change what
// it holds, and all functions and methods are safe for concurrent use, but
// those that read into a value (UnmarshalText, Scan) in respect of that value.
// Lookups return a value and whether there is one. What fails returns an error
// that holds a [*ParseError] or a [*DataError], with a reason that is one of the
// constants that begin with Err: ask [errors.Is] and [errors.As]. New, Add,
// Replace and the decoders return a join of the faults, up to a hundred, which
// its method Unwrap() []error gives one by one. A nil reader, writer or
// destination is such an error too.
//
// Empty text reads as the zero value where a value is read into
// (UnmarshalText, Scan); the Parse functions refuse it. Reading the embedded
// data allocates nothing, but for And, Or, more than four filters at once, and the
// texts of sets, and importing the package does no work when a program starts.
//
// # Datasets of one's own
//
// A [Dataset] holds other claims, as an update, from another source, or for a
// test, and answers like the package does. [New] makes one of Go values,
// [Decode] and [DecodeCSV] of text; [Dataset.Add] and [Dataset.Replace] build on
// one that is there, such as [Embedded].
//
// # Adding a claim
//
// The embedded claims are rows in data.go, one for each. A maintainer adds or
// changes a row, raises DataVersion, and runs go generate and go test on all
// packages. The file CONTRIBUTING.md in the repository has the steps.
package relations

//go:generate go run ./internal/gen
//go:generate go test -run Fresh . -update
