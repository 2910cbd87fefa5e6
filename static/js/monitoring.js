/* The plan of a monitoring: more rows, what is known of a chosen account, the form of the chosen bidang. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-monitoring]");
  if (!form) return;
  var dikenal = JSON.parse(document.getElementById("data-petugas").textContent);

  var bidang = form.querySelector("[name=nomor_bidang]");
  var formulir = function () { return form.querySelectorAll("[data-baris] select[name$='-formulir']"); };

  // Only the forms of the chosen bidang; with one that is the only one, it is chosen.
  var saring = function () {
    formulir().forEach(function (pilihan) {
      var cocok = [];
      pilihan.querySelectorAll("optgroup").forEach(function (kelompok) {
        var lain = bidang.value !== "" && kelompok.label.split(".")[0] !== bidang.value;
        var terpilih = kelompok.contains(pilihan.selectedOptions[0]);
        kelompok.disabled = lain && !terpilih;
        kelompok.hidden = kelompok.disabled;
        if (!lain && bidang.value !== "") cocok = cocok.concat(Array.from(kelompok.querySelectorAll("option")));
      });
      if (pilihan.value === "" && cocok.length === 1 && pilihan === formulir()[0]) cocok[0].selected = true;
    });
  };
  bidang.addEventListener("change", saring);
  saring();

  form.addEventListener("change", function (peristiwa) {
    var kolom = peristiwa.target;
    if (/-pengguna$/.test(kolom.name)) isi(kolom);
    if (/-DELETE$/.test(kolom.name)) kolom.closest("[data-baris]").classList.toggle("dihapus", kolom.checked);
  });

  // What somebody typed is kept; what came from the account chosen before is replaced.
  function isi(pilihan) {
    var baris = pilihan.closest("[data-baris]");
    var data = dikenal[pilihan.value] || {};
    ["nama", "jenis_kelamin", "jabatan", "alamat", "nip"].forEach(function (nama) {
      var kolom = baris.querySelector("[name$='-" + nama + "']");
      if (kolom.value !== "" && kolom.value !== kolom.dataset.bawaan) return;
      kolom.value = data[nama] || "";
      kolom.dataset.bawaan = kolom.value;
    });
  }

  form.querySelectorAll("[data-set]").forEach(function (bagian) {
    var tombol = bagian.querySelector("[data-tambah]");
    var jumlah = bagian.querySelector("[name$='-TOTAL_FORMS']");
    var maks = Number(bagian.querySelector("[name$='-MAX_NUM_FORMS']").value);
    var cetakan = bagian.querySelector("template");
    tombol.hidden = Number(jumlah.value) >= maks;
    tombol.addEventListener("click", function () {
      var n = Number(jumlah.value);
      var bungkus = document.createElement("template");
      bungkus.innerHTML = cetakan.innerHTML.replaceAll("__prefix__", String(n));
      var baris = bungkus.content.querySelector("[data-baris]");
      baris.querySelector("[data-nomor]").textContent = String(n + 1);
      tombol.before(baris);
      jumlah.value = String(n + 1);
      tombol.hidden = n + 1 >= maks;
      saring();
      baris.querySelector("select, input:not([type=hidden])").focus();
    });
  });
})();
