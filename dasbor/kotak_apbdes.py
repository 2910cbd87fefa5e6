"""What budgets ask of a person today, each with the days that are left."""

from typing import Any

from django.urls import reverse

from akun.enums import DESA, WAKIL_DESA, Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from apbdes.alur import KEPUTUSAN, TRANSISI_APBDES
from apbdes.enums import StatusVersi as S
from apbdes.models import VersiApbdes
from apbdes.tenggat import HitungHari, tenggat_versi
from dasar.alur import cari
from dasar.pemisahan import bebas
from dasbor.kotak import Kotak, isi_kotak


def kotak_apbdes(pengguna: Pengguna) -> list[Kotak]:
    peran = pengguna.peran
    hitung = HitungHari()

    def milik(*peran: str) -> Any:
        """The versions of the desa over which this person holds one of these roles."""
        return (
            VersiApbdes.objects.lengkap()
            .defer("berita_acara__isi", "keputusan__isi", "sebelum__beku")
            .filter(lingkup(pengguna, *peran, desa="apbdes__desa"))
        )

    def kotak(judul: str, qs: Any, saringan: str) -> Kotak:
        url = f"{reverse('apbdes:daftar')}?{saringan}"
        hasil = isi_kotak(judul, "cash-stack", "", url, "apbdes", qs)
        for versi in hasil.butir:
            versi.tenggat = tenggat_versi(versi, hitung)
        return hasil

    hasil = []
    if Peran.CAMAT in peran:
        usulan = bebas(
            milik(Peran.CAMAT).filter(status=S.DIUSULKAN).order_by("batas_evaluasi"), pengguna.pk, *KEPUTUSAN()
        )
        hasil.append(kotak("Hasil evaluasi APB Desa menunggu keputusan Anda", usulan, "status=diusulkan"))
    if Peran.VERIFIKATOR in peran:
        baru = milik(Peran.VERIFIKATOR).filter(status=S.DIAJUKAN).order_by("diajukan")
        baru = bebas(baru, pengguna.pk, cari(TRANSISI_APBDES, "terima"))
        hasil.append(kotak("APB Desa menunggu dinyatakan diterima", baru, "status=diajukan"))
    if peran & {Peran.VERIFIKATOR, Peran.CAMAT}:
        berjalan = milik(Peran.VERIFIKATOR, Peran.CAMAT).filter(status=S.DIEVALUASI).order_by("batas_evaluasi")
        hasil.append(kotak("APB Desa sedang dievaluasi", berjalan, "status=dievaluasi"))
    if peran & DESA:
        sendiri = milik(*DESA)
        terjawab = VersiApbdes.objects.exclude(status__in=[S.DISUSUN, S.DIBATALKAN]).values("sebelum")
        perbaiki = sendiri.filter(status=S.PERLU_DIPERBAIKI).exclude(pk__in=terjawab.filter(sebelum__isnull=False))
        hasil += [
            kotak("APB Desa perlu diperbaiki", perbaiki.order_by("batas_perbaikan"), "status=perlu_diperbaiki"),
            kotak("APB Desa sedang disusun", sendiri.filter(status=S.DISUSUN).order_by("dibuat"), "status=disusun"),
        ]
    if peran & WAKIL_DESA:
        tetapkan = milik(*WAKIL_DESA).filter(status__in=[S.SESUAI, S.LEWAT_WAKTU]).order_by("diterima")
        hasil.append(kotak("APB Desa siap ditetapkan", tetapkan, "status=sesuai"))
    return hasil
