/* A visit: attendance, the books and the photos that prove them, and how far each section is. */
import { tambahBaris, ubah } from "./baris.js";
import { kumpul, tampilGalat, terapkan, wajibKosong } from "./bidang.js";
import { rapi } from "../antrean/gabung.js";
import { hitung } from "./bagian.js";
import { akar, data, ragam } from "./halaman.js";
import { mulai } from "./mulai.js";
import { umumkan } from "./pengumuman.js";
import { cacatBuku, dijawab, usulanBuku } from "./usulan-buku.js";

let bukuUntukFoto = "";
Object.assign(ragam.nama, { kehadiran: "Orang", kegiatan: "Kegiatan", kesepakatan: "Kesepakatan" });

/* The details of a book appear when it is there. */
ragam.penyegar = function (el) {
  const rincian = el.querySelector("[data-rincian]");
  if (!rincian) return;
  const ada = el.querySelector("[data-kolom=ada]:checked");
  rincian.hidden = !ada || ada.value !== "ya";
  el.querySelector("[data-terjawab]").hidden = !ada && !el.querySelector("[data-kolom=catatan]").value;
  el.querySelector("[data-sekaligus]").hidden = el.querySelector("[data-kolom=sekaligus]").value !== "ya";
  tawarkan(el);
};

/* A finding is offered where the book is not in order; once it is there, the same button leads to it. */
const temuanBuku = (el) => akar.querySelector('.baris[data-jenis=temuan][data-id="' + el.dataset.temuan + '"]');

function tawarkan(el) {
  const t = el.querySelector("[data-tawaran]"), ada = temuanBuku(el);
  t.hidden = ada ? ada.hidden : cacatBuku(kumpul(el), el.dataset.batas).length === 0;
  t.textContent = ada ? "Lihat temuannya" : "Jadikan temuan";
}

/* Who is typed in as the kepala desa is of the village's government, unless somebody says otherwise. */
akar.addEventListener("input", (p) => {
  const jabatan = p.target;
  if (jabatan.dataset.kolom === "unsur") jabatan.dataset.dipilih = "1";
  if (!jabatan.dataset.kepalaDesa || !new RegExp(jabatan.dataset.kepalaDesa, "i").test(jabatan.value)) return;
  const unsur = jabatan.closest(".baris").querySelector("[data-kolom=unsur]");
  if (unsur.value === "lainnya" && !unsur.dataset.dipilih) unsur.value = "pemerintah_desa";
}, true);

/* A kind brings its words along; what somebody has typed stays. */
akar.addEventListener("change", (p) => {
  const el = p.target.closest(".baris[data-jenis=temuan]");
  if (!el || p.target.dataset.kolom !== "jenis") return;
  const { uraian, saran, tingkat } = p.target.selectedOptions[0].dataset, isi = kumpul(el);
  const usul = Object.entries({ uraian, rekomendasi: saran, tingkat }).filter(([k, v]) => v && !rapi(isi[k]));
  terapkan(el, Object.fromEntries(usul));
  ubah(el.baris, true);
}, true);

/* A book that somebody answers by itself is no longer one of those marked together. */
akar.addEventListener("input", (p) => {
  const el = p.target.closest(".buku");
  if (el && p.target.dataset.kolom !== "catatan") el.querySelector("[data-kolom=sekaligus]").value = "tidak";
}, true);

const sekelompok = (kotak) => Array.from(kotak.previousElementSibling.querySelectorAll(".buku"));
const belumDisentuh = (el) => kumpul(el).ada === "";
const KOSONG = { ada: "", format_sesuai: "", mutakhir_sampai: "", ditandatangani: "", sekaligus: "tidak" };
const ditandai = new Map(); // the box of a group -> the books that its button marked last

/* The rest of a group at once, each as if it had been tapped by itself, and said to be marked so. */
function tandai(kotak) {
  const bulan = kotak.querySelector("input"), galat = kotak.querySelector(".galat");
  galat.hidden = bulan.value !== "" && bulan.validity.valid;
  if (!galat.hidden) {
    galat.textContent = bulan.value ? "Bulan ini melewati bulan kunjungan." : "Isi dahulu sampai bulan apa buku-buku ini terisi.";
    return bulan.focus();
  }
  const sisa = sekelompok(kotak).filter(belumDisentuh);
  sisa.forEach((el) => {
    terapkan(el, { ada: "ya", format_sesuai: "ya", ditandatangani: "ya", mutakhir_sampai: bulan.value, sekaligus: "ya" });
    ubah(el.baris, true);
  });
  ditandai.set(kotak, sisa);
  umumkan(sisa.length + " buku ditandai ada, sesuai, dan ditandatangani.", "tandai");
  kotak.querySelector("[data-aksi=tandai-urung]").focus();
}

function tandaiUrung(kotak) {
  ditandai.get(kotak).filter((el) => kumpul(el).sekaligus === "ya").forEach((el) => {
    terapkan(el, KOSONG);
    ubah(el.baris, true);
  });
  ditandai.delete(kotak);
  kotak.querySelector("[data-aksi=tandai]").focus();
}

