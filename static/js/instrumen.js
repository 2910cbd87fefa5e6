/* The editor of an instrument: rows move, go and come without reloading. Without this script the same buttons
   send the form and the server answers with the list changed. */
function pasang(form) {
  const daftar = form.querySelector("[data-daftar]");
  const kosong = form.querySelector("[data-kosong]");
  const kabar = form.querySelector("[data-kabar]");
  const jumlah = form.querySelector("#id_baris-TOTAL_FORMS");
  const sebutan = form.dataset.sebutan;
  let berubah = form.hasAttribute("data-berubah");

  function kartu() { return Array.prototype.slice.call(daftar.querySelectorAll("[data-kartu]")); }
  function terhapus(k) { return k.classList.contains("dihapus"); }
  function kolom(k, nama) { return k.querySelector("[name$='-" + nama + "']"); }

  // The order of the cards becomes what is sent; removed ones keep their place so that they can come back.
  function nomori() {
    let n = 0;
    kartu().forEach(function (k, i) {
      kolom(k, "ORDER").value = i + 1;
      if (!terhapus(k)) k.querySelector("[data-urut]").textContent = ++n;
    });
  }

  function tandai(kalimat) {
    berubah = true;
    nomori();
    if (kalimat) kabar.textContent = kalimat;
  }

  function tempat(k) { return k.querySelector("[data-urut]").textContent; }

  function pindah(k, arah) {
    const semua = kartu().filter(function (x) { return !terhapus(x); });
    const lain = semua[semua.indexOf(k) + arah];
    if (!lain) {
      kabar.textContent = arah < 0 ? "Sudah paling atas." : "Sudah paling bawah.";
      return;
    }
    if (arah < 0) lain.before(k); else lain.after(k);
    tandai();
    kabar.textContent = "Dipindahkan ke urutan " + tempat(k) + ".";
    k.scrollIntoView({ block: "nearest" });
  }

  function hapus(k) {
    k.classList.add("dihapus");
    kolom(k, "DELETE").value = "on";
    k.querySelector("[data-ringkas]").textContent = kolom(k, "teks").value.slice(0, 60) || "tanpa teks";
    tandai(sebutan + " dihapus. Tombol Urungkan mengembalikannya.");
    k.querySelector("[data-gerak=pulihkan]").focus();
  }

  function pulihkan(k) {
    k.classList.remove("dihapus");
    kolom(k, "DELETE").value = "";
    tandai(sebutan + " dikembalikan.");
    kolom(k, "teks").focus();
  }

  function tambah() {
    const n = parseInt(jumlah.value, 10);
    const wadah = document.createElement("template");
    wadah.innerHTML = kosong.innerHTML.replace(/__prefix__/g, String(n));
    const baru = wadah.content.querySelector("[data-kartu]");
    daftar.append(baru);
    jumlah.value = n + 1;
    siapkan(baru);
    tandai(sebutan + " baru ditambahkan di bawah.");
    kolom(baru, "teks").focus();
  }

  function siapkan(k) { k.querySelector("[data-pegangan]").hidden = !window.Sortable; }

  form.addEventListener("click", function (peristiwa) {
    const tombol = peristiwa.target.closest("[data-gerak]");
    if (!tombol) return;
    const k = tombol.closest("[data-kartu]");
    const kerja = tombol.dataset.gerak;
    if (!k && kerja !== "tambah") return;  // the parts: the server knows which rows lie in them
    peristiwa.preventDefault();
    if (kerja === "naik") pindah(k, -1);
    if (kerja === "turun") pindah(k, 1);
    if (kerja === "hapus") hapus(k);
    if (kerja === "pulihkan") pulihkan(k);
    if (kerja === "tambah") tambah();
    if (kerja === "naik" || kerja === "turun") tombol.focus();
  });

  form.addEventListener("input", function () { berubah = true; });
  form.addEventListener("submit", function () { berubah = false; });
  window.addEventListener("beforeunload", function (peristiwa) {
    if (berubah) peristiwa.preventDefault();
  });

  kartu().forEach(siapkan);
  if (window.Sortable) {
    window.Sortable.create(daftar, {
      draggable: "[data-kartu]",
      handle: "[data-pegangan]",
      ghostClass: "bayang",
      animation: 120,
      onEnd: function (peristiwa) { tandai("Dipindahkan ke urutan " + tempat(peristiwa.item) + "."); kabar.textContent = "Dipindahkan ke urutan " + tempat(peristiwa.item) + "."; }
    });
  }
}

const bagian = document.querySelector("[data-instrumen]");
if (bagian) pasang(bagian);
