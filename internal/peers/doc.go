// Package peers compares relations with other packages that find countries, and with plain code that does the same: the
// answers to lists of names, the speed, and what an import costs. It is a module of its own, so that relations does not
// depend on those packages. It has tests and benchmarks only:
//
//	go test -run Answers -v         the table of answers
//	bash .ci/performance            at the top: the figures and the bounds
package peers
