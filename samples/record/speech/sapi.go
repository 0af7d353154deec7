package speech

import (
	"fmt"
	"math"
	"strings"
)

// sapiScript reads all variable data from its input and its environment, so that none of it is
// executed.
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

// sapi uses the speech of Windows, with the system's voice for the language of the routine.
// Its Rate goes from -10, a third of the default speed, to 10, three times the default.
func sapi(s Settings) (Engine, error) {
	return newPaced(s.Speed, func(speed float64) Program {
		rate := fmt.Sprintf("%.0f", max(-10, min(10*math.Log(0.72*speed)/math.Log(3), 10)))
		return Program{
			Words: []string{"powershell", "-NoProfile", "-NonInteractive", "-Command", sapiScript},
			Env: []string{
				"RESPITE_OUT={out}", "RESPITE_VOICE=" + plain(s.Voice), "RESPITE_LANGUAGE=" + plain(s.Language), "RESPITE_RATE=" + rate,
			},
			Name:  "Windows speech" + speaker(s.Voice) + ", language " + s.Language + ", rate " + rate,
			Where: "it is part of Windows",
		}
	}), nil
}

// plain removes the braces from a setting, so that it contains no placeholders.
func plain(setting string) string { return strings.NewReplacer("{", "", "}", "").Replace(setting) }
