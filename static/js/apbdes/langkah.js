/* What undoing (or redoing) does to one row, as it stands now. Somebody else may have changed or removed the row since,
   also while this page was closed: what they did is never overwritten. Nothing here knows a page. */
import { rapi } from "../antrean/gabung.js";

const berbeda = (kini, dulu) => Object.keys(dulu).some((k) => k !== "urut" && rapi(kini[k]) !== rapi(dulu[k]));

/* `kini`: what the row holds, undefined where it is not there; it should be `dari` and is to become `ke` (null: no row).
   Answers { taruh }, { hapus }, { ubahan } with only the columns of this step, or { halangan } with the reason. */
export function tujuan(kini, dari, ke) {
  if (!dari) return kini ? { halangan: "sudah ada lagi" } : { taruh: { ...ke } };
  if (!kini) return ke ? { halangan: "sudah dihapus" } : { ubahan: {} };
  if (!ke) return berbeda(kini, dari) ? { halangan: "sudah diubah lagi" } : { hapus: true };
  const ubahan = Object.fromEntries(Object.keys(ke).filter((k) => ke[k] !== dari[k]).map((k) => [k, ke[k]]));
  return Object.keys(ubahan).some((k) => rapi(kini[k]) !== rapi(dari[k])) ? { halangan: "sudah diubah lagi" } : { ubahan };
}

/* The server wrote a row its own way ("1.1.1" → "1.1.01"): so do the steps. Answers whether this one says so now. */
export function samakan(langkah, id, terkirim, server) {
  const beda = Object.keys(server).filter((k) => k in terkirim && terkirim[k] !== server[k]);
  if (!beda.length) return false;
  let ubah = false;
  langkah.perubahan.filter((p) => p.id === id).flatMap((p) => [p.sebelum, p.sesudah]).forEach((isi) => beda.forEach((k) => {
    if (!isi || isi[k] !== terkirim[k]) return;
    isi[k] = server[k];
    ubah = true;
  }));
  return ubah;
}
