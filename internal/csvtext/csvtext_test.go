package csvtext

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readAll returns the texts of all cells, and checks their offsets.
func readAll(t *testing.T, text string) ([][]string, error) {
	t.Helper()
	var all [][]string
	for at := 0; ; {
		row, err := Next([]byte(text), at, len(text)+1)
		require.LessOrEqual(t, row.End, len(text))
		if err != nil || row.Count == 0 {
			return all, err
		}
		require.Len(t, row.Cells, row.Count)
		require.Greater(t, row.End, at)
		at = row.End
		var texts []string
		for _, c := range row.Cells {
			first := strings.TrimPrefix(text[c.Start:], `"`)
			require.True(t, c.Text == "" || c.Text[0] == first[0] || c.Text[0] == '\n', "%q starts at %d", c.Text, c.Start)
			texts = append(texts, c.Text)
		}
		all = append(all, texts)
	}
}

func TestNext(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       [][]string
		err        error
	}{
		{"nothing", "", nil, nil},
		{"empty lines", "\n\r\n\n", nil, nil},
		{"rows", "a,b\nc,d\n", [][]string{{"a", "b"}, {"c", "d"}}, nil},
		{"no line feed at the end", "a,b\n,", [][]string{{"a", "b"}, {"", ""}}, nil},
		{"carriage returns", "a\r\n\r\nb\r", [][]string{{"a"}, {"b"}}, nil},
		{"a carriage return inside a row", "a\rb\r\r\n", [][]string{{"a\rb\r"}}, nil},
		{"quotes", "\"a,\"\"b\"\"\n\",\"\"\n", [][]string{{"a,\"b\"\n", ""}}, nil},
		{"quoted line ends", "\"a\r\nb\"\r\nc", [][]string{{"a\nb"}, {"c"}}, nil},
		{"spaces stay", " a , b \n", [][]string{{" a ", " b "}}, nil},
		{"rows before a fault", "a\nb\"", [][]string{{"a"}}, csv.ErrBareQuote},
		{"text after a quote", "\"a\"b", nil, csv.ErrQuote},
		{"an unclosed quote", "\"a\nb", nil, csv.ErrQuote},
	} {
		t.Run(tt.name, func(t *testing.T) {
			have, err := readAll(t, tt.text)
			assert.Equal(t, tt.err, err)
			assert.Empty(t, cmp.Diff(tt.want, have))
		})
	}
	row, err := Next([]byte("a,b,c\nd"), 0, 2)
	require.NoError(t, err)
	assert.Equal(t, Row{[]Cell{{"a", 0}, {"b", 2}}, 3, 6}, row)
}

// FuzzNext compares Next with encoding/csv.
func FuzzNext(f *testing.F) {
	for _, text := range []string{"a,b\nc,\"d\"\n", "\"\"\"\"\r\n,\r", "\n\na\r\r\n\"\r\n\"", "a\"b", "\"a\"b", "\"",
		",,\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rows := csv.NewReader(strings.NewReader(text))
		rows.FieldsPerRecord = -1
		want, wantErr := rows.ReadAll()
		have, err := readAll(t, text)
		if wantErr != nil {
			require.True(t, errors.Is(wantErr, err) && err != nil, "%v, want %v", err, wantErr)
			return
		}
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(want, have))
	})
}
