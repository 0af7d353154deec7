package settings_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"respite/cmd/respite/settings"
)

var known = []string{"voice", "length", "level", "rounds", "only"}

// flagSet returns the flags of a session command.
func flagSet(t *testing.T, args ...string) *pflag.FlagSet {
	t.Helper()
	f := pflag.NewFlagSet("test", pflag.ContinueOnError)
	f.String("voice", "ada", "")
	f.String("length", "", "")
	f.String("level", "steady", "")
	f.Int("rounds", 1, "")
	f.StringSlice("only", nil, "")
	if err := f.Parse(args); err != nil {
		t.Fatal(err)
	}
	return f
}

func settingsFile(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// Flags override variables, and variables override the file.
func TestWhoWins(t *testing.T) {
	file := settingsFile(t, "# mine\nvoice: ben\nlength: 10m\nrounds: 2\nonly: [Cobra, Cat-Cow]\n")
	env := map[string]string{"RESPITE_VOICE": "carla", "RESPITE_LENGTH": "12m"}
	s, err := settings.Load(file, func(name string) string { return env[name] }, known)
	if err != nil {
		t.Fatal(err)
	}
	f := flagSet(t, "--voice", "dora")
	if err := s.Apply(f, known, nil); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range settings.InForce(f, known) {
		got = append(got, v.Flag+"="+v.Text+" "+strings.TrimPrefix(v.From, file))
	}
	want := []string{"voice=dora command line", "length=12m RESPITE_LENGTH", "level=steady default", "rounds=2 :4", "only=[Cobra,Cat-Cow] :5"}
	if !slices.Equal(got, want) {
		t.Errorf("in force: %q\nwant %q", got, want)
	}
}

// A flag on the command line disables the settings that it excludes.
func TestRivals(t *testing.T) {
	rivals := [][]string{{"length", "level"}}
	for _, tc := range []struct {
		name, file   string
		env          map[string]string
		args         []string
		length, want string
	}{
		{"the command line's level", "length: 10m\n", nil, []string{"--level", "deep"}, "", "deep"},
		{"the variable's level", "length: 10m\n", map[string]string{"RESPITE_LEVEL": "deep"}, nil, "", "deep"},
		{"the file's length", "length: 10m\n", nil, nil, "10m", "steady"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, err := settings.Load(settingsFile(t, tc.file), func(name string) string { return tc.env[name] }, known)
			if err != nil {
				t.Fatal(err)
			}
			f := flagSet(t, tc.args...)
			if err := s.Apply(f, known, rivals); err != nil {
				t.Fatal(err)
			}
			if length, level := f.Lookup("length").Value.String(), f.Lookup("level").Value.String(); length != tc.length || level != tc.want {
				t.Errorf("length %q, level %q", length, level)
			}
		})
	}
}

// Every mistake has a position.
func TestMistakes(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"unknown", "voice: ada\nvioce: x\n", `:2:1: unknown setting "vioce": respite config shows what there is`},
		{"twice", "voice: ada\nlength: 1m\nvoice: ben\n", ":3:1: "},
		{"no value", "voice:\n", ":1:1: voice needs a value"},
		{"a mapping", "voice: {a: b}\n", ":1:1: voice needs a value"},
		{"a list", "- voice\n", ":1:1: the settings are lines such as voice: NAME"},
		{"two", "a: 1\nb: 2\n", `:2:1: unknown setting "b"`},
		{"not YAML", "voice: [\n", ":1:"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			file := settingsFile(t, tc.text)
			_, err := settings.Load(file, func(string) string { return "" }, known)
			if err == nil || !strings.Contains(err.Error(), file+tc.want) {
				t.Errorf("the error is %v, want %s", err, tc.want)
			}
		})
	}
}

func TestAWrongValueHasItsPlace(t *testing.T) {
	file := settingsFile(t, "\nrounds: many\n")
	s, err := settings.Load(file, func(string) string { return "" }, known)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(flagSet(t), known, nil); err == nil || !strings.HasPrefix(err.Error(), file+":2:9: ") {
		t.Errorf("the error is %v", err)
	}
	s, _ = settings.Load("", func(name string) string { return map[string]string{"RESPITE_ROUNDS": "many"}[name] }, known)
	if err := s.Apply(flagSet(t), known, nil); err == nil || !strings.HasPrefix(err.Error(), "RESPITE_ROUNDS: ") {
		t.Errorf("the error is %v", err)
	}
}

func TestFilesThatAreNone(t *testing.T) {
	if _, err := settings.Load(filepath.Join(t.TempDir(), "nowhere"), func(string) string { return "" }, known); err != nil {
		t.Errorf("no file: %v", err)
	}
	if _, err := settings.Load(t.TempDir(), func(string) string { return "" }, known); err == nil {
		t.Error("a folder is read")
	}
	for name, text := range map[string]string{
		"larger than 64 KB": strings.Repeat("# long\n", 20000), "is not text in UTF-8": "RIFF\x00\x00WAVE", ": is not text in UTF-8: ": "\xff\xfev\x00o\x00",
	} {
		if _, err := settings.Load(settingsFile(t, text), func(string) string { return "" }, known); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%.10q: %v", text, err)
		}
	}
	if _, err := settings.Load(settingsFile(t, "\ufeffvoice: ada\r\n"), func(string) string { return "" }, known); err != nil {
		t.Errorf("a file of Windows: %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("voice: ada\nlength: 10m\n")
	f.Add("only: [a, b]\n? x\n")
	f.Add("&a voice: *a\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1000 {
			return
		}
		_, _ = settings.Load(settingsFile(t, text), func(string) string { return "" }, known) // it must return
	})
}
