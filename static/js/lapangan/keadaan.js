/* Whether everything is saved, said in one place and true at every moment. */
import { alamatMasuk } from "../bersama/sesi.js";
import { antrean } from "./baris.js";
import { data, ragam, simpanan } from "./halaman.js";
import { kalimat } from "../bersama/kalimat.js";
import { cabutPengumuman, umumkan } from "./pengumuman.js";

const keadaan = document.getElementById("keadaan");
const lain = []; // what else is counted: () => ({ foto, galat })

export const tambahHitungan = (f) => lain.push(f);

export function hitung() {
  const h = Object.assign(antrean.hitung(), { foto: 0, rawan: simpanan.rawan });
  lain.forEach((f) => Object.entries(f()).forEach(([k, n]) => { h[k] += n; }));
  return h;
}

export const ucapan = () => kalimat(hitung(), { halangan: antrean.halangan, daring: navigator.onLine });

let pewaktu = null;
export function perbarui() {
  if (pewaktu !== null) return;
  pewaktu = setTimeout(() => {
    pewaktu = null;
    const [jenis, teks] = ucapan();
    keadaan.dataset.keadaan = jenis;
    if (keadaan.textContent !== teks) keadaan.textContent = teks;
    ragam.hitungSemua();
  }, 50);
}

let pewaktuTersimpan = null;
export function adaYangTersimpan() {
  clearTimeout(pewaktuTersimpan);
  pewaktuTersimpan = setTimeout(() => {
    if (hitung().belum) return adaYangTersimpan();
    document.body.dispatchEvent(new CustomEvent("perut:tersimpan"));
  }, 900);
}

const tetap = () => (simpanan.rawan ? "Isian Anda hanya ada di halaman ini, jadi jangan tutup." : "Isian Anda tetap tersimpan di telepon ini.");
function halangan(sebab, pesan) {
  if (sebab === "halaman" && !document.cookie.includes("csrftoken=")) antrean.halangan = sebab = "sesi";
  if (!sebab) {
    cabutPengumuman("sesi", "akun", "halaman");
  } else if (sebab === "sesi") {
    umumkan(simpanan.rawan ? "Sesi berakhir. Masuk lagi di tab lain. " + tetap() : "Sesi berakhir, masuk lagi; isian Anda tetap tersimpan di telepon ini.", "sesi", { teks: "Masuk lagi", url: alamatMasuk(false), baru: Boolean(simpanan.rawan) });
  } else if (sebab === "akun") {
    umumkan(pesan + " " + (simpanan.rawan ? tetap() : "Isiannya tetap tersimpan di telepon ini, dan dikirim setelah itu."), "akun", { teks: "Ganti akun", url: alamatMasuk(true), baru: Boolean(simpanan.rawan) });
  } else if (sebab === "halaman") {
    umumkan("Halaman ini perlu dimuat ulang. " + tetap(), "halaman", { teks: "Muat ulang", url: location.href });
  } else {
    umumkan((pesan || data.sebutan + " ini tidak ditemukan lagi.") + " " + tetap(), "terkunci", {
      teks: "Lihat isian yang belum terkirim",
      url: document.body.dataset.urlPeranti,
      baru: true,
    });
  }
  perbarui();
}

antrean.pada("berubah", perbarui);
antrean.pada("halangan", halangan);
antrean.pada("tersimpan", adaYangTersimpan);
// Said at once: between a keystroke and the next count the page must not claim that all is saved.
antrean.pada("belum", () => {
  if (keadaan.dataset.keadaan !== "tersimpan") return;
  keadaan.dataset.keadaan = "menyimpan";
  keadaan.textContent = "Menyimpan…";
});
// No room on the device: said at once, while what was typed is still here.
simpanan.saatRawan = () => {
  if (!simpanan.rawan || !simpanan.tersedia) cabutPengumuman("ruang");
  else umumkan("Ruang telepon penuh: " + simpanan.rawan + " isian atau foto hanya ada di halaman ini. Jangan tutup sampai tertulis “Semua tersimpan”; hapus foto atau aplikasi yang tidak dipakai untuk memberi ruang.", "ruang");
  perbarui();
};
