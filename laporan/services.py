"""Every change of a report. Views call these; nothing else sets a status or a figure."""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from dasar.alur import cari, jalankan
from dasar.basi import Basi
from dasar.waktu import hari_ini
from desa.models import Kecamatan
from laporan.alur import TRANSISI_LAPORAN
from laporan.enums import StatusLaporan
from laporan.hitung import hitung
from laporan.masa import Masa, jenis_periode
from laporan.models import Laporan
from laporan.naskah import LAPORAN_CAMAT, susun
from laporan.reports import TULISAN, laporan_isi, perihal
from naskah.bagian import paragraf
from naskah.jenis import saat_dicabut
from naskah.models import Naskah
from naskah.services.naskah import naskah_ajukan, naskah_batalkan, naskah_kembalikan, naskah_setujui, naskah_tulis

_transisi = partial(cari, TRANSISI_LAPORAN)
BUKAN_PENYUSUN = "Laporan disusun oleh verifikator kecamatan yang bersangkutan."


@dataclass(frozen=True)
class Tulisan:
    """The words of a report, as people wrote them."""

    hasil: str
    masalah: str
    tindak_lanjut: str
    rekomendasi: list[str]
    kata_camat: str

    @classmethod
    def dari(cls, laporan: Laporan) -> "Tulisan":
        return cls(**{n: getattr(laporan, n) for n in TULISAN})


@transaction.atomic
def laporan_susun(*, kecamatan: Kecamatan, periode: str, oleh: Pengguna) -> tuple[Laporan, bool]:
    """The draft of a period, counted now; the one that is there already where somebody was faster.

    Raises PermissionDenied for who, ValidationError for a period that has not begun.
    """
    if not oleh.has_perm("laporan.susun_laporan", kecamatan):
        raise PermissionDenied(BUKAN_PENYUSUN)
    try:
        jenis_periode(periode)
    except ValueError:
        raise ValidationError("Pilih masa laporan dari daftarnya.") from None
    if Masa.dari(kecamatan, periode).mulai > hari_ini(kecamatan):
        raise ValidationError("Masa laporan ini belum mulai.")
    kini = Kecamatan.objects.select_for_update(no_key=True).select_related("kabupaten").get(pk=kecamatan.pk)
    ada = Laporan.objects.filter(kecamatan=kini, periode=periode).exclude(status=StatusLaporan.DIBATALKAN).first()
    if ada:
        return ada, False
    isi = {"hitungan": hitung(kini, periode), "dihitung": timezone.now()}
    return Laporan.objects.create(kecamatan=kini, periode=periode, dibuat_oleh=oleh, diubah_oleh=oleh, **isi), True


@transaction.atomic
def laporan_tulis(*, laporan: Laporan, versi: int, tulisan: Tulisan, oleh: Pengguna) -> Laporan:
    """Keep what was written. Raises Basi when a colleague saved since `versi`; the same twice is none."""
    terkunci = _terkunci(laporan)
    if not oleh.has_perm("laporan.tulis_laporan", terkunci):
        raise PermissionDenied(alasan_tertutup(terkunci))
    if Tulisan.dari(terkunci) == tulisan:
        return terkunci
    if versi != terkunci.versi:
        raise Basi("Laporan", terkunci.diubah_oleh, tersimpan=terkunci)
    for nama, nilai in asdict(tulisan).items():
        setattr(terkunci, nama, nilai)
    return _simpan(terkunci, oleh, *TULISAN)


@transaction.atomic
def laporan_hitung_ulang(*, laporan: Laporan, oleh: Pengguna) -> Laporan:
    """Count once more; what people wrote stays as it is. Twice is harmless."""
    terkunci = _terkunci(laporan)
    if not oleh.has_perm("laporan.hitung_laporan", terkunci):
        raise PermissionDenied(alasan_tertutup(terkunci))
    terkunci.hitungan, terkunci.dihitung = hitung(terkunci.kecamatan, terkunci.periode), timezone.now()
    terkunci.riwayat.create(aksi="hitung", dari=terkunci.status, ke=terkunci.status, oleh=oleh)
    return _simpan(terkunci, oleh, "hitungan", "dihitung")


def _terkunci(laporan: Laporan) -> Laporan:
    return (
        Laporan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("kecamatan__kabupaten", "diubah_oleh", "naskah__menggantikan")
        .get(pk=laporan.pk)
    )


