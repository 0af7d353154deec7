package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"respite/cmd/respite/folders"
	"respite/cmd/respite/hint"
	"respite/samples"
)

// openVoice opens a voice by its name, a bundled one or one of the user's, or by
// its folder. The voice tts says nothing by itself.
func openVoice(name string) (*samples.Voice, error) {
	if name == ttsVoice {
		return samples.MadeVoice(samples.Manifest{Name: ttsVoice}, nil), nil
	}
	name, known := asKnown(name)
	v, err := samples.OpenVoice(voiceFolder(name))
	var unknown *samples.UnknownVoiceError
	switch {
	case errors.As(err, &unknown) && name == samples.DefaultVoice:
		return nil, hint.Usage(fmt.Errorf("this respite was built without the voice %s", name), withoutVoiceHint(known))
	case errors.As(err, &unknown):
		if n := near(name, known); n != "" {
			err = fmt.Errorf("%w: did you mean %q?", err, n)
		}
		return nil, hint.Usage(err, "the voices are "+strings.Join(known, ", ")+"; respite help voice tells how to make one")
	case err != nil:
		return nil, fmt.Errorf("voice %s: %w", name, hint.Plain(err))
	}
	return v, nil
}

// withoutVoiceHint is what to do in a program that was built without the default voice.
func withoutVoiceHint(known []string) string {
	if len(known) > 0 {
		return "name another voice with --voice: " + strings.Join(known, ", ")
	}
	return "have an engine speak everything: --voice tts --tts ENGINE; respite voice engines lists them"
}

// asKnown is the name of a voice as it is known, for instance finn for Ross, and all that are known.
func asKnown(name string) (string, []string) {
	known := append(samples.Voices(), ownVoices()...)
	if i := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) }); i >= 0 && isVoiceName(name) && !slices.Contains(known, name) {
		name = known[i]
	}
	return name, known
}

// voiceFolder is the folder of a voice of the user; another name stays as it is.
func voiceFolder(name string) string {
	name, _ = asKnown(name)
	if isVoiceName(name) && !slices.Contains(samples.Voices(), name) && slices.Contains(ownVoices(), name) {
		return filepath.Join(folders.Voices(), name)
	}
	return name
}

// ownVoices are the names of the user's voices, sorted.
func ownVoices() []string {
	if folders.Voices() == "" {
		return nil
	}
	entries, _ := os.ReadDir(folders.Voices()) // without the folder there are none
	var names []string
	for _, e := range entries {
		if isFolder(filepath.Join(folders.Voices(), e.Name())) && isVoiceName(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names
}

// isVoiceName tells a name from a path, and from what would be read as a flag or hidden.
func isVoiceName(name string) bool {
	return name != "" && !strings.ContainsAny(name, `/\:`) && name[0] != '.' && name[0] != '-'
}
