/* The one sentence about what is not on the server yet. */
import assert from "node:assert/strict";
import test from "node:test";
import "./bekal.js";
import { kalimat } from "../../static/js/bersama/kalimat.js";

const h = (lain) => ({ belum: 0, mencoba: 0, galat: 0, konflik: 0, belum_lengkap: 0, foto: 0, rawan: 0, ...lain });
const KASUS = [
  [{}, {}, "Semua tersimpan"],
  [{ belum: 2 }, {}, "Menyimpan…"],
  [{ belum: 2, foto: 1 }, { daring: false }, "Luring – 3 di telepon ini"],
  [{ belum: 2, rawan: 1 }, { daring: false }, "Luring – jangan tutup halaman ini"],
  [{ rawan: 1 }, { daring: false }, "Luring"], // what was in danger has been sent
  [{ belum: 4, galat: 1, foto: 2 }, {}, "Perlu diperbaiki (1), mengirim 5"],
  [{ belum: 1, galat: 1 }, {}, "Perlu diperbaiki (1)"],
  [{ belum: 3, konflik: 1, belum_lengkap: 1 }, {}, "Pilih isian (1), mengirim 1"],
  [{ belum: 1, belum_lengkap: 1 }, {}, "Belum lengkap (1)"],
  [{ belum: 1, belum_lengkap: 1, foto: 2 }, {}, "Mengirim foto (2)"],
  [{ belum: 2, mencoba: 2 }, {}, "Belum tersimpan – mencoba lagi (2)"],
  [{ belum: 1, rawan: 1 }, { halangan: "sesi" }, "Sesi berakhir – jangan tutup halaman ini"],
  [{ belum: 1, rawan: 1 }, { halangan: "halaman" }, "Belum tersimpan – jangan tutup halaman ini"],
  [{ belum: 1 }, { halangan: "halaman" }, "Muat ulang halaman"],
  [{ belum: 1 }, { halangan: "terkunci", daring: false }, "Terkunci"],
];
for (const [hitungan, keadaan, teks] of KASUS) {
  test(`${JSON.stringify(hitungan)} ${JSON.stringify(keadaan)}`, () => assert.equal(kalimat(h(hitungan), keadaan)[1], teks));
}
