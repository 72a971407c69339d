// What the checks say about the table: 逻辑校验 first, then 经验校验 with room to explain; a press leads to the cell.
import { button, make, placeName, said } from "./_sheet_parts.js";

const MOST = 50; // of a kind at once; when they are mended, the others follow

export class SheetRemarks {
  constructor({ panel, model, words, go, explain }) {
    Object.assign(this, { panel, model, words, go, explain });
    this.draft = new Map(); // explanations being written, by remark
    model.watch((what) => (what === "remarks" || what === "refused") && this.show());
  }

  show() {
    const focused = this.panel.contains(document.activeElement) ? document.activeElement.id : "";
    const kinds = ["logic", "experience"].map((kind) => this.model.remarks.filter((remark) => remark.kind === kind));
    const refused = [...this.model.refused];
    const parts = [
      refused.length && this.group("not_saved", refused.map(([key, words]) => this.refusal(key, words))),
      kinds[0].length && this.group("logic", kinds[0].map((remark) => this.line(remark))),
      kinds[1].length && this.group("experience", kinds[1].map((remark) => this.line(remark))),
    ].filter(Boolean);
    if (!parts.length) parts.push(make("p", { class: "all-well" }, this.words.no_remarks));
    this.panel.replaceChildren(...parts);
    this.tellCounts(kinds, refused.length);
    const again = focused && document.getElementById(focused);
    if (again) again.focus();
  }

  tellCounts([logic, experience], refused) {
    const open = experience.filter((remark) => !remark.settled).length;
    const words = said(this.words.counts, { logic: logic.length + refused, experience: experience.length, open });
    document.querySelectorAll("[data-remark-counts]").forEach((place) => {
      place.textContent = words;
      place.classList.toggle("is-bad", logic.length + refused > 0);
    });
  }

  group(kind, lines) {
    const more = lines.length > MOST ? make("p", { class: "more" }, said(this.words.more_remarks, { count: lines.length - MOST })) : "";
    return make("section", { class: `remarks is-${kind}` }, make("h3", {}, this.words[`${kind}_heading`], make("span", { class: "count" }, ` ${lines.length}`)), make("ol", {}, ...lines.slice(0, MOST)), more);
  }

  refusal(key, words) {
    const [row, col] = key.split("\u0000");
    return make("li", {}, this.jump(row, col), make("span", { class: "words" }, words));
  }

  line(remark) {
    const places = remark.cells.slice(0, 4).map(([row, col]) => this.jump(row, col));
    const line = make("li", {}, ...places, make("span", { class: "words" }, remark.words));
    if (remark.help) line.append(make("span", { class: "help" }, remark.help));
    if (remark.kind === "experience") line.append(this.explaining(remark));
    return line;
  }

  jump(row, col) {
    return button(placeName(this.model, row, col, this.words) || this.words.whole_table, () => this.go(row, col), "btn btn-link btn-sm jump");
  }

  // The explanation stays with the data; it may be read by all and written by who may edit.
  explaining(remark) {
    if (!this.model.mayEdit) return remark.explanation ? make("p", { class: "explanation" }, said(this.words.explained, { text: remark.explanation.text })) : "";
    const id = `explain-${remark.id}`;
    const field = make("input", { type: "text", id, class: "form-control form-control-sm", maxlength: "300", "aria-label": said(this.words.explain_label, { words: remark.words }), placeholder: this.words.explain });
    field.value = this.draft.has(remark.id) ? this.draft.get(remark.id) : remark.explanation ? remark.explanation.text : "";
    field.addEventListener("input", () => this.draft.set(remark.id, field.value));
    const keep = button(this.words.keep_explanation, () => this.keep(remark, field));
    field.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && this.keep(remark, field));
    const isOld = remark.explanation && !remark.explanation.is_current;
    return make("div", { class: "explaining" }, field, keep, isOld ? make("span", { class: "is-old" }, this.words.explain_again) : "");
  }

  async keep(remark, field) {
    if (await this.explain(remark, field.value.trim())) {
      this.draft.delete(remark.id);
      this.show();
    }
  }
}
