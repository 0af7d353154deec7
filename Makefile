# make demo   builds bin/respite and renders the built-in routine
# make test   runs all tests
# make bench  measures what a session costs

# cgo only where ALSA's headers are, so that no system package is needed.
export CGO_ENABLED ?= $(shell test -e /usr/include/alsa/asoundlib.h && echo 1 || echo 0)

release := $(shell git describe --tags --always --dirty 2>/dev/null)

.PHONY: all build demo test bench samples clean

all: build

build:
	go build -trimpath -ldflags "-s -w -X main.release=$(release)" -o bin/respite ./cmd/respite

demo: build
	bin/respite render -o back-relief.wav

test:
	go test ./...

bench:
	go test -run '^$$' -bench . -benchtime 0.5s ./audio
	go test -run '^$$' -bench 'Render|FirstSound' -benchtime 5x ./cmd/respite

# All bundled sound, made again: tones and bells by synthesis, voices by the
# engine RHVoice. PREFIX is what runs it, where it is not installed here: make samples PREFIX="chroot DIR"
samples:
	go run ./cmd/synth
	go run ./cmd/record --prefix "$(PREFIX)"

clean:
	rm -rf bin back-relief.wav
