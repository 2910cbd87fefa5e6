/* The rows of the budget in the queue: what has changed travels in batches, with one answer for each row. */
import { Antrean } from "../antrean/antrean.js";
import { identik } from "../antrean/gabung.js";
import { minta } from "../antrean/minta.js";
import { Simpanan } from "../bersama/simpanan.js";
import { NOL } from "../bersama/uuid.js";
import { baris, berubahIsi, cabut, isikan, kosong, kurang, taruh } from "./baris.js";
import { umumkanTetap } from "./kabar.js";
import { D, KOLOM, sebutanKolom } from "./kolom.js";

const JEDA = 450;
const alamat = document.getElementById("lapangan").dataset;
export const simpanan = new Simpanan(alamat);

/* How rows are shown; the modules that draw fill it in. */
export const layar = {
  tampil() {}, // (row) its state and sentences
  sel() {}, // (row, changes) its cells
  ulang() {}, // (sheets, activities) the lists
  buka() {}, // (row) what it is folded in
  disamakan() {}, // (row, what was sent, how the server wrote it)
};
const gambarUlang = (b) => layar.ulang([b.lembar], new Set([b.isi.kegiatan]));

async function kirimkan(daftar) {
  const { kode, data } = await minta(alamat.urlSimpan, {
    kiriman: daftar.map(({ b, versi, isi, hapus }) => ({ lembar: b.lembar, id: b.id, versi, ...(hapus ? { hapus } : { isi }) })),
  }, alamat.pengguna);
  return kode === 200 && data ? { hasil: data.hasil } : { kode, pesan: data?.pesan, keadaan: data?.keadaan };
}

function tulisSel(b, ubahan) {
  isikan(b, ubahan);
  layar.sel(b, ubahan);
}

const halaman = {
  ada: (b) => b.versi > 0 || b.lembar === "identitas",
  isi: (b) => ({ ...b.isi }),
  tertulis: (b) => ({
    judul: b.lembar === "identitas" ? "Identitas anggaran" : "Baris " + b.lembar,
    teks: Object.entries(b.isi).filter(([k, v]) => v && k !== "urut").map(([k, v]) => [sebutanKolom(k), String(v)]),
  }),
  isikan: tulisSel,
  kotor: berubahIsi,
  kurang: (b) => Object.values(kurang(b)),
  tertahan: () => "",
  caraGabung: () => ({ mengalah: ["urut"] }),

  tampil(b, kalimat) {
    if (!kalimat) b.kesalahan = {};
    layar.tampil(b);
  },
  tidakSah(b, kesalahan) {
    b.kesalahan = Object.fromEntries(Object.entries(kesalahan).map(([k, kalimat]) => [k, kalimat.join(" ")]));
    if (b.kesalahan.__all__) umumkanTetap(b.kesalahan.__all__);
    layar.tampil(b);
  },
  tersimpan(b, terkirim, server) {
    const beda = Object.keys(server).some((k) => b.isi[k] !== server[k]);
    if (beda && identik(b.isi, terkirim)) tulisSel(b, server); // as the server writes it: 1.1.1 → 1.1.01
    layar.disamakan(b, terkirim, server);
    return { ...server };
  },
  digabung: (b) => layar.tampil(b),
  tanya(b) {
    if (!b.hapus) {
      layar.buka(b);
      return layar.tampil(b);
    }
    const { oleh } = b.bentrok; // somebody changed what was being removed: it comes back as they left it
    antrean.pilih(b, "server");
    gambarUlang(b);
    umumkanTetap("Baris “" + (b.isi.uraian || b.isi.rekening) + "” diubah " + (oleh || "orang lain") + ", jadi tidak dihapus.");
  },

  sembunyikan(b) {
    cabut(b);
    gambarUlang(b);
  },
  munculkan(b) {
    taruh(b);
    gambarUlang(b);
  },
  lahirkan(kunci) {
    const [lembar, id] = kunci.split("/");
    if (!(lembar in KOLOM)) return null;
    const b = daftarkan(lembar, id, kosong(lembar));
    taruh(b);
    return b;
  },
  hilang(b) {
    if (!baris.has(b.id)) return;
    cabut(b);
    gambarUlang(b);
  },
};

export const antrean = new Antrean({
  simpanan, halaman, kirimkan, sekaliKirim: D.sekaliKirim, serentak: 1, jedaKetik: JEDA,
});

function daftarkan(lembar, id, isi, versi = 0, dasar = null) {
  return antrean.daftarkan({ lembar, id, kunci: lembar + "/" + id, isi: { ...isi }, versi, dasar, kesalahan: {} });
}

D.baris.forEach((r) => {
  const b = daftarkan(r.lembar, r.id, r.isi, r.versi, { ...r.isi });
  b.catatan = r.catatan || [];
  taruh(b);
});
export const identitas = daftarkan("identitas", NOL, D.identitas.isi, D.identitas.versi, { ...D.identitas.isi });

/* A row has changed: keep it, and send it soon. */
export function berubah(b, jeda = JEDA) {
  b.kesalahan = {};
  antrean.ubah(b, jeda);
  layar.tampil(b);
}

/* What was typed cannot be read: it is kept, and sent once it is mended. */
export function tandaiGalat(b, kesalahan) {
  b.keadaan = "galat";
  b.kesalahan = kesalahan;
  layar.tampil(b);
}

export function hapusBaris(b) {
  cabut(b);
  antrean.tarikPertanyaan(b);
  b.hapus = true;
  antrean.ubah(b, halaman.ada(b) ? JEDA : 0);
}

/* A row comes (back): when its removal has not reached the server yet, it simply stays. */
export function munculkan(lembar, id, isi, jeda) {
  const lama = antrean.semua.get(lembar + "/" + id);
  const b = lama || daftarkan(lembar, id, isi);
  if (lama) Object.assign(lama, { hapus: false, isi: { ...isi } });
  taruh(b);
  berubah(b, jeda);
  return b;
}

/* The person has chosen between two values; where the row is gone, the other choice is that it goes here too. */
export function selesaikan(b, pilihServer) {
  antrean.pilih(b, !pilihServer ? "saya" : b.bentrok.isi ? "server" : "hapus");
  layar.tampil(b);
  if (b !== identitas) gambarUlang(b);
}

window.addEventListener("online", () => antrean.kirimSemua());
document.addEventListener("visibilitychange", () => antrean.kirimSemua());
window.addEventListener("beforeunload", (e) => {
  if (!simpanan.tersedia && antrean.hitung().belum) e.preventDefault();
});
