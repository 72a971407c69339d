// For paper the whole table is laid out anew: as many columns on a sheet as its width holds, with the rows' names on each.
import { shownText } from "./_sheet_values.js";
import { make } from "./_sheet_parts.js";

const SHORT = 12; // so few lines that several strips go on one sheet
const WIDTH = 1010; // what A4 across holds at the size of the table's type, in the measures of the screen

export function printable(model, widths, corner) {
  return strips(widths).map(([from, to]) => {
    const table = make("table", { class: model.height > SHORT ? "sheet-paper" : "sheet-paper is-short" });
    const head = make("thead");
    model.headings.forEach((line) => head.append(headLine(line, from, to, corner)));
    const body = make("tbody");
    for (let r = 0; r < model.height; r += 1) body.append(bodyLine(model, r, from, to));
    table.append(head, body);
    return table;
  });
}

// Columns in strips, each [first, behind the last].
function strips([rowWidth, ...widths]) {
  const found = [];
  let from = 0;
  let used = rowWidth;
  widths.forEach((width, at) => {
    if (used + width > WIDTH && at > from) {
      found.push([from, at]);
      from = at;
      used = rowWidth;
    }
    used += width;
  });
  found.push([from, widths.length]);
  return found;
}

function headLine(line, from, to, corner) {
  const row = make("tr");
  line.forEach((heading) => {
    if (heading.corner) row.append(make("th", { rowspan: heading.rowspan }, corner));
    if (heading.corner) return;
    const [first, end] = [Math.max(from, heading.from), Math.min(to, heading.from + heading.colspan)];
    if (first >= end) return;
    const unit = heading.unit ? `（${heading.unit}）` : "";
    row.append(make("th", { colspan: end - first, rowspan: heading.rowspan || 1 }, heading.label + unit));
  });
  return row;
}

function bodyLine(model, r, from, to) {
  const line = make("tr", {}, make("th", { scope: "row" }, titleOf(model, r)));
  for (let c = from; c < to; c += 1) {
    const column = model.columnOf(r, c);
    line.append(make("td", { class: column.computed ? "is-computed" : false }, shownText(model.cell(r, c), column, model.blanks)));
  }
  return line;
}

function titleOf(model, r) {
  if (!model.isUpright) return model.rows[r].label;
  const { path, unit } = model.columns[r];
  return unit ? `${path}（${unit}）` : path;
}
