// The controls of a timeline: stepping, zooming, what is selected and what is said about it.
class Viewer {
  constructor(figure) {
    this.figure = figure;
    this.picture = new Picture(document.getElementById(figure.dataset.timeline).textContent);
    this.selected = this.picture.wrong >= 0 ? this.picture.wrong : 0;
    this.build();
    this.column = Math.min(64, Math.max(22, this.fitting()));
    this.resize();
    this.reveal(this.selected);
    this.tell();
    document.addEventListener('language', () => this.tell());
    new ResizeObserver(() => this.draw()).observe(this.scroller);
  }

  build() {
    const button = (key, sign, act) => {
      const made = element('button', {type: 'button', 'data-l': key}, sign);
      made.addEventListener('click', act);
      return made;
    };
    const {count, wrong} = this.picture;
    this.position = element('output', {class: 'position'});
    this.bar = element('div', {class: 'bar', role: 'toolbar', 'data-l': 'timeline'},
      button('first', '⇤', () => this.go(0)), button('previous', '←', () => this.go(this.selected - 1)), this.position,
      button('next', '→', () => this.go(this.selected + 1)), button('last', '⇥', () => this.go(count - 1)));
    if (wrong >= 0) this.bar.append(this.wordy('to_failure', () => this.go(wrong)));
    this.bar.append(element('span', {class: 'gap'}), button('zoom_out', '−', () => this.zoom(1 / 1.5)),
      button('zoom_in', '+', () => this.zoom(1.5)), this.wordy('fit', () => this.fit()));
    this.labels = element('div', {class: 'lanes'});
    this.svg = svg('svg', {'aria-hidden': 'true', height: this.picture.height});
    this.room = element('div', {class: 'room'}, this.svg);
    this.scroller = element('div', {class: 'scroller', tabindex: 0, role: 'group', 'data-l': 'chart_label',
      'data-v': JSON.stringify([count, this.picture.lanes.length - 1])}, this.room);
    this.now = element('div', {class: 'now', 'aria-live': 'polite'});
    this.figure.append(this.bar, element('div', {class: 'chart'}, this.labels, this.scroller), this.now);
    this.scroller.addEventListener('scroll', () => this.draw(), {passive: true});
    this.scroller.addEventListener('keydown', event => this.key(event));
    this.scroller.addEventListener('click', event => this.go(this.under(event), 'stay'));
    this.scroller.addEventListener('pointermove', event => { this.scroller.title = this.picture.textOf(this.under(event)); });
    this.scroller.addEventListener('wheel', event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.25 : 0.8, event.clientX - this.scroller.getBoundingClientRect().left);
    }, {passive: false});
    speak(this.figure);
    this.label();
  }

  wordy(key, act) {
    const made = element('button', {type: 'button'}, element('span', {'data-w': key}));
    made.addEventListener('click', act);
    return made;
  }

  label() {
    this.labels.style.paddingTop = `${headroom}px`;
    for (const {kind, name} of this.picture.lanes) {
      const label = kind === 'scenario' ? element('span', {'data-w': 'scenario'}) : element('span', {}, name);
      this.labels.append(element('div', {class: `lane of-${kind}`, style: `height:${this.picture.laneHeight}px`, title: kind === 'scenario' ? '' : name}, label));
    }
    speak(this.labels);
  }

  fitting() { return Math.max(narrowest, (this.scroller.clientWidth - 2 * pad) / this.picture.count); }

  under(event) {
    const inside = event.clientX - this.scroller.getBoundingClientRect().left + this.scroller.scrollLeft - pad;
    return Math.min(this.picture.count - 1, Math.max(0, Math.floor(inside / this.column)));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = {
      ArrowLeft: () => this.go(this.selected - 1), ArrowRight: () => this.go(this.selected + 1), Home: () => this.go(0),
      End: () => this.go(this.picture.count - 1), '+': () => this.zoom(1.5), '=': () => this.zoom(1.5), '-': () => this.zoom(1 / 1.5),
      0: () => this.fit(), f: () => this.picture.wrong >= 0 && this.go(this.picture.wrong),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  go(mark, stay = '') {
    this.selected = Math.min(this.picture.count - 1, Math.max(0, mark));
    if (stay) this.draw(); else this.reveal(this.selected);
    this.tell();
  }

  // Keeps the place at `at` pixels where it is; without one, the selected mark.
  zoom(by, at) {
    const place = at ?? Math.min(this.scroller.clientWidth, Math.max(0, pad + (this.selected + 0.5) * this.column - this.scroller.scrollLeft));
    const mark = (this.scroller.scrollLeft + place - pad) / this.column;
    this.column = Math.min(widest, Math.max(Math.min(this.fitting(), readable), this.column * by));
    this.resize();
    this.scroller.scrollLeft = pad + mark * this.column - place;
    this.draw();
  }

  fit() {
    this.column = Math.min(widest, this.fitting());
    this.resize();
    this.draw();
  }

  resize() { this.room.style.width = `${Math.ceil(2 * pad + this.picture.count * this.column)}px`; }

  reveal(mark) {
    const place = pad + (mark + 0.5) * this.column;
    const {scrollLeft, clientWidth} = this.scroller;
    if (place < scrollLeft + 3 * this.column || place > scrollLeft + clientWidth - 3 * this.column)
      this.scroller.scrollLeft = place - clientWidth * 0.6;
    this.draw();
  }

  draw() {
    const width = this.scroller.clientWidth;
    if (width === 0) return;
    const scrolled = this.scroller.scrollLeft;
    const from = Math.max(0, Math.floor((scrolled - pad) / this.column));
    const to = Math.min(this.picture.count - 1, Math.ceil((scrolled + width - pad) / this.column));
    this.svg.setAttribute('width', width);
    this.svg.innerHTML = drawn(this.picture, {from, to, column: this.column, left: pad - scrolled, selected: this.selected, width});
  }

  // ---- in words ----

  tell() {
    this.position.lang = document.documentElement.lang;
    this.position.textContent = word('position', this.selected + 1, this.picture.count);
    this.position.title = word('event', this.picture.eventOf(this.selected));
    const rows = element('ol', {class: 'around'});
    const first = Math.max(0, Math.min(this.selected - 2, this.picture.count - 5));
    for (let i = first; i < Math.min(this.picture.count, first + 5); ++i) rows.append(this.row(i));
    this.now.replaceChildren(rows, this.more());
  }

  row(mark) {
    const {picture} = this;
    const lane = picture.lanes[picture.laneOf(mark)];
    const sign = svg('svg', {viewBox: '-9 -9 18 18', width: 16, height: 16, 'aria-hidden': 'true'});
    sign.innerHTML = shape(picture.kindOf(mark), 0, 0);
    const made = element('li', mark === this.selected ? {class: 'current', 'aria-current': 'step'} : {'aria-hidden': 'true'}, sign,
      element('span', {class: 'who'}, lane.kind === 'scenario' ? said('scenario') : lane.name),
      element('span', {class: 'where'}, picture.whereOf(mark)), element('span', {class: 'what'}, picture.textOf(mark)));
    made.addEventListener('click', () => this.go(mark));
    return made;
  }

  more() {
    const {picture, selected} = this;
    const made = element('ul', {class: 'more'});
    const add = (key, ...rest) => made.append(element('li', {}, element('span', {class: 'label'}, said(key)), ' ', ...rest));
    const jump = mark => {
      const lane = picture.lanes[picture.laneOf(mark)];
      const link = element('button', {type: 'button', class: 'jump'}, lane.kind === 'scenario' ? said('scenario') : lane.name,
        `: ${picture.textOf(mark)}`);
      link.addEventListener('click', () => { this.go(mark); this.scroller.focus(); });
      return link;
    };
    if (picture.payloadOf(selected)) add('bytes', element('code', {}, picture.payloadOf(selected)));
    const span = picture.spans.find(one => one.from === selected);
    if (span) made.append(element('li', {}, span.forEver ? said('waits_for_ever') : said('waits_until', picture.nameOf(span.to) || span.to + 1)));
    for (const arrow of picture.arrows.filter(one => one.to === selected).slice(0, 4)) add('came_from', jump(arrow.from));
    for (const arrow of picture.arrows.filter(one => one.from === selected).slice(0, 4)) add('leads_to', jump(arrow.to));
    return made;
  }
}
