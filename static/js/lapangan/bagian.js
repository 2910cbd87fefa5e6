/* The sections of the page: adding and removing rows, attendance, books, and how far each one is. */
(function (L) {
  "use strict";
  const akar = L.akar;
  const URUNG = 7000;
  const NAMA = { kehadiran: "Orang", kegiatan: "Kegiatan", temuan: "Temuan", kesepakatan: "Kesepakatan", foto: "Foto" };
  let bukuUntukFoto = "";
  let hapusTerakhir = null;

  L.tambahBaris = function (jenis, id) {
    const cetakan = document.getElementById("cetakan-" + jenis);
    if (!cetakan || jenis === "foto") return null;
    const el = cetakan.content.firstElementChild.cloneNode(true);
    el.dataset.id = id || L.uuid();
    akar.querySelector('[data-daftar="' + jenis + '"]').append(el);
    return L.daftarkan(el);
  };

  /* --- removing, with a way back --------------------------------------------------------------- */
  function hapus(b) {
    L.tutupKonflik(b);
    if (b.jenis === "foto" && L.buangFoto(b.id)) {
      b.tunda = false;
      b.hapus = true;
      b.el.hidden = true;
      return L.ubah(b, true);
    }
    selesaikanHapus();
    const kosong = !L.kotor(b) && b.versi === 0;
    b.hapus = true;
    b.el.hidden = true;
    if (kosong) return L.ubah(b, true);
    b.tunda = true; // kept on the phone as removed, sent when the way back closes
    L.ubah(b, true);
    const bar = document.getElementById("urung");
    bar.replaceChildren(L.buat("span", "", NAMA[b.jenis] + " dihapus."));
    const t = L.buat("button", "btn btn-light", "Urungkan");
    t.addEventListener("click", () => {
      clearTimeout(hapusTerakhir.pewaktu);
      hapusTerakhir = null;
      bar.hidden = true;
      b.tunda = b.hapus = false;
      b.el.hidden = false;
      L.ubah(b, true);
      const n = b.el.querySelector("input:not([type=hidden]), textarea, select");
      if (n) n.focus();
    });
    bar.append(t);
    bar.hidden = false;
    t.focus({ preventScroll: true });
    hapusTerakhir = { baris: b, pewaktu: setTimeout(selesaikanHapus, URUNG) };
  }

  function selesaikanHapus() {
    if (!hapusTerakhir) return;
    const b = hapusTerakhir.baris;
    clearTimeout(hapusTerakhir.pewaktu);
    hapusTerakhir = null;
    const bar = document.getElementById("urung");
    const fokus = bar.contains(document.activeElement);
    bar.hidden = true;
    if (fokus) {
      const tambah = akar.querySelector('[data-tambah="' + b.jenis + '"]') || document.getElementById("galeri");
      tambah.focus({ preventScroll: true });
    }
    b.tunda = false;
    L.ubah(b, true);
  }
  L.selesaikanHapus = selesaikanHapus;

  /* --- taps --------------------------------------------------------------------------------------- */
  const aksi = {
    hadir(b, t) {
      t.setAttribute("aria-pressed", String(t.getAttribute("aria-pressed") !== "true"));
      L.ubah(b, true);
    },
    hapus: (b) => hapus(b),
    kosongkan(b) {
      L.terapkan(b.el, { ada: "", format_sesuai: "", mutakhir_sampai: "", ditandatangani: "" });
      L.ubah(b, true);
      b.el.querySelector("[data-kolom=ada]").focus();
    },
    sama(b, t) {
      L.terapkan(b.el, { ada: t.dataset.ada, format_sesuai: t.dataset.format, ditandatangani: t.dataset.ttd, mutakhir_sampai: "" });
      L.ubah(b, true);
      if (t.dataset.ada === "ya") {
        L.tampilGalat(b.el, { mutakhir_sampai: ["Pastikan sekarang terisi sampai bulan apa."] });
        b.el.querySelector("[data-kolom=mutakhir_sampai]").focus();
      }
    },
    "foto-bukti"(b) {
      bukuUntukFoto = b.el.querySelector("[data-kolom=buku]").value;
      document.getElementById("galeri").click();
    },
    "foto-ulang": (b) => L.ulangFoto(b.id),
    lokasi: () => L.catatLokasi(),
    "buku-berikut"() {
      const b = Array.from(akar.querySelectorAll(".buku")).find((el) => !bukuDijawab(el));
      if (!b) return L.umumkan("Semua buku sudah dijawab.", "buku");
      b.scrollIntoView({ block: "center" });
      b.querySelector("[data-kolom=ada]").focus({ preventScroll: true });
    },
  };

  akar.addEventListener("click", (p) => {
    const tambah = p.target.closest("[data-tambah]");
    if (tambah) {
      const b = L.tambahBaris(tambah.dataset.tambah);
      b.el.querySelector("input:not([type=hidden]), textarea").focus();
      return L.perbarui();
    }
    const t = p.target.closest("[data-aksi]");
    if (!t) return;
    const el = t.closest(".baris");
    aksi[t.dataset.aksi](el ? el.baris : null, t);
  });

  akar.addEventListener("change", (p) => {
    if (!p.target.matches("[data-pilih-foto]")) return;
    const berkas = Array.from(p.target.files);
    const buku = bukuUntukFoto;
    bukuUntukFoto = "";
    p.target.value = "";
    if (berkas.length) L.tambahFoto(berkas, buku);
  });
  document.getElementById("galeri").addEventListener("cancel", () => { bukuUntukFoto = ""; });

  /* --- progress ----------------------------------------------------------------------------------- */
  function bukuDijawab(el) {
    const isi = L.kumpul(el);
    return isi.ada === "tidak" || (isi.ada === "ya" && isi.format_sesuai !== "" && isi.ditandatangani !== "");
  }

  function hitung(nama, teks, lengkap) {
    const n = akar.querySelector('[data-hitung="' + nama + '"]');
    if (!n) return;
    if (n.textContent !== teks) n.textContent = teks;
    n.parentNode.classList.toggle("lengkap", lengkap);
  }

  L.hitungSemua = function () {
    const jumlah = (jenis) =>
      Array.from(akar.querySelectorAll('[data-daftar="' + jenis + '"] > .baris:not([hidden])'))
        .filter((el) => L.wajibKosong(el).length === 0).length;
    const hadir = akar.querySelectorAll('button.orang[aria-pressed="true"]').length + jumlah("kehadiran");
    hitung("hadir", String(hadir), hadir > 0);
    const notulen = L.rapi(akar.querySelector("[data-kolom=notulen]").value);
    hitung("notulen", notulen ? "✓" : "–", notulen !== "");
    ["kegiatan", "temuan", "kesepakatan"].forEach((j) => hitung(j, String(jumlah(j)), jumlah(j) > 0));
    hitung("foto", String(jumlah("foto")), jumlah("foto") > 0);

    const buku = Array.from(akar.querySelectorAll(".buku"));
    let dijawab = 0;
    buku.forEach((el) => {
      const ya = bukuDijawab(el);
      el.classList.toggle("dijawab", ya);
      dijawab += ya;
    });
    hitung("buku", dijawab + "/" + buku.length, buku.length > 0 && dijawab === buku.length);

    const lalu = Array.from(akar.querySelectorAll("#lalu .baris"));
    const terjawab = lalu.filter((el) => L.wajibKosong(el).length === 0).length;
    hitung("lalu", terjawab + "/" + lalu.length, terjawab === lalu.length);

    const bukti = {};
    akar.querySelectorAll(".foto-kartu:not([hidden]) [data-kolom=buku]").forEach((n) => {
      bukti[n.value] = (bukti[n.value] || 0) + 1;
    });
    buku.forEach((el) => {
      const n = bukti[el.querySelector("[data-kolom=buku]").value];
      el.querySelector("[data-foto-buku]").textContent = n ? "(" + n + ")" : "";
    });
  };
})(window.Lapangan);
