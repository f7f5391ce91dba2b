package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations/internal/country"
)

func TestFilesAreFresh(t *testing.T) {
	t.Chdir("../..")
	stale, err := run(true)
	require.NoError(t, err)
	assert.False(t, stale, "run go generate ./...")
}

func TestNameConstants(t *testing.T) {
	for _, tt := range []struct {
		about string
		rows  [][]string
		fault string
	}{
		{"a line for each country", [][]string{{"AA", "Here"}, {"BB", "There"}}, ""},
		{"a country without a line", [][]string{{"AA", "Here"}}, "BB has no line"},
		{"a line without a country", [][]string{{"CC", "Nowhere"}}, "CC is no country"},
		{"two lines for a country", [][]string{{"AA", "Here"}, {"AA", "There"}}, "AA is no country, or has two lines"},
		{"two countries with a name", [][]string{{"AA", "Here"}, {"BB", "Here"}}, "Here is the constant of AA and BB"},
		{"not an identifier", [][]string{{"AA", "Côte d’Ivoire"}}, "not an exported identifier"},
		{"not exported", [][]string{{"AA", "here"}}, "not an exported identifier"},
	} {
		t.Run(tt.about, func(t *testing.T) {
			err := countryList{{alpha2: "AA"}, {alpha2: "BB"}}.nameConstants(tt.rows)
			if tt.fault == "" {
				assert.NoError(t, err)
			} else {
				assert.ErrorContains(t, err, tt.fault)
			}
		})
	}
}

func TestVariants(t *testing.T) {
	words := map[string][]string{"island": {"isl", "is"}, "north": {"n"}, "исламская": {"исл"}}
	for _, tt := range []struct {
		about string
		of    spelling
		want  []string // without the name itself
	}{
		{"an English style moves", spelling{1, "Republic of Xx", "en", formal, false},
			[]string{"Xx, Republic of", "Xx, Republic", "Republic Xx"}},
		{"a style of a former name does not move", spelling{1, "Republic of Xx", "en", former, false}, nil},
		{"a French style", spelling{1, "République populaire d'Yy", "fr", formal, true},
			[]string{"Yy (République populaire d')", "Yy (la République populaire d')", "République populaire d Yy"}},
		{"a French style that is not for all countries", spelling{1, "République de Yy", "fr", formal, false}, nil},
		{"a Spanish style", spelling{1, "Reino de los Yy", "es", formal, true},
			[]string{"Yy (Reino de los)", "Yy (el Reino de los)"}},
		{"French islands", spelling{1, "Îles Zz", "fr", short, false}, []string{"Zz (Îles)", "Zz (les Îles)"}},
		{"an adjective", spelling{1, "República Árabe Siria", "es", formal, false},
			[]string{"Siria (República Árabe)", "Siria (la República Árabe)"}},
		{"a Russian style", spelling{1, "Исламская Республика Ыы", "ru", formal, false},
			[]string{"Ыы, Исламская Республика", "исл республика ыы", "ыы исл республика"}},
		{"initials", spelling{1, "DRC", "en", abbreviation, false}, []string{"D.R.C"}},
		{`without "and"`, spelling{1, "Xx and Yy", "en", short, false}, []string{"Xx Yy"}},
		{"an apostrophe as a space", spelling{1, "Côte d’Xx", "", foreign, false}, []string{"Côte d Xx"}},
		{"short English words", spelling{1, "North Xx Island", "en", short, false},
			[]string{"n xx island", "north xx isl", "north xx is", "n xx isl"}},
		{"a name of one word stays", spelling{1, "North", "en", short, false}, nil},
		{"traditional characters", spelling{1, "中国", "zh", formal, false}, []string{"中國"}},
	} {
		t.Run(tt.about, func(t *testing.T) {
			var names []string
			for _, v := range variants([]spelling{tt.of}, words, map[rune]rune{'国': '國'}) {
				if v.name != tt.of.name {
					names = append(names, v.name)
				}
			}
			assert.Equal(t, tt.want, names)
		})
	}
}

func TestVariantsOfTwoNames(t *testing.T) {
	var names []string
	for _, v := range variants([]spelling{
		{1, "Y", "en", short, false}, {1, "Z", "en", renamed, false}, {1, "Republic of Y", "en", formal, false},
		{1, "Ы", "ru", short, false}, {1, "乙", "zh", short, false},
		{2, "X", "en", short, false}, {2, "Ъ", "ru", short, false},
	}, nil, nil) {
		names = append(names, v.name)
	}
	for _, want := range []string{"Y (formerly Z)", "Y (former Z)", "Y (ex-Z)", "Y (Z)", "Z (Y)", "Республика Ы", "乙共和国"} {
		assert.Contains(t, names, want)
	}
	assert.NotContains(t, names, "Республика Ъ", "no language has this name")
}

