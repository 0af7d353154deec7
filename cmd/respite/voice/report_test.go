package voice

import (
	"strings"
	"testing"
)

// After an import, the suggested command contains the routine and the flags of its session.
func TestImportNamesTheNextCommand(t *testing.T) {
	im := takeImport{name: "anna", routines: []string{"my own.yaml"}, session: []string{"--guidance=brief", "--all=true"}}
	for got, want := range map[string]string{
		im.command("voice", "check", im.name):    "voice check anna 'my own.yaml' --guidance=brief --all=true",
		im.command("render", "--voice="+im.name): "render 'my own.yaml' --voice=anna --guidance=brief",
	} {
		if !strings.HasSuffix(got, " "+want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
