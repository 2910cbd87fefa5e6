/* What this device still holds of a person's work, as it is shown, saved, and handed over. No DOM, no memory.
   Of [{ kunci, tempat, hidup, rekaman, foto }] that simpanan.milik() answers. */
import { TEMPAT } from "./konsep.js";

/* The words of one record: as its page noted them, or what it holds where no page did. */
export function teks(rekaman) {
  if (Array.isArray(rekaman.teks)) return rekaman.teks;
  const isi = rekaman.isi ?? {};
  const pasangan = Array.isArray(isi) ? isi : Object.entries(isi);
  return pasangan.filter(([, v]) => String(v ?? "").trim()).map(([k, v]) => [k.replace(/[-_]/g, " "), String(v)]);
}

/* Neither a step that can be undone, nor only the memory of a draft that was thrown away, nor a photo's caption. */
const tampak = ({ rekaman: r, foto }) => foto || (!r.perubahan && !r.dibuang && (r.hapus || teks(r).length > 0));

/* [{ alamat, halaman, waktu, baris: [{ judul, waktu, teks, kunci }], foto: [{ …, kunci }], hidup }], the newest first. */
export function kelompok(semua) {
  const hasil = new Map();
  semua.filter(tampak).forEach(({ kunci, rekaman: r, foto, hidup, tempat }) => {
    const alamat = r.alamat || "";
    const satu = hasil.get(alamat) || { alamat, halaman: "", waktu: 0, baris: [], foto: [], hidup: false, konsep: false };
    const waktu = (foto ? r.ditaruh : r.waktu) || Date.parse(r.waktu) || 0;
    if (r.halaman && waktu >= satu.waktu) satu.halaman = r.halaman;
    satu.waktu = Math.max(satu.waktu, waktu);
    satu.hidup ||= Boolean(hidup);
    satu.konsep ||= tempat === TEMPAT;
    if (foto) satu.foto.push({ ...r, kunci });
    else satu.baris.push({ judul: r.judul || (r.hapus ? "Yang hendak dihapus" : "Isian"), waktu, teks: teks(r), kunci });
    hasil.set(alamat, satu);
  });
  const daftar = Array.from(hasil.values());
  daftar.forEach((s) => {
    s.halaman ||= s.alamat || "Halaman yang tidak diketahui lagi";
    s.baris.sort((a, b) => a.waktu - b.waktu);
  });
  return daftar.sort((a, b) => b.waktu - a.waktu);
}

const saat = (waktu) => (waktu ? new Date(waktu).toISOString() : "");

/* What the server is given: serahan/kiriman.py. */
export const kiriman = (s) => JSON.stringify({
  halaman: s.halaman, alamat: s.alamat.startsWith("/") ? s.alamat : "/",
  isi: s.baris.map((b) => ({ judul: b.judul, waktu: saat(b.waktu), teks: b.teks })),
});

/* The same as plain text, to be copied or kept as a file. */
export function naskah(s) {
  const baris = s.baris.map((b) => [b.judul, ...b.teks.map(([k, v]) => `${k}: ${v}`)].join("\n"));
  return [s.halaman, ...baris].join("\n\n") + "\n";
}

export function ringkasan(s) {
  const bagian = [];
  if (s.baris.length) bagian.push(`${s.baris.length} isian`);
  if (s.foto.length) bagian.push(`${s.foto.length} foto`);
  const kapan = s.waktu
    ? `, terakhir ${new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeStyle: "short" }).format(new Date(s.waktu))}` : "";
  return bagian.join(" dan ") + kapan + "." + (s.hidup ? " Halamannya sedang terbuka di tab lain, dan mungkin sedang mengirimnya." : "");
}

const hex = (penyangga) => Array.from(new Uint8Array(penyangga), (b) => b.toString(16).padStart(2, "0")).join("");

/* SHA-256 of these bytes; empty where the browser computes none (a page without https). */
export async function sidik(isi) {
  const alat = globalThis.crypto?.subtle;
  if (!alat) return "";
  return hex(await alat.digest("SHA-256", isi));
}
