// The row of tools over the table: state of saving, undo, last year, reasons for blanks, search, keep, submit.
import { EMPTY, isBlank, shownText } from "./_sheet_values.js";
import { clock, make, said } from "./_sheet_parts.js";

export class SheetTools {
  constructor(filling) {
    Object.assign(this, { filling, model: filling.model, view: filling.view, words: filling.words });
    this.state = filling.part("state");
    this.notice = filling.part("notice");
    this.press("undo", () => filling.keys.turn("undo"));
    this.press("redo", () => filling.keys.turn("redo"));
    this.press("last", (tool) => this.toggleLast(tool));
    this.tool("last").hidden = this.model.isUpright || !this.model.columns.some((column) => column.last_year_available);
    this.press("next-blank", () => this.nextBlank());
    this.press("keep", () => filling.keep());
    this.press("print", () => window.print());
    this.reasons();
    this.search();
    this.submit();
    this.model.watch((what) => ["entered", "kept"].includes(what) && this.countSoon());
    this.showReady();
    this.count();
  }

  tool(name) {
    return document.querySelector(`[data-tool=${name}]`);
  }

  press(name, done) {
    const tool = this.tool(name);
    if (tool) tool.addEventListener("click", () => done(tool));
  }

  toggleLast(tool) {
    const shown = !this.view.withLast;
    tool.setAttribute("aria-pressed", String(shown));
    tool.classList.toggle("active", shown);
    this.view.showLast(shown);
  }

  // A reason for being blank goes into all chosen cells at once.
  reasons() {
    const list = this.tool("reason");
    if (!list) return;
    this.model.blanks.forEach((blank) => {
      const reasons = blank.id === "not_collected" ? blank.reasons : [{ code: "", label: blank.label }, ...blank.reasons];
      const group = document.createElement("optgroup");
      group.label = blank.label;
      reasons.forEach((reason) => group.append(new Option(reason.label, `${blank.id} ${reason.code}`)));
      list.append(group);
    });
    this.press("fill-reason", () => {
      if (!list.value) {
        list.focus();
        this.filling.say(this.words.choose_reason, "fault");
        return;
      }
      const [state, reason] = list.value.split(" ");
      this.filling.blocks.fill({ ...EMPTY, state, reason });
      this.view.holdFocus();
    });
  }

  // The next cell that is still empty, row by row from the chosen one on, around to the first.
  nextBlank() {
    const [r, c] = this.view.active;
    const { height, width } = this.model;
    const all = height * width;
    for (let step = 1; step <= all; step += 1) {
      const at = (r * width + c + step) % all;
      const place = [Math.floor(at / width), at % width];
      if (this.model.isMissing(...place)) {
        this.view.choose(...place);
        return;
      }
    }
    this.filling.say(this.words.none_blank, "note");
  }

  countSoon() {
    cancelAnimationFrame(this.counting);
    this.counting = requestAnimationFrame(() => this.count());
  }

  count() {
    const place = this.filling.part("missing");
    if (!place) return;
    const count = this.model.countMissing();
    place.textContent = said(this.words.missing, { count });
  }

  // Rows that are out of sight are not in the page, so the browser's own search would miss them.
  search() {
    const field = this.tool("find");
    if (!field) return;
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      const [from] = this.view.active;
      const count = this.model.height;
      for (let step = 1; step <= count; step += 1) {
        const r = (from + step) % count;
        if (this.holds(r, field.value.trim())) {
          this.view.choose(r, this.view.active[1], { focus: false });
          this.filling.say(said(this.words.found, { row: r + 1, name: this.titleOf(r) }), "note");
          return;
        }
      }
      this.filling.say(said(this.words.not_found, { text: field.value }), "fault");
    });
  }

  holds(r, text) {
    if (text === "") return false;
    if (this.titleOf(r).includes(text)) return true;
    for (let c = 0; c < this.model.width; c += 1) {
      const held = this.model.cell(r, c);
      if (!isBlank(held) && shownText(held, this.model.columnOf(r, c), this.model.blanks) === text) return true;
    }
    return false;
  }

  titleOf(r) {
    return (this.model.isUpright ? this.model.columns[r] : this.model.rows[r]).label;
  }

  // What is submitted is what the server holds: all that waits is sent first, and nothing is submitted while it is not.
  submit() {
    const form = document.querySelector("form[data-submits-sheet]");
    if (!form) return;
    form.addEventListener("submit", async (event) => {
      if (!this.model.mine.size && !this.filling.editor.isEditing) return;
      event.preventDefault();
      if (await this.filling.keep()) form.submit();
      else this.filling.say(this.words.not_submitted, "fault");
    });
  }

  // What still keeps the table from being submitted.
  showObstacles(obstacles) {
    const list = this.filling.part("obstacles");
    if (!list) return;
    list.replaceChildren(...obstacles.map((words) => make("li", {}, words)));
    list.closest("[data-part=before]").hidden = !obstacles.length;
  }

  showReady() {
    this.showState(this.model.mayEdit ? "ready" : "reading");
  }

  showState(state, told = "", at = "") {
    const waits = { time: at ? clock(at) : clock(Date.now()), words: told };
    const words = this.words[`state_${state}`] || this.words.state_trouble;
    const isTrouble = !["ready", "reading", "waiting", "saving", "saved", "saved_but"].includes(state);
    this.state.className = `sheet-state is-${isTrouble || state === "saved_but" ? "trouble" : state}`;
    this.state.querySelector("[data-state]").textContent = said(words, waits);
    this.notice.hidden = !isTrouble;
    this.notice.querySelector("[data-notice]").textContent = isTrouble ? said(this.words[`notice_${state}`] || words, waits) : "";
    this.notice.querySelector("[data-login]").hidden = state.indexOf("expired") !== 0 && state.indexOf("other_person") !== 0;
  }
}
