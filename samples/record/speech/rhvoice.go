package speech

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// rhvoice uses RHVoice (https://rhvoice.org) through its program RHVoice-test. If a voice is
// not installed, the program silently uses another one, so rhvoice first looks for the voice
// in the program's folders.
func rhvoice(s Settings) (Engine, error) {
	voice, err := rhvoiceFor(s.Voice, base(s.Language))
	if err != nil {
		return nil, err
	}
	return newPaced(s.Speed, func(speed float64) Program {
		rate := fmt.Sprintf("%.0f", 55*speed)
		return Program{
			Words:   []string{"RHVoice-test", "-p", voice, "-r", rate, "-q", "max", "-o", "-"},
			Name:    "RHVoice, voice " + voice + ", rate " + rate,
			Where:   "on Debian it is in the package rhvoice, and its English voices in rhvoice-english",
			version: []string{"--version"},
		}
	}), nil
}

// rhvoiceLanguages are RHVoice's names for languages.
var rhvoiceLanguages = map[string]string{
	"Albanian": "sq", "Brazilian-Portuguese": "pt", "Croatian": "hr", "Czech": "cs", "English": "en", "Esperanto": "eo", "Georgian": "ka", "Kyrgyz": "ky",
	"Macedonian": "mk", "Polish": "pl", "Russian": "ru", "Serbian": "sr", "Slovak": "sk", "Spanish": "es", "Tatar": "tt", "Ukrainian": "uk", "Uzbek": "uz", "Vietnamese": "vi",
}

// rhvoiceFor returns the voice with that name, or the first one for a language.
func rhvoiceFor(name, language string) (voice string, err error) {
	var known []string
	for _, file := range rhvoiceFiles() {
		about := rhvoiceAbout(file)
		if strings.EqualFold(about["name"], name) || name == "" && rhvoiceLanguages[about["language"]] == language {
			return about["name"], nil
		}
		known = append(known, about["name"])
	}
	switch {
	case name == "":
		return "", &MissingError{fmt.Sprintf("a voice of RHVoice for %q", language), "on Debian they are in packages such as rhvoice-english, rhvoice-polish and rhvoice-russian"}
	case len(known) == 0: // they may be somewhere else
		return plain(name), nil
	}
	return "", fmt.Errorf("RHVoice has no voice %q: it has %s", name, strings.Join(known, ", "))
}

// rhvoiceFiles returns the description files of the installed voices.
func rhvoiceFiles() (files []string) {
	for _, folder := range filepath.SplitList(cmp.Or(os.Getenv("RHVOICEDATAPATH"), "/usr/share/RHVoice:/usr/local/share/RHVoice")) {
		found, _ := filepath.Glob(filepath.Join(folder, "voices", "*", "voice.info")) // fails only for a malformed pattern
		files = append(files, found...)
	}
	return files
}

// rhvoiceAbout reads a description file. Each line has a name, an equals sign and a value.
func rhvoiceAbout(file string) map[string]string {
	about := map[string]string{}
	b, _ := os.ReadFile(file) // a file that cannot be read describes no voice
	for line := range strings.Lines(string(b)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			about[name] = value
		}
	}
	return about
}
