// What every page needs: htmx without inline code, the folding menu, forms that warn before typed text is lost.
import htmx from "htmx.org";

window.htmx = htmx;
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "422", swap: true },
  { code: "[45]..", swap: false, error: true },
];

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-folds]");
  if (!button) return;
  const folded = document.getElementById(button.dataset.folds);
  const open = folded.classList.toggle("is-open");
  button.setAttribute("aria-expanded", String(open));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-prints]");
  if (button) window.print();
});

// A form with data-guards asks before one leaves it with changes that were not sent.
let changed = false;
document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-guards]")) changed = true;
});
document.addEventListener("submit", () => {
  changed = false;
});
window.addEventListener("beforeunload", (event) => {
  if (!changed) return;
  event.preventDefault();
  event.returnValue = ""; // what browsers before 119 go by
});
