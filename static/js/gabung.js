/* The pages of one paper: photos from the gallery or the camera, in the order in which they will be sent. */
import { buat } from "./bersama/dom.js";
import { geser } from "./bersama/geser.js";
import { kecilkan } from "./bersama/kecilkan.js";
import { alamatMasuk, csrf, pemilik } from "./bersama/sesi.js";

const SISI = 2000, MUTU = 0.85;
const TETAP = "Foto-fotonya tetap ada di halaman ini.";

/* What was answered: where to go on, a refused form as a page, or a sentence with what to do first. */
async function kirimkan(form) {
  const isi = new FormData(form);
  isi.set("csrfmiddlewaretoken", csrf()); // signing in again in another tab changes it
  let jawab;
  try {
    jawab = await fetch(location.href, { method: "POST", body: isi, headers: { Accept: "application/json", "X-Pengguna": pemilik() } });
  } catch {
    return { tertahan: "Sambungan terputus, jadi belum terkirim. " + TETAP + " Kirim lagi bila sinyal kembali." };
  }
  const json = (jawab.headers.get("Content-Type") || "").startsWith("application/json");
  try {
    if (!json && jawab.status === 422) return { halaman: new DOMParser().parseFromString(await jawab.text(), "text/html") };
    const { alamat, keadaan, pesan } = json ? await jawab.json() : {};
    if (alamat) return { alamat };
    if (keadaan === "sesi") return { tertahan: "Sesi Anda sudah berakhir, jadi belum terkirim. " + TETAP + " Masuk lagi di tab lain dengan akun yang sama, lalu kembali ke sini dan kirim lagi.", masuk: alamatMasuk(false) };
    if (keadaan === "akun_lain") return { tertahan: pesan + " " + TETAP, masuk: alamatMasuk(true) };
    return { tertahan: (pesan || "Server belum dapat menerima kiriman ini.") + " " + TETAP + " Coba lagi sebentar lagi." };
  } catch {
    return { tertahan: "Jawaban server tidak sampai. Periksa dahulu daftar berkas: mungkin dokumennya sudah masuk. " + TETAP };
  }
}

function pasang(form) {
  const kirim = form.querySelector("[name=isi]"), daftar = form.querySelector("[data-halaman]");
  const cetakan = form.querySelector("[data-cetakan]").content.firstElementChild;
  const umumkan = (teks, tampil) => {
    const n = form.querySelector("[data-pengumuman]");
    n.textContent = teks;
    n.classList.toggle("visually-hidden", !tampil);
  };
  let halaman = [], menyiapkan = Promise.resolve();
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

  if (window.Sortable) {
    window.Sortable.create(daftar, {
      draggable: "li",
      filter: "button",
      preventOnFilter: false,
      delay: 150, // a finger that scrolls the page drags nothing
      delayOnTouchOnly: true,
      animation: 120,
      onEnd(p) {
        halaman = geser(halaman, p.oldIndex, p.newIndex - p.oldIndex);
        tampilkan();
        umumkan("Menjadi halaman " + (p.newIndex + 1) + ".");
      },
    });
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

  function dipilih(masukan) {
    const baru = Array.from(masukan.files);
    if (masukan !== kirim) masukan.value = ""; // the same photo may be taken again
    // One after the other: what is sent holds all of them, in the order in which they were taken.
    if (baru.length) menyiapkan = menyiapkan.then(() => tambah(baru));
  }
  form.querySelectorAll("input[type=file]").forEach((masukan) => {
    masukan.addEventListener("change", () => dipilih(masukan));
    dipilih(masukan); // what was chosen before this script had come
  });

  function tahan({ tertahan, masuk }) {
    const n = form.querySelector("[data-tertahan]");
    n.hidden = !tertahan;
    n.textContent = tertahan || "";
    if (!masuk) return;
    const a = buat("a", "alert-link", "Masuk lagi");
    Object.assign(a, { href: masuk, target: "_blank" });
    n.append(" ", a);
  }

  /* A refusal changes what is said about the form, and leaves the photos where they are. */
  function tolak(baru) {
    ["[data-isian]", "[data-galat]"].forEach((q) => form.querySelector(q).replaceChildren(...baru.querySelector("form[data-gabung] " + q).childNodes));
    kirim.setAttribute("aria-describedby", "syarat-foto" + (form.querySelector("#galat-isi") ? " galat-isi" : ""));
    (form.querySelector(".is-invalid") || form.querySelector("[data-galat]")).scrollIntoView({ block: "center" });
    form.querySelector(".is-invalid")?.focus();
  }

  form.addEventListener("submit", async (p) => {
    p.preventDefault();
    const tombol = p.submitter || form.querySelector("button:not([type])");
    if (tombol.disabled) return;
    tombol.disabled = true;
    tahan({});
    umumkan("Menyiapkan dan mengirim foto…", true);
    await menyiapkan;
    const hasil = await kirimkan(form);
    tombol.disabled = false;
    umumkan(hasil.alamat ? "Terkirim." : "Belum terkirim.", false);
    if (hasil.alamat) {
      form.dispatchEvent(new CustomEvent("perut:diterima", { bubbles: true }));
      location.assign(hasil.alamat);
    } else if (hasil.halaman) tolak(hasil.halaman);
    else tahan(hasil);
  });
}

const form = document.querySelector("form[data-gabung]");
if (form && window.DataTransfer) pasang(form);
