/* What is said: to a screen reader in passing, or to everybody until something else is. */
import { buat } from "../bersama/dom.js";

const kabar = document.getElementById("kabar");

export function umumkan(teks) {
  kabar.textContent = "";
  setTimeout(() => { kabar.textContent = teks; }, 30);
}

export function umumkanTetap(teks) {
  const p = buat("div", "alert alert-warning", teks);
  p.setAttribute("role", "alert");
  document.getElementById("pengumuman").replaceChildren(p);
}
