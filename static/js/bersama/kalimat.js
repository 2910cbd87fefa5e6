/* What the page says of all that is not on the server yet, in one sentence, true in every case. No DOM.
   `h`: counts of the queue (belum, mencoba, galat, konflik, belum_lengkap), of photos on their way (foto), and of what
   lives in this page only (rawan). `di`: how it is said where the rest is kept. */
export function kalimat(h, { halangan = "", daring = true, di = "di telepon ini" } = {}) {
  const semua = h.belum + (h.foto || 0), dikirim = Math.max(0, h.belum - h.galat - h.konflik - h.belum_lengkap) + (h.foto || 0);
  const lainnya = dikirim && daring ? ", mengirim " + dikirim : "";
  const awas = h.rawan && semua ? " – jangan tutup halaman ini" : "";
  if (halangan === "terkunci") return ["terkunci", "Terkunci" + awas];
  if (halangan === "sesi") return ["gagal", "Sesi berakhir" + awas];
  if (halangan === "akun") return ["gagal", "Akun lain masuk" + awas];
  if (halangan === "halaman") return ["gagal", awas ? "Belum tersimpan" + awas : "Muat ulang halaman"];
  if (!daring && awas) return ["gagal", "Luring" + awas];
  if (!daring) return ["luring", semua ? "Luring – " + semua + " " + di : "Luring"];
  if (h.konflik) return ["perlu", "Pilih isian (" + h.konflik + ")" + lainnya];
  if (h.mencoba) return ["gagal", "Belum tersimpan – mencoba lagi (" + h.mencoba + ")"];
  if (h.galat) return ["perlu", "Perlu diperbaiki (" + h.galat + ")" + lainnya];
  if (h.foto) return ["menyimpan", "Mengirim foto (" + h.foto + ")"];
  if (dikirim) return ["menyimpan", "Menyimpan…"];
  if (h.belum_lengkap) return ["perlu", "Belum lengkap (" + h.belum_lengkap + ")"];
  return ["tersimpan", "Semua tersimpan"];
}
