package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/warmrelations/relations/internal/fold"
)

// file lays the names out in three groups of tables: those that are looked for
// as they stand, those that are printed, and those that are looked for folded.
func (t *nameTable) file() []byte {
	var b bytes.Buffer
	header(&b, "relations", "CLDR 48.2 (cldr-localenames-full 48.2.0), iso3166.tsv, formal.tsv and aliases.tsv")
	b.WriteString("import \"github.com/warmrelations/relations/internal/fold\"\n\n")
	t.writePrinted(&b)
	t.writeTexts(&b)
	t.writeKeys(&b)
	return b.Bytes()
}

// writePrinted writes the names that are looked for before folding: the English
// name of each position, then the short names of ISO 3166-1 that differ from it
// by more than case.
func (t *nameTable) writePrinted(b *bytes.Buffer) {
	names := slices.Clone(t.display[0])
	var others []int // the positions of the short names
	for i, c := range t.countries {
		if !strings.EqualFold(c.short, names[i+1]) {
			names = append(names, c.short)
			others = append(others, i+1)
		}
	}
	fmt.Fprintf(b, "// printedNames holds the English name of each position, and then the short names\n"+
		"// of ISO 3166-1 that differ from it, whose positions are in printedOthers.\n"+
		"var printedNames = [%d]string{", len(names))
	list(b, 4, "%q", names)
	b.WriteString("}\n\nvar printedOthers = [...]uint8{")
	list(b, 20, "%d", others)
	factor, slots := slotsOf(names)
	fmt.Fprintf(b, "}\n\n// printedSlots holds the index in printedNames of each name there, by the slot that\n"+
		"// fold.Slot gives with printedFactor; of names that share a slot only the first is there.\n"+
		"const printedFactor = %#x\n\nvar printedSlots = [1 << fold.SlotBits]uint16{", factor)
	list(b, 20, "%d", slots)
	b.WriteString("}\n\n")
}

// slotsOf returns a factor by which few of the names share a slot, and the index
// of the name in each slot.
func slotsOf(names []string) (factor uint64, slots []int) {
	const tries = 20000
	fewest := len(names)
	for i, f := 0, uint64(0x9E3779B97F4A7C15); i < tries; i, f = i+1, f*0xD1342543DE82EF95 { // odd, so all are
		var taken [1 << fold.SlotBits]int
		shared := 0
		for j, name := range names[1:] {
			if slot := fold.Slot(name, f); taken[slot] == 0 {
				taken[slot] = j + 1
			} else {
				shared++
			}
		}
		if shared < fewest {
			fewest, factor, slots = shared, f, taken[:]
		}
	}
	return factor, slots
}

// writeTexts writes what Country.Name gives in other languages than English.
func (t *nameTable) writeTexts(b *bytes.Buffer) {
	var text strings.Builder
	var starts []int
	var ends bytes.Buffer
	for l, names := range t.display {
		if l == 0 {
			continue
		}
		start := text.Len()
		starts = append(starts, start)
		var offsets []int
		for _, name := range names {
			text.WriteString(name)
			offsets = append(offsets, text.Len()-start)
		}
		fmt.Fprintf(&ends, "\t{ // %s", languages[l])
		list(&ends, 20, "%d", offsets)
		ends.WriteString("\t},\n")
	}
	b.WriteString("// nameText holds the names in the other languages, by language and position,\n" +
		"// without anything between them.\nconst nameText = ")
	quoted(b, text.String())
	b.WriteString("\n// nameStarts says where the names in each language start in nameText.\nvar nameStarts = [...]uint16{")
	list(b, 20, "%d", starts)
	fmt.Fprintf(b, "}\n\n// nameOffsets says where each name ends, from the start of its language.\nvar nameOffsets = [...][256]uint16{\n%s}\n\n", &ends)
}

const (
	bucketBits = 12 // makes fewer than two keys a bucket
	bucketSize = 16 // near the average of the bytes in a bucket
)

