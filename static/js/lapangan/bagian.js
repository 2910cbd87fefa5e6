/* The sections of the page: removing rows with a way back, and what a tap does. What one kind of work has of its own
   (its taps, its counts) is in its own module. */
import { buat } from "../bersama/dom.js";
import { antrean, tambahBaris, ubah } from "./baris.js";
import { buangFoto, catatLokasi, tambahFoto, ulangFoto } from "./foto.js";
import { akar, ragam } from "./halaman.js";
import { perbarui } from "./keadaan.js";
import { tutupKonflik } from "./konflik.js";

const URUNG = 7000;
const bilah = document.getElementById("urung");
let hapusTerakhir = null;

/* --- removing, with a way back --------------------------------------------------------------- */
export function hapusBaris(b) {
  tutupKonflik(b);
  antrean.tarikPertanyaan(b);
  if (b.jenis === "foto" && buangFoto(b.id)) {
    b.tunda = false;
    b.hapus = true;
    b.el.hidden = true;
    return ubah(b, true);
  }
  selesaikanHapus();
  const kosong = !antrean.kotor(b) && b.versi === 0;
  b.hapus = true;
  b.el.hidden = true;
  if (kosong) return ubah(b, true);
  b.tunda = true; // kept on the phone as removed, sent when the way back closes
  ubah(b, true);
  bilah.replaceChildren(buat("span", "", ragam.nama[b.jenis] + " dihapus."));
  const t = buat("button", "btn btn-light", "Urungkan");
  t.addEventListener("click", () => {
    clearTimeout(hapusTerakhir.pewaktu);
    hapusTerakhir = null;
    bilah.hidden = true;
    b.tunda = b.hapus = false;
    b.el.hidden = false;
    ubah(b, true);
    const n = b.el.querySelector("input:not([type=hidden]), textarea, select");
    if (n) n.focus();
  });
  bilah.append(t);
  bilah.hidden = false;
  t.focus({ preventScroll: true });
  hapusTerakhir = { baris: b, pewaktu: setTimeout(selesaikanHapus, URUNG) };
}

export function selesaikanHapus() {
  if (!hapusTerakhir) return;
  const b = hapusTerakhir.baris;
  clearTimeout(hapusTerakhir.pewaktu);
  hapusTerakhir = null;
  const fokus = bilah.contains(document.activeElement);
  bilah.hidden = true;
  if (fokus) {
    const tambah = akar.querySelector('[data-tambah="' + b.jenis + '"]') || document.getElementById("galeri") || akar.querySelector("a[href]");
    tambah.focus({ preventScroll: true });
  }
  b.tunda = false;
  ubah(b, true);
}

/* --- taps --------------------------------------------------------------------------------------- */
const AKSI = {
  hapus: (b) => hapusBaris(b),
  "foto-ulang": (b) => ulangFoto(b.id),
  lokasi: () => catatLokasi(),
};

function ketuk(p) {
  const tambah = p.target.closest("[data-tambah]");
  if (tambah) {
    const b = tambahBaris(tambah.dataset.tambah, undefined, Object.assign({}, tambah.dataset));
    b.el.querySelector("input:not([type=hidden]), textarea").focus();
    return perbarui();
  }
  const t = p.target.closest("[data-aksi]");
  if (!t) return;
  const el = t.closest(".baris");
  (ragam.aksi[t.dataset.aksi] || AKSI[t.dataset.aksi])(el ? el.baris : null, t);
}

function pilihFoto(masukan) {
  const berkas = Array.from(masukan.files);
  if (!berkas.length) return;
  masukan.value = "";
  tambahFoto(berkas, ragam.pilihanFoto(masukan));
}

/* Chosen before this script was here; there may be no other copy of a photo just taken. */
export function fotoTerpilih() {
  akar.querySelectorAll("[data-pilih-foto]").forEach(pilihFoto);
}

export function dengarkanKetukan() {
  akar.addEventListener("click", ketuk);
  akar.addEventListener("change", (p) => { if (p.target.matches("[data-pilih-foto]")) pilihFoto(p.target); });
}

/* --- progress ----------------------------------------------------------------------------------- */
export function hitung(nama, teks, lengkap) {
  const n = akar.querySelector('[data-hitung="' + nama + '"]');
  if (!n) return;
  if (n.textContent !== teks) n.textContent = teks;
  n.parentNode.classList.toggle("lengkap", lengkap);
}
