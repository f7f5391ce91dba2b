package interop

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// A resource is a table in docs/datapackage.json.
type resource struct {
	Name, Path string
	Schema     struct {
		Fields []struct {
			Name, Type  string
			Constraints struct {
				Required bool
				Pattern  string
				Enum     []string
			}
		}
		MissingValues []string
		PrimaryKey    []string
		ForeignKeys   []struct {
			Fields    string
			Reference struct{ Resource, Fields string }
		}
	}
	rows [][]string // starting with the header
}

// TestDataPackage checks that docs/datapackage.json is a data package that correctly describes
// the CSV files.
func TestDataPackage(t *testing.T) {
	text, err := os.ReadFile("../../docs/datapackage.json")
	require.NoError(t, err)
	require.NoError(t, validate(t, compile(t, "testdata/datapackage.schema.json"), string(text)))
	var described struct{ Resources []*resource }
	require.NoError(t, json.Unmarshal(text, &described))
	files, err := filepath.Glob("../../docs/*.csv")
	require.NoError(t, err)
	require.Len(t, described.Resources, len(files))
	tables := map[string]*resource{}
	for _, r := range described.Resources {
		file, err := os.Open("../../docs/" + r.Path)
		require.NoError(t, err)
		defer file.Close()
		r.rows, err = csv.NewReader(file).ReadAll()
		require.NoError(t, err)
		tables[r.Name] = r
	}
	for _, r := range described.Resources {
		t.Run(r.Name, func(t *testing.T) { testResource(t, r, tables) })
	}
}

// forms are regular expressions for cells, by the type of the field.
var forms = map[string]string{
	"string": `.`, "boolean": `^(true|false)$`, "integer": `^\d+$`, "date": `^\d{4}-\d\d-\d\d$`,
}

func testResource(t *testing.T, r *resource, tables map[string]*resource) {
	require.Greater(t, len(r.rows), 1)
	require.Len(t, r.rows[0], len(r.Schema.Fields))
	require.Equal(t, []string{""}, r.Schema.MissingValues)
	for i, f := range r.Schema.Fields {
		require.Equal(t, f.Name, r.rows[0][i])
		pattern := regexp.MustCompile(f.Constraints.Pattern)
		for _, cell := range r.cells(t, f.Name) {
			if cell == "" {
				assert.False(t, f.Constraints.Required || slices.Contains(r.Schema.PrimaryKey, f.Name), "no %s", f.Name)
				continue
			}
			assert.Regexp(t, forms[f.Type], cell, f.Name)
			assert.Regexp(t, pattern, cell, f.Name)
			if f.Constraints.Enum != nil {
				assert.Contains(t, f.Constraints.Enum, cell, f.Name)
			}
		}
	}
	keys := r.cells(t, r.Schema.PrimaryKey...)
	slices.Sort(keys)
	assert.Equal(t, keys, slices.Compact(slices.Clone(keys)), "the primary key is not unique")
	for _, key := range r.Schema.ForeignKeys {
		other := tables[key.Reference.Resource]
		assert.Subset(t, append(other.cells(t, key.Reference.Fields), ""), r.cells(t, key.Fields), other.Path)
	}
}

// cells returns the cells of columns. The cells of a row are one string, separated by tabs.
func (r *resource) cells(t *testing.T, columns ...string) []string {
	cells := make([]string, len(r.rows)-1)
	for _, column := range columns {
		i := slices.Index(r.rows[0], column)
		require.NotEqual(t, -1, i, "no column %s", column)
		for n, row := range r.rows[1:] {
			cells[n] = strings.TrimPrefix(cells[n]+"\t"+row[i], "\t")
		}
	}
	return cells
}

// TestCitation checks that CITATION.cff has what version 1.2.0 of the Citation File Format
// requires.
func TestCitation(t *testing.T) {
	file, err := os.Open("../../CITATION.cff")
	require.NoError(t, err)
	defer file.Close()
	type reference struct {
		Type, Title, License, URL, Notes string
		Authors                          []struct{ Name string }
		Year, Month                      int
	}
	var cff struct {
		Format     string    `yaml:"cff-version"`
		Reference  reference `yaml:",inline"`
		Released   string    `yaml:"date-released"`
		Repository string    `yaml:"repository-code"`
		References []reference

		Message, Version, Abstract string
	}
	decoder := yaml.NewDecoder(file)
	decoder.KnownFields(true)
	require.NoError(t, decoder.Decode(&cff))
	assert.Equal(t, "1.2.0", cff.Format)
	assert.NotEmpty(t, cff.Message)
	_, err = time.Parse(time.DateOnly, cff.Released)
	assert.NoError(t, err)
	for _, r := range append(cff.References, cff.Reference) {
		require.NotEmpty(t, r.Authors, r.Title)
		assert.True(t, r.Type != "" && r.Title != "" && r.Authors[0].Name != "", "%+v", r)
	}
}
