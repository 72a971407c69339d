// The report desk: panels beside the text, going from a remark to its place and back, keys; saving while one types.
document.documentElement.classList.add("scripted");
const side = document.getElementById("side");
let current = null;
let here = null;

function show(name) {
  if (!side) return;
  side.classList.toggle("has-detail", name === "detail");
  side.querySelectorAll(".side-panel").forEach((panel) => panel.classList.toggle("is-on", panel.id === name));
  side.querySelectorAll(".tabs a").forEach((tab) => {
    if (tab.dataset.panel === name) { tab.setAttribute("aria-current", "true"); tab.hidden = false; } else tab.removeAttribute("aria-current");
  });
}

function choose(item) {
  if (current) current.classList.remove("is-current");
  current = item;
  item.classList.add("is-current");
  item.scrollIntoView({ block: "nearest" });
}

function point(anchor) {
  if (here) here.classList.remove("here");
  here = anchor;
  while (here && !here.matches("a.doubt, a.figure")) here = here.nextElementSibling;
  here = here || anchor.parentElement;
  here.classList.add("here");
  here.scrollIntoView({ block: "center" });
}

function toText(item) {
  const place = item.querySelector("a.place");
  const target = place && document.getElementById(place.getAttribute("href").slice(1));
  if (target) point(target);
}

function openFigure(row) {
  const link = row && row.querySelector("a[hx-get]");
  if (link) link.click();
}

document.addEventListener("click", (event) => {
  const inserts = event.target.closest("[data-inserts]");
  if (inserts) { insertFact(inserts); return; }
  const link = event.target.closest("a[href^='#']");
  if (!link || !side || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = document.getElementById(link.getAttribute("href").slice(1));
  if (link.dataset.panel) { event.preventDefault(); show(link.dataset.panel); return; }
  if (!target) return;
  if (target.matches(".remark")) { event.preventDefault(); show("remarks"); choose(target); target.focus({ preventScroll: true }); if (link.closest(".paper")) { if (here) here.classList.remove("here"); here = link; here.classList.add("here"); } return; }
  if (target.matches("#figures tr")) { event.preventDefault(); if (here) here.classList.remove("here"); here = link; here.classList.add("here"); openFigure(target); return; }
  if (link.matches("a.place")) { event.preventDefault(); choose(link.closest(".remark")); point(target); }
});

document.addEventListener("htmx:afterSwap", (event) => {
  const opened = event.target.closest ? document.querySelector("form[data-autosaves] textarea:not(.is-ready)") : null;
  if (opened) ready(opened, true);
  if (event.target.id === "detail") { show("detail"); event.target.focus({ preventScroll: true }); const found = event.target.querySelector("[data-found]"); if (found) found.scrollIntoView({ block: "nearest" }); else if (side) side.scrollTo({ top: 0 }); }
});

function step(by) {
  const items = [...document.querySelectorAll("#remarks .remark")];
  if (!items.length) return;
  show("remarks");
  const at = items.indexOf(current);
  const next = at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + by));
  choose(items[next]);
  toText(items[next]);
  items[next].focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (!side || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "/") { event.preventDefault(); document.getElementById("words").focus(); }
  else if (event.key === "Enter" && event.target.matches(".remark")) toText(event.target);
});

if (side) {
  side.querySelectorAll(".asking select").forEach((choice) => choice.addEventListener("change", () => choice.form.submit()));
  const asked = new URLSearchParams(location.search);
  if (location.hash === "#figures" || asked.get("state")) show("figures");
}

// Saving while one types: a little after the last key; what could not be sent is sent again.
const waiting = new Map();
const sending = new Map();

function ready(field, withFocus) {
  field.classList.add("is-ready");
  field.rows = Math.min(16, Math.max(3, Math.ceil(field.value.length / 55) + 1));
  if (!withFocus) return;
  field.focus();
  field.closest(".part").scrollIntoView({ block: "nearest" });
}
document.querySelectorAll("form[data-autosaves] textarea").forEach((field) => ready(field, Boolean(location.hash)));

function save(form) {
  if (form.querySelector(".clash") || !form.isConnected) return;
  const body = new FormData(form);
  body.append("autosave", "1");
  const offline = form.querySelector(".offline");
  const sent = fetch(form.dataset.autosaves, { method: "POST", body, headers: { "HX-Request": "true" } })
    .then((answer) => {
      if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
      return answer.text();
    })
    .then((words) => {
      offline.hidden = true;
      form.querySelector(".saving").innerHTML = words;
      form.elements.inserted.value = "";
    })
    .catch(() => {
      offline.hidden = false;
      later(form, 5000);
    })
    .finally(() => sending.get(form) === sent && sending.delete(form));
  sending.set(form, sent);
}

function later(form, after) {
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => save(form), after));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-autosaves]");
  if (form) later(form, 1200);
});
// What is on its way changes the revision: sent beside it, one would meet oneself as somebody else.
document.addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    clearTimeout(waiting.get(form));
    if (!sending.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    sending.get(form).then(() => form.querySelector(".clash") || form.requestSubmit(submitter));
  },
  true,
);

function insertFact(button) {
  const part = button.closest(".part");
  const form = part && part.querySelector("form[data-autosaves]");
  if (!form) return;
  const field = form.elements.text;
  field.setRangeText(button.dataset.inserts, field.selectionStart, field.selectionEnd, "end");
  form.elements.inserted.value += `${button.dataset.inserts}\t${button.dataset.reference}\n`;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
