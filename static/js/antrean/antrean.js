/* The queue of rows, one for every page that saves by itself: a row is kept on this machine from the first keystroke
   and sent until the server has it. Saves of one row go one after the other; answers are those of the saving contract
   (dasar/simpan.py). What a row looks like is the page's own business; see README.md for what it must answer. */
import { gabung, identik, sama } from "./gabung.js";
import { Jadwal } from "./jadwal.js";

const MUNDUR_MAKS = 30000, INGAT = 8;

export class Antrean {
  #jadwal = new Jadwal(() => this.#jalankan());
  #berjalan = 0;
  #pendengar = new Map();

  /* `kirimkan(daftar)` sends [{ b, versi, isi, hapus }] and answers { hasil: [one for each] } or { kode, pesan, keadaan }.
     `sekaliKirim`: rows in one request; `serentak`: requests at a time. */
  constructor({ simpanan, halaman, kirimkan, sekaliKirim = 1, serentak = 2, jedaKetik = 700, jedaPilih = 60, mundur = 1000 }) {
    Object.assign(this, { simpanan, halaman, kirimkan, sekaliKirim, serentak, jedaKetik, jedaPilih, mundur });
    this.semua = new Map(); // key -> row
    this.halangan = ""; // why nothing can be sent at all: "terkunci", "sesi", "akun", "halaman"
  }

  /* pada("berubah" | "belum" | "tersimpan" | "lahir" | "halangan", f) */
  pada(kejadian, f) {
    this.#pendengar.set(kejadian, [...(this.#pendengar.get(kejadian) || []), f]);
  }
  #kabarkan(kejadian, ...isi) {
    (this.#pendengar.get(kejadian) || []).forEach((f) => f(...isi));
  }

  /* A row of the page: { kunci, versi, dasar } and whatever the page keeps with it. `dasar` is what the server has,
     null for nothing. `saklar` ({ nyala, ubah }): the row is either there or not, and has no other content. */
  daftarkan(b) {
    Object.assign(b, { terkirim: [], hapus: false, coba: 0, keadaan: "bersih", waktu: 0, susulan: [] });
    if (b.saklar) b.diServer = b.saklar.nyala();
    this.semua.set(b.kunci, b);
    return b;
  }

