"""Which of the documents that go with a draft are still missing. Permendagri 20/2018 Pasal 34."""

from apbdes.anggaran import Anggaran
from apbdes.models import VersiApbdes
from apbdes.pendamping import PENDAMPING
from apbdes.services.anggaran import anggaran_dari_versi
from berkas.enums import StatusBerkas


def kekurangan_dokumen(versi: VersiApbdes, isi: Anggaran | None = None) -> list[str]:
    isi = isi or anggaran_dari_versi(versi, dengan_semula=False)
    ada = {d.kode: d for d in versi.dokumen.select_related("berkas__berkas")}
    kalimat = []
    for p in PENDAMPING:
        d = ada.get(p.kode)
        if d is None or (d.berkas is None and not d.tidak_ada):
            pilihan = " dan belum dinyatakan tidak ada" if p.bila_ada else ""
            kalimat.append(f"{p.nama} belum dilampirkan{pilihan}.")
        elif d.tidak_ada and p.rekening and isi.pembiayaan_berawal(p.rekening):
            kalimat.append(
                f"{p.nama} dinyatakan tidak ada, padahal rancangan ini memuat pembiayaan rekening {p.rekening}."
            )
        elif d.berkas and not d.berkas.boleh_dibuka:
            kalimat.append(f"Berkas {p.nama} belum dapat dibuka: {d.berkas.get_status_pindai_display().lower()}.")
        elif d.berkas and d.berkas.berkas.status == StatusBerkas.DITOLAK and _versi_terakhir(d.berkas):
            kalimat.append(f"Berkas {p.nama} ditolak kecamatan. Unggah versi yang sudah diperbaiki, lalu pilih lagi.")
    return kalimat


def _versi_terakhir(berkas) -> bool:
    return berkas.berkas.versi_terkini_id == berkas.pk
