package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/warmrelations/relations/internal/fold"
)

// languages are the six official languages of the United Nations, in the order
// of the tables: English first.
var languages = []string{"en", "ar", "zh", "fr", "ru", "es"}

// A rank says how good the authority for a name is. Where a name stands for
// two countries, the higher rank decides; between equals the generator fails,
// but that derived forms are then left out.
type rank int

const (
	derived   rank = iota // formed by the rules of variants.go
	listed                // aliases.tsv, ambiguous.tsv and CLDR's alternative names
	published             // ISO 3166-1, M49, UNTERM; CLDR's names
	printed               // what Country.Name prints
)

// A claim on a key: the countries for which it stands, and on whose authority.
type entry struct {
	positions []int
	rank      rank
	name      string // as it was before folding
}

type nameTable struct {
	countries countryList
	display   [6][]string // by language and position
	keys      map[string]entry
	dropped   map[string]bool // derived forms on which two countries have a claim
	faults    []error
}

// keyOf folds a name.
func keyOf(name string) (string, *fold.Key, error) {
	var k fold.Key
	if !k.Fold(name) || len(k.Bytes()) == 0 {
		return "", nil, fmt.Errorf("%q is no name", name)
	}
	return string(k.Bytes()), &k, nil
}

func readNames(countries countryList) (*nameTable, error) {
	t := &nameTable{countries: countries, keys: map[string]entry{}, dropped: map[string]bool{}}
	codes := map[string]int{}
	for i, c := range countries {
		codes[strings.ToLower(c.alpha2)] = i + 1
		codes[strings.ToLower(c.alpha3)] = i + 1
	}
	add := func(name string, r rank, positions ...int) {
		t.add(codes, name, r, positions...)
	}

	var english []spelling // what the rules of variants.go start from
	for l, language := range languages {
		territories, err := readCLDR(language)
		if err != nil {
			return nil, err
		}
		t.display[l] = []string{""}
		for i, c := range countries {
			name := territories[c.alpha2]
			if name == "" {
				return nil, fmt.Errorf("CLDR has no name of %s in %s", c.alpha2, language)
			}
			t.display[l] = append(t.display[l], name)
			add(name, printed, i+1)
			for _, key := range slices.Sorted(maps.Keys(territories)) {
				if code, _, ok := strings.Cut(key, "-alt-"); ok && code == c.alpha2 {
					add(territories[key], listed, i+1)
				}
			}
			if language == "en" {
				english = append(english, spelling{i + 1, name, short})
			} else if strings.ContainsAny(name, "'’") {
				english = append(english, spelling{i + 1, name, other})
			}
		}
	}
	for i, c := range countries {
		add(c.short, published, i+1)
		english = append(english, spelling{i + 1, c.short, short})
	}

	at := func(file, code string) (int, error) {
		p := countries.position(code)
		if p == 0 {
			return 0, fmt.Errorf("%s: no country %q", file, code)
		}
		return p, nil
	}
	rows, err := readTable("formal.tsv", "alpha2 lang name")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		p, err := at("formal.tsv", r[0])
		if err != nil {
			return nil, err
		}
		add(r[2], published, p)
		if r[1] == "en" {
			english = append(english, spelling{p, r[2], formal})
		}
	}
	rows, err = readTable("aliases.tsv", "alpha2 kind name reason")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		p, err := at("aliases.tsv", r[0])
		if err != nil {
			return nil, err
		}
		kind, ok := aliasKinds[r[1]]
		if !ok {
			return nil, fmt.Errorf("aliases.tsv: unknown kind %q", r[1])
		}
		add(r[2], listed, p)
		english = append(english, spelling{p, r[2], kind})
	}
	rows, err = readTable("ambiguous.tsv", "name candidates reason")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		var candidates []int
		for code := range strings.FieldsSeq(r[1]) {
			p, err := at("ambiguous.tsv", code)
			if err != nil {
				return nil, err
			}
			candidates = append(candidates, p)
		}
		slices.Sort(candidates)
		add(r[0], listed, candidates...)
	}
	rows, err = readTable("sovereign.tsv", "alpha2 sovereign")
	if err != nil {
		return nil, err
	}
	sovereigns := map[int]int{}
	for _, r := range rows {
		p, err := at("sovereign.tsv", r[0])
		if err != nil {
			return nil, err
		}
		if sovereigns[p], err = at("sovereign.tsv", r[1]); err != nil {
			return nil, err
		}
	}
	for _, v := range variants(english, sovereigns) {
		add(v.name, derived, v.position)
	}
	return t, errors.Join(t.faults...)
}

