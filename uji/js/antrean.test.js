/* The queue against the saving contract (dasar/simpan.py): nothing typed is lost, nothing newer is overwritten. */
import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import "./bekal.js";
import { Antrean } from "../../static/js/antrean/antrean.js";
import { identik } from "../../static/js/antrean/gabung.js";
import { Simpanan } from "../../static/js/bersama/simpanan.js";

/* The contract in a few lines: rows with versions, conflicts with both values. `luring`: nothing arrives. */
class Server {
  baris = new Map();
  permintaan = [];
  luring = false;
  jawabanHilang = false;

  taruh(id, isi, oleh = "Orang Lain") {
    this.baris.set(id, { isi, oleh, versi: (this.baris.get(id)?.versi || 0) + 1 });
  }
  satu({ b, versi, isi, hapus }) {
    const ada = this.baris.get(b.kunci);
    const konflik = { keadaan: "konflik", versi: ada?.versi || 0, isi: ada ? { ...ada.isi } : null, oleh: ada?.oleh || "" };
    if (hapus) {
      if (ada && ada.versi !== versi) return konflik;
      this.baris.delete(b.kunci);
      return { keadaan: "tersimpan", versi: 0, isi: null };
    }
    if (isi.a === "salah") return { keadaan: "tidak_sah", kesalahan: { a: ["Salah."] } };
    if (!ada && versi > 0) return konflik;
    if (ada && identik(isi, ada.isi)) return { keadaan: "tersimpan", versi: ada.versi, isi };
    if (ada && ada.versi !== versi) return konflik;
    this.taruh(b.kunci, { ...isi }, "Saya");
    return { keadaan: "tersimpan", versi: this.baris.get(b.kunci).versi, isi };
  }
  async kirimkan(daftar) {
    if (this.luring) throw new Error("tanpa sinyal");
    this.permintaan.push(daftar.length);
    if (daftar.some((d) => d.isi.a === "rusak")) return { kode: 400, pesan: "Tidak terbaca." };
    if (this.tolak) return this.tolak;
    const hasil = daftar.map((d) => this.satu(d));
    if (this.jawabanHilang) throw new Error("jawaban hilang");
    return { hasil };
  }
}

const hidup = [];
afterEach(() => hidup.splice(0).forEach((a) => a.hentikan("terkunci"))); // a queue tries again for ever

/* A page without a screen: rows are objects, and what it is told stands in `kabar`. */
function halaman(server, pilihan = {}) {
  const kabar = [], simpanan = new Simpanan({ pengguna: "1", tempat: "uji" });
  const tulis = (apa) => (b) => kabar.push(apa + " " + b.kunci);
  const h = {
    ada: (b) => b.versi > 0,
    isi: (b) => ({ ...b.isi }),
    isikan: (b, ubahan) => Object.assign(b.isi, ubahan),
    kotor: (b) => !identik(b.isi, b.dasar || {}),
    kurang: (b) => (b.isi.a === "" ? ["Isi a."] : []),
    tertahan: (b) => (b.menunggu?.versi === 0 ? "menunggu" : ""),
    caraGabung: () => ({}),
    tampil() {},
    tersimpan: (b, isi) => isi,
    tidakSah: (b, kesalahan) => kabar.push("tidak sah " + b.kunci + " " + Object.values(kesalahan).flat().join(" ")),
    digabung: tulis("digabung"),
    tanya: tulis("tanya"),
    usang: tulis("usang"),
    hilang: tulis("hilang"),
    munculkan: tulis("muncul"),
    sembunyikan: tulis("sembunyi"),
    lahirkan: (kunci) => antrean.daftarkan({ kunci, isi: { a: "", b: "" }, versi: 0, dasar: null }),
  };
  const antrean = new Antrean({
    simpanan, halaman: h, kirimkan: (d) => server.kirimkan(d), jedaKetik: 1, jedaPilih: 1, mundur: 5, ...pilihan,
  });
  hidup.push(antrean);
  return { antrean, simpanan, kabar };
}

const tunggu = async (syarat, apa) => {
  for (let n = 0; n < 400 && !syarat(); n += 1) await new Promise((s) => setTimeout(s, 5));
  assert.ok(syarat(), apa);
};
const tenang = ({ antrean }) => tunggu(() => antrean.hitung().belum === 0, "semua tersimpan");

async function buka(server, isi = { a: "satu", b: "dua" }, pilihan) {
  const hal = halaman(server, pilihan);
  if (!server.baris.has("x")) server.taruh("x", { ...isi });
  const ada = server.baris.get("x");
  hal.x = hal.antrean.daftarkan({ kunci: "x", isi: { ...ada.isi }, versi: ada.versi, dasar: { ...ada.isi } });
  hal.ketik = (ubahan) => { Object.assign(hal.x.isi, ubahan); hal.antrean.ubah(hal.x); };
  hal.rekaman = await hal.simpanan.mulai();
  return hal;
}

