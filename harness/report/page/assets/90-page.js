// Brings a page to life: timelines are made when they come into view, graphs at once.
let viewers = 0;
function bring(figure) {
  if (figure.viewer) return;
  if (viewers++ === 0) figure.before(legend());
  figure.viewer = new Viewer(figure);
}

const seen = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    seen.unobserve(entry.target);
    bring(entry.target);
  }
}, {rootMargin: '300px'});
for (const figure of document.querySelectorAll('[data-timeline]')) seen.observe(figure);
for (const figure of document.querySelectorAll('[data-graph]')) drawGraph(figure);

document.addEventListener('click', event => {
  const button = event.target.closest('button.copy');
  if (!button) return;
  const text = button.parentElement.querySelector('code').textContent;
  const done = () => { button.replaceChildren(element('span', {'data-w': 'copied', role: 'status', lang: document.documentElement.lang}, word('copied'))); };
  // From a file there is no clipboard API in some browsers: then the text is selected, ready to be copied.
  const select = () => { getSelection().selectAllChildren(button.parentElement.querySelector('code')); };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, select); else select();
});

// A link to a scenario opens it.
function openTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener('hashchange', openTarget);
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#"]');
  const target = link && document.getElementById(link.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
});
openTarget();

// On paper everything that is open is drawn whole, as far as it can be read.
addEventListener('beforeprint', () => {
  for (const figure of document.querySelectorAll('details[open] > .body > [data-timeline]')) {
    bring(figure);
    figure.viewer.column = Math.max(10, Math.min(40, 560 / figure.viewer.picture.count));
    figure.viewer.resize();
    figure.viewer.reveal(figure.viewer.selected);
  }
});
