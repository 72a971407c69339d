// What is entered and not confirmed by the server lies in this browser too, by person and sheet: it outlives a reload or a crash.
// Several windows of one sheet share the place, so each writes and removes only its own cells.

export class Drafts {
  constructor(person, sheet) {
    this.name = `dudao.sheet ${person} ${sheet}`;
    this.isKept = true; // false where the browser keeps nothing (forbidden, or full)
  }

  read() {
    try {
      return new Map(Object.entries(JSON.parse(window.localStorage.getItem(this.name) || "{}")));
    } catch {
      return new Map();
    }
  }

  // Bring the draft in step with what waits, for these cells.
  write(keys, waiting) {
    const kept = this.read();
    keys.forEach((key) => (waiting.has(key) ? kept.set(key, waiting.get(key)) : kept.delete(key)));
    try {
      if (kept.size) window.localStorage.setItem(this.name, JSON.stringify(Object.fromEntries(kept)));
      else window.localStorage.removeItem(this.name);
      this.isKept = true;
    } catch {
      this.isKept = false;
    }
  }
}
