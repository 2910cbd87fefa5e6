/* Numbers as Indonesians write them. Money is whole rupiah in a Number (below 10^15, so exact); a volume is kept as
   text with a comma and multiplied in BigInt, so that nothing is ever rounded. */
const TERBESAR = 1e15;
const POLA = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/;

export const tulis = (n) => (n < 0 ? "-" : "") + String(Math.abs(n)).replace(/\B(?=(\d{3})+$)/g, ".");
export const rupiah = (n) => (n < 0 ? "-Rp" : "Rp") + tulis(Math.abs(n));

/* Text of a cell → digits ("1500000"), or null when it is no amount. "" stays "". */
export function bacaUang(teks) {
  const t = teks.trim().replace(/^rp\.?\s*/i, "").replace(/,-$/, "").replace(/,0+$/, "");
  if (t === "") return "";
  const cocok = POLA.exec(t);
  if (!cocok || cocok[2]) return null;
  const n = Number(cocok[1].replace(/\./g, ""));
  return n <= TERBESAR ? String(n) : null;
}

/* A volume: "1.500,25" → "1500,25"; null when it is none. */
export function bacaVolume(teks) {
  const t = teks.trim();
  if (t === "") return "";
  const cocok = POLA.exec(t);
  if (!cocok) return null;
  const pecahan = (cocok[2] || "").replace(/0+$/, "");
  if (pecahan.length > 4) return null;
  const bulat = cocok[1].replace(/\./g, "").replace(/^0+(?=\d)/, "");
  return pecahan ? bulat + "," + pecahan : bulat;
}

export const tulisUang = (digit) => (/^\d+$/.test(digit) ? tulis(Number(digit)) : digit);
export function tulisVolume(teks) {
  const [bulat, pecahan] = teks.split(",");
  return /^\d+$/.test(bulat) ? tulis(Number(bulat)) + (pecahan ? "," + pecahan : "") : teks;
}

/* volume × price in whole rupiah as digits; null when it is not whole or too large. */
export function kali(volume, harga) {
  const [bulat, pecahan = ""] = volume.split(",");
  const skala = 10n ** BigInt(pecahan.length);
  const hasil = BigInt(bulat + pecahan) * BigInt(harga);
  if (hasil % skala !== 0n || hasil / skala > BigInt(TERBESAR)) return null;
  return String(hasil / skala);
}

/* While money is typed, its dots follow the digits and the cursor keeps its place among them. Only after a digit or
   a deletion: what is pasted stays as it came, because "1.5" from elsewhere is no 15. */
export function rapikanKetikan(e) {
  const m = e.target;
  if (!/^\d+$/.test(e.data || "") && !(e.inputType || "").startsWith("delete")) return;
  if (!/^[\d.]+$/.test(m.value)) return;
  const digit = m.value.replace(/\./g, "").replace(/^0+(?=\d)/, "");
  if (!digit || Number(digit) > TERBESAR) return;
  let kiri = m.value.slice(0, m.selectionStart).replace(/\D/g, "").length, letak = 0;
  const teks = tulis(Number(digit));
  if (teks === m.value) return;
  while (kiri > 0 && letak < teks.length) { if (teks[letak] !== ".") kiri -= 1; letak += 1; }
  m.value = teks;
  m.setSelectionRange(letak, letak);
}

export const nilai = (digit) => (/^-?\d+$/.test(digit) ? Number(digit) : 0);