/* A record as a tab that died left it. */
const sisa = (isi, versi, dasar, lain = {}) => ({
  kunci: "x", tab: "mati-" + Math.random(), milikSendiri: false, rekaman: { isi, versi, dasar, terkirim: [], hapus: false, waktu: 1, ...lain },
});
const DASAR = { a: "satu", b: "dua" };

test("yang diketik sampai ke server, dan catatannya hilang sesudah itu", async () => {
  const server = new Server(), hal = await buka(server);
  hal.ketik({ a: "tiga" });
  assert.equal(hal.antrean.hitung().belum, 1);
  await tenang(hal);
  assert.deepEqual(server.baris.get("x"), { isi: { a: "tiga", b: "dua" }, versi: 2, oleh: "Saya" });
  await hal.simpanan.tenang();
  assert.deepEqual(await hal.simpanan.mulai(), []);
});

test("tanpa sinyal dicatat dengan versi asalnya, dan dicoba lagi", async () => {
  const server = new Server(), hal = await buka(server);
  server.luring = true;
  hal.ketik({ a: "tiga" });
  await tunggu(() => hal.antrean.hitung().mencoba === 1);
  await hal.simpanan.tenang();
  const [r] = await hal.simpanan.mulai();
  assert.deepEqual([r.kunci, r.rekaman.isi.a, r.rekaman.versi, r.rekaman.dasar], ["x", "tiga", 1, DASAR]);
  server.luring = false;
  await tenang(hal);
  assert.equal(server.baris.get("x").isi.a, "tiga");
});

test("jawaban yang hilang di jalan bukan pertentangan", async () => {
  const server = new Server(), hal = await buka(server);
  server.jawabanHilang = true;
  hal.ketik({ a: "tiga" });
  await tunggu(() => server.baris.get("x").versi === 2);
  hal.ketik({ a: "tiga empat" });
  server.jawabanHilang = false;
  await tenang(hal);
  assert.deepEqual([server.baris.get("x").isi.a, hal.kabar], ["tiga empat", []]);
});

test("kolom yang berbeda digabung, kolom yang sama ditanyakan", async () => {
  const server = new Server(), hal = await buka(server);
  server.taruh("x", { a: "satu", b: "orang lain" });
  hal.ketik({ a: "saya" });
  await tenang(hal);
  assert.deepEqual(server.baris.get("x").isi, { a: "saya", b: "orang lain" });
  assert.deepEqual(hal.x.isi, { a: "saya", b: "orang lain" });
  server.taruh("x", { a: "lain lagi", b: "orang lain" });
  hal.ketik({ a: "saya lagi" });
  await tunggu(() => hal.kabar.includes("tanya x"));
  assert.deepEqual([hal.x.bentrok.kolom, hal.x.bentrok.isi.a, server.baris.get("x").isi.a], [["a"], "lain lagi", "lain lagi"]);
});

for (const [pilihan, tambahan, hasil] of [["saya", {}, "saya"], ["server", {}, "lain"], ["saya", { a: "lain, saya" }, "lain, saya"]]) {
  test(`pertentangan: ${hasil}`, async () => {
    const server = new Server(), hal = await buka(server);
    server.taruh("x", { a: "lain", b: "dua" });
    hal.ketik({ a: "saya", b: "tetap milik saya" });
    await tunggu(() => hal.x.keadaan === "konflik");
    hal.antrean.pilih(hal.x, pilihan, tambahan);
    await tenang(hal);
    // What did not clash is kept, whatever is chosen.
    assert.deepEqual([server.baris.get("x").isi, hal.x.isi], Array(2).fill({ a: hasil, b: "tetap milik saya" }));
  });
}

test("pertentangan yang belum dijawab tetap tercatat dengan versi asalnya", async () => {
  const server = new Server(), hal = await buka(server);
  server.taruh("x", { a: "lain", b: "dua" });
  hal.ketik({ a: "saya" });
  await tunggu(() => hal.x.keadaan === "konflik");
  await hal.simpanan.tenang();
  const [r] = await hal.simpanan.mulai();
  const lagi = await buka(server);
  lagi.antrean.pulihkan([{ ...r, milikSendiri: false, tab: "mati" }]);
  await tunggu(() => lagi.x.keadaan === "konflik");
  assert.deepEqual([lagi.x.isi.a, lagi.x.bentrok.isi.a, server.baris.get("x").isi.a], ["saya", "lain", "lain"]);
});

