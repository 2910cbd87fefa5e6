/* The finding that a book proposes, as perut/usulan_temuan.py has it; the sentences come with the page. */

export const dijawab = (isi) =>
  isi.ada === "tidak" || (isi.ada === "ya" && isi.format_sesuai !== "" && isi.ditandatangani !== "");

/* What is amiss; `batas` is the first month that is late enough. Months as texts ("2026-04") compare as they are. */
export function cacatBuku(isi, batas) {
  if (isi.ada === "tidak") return ["tidak_ada"];
  if (isi.ada !== "ya") return [];
  const lain = {
    terlambat: dijawab(isi) && batas !== "" && (isi.mutakhir_sampai || "") < batas,
    format: isi.format_sesuai === "tidak",
    ttd: isi.ditandatangani === "tidak",
  };
  return Object.keys(lain).filter((k) => lain[k]);
}

export function usulanBuku(kalimat, isi, { buku, batas, batasNama, penanggungJawab, batasWaktu }) {
  const bagian = cacatBuku(isi, batas).map((k) => kalimat[k]);
  return {
    uraian: bagian.map(([teks]) => teks.replace("{buku}", () => buku).replace("{batas}", () => batasNama)).join(" "),
    rekomendasi: bagian.map(([, saran]) => saran).join(" "),
    penanggung_jawab: penanggungJawab,
    batas_waktu: batasWaktu,
  };
}
