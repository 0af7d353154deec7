'use strict';
// The page of one session. Everything on it follows from the audio's clock and the
// timeline in the page. It loads nothing and has no timer of its own.
const session = JSON.parse(document.getElementById('data').textContent);
const words = session.words;
const $ = id => document.getElementById(id);
const audio = $('audio');
const poses = [...document.querySelectorAll('.pose')];

// --- sound ---

// soundBlob decodes the embedded sound in pieces, at limits between base64 groups.
function soundBlob() {
  const text = $('sound').textContent, step = 1 << 20, parts = [];
  for (let at = 0; at < text.length; at += step) {
    parts.push(Uint8Array.from(atob(text.slice(at, at + step)), c => c.charCodeAt(0)));
  }
  $('sound').remove();
  return new Blob(parts, {type: session.type});
}

function openSound() {
  audio.src = session.sound || URL.createObjectURL(soundBlob());
  const track = document.createElement('track');
  track.kind = 'captions';
  track.srclang = session.language;
  track.label = session.title;
  track.default = true;
  track.src = 'data:text/vtt;charset=utf-8,' + encodeURIComponent(session.captions);
  audio.append(track);
}

// --- time ---

// last returns the index of the last item in a sorted list that starts at or before a time; -1 for none.
function last(list, time, at = x => x.at) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(list[middle]) <= time) low = middle + 1; else high = middle;
  }
  return low - 1;
}

// In some browsers the audio's clock moves in steps. Between two steps, the page adds the
// elapsed time, at most the length of the previous step, so that a stopped clock stays.
const clock = {at: 0, seen: 0, step: 0};
function time() {
  const at = audio.currentTime, now = performance.now();
  if (at !== clock.at) {
    clock.step = audio.seeking || Math.abs(at - clock.at) > .5 ? 0 : Math.min((now - clock.seen) / 1000, .3);
    [clock.at, clock.seen] = [at, now];
  }
  const since = (now - clock.seen) / 1000;
  return audio.paused || audio.seeking || since > clock.step ? at : Math.min(at + since, session.length);
}

// levelAt returns how full the lungs are. It changes smoothly between two turns of the breath.
function levelAt(time) {
  const i = last(session.breath, time, turn => turn[0]);
  if (i < 0) return 0;
  const [from, a] = session.breath[i], [to, b] = session.breath[i + 1] || [Infinity, a];
  const x = Math.min(Math.max((time - from) / (to - from), 0), 1);
  return a + (b - a) * x * x * (3 - 2 * x);
}

function written(seconds) {
  const s = Math.max(0, Math.round(seconds));
  const h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60, rest = String(s % 60).padStart(2, '0');
  return h ? `${h}:${String(m).padStart(2, '0')}:${rest}` : `${m}:${rest}`;
}

// --- display ---

const shown = {};
// set changes a text or an attribute only if it differs.
function set(key, value, change) {
  if (shown[key] !== value) { shown[key] = value; change(value); }
}
const setText = (id, text) => set(id, text, t => { $(id).textContent = t; });

function showBreath(t) {
  set('level', levelAt(t).toFixed(4), l => { $('breath').style.transform = `scale(${(.6 + .4 * l).toFixed(4)})`; });
  const p = session.phases[last(session.phases, t)];
  const on = Boolean(p) && t < p.end;
  set('on', on, on => $('breath').classList.toggle('on', on));
  let text = '';
  if (on) {
    text = words[p.kind];
    if (p.number && p.count) text += ` · ${p.number} ${words.of} ${p.count}`;
    if (p.side) text += ` · ${words[p.side] || p.side}`;
  }
  setText('phase', text);
}

function showLine(t) {
  const l = session.lines[last(session.lines, t)];
  setText('line', l ? l.text : '');
  set('said', Boolean(l) && t < l.end, said => $('line').classList.toggle('said', said));
}

function showPose(t) {
  const s = session.sights[last(session.sights, t)] || session.sights.find(s => s.pose >= 0);
  set('pose', s ? s.pose : -1, pose => poses.forEach((p, i) => { p.hidden = i !== pose; }));
}

function showPlace(t) {
  const i = last(session.chapters, t), chapter = session.chapters[i], next = session.chapters[i + 1];
  setText('chapter', chapter ? chapter.title : '');
  setText('now', written(t));
  setText('left', `${written(session.length - t)} ${words.remaining}`);
  setText('next', next ? `${words.next}: ${next.title} · ${words.in} ${written(next.at - t)}` : '');
  set('at', Math.floor(t), at => {
    $('seek').value = at;
    $('seek').setAttribute('aria-valuetext', `${written(at)} ${words.of} ${written(session.length)}${chapter ? ', ' + chapter.title : ''}`);
    showParts(t);
  });
  set('current', i, i => {
    [...$('list').querySelectorAll('button')].forEach((b, k) => b.setAttribute('aria-current', k === i));
    tellSystem();
  });
}

const endOf = i => i + 1 < session.chapters.length ? session.chapters[i + 1].at : session.length;

function showParts(t) {
  [...$('segments').children].forEach((part, i) => {
    const from = session.chapters[i].at;
    part.firstChild.style.transform = `scaleX(${Math.min(Math.max((t - from) / (endOf(i) - from), 0), 1)})`;
  });
}

function show() {
  const t = time();
  showBreath(t);
  showLine(t);
  showPose(t);
  showPlace(t);
}

function draw() {
  show();
  if (!audio.paused) requestAnimationFrame(draw);
}

// --- actions ---

function go(t) {
  audio.currentTime = Math.min(Math.max(t, 0), Math.max(session.length - .1, 0));
  show();
}

