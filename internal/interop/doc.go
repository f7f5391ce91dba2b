// Package interop has only tests. They check that databases, encoders, frameworks and
// test libraries keep the values of package relations, as docs/integrations.md says, and
// that the files for people who do not read Go are what they say. It is a module of its
// own, so that the library does not depend on any of these.
//
// The tests against PostgreSQL use the server that the environment variable
// RELATIONS_POSTGRES names, as a connection string. Without it they start a server from
// Debian's package postgresql, and are skipped if that is not installed.
package interop
