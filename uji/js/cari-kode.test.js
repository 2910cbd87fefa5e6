/* What the search of activities finds, by name and by the words that people use for it. */
import assert from "node:assert/strict";
import test from "node:test";
import { cocokKode } from "../../static/js/apbdes/kode.js";

const ENTRI = [
  { kode: "1.1.04", cari: ["1.1.04", "Operasional Pemerintah Desa (dana umum)", "Kaur Umum", ""] },
  { kode: "1.1.08", cari: ["1.1.08", "Operasional yang bersumber dari Dana Desa", "", "operasional 3 persen"] },
  { kode: "5.3.00", cari: ["5.3.00", "Penanganan Keadaan Mendesak", "Kasi Kesejahteraan", "BLT, bantuan langsung tunai"] },
];
const temu = (ketikan) => cocokKode(ENTRI, ketikan).map((t) => t.kode);

[
  ["blt", ["5.3.00"]], ["BLT", ["5.3.00"]], ["bantuan  tunai", ["5.3.00"]], ["mendesak", ["5.3.00"]], ["5.3", ["5.3.00"]],
  ["dana desa", ["1.1.08", "1.1.04"]], ["kasi kesej", ["5.3.00"]], ["tidak ada", []], ["", ["1.1.04", "1.1.08", "5.3.00"]],
].forEach(([ketikan, kode]) => test(`cari "${ketikan}"`, () => assert.deepEqual(temu(ketikan), kode)));
