/* The rows in memory, and the sums that follow them. Everything that changes a row goes through here, so that the
   sums, the undo list and the queue see the same thing. */
(function (A) {
  "use strict";
  const D = (A.data = JSON.parse(document.getElementById("susun-data").textContent));
  const semua = (A.baris = new Map()); // id -> row
  const jumlah = new Map(); // "pendapatan", "1", "1.1", "1.1.01", "6.1" … -> rupiah
  const pengamat = [];

  A.KOLOM = {
    pendapatan: ["rekening", "uraian", "sumber", "jumlah", "urut"],
    pembiayaan: ["rekening", "uraian", "sumber", "jumlah", "urut"],
    belanja: [
      "kegiatan", "uraian_kegiatan", "pelaksana", "rekening", "uraian", "komponen", "penerima", "volume", "satuan",
      "harga_satuan", "jumlah", "sumber", "dari_silpa", "bantuan_khusus", "risiko_tinggi", "kegiatan_acuan",
      "pagu_acuan", "urut",
    ],
  };
  A.namaKegiatan = new Map(D.kegiatan.map(([kode, nama]) => [kode, nama]));
  A.pelaksanaKegiatan = new Map(D.kegiatan.map(([kode, , p]) => [kode, p]));
  A.namaRekening = new Map(D.rekening);

  A.sama = (a, b) => Object.keys(a).every((k) => a[k] === b[k]);
  A.saat = (f) => pengamat.push(f); // f(keys of the sums that changed)
  A.jumlah = (kunci) => jumlah.get(kunci) || 0;

  function kunci(b) {
    const rek = b.isi.rekening.split(".");
    if (b.lembar === "pendapatan") return ["pendapatan"];
    if (b.lembar === "pembiayaan") return ["pembiayaan", rek.slice(0, 2).join(".")];
    const [x, y] = b.isi.kegiatan.split(".");
    return ["belanja", "b" + x, "s" + x + "." + y, "k" + b.isi.kegiatan];
  }

  function catat(b, tanda, berubah) {
    const n = tanda * A.nilai(b.isi.jumlah);
    kunci(b).forEach((k) => {
      if (n) jumlah.set(k, (jumlah.get(k) || 0) + n);
      berubah.add(k);
    });
  }

  const kabarkan = (berubah) => pengamat.forEach((f) => f(berubah));

  A.kosong = function (lembar) {
    const isi = {};
    A.KOLOM[lembar].forEach((k) => (isi[k] = ""));
    isi.urut = String(A.urutBerikut(lembar));
    return isi;
  };

  A.urutBerikut = function (lembar) {
    let n = 0;
    semua.forEach((b) => { if (b.lembar === lembar) n = Math.max(n, Number(b.isi.urut) || 0); });
    return n + 1;
  };

  /* Put a row in (new, restored, or redone). `dasar` is what the server has of it, null for nothing. */
  A.taruh = function (lembar, id, isi, versi, dasar) {
    const b = { lembar: lembar, id: id, isi: Object.assign({}, isi), versi: versi || 0, dasar: dasar || null,
      terkirim: [], kesalahan: {}, keadaan: "" };
    semua.set(id, b);
    const berubah = new Set();
    catat(b, 1, berubah);
    kabarkan(berubah);
    return b;
  };

  /* Change cells of a row; the sums follow at once. */
  A.isikan = function (b, ubahan) {
    const berubah = new Set();
    catat(b, -1, berubah);
    Object.assign(b.isi, ubahan);
    catat(b, 1, berubah);
    kabarkan(berubah);
  };

  A.cabut = function (b) {
    const berubah = new Set();
    catat(b, -1, berubah);
    semua.delete(b.id);
    kabarkan(berubah);
  };

  A.barisDari = (lembar, kegiatan) =>
    Array.from(semua.values())
      .filter((b) => b.lembar === lembar && (kegiatan === undefined || b.isi.kegiatan === kegiatan))
      .sort((a, b) => Number(a.isi.urut) - Number(b.isi.urut));

  /* What keeps a row from being sent, as sentences by column. */
  A.kurang = function (b) {
    const k = {};
    if (!b.isi.rekening) k.rekening = "Pilih kode rekening.";
    if (!b.isi.jumlah) k.jumlah = "Isi jumlahnya.";
    if (!b.isi.sumber && b.lembar !== "pembiayaan") k.sumber = "Pilih sumber dana.";
    return k;
  };

  /* A new row in which nothing has been typed yet is nothing to save. */
  const tersentuh = (b) => ["uraian", "jumlah", "volume", "harga_satuan"].some((k) => b.isi[k]);
  A.kotor = (b) => (b.dasar ? !A.sama(b.isi, b.dasar) : tersentuh(b));

  A.rekeningSah = function (kode, akun) {
    if (akun && !kode.startsWith(akun + ".")) return false;
    if (A.namaRekening.has(kode)) return true;
    const jenis = kode.replace(/\.\d+$/, "");
    return /^\d\.\d\.\d\.9\d$/.test(kode) && D.rekening.some(([k]) => k.startsWith(jenis + "."));
  };
  A.kegiatanSah = function (kode) {
    if (A.namaKegiatan.has(kode)) return true;
    return /^\d\.\d{1,2}\.9\d$/.test(kode) && kode.replace(/\.\d+$/, "") in D.bidang;
  };
  A.rapikanKode = function (teks, banyak) {
    const bagian = teks.trim().replace(/\.$/, "").split(".");
    if (bagian.length !== banyak || !bagian.every((d) => /^\d{1,2}$/.test(d))) return teks.trim();
    return bagian.map((d, n) => (n === banyak - 1 ? d.padStart(2, "0") : String(Number(d)))).join(".");
  };

  D.baris.forEach((r) => {
    const b = A.taruh(r.lembar, r.id, r.isi, r.versi, Object.assign({}, r.isi));
    b.catatan = r.catatan || [];
  });
})(window.Apb);
