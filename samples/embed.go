package samples

import "embed"

// The sound that the program holds. make build VOICES=ada replaces this file
// for its build, so that "voices" is the folders of some voices, or nothing.
//
//go:embed voices tones bells ambiences
var embedded embed.FS
