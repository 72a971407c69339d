// Adding a row (a room, a stage that a school has) and taking one out; what waits is saved first, then the page is made anew.
import { request, Trouble } from "./_sheet_requests.js";
import { button, make, said } from "./_sheet_parts.js";

export class SheetRows {
  // keep: saves what waits, and tells whether all is kept. chosen: the row that is chosen, or null.
  constructor({ page, sheet, words, say, keep, chosen }) {
    Object.assign(this, { address: page.dataset.rows, person: page.dataset.person, sheet, words, say, keep, chosen });
    this.panel = document.querySelector("[data-part=adding]");
    if (!this.panel || !sheet.may_add_rows) return;
    this.panel.hidden = false;
    this.fields();
  }

  fields() {
    const { bodies, stages } = this.sheet.row_choices;
    const body = this.select("sheet-row-body", this.words.row_body, bodies.map(({ code, name }) => [name, code]));
    const stage = stages.length ? this.select("sheet-row-stage", this.words.row_stage, stages.map(({ id, label }) => [label, id])) : null;
    const add = button(this.words.add_row, () => this.send({ add: { body: body.value, stage: stage ? stage.value : "" } }));
    this.panel.replaceChildren(...[body, stage].filter(Boolean).flatMap((field) => [make("label", { class: "visually-hidden", for: field.id }, field.title), field]), add);
    if (this.sheet.rows.length) this.panel.append(button(this.words.remove_row, () => this.remove(), "btn btn-sm btn-outline-danger"));
  }

  select(id, title, options) {
    const field = make("select", { id, title, class: "form-select form-select-sm" });
    options.forEach(([label, value]) => field.append(new Option(label, value)));
    return field;
  }

  remove() {
    const row = this.chosen();
    if (!row || !row.may_remove) this.say(this.words.row_stays, "fault");
    else if (window.confirm(said(this.words.remove_row_sure, { name: row.label }))) this.send({ remove: row.key });
  }

  async send(what) {
    try {
      if (!(await this.keep())) return;
      await request(this.address, { person: this.person, ...what });
      window.location.reload();
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      this.say(trouble.words || this.words[`state_${trouble.kind}`], "fault");
    }
  }
}
