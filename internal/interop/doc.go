// Package interop holds tests alone: that the values of package relations go
// through the databases, formats and test libraries that Go programs use, as
// they are. It is a module of its own, so that none of those becomes a
// dependency of the library.
//
// The tests against PostgreSQL use the server that the environment variable
// RELATIONS_POSTGRES names, as a connection string. Without it they start a
// private one from the programs that Debian's package postgresql installs, and
// are skipped where there are none.
package interop
