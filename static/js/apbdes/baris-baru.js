/* A new row beside its sisters: it begins with what they have in common. */
import { uuid } from "../bersama/uuid.js";
import { barisDari, kosong } from "./baris.js";
import { munculkan } from "./kirim.js";
import { namaKegiatan, pelaksanaKegiatan } from "./kolom.js";

/* `isian`: what it is copied from, instead. Answers the row. */
export function barisBaru(lembar, kegiatan, isian) {
  const isi = Object.assign(kosong(lembar), isian || {});
  if (lembar === "belanja") {
    const akhir = barisDari("belanja", kegiatan).pop();
    isi.kegiatan = kegiatan;
    isi.uraian_kegiatan = akhir ? akhir.isi.uraian_kegiatan : namaKegiatan.get(kegiatan) || "";
    isi.pelaksana = akhir ? akhir.isi.pelaksana : pelaksanaKegiatan.get(kegiatan) || "";
    if (!isian && akhir) Object.assign(isi, { rekening: akhir.isi.rekening, sumber: akhir.isi.sumber });
  }
  return munculkan(lembar, uuid(), isi);
}
