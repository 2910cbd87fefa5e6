/* A pendamping's month: what a row asks for follows its answer, and how many duties of each group have one. */
import { rapi } from "../antrean/gabung.js";
import { hitung } from "./bagian.js";
import { ubah } from "./baris.js";
import { bersihkanGalat, kumpul, terapkan } from "./bidang.js";
import { akar, ragam } from "./halaman.js";
import { mulai } from "./mulai.js";

Object.assign(ragam.nama, { isian: "Butir", lembar: "Catatan" });

const terisi = (isi) => Boolean(isi.keadaan || rapi(isi.uraian || "") || rapi(isi.alasan || ""));

/* What was typed stays in its field and is kept, whichever answer shows it. */
ragam.penyegar = function (el) {
  if (el.dataset.jenis !== "isian") return;
  const isi = kumpul(el);
  el.querySelectorAll("[data-bila]").forEach((n) => {
    n.hidden = n.dataset.bila !== isi.keadaan && !(n.dataset.bila === "dikerjakan" && !isi.keadaan && rapi(isi.uraian));
  });
  el.querySelector("[data-aksi=kosongkan]").hidden = !terisi(isi);
};

ragam.aksi.kosongkan = function (b) {
  terapkan(b.el, { keadaan: "", uraian: "", jumlah: "", hari: "", alasan: "" });
  bersihkanGalat(b.el);
  ubah(b, true);
  b.el.querySelector("[data-kolom=keadaan]").focus();
};

ragam.hitungSemua = function () {
  akar.querySelectorAll("[data-kelompok]").forEach((bagian) => {
    const semua = Array.from(bagian.querySelectorAll(".baris"));
    let sudah = 0;
    semua.forEach((el) => {
      const ya = terisi(kumpul(el));
      el.classList.toggle("dijawab", ya);
      sudah += ya;
    });
    hitung(bagian.dataset.kelompok, String(sudah), sudah > 0);
  });
};

mulai();