// writeKeys writes the folded names.
func (t *nameTable) writeKeys(b *bytes.Buffer) {
	sorted := slices.Sorted(maps.Keys(t.keys))
	var sets [][]int // of candidates, each once
	buckets := make([][]string, 1<<bucketBits)
	var texts [2][]string // by script: each has codes of its own
	for _, key := range sorted {
		_, k, _ := keyOf(t.keys[key].name)
		h := k.Hash() >> (64 - bucketBits)
		buckets[h] = append(buckets[h], key)
		texts[script(key)] = append(texts[script(key)], key)
	}
	squeezers := []*squeezer{newSqueezer(texts[0]), newSqueezer(texts[1])}

	const scriptBit = 0x80
	var keys strings.Builder
	var starts []int
	start := func() {
		offset := keys.Len() - len(starts)*bucketSize
		if offset < math.MinInt16 || offset > math.MaxInt16 {
			panic("the buckets' size is not near their average")
		}
		starts = append(starts, offset)
	}
	for _, bucket := range buckets {
		start()
		slices.SortFunc(bucket, func(a, b string) int {
			return cmp.Or(cmp.Compare(t.keys[b].rank, t.keys[a].rank), cmp.Compare(a, b))
		})
		for _, key := range bucket {
			text := squeezers[script(key)].squeeze(key)
			positions := t.keys[key].positions
			value := positions[0]
			if len(positions) > 1 {
				i := slices.IndexFunc(sets, func(s []int) bool { return slices.Equal(s, positions) })
				if i < 0 {
					i = len(sets)
					sets = append(sets, positions)
				}
				value, text = len(t.countries)+1, string([]byte{byte(i)})+text
			}
			if len(text) >= scriptBit || len(sets) > 256 {
				panic("too long a name, or too many sets of candidates: " + key)
			}
			keys.WriteByte(byte(value))
			keys.WriteByte(byte(len(text) | scriptBit*script(key)))
			keys.WriteString(text)
		}
	}
	start() // of what is behind the last

	b.WriteString("// candidates holds the countries for which ambiguous names stand.\nvar candidates = [...]CountrySet{\n")
	for _, s := range sets {
		fmt.Fprintf(b, "\t%s,\n", setLiteral(s))
	}
	fmt.Fprintf(b, "}\n\n// nameKeys holds %d folded names, by bucket of their hash. Each is a byte for\n"+
		"// the position of the country, a byte for the length and the codes, and the\n"+
		"// squeezed name. An ambiguous name has the position after the last, and in front\n"+
		"// of the name a byte for the index of its candidates.\nconst nameKeys = ", len(t.keys))
	quoted(b, keys.String())
	fmt.Fprintf(b, "\n// nameBuckets says where in nameKeys each bucket starts, less where it would start\n"+
		"// if all had nameBucketSize bytes; a hash's bucket is its highest bits.\nconst (\n\tnameBucketBits = %d\n\tnameBucketSize = %d\n)\n\n"+
		"var nameBuckets = [1<<nameBucketBits + 1]int16{", bucketBits, bucketSize)
	list(b, 20, "%d", starts)
	b.WriteString("}\n\n// nameCodes holds what each byte of a squeezed name stands for, up to seven bytes\n" +
		"// with the first in the lowest bits, and how many they are in the highest eight: for\n" +
		"// names in ASCII, and for all others.\nvar nameCodes = [2][256]uint64{")
	for _, s := range squeezers {
		var codes []uint64
		for _, c := range s.codes {
			word := [maxCode + 1]byte{maxCode: byte(len(c))}
			copy(word[:], c)
			codes = append(codes, binary.LittleEndian.Uint64(word[:]))
		}
		b.WriteString("{")
		list(b, 8, "%#x", codes)
		b.WriteString("}, ")
	}
	b.WriteString("}\n")
}

// script returns 0 for a key in ASCII, 1 for any other.
func script(key string) int {
	for i := range len(key) {
		if key[i] >= utf8.RuneSelf {
			return 1
		}
	}
	return 0
}
