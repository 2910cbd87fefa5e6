/* Undo. One step is a list of rows with what they were and what they became; null is a row that is not there.
   Undoing is a change like any other: it is shown, saved and can be undone itself. Steps are kept on this machine beside
   the unsaved rows, one record each, so that they survive a reload. */
import { UMUR } from "../bersama/konsep.js";
import { baris, isikan, serempak } from "./baris.js";
import { gambarUlang } from "./gambar.js";
import { umumkan, umumkanTetap } from "./kabar.js";
import { berubah, hapusBaris, layar, munculkan, simpanan } from "./kirim.js";
import { samakan, tujuan } from "./langkah.js";

const BANYAK = 200, AWALAN = "langkah/";
const lampau = [], depan = [];
const tombol = { urungkan: document.getElementById("urungkan"), ulangi: document.getElementById("ulangi") };

const kunci = (langkah) => AWALAN + langkah.nomor;
const simpan = (langkah) => simpanan.taruh(kunci(langkah), { ...langkah, diDepan: depan.includes(langkah) });
const buang = (langkah) => simpanan.hapus(kunci(langkah));
export const rekamanLangkah = (r) => r.kunci.startsWith(AWALAN);

function tampil() {
  const akhir = lampau[lampau.length - 1];
  tombol.urungkan.disabled = !akhir;
  tombol.urungkan.title = akhir ? "Urungkan: " + akhir.sebutan : "";
  tombol.ulangi.disabled = !depan.length;
}

export function catatLangkah(sebutan, perubahan) {
  const waktu = Date.now(), langkah = { nomor: Math.max(waktu, (lampau[lampau.length - 1]?.nomor || 0) + 1), waktu, sebutan, perubahan };
  lampau.push(langkah);
  simpan(langkah);
  if (lampau.length > BANYAK) buang(lampau.shift());
  depan.splice(0).forEach(buang);
  tampil();
}

/* The steps that this tab had before it was reloaded, or that a closed one left behind. */
export function pulihkanLangkah(rekaman) {
  const kini = Date.now(), baru = depan.length || lampau.length;
  rekaman.forEach((r) => {
    const { diDepan, ...langkah } = r.rekaman;
    if (!r.milikSendiri) simpanan.hapus(r.kunci, r.tab);
    if (kini - langkah.waktu > UMUR || (diDepan && baru)) return buang(langkah);
    (diDepan ? depan : lampau).push(langkah);
    if (!r.milikSendiri) simpan(langkah);
  });
  lampau.sort((a, b) => a.nomor - b.nomor);
  depan.sort((a, b) => b.nomor - a.nomor);
  while (lampau.length > BANYAK) buang(lampau.shift());
  tampil();
}

layar.disamakan = (b, terkirim, server) =>
  lampau.concat(depan).forEach((l) => { if (samakan(l, b.id, terkirim, server)) simpan(l); });

function terapkan(p, b, t) {
  if (t.taruh) munculkan(p.lembar, p.id, t.taruh);
  else if (t.hapus) hapusBaris(b);
  else if (b) {
    isikan(b, t.ubahan);
    berubah(b);
  }
}

const sebut = (p) => "“" + ((p.sesudah || p.sebelum).uraian || (p.sesudah || p.sebelum).rekening || "baris") + "”";

function kembali(dari, ke, sisi) {
  const langkah = dari.pop();
  if (!langkah) return;
  const asal = sisi === "sebelum" ? "sesudah" : "sebelum", kegiatan = new Set(), terhalang = [];
  const jadi = langkah.perubahan.filter((p) => {
    const b = baris.get(p.id), t = tujuan(b?.isi, p[asal], p[sisi]);
    [b?.isi, p[sisi]].forEach((isi) => isi && kegiatan.add(isi.kegiatan));
    if (t.halangan) terhalang.push(sebut(p) + " " + t.halangan);
    return !t.halangan;
  });
  serempak(() => jadi.forEach((p) => terapkan(p, baris.get(p.id), tujuan(baris.get(p.id)?.isi, p[asal], p[sisi]))));
  if (jadi.length) {
    langkah.perubahan = jadi;
    ke.push(langkah);
    simpan(langkah);
  } else buang(langkah);
  gambarUlang(langkah.perubahan.map((p) => p.lembar), kegiatan);
  tampil();
  const kata = sisi === "sebelum" ? "diurungkan" : "diulangi";
  if (terhalang.length) umumkanTetap("Tidak " + kata + ", karena sesudah itu diubah orang lain atau di tab lain: " + terhalang.slice(0, 5).join("; ") + (terhalang.length > 5 ? "; dan " + (terhalang.length - 5) + " baris lagi" : "") + ".");
  if (jadi.length) umumkan(kata[0].toUpperCase() + kata.slice(1) + ": " + langkah.sebutan + ".");
}

export const urungkan = () => kembali(lampau, depan, "sebelum");
export const ulangi = () => kembali(depan, lampau, "sesudah");
tombol.urungkan.addEventListener("click", urungkan);
tombol.ulangi.addEventListener("click", ulangi);
