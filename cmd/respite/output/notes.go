package output

import (
	"encoding/base64"
	"io"
	"strings"
)

// writeNotes writes tags to a file that ffmpeg reads (ffmpeg formats documentation,
// "Metadata"). The command line is too short for a cover.
func writeNotes(w io.Writer, comments [][2]string, software string, cover []byte) error {
	if software != "" {
		comments = append(comments, [2]string{"ENCODED-BY", software}) // ffmpeg overwrites ENCODER with its own name
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

// noted escapes the special characters of the file format.
var noted = strings.NewReplacer("=", `\=`, ";", `\;`, "#", `\#`, `\`, `\\`, "\n", "\\\n")
