package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// rows runs the program and returns the header, and the rows by country and resolution.
func rows(t *testing.T, data relations.Dataset) (header []string, byKey map[string][]string) {
	t.Helper()
	var out, errs bytes.Buffer
	require.Zero(t, run(data, nil, &out, &errs))
	require.Empty(t, errs.String())
	all, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	byKey = map[string][]string{}
	for _, row := range all[1:] {
		byKey[row[0]+" "+row[2]] = row
	}
	require.Len(t, byKey, len(all)-1, "no duplicate rows")
	return all[0], byKey
}

func TestPanel(t *testing.T) {
	data, err := relations.DecodeCSV(strings.NewReader(`id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section
1,KP,RU,false,arms-transfer,,,US,KP,,,s,
2,KP,RU,false,defense-ties,,,US,,,,s,
3,KP,RU,false,endorsement,,,,,,,s,
4,KP,RU,true,visit,,,,,,,s,
5,RU,KP,false,unspecified-aid,,,,,,,s,
6,RU,KP,false,goods-supply,,,,,,,s,
7,KP,RU,true,background,,,US,,,,t,
8,IN,RU,true,background,,,,,,,u,
`), relations.Header{Subject: relations.Russia}, []relations.Source{{ID: "s", Published: relations.Date{Year: 2023}},
		{ID: "t", Published: relations.Date{Year: 2024, Month: 5}}, {ID: "u"}})
	require.NoError(t, err)
	header, got := rows(t, data)
	assert.Equal(t, "iso3,country,resolution,adopted,vote,agreement,rollcalls,"+
		"diplomatic,economic,military,unspecified_aid,alleged,disputed,claims_as_of", strings.Join(header, ","))
	for _, want := range []string{
		"FRA,France,ES-11/1,2022-03-02,in favor,0.0000,1,,,,,,,",                  // not recorded: empty, not 0
		"NAM,Namibia,ES-11/2,2022-03-24,abstained,0.5000,2,,,,,,,",                // an abstention agrees by half
		"TKM,Turkmenistan,ES-11/1,2022-03-02,not voting,,0,,,,,,,",                // no vote, so no index
		"PRK,North Korea,ES-11/1,2022-03-02,against,1.0000,1,1,1,0,1,1,1,2024-05", // no military tie is reported
		"IND,India,ES-11/1,2022-03-02,abstained,0.5000,1,0,0,0,0,0,0,",            // recorded, without a tie or a date
	} {
		key := want[:3] + " " + strings.Split(want, ",")[2]
		assert.Equal(t, want, strings.Join(got[key], ","))
	}
}

// The cells agree with the library.
func TestPanelCells(t *testing.T) {
	_, got := rows(t, relations.Embedded())
	for r := range relations.Resolutions() {
		var until []relations.Resolution
		for earlier := range relations.Resolutions() {
			if earlier.Adopted().Compare(r.Adopted()) <= 0 {
				until = append(until, earlier)
			}
		}
		for c := range relations.UNMembers().All() {
			row := got[c.Alpha3()+" "+strings.TrimPrefix(r.Symbol(), "A/RES/")]
			require.Len(t, row, 14)
			agreement := ""
			index, n := relations.AgreementOver(c, relations.Russia, until...)
			if n > 0 {
				agreement = fmt.Sprintf("%.4f", index)
			}
			assert.Equal(t, []string{r.Vote(c).String(), agreement, strconv.Itoa(n)}, row[4:7])
			_, recorded := relations.Of(c)
			for i, k := range []relations.SupportKind{relations.Diplomatic, relations.Economic, relations.Military,
				relations.UnspecifiedAid} {
				want := map[bool]string{false: "0", true: "1"}[relations.Partners(k).Has(c)]
				if !recorded {
					want = ""
				}
				assert.Equal(t, want, row[7+i])
			}
		}
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestPanelFails(t *testing.T) {
	var out, errs bytes.Buffer
	assert.Equal(t, 2, run(relations.Embedded(), []string{"x"}, &out, &errs))
	assert.Empty(t, out.String())
	assert.Equal(t, 1, run(relations.Embedded(), nil, brokenWriter{}, &errs))
	assert.Equal(t, "usage: panel > panel.csv\npanel: disk full\n", errs.String())
}
