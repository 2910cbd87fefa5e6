/* Typing: cells, keys as in a spreadsheet, adding, copying and removing rows. */
import { identik } from "../antrean/gabung.js";
import { bacaUang, bacaVolume, bulatkan, cocokKali, kali, nilai, rapikanKetikan, rupiah, tulisUang } from "./angka.js";
import { baris, barisDari, isikan, urutBerikut } from "./baris.js";
import { elemenBaris, kegiatanBaru, tampilNilai } from "./gambar.js";
import { umumkan } from "./kabar.js";
import { berubah, hapusBaris, tandaiGalat } from "./kirim.js";
import { rapikanKode } from "./kode.js";
import { AKUN, rekeningSah } from "./kolom.js";
import { tambahBaris } from "./tambah.js";
import { catatLangkah, ulangi, urungkan } from "./urung.js";

const isi = document.getElementById("isi-susun");
const JEDA_KETIK = 1500; // between two keys of somebody who is looking for the next one
const UANG = ["jumlah", "harga_satuan", "pagu_acuan"];
let awal = null; // the row as it was when the cursor came into the cell

const barisMilik = (e) => { const w = e.closest(".rab"); return w ? baris.get(w.dataset.id) : null; };

/* The text of a cell as it is kept; what cannot be read is kept as typed, with its sentence. */
function baca(kolom, masukan, galat) {
  if (masukan.type === "checkbox") return masukan.checked ? "ya" : "";
  const teks = masukan.value.trim();
  if (UANG.includes(kolom)) {
    const n = bacaUang(teks);
    if (n === null) galat[kolom] = "Tulis rupiah, misalnya 1.500.000 atau 1.500.000,50.";
    return n === null ? teks : n;
  }
  if (kolom === "volume") {
    const n = bacaVolume(teks);
    if (n === null) galat[kolom] = "Tulis volume seperti 12 atau 2,5; paling banyak empat angka di belakang koma.";
    return n === null ? teks : n;
  }
  if (kolom === "rekening") return rapikanKode(teks, 4);
  if (kolom === "kegiatan_acuan") return rapikanKode(teks, 3);
  return masukan.value.replace(/\s+/g, " ").trimStart();
}

/* Whether volume and price are numbers, so that their product can be proposed. */
const berkali = (sel) => /^\d+(,\d+)?$/.test(sel.volume) && /^\d+(,\d\d)?$/.test(sel.harga_satuan);

function terapkan(b, masukan, jeda) {
  const kolom = masukan.dataset.kolom, galat = {}, ubahan = {};
  ubahan[kolom] = baca(kolom, masukan, galat);
  const nanti = Object.assign({}, b.isi, ubahan);
  if (b.lembar === "belanja" && ["volume", "harga_satuan", "jumlah"].includes(kolom) && !galat[kolom] && berkali(nanti)) {
    const n = kali(nanti.volume, nanti.harga_satuan);
    if (n === null) galat.jumlah = "Volume kali harga satuan terlalu besar.";
    else if (kolom !== "jumlah") ubahan.jumlah = n;
    else if (nanti.jumlah && !cocokKali(nanti.volume, nanti.harga_satuan, nanti.jumlah)) galat.jumlah = "Volume kali harga satuan adalah " + rupiah(nilai(n)) + "; jumlahnya boleh berbeda kurang dari satu rupiah.";
  }
  if (kolom === "rekening" && ubahan.rekening && /^\d\.\d\.\d\.\d\d$/.test(ubahan.rekening)) {
    const akun = AKUN[b.lembar];
    if (!rekeningSah(ubahan.rekening, akun)) galat.rekening = ubahan.rekening.startsWith(akun + ".") ? "Kode rekening ini tidak ada dalam daftar." : "Rekening di bagian ini dimulai dengan " + akun + ".";
  }
  isikan(b, ubahan);
  if ("jumlah" in ubahan && kolom !== "jumlah") {
    const e = elemenBaris(b).querySelector('[data-kolom="jumlah"]');
    e.value = tulisUang(ubahan.jumlah);
  }
  berubah(b, jeda);
  if (Object.keys(galat).length) tandaiGalat(b, galat);
}

isi.addEventListener("focusin", (e) => {
  const b = e.target.dataset.kolom && barisMilik(e.target);
  if (b) awal = { b, isi: Object.assign({}, b.isi) };
});

isi.addEventListener("input", (e) => {
  const b = e.target.dataset.kolom && barisMilik(e.target);
  if (b) {
    if (UANG.includes(e.target.dataset.kolom)) rapikanKetikan(e);
    terapkan(b, e.target, JEDA_KETIK);
  }
});

isi.addEventListener("change", (e) => {
  if ("pelaksana" in e.target.dataset) return gantiPelaksana(e.target);
  const b = e.target.dataset.kolom && barisMilik(e.target);
  if (!b) return;
  terapkan(b, e.target);
  if (e.target.type !== "checkbox") e.target.value = tampilNilai(e.target.dataset.kolom, b.isi[e.target.dataset.kolom]);
  langkah(b);
});

