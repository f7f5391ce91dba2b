// Package csvtext walks through CSV by offsets, so that what is read from it can
// be found again in the text. It reads what encoding/csv reads by its defaults,
// which fuzzing compares, in memory that does not depend on the number of cells.
package csvtext

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// A Row is a row of a table.
type Row struct {
	Cells []Cell // the first cells
	Count int    // how many cells the row has; 0 at the end of the table
	End   int    // the offset after the row
}

// A Cell is the text of a cell, without quotes, and the offset where it starts.
type Cell struct {
	Text  string
	Start int
}

// Next returns the row from offset i on, with up to most of its cells. It skips
// empty lines. If the row is malformed, the error is [csv.ErrQuote] or
// [csv.ErrBareQuote], and End the offset of the cell that starts with a quote, or of
// the bare quote.
func Next(text []byte, i, most int) (Row, error) {
	for n := newline(text, i); n > 0; n = newline(text, i) {
		i += n
	}
	var row Row
	var ends []int // of the cells that are kept
	for i < len(text) || row.Count > 0 {
		start := i
		read := readPlain
		if i < len(text) && text[i] == '"' {
			read = readQuoted
		}
		end, err := read(text, i)
		if err != nil {
			return Row{End: end}, err
		}
		if row.Count < most {
			row.Cells = append(row.Cells, Cell{Start: start})
			ends = append(ends, end)
		}
		row.Count++
		if i = end; i == len(text) || text[i] != ',' {
			break
		}
		i++
	}
	row.End = i + newline(text, i)
	if len(ends) > 0 { // one string for all cells
		first := row.Cells[0].Start
		s := string(text[first:ends[len(ends)-1]])
		for c := range row.Cells {
			row.Cells[c].Text = unquote(s[row.Cells[c].Start-first : ends[c]-first])
		}
	}
	return row, nil
}

// readPlain returns the end of the cell without quotes at offset i.
func readPlain(text []byte, i int) (end int, err error) {
	for ; !endsCell(text, i); i++ {
		if text[i] == '"' {
			return i, csv.ErrBareQuote
		}
	}
	return i, nil
}

// readQuoted returns the end of the quoted cell at offset i, or i with an error.
func readQuoted(text []byte, i int) (end int, err error) {
	start := i
	for i++; ; i++ {
		n := bytes.IndexByte(text[i:], '"')
		if n < 0 {
			return start, csv.ErrQuote
		}
		if i += n + 1; i == len(text) || text[i] != '"' {
			break
		}
	}
	if !endsCell(text, i) {
		return start, csv.ErrQuote
	}
	return i, nil
}

// unquote returns the text of a cell.
func unquote(cell string) string {
	if !strings.HasPrefix(cell, `"`) {
		return cell
	}
	s := strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
	return strings.ReplaceAll(s, "\r\n", "\n")
}

func endsCell(text []byte, i int) bool {
	return i == len(text) || text[i] == ',' || newline(text, i) > 0
}

// newline returns the length of the end of line at offset i, or 0 if there is
// none. A carriage return at the end of the text is one.
func newline(text []byte, i int) int {
	switch last := len(text) - 1; {
	case i <= last && text[i] == '\n', i == last && text[i] == '\r':
		return 1
	case i < last && text[i] == '\r' && text[i+1] == '\n':
		return 2
	}
	return 0
}
