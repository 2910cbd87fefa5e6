"""Whose turn it is to sign."""

from dasar.nama import akhiri
from naskah.enums.naskah import CaraTtd
from naskah.models import Naskah, PenandaTangan
from notifikasi.enums import Golongan
from notifikasi.services import beritahu


def giliran_kabari(naskah: Naskah) -> None:
    """Tell those whose turn to sign it is now; on paper, whoever drew it up has it printed and signed."""
    if naskah.cara_ttd == CaraTtd.BASAH:
        beritahu(
            [naskah.dibuat_oleh],
            judul=f"{naskah} siap dicetak dan ditandatangani",
            isi=f"{akhiri(naskah.perihal)} Setelah semua menandatangani, pindai dan unggah.",
            tautan=naskah.get_absolute_url(),
            golongan=Golongan.MENUNGGU,
        )
        return
    giliran = PenandaTangan.objects.giliran().filter(naskah=naskah, pengguna__isnull=False).select_related("pengguna")
    beritahu(
        [p.pengguna for p in giliran if p.pengguna],
        judul=f"{naskah} menunggu tanda tangan Anda",
        isi=naskah.perihal,
        tautan=naskah.get_absolute_url(),
        golongan=Golongan.MENUNGGU,
    )
