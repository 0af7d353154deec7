package tag_test

import (
	"bytes"
	"fmt"
	"time"

	"respite/audio/tag"
	"respite/script"
)

// An MP3 file begins with this tag.
func ExampleTags_ID3() {
	tags := tag.Tags{Title: "Evening", Chapters: []script.Chapter{{Title: "Cobra"}}}
	b := tags.ID3(time.Minute)
	fmt.Printf("%s, with chapters: %t\n", b[:3], bytes.Contains(b, []byte("CHAP")))
	// Output: ID3, with chapters: true
}
