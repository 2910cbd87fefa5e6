/* Removing several rows, or a whole activity, in one step that can be undone. */
import { baris, barisDari, serempak, terpilih } from "./baris.js";
import { gambarUlang, kegiatanBaru } from "./gambar.js";
import { umumkan } from "./kabar.js";
import { hapusBaris } from "./kirim.js";
import { catatLangkah } from "./urung.js";

const isi = document.getElementById("isi-susun");
const tombol = document.getElementById("pilih-baris");
const bilah = document.getElementById("pilihan");

function hapusBanyak(daftar, sebutan) {
  if (!daftar.length) return;
  const perubahan = daftar.map((b) => ({ lembar: b.lembar, id: b.id, sebelum: { ...b.isi }, sesudah: null }));
  serempak(() => daftar.forEach(hapusBaris));
  catatLangkah("menghapus " + sebutan, perubahan);
  gambarUlang(perubahan.map((p) => p.lembar), new Set(perubahan.map((p) => p.sebelum.kegiatan)));
  umumkan(daftar.length + " baris dihapus. Tekan Urungkan bila keliru.");
}

function tampil() {
  document.getElementById("pilihan-banyak").textContent = terpilih.size + " baris dipilih";
  document.getElementById("pilihan-hapus").disabled = !terpilih.size;
}

function pilihan(memilih) {
  terpilih.clear();
  isi.querySelectorAll("[data-pilih], [data-pilih-semua]").forEach((m) => { m.checked = false; });
  isi.classList.toggle("memilih", memilih);
  tombol.setAttribute("aria-pressed", String(memilih));
  bilah.hidden = !memilih;
  tampil();
}

tombol.addEventListener("click", () => pilihan(bilah.hidden));
document.getElementById("pilihan-selesai").addEventListener("click", () => { pilihan(false); tombol.focus(); });
document.getElementById("pilihan-hapus").addEventListener("click", () => {
  hapusBanyak(Array.from(terpilih, (id) => baris.get(id)).filter(Boolean), terpilih.size + " baris");
  pilihan(false);
  tombol.focus();
});

isi.addEventListener("change", ({ target: m }) => {
  const pilih = (id, ya) => (ya ? terpilih.add(id) : terpilih.delete(id));
  if ("pilih" in m.dataset) pilih(m.closest(".rab").dataset.id, m.checked);
  else if ("pilihSemua" in m.dataset) {
    const keg = m.closest("details.keg");
    barisDari("belanja", keg.dataset.kegiatan).forEach((b) => pilih(b.id, m.checked));
    keg.querySelectorAll("[data-pilih]").forEach((p) => { p.checked = m.checked; });
  } else return;
  tampil();
});

isi.addEventListener("click", (e) => {
  const keg = e.target.closest("[data-hapus-kegiatan]")?.closest("details.keg");
  if (!keg) return;
  const kode = keg.dataset.kegiatan;
  kegiatanBaru.delete(kode);
  hapusBanyak(barisDari("belanja", kode), "kegiatan " + kode);
  document.getElementById("tambah-kegiatan").focus({ preventScroll: true });
});
