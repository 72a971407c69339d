// Saving by itself a moment after typing; when that fails, again and again, until what was entered here is kept by the server.
import { request, Trouble } from "./_sheet_requests.js";

const PAUSE = 1500;
const LONGEST = 5000;
const AGAIN = [2000, 4000, 8000, 15000, 30000];
const MOST = 2000;

export class SheetSaver {
  constructor({ model, drafts, addresses, person, onSaved, onState }) {
    Object.assign(this, { model, drafts, addresses, person, onSaved, onState });
    this.failures = 0;
    this.since = null;
    this.isSending = null;
    this.isStopped = false;
    model.watch((what, keys) => what === "entered" && this.entered(keys));
    window.addEventListener("online", () => this.now());
    window.addEventListener("focus", () => this.failures && this.now());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.now());
    window.addEventListener("beforeunload", (event) => {
      if (!this.waits) return;
      event.preventDefault();
      event.returnValue = ""; // what browsers before 119 go by
    });
  }

  // Entries that can still be sent: those refused wait for another value, those in conflict for a choice.
  get batch() {
    return [...this.model.mine].filter(([key]) => !this.model.refused.has(key) && !this.model.conflicts.has(key)).slice(0, MOST);
  }

  get waits() {
    return this.batch.length > 0;
  }

  entered(keys) {
    this.drafts.write(keys, this.model.mine);
    this.soon();
  }

  // Take up what an earlier visit could not send.
  resume() {
    const left = this.drafts.read();
    left.forEach((entry, key) => this.model.placeOf(entry.row, entry.col) && this.model.mine.set(key, entry));
    if (this.model.mine.size) this.now();
    return this.model.mine.size;
  }

  soon() {
    if (!this.waits || this.isStopped) return;
    this.since = this.since || Date.now();
    if (!this.failures) this.onState("waiting");
    this.after(this.failures ? AGAIN[Math.min(this.failures, AGAIN.length) - 1] : Math.min(PAUSE, Math.max(0, this.since + LONGEST - Date.now())));
  }

  after(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), wait);
  }

  // Send what waits, one batch after the other. Whether all of it is kept now.
  async now() {
    clearTimeout(this.timer);
    if (this.isSending) return this.isSending;
    this.isSending = this.sendAll();
    try {
      return await this.isSending;
    } finally {
      this.isSending = null;
      if (this.waits) this.soon();
    }
  }

  async sendAll() {
    while (this.waits) {
      this.onState("saving");
      this.since = null;
      try {
        await this.send(this.batch);
        this.failures = 0;
        this.isStopped = false;
      } catch (trouble) {
        if (!(trouble instanceof Trouble)) throw trouble;
        this.fail(trouble);
        return false;
      }
    }
    return true;
  }

  fail(trouble) {
    this.failures += 1;
    this.isStopped = trouble.kind === "stopped";
    this.onState(this.drafts.isKept ? trouble.kind : `${trouble.kind}_unkept`, trouble.words);
  }

  // The server compares the person: after a new login somebody else's name must not stand under these entries.
  async send(batch) {
    this.model.sending = new Set(batch.map(([key]) => key));
    try {
      const changes = batch.map(([, { base, ...entry }]) => ({ ...entry, seq: base }));
      this.take(batch, await request(this.addresses.cells, { person: this.person, seq: this.model.seq, changes }));
    } finally {
      this.model.sending = new Set();
    }
  }

  take(batch, answer) {
    this.onSaved(batch, answer);
    this.drafts.write(batch.map(([key]) => key), this.model.mine);
    if (!this.waits) this.onState(this.model.mine.size > 0 ? "saved_but" : "saved", "", answer.saved_at);
  }
}
