// Package interop has only tests: that databases, formats and test libraries that
// Go programs use take the values of package relations as they are, and that
// the files for people who do not read Go are what they say. It is a module of its
// own, so that the library does not depend on any of these.
//
// The tests against PostgreSQL use the server that the environment variable
// RELATIONS_POSTGRES names, as a connection string. Without it they start a
// server from the programs of Debian's package postgresql, and are skipped if
// that is not installed.
package interop
