/* Comparing and merging the content of a row: { column: text }. Nothing here knows a page. */

/* A text as it counts: how lines end and what stands around it is no difference. */
export const rapi = (teks) => String(teks == null ? "" : teks).replace(/\r\n?/g, "\n").trim();

export const sama = (a, b) => Object.keys(a).every((k) => rapi(a[k]) === rapi(b[k]));
export const identik = (a, b) => Object.keys(a).every((k) => a[k] === b[k]);

/* Mine against the server's, both having begun at `dasar` (null: nothing is known of what came before). What only
   the server changed is in `ambil`; columns that both changed are in `bentrok` and are for a person to decide.
   `utuh`: the row is one answer and never mixed. `mengalah`: columns in which the server always wins. */
export function gabung(saya, dasar, server, { utuh = false, mengalah = [] } = {}) {
  const ambil = {}, bentrok = [], awal = dasar || {};
  Object.keys(saya).forEach((k) => {
    if (!(k in server) || rapi(saya[k]) === rapi(server[k])) return;
    if (utuh) bentrok.push(k);
    else if (mengalah.includes(k) || rapi(saya[k]) === rapi(awal[k])) ambil[k] = server[k];
    else if (rapi(server[k]) !== rapi(awal[k])) bentrok.push(k);
  });
  return { ambil, bentrok };
}
