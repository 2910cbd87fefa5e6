"""Every change of a visit's status. Views call these; nothing else sets a status."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from dasar.alur import cari, jalankan
from dasar.waktu import tanggal
from naskah.jenis import saat_dicabut
from naskah.models import Naskah
from naskah.services.naskah import (
    naskah_ajukan,
    naskah_kembalikan,
    naskah_setujui,
    naskah_tulis,
    naskah_verifikasi,
)
from naskah.services.penerus import naskah_terbitkan_lagi
from naskah.surat_tugas import surat_tugas_tarik
from perut.alur import TRANSISI_KUNJUNGAN
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.naskah import BERITA_ACARA
from perut.reports import berita_acara_isi
from perut.services.isian import kunjungan_siapkan_isian
from perut.syarat import ASAL
from perut.usulan_temuan import jenis_temuan
from tindaklanjut.services import asal_cabut, jawaban_resmikan, temuan_resmikan, temuan_tulis_ulang

_transisi = partial(cari, TRANSISI_KUNJUNGAN)


@transaction.atomic
def kunjungan_jadwalkan(*, kunjungan: Kunjungan, oleh: Pengguna, sejak: str | None = None) -> Kunjungan:
    """Make the plan binding; officers and village are told. Pedoman PERUT B.2.a."""
    return jalankan(kunjungan, _transisi("jadwalkan"), oleh=oleh, sejak=sejak)


@transaction.atomic
def kunjungan_mulai(*, kunjungan: Kunjungan, oleh: Pengguna, sejak: str | None = None) -> Kunjungan:
    """Open the visit for filling in; the checklist of books in force that day is laid out."""
    return jalankan(kunjungan, _transisi("mulai"), oleh=oleh, sejak=sejak, ubah=kunjungan_siapkan_isian)


@transaction.atomic
def kunjungan_ajukan(*, kunjungan: Kunjungan, oleh: Pengguna, sejak: str | None = None) -> Kunjungan:
    """Hand in for verification, with a draft of the berita acara; locked until returned. Pedoman PERUT B.3."""

    def ubah(k: Kunjungan) -> None:
        waktu = timezone.now()
        isi = berita_acara_isi(k, oleh=oleh, waktu=waktu)
        hari = tanggal(waktu, k.desa)
        perihal = f"Pendampingan Rutin (PERUT) {k.desa}, {k.tanggal_panjang}"
        naskah = naskah_tulis(
            k.berita_acara,
            jenis=BERITA_ACARA.kode,
            desa=k.desa,
            tanggal=hari,
            perihal=perihal,
            isi=isi,
            oleh=oleh,
        )
        k.berita_acara = naskah_ajukan(naskah=naskah, oleh=oleh)

    return jalankan(kunjungan, _transisi("ajukan"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def kunjungan_verifikasi(
    *, kunjungan: Kunjungan, verifikasi: dict[str, Any], oleh: Pengguna, sejak: str | None = None
) -> Kunjungan:
    """Store the six aspects (machine and person) and pass the visit on to the camat. Pedoman PERUT B.3."""

    def ubah(k: Kunjungan) -> None:
        k.verifikasi = _oleh(verifikasi, oleh)
        k.berita_acara = naskah_verifikasi(naskah=_berita_acara(k), oleh=oleh)

    return jalankan(kunjungan, _transisi("verifikasi"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def kunjungan_kembalikan(
    *,
    kunjungan: Kunjungan,
    alasan: str,
    oleh: Pengguna,
    sejak: str | None = None,
    verifikasi: dict[str, Any] | None = None,
) -> Kunjungan:
    """Send back to the officers with a reason; the content opens again. What was answered of the six aspects is
    kept: the next verification begins with it."""

    def ubah(k: Kunjungan) -> None:
        if verifikasi:
            k.verifikasi = _oleh(verifikasi, oleh)
        k.berita_acara = naskah_kembalikan(naskah=_berita_acara(k), alasan=alasan, oleh=oleh)

    return jalankan(kunjungan, _transisi("kembalikan"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def kunjungan_sahkan(*, kunjungan: Kunjungan, oleh: Pengguna, sejak: str | None = None) -> Kunjungan:
    """Approve: number the berita acara, freeze its content, open the findings. Pedoman PERUT B.4.

    The caller has checked the camat's password. The PDF is made after the commit, then it is signed.
    """

    def ubah(k: Kunjungan) -> None:
        naskah = _berita_acara(k)
        isi = None if naskah.isi_tetap else berita_acara_isi(k, oleh=oleh, waktu=timezone.now())
        k.berita_acara = naskah_setujui(naskah=naskah, oleh=oleh, isi=isi)
        jawaban_resmikan(asal_jenis=ASAL, asal_id=str(k.pk), oleh=oleh)
        temuan_resmikan(asal_jenis=ASAL, asal_id=str(k.pk), oleh=oleh, jenis=jenis_temuan(k))

    return jalankan(kunjungan, _transisi("sahkan"), oleh=oleh, sejak=sejak, ubah=ubah)


@saat_dicabut(BERITA_ACARA)
def _berita_acara_dicabut(naskah: Naskah, alasan: str, oleh: Pengguna) -> None:
    for k in Kunjungan.objects.filter(berita_acara=naskah, status=StatusKunjungan.DISAHKAN):
        kunjungan_cabut(kunjungan=k, alasan=alasan, oleh=oleh)


@transaction.atomic
def kunjungan_cabut(*, kunjungan: Kunjungan, alasan: str, oleh: Pengguna) -> Kunjungan:
    """Its berita acara was withdrawn: the visit is approved no more, its findings and answers bind nobody."""

    def ubah(k: Kunjungan) -> None:
        asal_cabut(asal_jenis=ASAL, asal_id=str(k.pk), alasan=alasan, oleh=oleh)

    return jalankan(kunjungan, _transisi("cabut"), oleh=oleh, akibat=True, alasan=alasan, ubah=ubah)


@transaction.atomic
def kunjungan_buka_kembali(*, kunjungan: Kunjungan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Kunjungan:
    """Back to the officers; the next berita acara says which one it stands in for."""

    def ubah(k: Kunjungan) -> None:
        temuan_tulis_ulang(asal_jenis=ASAL, asal_id=str(k.pk), oleh=oleh)

    return jalankan(kunjungan, _transisi("buka_kembali"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def kunjungan_terbitkan_lagi(
    *, kunjungan: Kunjungan, alasan: str, oleh: Pengguna, sejak: str | None = None
) -> Kunjungan:
    """The document was wrong, not the visit: the same content goes to the camat again, for the present signers."""

    def ubah(k: Kunjungan) -> None:
        k.berita_acara = naskah_terbitkan_lagi(naskah=_berita_acara(k), oleh=oleh)
        temuan_tulis_ulang(asal_jenis=ASAL, asal_id=str(k.pk), oleh=oleh)

    return jalankan(kunjungan, _transisi("terbitkan_lagi"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def kunjungan_batalkan(*, kunjungan: Kunjungan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Kunjungan:
    """Call the visit off; its letters are withdrawn, or dropped while they are not approved."""

    def ubah(k: Kunjungan) -> None:
        surat_tugas_tarik(k.surat_tugas, alasan=f"Kunjungan dibatalkan: {alasan}", oleh=oleh)

    return jalankan(kunjungan, _transisi("batalkan"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


def _oleh(verifikasi: dict[str, Any], oleh: Pengguna) -> dict[str, Any]:
    return verifikasi | {"oleh": oleh.nama, "waktu": timezone.now().isoformat()}


def _berita_acara(kunjungan: Kunjungan) -> Naskah:
    assert kunjungan.berita_acara is not None  # the constraint kunjungan_diajukan_berberita_acara
    return kunjungan.berita_acara
