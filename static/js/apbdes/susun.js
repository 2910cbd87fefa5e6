/* Starts the page where a budget is typed. */
import { buat } from "../bersama/dom.js";
import { bukaBaris, gambarSemua } from "./gambar.js";
import { pasangIdentitas } from "./identitas.js";
import { umumkan } from "./kabar.js";
import { perbarui } from "./keadaan.js";
import { antrean, simpanan } from "./kirim.js";
import { D } from "./kolom.js";
import "./hapus.js";
import "./pilih.js";
import { bacaTanda } from "./putusan.js";
import "./sunting.js";
import "./tempel.js";
import { pulihkanLangkah, rekamanLangkah } from "./urung.js";

function pilihan(kode, nama, label) {
  const o = buat("option", "", nama);
  o.value = kode;
  if (label) o.label = nama;
  return o;
}

[4, 5, 6].forEach((akun) => {
  const kode = D.rekening.filter(([k]) => k.startsWith(akun + "."));
  document.getElementById("rekening-" + akun).append(...kode.map(([k, nama, kata]) => pilihan(k, kata ? nama + " · " + kata : nama, true)));
});
document.getElementById("kode-kegiatan").append(...D.kegiatan.map(([k, nama, , kata]) => pilihan(k, kata ? nama + " · " + kata : nama)));
document.querySelectorAll("dialog [data-tutup]").forEach((t) => t.addEventListener("click", () => t.closest("dialog").close()));

pasangIdentitas();
gambarSemua();
bacaTanda();
perbarui();
document.getElementById("isi-susun").hidden = false;
document.getElementById("susun-menunggu").remove();
simpanan.mulai().then((rekaman) => {
  const banyak = antrean.pulihkan(rekaman.filter((r) => !rekamanLangkah(r)));
  pulihkanLangkah(rekaman.filter(rekamanLangkah));
  if (banyak) {
    gambarSemua();
    umumkan(banyak + " baris yang belum tersimpan dipulihkan.");
  }
  if (location.hash.startsWith("#baris-")) bukaBaris(location.hash.slice("#baris-".length));
  document.documentElement.dataset.siap = "ya";
});
