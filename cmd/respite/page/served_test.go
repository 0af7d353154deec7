package page

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestServed chooses a session in a browser with the keyboard only, and plays it. Afterwards
// it plays the same session without the server.
func TestServed(t *testing.T) {
	t.Parallel()
	b := openBrowser(t)
	s := start(t, t.TempDir(), "token")
	b.run(chromedp.Navigate(s.address))
	b.until(`document.getElementById('total').textContent === '0:40'`)
	b.run(chromedp.Evaluate[chromedp.Void](`document.getElementById('start').focus()`), chromedp.KeyEvent(kb.Enter))
	b.until(`location.pathname.endsWith('/session') && document.readyState === 'complete'`)
	b.until(`audio.readyState >= 3`)
	tabTo(b, "play")
	b.run(chromedp.KeyEvent(" "))
	b.until(`audio.currentTime > 0.2`)
	b.run(chromedp.Evaluate[chromedp.Void](`go(30)`))
	b.until(`audio.currentTime > 30.1`)
	b.until(`caches.match(location.href.replace('/session', '/page.html'))`)
	b.only(s.address)
	b.lock.Lock()
	b.asked = nil
	b.lock.Unlock()
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	b.run(chromedp.Reload())
	b.until(`document.readyState === 'complete' && audio.readyState >= 3`)
	b.run(press("#play"))
	b.until(`audio.currentTime > 0.2`)
	b.only(s.address)
}

// tabTo presses the tab key until an element has the focus, and fails if the focus is not
// visible.
func tabTo(b *browser, id string) {
	b.Helper()
	for range 30 {
		b.run(chromedp.KeyEvent(kb.Tab))
		if value[string](b, `document.activeElement.id`) == id {
			if style := value[string](b, `getComputedStyle(document.activeElement).outlineStyle`); style != "solid" {
				b.Errorf("the focus shows as %q", style)
			}
			return
		}
	}
	b.Fatalf("the tab key never comes to %s", id)
}

// TestMistakesLive: the page shows the mistakes of a routine while the user types.
func TestMistakesLive(t *testing.T) {
	t.Parallel()
	b := openBrowser(t)
	s := start(t, "", "")
	b.run(chromedp.Navigate(s.address), press("#own"))
	b.until(`document.querySelector('.mistake button')`)
	if got := value[string](b, `document.querySelector('.mistake').textContent`); !strings.HasPrefix(got, "3:7: the key naem is not known") || !strings.Contains(got, "^^^^") {
		t.Errorf("shown is %q", got)
	}
	if !value[bool](b, `document.getElementById('start').disabled`) {
		t.Error("a routine with mistakes can be begun")
	}
	b.run(chromedp.Evaluate[chromedp.Void](`(() => { const t = document.getElementById('text'); t.value = 'title: good\n'; t.dispatchEvent(new Event('input')) })()`))
	b.until(`document.getElementById('total').textContent === '0:40' && !document.querySelector('.mistake')`)
	b.run(press("#start"))
	b.until(`location.search.includes('routine=own-') && document.readyState === 'complete' && audio.readyState >= 3`)
	b.only(s.address)
}

// TestPaper prints sheets on A4 and Letter. Each fits on one page, also with many stretches
// and long titles in several scripts.
func TestPaper(t *testing.T) {
	t.Parallel()
	b := openBrowser(t)
	for name, sheet := range map[string]Sheet{"short": fakeSheet(), "long": longSheet()} {
		file := filepath.Join(t.TempDir(), name+".html")
		var text bytes.Buffer
		if err := sheet.Write(&text); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		b.look(720, 1020, "light")
		b.run(chromedp.Navigate("file://" + file))
		b.until(`document.readyState === 'complete'`)
		if wide := value[int](b, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
			t.Errorf("%s: %d pixels too wide", name, wide)
		}
		for paper, size := range map[string]chromedp.PaperSize{"A4": chromedp.PaperA4, "Letter": chromedp.PaperLetter} {
			pdf, err := chromedp.Run(b.tab, chromedp.PrintToPDF(chromedp.PDFPaper(size)))
			if err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(string(pdf), "/Type /Page\n") + strings.Count(string(pdf), "/Type /Page "); n != 1 {
				t.Errorf("%s: %d pages of %s", name, n, paper)
			}
		}
	}
}

// longSheet has eight stretches with long names and lines in many scripts.
func longSheet() Sheet {
	s := fakeSheet()
	s.Title = strings.Repeat("Donaudampfschifffahrtsgesellschaft ", 4) + strings.Repeat("伸展", 20)
	s.Link = "https://example.org/" + strings.Repeat("a", 200)
	first := s.Stretches[0]
	s.Stretches = nil
	for _, name := range []string{"وضعية الطفل مع تمديد الذراعين", "บิดลำตัวนอนหงาย", "Βαθιά ανάπαυση", "下を向いた犬のポーズ", "Rindfleischetikettierungsüberwachungsaufgabe", "מתיחת צוואר", "गहरा विश्राम", "Cobra"} {
		first.Name, first.How = name, []string{strings.Repeat("Sehr langsam und ruhig. ", 4), strings.Repeat("呼吸", 30)}
		s.Stretches = append(s.Stretches, first)
	}
	return s
}
