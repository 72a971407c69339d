// The document page: pages larger and smaller, pages turned by key.
const LEVELS = [75, 100, 125, 150, 200];
const bar = document.querySelector("[data-zoom-bar]");
const leaves = document.querySelector("[data-leaves]");

if (bar && leaves) {
  let at = LEVELS.indexOf(100);
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (!button) return;
    leaves.classList.remove(`is-zoomed-${LEVELS[at]}`);
    at = Math.min(Math.max(at + Number(button.dataset.zoom), 0), LEVELS.length - 1);
    leaves.classList.add(`is-zoomed-${LEVELS[at]}`);
    bar.querySelector("output").textContent = `${LEVELS[at]}%`;
  });
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  const link = document.querySelector(`a[data-key="${event.key}"]`);
  if (link) link.click();
});
