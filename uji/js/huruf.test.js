import assert from "node:assert/strict";
import { test } from "node:test";

import { takTercetak } from "../../static/js/bersama/huruf.js";

test("yang tidak dapat dicetak disebut satu kali, yang tercetak tidak", () => {
  assert.deepEqual(takTercetak("Rapat 👍🏽👍 selesai ★"), ["👍", "★"]);
  assert.deepEqual(takTercetak("السلام عليكم ꦢꦺꦱ ᬤᬾᬰ Ma’ruf ≥ 30° ✓ é"), []);
  assert.deepEqual(takTercetak("e\u0301"), []); // composed first, as the printer does
});
