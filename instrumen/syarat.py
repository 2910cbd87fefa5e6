"""What stands between an instrument and its next step, as sentences."""

from django.utils.formats import date_format

from instrumen.enums import StatusInstrumen
from instrumen.models import FormulirBerversi


def kekurangan_terbit(formulir: FormulirBerversi) -> list[str]:
    """What stands in the way of publishing, as sentences."""
    label = {"judul": "Judul", "bidang": "Nama bidang", "jenis_kegiatan": "Jenis kegiatan"}
    kalimat = [f"{sebutan} belum diisi." for nama, sebutan in label.items() if not getattr(formulir, nama).strip()]
    lama = (
        type(formulir)
        ._default_manager.filter(**formulir.pemilik, kode=formulir.kode, status=StatusInstrumen.TERBIT)
        .order_by("-berlaku_sejak", "-versi")
        .first()
    )
    if lama and formulir.berlaku_sejak < lama.berlaku_sejak:
        tanggal = date_format(lama.berlaku_sejak, "j F Y")
        kalimat.append(f"Berlaku sejak mendahului versi {lama.versi}, yang berlaku sejak {tanggal}.")
    return kalimat + formulir.kekurangan_baris()
