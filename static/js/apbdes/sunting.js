/* Typing: cells, keys as in a spreadsheet, adding, copying and removing rows. */
(function (A, L) {
  "use strict";
  const isi = document.getElementById("isi-susun");
  const UANG = ["jumlah", "harga_satuan", "pagu_acuan"];
  const SEBUTAN = {
    rekening: "kode rekening", uraian: "uraian", sumber: "sumber dana", jumlah: "jumlah", volume: "volume", satuan: "satuan",
    harga_satuan: "harga satuan", komponen: "komponen", penerima: "penerima", pelaksana: "pelaksana", kegiatan: "kegiatan",
    uraian_kegiatan: "nama kegiatan", dari_silpa: "dari SiLPA", bantuan_khusus: "bantuan khusus", risiko_tinggi: "risiko tinggi",
    pagu_dds: "pagu Dana Desa", pagu_add: "pagu Alokasi Dana Desa", pagu_pbh: "pagu bagi hasil pajak dan retribusi",
    akhir_masa_jabatan_kades: "akhir masa jabatan kepala desa", perdes_dana_cadangan: "Perdes dana cadangan",
    tanggal_perdes_dana_cadangan: "tanggal Perdes dana cadangan", jumlah_petugas_pbb: "jumlah petugas PBB",
    kegiatan_acuan: "kegiatan acuan", pagu_acuan: "pagu acuan", urut: "urutan",
  };
  A.sebutanKolom = (k) => SEBUTAN[k] || k;
  let awal = null; // the row as it was when the cursor came into the cell

  const barisDari = (e) => { const w = e.closest(".rab"); return w ? A.baris.get(w.dataset.id) : null; };

  /* The text of a cell as it is kept; what cannot be read is kept as typed, with its sentence. */
  function baca(kolom, masukan, galat) {
    if (masukan.type === "checkbox") return masukan.checked ? "ya" : "";
    const teks = masukan.value.trim();
    if (UANG.includes(kolom)) {
      const n = A.bacaUang(teks);
      if (n === null) galat[kolom] = "Tulis rupiah bulat, misalnya 1.500.000.";
      return n === null ? teks : n;
    }
    if (kolom === "volume") {
      const n = A.bacaVolume(teks);
      if (n === null) galat[kolom] = "Tulis volume seperti 12 atau 2,5; paling banyak empat angka di belakang koma.";
      return n === null ? teks : n;
    }
    if (kolom === "rekening") return A.rapikanKode(teks, 4);
    if (kolom === "kegiatan_acuan") return A.rapikanKode(teks, 3);
    return masukan.value.replace(/\s+/g, " ").trimStart();
  }

  function terapkan(b, masukan) {
    const kolom = masukan.dataset.kolom, galat = {}, ubahan = {};
    ubahan[kolom] = baca(kolom, masukan, galat);
    const nanti = Object.assign({}, b.isi, ubahan);
    if (b.lembar === "belanja" && ["volume", "harga_satuan"].includes(kolom) && !galat[kolom]) {
      const sah = /^\d+(,\d+)?$/.test(nanti.volume) && /^\d+$/.test(nanti.harga_satuan);
      const n = sah ? A.kali(nanti.volume, nanti.harga_satuan) : "";
      if (n) ubahan.jumlah = n;
      else if (n === null) galat.jumlah = "Volume kali harga satuan memuat pecahan rupiah atau terlalu besar.";
    }
    if (kolom === "rekening" && ubahan.rekening && /^\d\.\d\.\d\.\d\d$/.test(ubahan.rekening)) {
      const akun = { pendapatan: "4", belanja: "5", pembiayaan: "6" }[b.lembar];
      if (!A.rekeningSah(ubahan.rekening, akun)) galat.rekening = ubahan.rekening.startsWith(akun + ".") ? "Kode rekening ini tidak ada dalam daftar." : "Rekening di bagian ini dimulai dengan " + akun + ".";
    }
    A.isikan(b, ubahan);
    if ("jumlah" in ubahan && kolom !== "jumlah") {
      const e = A.elemenBaris(b).querySelector('[data-kolom="jumlah"]');
      e.value = A.tulisUang(ubahan.jumlah);
    }
    A.berubah(b);
    if (Object.keys(galat).length) {
      b.keadaan = "galat";
      b.kesalahan = galat;
      A.tampilBaris(b);
      A.tampilKeadaan(A.hitungan());
    }
  }

  isi.addEventListener("focusin", (e) => {
    const b = e.target.dataset.kolom && barisDari(e.target);
    if (b) awal = { b: b, isi: Object.assign({}, b.isi) };
  });

  isi.addEventListener("input", (e) => {
    const b = e.target.dataset.kolom && barisDari(e.target);
    if (b) {
      if (UANG.includes(e.target.dataset.kolom)) A.rapikanKetikan(e);
      terapkan(b, e.target);
      A.jadwalkan(1500); // still typing
    }
  });

  isi.addEventListener("change", (e) => {
    if ("pelaksana" in e.target.dataset) return gantiPelaksana(e.target);
    const b = e.target.dataset.kolom && barisDari(e.target);
    if (!b) return;
    terapkan(b, e.target);
    if (e.target.type !== "checkbox") e.target.value = A.tampilNilai(e.target.dataset.kolom, b.isi[e.target.dataset.kolom]);
    langkah(b);
    A.jadwalkan();
  });

  /* What was changed in this cell becomes one step of undo. */
  function langkah(b) {
    if (!awal || awal.b !== b || A.sama(awal.isi, b.isi)) return;
    A.catatLangkah("mengubah “" + (b.isi.uraian || b.isi.rekening || "baris") + "”", [
      { lembar: b.lembar, id: b.id, sebelum: awal.isi, sesudah: Object.assign({}, b.isi) },
    ]);
    awal = { b: b, isi: Object.assign({}, b.isi) };
  }

  function gantiPelaksana(masukan) {
    const kode = masukan.closest("details").dataset.kegiatan;
    const perubahan = A.barisDari("belanja", kode).map((b) => {
      const sebelum = Object.assign({}, b.isi);
      A.isikan(b, { pelaksana: masukan.value.trim() });
      A.berubah(b);
      return { lembar: "belanja", id: b.id, sebelum: sebelum, sesudah: Object.assign({}, b.isi) };
    });
    if (perubahan.length) A.catatLangkah("pelaksana " + kode, perubahan);
  }

  A.tambahBaris = function (lembar, kegiatan, fokus, isian) {
    const baru = Object.assign(A.kosong(lembar), isian || {});
    if (lembar === "belanja") {
      const saudara = A.barisDari("belanja", kegiatan), akhir = saudara[saudara.length - 1];
      baru.kegiatan = kegiatan;
      baru.uraian_kegiatan = akhir ? akhir.isi.uraian_kegiatan : A.namaKegiatan.get(kegiatan) || "";
      baru.pelaksana = akhir ? akhir.isi.pelaksana : A.pelaksanaKegiatan.get(kegiatan) || "";
      if (!isian && akhir) Object.assign(baru, { rekening: akhir.isi.rekening, sumber: akhir.isi.sumber });
    }
    const id = L.uuid();
    A.munculkan(lembar, id, baru);
    A.baru.delete(kegiatan);
    if (isian || fokus) A.catatLangkah("menambah baris", [{ lembar: lembar, id: id, sebelum: null, sesudah: baru }]);
    A.gambarUlang([lembar], new Set([kegiatan]));
    if (fokus) A.bukaBaris(id);
    return id;
  };

  const perbuatan = {
    tambah(e) {
      const keg = e.closest("details.keg");
      A.tambahBaris(keg ? "belanja" : e.closest("[data-lembar]").dataset.lembar, keg ? keg.dataset.kegiatan : undefined, true);
    },
    hapus(e) {
      const b = barisDari(e);
      const sebelum = Object.assign({}, b.isi);
      A.baru.add(b.lembar === "belanja" ? b.isi.kegiatan : "");
      A.baru.delete("");
      A.hapusBaris(b);
      A.catatLangkah("menghapus “" + (sebelum.uraian || sebelum.rekening || "baris") + "”", [{ lembar: b.lembar, id: b.id, sebelum: sebelum, sesudah: null }]);
      const w = A.elemenBaris(b), dekat = w.nextElementSibling || w.previousElementSibling;
      w.remove();
      const tuju = dekat && dekat.querySelector("input, button");
      if (tuju) tuju.focus();
      A.umumkan("Baris dihapus. Tekan Urungkan bila keliru.");
    },
    salin(e) {
      const b = barisDari(e);
      A.tambahBaris(b.lembar, b.isi.kegiatan, true, Object.assign({}, b.isi, { urut: String(A.urutBerikut(b.lembar)) }));
    },
    lebih(e) {
      const lain = e.closest(".rab").querySelector(".rab-lain");
      lain.hidden = !lain.hidden;
      e.setAttribute("aria-expanded", String(!lain.hidden));
    },
    ringkas(e) {
      const w = e.closest(".rab");
      e.setAttribute("aria-expanded", String(w.classList.toggle("buka")));
    },
  };
  isi.addEventListener("click", (e) => {
    const tombol = e.target.closest("[data-buat]");
    if (tombol) perbuatan[tombol.dataset.buat](tombol);
  });

  isi.addEventListener("keydown", (e) => {
    const masukan = e.target;
    if (e.key !== "Enter" || !masukan.dataset.kolom || masukan.tagName === "BUTTON" || masukan.type === "checkbox") return;
    e.preventDefault();
    const baris = masukan.closest(".rab");
    const tetangga = e.shiftKey ? baris.previousElementSibling : baris.nextElementSibling;
    masukan.dispatchEvent(new Event("change", { bubbles: true }));
    if (tetangga && tetangga.classList.contains("rab")) {
      const sama = tetangga.querySelector('[data-kolom="' + masukan.dataset.kolom + '"]');
      tetangga.classList.add("buka");
      sama.focus();
      if (sama.select) sama.select();
    } else if (!e.shiftKey) {
      perbuatan.tambah(masukan);
    }
  });

  document.addEventListener("keydown", (e) => {
    if (!(e.ctrlKey || e.metaKey) || e.altKey || document.querySelector("dialog[open]")) return;
    const m = e.target, b = m.dataset && m.dataset.kolom && barisDari(m);
    // While a cell is being typed in, its own undo comes first.
    if (b && awal && awal.b === b && !A.sama(awal.isi, b.isi)) {
      if (!UANG.includes(m.dataset.kolom)) return;
      langkah(b); // its dots are ours: the browser cannot undo what was typed
    }
    if (e.key.toLowerCase() === "z") { e.preventDefault(); (e.shiftKey ? A.ulangi : A.urungkan)(); }
    if (e.key.toLowerCase() === "y") { e.preventDefault(); A.ulangi(); }
  });
  document.getElementById("urungkan").addEventListener("click", A.urungkan);
  document.getElementById("ulangi").addEventListener("click", A.ulangi);
})(window.Apb, window.Lapangan);
