// Blocks of cells as WPS, Excel and browsers put them on the clipboard: tabs between cells, quotes around what holds a break.

export function readBlock(text) {
  const rows = [];
  let row = [];
  let at = 0;
  while (at < text.length) {
    const [cell, end] = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    row.push(cell);
    at = end;
    if (text[at] === "\t") {
      at += 1;
      if (at < text.length) continue;
      row.push("");
    }
    if (text[at] === "\r") at += 1;
    if (text[at] === "\n") at += 1;
    rows.push(row);
    row = [];
  }
  while (rows.length && rows[rows.length - 1].every((cell) => cell === "")) rows.pop();
  return evened(rows);
}

function plainCell(text, from) {
  let end = from;
  while (end < text.length && text[end] !== "\t" && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return [text.slice(from, end), end];
}

// A cell in quotes; one whose quotes do not close before a tab or the end is text that happens to begin with a quote.
function quotedCell(text, from) {
  let cell = "";
  let at = from + 1;
  while (at < text.length) {
    if (text[at] === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 2;
    } else if (text[at] === '"') {
      const after = text[at + 1];
      return after === undefined || after === "\t" || after === "\n" || after === "\r" ? [cell, at + 1] : plainCell(text, from);
    } else {
      cell += text[at];
      at += 1;
    }
  }
  return plainCell(text, from);
}

function evened(rows) {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
}

export function writeBlock(rows) {
  const written = (cell) => (/[\t\n\r"]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
  return rows.map((row) => row.map(written).join("\t")).join("\r\n");
}
