package relations

// DataVersion is the version of the embedded data: the month up to which the
// claims hold, a dot, and a number from 1. It changes when a claim, a source or
// a roll call does.
const DataVersion = "2023-03.1"

// dataHeader says what the embedded dataset is about, and up to when its
// claims hold: the month in which the article was published.
var dataHeader = Header{Subject: Russia, Version: DataVersion, AsOf: Date{2023, 3, 0}}

const newYorkTimes = "nyt-2023-03"

var dataSources = []Source{
	{
		ID:        newYorkTimes,
		Title:     "Besides China, Russia Maintains Warm Relations With These Countries",
		Publisher: "The New York Times",
		Published: Date{2023, 3, 0},
	},
}

// A claimRow is a claim as it is written here. Its sets of countries are lists,
// since a set would have to be computed when a program starts.
type claimRow struct {
	id                           string
	from, to                     Country
	mutual                       bool
	kind                         SupportKind
	start, end                   Date
	assertedBy, deniedBy, others countries
	source, section, summary     string
}

// countries lists up to three countries.
type countries [3]Country

// claimRows is the master of the embedded claims: edit it, and run go
// generate, which lays the claims out with their index in claims_data.go.
//
// The rules of coding are in the documentation of the package and in
// docs/codebook.md. In short: the giver is in from; a mutual tie has the
// partner in from; assertedBy is for what the source does not say in its own
// voice; a date that the source does not give stays empty; the summary is one
// sentence, in words of our own.
var claimRows = []claimRow{
	{id: "CHN-1", from: China, to: Russia, mutual: true, kind: Visit, start: Date{2023, 3, 0}, end: Date{2023, 3, 0},
		source: newYorkTimes, section: "opening paragraph",
		summary: "Xi Jinping, who leads China, came to Russia on a state visit."},
	{id: "CHN-2", from: China, to: Russia, mutual: true, kind: Alignment,
		source: newYorkTimes, section: "opening paragraph",
		summary: "China and Russia have close ties, ever more vital to Moscow now that it is isolated from most Western countries."},
	{id: "CHN-3", from: China, to: Russia, mutual: true, kind: Trade,
		source: newYorkTimes, section: "second paragraph",
		summary: "China is a trading partner of vital importance to Russia."},
	{id: "CHN-4", from: China, to: Russia, kind: OilPurchase,
		source: newYorkTimes, section: "second paragraph",
		summary: "China buys a large share of the oil that Russia exports."},
	{id: "CHN-5", from: China, to: Russia, kind: GoodsSupply,
		source: newYorkTimes, section: "second paragraph",
		summary: "China sells Russia large amounts of goods, used both by civilians and by the military."},
	{id: "CHN-6", from: China, to: Russia, mutual: true, kind: Alignment, others: countries{Ukraine},
		source: newYorkTimes, section: "second paragraph",
		summary: "China is among the countries that stayed on good terms with Russia during the invasion of Ukraine."},
	{id: "CHN-7", from: China, to: Russia, mutual: true, kind: JointExercise, start: Date{2023, 0, 0}, end: Date{2023, 0, 0}, others: countries{SouthAfrica},
		source: newYorkTimes, section: "South Africa",
		summary: "China took part with Russia in military exercises that South Africa hosted in 2023."},

	{id: "BLR-1", from: Belarus, to: Russia, mutual: true, kind: Alignment,
		source: newYorkTimes, section: "Belarus",
		summary: "Belarus is the closest ally that Russia has in its region."},
	{id: "BLR-2", from: Russia, to: Belarus, kind: UnspecifiedAid, start: Date{2020, 0, 0}, end: Date{2020, 0, 0},
		source: newYorkTimes, section: "Belarus",
		summary: "In 2020 Russia helped President Lukashenko to suppress protests against his government."},
	{id: "BLR-3", from: Belarus, to: Russia, mutual: true, kind: Background, start: Date{2020, 0, 0},
		source: newYorkTimes, section: "Belarus",
		summary: "Belarus grew particularly dependent on Russia after Moscow helped its president to suppress the protests of 2020."},
	{id: "BLR-4", from: Belarus, to: Russia, kind: TerritoryAccess, start: Date{2022, 0, 0}, end: Date{2022, 0, 0}, others: countries{Ukraine},
		source: newYorkTimes, section: "Belarus",
		summary: "In 2022 President Lukashenko let Russia use Belarus as a first staging area for its invasion of Ukraine."},
	{id: "BLR-5", from: Belarus, to: Russia, kind: TerritoryAccess,
		source: newYorkTimes, section: "Belarus",
		summary: "Russia has used Belarus to train its own troops and to supply them."},

	{id: "IND-1", from: India, to: Russia, kind: OilPurchase,
		source: newYorkTimes, section: "India",
		summary: "India, a large buyer of crude, has helped Russia replace lost sales to European countries trying to rely less on Russian oil."},
	{id: "IND-2", from: India, to: Russia, mutual: true, kind: Alignment, others: countries{Ukraine},
		source: newYorkTimes, section: "India",
		summary: "India is on friendly terms with Russia as well as with Ukraine."},
	{id: "IND-3", from: India, to: Russia, kind: NonCondemnation, others: countries{Ukraine},
		source: newYorkTimes, section: "India",
		summary: "India has voiced no condemnation of the invasion of Ukraine."},
	{id: "IND-4", from: India, to: Russia, mutual: true, kind: Background, others: countries{Ukraine},
		source: newYorkTimes, section: "India",
		summary: "India has been regarded as a possible peacemaker; the article does not say by whom."},
	{id: "IND-5", from: India, to: Russia, mutual: true, kind: Background, start: Date{2023, 3, 0}, end: Date{2023, 3, 0},
		source: newYorkTimes, section: "India",
		summary: "A high-ranking Indian official urged Europe to find a way out of the war, saying that it drew attention away from pressing problems of poor people worldwide."},

	{id: "IRN-1", from: Iran, to: Russia, mutual: true, kind: Alignment,
		source: newYorkTimes, section: "Iran",
		summary: "Iran and Russia have gradually drawn closer."},
	{id: "IRN-2", from: Iran, to: Russia, mutual: true, kind: Banking,
		source: newYorkTimes, section: "Iran",
		summary: "Iran and Russia are joining their banking systems while trying to get around Western sanctions that keep both from foreign capital."},
	{id: "IRN-3", from: Iran, to: Russia, kind: ArmsTransfer, others: countries{Ukraine},
		source: newYorkTimes, section: "Iran",
		summary: "Iran has given Russia military support, among it the exploding drones with which Moscow has struck infrastructure in Ukraine."},
	{id: "IRN-4", from: Iran, to: Russia, mutual: true, kind: DefenseTies, assertedBy: countries{UnitedStates},
		source: newYorkTimes, section: "Iran",
		summary: "Officials of the United States have warned that Iran and Russia are deepening their military ties into a full defense partnership."},

	{id: "PRK-1", from: NorthKorea, to: Russia, kind: ArmsTransfer, assertedBy: countries{UnitedStates}, deniedBy: countries{NorthKorea},
		source: newYorkTimes, section: "North Korea",
		summary: "The United States accuses North Korea of having secretly sent Russia millions of rockets and artillery shells, which Pyongyang denies."},
	{id: "PRK-2", from: NorthKorea, to: Russia, kind: Endorsement, others: countries{Ukraine},
		source: newYorkTimes, section: "North Korea",
		summary: "North Korea officially backs the invasion of Ukraine."},
	{id: "PRK-3", from: NorthKorea, to: Russia, kind: Narrative, others: countries{UnitedStates},
		source: newYorkTimes, section: "North Korea",
		summary: "North Korea holds the United States responsible for the war."},

	{id: "ZAF-1", from: SouthAfrica, to: Russia, mutual: true, kind: Alignment,
		source: newYorkTimes, section: "South Africa",
		summary: "South Africa has been a friend of Russia for a long time."},
	{id: "ZAF-2", from: SouthAfrica, to: Russia, kind: Alignment, start: Date{2022, 0, 0},
		source: newYorkTimes, section: "South Africa",
		summary: "In the year up to March 2023 South Africa moved closer to Russia, to the frustration of European countries and of the United States."},
	{id: "ZAF-3", from: SouthAfrica, to: Russia, mutual: true, kind: JointExercise, start: Date{2023, 0, 0}, end: Date{2023, 0, 0}, others: countries{China},
		source: newYorkTimes, section: "South Africa",
		summary: "South Africa was host in 2023 to military exercises in which Russia and China took part."},
	{id: "ZAF-4", from: SouthAfrica, to: Russia, mutual: true, kind: Background, deniedBy: countries{SouthAfrica},
		source: newYorkTimes, section: "South Africa",
		summary: "South Africa denies that it aids the war."},
	{id: "ZAF-5", from: SouthAfrica, to: Russia, mutual: true, kind: Trade,
		source: newYorkTimes, section: "South Africa",
		summary: "South Africa still has economic links with Russia."},
	{id: "ZAF-6", from: SouthAfrica, to: Russia, mutual: true, kind: Background, others: countries{UnitedStates},
		source: newYorkTimes, section: "South Africa",
		summary: "The United States warned South Africa not to help Russia evade sanctions."},

	{id: "SYR-1", from: Russia, to: Syria, kind: ForcePresence,
		source: newYorkTimes, section: "Syria",
		summary: "Russia has had strong forces in Syria, which have helped President Bashar al-Assad hold on to power."},
	{id: "SYR-2", from: Syria, to: Russia, mutual: true, kind: Background, others: countries{Ukraine},
		source: newYorkTimes, section: "Syria",
		summary: "Russia has moved some of the troops that it had in Syria to Ukraine."},
	{id: "SYR-3", from: Syria, to: Russia, mutual: true, kind: Visit, start: Date{2023, 3, 0}, end: Date{2023, 3, 0},
		source: newYorkTimes, section: "Syria",
		summary: "President Bashar al-Assad went to Moscow and met Putin."},
	{id: "SYR-4", from: Syria, to: Russia, kind: Endorsement, start: Date{2023, 3, 0}, end: Date{2023, 3, 0}, others: countries{Ukraine},
		source: newYorkTimes, section: "Syria",
		summary: "In Moscow, President al-Assad stressed that he supports the invasion of Ukraine."},
	{id: "SYR-5", from: Syria, to: Russia, kind: Narrative, start: Date{2023, 3, 0}, end: Date{2023, 3, 0}, others: countries{Ukraine},
		source: newYorkTimes, section: "Syria",
		summary: "Meeting Putin, President al-Assad repeated the Kremlin line, which the article calls false, that the forces of Russia are fighting Ukrainian “Nazis”."},
}
