/* The plan of a monitoring: more rows, what is known of a chosen account, the form of the chosen bidang. */
function pasang(form) {
  const dikenal = JSON.parse(document.getElementById("data-petugas").textContent);

  const bidang = form.querySelector("[name=nomor_bidang]");
  const formulir = function () { return form.querySelectorAll("[data-baris] select[name$='-formulir']"); };

  // Only the forms of the chosen bidang; with one that is the only one, it is chosen.
  const saring = function () {
    formulir().forEach(function (pilihan) {
      let cocok = [];
      pilihan.querySelectorAll("optgroup").forEach(function (kelompok) {
        const lain = bidang.value !== "" && kelompok.label.split(".")[0] !== bidang.value;
        const terpilih = kelompok.contains(pilihan.selectedOptions[0]);
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
    const kolom = peristiwa.target;
    if (/-pengguna$/.test(kolom.name)) isi(kolom);
    if (/-DELETE$/.test(kolom.name)) kolom.closest("[data-baris]").classList.toggle("dihapus", kolom.checked);
  });

  // What somebody typed is kept; what came from the account chosen before is replaced.
  function isi(pilihan) {
    const baris = pilihan.closest("[data-baris]");
    const data = dikenal[pilihan.value] || {};
    ["nama", "jenis_kelamin", "jabatan", "alamat", "nip"].forEach(function (nama) {
      const kolom = baris.querySelector("[name$='-" + nama + "']");
      if (kolom.value !== "" && kolom.value !== kolom.dataset.bawaan) return;
      kolom.value = data[nama] || "";
      kolom.dataset.bawaan = kolom.value;
    });
  }

  form.querySelectorAll("[data-set]").forEach(function (bagian) {
    const tombol = bagian.querySelector("[data-tambah]");
    const jumlah = bagian.querySelector("[name$='-TOTAL_FORMS']");
    const maks = Number(bagian.querySelector("[name$='-MAX_NUM_FORMS']").value);
    const cetakan = bagian.querySelector("template");
    tombol.hidden = Number(jumlah.value) >= maks;
    tombol.addEventListener("click", function () {
      const n = Number(jumlah.value);
      const bungkus = document.createElement("template");
      bungkus.innerHTML = cetakan.innerHTML.replaceAll("__prefix__", String(n));
      const baris = bungkus.content.querySelector("[data-baris]");
      baris.querySelector("[data-nomor]").textContent = String(n + 1);
      tombol.before(baris);
      jumlah.value = String(n + 1);
      tombol.hidden = n + 1 >= maks;
      saring();
      baris.querySelector("select, input:not([type=hidden])").focus();
    });
  });
}

const bagian = document.querySelector("form[data-monitoring]");
if (bagian) pasang(bagian);
