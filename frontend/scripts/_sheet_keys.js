// Keyboard, mouse and clipboard of the table, as people know them from spreadsheets.
import { edge } from "./_sheet_model.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class SheetKeys {
  constructor({ view, model, editor, blocks, say, words, keep }) {
    Object.assign(this, { view, model, editor, blocks, say, words, keep });
    this.tabbedFrom = null;
    this.mayLeave = false;
    view.input.addEventListener("keydown", (event) => this.key(event));
    view.input.addEventListener("focus", () => view.input.select());
    view.box.addEventListener("copy", (event) => this.onCopy(event));
    view.box.addEventListener("cut", (event) => this.onCopy(event) && this.blocks.clear());
    view.box.addEventListener("paste", (event) => this.onPaste(event));
    view.box.addEventListener("mousedown", (event) => this.press(event));
    view.box.addEventListener("dblclick", (event) => event.target.closest("td[data-r]") && this.editor.start(false));
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const done = this.editor.isEditing ? this.editingKey(event) : this.movingKey(event);
    if (done) event.preventDefault();
  }

  // While a cell is changed: Enter and Tab take it, Esc leaves it as it was, arrows move on where one began by typing.
  editingKey(event) {
    const { list } = this.editor;
    const arrow = ARROWS[event.key];
    if (event.key === "Escape") this.editor.cancel();
    else if (event.key === "Enter" || event.key === "Tab") {
      this.editor.commit();
      this.movingKey(event);
    } else if (arrow && list.isOpen && arrow[0]) list.move(arrow[0]);
    else if (arrow && (arrow[0] || this.editor.byTyping) && !list.isOpen) {
      this.editor.commit();
      this.move(arrow, false);
    } else return false;
    return true;
  }

  movingKey(event) {
    const withControl = event.ctrlKey || event.metaKey;
    if (event.key !== "Tab" && event.key !== "Enter" && event.key !== "Shift") this.tabbedFrom = null;
    if (event.key === "Tab") return this.tab(event.shiftKey);
    this.mayLeave = false;
    if (ARROWS[event.key]) return this.arrow(event, withControl);
    if (withControl) return this.control(event);
    return this.plain(event);
  }

  arrow(event, withControl) {
    if (event.altKey) {
      this.editor.start(false);
      return true;
    }
    if (withControl) this.view.choose(...edge(this.model, this.view.active, ARROWS[event.key]), { keepAnchor: event.shiftKey });
    else this.move(ARROWS[event.key], event.shiftKey);
    return true;
  }

  control(event) {
    const key = event.key.toLowerCase();
    const [lastRow, lastColumn] = [this.model.height - 1, this.model.width - 1];
    if (key === "z" && !event.shiftKey) this.turn("undo");
    else if (key === "y" || key === "z") this.turn("redo");
    else if (key === "s") this.keep();
    else if (key === "home") this.view.choose(0, 0, { keepAnchor: event.shiftKey });
    else if (key === "end") this.view.choose(lastRow, lastColumn, { keepAnchor: event.shiftKey });
    else if (key === "a") {
      this.view.choose(0, 0);
      this.view.anchor = [lastRow, lastColumn];
      this.view.highlight(0, 0);
    } else return false;
    return true;
  }

  plain(event) {
    const [r, c] = this.view.active;
    const page = Math.max(1, Math.floor(this.view.box.clientHeight / this.view.height) - 4);
    const keepAnchor = event.shiftKey;
    if (event.key === "Enter") this.enter(event.shiftKey);
    else if (event.key === "F2") this.editor.start(false);
    else if (event.key === " " && this.model.columnOf(r, c).choices.length) this.editor.start(false);
    else if (event.key === "Delete" || event.key === "Backspace") this.blocks.clear();
    else if (event.key === "Home") this.view.choose(r, 0, { keepAnchor });
    else if (event.key === "End") this.view.choose(r, this.model.width - 1, { keepAnchor });
    else if (event.key === "PageDown") this.move([page, 0], keepAnchor);
    else if (event.key === "PageUp") this.move([-page, 0], keepAnchor);
    else if (event.key === "Escape") {
      this.mayLeave = true;
      this.view.choose(r, c);
      this.say(this.words.leave, "note");
    } else {
      if (event.key.length === 1 && this.model.isLocked(r, c)) this.editor.start(true);
      return false;
    }
    return true;
  }

  // Tab goes on cell by cell and row by row; behind Esc, and at either end, it leaves the table.
  tab(back) {
    const [r, c] = this.view.active;
    const width = this.model.width;
    const next = r * width + c + (back ? -1 : 1);
    if (this.mayLeave || next < 0 || next >= width * this.model.height) {
      this.mayLeave = false;
      return false;
    }
    if (this.tabbedFrom === null) this.tabbedFrom = c;
    this.view.choose(Math.floor(next / width), next % width);
    return true;
  }

  enter(back) {
    const [r, c] = this.view.active;
    const column = this.tabbedFrom === null ? c : this.tabbedFrom;
    this.tabbedFrom = null;
    this.view.choose(this.inside(r + (back ? -1 : 1), this.model.height), column);
  }

  inside(at, count) {
    return Math.min(count - 1, Math.max(0, at));
  }

  move([down, right], keepAnchor) {
    const [r, c] = this.view.active;
    this.view.choose(this.inside(r + down, this.model.height), this.inside(c + right, this.model.width), { keepAnchor });
  }

  turn(way) {
    const change = this.model[way]();
    if (change) this.view.choose(change.r, change.c);
    else this.say(this.words[`no_${way}`], "note");
  }

  onCopy(event) {
    if (this.editor.isEditing) return false;
    event.clipboardData.setData("text/plain", this.blocks.copy());
    event.preventDefault();
    return event.type === "cut" && this.model.mayEdit;
  }

  onPaste(event) {
    if (this.editor.isEditing) return;
    event.preventDefault();
    this.blocks.paste(event.clipboardData.getData("text/plain"));
  }

  // A press chooses a cell, a drag or Shift a block; in the cell that is being changed it sets the caret.
  press(event) {
    const cell = event.target.closest("td[data-r]");
    if (!cell || event.button !== 0) return;
    if (this.editor.isEditing && event.target === this.view.input) return;
    event.preventDefault();
    this.editor.commit();
    this.tabbedFrom = null;
    this.view.choose(Number(cell.dataset.r), Number(cell.dataset.c), { keepAnchor: event.shiftKey });
    const drag = (moved) => {
      const under = document.elementFromPoint(moved.clientX, moved.clientY);
      const over = under && under.closest("td[data-r]");
      const [r, c] = this.view.active;
      if (over && (Number(over.dataset.r) !== r || Number(over.dataset.c) !== c)) this.view.choose(Number(over.dataset.r), Number(over.dataset.c), { keepAnchor: true });
    };
    document.addEventListener("mousemove", drag);
    document.addEventListener("mouseup", () => document.removeEventListener("mousemove", drag), { once: true });
  }
}
