"""A signature by the national gateway, in the request: BSrE holds the key, we hand over the bytes."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from akun.models import Pengguna
from akun.pembatas import TerlaluSering, mulai
from cetak.cetakan import Kotak
from naskah.bagian import waktu_setempat
from naskah.cetak import naskah_pdf_versi
from naskah.enums.naskah import CaraPenanda, CaraTtd, StatusPenanda
from naskah.identitas import beda_bsre
from naskah.kode import alamat_verifikasi
from naskah.models import PenandaTangan
from naskah.services.lanjut import BERUBAH, naskah_kunci, pdf_baca, ttd_lanjutkan
from naskah.services.tanda_tangan import izinkan
from tte.bsre import BsreGagal, bsre_tanda_tangani


@sensitive_variables("nik", "frasa")
def penanda_tandatangani_bsre(*, penanda: PenandaTangan, nik: str, frasa: str, oleh: Pengguna) -> PenandaTangan:
    """Let BSrE sign the document as it stands. Neither NIK nor passphrase is stored.

    Raises PermissionDenied, or ValidationError with the gateway's refusal in plain words; then nothing
    has changed here. Nothing is locked while the gateway works: what changed meanwhile is noticed.
    """
    from tte.bsre_gambar import gambar_tanda_tangan  # loads the fonts
    from tte.periksa import penanda_terakhir

    izinkan(penanda, oleh, cara=CaraTtd.BSRE)
    naskah = penanda.naskah
    dasar = pdf_baca(naskah)
    saat = timezone.now()
    kotak, gambar = None, b""
    if penanda.kotak is not None and penanda.halaman is not None:
        kotak = Kotak(penanda.halaman, *penanda.kotak)
        gambar = gambar_tanda_tangan(
            nama=penanda.nama,
            jabatan=penanda.jabatan,
            waktu=waktu_setempat(saat, naskah.kecamatan),
            alamat_qr=alamat_verifikasi(naskah.kode),
            lebar=kotak.x2 - kotak.x1,
            tinggi=kotak.y2 - kotak.y1,
        )
    try:
        hitungan = mulai(oleh.username)  # a passphrase like any other: guessed no more often than those
    except TerlaluSering as galat:
        raise ValidationError({"frasa": galat.messages}) from None
    try:
        hasil = bsre_tanda_tangani(
            dasar,
            nik=nik,
            passphrase=frasa,
            kotak=kotak,
            gambar=gambar,
            alasan=naskah.perihal[:100],
            lokasi=naskah.kecamatan.ibu_kota,
        )
    except BsreGagal as galat:
        if galat.sementara:
            hitungan.benar()
        raise ValidationError(str(galat)) from galat
    hitungan.benar()
    if kalimat := beda_bsre(penanda, penanda_terakhir(hasil.pdf)):
        raise ValidationError(kalimat)
    with transaction.atomic():
        terkunci = naskah_kunci(penanda.naskah_id)
        terkini = terkunci.penanda.get(pk=penanda.pk)
        terkini.naskah = terkunci
        izinkan(terkini, oleh, cara=CaraTtd.BSRE)
        if terkunci.pdf_sha256 != sha256(dasar).hexdigest():
            raise ValidationError(BERUBAH)
        nomor = f" ({hasil.id_dokumen})" if hasil.id_dokumen else ""
        naskah_pdf_versi(naskah=terkunci, isi_pdf=hasil.pdf, sebab=f"Tanda tangan BSrE {terkini.nama}{nomor}"[:200])
        terkini.status, terkini.cara, terkini.waktu = StatusPenanda.SELESAI, CaraPenanda.BSRE, saat
        terkini.save(update_fields=["status", "cara", "waktu"])
        ttd_lanjutkan(naskah=terkunci, penanda=terkini, oleh=oleh)
    return terkini
