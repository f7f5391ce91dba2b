package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/warmrelations/relations"
)

// A direction says who gives. It is the class of a mark, and sets its shape.
type direction string

const (
	given    direction = "given"    // by the partner to the subject
	received direction = "received" // by the partner from the subject
	shared   direction = "shared"   // mutual
)

// A mark stands for what is recorded of a partner, a kind, a direction and a
// standing: for one claim or more.
type mark struct {
	partner   relations.Country
	kind      relations.SupportKind
	direction direction
	standing  relations.Standing
}

// markOf returns the mark on which c is shown.
func markOf(c relations.Claim) mark {
	switch m := (mark{c.From, c.Kind, given, c.Standing()}); {
	case c.Mutual:
		m.direction = shared
		return m
	case c.From == subject(c):
		m.partner, m.direction = c.To, received
		return m
	default:
		return m
	}
}
