"""What visits tell of the capacity of officials: by what it was seen, which villages are in focus; and what is proposed
for the next visit."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.formats import date_format

from akun.models import Pengguna
from desa.models import Desa, Kecamatan, Perangkat
from kapasitas.hitungan import Kebutuhan, kebutuhan
from kapasitas.sumber import Bukti, SumberBukti, bukti_daftarkan, lokus_daftarkan
from perut.enums import StatusKunjungan
from perut.models import Kehadiran, Kunjungan, Lokus
from perut.queries import keadaan_buku

KUNJUNGAN_BANYAK = 12
USULAN_BANYAK = 5
BELUM_TERJADI = (StatusKunjungan.RENCANA, StatusKunjungan.DIJADWALKAN, StatusKunjungan.DIBATALKAN)


def usulan_tema(desa: Collection[Desa]) -> list[tuple[Desa, list[Kebutuhan]]]:
    """Themes that these villages could need, those of most officials first; a person decides."""
    perlu = kebutuhan([d.pk for d in desa])
    return [(d, perlu[d.pk][:USULAN_BANYAK]) for d in desa if d.pk in perlu]


def _lokus(kecamatan: Kecamatan, tahun: int) -> set[int]:
    return set(
        Lokus.objects.filter(program__kecamatan=kecamatan, program__tahun=tahun).values_list("desa_id", flat=True)
    )


def _kunjungan(perangkat: Perangkat, pengguna: Pengguna) -> Iterator[Bukti]:
    hadir = set(Kehadiran.objects.filter(perangkat=perangkat).values_list("kunjungan_id", flat=True))
    ada = Kunjungan.objects.untuk(pengguna).filter(desa=perangkat.desa_id, tanggal__isnull=False)
    for k in ada.exclude(status__in=BELUM_TERJADI).order_by("-tanggal", "-pk")[:KUNJUNGAN_BANYAK]:
        assert k.tanggal is not None  # as it was asked for
        kata = ", hadir" if k.pk in hadir else ""
        yield Bukti(str(k.pk), f"Kunjungan {date_format(k.tanggal, 'j F Y')}{kata}")


def _buku(perangkat: Perangkat, _pengguna: Pengguna) -> Iterator[Bukti]:
    """Each book as the last approved visit found it."""
    for k in keadaan_buku(perangkat.desa):
        if k.terakhir and (tanggal := k.terakhir.kunjungan.tanggal):
            hari = date_format(tanggal, "j F Y")
            yield Bukti(f"{perangkat.desa_id}/{k.buku.kode}", f"{k.buku.nama}: {k.ringkas} (diperiksa {hari})")


lokus_daftarkan(_lokus)
bukti_daftarkan(
    SumberBukti("kunjungan", "Kunjungan", _kunjungan, lambda nomor: reverse("perut:kunjungan-rinci", args=[nomor]))
)
bukti_daftarkan(
    SumberBukti(
        "buku",
        "Keadaan buku desa",
        _buku,
        lambda nomor: reverse("perut:buku-desa", args=[nomor.partition("/")[0]]),
    )
)
