package relations_test

import (
	"fmt"

	"github.com/warmrelations/relations"
)

// A whole program: what each partner gives, who asserts it and who denies it,
// and how it voted in February 2023.
func Example_report() {
	resolution, err := relations.ParseResolution("A/RES/ES-11/6")
	if err != nil {
		fmt.Println(err)
		return
	}
	for r := range relations.All() {
		fmt.Printf("%s (%s)\n", r.Partner, resolution.Vote(r.Partner))
		for c := range relations.Claims(relations.From(r.Partner), isSupport) {
			fmt.Printf("  %s: %s, %s%s\n", c.ID, c.Kind, c.Standing(), by(c))
		}
	}
	// Output:
	// Belarus (against)
	//   BLR-4: territory-access, reported
	//   BLR-5: territory-access, reported
	// China (abstained)
	//   CHN-4: oil-purchase, reported
	//   CHN-5: goods-supply, reported
	// India (abstained)
	//   IND-1: oil-purchase, reported
	//   IND-3: non-condemnation, reported
	// Iran (abstained)
	//   IRN-3: arms-transfer, reported
	// North Korea (against)
	//   PRK-1: arms-transfer, disputed (US says so, KP denies it)
	//   PRK-2: endorsement, reported
	//   PRK-3: narrative, reported
	// Syria (against)
	//   SYR-4: endorsement, reported
	//   SYR-5: narrative, reported
	// South Africa (abstained)
	//   ZAF-2: alignment, reported
}

// isSupport leaves out what is only background.
var isSupport = relations.Not(relations.OfKind(relations.Background))

// by names who asserts and who denies a claim.
func by(c relations.Claim) string {
	switch c.Standing() {
	case relations.Alleged:
		return fmt.Sprintf(" (%s says so)", c.AssertedBy)
	case relations.Disputed:
		return fmt.Sprintf(" (%s says so, %s denies it)", c.AssertedBy, c.DeniedBy)
	}
	return ""
}
