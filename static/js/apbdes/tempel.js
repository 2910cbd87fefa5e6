/* Pasting a block from Excel: columns are recognised by their heading or by the order of the workbook, can be
   assigned by hand, and every cell that cannot be read is named before anything is taken. */
import { buat } from "../bersama/dom.js";
import { uuid } from "../bersama/uuid.js";
import { bacaUang, bacaVolume, cocokKali, kali, nilai, rupiah, tulisUang } from "./angka.js";
import { baris, kosong, serempak, urutBerikut } from "./baris.js";
import { bukaBaris, gambarUlang, kegiatanBaru } from "./gambar.js";
import { umumkan } from "./kabar.js";
import { munculkan } from "./kirim.js";
import { rapikanKode } from "./kode.js";
import { AKUN, D, kegiatanSah, namaKegiatan, pelaksanaKegiatan, rekeningSah, sebutanKolom } from "./kolom.js";
import { bacaTabel } from "./tabel.js";
import { catatLangkah } from "./urung.js";

const dialog = document.getElementById("tempel");
const kotak = document.getElementById("tempel-teks");
const lembar = document.getElementById("tempel-lembar");
const hasil = document.getElementById("tempel-hasil");
const ambil = document.getElementById("tempel-ambil");
const KEPALA = {
  kode_kegiatan: "kegiatan", uraian_kegiatan: "uraian_kegiatan", pelaksana: "pelaksana", kode_rekening: "rekening", uraian: "uraian",
  komponen: "komponen", penerima: "penerima", volume: "volume", satuan: "satuan", harga_satuan: "harga_satuan", jumlah: "jumlah",
  sumber_dana: "sumber", dari_silpa: "dari_silpa", bantuan_khusus: "bantuan_khusus", risiko_tinggi: "risiko_tinggi",
  kegiatan_acuan: "kegiatan_acuan", pagu_acuan: "pagu_acuan",
};
const URUTAN = {
  belanja: Object.values(KEPALA),
  pendapatan: ["rekening", "uraian", "sumber", "jumlah"],
  pembiayaan: ["rekening", "uraian", "sumber", "jumlah", "dari_silpa"],
};
let sel = [], kolom = [], berkepala = false;

const namaKepala = (s) => KEPALA[s.toLowerCase().trim().replace(/\s+/g, "_")];

function baca() {
  sel = bacaTabel(kotak.value);
  berkepala = sel.length > 0 && sel[0].filter(namaKepala).length >= 2;
  const banyak = Math.max(0, ...sel.map((b) => b.length));
  kolom = berkepala ? Array.from({ length: banyak }, (_, n) => namaKepala(sel[0][n] || "") || "") : tebak(banyak);
  tampil();
}

function tebak(banyak) {
  const urutan = URUTAN[lembar.value];
  if (lembar.value === "belanja" && sel[0] && !kegiatanSah(rapikanKode(sel[0][0] || "", 3))) {
    return ["uraian", "volume", "satuan", "harga_satuan", "jumlah"].concat(Array(Math.max(0, banyak - 5)).fill("")).slice(0, banyak);
  }
  return urutan.concat(Array(Math.max(0, banyak - urutan.length)).fill("")).slice(0, banyak);
}

const bawaan = (nama) => document.getElementById("tempel-" + nama).value.trim();

/* One pasted row as cells of the budget, with the sentences of what cannot be read: {kolom: sentence}. */
function satu(asal) {
  const isi = kosong(lembar.value), galat = {};
  kolom.forEach((k, n) => {
    const teks = asal[n] || "";
    if (!k || !(k in isi) || teks === "") return;
    if (["jumlah", "harga_satuan", "pagu_acuan"].includes(k)) {
      const d = bacaUang(teks);
      if (d === null) galat[k] = "“" + teks + "” bukan jumlah rupiah";
      else isi[k] = d;
    } else if (k === "volume") {
      const d = bacaVolume(teks);
      if (d === null) galat[k] = "“" + teks + "” bukan volume";
      else isi[k] = d;
    } else if (k === "rekening") isi[k] = rapikanKode(teks, 4);
    else if (["kegiatan", "kegiatan_acuan"].includes(k)) isi[k] = rapikanKode(teks, 3);
    else if (k === "sumber") isi[k] = teks.toUpperCase();
    else if (["komponen", "penerima", "dari_silpa", "bantuan_khusus", "risiko_tinggi"].includes(k)) isi[k] = teks.toLowerCase();
    else isi[k] = teks;
  });
  if (!isi.rekening) isi.rekening = rapikanKode(bawaan("rekening"), 4);
  if (!isi.sumber) isi.sumber = bawaan("sumber");
  if (lembar.value === "belanja") {
    if (!isi.kegiatan) isi.kegiatan = rapikanKode(bawaan("kegiatan"), 3);
    isi.uraian_kegiatan = isi.uraian_kegiatan || namaKegiatan.get(isi.kegiatan) || "";
    isi.pelaksana = isi.pelaksana || pelaksanaKegiatan.get(isi.kegiatan) || "";
    if (!kegiatanSah(isi.kegiatan)) galat.kegiatan = isi.kegiatan ? "kode kegiatan “" + isi.kegiatan + "” tidak ada" : "kode kegiatan kosong";
    if (isi.volume && isi.harga_satuan) {
      const n = kali(isi.volume, isi.harga_satuan);
      if (n === null) galat.jumlah = "volume kali harga satuan terlalu besar";
      else if (isi.jumlah && !cocokKali(isi.volume, isi.harga_satuan, isi.jumlah)) galat.jumlah = "jumlah " + tulisUang(isi.jumlah) + " tidak sama dengan volume kali harga satuan, " + tulisUang(n);
      else isi.jumlah = isi.jumlah || n;
    }
  }
  if (!rekeningSah(isi.rekening, AKUN[lembar.value])) galat.rekening = isi.rekening ? "kode rekening “" + isi.rekening + "” tidak ada di bagian ini" : "kode rekening kosong";
  if (isi.sumber ? !(isi.sumber in D.sumber) : lembar.value !== "pembiayaan") galat.sumber = isi.sumber ? "sumber dana “" + isi.sumber + "” tidak dikenal" : "sumber dana kosong";
  if (!isi.jumlah && !galat.jumlah) galat.jumlah = "jumlah kosong";
  return { isi, galat };
}

