package interop

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// A resource is a table in docs/datapackage.json.
type resource struct {
	Name, Path string
	Schema     struct {
		Fields        []tableField
		MissingValues []string
		PrimaryKey    []string
		ForeignKeys   []struct {
			Fields    string
			Reference struct{ Resource, Fields string }
		}
	}
	rows [][]string // without the header
}

type tableField struct {
	Name, Type  string
	Constraints struct {
		Required, Unique bool
		Pattern          string
		Enum             []string
	}
}

// TestDataPackage checks that docs/datapackage.json is a data package, and that
// the CSV files are as it describes them.
func TestDataPackage(t *testing.T) {
	text, err := os.ReadFile("../../docs/datapackage.json")
	require.NoError(t, err)
	require.NoError(t, validate(t, compile(t, "testdata/datapackage.schema.json"), string(text)))
	var described struct{ Resources []*resource }
	require.NoError(t, json.Unmarshal(text, &described))

	tables := map[string]*resource{}
	var paths []string
	for _, r := range described.Resources {
		tables[r.Name] = r
		paths = append(paths, filepath.Join("../../docs", r.Path))
		text, err := os.ReadFile(paths[len(paths)-1])
		require.NoError(t, err)
		rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
		require.NoError(t, err)
		var header []string
		for _, f := range r.Schema.Fields {
			header = append(header, f.Name)
		}
		require.NotEmpty(t, rows, r.Path)
		require.Empty(t, cmp.Diff(header, rows[0]), r.Path)
		r.rows = rows[1:]
	}
	slices.Sort(paths)
	found, err := filepath.Glob("../../docs/*.csv")
	require.NoError(t, err)
	assert.Empty(t, cmp.Diff(found, paths), "the CSV files, and those that the package describes")
	assert.Len(t, tables, len(paths), "names are unique")

	for _, r := range described.Resources {
		t.Run(r.Name, func(t *testing.T) { testResource(t, r, tables) })
	}
}

func testResource(t *testing.T, r *resource, tables map[string]*resource) {
	assert.NotEmpty(t, r.rows)
	missing := r.Schema.MissingValues
	if missing == nil {
		missing = []string{""} // as the specification says
	}
	for i, f := range r.Schema.Fields {
		pattern := regexp.MustCompile(f.Constraints.Pattern)
		for _, row := range r.rows {
			cell := row[i]
			if slices.Contains(missing, cell) {
				assert.False(t, f.Constraints.Required || slices.Contains(r.Schema.PrimaryKey, f.Name), "no %s: %v", f.Name, row)
				continue
			}
			var err error
			switch f.Type {
			case "boolean":
				assert.Contains(t, []string{"true", "false"}, cell)
			case "integer":
				_, err = strconv.Atoi(cell)
			case "date":
				_, err = time.Parse(time.DateOnly, cell)
			}
			assert.NoError(t, err, "%s: %v", f.Name, row)
			assert.Regexp(t, pattern, cell, f.Name)
			if f.Constraints.Enum != nil {
				assert.Contains(t, f.Constraints.Enum, cell, f.Name)
			}
		}
		if f.Constraints.Unique {
			assertUnique(t, r.columns(t, f.Name))
		}
	}
	assertUnique(t, r.columns(t, r.Schema.PrimaryKey...))
	for _, key := range r.Schema.ForeignKeys {
		other := tables[key.Reference.Resource]
		require.NotNil(t, other, key.Reference.Resource)
		known := other.columns(t, key.Reference.Fields)
		for _, cell := range r.columns(t, key.Fields) {
			if !slices.Contains(missing, cell) {
				assert.True(t, slices.Contains(known, cell), "%s %q is not in %s", key.Fields, cell, other.Path)
			}
		}
	}
}

// columns returns the cells of columns, those of a row as one text.
func (r *resource) columns(t *testing.T, names ...string) []string {
	cells := make([]string, len(r.rows))
	for c, name := range names {
		i := slices.IndexFunc(r.Schema.Fields, func(f tableField) bool { return f.Name == name })
		require.NotEqual(t, -1, i, "no field %s", name)
		for n, row := range r.rows {
			if c > 0 {
				cells[n] += "\t"
			}
			cells[n] += row[i]
		}
	}
	return cells
}

func assertUnique(t *testing.T, cells []string) {
	seen := map[string]bool{}
	for _, cell := range cells {
		assert.False(t, seen[cell], "%q occurs twice", cell)
		seen[cell] = true
	}
}

// TestCitation checks CITATION.cff for what version 1.2.0 of the Citation File
// Format requires, and for the license of the data.
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
		Version         string `yaml:"cff-version"`
		Message         string
		Reference       reference `yaml:",inline"`
		SoftwareVersion string    `yaml:"version"`
		Released        string    `yaml:"date-released"`
		Repository      string    `yaml:"repository-code"`
		Abstract        string
		References      []reference
	}
	decoder := yaml.NewDecoder(file)
	decoder.KnownFields(true)
	require.NoError(t, decoder.Decode(&cff))
	assert.Equal(t, "1.2.0", cff.Version)
	assert.NotEmpty(t, cff.Message)
	_, err = time.Parse(time.DateOnly, cff.Released)
	assert.NoError(t, err)
	for _, r := range append(cff.References, cff.Reference) {
		assert.NotEmpty(t, r.Type)
		assert.NotEmpty(t, r.Title)
		require.NotEmpty(t, r.Authors, r.Title)
		for _, author := range r.Authors {
			assert.NotEmpty(t, author.Name, r.Title)
		}
	}
	assert.True(t, slices.ContainsFunc(cff.References,
		func(r reference) bool { return r.Type == "dataset" && r.License != "" }))
}
