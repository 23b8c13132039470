// The wait-for graph: who waits on the left, what for on the right; an arrow to the right waits, one to the left could help but
// waits as well.
const rowHeight = 86;
const boxWidth = 190;

function drawGraph(figure) {
  const {waiters, things, waits, could} = JSON.parse(document.getElementById(figure.dataset.graph).textContent);
  const rows = Math.max(waiters.length, things.length);
  const height = rows * rowHeight;
  const width = 640;
  const y = (place, count) => (place + 0.5) * (height / count);
  const out = [];
  const labels = [];
  const edge = (kind, x1, y1, x2, y2, label, bow) => {
    const middle = (x1 + x2) / 2;
    const toRight = x2 > x1;
    // Near its end an edge is alone: labels in the middle would lie where edges cross.
    const near = {x: toRight ? x2 - 66 : x2 + 80, y: y2 + (y1 - y2) * 0.07 + bow * 0.4};
    const d = `M${x1} ${y1}C${middle} ${y1 + bow} ${middle} ${y2 + bow} ${x2} ${y2}`;
    const tip = toRight ? -9 : 9;
    out.push(`<path class="edge ${kind}" d="${d}"/><path class="edge head ${kind}" d="M${x2 + tip} ${y2 - 5}L${x2} ${y2}L${x2 + tip} ${y2 + 5}"/>`);
    if (label) labels.push(`<text class="edge-label" x="${near.x}" y="${near.y + (bow < 0 ? -4 : 12)}">${escaped(label)}</text>`);
  };
  for (const [waiter, thing, label] of waits)
    edge('waits', boxWidth, y(waiter, waiters.length) - 8, width - boxWidth, y(thing, things.length) - 8, label, -14);
  for (const [waiter, thing, label] of could)
    edge('could', width - boxWidth, y(thing, things.length) + 8, boxWidth, y(waiter, waiters.length) + 8, label, 14);
  const box = (x, middle, kind, lines) => {
    out.push(`<rect class="box ${kind}" x="${x + 1}" y="${middle - 24}" width="${boxWidth - 2}" height="48" rx="${kind === 'thing' ? 24 : 6}"/>`);
    lines.filter(Boolean).forEach((line, number, all) => {
      const text = line.length > 26 ? `${line.slice(0, 25)}…` : line;
      out.push(`<text class="${number === 0 ? 'box-name' : 'box-note'}" x="${x + boxWidth / 2}" y="${middle + 4 + (number - (all.length - 1) / 2) * 16}">${escaped(text)}</text>`);
    });
  };
  waiters.forEach((lines, i) => box(0, y(i, waiters.length), 'waiter', lines));
  things.forEach((name, i) => box(width - boxWidth, y(i, things.length), 'thing', [name]));
  const made = svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img', 'data-l': 'wait_graph'});
  made.innerHTML = out.concat(labels).join('');
  figure.append(made);
  speak(figure);
}
