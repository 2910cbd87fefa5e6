/* Pasting a block from Excel: the server reads it as it reads an imported sheet, and answers rows; nothing is taken
   before somebody says so. What is taken is saved and undone like what is typed. */
import { minta } from "../antrean/minta.js";
import { uuid } from "../bersama/uuid.js";
import { baris, serempak, urutBerikut } from "./baris.js";
import { bukaBaris, gambarUlang, kegiatanBaru } from "./gambar.js";
import { umumkan } from "./kabar.js";
import { munculkan } from "./kirim.js";
import { catatLangkah } from "./urung.js";

const dialog = document.getElementById("tempel");
const isian = document.getElementById("tempel-isian");
const kotak = document.getElementById("tempel-teks");
const hasil = document.getElementById("tempel-hasil");
const ambil = document.getElementById("tempel-ambil");
const ulang = document.getElementById("tempel-ulang");
const alamat = document.getElementById("lapangan").dataset;
const JEDA = 250;
const BAWAAN = ["kegiatan", "rekening", "sumber"];
let siap = [], pesanan = 0, pewaktu = null, ditunjuk = {}; // what was chosen about the rows that stand in the box

function tampil(daftar) {
  siap = daftar;
  ambil.disabled = !siap.length;
  ambil.textContent = siap.length ? "Masukkan " + siap.length + " baris" : "Masukkan";
}

/* The fields that count now: always what stands in for missing columns, the columns once somebody pointed at them, the
   answers when they are given. */
function pilihan(menjawab) {
  const dipilih = { ...ditunjuk };
  new FormData(isian).forEach((nilai, nama) => {
    const kolom = nama.startsWith("kolom-") || nama === "judul";
    if (nama !== "teks" && (BAWAAN.includes(nama) || (kolom ? ditunjuk.tunjuk : menjawab))) dipilih[nama] = nilai;
  });
  return menjawab ? { ...dipilih, jawab: "ya" } : dipilih;
}

async function baca(menjawab) {
  const ini = (pesanan += 1), teks = kotak.value;
  tampil([]);
  ulang.hidden = true;
  if (!teks.trim()) return hasil.replaceChildren();
  hasil.setAttribute("aria-busy", "true");
  let jawab = null;
  try {
    jawab = await minta(alamat.urlTempel, { teks, isian: pilihan(menjawab) }, alamat.pengguna);
  } catch {
    /* no signal: said below */
  }
  if (ini !== pesanan) return;
  hasil.removeAttribute("aria-busy");
  if (jawab?.kode !== 200 || !jawab.data) {
    hasil.textContent = jawab?.data?.pesan || "Belum dapat diperiksa: " + (jawab ? "masuk lagi di tab lain" : "tidak ada sambungan") + ". Yang ditempel tetap di sini.";
    ulang.hidden = false;
    return;
  }
  const terbuka = new Set(Array.from(hasil.querySelectorAll("details[open]"), (d) => d.id)), fokus = document.activeElement?.id;
  hasil.innerHTML = jawab.data.html;
  terbuka.forEach((id) => { const d = document.getElementById(id); if (d) d.open = true; });
  if (fokus && fokus !== kotak.id) document.getElementById(fokus)?.focus();
  tampil(jawab.data.baris);
}

function masukkan() {
  const urut = {}, kegiatan = new Set();
  const perubahan = siap.map(({ lembar, isi }) => {
    urut[lembar] = urut[lembar] ? urut[lembar] + 1 : urutBerikut(lembar);
    if (isi.kegiatan) { kegiatan.add(isi.kegiatan); kegiatanBaru.delete(isi.kegiatan); }
    return { lembar, id: uuid(), sebelum: null, sesudah: { ...isi, urut: String(urut[lembar]) } };
  });
  serempak(() => perubahan.forEach((p) => munculkan(p.lembar, p.id, p.sesudah, 0)));
  catatLangkah("menempel " + perubahan.length + " baris", perubahan);
  gambarUlang(Object.keys(urut), kegiatan);
  dialog.close();
  umumkan(perubahan.length + " baris dimasukkan. Tekan Urungkan bila keliru.");
  if (perubahan.length) bukaBaris(perubahan[0].id);
}

function bukaTempel(teks, tujuan) {
  kotak.value = teks || "";
  if (tujuan) BAWAAN.forEach((n) => { isian.elements[n].value = tujuan[n] || ""; });
  ditunjuk = {};
  hasil.replaceChildren();
  dialog.showModal();
  kotak.focus();
  baca();
}

function nanti(jeda) {
  clearTimeout(pewaktu);
  pewaktu = setTimeout(() => baca(), jeda);
}

document.getElementById("buka-tempel").addEventListener("click", () => bukaTempel(""));
isian.addEventListener("submit", (e) => e.preventDefault());
isian.addEventListener("input", ({ target: m, inputType }) => {
  if (m === kotak) ditunjuk = {};
  if (m === kotak || (BAWAAN.includes(m.name) && m.tagName === "INPUT")) nanti(inputType === "insertFromPaste" ? 0 : JEDA);
});
isian.addEventListener("change", ({ target: m }) => {
  if (m.name === "judul") ditunjuk = { judul: m.value };
  else if ("tunjuk" in m.dataset) ditunjuk = { tunjuk: "ya" };
  else if (m.name !== "sumber") return;
  baca();
});
hasil.addEventListener("click", (e) => { if (e.target.closest("[data-jawab]")) baca(true); });
ulang.addEventListener("click", () => baca());
ambil.addEventListener("click", masukkan);

/* A block pasted into a cell opens the same dialog, with that row's activity, account and source to go on with. */
document.getElementById("isi-susun").addEventListener("paste", (e) => {
  const w = e.target.closest(".rab"), teks = (e.clipboardData || window.clipboardData).getData("text");
  if (!w || !/[\t\n]/.test(teks.trim())) return;
  e.preventDefault();
  bukaTempel(teks, baris.get(w.dataset.id).isi);
});
