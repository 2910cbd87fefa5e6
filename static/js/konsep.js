/* Nothing typed into an ordinary form is lost: a draft of it is kept on this machine until the server has accepted it,
   and offered when the page comes back. Pages that save by themselves (#lapangan) have the queue instead. */
import { buat } from "./bersama/dom.js";
import { barisKurang, berbeda, diterima, isi, kalimat, kalimatLama, kembalikan, kunci, KIRIMAN, layak, simpananLama, TEMPAT, terbaca, UKURAN } from "./bersama/konsep.js";
import { alamatMasuk, csrf, pemilik, tanyaSesi } from "./bersama/sesi.js";
import { Simpanan } from "./bersama/simpanan.js";
import { uuid } from "./bersama/uuid.js";

const JEDA = 300; // ms between two records of one form
const simpanan = new Simpanan({ pengguna: pemilik(), tempat: TEMPAT });
const ditolak = "ditolak" in document.body.dataset; // this page answers what was sent: the server does not have it
const terdaftar = new Map(); // form -> { kunci, awal }
let rekaman = []; // what was left behind, the newest first

function catat(form) {
  const f = terdaftar.get(form);
  if (!f) return;
  f.berubah = false;
  const kini = isi(form.elements);
  const perlu = (!f.awal || berbeda(kini, f.awal)) && JSON.stringify(kini).length <= UKURAN;
  if (perlu) simpanan.taruh(f.kunci, { isi: kini, teks: terbaca(form.elements), waktu: Date.now(), kiriman: f.kiriman || "" });
  else simpanan.hapus(f.kunci);
}

/* --- offering -------------------------------------------------------------------------------------- */
function tambahBaris(form, pasangan) {
  Object.entries(barisKurang(pasangan, form.elements)).forEach(([awalan, banyak]) => {
    const jumlah = form.querySelector(`[name="${CSS.escape(awalan)}-TOTAL_FORMS"]`);
    const tombol = (jumlah?.closest("[data-set]") || form).querySelector("[data-tambah], [data-gerak=tambah]");
    for (let n = 0; tombol && n < Math.min(banyak, 200); n += 1) tombol.click();
  });
}

function pulihkan(form, r) {
  tambahBaris(form, r.rekaman.isi);
  const { berubah, sisa } = kembalikan(r.rekaman.isi, form.elements);
  berubah.forEach((k) => ["input", "change"].forEach((n) => k.dispatchEvent(new Event(n, { bubbles: true }))));
  kembalikan(r.rekaman.isi, form.elements); // what a script filled in because of another field
  return sisa;
}

function tawarkan(form, r, sesudah) {
  const kotak = buat("div", "alert alert-warning konsep"), tombol = buat("p", "d-flex flex-wrap gap-2 mb-0");
  const kembali = buat("button", "btn btn-primary btn-sm", "Kembalikan"), buang = buat("button", "btn btn-outline-secondary btn-sm", "Buang");
  kotak.setAttribute("role", "status");
  tombol.append(kembali, buang);
  const berberkas = form.querySelector("input[type=file]") ? " Berkas dan foto tidak ikut tersimpan; pilih lagi." : "";
  kotak.append(buat("p", "mb-2", kalimat(r.rekaman.waktu) + berberkas), tombol);
  const selesai = () => {
    simpanan.hapus(r.kunci, r.tab);
    kotak.remove();
    sesudah();
  };
  kembali.addEventListener("click", () => {
    const sisa = pulihkan(form, r);
    catat(form);
    selesai();
    if (sisa.length) form.before(buat("div", "alert alert-warning text-break", "Yang tidak mempunyai tempat lagi di formulir ini: " + sisa.join("; ")));
    (form.querySelector("textarea, input:not([type=hidden]), select") || form).focus();
  });
  buang.addEventListener("click", selesai);
  form.before(kotak);
}

/* One after the other, the newest first; what the form shows already is not asked about. */
function tawarkanBerikut(form) {
  const f = terdaftar.get(form), i = rekaman.findIndex((r) => r.kunci === f.kunci);
  if (i < 0) return;
  let [r] = rekaman.splice(i, 1);
  if (!berbeda(r.rekaman.isi, isi(form.elements))) {
    if (!ditolak && !document.querySelector("section.konsep")) simpanan.hapus(r.kunci, r.tab);
    return tawarkanBerikut(form);
  }
  if (r.milikSendiri) { // typing goes on in this tab: it must not write over what is offered
    r = { ...r, tab: simpanan.titip(r.kunci, r.rekaman) };
    simpanan.hapus(r.kunci);
  }
  tawarkan(form, r, () => tawarkanBerikut(form));
}

function daftarkan() {
  document.querySelectorAll('form[method="post"]:not([data-tanpa-konsep])').forEach((form) => {
    if (terdaftar.has(form) || !Array.from(form.elements).some((k) => layak(k) && k.type !== "hidden")) return;
    const alamat = new URL(form.getAttribute("action") || location.href, location.href);
    terdaftar.set(form, { kunci: kunci(alamat.pathname + alamat.search, form.elements, form.dataset.konsep), awal: ditolak ? null : isi(form.elements) });
    tawarkanBerikut(form);
  });
}

/* --- sent and accepted ------------------------------------------------------------------------------- */
/* What is on its way has a name; the server gives it back when it has accepted it. */
function namai(form) {
  const f = terdaftar.get(form);
  if (!f) return "";
  f.kiriman = uuid();
  catat(form);
  return f.kiriman;
}

async function bersihkan() {
  const nama = new Set(diterima(document.cookie));
  document.cookie = "perut-diterima=; path=/; max-age=0; samesite=lax";
  const usang = (r) => nama.has(r.kiriman);
  await simpanan.buang((tempatnya, r) => tempatnya === TEMPAT && usang(r));
  return usang;
}

