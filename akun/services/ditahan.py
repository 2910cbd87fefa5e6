"""What is said about an assignment that waits for a second person, and to whom: docs/keputusan/0066 and 0069."""

from django.urls import reverse
from django.utils import timezone

from akun.enums import MEMUTUSKAN, Peran
from akun.kabar import kabari
from akun.models import Pengguna, Penugasan
from akun.orang_kedua import baru_disingkirkan, menunggu_orang_kedua, orang_kedua
from akun.queries import admin_instalasi, pemegang_peran_kecamatan
from dasar.induk import tertulis
from dasar.nama import akhiri
from desa.models import Kecamatan


def penugasan_terbaca(penugasan: Penugasan) -> str:
    akhir = f" sampai {tertulis(penugasan, 'selesai')}" if penugasan.selesai else ""
    return f"{penugasan.sebutan} ({penugasan.get_peran_display()}), mulai {tertulis(penugasan, 'mulai')}{akhir}"


def kabari_ditahan(penugasan: Penugasan, oleh: Pengguna, *, banyak: bool) -> None:
    """Whoever may agree, and everybody whom it concerns: the person, the admins, and who is camat there. `banyak`: one
    of many of a sheet, of which all together they are told once."""
    pengguna = penugasan.pengguna
    kecamatan = penugasan.desa.kecamatan if penugasan.desa else penugasan.kecamatan
    if banyak:
        _kabari_banyak(penugasan, kecamatan, oleh)
        return
    isi = f"{oleh} memberi {pengguna} penugasan {penugasan_terbaca(penugasan)}. "
    kedua = list(orang_kedua(pengguna, oleh, tugas=penugasan))
    kabari(
        *kedua,
        judul=f"Setujui penugasan {pengguna} sebagai {penugasan.sebutan}",
        isi=f"{isi}Penugasan itu berlaku sesudah orang kedua menyetujuinya. Bila tidak benar, jangan disetujui, dan "
        "hubungi admin.",
        tautan=reverse("akun:orang-pastikan", args=[pengguna.pk]),
    )
    tadinya = baru_disingkirkan(pengguna, oleh, tugas=penugasan)
    lain = {p.pk: p for p in [pengguna, *_yang_mengawasi(kecamatan), *tadinya]}
    kabari(
        *(p for p in lain.values() if p not in kedua),
        judul=f"Penugasan {pengguna} sebagai {penugasan.sebutan} menunggu orang kedua",
        isi=f"{isi}{menunggu_orang_kedua(pengguna, oleh, sejak=timezone.now(), tugas=penugasan)}",
        tautan=reverse("akun:profil"),
    )


def kabari_diakhiri(pengguna: Pengguna, oleh: Pengguna, apa: str) -> None:
    """Somebody who signs, decides or vouches is taken out of it (`apa` says how): he is told, and so are the admins and
    the camat of where he works. Before it is done: afterwards he is told nothing any more."""
    tugas = [t for t in pengguna.penugasan_aktif if t.peran in MEMUTUSKAN]
    kecamatan = [t.desa.kecamatan if t.desa else t.kecamatan for t in tugas]
    orang = {p.pk: p for k in kecamatan for p in [pengguna, *_yang_mengawasi(k)] if p.pk != oleh.pk}
    kabari(
        *orang.values(),
        judul=f"{apa}: {pengguna}",
        isi=akhiri(f"Oleh: {oleh}") + " Bila itu tidak benar, segera hubungi admin lain atau camat.",
        tautan=reverse("akun:profil"),
    )


def _yang_mengawasi(kecamatan: Kecamatan | None) -> list[Pengguna]:
    camat = pemegang_peran_kecamatan(kecamatan, Peran.CAMAT) if kecamatan else Pengguna.objects.none()
    return [*admin_instalasi(), *camat]


def _kabari_banyak(penugasan: Penugasan, kecamatan: Kecamatan | None, oleh: Pengguna) -> None:
    orang = {p.pk: p for p in [*orang_kedua(penugasan.pengguna, oleh, tugas=penugasan), *_yang_mengawasi(kecamatan)]}
    kabari(
        *orang.values(),
        judul="Penugasan dari sebuah lembar menunggu orang kedua",
        isi=f"{oleh} memberi beberapa orang penugasan yang menandatangani atau memutuskan. Masing-masing berlaku "
        "sesudah orang kedua menyetujuinya. Yang dapat Anda setujui ada di halaman Penugasan yang menunggu.",
        tautan=reverse("akun:penugasan-menunggu"),
        topik=f"akun:penugasan-menunggu:{oleh.pk}",
    )
