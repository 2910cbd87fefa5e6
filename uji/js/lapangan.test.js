/* What the page in the field computes without a screen: ids and what a photo tells. */
import assert from "node:assert/strict";
import test from "node:test";
import "./bekal.js";
import { uuid } from "../../static/js/bersama/uuid.js";
import { bacaExif } from "../../static/js/lapangan/exif.js";
import { idJawaban } from "../../static/js/lapangan/id-jawaban.js";

test("id jawaban sama dengan yang dibuat server (monitoring/tests memegang contoh yang sama)", () => {
  const lembar = "11111111-2222-4333-8444-5555deadbeef";
  assert.equal(idJawaban(lembar, "7"), "11111111-2222-4333-8444-5555deadbee8");
  assert.equal(idJawaban(lembar, 4294967295), "11111111-2222-4333-8444-555521524110");
  assert.equal(new Set(Array.from({ length: 500 }, (_, n) => idJawaban(lembar, n))).size, 500);
});

test("uuid sah, dan tidak pernah sama", () => {
  const asli = crypto.randomUUID;
  for (const f of [asli, undefined]) { // plain http on an office network has no randomUUID
    Object.defineProperty(crypto, "randomUUID", { value: f, configurable: true, writable: true });
    const semua = Array.from({ length: 200 }, uuid);
    assert.ok(semua.every((u) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(u)));
    assert.equal(new Set(semua).size, 200);
  }
  Object.defineProperty(crypto, "randomUUID", { value: asli, configurable: true, writable: true });
});

/* A JPEG's head with an EXIF block: time, and a place south and east. */
function jpeg({ kecil = true } = {}) {
  const b = Buffer.alloc(400);
  const u16 = (n, v) => (kecil ? b.writeUInt16LE(v, 12 + n) : b.writeUInt16BE(v, 12 + n));
  const u32 = (n, v) => (kecil ? b.writeUInt32LE(v, 12 + n) : b.writeUInt32BE(v, 12 + n));
  const butir = (n, tanda, jumlah, nilai) => { u16(n, tanda); u32(n + 4, jumlah); u32(n + 8, nilai); };
  b.writeUInt16BE(0xffd8, 0);
  b.writeUInt16BE(0xffe1, 2);
  b.writeUInt16BE(390, 4);
  b.write("Exif\0\0", 6, "latin1");
  b.write(kecil ? "II" : "MM", 12);
  u32(4, 8);
  u16(8, 2);
  butir(10, 0x8769, 1, 50);
  butir(22, 0x8825, 1, 100);
  u16(50, 1);
  butir(52, 0x9003, 20, 70);
  b.write("2026:04:05 09:10:11\0", 12 + 70, "latin1");
  u16(100, 4);
  butir(102, 1, 2, 0);
  b.write("S\0", 12 + 110, "latin1");
  butir(114, 2, 3, 160);
  butir(126, 3, 2, 0);
  b.write("E\0", 12 + 134, "latin1");
  butir(138, 4, 3, 190);
  [2, 20, 45, 115, 30, 0].forEach((v, n) => { u32((n < 3 ? 160 : 190) + (n % 3) * 8, v); u32((n < 3 ? 160 : 190) + (n % 3) * 8 + 4, 1); });
  return b;
}
const berkas = (isi) => new Blob([isi]);

for (const kecil of [true, false]) {
  test(`waktu dan tempat dari EXIF, ${kecil ? "II" : "MM"}`, async () => {
    const { waktu, lintang, bujur } = await bacaExif(berkas(jpeg({ kecil })));
    assert.equal(waktu.getTime(), new Date(2026, 3, 5, 9, 10, 11).getTime());
    assert.deepEqual([lintang.toFixed(6), bujur.toFixed(6)], ["-2.345833", "115.500000"]);
  });
}

test("berkas apa pun tidak menggagalkan apa-apa", async () => {
  const utuh = jpeg();
  for (let n = 0; n < utuh.length; n += 3) {
    await bacaExif(berkas(utuh.subarray(0, n))); // cut off
    const rusak = Buffer.from(utuh);
    rusak[n] ^= 0xff;
    await bacaExif(berkas(rusak));
  }
  assert.deepEqual(await bacaExif(berkas("Ini bukan foto.")), {});
});
