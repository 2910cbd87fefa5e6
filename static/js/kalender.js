/* Moving a visit: by dragging its chip, or by typing a date in the dialog. The server decides. */
import { csrf, pemilik } from "./bersama/sesi.js";

function pasang(kotak) {
  const pesan = document.getElementById("kalender-pesan");
  const form = document.getElementById("pindah-form");
  const dialog = new window.bootstrap.Modal(kotak);
  const tanggal = document.getElementById("pindah-tanggal");
  const galat = document.getElementById("pindah-galat");
  const tetap = document.getElementById("pindah-tetap");
  const barisTetap = document.getElementById("pindah-tetap-baris");
  let chipDialog = null;
  let kembalikan = null; // puts a dropped chip back when its move is given up

  function kirim(chip, isi) {
    const data = new FormData();
    data.append("versi", chip.dataset.versi);
    data.append("tanggal", isi.tanggal);
    if (isi.tetap) data.append("tetap", "on");
    chip.setAttribute("aria-busy", "true");
    return fetch(chip.dataset.url, { method: "POST", body: data, headers: { Accept: "application/json", "X-CSRFToken": csrf(), "X-Pengguna": pemilik() } })
      .then(function (jawaban) {
        const jenis = jawaban.headers.get("Content-Type") || "";
        if (jenis.indexOf("json") < 0) {
          return { ok: false, pesan: "Sesi Anda berakhir atau halaman berubah. Muat ulang, lalu coba lagi." };
        }
        return jawaban.json().then(function (hasil) { hasil.ok = jawaban.ok; return hasil; });
      })
      .catch(function () {
        return { ok: false, pesan: "Sambungan terputus. Kunjungan belum dipindahkan; coba lagi." };
      })
      .then(function (hasil) { chip.removeAttribute("aria-busy"); return hasil; });
  }

  function beritahu(teks, baik) {
    const kotakPesan = document.createElement("div");
    kotakPesan.className = "alert alert-" + (baik ? "success" : "danger");
    kotakPesan.textContent = teks;
    pesan.replaceChildren(kotakPesan);
    if (!baik) pesan.scrollIntoView({ block: "nearest" });
  }

  function rapikan() {
    document.querySelectorAll(".hari").forEach(function (hari) {
      hari.classList.toggle("hari-kosong", !hari.querySelector(".chip"));
    });
  }

  function sisipkan(chip, daftar) {
    const sesudah = Array.prototype.find.call(daftar.children, function (lain) {
      return lain !== chip && lain.dataset.jam > chip.dataset.jam;
    });
    daftar.insertBefore(chip, sesudah || null);
  }

  function berhasil(chip, hasil) {
    chip.dataset.versi = hasil.versi;
    kembalikan = null;
    const daftar = document.querySelector('.chip-daftar[data-tanggal="' + hasil.tanggal + '"]');
    if (!daftar) {
      const alamat = new URL(window.location.href);
      alamat.searchParams.set("bulan", hasil.tanggal.slice(0, 7));
      window.location.assign(alamat);
      return;
    }
    sisipkan(chip, daftar);
    rapikan();
    beritahu(hasil.pesan, true);
  }

  function buka(chip, isian, kalimat, konfirmasi) {
    chipDialog = chip;
    document.getElementById("pindah-nama").textContent = "Kunjungan " + chip.dataset.nama;
    tanggal.value = isian;
    galat.textContent = kalimat || "";
    tetap.checked = false;
    barisTetap.hidden = !konfirmasi;
    dialog.show();
  }

  document.addEventListener("click", function (peristiwa) {
    const tombol = peristiwa.target.closest("[data-pindah]");
    if (!tombol) return;
    peristiwa.preventDefault();
    const chip = tombol.closest(".chip");
    buka(chip, chip.parentElement.dataset.tanggal || "", "", false);
  });

  tanggal.addEventListener("change", function () {
    galat.textContent = "";
    barisTetap.hidden = true;
    tetap.checked = false;
  });
  kotak.addEventListener("shown.bs.modal", function () { (barisTetap.hidden ? tanggal : tetap).focus(); });
  kotak.addEventListener("hidden.bs.modal", function () {
    if (kembalikan) kembalikan();
    kembalikan = null;
    const tombol = chipDialog && chipDialog.querySelector("[data-pindah]");
    if (tombol) tombol.focus();
  });

  form.addEventListener("submit", function (peristiwa) {
    peristiwa.preventDefault();
    if (!tanggal.value) {
      galat.textContent = "Tanggal baru belum diisi.";
      tanggal.focus();
      return;
    }
    const chip = chipDialog;
    kirim(chip, { tanggal: tanggal.value, tetap: tetap.checked }).then(function (hasil) {
      if (hasil.ok) {
        berhasil(chip, hasil);
        dialog.hide();
        return;
      }
      galat.textContent = hasil.pesan;
      if (hasil.konfirmasi) barisTetap.hidden = false;
    });
  });

  if (!window.Sortable) return;
  document.querySelectorAll(".chip-daftar").forEach(function (daftar) {
    window.Sortable.create(daftar, {
      group: { name: "kunjungan", put: !daftar.hasAttribute("data-asal") },
      draggable: ".chip-geser",
      filter: ".chip-pindah",
      preventOnFilter: false,
      ghostClass: "chip-bayang",
      sort: false,
      delay: 200,
      delayOnTouchOnly: true,
      animation: 120,
      onEnd: function (peristiwa) {
        const chip = peristiwa.item;
        const asal = peristiwa.from;
        const baru = peristiwa.to.dataset.tanggal;
        if (asal === peristiwa.to || !baru) return;
        const balik = function () { sisipkan(chip, asal); rapikan(); };
        rapikan();
        kirim(chip, { tanggal: baru }).then(function (hasil) {
          if (hasil.ok) {
            berhasil(chip, hasil);
          } else if (hasil.konfirmasi) {
            kembalikan = balik;
            buka(chip, baru, hasil.pesan, true);
          } else {
            balik();
            beritahu(hasil.pesan, false);
          }
        });
      }
    });
  });
}

const pindah = document.getElementById("pindah");
if (pindah && window.bootstrap) pasang(pindah);
