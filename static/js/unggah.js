/* Sending files in parts (tus): several at once, with a bar each, and on from where a broken connection left off. */
import { alamatMasuk, csrf, pemilik, tanyaSesi } from "./bersama/sesi.js";

const SERENTAK = 2;
const JEDA_COBA = [0, 1000, 3000, 5000, 10000, 20000];

function mulai() {
  document.querySelectorAll("form[data-unggah]").forEach((form) => {
    if (form.dataset.siap || !window.tus || !window.tus.isSupported) return;
    form.dataset.siap = "1";
    new Pengirim(form);
  });
}

class Pengirim {
  constructor(form) {
    this.form = form;
    // Outside the form: choosing the next category replaces the form, not what is still on its way.
    this.daftar = form.closest(".unggah").querySelector("[data-daftar]");
    this.cetakan = form.querySelector("[data-cetakan]");
    this.pengumuman = form.querySelector("[data-pengumuman]");
    this.antre = [];
    this.berjalan = 0;
    const masukan = form.querySelectorAll("input[type=file]");
    masukan.forEach((m) => m.addEventListener("change", () => this.ambil(m)));
    form.addEventListener("change", (p) => { if (this.tertahan && p.target.type !== "file" && p.target.value.trim()) this.tambah(this.tertahan); });
    this.jatuhkan(form.querySelector("[data-jatuhkan]"));
    window.addEventListener("online", () => this.daftar.querySelectorAll("[data-keadaan=putus] [data-lanjutkan]").forEach((t) => t.click()));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.daftar.querySelectorAll("[data-keadaan=putus][data-sesi] [data-lanjutkan]").forEach((t) => t.click());
    });
    window.addEventListener("beforeunload", (p) => { if (this.berjalan) p.preventDefault(); });
    form.addEventListener("submit", (p) => p.preventDefault());
    // Last: where the script stops before this, the form still has its button.
    form.querySelectorAll("[data-bila-js]").forEach((e) => { e.hidden = false; });
    form.closest(".unggah").classList.add("dengan-js");
    masukan.forEach((m) => this.ambil(m));  // chosen before this script came
  }

  ambil(masukan) {
    const berkas = Array.from(masukan.files);
    masukan.value = "";  // the same file may be chosen again, and is not sent twice by the form itself
    this.tambah(berkas);
  }

  jatuhkan(kotak) {
    ["dragenter", "dragover"].forEach((n) => kotak.addEventListener(n, (p) => { p.preventDefault(); kotak.classList.add("di-atas"); }));
    ["dragleave", "drop"].forEach((n) => kotak.addEventListener(n, () => kotak.classList.remove("di-atas")));
    kotak.addEventListener("drop", (p) => { p.preventDefault(); this.tambah(Array.from(p.dataTransfer.files)); });
  }

  /* What is said about the files, as the form has it at this moment; null when something is missing. */
  isian() {
    const isi = {};
    let kurang = null;
    this.form.querySelectorAll("input:not([type=file]), select, textarea").forEach((kolom) => {
      if (kolom.name === "csrfmiddlewaretoken" || !kolom.name) return;
      isi[kolom.name] = kolom.value;
      const wajib = kolom.name === "alasan" || (kolom.name === "periode" && kolom.tagName === "SELECT");
      const kosong = wajib && !kolom.value.trim();
      kolom.classList.toggle("is-invalid", kosong);
      if (kosong && !kurang) kurang = kolom;
    });
    if (!kurang) return isi;
    kurang.focus();
    const apa = kurang.name === "alasan" ? "Tulis dahulu mengapa versi baru ini dikirim" : "Pilih dahulu periode dokumen ini";
    this.umumkan(apa + "; berkas yang tadi dipilih langsung dikirim sesudah itu.", true);
    return null;
  }

  umumkan(teks, tampil) {
    this.pengumuman.textContent = teks;
    this.pengumuman.classList.toggle("visually-hidden", !tampil);
    this.pengumuman.classList.toggle("text-danger", Boolean(tampil));
  }

  tambah(berkas) {
    if (!berkas.length) return;
    const isian = this.isian();
    this.tertahan = isian ? null : berkas;
    if (!isian) return;
    const maks = Number(this.form.dataset.jumlahMaks);
    if (berkas.length > maks) {
      this.umumkan(maks === 1
        ? "Versi baru terdiri atas satu berkas. Pilih satu saja."
        : "Anda memilih " + berkas.length + " berkas; paling banyak " + maks + " sekaligus. Belum ada yang dikirim: pilih sebagian dahulu.", true);
      return;
    }
    this.umumkan(berkas.length + " berkas akan dikirim.");
    berkas.forEach((b) => {
      const khas = Object.assign({}, isian);
      if (berkas.length > 1 && khas.judul) khas.judul = (khas.judul + " – " + b.name).slice(0, 200);
      this.antre.push(new Kiriman(this, b, khas));
    });
    this.lanjut();
  }

  lanjut() {
    while (this.berjalan < SERENTAK && this.antre.length) {
      this.berjalan += 1;
      this.antre.shift().kirim();
    }
  }

  selesaiSatu() {
    this.berjalan -= 1;
    this.lanjut();
    if (this.berjalan || this.antre.length) return;
    const hitung = (k) => this.daftar.querySelectorAll("[data-keadaan=" + k + "]").length;
    this.umumkan(hitung("selesai") + " berkas terkirim, " + hitung("ditolak") + " ditolak, " + hitung("putus") + " terputus.");
  }
}

