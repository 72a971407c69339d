// The table on the screen: headings and first columns that stay, only the rows in sight, and one input in the cell that is chosen.
// Styles that depend on measures are set through the object model, which a strict content policy allows.
import { changeText, isBlank, isNumber, shownText } from "./_sheet_values.js";

const HEIGHT = 32;
const HEIGHT_WITH_LAST = 50;
const BEYOND = 8;
const WIDTHS = { text: 150, choice: 120, date: 112, code: 120, flag: 84 };
const WIDTH = 92;
const WIDE = 116; // for headings of more than a dozen letters
const ROW_WIDTHS = [150, 260];
const MEASURE_WIDTH = 620;
const UPRIGHT_WIDTH = 300;

function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text) made.textContent = text;
  return made;
}

function widthsOf(model) {
  if (model.isUpright) return [MEASURE_WIDTH, ...model.rows.map(() => UPRIGHT_WIDTH)];
  const longest = Math.max(...model.rows.map((row) => row.label.length));
  const first = Math.min(ROW_WIDTHS[1], Math.max(ROW_WIDTHS[0], longest * 15 + 52));
  return [first, ...model.columns.map((column) => WIDTHS[column.kind] || (column.label.length > 12 ? WIDE : WIDTH))];
}

// How remarks on a cell show: what must be mended goes before what is to be explained, and that before what is.
function markOf(remarks) {
  if (!remarks) return "";
  if (remarks.some((remark) => remark.kind === "logic")) return "has-fault";
  return remarks.every((remark) => remark.settled) ? "is-explained" : "has-doubt";
}

export class SheetView {
  constructor(box, model, words, title) {
    this.box = box;
    this.model = model;
    this.words = words;
    this.shown = new Map(); // rows in the table, by number
    this.active = [0, 0];
    this.anchor = [0, 0];
    this.withLast = false;
    this.input = element("input", { type: "text", class: "cell-input", autocomplete: "off", spellcheck: "false", "aria-describedby": "sheet-bar" });
    this.build(title);
    box.addEventListener("scroll", () => this.renderSoon(), { passive: true });
    new ResizeObserver(() => this.renderSoon()).observe(box);
  }

  build(title) {
    const { model } = this;
    this.table = element("table", { role: "grid", "aria-label": title, "aria-rowcount": model.height + model.headings.length, "aria-colcount": model.width + 1, class: model.isUpright ? "sheet-table is-upright" : "sheet-table" });
    this.table.setAttribute("aria-multiselectable", "true");
    this.widths = widthsOf(model);
    const group = element("colgroup");
    this.widths.forEach((width) => {
      const col = element("col");
      col.style.width = `${width}px`;
      group.append(col);
    });
    this.table.style.width = `${this.widths.reduce((sum, width) => sum + width, 0)}px`;
    this.body = element("tbody");
    this.table.append(group, this.head(model.headings), this.body);
    this.box.replaceChildren(this.table);
    this.stickHead();
    this.render();
  }

  head(headings) {
    const head = element("thead");
    headings.forEach((line, at) => {
      const row = element("tr", { "aria-rowindex": at + 1 });
      line.forEach((heading) => row.append(this.heading(heading)));
      head.append(row);
    });
    return head;
  }

  heading(heading) {
    const cell = element("th", { scope: heading.colspan > 1 ? "colgroup" : "col", colspan: heading.colspan || 1, rowspan: heading.rowspan || 1 });
    cell.append(element("span", { class: "label" }, heading.corner ? (this.model.isUpright ? this.words.measure : this.words.row_heading) : heading.label));
    if (heading.corner) cell.classList.add("is-frozen");
    if (heading.colspan === 1 && !heading.corner) cell.dataset.column = heading.from;
    if (heading.number) cell.classList.add("is-number");
    if (heading.required) cell.append(element("span", { class: "required", title: this.words.required }, "*"));
    if (heading.unit) cell.append(element("span", { class: "unit" }, this.words.unit.replace("{unit}", heading.unit)));
    return cell;
  }

  // Old browsers do not hold a whole head in place: each of its rows gets its own distance from the top.
  stickHead() {
    let top = 0;
    for (const row of this.table.tHead.rows) {
      for (const cell of row.cells) cell.style.top = `${top}px`;
      top += row.getBoundingClientRect().height;
    }
    this.headHeight = top;
  }

  get height() {
    return this.withLast ? HEIGHT_WITH_LAST : HEIGHT;
  }

  showLast(shown) {
    this.withLast = shown;
    this.table.classList.toggle("has-last", shown);
    this.render();
    this.reveal(...this.active);
  }

  // Once before the next picture, and only when rows come into sight that are not in the table: each time it is laid out anew.
  renderSoon() {
    if (this.isScrolling) return;
    this.isScrolling = true;
    requestAnimationFrame(() => {
      this.isScrolling = false;
      const [first, last] = this.rowsInSight();
      if (first < this.drawn[0] || last > this.drawn[1]) this.render();
    });
  }