  kotor(b) {
    return b.saklar ? b.saklar.nyala() !== b.diServer : b.hapus || this.halaman.kotor(b);
  }
  #inginHapus(b) {
    return b.saklar ? !b.saklar.nyala() : b.hapus;
  }

  hitung() {
    const h = { belum: 0, menunggu: 0, menyimpan: 0, mencoba: 0, galat: 0, konflik: 0, belum_lengkap: 0 };
    this.semua.forEach((b) => {
      if (!b.sedang && b.keadaan !== "konflik" && !this.kotor(b)) return;
      h.belum += 1;
      if (b.keadaan in h) h[b.keadaan] += 1;
    });
    return h;
  }

  /* --- keeping ------------------------------------------------------------------------------------- */
  #rekam(b) {
    return this.simpanan.taruh(b.kunci, {
      isi: this.halaman.isi(b), hapus: this.#inginHapus(b), versi: b.versi, dasar: b.dasar, terkirim: b.terkirim,
      waktu: b.waktu || Date.now(), ...this.halaman.tertulis?.(b),
    });
  }

  #bersih(b) {
    this.#jadwal.buang(b);
    b.keadaan = "bersih";
    b.coba = 0;
    b.terkirim = [];
    this.simpanan.hapus(b.kunci);
    this.halaman.tampil(b);
  }

  /* Something was typed or tapped in this row. */
  ubah(b, jeda = this.jedaKetik) {
    b.waktu = Date.now();
    this.#lanjutkan(b, jeda);
  }

  #lanjutkan(b, jeda) {
    if (this.kotor(b)) {
      if (b.keadaan !== "konflik") b.keadaan = this.#kurang(b).length ? "belum_lengkap" : "menunggu";
      this.#kabarkan("belum", b);
      this.#rekam(b);
      this.jadwalkan(b, jeda);
    } else if (!b.sedang && !b.beku) {
      this.#bersih(b);
      this.#susulkan(b);
    }
    this.#kabarkan("berubah", b);
  }

  #kurang(b) {
    return this.#inginHapus(b) ? [] : this.halaman.kurang(b);
  }

  /* --- sending ------------------------------------------------------------------------------------- */
  jadwalkan(b, jeda) { this.#jadwal.taruh(b, jeda); }

  /* Everything that is not saved is tried at once, as when the signal has come back. */
  kirimSemua() {
    this.semua.forEach((b) => { if (b.keadaan !== "galat" && this.kotor(b)) this.jadwalkan(b, 0); });
  }

  #jalankan() {
    while (this.#berjalan < this.serentak && this.halangan !== "terkunci") {
      const daftar = this.#jadwal.ambil(this.sekaliKirim, (b) => this.#siap(b));
      if (!daftar.length) break;
      this.#kirim(daftar);
    }
    this.#jadwal.tidur(this.#berjalan >= this.serentak || this.halangan === "terkunci");
    this.#kabarkan("berubah");
  }

  #siap(b) {
    if (b.sedang || b.beku || b.tunda || b.keadaan === "galat" || !this.kotor(b)) return false;
    if (this.#inginHapus(b) && !this.halaman.ada(b) && !b.terkirim.length) {
      this.#buang(b);
      return false;
    }
    const kurang = this.#kurang(b);
    if (kurang.length) {
      b.keadaan = "belum_lengkap";
      this.halaman.tampil(b, kurang);
      return false;
    }
    const tertahan = this.halaman.tertahan(b); // sent as soon as the row that it hangs on is there
    if (tertahan) b.keadaan = tertahan;
    return !tertahan;
  }

  async #kirim(baris) {
    this.#berjalan += 1;
    const daftar = baris.map((b) => {
      const hapus = this.#inginHapus(b), isi = { ...this.halaman.isi(b) };
      b.sedang = true;
      if (b.coba === 0) b.keadaan = "menyimpan";
      if (!hapus) b.terkirim = b.terkirim.concat([isi]).slice(-INGAT);
      return { b, versi: b.versi, isi, hapus };
    });
    await Promise.all(baris.map((b) => this.#rekam(b))); // so that a page that dies now knows what it may have sent
    let jawaban;
    try {
      jawaban = await this.kirimkan(daftar);
    } catch {
      jawaban = { kode: 0 };
    }
    this.#berjalan -= 1;
    baris.forEach((b) => { b.sedang = false; });
    if (jawaban.hasil) {
      if (this.halangan && this.halangan !== "terkunci") this.hentikan("");
      daftar.forEach((d, n) => this.#terima(d, jawaban.hasil[n]));
    } else {
      this.#gagal(daftar, jawaban);
    }
    this.#jalankan();
  }

  hentikan(sebab, pesan) {
    this.halangan = sebab;
    this.#kabarkan("halangan", sebab, pesan);
  }

  #gagal(daftar, { kode, pesan, keadaan }) {
    if (keadaan === "akun_lain") { // it goes on by itself once its owner has signed in again
      this.hentikan("akun", pesan);
      return daftar.forEach(({ b }) => this.#ulang(b));
    }
    if (kode === 404 || (kode === 403 && pesan)) {
      daftar.forEach(({ b }) => { b.keadaan = "menunggu"; });
      return this.hentikan("terkunci", pesan);
    }
    if (kode === 302) this.hentikan("sesi");
    if (kode === 403) this.hentikan("halaman");
    if (![400, 413].includes(kode)) return daftar.forEach(({ b }) => this.#ulang(b)); // no network, a proxy's page, the server is down
    if (daftar.length > 1) { // one row that cannot be read keeps no other from being saved
      return daftar.forEach(({ b }) => { b.sendirian = true; this.jadwalkan(b, 0); });
    }
    this.#tidakSah(daftar[0], { __all__: [pesan || "Kiriman ini ditolak. Muat ulang halaman."] });
  }

  #ulang(b) {
    b.keadaan = "mencoba";
    b.coba += 1;
    this.jadwalkan(b, Math.min(MUNDUR_MAKS, this.mundur * 2 ** Math.min(b.coba, 5)) * (0.85 + Math.random() * 0.3));
  }

  /* --- answers ------------------------------------------------------------------------------------- */
  #terima(d, h) {
    d.b.coba = 0;
    d.b.sendirian = false;
    if (h.keadaan === "tersimpan") return this.#tersimpan(d, h);
    if (h.keadaan === "konflik") return this.#konflik(d, h);
    this.#tidakSah(d, h.kesalahan);
  }

  #tidakSah({ b, isi, hapus }, kesalahan) {
    if (!hapus) b.terkirim.pop();
    b.coba = 0;
    if (b.saklar) { // e.g. another phone typed the same person in by hand
      b.saklar.ubah(b.diServer);
      this.#bersih(b);
      return this.halaman.tidakSah(b, kesalahan);
    }
    b.keadaan = "galat";
    if (b.hapus) {
      b.hapus = false;
      this.halaman.munculkan(b);
    }
    this.#rekam(b);
    this.halaman.tidakSah(b, kesalahan);
    if (hapus || identik(isi, this.halaman.isi(b))) return;
    b.keadaan = "menunggu"; // typing has gone on: that may be the mending
    this.jadwalkan(b, this.jedaKetik);
  }

  #tersimpan({ b, isi, hapus }, h) {
    const baru = !hapus && !this.halaman.ada(b);
    b.terkirim = [];
    b.versi = hapus ? 0 : h.versi;
    if (b.saklar) b.diServer = !hapus;
    else if (!hapus) b.dasar = this.halaman.tersimpan(b, isi, h.isi);
    else if (b.hapus) return this.#buang(b);
    else b.dasar = null; // it came back while its removal was on the way
    this.#kabarkan("tersimpan", b);
    if (baru) this.#kabarkan("lahir", b);
    this.#lanjutkan(b, this.jedaPilih);
  }

  /* The row is gone, here and there. */
  #buang(b) {
    this.#bersih(b);
    if (b.saklar) b.diServer = false;
    else this.lupakan(b);
    this.#kabarkan("tersimpan", b);
  }

  /* Out of the queue and off the page, with what this machine kept of it. */
  lupakan(b) {
    if (!this.semua.delete(b.kunci)) return;
    this.#jadwal.buang(b);
    this.simpanan.hapus(b.kunci);
    this.halaman.hilang(b);
  }

  #konflik({ b, hapus }, h) {
    if (b.saklar) { // two values: the last tap counts
      b.versi = h.isi ? h.versi : 0;
      return this.#lanjutkan(b, this.jedaPilih);
    }
    const sendiri = h.isi && b.terkirim.some((t) => sama(t, h.isi)); // our own save, whose answer was lost on the way
    if (sendiri || (hapus && h.isi && b.dasar && sama(b.dasar, h.isi))) {
      this.#ikuti(b, h);
      return this.#lanjutkan(b, this.jedaPilih);
    }
    if (!h.isi || hapus) return this.#tanya(b, h, { ambil: {}, bentrok: [] });
    const g = gabung(this.halaman.isi(b), b.dasar, h.isi, this.halaman.caraGabung(b));
    if (g.bentrok.length) return this.#tanya(b, h, g);
    this.halaman.isikan(b, g.ambil);
    this.#ikuti(b, h);
    this.#lanjutkan(b, this.jedaPilih);
    this.halaman.digabung(b, h.oleh);
  }

  #ikuti(b, h) {
    b.versi = h.versi;
    b.dasar = Object.fromEntries(Object.keys(this.halaman.isi(b)).map((k) => [k, k in h.isi ? h.isi[k] : b.dasar?.[k] ?? ""]));
    b.terkirim = [];
    b.coba = 0;
  }

  /* The record keeps the version it began with, so that a page that dies before the answer asks again. */
  #tanya(b, h, { bentrok, ambil }) {
    b.keadaan = "konflik";
    b.beku = true;
    b.terkirim = [];
    b.bentrok = { oleh: h.oleh, isi: h.isi, versi: h.versi, kolom: bentrok, ambil };
    this.#rekam(b);
    this.halaman.tanya(b);
    this.#kabarkan("berubah", b);
  }

  /* The question is off: the person does something else with the row. */
  tarikPertanyaan(b) {
    b.bentrok = null;
    b.beku = false;
    if (b.keadaan === "konflik") b.keadaan = "menunggu";
  }

  /* A person has chosen: "saya", "server", or "hapus" for a row that is gone. `tambahan` goes over what I had. */
  pilih(b, pilihan, tambahan = {}) {
    const h = b.bentrok;
    this.tarikPertanyaan(b);
    if (pilihan === "hapus") {
      this.#buang(b);
      return this.#kabarkan("berubah", b);
    }
    if (h.isi) this.#ikuti(b, h);
    else { b.versi = 0; b.dasar = null; }
    if (pilihan === "server" && b.hapus) {
      b.hapus = false;
      this.halaman.munculkan(b);
    }
    if (pilihan === "server") tambahan = Object.fromEntries((h.kolom.length ? h.kolom : Object.keys(h.isi)).map((k) => [k, h.isi[k]]));
    this.halaman.isikan(b, { ...h.ambil, ...tambahan });
    this.ubah(b, this.jedaPilih);
  }

  /* --- restoring ------------------------------------------------------------------------------------ */
  /* Put records of this machine's memory (Simpanan.mulai, the newest first) back into their rows and go on sending.
     One goes into a row at once; an older one, or one for a row that was typed in meanwhile, waits until that is
     saved and then comes with the version it began with, so that the server tells what clashes. Answers how many. */
  pulihkan(rekaman) {
    let banyak = 0;
    rekaman.forEach((r) => {
      const lama = this.semua.get(r.kunci);
      const b = lama || (r.rekaman.hapus ? null : this.halaman.lahirkan(r.kunci, r.rekaman.isi));
      if (!b && !r.rekaman.hapus) return; // its place is not on this page; keep it
      if (!b) return this.simpanan.hapus(r.kunci, r.tab);
      if (lama && (this.kotor(b) || b.beku)) {
        if (r.milikSendiri) r = { ...r, milikSendiri: false, tab: this.simpanan.titip(r.kunci, r.rekaman) };
        b.susulan.push(r);
        banyak += 1;
      } else if (this.#pulihkanSatu(b, r)) {
        banyak += 1;
      }
    });
    return banyak;
  }

  #pulihkanSatu(b, { kunci, tab, milikSendiri, rekaman: r }) {
    // A row that was removed and made again counts its versions anew: the same number may stand for another content.
    const lain = r.versi === b.versi && r.dasar && b.dasar && !sama(r.dasar, b.dasar);
    const dipakai = this.#terapkan(b, r);
    if (dipakai) {
      Object.assign(b, { versi: lain ? 0 : r.versi, dasar: r.dasar, terkirim: r.terkirim || [], waktu: r.waktu });
      this.#lanjutkan(b, this.jedaPilih);
    } else if (milikSendiri && !this.kotor(b)) {
      this.simpanan.hapus(kunci);
    }
    if (!milikSendiri) this.simpanan.hapus(kunci, tab);
    return dipakai;
  }

  /* False where the record has nothing that the page does not show already. */
  #terapkan(b, r) {
    if (b.saklar) {
      if (!r.hapus === b.diServer) return false;
      if (r.versi !== b.versi) { // somebody has decided since: their word stands, and is said
        this.halaman.usang(b);
        return false;
      }
      b.saklar.ubah(!r.hapus);
      return true;
    }
    if (r.hapus) {
      b.hapus = true;
      this.halaman.sembunyikan(b);
      return true;
    }
    if (sama(r.isi, this.halaman.isi(b))) return false;
    this.halaman.isikan(b, r.isi);
    return true;
  }

  #susulkan(b) {
    while (b.susulan.length && !this.kotor(b)) {
      if (this.#pulihkanSatu(b, b.susulan.shift())) return;
    }
  }
}
