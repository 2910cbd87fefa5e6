/* The machine's own memory: every unsaved row and photo stays in IndexedDB until the server has it.

   A record belongs to a person, a place of work (a visit, a budget) and a tab, so that two tabs never overwrite each
   other's copy. A tab that lives holds a lock; what a dead tab left behind is taken up by the next one. */
import { uuid } from "./uuid.js";

const TUNGGU = 5000; // a database that does not open keeps nobody from saving

const judul = () => (globalThis.document?.title || "").replace(/ [–|·-] PERUT$/, "");
const namaKunci = (id) => "perut-lapangan-" + id;

/* The id that this tab keeps while it is reloaded. */
function idTab() {
  try {
    return sessionStorage.getItem("perut-tab") || uuid();
  } catch {
    return uuid(); // storage is forbidden: each page is its own tab
  }
}

/* Take the lock of `tab`; a duplicated tab brings the id of the one it was copied from and gets its own. */
async function ambilKunci(tab) {
  if (!globalThis.navigator?.locks) return tab;
  const dapat = (id) => new Promise((selesai) => {
    navigator.locks.request(namaKunci(id), { ifAvailable: true }, (kunci) => {
      selesai(Boolean(kunci));
      return kunci ? new Promise(() => {}) : undefined; // held until the page goes
    }).catch(() => selesai(true));
  });
  for (let coba = 0; coba < 3; coba += 1) {
    if (await dapat(tab)) return tab;
    await new Promise((s) => setTimeout(s, 300)); // a page being reloaded lets go in a moment
  }
  const baru = uuid();
  await dapat(baru);
  return baru;
}

async function tabHidup() {
  if (!globalThis.navigator?.locks?.query) return new Set();
  return new Set((await navigator.locks.query()).held.map((x) => x.name));
}

/* One store with the calls that are needed; in memory where the browser allows no database. */
function gudang(nama) {
  const ingatan = new Map();
  let dasar = null;
  const db = globalThis.idbKeyval;
  return {
    async buka() {
      if (!db || !globalThis.indexedDB) return false;
      let pewaktu;
      try {
        const calon = db.createStore(nama, "antrean");
        await Promise.race([db.keys(calon), new Promise((_, gagal) => { pewaktu = setTimeout(gagal, TUNGGU); })]);
        dasar = calon;
        return true;
      } catch {
        return false;
      } finally {
        clearTimeout(pewaktu);
      }
    },
    taruh: async (k, v) => (dasar ? db.set(k, v, dasar) : ingatan.set(k, v)),
    hapus: async (k) => (dasar ? db.del(k, dasar) : ingatan.delete(k)),
    /* [[key, record or null to remove], …] in one go. */
    async banyak(ubahan) {
      if (!dasar) return ubahan.forEach(([k, v]) => (v === null ? ingatan.delete(k) : ingatan.set(k, v)));
      return dasar("readwrite", (isi) => {
        ubahan.forEach(([k, v]) => (v === null ? isi.delete(k) : isi.put(v, k)));
        return db.promisifyRequest(isi.transaction);
      });
    },
    semua: async () => (dasar ? db.entries(dasar) : Array.from(ingatan.entries())),
  };
}

export class Simpanan {
  #awalan;
  #tab = idTab();
  #baris = gudang("perut-isian");
  #foto = gudang("perut-foto");
  #tertunda = new Map(); // place -> { kunci, rekaman, tab }: the newest record (null: remove) waits for the older write
  #rawan = new Set(); // keys whose newest record is not written
  #kuras = null; // the promise that all of it is written
  #buka;
  #terbuka = new Promise((selesai) => { this.#buka = selesai; });

  /* `tempat` names the place of work among those of one kind of page. */
  constructor({ pengguna, tempat }) {
    this.#awalan = pengguna + "/" + tempat + "/";
    this.tersedia = false;
    this.saatRawan = () => {}; // told whenever `rawan` has changed
  }

