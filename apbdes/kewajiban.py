"""What the way of a budget tells about the duties around it: what days are counted from, and what was met."""

from collections.abc import Collection, Iterator
from datetime import date

from apbdes.enums import HasilEvaluasi, JenisVersi, StatusVersi
from apbdes.models import VersiApbdes
from dasar.waktu import tanggal
from kewajiban.keadaan import bukti_daftarkan
from kewajiban.kejadian import daftarkan


def _versi(desa: Collection[int]) -> list[VersiApbdes]:
    semua = VersiApbdes.objects.filter(apbdes__desa__in=desa).exclude(status=StatusVersi.DIBATALKAN)
    kolom = ("jenis", "sebelum", "tanggal_disepakati", "diajukan", "diterima", "diputus", "hasil", "perdes_tanggal")
    return list(
        semua.select_related("apbdes__desa__kecamatan").only(
            *kolom, "apbdes__tahun", "apbdes__desa__kecamatan__zona_waktu"
        )
    )


def kejadian_apbdes(desa: Collection[int]) -> Iterator[tuple[str, int, date]]:
    for v in _versi(desa):
        milik, pk = v.apbdes.desa, v.apbdes.desa_id
        if v.tanggal_disepakati:
            yield "kesepakatan_bpd", pk, v.tanggal_disepakati
        if v.diterima:
            yield "penerimaan_raperdes_apbdes", pk, tanggal(v.diterima, milik)
        if v.diputus and v.hasil == HasilEvaluasi.PERLU_DIPERBAIKI:  # otherwise nothing follows it
            yield "penerimaan_hasil_evaluasi", pk, tanggal(v.diputus, milik)
        if v.perdes_tanggal and v.jenis == JenisVersi.MURNI:
            yield "penetapan_perdes_apbdes", pk, v.perdes_tanggal
            yield "penetapan_perdes_apbdes_dan_perkades", pk, v.perdes_tanggal
        elif v.perdes_tanggal:
            yield "penetapan_perubahan_apbdes", pk, v.perdes_tanggal


def bukti_apbdes(desa: Collection[int]) -> Iterator[tuple[int, str, str, date | None, date]]:
    """Agreed with the BPD (KW-201), handed in (KW-202), mended (KW-204), laid down (KW-206)."""
    semua = {v.pk: v for v in _versi(desa)}
    for v in semua.values():
        milik, pk, tahun = v.apbdes.desa, v.apbdes.desa_id, str(v.apbdes.tahun)
        murni = v.jenis == JenisVersi.MURNI
        if v.tanggal_disepakati and murni:
            yield pk, "KW-201", tahun, None, v.tanggal_disepakati
        if v.perdes_tanggal and murni:
            yield pk, "KW-206", tahun, None, v.perdes_tanggal
        if v.diajukan and v.tanggal_disepakati:
            yield pk, "KW-202", "", v.tanggal_disepakati, tanggal(v.diajukan, milik)
        lama = semua.get(v.sebelum_id) if v.sebelum_id else None
        if lama and lama.diputus and v.diajukan:
            yield pk, "KW-204", "", tanggal(lama.diputus, milik), tanggal(v.diajukan, milik)


daftarkan(
    kejadian_apbdes,
    "kesepakatan_bpd",
    "penerimaan_raperdes_apbdes",
    "penerimaan_hasil_evaluasi",
    "penetapan_perdes_apbdes",
    "penetapan_perdes_apbdes_dan_perkades",
    "penetapan_perubahan_apbdes",
)
bukti_daftarkan(bukti_apbdes, "KW-201", "KW-202", "KW-204", "KW-206")
