package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"respite/audio/tooltest"
)

// checks are the requirements of WCAG 2.2 that a script can test: names (4.1.2, 1.1.1),
// contrast (1.4.3, 1.4.11 for drawn text), target size (2.5.8), language (3.1.1), reflow
// (1.4.10), unique ids, and one heading of level 1.
const checks = `(() => {
	const wrong = [];
	const seen = e => e.checkVisibility({opacityProperty: true, visibilityProperty: true}) && e.getClientRects().length > 0;
	const said = e => (e.getAttribute('aria-label') || e.getAttribute('alt') || (e.labels && e.labels.length ? e.labels[0].textContent : '') || e.textContent || '').trim();
	const about = e => e.tagName + (e.id ? '#' + e.id : '') + '.' + (e.getAttribute('class') || '');
	for (const e of document.querySelectorAll('button, a, input, select, textarea, summary, audio[controls], [role=img], img')) {
		if (seen(e) && !said(e)) wrong.push('no name: ' + about(e));
	}
	for (const e of document.querySelectorAll('button, input, select, summary, a')) {
		if (!seen(e)) continue;
		const r = (e.closest('label') || e).getBoundingClientRect();
		if (r.width < 24 || r.height < 24) wrong.push('small target: ' + about(e) + ' ' + r.width + ' x ' + r.height);
	}
	const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
	for (const id of ids.filter((id, i) => ids.indexOf(id) !== i)) wrong.push('twice: #' + id);
	if (!document.documentElement.lang) wrong.push('no language');
	if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
	if (!document.title) wrong.push('no title');
	if (document.documentElement.scrollWidth > innerWidth) wrong.push('wider than the screen: ' + document.documentElement.scrollWidth + ' > ' + innerWidth + ' ' + [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(about));
	const numbers = c => { const n = c.match(/[\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
	const light = c => { const [r, g, b] = c.map(x => (x /= 255) <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
	const ground = e => { for (; e; e = e.parentElement) { const c = numbers(getComputedStyle(e).backgroundColor); if (c[3] > .99) return c; } return [255, 255, 255, 1]; };
	for (const e of document.querySelectorAll('body *')) {
		const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
		if (!own || !seen(e) || e.closest('noscript, script, svg') || e.disabled) continue;
		const a = light(numbers(getComputedStyle(e).color)), b = light(ground(e));
		const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
		if (ratio < 4.5) wrong.push('contrast ' + ratio.toFixed(2) + ': ' + about(e) + ' ' + e.textContent.trim().slice(0, 30));
	}
	return wrong.join('\n');
})()`

// TestAccess applies the checks to every page, in light and dark mode, from 320 pixels up, and
// with doubled text size. In dark mode, make test takes one size, as only colours differ.
func TestAccess(t *testing.T) {
	t.Parallel()
	b := openBrowser(t)
	s := start(t, t.TempDir(), "")
	pages := []string{writeFakePage(t), s.address, s.address + "session?routine=evening", s.address + "sheet.html?routine=evening"}
	for _, address := range pages {
		b.run(chromedp.Navigate(address))
		b.until(`document.readyState === 'complete'`)
		for _, scheme := range []string{"light", "dark"} {
			sizes := [][2]int64{{390, 844}, {320, 640}, {1024, 768}}
			if scheme == "dark" && !tooltest.Thorough() {
				sizes = sizes[:1]
			}
			for _, size := range sizes {
				b.look(size[0], size[1], scheme)
				enlarge(b, address, false)
				check(b, address, scheme, size)
				enlarge(b, address, true)
				check(b, address+" at 200 %", scheme, size)
			}
		}
	}
	b.only(pages[0], s.address)
}

// enlarge doubles the text size and opens what can be unfolded, or undoes both.
func enlarge(b *browser, address string, on bool) {
	b.Helper()
	if strings.Contains(address, "html") || strings.Contains(address, "session") {
		b.run(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelectorAll('details').forEach(d => { d.open = %t })`, on)))
	}
	b.run(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.documentElement.style.fontSize = %t ? '200%%' : ''`, on)))
}

func check(b *browser, address, scheme string, size [2]int64) {
	b.Helper()
	if wrong := value[string](b, checks); wrong != "" {
		b.Errorf("%s, %s, %d x %d:\n%s", address[strings.LastIndex(address, "/"):], scheme, size[0], size[1], wrong)
	}
}
