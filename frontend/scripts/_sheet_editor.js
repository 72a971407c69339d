// Changing one cell. Its input is there before the first key, so that an input method composes in it from the first letter on.
import { readEntry, shownText } from "./_sheet_values.js";
import { ChoiceList } from "./_sheet_list.js";

export class SheetEditor {
  constructor(view, model, say, words) {
    this.view = view;
    this.model = model;
    this.say = say;
    this.words = words;
    this.byTyping = false;
    this.list = new ChoiceList(view.box.parentElement, view.input);
    view.isEditing = false;
    view.input.addEventListener("compositionstart", () => this.start(true));
    view.input.addEventListener("beforeinput", () => this.start(true));
    view.input.addEventListener("input", () => this.list.isOpen && this.list.filter(view.input.value));
    view.input.addEventListener("blur", () => this.commit());
  }

  get isEditing() {
    return this.view.isEditing;
  }

  get column() {
    return this.model.columnOf(...this.view.active);
  }

  // Begin: by typing the old value goes (it is selected), by F2 or double click the caret stands behind it.
  start(byTyping) {
    if (this.isEditing) return;
    const [r, c] = this.view.active;
    if (this.model.isLocked(r, c)) {
      this.say(this.column.computed ? this.words.computed : this.model.isAbsent(r, c) ? this.words.unasked : this.words.locked, "note");
      return;
    }
    const { input } = this.view;
    this.view.isEditing = true;
    this.byTyping = byTyping;
    const cell = this.view.cellAt(r, c);
    cell.classList.add("is-editing");
    if (!byTyping) input.setSelectionRange(input.value.length, input.value.length);
    if (this.column.choices.length) this.list.open(this.column.choices, cell, this.column.label, (value) => this.pick(value));
  }

  pick(value) {
    const choice = this.column.choices.find((each) => each.value === value);
    this.view.input.value = choice.label;
    this.commit();
    this.view.holdFocus();
  }

  // Take what stands in the input, or the choice that is marked in the list.
  commit() {
    if (!this.isEditing) return;
    const [r, c] = this.view.active;
    const { input } = this.view;
    const { chosen } = this.list;
    const { blanks } = this.model;
    const text = chosen === null ? input.value : this.column.choices.find((each) => each.value === chosen).label;
    this.finish();
    if (text !== shownText(this.model.cell(r, c), this.column, blanks)) this.model.enter([{ r, c, entry: readEntry(text, this.column, blanks) }]);
    this.view.paint(this.view.cellAt(r, c), r, c);
    this.view.label();
  }

  cancel() {
    const [r, c] = this.view.active;
    this.finish();
    this.view.paint(this.view.cellAt(r, c), r, c);
    this.view.label();
    this.view.holdFocus();
  }

  finish() {
    this.view.isEditing = false;
    this.list.close();
  }
}
