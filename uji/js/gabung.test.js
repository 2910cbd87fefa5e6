/* Merging three contents of a row. */
import assert from "node:assert/strict";
import test from "node:test";
import { gabung, identik, rapi, sama } from "../../static/js/antrean/gabung.js";

const DASAR = { a: "1", b: "2" };
for (const [nama, saya, server, dasar, cara, harapan] of [
  ["tidak ada yang berbeda", DASAR, DASAR, DASAR, {}, { ambil: {}, bentrok: [] }],
  ["hanya saya", { a: "x", b: "2" }, DASAR, DASAR, {}, { ambil: {}, bentrok: [] }],
  ["hanya server", DASAR, { a: "1", b: "y" }, DASAR, {}, { ambil: { b: "y" }, bentrok: [] }],
  ["keduanya, kolom berlainan", { a: "x", b: "2" }, { a: "1", b: "y" }, DASAR, {}, { ambil: { b: "y" }, bentrok: [] }],
  ["keduanya, kolom sama", { a: "x", b: "2" }, { a: "z", b: "2" }, DASAR, {}, { ambil: {}, bentrok: ["a"] }],
  ["keduanya sama isinya", { a: "x", b: "2" }, { a: "x", b: "2" }, DASAR, {}, { ambil: {}, bentrok: [] }],
  ["tanpa dasar setiap perbedaan ditanyakan", { a: "x", b: "2" }, DASAR, null, {}, { ambil: {}, bentrok: ["a"] }],
  ["tanpa dasar yang kosong di sini diambil", { a: "", b: "2" }, DASAR, null, {}, { ambil: { a: "1" }, bentrok: [] }],
  ["satu jawaban utuh", DASAR, { a: "1", b: "y" }, DASAR, { utuh: true }, { ambil: {}, bentrok: ["b"] }],
  ["kolom yang mengalah", { a: "x", b: "2" }, { a: "z", b: "2" }, DASAR, { mengalah: ["a"] }, { ambil: { a: "z" }, bentrok: [] }],
  ["spasi dan akhir baris bukan perbedaan", { a: " 1\r\n", b: "2" }, DASAR, DASAR, {}, { ambil: {}, bentrok: [] }],
  ["kolom yang tidak disebut server dibiarkan", { a: "x", b: "2" }, { b: "2" }, DASAR, {}, { ambil: {}, bentrok: [] }],
]) {
  test(nama, () => assert.deepEqual(gabung(saya, dasar, server, cara), harapan));
}

test("setiap gabungan: server, dasar, atau saya; tidak ada nilai keempat dan tidak ada yang hilang", () => {
  const nilai = ["", "1", "2", "3"];
  for (const s of nilai) {for (const d of nilai) {for (const v of nilai) {
    const { ambil, bentrok } = gabung({ a: s }, { a: d }, { a: v });
    const hasil = ambil.a ?? s;
    if (bentrok.length) assert.ok(s !== v && s !== d && v !== d);
    else assert.equal(hasil, s === d ? v : s, `saya ${s}, dasar ${d}, server ${v}`);
  }}}
});

test("rapi, sama, identik", () => {
  assert.equal(rapi(null), "");
  assert.equal(rapi(" a\r\nb\r "), "a\nb");
  assert.ok(sama({ a: " x" }, { a: "x ", b: "lain" }));
  assert.ok(!identik({ a: " x" }, { a: "x" }));
});
