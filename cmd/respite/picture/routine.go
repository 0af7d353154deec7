package picture

import (
	"respite/cmd/respite/hint"
	"respite/script/routine"
)

// ForRoutine returns the pictures of a routine's stretches, by their names. Its errors have
// the positions of the images in the routine. Files are relative to folder; if folder is
// empty, no files are opened.
func ForRoutine(r *routine.Routine, folder string) (map[string]*Image, error) {
	all := map[string]*Image{}
	var mistakes routine.ErrorList
	for _, s := range r.Stretches {
		if !s.Motion.IsStretch() {
			continue
		}
		m := ForName(s.Name)
		if s.Image != "" {
			var err error
			if m, err = Open(s.Image, folder); err != nil {
				mistakes = append(mistakes, r.Errorf(s.NamePos, "image: %v", hint.Plain(err)))
			}
		}
		if m != nil {
			all[s.Name] = m
		}
	}
	if len(mistakes) > 0 {
		return nil, mistakes
	}
	return all, nil
}
