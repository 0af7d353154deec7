package speech

import (
	"fmt"
	"math"
	"strings"
)

// sapiScript takes all that is not fixed from its input and its environment,
// so that nothing of it is read as a script.
const sapiScript = `$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
[Console]::InputEncoding = [Text.Encoding]::UTF8
$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer
if ($env:RESPITE_VOICE) { $speaker.SelectVoice($env:RESPITE_VOICE) }
elseif ($env:RESPITE_LANGUAGE) { $speaker.SelectVoiceByHints('NotSet', 'NotSet', 0, [Globalization.CultureInfo]::GetCultureInfo($env:RESPITE_LANGUAGE)) }
$speaker.Rate = [int]$env:RESPITE_RATE
$speaker.SetOutputToWaveFile($env:RESPITE_OUT)
$speaker.Speak([Console]::In.ReadToEnd())
$speaker.Dispose()`

// sapi is the speech of Windows, with the voice of the system for the language of the routine. Its Rate goes
// from -10, a third of the usual speed, to 10, three times that.
func sapi(s Settings) (Engine, error) {
	return newPaced(s.Speed, func(speed float64) Program {
		rate := fmt.Sprintf("%.0f", max(-10, min(10*math.Log(0.72*speed)/math.Log(3), 10)))
		return Program{
			Words: []string{"powershell", "-NoProfile", "-NonInteractive", "-Command", sapiScript},
			Env: []string{
				"RESPITE_OUT={out}", "RESPITE_VOICE=" + plain(s.Voice), "RESPITE_LANGUAGE=" + plain(s.Language), "RESPITE_RATE=" + rate,
			},
			Name:  "Windows speech" + speaker(s.Voice) + ", language " + s.Language + ", rate " + rate,
			Where: "it comes with Windows only",
		}
	}), nil
}

// plain is a setting in which no placeholder is filled.
func plain(setting string) string { return strings.NewReplacer("{", "", "}", "").Replace(setting) }
