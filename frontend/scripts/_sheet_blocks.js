// What is done with a block of cells: copied, cut, pasted, emptied, given a reason for being blank. Each is one step back.
import { readBlock, writeBlock } from "./_sheet_clipboard.js";
import { EMPTY, readEntry, shownText } from "./_sheet_values.js";

export class SheetBlocks {
  constructor(view, model, say, words) {
    this.view = view;
    this.model = model;
    this.say = say;
    this.words = words;
  }

  places() {
    const { top, bottom, left, right } = this.view.range;
    const places = [];
    for (let r = top; r <= bottom; r += 1) for (let c = left; c <= right; c += 1) places.push([r, c]);
    return places;
  }

  copy() {
    const { top, bottom, left, right } = this.view.range;
    const rows = [];
    for (let r = top; r <= bottom; r += 1) {
      const row = [];
      for (let c = left; c <= right; c += 1) row.push(shownText(this.model.cell(r, c), this.model.columnOf(r, c), this.model.blanks));
      rows.push(row);
    }
    this.say(this.words.copied.replace("{rows}", rows.length).replace("{columns}", rows[0].length), "note");
    return writeBlock(rows);
  }

  // A block goes in whole or not at all; one cell fills all that is chosen; computed cells keep what they compute.
  paste(text) {
    if (!this.model.mayEdit) {
      this.say(this.words.locked, "fault");
      return;
    }
    const block = readBlock(text);
    if (!block.length) return;
    const { top, bottom, left, right } = this.view.range;
    const fills = block.length === 1 && block[0].length === 1;
    const [down, across] = fills ? [bottom - top + 1, right - left + 1] : [block.length, block[0].length];
    const room = [this.model.height - top, this.model.width - left];
    if (down > room[0] || across > room[1]) {
      const numbers = { rows: down, columns: across, roomRows: room[0], roomColumns: room[1] };
      this.say(this.words.pasteTooBig.replace(/\{(\w+)\}/g, (_, name) => numbers[name]), "fault");
      return;
    }
    const entries = [];
    let locked = 0;
    for (let y = 0; y < down; y += 1) {
      for (let x = 0; x < across; x += 1) {
        const [r, c] = [top + y, left + x];
        if (this.model.isLocked(r, c)) locked += 1;
        else entries.push({ r, c, entry: readEntry(fills ? block[0][0] : block[y][x], this.model.columnOf(r, c), this.model.blanks) });
      }
    }
    const changed = this.model.enter(entries);
    this.view.choose(top, left);
    this.view.anchor = [top + down - 1, left + across - 1];
    this.view.highlight(top, left);
    const words = locked ? this.words.pastedBut : this.words.pasted;
    this.say(words.replace("{count}", changed).replace("{locked}", locked), "note");
  }

  fill(entry) {
    const changed = this.model.enter(this.places().map(([r, c]) => ({ r, c, entry })));
    if (!changed && this.places().every(([r, c]) => this.model.isLocked(r, c))) this.say(this.words.locked, "note");
    this.view.label();
    return changed;
  }

  clear() {
    this.fill(EMPTY);
  }
}
