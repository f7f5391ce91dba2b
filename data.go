package relations

// DataVersion is the version of the embedded data: the month in which claims, sources or
// roll calls last changed, a dot, and a number from 1. For the date as of which the claims
// hold, see [Dataset.AsOf].
const DataVersion = "2026-11.2"

// newYorkTimes is the ID of the article that the claims are based on.
const newYorkTimes = "nyt-2023-03"

// embeddedSources returns the sources of the embedded claims.
func embeddedSources() []Source {
	return []Source{
		{ // the title is as in the copy that was read
			ID:        newYorkTimes,
			Title:     "Besides China, Russia Maintains Warm Relations With These Countries",
			Publisher: "The New York Times",
			Published: Date{2023, 3, 0},
		},
	}
}

// embeddedClaims returns the embedded claims. This is the master copy: to change a claim,
// edit it here.
//
// The coding rules are in docs/codebook.md. In short: From is the giver; in a mutual tie
// and in a claim of background, From is the partner and Mutual is true; AssertedBy is set
// if the source attributes the claim to someone; a date that the source does not give is
// left out; the section names the heading or paragraph, and the sentence in it; the summary
// is one sentence in our own words that keeps the strength and the tense of the source.
func embeddedClaims() []Claim {
	us, ukraine := NewCountrySet(UnitedStates), NewCountrySet(Ukraine)
	march2023 := Date{2023, 3, 0}
	return []Claim{
		{ID: "CHN-1", From: China, To: Russia, Mutual: true, Kind: Visit, Start: march2023, End: march2023,
			Source: newYorkTimes, Section: "opening paragraph",
			Summary: "Xi Jinping, the leader of China, makes a state visit to Russia."},
		{ID: "CHN-2", From: China, To: Russia, Mutual: true, Kind: Alignment,
			Source: newYorkTimes, Section: "opening paragraph",
			Summary: "China and Russia have close ties, which are more and more crucial to Russia, cut off as it is from the greater part of the West."},
		{ID: "CHN-3", From: China, To: Russia, Mutual: true, Kind: Trade,
			Source: newYorkTimes, Section: "second paragraph, sentence 1",
			Summary: "China is a trading partner of critical importance to Russia."},
		{ID: "CHN-4", From: China, To: Russia, Kind: OilPurchase,
			Source: newYorkTimes, Section: "second paragraph, sentence 1",
			Summary: "China buys up a large part of the oil that Russia exports."},
		{ID: "CHN-5", From: China, To: Russia, Kind: GoodsSupply,
			Source: newYorkTimes, Section: "second paragraph, sentence 1",
			Summary: "China sells, in large volumes, goods that Russian civilians and the Russian military use."},
		{ID: "CHN-6", From: China, To: Russia, Mutual: true, Kind: Alignment, Others: ukraine,
			Source: newYorkTimes, Section: "second paragraph, sentence 2",
			Summary: "China is among the countries that have stayed on good terms with Russia during its invasion of Ukraine."},
		{ID: "CHN-7", From: China, To: Russia, Mutual: true, Kind: JointExercise, Start: Date{2023, 0, 0}, End: Date{2023, 0, 0}, Others: NewCountrySet(SouthAfrica),
			Source: newYorkTimes, Section: "South Africa, sentence 2",
			Summary: "China took part, as did Russia, in military exercises that South Africa hosted in 2023."},

		{ID: "BLR-1", From: Belarus, To: Russia, Mutual: true, Kind: Alignment,
			Source: newYorkTimes, Section: "Belarus, sentence 1",
			Summary: "Belarus is the closest ally of Russia in its region."},
		{ID: "BLR-2", From: Russia, To: Belarus, Kind: UnspecifiedAid, Start: Date{2020, 0, 0}, End: Date{2020, 0, 0},
			Source: newYorkTimes, Section: "Belarus, sentence 1",
			Summary: "Russia helped President Lukashenko crush protests against his government in 2020."},
		{ID: "BLR-3", From: Belarus, To: Russia, Mutual: true, Kind: Background, Start: Date{2020, 0, 0},
			Source: newYorkTimes, Section: "Belarus, sentence 1",
			Summary: "Belarus became especially dependent on Russia after Russia helped President Lukashenko crush protests against his government in 2020."},
		{ID: "BLR-4", From: Belarus, To: Russia, Kind: TerritoryAccess, Start: Date{2022, 0, 0}, End: Date{2022, 0, 0}, Others: ukraine,
			Source: newYorkTimes, Section: "Belarus, sentence 2",
			Summary: "President Lukashenko let Russia make Belarus an initial staging ground for the invasion of Ukraine in 2022."},
		{ID: "BLR-5", From: Belarus, To: Russia, Kind: TerritoryAccess,
			Source: newYorkTimes, Section: "Belarus, sentence 2",
			Summary: "Russia has used the territory of Belarus to train and to supply Russian troops."},
		{ID: "BLR-6", From: Belarus, To: Russia, Mutual: true, Kind: Alignment, Others: ukraine,
			Source: newYorkTimes, Section: "second paragraph, sentence 2, and third paragraph",
			Summary: "Belarus, like every country that the article lists, is among those that have stayed on good terms with Russia during its invasion of Ukraine."},

		{ID: "IND-1", From: India, To: Russia, Kind: OilPurchase,
			Source: newYorkTimes, Section: "India, sentence 1",
			Summary: "India, a large buyer of crude oil, has helped Russia offset lost sales to countries of Europe that have tried to rely less on Russian oil."},
		{ID: "IND-2", From: India, To: Russia, Mutual: true, Kind: Alignment, Others: ukraine,
			Source: newYorkTimes, Section: "India, sentence 2",
			Summary: "India is friendly with Russia and with Ukraine alike."},
		{ID: "IND-3", From: India, To: Russia, Kind: NonCondemnation, Others: ukraine,
			Source: newYorkTimes, Section: "India, sentence 2",
			Summary: "India has not condemned the Russian invasion of Ukraine."},
		{ID: "IND-4", From: India, To: Russia, Mutual: true, Kind: Background, Others: ukraine,
			Source: newYorkTimes, Section: "India, sentence 2",
			Summary: "India has been seen (the article does not say by whom) as a possible peacemaker."},
		{ID: "IND-5", From: India, To: Russia, Mutual: true, Kind: Background, Start: march2023, End: march2023, Others: ukraine,
			Source: newYorkTimes, Section: "India, sentence 3",
			Summary: "A senior official of India called on Europe, in the official's words, to “find a solution” for the war, and said that it was distracting from pressing problems of the world's poor."},
		{ID: "IND-6", From: India, To: Russia, Mutual: true, Kind: Alignment, Others: ukraine,
			Source: newYorkTimes, Section: "second paragraph, sentence 2, and third paragraph",
			Summary: "India, like every country that the article lists, is among those that have stayed on good terms with Russia during its invasion of Ukraine."},

		{ID: "IRN-1", From: Iran, To: Russia, Mutual: true, Kind: Alignment,
			Source: newYorkTimes, Section: "Iran, sentence 1",
			Summary: "Iran and Russia have edged closer to each other."},
		{ID: "IRN-2", From: Iran, To: Russia, Mutual: true, Kind: Banking,
			Source: newYorkTimes, Section: "Iran, sentence 1",
			Summary: "Iran and Russia have edged closer, among other steps by joining their banking systems, while they try to get round Western sanctions, which have thwarted the access of both to foreign capital."},
		{ID: "IRN-3", From: Iran, To: Russia, Kind: ArmsTransfer, Others: ukraine,
			Source: newYorkTimes, Section: "Iran, sentence 2",
			Summary: "Iran has supplied Russia with military support that includes exploding drones, with which Russia has struck Ukrainian infrastructure."},
		{ID: "IRN-4", From: Iran, To: Russia, Mutual: true, Kind: DefenseTies, AssertedBy: us,
			Source: newYorkTimes, Section: "Iran, sentence 2",
			Summary: "Officials of the United States have warned that Iran and Russia were strengthening military ties into a “full-fledged” partnership in defense, in the officials' word."},
		{ID: "IRN-5", From: Iran, To: Russia, Mutual: true, Kind: Alignment, Others: ukraine,
			Source: newYorkTimes, Section: "second paragraph, sentence 2, and third paragraph",
			Summary: "Iran, like every country that the article lists, is among those that have stayed on good terms with Russia during its invasion of Ukraine."},

		{ID: "PRK-1", From: NorthKorea, To: Russia, Kind: ArmsTransfer, AssertedBy: us, DeniedBy: NewCountrySet(NorthKorea),
			Source: newYorkTimes, Section: "North Korea, sentence 1",
			Summary: "North Korea has been accused by the United States of covertly sending Russia artillery shells and rockets, in the millions, and denies it."},
		{ID: "PRK-2", From: NorthKorea, To: Russia, Kind: Endorsement, Others: ukraine,
			Source: newYorkTimes, Section: "North Korea, sentence 2",
			Summary: "North Korea has officially given its backing to the Russian invasion of Ukraine."},
		{ID: "PRK-3", From: NorthKorea, To: Russia, Kind: Narrative, Others: NewCountrySet(Ukraine, UnitedStates),
			Source: newYorkTimes, Section: "North Korea, sentence 2",
			Summary: "North Korea has put the blame for the conflict on the United States."},
		{ID: "PRK-4", From: NorthKorea, To: Russia, Mutual: true, Kind: Alignment, Others: ukraine,
			Source: newYorkTimes, Section: "second paragraph, sentence 2, and third paragraph",
			Summary: "North Korea, like every country that the article lists, is among those that have stayed on good terms with Russia during its invasion of Ukraine."},

		{ID: "ZAF-1", From: SouthAfrica, To: Russia, Mutual: true, Kind: Alignment,
			Source: newYorkTimes, Section: "South Africa, sentence 1",
			Summary: "South Africa has long been friendly with Russia."},
		{ID: "ZAF-2", From: SouthAfrica, To: Russia, Kind: Alignment, Start: Date{2022, 3, 0}, End: march2023, Others: us,
			Source: newYorkTimes, Section: "South Africa, sentence 1",
			Summary: "South Africa, over the year to March 2023, has leaned into its alliance with Russia (“alliance” is the article's word), to the frustration of the United States and of European nations."},
		{ID: "ZAF-3", From: SouthAfrica, To: Russia, Mutual: true, Kind: JointExercise, Start: Date{2023, 0, 0}, End: Date{2023, 0, 0}, Others: NewCountrySet(China),
			Source: newYorkTimes, Section: "South Africa, sentence 2",
			Summary: "South Africa was the host in 2023 of military exercises that involved Russia and China."},
		{ID: "ZAF-4", From: SouthAfrica, To: Russia, Mutual: true, Kind: Background, DeniedBy: NewCountrySet(SouthAfrica), Others: ukraine,
			Source: newYorkTimes, Section: "South Africa, sentence 3",
			Summary: "South Africa denies that it aids the war; the article names nobody who says that it does."},
		{ID: "ZAF-5", From: SouthAfrica, To: Russia, Mutual: true, Kind: Economic,
			Source: newYorkTimes, Section: "South Africa, sentence 3",
			Summary: "South Africa still has economic links with Russia."},
		{ID: "ZAF-6", From: SouthAfrica, To: Russia, Mutual: true, Kind: Background, Others: us,
			Source: newYorkTimes, Section: "South Africa, sentence 3",
			Summary: "South Africa has been warned by the United States not to help Russia get round sanctions."},
		{ID: "ZAF-7", From: SouthAfrica, To: Russia, Mutual: true, Kind: Alignment, Others: ukraine,
			Source: newYorkTimes, Section: "second paragraph, sentence 2, and third paragraph",
			Summary: "South Africa, like every country that the article lists, is among those that have stayed on good terms with Russia during its invasion of Ukraine."},

		{ID: "SYR-1", From: Russia, To: Syria, Kind: ForcePresence,
			Source: newYorkTimes, Section: "Syria, sentence 1",
			Summary: "Russia's military has been strongly present in Syria, helping President al-Assad to remain in power."},
		{ID: "SYR-2", From: Syria, To: Russia, Mutual: true, Kind: Background, Others: ukraine,
			Source: newYorkTimes, Section: "Syria, sentence 1",
			Summary: "Russia has redeployed to Ukraine some of the troops that it had in Syria."},
		{ID: "SYR-3", From: Syria, To: Russia, Mutual: true, Kind: Visit, Start: march2023, End: march2023,
			Source: newYorkTimes, Section: "Syria, sentence 2",
			Summary: "President al-Assad visited Moscow, where he met President Putin."},
		{ID: "SYR-4", From: Syria, To: Russia, Kind: Endorsement, Start: march2023, End: march2023, Others: ukraine,
			Source: newYorkTimes, Section: "Syria, sentence 2",
			Summary: "President al-Assad stressed his support for the Russian invasion of Ukraine."},
		{ID: "SYR-5", From: Syria, To: Russia, Kind: Narrative, Start: march2023, End: march2023, Others: ukraine,
			Source: newYorkTimes, Section: "Syria, sentence 2",
			Summary: "President al-Assad, at a meeting with President Putin, parroted the Kremlin line, which the article itself calls false, that the forces of Russia are fighting Ukrainian “Nazis”."},
		{ID: "SYR-6", From: Syria, To: Russia, Mutual: true, Kind: Alignment, Others: ukraine,
			Source: newYorkTimes, Section: "second paragraph, sentence 2, and third paragraph",
			Summary: "Syria, like every country that the article lists, is among those that have stayed on good terms with Russia during its invasion of Ukraine."},
	}
}
