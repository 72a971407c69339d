// The sheet as the server tells it, brought into the shape that the table works with.

const BLANK = "not_collected"; // the state of a cell of which nobody said anything: no named blank without a reason or a sentence

const text = (value) => (value === null || value === undefined ? "" : String(value));

export function readCell(cell) {
  const named = text(cell.value) !== "" || cell.state !== BLANK || cell.reason || cell.note;
  const read = { value: text(cell.value), state: named ? text(cell.state) : "", reason: text(cell.reason), note: text(cell.note) };
  ["by", "at", "seq", "last", "change", "written", "told"].forEach((name) => name in cell && (read[name] = cell[name]));
  return read;
}

export function readRemarks(remarks) {
  return remarks.map((remark) => ({ ...remark, cells: remark.cells.map((cell) => [cell.row, cell.col]) }));
}

const isShown = (column) => column.computed || !column.fixed;

export function readSheet(sheet) {
  const columns = sheet.columns.map((column, at) => ({ ...column, at })).filter(isShown);
  const headings = readHeadings(sheet, columns);
  const isUpright = sheet.rows.length === 1 && !sheet.may_add_rows && columns.length > 6 && columns.every((column) => !column.is_key);
  return {
    rows: sheet.rows.map((row) => ({ ...row, absent: new Set(row.absent) })),
    columns: columns.map((column) => ({ ...column, range: (column.range || [null, null]).map(text), choices: (column.list || []).map((label) => ({ value: label, label })), path: headings.paths.get(column.id), group: headings.groups.get(column.id) })),
    headings: isUpright ? upright(sheet) : headings.lines,
    isUpright,
    cells: readCells(sheet.cells),
    computed: sheet.computed,
    blanks: sheet.states.filter((state) => state.is_blank),
    mayEdit: sheet.may_edit,
    seq: sheet.seq,
    remarks: readRemarks(sheet.remarks),
    returns: sheet.returns,
  };
}

function readCells(cells) {
  return Object.fromEntries(Object.entries(cells).map(([row, line]) => [row, Object.fromEntries(Object.entries(line).map(([col, cell]) => [col, readCell(cell)]))]));
}

// The headings over the columns that are shown: what tells rows apart stands in one column of its own at the left. A last line
// counts the columns (栏次), as paper forms do; units stand below the words.
function readHeadings(sheet, columns) {
  const shown = new Map(columns.map((column, at) => [column.at, at]));
  const lines = sheet.header_rows.slice(0, -1);
  const paths = new Map(columns.map((column) => [column.id, column.label]));
  const groups = new Map(); // by first column of a group
  const taken = lines.map(() => new Set());
  const read = lines.map((line, y) => {
    let from = 0;
    return line.map((heading) => {
      while (taken[y].has(from)) from += 1;
      const own = Array.from({ length: heading.span }, (_, right) => from + right);
      own.forEach((at) => lines.slice(y, y + heading.rows).forEach((_, down) => taken[y + down].add(at)));
      from += heading.span;
      return placed(heading, own.filter((at) => shown.has(at)).map((at) => shown.get(at)), columns, { paths, groups }, y + heading.rows === lines.length);
    });
  });
  const found = read.map((line) => line.filter((heading) => heading.colspan));
  found[0].unshift({ label: "", rowspan: lines.length + 1, corner: true });
  found.push(columns.map((_, at) => ({ label: String(at + 1), number: true, from: at, colspan: 1 })));
  return { lines: found, paths, groups };
}

function upright(sheet) {
  return [[{ label: "", corner: true, rowspan: 1 }, ...sheet.rows.map((row, at) => ({ label: row.label, colspan: 1, rowspan: 1, from: at }))]];
}

function placed(heading, own, columns, { paths, groups }, isLowest) {
  const cell = { label: heading.label, colspan: own.length, rowspan: heading.rows, from: own[0] };
  if (!isLowest) own.forEach((at) => paths.set(columns[at].id, `${heading.label} › ${columns[at].label}`));
  if (!isLowest && own.length) groups.set(columns[own[0]].id, heading.label);
  if (isLowest && own.length) Object.assign(cell, { unit: columns[own[0]].unit, required: columns[own[0]].required });
  return cell;
}
