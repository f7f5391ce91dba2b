// Package csvtext reads CSV and returns the offset of each cell, so that an error can report
// its line. It accepts the same texts as an [encoding/csv.Reader] with the default settings; a
// fuzz test compares the two. Its memory use does not depend on the number of cells.
package csvtext

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// A Row is a row of a table.
type Row struct {
	Cells []Cell // the first cells
	Count int    // the number of all cells, or 0 at the end of the table
	End   int    // the offset after the row
}

// A Cell is the text of a cell, without quotes, and the offset where it starts.
type Cell struct {
	Text  string
	Start int
}

// Next returns the row that starts at offset i, with at most the given number of cells. It
// skips empty lines. If the row is malformed, the error is [csv.ErrQuote] or
// [csv.ErrBareQuote], and End is the offset of the quoted cell or of the bare quote.
func Next(text []byte, i, most int) (Row, error) {
	for n := newline(text, i); n > 0; n = newline(text, i) {
		i += n
	}
	var row Row
	var ends []int // of the cells in row.Cells
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

// readQuoted returns the end of the quoted cell at offset i. With an error it returns i.
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

// newline returns the length of the line end at offset i, or 0 if there is none. A carriage
// return at the end of the text is a line end.
func newline(text []byte, i int) int {
	switch last := len(text) - 1; {
	case i <= last && text[i] == '\n', i == last && text[i] == '\r':
		return 1
	case i < last && text[i] == '\r' && text[i+1] == '\n':
		return 2
	}
	return 0
}
