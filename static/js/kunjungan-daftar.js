/* Choosing several plans at once. Without this script each is ticked by itself. */
(function () {
  "use strict";
  var form = document.querySelector("[data-pilihan]");
  if (!form) return;
  var kotak = form.querySelectorAll("input[name=kunjungan]");
  var tombol = form.querySelector("[data-pilih-semua]");
  if (!kotak.length) return;
  tombol.hidden = false;
  tombol.addEventListener("click", function () {
    var semua = Array.prototype.every.call(kotak, function (k) { return k.checked; });
    kotak.forEach(function (k) { k.checked = !semua; });
    tombol.textContent = semua ? "Pilih semua rencana" : "Kosongkan pilihan";
  });
})();
