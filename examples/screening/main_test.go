package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// dataset returns a dataset with a military claim of each standing, and others.
func dataset(t *testing.T) relations.Dataset {
	t.Helper()
	d, err := relations.DecodeCSV(strings.NewReader(`id,from,to,mutual,kind,start,end,asserted_by,denied_by,others,summary,source,section
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
	return d
}

// screening runs the program on an input, and returns what it prints.
func screening(input string) (out, errs string, status int) {
	var o, e bytes.Buffer
	status = run(relations.Embedded(), []string{"-"}, strings.NewReader(input), &o, &e)
	return o.String(), e.String(), status
}

func TestSample(t *testing.T) {
	var out, errs bytes.Buffer
	assert.Equal(t, 1, run(dataset(t), nil, nil, &out, &errs))
	assert.Empty(t, errs.String())
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

// A country is flagged if a claim of military support or of goods is on it, whatever the
// direction and the standing.
func TestEachCountry(t *testing.T) {
	ties := map[relations.Country]bool{relations.Russia: true}
	for c := range relations.Claims() {
		if c.Kind.Category() == relations.Military || c.Kind == relations.GoodsSupply {
			ties[c.From], ties[c.To] = true, true
		}
	}
	for c := range relations.Countries().All() {
		out, _, status := screening(fmt.Sprintf(`[{"name": "X", "country": %q}]`, c))
		if ties[c] {
			assert.Contains(t, out, "FLAGGED", c)
			assert.Equal(t, 1, status, c)
		} else {
			assert.Contains(t, out, "not flagged: no military tie of "+c.String()+" is recorded")
			assert.Zero(t, status, c)
		}
	}
}

func TestUnreadable(t *testing.T) {
	for name, record := range map[string]string{
		"empty":              `{"name": "X", "country": ""}`,
		"space":              `{"name": "X", "country": " "}`,
		"unknown":            `{"name": "X", "country": "Atlantis"}`,
		"ambiguous":          `{"name": "X", "country": "Korea"}`,
		"two in one":         `{"name": "X", "country": "France, Iran"}`,
		"null":               `{"name": "X", "country": null}`,
		"a number":           `{"name": "X", "country": 250}`,
		"too large a number": `{"name": "X", "country": 1e999}`,
		"a list":             `{"name": "X", "country": ["France"]}`,
		"twice":              `{"name": "X", "country": "Iran", "Country": "France"}`,
		"missing":            `{"name": "X"}`,
		"a null record":      `null`,
		"a text":             `"France"`,
		"an array":           `[{"country": "France"}]`,
	} {
		t.Run(name, func(t *testing.T) {
			out, errs, status := screening("[{\"country\": \"France\"},\n\n" + record + "]")
			assert.Equal(t, 1, status)
			assert.Empty(t, errs)
			assert.Contains(t, out, "\n[1] line 3, ")
			assert.Contains(t, out, "UNREADABLE")
			assert.Contains(t, out, "2 records: 0 flagged, 1 unreadable, 1 not flagged.")
		})
	}
}

func TestNoInput(t *testing.T) {
	for name, input := range map[string]string{
		"empty": "", "null": "null", "no array": `{"name": "X", "country": "France"}`,
		"cut off": `[{"name": "X", "country": "France"}`, "more after the end": `[] {"country": "Iran"}`,
	} {
		t.Run(name, func(t *testing.T) {
			out, errs, status := screening(input)
			assert.Equal(t, 2, status)
			assert.Empty(t, out)
			assert.Contains(t, errs, "nothing was screened")
		})
	}
	var out, errs bytes.Buffer
	assert.Equal(t, 2, run(relations.Embedded(), []string{"-"}, iotest.ErrReader(errors.New("unplugged")), &out, &errs))
	assert.Equal(t, 2, run(relations.Embedded(), []string{"a", "b"}, nil, &out, &errs))
	assert.Equal(t, 2, run(relations.Embedded(), []string{filepath.Join(t.TempDir(), "none")}, nil, &out, &errs))
	assert.Empty(t, out.String())
	assert.Contains(t, errs.String(), "unplugged")
}

func TestFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "records.json")
	require.NoError(t, os.WriteFile(file, []byte(`[{"name": "X", "country": "France", "id": 7}]`), 0o600))
	var out, errs bytes.Buffer
	assert.Zero(t, run(relations.Embedded(), []string{file}, nil, &out, &errs))
	assert.Contains(t, out.String(), "1 records: 0 flagged, 0 unreadable, 1 not flagged.")
}
