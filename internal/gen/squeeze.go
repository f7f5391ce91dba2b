package main

import (
	"fmt"
	"slices"
	"strings"
)

// A squeezer shortens texts by byte pair encoding: the most frequent pair of
// neighbouring codes gets a byte of its own that no text has, over and over,
// until there are no such bytes left, or no such pairs. Names have many words in
// common, so this halves them.
type squeezer struct {
	codes [256]string // what each byte stands for
}

// maxCode is how many bytes a byte may stand for: the tables hold them in a word
// of eight, the last of which is their number.
const maxCode = 7

func newSqueezer(texts []string) *squeezer {
	s := new(squeezer)
	var used [256]bool
	work := make([][]byte, len(texts))
	for i, t := range texts {
		work[i] = []byte(t)
		for _, c := range work[i] {
			used[c] = true
		}
	}
	for c := range 256 {
		if used[c] {
			s.codes[c] = string([]byte{byte(c)})
		}
	}
	for c := range 256 {
		if used[c] {
			continue
		}
		counts := map[[2]byte]int{}
		for _, w := range work {
			for i := 1; i < len(w); i++ {
				if len(s.codes[w[i-1]])+len(s.codes[w[i]]) <= maxCode {
					counts[[2]byte{w[i-1], w[i]}]++
				}
			}
		}
		var best [2]byte
		for p, n := range counts {
			if n > counts[best] || n == counts[best] && slices.Compare(p[:], best[:]) < 0 {
				best = p
			}
		}
		if counts[best] < 2 {
			break
		}
		s.codes[c] = s.codes[best[0]] + s.codes[best[1]]
		for i := range work {
			work[i] = join(work[i], best, byte(c))
		}
	}
	return s
}

// squeeze returns the shortest form of one of the texts, of several the one that
// starts with the longest codes.
func (s *squeezer) squeeze(text string) string {
	shortest := make([]int, len(text)+1) // the length of the form of each end of text
	first := make([]byte, len(text))     // the code that it starts with
	for i := len(text) - 1; i >= 0; i-- {
		best := -1
		for c, code := range s.codes {
			if code == "" || !strings.HasPrefix(text[i:], code) {
				continue
			}
			n := 1 + shortest[i+len(code)]
			if best < 0 || n < shortest[i] || n == shortest[i] && len(code) > len(s.codes[best]) {
				best, shortest[i], first[i] = c, n, byte(c)
			}
		}
		if best < 0 {
			panic(fmt.Sprintf("no codes for %q", text))
		}
	}
	var short []byte
	for i := 0; i < len(text); i += len(s.codes[first[i]]) {
		short = append(short, first[i])
	}
	return string(short)
}

// join replaces a pair of bytes by one.
func join(w []byte, pair [2]byte, c byte) []byte {
	out := w[:0]
	for i := 0; i < len(w); i++ {
		if i+1 < len(w) && w[i] == pair[0] && w[i+1] == pair[1] {
			out = append(out, c)
			i++
			continue
		}
		out = append(out, w[i])
	}
	return out
}
