package relations_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// must returns v of a call that cannot fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// iso returns the country with a code.
func iso(code string) relations.Country { return must(relations.ParseCountry(code)) }

// codes returns the set of the countries with the given codes.
func codes(text string) relations.CountrySet {
	var s relations.CountrySet
	if err := s.UnmarshalText([]byte(text)); err != nil {
		panic(err)
	}
	return s
}

// The fixture is a small dataset, on France, for tests of behaviour. They hold
// whatever the embedded data says.
var (
	fixtureHeader  = relations.Header{Subject: relations.France, Version: "test.1"}
	fixtureSources = []relations.Source{
		{ID: "wire", Title: "A report", Publisher: "The Wire", Published: relations.Date{Year: 2023, Month: 3}},
		{ID: "memo", Title: "A memo", Published: relations.Date{Year: 2024, Month: 6, Day: 15}, URL: "https://example.org/memo"},
		{ID: "note"}, // without a date
	}
)

// fixtureClaims returns a claim of each sort, ordered by no field.
func fixtureClaims() []relations.Claim {
	date := func(s string) relations.Date { return must(relations.ParseDate(s)) }
	return []relations.Claim{
		{ID: "IT-1", From: relations.Italy, To: relations.France, Kind: relations.ArmsTransfer, Start: date("2022-10-05"), End: date("2022-10-09"),
			Others: codes("ES"), Summary: "Italy sold arms.", Source: "wire", Section: "one"},
		{ID: "IT-2", From: relations.Italy, To: relations.France, Mutual: true, Kind: relations.Trade, Start: date("2023-01"), Summary: "They trade.", Source: "wire"},
		{ID: "JP-1", From: relations.France, To: relations.Japan, Kind: relations.Military, Start: date("2024"), End: date("2024"), Source: "memo"},
		{ID: "JP-2", From: relations.Japan, To: relations.France, Kind: relations.Endorsement, AssertedBy: codes("ES"), Start: date("2024-01"), Source: "memo", Section: "two"},
		{ID: "DE-1", From: relations.Germany, To: relations.France, Kind: relations.OilPurchase, AssertedBy: codes("ES IT"), DeniedBy: codes("DE"), Source: "wire"},
		{ID: "DE-2", From: relations.Germany, To: relations.France, Mutual: true, Kind: relations.Background, DeniedBy: codes("DE"), Start: date("2020"), Source: "note"},
		{ID: "DE-3", From: relations.Germany, To: relations.France, Kind: relations.NonCondemnation, Source: "memo", Summary: `=1+1, "quoted"`},
		{ID: "BE-1", From: relations.Belgium, To: relations.France, Mutual: true, Kind: relations.DefenseTies, AssertedBy: codes("US"), Source: "wire"},
	}
}

// fixture returns the small dataset.
func fixture(t testing.TB) relations.Dataset {
	t.Helper()
	d, err := relations.New(fixtureHeader, fixtureSources, fixtureClaims())
	require.NoError(t, err)
	return d
}
