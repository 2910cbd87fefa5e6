/* One request to the server. Answers { kode, data }: 302 is the login page, data is null without JSON. */
(function (L) {
  "use strict";
  const BATAS_WAKTU = 30000;

  L.csrf = function () {
    // Read from the cookie each time: logging in again in another tab changes it.
    const cocok = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const isian = document.querySelector("[name=csrfmiddlewaretoken]");
    return cocok ? decodeURIComponent(cocok[1]) : isian ? isian.value : "";
  };

  L.minta = async function (alamat, badan) {
    const batas = new AbortController();
    const pewaktu = setTimeout(() => batas.abort(), BATAS_WAKTU);
    try {
      const r = await fetch(alamat, {
        method: "POST",
        body: JSON.stringify(badan),
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          "X-CSRFToken": L.csrf(),
          "X-Pengguna": L.akar.dataset.pengguna,
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
  };
})(window.Lapangan);
