// Cells that another person changed after one saw them: both entries side by side, with who and when, and a choice for each.
import { shownText } from "./_sheet_values.js";
import { button, make, moment, placeName, said } from "./_sheet_parts.js";

export class SheetConflicts {
  constructor({ panel, model, words, go, choose }) {
    Object.assign(this, { panel, model, words, go, choose });
    model.watch((what) => what === "conflicts" && this.show());
  }

  show() {
    const keys = [...this.model.conflicts.keys()];
    this.panel.hidden = !keys.length;
    if (!keys.length) {
      this.panel.replaceChildren();
      return;
    }
    const heading = make("h2", {}, said(this.words.conflicts_heading, { count: keys.length }));
    const all = make("p", {}, this.words.conflicts_help, " ", button(this.words.all_theirs, () => this.choose(keys, "theirs")), " ", button(this.words.all_mine, () => this.choose(keys, "mine")));
    this.panel.replaceChildren(heading, all, make("ul", {}, ...keys.map((key) => this.line(key))));
  }

  line(key) {
    const theirs = this.model.conflicts.get(key);
    const mine = this.model.mine.get(key);
    const [row, col] = key.split("\u0000");
    const column = this.model.columns[this.model.colAt.get(col)];
    const shown = (entry) => shownText(entry, column, this.model.blanks) || this.words.nothing;
    const who = said(this.words.theirs, { by: theirs.by, at: theirs.at ? moment(theirs.at) : "", value: shown(theirs) });
    return make(
      "li",
      {},
      button(placeName(this.model, row, col, this.words), () => this.go(row, col), "btn btn-link btn-sm jump"),
      make("span", { class: "words" }, who, "　", said(this.words.mine, { value: shown(mine) })),
      button(this.words.take_theirs, () => this.choose([key], "theirs")),
      button(this.words.take_mine, () => this.choose([key], "mine")),
    );
  }
}
