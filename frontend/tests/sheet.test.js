// What office staff paste and type, read without a browser: node --test frontend/tests
import assert from "node:assert/strict";
import test from "node:test";
import { readBlock, writeBlock } from "../scripts/_sheet_clipboard.js";
import { edge, SheetModel } from "../scripts/_sheet_model.js";
import { readSheet } from "../scripts/_sheet_protocol.js";
import { changeText, plainNumber, readEntry, shownText } from "../scripts/_sheet_values.js";

const COUNT = { kind: "count", choices: [] };
const BLANKS = [{ id: "not_collected", label: "未采集" }, { id: "not_applicable", label: "不适用" }];

test("a block of WPS or Excel is read with quotes, breaks in cells and empty rows at its end", () => {
  assert.deepEqual(readBlock('1\t2\r\n3\t"甲 ""乙""\n丙"\r\n\r\n'), [["1", "2"], ["3", '甲 "乙"\n丙']]);
  assert.deepEqual(readBlock("1\t\r\n\t2\r\n"), [["1", ""], ["", "2"]]);
  assert.deepEqual(readBlock("1\n2\t3"), [["1", ""], ["2", "3"]]);
  assert.deepEqual(readBlock(""), []);
});

test("a quote that never closes is a letter of the text", () => {
  assert.deepEqual(readBlock('"甲\t2'), [['"甲', "2"]]);
  assert.deepEqual(readBlock('"甲"乙\t2'), [['"甲"乙', "2"]]);
});

test("what is copied reads back the same", () => {
  const block = [["1", '甲\n"乙"'], ["", "不适用"]];
  assert.deepEqual(readBlock(writeBlock(block)), block);
});

test("numbers lose full-width digits and separators of thousands, and nothing else", () => {
  const typed = ["１２，３４５．６", "1,234,567", "1 234", "－5", "+3", "12,34", "62.31亿元", "0.10"];
  assert.deepEqual(typed.map(plainNumber), ["12345.6", "1234567", "1234", "-5", "3", "12,34", "62.31亿元", "0.10"]);
});

test("zero, a named blank and nothing are three things", () => {
  const read = (text) => readEntry(text, COUNT, BLANKS);
  assert.deepEqual(["０", " 不适用 ", "　"].map((text) => read(text).state), ["zero", "not_applicable", ""]);
  assert.equal(shownText(read("不适用"), COUNT, BLANKS), "不适用");
  assert.equal(readEntry("2025年9月1日", { kind: "date", choices: [] }, BLANKS).value, "2025-09-01");
});

test("the change from last year is left out where there is none to tell", () => {
  assert.deepEqual([changeText("110", "100"), changeText("90", "100"), changeText("5", "0"), changeText("", "100")], ["+10.0%", "−10.0%", "", ""]);
});

const column = (id, more) => ({ id, label: id, unit: "人", kind: "count", computed: false, fixed: false, list: [], required: true, range: [null, null], ...more });
const row = (key) => ({ key, label: key, fixed: { body_code: key }, absent: [], may_edit: true });

function sheet(rows, columns) {
  const heading = columns.map((each) => ({ label: each.label, span: 1, rows: 2 }));
  return new SheetModel(readSheet({ rows, columns, cells: {}, computed: {}, header_rows: [heading, [], []], states: BLANKS.map((each) => ({ ...each, is_blank: true, reasons: [] })), may_edit: true, seq: 3, remarks: [], returns: [] }));
}

test("a step goes back and forth as one, over locked cells", () => {
  const model = sheet([row("a"), row("b")], [column("x"), column("sum", { computed: true })]);
  const entry = readEntry("7", COUNT, BLANKS);
  assert.equal(model.enter([[0, 0], [1, 0], [0, 1]].map(([r, c]) => ({ r, c, entry }))), 2);
  assert.deepEqual([model.cell(0, 0).value, model.mine.size, [...model.mine.values()][0].base], ["7", 2, 3]);
  model.undo();
  assert.deepEqual([model.cell(0, 0).value, model.mine.size], ["", 0]);
  model.redo();
  assert.equal(model.cell(1, 0).value, "7");
});

test("Ctrl and an arrow jump to the border between filled and empty cells", () => {
  const model = sheet(["a", "b", "c", "d"].map(row), [column("x")]);
  const entry = readEntry("1", COUNT, BLANKS);
  model.enter([{ r: 0, c: 0, entry }, { r: 1, c: 0, entry }]);
  assert.deepEqual(edge(model, [0, 0], [1, 0]), [1, 0]);
  assert.deepEqual(edge(model, [1, 0], [1, 0]), [3, 0]);
});

test("the table of one body stands upright", () => {
  const model = sheet([row("a")], ["p", "q", "r", "s", "t", "u", "v"].map((id) => column(id)));
  assert.deepEqual([model.height, model.width, model.placeOf("a", "q")], [7, 1, [1, 0]]);
});
