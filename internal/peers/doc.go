// Package peers compares relations with other packages that find countries, and with plain
// code for the same task. It compares their answers to lists of names, their speed and the
// cost of an import. It is a separate module, so that relations does not depend on those
// packages. It contains only tests and benchmarks:
//
//	go test -run Answers -v    prints the table of answers
//	bash .ci/performance       prints the results and the bounds (run it in the root of the repository)
package peers
