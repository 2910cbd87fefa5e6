/* Somebody else saved the same row: both values are shown and a person chooses. */
import { buat } from "../bersama/dom.js";
import { uuid } from "../bersama/uuid.js";
import { kumpul, label, terbaca } from "./bidang.js";

function tombol(teks, kelas, kerja) {
  const t = buat("button", "btn " + kelas, teks);
  t.addEventListener("click", kerja);
  return t;
}

export function tutupKonflik(baris) {
  baris.el.querySelectorAll(".konflik").forEach((n) => n.remove());
}

/* Shows `baris.bentrok`; `selesai(pilihan, tambahan)` is told what was chosen, as Antrean.pilih takes it. */
export function tampilKonflik(baris, selesai) {
  tutupKonflik(baris);
  const el = baris.el, { isi, oleh, kolom } = baris.bentrok;
  const kotak = buat("div", "konflik");
  kotak.setAttribute("role", "group");
  const judul = buat("p", "konflik-judul");
  judul.id = "k" + uuid();
  kotak.setAttribute("aria-labelledby", judul.id);
  kotak.append(judul);
  const tombolTombol = buat("div", "konflik-tombol");
  const pilih = (pilihan, tambahan) => () => {
    tutupKonflik(baris);
    selesai(pilihan, tambahan);
  };

  if (!isi) {
    judul.textContent = "Baris ini sudah dihapus dari tempat lain. Isian Anda masih ada di sini.";
    tombolTombol.append(
      tombol("Simpan lagi", "btn-primary", pilih("saya")),
      tombol("Hapus juga dari sini", "btn-outline-secondary", pilih("hapus"))
    );
  } else if (baris.hapus) {
    judul.textContent = "Baris ini diubah oleh " + (oleh || "orang lain") + " sebelum Anda menghapusnya.";
    tombolTombol.append(
      tombol("Tetap hapus", "btn-outline-danger", pilih("saya")),
      tombol("Pakai yang tersimpan", "btn-primary", pilih("server"))
    );
  } else {
    judul.textContent = (oleh || "Orang lain") + " menyimpan isian lain di sini. Mana yang dipakai?";
    const punya = kumpul(el), keduanya = {};
    kolom.forEach((k) => {
      const n = el.querySelector('[data-kolom="' + k + '"]');
      if (n && n.tagName === "TEXTAREA") keduanya[k] = isi[k] + "\n\n" + punya[k];
      kotak.append(buat("p", "konflik-kolom", label(el, k)));
      const dua = buat("div", "konflik-dua");
      [["Punya saya", punya[k]], ["Yang tersimpan", isi[k]]].forEach(([nama, nilai]) => {
        const sisi = buat("div");
        sisi.append(buat("strong", "", nama), buat("div", "konflik-isi", terbaca(el, k, nilai)));
        dua.append(sisi);
      });
      kotak.append(dua);
    });
    tombolTombol.append(
      tombol("Pakai punya saya", "btn-primary", pilih("saya")),
      tombol("Pakai yang tersimpan", "btn-outline-primary", pilih("server"))
    );
    if (Object.keys(keduanya).length) tombolTombol.append(tombol("Gabungkan", "btn-outline-secondary", pilih("saya", keduanya)));
  }
  kotak.append(tombolTombol);
  el.hidden = false;
  el.append(kotak);
}
