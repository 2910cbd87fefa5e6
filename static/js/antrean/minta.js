/* One request to the server. Answers { kode, data }: 302 is the end of the session, data is null without JSON. */
import { csrf } from "../bersama/sesi.js";

const BATAS_WAKTU = 30000;

/* `pengguna`: who the page was opened by; the server refuses what another account would send. */
export async function minta(alamat, badan, pengguna) {
  const batas = new AbortController();
  const pewaktu = setTimeout(() => batas.abort(), BATAS_WAKTU);
  try {
    const r = await fetch(alamat, {
      method: "POST",
      body: JSON.stringify(badan),
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": csrf(),
        "X-Pengguna": pengguna,
      },
      redirect: "manual",
      signal: batas.signal,
    });
    if (r.type === "opaqueredirect" || r.status === 401) return { kode: 302 };
    const json = (r.headers.get("Content-Type") || "").startsWith("application/json");
    return { kode: r.status, data: json ? await r.json() : null };
  } finally {
    clearTimeout(pewaktu);
  }
}
