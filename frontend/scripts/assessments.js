// The card of a point: keys, figures put in at the caret, saving by itself with a state one can see, a copy on this
// computer while the network is gone. The server decides; nothing of another person is overwritten.
const PAUSE = 1500;
const AGAIN = 5000;
const form = document.querySelector("form[data-autosaves]");

function go(selector) {
  const link = document.querySelector(selector);
  if (link) window.location.assign(link.href);
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[value=next]"));
  }
  if (event.key === "Escape" && field) field.blur();
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  const focus = (id) => {
    const wanted = document.getElementById(id);
    if (!wanted) return;
    event.preventDefault();
    wanted.focus();
    if (wanted.select) wanted.select();
  };
  if (event.key === "ArrowLeft" || event.key === "k") go("a[rel=prev]");
  else if (event.key === "ArrowRight" || event.key === "j") go("a[rel=next]");
  else if (event.key === "n") go("a[data-unfinished]");
  else if (event.key === "s") focus(document.getElementById("id_score") ? "id_score" : "id_is_met");
  else if (event.key === "f") focus("figure-words");
});

if (form) {
  const text = form.elements.narrative;
  const version = form.elements.version;
  const saved = document.getElementById("saved");
  const conflict = document.getElementById("conflict");
  const kept = `self-assessment ${form.dataset.person} ${window.location.pathname}`; // one computer, several people
  let inserted = [];
  let timer = 0;
  let isSaving = false;
  let saving = Promise.resolve();
  let changes = 0;
  let isStopped = Boolean(conflict.children.length);

  const say = (words, tone) => {
    saved.textContent = words;
    saved.className = `saved is-${tone}`;
  };
  const columns = () => {
    const found = {};
    for (const each of form.elements) {
      if (each.name && !each.disabled && !["csrfmiddlewaretoken", "inserted", "version", "then"].includes(each.name)) found[each.name] = each.value;
    }
    return found;
  };
  // Where each figure stands now: near where it was put in, by its words.
  const placed = () => {
    const found = [];
    for (const each of inserted) {
      const at = [];
      for (let index = text.value.indexOf(each.quote); index >= 0; index = text.value.indexOf(each.quote, index + 1)) at.push(index);
      if (!at.length) continue;
      at.sort((one, other) => Math.abs(one - each.start) - Math.abs(other - each.start));
      found.push({ reference: each.reference, quote: each.quote, start: at[0] });
    }
    return JSON.stringify(found);
  };
  const keep = () => {
    try {
      window.localStorage.setItem(kept, JSON.stringify({ version: version.value, columns: columns(), inserted }));
    } catch {
      // a browser without storage keeps what is in the form
    }
  };
  const forget = () => {
    try {
      window.localStorage.removeItem(kept);
    } catch {
      // nothing was kept
    }
  };
  const later = (delay) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (!isSaving) saving = save();
    }, delay);
  };

  async function save() {
    if (isSaving || isStopped || !changes) return;
    isSaving = true;
    const seen = changes;
    say(form.dataset.saving, "saving");
    form.elements.inserted.value = placed();
    const sent = inserted.length;
    try {
      const answer = await fetch(window.location.pathname, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" } });
      if (answer.redirected || ![200, 409, 422].includes(answer.status)) throw new Error(String(answer.status));
      const told = await answer.json();
      if (answer.status === 200) {
        version.value = told.version;
        inserted = inserted.slice(sent);
        form.elements.inserted.value = "";
        if (changes === seen) {
          changes = 0;
          forget();
        }
        say(`${form.dataset.saved} ${told.saved}`, "saved");
        window.htmx.trigger(document.body, "saved");
      } else if (answer.status === 409) {
        isStopped = true;
        conflict.innerHTML = told.html;
        conflict.scrollIntoView({ block: "nearest" });
        say(form.dataset.unsaved, "bad");
      } else {
        say(told.faults.join(" "), "bad");
      }
    } catch {
      keep();
      say(form.dataset.offline, "bad");
      later(AGAIN);
    }
    isSaving = false;
    if (changes !== 0 && changes !== seen) later(PAUSE);
  }

  const touched = () => {
    changes += 1;
    keep();
    if (!isStopped) say(form.dataset.unsaved, "unsaved");
    later(PAUSE);
  };
  form.addEventListener("input", touched);
  form.addEventListener("focusout", () => changes && later(0));
  window.addEventListener("online", () => changes && later(0));
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    if (isSaving) {
      // what is on its way changes the version: sent beside it, one would meet oneself as somebody else
      event.preventDefault();
      const { submitter } = event;
      saving.then(() => isStopped || form.requestSubmit(submitter));
      return;
    }
    isStopped = true;
    form.elements.inserted.value = placed();
    forget();
    changes = 0;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!changes) return;
    event.preventDefault();
    event.returnValue = ""; // what browsers before 119 go by
  });

  document.addEventListener("click", (event) => {
    const score = event.target.closest("[data-scores]");
    const figure = event.target.closest("[data-inserts]");
    const keeps = event.target.closest("[data-keeps]");
    if (event.target.closest("[data-reloads]")) {
      event.preventDefault();
      changes = 0;
      forget();
      window.location.assign(window.location.pathname);
    }
    if (keeps) version.value = keeps.dataset.keeps;
    if (score) {
      form.elements.score.value = score.dataset.scores;
      form.elements.score.focus();
      touched();
    }
    if (figure) {
      const start = text.selectionStart;
      text.setRangeText(figure.dataset.inserts, start, text.selectionEnd, "end");
      inserted.push({ reference: figure.dataset.reference, quote: figure.dataset.inserts, start });
      text.focus();
      touched();
      later(0);
    }
  });

  // What this computer kept while the network was gone; only onto the version it was written on, else the server tells.
  try {
    const found = JSON.parse(window.localStorage.getItem(kept) || "null");
    if (found && Object.entries(found.columns).some(([name, value]) => form.elements[name] && form.elements[name].value !== value)) {
      for (const [name, value] of Object.entries(found.columns)) if (form.elements[name]) form.elements[name].value = value;
      version.value = found.version;
      inserted = found.inserted;
      changes = 1;
      say(form.dataset.restored, "unsaved");
      later(PAUSE);
    } else {
      forget();
    }
  } catch {
    forget();
  }
}
