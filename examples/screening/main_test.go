package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// screening runs the program on input and returns its output.
func screening(input string) (out, errs string, status int) {
	var o, e bytes.Buffer
	status = run(relations.Embedded(), []string{"-"}, strings.NewReader(input), &o, &e)
	return o.String(), e.String(), status
}

func TestSample(t *testing.T) {
	data, err := relations.DecodeCSV(strings.NewReader(`id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section
1,IR,RU,false,arms-transfer,,,,,,Invented.,old,
2,IR,RU,true,defense-ties,,,US,,,Invented.,new,
3,KP,RU,false,arms-transfer,,,US,KP,,Invented.,old,
4,RU,SY,false,force-presence,,,,,,Invented.,old,
5,IN,RU,false,oil-purchase,,,,,,Invented.,old,
6,RU,FR,false,goods-supply,,,,,,Invented.,old,
`), relations.Header{Subject: relations.Russia}, []relations.Source{
		{ID: "old", Published: relations.Date{Year: 2023, Month: 3}},
		{ID: "new", Published: relations.Date{Year: 2024, Month: 5}},
	})
	require.NoError(t, err)
	var out, fromFile, errs bytes.Buffer
	assert.Equal(t, 1, run(data, nil, nil, &out, &errs))
	assert.Equal(t, 1, run(data, []string{"testdata/counterparties.json"}, nil, &fromFile, &errs))
	assert.Empty(t, errs.String())
	assert.Equal(t, out.String(), fromFile.String())
	for _, want := range []string{
		`[0] line 2, "Lyon Textiles": FLAGGED: France` + "\n    6, goods-supply, reported: Invented. [old]\n",
		`[1] line 3, "Tehran Instruments": FLAGGED: Iran` + "\n    1, arms-transfer, reported: Invented. [old]\n" +
			"    2, defense-ties, alleged: Invented. [new]\n",
		"\n    3, arms-transfer, disputed: ",
		`[3] line 5, "Damascus Logistics": FLAGGED: Syria` + "\n    4, force-presence, reported: Invented. [old]\n" +
			"    Note: the government of Syria changed in December 2024.\n",
		`[4] line 6, "Mumbai Refining": not flagged: no military tie of India is recorded`,
		`[5] line 7, "Volga Trading": FLAGGED: Russia itself`,
		`[8] line 10, "No country": UNREADABLE: `,
		`[11] line 13, "Missing": UNREADABLE: 0 countries in the record`,
		"12 records: 5 flagged, 6 unreadable, 1 not flagged.",
		"the latest of 2024-05, and not updated since. Not flagged does not mean clear.",
	} {
		assert.Contains(t, out.String(), want)
	}
}

// A country is flagged if a claim of military support or of goods supply involves it, whatever the
// direction and standing of the claim.
func TestEachCountry(t *testing.T) {
	ties := map[relations.Country]bool{relations.Russia: true}
	for c := range relations.Claims() {
		if c.Kind.Category() == relations.Military || c.Kind == relations.GoodsSupply {
			ties[c.From], ties[c.To] = true, true
		}
	}
	for c := range relations.Countries().All() {
		out, _, status := screening(fmt.Sprintf(`[{"name": "X", "country": %q}]`, c))
		assert.Equal(t, map[bool]int{false: 0, true: 1}[ties[c]], status, c)
		assert.Equal(t, ties[c], strings.Contains(out, ": FLAGGED: "), c)
		assert.Equal(t, !ties[c], strings.Contains(out, ": not flagged: no military tie of "+c.String()+" is recorded"))
	}
}

func TestUnreadable(t *testing.T) {
	for name, record := range map[string]string{
		"empty":           `{"name": "X", "country": ""}`,
		"white space":     `{"name": "X", "country": " "}`,
		"unknown":         `{"name": "X", "country": "Atlantis"}`,
		"ambiguous":       `{"name": "X", "country": "Korea"}`,
		"two in one":      `{"name": "X", "country": "France, Iran"}`,
		"null":            `{"name": "X", "country": null}`,
		"number":          `{"name": "X", "country": 250}`,
		"large number":    `{"name": "X", "country": 1e999}`,
		"array":           `{"name": "X", "country": ["France"]}`,
		"duplicate":       `{"name": "X", "country": "Iran", "Country": "France"}`,
		"missing":         `{"name": "X"}`,
		"record is null":  `null`,
		"record is text":  `"France"`,
		"record is array": `[{"country": "France"}]`,
	} {
		t.Run(name, func(t *testing.T) {
			out, errs, status := screening("\uFEFF[{\"country\": \"France\", \"id\": 7},\n\n" + record + "]")
			assert.Equal(t, 1, status)
			assert.Empty(t, errs)
			assert.Regexp(t, "\n\\[1\\] line 3, .*: UNREADABLE: .*\n\n"+
				"2 records: 0 flagged, 1 unreadable, 1 not flagged.\n", out)
		})
	}
}

func TestNothingScreened(t *testing.T) {
	stdin := []string{"-"}
	for _, test := range []struct {
		name  string
		args  []string
		input io.Reader
		want  string
	}{
		{"empty", stdin, strings.NewReader(""), "unexpected end of JSON input"},
		{"null", stdin, strings.NewReader("null"), "the input is null, not an array"},
		{"object", stdin, strings.NewReader(`{"name": "X", "country": "France"}`), "json: cannot unmarshal object"},
		{"cut off", stdin, strings.NewReader(`[{"country": "France"}`), "unexpected end of JSON input"},
		{"text after the end", stdin, strings.NewReader(`[] {}`), "invalid character '{' after top-level value"},
		{"input fails", stdin, iotest.ErrReader(errors.New("unplugged")), "unplugged"},
		{"two files", []string{"a", "b"}, nil, "give one file"},
		{"no such file", []string{"none.json"}, nil, "open none.json"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			assert.Equal(t, 2, run(relations.Embedded(), test.args, test.input, &out, &errs))
			assert.Empty(t, out.String())
			assert.Contains(t, errs.String(), "screening: nothing was screened: "+test.want)
		})
	}
}
