/* What a device still holds: grouped by page, in words, and what is handed over of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import "./bekal.js";
import { kelompok, kiriman, naskah, ringkasan, sidik, teks } from "../../static/js/bersama/sisa.js";

const baris = (alamat, rekaman, lain = {}) => ({ kunci: "7/kunjungan-1/tab/" + rekaman.waktu, tempat: "kunjungan-1", rekaman: { alamat, ...rekaman }, foto: false, hidup: false, ...lain });
const isian = (waktu, nilai) => ({ waktu, judul: "Temuan", teks: [["Uraian", nilai]], halaman: "Isi kunjungan" });

test("satu kelompok satu halaman, yang terbaru lebih dahulu, barisnya menurut waktu diketik", () => {
  const hasil = kelompok([
    baris("/a/", isian(20, "dua")), baris("/a/", isian(10, "satu")), baris("/b/", isian(30, "lain")),
    baris("/a/", { ditaruh: 15, nama: "x.jpg" }, { foto: true }),
  ]);
  assert.deepEqual(hasil.map((s) => [s.alamat, s.baris.map((b) => b.teks[0][1]), s.foto.length, s.waktu]),
    [["/b/", ["lain"], 0, 30], ["/a/", ["satu", "dua"], 1, 20]]);
});

test("langkah yang dapat diurungkan, konsep yang dibuang, dan baris kosong tidak ditawarkan", () => {
  const hasil = kelompok([
    baris("/a/", { waktu: 1, perubahan: [1] }), baris("/a/", { waktu: 2, dibuang: 9 }), baris("/a/", { waktu: 3, isi: { uraian: " " } }),
  ]);
  assert.deepEqual(hasil, []);
});

test("catatan lama tanpa kata-katanya ditampilkan menurut nama kolomnya", () => {
  assert.deepEqual(teks({ isi: { penanggung_jawab: "Kaur", catatan: "" } }), [["penanggung jawab", "Kaur"]]);
  assert.deepEqual(teks({ isi: [["alasan", "Hujan"], ["versi", ""]] }), [["alasan", "Hujan"]]);
  const [satu] = kelompok([baris("", { waktu: 5, isi: { notulen: "Rapat" } })]);
  assert.equal(satu.halaman, "Halaman yang tidak diketahui lagi");
});

test("yang hendak dihapus pun disebut", () => {
  const [satu] = kelompok([baris("/a/", { waktu: 5, hapus: true, isi: {} })]);
  assert.equal(satu.baris[0].judul, "Yang hendak dihapus");
});

test("kiriman memuat kata-katanya, dan alamat yang bukan dari sini menjadi halaman depan", () => {
  const [satu] = kelompok([baris("/a/", isian(1000, "satu"))]);
  assert.deepEqual(JSON.parse(kiriman(satu)), {
    halaman: "Isi kunjungan", alamat: "/a/",
    isi: [{ judul: "Temuan", waktu: "1970-01-01T00:00:01.000Z", teks: [["Uraian", "satu"]] }],
  });
  assert.equal(JSON.parse(kiriman({ ...satu, alamat: "" })).alamat, "/");
  assert.equal(naskah(satu), "Isi kunjungan\n\nTemuan\nUraian: satu\n");
});

test("ringkasan menyebut isian dan foto", () => {
  assert.match(ringkasan({ baris: [1, 2], foto: [1], waktu: 0 }), /^2 isian dan 1 foto\.$/);
  assert.match(ringkasan({ baris: [], foto: [1], waktu: 0, hidup: true }), /^1 foto\. Halamannya sedang terbuka/);
});

test("sidik adalah SHA-256 dari byte yang dikirim", async () => {
  assert.equal(await sidik(new TextEncoder().encode("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});
