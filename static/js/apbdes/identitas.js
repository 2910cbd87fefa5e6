/* The identity of the version: one row of the contract, shown as a form. */
import { bacaUang, rapikanKetikan } from "./angka.js";
import { tampilKonflik, tampilNilai } from "./gambar.js";
import { berubah, identitas, layar } from "./kirim.js";

const UANG = ["pagu_dds", "pagu_add", "pagu_pbh"];
const wadah = document.getElementById("identitas");
const masukan = () => wadah.querySelectorAll("[data-kolom]");

function tampil(b) {
  masukan().forEach((m) => {
    const galat = b.kesalahan[m.dataset.kolom] || "";
    m.setAttribute("aria-invalid", String(Boolean(galat)));
    document.getElementById(m.getAttribute("aria-describedby")).textContent = galat;
  });
  tampilKonflik(b, wadah, "Identitas");
}

export function pasangIdentitas() {
  const baris = { ...layar };
  layar.tampil = (b) => (b === identitas ? tampil(b) : baris.tampil(b));
  layar.sel = (b, ubahan) => (b === identitas ? isi(ubahan) : baris.sel(b, ubahan));
  layar.buka = (b) => (b === identitas ? (wadah.closest("details").open = true) : baris.buka(b));
  masukan().forEach((m) => { m.value = tampilNilai(m.dataset.kolom, identitas.isi[m.dataset.kolom]); });
  wadah.addEventListener("input", (e) => {
    const k = e.target.dataset.kolom, uang = UANG.includes(k);
    if (uang) rapikanKetikan(e);
    identitas.isi[k] = (uang ? bacaUang(e.target.value) : e.target.value.trim()) ?? e.target.value;
    berubah(identitas, 1200);
  });
  wadah.addEventListener("change", (e) => {
    e.target.value = tampilNilai(e.target.dataset.kolom, identitas.isi[e.target.dataset.kolom]);
    berubah(identitas);
  });
}

/* What is being typed at this moment stays as it is. */
function isi(ubahan) {
  masukan().forEach((m) => {
    const k = m.dataset.kolom;
    if (m !== document.activeElement && k in ubahan) m.value = tampilNilai(k, identitas.isi[k]);
  });
}