// jump goes to the next or the previous item of a list. Well inside an item, back goes to its start.
function jump(list, forward, inside) {
  const t = audio.currentTime, i = last(list, t + .01);
  if (forward) return i + 1 < list.length ? go(list[i + 1].at) : undefined;
  if (i < 0) return go(0);
  go(t - list[i].at > inside || i === 0 ? list[i].at : list[i - 1].at);
}
const jumpLine = forward => jump(session.lines, forward, 2);
const jumpStretch = forward => jump(session.chapters, forward, 3);

function toggle() {
  if (!audio.paused) return audio.pause();
  setText('notice', '');
  audio.play().catch(e => { if (e.name !== 'AbortError') setText('notice', words.broken); });
}

function setVolume(percent) {
  const v = Math.min(Math.max(percent, 0), 100);
  $('volume').value = v;
  audio.volume = v / 100;
}

// --- keys ---

const keys = {
  ' ': toggle,
  ArrowLeft: e => e.shiftKey ? jumpStretch(false) : jumpLine(false),
  ArrowRight: e => e.shiftKey ? jumpStretch(true) : jumpLine(true),
  ArrowUp: () => setVolume(+$('volume').value + 5),
  ArrowDown: () => setVolume(+$('volume').value - 5),
};
document.addEventListener('keydown', e => {
  const on = e.target, key = keys[e.key];
  if (!key || e.ctrlKey || e.altKey || e.metaKey) return;
  if (on.matches('input[type=range]') && e.key !== ' ' && !e.shiftKey) return; // a slider has its own arrows
  if (e.key === ' ' && on.matches('button, summary, a') && on.id !== 'play') return;
  if ((e.key === 'ArrowUp' || e.key === 'ArrowDown') && on.closest('details')) return; // reading on
  e.preventDefault();
  key(e);
});

// --- the system: lock screen, headset, screen that stays on ---

function tellSystem() {
  if (!('mediaSession' in navigator) || !window.MediaMetadata) return;
  const chapter = session.chapters[last(session.chapters, audio.currentTime)];
  navigator.mediaSession.metadata = new MediaMetadata({title: chapter ? chapter.title : session.title, artist: session.title, album: session.title});
}

function listenToSystem() {
  if (!('mediaSession' in navigator)) return;
  const actions = {
    play: () => audio.play(), pause: () => audio.pause(),
    previoustrack: () => jumpStretch(false), nexttrack: () => jumpStretch(true),
    seekbackward: () => jumpLine(false), seekforward: () => jumpLine(true),
    seekto: e => go(e.seekTime),
  };
  for (const [name, act] of Object.entries(actions)) {
    try { navigator.mediaSession.setActionHandler(name, act); } catch { /* not known here */ }
  }
}

function tellPosition() {
  if (!navigator.mediaSession || !navigator.mediaSession.setPositionState || !(audio.duration > 0)) return;
  navigator.mediaSession.setPositionState({duration: audio.duration, playbackRate: 1, position: Math.min(audio.currentTime, audio.duration)});
}

let lock = null;
async function keepAwake() {
  if (!navigator.wakeLock || audio.paused || document.hidden || lock) return;
  try {
    lock = await navigator.wakeLock.request('screen');
    lock.addEventListener('release', () => { lock = null; });
  } catch { lock = null; }
}
function letSleep() { if (lock) lock.release(); }

// --- setup and updates ---

function build() {
  session.chapters.forEach((c, i) => {
    const part = document.createElement('div');
    part.style.flex = String(Math.max(endOf(i) - c.at, .1));
    part.append(document.createElement('div'));
    $('segments').append(part);
    const button = document.createElement('button'), name = document.createElement('span'), at = document.createElement('span');
    name.textContent = c.title;
    name.lang = session.language;
    name.dir = 'auto';
    at.textContent = written(c.at);
    button.append(name, at);
    button.addEventListener('click', () => go(c.at));
    const item = document.createElement('li');
    item.append(button);
    $('list').append(item);
  });
}

function playing(on) {
  $('play').setAttribute('aria-label', on ? words.pause : words.play);
  $('icon').setAttribute('d', on ? 'M6 4h4.500v16H6zM13.500 4H18v16h-4.500z' : 'M7 4v16l13-8z');
  if ('mediaSession' in navigator) navigator.mediaSession.playbackState = on ? 'playing' : 'paused';
}

audio.addEventListener('play', () => { playing(true); keepAwake(); requestAnimationFrame(draw); });
audio.addEventListener('pause', () => { playing(false); letSleep(); show(); });
audio.addEventListener('ended', () => setText('notice', words.done));
audio.addEventListener('timeupdate', () => { if (document.hidden || audio.paused) show(); });
audio.addEventListener('seeked', () => { show(); tellPosition(); });
audio.addEventListener('loadedmetadata', tellPosition);
audio.addEventListener('error', () => { if (audio.src) setText('notice', words.broken); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) { keepAwake(); draw(); } });
$('play').addEventListener('click', toggle);
$('last-line').addEventListener('click', () => jumpLine(false));
$('next-line').addEventListener('click', () => jumpLine(true));
$('last-stretch').addEventListener('click', () => jumpStretch(false));
$('next-stretch').addEventListener('click', () => jumpStretch(true));
$('seek').addEventListener('input', () => go(+$('seek').value));
$('volume').addEventListener('input', () => setVolume(+$('volume').value));

// A page of a server asks the worker to store this session for offline use.
if (session.sound && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register('worker.js').then(() => navigator.serviceWorker.ready)
    .then(r => r.active.postMessage({keep: location.href})).catch(() => {});
}

build();
listenToSystem();
openSound();
show();
