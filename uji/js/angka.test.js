/* Numbers of a budget: read, written, multiplied and summed without a rounding. */
import assert from "node:assert/strict";
import test from "node:test";
import { bacaUang, bacaVolume, bulatkan, cocokKali, kali, nilai, rapikanKetikan, rupiah, tulis, tulisUang, tulisVolume } from "../../static/js/apbdes/angka.js";
import { Jumlah } from "../../static/js/apbdes/jumlah.js";
import { rapikanKode } from "../../static/js/apbdes/kode.js";

const tabel = (f, pasangan) => pasangan.forEach(([masuk, keluar]) =>
  test(`${f.name}(${JSON.stringify(masuk)}) = ${keluar}`, () => assert.equal(f(...[masuk].flat()), keluar)));

tabel(bacaUang, [
  ["", ""], ["0", "0"], ["1500000", "1500000"], ["1.500.000", "1500000"], ["Rp 1.500.000", "1500000"], ["rp. 2", "2"],
  ["1.500,-", "1500"], ["1.500,00", "1500"], ["1.500,50", "1500,50"], ["1.500,5", "1500,50"], ["0,01", "0,01"], ["1,005", null], ["007", "7"], ["1.5", null], ["1,500", null], ["1.500,000", "1500"], ["-5", null], ["abc", null],
  ["1000000000000000", "1000000000000000"], ["1000000000000001", null], ["1000000000000000,01", null], ["999999999999999,99", "999999999999999,99"],
]);
tabel(bacaVolume, [
  ["", ""], ["12", "12"], ["2,5", "2,5"], ["2,50", "2,5"], ["1.500,25", "1500,25"], ["0,0001", "0,0001"], ["0,00001", null],
  ["012", "12"], ["2.5", null], ["-1", null],
]);
tabel(kali, [
  [["12", "3000000"], "36000000"], [["2,5", "2"], "5"], [["2,5", "3"], "7,50"], [["0,1", "10"], "1"], [["61,153", "412333"], "25215399,95"], [["0,0001", "50"], "0,01"], [["0,0001", "49"], "0"],
  [["1,0001", "10000"], "10001"], [["1000000", "1000000000"], "1000000000000000"], [["1000001", "1000000000"], null],
]);
const tabelBesar = (f, pasangan) => pasangan.forEach(([masuk, keluar]) =>
  test(`${f.name}(${masuk}) = ${keluar}`, () => assert.equal(f(masuk), keluar)));
tabelBesar(tulis, [[0n, "0"], [99900n, "999"], [100000n, "1.000"], [-123456705n, "-1.234.567,05"], [-5n, "-0,05"]]);
tabelBesar(rupiah, [[-150000n, "-Rp1.500"], [10n ** 17n, "Rp1.000.000.000.000.000"], [50n, "Rp0,50"]]);
tabel(cocokKali, [
  [["61,153", "412333", "25215399"], true], [["61,153", "412333", "25215400"], true], [["61,153", "412333", "25215398,95"], true],
  [["61,153", "412333", "25215400,94"], true], [["61,153", "412333", "25215400,95"], false], [["61,153", "412333", "25215398,94"], false],
  [["2", "3,50", "8"], false], [["2", "3,50", "7,99"], true],
]);
tabel(bulatkan, [["25215399,95", "25215400"], ["1,49", "1"], ["1,50", "2"], ["7", "7"]]);
tabel(tulisUang, [["1500", "1.500"], ["1500,50", "1.500,50"], ["abc", "abc"], ["", ""]]);
tabel(tulisVolume, [["1500,25", "1.500,25"], ["x", "x"]]);
tabel(nilai, [["12", 1200n], ["12,05", 1205n], ["-3", 0n], ["abc", 0n], ["", 0n]]);

test("yang ditulis terbaca kembali sebagai angka yang sama", () => {
  for (let n = 1n; n < 10n ** 17n; n = n * 7n + 3n) assert.equal(nilai(bacaUang(rupiah(n))), n);
});

function ketik(teks, kursor, data, inputType = "insertText") {
  const m = { value: teks, selectionStart: kursor, setSelectionRange(a) { this.selectionStart = a; } };
  rapikanKetikan({ target: m, data, inputType });
  return [m.value, m.selectionStart];
}
test("titik mengikuti ketikan dan kursor tetap di antara angkanya", () => {
  assert.deepEqual(ketik("1234", 4, "4"), ["1.234", 5]);
  assert.deepEqual(ketik("31.200000", 4, "2"), ["31.200.000", 4]);
  assert.deepEqual(ketik("1.23", 4, null, "deleteContentBackward"), ["123", 3]);
  assert.deepEqual(ketik("1500,5", 6, "5"), ["1.500,5", 7]);
  assert.deepEqual(ketik("1500,05", 4, "0"), ["1.500,05", 5]);
  assert.deepEqual(ketik("1.5", 3, null, "insertFromPaste"), ["1.5", 3]);
});

const belanja = (kegiatan, jumlah) => ({ lembar: "belanja", isi: { kegiatan, rekening: "5.1.1.01", jumlah } });
test("jumlah bertingkat mengikuti baris yang masuk dan keluar", () => {
  const j = new Jumlah(), a = belanja("1.1.01", "100"), b = belanja("1.2.01", "50");
  [a, b].forEach((x) => j.catat(x, 1));
  assert.deepEqual(["belanja", "b1", "s1.1", "k1.1.01", "k1.2.01"].map((k) => j.ambil(k)), [15000n, 15000n, 10000n, 10000n, 5000n]);
  j.catat(a, -1);
  a.isi.jumlah = "bukan angka";
  assert.deepEqual(j.catat(a, 1), ["belanja", "b1", "s1.1", "k1.1.01"]);
  assert.deepEqual(["belanja", "s1.1"].map((k) => j.ambil(k)), [5000n, 0n]);
  j.catat({ lembar: "pembiayaan", isi: { rekening: "6.1.1.01", jumlah: "7" } }, 1);
  assert.deepEqual([j.ambil("6.1"), j.ambil("pembiayaan"), j.ambil("tidak ada")], [700n, 700n, 0n]);
});

tabel(rapikanKode, [[["1.1.1.", 3], "1.1.01"], [["5.1.1.1", 4], "5.1.1.01"], [["05.1.1.90", 4], "5.1.1.90"], [[" 1.1 ", 3], "1.1"], [["a.b.c", 3], "a.b.c"]]);

