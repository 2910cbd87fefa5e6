/* Scoring: emptying a score, and how many aspects of each form have one. */
(function (L) {
  "use strict";
  const akar = L.akar;
  Object.assign(L.nama, { nilai: "Nilai", pembahasan: "Pembahasan" });

  L.aksi.kosongkan = function (b) {
    L.terapkan(b.el, { tingkat: "", angka: "" });
    L.bersihkanGalat(b.el);
    L.ubah(b, true);
    b.el.querySelector("[data-kolom=tingkat], [data-kolom=angka]").focus();
  };

  L.hitungSemua = function () {
    akar.querySelectorAll("[data-lembar]").forEach((bagian) => {
      const aspek = Array.from(bagian.querySelectorAll(".aspek"));
      let sudah = 0;
      aspek.forEach((el) => {
        const isi = L.kumpul(el);
        const ya = Boolean(L.rapi(isi.tingkat || isi.angka));
        el.classList.toggle("dijawab", ya);
        sudah += ya;
      });
      L.hitung("lembar-" + bagian.dataset.lembar, sudah + "/" + aspek.length, sudah === aspek.length);
    });
  };
})(window.Lapangan);
