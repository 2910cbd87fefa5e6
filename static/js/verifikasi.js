/* A dropped file is first compared by its fingerprint, computed here; only an unknown one is sent.
   Without this script, or on an old browser, the form itself sends the file. */

const MAKS = 50 * 1024 * 1024;
const GALAT = "Pemeriksaan tidak berhasil karena sambungan terputus. Periksa sambungan Anda, lalu coba lagi.";

/** SHA-256 in hexadecimal, or "" where the browser cannot (plain http, too little memory). */
async function sidik(berkas) {
  if (!window.crypto?.subtle) return "";
  try {
    const ringkas = await crypto.subtle.digest("SHA-256", await berkas.arrayBuffer());
    return Array.from(new Uint8Array(ringkas), (b) => b.toString(16).padStart(2, "0")).join("");
  } catch {
    return "";
  }
}

/** POST; resolves to {status, isi}. XMLHttpRequest, because fetch tells nothing about what was sent so far. */
function kirim(alamat, data, maju) {
  return new Promise((selesai, gagal) => {
    const minta = new XMLHttpRequest();
    minta.open("POST", alamat);
    minta.setRequestHeader("X-Requested-With", "fetch");
    minta.upload.addEventListener("progress", (e) => maju?.(e.loaded, e.total));
    minta.addEventListener("load", () => selesai({ status: minta.status, isi: minta.responseText }));
    minta.addEventListener("error", gagal);
    minta.addEventListener("abort", gagal);
    minta.send(data);
  });
}

function pasang(form) {
  const jatuhan = form.querySelector(".jatuhan");
  const masukan = form.querySelector("input[type=file]");
  const batang = form.querySelector("progress");
  const tempat = form.parentElement.querySelector(".hasil-tempat");
  let sibuk = false;

  function kata(kalimat) {
    const p = document.createElement("p");
    p.className = "vonis vonis-ragu";
    p.textContent = kalimat;
    tempat.replaceChildren(p);
  }

  function jawab({ status, isi }) {
    // Our own pages answer with a part of a page; anything else (a gateway, a lost session) is a sentence.
    if (status < 500 && status !== 403 && isi.trim() && !/<html/i.test(isi)) tempat.innerHTML = isi;
    else kata(status === 403 ? "Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu coba lagi." : GALAT);
    tempat.scrollIntoView({ block: "nearest" });
  }

  async function periksa(berkas) {
    if (sibuk) return;
    if (!berkas) return kata("Pilih dahulu berkas PDF yang akan diperiksa.");
    if (berkas.size > MAKS) return kata("Berkas ini lebih dari 50 MB, jadi tidak dapat diperiksa di sini.");
    sibuk = true;
    kata(`Memeriksa ${berkas.name} …`);
    try {
      const data = new FormData(form);
      data.delete("berkas");
      const sha256 = await sidik(berkas);
      if (sha256) {
        data.set("sha256", sha256);
        const dikenal = await kirim(form.dataset.sidik, data);
        if (dikenal.status !== 204) return jawab(dikenal);
        data.delete("sha256");
      }
      data.set("berkas", berkas, berkas.name);
      batang.hidden = false;
      jawab(await kirim(form.action, data, (sudah, semua) => { batang.value = semua ? (100 * sudah) / semua : 0; }));
    } catch {
      kata(GALAT);
    } finally {
      sibuk = false;
      batang.hidden = true;
      batang.value = 0;
      masukan.value = ""; // so that the same file can be chosen again
    }
  }

  form.classList.add("berskrip");
  form.addEventListener("submit", (e) => { e.preventDefault(); periksa(masukan.files[0]); });
  masukan.addEventListener("change", () => { if (masukan.files[0]) periksa(masukan.files[0]); });
  for (const nama of ["dragenter", "dragover"]) {
    document.addEventListener(nama, (e) => { e.preventDefault(); jatuhan.classList.add("di-atas"); });
  }
  document.addEventListener("dragleave", (e) => { if (!e.relatedTarget) jatuhan.classList.remove("di-atas"); });
  document.addEventListener("drop", (e) => {
    e.preventDefault();
    jatuhan.classList.remove("di-atas");
    periksa(e.dataTransfer.files[0]);
  });
}

document.querySelectorAll("form.unggah").forEach(pasang);
