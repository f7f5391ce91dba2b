package fold

// SlotBits is the number of bits of a slot.
const SlotBits = 11

// Slot returns a hash of a text of two bytes or more that is not folded, from
// its length and some of its letters without their case. It tells most names
// apart at little cost.
func Slot(s string, factor uint64) uint64 {
	const noCase = 0x20_20_20_20_20
	n := len(s)
	h := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[n/2])<<16 | uint64(s[n-2])<<24 | uint64(s[n-1])<<32 | noCase
	return (h | uint64(n)<<40) * factor >> (64 - SlotBits)
}

// SameLetters reports whether s and t are the same but for the case of ASCII
// letters. Texts that are have the same key.
func SameLetters(s, t string) bool {
	if len(s) != len(t) {
		return false
	}
	for i := range len(s) {
		if a, b := s[i], t[i]; a != b && (a^b != 'a'^'A' || a|0x20 < 'a' || a|0x20 > 'z') {
			return false
		}
	}
	return true
}
