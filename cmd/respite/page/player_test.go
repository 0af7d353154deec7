package page

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"respite/audio"
	"respite/audio/tooltest"
	"respite/script"
)

// TestPage plays a page with embedded sound from a file. The picture follows the clock of the
// audio, and the page requests nothing.
func TestPage(t *testing.T) {
	t.Parallel()
	b := openBrowser(t)
	address := writeFakePage(t)
	b.look(390, 844, "light")
	b.run(chromedp.Navigate(address))
	b.until(`audio.readyState >= 3`)
	if d := value[float64](b, `audio.duration`); math.Abs(d-40) > 0.05 {
		t.Errorf("the sound lasts %g s, not 40", d)
	}
	b.run(press("#play"))
	b.until(`audio.currentTime > 0.2`)
	checkBreath(b, 9)
	checkCaptions(b)
	checkMoves(b)
	b.only(address)
}

// checkBreath observes the circle for one second. Its size must match the timeline at the time
// of the audio, within one frame of the display. On a busy machine the sound may falter for a
// moment, so a few frames may differ.
func checkBreath(b *browser, from float64) {
	b.Helper()
	seen := value[[][2]float64](b, fmt.Sprintf(`new Promise(done => {
		go(%g);
		const seen = [], circle = document.getElementById('breath');
		const frame = () => {
			if (!audio.seeking) seen.push([audio.currentTime, new DOMMatrix(getComputedStyle(circle).transform).a]);
			if (seen.length < 60) requestAnimationFrame(frame); else done(seen);
		};
		audio.addEventListener('seeked', () => requestAnimationFrame(frame), {once: true});
	})`, from))
	moved, off := 0.0, 0
	for i, s := range seen[2:] {
		low, high := scalesIn(seen[i+1][0], s[0])
		if s[1] < low-0.003 || s[1] > high+0.003 {
			off++
			b.Logf("at %.3f s the circle is %.4f large, not %.4f", s[0], s[1], scaleAt(s[0]))
		}
		moved = math.Max(moved, math.Abs(s[1]-seen[2][1]))
	}
	if off > len(seen)/5 {
		b.Errorf("in %d of %d frames the circle does not fit the sound", off, len(seen))
	}
	if moved < 0.05 {
		b.Errorf("the circle moves by %.4f in 60 frames", moved)
	}
}

// scalesIn returns the range of sizes between two frames of the display, extended by one
// frame. On a busy machine the frames are further apart.
func scalesIn(from, to float64) (low, high float64) {
	const frame, steps = 1.0 / 60, 20
	low, high = math.Inf(1), math.Inf(-1)
	for i := range steps + 1 {
		s := scaleAt(from - frame + (to-from+2*frame)*float64(i)/steps)
		low, high = math.Min(low, s), math.Max(high, s)
	}
	return low, high
}

// scaleAt returns the expected size of the circle, from the cues. It grows and shrinks roughly
// like half a sine wave.
func scaleAt(seconds float64) float64 {
	at := time.Duration(seconds * float64(time.Second))
	for _, c := range fakeTimeline().Cues {
		if !c.Kind.IsPhase() || at < c.At || at >= c.End() {
			continue
		}
		x := float64(at-c.At) / float64(c.Length)
		if c.Kind == script.Exhale {
			x = 1 - x
		}
		return 0.6 + 0.4*(3*x*x-2*x*x*x)
	}
	return 0.6
}

// checkCaptions plays the starts of several lines. Each must be visible within 100 ms of the
// voice.
func checkCaptions(b *browser) {
	b.Helper()
	for _, c := range fakeTimeline().Cues {
		if c.Kind != script.Speech {
			continue
		}
		late := math.Inf(1)
		for range 3 { // a busy machine may be late once, but a correct page is not always late
			if late = math.Min(late, lateness(b, c)); late <= 0.1 {
				break
			}
		}
		if late < -0.02 || late > 0.1 {
			b.Errorf("%q is there %.0f ms after the voice", c.Text, late*1000)
		}
	}
	cues := value[[]string](b, `[...audio.textTracks[0].cues].map(c => c.startTime.toFixed(3) + ' ' + c.text)`)
	if got := strings.Join(cues, "|"); !strings.HasPrefix(got, "1.000 Welcome.|3.200 Go slowly &amp; listen.|5.500 Come onto") {
		b.Errorf("the track is %q", got)
	}
}

// lateness returns the delay between the start of a line and its display, by the clock of the
// audio, in seconds.
func lateness(b *browser, c script.Cue) float64 {
	b.Helper()
	at := value[float64](b, fmt.Sprintf(`new Promise(done => {
		const line = document.getElementById('line'), text = %q;
		go(%g);
		const frame = () => {
			if (!audio.seeking && line.textContent === text && line.classList.contains('said')) return done(audio.currentTime);
			requestAnimationFrame(frame);
		};
		requestAnimationFrame(frame);
	})`, c.Text, c.At.Seconds()-0.3))
	return at - c.At.Seconds()
}

