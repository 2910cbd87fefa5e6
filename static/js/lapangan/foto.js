/* Photos: made smaller here, kept on the phone, sent one at a time with progress. */
import { csrf } from "../bersama/sesi.js";
import { NOL, uuid } from "../bersama/uuid.js";
import { kecilkan } from "../bersama/kecilkan.js";
import { antrean, daftarkan, induk, saatHilang, ubah } from "./baris.js";
import { terapkan } from "./bidang.js";
import { bacaExif } from "./exif.js";
import { akar, data, simpanan } from "./halaman.js";
import { adaYangTersimpan, perbarui, tambahHitungan } from "./keadaan.js";
import { umumkan } from "./pengumuman.js";

const SISI = 1600, MUTU = 0.8, TUNGGU_LOKASI = 8000, SEGAR = 30 * 60 * 1000;
const daftarFoto = (milik) =>
  akar.querySelector('[data-daftar="foto"]' + (milik ? '[data-induk="' + milik + '"]' : ""));
const antre = new Map(); // id -> { rekaman, el, coba, gagal }
let berjalan = false;
let tempat = null; // { lintang, bujur, waktu }

tambahHitungan(() => {
  const galat = Array.from(antre.values()).filter((f) => f.gagal).length;
  return { foto: antre.size - galat, galat };
});

/* --- place ------------------------------------------------------------------------------- */
function lokasi(tunggu) {
  if (tempat && Date.now() - tempat.waktu < 120000) return Promise.resolve(tempat);
  if (!navigator.geolocation) return Promise.resolve(null);
  return new Promise((selesai) => {
    setTimeout(() => selesai(null), tunggu);
    navigator.geolocation.getCurrentPosition(
      (p) => {
        tempat = { lintang: p.coords.latitude, bujur: p.coords.longitude, waktu: Date.now() };
        selesai(tempat);
      },
      () => selesai(null),
      { enableHighAccuracy: true, timeout: tunggu, maximumAge: 60000 }
    );
  });
}

export async function catatLokasi() {
  const p = document.getElementById("lokasi");
  p.hidden = false;
  p.textContent = "Mencari lokasi…";
  const ketemu = await lokasi(20000);
  p.textContent = ketemu
    ? "Lokasi tercatat (" + ketemu.lintang.toFixed(5) + ", " + ketemu.bujur.toFixed(5) + ") dan dipakai untuk foto berikutnya."
    : "Lokasi tidak didapat atau tidak diizinkan. Foto tetap dapat dikirim tanpa lokasi.";
}

/* --- choosing ---------------------------------------------------------------------------- */
/* `induk`: the row that the photos belong to, where they do not belong to the whole place; `menunggu`:
   its key, when that row may not have been sent yet; `isi`: what their fields begin with. */
export async function tambahFoto(berkasBerkas, pilihan) {
  const maks = Number(data.fotoMaks);
  const daftar = daftarFoto(pilihan.induk);
  const sisa = maks - daftar.querySelectorAll(".foto-kartu:not([hidden])").length;
  if (berkasBerkas.length > sisa) {
    umumkan("Paling banyak " + maks + " foto; " + (berkasBerkas.length - Math.max(0, sisa)) + " foto tidak ditambahkan.", "foto-maks");
  }
  for (const berkas of berkasBerkas.slice(0, Math.max(0, sisa))) await tambah(berkas, pilihan);
}

async function tambah(berkas, pilihan) {
  const id = uuid();
  const f = kartu(id, berkas, pilihan.induk);
  if (pilihan.isi) terapkan(f.el, pilihan.isi);
  ubah(f.baris, true);
  const meminta = lokasi(TUNGGU_LOKASI); // asked while the photo is being worked on
  const [exif, kecil] = await Promise.all([bacaExif(berkas), kecilkan(berkas, SISI, MUTU)]);
  if (kecil.size > Number(data.fotoUkuran)) {
    antre.set(id, f);
    return gagal(f, "Berkas ini " + Math.round(kecil.size / 1048576) + " MB; paling besar " + Math.round(data.fotoUkuran / 1048576) + " MB.");
  }
  const waktu = exif.waktu || new Date(berkas.lastModified || Date.now());
  const rekaman = { id, ditaruh: Date.now(), blob: kecil, nama: berkas.name || "foto.jpg", waktu: waktu.toISOString(), lintang: "", bujur: "", induk: pilihan.induk || "", menunggu: pilihan.menunggu || "" };
  antre.set(id, f);
  perbarui();
  await simpanan.taruhFoto(id, rekaman); // before waiting for a place: a camera's photo may exist nowhere else
  let titik = exif.lintang === undefined ? null : exif;
  // An old photo from the gallery was not taken where the phone is now.
  if (!titik && Math.abs(Date.now() - waktu.getTime()) < SEGAR) titik = await meminta;
  if (!antre.has(id)) return; // removed meanwhile
  if (titik) {
    rekaman.lintang = titik.lintang.toFixed(6);
    rekaman.bujur = titik.bujur.toFixed(6);
    await simpanan.taruhFoto(id, rekaman);
  }
  f.rekaman = rekaman;
  perbarui();
  kirimBerikut();
}

