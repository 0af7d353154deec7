'use strict';
// Stores the first page and the most recent sessions for offline use. A session is
// stored as the page with embedded sound.
const cacheName = 'respite-1', mostSessions = 4;

self.addEventListener('install', e => {
  e.waitUntil(caches.open(cacheName).then(c => c.addAll(['./', 'icon.svg', 'manifest.webmanifest'])).then(() => self.skipWaiting()));
});
self.addEventListener('activate', e => e.waitUntil(self.clients.claim()));

// whole returns the address of the page with embedded sound.
const whole = url => { const u = new URL(url); u.pathname = u.pathname.replace(/session$/, 'page.html'); u.hash = ''; return u.href; };

async function keep(url) {
  const cache = await caches.open(cacheName), page = whole(url);
  if (await cache.match(page)) return;
  const answer = await fetch(page);
  if (!answer.ok) return;
  await cache.put(page, answer);
  const sessions = (await cache.keys()).filter(r => new URL(r.url).pathname.endsWith('/page.html'));
  for (const old of sessions.slice(0, -mostSessions)) await cache.delete(old);
}

self.addEventListener('message', e => {
  if (e.data && e.data.keep) {
    e.waitUntil(keep(e.data.keep).then(() => e.source.postMessage({kept: e.data.keep}), () => {}));
  }
});

self.addEventListener('fetch', e => {
  const url = new URL(e.request.url);
  if (e.request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.includes('/sound.') || url.pathname.includes('/files/')) return;
  e.respondWith((async () => {
    try {
      const answer = await fetch(e.request);
      if (answer.ok && e.request.mode === 'navigate' && url.pathname.endsWith('/')) (await caches.open(cacheName)).put('./', answer.clone());
      return answer;
    } catch (error) {
      const cache = await caches.open(cacheName);
      const kept = await cache.match(url.pathname.endsWith('/session') ? whole(url.href) : e.request);
      if (kept) return kept;
      throw error;
    }
  })());
});
