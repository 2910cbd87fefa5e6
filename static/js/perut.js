/* What every page needs: no double sends, CSRF for htmx, filters that submit by themselves. */
(function () {
  "use strict";

  // A form is sent once; the button says so until the next page comes.
  document.addEventListener("submit", function (peristiwa) {
    var form = peristiwa.target;
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

  document.addEventListener("change", function (peristiwa) {
    var saringan = peristiwa.target.closest("form.saringan");
    if (saringan && peristiwa.target.tagName === "SELECT") saringan.requestSubmit();
  });

  document.addEventListener("click", function (peristiwa) {
    var tombol = peristiwa.target.closest("[data-salin]");
    if (!tombol) return;
    var sasaran = document.querySelector(tombol.dataset.salin);
    sasaran.select();
    var selesai = function () { tombol.textContent = "Tersalin"; };
    if (navigator.clipboard) navigator.clipboard.writeText(sasaran.value).then(selesai);
    else if (document.execCommand("copy")) selesai();
  });
})();
