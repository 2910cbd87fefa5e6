/* A signature drawn with a finger: a canvas as wide as the page, sent as PNG with the place where known. */
const form = document.getElementById("goresan");
const kanvas = document.getElementById("kanvas");
const kosong = document.getElementById("goresan-kosong");
const papan = new SignaturePad(kanvas, { minWidth: 0.8, maxWidth: 2.8, penColor: "#10224f" });

let semula = form.gambar.value;  // a drawing that came back with a refused form

// The drawing is kept as strokes, so that turning the phone or a keyboard coming up does not lose it.
function sesuaikan() {
  const kotak = kanvas.getBoundingClientRect();
  const rasio = Math.min(window.devicePixelRatio || 1, 3);
  const goresan = papan.toData();
  kanvas.width = Math.round(kotak.width * rasio);
  kanvas.height = Math.round(kotak.height * rasio);
  kanvas.getContext("2d").scale(rasio, rasio);
  papan.clear();
  if (!semula) return papan.fromData(goresan);
  papan.fromDataURL(semula, { ratio: rasio, width: kotak.width, height: kotak.height }).then(function () {
    papan.fromData(goresan, { clear: false });
  });
}
window.addEventListener("resize", sesuaikan);
sesuaikan();

document.getElementById("hapus-goresan").addEventListener("click", function () {
  papan.clear();
  semula = form.gambar.value = "";
});
papan.addEventListener("beginStroke", function () { kosong.hidden = true; });

// Before perut.js marks the form as sent: an empty drawing never leaves.
form.addEventListener("submit", function (peristiwa) {
  if (papan.isEmpty()) {
    peristiwa.preventDefault();
    peristiwa.stopPropagation();
    kosong.hidden = false;
    return;
  }
  form.gambar.value = papan.toDataURL("image/png");
});

if (navigator.geolocation) {
  navigator.geolocation.getCurrentPosition(function (letak) {
    form.lintang.value = letak.coords.latitude.toFixed(6);
    form.bujur.value = letak.coords.longitude.toFixed(6);
    document.getElementById("tempat").textContent = "Tempat tercatat.";
  }, function () {}, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
}