  rowsInSight(beyond = 0) {
    const first = Math.floor(this.box.scrollTop / this.height) - beyond;
    const last = Math.ceil((this.box.scrollTop + this.box.clientHeight) / this.height) + beyond;
    return [Math.max(0, first), Math.min(this.model.height - 1, last)];
  }

  // The rows in sight and the chosen one, with room in between for those that are not in the table.
  render() {
    const [first, last] = (this.drawn = this.rowsInSight(BEYOND));
    const wanted = new Set([this.active[0]]);
    for (let r = first; r <= last; r += 1) wanted.add(r);
    this.shown.forEach((row, r) => {
      if (wanted.has(r)) return;
      row.remove();
      this.shown.delete(r);
    });
    this.body.querySelectorAll(".gap").forEach((gap) => gap.remove());
    this.fill([...wanted].sort((one, other) => one - other));
  }

  fill(wanted) {
    let next = this.body.firstElementChild;
    let before = -1;
    wanted.forEach((r) => {
      if (r - before > 1) this.body.insertBefore(this.gap(r - before - 1), next);
      if (this.shown.has(r)) {
        next = this.shown.get(r).nextElementSibling;
      } else {
        const row = this.makeRow(r);
        this.shown.set(r, row);
        this.body.insertBefore(row, next);
      }
      before = r;
    });
    const after = this.model.height - 1 - before;
    if (after > 0) this.body.append(this.gap(after));
  }

  gap(rows) {
    const row = element("tr", { class: "gap", "aria-hidden": "true" });
    const cell = element("td", { colspan: this.model.width + 1 });
    cell.style.height = `${rows * this.height}px`;
    row.append(cell);
    return row;
  }

  makeRow(r) {
    const row = element("tr", { "aria-rowindex": r + 1 + this.model.headings.length });
    row.append(this.model.isUpright ? this.measureHead(r) : this.rowHead(r));
    for (let c = 0; c < this.model.width; c += 1) row.append(this.paint(element("td"), r, c));
    row.classList.toggle("is-active", r === this.active[0]);
    return row;
  }

  rowHead(r) {
    const line = this.model.rows[r];
    const head = element("th", { scope: "row", class: "is-frozen", title: `${line.fixed.body_code} ${line.label}` });
    head.append(element("span", { class: "row-number", "aria-hidden": "true" }, String(r + 1)), element("span", { class: "row-label" }, line.label));
    if (line.code) head.append(element("span", { class: "row-code" }, line.code));
    return head;
  }

  // A measure as the head of a line: number, words with unit, and before the first of a group the group.
  measureHead(r) {
    const column = this.model.columns[r];
    const head = element("th", { scope: "row", class: "is-frozen", title: column.path });
    head.append(element("span", { class: "row-number", "aria-hidden": "true" }, String(r + 1)));
    if (column.group) head.append(element("span", { class: "row-group" }, column.group));
    head.append(element("span", { class: "row-label" }, column.label));
    if (column.required) head.append(element("span", { class: "required", title: this.words.required }, "*"));
    if (column.unit) head.append(element("span", { class: "unit" }, this.words.unit.replace("{unit}", column.unit)));
    return head;
  }

  // All that shows in a cell: value or named blank, last year, marks of checks, returns, refusals and conflicts.
  paint(cell, r, c) {
    const { blanks } = this.model;
    const column = this.model.columnOf(r, c);
    const held = this.model.cell(r, c);
    const key = this.model.keyAt(r, c);
    const classes = [
      isNumber(column) && "number",
      column.computed && "is-computed",
      !column.computed && this.model.isAbsent(r, c) && "is-unasked",
      !column.computed && this.model.isLocked(r, c) && "is-locked",
      held.value === "" && !isBlank(held) && "is-absent",
      this.model.mine.has(key) && "is-waiting",
      this.model.returns.has(key) && "is-returned",
      markOf(this.model.remarksAt.get(key)),
      this.model.refused.has(key) && "is-refused",
      this.model.conflicts.has(key) && "is-conflict",
      this.isChosen(r, c) && "is-chosen",
      c === this.active[1] && "in-column",
      c === this.active[1] && r === this.active[0] && "is-here",
    ];
    cell.className = classes.filter(Boolean).join(" ");
    cell.dataset.r = r;
    cell.dataset.c = c;
    if (this.model.isLocked(r, c)) cell.setAttribute("aria-readonly", "true");
    cell.textContent = "";
    cell.append(element("span", { class: "shown" }, shownText(held, column, blanks)));
    if (held.last) cell.append(this.last(held));
    if (r === this.active[0] && c === this.active[1]) cell.append(this.input);
    return cell;
  }

