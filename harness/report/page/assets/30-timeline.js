// A timeline: what it holds, and what is drawn of it. Only the part in view is drawn, so that ten thousand marks are no more work
// than fifty. Every column holds one mark: whatever is under the pointer is a division.
const pad = 18;
const headroom = 16;
const narrowest = 0.02;
const widest = 96;
const readable = 7;  // columns narrower than this show ticks instead of signs

class Picture {
  constructor(json) {
    const {lanes, texts, marks, spans, arrows, wrong} = JSON.parse(json);
    this.lanes = lanes.map(([kind, name, first, last]) => ({kind, name, first, last}));
    this.count = marks.length / 7;
    this.laneOf = i => marks[7 * i];
    this.kindOf = i => markKinds[marks[7 * i + 1]];
    this.nameOf = i => texts[marks[7 * i + 2]];
    this.whereOf = i => texts[marks[7 * i + 3]];
    this.textOf = i => texts[marks[7 * i + 4]];
    this.payloadOf = i => texts[marks[7 * i + 5]];
    this.eventOf = i => marks[7 * i + 6];
    this.spans = [];
    for (let i = 0; i < spans.length; i += 4)
      this.spans.push({lane: spans[i], from: spans[i + 1], to: spans[i + 2], forEver: spans[i + 3] === 1});
    this.arrows = [];
    for (let i = 0; i < arrows.length; i += 4)
      this.arrows.push({from: arrows[i], to: arrows[i + 1], kind: arrowKinds[arrows[i + 2]], label: texts[arrows[i + 3]]});
    this.wrong = wrong;
    this.laneHeight = this.lanes.length > 10 ? 28 : 40;
    this.height = headroom + this.lanes.length * this.laneHeight;
  }

  y(lane) { return headroom + (lane + 0.5) * this.laneHeight; }
}

// Marks `from` to `to` of a picture, `column` pixels each, the first of all at `left`.
function drawn(picture, {from, to, column, left, selected, width}) {
  const x = i => Math.round((left + (i + 0.5) * column) * 10) / 10;
  const fine = column >= readable;
  const out = [];
  if (picture.wrong >= from && picture.wrong <= to)
    out.push(`<rect class="here" x="${x(picture.wrong) - Math.max(column, 14) / 2}" y="0" width="${Math.max(column, 14)}" height="${picture.height}"/>`);
  picture.lanes.forEach((lane, number) => {
    if (lane.first > to || lane.last < from) return;
    const y = picture.y(number);
    out.push(`<path class="life of-${lane.kind}" d="M${x(Math.max(lane.first, from - 1))} ${y}H${x(Math.min(lane.last, to + 1))}"/>`);
  });
  out.push(sleeps(picture, {from, to, x, fine, width}));
  out.push(arrowsIn(picture, {from, to, x, fine, selected}));
  out.push(fine ? signs(picture, {from, to, x, selected, column}) : ticks(picture, {from, to, x, selected}));
  return out.join('');
}

// Coarse ones are one shape, and what would lie on one pixel is drawn once: the eye sees no more, and the browser draws it at once.
function sleeps(picture, {from, to, x, fine, width}) {
  const out = [];
  const coarse = [];
  const until = picture.lanes.map(() => -1);
  for (const span of picture.spans) {
    if (span.from > to || span.to < from) continue;
    const x1 = x(Math.max(span.from, from - 1));
    const x2 = Math.max(x1 + 1, span.forEver && span.to > to ? Math.min(width, x(picture.count)) : x(Math.min(span.to, to + 1)));
    const y = picture.y(span.lane) - 7;
    if (fine || span.forEver) {
      out.push(`<rect class="sleep${span.forEver ? ' never' : ''}" x="${x1}" y="${y}" width="${x2 - x1}" height="14" rx="3"/>`);
    } else if (x2 >= until[span.lane] + 1) {
      until[span.lane] = x2;
      coarse.push(`M${x1} ${y}H${x2}v14H${x1}Z`);
    }
  }
  if (coarse.length) out.unshift(`<path class="sleep" d="${coarse.join('')}"/>`);
  return out.join('');
}

function arrowsIn(picture, {from, to, x, fine, selected}) {
  const lines = {};
  const out = [];
  for (const arrow of picture.arrows) {
    if (arrow.from > to || arrow.to < from) continue;
    const hot = arrow.from === selected || arrow.to === selected;
    const [x1, y1, x2, y2] = [x(arrow.from), picture.y(picture.laneOf(arrow.from)), x(arrow.to), picture.y(picture.laneOf(arrow.to))];
    if (hot || fine) {
      const extra = hot ? ' hot' : '';
      out.push(`<path class="a ${arrow.kind}${extra}" d="${arrowPath(x1, y1, x2, y2)}"/><path class="a ${arrow.kind} head${extra}" d="${arrowHead(y1, x2, y2)}"/>`);
      if (hot && arrow.label)
        out.push(`<text class="on-arrow" x="${(x1 + x2) / 2}" y="${(y1 + y2) / 2 - (y1 === y2 ? 22 : 4)}">${escaped(arrow.label)}</text>`);
    } else {
      (lines[arrow.kind] ??= new Set()).add(`M${Math.round(x1)} ${y1}L${Math.round(x2)} ${y2}`);
    }
  }
  for (const [kind, paths] of Object.entries(lines)) out.unshift(`<path class="a ${kind} thin" d="${[...paths].join('')}"/>`);
  return out.join('');
}

function signs(picture, {from, to, x, selected, column}) {
  const out = [];
  const free = picture.lanes.map(() => -Infinity);  // where the last label of a lane ends
  for (let i = from; i <= to; ++i) {
    const lane = picture.laneOf(i);
    const y = picture.y(lane);
    out.push(shape(picture.kindOf(i), x(i), y, i === selected ? ' selected' : ''));
    if (i === selected) out.push(`<circle class="ring" cx="${x(i)}" cy="${y}" r="10"/>`);
    const name = picture.nameOf(i);
    const half = name.length * 3;
    if (!name || picture.laneHeight < 36 || column < 12 || x(i) - half < free[lane]) continue;
    free[lane] = x(i) + half + 4;
    out.push(`<text class="name" x="${x(i)}" y="${y + 18}">${escaped(name)}</text>`);
  }
  return out.join('');
}

// So many that only their density can be seen; what went wrong is still drawn as a sign.
function ticks(picture, {from, to, x, selected}) {
  const paths = {};
  const out = [];
  for (let i = from; i <= to; ++i) {
    const kind = picture.kindOf(i);
    const y = picture.y(picture.laneOf(i));
    if (kind === 'wrong' || kind === 'failed' || kind === 'fault' || i === selected) {
      out.push(shape(kind, x(i), y, i === selected ? ' selected' : ''));
      if (i === selected) out.push(`<circle class="ring" cx="${x(i)}" cy="${y}" r="10"/>`);
    } else {
      (paths[kind] ??= new Set()).add(`M${Math.round(x(i))} ${y - 5}v10`);
    }
  }
  return Object.entries(paths).map(([kind, all]) => `<path class="tick ${kind}" d="${[...all].join('')}"/>`).join('') + out.join('');
}
