/* Somebody else saved the same row: merge what can be merged, show both where a person must choose. */
(function (L) {
  "use strict";

  /* Fields that only one side changed are taken over; the rest is returned as real conflicts.
     The parts of a row marked `data-utuh` are one answer and never mixed. */
  L.gabungkan = function (baris, isiServer) {
    const punya = L.kumpul(baris.el);
    const hasil = {};
    const bentrok = [];
    Object.keys(punya).forEach((k) => {
      const saya = L.rapi(punya[k]), server = L.rapi(isiServer[k]), dasar = L.rapi(baris.dasar[k]);
      if (saya === server) return;
      if (baris.el.hasAttribute("data-utuh")) bentrok.push(k);
      else if (saya === dasar) hasil[k] = isiServer[k];
      else if (server !== dasar) bentrok.push(k);
    });
    return { ambil: hasil, bentrok: bentrok };
  };

  function tombol(teks, kelas, kerja) {
    const t = L.buat("button", "btn " + kelas, teks);
    t.addEventListener("click", kerja);
    return t;
  }

  L.tutupKonflik = function (baris) {
    baris.el.querySelectorAll(".konflik").forEach((n) => n.remove());
    baris.beku = false;
  };

  /* `data` is the server's answer; `selesai(pilihan, isi)` is told what was chosen. */
  L.tampilKonflik = function (baris, data, bentrok, selesai) {
    L.tutupKonflik(baris);
    baris.beku = true;
    const el = baris.el;
    const kotak = L.buat("div", "konflik");
    kotak.setAttribute("role", "group");
    const judul = L.buat("p", "konflik-judul");
    judul.id = "k" + L.uuid();
    kotak.setAttribute("aria-labelledby", judul.id);
    kotak.append(judul);
    const tombolTombol = L.buat("div", "konflik-tombol");
    const pilih = (pilihan, isi) => () => {
      L.tutupKonflik(baris);
      selesai(pilihan, isi);
    };

    if (!data.isi) {
      judul.textContent = "Baris ini sudah dihapus oleh orang lain. Isian Anda masih ada di sini.";
      tombolTombol.append(
        tombol("Simpan lagi", "btn-primary", pilih("saya")),
        tombol("Hapus juga dari sini", "btn-outline-secondary", pilih("hapus"))
      );
    } else if (baris.hapus) {
      judul.textContent = "Baris ini diubah oleh " + (data.oleh || "orang lain") + " sebelum Anda menghapusnya.";
      tombolTombol.append(
        tombol("Tetap hapus", "btn-outline-danger", pilih("saya")),
        tombol("Pakai yang tersimpan", "btn-primary", pilih("server"))
      );
    } else {
      judul.textContent = (data.oleh || "Orang lain") + " menyimpan isian lain di sini. Mana yang dipakai?";
      const punya = L.kumpul(el);
      let panjang = false;
      bentrok.forEach((k) => {
        const n = el.querySelector('[data-kolom="' + k + '"]');
        if (n && n.tagName === "TEXTAREA") panjang = true;
        kotak.append(L.buat("p", "konflik-kolom", L.label(el, k)));
        const dua = L.buat("div", "konflik-dua");
        [["Punya saya", punya[k]], ["Yang tersimpan", data.isi[k]]].forEach(([nama, nilai]) => {
          const sisi = L.buat("div");
          sisi.append(L.buat("strong", "", nama), L.buat("div", "konflik-isi", L.terbaca(el, k, nilai)));
          dua.append(sisi);
        });
        kotak.append(dua);
      });
      tombolTombol.append(
        tombol("Pakai punya saya", "btn-primary", pilih("saya")),
        tombol("Pakai yang tersimpan", "btn-outline-primary", pilih("server"))
      );
      if (panjang) {
        const keduanya = {};
        bentrok.forEach((k) => {
          const n = el.querySelector('[data-kolom="' + k + '"]');
          if (n.tagName === "TEXTAREA") keduanya[k] = data.isi[k] + "\n\n" + punya[k];
        });
        tombolTombol.append(tombol("Gabungkan", "btn-outline-secondary", pilih("gabung", keduanya)));
      }
    }
    kotak.append(tombolTombol);
    el.hidden = false;
    el.append(kotak);
  };
})(window.Lapangan);
