/* A monitoring: sheets, the answer to each row with its photos and its finding, and how far each sheet is. */
import { rapi } from "../antrean/gabung.js";
import { buat } from "../bersama/dom.js";
import { hapusBaris } from "./bagian.js";
import { tambahBaris, ubah } from "./baris.js";
import { bersihkanGalat, segarkan, tampilGalat, terapkan } from "./bidang.js";
import { akar, data, ragam } from "./halaman.js";
import { idJawaban } from "./id-jawaban.js";
import { mulai } from "./mulai.js";
import { umumkan } from "./pengumuman.js";

Object.assign(ragam.nama, { jawaban: "Butir", lembar: "Lembar" });

const URUTAN = { lembar: 0, jawaban: 1, temuan: 2 };
ragam.urutPulih = (rekaman) => {
  const tingkat = (r) => URUTAN[r.kunci.slice(0, r.kunci.indexOf("/"))] || 0;
  return rekaman.slice().sort((a, b) => tingkat(a) - tingkat(b)); // stable: the newest first within a kind
};

const satu = (pemilih) => akar.querySelector(pemilih);
const bungkus = (el) => el.closest(".butir");
const isiDari = (el, kolom) => {
  const n = el.querySelector('[data-kolom="' + kolom + '"]:checked, [data-kolom="' + kolom + '"]:not([type=radio])');
  return n ? n.value : "";
};

/* --- new rows ------------------------------------------------------------------------------------ */
function pasangId(kotak, id, lembar) {
  const baris = kotak.querySelector(".baris");
  baris.dataset.id = id;
  baris.dataset.menunggu = "lembar/" + lembar;
  baris.querySelector("[data-kolom=lembar]").value = lembar;
  kotak.querySelector("[data-daftar=foto]").dataset.induk = id;
  kotak.querySelector("[data-daftar=temuan]").dataset.temuan = id;
}

const tempat = {
  lembar(id, isi) {
    const cetakan = document.getElementById("cetakan-lembar-" + isi.formulir);
    function siapkan(el) {
      el.id = "lembar-" + id;
      el.dataset.lembar = id;
      el.querySelectorAll("[data-lembar]").forEach((n) => { n.dataset.lembar = id; });
      el.querySelectorAll(".butir").forEach((k) => pasangId(k, idJawaban(id, k.querySelector(".baris").dataset.butir), id));
      const a = buat("a");
      a.href = "#" + el.id;
      a.dataset.nav = id;
      const nama = buat("span", "", "Lembar baru"), hitung = buat("b");
      nama.dataset.navNama = hitung.dataset.navHitung = "";
      a.append(nama, " ", hitung);
      document.getElementById("nav-selesai").before(a);
    }
    return { daftar: document.getElementById("lembar-lembar"), cetakan, siapkan, langsung: true };
  },
  jawaban(id, isi) {
    if (isi.butir) return null; // a row of a sheet that is not on this page
    const daftar = satu('[data-daftar="tambahan"][data-lembar="' + isi.lembar + '"][data-bagian="' + (isi.bagian || "") + '"]');
    if (!daftar) return null;
    return {
      daftar,
      cetakan: document.getElementById("cetakan-tambahan-" + daftar.dataset.formulir),
      siapkan(el) {
        pasangId(el, id, isi.lembar);
        el.querySelector("[data-kolom=bagian]").value = isi.bagian || "";
      },
    };
  },
  temuan(id) {
    const daftar = satu('[data-daftar="temuan"][data-temuan="' + id + '"]');
    return daftar && {
      daftar,
      cetakan: document.getElementById("cetakan-temuan"),
      siapkan(el) { el.dataset.menunggu = "jawaban/" + id; },
    };
  },
};
ragam.tempatBaris = (jenis, id, isi) => tempat[jenis](id, isi);

/* --- bad news and findings ----------------------------------------------------------------------- */
const baik = (el) => el.dataset.butir ? el.dataset.baik : isiDari(el, "positif");
const buruk = (el) => {
  const jawab = isiDari(el, "jawaban");
  return jawab !== "" && jawab !== baik(el);
};

ragam.penyegar = function (el) {
  if (el.dataset.jenis !== "jawaban") return;
  const kotak = bungkus(el);
  const ya = buruk(el), jawab = isiDari(el, "jawaban");
  if (!el.dataset.butir) {
    el.querySelectorAll("[data-kolom=jawaban]").forEach((n) => n.toggleAttribute("data-buruk", n.value !== baik(el)));
  }
  const bukaan = el.querySelector("[data-terjawab]");
  if (jawab || isiDari(el, "keterangan")) bukaan.hidden = false; // once open it stays: nothing jumps away
  kotak.classList.toggle("dijawab", jawab !== "" && !ya);
  kotak.classList.toggle("buruk", ya);
  const temuan = kotak.querySelector("[data-daftar=temuan] > .baris:not([hidden])");
  kotak.querySelector("[data-tawaran]").hidden = !ya || temuan !== null;
  if (temuan) {
    if (ya) delete temuan.dataset.tetap;
    temuan.querySelector("[data-tanya]").hidden = ya || "tetap" in temuan.dataset;
  }
};

