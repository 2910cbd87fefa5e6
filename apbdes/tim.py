"""Which team and which delegation hold, and who may therefore fill in an evaluation."""

from datetime import date

from django.db.models import Q

from akun.models import Pengguna
from apbdes.models import DelegasiEvaluasi, TimEvaluasiApbdes
from dasar.waktu import hari_ini
from desa.models import Kecamatan


def tim_berlaku(kecamatan: Kecamatan, pada: date | None = None) -> TimEvaluasiApbdes | None:
    return TimEvaluasiApbdes.objects.berlaku(kecamatan, pada or hari_ini(kecamatan)).first()


def halangan_tim(kecamatan: Kecamatan, pengguna: Pengguna) -> str:
    """Why this person does not evaluate here now; "" where they do. Before the first SK every verifikator does."""
    tim = tim_berlaku(kecamatan)
    if tim is not None:
        return "" if pengguna.pk in tim.akun else f"Anda bukan anggota tim evaluasi menurut {tim}."
    lama = TimEvaluasiApbdes.objects.filter(kecamatan=kecamatan).order_by("-mulai", "-pk").first()
    if lama is None:
        return ""
    return f"Tidak ada SK tim evaluasi yang berlaku hari ini; yang terakhir {lama}. Catat SK yang berlaku lebih dahulu."


def delegasi_berlaku(kecamatan: Kecamatan, tahun: int) -> DelegasiEvaluasi | None:
    """Of its own before the kabupaten's, the latest first."""
    calon = DelegasiEvaluasi.objects.filter(
        Q(kecamatan=kecamatan) | Q(kecamatan=None), kabupaten=kecamatan.kabupaten_id, sejak_tahun__lte=tahun
    )
    return max(calon, key=lambda d: (d.kecamatan_id is not None, d.sejak_tahun, d.pk), default=None)
