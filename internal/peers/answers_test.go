package peers

import "testing"

func TestX(t *testing.T) {
	for _, p := range Peers() {
		for i, l := range [][]Name{Checks()[:249], Aliases(), Checks()[249+len(Aliases()):]} {
			s, w := p.Answers(l)
			t.Log(p.Name, i, len(l), s, w)
			if p.Name=="relations" { for _, n := range l { if n.Alpha2 != p.Find(n.Text) { t.Log(n, p.Find(n.Text)) } } }
		}
	}
}