/* What the finding says before the officer changes it. */
function uraian(el) {
  const teks = el.dataset.butir ? el.querySelector("[data-teks]").textContent.trim() : rapi(isiDari(el, "teks"));
  const jawab = isiDari(el, "jawaban"), catatan = rapi(isiDari(el, "keterangan"));
  const ada = Array.from(el.querySelectorAll("[data-kolom=jawaban]")).some((n) => n.value === "ADA");
  const kalimat = ada && jawab === "TIDAK" ? teks + " tidak ada." : "“" + teks + "” dijawab " + jawab + ".";
  return catatan ? kalimat + "\n" + catatan : kalimat;
}

Object.assign(ragam.aksi, {
  temuan(_, t) {
    const kotak = bungkus(t), el = kotak.querySelector(".baris");
    const b = tambahBaris("temuan", el.dataset.id);
    const tanggal = isiDari(el.closest(".lembar"), "tanggal");
    const batas = tanggal > data.batasTemuan ? tanggal : data.batasTemuan;
    terapkan(b.el, { uraian: uraian(el), penanggung_jawab: data.penanggungJawab, batas_waktu: batas });
    ubah(b, true);
    segarkan(el);
    b.el.querySelector("[data-kolom=uraian]").focus();
  },
  tetap(b) {
    b.el.dataset.tetap = "";
    b.el.querySelector("[data-tanya]").hidden = true;
  },
  hapus(b) {
    hapusBaris(b);
    const kotak = bungkus(b.el);
    if (kotak) segarkan(kotak.querySelector(".baris"));
  },
  "hapus-butir"(b) {
    if (bungkus(b.el).querySelector("[data-daftar=temuan] > .baris:not([hidden])")) {
      return tampilGalat(b.el, { __all__: ["Butir ini mempunyai temuan. Hapus temuannya dulu, lalu butirnya."] });
    }
    hapusBaris(b);
  },
  "hapus-lembar"(b) {
    const lembar = b.el.closest(".lembar");
    const terisi = Array.from(lembar.querySelectorAll(".butir .baris:not([hidden])")).some(
      (el) => el.dataset.jenis !== "jawaban" || !el.dataset.butir || isiDari(el, "jawaban") || isiDari(el, "keterangan"));
    if (terisi) {
      return tampilGalat(b.el, { __all__: ["Lembar ini sudah berisi jawaban, keterangan, atau foto. Kosongkan dulu, lalu hapus lembarnya."] });
    }
    hapusBaris(b);
  },
  kosongkan(b) {
    terapkan(b.el, { jawaban: "" });
    ubah(b, true);
    b.el.querySelector("[data-kolom=jawaban]").focus();
  },
  "hari-ini"(b) {
    terapkan(b.el, { tanggal: data.hariIni });
    bersihkanGalat(b.el, "tanggal");
    ubah(b, true);
  },
  berikut(_, t) {
    const el = Array.from(t.closest(".lembar").querySelectorAll(".baris[data-jenis=jawaban]:not([hidden])"))
      .find((n) => !isiDari(n, "jawaban"));
    if (!el) return umumkan("Semua butir di lembar ini sudah dijawab.", "butir");
    el.scrollIntoView({ block: "center" });
    el.querySelector("[data-kolom=jawaban]").focus({ preventScroll: true });
  },
});

ragam.pilihanFoto = function (n) {
  const el = n.closest(".baris");
  return { induk: el.dataset.id, menunggu: el.dataset.butir ? el.dataset.menunggu : "jawaban/" + el.dataset.id };
};

/* --- progress -------------------------------------------------------------------------------------- */
ragam.hitungSemua = function () {
  const ada = new Set();
  akar.querySelectorAll(".lembar").forEach((lembar) => {
    const kepala = lembar.querySelector(".lembar-kepala");
    lembar.hidden = kepala.hidden;
    if (!kepala.hidden) ada.add(lembar.dataset.lembar);
    const semua = Array.from(lembar.querySelectorAll(".baris[data-jenis=jawaban]:not([hidden])"));
    semua.forEach((el) => segarkan(el)); // its finding may have come or gone
    const dijawab = semua.filter((el) => isiDari(el, "jawaban")).length;
    const teks = dijawab + " dari " + semua.length + " dijawab";
    const kalimat = lembar.querySelector("[data-kemajuan-teks]");
    if (kalimat.textContent !== teks) kalimat.textContent = teks;
    const bilah = lembar.querySelector("[data-kemajuan]");
    bilah.max = semua.length || 1;
    bilah.value = dijawab;
    const nama = rapi(isiDari(kepala, "lokasi")) || "Lembar baru";
    lembar.querySelector("[data-judul-lembar]").textContent = nama;
    const a = satu('[data-nav="' + lembar.dataset.lembar + '"]');
    a.querySelector("[data-nav-nama]").textContent = nama;
    a.querySelector("[data-nav-hitung]").textContent = dijawab + "/" + semua.length;
    a.classList.toggle("lengkap", semua.length > 0 && dijawab === semua.length);
  });
  akar.querySelectorAll("[data-nav]").forEach((a) => { a.hidden = !ada.has(a.dataset.nav); });
};

mulai();
