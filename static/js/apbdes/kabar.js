/* What is said: to a screen reader in passing, or to everybody until something else is. */
import { buat } from "../bersama/dom.js";

const kabar = document.getElementById("kabar");

export function umumkan(teks) {
  kabar.textContent = "";
  setTimeout(() => { kabar.textContent = teks; }, 30);
}

/* `tautan` ({ teks, url }): what can be done about it. Without words nothing stands there any more. */
export function umumkanTetap(teks, tautan) {
  const wadah = document.getElementById("pengumuman");
  if (!teks) return wadah.replaceChildren();
  const p = buat("div", "alert alert-warning", teks + " ");
  if (tautan) {
    const a = buat("a", "alert-link", tautan.teks);
    a.href = tautan.url;
    p.append(a);
  }
  p.setAttribute("role", "alert");
  wadah.replaceChildren(p);
}
