// Package peers sets relations beside the packages that a program might use in
// its place, and beside the plainest code that does the same: in speed, in
// right and wrong answers, and in what an import costs. It is a module of its
// own, so that none of those packages is a dependency of relations.
//
// The benchmarks are in the files named bench_*_test.go. To run all of them
// and write docs/performance.md, from the root of the repository:
//
//	go -C internal/peers run ./cmd/performance
package peers
