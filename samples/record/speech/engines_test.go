package speech

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"respite/audio/tooltest"
)

// A manual describes the command line of a program by its documentation or its help: its flags
// (those with a value have an equals sign), the source of the text, and the destination of the
// sound.
type manual struct {
	flags string // all other flags are rejected
	first string // required first word
	text  string // flag of the text, or - for standard input; empty for the last word
	out   string // flag of the output file
	check map[string]string
}

var manuals = map[string]manual{
	// espeak-ng --help
	"espeak-ng": {flags: "--stdin -v= -s= -w=", text: "-", out: "-w", check: map[string]string{"-s": `^[0-9]{2,3}$`}},
	// flite --help
	"flite": {flags: "-voice= --setf= -t= -o=", text: "-t", out: "-o", check: map[string]string{"--setf": `^duration_stretch=[0-9.]+$`}},
	// pico2wave --help
	"pico2wave": {flags: "-l= -w=", out: "-w", check: map[string]string{"-l": `^(en-US|en-GB|de-DE|es-ES|fr-FR|it-IT)$`}},
	// RHVoice-test --help
	"RHVoice-test": {flags: "-p= -r= -q= -o=", text: "-", out: "-o", check: map[string]string{"-r": `^[0-9]+$`, "-q": `^(min|standard|max)$`}},
	// edge-tts --help, version 7.3, with the forms that it accepts for a voice and a rate
	"edge-tts": {flags: "--voice= --rate= --file= --write-media=", text: "-", out: "--write-media",
		check: map[string]string{"--rate": `^[+-]\d+%$`, "--file": `^-$`, "--voice": `^[a-z]{2,}-[A-Z]{2,}-.+Neural$`}},
	// supertonic tts --help, version 1.3
	"supertonic": {flags: "-o= --model= --voice= --lang= --speed=", first: "tts", out: "-o",
		check: map[string]string{"--speed": `^(0\.[7-9]\d|1\.\d\d|2\.00)$`, "--lang": `^[a-z]{2}$`, "--model": `^supertonic(-[23])?$`}},
	// man say, of macOS
	"say": {flags: "-r= --file-format= --data-format= -o= -f= -v=", text: "-", out: "-o", check: map[string]string{"-f": `^-$`, "-r": `^\d+$`}},
}

// actDocumented plays a program according to its manual. It rejects other flags.
func actDocumented(role string) (status int) {
	name, how, _ := strings.Cut(role, " ")
	args := os.Args[1:]
	if log := os.Getenv("FAKE_LOG"); log != "" {
		f, _ := os.OpenFile(log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		fmt.Fprintf(f, "%q\n", args)
		f.Close()
	}
	switch {
	case name == "say" && slices.Equal(args, []string{"-v", "?"}):
		fmt.Print("Alex                en_US    # Most people recognize me by my voice.\n" +
			"Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.\nDaniel              en_GB    # Hello! My name is Daniel.\n")
		return 0
	case slices.Equal(args, []string{"--version"}):
		fmt.Println(name, "1.0")
		return 0
	case how == "network":
		fmt.Fprintln(os.Stderr, "ClientConnectorDNSError: Cannot connect to host speech.example:443 ssl:default [Name or service not known]")
		return 1
	case how == "wrong":
		fmt.Fprintln(os.Stderr, "usage: something else")
		return 2
	}
	if name == "powershell" {
		return actPowerShell(args)
	}
	values, rest, err := manuals[name].read(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, name+":", err)
		return 2
	}
	text := values[manuals[name].text]
	switch manuals[name].text {
	case "-":
		b, _ := io.ReadAll(os.Stdin)
		text = string(b)
	case "":
		text = rest
	}
	sound := wavOf(0.1 * float64(len(text)))
	if out := values[manuals[name].out]; out != "-" {
		if os.WriteFile(out, sound, 0o600) != nil {
			return 1
		}
		return 0
	}
	os.Stdout.Write(sound)
	return 0
}

