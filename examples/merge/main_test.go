package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

// base returns a small dataset to which claims are added. OLD-1 is a claim without an end.
func base(t *testing.T) relations.Dataset {
	t.Helper()
	d, err := relations.New(relations.Header{Subject: relations.Russia},
		[]relations.Source{{ID: "old", Published: relations.Date{Year: 2023, Month: 3}}},
		[]relations.Claim{
			{ID: "OLD-1", From: relations.Belarus, To: relations.Russia, Mutual: true, Kind: relations.Background,
				Start: relations.Date{Year: 2020}, Source: "old"},
			{ID: "OLD-2", From: relations.Iran, To: relations.Russia, Kind: relations.Trade, Source: "old"},
		})
	require.NoError(t, err)
	return d
}

// mergeFile runs the program on a file that contains text.
func mergeFile(t *testing.T, text string) (out, errs string, status int) {
	t.Helper()
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("own.json", []byte(text), 0o600))
	var o, e bytes.Buffer
	status = run(base(t), []string{"own.json"}, &o, &e)
	return o.String(), e.String(), status
}

func TestSample(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		want string // regular expression
	}{
		{"the new source does not extend the old claim", nil, "from 2024 to 2024: 1\n\n" +
			"  OWN-1, trade, reported, since 2023-09, known to 2024-06: Invented: .*\n\n1 claims have no date"},
		{"early 2023", []string{"-from", "2023-01", "-to", "2023-03"}, "from 2023-01 to 2023-03: 2\n\n" +
			"  OLD-1, background, reported, since 2020, known to 2023-03: \n" +
			"  OWN-2, oil-purchase, disputed, 2022 to 2023-12: Invented: .*\n\n1 claims have no date"},
		{"after all sources", []string{"-from", "2024-07", "-to", "2030"},
			"from 2024-07 to 2030: 0\n\n\n1 claims have no date"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			assert.Zero(t, run(base(t), test.args, &out, &errs))
			assert.Empty(t, errs.String())
			assert.Regexp(t, "^4 claims on Russia. In the period "+test.want+", and are in no period.\n$", out.String())
		})
	}
}

func TestSubject(t *testing.T) {
	out, errs, status := mergeFile(t, strings.Replace(string(sample), "{", `{"subject": "RU", "version": "1",`, 1))
	assert.Zero(t, status)
	assert.Empty(t, errs)
	assert.Contains(t, out, "OWN-1")
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // the starts of the lines
	}{
		{"several", `{"sources": [{"id": "x", "published": "2024-13"}],
"claims": [{"id": "A", "from": "Atlantis", "to": "RU",
"kind": "guns", "source": "x"},
{"id": "B", "from": "FR", "to": "DE", "kind": "trade", "source": "y"}]}`,
			[]string{
				`own.json: relations: line 1: source "x": sources[0].published: date "2024-13"`,
				`own.json: relations: line 2: claim "A": from: country "Atlantis"`,
				`own.json: relations: line 3: claim "A": kind: support kind "guns"`,
				`own.json: relations: line 4: claim "B": from: no dyad of the subject`,
				`own.json: relations: line 4: claim "B": source: source "y"`,
			}},
		{"another subject", `{"subject": "UA", "claims": []}`,
			[]string{`own.json: relations: subject: no dyad of the subject: it is Ukraine, want Russia`}},
		{"a duplicate ID",
			`{"sources": [{"id": "x"}], "claims": [{"id": "OLD-1", "from": "IR", "to": "RU", "kind": "trade", "source": "x"}]}`,
			[]string{`own.json: relations: claim "OLD-1" (claims[0]): id: duplicate`}},
		{"another subject", strings.Replace(string(sample), "{", `{"subject": "FR", `, 1), []string{
			`own.json: relations: line 6: claim "OWN-1": from: no dyad`,
			`own.json: relations: line 8: claim "OWN-2": from: no dyad`,
		}},
		{"an empty object", "{}", []string{"own.json: relations: line 1: subject: missing",
			"own.json: relations: line 1: claims: missing"}},
		{"not JSON", "{\n\"claims\": x}", []string{"own.json: relations: line 2: "}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, errs, status := mergeFile(t, test.text)
			assert.Equal(t, 1, status)
			assert.Empty(t, out)
			lines := strings.Split(strings.TrimSuffix(errs, "\n"), "\n")
			require.Len(t, lines, len(test.want), errs)
			for i, want := range test.want {
				assert.True(t, strings.HasPrefix(lines[i], want), lines[i])
			}
		})
	}
}

func TestUsage(t *testing.T) {
	for name, test := range map[string]struct {
		args   []string
		status int
		want   string
	}{
		"help":            {[]string{"-h"}, 0, "Usage of merge"},
		"an unknown flag": {[]string{"-x"}, 2, "Usage of merge"},
		"no date":         {[]string{"-from", ""}, 2, "Usage of merge"},
		"two files":       {[]string{"a", "b"}, 2, "Usage of merge"},
		"an invalid date": {[]string{"-to", "2024-13"}, 2, "want a date such as"},
		"no such file":    {[]string{filepath.Join(t.TempDir(), "none")}, 2, "none"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			assert.Equal(t, test.status, run(base(t), test.args, &out, &errs))
			assert.Empty(t, out.String())
			assert.Contains(t, errs.String(), test.want)
		})
	}
}
