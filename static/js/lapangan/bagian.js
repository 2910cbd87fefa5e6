/* The sections of the page: adding and removing rows, and what a tap does. What one kind of work has of its own
   (its taps, its counts) is in the file that its page loads after this one. */
(function (L) {
  "use strict";
  const akar = L.akar;
  const URUNG = 7000;
  let hapusTerakhir = null;
  L.nama = { foto: "Foto", temuan: "Temuan" }; // of a kind of row, as its removal is announced

  /* Where a new row goes, and what it is copied from; null when its place is not on this page. */
  L.tempatBaris = function (jenis) {
    const daftar = akar.querySelector('[data-daftar="' + jenis + '"]');
    return daftar && { daftar: daftar, cetakan: document.getElementById("cetakan-" + jenis) };
  };

  L.tambahBaris = function (jenis, id, isi) {
    if (jenis === "foto") return null;
    id = id || L.uuid();
    const tempat = L.tempatBaris(jenis, id, isi || {});
    if (!tempat || !tempat.cetakan) return null;
    const el = tempat.cetakan.content.firstElementChild.cloneNode(true);
    const baris = el.matches(".baris") ? el : el.querySelector(".baris");
    baris.dataset.id = id;
    if (tempat.siapkan) tempat.siapkan(el, id);
    tempat.daftar.append(el);
    const b = L.daftarkan(baris);
    el.querySelectorAll(".baris").forEach((n) => { if (n !== baris) L.daftarkan(n); }); // what it came with
    if (tempat.langsung) { // complete or not, it is to be kept as it begins
      b.dasar = {};
      L.ubah(b, true);
    }
    return b;
  };

  if (!L.tambahFoto) { // a page without photos
    L.fotoBelum = L.fotoGagal = () => 0;
    L.kirimFoto = L.pulihkanFoto = () => {};
  }

  /* --- removing, with a way back --------------------------------------------------------------- */
  L.hapusBaris = hapus;
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
    bar.replaceChildren(L.buat("span", "", L.nama[b.jenis] + " dihapus."));
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
      const tambah = akar.querySelector('[data-tambah="' + b.jenis + '"]') || document.getElementById("galeri") || akar.querySelector("a[href]");
      tambah.focus({ preventScroll: true });
    }
    b.tunda = false;
    L.ubah(b, true);
  }
  L.selesaikanHapus = selesaikanHapus;

  /* --- taps --------------------------------------------------------------------------------------- */
  L.aksi = {
    hapus: (b) => hapus(b),
    "foto-ulang": (b) => L.ulangFoto(b.id),
    lokasi: () => L.catatLokasi(),
  };

  akar.addEventListener("click", (p) => {
    const tambah = p.target.closest("[data-tambah]");
    if (tambah) {
      const b = L.tambahBaris(tambah.dataset.tambah, null, Object.assign({}, tambah.dataset));
      b.el.querySelector("input:not([type=hidden]), textarea").focus();
      return L.perbarui();
    }
    const t = p.target.closest("[data-aksi]");
    if (!t) return;
    const el = t.closest(".baris");
    L.aksi[t.dataset.aksi](el ? el.baris : null, t);
  });

  /* Which row the chosen photos belong to, from the input that was used (see L.tambahFoto). */
  L.pilihanFoto = () => ({});
  akar.addEventListener("change", (p) => {
    if (!p.target.matches("[data-pilih-foto]")) return;
    const berkas = Array.from(p.target.files);
    const pilihan = L.pilihanFoto(p.target);
    p.target.value = "";
    if (berkas.length) L.tambahFoto(berkas, pilihan);
  });

  /* --- progress ----------------------------------------------------------------------------------- */
  L.hitung = function (nama, teks, lengkap) {
    const n = akar.querySelector('[data-hitung="' + nama + '"]');
    if (!n) return;
    if (n.textContent !== teks) n.textContent = teks;
    n.parentNode.classList.toggle("lengkap", lengkap);
  };
  L.hitungSemua = () => {};
})(window.Lapangan);
