/* Ticking all rows of this page at once. `data-pilihan` names the boxes, which may stand outside the form. A button
   is shown by this script; a link does the same by loading the page again where there is none. */
function pasang(form) {
  const kotak = document.querySelectorAll('input[type=checkbox][name="' + form.dataset.pilihan + '"]');
  const tombol = form.querySelector("[data-pilih-semua]");
  if (!kotak.length || !tombol) return;
  const sebutan = tombol.textContent;
  const semua = function () { return Array.prototype.every.call(kotak, function (k) { return k.checked; }); };
  const tulis = function () { tombol.textContent = semua() ? "Kosongkan pilihan" : sebutan; };
  tombol.hidden = false;
  tombol.addEventListener("click", function (peristiwa) {
    peristiwa.preventDefault();
    const nilai = !semua();
    kotak.forEach(function (k) { k.checked = nilai; });
    tulis();
  });
  document.addEventListener("change", function (peristiwa) { if (peristiwa.target.name === form.dataset.pilihan) tulis(); });
  tulis();
}

document.querySelectorAll("form[data-pilihan]").forEach(pasang);