func TestTraditionalCharacters(t *testing.T) {
	t.Chdir("../..")
	characters, err := traditionalCharacters()
	require.NoError(t, err)
	for simplified, want := range map[string]string{
		"中华人民共和国": "中華人民共和國", "乌干达": "烏干達", "阿拉伯联合酋长国": "阿拉伯聯合酋長國", "马绍尔群岛": "馬紹爾群島",
		"韩国": "韓國", "朝鲜": "朝鮮",
	} {
		assert.Equal(t, []string{want}, inTraditional(spelling{name: simplified, language: "zh"}, characters))
	}
}

// newTable returns a table with names of three countries.
func newTable(names ...entry) *nameTable {
	t := newNameTable(countryList{
		{alpha2: "SO", alpha3: "SOV"}, {alpha2: "XA", alpha3: "XAA"}, {alpha2: "YB", alpha3: "YBB"},
	})
	for _, e := range names {
		t.add(e)
	}
	return t
}

func named(name string, r rank, indexes ...int) entry { return entry{indexes, r, name, "test", ""} }

func TestClaimsOnAName(t *testing.T) {
	both := newTable(named("Foo", listed, 1), named("foo", published, 2))
	assert.Len(t, both.faults, 1, "two authorities disagree")
	derivedTwice := newTable(named("Foo", derived, 1), named("foo", derived, 2), named("Foo", derived, 3))
	assert.Empty(t, derivedTwice.faults)
	assert.Empty(t, derivedTwice.keys, "two rules disagree, so neither is used")
	better := newTable(named("Foo", derived, 1), named("foo", listed, 2))
	assert.Equal(t, []int{2}, better.keys["foo"].indexes)
	code := newTable(named("Yb", listed, 1), named("Y.B.", listed, 1), named("YBB", listed, 3), named("E.U.", listed, 1))
	assert.Len(t, code.faults, 3, "two codes of another country, and an organization")
	assert.Len(t, newTable(named("...", listed, 1)).faults, 1)
}

func TestLines(t *testing.T) {
	table := newTable(named("Democratic Republic of the Foo", usual, 1), named("Republic Bar", listed, 1),
		named("Baz Is.", listed, 1))
	_, lines, _ := strings.Cut(string(table.lines()), "DO NOT EDIT.\n")
	assert.Equal(t, "baz is\tSO\ndem rep of foo\tSO\ndemocratic republic of the foo\tSO\nrep bar\tSO\n", lines)
}

func TestTwoCountriesRule(t *testing.T) {
	related := map[[2]int]bool{{2, 1}: true}
	for _, tt := range []struct {
		name   string
		index  int
		broken bool
	}{
		{"Foo Bar", 1, true},        // the names of 1 and 2
		{"Foo and Bar", 1, true},    // with "and"
		{"La Foo Bar les", 3, true}, // with articles
		{"Bar SO", 3, true},         // with a code
		{"Foo SO", 1, false},        // 1 twice
		{"Bar Foo Land", 2, false},  // 2 is a territory of 1
		{"Foo including Bar", 1, false},
		{"Foo excl. Bar", 1, false},
		{"Bar Is", 2, false}, // short for islands
		{"Bar Castle", 2, false},
	} {
		table := newTable(named("Foo", listed, 1), named("Foo Land", listed, 1), named("Bar", listed, 2),
			named("Isl Bar", listed, 2), named(tt.name, listed, tt.index))
		key, _ := country.Fold(tt.name)
		_, broken := table.pair(key, related)
		assert.Equal(t, tt.broken, broken, tt.name)
	}
}

func TestReadTable(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.MkdirAll(dataDir, 0o755))
	write := func(text string) { require.NoError(t, os.WriteFile(dataDir+"/x.tsv", []byte(text), 0o644)) }
	write("a\tb\tc\n1\t2\n1\t2\t3\n")
	rows, err := readTable("x.tsv", "a b c")
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"1", "2", ""}, {"1", "2", "3"}}, rows, "a missing last column is empty")
	_, err = readTable("x.tsv", "a b")
	assert.Error(t, err, "another header")
	write("a\tb\n1\t2\t3\n")
	_, err = readTable("x.tsv", "a b")
	assert.Error(t, err, "too many columns")
}
