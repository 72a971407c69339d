// Filling in a table: finds the sheet on its page, asks for its content and puts the parts together.
import { SheetBar } from "./_sheet_bar.js";
import { SheetBlocks } from "./_sheet_blocks.js";
import { SheetConflicts } from "./_sheet_conflicts.js";
import { Drafts } from "./_sheet_drafts.js";
import { SheetEditor } from "./_sheet_editor.js";
import { SheetKeys } from "./_sheet_keys.js";
import { SheetModel } from "./_sheet_model.js";
import { clock, readWords, said } from "./_sheet_parts.js";
import { printable } from "./_sheet_print.js";
import { SheetReturns } from "./_sheet_returns.js";
import { SheetRows } from "./_sheet_rows.js";
import { SheetRemarks } from "./_sheet_remarks.js";
import { request, Trouble } from "./_sheet_requests.js";
import { SheetSaver } from "./_sheet_saver.js";
import { readSheet } from "./_sheet_protocol.js";
import { SheetTools } from "./_sheet_tools.js";
import { SheetView } from "./_sheet_view.js";
import { takeAnswer, takeChoice, takeOthers, takeStanding } from "./_sheet_answers.js";

const OTHERS = 45000; // how often the work of others is asked for
const AGAIN = [2000, 5000, 10000, 30000]; // how long to wait before the table is asked for again

class Filling {
  constructor(page, sheet) {
    const part = (name) => document.querySelector(`[data-part=${name}]`);
    const words = pageWords();
    const addresses = { sheet: page.dataset.sheet, cells: page.dataset.cells, explain: page.dataset.explanations, rows: page.dataset.rows };
    const say = (text, tone) => this.say(text, tone);
    const go = (row, col) => this.go(row, col);
    Object.assign(this, { page, part, words, addresses });
    this.model = new SheetModel(readSheet(sheet));
    this.view = new SheetView(part("table"), this.model, words, page.dataset.title);
    const { model, view } = this;
    this.editor = new SheetEditor(view, model, say, words);
    this.blocks = new SheetBlocks(view, model, say, words);
    this.drafts = new Drafts(page.dataset.person, page.dataset.sheet);
    this.saver = new SheetSaver({
      model,
      addresses,
      person: page.dataset.person,
      drafts: this.drafts,
      onSaved: (batch, answer) => this.saved(batch, answer),
      onState: (state, told, at) => this.tools.showState(state, told, at),
    });
    this.keys = new SheetKeys({ view, model, editor: this.editor, blocks: this.blocks, say, words, keep: () => this.keep() });
    this.tools = new SheetTools(this);
    new SheetBar({ bar: part("bar"), note: part("note"), view, model, words });
    new SheetReturns({ model, view, words, go });
    new SheetRows({ page, sheet, words, say, keep: () => this.keep(), chosen: () => model.rowOf(...view.active) });
    new SheetRemarks({ panel: part("remarks"), model, words, go, explain: (remark, text) => this.explain(remark, text) });
    new SheetConflicts({ panel: part("conflicts"), model, words, go, choose: (keys, side) => this.choose(keys, side) });
    model.watch((what, keys) => what === "entered" && view.repaint(keys));
    model.watch((what) => ["refused", "conflicts", "kept", "remarks"].includes(what) && view.repaintSoon());
    model.watch((what) => what === "entered" && !this.editor.isEditing && view.label());
    this.begin();
  }

  begin() {
    const { model, view } = this;
    this.view.choose(0, 0, { focus: false });
    this.model.tell("remarks", []);
    if (this.saver.resume()) {
      this.model.tell("kept", []);
      this.say(this.words.resumed, "note");
    } else this.tools.showReady();
    this.follow();
    window.addEventListener("hashchange", () => this.follow());
    setInterval(() => document.visibilityState === "visible" && this.others(), OTHERS);
    window.addEventListener("beforeprint", () => this.part("paper").replaceChildren(...printable(model, view.widths, model.isUpright ? this.words.measure : this.words.row_heading)));
    window.addEventListener("afterprint", () => this.part("paper").replaceChildren());
  }

