/* The columns of a budget, what they are called, and the catalogues that the page came with. */
export const D = JSON.parse(document.getElementById("susun-data").textContent);

export const KOLOM = {
  pendapatan: ["rekening", "uraian", "sumber", "jumlah", "urut"],
  pembiayaan: ["rekening", "uraian", "sumber", "jumlah", "dari_silpa", "urut"],
  belanja: [
    "kegiatan", "uraian_kegiatan", "pelaksana", "rekening", "uraian", "komponen", "penerima", "volume", "satuan",
    "harga_satuan", "jumlah", "sumber", "dari_silpa", "bantuan_khusus", "risiko_tinggi", "kegiatan_acuan",
    "pagu_acuan", "urut",
  ],
};
export const AKUN = { pendapatan: "4", belanja: "5", pembiayaan: "6" };

const SEBUTAN = {
  rekening: "kode rekening", uraian: "uraian", sumber: "sumber dana", jumlah: "jumlah", volume: "volume", satuan: "satuan",
  harga_satuan: "harga satuan", komponen: "komponen", penerima: "penerima", pelaksana: "pelaksana", kegiatan: "kegiatan",
  uraian_kegiatan: "nama kegiatan", dari_silpa: "dari SiLPA", bantuan_khusus: "bantuan khusus", risiko_tinggi: "risiko tinggi",
  pagu_dds: "pagu Dana Desa", pagu_add: "pagu Alokasi Dana Desa", pagu_pbh: "pagu bagi hasil pajak dan retribusi",
  akhir_masa_jabatan_kades: "akhir masa jabatan kepala desa", perdes_dana_cadangan: "Perdes dana cadangan",
  tanggal_perdes_dana_cadangan: "tanggal Perdes dana cadangan", jumlah_petugas_pbb: "jumlah petugas PBB",
  kegiatan_acuan: "kegiatan acuan", pagu_acuan: "pagu acuan", urut: "urutan",
};
export const sebutanKolom = (k) => SEBUTAN[k] || k;

export const namaKegiatan = new Map(D.kegiatan.map(([kode, nama]) => [kode, nama]));
export const pelaksanaKegiatan = new Map(D.kegiatan.map(([kode, , p]) => [kode, p]));
export const namaRekening = new Map(D.rekening.map(([kode, nama]) => [kode, nama]));

export function rekeningSah(kode, akun) {
  if (akun && !kode.startsWith(akun + ".")) return false;
  if (namaRekening.has(kode)) return true;
  const jenis = kode.replace(/\.\d+$/, "");
  return /^\d\.\d\.\d\.9\d$/.test(kode) && D.rekening.some(([k]) => k.startsWith(jenis + "."));
}

export function kegiatanSah(kode) {
  if (namaKegiatan.has(kode)) return true;
  return /^\d\.\d{1,2}\.9\d$/.test(kode) && kode.replace(/\.\d+$/, "") in D.bidang;
}