function hitungKelompok() {
  akar.querySelectorAll("[data-kelompok]").forEach((kotak) => {
    const sisa = sekelompok(kotak).filter(belumDisentuh).length, sudah = ditandai.get(kotak);
    kotak.hidden = sisa === 0 && !sudah;
    kotak.querySelector("[data-tandai-kalimat]").textContent = sudah ? sudah.length + " buku baru saja ditandai." : sisa + " buku di kelompok ini belum dijawab.";
    const t = kotak.querySelector("[data-aksi=tandai]");
    t.hidden = sisa === 0;
    t.textContent = "Tandai " + sisa + " buku: ada, sesuai, ditandatangani";
    kotak.querySelector("[data-aksi=tandai-urung]").hidden = !sudah;
  });
}

Object.assign(ragam.aksi, {
  tandai: (_, t) => { tandai(t.closest("[data-kelompok]")); hitungKelompok(); },
  "tandai-urung": (_, t) => { tandaiUrung(t.closest("[data-kelompok]")); hitungKelompok(); },
  hadir(b, t) {
    t.setAttribute("aria-pressed", String(t.getAttribute("aria-pressed") !== "true"));
    ubah(b, true);
  },
  "hadir-lalu"(_, t) {
    akar.querySelectorAll("button.orang[data-lalu][aria-pressed=false]").forEach((o) => {
      o.setAttribute("aria-pressed", "true");
      ubah(o.closest(".baris").baris, true);
    });
    t.hidden = true;
  },
  temuan(b) {
    const ada = temuanBuku(b.el);
    if (ada) {
      ada.scrollIntoView({ block: "center" });
      return ada.querySelector("[data-kolom=uraian]").focus({ preventScroll: true });
    }
    const baru = tambahBaris("temuan", b.el.dataset.temuan);
    terapkan(baru.el, usulanBuku(JSON.parse(data.usul), kumpul(b.el), {
      buku: b.el.querySelector("h4").textContent.trim(), batas: b.el.dataset.batas, batasNama: b.el.dataset.batasNama,
      penanggungJawab: b.el.dataset.penanggung, batasWaktu: data.batasUsulan,
    }));
    ubah(baru, true);
    tawarkan(b.el);
  },
  kosongkan(b) {
    terapkan(b.el, KOSONG);
    ubah(b, true);
    b.el.querySelector("[data-kolom=ada]").focus();
  },
  sama(b, t) {
    terapkan(b.el, { ada: t.dataset.ada, format_sesuai: t.dataset.format, ditandatangani: t.dataset.ttd, mutakhir_sampai: "", sekaligus: "tidak" });
    ubah(b, true);
    if (t.dataset.ada === "ya") {
      tampilGalat(b.el, { mutakhir_sampai: ["Pastikan sekarang terisi sampai bulan apa."] });
      b.el.querySelector("[data-kolom=mutakhir_sampai]").focus();
    }
  },
  "foto-bukti"(b) {
    bukuUntukFoto = b.el.querySelector("[data-kolom=buku]").value;
    document.getElementById("galeri").click();
  },
  "buku-berikut"() {
    const b = Array.from(akar.querySelectorAll(".buku")).find((el) => !bukuDijawab(el));
    if (!b) return umumkan("Semua buku sudah dijawab.", "buku");
    b.scrollIntoView({ block: "center" });
    b.querySelector("[data-kolom=ada]").focus({ preventScroll: true });
  },
});

ragam.pilihanFoto = function () {
  const buku = bukuUntukFoto;
  bukuUntukFoto = "";
  return buku ? { isi: { buku } } : {};
};
document.getElementById("galeri").addEventListener("cancel", () => { bukuUntukFoto = ""; });

/* --- progress ----------------------------------------------------------------------------------- */
const bukuDijawab = (el) => dijawab(kumpul(el));

ragam.hitungSemua = function () {
  const jumlah = (jenis) =>
    Array.from(akar.querySelectorAll('[data-daftar="' + jenis + '"] > .baris:not([hidden])'))
      .filter((el) => wajibKosong(el).length === 0).length;
  const hadir = akar.querySelectorAll('button.orang[aria-pressed="true"]').length + jumlah("kehadiran");
  hitung("hadir", String(hadir), hadir > 0);
  const notulen = rapi(akar.querySelector("[data-kolom=notulen]").value);
  hitung("notulen", notulen ? "✓" : "–", notulen !== "");
  ["kegiatan", "temuan", "kesepakatan"].forEach((j) => hitung(j, String(jumlah(j)), jumlah(j) > 0));
  hitung("foto", String(jumlah("foto")), jumlah("foto") > 0);

  hitungKelompok();
  const semuaBuku = Array.from(akar.querySelectorAll(".buku"));
  let jumlahDijawab = 0;
  semuaBuku.forEach((el) => {
    const ya = bukuDijawab(el);
    el.classList.toggle("dijawab", ya);
    tawarkan(el);
    jumlahDijawab += ya;
  });
  hitung("buku", jumlahDijawab + "/" + semuaBuku.length, semuaBuku.length > 0 && jumlahDijawab === semuaBuku.length);

  const lalu = Array.from(akar.querySelectorAll("#lalu .baris"));
  const terjawab = lalu.filter((el) => wajibKosong(el).length === 0).length;
  hitung("lalu", terjawab + "/" + lalu.length, terjawab === lalu.length);

  const bukti = {};
  akar.querySelectorAll(".foto-kartu:not([hidden]) [data-kolom=buku]").forEach((n) => {
    bukti[n.value] = (bukti[n.value] || 0) + 1;
  });
  semuaBuku.forEach((el) => {
    const n = bukti[el.querySelector("[data-kolom=buku]").value];
    el.querySelector("[data-foto-buku]").textContent = n ? "(" + n + ")" : "";
  });
};

mulai();
