/* Codes as people type them: "1.1.1." for 1.1.01. */
export function rapikanKode(teks, banyak) {
  const bagian = teks.trim().replace(/\.$/, "").split(".");
  if (bagian.length !== banyak || !bagian.every((d) => /^\d{1,2}$/.test(d))) return teks.trim();
  return bagian.map((d, n) => (n === banyak - 1 ? d.padStart(2, "0") : String(Number(d)))).join(".");
}

/* The entries that hold every word that was typed, in code, name, pelaksana or among the words people look for (`cari`);
   those that hold the phrase as it was typed come first. */
export function cocokKode(entri, ketikan) {
  const frasa = ketikan.toLowerCase().trim().replace(/\s+/g, " "), kata = frasa.split(" ").filter(Boolean);
  const isi = (t) => t.cari.filter(Boolean).join(" ").toLowerCase();
  const cocok = entri.filter((t) => kata.every((k) => isi(t).includes(k)));
  return [...cocok.filter((t) => isi(t).includes(frasa)), ...cocok.filter((t) => !isi(t).includes(frasa))];
}