// add enters a name, or notes why it cannot.
func (t *nameTable) add(codes map[string]int, name string, r rank, positions ...int) {
	key, _, err := keyOf(name)
	if err != nil {
		t.faults = append(t.faults, err)
		return
	}
	if p := codes[key]; p != 0 && (len(positions) != 1 || p != positions[0]) {
		// The bare code means another country, so with punctuation about it
		// the name would be a trap.
		if r == listed && !t.fromCLDR(name) {
			t.faults = append(t.faults, fmt.Errorf("%q is the code of another country", name))
		}
		return
	}
	if t.dropped[key] && r == derived {
		return
	}
	have, ok := t.keys[key]
	switch {
	case !ok || r > have.rank:
		if ok && have.rank >= listed && !slices.Equal(have.positions, positions) {
			t.faults = append(t.faults, fmt.Errorf("%q is published for %s, but %q is listed for %s", name, t.codes(positions), have.name, t.codes(have.positions)))
		}
		t.keys[key] = entry{positions, r, name}
	case slices.Equal(have.positions, positions) || r == derived && have.rank > derived:
	case r == derived:
		delete(t.keys, key)
		t.dropped[key] = true
	default:
		t.faults = append(t.faults, fmt.Errorf("%q (%s) and %q (%s) fold to one key", have.name, t.codes(have.positions), name, t.codes(positions)))
	}
}

// codes returns the alpha-2 codes of positions, with single spaces.
func (t *nameTable) codes(positions []int) string {
	var codes []string
	for _, p := range positions {
		codes = append(codes, t.countries[p-1].alpha2)
	}
	return strings.Join(codes, " ")
}

// fromCLDR reports whether name is one of CLDR's short forms ("R.-U.", "RU"),
// which are not ours to mend.
func (t *nameTable) fromCLDR(name string) bool { return len(name) <= 6 }

func readCLDR(language string) (map[string]string, error) {
	b, err := os.ReadFile(filepath.Join(dataDir, "cldr", language+".json"))
	if err != nil {
		return nil, err
	}
	var doc struct {
		Main map[string]struct {
			LocaleDisplayNames struct {
				Territories map[string]string
			}
		}
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		return nil, err
	}
	return doc.Main[language].LocaleDisplayNames.Territories, nil
}

func (t *nameTable) print(w io.Writer) {
	b := bufio.NewWriter(w)
	for _, key := range slices.Sorted(maps.Keys(t.keys)) {
		fmt.Fprintf(b, "%s\t%s\t%s\n", key, t.codes(t.keys[key].positions), t.keys[key].name)
	}
	b.Flush()
}

// bucketBits makes about one and a half keys a bucket.
const bucketBits = 12

