/* What of a form is kept as a draft, whether it differs, and where it goes when it comes back. */
import assert from "node:assert/strict";
import test from "node:test";
import "./bekal.js";
import { barisKurang, berbeda, diterima, isi, kalimat, kalimatLama, kembalikan, kunci, PERINGATAN, simpananLama, TEMPAT, TERTAHAN, UMUR } from "../../static/js/bersama/konsep.js";
import { bandingkan } from "../../static/js/bersama/sesi.js";
import { Simpanan } from "../../static/js/bersama/simpanan.js";

const teks = (name, value = "", lain = {}) => ({ name, value, type: "text", ...lain });
const tanda = (type, name, value, checked = false) => ({ type, name, value, checked });
const pilihan = (name, value, semua, terpilih = []) => ({
  name, value, type: terpilih.length ? "select-multiple" : "select-one", options: semua.map((v) => ({ value: v, selected: terpilih.includes(v) })),
});
const formulir = () => [
  teks("csrfmiddlewaretoken", "rahasia", { type: "hidden" }), teks("versi", "3", { type: "hidden" }), teks("id", "9", { type: "hidden" }),
  teks("uraian", "lama", { type: "textarea" }), teks("sandi", "x", { type: "password" }), teks("kode", "1", { autocomplete: "one-time-code" }),
  teks("isi", "C:\\a.pdf", { type: "file" }), tanda("checkbox", "c", "1", true), tanda("checkbox", "c", "2"),
  tanda("radio", "r", "ya", true), tanda("radio", "r", "tidak"), pilihan("s", "x", ["", "x", "y"]), pilihan("m", "", ["a", "b"], ["a"]),
  { name: "aksi", value: "simpan", type: "submit" },
];

test("kata sandi, berkas, dan token tidak pernah ikut", () => {
  assert.deepEqual(isi(formulir()), [["versi", "3"], ["id", "9"], ["uraian", "lama"], ["c", "1"], ["r", "ya"], ["s", "x"], ["m", "a"]]);
});

test("kembali ke tempatnya, termasuk versi yang dilihat orangnya", () => {
  const f = formulir();
  const { berubah, sisa } = kembalikan([["versi", "2"], ["uraian", "baru"], ["c", "2"], ["r", "tidak"], ["s", "y"], ["m", "b"], ["sandi", "z"], ["hilang", "tanpa tempat"], ["s2", " "]], f);
  assert.deepEqual(isi(f), [["versi", "2"], ["id", "9"], ["uraian", "baru"], ["c", "2"], ["r", "tidak"], ["s", "y"], ["m", "b"]]);
  assert.deepEqual([f[4].value, sisa], ["x", ["z", "tanpa tempat"]]);
  assert.deepEqual(berubah.map((k) => k.name), ["versi", "uraian", "c", "c", "r", "r", "s", "m"]);
});

test("pilihan yang tidak ada lagi tidak mengosongkan isian", () => {
  const f = formulir();
  assert.deepEqual(kembalikan([["s", "dihapus"]], f).sisa, ["dihapus"]);
  assert.equal(f[11].value, "x");
});

test("berbeda menurut yang terlihat orang", () => {
  assert.equal(berbeda([["a", "x\r\ny "], ["versi", "1"]], [["a", "x\ny"], ["versi", "2"]]), false);
  assert.equal(berbeda([["a", "x"]], [["a", "y"]]), true);
});

test("formulir yang sama alamatnya dibedakan isian tersembunyinya", () => {
  const f = formulir();
  assert.equal(kunci("/a/", f), "/a/|id=9");
  f[2].value = "10";
  f[1].value = "4"; // another version of the same form
  assert.equal(kunci("/a/", f), "/a/|id=10");
  assert.equal(kunci("/a/", f, "baru"), "/a/|baru");
});

test("baris yang kurang dihitung per kelompok", () => {
  const ada = [teks("pihak-0-nama"), teks("pihak-1-nama"), teks("pihak-__prefix__-nama")];
  assert.deepEqual(barisKurang([["pihak-0-nama", "a"], ["pihak-4-nama", "b"], ["lain-0-x", "c"], ["uraian", "d"]], ada), { pihak: 3, lain: 1 });
});

test("kalimatnya menyebut tanggal dan jam", () => {
  assert.equal(kalimat(new Date(2026, 10, 30, 9, 5).getTime()), "Isian Anda tanggal 30 November 2026 pukul 09.05 masih ada dan berbeda dari yang tampak di sini.");
});

test("siapa yang masuk dibanding siapa yang membuka halaman", () => {
  assert.deepEqual(["5", "6", ""].map((p) => bandingkan("5", { pengguna: p, nama: p && "Siti" })), [
    { keadaan: "pemilik", nama: "Siti" }, { keadaan: "lain", nama: "Siti" }, { keadaan: "tamu", nama: "" }]);
});

test("yang diterima server dibuang di mana pun tempatnya, milik orang lain dan antrean tidak", async () => {
  assert.deepEqual(diterima("a=1; perut-diterima=u1.u2; b=2"), ["u1", "u2"]);
  assert.deepEqual(diterima("a=1"), []);
  const satu = new Simpanan({ pengguna: "5", tempat: TEMPAT });
  await satu.mulai();
  await satu.taruh("/a/", { kiriman: "u1", waktu: 1 });
  await satu.taruh("/b/", { kiriman: "", waktu: 1 });
  await satu.buang((nama, r) => nama === TEMPAT && r.kiriman === "u1");
  assert.deepEqual((await satu.mulai()).map((r) => r.kunci), ["/b/"]);
  await satu.buang((nama) => nama !== TEMPAT);
  assert.equal((await satu.mulai()).length, 1);
});

