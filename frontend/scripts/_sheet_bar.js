// The line under the table: all about the chosen cell in words, also for readers of the screen. Nothing floats over the table.
import { changeText } from "./_sheet_values.js";
import { make, moment, said } from "./_sheet_parts.js";

export class SheetBar {
  constructor({ bar, note, view, model, words }) {
    Object.assign(this, { bar, note, view, model, words });
    model.watch(() => this.show());
    note.addEventListener("change", () => this.takeNote());
    note.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      view.holdFocus(); // which changes the note first
    });
  }

  // A sentence beside the coded reason of a named blank.
  takeNote() {
    const [r, c] = this.notedAt;
    this.model.enter([{ r, c, entry: { ...this.model.plainAt(r, c), note: this.note.value.trim() } }]);
  }

  showNote(r, c, held) {
    this.note.hidden = held.value !== "" || held.state === "" || this.model.isLocked(r, c);
    if (document.activeElement === this.note) return;
    this.notedAt = [r, c];
    this.note.value = held.note;
  }

  show() {
    const [r, c] = this.view.active;
    const row = this.model.rowOf(r, c);
    const column = this.model.columnOf(r, c);
    const held = this.model.cell(r, c);
    this.showNote(r, c, held);
    const name = make("b", {}, said(this.words.place, { row: r + 1, name: row.label, column: column.path || column.label }));
    const facts = [...this.asked(column), ...this.past(held)].join("　");
    this.bar.replaceChildren(make("div", { class: "about" }, name, column.unit ? said(this.words.unit, { unit: column.unit }) : "", " ", make("span", {}, facts)), ...this.trouble(r, c, held));
  }

  asked(column) {
    const { words } = this;
    return [column.computed && said(words.formula, { formula: column.formula }), this.range(column.range), column.hint].filter(Boolean);
  }

  range([least, most]) {
    const { words } = this;
    if (least === "" && most === "") return "";
    return said(most === "" ? words.range_from : least === "" ? words.range_to : words.range, { least, most });
  }

  past(held) {
    const { words } = this;
    const change = held.change || changeText(held.value, held.last || "");
    const reason = [this.reason(held), held.note].filter(Boolean).join("，");
    return [
      held.last && said(change ? words.last_with_change : words.last, { last: held.last, change }),
      reason && said(words.reason, { reason }),
      held.written && said(words.written, { written: held.written }),
      held.by && said(words.by, { by: held.by, at: held.at ? moment(held.at) : "" }),
    ].filter(Boolean);
  }

  reason(held) {
    const blank = this.model.blanks.find((each) => each.id === held.state);
    const found = blank && blank.reasons.find((each) => each.code === held.reason);
    return found ? found.label : held.reason;
  }

  trouble(r, c, held) {
    const key = this.model.keyAt(r, c);
    const lines = [];
    if (this.model.refused.has(key)) lines.push(["fault", said(this.words.refused, { words: this.model.refused.get(key) })]);
    if (this.model.conflicts.has(key)) lines.push(["fault", this.words.in_conflict]);
    if (this.model.returns.has(key)) lines.push(["returned", said(this.words.returned, { reason: this.model.returns.get(key) })]);
    if (held.told) lines.push(["doubt", held.told]);
    (this.model.remarksAt.get(key) || []).forEach((remark) => lines.push([remark.kind === "logic" ? "fault" : "doubt", remark.words]));
    return lines.map(([tone, words]) => make("div", { class: `is-${tone}` }, words));
  }
}
