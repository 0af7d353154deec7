package session

import (
	"path/filepath"
	"slices"

	"respite/cmd/respite/output"
	"respite/samples"
	"respite/script/routine"
	"respite/script/routines"
)

// Inputs returns the files that a session is read from, except its images.
func (f *Flags) Inputs(name string) []output.Input {
	var list []output.Input
	switch {
	case name == "-":
		list = append(list, output.Input{What: "the routine", Name: "/dev/stdin"})
	case !slices.Contains(routines.Names(), name):
		list = append(list, output.Input{What: "the routine", Name: name})
	}
	if f.voice != "" && f.voice != TTSVoice && !slices.Contains(samples.Voices(), f.voice) {
		list = append(list, output.Input{What: "a file of the voice", Name: voiceFolder(f.voice)})
	}
	if f.TTS.Model != "" {
		list = append(list, output.Input{What: "the engine's model", Name: f.TTS.Model})
	}
	return list
}

// Inputs returns the files that the sound is made from.
func (f *SoundFlags) Inputs() []output.Input {
	var list []output.Input
	if f.Ambience != "" && f.Ambience != None && !slices.Contains(samples.Ambiences(), f.Ambience) {
		list = append(list, output.Input{What: "the ambience", Name: f.Ambience})
	}
	if f.Tones != None && !slices.Contains(samples.ToneSets(), f.Tones) {
		list = append(list, output.Input{What: "a file of the tones", Name: f.Tones})
	}
	if f.bells != "" {
		list = append(list, output.Input{What: "a file of the bells", Name: f.bells})
	}
	return list
}

// NamedInputs returns the files that the routine names.
func (s *Session) NamedInputs() []output.Input { return NamedInputs(s.Routine, s.Folder) }

// NamedInputs returns the files that a routine in a folder names.
func NamedInputs(r *routine.Routine, folder string) []output.Input {
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
