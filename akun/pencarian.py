"""What is found of accounts, by those who look after them."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from akun.models import Pengguna, Penugasan
from akun.queries import dengan_tugas, pengguna_dikelola
from akun.tables import keadaan_akun
from dasar.pencarian import Hasil, Sumber, memuat


def pengguna_memuat(teks: str) -> Q:
    """By what is on the account, or by the village it works in."""

    def di_desa(kata: str) -> Q:
        return Q(pk__in=Penugasan.objects.aktif().filter(desa__nama__icontains=kata).values("pengguna"))

    return memuat(teks, "nama", "username", "email", "nip__startswith", lain=di_desa, orang=True)


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Pengguna]":
    return dengan_tugas(pengguna_dikelola(pengguna).filter(pengguna_memuat(teks))).order_by("nama", "pk")


def _hasil(orang: Pengguna) -> Hasil:
    return Hasil(
        orang.nama,
        reverse("akun:orang-rinci", args=[orang.pk]),
        desa=", ".join(p.sebutan for p in orang.penugasan.all()),
        keadaan=f"Akun: {keadaan_akun(orang).lower()}",
        teks=(("Nama pengguna", orang.username), ("Surel", orang.email), ("NIP", orang.nip)),
    )


SUMBER = (Sumber("Akun", "person-badge", "akun:orang", _cari, _hasil, orang=True),)
