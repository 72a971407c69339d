// What was typed or pasted into a cell, read by the cell's kind. Numbers stay text: no digit is ever lost to a float.

export const EMPTY = Object.freeze({ value: "", state: "", reason: "", note: "" });
const NUMBERS = new Set(["count", "amount", "rate", "year"]);
const WIDE = /[\uff01-\uff5e]/g;

export const isNumber = (column) => NUMBERS.has(column.kind);

export const sameEntry = (one, other) => one.value === other.value && one.state === other.state && one.reason === other.reason && one.note === other.note;

export const isBlank = (entry) => entry.value === "" && entry.state === "";

// Full-width characters as an input method types them become the ones that numbers are written with.
function narrow(text) {
  return text.replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/[\u2212\u2013]/g, "-");
}

// A number with full-width digits or separators of thousands, as a plain one; anything else as it is (the checks will say).
export function plainNumber(text) {
  const narrowed = narrow(text).replace(/^\+/, "");
  const grouped = /^-?\d{1,3}([, \u00a0]\d{3})+(\.\d+)?%?$/.test(narrowed);
  return grouped ? narrowed.replace(/[, \u00a0]/g, "") : narrowed;
}

function plainDate(text) {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(narrow(text));
  return found ? `${found[1]}-${found[2].padStart(2, "0")}-${found[3].padStart(2, "0")}` : text;
}

function plainChoice(text, choices) {
  const found = choices.find((choice) => choice.label === text || choice.value === text);
  return found ? found.value : text;
}

function plainValue(text, column) {
  if (isNumber(column)) return plainNumber(text);
  if (column.kind === "date") return plainDate(text);
  return column.choices.length ? plainChoice(text, column.choices) : text;
}

// The entry that a text means in a column: a value, a zero, a named blank (未采集 …), or nothing.
export function readEntry(text, column, blanks) {
  const trimmed = text.replace(/[\u00a0\u3000\r\n\t]+/g, " ").trim();
  if (trimmed === "") return EMPTY;
  const blank = blanks.find((each) => each.label === trimmed);
  if (blank) return { ...EMPTY, state: blank.id };
  const value = plainValue(trimmed, column);
  const isZero = isNumber(column) && /^-?0+(\.0+)?$/.test(value);
  return { ...EMPTY, value, state: isZero ? "zero" : "value" };
}

// How an entry stands in its cell; a choice by its label, a blank by its name.
export function shownText(entry, column, blanks) {
  if (entry.value !== "") {
    const choice = column.choices.find((each) => each.value === entry.value);
    return choice ? choice.label : entry.value;
  }
  const blank = blanks.find((each) => each.id === entry.state);
  return blank ? blank.label : "";
}

// The change from last year in per cent, with a sign; "" where either is not a number or last year was zero.
export function changeText(value, last) {
  const now = Number(value);
  const before = Number(last);
  if (value === "" || last === "" || !isFinite(now) || !isFinite(before) || before === 0) return "";
  const change = ((now - before) / Math.abs(before)) * 100;
  return `${change > 0 ? "+" : change < 0 ? "−" : ""}${Math.abs(change).toFixed(1)}%`;
}
