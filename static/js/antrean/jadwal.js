/* Which row is due when: one timer for all of them. */
const RAPAT = 250; // rows that travel together do not wait for each other longer than this

export class Jadwal {
  #antre = new Set();
  #pewaktu = null;
  #pada = Infinity;
  #bangunkan;

  constructor(bangunkan) { this.#bangunkan = bangunkan; }

  taruh(b, jeda) {
    b.saat = Date.now() + jeda;
    this.#antre.add(b);
    if (b.saat < this.#pada) this.#setel(b.saat);
  }
  buang(b) { this.#antre.delete(b); }

  /* Sleep until the next row is due; `diam`: until somebody else wakes it. */
  tidur(diam) {
    this.#setel(diam ? Infinity : Math.min(Infinity, ...Array.from(this.#antre, (b) => b.saat)));
  }
  #setel(saat) {
    clearTimeout(this.#pewaktu);
    this.#pada = saat;
    if (saat < Infinity) this.#pewaktu = setTimeout(this.#bangunkan, Math.max(0, saat - Date.now()));
  }

  /* Up to `banyak` rows that are due and `siap`, out of the schedule. A row marked `sendirian` travels alone. */
  ambil(banyak, siap) {
    const kini = Date.now(), daftar = [];
    if (!Array.from(this.#antre).some((b) => b.saat <= kini)) return daftar;
    for (const b of this.#antre) {
      if (daftar.length >= banyak || daftar[0]?.sendirian) break;
      if (b.saat > kini + (banyak > 1 ? RAPAT : 0) || (b.sendirian && daftar.length)) continue;
      this.#antre.delete(b);
      if (siap(b)) daftar.push(b);
    }
    return daftar;
  }
}
