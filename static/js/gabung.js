/* The pages of one paper: photos from the gallery or the camera, in the order in which they will be sent. */
import { geser } from "./bersama/geser.js";
import { kecilkan } from "./bersama/kecilkan.js";

const SISI = 2000, MUTU = 0.85;

function pasang(form) {
  const kirim = form.querySelector("[name=isi]"), daftar = form.querySelector("[data-halaman]");
  const cetakan = form.querySelector("[data-cetakan]").content.firstElementChild;
  const umumkan = (teks, tampil) => {
    const n = form.querySelector("[data-pengumuman]");
    n.textContent = teks;
    n.classList.toggle("visually-hidden", !tampil);
  };
  let halaman = [];
  form.classList.add("dengan-js");
  form.querySelectorAll("[data-bila-js]").forEach((n) => { n.hidden = false; });

  /* The input of the form holds exactly these files in this order: that is all that the server reads. */
  function tampilkan() {
    const isi = new DataTransfer();
    halaman.forEach((h) => isi.items.add(h.berkas));
    kirim.files = isi.files;
    daftar.replaceChildren(...halaman.map((h, n) => {
      const el = cetakan.cloneNode(true);
      el.querySelector("img").src = h.alamat;
      el.querySelector(".halaman-nama").textContent = "Halaman " + (n + 1);
      el.querySelectorAll("[data-geser]").forEach((t) => {
        const langkah = Number(t.dataset.geser);
        t.setAttribute("aria-label", t.textContent + ", halaman " + (n + 1));
        t.disabled = n + langkah < 0 || n + langkah >= halaman.length;
        t.addEventListener("click", () => {
          halaman = geser(halaman, n, langkah);
          tampilkan();
          const sama = daftar.children[n + langkah].querySelector('[data-geser="' + langkah + '"]');
          (sama.disabled ? daftar.children[n + langkah].querySelector("[data-geser]:not(:disabled)") : sama).focus();
          umumkan("Menjadi halaman " + (n + langkah + 1) + ".");
        });
      });
      const buang = el.querySelector("[data-buang]");
      buang.setAttribute("aria-label", "Hapus halaman " + (n + 1));
      buang.addEventListener("click", () => {
        URL.revokeObjectURL(h.alamat);
        halaman = halaman.filter((x) => x !== h);
        tampilkan();
        umumkan("Halaman " + (n + 1) + " dihapus.");
      });
      return el;
    }));
  }

  async function tambah(berkas) {
    const maks = Number(form.dataset.maks);
    if (halaman.length + berkas.length > maks) umumkan("Paling banyak " + maks + " halaman dalam satu dokumen; sisanya tidak ditambahkan.", true);
    for (const b of berkas.slice(0, Math.max(0, maks - halaman.length))) {
      const kecil = await kecilkan(b, SISI, MUTU);
      const jadi = kecil === b ? b : new File([kecil], b.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
      halaman.push({ berkas: jadi, alamat: URL.createObjectURL(jadi) });
    }
    tampilkan();
  }

  form.querySelectorAll("input[type=file]").forEach((masukan) => masukan.addEventListener("change", () => {
    const baru = Array.from(masukan.files);
    if (masukan !== kirim) masukan.value = ""; // the same photo may be taken again
    if (baru.length) tambah(baru);
  }));
}

const form = document.querySelector("form[data-gabung]");
if (form && window.DataTransfer) pasang(form);
