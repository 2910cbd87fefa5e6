"""What the pages of findings read. Public to the rooms above: every query is scoped by `Temuan.objects.untuk`."""

from django.db.models import Count, Prefetch, QuerySet

from akun.enums import DESA
from akun.lingkup import lingkup
from akun.models import Pengguna
from desa.models import Desa, Kecamatan
from tindaklanjut.enums import PENCATAT, StatusTemuan
from tindaklanjut.models import BuktiJawaban, JenisTemuan, Teguran, Temuan, TindakLanjut


def temuan_sebelumnya(pengguna: Pengguna, temuan: Temuan) -> "QuerySet[Temuan]":
    """The earlier findings of its kind in its village, the newest first; nothing for one without a kind."""
    if temuan.jenis_id is None:
        return Temuan.objects.none()
    semua = Temuan.objects.untuk(pengguna).filter(desa=temuan.desa_id, jenis=temuan.jenis_id)
    resmi = semua.exclude(status__in=[StatusTemuan.DRAF, StatusTemuan.DICABUT])
    lain = resmi.filter(dibuat_pada__lt=temuan.dibuat_pada)
    return lain.exclude(asal_jenis=temuan.asal_jenis, asal_id=temuan.asal_id).order_by("-dibuat_pada", "pk")


def jenis_ditawarkan(desa: Desa) -> "list[tuple[str, list[JenisTemuan]]]":
    """The kinds that a finding of this village may have, by group; each knows how often it was found there
    (`pernah`)."""
    resmi = Temuan.objects.filter(desa=desa).exclude(status__in=[StatusTemuan.DRAF, StatusTemuan.DICABUT])
    kali = dict(resmi.order_by().values_list("jenis").annotate(n=Count("pk")))
    kelompok: dict[str, list[JenisTemuan]] = {}
    for j in JenisTemuan.objects.bagi([desa.kecamatan]):
        j.pernah = kali.get(j.pk, 0)
        kelompok.setdefault(j.kelompok, []).append(j)
    return list(kelompok.items())


def kecamatan_pencatat(pengguna: Pengguna) -> "QuerySet[Kecamatan]":
    """Those for whose villages this person writes findings down."""
    return Kecamatan.objects.filter(lingkup(pengguna, *PENCATAT, kecamatan="pk", kabupaten="kabupaten"))


def teguran_terlihat(pengguna: Pengguna, temuan: Temuan) -> "list[Teguran]":
    """The letters about it that this person may read."""
    semua = temuan.teguran.select_related("naskah__kecamatan", "naskah__desa__kecamatan").order_by("pk")
    return [t for t in semua if pengguna.has_perm("naskah.lihat_naskah", t.naskah)]


def tindak_lanjut_terlihat(pengguna: Pengguna, temuan: Temuan) -> "QuerySet[TindakLanjut]":
    """The answers, the oldest first, each with its evidence; what an officer writes at a visit only once its record
    is approved, for those who only work in the village."""
    bukti = BuktiJawaban.objects.select_related("versi__berkas")
    semua = temuan.tindak_lanjut.select_related("diubah_oleh").prefetch_related(Prefetch("bukti", bukti))
    return semua.filter(resmi=True) if pengguna.peran_di(temuan.desa) <= DESA else semua
