// Package cli holds what all commands have in common: the standard streams, exit codes,
// messages and hints, checks of arguments, and how flags are completed and grouped.
package cli