class Kiriman {
  constructor(pengirim, berkas, isian) {
    this.pengirim = pengirim;
    this.berkas = berkas;
    this.isian = isian;
    this.baris = pengirim.cetakan.content.firstElementChild.cloneNode(true);
    this.bilah = this.baris.querySelector("progress");
    this.bilah.setAttribute("aria-label", "Terkirim dari " + berkas.name);
    this.baris.querySelector(".kiriman-nama").textContent = berkas.name;
    this.tombol = (n) => this.baris.querySelector("[data-" + n + "]");
    this.tombol("lanjutkan").addEventListener("click", () => { this.pengirim.berjalan += 1; this.kirim(); });
    this.tombol("batalkan").addEventListener("click", () => this.batalkan());
    this.katakan("antre", "Menunggu giliran.");
    pengirim.daftar.append(this.baris);
  }

  katakan(keadaan, kalimat) {
    this.baris.dataset.keadaan = keadaan;
    this.baris.querySelector(".kiriman-kalimat").textContent = kalimat;
    this.baris.toggleAttribute("data-sesi", false);
    this.tombol("masuk").hidden = true;
    this.tombol("lanjutkan").hidden = keadaan !== "putus";
    this.tombol("batalkan").hidden = !["antre", "mengirim", "putus"].includes(keadaan);
  }

  /* It waits for whoever began it: what has arrived is theirs. `pesan`: the sentence of the server. */
  tunggu(lain, pesan) {
    this.akhiri("putus", pesan || "Sesi Anda sudah berakhir. Masuk lagi di tab lain dengan akun yang sama, lalu kembali ke sini; yang sudah terkirim tidak hilang.");
    this.baris.toggleAttribute("data-sesi", true);
    this.tombol("masuk").hidden = false;
    this.tombol("masuk").href = alamatMasuk(lain);
  }

  async kirim() {
    if (this.dibatalkan) return this.pengirim.selesaiSatu();
    // Before tus asks for what has arrived: refused, it would forget where that is and begin anew.
    const sesi = this.unggahan && await tanyaSesi();
    if (sesi && sesi.keadaan !== "pemilik") {
      return this.tunggu(sesi.keadaan === "lain", sesi.nama && "Anda sekarang masuk sebagai " + sesi.nama + ". Berkas ini dikirim dengan akun lain; masuk lagi dengan akun itu untuk melanjutkan.");
    }
    const data = this.pengirim.form.dataset;
    if (this.berkas.size === 0) return this.akhiri("ditolak", "Berkas ini kosong (0 byte). Periksa aslinya, lalu pilih lagi.");
    if (this.berkas.size > Number(data.ukuranMaks)) {
      const mega = (n) => Math.round(n / 1048576);
      return this.akhiri("ditolak", "Berkas ini " + mega(this.berkas.size) + " MB; paling besar " + mega(data.ukuranMaks) + " MB. Kecilkan atau bagi menjadi beberapa berkas.");
    }
    this.katakan("mengirim", "Mengirim…");
    this.unggahan = new tus.Upload(this.berkas, {
      endpoint: data.alamat,
      chunkSize: Number(data.potongan),
      retryDelays: JEDA_COBA,
      headers: { "X-Pengguna": pemilik(), Accept: "application/json" },
      onBeforeRequest: (permintaan) => permintaan.setHeader("X-CSRFToken", csrf()),
      metadata: Object.assign({ filename: this.berkas.name }, this.isian),
      removeFingerprintOnSuccess: true,
      // Resumed only when it is the same file, of the same person, for the same purpose.
      fingerprint: (b) => Promise.resolve(["perut", pemilik(), b.name, b.size, b.lastModified, JSON.stringify(this.isian)].join("|")),
      onProgress: (terkirim, semua) => {
        const persen = Math.floor((terkirim / semua) * 100);
        this.bilah.value = persen;
        this.katakan("mengirim", "Mengirim… " + persen + "%");
      },
      onError: (galat) => this.gagal(galat),
      onSuccess: () => this.periksa(),
    });
    this.unggahan.findPreviousUploads().then((lama) => {
      if (this.dibatalkan) return;
      if (lama.length) this.unggahan.resumeFromPreviousUpload(lama[0]);
      this.unggahan.start();
    });
  }