test("dua tab mati: yang baru dikirim, yang lama ditanyakan dan tidak pernah menimpa", async () => {
  const server = new Server(), hal = await buka(server);
  const banyak = hal.antrean.pulihkan([sisa({ a: "baru", b: "dua" }, 1, DASAR), sisa({ a: "lama", b: "dua" }, 1, DASAR)]);
  await tunggu(() => hal.x.keadaan === "konflik");
  assert.deepEqual([banyak, hal.x.isi.a, hal.x.bentrok.isi.a, server.baris.get("x").isi.a], [2, "lama", "baru", "baru"]);
  hal.antrean.pilih(hal.x, "server");
  await tenang(hal);
  assert.equal(server.baris.get("x").isi.a, "baru");
});

test("tiga tab mati pada kolom yang berbeda: semuanya digabung", async () => {
  const server = new Server(), hal = await buka(server, { a: "1", b: "2", c: "3" });
  const dasar = { a: "1", b: "2", c: "3" };
  hal.antrean.pulihkan([sisa({ ...dasar, a: "A" }, 1, dasar), sisa({ ...dasar, b: "B" }, 1, dasar), sisa({ ...dasar, c: "C" }, 1, dasar)]);
  await tunggu(() => server.baris.get("x").versi === 4);
  await tenang(hal);
  assert.deepEqual(server.baris.get("x").isi, { a: "A", b: "B", c: "C" });
});

test("tab mati yang menghapus tidak mengalahkan isian sesudahnya", async () => {
  const server = new Server(), hal = await buka(server);
  hal.antrean.pulihkan([sisa({ a: "baru", b: "dua" }, 1, DASAR), sisa(DASAR, 1, DASAR, { hapus: true })]);
  await tunggu(() => hal.x.keadaan === "konflik");
  assert.deepEqual([hal.x.hapus, server.baris.get("x").isi.a], [true, "baru"]);
  hal.antrean.pilih(hal.x, "server");
  await tenang(hal);
  assert.deepEqual([hal.x.hapus, hal.x.isi.a, server.baris.get("x").isi.a], [false, "baru", "baru"]);
});

test("yang diketik sebelum pemulihan menang atas catatan lama, yang lalu ditanyakan", async () => {
  const server = new Server(), hal = await buka(server);
  hal.ketik({ a: "baru" });
  hal.antrean.pulihkan([sisa({ a: "lama", b: "dua" }, 1, DASAR)]);
  await tunggu(() => hal.x.keadaan === "konflik");
  assert.deepEqual([hal.x.isi.a, server.baris.get("x").isi.a], ["lama", "baru"]);
});

test("catatan sendiri yang harus menunggu dititipkan, bukan ditimpa", async () => {
  const server = new Server(), hal = await buka(server);
  server.luring = true;
  hal.ketik({ a: "baru" });
  hal.antrean.pulihkan([{ ...sisa({ a: "lama", b: "dua" }, 1, DASAR), milikSendiri: true }]);
  await hal.simpanan.tenang();
  const tercatat = (await hal.simpanan.mulai()).map((r) => [r.rekaman.isi.a, r.milikSendiri]);
  assert.deepEqual(tercatat.sort(), [["baru", true], ["lama", false]]);
});

test("baris baru yang sudah sampai dan diubah orang lain tidak ditimpa", async () => {
  const server = new Server(), hal = await buka(server, { a: "orang lain", b: "dua" });
  hal.antrean.pulihkan([sisa({ a: "saya lagi", b: "dua" }, 0, null, { terkirim: [{ a: "saya", b: "dua" }] })]);
  await tunggu(() => hal.x.keadaan === "konflik");
  assert.equal(server.baris.get("x").isi.a, "orang lain");
});

test("baris yang dihapus lalu dibuat lagi dengan versi yang sama tidak ditimpa", async () => {
  const server = new Server(), hal = await buka(server, { a: "baris baru orang lain", b: "dua" });
  hal.antrean.pulihkan([sisa({ a: "saya", b: "dua" }, 1, { a: "baris lama", b: "dua" })]);
  await tunggu(() => hal.x.keadaan === "konflik");
  assert.equal(server.baris.get("x").isi.a, "baris baru orang lain");
});

test("catatan tentang baris yang sudah dihapus ditanyakan", async () => {
  const server = new Server(), hal = await buka(server);
  hal.antrean.pulihkan([{ ...sisa({ a: "saya", b: "" }, 3, { a: "x", b: "" }), kunci: "y" }]);
  const y = hal.antrean.semua.get("y");
  await tunggu(() => y.keadaan === "konflik");
  assert.equal(y.bentrok.isi, null);
  hal.antrean.pilih(y, "saya");
  await tenang(hal);
  assert.equal(server.baris.get("y").isi.a, "saya");
});

