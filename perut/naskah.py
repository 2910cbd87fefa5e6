"""The official documents of a visit, registered with the document room (imported by PerutConfig.ready)."""

from dokumen.jenis import JenisNaskah, daftarkan

SURAT_TUGAS = daftarkan(
    JenisNaskah(
        kode="surat_tugas_perut",
        nama="Surat Tugas PERUT",
        template="perut/pdf/surat_tugas.html",
        # The code commonly used for surat tugas; not read in the regulation itself. An office changes it in SeriNomor.
        klasifikasi="800.1.11.1",
    )
)
BERITA_ACARA = daftarkan(
    JenisNaskah(kode="berita_acara_perut", nama="Berita Acara PERUT", template="perut/pdf/berita_acara.html")
)
