"""Database and storage changed together, by whoever owns the server: verification is not green, and nothing altered is
handed over."""

from hashlib import sha256

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.urls import reverse

from jejak.models import Catatan
from jejak.pemicu import lepas_pemicu
from jejak.rantai import segel
from naskah.keutuhan import tanda_tangan_catat
from naskah.kode import kode_buat
from naskah.models import Naskah, PenandaTangan, Pindaian, VersiPdf
from naskah.services.lanjut import pdf_baca
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tests.bahan_ttd import FRASA, disetujui, isi_pdf, sertifikat_untuk, tempat
from naskah.tests.test_verifikasi import halaman, teks, unggah
from notifikasi.models import Pemberitahuan

PALSU = b"%PDF-1.7\n% bukan isi aslinya\n%%EOF\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def naskah(settings, desa, terbitkan, orang):
    """Signed by the camat through the real path, in force."""
    settings.RATELIMIT_CACHE_PREFIX = f"uji-{kode_buat()}:"
    sertifikat_untuk(settings, orang["camat"])
    naskah = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]))
    pekerjaan_selesaikan(penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=orang["camat"]).pk)
    segel()
    return Naskah.objects.get(pk=naskah.pk)


def sql(perintah: str, *isi) -> None:
    with connection.cursor() as kursor:
        kursor.execute(perintah, isi)


def ganti(naskah: Naskah, isi: bytes) -> None:
    """The stored file and every hash of it in the tables."""
    default_storage.delete(naskah.pdf.name)
    default_storage.save(naskah.pdf.name, ContentFile(isi))
    sidik = sha256(isi).hexdigest()
    sql("UPDATE naskah_naskah SET pdf_sha256 = %s WHERE id = %s", sidik, naskah.pk)
    sql(
        "UPDATE naskah_versipdf SET sha256 = %s WHERE naskah_id = %s AND berkas = %s", sidik, naskah.pk, naskah.pdf.name
    )


def tanpa_tanda_tangan(naskah: Naskah) -> None:
    ganti(naskah, PALSU)


def seolah_tinta(naskah: Naskah) -> None:
    """Nothing electronic is claimed any more."""
    ganti(naskah, PALSU)
    sql("UPDATE naskah_penandatangan SET cara = 'basah' WHERE naskah_id = %s", naskah.pk)
    sql("UPDATE naskah_naskah SET cara_ttd = 'basah' WHERE id = %s", naskah.pk)


def versi_yang_belum_bertanda(naskah: Naskah) -> None:
    """The office's own bytes, from before the signature."""
    with VersiPdf.objects.get(naskah=naskah, urut=0).berkas.open() as berkas:
        ganti(naskah, berkas.read())


def jejak_diubah_juga(naskah: Naskah) -> None:
    """And the entry in the trail, with the triggers taken away; not the chain."""
    ganti(naskah, PALSU)
    lepas_pemicu(connection)
    lama = Catatan.objects.filter(jenis="tanda_tangan").latest("pk")
    isi = lama.perubahan | {"pdf_sha256": [None, sha256(PALSU).hexdigest()], "tanda_tangan": [None, 0]}
    Catatan.objects.filter(pk=lama.pk).update(perubahan=isi)


def jejak_ditambah(naskah: Naskah) -> None:
    """A new entry about the forged bytes: there must still be as many valid signatures as it claims."""
    ganti(naskah, PALSU)
    tanda_tangan_catat(Naskah.objects.get(pk=naskah.pk))


def jejak_dibuang(naskah: Naskah) -> None:
    ganti(naskah, PALSU)
    lepas_pemicu(connection)
    sql("DELETE FROM jejak_segel")
    sql("DELETE FROM jejak_catatan")


def pindaian_palsu(naskah: Naskah) -> None:
    """A scan that nobody confirmed, of a document that now claims ink."""
    Pindaian.objects.create(
        naskah=naskah,
        berkas="p.pdf",
        sha256=sha256(PALSU).hexdigest(),
        status="diterima",
        diunggah_oleh=naskah.dibuat_oleh,
    )
    sql("UPDATE naskah_penandatangan SET cara = 'basah' WHERE naskah_id = %s", naskah.pk)


