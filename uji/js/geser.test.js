import assert from "node:assert/strict";
import { test } from "node:test";
import { geser } from "../../static/js/bersama/geser.js";

test("halaman bergeser satu tempat dan berhenti di ujungnya", () => {
  const abc = ["a", "b", "c"];
  assert.deepEqual(geser(abc, 1, -1), ["b", "a", "c"]);
  assert.deepEqual(geser(abc, 0, 1), ["b", "a", "c"]);
  assert.deepEqual(geser(abc, 0, -1), abc);
  assert.deepEqual(geser(abc, 2, 1), abc);
  assert.deepEqual(abc, ["a", "b", "c"]);
});
