package jsontext

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMembers(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string // key, a colon, the value
	}{
		{"empty", `{}`, nil},
		{"empty, with white space", " \n{ \t\r\n }", nil},
		{"one", `{"a":1}`, []string{"a:1"}},
		{"white space everywhere", "{ \"a\" : -1.5e3 ,\n\"b\"\t:\rtrue }", []string{"a:-1.5e3", "b:true"}},
		{"nested", `{"a":{"b":[1,{"c":"}]"}]},"d":[[],[]],"e":null}`,
			[]string{`a:{"b":[1,{"c":"}]"}]}`, "d:[[],[]]", "e:null"}},
		{"strings with delimiters", `{"a\"]}":"\\","b":"\"}","c":"[{,:"}`,
			[]string{`a"]}:"\\"`, `b:"\"}"`, `c:"[{,:"`}},
		{"a key twice, with an escape", `{"\u0061":1,"a":2,"":3}`, []string{"a:1", "a:2", ":3"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.True(t, json.Valid([]byte(tt.text)))
			var have []string
			start, end := Next([]byte(tt.text), 0)
			assert.Equal(t, strings.TrimSpace(tt.text), tt.text[start:end])
			for m := range Members([]byte(tt.text), start) {
				assert.NoError(t, m.Err)
				assert.Equal(t, byte('"'), tt.text[m.KeyStart])
				have = append(have, m.Key+":"+tt.text[m.Start:m.End])
			}
			assert.Empty(t, cmp.Diff(tt.want, have))
		})
	}
	for m := range Members([]byte(`{"\ud800":1,"b":2}`), 0) {
		assert.EqualError(t, m.Err, "an unpaired surrogate")
		break // the iterator can stop early
	}
}

func TestNext(t *testing.T) {
	text := []byte(" [1, \"]\" ,[ ],{}\n,null]")
	var have []string
	for start, end := Next(text, 2); start < end; start, end = Next(text, end) {
		have = append(have, string(text[start:end]))
	}
	assert.Equal(t, []string{"1", `"]"`, "[ ]", "{}", "null"}, have)
	start, end := Next([]byte("17"), 0)
	assert.Equal(t, []int{0, 2}, []int{start, end}, "a document can be a number")
}

func TestUnquote(t *testing.T) {
	for _, tt := range []struct{ raw, want, err string }{
		{`""`, "", ""},
		{`"a\/b\n\u00e9\\u"`, "a/b\né\\u", ""},
		{`"\ufffd"`, "\ufffd", ""},
		{`"\ud83d\ude00"`, "😀", ""},
		{`"\uD83D\uDE00\ud83d\ude00"`, "😀😀", ""},
		{`"\\ud800"`, `\ud800`, ""},
		{`"\ud800"`, "", "an unpaired surrogate"},
		{`"\udc00"`, "", "an unpaired surrogate"},
		{`"\udc00\ud800"`, "", "an unpaired surrogate"},
		{`"\ud800\ud800\udc00"`, "", "an unpaired surrogate"},
		{`"\ud800x"`, "", "an unpaired surrogate"},
		{`"\ud800\n"`, "", "an unpaired surrogate"},
		{`"\ud800\\udc00"`, "", "an unpaired surrogate"},
		{`"\ud83d\ude00\udc00"`, "", "an unpaired surrogate"},
		{`"\ud800\u0061\udc00"`, "", "an unpaired surrogate"},
		{`1`, "", "not a string"},
		{`null`, "", "not a string"},
		{`["a"]`, "", "not a string"},
	} {
		t.Run(tt.raw, func(t *testing.T) {
			require.True(t, json.Valid([]byte(tt.raw)))
			have, err := Unquote([]byte(tt.raw))
			assert.Equal(t, tt.want, have)
			if tt.err == "" {
				assert.NoError(t, err)
			} else {
				assert.EqualError(t, err, tt.err)
			}
		})
	}
}

// FuzzMembers compares Members with encoding/json.
func FuzzMembers(f *testing.F) {
	for _, text := range []string{`{}`, `{"a":[1,{"b":"\"}"}],"c":null}`, ` { "é\u0061" : -1e5 , "b" : { } } `,
		`{"\ud800":"\udc00"}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var want map[string]json.RawMessage
		if !utf8.Valid(text) || json.Unmarshal(text, &want) != nil || want == nil {
			return
		}
		start, end := Next(text, 0)
		require.JSONEq(t, string(text), string(text[start:end]))
		have := map[string]json.RawMessage{}
		for m := range Members(text, start) {
			if m.Err != nil {
				return // encoding/json replaces unpaired surrogates
			}
			have[m.Key] = slices.Clone(text[m.Start:m.End]) // the last value of a repeated key, as in encoding/json
		}
		require.Equal(t, want, have)
	})
}
