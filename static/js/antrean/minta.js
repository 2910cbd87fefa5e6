/* One request to the server. Answers { kode, data }: 302 is the login page, data is null without JSON. */
const BATAS_WAKTU = 30000;

export function csrf() {
  // Read from the cookie each time: logging in again in another tab changes it.
  const cocok = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  const isian = document.querySelector("[name=csrfmiddlewaretoken]");
  return cocok ? decodeURIComponent(cocok[1]) : isian ? isian.value : "";
}

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
    if (r.type === "opaqueredirect") return { kode: 302 };
    const json = (r.headers.get("Content-Type") || "").startsWith("application/json");
    return { kode: r.status, data: json ? await r.json() : null };
  } finally {
    clearTimeout(pewaktu);
  }
}
