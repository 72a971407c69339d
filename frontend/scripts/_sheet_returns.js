// Returning a table with reasons bound to cells: the chosen cell gets a line with its reason; an empty line counts for nothing.
import { button, make, placeName } from "./_sheet_parts.js";

export class SheetReturns {
  constructor({ model, view, words, go }) {
    Object.assign(this, { model, view, words, go });
    this.list = document.querySelector("[data-part=return-cells]");
    const add = document.querySelector("[data-tool=return-cell]");
    if (!this.list || !add) return;
    add.hidden = false;
    add.addEventListener("click", () => this.add());
  }

  add() {
    const [r, c] = this.view.active;
    const [row, col] = this.model.keyAt(r, c).split("\u0000");
    const name = `reason:${row}:${col}`;
    const there = this.list.querySelector(`[name="${CSS.escape(name)}"]`);
    if (there) {
      there.focus();
      return;
    }
    const place = placeName(this.model, row, col, this.words);
    const field = make("input", { type: "text", class: "form-control form-control-sm", name, maxlength: "300", "aria-label": `${this.words.return_reason} ${place}` });
    const line = make("li", {}, button(place, () => this.go(row, col), "btn btn-link btn-sm jump"), field, button(this.words.take_out, () => line.remove(), "btn btn-sm btn-outline-secondary"));
    this.list.append(line);
    field.focus();
    const whole = this.list.closest("form").elements.reason;
    whole.required = false; // a reason at a cell is enough
  }
}
