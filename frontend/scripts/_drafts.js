// What somebody types into a field with data-draft stays in this browser until it is sent: it is there again after logging
// in or registering. A form with data-clears-draft sends for good; one without (it leads to the way in) leaves it.
const KEY = "dudao-draft:";

function keyOf(field) {
  return `${KEY}${window.location.pathname}:${field.dataset.draft}`;
}

// Private windows may have no storage: then a draft is simply not kept.
function storage(does) {
  try {
    return does(window.localStorage);
  } catch {
    return null;
  }
}

export function restoreDrafts(root) {
  for (const field of root.querySelectorAll("[data-draft]")) {
    const kept = storage((store) => store.getItem(keyOf(field)));
    if (kept && !field.value) field.value = kept;
  }
}

export function keepDrafts() {
  restoreDrafts(document);
  document.addEventListener("htmx:load", (event) => restoreDrafts(event.target));
  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-draft]");
    if (field) storage((store) => (field.value ? store.setItem(keyOf(field), field.value) : store.removeItem(keyOf(field))));
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-clears-draft]")) return;
    for (const field of event.target.querySelectorAll("[data-draft]")) storage((store) => store.removeItem(keyOf(field)));
  });
}
