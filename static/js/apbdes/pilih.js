/* Adding an activity: the catalogue, searched as one types. */
(function (A) {
  "use strict";
  const dialog = document.getElementById("pilih-kegiatan");
  const cari = document.getElementById("cari-kegiatan");
  const daftar = document.getElementById("daftar-kegiatan");
  const PALING_BANYAK = 40;
  const teks = A.data.kegiatan.map(([kode, nama, p]) => ({ kode: kode, nama: nama, pelaksana: p, cari: (kode + " " + nama + " " + p).toLowerCase() }));

  function tampil() {
    const kata = cari.value.toLowerCase().split(/\s+/).filter(Boolean);
    const cocok = teks.filter((t) => kata.every((k) => t.cari.includes(k)));
    const kode = A.rapikanKode(cari.value, 3);
    if (!A.namaKegiatan.has(kode) && A.kegiatanSah(kode)) cocok.unshift({ kode: kode, nama: "Kegiatan kabupaten " + kode, pelaksana: "" });
    daftar.replaceChildren(...cocok.slice(0, PALING_BANYAK).map((t) => {
      const li = A.buat("li"), tombol = A.buat("button", "pilihan");
      tombol.type = "button";
      tombol.append(A.buat("span", "kode", t.kode), " " + t.nama, A.buat("small", "", t.pelaksana));
      tombol.addEventListener("click", () => pilih(t.kode));
      li.append(tombol);
      return li;
    }));
    document.getElementById("hitung-kegiatan").textContent = cocok.length
      ? cocok.length > PALING_BANYAK ? PALING_BANYAK + " dari " + cocok.length + " ditampilkan; persempit pencarian." : cocok.length + " kegiatan."
      : "Tidak ada yang cocok. Cari dengan kata lain, atau ketik kodenya.";
  }

  function pilih(kode) {
    dialog.close();
    const ada = A.barisDari("belanja", kode);
    if (ada.length) return A.bukaBaris(ada[ada.length - 1].id);
    A.baru.add(kode);
    A.gambarPohon();
    A.bukaBaris(A.tambahBaris("belanja", kode, true));
  }

  document.getElementById("tambah-kegiatan").addEventListener("click", () => {
    cari.value = "";
    tampil();
    dialog.showModal();
    cari.focus();
  });
  cari.addEventListener("input", tampil);
  cari.addEventListener("keydown", (e) => {
    const pertama = daftar.querySelector("button");
    if (e.key === "Enter" && pertama) { e.preventDefault(); pertama.click(); }
    if (e.key === "ArrowDown" && pertama) { e.preventDefault(); pertama.focus(); }
  });
})(window.Apb);
