package main

import (
	"testing"

	"respite/cmd/respite/page"
	"respite/samples"
)

// A listener who chooses no ambience hears the one that serve was started with.
func TestStudioAmbience(t *testing.T) {
	for choice, want := range map[string]string{"": samples.DefaultAmbience, none: none, "ocean": "ocean"} {
		st := studio{sound: soundFlags{ambience: samples.DefaultAmbience}}
		ch, err := st.choose(page.Choice{Routine: "back-relief.en", Ambience: choice})
		if err != nil {
			t.Fatal(err)
		}
		if ch.sound.ambience != want {
			t.Errorf("the choice %q is heard as %q, want %q", choice, ch.sound.ambience, want)
		}
	}
	st := studio{}
	if _, err := st.choose(page.Choice{Routine: "back-relief.en", Ambience: "/etc/passwd"}); err == nil {
		t.Error("a file is taken as an ambience")
	}
}
