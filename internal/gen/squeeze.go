package main

import (
	"fmt"
	"slices"
)

// A squeezer shortens texts by byte pair encoding: the most frequent pair of
// neighbouring bytes gets a byte of its own that no text has, over and over,
// until there are no such bytes left. Names have many words in common, so this
// halves them.
type squeezer struct {
	codes [256]string // what each byte stands for
	pairs [][2]byte   // the pairs that were joined, in order, and their bytes
	bytes []byte
}

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
				counts[[2]byte{w[i-1], w[i]}]++
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
		s.pairs, s.bytes = append(s.pairs, best), append(s.bytes, byte(c))
		s.codes[c] = s.codes[best[0]] + s.codes[best[1]]
		for i := range work {
			work[i] = join(work[i], best, byte(c))
		}
	}
	return s
}

// squeeze returns the short form of one of the texts.
func (s *squeezer) squeeze(text string) string {
	w := []byte(text)
	for i, p := range s.pairs {
		w = join(w, p, s.bytes[i])
	}
	back := ""
	for _, c := range w {
		back += s.codes[c]
	}
	if back != text {
		panic(fmt.Sprintf("%q is squeezed to %q", text, back))
	}
	return string(w)
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
