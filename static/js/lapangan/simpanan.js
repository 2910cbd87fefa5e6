/* The phone's own memory: every unsaved row and photo stays in IndexedDB until the server has it.

   A record belongs to a person, a place of work (a visit, a monitoring) and a tab, so that two tabs never overwrite each other's
   copy. A tab that lives holds a lock; what a dead tab left behind is taken up by the next one. */
(function () {
  "use strict";
  const akar = document.getElementById("lapangan");
  const L = (window.Lapangan = { akar: akar, NOL: "00000000-0000-0000-0000-000000000000" });
  const awalan = akar.dataset.pengguna + "/" + akar.dataset.tempat + "/";

  L.uuid = function () {
    if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
    const b = new Uint8Array(16); // plain http on an office network has no randomUUID
    crypto.getRandomValues(b);
    b[6] = (b[6] & 0x0f) | 0x40;
    b[8] = (b[8] & 0x3f) | 0x80;
    const h = Array.from(b, (n) => n.toString(16).padStart(2, "0")).join("");
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
  };

  let tab = L.uuid();
  try {
    tab = sessionStorage.getItem("perut-tab") || tab;
  } catch (_) { /* storage is forbidden: each page is its own tab */ }

  const namaKunci = (id) => "perut-lapangan-" + id;

  /* Take this tab's lock; a duplicated tab brings the id of the one it was copied from and gets its own. */
  function ambilKunci() {
    if (!navigator.locks) return Promise.resolve();
    return new Promise((selesai) => {
      function coba(sisa) {
        navigator.locks.request(namaKunci(tab), { ifAvailable: true }, (kunci) => {
          if (kunci) {
            selesai();
            return new Promise(() => {}); // held until the page goes
          }
          if (sisa === 0) tab = L.uuid();
          setTimeout(() => coba(sisa - 1), sisa > 0 ? 300 : 0); // a page being reloaded lets go in a moment
          return undefined;
        }).catch(() => selesai());
      }
      coba(2);
    }).then(() => {
      try { sessionStorage.setItem("perut-tab", tab); } catch (_) { /* as above */ }
    });
  }

  function tabHidup() {
    if (!navigator.locks || !navigator.locks.query) return Promise.resolve(new Set());
    return navigator.locks.query().then((k) => new Set(k.held.map((x) => x.name)));
  }

  /* One store with the five calls that are needed; in memory where the browser allows no database. */
  function gudang(nama) {
    const ingatan = new Map();
    let dasar = null;
    const lewat = (f, g) => (dasar === null ? Promise.resolve(g()) : f());
    return {
      buka() {
        if (!window.idbKeyval || !window.indexedDB) return Promise.resolve(false);
        const calon = idbKeyval.createStore(nama, "antrean");
        return idbKeyval.keys(calon).then(() => { dasar = calon; return true; }, () => false);
      },
      taruh: (k, v) => lewat(() => idbKeyval.set(k, v, dasar), () => ingatan.set(k, v)),
      hapus: (k) => lewat(() => idbKeyval.del(k, dasar), () => ingatan.delete(k)),
      semua: () => lewat(() => idbKeyval.entries(dasar), () => Array.from(ingatan.entries())),
    };
  }

  const barisBaris = gudang("perut-isian");
  const fotoFoto = gudang("perut-foto");
  const tertunda = new Map(); // key -> newest record (null: remove), while an older write is running

  function tulis(kunci, rekaman) {
    const berjalan = tertunda.has(kunci);
    let catatan = tertunda.get(kunci);
    if (!berjalan) {
      catatan = { janji: null, nilai: undefined };
      tertunda.set(kunci, catatan);
    }
    catatan.nilai = rekaman;
    if (!berjalan) {
      catatan.janji = (async function () {
        while (catatan.nilai !== undefined) {
          const nilai = catatan.nilai;
          catatan.nilai = undefined;
          try {
            await (nilai === null ? barisBaris.hapus(kunci) : barisBaris.taruh(kunci, nilai));
          } catch (galat) {
            L.simpanan.penuh = true; // quota: the row still lives in the page and is being sent
          }
        }
        tertunda.delete(kunci);
      })();
    }
    return catatan.janji;
  }

  const kunciBaris = (kunci, punya) => awalan + (punya || tab) + "/" + kunci;

  L.simpanan = {
    penuh: false,
    tersedia: false,
    async mulai() {
      await ambilKunci();
      const [a] = await Promise.all([barisBaris.buka(), fotoFoto.buka()]);
      this.tersedia = a;
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    },
    taruh: (kunci, rekaman) => tulis(kunciBaris(kunci), rekaman),
    /* Settles when everything said so far is written. */
    tenang: () => Promise.all(Array.from(tertunda.values(), (c) => c.janji)).then(() => true),
    hapus: (kunci, punya) => tulis(kunciBaris(kunci, punya), null),
    /* What this tab or a dead one left for this place of work, the newest first. */
    async semua() {
      const [isi, hidup] = await Promise.all([barisBaris.semua(), tabHidup()]);
      return isi
        .filter(([k]) => k.startsWith(awalan))
        .map(([k, rekaman]) => {
          const sisa = k.slice(awalan.length);
          const batas = sisa.indexOf("/");
          return { tab: sisa.slice(0, batas), kunci: sisa.slice(batas + 1), rekaman: rekaman };
        })
        .filter((r) => r.tab === tab || !hidup.has(namaKunci(r.tab)))
        .map((r) => Object.assign(r, { milikSendiri: r.tab === tab }))
        .sort((a, b) => b.rekaman.waktu - a.rekaman.waktu);
    },
    // Photos are sent by any tab: the same id twice is one photo.
    taruhFoto: (id, rekaman) => fotoFoto.taruh(awalan + id, rekaman),
    hapusFoto: (id) => fotoFoto.hapus(awalan + id),
    semuaFoto: () => fotoFoto.semua().then((isi) => isi.filter(([k]) => k.startsWith(awalan)).map(([, v]) => v)),
  };
})();
