# README.md and CONTRIBUTING.md describe the targets.

# cgo is used only if ALSA's headers are installed, so that no system package is needed.
export CGO_ENABLED ?= $(shell test -e /usr/include/alsa/asoundlib.h && echo 1 || echo 0)

release := $(shell git describe --tags --always --dirty 2>/dev/null)

.PHONY: all build demo install test check torture torture-batch check-windows bench samples kokoro man completions release mutants rename clean

all: build

# VOICES="ada greta" selects the voices in the program, or VOICES=none; without it, all are included.
ifdef VOICES
overlay := -overlay bin/overlay.json
embedded := $(addprefix voices/,$(filter-out none,$(VOICES)))
endif

# Without cgo, the playback library links for Intel Macs only with this flag.
ifeq ($(shell go env GOOS GOARCH | tr '\n' ' ')$(CGO_ENABLED),darwin amd64 0)
fakecgo := -gcflags=github.com/ebitengine/purego/internal/fakecgo=-l
endif

build: $(if $(VOICES),bin/overlay.json)
	go build -trimpath $(overlay) $(fakecgo) -ldflags "-s -w -X main.release=$(release)" -o bin/respite ./cmd/respite

# A copy of samples/embed.go with only the selected voices.
.PHONY: bin/overlay.json
bin/overlay.json:
	@for voice in $(embedded); do test -d samples/$$voice || { echo "there is no $$voice; there are: $$(ls samples/voices)"; exit 2; }; done
	@mkdir -p bin
	@sed 's#^//go:embed voices #//go:embed $(if $(embedded),$(embedded) )#' samples/embed.go >bin/embed.overlay
	@printf '{"Replace": {"%s": "%s"}}\n' "$(CURDIR)/samples/embed.go" "$(CURDIR)/bin/embed.overlay" >bin/overlay.json

demo: build
	bin/respite render -o back-relief.wav

PREFIX ?= /usr/local
install: build man completions
	install -D bin/respite "$(DESTDIR)$(PREFIX)/bin/respite"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/share/man/man5"
	install -m 644 bin/man/*.1 "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -m 644 bin/man/*.5 "$(DESTDIR)$(PREFIX)/share/man/man5"
	install -D -m 644 bin/completions/respite.bash "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/respite"
	install -D -m 644 bin/completions/respite.zsh "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_respite"
	install -D -m 644 bin/completions/respite.fish "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/respite.fish"

test:
	go test -timeout 20m ./...
	@grep -rnB1 --include='*_test.go' '	tooltest.Slow(t)' . | sed -n 's/.*func \(Test[A-Za-z0-9]*\).*/left out, run by make check: \1/p'

check:
	RESPITE_CHECK=1 go test -timeout 30m ./...

TORTURE ?= 6m
torture:
	RESPITE_CHECK=1 RESPITE_TORTURE=$(TORTURE) RESPITE_CAMPAIGNS="$(CAMPAIGNS)" go test -count=1 -timeout 0 -run 'TestTorture$$' -v ./cmd/respite

ROWS ?= 2000
torture-batch:
	RESPITE_CHECK=1 RESPITE_BATCH_ROWS=$(ROWS) go test -count=1 -timeout 0 -run 'TestKilledWorkers$$' -v ./cmd/respite

check-windows:
	.ci/windows

BASE ?= $(shell git describe --tags --abbrev=0 2>/dev/null)
bench:
	sh .ci/bench $(BASE)

# Makes all bundled sound again: tones, bells and beds by synthesis, voices by the engines in
# CONTRIBUTING.md.
samples:
	go run ./cmd/synth
	go run ./cmd/record --kokoro "$(KOKORO)"

man: build
	rm -rf bin/man
	SOURCE_DATE_EPOCH=$(shell git log -1 --format=%ct) bin/respite man bin/man

completions: build
	mkdir -p bin/completions
	for shell in bash zsh fish powershell; do bin/respite completion $$shell >bin/completions/respite.$$shell || exit 1; done

# Builds the release in dist/. If the commit has no tag, it is a snapshot.
release:
	go run github.com/goreleaser/goreleaser/v2@v2.15.1 release --clean $(if $(shell git describe --exact-match --tags 2>/dev/null),,--snapshot)

# Changes the code of small packages in many ways, and fails if the tests detect less than 85 %
# of the changes. It is slow. A change that does not compile counts as detected.
mutated := ./audio/biquad ./audio/dither ./audio/envelope ./audio/limit ./audio/mp4 ./audio/pcm ./audio/resample ./audio/tag ./audio/wav ./script/caption ./script/internal/notation ./script/stock
mutants:
	for package in $(or $(PACKAGES),$(mutated)); do go run github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0 unleash --threshold-efficacy 85 $$package || exit 1; done

# Installs the engine of the neural voices in KOKORO, or in the user's data folder.
KOKORO ?= $(or $(RESPITE_KOKORO),$(or $(XDG_DATA_HOME),$(HOME)/.local/share)/respite/kokoro)
kokoro:
	sh samples/record/speech/kokoro/setup.sh "$(KOKORO)"

# Changes the path of the module everywhere: make rename MODULE=example.org/respite
rename:
	@test -n "$(MODULE)" || { echo "make rename MODULE=example.org/respite"; exit 2; }
	sed -i -E 's#(["` ])respite/(audio|cmd|samples|script)#\1$(MODULE)/\2#g; s#^module respite$$#module $(MODULE)#' $$(git ls-files '*.go' go.mod)

clean:
	rm -rf bin dist back-relief.wav
