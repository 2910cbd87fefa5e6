/* Adding an activity: the catalogue, searched as one types. */
import { buat } from "../bersama/dom.js";
import { barisDari } from "./baris.js";
import { bukaBaris, gambarPohon, kegiatanBaru } from "./gambar.js";
import { cocokKode, rapikanKode } from "./kode.js";
import { D, kegiatanSah, namaKegiatan } from "./kolom.js";
import { tambahBaris } from "./tambah.js";

const dialog = document.getElementById("pilih-kegiatan");
const cari = document.getElementById("cari-kegiatan");
const daftar = document.getElementById("daftar-kegiatan");
const PALING_BANYAK = 40;
const teks = D.kegiatan.map(([kode, nama, p, kata]) => ({ kode, nama, pelaksana: p, cari: [kode, nama, p, kata] }));

function tampil() {
  const cocok = cocokKode(teks, cari.value);
  const kode = rapikanKode(cari.value, 3);
  if (!namaKegiatan.has(kode) && kegiatanSah(kode)) cocok.unshift({ kode, nama: "Kegiatan kabupaten " + kode, pelaksana: "" });
  daftar.replaceChildren(...cocok.slice(0, PALING_BANYAK).map((t) => {
    const li = buat("li"), tombol = buat("button", "pilihan");
    tombol.append(buat("span", "kode", t.kode), " " + t.nama, buat("small", "", t.pelaksana));
    tombol.addEventListener("click", () => pilih(t.kode));
    li.append(tombol);
    return li;
  }));
  document.getElementById("hitung-kegiatan").textContent = cocok.length
    ? cocok.length > PALING_BANYAK ? PALING_BANYAK + " dari " + cocok.length + " ditampilkan; persempit pencarian." : cocok.length + " kegiatan."
    : "Tidak ada yang cocok. Cari dengan kata lain, atau ketik kodenya.";
}

function pilih(kode) {
  dialog.close();
  const ada = barisDari("belanja", kode);
  if (ada.length) return bukaBaris(ada[ada.length - 1].id);
  kegiatanBaru.add(kode);
  gambarPohon();
  tambahBaris("belanja", kode);
}

document.getElementById("tambah-kegiatan").addEventListener("click", () => {
  cari.value = "";
  tampil();
  dialog.showModal();
  cari.focus();
});
cari.addEventListener("input", tampil);
cari.addEventListener("keydown", (e) => {
  const pertama = daftar.querySelector("button");
  if (e.key === "Enter" && pertama) { e.preventDefault(); pertama.click(); }
  if (e.key === "ArrowDown" && pertama) { e.preventDefault(); pertama.focus(); }
});
