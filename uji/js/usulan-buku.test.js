import assert from "node:assert/strict";
import { test } from "node:test";
import { cacatBuku, usulanBuku } from "../../static/js/lapangan/usulan-buku.js";

const ADA = { ada: "ya", format_sesuai: "ya", ditandatangani: "ya", mutakhir_sampai: "2026-04" };

test("yang tertib dan yang belum diperiksa tidak mengusulkan apa pun", () => {
  for (const isi of [ADA, { ...ADA, mutakhir_sampai: "2026-05" }, { ada: "" }, { ...ADA, ditandatangani: "", mutakhir_sampai: "" }]) {
    assert.deepEqual(cacatBuku(isi, "2026-04"), []);
  }
});

test("yang tidak ada, terlambat, dan belum sesuai", () => {
  assert.deepEqual(cacatBuku({ ada: "tidak" }, "2026-04"), ["tidak_ada"]);
  assert.deepEqual(cacatBuku({ ...ADA, mutakhir_sampai: "2026-03" }, "2026-04"), ["terlambat"]);
  assert.deepEqual(cacatBuku({ ...ADA, mutakhir_sampai: "", format_sesuai: "tidak", ditandatangani: "tidak" }, "2026-04"),
    ["terlambat", "format", "ttd"]);
});

test("nama buku dengan tanda dolar dikutip apa adanya", () => {
  const kalimat = { terlambat: ["{buku} belum terisi sampai {batas}.", "Lengkapi."] };
  const usulan = usulanBuku(kalimat, { ...ADA, mutakhir_sampai: "2025-12" }, {
    buku: "A.1 Buku $& Kas", batas: "2026-01", batasNama: "tahun 2026", penanggungJawab: "Kaur", batasWaktu: "2026-05-19",
  });
  assert.deepEqual(usulan, {
    uraian: "A.1 Buku $& Kas belum terisi sampai tahun 2026.", rekomendasi: "Lengkapi.", penanggung_jawab: "Kaur", batas_waktu: "2026-05-19",
  });
});
