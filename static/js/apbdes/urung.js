/* Undo. One step is a list of rows with what they were and what they became; null is a row that is not there.
   Undoing is a change like any other: it is shown, saved and can be undone itself. */
import { baris, isikan } from "./baris.js";
import { gambarUlang } from "./gambar.js";
import { umumkan } from "./kabar.js";
import { berubah, hapusBaris, munculkan } from "./kirim.js";

const BANYAK = 200;
const lampau = [], depan = [];
const tombol = { urungkan: document.getElementById("urungkan"), ulangi: document.getElementById("ulangi") };

function tampil() {
  const akhir = lampau[lampau.length - 1];
  tombol.urungkan.disabled = !akhir;
  tombol.urungkan.title = akhir ? "Urungkan: " + akhir.sebutan : "";
  tombol.ulangi.disabled = !depan.length;
}

export function catatLangkah(sebutan, perubahan) {
  lampau.push({ sebutan, perubahan });
  if (lampau.length > BANYAK) lampau.shift();
  depan.length = 0;
  tampil();
}

function kembali(dari, ke, sisi) {
  const langkah = dari.pop();
  if (!langkah) return;
  const kegiatan = new Set();
  langkah.perubahan.forEach((p) => {
    const tujuan = p[sisi], b = baris.get(p.id);
    if (tujuan === null && b) {
      kegiatan.add(b.isi.kegiatan);
      hapusBaris(b);
    } else if (tujuan !== null && !b) {
      munculkan(p.lembar, p.id, tujuan);
    } else if (tujuan !== null) {
      kegiatan.add(b.isi.kegiatan);
      isikan(b, tujuan);
      berubah(b);
    }
    if (tujuan) kegiatan.add(tujuan.kegiatan);
  });
  ke.push(langkah);
  gambarUlang(langkah.perubahan.map((p) => p.lembar), kegiatan);
  tampil();
  umumkan((sisi === "sebelum" ? "Diurungkan: " : "Diulangi: ") + langkah.sebutan + ".");
}

export const urungkan = () => kembali(lampau, depan, "sebelum");
export const ulangi = () => kembali(depan, lampau, "sesudah");
tombol.urungkan.addEventListener("click", urungkan);
tombol.ulangi.addEventListener("click", ulangi);