func (t *nameTable) file(countries countryList) []byte {
	var b bytes.Buffer
	header(&b, "relations", "CLDR 48.2 (cldr-localenames-full 48.2.0), iso3166.tsv, formal.tsv and aliases.tsv")
	b.WriteString("import \"github.com/warmrelations/relations/internal/fold\"\n\n")

	spellings, others := t.spellings()
	fmt.Fprintf(&b, "// printedNames holds the English name of each position, and then the short names\n"+
		"// of ISO 3166-1 that differ from it, whose positions are in printedOthers.\n"+
		"var printedNames = [%d]string{\"\"", len(spellings))
	for i, name := range spellings[1:] {
		if i%4 == 0 {
			b.WriteString(",\n\t")
		} else {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", name)
	}
	b.WriteString(",\n}\n\nvar printedOthers = [...]uint8{")
	list(&b, "%d", others)
	factor, slots := slotsOf(spellings)
	fmt.Fprintf(&b, "}\n\n// printedSlots holds the index in printedNames of each name there, by the slot that\n"+
		"// fold.Slot gives with printedFactor; of names that share a slot only the first is there.\n"+
		"const printedFactor = %#x\n\nvar printedSlots = [1 << fold.SlotBits]uint16{", factor)
	list(&b, "%d", slots)
	b.WriteString("}\n\n// nameText holds the names in the other languages, by language and position,\n" +
		"// without anything between them; nameOffsets says where each ends.\nconst nameText = ")
	var starts, offsets []string
	var text strings.Builder
	for l := range languages[1:] {
		var o bytes.Buffer
		start := text.Len()
		ends := make([]uint16, 0, 256)
		for _, name := range t.display[l+1] {
			text.WriteString(name)
			ends = append(ends, uint16(text.Len()-start))
		}
		list(&o, "%d", ends)
		starts = append(starts, strconv.Itoa(start))
		offsets = append(offsets, o.String())
	}
	quoted(&b, text.String(), 72)
	fmt.Fprintf(&b, "\n// nameStarts says where the names in each language start in nameText.\nvar nameStarts = [...]uint16{%s}\n\n"+
		"var nameOffsets = [...][256]uint16{\n", strings.Join(starts, ", "))
	for l, o := range offsets {
		fmt.Fprintf(&b, "\t{ // %s%s\t},\n", languages[l+1], o)
	}
	b.WriteString("}\n\n")

	// Keys that stand for several countries have values above all positions.
	var sets [][]int
	buckets := make([][]string, 1<<bucketBits)
	values := map[string]int{}
	for _, key := range slices.Sorted(maps.Keys(t.keys)) {
		e := t.keys[key]
		value := e.positions[0]
		if len(e.positions) > 1 {
			i := slices.IndexFunc(sets, func(s []int) bool { return slices.Equal(s, e.positions) })
			if i < 0 {
				i = len(sets)
				sets = append(sets, e.positions)
			}
			value = len(countries) + 1 + i
		}
		if value >= 255 { // 255 stands for a malformed name
			panic("more sets of candidates than a byte has room for")
		}
		values[key] = value
		_, k, _ := keyOf(e.name)
		h := k.Hash() >> (64 - bucketBits)
		buckets[h] = append(buckets[h], key)
	}
	// Keys in ASCII and those that are not have codes of their own.
	var texts [2][]string
	for _, key := range slices.Sorted(maps.Keys(t.keys)) {
		texts[script(key)] = append(texts[script(key)], key)
	}
	squeezers := []*squeezer{newSqueezer(texts[0]), newSqueezer(texts[1])}
	const scriptBit = 0x80
	var keys strings.Builder
	bucketStarts := make([]uint16, 0, 1<<bucketBits+1)
	for _, bucket := range buckets {
		if keys.Len()%2 != 0 {
			keys.WriteByte(0) // buckets start at even offsets
		}
		if keys.Len()/2 > math.MaxUint16 {
			panic("more names than 16 bits can tell apart")
		}
		bucketStarts = append(bucketStarts, uint16(keys.Len()/2))
		slices.SortFunc(bucket, func(a, b string) int {
			return cmp.Or(cmp.Compare(t.keys[b].rank, t.keys[a].rank), cmp.Compare(a, b))
		})
		for _, key := range bucket {
			text := squeezers[script(key)].squeeze(key)
			if len(text) >= scriptBit {
				panic("too long a name: " + key)
			}
			keys.WriteByte(byte(values[key]))
			keys.WriteByte(byte(len(text) | scriptBit*script(key)))
			keys.WriteString(text)
		}
	}
	if keys.Len()%2 != 0 {
		keys.WriteByte(0)
	}
	bucketStarts = append(bucketStarts, uint16(keys.Len()/2))

	fmt.Fprintf(&b, "// candidates holds the countries of each ambiguous name, from value countryCount+1 on.\n"+
		"var candidates = [...]CountrySet{\n")
	for _, s := range sets {
		fmt.Fprintf(&b, "\t%s,\n", setLiteral(s))
	}
	fmt.Fprintf(&b, "}\n\n// nameKeys holds %d folded names, by bucket of their hash. Each is a byte for\n"+
		"// the position of the country, a byte for the length and the codes, and the squeezed name.\n"+
		"// A zero byte fills up a bucket.\nconst nameKeys = ", len(t.keys))
	quotedBytes(&b, keys.String())
	fmt.Fprintf(&b, "\n// nameBuckets says where in nameKeys each bucket starts, in steps of two bytes;\n"+
		"// a hash's bucket is its highest bits.\nconst nameBucketBits = %d\n\nvar nameBuckets = [1<<nameBucketBits + 1]uint16{", bucketBits)
	list(&b, "%d", bucketStarts)
	b.WriteString("}\n\n// nameCodes holds what each byte of a squeezed name stands for, and\n" +
		"// nameCodeStarts where each starts in it, and the last ends: first for names in\n// ASCII, then for all others.\nconst nameCodes = ")
	codes := ""
	codeStarts := make([]uint16, 1, 513)
	for _, s := range squeezers {
		for _, c := range s.codes {
			codes += c
			codeStarts = append(codeStarts, uint16(len(codes)))
		}
	}
	quotedBytes(&b, codes)
	b.WriteString("\nvar nameCodeStarts = [513]uint16{")
	list(&b, "%d", codeStarts)
	b.WriteString("}\n")
	return b.Bytes()
}

// spellings returns the names that are looked for before folding: the English
// name of each position, then the short names of ISO 3166-1 that differ from it
// by more than case, and the positions of those.
func (t *nameTable) spellings() (names []string, others []uint8) {
	names = slices.Clone(t.display[0])
	for i, c := range t.countries {
		if !strings.EqualFold(c.short, names[i+1]) {
			names = append(names, c.short)
			others = append(others, uint8(i+1))
		}
	}
	return names, others
}

// slotsOf returns a factor by which few of the names share a slot, and the index
// of the name in each slot.
func slotsOf(names []string) (factor uint64, slots []uint16) {
	const tries = 20000
	fewest := len(names)
	for i, f := 0, uint64(0x9E3779B97F4A7C15); i < tries; i, f = i+1, f*0xD1342543DE82EF95 { // odd, so all are
		var taken [1 << fold.SlotBits]uint16
		shared := 0
		for j, name := range names[1:] {
			if slot := fold.Slot(name, f); taken[slot] == 0 {
				taken[slot] = uint16(j + 1)
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

// script returns 0 for a key in ASCII, 1 for any other.
func script(key string) int {
	for i := range len(key) {
		if key[i] >= utf8.RuneSelf {
			return 1
		}
	}
	return 0
}

// quotedBytes is quoted for text that may be no UTF-8.
func quotedBytes(b *bytes.Buffer, s string) {
	b.WriteString(`"" +`)
	for len(s) > 0 {
		n := min(72, len(s))
		fmt.Fprintf(b, "\n\t%+q", s[:n])
		if s = s[n:]; len(s) > 0 {
			b.WriteString(" +")
		}
	}
	b.WriteString("\n")
}
