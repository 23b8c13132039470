'use strict';
// The page's words, in the language of <html lang>. Elements that carry data-w (text) or data-l (label) change with it.
const tables = JSON.parse(document.getElementById('words').textContent);

function word(key, ...values) {
  const text = tables[document.documentElement.lang][key] ?? key;
  let next = 0;
  return text.replace(/\{(\d*)\}/g, (_, place) => values[place === '' ? next++ : Number(place)] ?? '');
}

function speak(root) {
  const valuesOf = element => JSON.parse(element.dataset.v ?? '[]');
  for (const element of root.querySelectorAll('[data-w]')) element.textContent = word(element.dataset.w, ...valuesOf(element));
  for (const element of root.querySelectorAll('[data-l]')) {
    const label = word(element.dataset.l, ...valuesOf(element));
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

const svgNamespace = 'http://www.w3.org/2000/svg';
function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

document.getElementById('language').addEventListener('click', () => {
  document.documentElement.lang = document.documentElement.lang === 'en' ? 'ko' : 'en';
  speak(document);
  document.dispatchEvent(new Event('language'));
});
