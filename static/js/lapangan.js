/* A page in the field: starts it and shows whether everything is saved. */
(function (L) {
  "use strict";
  const akar = L.akar;
  const keadaan = document.getElementById("keadaan");
  const pengumuman = document.getElementById("pengumuman");
  let mengajukan = false;
  let pewaktuTersimpan = null;

  /* --- the state of saving ---------------------------------------------------------------------- */
  function hitung() {
    const h = { belum: 0, menyimpan: 0, mencoba: 0, galat: 0, konflik: 0, belum_lengkap: 0 };
    L.barisBaris.forEach((b) => {
      if (!L.kotor(b) && !b.sedang && b.keadaan !== "konflik") return;
      h.belum += 1;
      if (b.keadaan in h) h[b.keadaan] += 1;
    });
    h.foto = L.fotoBelum();
    h.galat += L.fotoGagal();
    return h;
  }

  function kalimat(h) {
    const semua = h.belum + h.foto;
    if (L.halangan === "terkunci") return ["terkunci", "Terkunci"];
    if (L.halangan === "sesi") return ["gagal", "Sesi berakhir"];
    if (L.halangan === "halaman") return ["gagal", "Muat ulang halaman"];
    if (!navigator.onLine) return ["luring", semua ? "Luring – " + semua + " di telepon ini" : "Luring"];
    if (h.konflik) return ["perlu", "Pilih isian (" + h.konflik + ")"];
    if (h.mencoba) return ["gagal", "Belum tersimpan – mencoba lagi (" + h.mencoba + ")"];
    if (h.galat) return ["perlu", "Perlu diperbaiki (" + h.galat + ")"];
    if (h.foto) return ["menyimpan", "Mengirim foto (" + h.foto + ")"];
    if (h.belum > h.belum_lengkap) return ["menyimpan", "Menyimpan…"];
    if (h.belum_lengkap) return ["perlu", "Belum lengkap (" + h.belum_lengkap + ")"];
    return ["tersimpan", "Semua tersimpan"];
  }

  let pewaktuKeadaan = null;
  L.perbarui = function () {
    const tampil = () => {
      pewaktuKeadaan = null;
      const [jenis, teks] = kalimat(hitung());
      keadaan.dataset.keadaan = jenis;
      if (keadaan.textContent !== teks) keadaan.textContent = teks;
      L.hitungSemua();
    };
    if (pewaktuKeadaan === null) pewaktuKeadaan = setTimeout(tampil, 50);
  };

  /* Said at once: between a keystroke and the next count the page must not claim that all is saved. */
  L.belumTersimpan = function () {
    if (keadaan.dataset.keadaan !== "tersimpan") return;
    keadaan.dataset.keadaan = "menyimpan";
    keadaan.textContent = "Menyimpan…";
  };

  L.adaYangTersimpan = function () {
    clearTimeout(pewaktuTersimpan);
    pewaktuTersimpan = setTimeout(() => {
      if (hitung().belum) return L.adaYangTersimpan();
      document.body.dispatchEvent(new CustomEvent("perut:tersimpan"));
    }, 900);
  };

  /* --- announcements ------------------------------------------------------------------------------ */
  L.umumkan = function (teks, kunci, tautan) {
    const lama = pengumuman.querySelector('[data-kunci="' + kunci + '"]');
    if (lama) lama.remove();
    const p = L.buat("div", "alert alert-warning", teks + " ");
    p.dataset.kunci = kunci;
    if (tautan) {
      const a = L.buat("a", "alert-link", tautan.teks);
      a.href = tautan.url;
      if (tautan.baru) a.target = "_blank";
      p.append(a);
    } else {
      const tutup = L.buat("button", "btn btn-link", "Tutup");
      tutup.addEventListener("click", () => p.remove());
      p.append(tutup);
    }
    pengumuman.append(p);
  };

  const TETAP = "Isian Anda tetap tersimpan di telepon ini.";
  L.hentikan = function (sebab, pesan) {
    if (sebab === "sesi" || (sebab === "halaman" && !document.cookie.includes("csrftoken="))) {
      sebab = "sesi";
      L.umumkan("Sesi berakhir, masuk lagi; isian Anda tetap tersimpan di telepon ini.", "sesi", {
        teks: "Masuk lagi",
        url: akar.dataset.urlMasuk + "?next=" + encodeURIComponent(location.pathname),
      });
    } else if (sebab === "halaman") {
      L.umumkan("Halaman ini perlu dimuat ulang. " + TETAP, "halaman", { teks: "Muat ulang", url: location.href });
    } else {
      L.umumkan((pesan || "Isian ini tidak dapat disimpan lagi.") + " " + TETAP, "terkunci", {
        teks: "Lihat " + akar.dataset.sebutan.toLowerCase(),
        url: akar.querySelector(".lapangan-kembali").href,
        baru: true,
      });
    }
    L.halangan = sebab;
    L.perbarui();
  };

  L.angkatHalangan = function () {
    L.halangan = null;
    pengumuman.querySelectorAll('[data-kunci="sesi"], [data-kunci="halaman"]').forEach((p) => p.remove());
  };

  /* --- events ------------------------------------------------------------------------------------- */
  const barisDari = (n) => {
    const el = n.closest(".baris");
    return el && n.dataset.kolom ? el.baris : null;
  };

  function saatMengetik(p) {
    const b = barisDari(p.target);
    if (!b) return;
    L.bersihkanGalat(b.el, p.target.dataset.kolom);
    L.bersihkanGalat(b.el, "__all__");
    if (b.keadaan === "belum_lengkap" || b.keadaan === "galat") L.tanda(b.el, "");
    if (p.target.tagName === "TEXTAREA") L.tinggikan(p.target);
    if (p.target.type === "radio") L.segarkan(b.el);
    L.ubah(b, p.type === "change");
  }
  akar.addEventListener("input", saatMengetik);
  akar.addEventListener("change", saatMengetik);
  document.getElementById("isian").addEventListener("submit", (p) => p.preventDefault());

  function sekarang() {
    L.kirimSemua();
    L.kirimFoto();
    L.perbarui();
  }
  window.addEventListener("online", sekarang);
  window.addEventListener("offline", L.perbarui);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") L.selesaikanHapus();
    sekarang();
  });

  window.addEventListener("beforeunload", (p) => {
    const h = hitung();
    if (mengajukan || (!h.belum && !h.foto)) return;
    L.selesaikanHapus();
    L.kirimSemua();
    p.preventDefault();
    p.returnValue = "";
  });

  // Handing in waits for what is still only on this phone.
  document.addEventListener("submit", (p) => {
    if (p.target.id !== "form-ajukan") return;
    L.selesaikanHapus();
    const h = hitung();
    if (!h.belum && !h.foto) {
      mengajukan = true;
      return;
    }
    p.preventDefault();
    p.stopImmediatePropagation();
    L.kirimSemua();
    const n = document.getElementById("halangan-telepon");
    n.hidden = false;
    n.textContent = "Masih ada " + (h.belum + h.foto) + " isian yang belum tersimpan di server (" + kalimat(h)[1].toLowerCase() + "). Tunggu sampai “Semua tersimpan”, lalu ajukan lagi.";
  }, true);

  L.urutPulih = L.urutPulih || ((rekaman) => rekaman); // rows before those that hang on them

  /* --- start --------------------------------------------------------------------------------------- */
  async function mulai() {
    akar.querySelectorAll(".baris").forEach((el) => L.daftarkan(el));
    akar.dataset.siap = "0";
    await L.simpanan.mulai();
    if (!L.simpanan.tersedia) {
      L.umumkan("Peramban ini tidak dapat menyimpan isian di telepon. Jangan tutup halaman sebelum tertulis “Semua tersimpan”.", "gudang");
    }
    let dipulihkan = 0;
    const sudah = new Set();
    const rekaman = L.urutPulih(await L.simpanan.semua());
    const keterangan = (r) => r.kunci.startsWith("foto/"); // a caption needs its photo, a photo the row that it is beside
    for (const r of [...rekaman.filter((x) => !keterangan(x)), null, ...rekaman.filter(keterangan)]) {
      if (r === null) { await L.pulihkanFoto(); continue; }
      if (sudah.has(r.kunci)) continue; // an older copy waits for the next time, then shows as a conflict
      sudah.add(r.kunci);
      const batas = r.kunci.indexOf("/");
      const jenis = r.kunci.slice(0, batas), id = r.kunci.slice(batas + 1);
      const b = L.barisBaris.get(r.kunci) || (r.rekaman.hapus ? null : L.tambahBaris(jenis, id, r.rekaman.isi));
      if (b && L.pulihkan(b, r.rekaman)) dipulihkan += 1;
      else if (b || r.rekaman.hapus) L.simpanan.hapus(r.kunci);
      else continue; // its place is not on this page; keep it
      if (!r.milikSendiri) L.simpanan.hapus(r.kunci, r.tab);
    }
    if (dipulihkan) L.umumkan(dipulihkan + " isian yang belum terkirim dipulihkan dari telepon ini.", "pulih");
    L.barisBaris.forEach((b) => { if (L.kotor(b)) L.ubah(b, true); }); // typed while we were starting
    akar.dataset.siap = "1";
    L.perbarui();
  }
  mulai();
})(window.Lapangan);
