// Package jsontext reads JSON and returns the offset of each value, so that an error can report
// its line. The input of all functions must be valid according to [encoding/json.Valid]. The
// package encoding/json/jsontext can replace this one once it is no longer experimental.
package jsontext

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A Member is a key of an object and the bounds of its value.
type Member struct {
	Key        string
	Err        error // why the key is malformed, or nil
	KeyStart   int
	Start, End int
}

// Members returns an iterator over the members of the object at offset at.
func Members(text []byte, at int) iter.Seq[Member] {
	return func(yield func(Member) bool) {
		for end := at + 1; ; {
			var m Member
			var keyEnd int
			m.KeyStart, keyEnd = Next(text, end)
			if m.KeyStart == keyEnd {
				return
			}
			m.Key, m.Err = Unquote(text[m.KeyStart:keyEnd])
			m.Start, m.End = Next(text, keyEnd)
			end = m.End
			if !yield(m) {
				return
			}
		}
	}
}

// Next returns the bounds of the next value or key at or after offset i in an array or object. At
// the end of the array or object, start and end are equal.
func Next(text []byte, i int) (start, end int) {
	for strings.IndexByte(" \t\r\n,:", text[i]) >= 0 {
		i++
	}
	start = i
	for depth := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			for i++; text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return start, i
			}
		case ' ', '\t', '\r', '\n', ',', ':':
			if depth == 0 {
				return start, i
			}
			continue
		default:
			continue // part of a number, true, false or null
		}
		if depth == 0 {
			return start, i + 1
		}
	}
	return start, i
}

// Unquote returns the string that raw represents. Raw is a valid JSON value.
func Unquote(raw []byte) (string, error) {
	if raw[0] != '"' {
		return "", errors.New("not a string")
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1]), nil
	}
	if hasUnpaired(raw) {
		return "", errors.New("an unpaired surrogate")
	}
	var s string
	err := json.Unmarshal(raw, &s)
	return s, err
}

// hasUnpaired reports whether a JSON string has an unpaired surrogate, which encoding/json would
// replace.
func hasUnpaired(raw []byte) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		if i++; raw[i] != 'u' {
			continue
		}
		unit := escapedUnit(raw[i-1:])
		i += 4
		if utf16.IsSurrogate(unit) {
			if utf16.DecodeRune(unit, escapedUnit(raw[i+1:])) == utf8.RuneError {
				return true
			}
			i += 6
		}
	}
	return false
}

// escapedUnit returns the UTF-16 code unit of the \u escape at the start of raw, or 0.
func escapedUnit(raw []byte) rune {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0
	}
	unit, _ := strconv.ParseUint(string(raw[2:6]), 16, 16)
	return rune(unit)
}