test("saklar: ketukan terakhir berlaku, kecuali dari tab mati bila sudah diubah sesudahnya", async () => {
  const server = new Server(), hal = halaman(server);
  let nyala = true;
  server.taruh("s", {});
  server.taruh("s", { ubah: "orang lain" });
  const s = hal.antrean.daftarkan({ kunci: "s", isi: {}, versi: 2, dasar: {}, saklar: { nyala: () => nyala, ubah: (n) => { nyala = n; } } });
  await hal.simpanan.mulai();
  hal.antrean.pulihkan([{ ...sisa({}, 1, {}, { hapus: true }), kunci: "s" }]);
  assert.deepEqual([nyala, hal.kabar, hal.antrean.hitung().belum], [true, ["usang s"], 0]);
  server.taruh("s", { ubah: "lagi" });
  nyala = false;
  hal.antrean.ubah(s);
  await tenang(hal);
  assert.equal(server.baris.has("s"), false);
});

test("satu kiriman banyak baris; satu yang tidak terbaca tidak menahan yang lain", async () => {
  const server = new Server(), hal = await buka(server, DASAR, { sekaliKirim: 300, serentak: 1 });
  const baris = Array.from({ length: 5 }, (_, n) => hal.antrean.daftarkan({ kunci: "b" + n, isi: { a: n === 3 ? "rusak" : "isi" + n, b: "" }, versi: 0, dasar: null }));
  baris.forEach((b) => hal.antrean.ubah(b));
  await tunggu(() => hal.kabar.length === 1 && hal.antrean.hitung().belum === 1);
  assert.deepEqual([hal.kabar, server.permintaan[0], server.baris.size], [["tidak sah b3 Tidak terbaca."], 5, 5]);
});

test("yang tidak sah ditandai, dan dikirim lagi sesudah diperbaiki", async () => {
  const server = new Server(), hal = await buka(server);
  hal.ketik({ a: "salah" });
  await tunggu(() => hal.antrean.hitung().galat === 1);
  hal.antrean.kirimSemua();
  assert.deepEqual(hal.kabar, ["tidak sah x Salah."]);
  hal.ketik({ a: "benar" });
  await tenang(hal);
  assert.equal(server.baris.get("x").isi.a, "benar");
});

test("belum lengkap tidak dikirim; yang bergantung menunggu induknya", async () => {
  const server = new Server(), hal = await buka(server);
  const induk = hal.antrean.daftarkan({ kunci: "induk", isi: { a: "", b: "1" }, versi: 0, dasar: null });
  const anak = hal.antrean.daftarkan({ kunci: "anak", isi: { a: "1", b: "" }, versi: 0, dasar: null, menunggu: induk });
  hal.antrean.pada("lahir", () => hal.antrean.kirimSemua());
  hal.antrean.ubah(induk);
  hal.antrean.ubah(anak);
  await new Promise((s) => setTimeout(s, 30));
  assert.deepEqual([server.permintaan, hal.antrean.hitung().belum_lengkap], [[], 1]);
  induk.isi.a = "ada";
  hal.antrean.ubah(induk);
  await tenang(hal);
  assert.deepEqual([...server.baris.keys()], ["x", "induk", "anak"]);
});

for (const [jawaban, sebab] of [[{ kode: 302 }, "sesi"], [{ kode: 403 }, "halaman"], [{ kode: 403, pesan: "Terkunci." }, "terkunci"], [{ kode: 404 }, "terkunci"], [{ kode: 403, pesan: "Akun lain.", keadaan: "akun_lain" }, "akun"]]) {
  test(`halangan ${sebab} (${jawaban.kode}${jawaban.pesan ? ", dengan kalimat" : ""})`, async () => {
    const server = new Server(), hal = await buka(server);
    server.tolak = jawaban;
    hal.ketik({ a: "tiga" });
    await tunggu(() => hal.antrean.halangan === sebab);
    server.tolak = null;
    hal.antrean.kirimSemua();
    if (sebab === "terkunci") return assert.equal(hal.antrean.hitung().belum, 1);
    await tenang(hal);
    assert.equal(hal.antrean.halangan, "");
  });
}

test("baris baru yang dihapus sebelum dikirim tidak pernah sampai ke server", async () => {
  const server = new Server(), hal = await buka(server);
  const b = hal.antrean.daftarkan({ kunci: "y", isi: { a: "", b: "" }, versi: 0, dasar: null });
  b.hapus = true;
  hal.antrean.ubah(b);
  await tenang(hal);
  assert.deepEqual([server.permintaan, hal.kabar, hal.antrean.semua.has("y")], [[], ["hilang y"], false]);
});
