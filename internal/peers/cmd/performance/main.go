// Command performance runs the benchmarks of the module, counts the answers of
// the packages, weighs their imports, and writes docs/performance.md. It works
// in the directory internal/peers; from the root of the repository:
//
//	go -C internal/peers run ./cmd/performance
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/warmrelations/relations/internal/peers"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("performance: ")
	count := flag.Int("count", 10, "rounds, in each of which every benchmark runs")
	benchtime := flag.Duration("benchtime", 200*time.Millisecond, "time for each benchmark in a round")
	short := flag.Bool("short", false, "leave out the datasets of a million claims")
	out := flag.String("o", filepath.FromSlash("../../docs/performance.md"), "the file to write")
	raw := flag.String("raw", "", "a file of benchmark results, as go test prints them: write it, or read it if it is there")
	flag.Parse()

	r := &report{benchtime: *benchtime}
	text, err := os.ReadFile(*raw)
	if err != nil {
		if text, err = runBenchmarks(*count, *benchtime, *short); err != nil {
			log.Fatal(err)
		}
		if *raw != "" {
			if err := os.WriteFile(*raw, text, 0o644); err != nil {
				log.Fatal(err)
			}
		}
	}
	if r.results, err = parseResults(text); err != nil {
		log.Fatal(err)
	}
	r.firstUse, r.firstUseBytes = firstUse()
	log.Print("weighing imports")
	if r.weights, err = weigh(); err != nil {
		log.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(*out), 0o755); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, r.markdown(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// quickTurns is how often what takes nanoseconds runs in a round: it differs most
// from one moment to the next.
const quickTurns = 5

// groups are the benchmarks that run in one process: what one leaves in the
// heap, the collector of another would have to look at.
var groups = []struct {
	pattern string
	turns   int // in a round
}{
	{"^Benchmark(Parse|To|NameIn)", quickTurns},
	{"^Benchmark(Vote|Voters|Agreement|Of|Supporters)$", quickTurns},
	{"^Benchmark(Claims|Dataset)", 1},
	{"^BenchmarkDecode$", 1},
	{"^BenchmarkHeap$", 1},
}

// runBenchmarks returns what the benchmarks print. A round runs all of them, so
// that a change in the machine falls on all alike.
func runBenchmarks(count int, benchtime time.Duration, short bool) ([]byte, error) {
	folder, err := os.MkdirTemp("", "performance")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	program := filepath.Join(folder, "bench")
	if out, err := exec.Command("go", "test", "-c", "-o", program, ".").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go test -c: %w\n%s", err, out)
	}
	var all bytes.Buffer
	for round := range count {
		log.Printf("round %d of %d", round+1, count)
		for _, group := range groups {
			for range group.turns {
				cmd := exec.Command(program, "-test.run=^$", "-test.bench="+group.pattern, "-test.benchtime="+benchtime.String(), fmt.Sprintf("-test.short=%t", short))
				cmd.Stderr = os.Stderr
				out, err := cmd.Output()
				if err != nil {
					return nil, fmt.Errorf("%s: %w\n%s", group.pattern, err, out)
				}
				all.Write(out)
			}
		}
	}
	return all.Bytes(), nil
}

// A weight is what an import costs, in bytes over each base.
type weight struct {
	peers.Import
	over     [3]int64 // over nothing, x/text/language, and a service
	startups []peers.Startup
	own      peers.Startup // of these, the line of the package itself
}

// bases are the tags of what a program has besides.
var bases = [3][]string{nil, {"text"}, {"service"}}

func weigh() ([]weight, error) {
	folder, err := os.MkdirTemp("", "weight")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	size := func(tags []string) (peers.Program, int64, error) {
		p, err := peers.Build(folder, tags...)
		if err != nil {
			return p, 0, err
		}
		n, err := p.Size()
		return p, n, err
	}
	var without [3]int64
	var idle map[string]bool // what does work at start-up without any import
	for i, base := range bases {
		p, n, err := size(base)
		if err != nil {
			return nil, err
		}
		without[i] = n
		if i == 0 {
			all, err := p.Startups()
			if err != nil {
				return nil, err
			}
			idle = map[string]bool{}
			for _, s := range all {
				idle[s.Path] = true
			}
		}
	}
	var weights []weight
	for _, imported := range peers.Imports() {
		w := weight{Import: imported}
		for i, base := range bases {
			p, n, err := size(append([]string{imported.Tag}, base...))
			if err != nil {
				return nil, err
			}
			w.over[i] = n - without[i]
			if i > 0 {
				continue
			}
			all, err := p.Startups()
			if err != nil {
				return nil, err
			}
			for _, s := range all {
				switch {
				case s.Path == imported.Path:
					w.own = s
				case !idle[s.Path] && strings.Contains(s.Path, "."):
					w.startups = append(w.startups, s)
				}
			}
		}
		weights = append(weights, w)
	}
	return weights, nil
}

// firstUse returns the time and the bytes that gountries takes to read its
// data.
func firstUse() (time.Duration, uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	peers.Gountries()
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	return took, after.TotalAlloc - before.TotalAlloc
}

func platform() string {
	return fmt.Sprintf("%s, %s/%s, %d processors", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
}
