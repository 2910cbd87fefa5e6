/* Sentences above the form, each until it is closed or its cause is gone. */
import { buat } from "../bersama/dom.js";

const wadah = document.getElementById("pengumuman");

/* `kunci` names the cause: the same one is said once. `tautan` ({ teks, url, baru }) stands in place of "Tutup". */
export function umumkan(teks, kunci, tautan) {
  cabutPengumuman(kunci);
  const p = buat("div", "alert alert-warning", teks + " ");
  p.dataset.kunci = kunci;
  if (tautan) {
    const a = buat("a", "alert-link", tautan.teks);
    a.href = tautan.url;
    if (tautan.baru) a.target = "_blank";
    p.append(a);
  } else {
    const tutup = buat("button", "btn btn-link", "Tutup");
    tutup.addEventListener("click", () => p.remove());
    p.append(tutup);
  }
  wadah.append(p);
}

export function cabutPengumuman(...kunci) {
  wadah.querySelectorAll("[data-kunci]").forEach((p) => { if (kunci.includes(p.dataset.kunci)) p.remove(); });
}
