// What an answer of the server means for the sheet: kept, refused or in conflict; and what other people wrote meanwhile.
import { cellKey } from "./_sheet_model.js";
import { sameEntry } from "./_sheet_values.js";
import { readCell, readRemarks } from "./_sheet_protocol.js";

function keep(model, row, col, cell) {
  if (!model.cells[row]) model.cells[row] = {};
  const { last, change } = model.kept(row, col);
  model.cells[row][col] = { last, change, ...cell };
}

// Take an answer to a batch of entries.
export function takeAnswer(model, batch, answer) {
  const sent = new Map(batch);
  answer.saved.forEach(({ row, col, ...cell }) => {
    const key = cellKey(row, col);
    keep(model, row, col, readCell(cell));
    const now = model.mine.get(key);
    if (now && sameEntry(now, sent.get(key))) model.mine.delete(key);
    else if (now) model.mine.set(key, { ...now, base: answer.seq });
  });
  answer.refused.forEach(({ row, col, words }) => model.refused.set(cellKey(row, col), words));
  answer.conflicts.forEach(({ row, col, theirs }) => model.conflicts.set(cellKey(row, col), readCell(theirs)));
  takeOthers(model, answer);
  ["refused", "conflicts"].forEach((what) => model.tell(what, []));
}

// What was written since, and how the sheet stands; it never goes over what waits here.
export function takeOthers(model, answer) {
  answer.others.forEach(({ row, col, ...cell }) => keep(model, row, col, readCell(cell)));
  Object.assign(model.computed, answer.computed);
  model.seq = answer.seq;
  takeStanding(model, answer);
  model.tell("kept", []);
}

export function takeStanding(model, answer) {
  model.takeRemarks(readRemarks(answer.remarks));
  model.takeReturns(answer.returns);
  model.tell("remarks", []);
}

// One's own entry is sent again on top of what the other wrote, or given up for it.
export function takeChoice(model, keys, side) {
  keys.forEach((key) => {
    const mine = model.mine.get(key);
    const [row, col] = key.split("\u0000");
    keep(model, row, col, model.conflicts.get(key));
    if (side === "mine" && mine) model.mine.set(key, { ...mine, base: model.seq });
    else model.mine.delete(key);
    model.conflicts.delete(key);
  });
  model.tell("conflicts", keys);
}
