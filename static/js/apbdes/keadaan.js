/* Whether everything is saved, said in one place and true at every moment. */
import { alamatMasuk } from "../bersama/sesi.js";
import { kalimat } from "../bersama/kalimat.js";
import { antrean, simpanan } from "./kirim.js";
import { umumkanTetap } from "./kabar.js";

const tetap = () => (simpanan.rawan ? "Isian Anda hanya ada di halaman ini, jadi jangan tutup." : "Isian Anda tetap tersimpan di peranti ini.");
const keadaan = document.getElementById("keadaan");

const ucapan = () => kalimat({ ...antrean.hitung(), rawan: simpanan.rawan }, {
  halangan: antrean.halangan, daring: navigator.onLine, di: "baris tersimpan di sini",
});

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
    tampil(ucapan());
  });
}

antrean.pada("berubah", perbarui);
simpanan.saatRawan = perbarui;
antrean.pada("halangan", (sebab, pesan) => {
  if (sebab === "terkunci") umumkanTetap(pesan || "Rancangan ini tidak ditemukan lagi.");
  if (sebab === "sesi") umumkanTetap("Sesi berakhir, masuk lagi. " + tetap(), { teks: "Masuk lagi", url: alamatMasuk(false) });
  if (sebab === "akun") umumkanTetap(pesan + " " + tetap() + " Ia dikirim setelah itu.", { teks: "Ganti akun", url: alamatMasuk(true) });
  if (!sebab) umumkanTetap("");
  perbarui();
});
// "Semua tersimpan" must not stand for a moment longer than it is true.
antrean.pada("belum", () => { if (keadaan.dataset.keadaan === "tersimpan") tampil(["menyimpan", "Menyimpan…"]); });
window.addEventListener("offline", perbarui);
window.addEventListener("online", perbarui);
