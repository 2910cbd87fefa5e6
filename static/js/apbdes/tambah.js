/* Adding a row: it is put in, shown, opened, and can be undone. */
import { barisBaru } from "./baris-baru.js";
import { bukaBaris, gambarUlang, kegiatanBaru } from "./gambar.js";
import { catatLangkah } from "./urung.js";

export function tambahBaris(lembar, kegiatan, isian) {
  const b = barisBaru(lembar, kegiatan, isian);
  kegiatanBaru.delete(kegiatan);
  catatLangkah("menambah baris", [{ lembar, id: b.id, sebelum: null, sesudah: { ...b.isi } }]);
  gambarUlang([lembar], new Set([kegiatan]));
  bukaBaris(b.id);
}
