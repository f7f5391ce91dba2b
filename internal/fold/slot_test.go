package fold

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSlot(t *testing.T) {
	const factor = 0xB88D6A0804DAA69
	seen := map[uint64]bool{}
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			name := string([]rune{a, 'x', 'y', b})
			slot := Slot(name, factor)
			require.Less(t, slot, uint64(1<<SlotBits))
			assert.Equal(t, slot, Slot(strings.ToUpper(name), factor), "case does not matter")
			seen[slot] = true
		}
	}
	assert.Greater(t, len(seen), 26*26/2, "texts that differ mostly have slots that do")
}

func TestSameLetters(t *testing.T) {
	for _, tt := range []struct {
		name, s, t string
		want       bool
	}{
		{"empty", "", "", true},
		{"the same", "Côte d’Ivoire", "Côte d’Ivoire", true},
		{"case", "St. HELENA", "St. Helena", true},
		{"first and last letters of the alphabet", "AZaz", "azAZ", true},
		{"length", "Iran", "Irann", false},
		{"a letter", "Iran", "Iraq", false},
		{"case of a letter that is not in ASCII", "CÔTE", "côte", false},
		{"what lies beside the letters", "@[", "`{", false},
		{"digits and what differs from them as cases do", "0", "\x10", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, SameLetters(tt.s, tt.t))
			assert.Equal(t, tt.want, SameLetters(tt.t, tt.s))
		})
	}
}