function kartu(id, blob, milik) {
  const el = document.getElementById("cetakan-foto").content.firstElementChild.cloneNode(true);
  el.dataset.id = id;
  const gambar = el.querySelector("img");
  gambar.addEventListener("error", () => { gambar.hidden = true; });
  gambar.src = URL.createObjectURL(blob);
  daftarFoto(milik).append(el);
  const baris = daftarkan(el);
  baris.tunda = true; // the caption waits for the photo
  return { id, el, baris, coba: 0, gagal: false, rekaman: null };
}

export async function pulihkanFoto() {
  for (const r of await simpanan.semuaFoto()) {
    if (antrean.semua.has("foto/" + r.id)) { simpanan.hapusFoto(r.id); continue; } // it had arrived
    if (!daftarFoto(r.induk)) continue; // its row is not on this page; keep it
    const f = kartu(r.id, r.blob, r.induk);
    f.rekaman = r;
    antre.set(r.id, f);
  }
  kirimBerikut();
}

/* --- sending ----------------------------------------------------------------------------- */
function kirimBerikut() {
  if (berjalan || antrean.halangan === "terkunci") return;
  const f = Array.from(antre.values()).find((x) => !x.gagal && x.rekaman && !(x.nanti > Date.now()) && !induk(x.rekaman.menunggu));
  if (!f) return;
  berjalan = true;
  perbarui();
  kirim(f).then(() => {
    berjalan = false;
    perbarui();
    kirimBerikut();
  });
}
export function kirimFoto() {
  antre.forEach((f) => { f.nanti = 0; });
  kirimBerikut();
}

function kirim(f) {
  const badan = new FormData();
  badan.append("berkas", f.rekaman.blob, f.rekaman.nama);
  ["waktu", "lintang", "bujur"].forEach((k) => badan.append(k, f.rekaman[k]));
  if (f.rekaman.induk) badan.append("induk", f.rekaman.induk);
  const bilah = f.el.querySelector("progress");
  bilah.hidden = false;
  return new Promise((selesai) => {
    const x = new XMLHttpRequest();
    x.open("POST", data.urlFoto.replace(NOL, f.id));
    x.setRequestHeader("X-CSRFToken", csrf());
    x.setRequestHeader("X-Pengguna", data.pengguna);
    x.setRequestHeader("Accept", "application/json");
    x.timeout = 180000;
    x.upload.onprogress = (p) => { if (p.lengthComputable) bilah.value = (p.loaded / p.total) * 100; };
    x.onload = () => { terima(f, x); selesai(); };
    x.onerror = x.ontimeout = x.onabort = () => { ulang(f); selesai(); };
    x.send(badan);
  });
}

function terima(f, x) {
  let d = null;
  try { d = JSON.parse(x.responseText); } catch { /* a page instead of an answer: handled below */ }
  if (x.status === 200 && d) {
    if (antrean.halangan && antrean.halangan !== "terkunci") antrean.hentikan("");
    return terkirim(f, d);
  }
  if (x.status === 401) { antrean.hentikan("sesi"); return ulang(f); }
  if (d && d.keadaan === "akun_lain") { antrean.hentikan("akun", d.pesan); return ulang(f); }
  if (x.status === 403 && !d) { antrean.hentikan("halaman"); return ulang(f); }
  if (x.status === 403 || x.status === 404) { antrean.hentikan("terkunci", d && d.pesan); return ulang(f); }
  if (x.status === 422 && d) return gagal(f, Object.values(d.kesalahan).flat().join(" "));
  if (x.status === 400 && d) return gagal(f, d.pesan);
  if (x.status === 413) return gagal(f, "Foto ini terlalu besar untuk dikirim.");
  ulang(f);
}

function ulang(f) {
  f.coba += 1;
  const jeda = Math.min(60000, 2000 * 2 ** Math.min(f.coba, 5));
  f.nanti = Date.now() + jeda;
  setTimeout(kirimBerikut, jeda + 50);
}

function terkirim(f, d) {
  antre.delete(f.id);
  simpanan.hapusFoto(f.id);
  f.el.querySelector("progress").hidden = true;
  f.el.querySelector(".foto-data").textContent = f.rekaman.lintang ? "Terkirim · lokasi tercatat" : "Terkirim";
  f.el.querySelector("img").alt = "Foto " + data.sebutan.toLowerCase();
  f.baris.versi = d.versi;
  f.baris.tunda = false;
  adaYangTersimpan();
  ubah(f.baris, true);
}

function gagal(f, pesan) {
  f.gagal = true;
  f.el.querySelector("progress").hidden = true;
  const p = f.el.querySelector("[data-galat-foto]");
  p.textContent = pesan;
  p.hidden = false;
  f.el.querySelector('[data-aksi="foto-ulang"]').hidden = !f.rekaman;
  perbarui();
}

export function ulangFoto(id) {
  const f = antre.get(id);
  if (!f) return;
  f.gagal = false;
  f.el.querySelector("[data-galat-foto]").hidden = true;
  f.el.querySelector('[data-aksi="foto-ulang"]').hidden = true;
  kirimBerikut();
}

/* True when the photo had not been sent yet, so that nothing is left to be removed on the server. */
export function buangFoto(id) {
  const f = antre.get(id);
  if (!f) return false;
  antre.delete(id);
  simpanan.hapusFoto(id);
  // It may have arrived without our hearing of it: the row's removal is sent all the same.
  if (f.coba > 0 && !f.gagal) { f.baris.versi = 1; f.baris.tunda = false; return false; }
  return true;
}

saatHilang((b) => { if (b.jenis === "foto") buangFoto(b.id); });
