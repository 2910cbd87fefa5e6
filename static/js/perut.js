/* What every page needs: no double sends, CSRF for htmx, filters that submit by themselves, signs no font has. */
import { takTercetak } from "./bersama/huruf.js";

// A form is sent once; the button says so until the next page comes.
document.addEventListener("submit", function (peristiwa) {
  const form = peristiwa.target;
  if (form.method !== "post" || form.hasAttribute("data-boleh-ulang")) return;
  if (form.dataset.terkirim) {
    peristiwa.preventDefault();
    return;
  }
  form.dataset.terkirim = "1";
  form.querySelectorAll("button:not([type=button])").forEach(function (tombol) {
    tombol.setAttribute("aria-busy", "true");
  });
});
window.addEventListener("pageshow", function () {
  document.querySelectorAll("form[data-terkirim]").forEach(function (form) {
    delete form.dataset.terkirim;
    form.querySelectorAll("[aria-busy]").forEach(function (t) { t.removeAttribute("aria-busy"); });
  });
});

// The browser writes its own words on a file input, in its own language; ours stand in front of it.
document.querySelectorAll("input[type=file].form-control").forEach(function (masukan) {
  const bungkus = document.createElement("div");
  const tombol = document.createElement("label");
  const nama = document.createElement("span");
  bungkus.className = "pilih-berkas";
  tombol.className = "btn btn-outline-secondary";
  tombol.htmlFor = masukan.id;
  tombol.textContent = "Pilih berkas";
  nama.setAttribute("aria-live", "polite");
  const tulis = function () { nama.textContent = masukan.files.length ? masukan.files[0].name : "Belum ada berkas dipilih"; };
  masukan.classList.add("visually-hidden");
  bungkus.append(tombol, nama);
  masukan.after(bungkus);  // the input stays beside its error, which Bootstrap shows by that
  masukan.addEventListener("change", tulis);
  window.addEventListener("pageshow", tulis);
  tulis();
});

document.addEventListener("change", function (peristiwa) {
  const saringan = peristiwa.target.closest("form.saringan");
  if (saringan && peristiwa.target.tagName === "SELECT") saringan.requestSubmit();
});

document.addEventListener("click", function (peristiwa) {
  const tombol = peristiwa.target.closest("[data-salin]");
  if (!tombol) return;
  const sasaran = document.querySelector(tombol.dataset.salin);
  sasaran.select();
  const selesai = function () { tombol.textContent = "Tersalin"; };
  if (navigator.clipboard) navigator.clipboard.writeText(sasaran.value).then(selesai);
  else if (document.execCommand("copy")) selesai();
});

// What is typed here may stand in a document one day: signs that its fonts lack are named at once, and kept.
const KETIKAN = "textarea, input[type=text], input:not([type])";
const disebut = new WeakMap();  // field → the sentence below it
function periksaHuruf(masukan) {
  const tanda = takTercetak(masukan.value);
  let kalimat = disebut.get(masukan);
  if (!tanda.length) {
    if (kalimat) kalimat.remove();
    disebut.delete(masukan);
    return;
  }
  if (!kalimat) {
    kalimat = document.createElement("p");
    kalimat.className = "tak-tercetak form-text";
    kalimat.setAttribute("role", "status");
    (masukan.closest(".input-group") || masukan).after(kalimat);
    disebut.set(masukan, kalimat);
  }
  kalimat.textContent = `Tidak dapat dicetak: ${tanda.join(" ")} Isian tetap tersimpan, tetapi di PDF tampak sebagai kotak tanda tanya.`;
}
document.addEventListener("input", function (peristiwa) {
  if (peristiwa.target.matches(KETIKAN)) periksaHuruf(peristiwa.target);
});
document.querySelectorAll(KETIKAN).forEach(function (masukan) {
  if (masukan.value && !masukan.closest("form.saringan")) periksaHuruf(masukan);
});

// A menu that unfolds (<details>) closes again by a tap beside it, and by Escape.
function tutupMenu(kecuali) {
  document.querySelectorAll("details.dropdown[open]").forEach(function (menu) { if (menu !== kecuali) menu.open = false; });
}
document.addEventListener("click", function (peristiwa) { tutupMenu(peristiwa.target.closest("details.dropdown")); });
document.addEventListener("keydown", function (peristiwa) {
  const menu = peristiwa.key === "Escape" && document.querySelector("details.dropdown[open]");
  if (!menu) return;
  tutupMenu();
  menu.querySelector("summary").focus();
});