// actPowerShell plays the PowerShell interpreter for the script of sapi. It reads the settings
// from the environment and the text from standard input.
func actPowerShell(args []string) (status int) {
	text, _ := io.ReadAll(os.Stdin)
	if len(args) != 4 || args[2] != "-Command" || args[3] != sapiScript || os.Getenv("RESPITE_OUT") == "" {
		return 1
	}
	f, _ := os.OpenFile(os.Getenv("FAKE_LOG"), os.O_APPEND|os.O_WRONLY, 0)
	fmt.Fprintf(f, "voice %q, language %q, rate %q\n", os.Getenv("RESPITE_VOICE"), os.Getenv("RESPITE_LANGUAGE"), os.Getenv("RESPITE_RATE"))
	f.Close()
	if os.WriteFile(os.Getenv("RESPITE_OUT"), wavOf(0.1*float64(len(text))), 0o600) != nil {
		return 1
	}
	return 0
}

// read parses arguments according to a manual.
func (m manual) read(args []string) (values map[string]string, rest string, err error) {
	values = map[string]string{}
	if m.first != "" {
		if len(args) == 0 || args[0] != m.first {
			return nil, "", fmt.Errorf("invalid choice: %q", args)
		}
		args = args[1:]
	}
	for ; len(args) > 0; args = args[1:] {
		flag, value, joined := strings.Cut(args[0], "=")
		switch flags := strings.Fields(m.flags); {
		case args[0] == "--":
			return values, strings.Join(args[1:], " "), nil
		case slices.Contains(flags, args[0]):
		case slices.Contains(flags, flag+"=") && joined:
			values[flag] = value
		case slices.Contains(flags, flag+"=") && len(args) > 1:
			values[flag], args = args[1], args[1:]
		default:
			return nil, "", fmt.Errorf("unrecognized arguments: %s", args[0])
		}
		if pattern := m.check[flag]; !regexp.MustCompile(pattern).MatchString(values[flag]) {
			return nil, "", fmt.Errorf("argument %s: invalid value: %q", flag, values[flag])
		}
	}
	return values, "", nil
}

// fakeProgram puts a program into an otherwise empty search path, with what a script needs. It
// returns the file that records the requests.
func fakeProgram(t *testing.T, program, how string) (log string) {
	t.Helper()
	bin := t.TempDir()
	putFake(t, bin, program, strings.TrimSpace("documented "+program+" "+how), "")
	log = filepath.Join(t.TempDir(), "log")
	t.Setenv("FAKE_LOG", log)
	t.Setenv("PATH", bin)
	return log
}

// Each program is called according to its documentation, with the requested language and
// speed.
func TestProgramsAreAsked(t *testing.T) {
	tooltest.Need(t, "sh")
	t.Setenv("RHVOICEDATAPATH", rhvoiceData(t))
	for _, c := range []struct {
		engine, program string
		s               Settings
		want            string // expected arguments
	}{
		{"espeak-ng", "espeak-ng", Settings{Language: "de"}, `"-v" "de" "-s" "94"`},
		{"flite", "flite", Settings{Language: "en", Voice: "slt", Speed: 0.5}, `"-voice" "slt" "--setf" "duration_stretch=3"`},
		{"pico2wave", "pico2wave", Settings{Language: "en-GB"}, `"-l" "en-GB"`},
		{"rhvoice", "RHVoice-test", Settings{Language: "en", Speed: 1.2}, `"-p" "Alan" "-r" "66" "-q" "max"`},
		{"rhvoice", "RHVoice-test", Settings{Language: "pt-BR"}, `"-p" "Leticia-F123"`},
		{"rhvoice", "RHVoice-test", Settings{Language: "en", Voice: "slt"}, `"-p" "Slt"`},
		{"edge-tts", "edge-tts", Settings{Language: "en-US"}, `"--voice" "en-US-EmmaMultilingualNeural" "--rate=-25%"`},
		{"edge-tts", "edge-tts", Settings{Language: "en-GB", Speed: 1.5}, `"--voice" "en-GB-SoniaNeural" "--rate=+13%"`},
		{"edge-tts", "edge-tts", Settings{Language: "sw", Voice: "sw-KE-RafikiNeural"}, `"--voice" "sw-KE-RafikiNeural"`},
		{"supertonic", "supertonic", Settings{Language: "de-AT", Voice: "F1", Model: "supertonic-3"}, `"--lang" "de" "--speed" "0.85" "--model" "supertonic-3" "--voice" "F1" "--" "-x. <Breathe>`},
		{"supertonic", "supertonic", Settings{Language: "en", Speed: 0.5}, `"--lang" "en" "--speed" "0.70"`},
		{"say", "say", Settings{Language: "de"}, `"-v" "Eddy (German (Germany))"`},
		{"say", "say", Settings{Language: "en-GB", Speed: 0.8}, `"-r" "100"`},
		{"say", "say", Settings{Language: "en-GB"}, `"-v" "Daniel"`},
		{"say", "say", Settings{Language: "pt"}, `"-f" "-"]`},
		{"say", "say", Settings{Language: "pt", Voice: "Luciana"}, `"-v" "Luciana"`},
		{"sapi", "powershell", Settings{Language: "de-AT"}, `voice "", language "de-AT", rate "-3"`},
		{"sapi", "powershell", Settings{Language: "en", Voice: "Microsoft {out} Zira", Speed: 0.5}, `voice "Microsoft out Zira", language "en", rate "-9"`},
	} {
		log := fakeProgram(t, c.program, "")
		e, err := New(c.engine, c.s)
		if err != nil {
			t.Errorf("%s %+v: error %v", c.engine, c.s, err)
			continue
		}
		_, rate, err := e.Speak(t.Context(), "-x. <Breathe> [[in]], {out}.")
		said, _ := os.ReadFile(log)
		if err != nil || rate != 24000 || !strings.Contains(string(said), c.want) {
			t.Errorf("%s %+v: error %v, asked for %s", c.engine, c.s, err, said)
		}
		if err := Ready(c.engine, c.s); err != nil {
			t.Errorf("%s: not ready: %v", c.engine, err)
		}
		if paced, ok := e.(Paced); !ok || paced.AtSpeed(2).Identity() == e.Identity() {
			t.Errorf("%s has no control for its speed", c.engine)
		}
	}
}