  last(held) {
    const note = element("span", { class: "last" }, this.model.isUpright ? this.words.last.replace("{last}", held.last) : held.last);
    const change = held.change || changeText(held.value, held.last);
    if (change) note.append(element("b", {}, change));
    return note;
  }

  cellAt(r, c) {
    const row = this.shown.get(r);
    return row ? row.cells[c + 1] : null;
  }

  repaint(keys) {
    const focused = document.activeElement === this.input;
    const places = keys ? keys.map((key) => this.model.placeOf(...key.split("\u0000"))) : this.inSight();
    places.forEach((place) => {
      const cell = place && this.cellAt(...place);
      if (!cell || (this.isEditing && cell.contains(this.input))) return;
      this.paint(cell, ...place);
    });
    if (focused && document.activeElement !== this.input) this.holdFocus();
  }

  // All in sight once before the next picture, however many parts of an answer ask for it.
  repaintSoon() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      this.repaint();
    });
  }

  inSight() {
    const places = [];
    this.shown.forEach((_, r) => {
      for (let c = 0; c < this.model.width; c += 1) places.push([r, c]);
    });
    return places;
  }

  get range() {
    const [[ar, ac], [br, bc]] = [this.anchor, this.active];
    return { top: Math.min(ar, br), bottom: Math.max(ar, br), left: Math.min(ac, bc), right: Math.max(ac, bc) };
  }

  isChosen(r, c) {
    const { top, bottom, left, right } = this.range;
    return r >= top && r <= bottom && c >= left && c <= right && (top !== bottom || left !== right);
  }

  // Choose a cell, or with a kept anchor the block from there to it.
  choose(r, c, { keepAnchor = false, focus = true } = {}) {
    const [oldRow, oldColumn] = this.active;
    this.active = [r, c];
    if (!keepAnchor) this.anchor = [r, c];
    if (!this.shown.has(r)) this.render();
    const old = this.cellAt(oldRow, oldColumn);
    this.cellAt(r, c).append(this.input);
    this.cellAt(r, c).classList.add("is-here");
    if (old) this.paint(old, oldRow, oldColumn);
    this.highlight(oldRow, oldColumn);
    this.label();
    this.reveal(r, c);
    if (focus) this.holdFocus();
    this.model.tell("chosen", []);
  }

  highlight(oldRow, oldColumn) {
    const [r, c] = this.active;
    const isBlock = this.range.top !== this.range.bottom || this.range.left !== this.range.right;
    if (oldRow !== r && this.shown.has(oldRow)) this.shown.get(oldRow).classList.remove("is-active");
    this.shown.get(r).classList.add("is-active");
    this.shown.forEach((row, at) => {
      if (oldColumn !== c && row.cells[oldColumn + 1]) row.cells[oldColumn + 1].classList.remove("in-column");
      row.cells[c + 1].classList.add("in-column");
      if (!isBlock && !this.wasBlock) return;
      for (let x = 0; x < this.model.width; x += 1) row.cells[x + 1].classList.toggle("is-chosen", this.isChosen(at, x));
    });
    this.wasBlock = isBlock;
    this.table.tHead.querySelectorAll("[data-column]").forEach((heading) => heading.classList.toggle("in-column", Number(heading.dataset.column) === c));
  }

  // The input holds the value of the chosen cell, all of it selected: what is typed or composed next takes its place.
  label() {
    const [r, c] = this.active;
    const column = this.model.columnOf(r, c);
    const locked = this.model.isLocked(r, c);
    this.input.value = shownText(this.model.cell(r, c), column, this.model.blanks);
    this.input.readOnly = locked;
    this.input.inputMode = isNumber(column) ? "decimal" : "text";
    this.input.setAttribute("aria-label", [this.model.rowOf(r, c).label, column.path || column.label, column.unit].filter(Boolean).join("，"));
    this.input.toggleAttribute("aria-invalid", false);
    if (this.model.refused.has(this.model.keyAt(r, c))) this.input.setAttribute("aria-invalid", "true");
  }

  holdFocus() {
    this.input.focus({ preventScroll: true });
    this.input.select();
  }

  reveal(r, c) {
    const cell = this.cellAt(r, c);
    if (!cell) return;
    const [frozen] = this.widths;
    const top = r * this.height;
    const room = this.box.clientHeight - this.headHeight - this.height;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    else if (top > this.box.scrollTop + room) this.box.scrollTop = top - room;
    if (cell.offsetLeft - frozen < this.box.scrollLeft) this.box.scrollLeft = cell.offsetLeft - frozen;
    else if (cell.offsetLeft + cell.offsetWidth > this.box.scrollLeft + this.box.clientWidth) this.box.scrollLeft = cell.offsetLeft + cell.offsetWidth - this.box.clientWidth;
  }
}
