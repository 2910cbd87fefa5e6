/* Starts a page in the field: what is typed, what comes back from the phone's memory, what must not be left behind. */
import { antrean, daftarkan, ubah } from "./baris.js";
import { dengarkanKetukan, fotoTerpilih, selesaikanHapus } from "./bagian.js";
import { bersihkanGalat, segarkan, tanda, tinggikan } from "./bidang.js";
import { kirimFoto, pulihkanFoto } from "./foto.js";
import { akar, ragam, simpanan } from "./halaman.js";
import { hitung, perbarui, ucapan } from "./keadaan.js";
import { umumkan } from "./pengumuman.js";

let mengajukan = false;

function saatMengetik(p) {
  const el = p.target.closest(".baris"), b = el && p.target.dataset.kolom ? el.baris : null;
  if (!b) return;
  bersihkanGalat(b.el, p.target.dataset.kolom);
  bersihkanGalat(b.el, "__all__");
  if (b.keadaan === "belum_lengkap" || b.keadaan === "galat") tanda(b.el, "");
  if (p.target.tagName === "TEXTAREA") tinggikan(p.target);
  if (p.target.type === "radio") segarkan(b.el);
  ubah(b, p.type === "change");
}

function sekarang() {
  antrean.kirimSemua();
  kirimFoto();
  perbarui();
}

function dengarkan() {
  akar.addEventListener("input", saatMengetik);
  akar.addEventListener("change", saatMengetik);
  dengarkanKetukan();
  document.getElementById("isian").addEventListener("submit", (p) => p.preventDefault());
  antrean.pada("lahir", () => setTimeout(sekarang)); // what waited for that row
  window.addEventListener("online", sekarang);
  window.addEventListener("offline", perbarui);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") selesaikanHapus();
    sekarang();
  });
  window.addEventListener("beforeunload", (p) => {
    const h = hitung();
    if (mengajukan || (!h.belum && !h.foto)) return;
    if (["sesi", "akun"].includes(antrean.halangan) && simpanan.tersedia && !simpanan.rawan) return; // to the login page: all of it is kept
    selesaikanHapus();
    antrean.kirimSemua();
    p.preventDefault();
    p.returnValue = "";
  });
  document.addEventListener("submit", ajukan, true);
}

/* Handing in waits for what is still only on this phone. */
function ajukan(p) {
  if (p.target.id !== "form-ajukan") return;
  selesaikanHapus();
  const h = hitung();
  if (!h.belum && !h.foto) {
    mengajukan = true;
    return;
  }
  p.preventDefault();
  p.stopImmediatePropagation();
  antrean.kirimSemua();
  const n = document.getElementById("halangan-telepon");
  n.hidden = false;
  n.textContent = "Masih ada " + (h.belum + h.foto) + " isian yang belum tersimpan di server (" + ucapan()[1].toLowerCase() + "). Tunggu sampai “Semua tersimpan”, lalu ajukan lagi.";
}

export async function mulai() {
  dengarkan();
  akar.querySelectorAll(".baris").forEach((el) => {
    const b = daftarkan(el);
    if (antrean.kotor(b)) ubah(b); // typed before this script was here; the form is autocomplete="off", so it is no browser's memory
  });
  akar.dataset.siap = "0";
  const rekaman = ragam.urutPulih(await simpanan.mulai());
  if (!simpanan.tersedia) {
    umumkan("Peramban ini tidak dapat menyimpan isian di telepon. Jangan tutup halaman sebelum tertulis “Semua tersimpan”.", "gudang");
  }
  const keterangan = (r) => r.kunci.startsWith("foto/"); // a caption needs its photo, a photo the row that it is beside
  let dipulihkan = antrean.pulihkan(rekaman.filter((r) => !keterangan(r)));
  await pulihkanFoto();
  dipulihkan += antrean.pulihkan(rekaman.filter(keterangan));
  if (dipulihkan) umumkan(dipulihkan + " isian yang belum terkirim dipulihkan dari telepon ini.", "pulih");
  fotoTerpilih();
  akar.dataset.siap = "1";
  perbarui();
}
