package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/warmrelations/relations"
)

func TestCheckCLDR(t *testing.T) {
	faults, err := checkCLDR("../..")
	require.NoError(t, err)
	assert.Empty(t, faults)

	root := t.TempDir()
	_, err = checkCLDR(root)
	assert.ErrorIs(t, err, os.ErrNotExist)
	for _, file := range []string{"README.md", "CITATION.cff", "NOTICE"} {
		text, err := os.ReadFile("../../" + file)
		require.NoError(t, err)
		old := strings.ReplaceAll(string(text), relations.CLDRVersion, "1.0")
		require.NoError(t, os.WriteFile(filepath.Join(root, file), []byte(old), 0o666))
	}
	faults, err = checkCLDR(root)
	require.NoError(t, err)
	assert.Len(t, faults, 3)
}
