/* The rows of the page: each is an element whose inputs are its content; the queue asks them here. */
import { Antrean } from "../antrean/antrean.js";
import { identik } from "../antrean/gabung.js";
import { minta } from "../antrean/minta.js";
import { NOL, uuid } from "../bersama/uuid.js";
import { bersihkanGalat, kumpul, kumpulSemula, pasang, tampilGalat, tanda, terapkan, tertulis, wajibKosong } from "./bidang.js";
import { data, ragam, simpanan } from "./halaman.js";
import { tampilKonflik } from "./konflik.js";
import { umumkan } from "./pengumuman.js";

const ada = (b) => b.versi > 0 || b.el.hasAttribute("data-ada"); // `data-ada`: there though nobody has saved it
const alamat = (b) => b.el.dataset.url || data.urlBaris.replace("JENIS", b.jenis).replace(NOL, b.id);
const pelepas = [];

/* `f(row)` is told of every row that goes for good. */
export const saatHilang = (f) => pelepas.push(f);

async function kirimkan([{ b, versi, isi, hapus }]) {
  const { kode, data: d } = await minta(alamat(b), hapus ? { versi, hapus: true } : { versi, isi }, data.pengguna);
  return d && [200, 409, 422].includes(kode) ? { hasil: [d] } : { kode, pesan: d?.pesan, keadaan: d?.keadaan };
}

const halaman = {
  ada,
  isi: (b) => kumpul(b.el),
  isikan: (b, ubahan) => terapkan(b.el, ubahan),
  tertulis: (b) => tertulis(b.el, ragam.nama[b.jenis]),
  kotor: (b) => !identik(kumpul(b.el), b.dasar || {}),
  kurang: (b) => (b.saklar || ada(b) ? [] : wajibKosong(b.el)),
  caraGabung: (b) => ({ utuh: b.el.hasAttribute("data-utuh") }),

  /* Waits for the row that it hangs on, in the state of that row where a person must act. */
  tertahan(b) {
    const i = induk(b.el.dataset.menunggu);
    return i && (i.keadaan === "belum_lengkap" ? "belum_lengkap" : "menunggu");
  },

  tampil(b, kurang) {
    if (kurang) tanda(b.el, "Belum tersimpan. " + kurang.join(" "), "perlu");
    else tanda(b.el, "");
  },
  tidakSah(b, kesalahan) {
    if (b.saklar) return umumkan(Object.values(kesalahan).flat().join(" "), "kesalahan-hadir");
    b.bergalat = true;
    tampilGalat(b.el, kesalahan);
    tanda(b.el, "Belum tersimpan. Perbaiki yang ditandai.", "perlu");
  },
  tersimpan(b, isi) {
    if (b.bergalat) bersihkanGalat(b.el); // hints that are not errors stay
    b.bergalat = false;
    return isi;
  },
  digabung: (b, oleh) => tanda(b.el, "Digabung dengan isian " + (oleh || "orang lain") + "."),
  tanya(b) {
    tampilKonflik(b, (pilihan, tambahan) => {
      bersihkanGalat(b.el);
      if (b.hapus && pilihan === "saya") b.el.hidden = true;
      antrean.pilih(b, pilihan, tambahan);
    });
  },
  usang(b) {
    umumkan("Kehadiran " + kumpul(b.el).nama + " sudah diubah sesudahnya, jadi yang belum terkirim dari telepon ini tidak dipakai.", "usang-" + b.id);
  },

  sembunyikan: (b) => { b.el.hidden = true; },
  munculkan: (b) => { b.el.hidden = false; },
  lahirkan(kunci, isi) {
    const batas = kunci.indexOf("/");
    return tambahBaris(kunci.slice(0, batas), kunci.slice(batas + 1), isi);
  },
  hilang(b) {
    pelepas.forEach((f) => f(b));
    if (b.saklar) return;
    const bungkus = b.el.hasAttribute("data-berbungkus") ? b.el.closest("[data-bungkus]") : b.el;
    bungkus.querySelectorAll(".baris").forEach((n) => antrean.lupakan(n.baris)); // what came and goes with it
    bungkus.remove();
  },
};

export const antrean = new Antrean({ simpanan, halaman, kirimkan });

/* The row of this key while the server does not have it yet; what hangs on it waits. */
export function induk(kunci) {
  const b = kunci && antrean.semua.get(kunci);
  return b && !ada(b) ? b : null;
}

export function daftarkan(el) {
  pasang(el);
  const { jenis, id, versi } = el.dataset;
  const tombol = el.querySelector("button.orang");
  el.baris = antrean.daftarkan({
    el, jenis, id, kunci: jenis + "/" + id, versi: Number(versi), dasar: kumpulSemula(el),
    saklar: tombol && {
      nyala: () => tombol.getAttribute("aria-pressed") === "true",
      ubah: (nyala) => tombol.setAttribute("aria-pressed", String(nyala)),
    },
  });
  return el.baris;
}

/* `segera`: a choice, or the cursor has left the field. */
export const ubah = (b, segera) => antrean.ubah(b, segera ? antrean.jedaPilih : antrean.jedaKetik);

export function tambahBaris(jenis, id = uuid(), isi = {}) {
  if (jenis === "foto") return null;
  const tempat = ragam.tempatBaris(jenis, id, isi);
  if (!tempat || !tempat.cetakan) return null;
  const el = tempat.cetakan.content.firstElementChild.cloneNode(true);
  const baris = el.matches(".baris") ? el : el.querySelector(".baris");
  baris.dataset.id = id;
  if (tempat.siapkan) tempat.siapkan(el, id);
  tempat.daftar.append(el);
  const b = daftarkan(baris);
  el.querySelectorAll(".baris").forEach((n) => { if (n !== baris) daftarkan(n); }); // what it came with
  if (tempat.langsung) { // complete or not, it is to be kept as it begins
    b.dasar = {};
    ubah(b, true);
  }
  return b;
}
