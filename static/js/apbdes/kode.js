/* Codes as people type them: "1.1.1." for 1.1.01. */
export function rapikanKode(teks, banyak) {
  const bagian = teks.trim().replace(/\.$/, "").split(".");
  if (bagian.length !== banyak || !bagian.every((d) => /^\d{1,2}$/.test(d))) return teks.trim();
  return bagian.map((d, n) => (n === banyak - 1 ? d.padStart(2, "0") : String(Number(d)))).join(".");
}