test("yang lama dibuang pada waktunya dan dikabarkan; yang belum terkirim tinggal sampai terkirim", async () => {
  const kini = Date.UTC(2026, 5, 30), lalu = (umur) => kini - umur;
  const masuk = [
    ["1", TEMPAT, "/baru/", { isi: [["a", "x"]], waktu: lalu(UMUR - PERINGATAN) }, null],
    ["1", TEMPAT, "/segera/", { isi: [["a", "x"]], waktu: lalu(UMUR - PERINGATAN + 1) }, "akan"],
    ["1", TEMPAT, "/batas/", { isi: [["a", "x"]], waktu: lalu(UMUR) }, "akan"],
    ["1", TEMPAT, "/lama/", { isi: [["a", "rahasia"]], waktu: lalu(UMUR + 1), alamat: "/lama/" }, "dibuang"],
    ["1", "monitoring-3", "butir/1", { isi: { a: "x" }, waktu: lalu(TERTAHAN) }, null],
    ["1", "monitoring-3", "butir/2", { isi: { a: "x" }, waktu: lalu(40 * UMUR) }, "tertahan"],
    ["1", "apbdes-3", "langkah/1", { perubahan: [1], waktu: lalu(UMUR + 1) }, null],
    ["2", TEMPAT, "/lain/", { isi: [["a", "rahasia"]], waktu: lalu(UMUR + 1), alamat: "/lain/" }, null],
    ["2", "monitoring-3", "butir/3", { isi: { a: "x" }, waktu: lalu(40 * UMUR) }, null],
  ];
  const semua = masuk.map(([orang, tempat, k, rekaman]) => ({ kunci: `${orang}/${tempat}/tab/${k}`, orang, tempat, rekaman }));
  const { ubahan, kabar } = simpananLama(semua, "1", kini);
  assert.deepEqual(
    kabar.map((k) => [k.kunci.split("/tab/")[1], k.jenis]).sort(),
    masuk.filter((m) => m[4]).map((m) => [m[2], m[4]]).sort());
  assert.deepEqual(ubahan, [
    ["1/formulir/tab//lama/", { waktu: lalu(UMUR + 1), alamat: "/lama/", dibuang: kini }], ["1/apbdes-3/tab/langkah/1", null],
    ["2/formulir/tab//lain/", { waktu: lalu(UMUR + 1), alamat: "/lain/", dibuang: kini }]]);
  assert.ok(!JSON.stringify(ubahan).includes("rahasia"));

  // Its owner is told when they come.
  const nisan = [{ kunci: "k", orang: "2", tempat: TEMPAT, rekaman: ubahan[2][1] }];
  assert.deepEqual(simpananLama(nisan, "1", kini + UMUR), { ubahan: [], kabar: [] });
  assert.deepEqual(simpananLama(nisan, "2", kini + UMUR), { ubahan: [], kabar: [{ kunci: "k", jenis: "dibuang", waktu: lalu(UMUR + 1), alamat: "/lain/" }] });
  assert.match(kalimatLama({ jenis: "akan", waktu: Date.UTC(2026, 5, 1, 5) }), /sejak 1 Juni 2026 dibuang dari peranti ini sesudah 15 Juni 2026/);

  // Through the memory itself.
  for (const [tempat, jenis, tersisa] of [[TEMPAT, "dibuang", false], ["monitoring-9", "tertahan", true]]) {
    const s = new Simpanan({ pengguna: "8", tempat });
    await s.mulai();
    await s.taruh("x", { isi: [], waktu: 1 });
    assert.deepEqual((await s.sapu((ada, orang) => simpananLama(ada, orang, kini))).map((k) => k.jenis), [jenis]);
    assert.deepEqual((await s.sisa()).map((r) => "isi" in r.rekaman), [tersisa]);
  }
});

test("foto yang belum terkirim dikabarkan kepada pemiliknya, dan tidak pernah dibuang", async () => {
  const kini = Date.now(), lalu = new Date(kini - UMUR * 9).toISOString();
  const s = new Simpanan({ pengguna: "9", tempat: "lapangan-4" }), lain = new Simpanan({ pengguna: "10", tempat: "lapangan-4" });
  await s.mulai();
  await lain.mulai();
  await s.taruhFoto("f", { id: "f", waktu: lalu }); // taken long ago, kept only now
  await lain.taruhFoto("g", { id: "g", waktu: lalu });
  const tanya = (saat) => s.sapu((ada, orang) => simpananLama(ada, orang, saat));
  assert.deepEqual(await tanya(kini), []);
  const kabar = await tanya(kini + TERTAHAN + 60000);
  assert.deepEqual(kabar.map((k) => k.jenis), ["foto"]);
  assert.match(kalimatLama(kabar[0]), /^Foto sejak .* belum sampai ke server\. Ia tetap di peranti ini sampai terkirim\.$/);
  assert.deepEqual((await tanya(kini + UMUR * 3)).map((k) => k.jenis), ["foto"]);
  assert.equal((await s.semuaFoto()).length, 1);
  await s.taruhFoto("f", (await s.semuaFoto())[0]); // with its place, a little later: still kept since then
  assert.equal((await tanya(kini + TERTAHAN + 60000)).length, 1);
});
