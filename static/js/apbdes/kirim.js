/* The queue: what has changed is kept on this machine from the first keystroke and sent in batches until the server
   has it. Answers are those of the saving contract (dasar/simpan.py), one for each row. */
(function (A, L) {
  "use strict";
  const JEDA = 450, IDENTITAS = L.NOL;
  const terhapus = new Map(); // id -> row that the server still has
  let pewaktu = null, berjalan = false, coba = 0;
  A.halangan = "";

  const kunci = (b) => b.lembar + "/" + b.id;
  const rekam = (b, hapus) => L.simpanan.taruh(kunci(b), {
    isi: b.isi, hapus: Boolean(hapus), versi: b.versi, dasar: b.dasar, terkirim: b.terkirim, waktu: Date.now(),
  });
  const lupakan = (b) => L.simpanan.hapus(kunci(b));

  /* A row has changed: keep it, and send it soon. */
  A.berubah = function (b) {
    if (b.keadaan !== "konflik") b.keadaan = "";
    b.kesalahan = {};
    if (A.kotor(b)) rekam(b);
    else lupakan(b);
    A.jadwalkan();
    A.tampilBaris(b);
  };

  A.hapusBaris = function (b) {
    A.cabut(b);
    if (b.versi > 0 || b.terkirim.length) {
      terhapus.set(b.id, b);
      rekam(b, true);
    } else {
      lupakan(b);
    }
    A.jadwalkan();
  };

  /* A row comes (back): when its removal has not reached the server yet, it simply stays. */
  A.munculkan = function (lembar, id, isi) {
    const lama = terhapus.get(id);
    terhapus.delete(id);
    const b = A.taruh(lembar, id, isi, lama ? lama.versi : 0, lama ? lama.dasar : null);
    if (lama) b.terkirim = lama.terkirim;
    A.berubah(b);
    return b;
  };

  A.jadwalkan = function (jeda) {
    clearTimeout(pewaktu);
    pewaktu = setTimeout(kirim, jeda === undefined ? JEDA : jeda);
    segarkan(jeda);
  };

  /* Counting looks at every row: once after a burst of changes (a paste of 300 rows), and after the sums are shown. */
  let penyegar = 0;
  function segarkan(jeda) {
    if (penyegar) return;
    // "Semua tersimpan" must not stand for a moment longer than it is true.
    if (jeda !== 0 && document.getElementById("keadaan").dataset.keadaan === "tersimpan") {
      A.tampilKeadaan({ belum: 1, belum_lengkap: 0, galat: 0, konflik: 0, mencoba: false });
    }
    penyegar = setTimeout(() => { penyegar = 0; A.tampilKeadaan(A.hitungan()); });
  }

  const siap = (b) => !["galat", "konflik"].includes(b.keadaan) && A.kotor(b) && !Object.keys(A.kurang(b)).length;

  A.hitungan = function () {
    const h = { belum: terhapus.size, galat: 0, konflik: 0, belum_lengkap: 0, mencoba: coba > 0 };
    A.baris.forEach((b) => {
      if (!A.kotor(b)) return;
      h.belum += 1;
      if (b.keadaan === "galat") h.galat += 1;
      else if (b.keadaan === "konflik") h.konflik += 1;
      else if (Object.keys(A.kurang(b)).length) h.belum_lengkap += 1;
    });
    if (A.identitas && A.kotor(A.identitas)) {
      h.belum += 1;
      if (A.identitas.keadaan === "galat") h.galat += 1;
      else if (A.identitas.keadaan === "konflik") h.konflik += 1;
    }
    return h;
  };

  function kumpulan() {
    const daftar = [];
    terhapus.forEach((b) => daftar.push({ b: b, hapus: true }));
    const calon = A.identitas ? [A.identitas, ...A.baris.values()] : A.baris.values();
    for (const b of calon) {
      if (daftar.length >= A.data.sekaliKirim) break;
      if (b === A.identitas ? A.kotor(b) && !["galat", "konflik"].includes(b.keadaan) : siap(b)) daftar.push({ b: b, isi: Object.assign({}, b.isi) });
    }
    return daftar.slice(0, A.data.sekaliKirim);
  }

  async function kirim() {
    if (berjalan || A.halangan === "terkunci") return;
    const daftar = kumpulan();
    if (!daftar.length) return A.tampilKeadaan(A.hitungan());
    berjalan = true;
    daftar.forEach((d) => {
      if (d.isi) d.b.terkirim = d.b.terkirim.concat([d.isi]).slice(-5);
      rekam(d.b, d.hapus);
    });
    let jawaban;
    try {
      jawaban = await L.minta(L.akar.dataset.urlSimpan, { kiriman: daftar.map((d) => ({
        lembar: d.b.lembar, id: d.b.id, versi: d.b.versi, ...(d.hapus ? { hapus: true } : { isi: d.isi }),
      })) });
    } catch (_) {
      jawaban = { kode: 0 };
    }
    berjalan = false;
    if (jawaban.kode === 200 && jawaban.data) {
      coba = 0;
      A.halangan = "";
      jawaban.data.hasil.forEach((h, n) => terima(daftar[n], h));
      A.adaYangTersimpan();
      return A.jadwalkan(0);
    }
    gagal(jawaban);
  }

  function gagal(jawaban) {
    if ([403, 404].includes(jawaban.kode) && jawaban.data) {
      A.halangan = "terkunci";
      A.umumkanTetap(jawaban.data.pesan);
      return A.tampilKeadaan(A.hitungan());
    }
    if ([400, 413].includes(jawaban.kode)) A.umumkanTetap(jawaban.data ? jawaban.data.pesan : "Kiriman ditolak. Muat ulang halaman.");
    A.halangan = jawaban.kode === 302 ? "sesi" : jawaban.kode === 403 ? "halaman" : "";
    coba += 1;
    A.jadwalkan(Math.min(30000, 1000 * 2 ** Math.min(coba, 5)));
  }

  function terima(d, h) {
    const b = d.b;
    if (h.keadaan === "tersimpan") return tersimpan(d, h);
    if (h.keadaan === "tidak_sah") {
      b.keadaan = "galat";
      b.kesalahan = {};
      Object.entries(h.kesalahan).forEach(([k, kalimat]) => (b.kesalahan[k] = kalimat.join(" ")));
      b.terkirim.pop();
      return A.tampilBaris(b);
    }
    konflik(d, h);
  }

  function tersimpan(d, h) {
    const b = d.b;
    if (d.hapus) {
      if (terhapus.get(b.id) === b) terhapus.delete(b.id);
      if (!A.baris.has(b.id)) lupakan(b);
      else { const kini = A.baris.get(b.id); kini.versi = 0; kini.dasar = null; } // came back while it was being removed
      return;
    }
    b.versi = h.versi;
    b.terkirim = [];
    b.dasar = Object.assign({}, h.isi);
    if (A.sama(b.isi, d.isi)) A.isikanTanpaLangkah(b, h.isi); // as the server writes it: 1.1.1 → 1.1.01
    if (terhapus.has(b.id)) return; // removed meanwhile; its removal goes out with this version
    if (A.kotor(b)) rekam(b);
    else lupakan(b);
    A.tampilBaris(b);
  }

  function konflik(d, h) {
    const b = d.b;
    if (h.isi && b.terkirim.some((t) => A.sama(t, h.isi))) { // our own save, whose answer was lost on the way
      b.versi = h.versi;
      b.dasar = Object.assign({}, h.isi);
      return;
    }
    if (d.hapus) { // somebody changed what was being removed: it comes back as they left it
      terhapus.delete(b.id);
      if (h.isi) A.taruh(b.lembar, b.id, h.isi, h.versi, Object.assign({}, h.isi));
      lupakan(b);
      A.gambarUlang([b.lembar], new Set([b.isi.kegiatan]));
      return A.umumkanTetap("Baris “" + (b.isi.uraian || b.isi.rekening) + "” diubah " + (h.oleh || "orang lain") + ", jadi tidak dihapus.");
    }
    if (!h.isi) { // removed by somebody else
      b.versi = 0;
      b.dasar = null;
      b.keadaan = "konflik";
      b.bentrok = { oleh: h.oleh, isi: null, kolom: [] };
      return A.tampilBaris(b);
    }
    const dasar = b.dasar || {}, gabungan = {}, bentrok = [];
    Object.keys(h.isi).forEach((k) => {
      if (h.isi[k] === b.isi[k] || h.isi[k] === dasar[k]) return;
      if (b.isi[k] === dasar[k] || k === "urut") gabungan[k] = h.isi[k];
      else bentrok.push(k);
    });
    b.versi = h.versi;
    b.dasar = Object.assign({}, h.isi);
    b.terkirim = [];
    A.isikanTanpaLangkah(b, gabungan);
    if (bentrok.length) {
      b.keadaan = "konflik";
      b.bentrok = { oleh: h.oleh, isi: h.isi, kolom: bentrok };
    }
    rekam(b);
    A.tampilBaris(b);
  }

  /* The person has chosen between two values. */
  A.selesaikan = function (b, pilihServer) {
    const bentrok = b.bentrok;
    b.keadaan = "";
    b.bentrok = null;
    if (pilihServer && !bentrok.isi) {
      A.cabut(b);
      lupakan(b);
      return A.gambarUlang([b.lembar], new Set([b.isi.kegiatan]));
    }
    if (pilihServer) bentrok.kolom.forEach((k) => A.isikanTanpaLangkah(b, { [k]: bentrok.isi[k] }));
    A.berubah(b);
    if (b !== A.identitas) A.gambarUlang([b.lembar], new Set([b.isi.kegiatan]));
  };

  /* What a page that died, or was offline, left on this machine. */
  A.pulihkan = async function () {
    await L.simpanan.mulai();
    let banyak = 0;
    (await L.simpanan.semua()).forEach(({ tab, kunci: k, rekaman: r, milikSendiri }) => {
      const batas = k.indexOf("/"), lembar = k.slice(0, batas), id = k.slice(batas + 1);
      if (lembar === A.identitas.lembar) return pulihkanIdentitas(r, k, tab, milikSendiri) && (banyak += 1);
      if (!(lembar in A.KOLOM)) return;
      const ada = A.baris.get(id);
      if (!milikSendiri) L.simpanan.hapus(k, tab);
      if (r.hapus) {
        if (ada) { ada.versi = r.versi; A.hapusBaris(ada); banyak += 1; } else L.simpanan.hapus(k);
        return;
      }
      if (ada && A.sama(r.isi, ada.isi)) return L.simpanan.hapus(k);
      const b = ada || A.taruh(lembar, id, r.isi, r.versi, r.dasar);
      if (ada) A.isikan(ada, r.isi);
      if (ada && r.dasar) { b.versi = r.versi; b.dasar = r.dasar; }
      b.terkirim = r.terkirim || [];
      banyak += 1;
      A.berubah(b);
    });
    return banyak;
  };
  function pulihkanIdentitas(r, k, tab, milikSendiri) {
    const b = A.identitas;
    if (!milikSendiri) L.simpanan.hapus(k, tab);
    if (A.sama(r.isi, b.isi)) return L.simpanan.hapus(k) && false;
    b.versi = r.versi;
    b.dasar = r.dasar;
    b.terkirim = r.terkirim || [];
    A.isikanTanpaLangkah(b, r.isi);
    A.berubah(b);
    return true;
  }
  A.ID_IDENTITAS = IDENTITAS;

  window.addEventListener("online", () => A.jadwalkan(0));
  window.addEventListener("beforeunload", (e) => {
    if (A.hitungan().belum && !L.simpanan.tersedia) e.preventDefault();
  });
})(window.Apb, window.Lapangan);
