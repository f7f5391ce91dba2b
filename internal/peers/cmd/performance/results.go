package main

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// results holds what was measured: by the name of a benchmark and a unit, a
// figure of each run, in order.
type results struct {
	cpu     string
	figures map[string]map[string][]float64
}

var procs = regexp.MustCompile(`-\d+$`)

// parseResults reads what go test -bench prints.
func parseResults(text []byte) (results, error) {
	r := results{figures: map[string]map[string][]float64{}}
	for line := range strings.Lines(string(text)) {
		if cpu, ok := strings.CutPrefix(line, "cpu: "); ok {
			r.cpu = strings.TrimSpace(cpu)
		}
		f := strings.Fields(line)
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name := procs.ReplaceAllString(strings.TrimPrefix(f[0], "Benchmark"), "")
		if r.figures[name] == nil {
			r.figures[name] = map[string][]float64{}
		}
		for i := 2; i+1 < len(f); i += 2 {
			v, err := strconv.ParseFloat(f[i], 64)
			if err != nil {
				return r, fmt.Errorf("%q: %w", line, err)
			}
			r.figures[name][f[i+1]] = append(r.figures[name][f[i+1]], v)
		}
	}
	if len(r.figures) == 0 {
		return r, fmt.Errorf("no benchmark has a result")
	}
	return r, nil
}

const (
	nsPerOp     = "ns/op"
	allocsPerOp = "allocs/op"
	heapBytes   = "heap-B/claim"
)

// has reports whether a benchmark ran.
func (r results) has(name string) bool { return len(r.figures[name]) > 0 }

// median returns the median of a figure; it is NaN if there is none.
func (r results) median(name, unit string) float64 {
	return quantile(r.figures[name][unit], 0.5)
}

// spread returns half the distance between the quartiles, as a share of the
// median.
func (r results) spread(name, unit string) float64 {
	v := r.figures[name][unit]
	return (quantile(v, 0.75) - quantile(v, 0.25)) / 2 / quantile(v, 0.5)
}

// A ratio is how many times another a figure is: the median of the ratios of
// their runs, and the quartiles.
type ratio struct{ median, low, high float64 }

func (r results) ratio(a, b, unit string) ratio {
	x, y := r.figures[a][unit], r.figures[b][unit]
	var v []float64
	for i := range min(len(x), len(y)) {
		v = append(v, x[i]/y[i])
	}
	return ratio{quantile(v, 0.5), quantile(v, 0.25), quantile(v, 0.75)}
}

// quantile interpolates between the values, in any order.
func quantile(v []float64, q float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	v = slices.Sorted(slices.Values(v))
	at := q * float64(len(v)-1)
	i := min(int(at), len(v)-1)
	j := min(i+1, len(v)-1)
	return v[i] + (v[j]-v[i])*(at-float64(i))
}

// duration writes nanoseconds with three digits.
func duration(ns float64) string {
	switch {
	case math.IsNaN(ns):
		return "–"
	case ns < 1e3:
		return digits(ns) + " ns"
	case ns < 1e6:
		return digits(ns/1e3) + " µs"
	case ns < 1e9:
		return digits(ns/1e6) + " ms"
	}
	return digits(ns/1e9) + " s"
}

// digits writes a number with three digits.
func digits(v float64) string {
	switch {
	case v < 10:
		return strconv.FormatFloat(v, 'f', 2, 64)
	case v < 100:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return group(int64(math.Round(v)))
}

// group writes a number with commas.
func group(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
