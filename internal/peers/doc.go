// Package peers compares package relations with other packages that parse countries, and with
// plain code for the same tasks. It compares their answers for lists of names, their speed and
// the cost of an import. It is a separate module, so that relations does not depend on those
// packages. It contains only tests and benchmarks:
//
//	go test -run Answers -v    prints the table of answers
//	bash .ci/performance       prints the results and the bounds (run it in the root of the repository)
package peers