  /* How much of what is not sent yet lives in this page only, because the device has no room for it, or no memory. */
  get rawan() { return this.#rawan.size; }
  #tersimpan(kunci, ada) {
    const dulu = this.#rawan.size;
    if (ada) this.#rawan.delete(kunci);
    else this.#rawan.add(kunci);
    if (this.#rawan.size !== dulu) this.saatRawan();
  }

  /* Opens the memory. What it held is read before anything of this page is written over it. */
  async mulai() {
    this.#tab = await ambilKunci(this.#tab);
    try { sessionStorage.setItem("perut-tab", this.#tab); } catch { /* as above */ }
    [this.tersedia] = await Promise.all([this.#baris.buka(), this.#foto.buka()]);
    globalThis.navigator?.storage?.persist?.().catch(() => {});
    const lama = await this.sisa();
    this.#buka();
    return lama;
  }

  /* Opens it only to look: the tab's lock stays with the script that has it. */
  async intip() {
    [this.tersedia] = await Promise.all([this.#baris.buka(), this.#foto.buka()]);
    this.#buka();
  }

  /* What this tab or a dead one left for this place, the newest first: { tab, kunci, rekaman, milikSendiri }. */
  async sisa() {
    const [isi, hidup] = await Promise.all([this.#baris.semua(), tabHidup()]);
    return isi
      .filter(([k]) => k.startsWith(this.#awalan))
      .map(([k, rekaman]) => {
        const sisa = k.slice(this.#awalan.length), batas = sisa.indexOf("/"), tab = sisa.slice(0, batas);
        return { tab, kunci: sisa.slice(batas + 1), rekaman, milikSendiri: tab === this.#tab };
      })
      .filter((r) => r.milikSendiri || !hidup.has(namaKunci(r.tab)))
      .sort((a, b) => b.rekaman.waktu - a.rekaman.waktu);
  }

  #tulis(kunci, rekaman, tab) {
    this.#tertunda.set((tab || "") + "/" + kunci, { kunci, rekaman, tab });
    this.#kuras ||= this.#tuliskan();
    return this.#kuras;
  }

  /* What has gathered goes in one transaction: hundreds of pasted rows are no hundreds of writes. */
  async #tuliskan() {
    await this.#terbuka;
    while (this.#tertunda.size) {
      const ubahan = Array.from(this.#tertunda.values(), (c) => [this.#awalan + (c.tab || this.#tab) + "/" + c.kunci, c.rekaman]);
      this.#tertunda.clear();
      const sampai = (u, tertulis) => this.#tersimpan(u[0], u[1] === null || (tertulis && this.tersedia));
      try {
        await this.#baris.banyak(ubahan);
        ubahan.forEach((u) => sampai(u, true));
      } catch { // no room for all of them: as many as there is room for
        const hasil = await Promise.allSettled(ubahan.map((u) => this.#baris.banyak([u])));
        hasil.forEach((h, n) => sampai(ubahan[n], h.status === "fulfilled"));
      }
    }
    this.#kuras = null;
  }

  /* With the page it was typed on, so that its owner can be led back to it. */
  taruh(kunci, rekaman) {
    const di = globalThis.location;
    return this.#tulis(kunci, di ? { ...rekaman, alamat: di.pathname + di.search, halaman: judul() } : rekaman);
  }
  hapus(kunci, tab) { return this.#tulis(kunci, null, tab); }

  /* Keep a record apart from this tab's own, as if another tab had left it. Answers the name it was given. */
  titip(kunci, rekaman) {
    const tab = uuid();
    this.#tulis(kunci, rekaman, tab);
    return tab;
  }

  /* Throw away what is no longer needed, wherever this person left it: `syarat(place, record)`. */
  async buang(syarat) {
    const orang = this.#awalan.slice(0, this.#awalan.indexOf("/") + 1);
    const lama = (await this.#baris.semua()).filter(([k, r]) => k.startsWith(orang) && syarat(k.split("/")[1], r));
    await Promise.all(lama.map(([k]) => this.#baris.hapus(k)));
  }

  /* Everything that lies here, whoever left it: `pilih([{ kunci, orang, tempat, rekaman, foto }], this person)` answers
     { ubahan, kabar }; the changes are made to rows (photos are never changed here), and what this person is to be told
     comes back. */
  async sapu(pilih) {
    const satu = ([kunci, rekaman], foto) => {
      const [orang, tempat] = kunci.split("/");
      return { kunci, orang, tempat, rekaman, foto };
    };
    // Of a photo that was kept before this was noted, only is known when it was taken.
    const foto = (await this.#foto.semua()).map(([k, r]) => satu([k, { waktu: r.ditaruh ?? Date.parse(r.waktu), alamat: r.alamat }], true));
    const semua = (await this.#baris.semua()).map((b) => satu(b, false)).concat(foto);
    const { ubahan, kabar } = pilih(semua, this.#awalan.slice(0, this.#awalan.indexOf("/")));
    if (ubahan.length) await this.#baris.banyak(ubahan);
    return kabar;
  }

  /* Everything of this person, wherever it was left: { kunci, tempat, hidup, rekaman, foto }. */
  async milik() {
    const orang = this.#awalan.slice(0, this.#awalan.indexOf("/") + 1), hidup = await tabHidup();
    const satu = (foto) => ([kunci, rekaman]) => {
      const [, tempat, tab] = kunci.split("/");
      return { kunci, tempat, rekaman, foto, hidup: !foto && tab !== this.#tab && hidup.has(namaKunci(tab)) };
    };
    const [isi, foto] = await Promise.all([this.#baris.semua(), this.#foto.semua()]);
    const sendiri = ([k]) => k.startsWith(orang);
    return isi.filter(sendiri).map(satu(false)).concat(foto.filter(sendiri).map(satu(true)));
  }

  /* Let go of these records ({ kunci: the whole key, waktu }), save those that were written again since. */
  async lepas(daftar) {
    const kini = new Map(await this.#baris.semua());
    await this.#baris.banyak(daftar.filter((b) => kini.get(b.kunci)?.waktu <= b.waktu).map((b) => [b.kunci, null]));
  }
  lepasFoto(kunci) { return this.#foto.hapus(kunci); }

  /* Settles when everything said so far is written. */
  async tenang() {
    await this.#kuras;
    return true;
  }

  // Photos are sent by any tab: the same id twice is one photo.
  // With the page it was added on, and since when it waits.
  async taruhFoto(id, rekaman) {
    const di = globalThis.location;
    const asal = di ? { alamat: di.pathname + di.search, halaman: judul() } : { alamat: rekaman.alamat };
    try {
      await this.#foto.taruh(this.#awalan + id, { ...rekaman, ...asal, ditaruh: rekaman.ditaruh ?? Date.now() });
      this.#tersimpan("foto/" + id, this.tersedia);
    } catch {
      this.#tersimpan("foto/" + id, false);
    }
  }
  hapusFoto(id) {
    this.#tersimpan("foto/" + id, true);
    return this.#foto.hapus(this.#awalan + id);
  }
  async semuaFoto() {
    return (await this.#foto.semua()).filter(([k]) => k.startsWith(this.#awalan)).map(([, v]) => v);
  }
}