  // An address can name a cell (#row:column): figures and indicators lead to where they come from.
  follow() {
    const found = /^#(.+):([^:]+)$/.exec(decodeURIComponent(window.location.hash));
    const row = found && this.model.rows.find(({ ref, key }) => ref === found[1] || key === found[1]);
    if (row) this.go(row.key, found[2]);
  }

  say(text, tone) {
    const place = this.part("said");
    place.textContent = text;
    place.className = `sheet-said is-${tone}`;
    clearTimeout(this.saying);
    if (tone === "note") this.saying = setTimeout(() => (place.textContent = ""), 8000);
  }

  go(row, col) {
    const place = this.model.placeOf(row, col || this.model.columns[0].id);
    if (!place) return;
    this.view.choose(...place);
    this.view.box.scrollIntoView({ block: "nearest" });
  }

  saved(batch, answer) {
    takeAnswer(this.model, batch, answer);
    this.tools.showObstacles(answer.obstacles);
    this.page.dispatchEvent(new CustomEvent("sheet-saved", { bubbles: true }));
  }

  // What other people entered meanwhile comes in, but never over what waits here.
  async others() {
    if (this.saver.isSending || this.editor.isEditing) return;
    try {
      const answer = await request(`${this.addresses.cells}?since=${this.model.seq}`);
      if (this.isExpired) this.tools.showReady();
      this.isExpired = false;
      takeOthers(this.model, answer);
      this.tools.showObstacles(answer.obstacles);
      if (answer.rows.join() !== this.model.rows.map((row) => row.key).join()) this.say(this.words.other_rows, "fault");
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      this.isExpired = trouble.kind === "expired" && !this.model.mine.size;
      if (this.isExpired) this.tools.showState("expired_idle");
    }
  }

  choose(keys, side) {
    takeChoice(this.model, keys, side);
    this.drafts.write(keys, this.model.mine);
    this.saver.now();
    this.view.label();
  }

  async keep() {
    this.editor.commit();
    const isKept = await this.saver.now();
    if (isKept !== false) this.say(this.words.kept, "note");
    return isKept !== false && !this.model.mine.size;
  }

  async explain(remark, text) {
    if (!text) {
      this.say(this.words.explain_empty, "fault");
      return false;
    }
    try {
      const answer = await request(this.addresses.explain, { person: this.page.dataset.person, id: remark.id, found: remark.found, text });
      takeStanding(this.model, answer);
      this.tools.showObstacles(answer.obstacles);
      this.say(said(this.words.explanation_kept, { time: clock(Date.now()) }), "note");
      return true;
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      this.say(trouble.words || this.words[trouble.kind], "fault");
      return false;
    }
  }
}

const pageWords = () => readWords(document.getElementById("sheet-words"));

function told(text) {
  document.querySelector("[data-part=said]").textContent = text;
}

// A page that opens in a gap of the network tries again by itself: at once when the network is back, else a little later.
function startLater(page, failures) {
  const wait = AGAIN[Math.min(failures, AGAIN.length - 1)];
  const again = () => {
    clearTimeout(timer);
    window.removeEventListener("online", again);
    start(page, failures + 1);
  };
  const timer = setTimeout(again, wait);
  window.addEventListener("online", again);
}

async function start(page, failures = 0) {
  try {
    const sheet = await request(page.dataset.sheet);
    told("");
    page.classList.remove("is-empty");
    page.classList.add(sheet.rows.length ? "is-live" : "is-empty");
    if (sheet.rows.length) new Filling(page, sheet);
    else new SheetRows({ page, sheet, words: pageWords(), say: told, keep: () => true, chosen: () => null });
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    page.classList.add("is-empty");
    const isPassing = trouble.kind === "offline" || trouble.kind === "trouble";
    told(pageWords()[isPassing ? "not_loaded" : `state_${trouble.kind}`]);
    if (isPassing) startLater(page, failures);
  }
}

const page = document.querySelector("[data-sheet]");
if (page) start(page);