  gagal(galat) {
    const jawab = galat.originalResponse;
    const status = jawab ? jawab.getStatus() : 0;
    let isi = {};
    try { isi = JSON.parse(jawab.getBody()); } catch { /* no answer, or not ours */ }
    const pesan = isi.pesan || "";
    if (this.menunggu(status, isi)) return;
    if (status >= 400 && status < 500 && ![408, 409, 423, 429].includes(status)) {
      return this.akhiri("ditolak", pesan || "Server menolak kiriman ini. Muat ulang halaman, masuk lagi bila diminta, lalu kirim ulang.");
    }
    this.akhiri("putus", pesan || "Sambungan terputus. Yang sudah terkirim tidak hilang; tekan Lanjutkan bila sinyal kembali.");
  }

  /* Whether this answer is about who is signed in. */
  menunggu(status, { keadaan, pesan }) {
    if (status === 401 || (status === 403 && !pesan)) this.tunggu(false);
    else if (keadaan === "akun_lain") this.tunggu(true, pesan);
    else return false;
    return true;
  }

  async periksa() {
    this.bilah.value = 100;
    this.katakan("memeriksa", "Terkirim seluruhnya. Sedang diperiksa…");
    let jawab = null;
    for (let coba = 0; coba < 3 && !jawab; coba += 1) {
      try {
        jawab = await fetch(this.unggahan.url.replace(/\/?$/, "/selesai/"), {
          method: "POST", headers: { "X-CSRFToken": csrf(), "X-Pengguna": pemilik(), Accept: "application/json" }, redirect: "error",
        });
      } catch { await new Promise((r) => setTimeout(r, 2000)); }
    }
    let isi = {};
    try { isi = await jawab.json(); } catch { /* said below */ }
    if (jawab && jawab.ok) {
      this.tombol("buka").href = isi.url;
      this.tombol("buka").hidden = false;
      this.pengirim.form.dispatchEvent(new CustomEvent("perut:diterima", { bubbles: true }));
      return this.akhiri("selesai", ("Tersimpan. Menunggu verifikasi kecamatan. " + (isi.pesan || "")).trim());
    }
    if (jawab && this.menunggu(jawab.status, isi)) return;
    if (jawab && jawab.status === 422) return this.akhiri("ditolak", isi.pesan);
    this.akhiri("putus", isi.pesan || "Berkas sudah sampai, tetapi jawabannya belum. Tekan Lanjutkan.");
  }

  batalkan() {
    this.dibatalkan = true;
    if (this.unggahan && this.baris.dataset.keadaan === "mengirim") {
      this.unggahan.abort(true).catch(() => undefined);
      this.pengirim.selesaiSatu();
    }
    this.baris.remove();
  }

  akhiri(keadaan, kalimat) {
    this.katakan(keadaan, kalimat);
    this.pengirim.selesaiSatu();
  }
}

document.addEventListener("DOMContentLoaded", () => {
  if (window.htmx) document.querySelectorAll("[data-tanpa-htmx]").forEach((t) => { t.hidden = true; });
  mulai();
});
document.addEventListener("htmx:afterSettle", mulai);