/* What was changed in this cell becomes one step of undo. */
function langkah(b) {
  if (!awal || awal.b !== b || identik(awal.isi, b.isi)) return;
  catatLangkah("mengubah “" + (b.isi.uraian || b.isi.rekening || "baris") + "”", [
    { lembar: b.lembar, id: b.id, sebelum: awal.isi, sesudah: Object.assign({}, b.isi) },
  ]);
  awal = { b, isi: Object.assign({}, b.isi) };
}

function gantiPelaksana(masukan) {
  const kode = masukan.closest("details").dataset.kegiatan;
  const perubahan = barisDari("belanja", kode).map((b) => {
    const sebelum = Object.assign({}, b.isi);
    isikan(b, { pelaksana: masukan.value.trim() });
    berubah(b);
    return { lembar: "belanja", id: b.id, sebelum, sesudah: Object.assign({}, b.isi) };
  });
  if (perubahan.length) catatLangkah("pelaksana " + kode, perubahan);
}

const perbuatan = {
  tambah(e) {
    const keg = e.closest("details.keg");
    tambahBaris(keg ? "belanja" : e.closest("[data-lembar]").dataset.lembar, keg ? keg.dataset.kegiatan : undefined);
  },
  hapus(e) {
    const b = barisMilik(e);
    const sebelum = Object.assign({}, b.isi);
    if (b.lembar === "belanja") kegiatanBaru.add(b.isi.kegiatan);
    hapusBaris(b);
    catatLangkah("menghapus “" + (sebelum.uraian || sebelum.rekening || "baris") + "”", [{ lembar: b.lembar, id: b.id, sebelum, sesudah: null }]);
    const w = elemenBaris(b), dekat = w.nextElementSibling || w.previousElementSibling;
    w.remove();
    const tuju = dekat && dekat.querySelector("input, button");
    if (tuju) tuju.focus();
    umumkan("Baris dihapus. Tekan Urungkan bila keliru.");
  },
  bulatkan(e) {
    const b = barisMilik(e), m = elemenBaris(b).querySelector('[data-kolom="jumlah"]');
    m.focus();
    m.value = tulisUang(bulatkan(berkali(b.isi) ? kali(b.isi.volume, b.isi.harga_satuan) : b.isi.jumlah));
    m.dispatchEvent(new Event("change", { bubbles: true }));
  },
  salin(e) {
    const b = barisMilik(e);
    tambahBaris(b.lembar, b.isi.kegiatan, Object.assign({}, b.isi, { urut: String(urutBerikut(b.lembar)) }));
  },
  lebih(e) {
    const lain = e.closest(".rab").querySelector(".rab-lain");
    lain.hidden = !lain.hidden;
    e.setAttribute("aria-expanded", String(!lain.hidden));
  },
  ringkas(e) {
    const w = e.closest(".rab");
    e.setAttribute("aria-expanded", String(w.classList.toggle("buka")));
  },
};
isi.addEventListener("click", (e) => {
  const tombol = e.target.closest("[data-buat]");
  if (tombol) perbuatan[tombol.dataset.buat](tombol);
});

isi.addEventListener("keydown", (e) => {
  const masukan = e.target;
  if (e.key !== "Enter" || !masukan.dataset.kolom || masukan.tagName === "BUTTON" || masukan.type === "checkbox") return;
  e.preventDefault();
  const w = masukan.closest(".rab");
  const tetangga = e.shiftKey ? w.previousElementSibling : w.nextElementSibling;
  masukan.dispatchEvent(new Event("change", { bubbles: true }));
  if (tetangga && tetangga.classList.contains("rab")) {
    const sama = tetangga.querySelector('[data-kolom="' + masukan.dataset.kolom + '"]');
    tetangga.classList.add("buka");
    sama.focus();
    if (sama.select) sama.select();
  } else if (!e.shiftKey) {
    perbuatan.tambah(masukan);
  }
});

document.addEventListener("keydown", (e) => {
  if (!(e.ctrlKey || e.metaKey) || e.altKey || document.querySelector("dialog[open]")) return;
  const m = e.target, b = m.dataset && m.dataset.kolom && barisMilik(m);
  // While a cell is being typed in, its own undo comes first.
  if (b && awal && awal.b === b && !identik(awal.isi, b.isi)) {
    if (!UANG.includes(m.dataset.kolom)) return;
    langkah(b); // its dots are ours: the browser cannot undo what was typed
  }
  if (e.key.toLowerCase() === "z") { e.preventDefault(); (e.shiftKey ? ulangi : urungkan)(); }
  if (e.key.toLowerCase() === "y") { e.preventDefault(); ulangi(); }
});
