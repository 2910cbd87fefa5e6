"""One person, one identity: the printed name, the account and the certificate of a signer belong together."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import PerangkatFactory
from naskah.models import PekerjaanTtd
from naskah.pejabat import kepala_desa
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tests.bahan_ttd import FRASA, disetujui, sertifikat_untuk, tempat

pytestmark = pytest.mark.django_db
HARI = datetime.date(2026, 5, 5)


def test_nama_tercetak_dan_akun_dari_satu_orang(desa):
    """An outdated list: the account of the new kepala desa is not put under the name of the old one."""
    PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Kades Lama")
    pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Baru")
    orang = kepala_desa(desa, HARI)
    assert (orang.nama, orang.id) == ("Kades Lama", None)


def test_akun_menurut_hari_yang_sama(desa):
    """Name and account of one day: whoever held the post then, not whoever holds it today."""
    akhir = datetime.date(2026, 6, 30)
    lama = pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Lama")
    lama.penugasan.update(selesai=akhir)
    baru = pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Baru")
    baru.penugasan.update(mulai=akhir + datetime.timedelta(days=1))
    PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Kades Lama", selesai=akhir)
    PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Kades Baru", mulai=akhir + datetime.timedelta(days=1))
    assert [(o.nama, o.id) for o in (kepala_desa(desa, akhir), kepala_desa(desa, datetime.date(2026, 7, 1)))] == [
        ("Kades Lama", lama.pk),
        ("Kades Baru", baru.pk),
    ]


def test_akun_lain_tidak_menandatangani_atas_nama_tercetak(terbitkan, desa, orang, settings):
    """A berita acara was once stamped with the former kepala desa's name and the new one's certificate."""
    baru = orang["kepala_desa"]
    naskah = disetujui(terbitkan, desa, (1, "Kades Lama", baru))
    type(baru).objects.filter(pk=baru.pk).update(nama="Kades Baru")
    baru.refresh_from_db()
    sertifikat_untuk(settings, baru)
    with pytest.raises(ValidationError, match="mencetak nama Kades Lama"):
        penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=baru)
    assert PekerjaanTtd.objects.count() == 0