const isiSel = () => (berkepala ? sel.slice(1) : sel);

function tampil() {
  const siap = isiSel().map(satu);
  const salah = siap.flatMap((b, n) => Object.entries(b.galat).map(([k, kalimat]) => "Baris " + (n + 1) + ", " + sebutanKolom(k) + ": " + kalimat + "."));
  hasil.replaceChildren();
  ambil.disabled = !siap.length || salah.length > 0;
  ambil.textContent = siap.length ? "Masukkan " + siap.length + " baris" : "Masukkan";
  if (!siap.length) return;
  hasil.append(buat("h3", "", "Kolom"), pilihanKolom());
  if (salah.length) {
    hasil.append(buat("h3", "", salah.length + " sel belum dapat dipakai"));
    const ul = buat("ul", "halangan");
    salah.slice(0, 100).forEach((s) => ul.append(buat("li", "", s)));
    if (salah.length > 100) ul.append(buat("li", "", "dan " + (salah.length - 100) + " lagi."));
    hasil.append(ul);
  } else {
    const n = siap.reduce((a, b) => a + nilai(b.isi.jumlah), 0n);
    hasil.append(buat("p", "", siap.length + " baris siap, berjumlah " + rupiah(n) + "."));
  }
}

function pilihanKolom() {
  const d = buat("div", "tempel-kolom");
  kolom.forEach((k, n) => {
    const id = "tempel-kolom-" + n, w = buat("div"), label = buat("label", "", "Kolom " + (n + 1) + ": " + ((isiSel()[0] || [])[n] || "kosong").slice(0, 24)), pilih = buat("select", "form-select form-select-sm");
    label.htmlFor = id;
    pilih.id = id;
    ["", ...URUTAN[lembar.value]].forEach((p) => { const o = buat("option", "", p ? sebutanKolom(p) : "(lewati)"); o.value = p; o.selected = p === k; pilih.append(o); });
    pilih.addEventListener("change", () => { kolom[n] = pilih.value; tampil(); document.getElementById(id).focus(); });
    w.append(label, pilih);
    d.append(w);
  });
  return d;
}

function masukkan() {
  let urut = urutBerikut(lembar.value);
  const kegiatan = new Set();
  const perubahan = isiSel().map(satu).map(({ isi }) => {
    isi.urut = String(urut);
    urut += 1;
    if (isi.kegiatan) { kegiatan.add(isi.kegiatan); kegiatanBaru.delete(isi.kegiatan); }
    return { lembar: lembar.value, id: uuid(), sebelum: null, sesudah: isi };
  });
  serempak(() => perubahan.forEach((p) => munculkan(p.lembar, p.id, p.sesudah)));
  catatLangkah("menempel " + perubahan.length + " baris", perubahan);
  gambarUlang([lembar.value], kegiatan);
  dialog.close();
  umumkan(perubahan.length + " baris dimasukkan. Tekan Urungkan bila keliru.");
  if (perubahan.length) bukaBaris(perubahan[0].id);
}

function bukaTempel(teks, tujuan) {
  kotak.value = teks || "";
  if (tujuan) {
    lembar.value = tujuan.lembar;
    document.getElementById("tempel-kegiatan").value = tujuan.kegiatan || "";
    document.getElementById("tempel-rekening").value = tujuan.rekening || "";
    document.getElementById("tempel-sumber").value = tujuan.sumber || "";
  }
  hidup();
  baca();
  dialog.showModal();
  kotak.focus();
}
const hidup = () => (document.getElementById("tempel-kegiatan-bungkus").hidden = lembar.value !== "belanja");

document.getElementById("buka-tempel").addEventListener("click", () => bukaTempel(""));
kotak.addEventListener("input", baca);
lembar.addEventListener("change", () => { hidup(); baca(); });
["kegiatan", "rekening", "sumber"].forEach((n) => document.getElementById("tempel-" + n).addEventListener("input", tampil));
ambil.addEventListener("click", masukkan);

/* A block pasted into a cell opens the same dialog, with that row's activity, account and source to go on with. */
document.getElementById("isi-susun").addEventListener("paste", (e) => {
  const w = e.target.closest(".rab"), teks = (e.clipboardData || window.clipboardData).getData("text");
  if (!w || !/[\t\n]/.test(teks.trim())) return;
  e.preventDefault();
  const b = baris.get(w.dataset.id);
  bukaTempel(teks, { lembar: b.lembar, kegiatan: b.isi.kegiatan, rekening: b.isi.rekening, sumber: b.isi.sumber });
});
