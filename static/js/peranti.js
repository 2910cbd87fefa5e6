/* "Isian yang belum terkirim": everything that this person typed or photographed and that lies on this device only. */
import { buat } from "./bersama/dom.js";
import { csrf, pemilik } from "./bersama/sesi.js";
import { Simpanan } from "./bersama/simpanan.js";
import { kelompok, kiriman, naskah, ringkasan, sidik } from "./bersama/sisa.js";

const simpanan = new Simpanan({ pengguna: pemilik(), tempat: "peranti" });
const wadah = document.getElementById("sisa"), keadaan = document.getElementById("sisa-keadaan");
const GAGAL = "Belum diserahkan: server tidak menjawab. Semuanya tetap ada di peranti ini; coba lagi bila ada sinyal.";
const BERUBAH = "Jawaban server tidak cocok dengan yang dikirim, jadi salinan di peranti ini dipertahankan. Coba lagi.";

async function kirim(url, badan, jenis) {
  const kepala = { "X-CSRFToken": csrf(), "X-Pengguna": pemilik(), Accept: "application/json" };
  if (jenis) kepala["Content-Type"] = jenis;
  let jawab;
  try {
    jawab = await fetch(url, { method: "POST", headers: kepala, body: badan, redirect: "manual" });
  } catch {
    throw new Error(GAGAL);
  }
  const data = await jawab.json().catch(() => null);
  if (jawab.ok && data) return data;
  if (data?.pesan) throw new Error(data.pesan);
  if (jawab.type === "opaqueredirect" || [401, 403].includes(jawab.status)) throw new Error("Sesi Anda sudah berakhir. Masuk lagi di tab lain, lalu coba lagi; semuanya tetap ada di peranti ini.");
  if (jawab.status === 413) throw new Error("Terlalu besar untuk dikirim. Simpan sebagai berkas.");
  throw new Error(GAGAL);
}

const cocok = (milik, server) => !milik || milik === server;

async function serahkanTeks(s, kabari) {
  kabari("Menyerahkan teksnya…");
  const badan = new TextEncoder().encode(kiriman(s));
  const jawab = await kirim(wadah.dataset.urlSerahkan, badan, "application/json");
  if (!cocok(await sidik(badan), jawab.sidik)) throw new Error(BERUBAH);
  await simpanan.lepas(s.baris);
  Object.assign(s, { jawab, baris: [] });
  return jawab;
}

/* First the text, then photo by photo; each copy goes when the server has answered with the same fingerprint. */
async function serahkan(s, kabari) {
  const jawab = s.jawab || await serahkanTeks(s, kabari); // pressed again: what is left belongs to the same
  const ditolak = [];
  for (const [n, f] of s.foto.slice().entries()) {
    kabari(`Menyerahkan foto ${n + 1}…`);
    const isi = new FormData();
    isi.append("berkas", f.blob, f.nama || "foto.jpg");
    ["waktu", "lintang", "bujur", "keterangan"].forEach((k) => isi.append(k, f[k] || ""));
    try {
      const { sidik: milikServer } = await kirim(jawab.foto, isi);
      if (!cocok(await sidik(await f.blob.arrayBuffer()), milikServer)) throw new Error(BERUBAH);
    } catch (galat) {
      ditolak.push(galat.message);
      continue;
    }
    await simpanan.lepasFoto(f.kunci);
    s.foto.splice(s.foto.indexOf(f), 1);
  }
  return { url: jawab.url, ditolak };
}

function unduh(isi, nama) {
  const a = buat("a");
  a.href = URL.createObjectURL(isi);
  a.download = nama;
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 60000);
}

const namaBerkas = (s) => s.halaman.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "isian";

async function salin(s) {
  try {
    await navigator.clipboard.writeText(naskah(s));
    return "Teksnya disalin.";
  } catch {
    return "Peramban ini tidak mengizinkan menyalin. Simpan sebagai berkas.";
  }
}

