// A sheet as it stands: what the server holds, what was entered here and is not kept there yet, and the steps back and forth.
import { EMPTY, isBlank, sameEntry } from "./_sheet_values.js";

const STEPS = 200;
const NOTHING = Object.freeze({ ...EMPTY, last: "" });

export const cellKey = (row, col) => `${row}\u0000${col}`;

export class SheetModel {
  constructor(sheet) {
    this.mine = new Map(); // by cell: entry that the server has not confirmed, with the number of the sheet it was made on
    this.sending = new Set(); // cells whose entries are on their way
    this.refused = new Map(); // by cell: the server's words why it did not take the entry
    this.conflicts = new Map(); // by cell: what another person entered meanwhile
    this.back = [];
    this.forth = [];
    this.watchers = [];
    this.take(sheet);
  }

  take(sheet) {
    const { columns, rows, cells, computed, headings, blanks, mayEdit, seq } = sheet;
    Object.assign(this, { columns, rows, cells, computed, headings, blanks, mayEdit, seq });
    this.isUpright = sheet.isUpright;
    this.takeRemarks(sheet.remarks);
    this.takeReturns(sheet.returns);
    this.rowAt = new Map(this.rows.map((row, at) => [row.key, at]));
    this.colAt = new Map(this.columns.map((column, at) => [column.id, at]));
  }

  takeRemarks(remarks) {
    this.remarks = remarks;
    this.remarksAt = new Map();
    remarks.forEach((remark) =>
      remark.cells.forEach(([row, col]) => {
        const key = cellKey(row, col);
        this.remarksAt.set(key, [...(this.remarksAt.get(key) || []), remark]);
      }),
    );
  }

  takeReturns(returns) {
    this.returns = new Map(returns.filter((each) => each.col).map((each) => [cellKey(each.row, each.col), each.words]));
  }

  watch(watcher) {
    this.watchers.push(watcher);
  }

  tell(what, keys) {
    this.watchers.forEach((watcher) => watcher(what, keys));
  }

  // A table of one body stands upright, as its paper form does: its measures are the lines, the body is the column.
  get height() {
    return this.isUpright ? this.columns.length : this.rows.length;
  }

  get width() {
    return this.isUpright ? this.rows.length : this.columns.length;
  }

  rowOf(r, c) {
    return this.rows[this.isUpright ? c : r];
  }

  columnOf(r, c) {
    return this.columns[this.isUpright ? r : c];
  }

  keyAt(r, c) {
    return cellKey(this.rowOf(r, c).key, this.columnOf(r, c).id);
  }

  placeOf(row, col) {
    if (!this.rowAt.has(row) || !this.colAt.has(col)) return null;
    const place = [this.rowAt.get(row), this.colAt.get(col)];
    return this.isUpright ? place.reverse() : place;
  }

  kept(row, col) {
    return (this.cells[row] && this.cells[row][col]) || NOTHING;
  }

  // The cell with what was entered here on top.
  cell(r, c) {
    const [row, column] = [this.rowOf(r, c).key, this.columnOf(r, c)];
    if (column.computed) return { ...NOTHING, value: (this.computed[row] && this.computed[row][column.id]) || "" };
    const kept = this.kept(row, column.id);
    const mine = this.mine.get(this.keyAt(r, c));
    return mine ? { last: kept.last, ...plain(mine) } : kept;
  }

  plainAt(r, c) {
    return plain(this.cell(r, c));
  }

  // Cells that are not asked of a row: measures of a junior school in the row of a primary school.
  isAbsent(r, c) {
    return this.rowOf(r, c).absent.has(this.columnOf(r, c).id);
  }

  isLocked(r, c) {
    return !this.mayEdit || !this.rowOf(r, c).may_edit || this.columnOf(r, c).computed || this.isAbsent(r, c);
  }

  isMissing(r, c) {
    const column = this.columnOf(r, c);
    return column.required && !column.is_key && !column.computed && !this.isAbsent(r, c) && isBlank(this.cell(r, c));
  }

  countMissing() {
    let count = 0;
    for (let r = 0; r < this.height; r += 1) for (let c = 0; c < this.width; c += 1) count += this.isMissing(r, c) ? 1 : 0;
    return count;
  }

  // Enter into cells as one step; locked cells and those that hold the same already are left alone. How many changed.
  enter(entries) {
    const changed = entries.filter(({ r, c, entry }) => !this.isLocked(r, c) && !sameEntry(plain(this.cell(r, c)), entry));
    if (!changed.length) return 0;
    const step = changed.map(({ r, c, entry }) => ({ key: this.keyAt(r, c), r, c, before: plain(this.cell(r, c)), after: plain(entry) }));
    this.back.push(step);
    if (this.back.length > STEPS) this.back.shift();
    this.forth = [];
    this.put(step, "after");
    return changed.length;
  }

  put(step, side) {
    step.forEach(({ key, r, c, ...entries }) => {
      const [row, col] = [this.rowOf(r, c).key, this.columnOf(r, c).id];
      const kept = this.kept(row, col);
      const waits = this.mine.get(key);
      if (sameEntry(plain(kept), entries[side]) && !this.sending.has(key)) this.mine.delete(key);
      else this.mine.set(key, { row, col, ...entries[side], base: waits ? waits.base : this.seq });
      this.refused.delete(key);
    });
    this.tell("entered", step.map(({ key }) => key));
  }

  undo() {
    return this.turn(this.back, this.forth, "before");
  }

  redo() {
    return this.turn(this.forth, this.back, "after");
  }

  turn(from, to, side) {
    const step = from.pop();
    if (!step) return null;
    to.push(step);
    this.put(step, side);
    return step[0];
  }
}

function plain({ value, state, reason, note }) {
  return { value, state, reason, note };
}

// The furthest cell in a direction before a border between filled and empty cells, as spreadsheets jump.
export function edge(model, [r, c], [down, right]) {
  const inside = (y, x) => y >= 0 && x >= 0 && y < model.height && x < model.width;
  const filled = (y, x) => !isBlank(model.cell(y, x));
  if (!inside(r + down, c + right)) return [r, c];
  const through = filled(r, c) && filled(r + down, c + right);
  let [y, x] = [r + down, c + right];
  while (inside(y + down, x + right) && (through ? filled(y + down, x + right) : !filled(y, x))) [y, x] = [y + down, x + right];
  return [y, x];
}
