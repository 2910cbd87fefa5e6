/* The sums of a budget in sen, kept row by row: what one row changes is all that is reckoned again. */
import { nilai } from "./angka.js";

/* The sums that a row counts in: "pendapatan", "b1", "s1.1", "k1.1.01", "6.1" … */
function kunci(b) {
  if (b.lembar === "pendapatan") return ["pendapatan"];
  if (b.lembar === "pembiayaan") return ["pembiayaan", b.isi.rekening.split(".").slice(0, 2).join(".")];
  const [x, y] = b.isi.kegiatan.split(".");
  return ["belanja", "b" + x, "s" + x + "." + y, "k" + b.isi.kegiatan];
}

export class Jumlah {
  #jumlah = new Map();

  ambil(k) { return this.#jumlah.get(k) || 0n; }

  /* Count a row in (1) or out (-1). Answers the keys of the sums that it touches. */
  catat(b, tanda) {
    const n = BigInt(tanda) * nilai(b.isi.jumlah), berubah = kunci(b);
    if (n) berubah.forEach((k) => this.#jumlah.set(k, this.ambil(k) + n));
    return berubah;
  }
}
