/* Drawing: the tree of activities, and rows only where something is unfolded. Sums are text nodes that are
   rewritten one by one, so that typing stays quick in a budget of hundreds of rows. */
import { buat } from "../bersama/dom.js";
import { nilai, rupiah, tulisUang, tulisVolume } from "./angka.js";
import { barisBaru } from "./baris-baru.js";
import { baris, barisDari, jumlah, kurang, saat, terpilih } from "./baris.js";
import { antrean, layar, selesaikan } from "./kirim.js";
import { AKUN, D, namaKegiatan, namaRekening, pelaksanaKegiatan, sebutanKolom } from "./kolom.js";

const SEKALI = 80; // rows drawn at once in one activity
const pohon = document.getElementById("pohon");
const cetakan = { belanja: document.getElementById("t-belanja"), lain: document.getElementById("t-lain") };
const terbuka = new Set(), elemen = new Map();
const barusan = new WeakSet(); // unfolded by the script, which has drawn it already
let tanda = {};
export const kegiatanBaru = new Set(); // activities without a row yet
export const elemenBaris = (b) => elemen.get(b.id);

/* --- sums ---------------------------------------------------------------------------------------- */
const teksJumlah = (kunci) => rupiah(jumlah(kunci));
function neraca() {
  const [p, b, terima, keluar] = ["pendapatan", "belanja", "6.1", "6.2"].map(jumlah);
  const isi = { pendapatan: p, belanja: b, neto: terima - keluar, selisih: p - b + terima - keluar };
  Object.entries(isi).forEach(([k, n]) => {
    const e = document.querySelector('[data-neraca="' + k + '"]');
    const teks = rupiah(n);
    if (e.textContent !== teks) e.textContent = teks;
  });
  document.getElementById("neraca").classList.toggle("timpang", isi.selisih !== 0n);
}
saat((berubah) => {
  berubah.forEach((k) => document.querySelectorAll('[data-jumlah="' + k + '"]').forEach((e) => (e.textContent = teksJumlah(k))));
  neraca();
});

/* --- rows ------------------------------------------------------------------------------------------ */
export function tampilNilai(kolom, isi) {
  if (["jumlah", "harga_satuan", "pagu_acuan", "pagu_dds", "pagu_add", "pagu_pbh"].includes(kolom)) return tulisUang(isi);
  return kolom === "volume" ? tulisVolume(isi) : isi;
}

function gambarBaris(b) {
  const e = cetakan[b.lembar === "belanja" ? "belanja" : "lain"].content.firstElementChild.cloneNode(true);
  e.id = "baris-" + b.id;
  e.dataset.id = b.id;
  e.querySelectorAll("[data-hanya]").forEach((w) => { if (w.dataset.hanya !== b.lembar) w.remove(); });
  e.querySelectorAll("[data-kolom]").forEach((masukan) => {
    const kolom = masukan.dataset.kolom;
    masukan.id = kolom + "-" + b.id;
    const label = e.querySelector('label[data-untuk="' + kolom + '"]');
    if (label) label.htmlFor = masukan.id;
    if (kolom === "rekening") masukan.setAttribute("list", "rekening-" + AKUN[b.lembar]);
    isiMasukan(masukan, b.isi[kolom] || "");
  });
  e.querySelector("[data-pilih]").checked = terpilih.has(b.id);
  elemen.set(b.id, e);
  (b.catatan || []).forEach((teks) => {
    const p = buat("p", "rab-catatan");
    p.append(buat("strong", "", "Catatan evaluator: "), teks);
    e.append(p);
  });
  perbaruiBaris(b, e);
  return e;
}

function isiMasukan(masukan, isi) {
  if (masukan.type === "checkbox") masukan.checked = isi === "ya";
  else masukan.value = tampilNilai(masukan.dataset.kolom, isi);
}

function perbaruiBaris(b, e) {
  const belum = antrean.kotor(b) ? kurang(b) : {};
  const salah = b.kesalahan || {};
  e.querySelector(".rab-nama").textContent = b.isi.uraian || namaRekening.get(b.isi.rekening) || "Baris baru";
  e.querySelector(".rab-jumlah").textContent = rupiah(nilai(b.isi.jumlah));
  const rekening = namaRekening.get(b.isi.rekening) || "";
  e.querySelector(".rab-rekening").textContent = rekening;
  e.querySelector('[data-kolom="uraian"]').placeholder = rekening;
  e.setAttribute("aria-label", "Baris " + (b.isi.uraian || b.isi.rekening || "baru"));
  if (b.lembar === "belanja") {
    e.querySelector(".rab-bulat").hidden = !/,\d\d$/.test(b.isi.jumlah);
    const infrastruktur = D.jenisInfrastruktur.some((j) => b.isi.rekening.startsWith(j + "."));
    e.querySelector(".rab-lebih").classList.toggle("penting", infrastruktur || /^5\.1\.[12]\./.test(b.isi.rekening) || /^1\.1\.05|^1\.4\./.test(b.isi.kegiatan));
  }
  e.querySelectorAll("[data-kolom]").forEach((m) => {
    const k = m.dataset.kolom;
    const galat = salah[k];
    m.setAttribute("aria-invalid", galat ? "true" : "false");
    m.classList.toggle("belum", k in belum);
  });
  const daftar = e.querySelector(".rab-galat");
  const kalimat = Object.values(salah);
  daftar.textContent = kalimat.join(" ") || (Object.keys(belum).length && b.isi.uraian ? "Belum tersimpan. " + Object.values(belum).join(" ") : "");
  daftar.hidden = !daftar.textContent;
  e.classList.toggle("galat", kalimat.length > 0);
  const aturan = tanda[b.id] || [];
  const t = e.querySelector(".rab-tanda");
  t.textContent = aturan.join(", ");
  t.hidden = !aturan.length;
  tampilKonflik(b, e);
}

