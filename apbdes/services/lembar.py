"""Answering the worksheet: all that was sent or nothing; and its rows as an instrument."""

from collections.abc import Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from akun.models import Pengguna
from apbdes.enums import JawabanLembar, JenisBaris
from apbdes.lembar.susun import BarisLembar, Lembar, lembar_untuk
from apbdes.models import ButirLembar, FormulirLembar, IsianLembar, VersiApbdes
from apbdes.penilaian import penilaian
from apbdes.services.evaluasi import evaluasi_terbuka
from dasar.nama import akhiri
from instrumen.jenis import Baris, JenisFormulir

KETERANGAN_MAKS = 2000
VERSI_LAIN = (
    "Lembar di halaman ini bukan lembar yang dipakai rancangan ini. Belum ada yang disimpan; salin tulisan Anda, lalu "
    "muat ulang halaman."
)


class Jawab(NamedTuple):
    """What was sent for a row, and what the page had shown there."""

    jawaban: str
    keterangan: str
    semula: tuple[str, str]

    @property
    def kini(self) -> tuple[str, str]:
        return self.jawaban, self.keterangan


@transaction.atomic
def lembar_simpan(*, versi: VersiApbdes, formulir: int | None, isian: Mapping[int, Jawab], oleh: Pengguna) -> None:
    """Store the answers that differ from what the page showed. `formulir`: the version of the sheet on the page.

    Raises ValidationError, by the key of the row where it is about one: nothing is stored then. What somebody else
    answered meanwhile is overwritten only by a page that shows it.
    """
    terkunci = evaluasi_terbuka(versi, oleh)
    lembar = lembar_untuk(terkunci, penilaian(terkunci))
    if lembar is None:
        raise ValidationError("Belum ada lembar evaluasi yang berlaku untuk kecamatan ini.")
    menurut_pk = {b.butir.pk: b for b in lembar.baris}
    if formulir != lembar.formulir.pk or not isian.keys() <= menurut_pk.keys():
        raise ValidationError(VERSI_LAIN)
    galat: dict[str, list[str]] = {}
    ubah: dict[int, Jawab] = {}
    for pk, kirim in isian.items():
        b = menurut_pk[pk]
        if kalimat := _tidak_sah(b, kirim) or _konflik(b, kirim):
            galat[str(pk)] = [kalimat]
        elif kirim.kini != kirim.semula:
            ubah[pk] = kirim
    sesudah = Lembar(lembar.formulir, [_sesudah(b, ubah.get(b.butir.pk), terkunci, oleh) for b in lembar.baris])
    for b in sesudah.baris:
        kunci = str(b.butir.pk)
        if kunci not in galat and (kalimat := _kurang(sesudah, b, b.butir.pk in ubah)):
            galat[kunci] = [kalimat]
    if galat:
        raise ValidationError(galat)
    for b in sesudah.baris:
        if b.butir.pk in ubah and b.isian:
            _tulis(b.isian)
    if ubah and terkunci.lembar_id is None:
        terkunci.lembar = lembar.formulir
        terkunci.save(update_fields=["lembar"])


def _tidak_sah(b: BarisLembar, kirim: Jawab) -> str:
    if kirim.jawaban and (b.butir.jenis != JenisBaris.BUTIR or kirim.jawaban not in JawabanLembar.values):
        return "Pilih Ya atau Tidak." if b.butir.jenis == JenisBaris.BUTIR else "Baris ini tidak dijawab."
    if kirim.keterangan and b.butir.jenis == JenisBaris.BAGIAN:
        return "Baris ini tidak diisi."
    if len(kirim.keterangan) > KETERANGAN_MAKS:
        return f"Paling banyak {KETERANGAN_MAKS} huruf; tulisan ini {len(kirim.keterangan)}."
    return ""