// checkMoves moves by line and by stretch with keys, buttons and the list.
func checkMoves(b *browser) {
	b.Helper()
	place := func() float64 { return value[float64](b, `audio.currentTime`) }
	b.until(`(audio.pause(), audio.paused)`)
	b.run(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
	for _, step := range []struct {
		what string
		do   chromedp.Action[chromedp.Void]
		want float64
	}{
		{"back to the beginning", chromedp.Evaluate[chromedp.Void](`go(0)`), 0},
		{"the next line", chromedp.KeyEvent(kb.ArrowRight), 1},
		{"the next line", chromedp.KeyEvent(kb.ArrowRight), 3.2},
		{"the line before", chromedp.KeyEvent(kb.ArrowLeft), 1},
		{"the next stretch", chromedp.KeyEvent(kb.ArrowRight, chromedp.KeyModifiers(chromedp.ModifierShift)), 5},
		{"the next stretch", press("#next-stretch"), 25},
		{"the stretch before", press("#last-stretch"), 5},
		{"the next line", press("#next-line"), 5.5},
		{"the line before", press("#last-line"), 3.2},
	} {
		b.run(step.do)
		b.until(`!audio.seeking`)
		if got := place(); math.Abs(got-step.want) > 0.01 {
			b.Errorf("%s leads to %.2f, not %.2f", step.what, got, step.want)
		}
	}
	if got := value[string](b, `document.getElementById('chapter').textContent`); got != "Opening" {
		b.Errorf("the chapter shown is %q", got)
	}
	b.run(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`), chromedp.KeyEvent(" "))
	b.until(`!audio.paused`)
	b.run(chromedp.KeyEvent(" "))
	b.until(`audio.paused`)
	b.run(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown))
	if got := value[float64](b, `audio.volume`); math.Abs(got-0.9) > 1e-6 {
		b.Errorf("the volume is %g, not 0.9", got)
	}
	if got := value[string](b, `navigator.mediaSession.metadata.title + '|' + navigator.mediaSession.metadata.artist`); got != "Opening|Evening <calm>" {
		b.Errorf("the lock screen shows %q", got)
	}
}

// TestSound: the output of the page's player equals the sound of the session, in make check
// at several positions.
func TestSound(t *testing.T) {
	t.Parallel()
	b := openBrowser(t)
	b.ignorePolicy() // a worklet is an extra script
	b.run(chromedp.Navigate(writeFakePage(t)))
	b.until(`audio.readyState >= 3`)
	b.run(press("#play"))
	b.until(`audio.currentTime > 0.1`)
	value[bool](b, `(async () => {
		window.ears = new AudioContext({sampleRate: 44100});
		const code = 'registerProcessor("ear", class extends AudioWorkletProcessor { process(i) { if (i[0].length) this.port.postMessage(i[0][0].slice()); return true } })';
		await ears.audioWorklet.addModule('data:text/javascript,' + encodeURIComponent(code));
		const ear = new AudioWorkletNode(ears, 'ear');
		window.heard = [];
		ear.port.onmessage = e => heard.push(e.data);
		ears.createMediaElementSource(audio).connect(ear);
		ear.connect(ears.destination);
		await ears.resume();
		return true;
	})()`)
	places := []float64{11.3, 2, 30}
	if !tooltest.Thorough() {
		places = places[:1]
	}
	for _, place := range places {
		at := value[float64](b, fmt.Sprintf(`new Promise(done => {
			go(%g);
			audio.addEventListener('seeked', () => setTimeout(() => { heard.length = 0; const at = audio.currentTime; setTimeout(() => done(at), 900); }, 300), {once: true});
		})`, place))
		samples := value[[]float64](b, `heard.slice(0, 160).flatMap(a => [...a])`)
		if best, lag := correlate(samples, at); best < 0.98 || math.Abs(lag) > 0.3 {
			t.Errorf("at %.2f s the sound correlates with the session's by %.3f, %.3f s away", at, best, lag)
		}
	}
	b.only("file:")
}

// correlate finds the position of samples in the session near a time. It returns their
// correlation, from -1 to 1, and the distance.
func correlate(samples []float64, at float64) (best, lag float64) {
	const reach = fakeRate * 4 / 10
	n := min(len(samples), fakeRate/4)
	if n < fakeRate/10 {
		return 0, math.Inf(1)
	}
	want := make([]audio.Frame, n+2*reach)
	first := int64(at*fakeRate) - reach
	noise(40*fakeRate).Render(want, first)
	for shift := range 2 * reach {
		var xy, xx, yy float64
		for i := 0; i < n; i += 12 {
			x, y := samples[i], float64(want[i+shift][0])
			xy, xx, yy = xy+x*y, xx+x*x, yy+y*y
		}
		if c := xy / math.Sqrt(xx*yy+1e-12); c > best {
			best, lag = c, float64(shift-reach)/fakeRate
		}
	}
	return best, lag
}
