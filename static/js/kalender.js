/* Moving a visit: by dragging its chip, or by typing a date in the dialog. The server decides. */
(function () {
  "use strict";
  var pesan = document.getElementById("kalender-pesan");
  var kotak = document.getElementById("pindah");
  var form = document.getElementById("pindah-form");
  if (!kotak || !window.bootstrap) return;
  var dialog = new window.bootstrap.Modal(kotak);
  var tanggal = document.getElementById("pindah-tanggal");
  var galat = document.getElementById("pindah-galat");
  var tetap = document.getElementById("pindah-tetap");
  var barisTetap = document.getElementById("pindah-tetap-baris");
  var token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  var chipDialog = null;
  var kembalikan = null; // puts a dropped chip back when its move is given up

  function kirim(chip, isi) {
    var data = new FormData();
    data.append("csrfmiddlewaretoken", token);
    data.append("versi", chip.dataset.versi);
    data.append("tanggal", isi.tanggal);
    if (isi.tetap) data.append("tetap", "on");
    chip.setAttribute("aria-busy", "true");
    return fetch(chip.dataset.url, { method: "POST", body: data, headers: { Accept: "application/json" } })
      .then(function (jawaban) {
        var jenis = jawaban.headers.get("Content-Type") || "";
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
    var kotakPesan = document.createElement("div");
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
    var sesudah = Array.prototype.find.call(daftar.children, function (lain) {
      return lain !== chip && lain.dataset.jam > chip.dataset.jam;
    });
    daftar.insertBefore(chip, sesudah || null);
  }

  function berhasil(chip, hasil) {
    chip.dataset.versi = hasil.versi;
    kembalikan = null;
    var daftar = document.querySelector('.chip-daftar[data-tanggal="' + hasil.tanggal + '"]');
    if (!daftar) {
      var alamat = new URL(window.location.href);
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
    var tombol = peristiwa.target.closest("[data-pindah]");
    if (!tombol) return;
    peristiwa.preventDefault();
    var chip = tombol.closest(".chip");
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
    var tombol = chipDialog && chipDialog.querySelector("[data-pindah]");
    if (tombol) tombol.focus();
  });

  form.addEventListener("submit", function (peristiwa) {
    peristiwa.preventDefault();
    if (!tanggal.value) {
      galat.textContent = "Tanggal baru belum diisi.";
      tanggal.focus();
      return;
    }
    var chip = chipDialog;
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
        var chip = peristiwa.item;
        var asal = peristiwa.from;
        var baru = peristiwa.to.dataset.tanggal;
        if (asal === peristiwa.to || !baru) return;
        var balik = function () { sisipkan(chip, asal); rapikan(); };
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
})();
