/* Numbers as Indonesians write them. Money is kept as text of rupiah ("1500000", "1500000,50") and reckoned in sen as
   BigInt; a volume is kept as text with a comma. Nothing is ever rounded but the product that is proposed. */
const TERBESAR = 10n ** 17n; // sen
const POLA = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/;
const UANG = /^\d+(?:,\d\d)?$/;

const ribuan = (digit) => digit.replace(/\B(?=(\d{3})+$)/g, ".");
const mutlak = (n) => (n < 0n ? -n : n);

/* Sen → "1.500.000" or "1.500.000,50". */
export function tulis(sen) {
  const n = mutlak(sen), sisa = n % 100n;
  return (sen < 0n ? "-" : "") + ribuan(String(n / 100n)) + (sisa ? "," + String(sisa).padStart(2, "0") : "");
}
export const rupiah = (sen) => (sen < 0n ? "-Rp" : "Rp") + tulis(mutlak(sen));

/* Sen → the text that a cell keeps. */
const teksUang = (sen) => tulis(sen).replace(/\./g, "");

/* Text of a cell → text that is kept, or null when it is no amount. "" stays "". */
export function bacaUang(teks) {
  const t = teks.trim().replace(/^rp\.?\s*/i, "").replace(/,-$/, "");
  if (t === "") return "";
  const cocok = POLA.exec(t);
  if (!cocok || /^\d{1,3},\d{3}$/.test(t)) return null; // 1,500: fifteen hundred where English is written
  const pecahan = (cocok[2] || "").replace(/0+$/, "");
  if (pecahan.length > 2) return null;
  const n = BigInt(cocok[1].replace(/\./g, "") + pecahan.padEnd(2, "0"));
  return n <= TERBESAR ? teksUang(n) : null;
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

export const tulisUang = (teks) => (UANG.test(teks) ? tulis(nilai(teks)) : teks);
export function tulisVolume(teks) {
  const [bulat, pecahan] = teks.split(",");
  return /^\d+$/.test(bulat) ? ribuan(bulat) + (pecahan ? "," + pecahan : "") : teks;
}

/* volume × price exactly: sen multiplied by 10 to the decimals of the volume, and that power. */
function hasil(volume, harga) {
  const [bulat, pecahan = ""] = volume.split(",");
  return [BigInt(bulat + pecahan) * nilai(harga), 10n ** BigInt(pecahan.length)];
}

/* volume × price to the sen, half up, as text; null when it is too large. */
export function kali(volume, harga) {
  const [tepat, skala] = hasil(volume, harga);
  const sen = (2n * tepat + skala) / (2n * skala);
  return sen <= TERBESAR ? teksUang(sen) : null;
}

/* The nearest rupiah, half up. */
export const bulatkan = (teks) => teksUang(((nilai(teks) + 50n) / 100n) * 100n);

/* Whether an amount is less than one rupiah away from volume × price. */
export function cocokKali(volume, harga, jumlah) {
  const [tepat, skala] = hasil(volume, harga);
  return mutlak(tepat - nilai(jumlah) * skala) < 100n * skala;
}

/* While money is typed, its dots follow the digits and the cursor keeps its place among them. Only after a digit or
   a deletion: what is pasted stays as it came, because "1.5" from elsewhere is no 15. */
export function rapikanKetikan(e) {
  const m = e.target;
  if (!/^\d+$/.test(e.data || "") && !(e.inputType || "").startsWith("delete")) return;
  const cocok = /^([\d.]+)(,\d*)?$/.exec(m.value);
  if (!cocok) return;
  const digit = cocok[1].replace(/\./g, "").replace(/^0+(?=\d)/, "");
  if (!digit || digit.length > 16) return;
  const teks = ribuan(digit) + (cocok[2] || "");
  if (teks === m.value) return;
  let kiri = m.value.slice(0, m.selectionStart).replace(/[^\d,]/g, "").length, letak = 0;
  while (kiri > 0 && letak < teks.length) { if (teks[letak] !== ".") kiri -= 1; letak += 1; }
  m.value = teks;
  m.setSelectionRange(letak, letak);
}

/* The text of a cell in sen; what is no amount counts as nothing. */
export function nilai(teks) {
  if (!UANG.test(teks)) return 0n;
  const [bulat, sen = "00"] = teks.split(",");
  return BigInt(bulat + sen);
}
