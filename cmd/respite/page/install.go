package page

import (
	"bytes"
	_ "embed"
	"net/http"

	"respite/cmd/respite/picture"
)

//go:embed assets/worker.js
var workerJS []byte

//go:embed assets/manifest.webmanifest
var manifest []byte

func serveManifest(w http.ResponseWriter, _ *http.Request) {
	write(w, "application/manifest+json", manifest)
}

// serveWorker serves the script that makes the pages work without the server.
func serveWorker(w http.ResponseWriter, _ *http.Request) {
	write(w, "text/javascript; charset=utf-8", workerJS)
}

func serveIconSVG(w http.ResponseWriter, _ *http.Request) {
	write(w, "image/svg+xml", picture.Icon().SVG())
}

func serveIconPNG(size float64) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		var b bytes.Buffer
		icon := picture.Icon()
		if err := icon.WritePNG(&b, size/icon.Width, false); err != nil {
			fail(w, http.StatusInternalServerError, "the icon cannot be drawn")
			return
		}
		write(w, "image/png", b.Bytes())
	}
}
