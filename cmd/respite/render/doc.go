// Package render writes a session to files: the sound with its tags, texts beside it, stems,
// or a page. The command render and the rows of a batch have the same [Flags].
package render
