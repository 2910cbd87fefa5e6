/* Undo. One step is a list of rows with what they were and what they became; null is a row that is not there.
   Undoing is a change like any other: it is shown, saved and can be undone itself. */
(function (A) {
  "use strict";
  const BANYAK = 200;
  const lampau = [], depan = [];

  A.catatLangkah = function (sebutan, perubahan) {
    lampau.push({ sebutan: sebutan, perubahan: perubahan });
    if (lampau.length > BANYAK) lampau.shift();
    depan.length = 0;
    A.tampilUrung(lampau.length ? lampau[lampau.length - 1].sebutan : "", depan.length > 0);
  };

  function kembali(dari, ke, sisi) {
    const langkah = dari.pop();
    if (!langkah) return;
    const kegiatan = new Set();
    langkah.perubahan.forEach((p) => {
      const tujuan = p[sisi], b = A.baris.get(p.id);
      if (tujuan === null && b) {
        kegiatan.add(b.isi.kegiatan);
        A.hapusBaris(b);
      } else if (tujuan !== null && !b) {
        A.munculkan(p.lembar, p.id, tujuan);
      } else if (tujuan !== null) {
        kegiatan.add(b.isi.kegiatan);
        A.isikan(b, tujuan);
        A.berubah(b);
      }
      if (tujuan) kegiatan.add(tujuan.kegiatan);
    });
    ke.push(langkah);
    A.gambarUlang(langkah.perubahan.map((p) => p.lembar), kegiatan);
    A.tampilUrung(lampau.length ? lampau[lampau.length - 1].sebutan : "", depan.length > 0);
    A.umumkan((sisi === "sebelum" ? "Diurungkan: " : "Diulangi: ") + langkah.sebutan + ".");
  }

  A.urungkan = () => kembali(lampau, depan, "sebelum");
  A.ulangi = () => kembali(depan, lampau, "sesudah");
})(window.Apb);