document.addEventListener("submit", (p) => {
  if (p.defaultPrevented || !terdaftar.has(p.target)) return;
  let kolom = p.target.querySelector(`input[name="${KIRIMAN}"]`);
  if (!kolom) {
    kolom = buat("input");
    kolom.type = "hidden";
    kolom.name = KIRIMAN;
    p.target.append(kolom);
  }
  kolom.value = namai(p.target);
});
document.addEventListener("htmx:configRequest", (p) => {
  const form = p.target.closest?.("form");
  if (form && terdaftar.has(form)) p.detail.parameters[KIRIMAN] = namai(form);
});
document.addEventListener("htmx:afterRequest", bersihkan);
document.addEventListener("htmx:afterSettle", daftarkan);
document.addEventListener("perut:diterima", (p) => { // a page that sends by its own script says so itself
  const f = terdaftar.get(p.target);
  if (!f) return;
  f.awal = isi(p.target.elements);
  catat(p.target);
});

/* --- typing, and whose session it is ------------------------------------------------------------------ */
function mengetik(p) {
  const form = p.target.form || p.target.closest?.("form"), f = form && terdaftar.get(form);
  if (!f) return;
  f.berubah = true;
  if (f.pewaktu) return;
  catat(form); // at once: a tab may die with the first keystroke
  f.pewaktu = setTimeout(() => {
    f.pewaktu = 0;
    if (f.berubah) catat(form);
  }, JEDA);
}
const catatSemua = () => terdaftar.forEach((f, form) => { if (f.berubah) catat(form); });

let kabar = null;
function katakan(teks, tautan) {
  kabar?.remove();
  kabar = buat("div", "alert alert-warning", teks + " ");
  kabar.setAttribute("role", "alert");
  if (tautan) {
    const a = buat("a", "alert-link", tautan.teks);
    Object.assign(a, { href: tautan.url, target: "_blank" });
    kabar.append(a);
  }
  document.querySelector(".pesan-pesan").append(kabar);
}

/* Back on this page: is its owner still signed in? */
async function periksaSesi() {
  if (document.visibilityState === "hidden") return catatSemua();
  const kotor = Array.from(terdaftar).some(([form, f]) => !f.awal || berbeda(isi(form.elements), f.awal));
  const sesi = (kabar || kotor) && await tanyaSesi();
  if (!sesi) return;
  if (sesi.keadaan === "tamu") {
    katakan("Sesi Anda sudah berakhir. Yang sudah diketik di halaman ini tetap tersimpan di peranti ini; masuk lagi, lalu kembali ke sini.", { teks: "Masuk lagi", url: alamatMasuk(false) });
  } else if (sesi.keadaan === "lain") {
    katakan(`Anda sekarang masuk sebagai ${sesi.nama}, sedangkan halaman ini dibuka oleh akun lain. Isiannya menunggu sampai pemiliknya masuk lagi.`, { teks: "Ganti akun", url: alamatMasuk(true) });
  } else if (kabar) {
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((n) => { n.value = csrf(); });
    kabar.remove();
    kabar = null;
  }
}

/* What was left here too long: of what stays once in a tab, of what is gone until its owner has closed it. */
async function kabarkanLama() {
  const semua = await simpanan.sapu((ada, orang) => simpananLama(ada, orang, Date.now()));
  const dikabari = new Set((sessionStorage.getItem("perut-dikabari") || "").split("\n"));
  const baru = new Map(); // one line for each sentence and page
  semua.filter((k) => !dikabari.has(k.kunci)).forEach((k) => baru.set(kalimatLama(k) + k.alamat, k));
  if (!baru.size) return;
  sessionStorage.setItem("perut-dikabari", [...dikabari, ...semua.filter((k) => k.jenis !== "dibuang").map((k) => k.kunci)].join("\n"));
  const kotak = buat("div", "alert alert-warning isian-lama"), daftar = buat("ul", "mb-2 ps-3"), tutup = buat("button", "btn btn-outline-secondary btn-sm", "Tutup");
  baru.forEach((k) => {
    const butir = buat("li", "text-break", kalimatLama(k) + " ");
    if (k.alamat) {
      const a = buat("a", "alert-link", "Buka halamannya");
      a.href = k.alamat;
      butir.append(a);
    }
    daftar.append(butir);
  });
  tutup.addEventListener("click", () => {
    kotak.remove();
    simpanan.sapu(() => ({ ubahan: semua.filter((k) => k.jenis === "dibuang").map((k) => [k.kunci, null]) }));
  });
  kotak.append(daftar, tutup);
  document.querySelector(".pesan-pesan").append(kotak);
}

async function mulai() {
  await simpanan.mulai(); // what is open must be known before anything is thrown away
  await bersihkan();
  await kabarkanLama().catch(() => {}); // storage is forbidden, or full
  rekaman = (await simpanan.sisa()).filter((r) => r.rekaman.isi);
  daftarkan();
  ["input", "change"].forEach((n) => document.addEventListener(n, mengetik));
  document.addEventListener("visibilitychange", periksaSesi);
  window.addEventListener("pagehide", catatSemua);
  document.documentElement.dataset.konsep = "siap";
}

// A page that the browser had kept whole: nobody but its owner sees it again.
window.addEventListener("pageshow", async (p) => {
  if (!p.persisted || !pemilik()) return;
  document.documentElement.style.visibility = "hidden"; // until the server has said whose it is now
  const sesi = await tanyaSesi();
  if (sesi && sesi.keadaan !== "pemilik") location.reload();
  else document.documentElement.style.visibility = "";
});
if (pemilik() && !document.getElementById("lapangan")) mulai();
