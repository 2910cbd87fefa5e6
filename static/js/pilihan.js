/* Ticking all rows of this page at once. `data-pilihan` names the boxes, which may stand outside the form. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-pilihan]");
  if (!form) return;
  var kotak = document.querySelectorAll('input[type=checkbox][name="' + form.dataset.pilihan + '"]');
  var tombol = form.querySelector("[data-pilih-semua]");
  if (!kotak.length || !tombol) return;
  var semua = function () { return Array.prototype.every.call(kotak, function (k) { return k.checked; }); };
  var tulis = function () { tombol.textContent = semua() ? "Kosongkan pilihan" : "Centang halaman ini"; };
  tombol.hidden = false;
  tombol.addEventListener("click", function () {
    var nilai = !semua();
    kotak.forEach(function (k) { k.checked = nilai; });
    tulis();
  });
  document.addEventListener("change", function (peristiwa) { if (peristiwa.target.name === form.dataset.pilihan) tulis(); });
  tulis();
})();
