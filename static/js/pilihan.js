/* Ticking all rows of this page at once. `data-pilihan` names the boxes, which may stand outside the form. */
function pasang(form) {
  const kotak = document.querySelectorAll('input[type=checkbox][name="' + form.dataset.pilihan + '"]');
  const tombol = form.querySelector("[data-pilih-semua]");
  if (!kotak.length || !tombol) return;
  const semua = function () { return Array.prototype.every.call(kotak, function (k) { return k.checked; }); };
  const tulis = function () { tombol.textContent = semua() ? "Kosongkan pilihan" : "Centang halaman ini"; };
  tombol.hidden = false;
  tombol.addEventListener("click", function () {
    const nilai = !semua();
    kotak.forEach(function (k) { k.checked = nilai; });
    tulis();
  });
  document.addEventListener("change", function (peristiwa) { if (peristiwa.target.name === form.dataset.pilihan) tulis(); });
  tulis();
}

const bagian = document.querySelector("form[data-pilihan]");
if (bagian) pasang(bagian);
