// How marks and arrows look. Every kind has a shape of its own: colour only repeats it.
const markKinds = ['done', 'held', 'failed', 'call', 'small', 'send', 'receive', 'wait', 'fork', 'exit', 'signal', 'wrong', 'fault',
  'peer', 'gap'];
const arrowKinds = ['bytes', 'end_of_file', 'wake', 'start', 'exit', 'signal'];

// Paths around the origin, at most 7 units from it.
const shapes = {
  done: 'M-4-6L5 0L-4 6Z',
  held: 'M-6 0L-2 5L6-5',
  failed: 'M-5-5L5 5M-5 5L5-5',
  call: 'M-3.5 0A3.5 3.5 0 1 1 3.5 0A3.5 3.5 0 1 1-3.5 0',
  small: 'M-2 0A2 2 0 1 1 2 0A2 2 0 1 1-2 0',
  send: 'M-5-5H1L6 0L1 5H-5Z',
  receive: 'M-5-5H5V5H-5L0 0Z',
  wait: 'M-5-6H5L-5 6H5Z',
  fork: 'M-6 0H0M0 0L6-5M0 0L6 5',
  exit: 'M-4-6V6M0-6V6',
  signal: 'M1-7L-4 1H0L-1 7L4-1H0Z',
  wrong: 'M0-7L7 6H-7ZM0-2.5V2M0 3.6V4.4',
  fault: 'M0-7L7 0L0 7L-7 0ZM0-3.5V1M0 2.6V3.4',
  peer: 'M-4-4H4V4H-4Z',
  gap: 'M-6 0H-4M-1 0H1M4 0H6',
};

function shape(kind, x, y, extra = '') {
  return `<path class="m ${kind}${extra}" transform="translate(${x} ${y})" d="${shapes[kind]}"/>`;
}

function arrowPath(x1, y1, x2, y2) {
  if (y1 === y2) {
    const high = Math.min(16, 6 + (x2 - x1) / 8);
    return `M${x1} ${y1 - 7}C${x1} ${y1 - 7 - high} ${x2} ${y2 - 7 - high} ${x2} ${y2 - 8}`;
  }
  const bend = Math.min(60, Math.max(8, (x2 - x1) / 2));
  return `M${x1 + 5} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 7} ${y2}`;
}

function arrowHead(y1, x2, y2) {
  return y1 === y2 ? `M${x2 - 4} ${y2 - 14}L${x2} ${y2 - 8}L${x2 + 4} ${y2 - 14}` : `M${x2 - 13} ${y2 - 4}L${x2 - 6} ${y2}L${x2 - 13} ${y2 + 4}`;
}

function escaped(text) {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}

// One legend a page, before the first timeline.
function legend() {
  const rows = element('ul', {class: 'signs'});
  const row = (picture, key) => rows.append(element('li', {}, picture, element('span', {'data-w': key})));
  for (const kind of markKinds) {
    const picture = svg('svg', {viewBox: '-9 -9 18 18', width: 18, height: 18, 'aria-hidden': 'true'});
    picture.innerHTML = shape(kind, 0, 0);
    row(picture, `sign.${kind}`);
  }
  for (const kind of arrowKinds) {
    const picture = svg('svg', {viewBox: '0 -9 36 18', width: 36, height: 18, 'aria-hidden': 'true'});
    picture.innerHTML = `<path class="a ${kind}" d="M0 0H28"/><path class="a ${kind} head" d="M22-4L29 0L22 4"/>`;
    row(picture, `arrow.${kind}`);
  }
  const made = element('details', {class: 'legend'}, element('summary', {}, element('span', {'data-w': 'legend'})), rows);
  speak(made);
  return made;
}
