package page

import (
	"context"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"respite/audio/flac"
	"respite/audio/pcm"
	"respite/audio/tooltest"
)

// A browser is a tab of Chromium, with its requests and its errors.
type browser struct {
	*testing.T
	tab     context.Context
	lock    sync.Mutex
	asked   []string
	trouble []string
}

// stopChromium ends the browser, if a test started it.
var stopChromium = func() {}

func TestMain(m *testing.M) {
	status := m.Run()
	stopChromium()
	os.Exit(status)
}

// chromium starts the browser that all tests share, because its start takes longer than most
// tests. It returns the context of its first tab.
var chromium = sync.OnceValues(func() (context.Context, error) {
	folder, err := os.MkdirTemp("", "respite-chromium-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(findChromium()), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(folder),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("mute-audio", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	stopChromium = func() { stop(); os.RemoveAll(folder) }
	ctx, _ := chromedp.NewContext(allocator) // ends with the allocator
	return ctx, chromedp.Do(ctx)
})

// findChromium returns the path of Chromium, or "" if it is not installed.
func findChromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// openBrowser opens a tab of Chromium that shares no data with others. If Chromium is not
// installed, the test is skipped, unless RESPITE_TOOLS=required.
func openBrowser(t *testing.T) *browser {
	t.Helper()
	if findChromium() == "" {
		tooltest.Missing(t, "chromium")
	}
	first, err := chromium()
	if err != nil {
		t.Fatal(err)
	}
	ctx, closeTab := chromedp.NewContext(first, chromedp.WithNewBrowserContext())
	t.Cleanup(closeTab)
	b := &browser{T: t, tab: ctx}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return b
}

// hear records the requests and the errors of the tab.
func (b *browser) hear(event any) {
	b.lock.Lock()
	defer b.lock.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.asked = append(b.asked, e.Request.URL)
	case *runtime.EventExceptionThrown:
		b.trouble = append(b.trouble, e.ExceptionDetails.Text)
	}
}

// only fails if the tab requested an address without this prefix, or if a script failed.
func (b *browser) only(beginnings ...string) {
	b.Helper()
	b.lock.Lock()
	defer b.lock.Unlock()
	for _, address := range b.asked {
		allowed := strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "blob:")
		for _, beginning := range beginnings {
			allowed = allowed || strings.HasPrefix(address, beginning)
		}
		if !allowed {
			b.Errorf("the page asked for %.100s", address)
		}
	}
	for _, text := range b.trouble {
		b.Errorf("the page's script failed: %s", text)
	}
}

// run runs steps with a time limit that only a hanging browser exceeds.
func (b *browser) run(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.tab, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// value returns the value of a JavaScript expression. It waits for a promise.
func value[T any](b *browser, expression string) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.tab, time.Minute)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%.80s: %v", expression, err)
	}
	return v
}

// until waits until an expression is true.
func (b *browser) until(expression string) {
	b.Helper()
	for end := time.Now().Add(30 * time.Second); !value[bool](b, "Boolean("+expression+")"); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			b.Fatalf("still not: %s", expression)
		}
	}
}

// look sets the size of the screen and the user's preferences.
func (b *browser) look(width, height int64, scheme string) {
	b.Helper()
	b.run(chromedp.EmulateViewport(width, height))
	if _, err := chromedp.Call(b.tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	}); err != nil {
		b.Fatal(err)
	}
}

// ignorePolicy disables the Content-Security-Policy, so that the test can add scripts.
func (b *browser) ignorePolicy() {
	b.Helper()
	if _, err := chromedp.Call(b.tab, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}); err != nil {
		b.Fatal(err)
	}
}

// writeFakePage writes the page of the fake session with embedded sound to a file, and returns
// its address.
func writeFakePage(t *testing.T) string {
	t.Helper()
	r := fakeRecording()
	name := filepath.Join(t.TempDir(), "evening.html")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	write := func(w io.Writer) error {
		return flac.File{Rate: r.Rate, Format: pcm.Int16, Tags: r.Tags}.Write(context.Background(), w, r.Source, nil)
	}
	if err := r.WritePlayer(f, Sound{Type: "audio/flac", Write: write}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return (&url.URL{Scheme: "file", Path: name}).String()
}

// press clicks the element that matches a CSS selector.
func press(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(selector))
}
