package main

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

func TestPanel(t *testing.T) {
	data, err := relations.DecodeCSV(strings.NewReader(`id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section
1,KP,RU,false,arms-transfer,,,US,KP,,,s,
2,KP,RU,false,defense-ties,,,US,,,,s,
3,KP,RU,false,endorsement,,,,,,,s,
4,RU,KP,false,unspecified-aid,,,,,,,s,
5,RU,KP,false,goods-supply,,,,,,,s,
6,KP,RU,true,background,,,US,,,,t,
7,SY,RU,true,joint-exercise,,,,,,,s,
8,SY,RU,false,arms-transfer,,,US,,,,s,
9,IN,RU,true,background,,,,,,,u,
`), relations.Header{Subject: relations.Russia}, []relations.Source{{ID: "s", Published: relations.Date{Year: 2023}},
		{ID: "t", Published: relations.Date{Year: 2024, Month: 5}}, {ID: "u"}})
	require.NoError(t, err)
	var out, errs bytes.Buffer
	require.Zero(t, run(data, nil, &out, &errs))
	require.Empty(t, errs.String())

	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	rows := (relations.UNMembers().Len() - 1) * len(slices.Collect(relations.Resolutions()))
	require.Len(t, lines, 1+rows)
	assert.NotContains(t, out.String(), "RUS,")
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(lines))), 1+rows, "no duplicate rows")
	assert.Equal(t, "iso3,country,resolution,adopted,vote,agreement,rollcalls,"+
		"diplomatic,economic,military,unspecified_aid,alleged,disputed,claims_as_of", lines[0])
	for _, want := range []string{
		"FRA,France,ES-11/1,2022-03-02,in favor,0.0000,1,,,,,,,",                  // not recorded: empty, not 0
		"NAM,Namibia,ES-11/2,2022-03-24,abstained,0.5000,2,,,,,,,",                // an abstention agrees by half
		"KHM,Cambodia,ES-11/3,2022-04-07,abstained,0.1667,3,,,,,,,",               // the votes so far: 0, 0 and a half
		"TKM,Turkmenistan,ES-11/1,2022-03-02,not voting,,0,,,,,,,",                // no vote, so no index
		"PRK,North Korea,ES-11/1,2022-03-02,against,1.0000,1,1,1,0,1,1,1,2024-05", // no military tie is reported
		"SYR,Syria,ES-11/1,2022-03-02,against,1.0000,1,0,0,1,0,1,0,2023",          // a mutual tie, and an alleged one
		"IND,India,ES-11/1,2022-03-02,abstained,0.5000,1,0,0,0,0,0,0,",            // recorded, without a tie or a date
	} {
		assert.Contains(t, lines, want)
	}
	i := slices.IndexFunc(lines, func(s string) bool { return strings.HasPrefix(s, "FRA,France,ES-11/7,2025-02-24,") })
	require.Positive(t, i)
	assert.Equal(t, strings.Replace(lines[i], "ES-11/7", "ES-11/8", 1), lines[i+1], "both roll calls of a day count")
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
