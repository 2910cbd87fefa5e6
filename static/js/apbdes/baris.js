/* The rows in memory, and the sums that follow them. Everything that changes a row goes through here, so that the
   sums, the undo list and the queue see the same thing. */
import { identik } from "../antrean/gabung.js";
import { Jumlah } from "./jumlah.js";
import { KOLOM } from "./kolom.js";

export const baris = new Map(); // id -> row that is shown
export const terpilih = new Set(); // ids that are ticked, to be removed together
const jumlahan = new Jumlah();
const pengamat = [];

export const saat = (f) => pengamat.push(f); // f(keys of the sums that changed)
export const jumlah = (kunci) => jumlahan.ambil(kunci);
let tumpukan = null;
function kabarkan(berubah) {
  if (tumpukan) berubah.forEach((k) => tumpukan.add(k));
  else pengamat.forEach((f) => f(new Set(berubah)));
}

/* Many rows change at once: the sums are rewritten on the page once, at the end. */
export function serempak(f) {
  tumpukan = new Set();
  try {
    f();
  } finally {
    const berubah = tumpukan;
    tumpukan = null;
    kabarkan(berubah);
  }
}

export function urutBerikut(lembar) {
  let n = 0;
  baris.forEach((b) => { if (b.lembar === lembar) n = Math.max(n, Number(b.isi.urut) || 0); });
  return n + 1;
}

export function kosong(lembar) {
  const isi = {};
  KOLOM[lembar].forEach((k) => { isi[k] = ""; });
  isi.urut = String(urutBerikut(lembar));
  return isi;
}

/* Show a row: new, restored, or redone. */
export function taruh(b) {
  baris.set(b.id, b);
  kabarkan(jumlahan.catat(b, 1));
}

export function cabut(b) {
  terpilih.delete(b.id);
  if (baris.delete(b.id)) kabarkan(jumlahan.catat(b, -1));
}

/* Change cells of a row; the sums follow at once. */
export function isikan(b, ubahan) {
  if (!baris.has(b.id)) return Object.assign(b.isi, ubahan);
  const keluar = jumlahan.catat(b, -1);
  Object.assign(b.isi, ubahan);
  kabarkan([...keluar, ...jumlahan.catat(b, 1)]);
}

export const barisDari = (lembar, kegiatan) =>
  Array.from(baris.values())
    .filter((b) => b.lembar === lembar && (kegiatan === undefined || b.isi.kegiatan === kegiatan))
    .sort((a, b) => Number(a.isi.urut) - Number(b.isi.urut));

/* What keeps a row from being sent, as sentences by column. */
export function kurang(b) {
  const k = {};
  if (b.lembar === "identitas") return k;
  if (!b.isi.rekening) k.rekening = "Pilih kode rekening.";
  if (!b.isi.jumlah) k.jumlah = "Isi jumlahnya.";
  if (!b.isi.sumber && b.lembar !== "pembiayaan") k.sumber = "Pilih sumber dana.";
  return k;
}

/* A new row in which nothing has been typed yet is nothing to save. */
const tersentuh = (b) => ["uraian", "jumlah", "volume", "harga_satuan"].some((k) => b.isi[k]);
export const berubahIsi = (b) => (b.dasar ? !identik(b.isi, b.dasar) : tersentuh(b));
