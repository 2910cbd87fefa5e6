/* Whether everything is saved, said in one place and true at every moment. */
import { alamatMasuk } from "../bersama/sesi.js";
import { antrean } from "./baris.js";
import { data, ragam } from "./halaman.js";
import { cabutPengumuman, umumkan } from "./pengumuman.js";

const keadaan = document.getElementById("keadaan");
const lain = []; // what else is counted: () => ({ foto, galat })

export const tambahHitungan = (f) => lain.push(f);

export function hitung() {
  const h = Object.assign(antrean.hitung(), { foto: 0 });
  lain.forEach((f) => Object.entries(f()).forEach(([k, n]) => { h[k] += n; }));
  return h;
}

export function kalimat(h) {
  const semua = h.belum + h.foto;
  if (antrean.halangan === "terkunci") return ["terkunci", "Terkunci"];
  if (antrean.halangan === "sesi") return ["gagal", "Sesi berakhir"];
  if (antrean.halangan === "akun") return ["gagal", "Akun lain masuk"];
  if (antrean.halangan === "halaman") return ["gagal", "Muat ulang halaman"];
  if (!navigator.onLine) return ["luring", semua ? "Luring – " + semua + " di telepon ini" : "Luring"];
  if (h.konflik) return ["perlu", "Pilih isian (" + h.konflik + ")"];
  if (h.mencoba) return ["gagal", "Belum tersimpan – mencoba lagi (" + h.mencoba + ")"];
  if (h.galat) return ["perlu", "Perlu diperbaiki (" + h.galat + ")"];
  if (h.foto) return ["menyimpan", "Mengirim foto (" + h.foto + ")"];
  if (h.belum > h.belum_lengkap) return ["menyimpan", "Menyimpan…"];
  if (h.belum_lengkap) return ["perlu", "Belum lengkap (" + h.belum_lengkap + ")"];
  return ["tersimpan", "Semua tersimpan"];
}

let pewaktu = null;
export function perbarui() {
  if (pewaktu !== null) return;
  pewaktu = setTimeout(() => {
    pewaktu = null;
    const [jenis, teks] = kalimat(hitung());
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

const TETAP = "Isian Anda tetap tersimpan di telepon ini.";
function halangan(sebab, pesan) {
  if (sebab === "halaman" && !document.cookie.includes("csrftoken=")) antrean.halangan = sebab = "sesi";
  if (!sebab) {
    cabutPengumuman("sesi", "akun", "halaman");
  } else if (sebab === "sesi") {
    umumkan("Sesi berakhir, masuk lagi; isian Anda tetap tersimpan di telepon ini.", "sesi", { teks: "Masuk lagi", url: alamatMasuk(false) });
  } else if (sebab === "akun") {
    umumkan(pesan + " Isiannya tetap tersimpan di telepon ini, dan dikirim setelah itu.", "akun", { teks: "Ganti akun", url: alamatMasuk(true) });
  } else if (sebab === "halaman") {
    umumkan("Halaman ini perlu dimuat ulang. " + TETAP, "halaman", { teks: "Muat ulang", url: location.href });
  } else {
    umumkan((pesan || data.sebutan + " ini tidak ditemukan lagi.") + " " + TETAP, "terkunci", {
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