// rhvoiceData creates a data folder with some voices of RHVoice.
func rhvoiceData(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, about := range map[string]string{
		"alan": "name=Alan\nlanguage=English\n", "slt": "name=Slt\nlanguage=English\n", "leticia": "name=Leticia-F123\nlanguage=Brazilian-Portuguese\n",
	} {
		folder := filepath.Join(dir, "voices", name)
		if err := errors.Join(os.MkdirAll(folder, 0o700), os.WriteFile(filepath.Join(folder, "voice.info"), []byte(about), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// rhvoice rejects a voice that is not installed, because RHVoice would use another one.
func TestRHVoiceVoices(t *testing.T) {
	t.Setenv("RHVOICEDATAPATH", rhvoiceData(t))
	if _, err := New("rhvoice", Settings{Language: "en", Voice: "nobody"}); err == nil || err.Error() != `RHVoice has no voice "nobody": it has Alan, Leticia-F123, Slt` {
		t.Errorf("error %v", err)
	}
	var missing *MissingError
	if _, err := New("rhvoice", Settings{Language: "pl"}); !errors.As(err, &missing) || !strings.Contains(missing.Where, "rhvoice-polish") {
		t.Errorf("error %v", err)
	}
}

// A different program with the name of an engine, a missing program, and a missing network
// cause errors.
func TestProgramsThatFail(t *testing.T) {
	tooltest.Need(t, "sh")
	t.Setenv("RHVOICEDATAPATH", rhvoiceData(t))
	for engine, program := range map[string]string{
		"espeak-ng": "espeak-ng", "flite": "flite", "pico2wave": "pico2wave", "rhvoice": "RHVoice-test", "supertonic": "supertonic", "say": "say", "sapi": "powershell",
	} {
		fakeProgram(t, program, "wrong")
		e, err := New(engine, Settings{Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := e.Speak(t.Context(), "Hello."); err == nil || err.Error() != program+`: exit status 2, saying "usage: something else"` {
			t.Errorf("%s: error %v", engine, err)
		}
		t.Setenv("PATH", t.TempDir())
		e, _ = New(engine, Settings{Language: "en"})
		var missing *MissingError
		if _, _, err := e.Speak(t.Context(), "Hello."); !errors.As(err, &missing) || missing.Where == "" {
			t.Errorf("%s: error %v", engine, err)
		}
		if err := Ready(engine, Settings{Language: "en"}); !errors.As(err, &missing) {
			t.Errorf("%s is ready: error %v", engine, err)
		}
	}
	log := fakeProgram(t, "edge-tts", "network")
	e, err := New("edge-tts", Settings{Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = e.Speak(t.Context(), "Hello.")
	said, _ := os.ReadFile(log)
	if n := strings.Count(string(said), "--voice"); err == nil || !strings.Contains(err.Error(), "Cannot connect to host") || n != 3 {
		t.Errorf("edge-tts: asked %d times, error %v", n, err)
	}
}
