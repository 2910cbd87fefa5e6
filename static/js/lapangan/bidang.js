/* The inputs of one row: reading them, filling them, and showing what is wrong beneath each. */
import { rapi } from "../antrean/gabung.js";
import { ragam } from "./halaman.js";

let urut = 0;

const kolomKolom = (el) => Array.from(el.querySelectorAll("[data-kolom]"));

/* Names and ids that labels and radios need; made here to keep the page small. */
export function pasang(el) {
  const kelompok = ++urut;
  kolomKolom(el).forEach((n) => {
    if (n.type === "radio") n.name = n.dataset.kolom + "-" + kelompok;
  });
  el.querySelectorAll(".bidang").forEach((b) => {
    const n = b.querySelector("[data-kolom]");
    n.id = "i" + kelompok + "-" + n.dataset.kolom;
    b.querySelector("label").htmlFor = n.id;
  });
  el.querySelectorAll("select[data-nilai]").forEach((n) => {
    n.append(document.getElementById(n.dataset.pilihan).content.cloneNode(true));
    n.value = n.dataset.nilai;
  });
  el.querySelectorAll("textarea").forEach(tinggikan);
  segarkan(el);
}

export function tinggikan(n) {
  if (window.CSS && CSS.supports("field-sizing", "content")) return; // the browser does it by itself
  n.rows = Math.min(30, Math.max(n.defaultRows || (n.defaultRows = n.rows), n.value.split("\n").length + 1));
}

/* The row as texts. What is in a hidden `data-rincian` counts as empty but stays in the page. */
export function kumpul(el) {
  const orang = el.querySelector("button.orang");
  if (orang) {
    const isi = { nama: orang.children[0].textContent, jabatan: orang.children[1].textContent, unsur: orang.dataset.unsur };
    if (orang.dataset.sumber) isi[orang.dataset.sumber] = orang.dataset.sumberId;
    return isi;
  }
  const isi = {};
  kolomKolom(el).forEach((n) => {
    const nama = n.dataset.kolom;
    const nilai = n.closest("[data-rincian][hidden]") ? "" : n.value;
    if (n.type !== "radio") isi[nama] = nilai;
    else if (n.checked) isi[nama] = nilai;
    else if (!(nama in isi)) isi[nama] = "";
  });
  return isi;
}

const dipilih = (n) => n.type === "radio" || n.type === "checkbox";

/* An input as the server sent it. Browsers tidy values ("09:00:00.000"), so an untouched twin is asked. */
function semula(n) {
  if (dipilih(n)) return n.defaultChecked;
  if (n.dataset.nilai !== undefined) return n.dataset.nilai;
  if (n.tagName === "SELECT") return (Array.from(n.options).find((o) => o.defaultSelected) || n.options[0])?.value ?? "";
  if (n.tagName === "TEXTAREA" || n.value === n.defaultValue) return n.defaultValue;
  const kembar = document.createElement("input");
  kembar.type = n.type;
  kembar.value = n.defaultValue;
  return kembar.value;
}

/* The row as the server sent it: what was typed before this script could listen is no part of it. */
export function kumpulSemula(el) {
  const kolom = kolomKolom(el);
  const kini = kolom.map((n) => (dipilih(n) ? n.checked : n.value)), dulu = kolom.map(semula);
  if (kini.every((v, i) => v === dulu[i])) return kumpul(el);
  const isikan = (nilai) => {
    kolom.forEach((n, i) => { if (dipilih(n)) n.checked = nilai[i]; else n.value = nilai[i]; });
    segarkan(el);
  };
  isikan(dulu);
  const isi = kumpul(el);
  isikan(kini);
  return isi;
}

export function terapkan(el, isi) {
  kolomKolom(el).forEach((n) => {
    const nilai = isi[n.dataset.kolom];
    if (nilai === undefined) return;
    if (n.type === "radio") n.checked = n.value === nilai;
    else if (n.value !== nilai) n.value = nilai;
    if (n.tagName === "TEXTAREA") tinggikan(n);
  });
  segarkan(el);
}

/* What depends on an answer in this row; the page of one kind of work says what that is. */
export const segarkan = (el) => ragam.penyegar(el);

export function label(el, kolom) {
  const n = el.querySelector('[data-kolom="' + kolom + '"]');
  const wadah = n && n.closest(".bidang, fieldset");
  const sebutan = wadah && wadah.querySelector("label.form-label, legend");
  return sebutan ? sebutan.textContent.trim() : kolom;
}

/* The value as a person reads it: the words of a choice rather than its code. */
export function terbaca(el, kolom, nilai) {
  if (!nilai) return "(kosong)";
  const n = kolomKolom(el).find((x) => x.dataset.kolom === kolom && (x.type !== "radio" || x.value === nilai));
  if (n && n.type === "radio") return n.parentNode.textContent.trim();
  if (n && n.tagName === "SELECT") {
    const pilihan = Array.from(n.options).find((o) => o.value === nilai);
    return pilihan ? pilihan.textContent : nilai;
  }
  return nilai;
}

/* The row as somebody reads it who does not have this page: what it is called, and what was answered. */
export function tertulis(el, nama) {
  const judul = el.querySelector("h3, h4, .butir-teks")?.textContent.trim() || nama || "";
  const isi = kumpul(el), terlihat = (kolom) => el.querySelector('[data-kolom="' + kolom + '"]:not([type=hidden])');
  const teks = Object.keys(isi).filter((k) => rapi(isi[k]) && (terlihat(k) || !kolomKolom(el).length))
    .map((k) => [label(el, k), terbaca(el, k, isi[k])]);
  return { judul: judul.replace(/\s+/g, " ").slice(0, 150), teks };
}

export function wajibKosong(el) {
  const isi = kumpul(el);
  const kurang = new Map();
  kolomKolom(el).forEach((n) => {
    if (n.dataset.wajib && !rapi(isi[n.dataset.kolom])) kurang.set(n.dataset.kolom, n.dataset.wajib);
  });
  return Array.from(kurang.values());
}

export function bersihkanGalat(el, kolom) {
  const saring = kolom ? '[data-galat="' + kolom + '"]' : "[data-galat]";
  el.querySelectorAll(saring).forEach((n) => n.remove());
  kolomKolom(el).forEach((n) => {
    if (kolom && n.dataset.kolom !== kolom) return;
    n.removeAttribute("aria-invalid");
    n.removeAttribute("aria-describedby");
    n.classList.remove("is-invalid");
  });
}

export function tampilGalat(el, kesalahan) {
  bersihkanGalat(el);
  Object.keys(kesalahan).forEach((kolom) => {
    const p = document.createElement("p");
    p.className = "galat";
    p.dataset.galat = kolom;
    p.id = "g" + ++urut;
    p.textContent = kesalahan[kolom].join(" ");
    const n = el.querySelector('[data-kolom="' + kolom + '"]:not([type=hidden])');
    if (n) {
      el.querySelectorAll('[data-kolom="' + kolom + '"]').forEach((x) => {
        x.setAttribute("aria-invalid", "true");
        x.setAttribute("aria-describedby", p.id);
        if (x.type !== "radio") x.classList.add("is-invalid");
      });
      n.closest(".bidang, fieldset").append(p);
    } else {
      const kaki = el.querySelector(".kaki");
      if (kaki) kaki.before(p);
      else el.append(p);
    }
  });
}

export function tanda(el, teks, jenis) {
  const n = el.querySelector("[data-tanda]");
  if (!n) return;
  n.textContent = teks;
  n.dataset.jenis = jenis || "";
}
