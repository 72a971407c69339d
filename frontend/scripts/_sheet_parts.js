// Small parts that the panels around the table are made of.

// An element with attributes and children; text is always text, never markup.
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => value !== false && made.setAttribute(key, value === true ? "" : value));
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export function button(words, pressed, style = "btn btn-sm btn-outline-primary") {
  const made = make("button", { type: "button", class: style }, words);
  made.addEventListener("click", pressed);
  return made;
}

// The words of the page, in the reader's language: the template has them.
export function readWords(template) {
  return Object.fromEntries([...template.content.querySelectorAll("[data-word]")].map((word) => [word.dataset.word, word.textContent.trim()]));
}

export function said(words, numbers) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in numbers ? numbers[name] : whole));
}

const two = (number) => String(number).padStart(2, "0");

// 14:03 where one sits; with the day before it where it matters.
export function clock(at) {
  const read = new Date(at);
  return `${two(read.getHours())}:${two(read.getMinutes())}`;
}

export function moment(at) {
  const read = new Date(at);
  return `${two(read.getMonth() + 1)}-${two(read.getDate())} ${clock(at)}`;
}

export function placeName(model, row, col, words) {
  const place = model.placeOf(row, col);
  if (!place) return model.rowAt.has(row) ? said(words.row_place, { row: model.rowAt.get(row) + 1, name: model.rows[model.rowAt.get(row)].label }) : "";
  const [r, c] = place;
  return said(words.place, { row: r + 1, name: model.rowOf(r, c).label, column: model.columnOf(r, c).path || model.columnOf(r, c).label });
}
