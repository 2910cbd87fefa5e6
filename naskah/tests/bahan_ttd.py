"""Documents on their way to being signed, and certificates for their signers; small keys, few rounds."""

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.utils import timezone

from akun.models import Pengguna
from naskah.cetak import naskah_pdf_simpan
from naskah.enums.naskah import CaraTtd
from naskah.models import Naskah, PenandaTangan, PengaturanTtd
from naskah.models.sertifikat import AkarSertifikat, Sertifikat
from naskah.otoritas import sidik
from naskah.services.sertifikat import sertifikat_undang
from naskah.tests.conftest import ISI
from tte.tests import bahan_tte

FRASA = bahan_tte.FRASA


def kunci_ca_pem() -> str:
    """What CA_KUNCI must hold so that this installation's authority is the one of `bahan_tte`."""
    kunci = bahan_tte.otoritas().kunci
    return kunci.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def sertifikat_untuk(settings, pengguna: Pengguna) -> Sertifikat:
    """A certificate of this person under the passphrase FRASA."""
    settings.CA_KUNCI, settings.CA_SANDI = kunci_ca_pem(), ""
    akar = bahan_tte.otoritas().sertifikat
    baris, _ = AkarSertifikat.objects.get_or_create(
        sidik_kunci=sidik(bahan_tte.otoritas().kunci.public_key()),
        defaults={
            "subjek": "Otoritas Uji",
            "sertifikat": akar.public_bytes(Encoding.DER),
            "berlaku_sampai": akar.not_valid_after_utc,
        },
    )
    milik = bahan_tte.penanda(f"{pengguna.nama} {pengguna.pk}")
    return Sertifikat.objects.create(
        pengguna=pengguna,
        akar=baris,
        nomor_seri=f"{milik.sertifikat.serial_number:x}",
        subjek=pengguna.nama,
        nama=pengguna.nama,
        p12=milik.p12,
        sertifikat=milik.sertifikat.public_bytes(Encoding.DER),
        berlaku_dari=milik.sertifikat.not_valid_before_utc,
        berlaku_sampai=milik.sertifikat.not_valid_after_utc,
    )


def diundang(pengguna: Pengguna, admin: Pengguna) -> Sertifikat:
    """An invitation that a second person has agreed to; how that comes about is told by test_orang_kedua.py."""
    undangan = sertifikat_undang(pengguna=pengguna, oleh=admin)
    undangan.disetujui, undangan.disetujui_oleh = timezone.now(), admin
    undangan.save()
    return undangan


def isi_berpenanda(*penanda: tuple[int, str, Pengguna | None]) -> dict:
    """(urutan, nama, akun) of each signer, as the kinds of conftest.py read them.

    The account and its certificate bear the printed name: what happens otherwise is told by test_identitas.py.
    """
    for _, nama, akun in penanda:
        if akun:
            akun.nama = nama
            Pengguna.objects.filter(pk=akun.pk).update(nama=nama)
            Sertifikat.objects.filter(pengguna=akun).update(nama=nama)
    daftar = [
        {"kunci": f"ttd{n}", "urutan": urutan, "nama": nama, "id": akun.pk if akun else None}
        for n, (urutan, nama, akun) in enumerate(penanda)
    ]
    return ISI | {"penanda": daftar}


def cara_ttd(kecamatan, cara: str, *, jari: bool = True) -> None:
    PengaturanTtd.objects.update_or_create(kecamatan=kecamatan, defaults={"cara": cara, "jari": jari})


def disetujui(terbitkan, desa, *penanda, cara: str = CaraTtd.ELEKTRONIK, pdf: bool = True) -> Naskah:
    """An approved document, with its PDF and places for these signers."""
    cara_ttd(desa.kecamatan, cara)
    naskah = terbitkan(desa, isi=isi_berpenanda(*penanda))
    for n, p in enumerate(naskah.penanda.order_by("pk")):
        p.halaman, p.kotak = 0, list(bahan_tte.kotak(n))
        p.save(update_fields=["halaman", "kotak"])
    if pdf:
        naskah_pdf_simpan(naskah_id=naskah.pk)
        naskah.refresh_from_db()
        assert naskah.pdf_galat == ""
    return naskah


def tempat(naskah: Naskah, nomor: int) -> PenandaTangan:
    return naskah.penanda.select_related("naskah__kecamatan", "naskah__desa").get(kunci=f"ttd{nomor}")


def isi_pdf(naskah: Naskah) -> bytes:
    naskah.refresh_from_db()
    with naskah.pdf.open() as berkas:
        return berkas.read()