/* Both values where somebody else saved another one; a person chooses. */
export function tampilKonflik(b, e, tentang) {
  const lama = e.querySelector(".rab-konflik");
  if (lama) lama.remove();
  if (b.keadaan !== "konflik") return;
  const k = buat("div", "rab-konflik alert alert-warning");
  const oleh = b.bentrok.oleh || "orang lain";
  k.append(buat("p", "mb-2", b.bentrok.isi
    ? (tentang || "Baris ini") + " juga diubah " + oleh + ": " + b.bentrok.kolom.map((c) => sebutanKolom(c) + " " + (tampilNilai(c, b.bentrok.isi[c]) || "kosong") + ", isian Anda " + (tampilNilai(c, b.isi[c]) || "kosong")).join("; ") + "."
    : "Baris ini sudah dihapus " + oleh + "."));
  [["Pakai isian saya", false], [b.bentrok.isi ? "Pakai isian " + oleh : "Hapus juga", true]].forEach(([teks, server]) => {
    const tombol = buat("button", "btn btn-sm btn-outline-secondary me-2", teks);
    tombol.addEventListener("click", () => selesaikan(b, server));
    k.append(tombol);
  });
  e.append(k);
}

layar.tampil = function (b) {
  const e = elemen.get(b.id);
  if (e && e.isConnected) perbaruiBaris(b, e);
};

/* The cells of a row as it is now, without making an undo step of it. */
layar.sel = function (b, ubahan) {
  const e = elemen.get(b.id);
  if (!e) return;
  e.querySelectorAll("[data-kolom]").forEach((m) => {
    if (m !== document.activeElement && m.dataset.kolom in ubahan) isiMasukan(m, b.isi[m.dataset.kolom]);
  });
};

/* --- lists of rows --------------------------------------------------------------------------------- */
function isiDaftar(wadah, isi, banyak) {
  const daftar = wadah.querySelector(".rab-daftar");
  const potong = document.createDocumentFragment();
  isi.slice(0, banyak).forEach((b) => potong.append(gambarBaris(b)));
  daftar.replaceChildren(potong);
  const sisa = isi.length - banyak;
  if (sisa > 0) {
    const lagi = buat("button", "btn btn-outline-secondary w-100", "Tampilkan " + Math.min(sisa, SEKALI) + " dari " + sisa + " baris lainnya");
    lagi.addEventListener("click", () => isiDaftar(wadah, isi, banyak + SEKALI));
    daftar.append(lagi);
  }
}

function gambarLembar(lembar) {
  isiDaftar(document.getElementById("lembar-" + lembar), barisDari(lembar), SEKALI);
}

function uang(kunci) {
  const e = buat("span", "uang", teksJumlah(kunci));
  e.dataset.jumlah = kunci;
  return e;
}

function kepala(kelas, kode, nama, kunci) {
  const s = buat("summary");
  const kiri = buat("span", kelas);
  kiri.append(buat("span", "kode", kode), " " + nama);
  const ditandai = buat("span", "lencana lencana-merah");
  ditandai.hidden = true;
  ditandai.dataset.tanda = kunci;
  s.append(kiri, ditandai, uang(kunci));
  return s;
}

function gambarKegiatan(kode) {
  const d = buat("details", "keg");
  d.dataset.kegiatan = kode;
  d.append(kepala("keg-nama", kode, judulKegiatan(kode), "k" + kode));
  d.addEventListener("toggle", () => {
    if (!d.open) return terbuka.delete(kode);
    terbuka.add(kode);
    if (!barusan.delete(d)) bukaKegiatan(d, kode);
  });
  if (terbuka.has(kode)) d.open = true;
  return d;
}

function judulKegiatan(kode) {
  const pertama = barisDari("belanja", kode)[0];
  return namaKegiatan.get(kode) || (pertama && pertama.isi.uraian_kegiatan) || "Kegiatan " + kode;
}

function bukaKegiatan(d, kode) {
  if (!d.querySelector(".rab-daftar")) d.append(document.getElementById("t-kegiatan").content.cloneNode(true));
  const pelaksana = d.querySelector("[data-pelaksana]");
  let isi = barisDari("belanja", kode);
  if (!isi.length) {
    kegiatanBaru.delete(kode);
    isi = [barisBaru("belanja", kode)];
  }
  pelaksana.id = "pelaksana-" + kode;
  d.querySelector("label.pelaksana").htmlFor = pelaksana.id;
  pelaksana.value = isi[0].isi.pelaksana || pelaksanaKegiatan.get(kode) || "";
  isiDaftar(d, isi, SEKALI);
}

