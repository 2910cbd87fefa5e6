/* The verdicts on what is stored, beside the rows and on them. */
import { bukaBaris, tampilTanda } from "./gambar.js";
import { antrean } from "./kirim.js";

const panel = document.getElementById("putusan-isi");
const alamat = document.getElementById("lapangan").dataset.urlPutusan;
let pewaktu = null, pesanan = 0;

async function muat() {
  const ini = (pesanan += 1);
  panel.setAttribute("aria-busy", "true");
  try {
    const r = await fetch(alamat, { headers: { "HX-Request": "true" }, redirect: "manual" });
    if (!r.ok || ini !== pesanan) return;
    const buka = new Set(Array.from(panel.querySelectorAll("details[open]"), (d) => d.id));
    panel.innerHTML = await r.text();
    buka.forEach((id) => { const d = id && document.getElementById(id); if (d) d.open = true; });
    bacaTanda();
  } catch {
    /* without signal the last verdicts stay; the next save asks again */
  } finally {
    if (ini === pesanan) panel.removeAttribute("aria-busy");
  }
}

export function bacaTanda() {
  const ringkas = panel.querySelector("[data-ringkas]");
  document.getElementById("putusan-banyak").textContent = ringkas ? ringkas.dataset.ringkas : "";
  tampilTanda(JSON.parse(document.getElementById("putusan-tanda").textContent));
}

antrean.pada("tersimpan", () => {
  clearTimeout(pewaktu);
  pewaktu = setTimeout(muat, 400);
});

document.addEventListener("click", (e) => {
  const a = e.target.closest('a[href*="#baris-"]');
  if (a && bukaBaris(a.hash.slice("#baris-".length))) e.preventDefault();
});
