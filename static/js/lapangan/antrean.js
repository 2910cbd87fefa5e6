/* The queue of rows: each is kept on the phone from the first keystroke and sent until the server has it.
   Saves of one row go one after the other; answers are those of the saving contract (dasar/simpan.py). */
(function (L) {
  "use strict";
  const JEDA_KETIK = 700, JEDA_PILIH = 60, BERSAMAAN = 2;
  const data = L.akar.dataset;
  const semua = new Map();
  let berjalan = 0;
  L.barisBaris = semua;
  L.halangan = null; // a sentence when nothing can be sent at all (locked, logged out)

  L.daftarkan = function (el) {
    L.pasang(el);
    const b = {
      el: el,
      jenis: el.dataset.jenis,
      id: el.dataset.id,
      kunci: el.dataset.jenis + "/" + el.dataset.id,
      versi: Number(el.dataset.versi),
      tombol: el.querySelector("button.orang"),
      dasar: L.kumpul(el),
      terkirim: [],
      hapus: false,
      coba: 0,
      keadaan: "bersih",
    };
    b.diServer = b.tombol ? ditekan(b) : true;
    semua.set(b.kunci, b);
    el.baris = b;
    return b;
  };

  const ditekan = (b) => b.tombol.getAttribute("aria-pressed") === "true";
  const kotor = (L.kotor = (b) =>
    b.tombol ? ditekan(b) !== b.diServer : b.hapus || !L.identik(L.kumpul(b.el), b.dasar));
  const inginHapus = (b) => b.hapus || (b.tombol && !ditekan(b));

  function rekam(b) {
    return L.simpanan.taruh(b.kunci, {
      isi: L.kumpul(b.el),
      hapus: Boolean(inginHapus(b)),
      versi: b.versi,
      dasar: b.dasar,
      terkirim: b.terkirim,
      diServer: b.diServer,
      waktu: Date.now(),
    });
  }

  function bersih(b) {
    b.keadaan = "bersih";
    b.coba = 0;
    b.terkirim = [];
    L.simpanan.hapus(b.kunci);
    L.tanda(b.el, "");
  }

  /* Something was typed or tapped. `segera`: a choice, or the cursor left the field. */
  L.ubah = function (b, segera) {
    if (!kotor(b)) {
      if (!b.sedang && !b.beku) bersih(b);
    } else {
      if (b.keadaan !== "konflik") b.keadaan = "menunggu";
      L.belumTersimpan();
      rekam(b);
      jadwalkan(b, segera ? JEDA_PILIH : JEDA_KETIK);
    }
    L.perbarui();
  };

  function jadwalkan(b, jeda) {
    clearTimeout(b.pewaktu);
    b.pewaktu = setTimeout(() => kirim(b), jeda);
  }

  L.kirimSemua = function () {
    semua.forEach((b) => {
      if (kotor(b) && b.keadaan !== "galat") {
        clearTimeout(b.pewaktu);
        kirim(b);
      }
    });
  };

  /* The row of this key while the server does not have it yet; what hangs on it waits. (`data-ada`: the server
     has it though nobody has saved it, so that its version is 0.) */
  L.induk = function (kunci) {
    const b = kunci && semua.get(kunci);
    return b && b.versi === 0 && !b.el.hasAttribute("data-ada") ? b : null;
  };

  async function kirim(b) {
    if (b.sedang || b.beku || b.tunda || L.halangan === "terkunci" || !kotor(b)) return;
    const hapus = inginHapus(b);
    const belumAda = b.versi === 0 && !b.el.hasAttribute("data-ada");
    if (hapus && belumAda && b.terkirim.length === 0) return buang(b);
    if (!hapus && belumAda) {
      const kurang = L.wajibKosong(b.el);
      if (kurang.length) {
        b.keadaan = "belum_lengkap";
        L.tanda(b.el, "Belum tersimpan. " + kurang.join(" "), "perlu");
        return L.perbarui();
      }
    }
    const induk = L.induk(b.el.dataset.menunggu);
    if (induk) { // sent as soon as the row that it hangs on is there
      b.keadaan = induk.keadaan === "belum_lengkap" ? "belum_lengkap" : "menunggu";
      return L.perbarui();
    }
    if (berjalan >= BERSAMAAN) return jadwalkan(b, 120);

    b.sedang = true;
    berjalan += 1;
    if (b.coba === 0) b.keadaan = "menyimpan";
    L.perbarui();
    const isi = L.kumpul(b.el);
    b.terkirim = b.terkirim.concat([isi]).slice(-8);
    await rekam(b); // so that a page that dies now knows what it may have sent
    let jawaban;
    try {
      jawaban = await L.minta(alamat(b), hapus ? { versi: b.versi, hapus: true } : { versi: b.versi, isi: isi });
    } catch (_) {
      jawaban = { kode: 0 };
    }
    b.sedang = false;
    berjalan -= 1;
    terima(b, jawaban, isi, hapus);
    L.perbarui();
  }

  function alamat(b) {
    if (b.el.dataset.url) return b.el.dataset.url;
    return data.urlBaris.replace("JENIS", b.jenis).replace(L.NOL, b.id);
  }

  function terima(b, jawaban, isi, hapus) {
    const d = jawaban.data;
    if (d && L.halangan && L.halangan !== "terkunci") L.angkatHalangan();
    if (jawaban.kode === 200 && d) return tersimpan(b, d, isi, hapus);
    if (jawaban.kode === 409 && d) return konflik(b, d, hapus);
    if (jawaban.kode === 422 && d) {
      b.coba = 0;
      b.terkirim.pop();
      if (b.hapus) { b.hapus = false; b.el.hidden = false; }
      if (b.tombol) { // e.g. another phone typed the same person in by hand
        b.tombol.setAttribute("aria-pressed", String(b.diServer));
        bersih(b);
        return L.umumkan(Object.values(d.kesalahan).flat().join(" "), "kesalahan-hadir");
      }
      b.keadaan = "galat";
      b.bergalat = true;
      rekam(b);
      L.tampilGalat(b.el, d.kesalahan);
      return L.tanda(b.el, "Belum tersimpan. Perbaiki yang ditandai.", "perlu");
    }
    if (jawaban.kode === 302) return ulang(b, L.hentikan("sesi"));
    if (jawaban.kode === 403 && !d) return ulang(b, L.hentikan("halaman"));
    if (jawaban.kode === 403 || jawaban.kode === 404) {
      b.keadaan = "menunggu";
      return L.hentikan("terkunci", d ? d.pesan : data.sebutan + " ini tidak ditemukan lagi.");
    }
    if ([400, 413].includes(jawaban.kode)) {
      b.keadaan = "galat";
      b.bergalat = true;
      return L.tampilGalat(b.el, { __all__: [d ? d.pesan : "Kiriman ini ditolak. Muat ulang halaman."] });
    }
    ulang(b); // no network, a proxy's page, or the server is down for a moment
  }

  function ulang(b) {
    b.keadaan = "mencoba";
    b.coba += 1;
    jadwalkan(b, Math.min(30000, 1000 * 2 ** Math.min(b.coba, 5)) * (0.85 + Math.random() * 0.3));
  }

  function tersimpan(b, d, isi, hapus) {
    b.coba = 0;
    b.terkirim = [];
    if (b.bergalat) L.bersihkanGalat(b.el); // hints that are not errors stay
    b.bergalat = false;
    const baru = b.versi === 0 && !hapus;
    b.versi = hapus ? 0 : d.versi;
    if (baru) { // what waited for it
      setTimeout(L.kirimSemua, JEDA_PILIH);
      setTimeout(L.kirimFoto, JEDA_PILIH);
    }
    if (b.tombol) b.diServer = !hapus;
    else if (hapus) return buang(b);
    b.dasar = isi;
    L.adaYangTersimpan();
    if (!kotor(b)) return bersih(b);
    b.keadaan = "menunggu";
    rekam(b);
    jadwalkan(b, JEDA_PILIH);
  }

  function buang(b) {
    clearTimeout(b.pewaktu);
    bersih(b);
    if (b.tombol) {
      b.diServer = false;
    } else {
      semua.delete(b.kunci);
      const bungkus = b.el.hasAttribute("data-berbungkus") ? b.el.closest("[data-bungkus]") : b.el;
      bungkus.querySelectorAll(".baris").forEach((n) => { // what came and goes with it
        if (!semua.has(n.baris.kunci)) return;
        if (n.baris.jenis === "foto") L.buangFoto(n.baris.id);
        bersih(n.baris);
        semua.delete(n.baris.kunci);
      });
      bungkus.remove();
    }
    L.adaYangTersimpan();
    L.perbarui();
  }

  function ikuti(b, d) {
    b.versi = d.versi;
    b.dasar = Object.assign({}, b.dasar, d.isi);
    Object.keys(b.dasar).forEach((k) => { if (!(k in L.kumpul(b.el))) delete b.dasar[k]; });
    b.terkirim = [];
    b.coba = 0;
  }

  function kirimLagi(b) {
    b.keadaan = "menunggu";
    rekam(b);
    if (kotor(b)) jadwalkan(b, JEDA_PILIH);
    else bersih(b);
    L.perbarui();
  }

  function konflik(b, d, hapus) {
    const sendiri = d.isi && b.terkirim.some((t) => L.sama(t, d.isi));
    if (b.tombol) { // presence has two values: the last tap counts
      b.versi = d.isi ? d.versi : 0;
      return kirimLagi(b);
    }
    if (sendiri || (hapus && d.isi && L.sama(b.dasar, d.isi))) {
      ikuti(b, d); // our own save, whose answer was lost on the way
      return kirimLagi(b);
    }
    if (d.isi && !hapus) {
      const g = L.gabungkan(b, d.isi);
      if (!g.bentrok.length) {
        L.terapkan(b.el, g.ambil);
        ikuti(b, d);
        L.tanda(b.el, "Digabung dengan isian " + (d.oleh || "orang lain") + ".");
        return kirimLagi(b);
      }
      return tanya(b, d, g.bentrok, g.ambil);
    }
    tanya(b, d, [], {});
  }

  function tanya(b, d, bentrok, ambil) {
    b.keadaan = "konflik";
    b.terkirim = [];
    rekam(b);
    L.tampilKonflik(b, d, bentrok, (pilihan, keduanya) => {
      if (pilihan === "hapus") return buang(b);
      if (d.isi) ikuti(b, d);
      else { b.versi = 0; b.dasar = {}; Object.keys(L.kumpul(b.el)).forEach((k) => { b.dasar[k] = ""; }); }
      if (pilihan === "server") {
        b.hapus = false;
        b.el.hidden = false;
        L.terapkan(b.el, d.isi);
        b.dasar = L.kumpul(b.el);
      } else {
        L.terapkan(b.el, Object.assign({}, ambil, keduanya || {}));
        if (b.hapus) b.el.hidden = true;
      }
      L.bersihkanGalat(b.el);
      kirimLagi(b);
    });
  }

  /* Put a record of the phone's memory back into its row and go on sending. */
  L.pulihkan = function (b, r) {
    if (b.tombol) {
      const hadir = !r.hapus;
      if (hadir === b.diServer) return false;
      b.tombol.setAttribute("aria-pressed", String(hadir));
    } else if (r.hapus) {
      b.hapus = true;
      b.el.hidden = true;
    } else {
      if (L.sama(r.isi, L.kumpul(b.el))) return false;
      L.terapkan(b.el, r.isi);
    }
    b.versi = r.versi;
    b.dasar = r.dasar;
    b.terkirim = r.terkirim || [];
    L.ubah(b, true);
    return true;
  };
})(window.Lapangan);
