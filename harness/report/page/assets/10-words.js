'use strict';
// The page's words, in the language of <html lang>. Elements that carry data-w (text) or data-l (label) change with it, and say so
// in a lang of their own: the sentences around them stay in the language that they were written in. The button's word is in the
// language that it offers.
const tables = JSON.parse(document.getElementById('words').textContent);

function word(key, ...values) {
  const text = tables[document.documentElement.lang][key] ?? key;
  let next = 0;
  return text.replace(/\{(\d*)\}/g, (_, place) => values[place === '' ? next++ : Number(place)] ?? '');
}

function speak(root) {
  const valuesOf = element => JSON.parse(element.dataset.v ?? '[]');
  const {lang} = document.documentElement;
  for (const element of root.querySelectorAll('[data-w]')) {
    element.textContent = word(element.dataset.w, ...valuesOf(element));
    if (!element.closest('#language')) element.lang = lang;
  }
  for (const element of root.querySelectorAll('[data-l]')) {
    const label = word(element.dataset.l, ...valuesOf(element));
    element.setAttribute('lang', lang);
    element.setAttribute('aria-label', label);
    if (element.tagName === 'BUTTON') element.title = label;
  }
}

// element('button', {class: 'copy'}, child, …): strings become text, never markup.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// A word where it is said once, as an element: what says it makes it anew when the language changes.
function said(key, ...values) {
  return element('span', {lang: document.documentElement.lang}, word(key, ...values));
}

const svgNamespace = 'http://www.w3.org/2000/svg';
function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

document.getElementById('language').addEventListener('click', event => {
  const [page, button] = [document.documentElement, event.currentTarget];
  [page.lang, button.lang] = [button.lang, page.lang];
  speak(document);
  document.dispatchEvent(new Event('language'));
});
