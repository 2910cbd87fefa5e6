/* Numbers of a budget: read, written, multiplied and summed without a rounding. */
import assert from "node:assert/strict";
import test from "node:test";
import { bacaUang, bacaVolume, kali, nilai, rapikanKetikan, rupiah, tulis, tulisUang, tulisVolume } from "../../static/js/apbdes/angka.js";
import { Jumlah } from "../../static/js/apbdes/jumlah.js";
import { rapikanKode } from "../../static/js/apbdes/kode.js";
import { bacaTabel } from "../../static/js/apbdes/tabel.js";

const tabel = (f, pasangan) => pasangan.forEach(([masuk, keluar]) =>
  test(`${f.name}(${JSON.stringify(masuk)}) = ${keluar}`, () => assert.equal(f(...[masuk].flat()), keluar)));

tabel(bacaUang, [
  ["", ""], ["0", "0"], ["1500000", "1500000"], ["1.500.000", "1500000"], ["Rp 1.500.000", "1500000"], ["rp. 2", "2"],
  ["1.500,-", "1500"], ["1.500,00", "1500"], ["1.500,50", null], ["1.5", null], ["1,500", null], ["-5", null], ["abc", null],
  ["1000000000000000", "1000000000000000"], ["1000000000000001", null],
]);
tabel(bacaVolume, [
  ["", ""], ["12", "12"], ["2,5", "2,5"], ["2,50", "2,5"], ["1.500,25", "1500,25"], ["0,0001", "0,0001"], ["0,00001", null],
  ["012", "12"], ["2.5", null], ["-1", null],
]);
tabel(kali, [
  [["12", "3000000"], "36000000"], [["2,5", "2"], "5"], [["2,5", "3"], null], [["0,1", "10"], "1"],
  [["1,0001", "10000"], "10001"], [["1000000", "1000000000"], "1000000000000000"], [["1000001", "1000000000"], null],
]);
tabel(tulis, [[0, "0"], [999, "999"], [1000, "1.000"], [-1234567, "-1.234.567"]]);
tabel(rupiah, [[-1500, "-Rp1.500"], [1e15, "Rp1.000.000.000.000.000"]]);
tabel(tulisUang, [["1500", "1.500"], ["abc", "abc"], ["", ""]]);
tabel(tulisVolume, [["1500,25", "1.500,25"], ["x", "x"]]);
tabel(nilai, [["12", 12], ["-3", -3], ["abc", 0], ["", 0]]);

test("yang ditulis terbaca kembali sebagai angka yang sama", () => {
  for (let n = 1; n < 1e15; n = n * 7 + 3) assert.equal(bacaUang(rupiah(n)), String(n));
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
  assert.deepEqual(ketik("1.5", 3, null, "insertFromPaste"), ["1.5", 3]);
});

const belanja = (kegiatan, jumlah) => ({ lembar: "belanja", isi: { kegiatan, rekening: "5.1.1.01", jumlah } });
test("jumlah bertingkat mengikuti baris yang masuk dan keluar", () => {
  const j = new Jumlah(), a = belanja("1.1.01", "100"), b = belanja("1.2.01", "50");
  [a, b].forEach((x) => j.catat(x, 1));
  assert.deepEqual(["belanja", "b1", "s1.1", "k1.1.01", "k1.2.01"].map((k) => j.ambil(k)), [150, 150, 100, 100, 50]);
  j.catat(a, -1);
  a.isi.jumlah = "bukan angka";
  assert.deepEqual(j.catat(a, 1), ["belanja", "b1", "s1.1", "k1.1.01"]);
  assert.deepEqual(["belanja", "s1.1"].map((k) => j.ambil(k)), [50, 0]);
  j.catat({ lembar: "pembiayaan", isi: { rekening: "6.1.1.01", jumlah: "7" } }, 1);
  assert.deepEqual([j.ambil("6.1"), j.ambil("pembiayaan"), j.ambil("tidak ada")], [7, 7, 0]);
});

tabel(rapikanKode, [[["1.1.1.", 3], "1.1.01"], [["5.1.1.1", 4], "5.1.1.01"], [["05.1.1.90", 4], "5.1.1.90"], [[" 1.1 ", 3], "1.1"], [["a.b.c", 3], "a.b.c"]]);

test("tabel dari Excel: kutip, baris baru di dalam sel, baris kosong", () => {
  assert.deepEqual(bacaTabel('a\t"b\nc"\t"d ""e"""\r\n\t\t\nf\t g  h \t'), [["a", "b c", 'd "e"'], ["f", "g h", ""]]);
  assert.deepEqual(bacaTabel(""), []);
});
