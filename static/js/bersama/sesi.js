/* Whose page this is, and who is signed in here now. */
export const pemilik = () => document.body.dataset.pengguna || "";

export function csrf() {
  // Read from the cookie each time: logging in again in another tab changes it.
  const cocok = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  const isian = document.querySelector("[name=csrfmiddlewaretoken]");
  return cocok ? decodeURIComponent(cocok[1]) : isian ? isian.value : "";
}

/* What the answer of the server means for a page that `milik` has opened: { keadaan: "pemilik" | "tamu" | "lain", nama }. */
export function bandingkan(milik, { pengguna, nama }) {
  if (!pengguna) return { keadaan: "tamu", nama: "" };
  return { keadaan: pengguna === milik ? "pemilik" : "lain", nama };
}

/* null where the server does not answer: then nothing is known. Asking is no use of the session. */
export async function tanyaSesi() {
  try {
    const r = await fetch(document.body.dataset.urlSesi, { headers: { Accept: "application/json" }, cache: "no-store" });
    return r.ok ? bandingkan(pemilik(), await r.json()) : null;
  } catch {
    return null;
  }
}

/* The login page, and back here; for whoever is signed in as somebody else it asks all the same. */
export const alamatMasuk = (lain) =>
  document.body.dataset.urlMasuk + "?" + (lain ? "ganti&" : "") + "next=" + encodeURIComponent(location.pathname + location.search);
