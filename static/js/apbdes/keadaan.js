/* Whether everything is saved, said in one place and true at every moment. */
import { alamatMasuk } from "../bersama/sesi.js";
import { antrean } from "./kirim.js";
import { umumkanTetap } from "./kabar.js";

const TETAP = "Isian Anda tetap tersimpan di peranti ini.";
const keadaan = document.getElementById("keadaan");

function kalimat(h) {
  if (antrean.halangan === "terkunci") return ["gagal", "Terkunci"];
  if (antrean.halangan === "sesi") return ["gagal", "Sesi berakhir"];
  if (antrean.halangan === "akun") return ["gagal", "Akun lain masuk"];
  if (antrean.halangan === "halaman") return ["gagal", "Muat ulang halaman"];
  if (!navigator.onLine) return ["luring", h.belum ? "Luring – " + h.belum + " baris tersimpan di sini" : "Luring"];
  if (h.konflik) return ["perlu", "Pilih isian (" + h.konflik + ")"];
  if (h.mencoba) return ["gagal", "Belum tersimpan – mencoba lagi"];
  if (h.galat) return ["perlu", "Perlu diperbaiki (" + h.galat + ")"];
  if (h.belum > h.belum_lengkap) return ["menyimpan", "Menyimpan…"];
  if (h.belum_lengkap) return ["perlu", "Belum lengkap (" + h.belum_lengkap + ")"];
  return ["tersimpan", "Semua tersimpan"];
}

function tampil([jenis, teks]) {
  if (keadaan.textContent !== teks) keadaan.textContent = teks;
  keadaan.dataset.keadaan = jenis;
}

/* Counting looks at every row: once after a burst of changes (a paste of 300 rows), and after the sums are shown. */
let penyegar = 0;
export function perbarui() {
  if (penyegar) return;
  penyegar = setTimeout(() => {
    penyegar = 0;
    tampil(kalimat(antrean.hitung()));
  });
}

antrean.pada("berubah", perbarui);
antrean.pada("halangan", (sebab, pesan) => {
  if (sebab === "terkunci") umumkanTetap(pesan || "Rancangan ini tidak ditemukan lagi.");
  if (sebab === "sesi") umumkanTetap("Sesi berakhir, masuk lagi. " + TETAP, { teks: "Masuk lagi", url: alamatMasuk(false) });
  if (sebab === "akun") umumkanTetap(pesan + " Isiannya tetap tersimpan di peranti ini, dan dikirim setelah itu.", { teks: "Ganti akun", url: alamatMasuk(true) });
  if (!sebab) umumkanTetap("");
  perbarui();
});
// "Semua tersimpan" must not stand for a moment longer than it is true.
antrean.pada("belum", () => { if (keadaan.dataset.keadaan === "tersimpan") tampil(["menyimpan", "Menyimpan…"]); });
window.addEventListener("offline", perbarui);
window.addEventListener("online", perbarui);
