// Package interop contains only tests. They check that databases, encoders, frameworks and
// test libraries preserve the values of package relations, as docs/integrations.md says, and
// that the files in docs match their schemas. It is a separate module, so that the library does
// not depend on any of these packages.
//
// The environment variable RELATIONS_POSTGRES is the connection string of the PostgreSQL server
// for the tests. If it is not set, the tests start a server. They are skipped if PostgreSQL is
// not installed.
package interop