SERANGAN = [
    tanpa_tanda_tangan,
    seolah_tinta,
    versi_yang_belum_bertanda,
    jejak_diubah_juga,
    jejak_ditambah,
    jejak_dibuang,
    pindaian_palsu,
]


def test_basis_data_dan_penyimpanan_diubah_bersama(client, naskah):
    """One document, every attack in turn; each is undone before the next."""
    asli, nama = isi_pdf(naskah), naskah.pdf.name
    assert "Naskah ini berlaku." in halaman(client, naskah)
    assert "vonis vonis-sah" in unggah(client, asli).content.decode()
    for serang in SERANGAN:
        with transaction.atomic():
            serang(naskah)
            cache.clear()
            kini = Naskah.objects.get(pk=naskah.pk)
            with default_storage.open(kini.pdf.name) as berkas:
                isi = PALSU if serang is pindaian_palsu else berkas.read()
            assert "Naskah ini berlaku." not in halaman(client, kini), serang.__name__
            jawab = unggah(client, isi)
            assert "vonis vonis-sah" not in jawab.content.decode(), serang.__name__
            assert "keadaan-berlaku" not in jawab.content.decode(), serang.__name__
            transaction.set_rollback(True)
        default_storage.delete(nama)
        default_storage.save(nama, ContentFile(asli))
    cache.clear()
    assert "Naskah ini berlaku." in halaman(client, naskah)


def test_yang_berubah_tidak_diserahkan(client, naskah, orang, beserta_akibatnya):
    """By no door: the page, an earlier stage, the next signature, an export. Admins are told once."""
    alamat = reverse("naskah:naskah-pdf", args=[naskah.pk])
    client.force_login(orang["camat"])
    assert client.get(alamat).status_code == 200
    default_storage.delete(naskah.pdf.name)
    default_storage.save(naskah.pdf.name, ContentFile(PALSU))
    for _ in range(2):
        jawab = client.get(alamat)
        assert jawab.status_code == 409
        assert "Berkas naskah berubah" in teks(jawab)
        assert PALSU not in b"".join(jawab)
    urut = naskah.versi_pdf.latest("urut").urut
    assert client.get(reverse("naskah:naskah-versi", args=[naskah.pk, urut])).status_code == 409
    with pytest.raises(ValidationError, match="tidak sama dengan yang tercatat"):
        pdf_baca(naskah)
    Naskah.objects.filter(pk=naskah.pk).update(status="dicabut")
    assert client.get(alamat).status_code == 409  # nor a marked copy of it
    assert "Naskah ini berlaku." not in halaman(client, naskah)
    assert Catatan.objects.filter(jenis="keamanan", kunci=naskah.pk).count() >= 4
    kabar = Pemberitahuan.objects.filter(judul__contains="berubah di penyimpanan")
    assert [k.penerima_id for k in kabar] == [orang["admin"].pk]


def test_penanda_yang_belum_selesai_tidak_hijau(client, naskah):
    PenandaTangan.objects.filter(naskah=naskah).update(status="menunggu", waktu=None)
    tanda_tangan_catat(Naskah.objects.get(pk=naskah.pk))
    assert "Naskah ini belum lengkap ditandatangani." in halaman(client, naskah)


def test_setiap_langkah_tercatat(naskah):
    """The way of signing, the hash, and how many signatures the file must hold: as made, and signed."""
    langkah = Catatan.objects.filter(perkara="naskah.Naskah", kunci=naskah.pk, jenis="tanda_tangan").order_by("pk")
    sidik = list(naskah.versi_pdf.order_by("urut").values_list("sha256", flat=True))
    kolom = ("cara_ttd", "pdf_sha256", "tanda_tangan", "penanda")
    kunci = naskah.penanda.get().kunci
    assert [tuple(c.perubahan[k][1] for k in kolom) for c in langkah] == [
        ("elektronik", sidik[0], 0, ""),
        ("elektronik", sidik[1], 1, f"{kunci}: elektronik"),
    ]
    assert {c.tetap for c in langkah} == {True}
