package output

import (
	"encoding/base64"
	"io"
	"strings"
)

// writeNotes writes names and values as a file that ffmpeg takes tags from (ffmpeg
// formats documentation, "Metadata"): a cover is too long for its command line.
func writeNotes(w io.Writer, comments [][2]string, software string, cover []byte) error {
	if software != "" {
		comments = append(comments, [2]string{"ENCODED-BY", software}) // ffmpeg puts its own name into ENCODER
	}
	if cover != nil {
		comments = append(comments, [2]string{"METADATA_BLOCK_PICTURE", base64.StdEncoding.EncodeToString(cover)})
	}
	text := ";FFMETADATA1\n"
	for _, c := range comments {
		text += c[0] + "=" + noted.Replace(c[1]) + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}

// noted are the characters that have a meaning in the file.
var noted = strings.NewReplacer("=", `\=`, ";", `\;`, "#", `\#`, `\`, `\\`, "\n", "\\\n")
