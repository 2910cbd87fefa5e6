/* Starts the page: the identity of the version, the state of saving, and the verdicts that follow what is stored. */
(function (A, L) {
  "use strict";
  const keadaan = document.getElementById("keadaan");
  const kabar = document.getElementById("kabar");
  const panel = document.getElementById("putusan-isi");
  const identitas = document.getElementById("identitas");
  let pewaktuPutusan = null, pesananPutusan = 0;

  A.umumkan = function (teks) {
    kabar.textContent = "";
    setTimeout(() => (kabar.textContent = teks), 30);
  };
  A.umumkanTetap = function (teks) {
    const p = A.buat("div", "alert alert-warning", teks);
    p.setAttribute("role", "alert");
    const wadah = document.getElementById("pengumuman");
    wadah.replaceChildren(p);
  };

  A.tampilKeadaan = function (h) {
    const [jenis, teks] =
      A.halangan === "terkunci" ? ["gagal", "Terkunci"]
      : A.halangan === "sesi" ? ["gagal", "Sesi berakhir: masuk lagi di tab lain"]
      : A.halangan === "halaman" ? ["gagal", "Muat ulang halaman"]
      : !navigator.onLine ? ["luring", h.belum ? "Luring – " + h.belum + " baris tersimpan di sini" : "Luring"]
      : h.konflik ? ["perlu", "Pilih isian (" + h.konflik + ")"]
      : h.mencoba ? ["gagal", "Belum tersimpan – mencoba lagi"]
      : h.galat ? ["perlu", "Perlu diperbaiki (" + h.galat + ")"]
      : h.belum > h.belum_lengkap ? ["menyimpan", "Menyimpan…"]
      : h.belum_lengkap ? ["perlu", "Belum lengkap (" + h.belum_lengkap + ")"]
      : ["tersimpan", "Semua tersimpan"];
    if (keadaan.textContent !== teks) keadaan.textContent = teks;
    keadaan.dataset.keadaan = jenis;
  };

  A.tampilUrung = function (sebutan, adaDepan) {
    const tombol = document.getElementById("urungkan");
    tombol.disabled = !sebutan;
    tombol.title = sebutan ? "Urungkan: " + sebutan : "";
    document.getElementById("ulangi").disabled = !adaDepan;
  };

  /* --- verdicts ---------------------------------------------------------------------------------------- */
  A.adaYangTersimpan = function () {
    clearTimeout(pewaktuPutusan);
    pewaktuPutusan = setTimeout(muatPutusan, 400);
  };

  async function muatPutusan() {
    const pesanan = (pesananPutusan += 1);
    panel.setAttribute("aria-busy", "true");
    try {
      const r = await fetch(L.akar.dataset.urlPutusan, { headers: { "HX-Request": "true" }, redirect: "manual" });
      if (!r.ok || pesanan !== pesananPutusan) return;
      const buka = new Set(Array.from(panel.querySelectorAll("details[open]"), (d) => d.id));
      panel.innerHTML = await r.text();
      buka.forEach((id) => { const d = id && document.getElementById(id); if (d) d.open = true; });
      bacaTanda();
    } catch (_) {
      /* without signal the last verdicts stay; the next save asks again */
    } finally {
      if (pesanan === pesananPutusan) panel.removeAttribute("aria-busy");
    }
  }

  function bacaTanda() {
    const ringkas = panel.querySelector("[data-ringkas]");
    document.getElementById("putusan-banyak").textContent = ringkas ? ringkas.dataset.ringkas : "";
    A.tampilTanda(JSON.parse(document.getElementById("putusan-tanda").textContent));
  }

  document.addEventListener("click", (e) => {
    const a = e.target.closest('a[href*="#baris-"]');
    if (a && A.bukaBaris(a.hash.slice("#baris-".length))) e.preventDefault();
  });

  /* --- identity: one row of the contract --------------------------------------------------------------- */
  A.identitas = { lembar: "identitas", id: A.ID_IDENTITAS, isi: Object.assign({}, A.data.identitas.isi), versi: A.data.identitas.versi,
    dasar: Object.assign({}, A.data.identitas.isi), terkirim: [], kesalahan: {}, keadaan: "" };
  const UANG = ["pagu_dds", "pagu_add", "pagu_pbh"];

  identitas.querySelectorAll("[data-kolom]").forEach((m) => (m.value = A.tampilNilai(m.dataset.kolom, A.identitas.isi[m.dataset.kolom])));
  identitas.addEventListener("input", (e) => {
    const k = e.target.dataset.kolom, b = A.identitas;
    if (UANG.includes(k)) A.rapikanKetikan(e);
    const angka = UANG.includes(k) ? A.bacaUang(e.target.value) : e.target.value.trim();
    b.isi[k] = angka === null ? e.target.value : angka;
    A.berubah(b);
    A.jadwalkan(1200);
  });
  identitas.addEventListener("change", (e) => {
    e.target.value = A.tampilNilai(e.target.dataset.kolom, A.identitas.isi[e.target.dataset.kolom]);
    A.jadwalkan();
  });
  A.tampilIdentitas = function () {
    const b = A.identitas;
    identitas.querySelectorAll("[data-kolom]").forEach((m) => {
      const galat = b.kesalahan[m.dataset.kolom] || "";
      m.setAttribute("aria-invalid", String(Boolean(galat)));
      document.getElementById(m.getAttribute("aria-describedby")).textContent = galat;
    });
    A.tampilKonflik(b, identitas, "Identitas");
  };

  /* --- start --------------------------------------------------------------------------------------------- */
  function daftarRekening() {
    [4, 5, 6].forEach((akun) => {
      const d = document.getElementById("rekening-" + akun);
      d.append(...A.data.rekening.filter(([k]) => k.startsWith(akun + ".")).map(([kode, nama]) => {
        const o = document.createElement("option");
        o.value = kode;
        o.label = nama;
        o.textContent = nama;
        return o;
      }));
    });
    const k = document.getElementById("kode-kegiatan");
    k.append(...A.data.kegiatan.map(([kode, nama]) => { const o = A.buat("option", "", nama); o.value = kode; return o; }));
  }

  document.querySelectorAll("dialog [data-tutup]").forEach((t) => t.addEventListener("click", () => t.closest("dialog").close()));
  daftarRekening();
  A.gambarSemua();
  bacaTanda();
  A.tampilKeadaan(A.hitungan());
  A.pulihkan().then((banyak) => {
    if (banyak) {
      A.gambarSemua();
      A.umumkan(banyak + " baris yang belum tersimpan dipulihkan.");
    }
    if (location.hash.startsWith("#baris-")) A.bukaBaris(location.hash.slice("#baris-".length));
    document.documentElement.dataset.siap = "ya";
  });
  window.addEventListener("offline", () => A.tampilKeadaan(A.hitungan()));
})(window.Apb, window.Lapangan);