function kepalaKelompok(tag, kelas, kode, kunci, nama) {
  const h = buat(tag, kelas), kiri = buat("span", "kelompok-nama");
  kiri.append(buat("span", "kode", kode), " " + nama);
  h.append(kiri, uang(kunci));
  return h;
}

export function gambarPohon() {
  const kode = new Set(kegiatanBaru);
  baris.forEach((b) => { if (b.lembar === "belanja" && b.isi.kegiatan) kode.add(b.isi.kegiatan); });
  const urut = Array.from(kode).sort();
  const potong = document.createDocumentFragment();
  let bidang = null, sub = null;
  urut.forEach((k) => {
    const [x, y] = k.split(".");
    if (!bidang || bidang.dataset.kode !== x) {
      bidang = buat("section", "bidang");
      bidang.dataset.kode = x;
      bidang.append(kepalaKelompok("h3", "bidang-kepala", x, "b" + x, D.bidang[x] || "Bidang " + x));
      potong.append(bidang);
      sub = null;
    }
    if (!sub || sub.dataset.kode !== x + "." + y) {
      sub = buat("div", "sub");
      sub.dataset.kode = x + "." + y;
      sub.append(kepalaKelompok("h4", "sub-kepala", x + "." + y, "s" + x + "." + y, D.bidang[x + "." + y] || ""));
      bidang.append(sub);
    }
    sub.append(gambarKegiatan(k));
  });
  pohon.replaceChildren(potong);
  document.getElementById("pohon-kosong").hidden = urut.length > 0;
  tampilTanda(tanda);
}

export function gambarUlang(lembar, kegiatan) {
  new Set(lembar).forEach((l) => { if (l !== "belanja") gambarLembar(l); });
  if (!lembar.includes("belanja")) return;
  const ada = new Set(Array.from(pohon.querySelectorAll("details.keg"), (d) => d.dataset.kegiatan));
  const perlu = new Set(Array.from(baris.values()).filter((b) => b.lembar === "belanja").map((b) => b.isi.kegiatan));
  kegiatanBaru.forEach((k) => perlu.add(k));
  if (ada.size !== perlu.size || Array.from(perlu).some((k) => !ada.has(k))) return gambarPohon();
  kegiatan.forEach((k) => {
    const d = pohon.querySelector('details.keg[data-kegiatan="' + k + '"]');
    if (d && d.open) bukaKegiatan(d, k);
  });
}

layar.ulang = gambarUlang;

/* Unfold what a row lies in, without taking the cursor. Answers its element, null where it is not there. */
function perlihatkan(b) {
  if (!baris.has(b.id)) return null;
  if (b.lembar === "belanja") {
    const kode = b.isi.kegiatan, d = pohon.querySelector('details.keg[data-kegiatan="' + kode + '"]');
    if (!d) return null;
    if (!d.open || !elemen.get(b.id)?.isConnected) {
      terbuka.add(kode);
      if (!d.open) barusan.add(d);
      d.open = true;
      bukaKegiatan(d, kode);
      if (!elemen.get(b.id).isConnected) isiDaftar(d, barisDari("belanja", kode), Infinity);
    }
  } else {
    const d = document.getElementById("lembar-" + b.lembar);
    d.open = true;
    if (!elemen.get(b.id)?.isConnected) isiDaftar(d, barisDari(b.lembar), Infinity);
  }
  return elemen.get(b.id);
}
layar.buka = perlihatkan;

/* Unfold a row and put the cursor in it; false where it is not there. */
export function bukaBaris(id) {
  const b = baris.get(id), e = b && perlihatkan(b);
  if (!e) return false;
  e.classList.add("buka");
  e.querySelector(".rab-ringkas").setAttribute("aria-expanded", "true");
  e.scrollIntoView({ block: "center" });
  e.querySelector('[data-kolom="uraian"]').focus({ preventScroll: true });
  return true;
}

/* Which rules have something to say of which rows: { id: [codes] }. */
export function tampilTanda(baru) {
  tanda = baru;
  const perKegiatan = {};
  Object.keys(tanda).forEach((id) => {
    const b = baris.get(id);
    if (b && b.lembar === "belanja") perKegiatan["k" + b.isi.kegiatan] = (perKegiatan["k" + b.isi.kegiatan] || 0) + 1;
  });
  pohon.querySelectorAll("[data-tanda]").forEach((e) => {
    const n = perKegiatan[e.dataset.tanda] || 0;
    e.hidden = !n;
    e.textContent = n ? n + " baris ditandai" : "";
  });
  elemen.forEach((e, id) => { const b = baris.get(id); if (b && e.isConnected) perbaruiBaris(b, e); });
}

export function gambarSemua() {
  document.querySelectorAll("[data-jumlah]").forEach((e) => (e.textContent = teksJumlah(e.dataset.jumlah)));
  gambarLembar("pendapatan");
  gambarLembar("pembiayaan");
  gambarPohon();
  neraca();
}
