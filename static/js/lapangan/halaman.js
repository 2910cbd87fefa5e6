/* The page in the field as the server gave it, its memory, and what one kind of work has of its own. */
import { Simpanan } from "../bersama/simpanan.js";

export const akar = document.getElementById("lapangan");
export const data = akar.dataset;
export const simpanan = new Simpanan(data);

/* What a kind of work (a visit, a monitoring, scoring) changes; its own module fills it in before `mulai`. */
export const ragam = {
  nama: { foto: "Foto", temuan: "Temuan" }, // of a kind of row, as its removal is announced
  aksi: {}, // taps: (row, button) => …
  penyegar() {}, // what depends on an answer in this row's element
  hitungSemua() {}, // how far each section is
  urutPulih: (rekaman) => rekaman, // rows before those that hang on them
  pilihanFoto: () => ({}), // which row the chosen photos belong to, from the input that was used
  /* Where a new row goes, and what it is copied from; null when its place is not on this page. */
  tempatBaris(jenis) {
    const daftar = akar.querySelector('[data-daftar="' + jenis + '"]');
    return daftar && { daftar, cetakan: document.getElementById("cetakan-" + jenis) };
  },
};
