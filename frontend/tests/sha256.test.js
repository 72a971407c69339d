// The hash by which a comment's form proves its work is the one that the server counts.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";

import { sha256 } from "../scripts/_sha256.js";

test("it is the SHA-256 of everybody else, at every border of a block", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 200]) {
    const text = "a".repeat(length);
    const found = sha256(text).map((each) => each.toString(16).padStart(8, "0")).join("");
    assert.equal(found, createHash("sha256").update(text).digest("hex"), String(length));
  }
});