function simpan(s) {
  if (s.baris.length) unduh(new Blob([naskah(s)], { type: "text/plain;charset=utf-8" }), namaBerkas(s) + ".txt");
  s.foto.forEach((f, n) => unduh(f.blob, `${namaBerkas(s)}-foto-${n + 1}.jpg`));
  return "Disimpan sebagai berkas. Isiannya tetap ada di peranti ini.";
}

async function buang(s) {
  await simpanan.lepas(s.baris);
  for (const f of s.foto) await simpanan.lepasFoto(f.kunci);
}

function isikan(kartu, s) {
  kartu.querySelector("h2").textContent = s.halaman;
  kartu.querySelector("[data-ringkasan]").textContent = ringkasan(s);
  const buka = kartu.querySelector("[data-buka]");
  if (s.alamat.startsWith("/")) buka.href = s.alamat;
  else buka.remove();
  const isi = kartu.querySelector("[data-isi]");
  kartu.querySelector("details").hidden = !s.baris.length;
  s.baris.forEach((b) => {
    const satu = buat("article", "sisa-baris"), data = buat("dl", "data mb-0");
    b.teks.forEach(([k, v]) => data.append(buat("dt", "", k), buat("dd", "teks-bebas", v)));
    satu.append(buat("h3", "", b.judul), data);
    isi.append(satu);
  });
  s.foto.forEach((f, n) => {
    const li = buat("li"), img = buat("img");
    img.alt = `Foto ${n + 1}`;
    img.src = URL.createObjectURL(f.blob);
    li.append(img, buat("span", "", f.keterangan || ""));
    kartu.querySelector("[data-foto]").append(li);
  });
}

function pasang(s) {
  const kartu = document.getElementById("cetakan-sisa").content.firstElementChild.cloneNode(true);
  const jawab = kartu.querySelector("[data-jawab]"), kabari = (teks) => { jawab.textContent = teks; };
  isikan(kartu, s);
  const selesai = (teks, url) => {
    kartu.querySelectorAll("details, [data-foto], [data-aksi], [data-buka]").forEach((n) => n.remove());
    kabari(teks + " ");
    if (url) {
      const a = buat("a", "", "Lihat yang diserahkan");
      a.href = url;
      jawab.append(a);
    }
  };
  const aksi = {
    salin: async () => kabari(await salin(s)),
    berkas: () => kabari(simpan(s)),
    async buang(tombol) {
      if (tombol.dataset.yakin !== "1") {
        tombol.dataset.yakin = "1";
        tombol.textContent = "Ya, buang; tidak dapat dikembalikan";
        return;
      }
      await buang(s);
      selesai("Dibuang dari peranti ini.");
    },
    async serahkan() {
      try {
        const { url, ditolak } = await serahkan(s, kabari);
        if (!ditolak.length) return selesai("Diserahkan kepada verifikator. Salinannya di peranti ini sudah dibuang.", url);
        kabari(`Teksnya sudah diserahkan; ${ditolak.length} foto belum. ${ditolak[0]}`);
      } catch (galat) {
        kabari(galat.message);
      }
    },
  };
  kartu.addEventListener("click", async (p) => {
    const tombol = p.target.closest("button[data-aksi]");
    if (!tombol || tombol.disabled) return;
    tombol.disabled = true;
    await aksi[tombol.dataset.aksi](tombol);
    tombol.disabled = false;
  });
  wadah.append(kartu);
}

async function mulai() {
  await simpanan.intip();
  const semua = kelompok(await simpanan.milik());
  if (!simpanan.tersedia) keadaan.textContent = "Peramban ini tidak mengizinkan penyimpanan, jadi tidak ada yang tersimpan di peranti ini.";
  else if (!semua.length) keadaan.textContent = "Tidak ada. Semua yang Anda ketik di peranti ini sudah sampai ke server.";
  else keadaan.textContent = `${semua.length} halaman dengan isian yang belum sampai ke server.`;
  semua.forEach(pasang);
  wadah.dataset.siap = "1";
}

mulai();
