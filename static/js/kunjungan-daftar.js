/* Choosing several plans at once. Without this script each is ticked by itself. */
function pasang(form) {
  const kotak = form.querySelectorAll("input[name=kunjungan]");
  const tombol = form.querySelector("[data-pilih-semua]");
  if (!kotak.length) return;
  tombol.hidden = false;
  tombol.addEventListener("click", function () {
    const semua = Array.prototype.every.call(kotak, function (k) { return k.checked; });
    kotak.forEach(function (k) { k.checked = !semua; });
    tombol.textContent = semua ? "Pilih semua rencana" : "Kosongkan pilihan";
  });
}

const bagian = document.querySelector("[data-pilihan]");
if (bagian) pasang(bagian);
