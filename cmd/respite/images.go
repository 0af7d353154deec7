package main

import (
	"path/filepath"

	"respite/cmd/respite/hint"
	"respite/cmd/respite/picture"
	"respite/script/routine"
)

// images are the pictures of a routine's stretches, by their names. The errors
// are those of the images that the routine names, at their places. Files lie
// beside the routine; where the folder is empty none are opened.
func images(r *routine.Routine, folder string) (map[string]*picture.Image, error) {
	all := map[string]*picture.Image{}
	var mistakes routine.ErrorList
	for _, s := range r.Stretches {
		if !s.Motion.IsStretch() {
			continue
		}
		m := picture.ForName(s.Name)
		if s.Image != "" {
			var err error
			if m, err = picture.Open(s.Image, folder); err != nil {
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

// folderOf is the folder of a routine that was named on the command line.
func folderOf(name string) string {
	if name == "-" {
		return "."
	}
	return filepath.Dir(name)
}