def _simpan(laporan: Laporan, oleh: Pengguna, *kolom: str) -> Laporan:
    laporan.versi += 1
    laporan.diubah_oleh = oleh
    laporan.save(update_fields=[*kolom, "versi", "diubah_oleh"])
    return laporan


def alasan_tertutup(laporan: Laporan) -> str:
    """Why nothing is written or counted by whoever asked."""
    if not laporan.dapat_diubah:
        return f"Laporan ini berstatus “{laporan.get_status_display()}”, jadi isinya tidak berubah lagi."
    return "Laporan ditulis oleh verifikator dan camat kecamatan ini."


# --- steps ---------------------------------------------------------------------------
@transaction.atomic
def laporan_ajukan(*, laporan: Laporan, oleh: Pengguna, sejak: str | None = None) -> Laporan:
    """Hand in to the camat: its document says what the report says now. The one that is in force stays so."""

    def ubah(o: Laporan) -> None:
        hari = hari_ini(o.kecamatan)
        naskah = naskah_tulis(
            o.naskah,
            jenis=LAPORAN_CAMAT.kode,
            desa=None,
            kecamatan=o.kecamatan,
            tanggal=hari,
            perihal=perihal(o),
            isi=laporan_isi(o, oleh=oleh, tanggal=hari),
            oleh=oleh,
        )
        o.naskah = naskah_ajukan(naskah=naskah, oleh=oleh, akibat=True)

    return jalankan(laporan, _transisi("ajukan"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def laporan_kembalikan(*, laporan: Laporan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Laporan:
    def ubah(o: Laporan) -> None:
        o.naskah = naskah_kembalikan(naskah=_naskah(o), alasan=alasan, oleh=oleh)

    return jalankan(laporan, _transisi("kembalikan"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def laporan_sahkan(
    *, laporan: Laporan, oleh: Pengguna, kata_camat: str | None = None, sejak: str | None = None
) -> Laporan:
    """Approve: number and freeze. The camat may add words of their own (`kata_camat`; None: as it was handed in).

    The caller has checked the camat's password. The PDF is made after the commit, then it is signed.
    """

    def ubah(o: Laporan) -> None:
        naskah = _naskah(o)
        isi = susun(naskah, oleh, timezone.now())
        if kata_camat is not None:
            o.kata_camat = kata_camat.replace("\r\n", "\n").strip()
            isi |= {"kata_camat": paragraf(o.kata_camat), "asli": isi["asli"] | {"kata_camat": o.kata_camat}}
        o.naskah = naskah_setujui(naskah=naskah, oleh=oleh, isi=isi)

    return jalankan(laporan, _transisi("sahkan"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def laporan_koreksi(*, laporan: Laporan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Laporan:
    """Open it once more; the document that was approved stays in force until the next one takes its place."""
    return jalankan(laporan, _transisi("koreksi"), oleh=oleh, sejak=sejak, alasan=alasan)


@transaction.atomic
def laporan_urungkan(*, laporan: Laporan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Laporan:
    """Back to what was approved: figures and words as that document has them."""

    def ubah(o: Laporan) -> None:
        lama, kini = o.naskah_lama, _naskah(o)
        assert lama is not None  # kekurangan_urungkan
        if kini != lama:
            naskah_batalkan(naskah=kini, alasan=alasan, oleh=oleh, akibat=True)
        asli = lama.isi["asli"]
        for nama in TULISAN:
            setattr(o, nama, asli[nama])
        o.hitungan, o.dihitung = asli["hitungan"], datetime.fromisoformat(asli["dihitung"])
        o.naskah = lama
        o.versi += 1

    return jalankan(laporan, _transisi("urungkan"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def laporan_batalkan(*, laporan: Laporan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Laporan:
    """A draft that is not needed; its document, never approved, is dropped with it."""

    def ubah(o: Laporan) -> None:
        if o.naskah:
            naskah_batalkan(naskah=o.naskah, alasan=alasan, oleh=oleh, akibat=True)

    return jalankan(laporan, _transisi("batalkan"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@saat_dicabut(LAPORAN_CAMAT)
def _naskah_dicabut(naskah: Naskah, alasan: str, oleh: Pengguna) -> None:
    for o in Laporan.objects.filter(naskah=naskah, status=StatusLaporan.DISAHKAN):
        jalankan(o, _transisi("cabut"), oleh=oleh, akibat=True, alasan=alasan)


def _naskah(laporan: Laporan) -> Naskah:
    assert laporan.naskah is not None  # the constraint laporan_diajukan_bernaskah
    return laporan.naskah
