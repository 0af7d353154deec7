'use strict';
const words = JSON.parse(document.getElementById('words').textContent);
const $ = id => document.getElementById(id);
const form = $('choice');
let own = ''; // the name under which the server keeps one's own routine

// query formats the choice as the query of an address. Without "only", all stretches are included.
function query() {
  const q = new URLSearchParams();
  for (const [key, value] of new FormData(form)) if (value && key !== 'only') q.append(key, value);
  if (isOwn()) { if (own) q.set('routine', own); return q; }
  const boxes = [...form.querySelectorAll('.stretches:not([hidden]) input')];
  if (!boxes.every(b => b.checked)) for (const b of boxes) if (b.checked) q.append('only', b.value);
  return q;
}
const isOwn = () => $('own').checked;

// Ignore all answers except the last one.
let asked = 0;
async function ask() {
  const number = ++asked;
  try {
    const answer = isOwn()
      ? await fetch('check?' + withoutRoutine(query()), {method: 'POST', body: $('text').value})
      : await fetch('total?' + query());
    const text = await answer.text();
    if (number !== asked) return;
    if (!answer.ok) return showTotal(null, text);
    const total = JSON.parse(text);
    if (isOwn()) own = total.routine;
    showTotal(total, '');
  } catch (e) {
    if (number === asked) showTotal(null, words.unreachable);
  }
}

function withoutRoutine(q) { q.delete('routine'); return q; }

function showTotal(total, problem) {
  const ready = Boolean(total && total.total);
  $('total').textContent = ready ? total.total : '–';
  $('start').disabled = !ready;
  const mistakes = total ? total.mistakes : [];
  $('problem').textContent = problem || (isOwn() ? '' : mistakes.filter(m => !m.warning).map(m => m.message).join('\n'));
  $('mistakes').replaceChildren(...(isOwn() ? mistakes.map(shown) : []));
}

function shown(m) {
  const box = document.createElement('div'), go = document.createElement('button');
  box.className = m.warning ? 'mistake warning' : 'mistake';
  go.type = 'button';
  go.textContent = (m.line ? `${m.line}:${m.column}: ` : '') + m.message;
  go.addEventListener('click', () => select(m.line));
  box.append(go);
  if (m.excerpt) {
    const pre = document.createElement('pre');
    pre.textContent = m.excerpt;
    box.append(pre);
  }
  return box;
}

// select marks a line of the text.
function select(line) {
  const lines = $('text').value.split('\n');
  const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  $('text').focus();
  $('text').setSelectionRange(from, from + (lines[line - 1] || '').length);
}

// fit shows the stretches of the routine and the voices of its language.
function fit() {
  const chosen = form.querySelector('[name=routine]:checked');
  $('ownpart').hidden = !isOwn();
  for (const f of form.querySelectorAll('.stretches')) f.hidden = f.disabled = f.dataset.of !== chosen.value || isOwn();
  const voice = form.elements.voice, language = chosen.dataset.language;
  for (const o of voice.options) o.hidden = o.disabled = Boolean(!isOwn() && o.dataset.language && o.dataset.language.split('-')[0] !== language);
  if (voice.selectedOptions[0].disabled) voice.value = '';
}

let waiting;
function soon() { clearTimeout(waiting); waiting = setTimeout(ask, 250); }

form.addEventListener('change', () => { fit(); ask(); });
$('text').addEventListener('input', soon);
$('upload').addEventListener('change', async e => {
  const file = e.target.files[0];
  if (!file) return;
  if (file.size > 512 * 1024) return showTotal(null, words['too large']);
  $('text').value = await file.text();
  ask();
});
form.addEventListener('submit', e => { e.preventDefault(); location.href = 'session?' + query(); });
if ('serviceWorker' in navigator) navigator.serviceWorker.register('worker.js').catch(() => {});
fit();
ask();
