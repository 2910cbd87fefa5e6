/* The list with the one at `dari` moved by `langkah` places; past an end it stays there. */
export function geser(daftar, dari, langkah) {
  const ke = Math.min(daftar.length - 1, Math.max(0, dari + langkah));
  const hasil = daftar.slice();
  hasil.splice(ke, 0, ...hasil.splice(dari, 1));
  return hasil;
}
