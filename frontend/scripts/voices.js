// Comments and complaints: the work that a form proves is done while one types; the keepers' queue by keys.
const WORKING = document.documentElement.lang === "en" ? "Checking your browser …" : "正在验证浏览器……";
const proofs = new WeakMap();

function proofOf(form) {
  if (!proofs.has(form)) {
    proofs.set(form, new Promise((resolve) => {
      const worker = new Worker(form.dataset.proves);
      worker.addEventListener("message", (event) => {
        form.elements.number.value = event.data;
        worker.terminate();
        resolve();
      });
      worker.addEventListener("error", () => resolve()); // without a proof the stricter limits hold
      worker.postMessage(form.elements.challenge.value);
    }));
  }
  return proofs.get(form);
}

document.addEventListener("focusin", (event) => {
  const form = event.target.closest("form[data-proves]");
  if (form) proofOf(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-proves]");
  if (!form || form.elements.number.value || form.dataset.tried) return;
  event.preventDefault();
  form.dataset.tried = "1";
  const told = form.querySelector(".proving");
  if (told) told.textContent = WORKING;
  proofOf(form).then(() => form.requestSubmit(event.submitter || undefined));
});

const deciding = document.querySelector("form[data-decides]");
const rows = deciding ? [...deciding.querySelectorAll("[data-row]")] : [];
let current = -1;

function go(by) {
  if (rows[current]) rows[current].classList.remove("is-current");
  current = Math.min(Math.max(current + by, 0), rows.length - 1);
  rows[current].classList.add("is-current");
  rows[current].focus();
  rows[current].scrollIntoView({ block: "nearest" });
}

// Deciding one row: its own button where it has one for the move.
function press(...moves) {
  const row = rows[current];
  const button = row && [...row.querySelectorAll("button[name=one]")].find((each) => moves.some((move) => each.value.startsWith(`${move}:`)));
  if (button) deciding.requestSubmit(button);
}

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  a: () => press("show", "dismiss"),
  x: () => { const box = rows[current] && rows[current].querySelector("input[type=checkbox]"); if (box) box.checked = !box.checked; },
  r: () => { if (rows[current]) deciding.elements.fault.focus(); },
};

document.addEventListener("keydown", (event) => {
  if (!rows.length || event.ctrlKey || event.altKey || event.metaKey) return;
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (typing && deciding.contains(typing) && event.key === "Enter") {
    event.preventDefault(); // Enter in the reason decides the row one came from, never what stands first in the form
    press("refuse", "remove", "uphold");
    return;
  }
  if (typing || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
