// Package peers compares relations with the packages that a program might use
// instead, and with the plainest code that does the same: in speed, in the
// answers to lists of names, and in what an import costs. It is a module of its
// own, so that relations does not depend on those packages. It has tests and
// benchmarks only:
//
//	go test -run Answers -v         the table of answers
//	go test -bench . -count 10      the figures, for benchstat -col /by
package peers
