/* Undo against what others did meanwhile: only the columns of the step, and never over somebody else's. */
import assert from "node:assert/strict";
import test from "node:test";
import { samakan, tujuan } from "../../static/js/apbdes/langkah.js";

const isi = (lain = {}) => ({ uraian: "Semen", jumlah: "100", urut: "1", ...lain });

test("mengembalikan hanya kolom langkah itu; kolom lain yang diubah orang tetap", () => {
  const kini = isi({ jumlah: "200", uraian: "Semen 40 kg" });
  assert.deepEqual(tujuan(kini, isi({ jumlah: "200" }), isi()), { ubahan: { jumlah: "100" } });
});
test("sel yang diubah orang lain sesudahnya tidak ditimpa", () => {
  assert.deepEqual(tujuan(isi({ jumlah: "300" }), isi({ jumlah: "200" }), isi()), { halangan: "sudah diubah lagi" });
});
test("baris yang ditambahkan hilang lagi, kecuali bila diubah orang lain", () => {
  assert.deepEqual(tujuan(isi({ urut: "9" }), isi(), null), { hapus: true });
  assert.deepEqual(tujuan(isi({ uraian: "lain" }), isi(), null), { halangan: "sudah diubah lagi" });
  assert.deepEqual(tujuan(undefined, isi(), null), { ubahan: {} });
});
test("baris yang dihapus kembali, kecuali bila sudah ada", () => {
  assert.deepEqual(tujuan(undefined, null, isi()), { taruh: isi() });
  assert.deepEqual(tujuan(isi(), null, isi()), { halangan: "sudah ada lagi" });
});
test("baris yang sudah dihapus orang lain tidak dibuat lagi", () => {
  assert.deepEqual(tujuan(undefined, isi(), isi({ jumlah: "1" })), { halangan: "sudah dihapus" });
});
test("tulisan server atas isian sendiri bukan perubahan orang lain", () => {
  const terkirim = isi({ uraian: "Semen " }), langkah = { perubahan: [{ id: "a", sebelum: null, sesudah: { ...terkirim, jumlah: "0100" } }] };
  assert.equal(samakan(langkah, "b", terkirim, isi()), false);
  assert.equal(samakan(langkah, "a", terkirim, isi()), true);
  assert.deepEqual(langkah.perubahan[0].sesudah, isi({ jumlah: "0100" }));
});
