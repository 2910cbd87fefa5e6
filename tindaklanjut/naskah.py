"""The teguran tertulis, registered with the room `naskah` (imported by TindaklanjutConfig.ready)."""

from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError

from akun.enums import Peran
from akun.models import Pengguna
from dasar.waktu import tanggal
from naskah.bagian import Orang, tanggal_panjang
from naskah.jenis import JenisNaskah, Penanda, Pos, daftarkan
from naskah.models import Naskah
from naskah.pejabat import penanda_tangan
from naskah.queries.naskah import beserta_penerus
from tindaklanjut.enums import BERJALAN
from tindaklanjut.models import Temuan


def _susun(naskah: Naskah, oleh: Pengguna, waktu: datetime) -> dict:
    """The letter as the camat read it, with the date and the camat of its approval.

    Raises ValidationError where the finding has been settled or withdrawn since: nobody is admonished about that.
    """
    for temuan in Temuan.objects.select_for_update(of=("self",), no_key=True).filter(teguran__naskah=naskah):
        if temuan.status not in BERJALAN:
            raise ValidationError(
                f"Temuan yang ditegur tidak berjalan lagi ({temuan.get_status_display()}). Kembalikan teguran ini."
            )
    hari = tanggal(waktu, naskah.kecamatan)
    return naskah.isi | {
        "tanggal_surat": tanggal_panjang(hari),
        "camat": asdict(penanda_tangan(oleh, naskah.kecamatan, hari, naskah.jenis)),
    }


def _penanda(isi: dict) -> list[Penanda]:
    return [Penanda("camat", 1, "", Orang(**isi["camat"]))]


def _temuan(naskah: Naskah) -> str:
    """The page of the finding that the letter is about."""
    temuan = Temuan.objects.filter(teguran__naskah__in=beserta_penerus(naskah)).first()
    return temuan.get_absolute_url() if temuan else ""


TEGURAN = daftarkan(
    JenisNaskah(
        kode="teguran_temuan",
        nama="Teguran Tertulis",
        template="tindaklanjut/pdf/teguran.html",
        penanda=_penanda,
        tempat=("camat",),
        pos={"camat": Pos(Peran.CAMAT, "camat")},
        susun=_susun,
        tautan=_temuan,
        pola="{klasifikasi}/{urut:03d}/TGR/{kode}/{tahun}",
        tembusan=("Ketua {bpd}",),
        bagian={"uraian": "Temuan", "saran": "Yang harus dibenahi", "penanggung_jawab": "Penanggung jawab"},
    )
)
