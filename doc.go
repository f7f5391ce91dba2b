// Package relations records which countries keep warm relations with Russia
// during its war on Ukraine, and by what kinds of support.
package relations

//go:generate go run ./internal/gen