def _konflik(b: BarisLembar, kirim: Jawab) -> str:
    kini = (b.jawaban, b.keterangan)
    if kirim.kini == kirim.semula or kini in (kirim.semula, kirim.kini):
        return ""
    oleh = b.isian.oleh.nama if b.isian else "aplikasi, dari data yang berubah"
    bunyi = ", ".join(
        filter(None, (JawabanLembar(b.jawaban).label if b.jawaban else "", f"“{b.keterangan}”" if b.keterangan else ""))
    )
    return f"Sementara itu sudah diisi {oleh}: {bunyi or 'dikosongkan'}. Simpan lagi bila isian Anda yang dipakai."


def _sesudah(b: BarisLembar, kirim: Jawab | None, versi: VersiApbdes, oleh: Pengguna) -> BarisLembar:
    if kirim is None:
        return b
    isian = b.isian or IsianLembar(versi=versi, butir=b.butir)
    baru = IsianLembar(
        pk=isian.pk, versi=versi, butir=b.butir, jawaban=kirim.jawaban, keterangan=kirim.keterangan, oleh=oleh
    )
    return BarisLembar(b.butir, b.usul, baru)


def _kurang(lembar: Lembar, b: BarisLembar, diubah: bool) -> str:
    """Of what was answered now: another answer than the proposal needs a reason, a conclusion the answers below it."""
    if not diubah:
        return ""
    if b.berbeda and not b.keterangan and b.usul:
        usul = JawabanLembar(b.usul.jawaban).label
        return f"Aplikasi mengusulkan {usul}: {b.usul.dari} Tulis alasannya bila jawaban Anda lain."
    belum = [x.butir.nomor for x in lembar.di_bawah(b) if not x.dijawab] if b.butir.jenis == JenisBaris.ASPEK else []
    if belum and b.keterangan:
        return akhiri(f"Jawab dahulu butirnya sebelum menyimpulkan: {', '.join(belum)}")
    return ""


def _tulis(isian: IsianLembar) -> None:
    if isian.jawaban or isian.keterangan:
        isian.save()
    elif isian.pk:
        isian.delete()


# --- the instrument ---------------------------------------------------------------
KOLOM = ("nomor", "jenis", "teks", "alat_verifikasi", "keterangan", "diketahui")


def boleh_kelola(pengguna: Pengguna, formulir: FormulirLembar | None = None) -> bool:
    return pengguna.has_perm("apbdes.kelola_formulir", formulir)


def isi_butir(formulir: FormulirLembar) -> list[Baris]:
    return [{"id": b.pk} | {k: getattr(b, k) for k in KOLOM} for b in formulir.butir.order_by("urut")]


def tulis_butir(formulir: FormulirLembar, baris: list[Baris]) -> None:
    """Replace the rows of a draft; one that stays keeps its key, its place in the source and its notes."""
    lama = {b.pk: b for b in formulir.butir.all()}
    baru = []
    for urut, isi in enumerate(baris, 1):
        b = lama.pop(isi["id"], None) or ButirLembar()
        b.formulir, b.urut = formulir, urut
        for k in KOLOM:
            setattr(b, k, isi[k])
        baru.append(b)
    formulir.butir.all().delete()
    ButirLembar.objects.bulk_create(baru)


def salin_butir(asal: FormulirLembar, baru: FormulirLembar) -> None:
    tetap = ("urut", *KOLOM, "tempat", "catatan")
    ButirLembar.objects.bulk_create(
        ButirLembar(
            formulir=baru,
            teks_sumber=b.teks_sumber or (b.teks if b.tempat else ""),
            **{k: getattr(b, k) for k in tetap},
        )
        for b in asal.butir.order_by("urut")
    )


FORMULIR = JenisFormulir(
    model=FormulirLembar,
    sebutan="lembar evaluasi APB Desa",
    sebutan_baris="baris",
    kolom=(),
    boleh=boleh_kelola,
    isi_baris=isi_butir,
    tulis_baris=tulis_butir,
    salin_baris=salin_butir,
)
