/* Scoring: emptying a score, and how many aspects of each form have one. */
import { rapi } from "../antrean/gabung.js";
import { hitung } from "./bagian.js";
import { ubah } from "./baris.js";
import { bersihkanGalat, kumpul, terapkan } from "./bidang.js";
import { akar, ragam } from "./halaman.js";
import { mulai } from "./mulai.js";

Object.assign(ragam.nama, { nilai: "Nilai", pembahasan: "Pembahasan" });

ragam.aksi.kosongkan = function (b) {
  terapkan(b.el, { tingkat: "", angka: "" });
  bersihkanGalat(b.el);
  ubah(b, true);
  b.el.querySelector("[data-kolom=tingkat], [data-kolom=angka]").focus();
};

ragam.hitungSemua = function () {
  akar.querySelectorAll("[data-lembar]").forEach((bagian) => {
    const aspek = Array.from(bagian.querySelectorAll(".aspek"));
    let sudah = 0;
    aspek.forEach((el) => {
      const isi = kumpul(el);
      const ya = Boolean(rapi(isi.tingkat || isi.angka));
      el.classList.toggle("dijawab", ya);
      sudah += ya;
    });
    hitung("lembar-" + bagian.dataset.lembar, sudah + "/" + aspek.length, sudah === aspek.length);
  });
};

mulai();
