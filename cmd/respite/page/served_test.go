package page

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestServed chooses a session in a browser by keys alone and hears it; what
// was heard is there when the server is gone.
func TestServed(t *testing.T) {
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

// tabTo presses the tab key until an element has the focus, and fails where it shows no outline.
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

// TestMistakesLive: a routine of one's own shows what is wrong with it while it is written.
func TestMistakesLive(t *testing.T) {
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

// TestPaper prints the sheet: one page, also with long titles in several scripts.
func TestPaper(t *testing.T) {
	b := openBrowser(t)
	s := start(t, "", "")
	b.run(chromedp.Navigate(s.address + "sheet.html?routine=evening"))
	b.until(`document.readyState === 'complete'`)
	pdf, err := chromedp.Run(b.tab, chromedp.PrintToPDF())
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(pdf), "/Type /Page\n") + strings.Count(string(pdf), "/Type /Page "); n != 1 {
		t.Errorf("the sheet has %d pages", n)
	}
}
