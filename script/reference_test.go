package script_test

import (
	"go/doc/comment"
	"strings"
	"testing"

	"respite/script"
)

func TestReferenceBeginsWithTheFormat(t *testing.T) {
	text := string((&comment.Printer{}).Text(script.Reference()))
	if !strings.HasPrefix(text, "# The routine format") {
		t.Errorf("it begins with %.60q", text)
	}
	for _, key := range []string{"title: TEXT", "stretches: [ENTRY]", "hold: DOSE"} {
		if !strings.Contains(text, key) {
			t.Errorf("it does not say %q", key)
		}
	}
}
