package main

import (
	"path/filepath"
	"slices"

	"respite/cmd/respite/output"
	"respite/samples"
	"respite/script/routine"
	"respite/script/routines"
)

// inputs returns the files that a session is read from, except its images.
func (f *sessionFlags) inputs(name string) []output.Input {
	var list []output.Input
	switch {
	case name == "-":
		list = append(list, output.Input{What: "the routine", Name: "/dev/stdin"})
	case !slices.Contains(routines.Names(), name):
		list = append(list, output.Input{What: "the routine", Name: name})
	}
	if f.voice != "" && f.voice != ttsVoice && !slices.Contains(samples.Voices(), f.voice) {
		list = append(list, output.Input{What: "a file of the voice", Name: voiceFolder(f.voice)})
	}
	if f.tts.Model != "" {
		list = append(list, output.Input{What: "the engine's model", Name: f.tts.Model})
	}
	return list
}

// inputs returns the files that the sound is made from.
func (f *soundFlags) inputs() []output.Input {
	var list []output.Input
	if f.ambience != "" && f.ambience != none && !slices.Contains(samples.Ambiences(), f.ambience) {
		list = append(list, output.Input{What: "the ambience", Name: f.ambience})
	}
	if f.tones != none && !slices.Contains(samples.ToneSets(), f.tones) {
		list = append(list, output.Input{What: "a file of the tones", Name: f.tones})
	}
	if f.bells != "" {
		list = append(list, output.Input{What: "a file of the bells", Name: f.bells})
	}
	return list
}

// namedInputs returns the files that a routine names, relative to its folder.
func namedInputs(r *routine.Routine, folder string) []output.Input {
	var list []output.Input
	add := func(what, name string) {
		if !filepath.IsAbs(name) {
			name = filepath.Join(folder, name)
		}
		list = append(list, output.Input{What: what, Name: name})
	}
	for _, s := range r.Stretches {
		if filepath.Ext(s.Image) != "" { // otherwise a built-in figure or no image
			add("the image of "+s.Name, s.Image)
		}
		if s.Motion == routine.Sound {
			add("a sound of the routine", s.File)
		}
	}
	return list
}
