"""What becomes of a finding. Drafts are written with their visit; these functions do the rest."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from akun.models import Pengguna
from berkas.services.lampiran import Kiriman
from dasar.alur import cari, jalankan, jalankan_banyak, periksa_sejak
from dasar.baris import IsianTerkunci
from dasar.waktu import hari_ini
from desa.bawaan import ASAL as ASAL_BAWAAN
from tindaklanjut.alur import TRANSISI_TEMUAN
from tindaklanjut.bukti import ASAL_DESA, TANPA_BUKTI, bukti_ikat, bukti_sama, bukti_siapkan, bukti_terima
from tindaklanjut.enums import JAWABAN_DESA, HasilTindakLanjut, StatusTemuan
from tindaklanjut.halaman import sudah_dipakai
from tindaklanjut.jenis import jenis_menurut_kode
from tindaklanjut.models import RiwayatTemuan, Teguran, Temuan, TindakLanjut
from tindaklanjut.pengingat import pengingat_bereskan, pengingat_ulangi
from tindaklanjut.tenggat import batas_waktu_periksa

TERJAWAB = "Temuan ini sudah dijawab, jadi tidak dapat dihapus. Perbaiki bunyinya."
TERTEGUR = "Atas temuan ini sudah disusun teguran, jadi tidak dapat dihapus. Perbaiki bunyinya."
_transisi = partial(cari, TRANSISI_TEMUAN)


def temuan_resmikan(*, asal_jenis: str, asal_id: str, oleh: Pengguna, jenis: Mapping[UUID, str] | None = None) -> int:
    """Open the draft findings of a place of work once its record is approved, by `oleh`. Returns how many.

    `jenis` says of which kind some of them are (finding → code); how grave that kind is, is proposed where the
    officer has not said it.
    """
    menurut = jenis_menurut_kode(jenis or {})

    def resmikan(temuan: Temuan) -> None:
        _tandai_penemu(temuan)
        temuan.jenis = temuan.jenis or menurut.get(temuan.pk)  # whoever wrote it down may have said of which kind
        if temuan.jenis:
            temuan.tingkat = temuan.tingkat or temuan.jenis.tingkat

    draf = Temuan.objects.filter(asal_jenis=asal_jenis, asal_id=asal_id).select_related("jenis")
    return len(
        jalankan_banyak(draf, _transisi("buka"), oleh=oleh, ubah=resmikan, kolom=["ditemukan_oleh", "jenis", "tingkat"])
    )


def _tandai_penemu(temuan: Temuan) -> None:
    """Whoever wrote it down last while it was a draft; what old records brought was found elsewhere."""
    if temuan.ditemukan_oleh_id is None and temuan.asal_jenis != ASAL_BAWAAN:
        temuan.ditemukan_oleh_id = temuan.diubah_oleh_id


@transaction.atomic
def jawaban_resmikan(*, asal_jenis: str, asal_id: str, oleh: Pengguna) -> None:
    """Show the answers of an approved record to the village, and close what it reports as mended."""
    jawaban = TindakLanjut.objects.filter(asal_jenis=asal_jenis, asal_id=asal_id)
    jawaban.update(resmi=True)
    selesai = jawaban.filter(hasil=HasilTindakLanjut.SELESAI).values("temuan")
    ditutup = jalankan_banyak(
        Temuan.objects.filter(pk__in=selesai), _transisi("tutup"), oleh=oleh, ubah=_ditutup, kolom=["ditutup_pada"]
    )
    pengingat_bereskan(ditutup)


@transaction.atomic
def asal_cabut(*, asal_jenis: str, asal_id: str, alasan: str, oleh: Pengguna) -> None:
    """The record of a place of work was withdrawn: its open findings bind nobody, and what it reported as mended is
    open again, unless somebody else has said so too."""
    temuan = Temuan.objects.filter(asal_jenis=asal_jenis, asal_id=asal_id)
    pengingat_bereskan(jalankan_banyak(temuan, _transisi("cabut"), oleh=oleh, alasan=alasan))
    jawaban = TindakLanjut.objects.filter(asal_jenis=asal_jenis, asal_id=asal_id, resmi=True)
    selesai = list(jawaban.filter(hasil=HasilTindakLanjut.SELESAI).values_list("temuan", flat=True))
    jawaban.update(resmi=False)
    lain = TindakLanjut.objects.filter(resmi=True, hasil=HasilTindakLanjut.SELESAI).exclude(asal_jenis=ASAL_DESA)
    dibuka = Temuan.objects.filter(pk__in=selesai).exclude(pk__in=lain.values("temuan"))
    terbuka = jalankan_banyak(
        dibuka, _transisi("buka_lagi"), oleh=oleh, alasan=alasan, ubah=_belum_ditutup, kolom=["ditutup_pada"]
    )
    pengingat_ulangi(terbuka)


def temuan_tulis_ulang(*, asal_jenis: str, asal_id: str, oleh: Pengguna) -> None:
    """The work behind a withdrawn record was opened again: its findings are drafts once more."""
    temuan = Temuan.objects.filter(asal_jenis=asal_jenis, asal_id=asal_id)
    pengingat_ulangi(jalankan_banyak(temuan, _transisi("tulis_ulang"), oleh=oleh))


def temuan_jawab(
    *,
    temuan: Temuan,
    hasil: str,
    uraian: str,
    oleh: Pengguna,
    bukti: Kiriman | None = None,
    sejak: str | None = None,
    pk: UUID | None = None,
) -> TindakLanjut:
    """The village says what it has done, and shows it. The finding stays open until the kecamatan has seen it.

    Either all of it is stored, or nothing. Raises ValidationError (by field; for a mended one without evidence too).
    `pk` comes from the page: sent twice, it is one answer.
    """
    jawaban = TindakLanjut(
        pk=pk or uuid4(),
        asal_jenis=ASAL_DESA,
        hasil=hasil,
        uraian=uraian,
        resmi=True,
        diubah_oleh=oleh,
        versi=1,
        temuan=temuan,
    )
    kiriman = bukti or Kiriman()
    if ada := _terkirim(jawaban, kiriman):
        return ada
    if sejak is not None:
        periksa_sejak(temuan, sejak)  # that somebody else was first is said before what is missing
    if hasil not in JAWABAN_DESA:
        raise ValidationError({"hasil": "Pilih Sebagian atau Selesai: jawaban menyebut apa yang sudah dilakukan."})
    if hasil == HasilTindakLanjut.SELESAI and not kiriman:
        raise ValidationError({"bukti": TANPA_BUKTI})
    with bukti_siapkan(temuan=temuan, kiriman=kiriman, oleh=oleh) as siap, transaction.atomic():
        Temuan.objects.select_for_update(of=("self",), no_key=True).get(pk=temuan.pk)
        if ada := _terkirim(jawaban, kiriman):
            return ada

        def ubah(terkunci: Temuan) -> None:
            jawaban.save(force_insert=True)
            bukti_ikat(jawaban=jawaban, temuan=terkunci, siap=siap, oleh=oleh)

        jalankan(temuan, _transisi("jawab"), oleh=oleh, sejak=sejak, ubah=ubah)
        siap.tuntas = True
    return jawaban


def _terkirim(jawaban: TindakLanjut, kiriman: Kiriman) -> TindakLanjut | None:
    """The answer that this page has sent already. Raises ValidationError where it said something else."""
    ada = TindakLanjut.objects.filter(pk=jawaban.pk).first()
    if ada and not (_sama(ada, jawaban) and bukti_sama(jawaban=ada, kiriman=kiriman)):
        raise sudah_dipakai("jawaban")
    return ada


def _sama(satu: TindakLanjut, dua: TindakLanjut) -> bool:
    """The same person says the same of the same finding."""
    kolom = ("temuan_id", "asal_jenis", "diubah_oleh_id", "hasil", "uraian")
    return all(getattr(satu, k) == getattr(dua, k) for k in kolom)


@transaction.atomic
def temuan_tutup(*, temuan: Temuan, uraian: str, oleh: Pengguna, sejak: str | None = None) -> None:
    """The kecamatan has seen that the finding is mended, outside a visit."""

    def tutup(terkunci: Temuan) -> None:
        # As it stands in the table: the locked one is already what it becomes.
        dijawab = Temuan.objects.filter(pk=terkunci.pk, status=StatusTemuan.DIJAWAB).exists()
        _ditutup(terkunci)
        TindakLanjut.objects.create(
            temuan=terkunci,
            asal_jenis="kecamatan",
            hasil=HasilTindakLanjut.SELESAI,
            uraian=uraian,
            resmi=True,
            diubah_oleh=oleh,
            versi=1,
        )
        if dijawab:
            bukti_terima(temuan=terkunci, oleh=oleh)

    pengingat_bereskan([jalankan(temuan, _transisi("tutup"), oleh=oleh, sejak=sejak, ubah=tutup)])


@transaction.atomic
def temuan_kembalikan(*, temuan: Temuan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> None:
    """The answer does not show that it is mended: back to the village with what is missing. The due date stays."""
    jalankan(temuan, _transisi("kembalikan"), oleh=oleh, alasan=alasan, sejak=sejak)


@transaction.atomic
def temuan_buka_kembali(
    *, temuan: Temuan, alasan: str, batas_waktu: date, oleh: Pengguna, sejak: str | None = None
) -> None:
    """What was settled turns out not to be. Its old due date has passed, so it gets a new one, not before today."""

    def buka(terkunci: Temuan) -> None:
        batas_waktu_periksa(batas_waktu)
        if batas_waktu < hari_ini(terkunci.desa):
            raise ValidationError({"batas_waktu": "Batas waktu yang baru tidak boleh sudah lewat."})
        _belum_ditutup(terkunci)
        terkunci.batas_waktu = batas_waktu

    jalankan(temuan, _transisi("buka_kembali"), oleh=oleh, alasan=alasan, sejak=sejak, ubah=buka)


def _ditutup(temuan: Temuan) -> None:
    temuan.ditutup_pada = hari_ini(temuan.desa)


def _belum_ditutup(temuan: Temuan) -> None:
    temuan.ditutup_pada = None


def temuan_terbuka_sebelum(
    *, desa, asal_jenis: str, asal_id: str, sampai: datetime | None = None
) -> "QuerySet[Temuan]":
    """The desa's findings still open that come from elsewhere than this place of work; with `sampai` only those that
    were official by then."""
    semua = Temuan.objects.belum_selesai().filter(desa=desa).exclude(asal_jenis=asal_jenis, asal_id=asal_id)
    if sampai is None:
        return semua
    dibuka = RiwayatTemuan.objects.filter(aksi="buka")
    kemudian = dibuka.filter(waktu__gt=sampai).exclude(temuan__in=dibuka.filter(waktu__lte=sampai).values("temuan"))
    return semua.exclude(pk__in=kemudian.values("temuan"))


def temuan_tolak_resmi(pk: UUID) -> None:
    """A finding of an approved record belongs to the record; work that was sent back writes new ones."""
    if Temuan.objects.filter(pk=pk).exclude(status=StatusTemuan.DRAF).exists():
        raise IsianTerkunci("Temuan ini sudah resmi, jadi tidak dapat diubah lagi.")


def temuan_tolak_hapus(pk: UUID) -> None:
    """A draft of a record that was withdrawn may have been answered, or admonished about, meanwhile: that is not thrown
    away."""
    temuan_tolak_resmi(pk)
    if TindakLanjut.objects.filter(temuan=pk).exists():
        raise IsianTerkunci(TERJAWAB)
    if Teguran.objects.filter(temuan=pk).exists():
        raise IsianTerkunci(TERTEGUR)
