"""What becomes of a question: asked, answered, handed on, closed, opened again."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from berkas.acuan import Kategori
from berkas.enums import KelompokKategori, PeriodeKategori
from berkas.models import Berkas
from berkas.services.lampiran import (
    Kiriman,
    LampiranSiap,
    Wadah,
    lampiran_catat,
    lampiran_sama,
    lampiran_siapkan,
)
from dasar.alur import cari, jalankan, periksa_sejak
from dasar.nama import akhiri
from desa.models import Desa
from klinik.alur import TRANSISI_PERTANYAAN
from klinik.enums import StatusPertanyaan
from klinik.models import LampiranPesan, Pertanyaan, Pesan, Topik
from klinik.penjawab import bertugas
from tindaklanjut.halaman import sudah_dipakai

KATEGORI = Kategori(
    kode="lampiran-klinik",
    nama="Lampiran klinik konsultasi",
    kelompok=KelompokKategori.LAINNYA,
    periode=PeriodeKategori.SEKALI,
    urut=910,
    keterangan="Foto atau berkas yang menyertai pertanyaan desa dan jawabannya; tidak diperiksa sebagai dokumen desa.",
)
MEDAN = "berkas"
_transisi = partial(cari, TRANSISI_PERTANYAAN)


def _menunggu(pertanyaan: Pertanyaan) -> None:
    """It is the kecamatan's turn from now on, unless it was before."""
    pertanyaan.menunggu_sejak = pertanyaan.menunggu_sejak or timezone.now()


def _tidak_menunggu(pertanyaan: Pertanyaan) -> None:
    pertanyaan.menunggu_sejak = None


def pertanyaan_ajukan(
    *,
    desa: Desa,
    topik: Topik,
    judul: str,
    uraian: str,
    oleh: Pengguna,
    pk: UUID,
    kiriman: Kiriman | None = None,
    tentang: Berkas | None = None,
) -> Pertanyaan:
    """Ask, with files and about a document of the village where there is one. `pk` comes from the page: sent twice, it
    is one question.

    Either all of it is stored, or nothing. Raises PermissionDenied, ValidationError (by field).
    """
    if not oleh.has_perm("klinik.ajukan_pertanyaan", desa):
        raise PermissionDenied("Pertanyaan diajukan oleh pemerintah desa yang bersangkutan.")
    berkas = kiriman or Kiriman()
    pertanyaan = Pertanyaan(kiriman=pk, desa=desa, topik=topik, judul=judul.strip(), tentang=tentang, ditanya_oleh=oleh)
    pesan = Pesan(pk=pk, pertanyaan=pertanyaan, dari_desa=True, isi=uraian.strip(), oleh=oleh)
    if ada := _diajukan(pertanyaan, pesan, berkas):
        return ada
    if not Topik.objects.bagi(desa.kecamatan).filter(pk=topik.pk).exists():
        raise ValidationError({"topik": "Topik ini tidak ditawarkan lagi. Pilih topik lain."})
    if tentang and tentang.desa_id != desa.pk:
        raise ValidationError("Dokumen yang ditanyakan milik desa lain.")
    wadah = _wadah(pertanyaan)
    with lampiran_siapkan(wadah=wadah, kiriman=berkas, oleh=oleh) as siap, transaction.atomic():
        Desa.objects.select_for_update(of=("self",), no_key=True).get(pk=desa.pk)
        if ada := _diajukan(pertanyaan, pesan, berkas):
            return ada
        pertanyaan.full_clean(exclude=["desa", "topik", "tentang", "ditanya_oleh"])
        pertanyaan.save()

        def ubah(terkunci: Pertanyaan) -> None:
            _menunggu(terkunci)
            _simpan(pesan, terkunci, wadah, siap, oleh)

        hasil = jalankan(pertanyaan, _transisi("ajukan"), oleh=oleh, ubah=ubah)
        siap.tuntas = True
    return hasil


def _diajukan(pertanyaan: Pertanyaan, pesan: Pesan, berkas: Kiriman) -> Pertanyaan | None:
    """What this page has asked already. Raises ValidationError where it said something else."""
    ada = Pertanyaan.objects.filter(kiriman=pertanyaan.kiriman).first()
    if ada is None:
        return None if berkas else _baru_saja(pertanyaan, pesan)
    kolom = ("desa_id", "topik_id", "judul", "ditanya_oleh_id", "tentang_id")
    sama = all(getattr(ada, k) == getattr(pertanyaan, k) for k in kolom)
    if not (sama and _terkirim(pesan, ada, berkas)):
        raise sudah_dipakai("pertanyaan")
    return ada


def _baru_saja(pertanyaan: Pertanyaan, pesan: Pesan) -> Pertanyaan | None:
    """The same words of the same person, of this day and not answered yet: the page was left with the back button and
    sent again. With other files it is another question."""
    sama = {k: getattr(pertanyaan, k) for k in ("desa_id", "topik_id", "judul", "ditanya_oleh_id", "tentang_id")}
    sehari = timezone.now() - timedelta(days=1)
    baru = Pertanyaan.objects.filter(**sama, status=StatusPertanyaan.DIAJUKAN, dibuat_pada__gte=sehari)
    return baru.filter(pesan__isi=pesan.isi, pesan__dari_desa=True).order_by("pk").first()


def _wadah(pertanyaan: Pertanyaan, sebutan: str = "pertanyaan") -> Wadah:
    return Wadah(pertanyaan.desa, KATEGORI, f"Klinik: {pertanyaan.judul}", sebutan, MEDAN, diterima=True)


def _simpan(pesan: Pesan, pertanyaan: Pertanyaan, wadah: Wadah, siap: LampiranSiap, oleh: Pengguna) -> None:
    """Add the message with its files to the locked question."""
    pesan.pertanyaan = pertanyaan
    pesan.save(force_insert=True)
    versi = lampiran_catat(wadah=wadah, siap=siap, oleh=oleh)
    LampiranPesan.objects.bulk_create(LampiranPesan(pesan=pesan, versi=v, urut=n) for n, v in enumerate(versi, 1))


def _terkirim(pesan: Pesan, pertanyaan: Pertanyaan, berkas: Kiriman) -> bool:
    """Whether this message is there. Raises ValidationError where the page said something else with it."""
    ada = Pesan.objects.filter(pk=pesan.pk).first()
    if ada is None:
        return False
    kolom = ("dari_desa", "isi", "oleh_id")
    sidik = set(LampiranPesan.objects.filter(pesan=ada).values_list("versi__sha256", flat=True))
    sama = ada.pertanyaan_id == pertanyaan.pk and all(getattr(ada, k) == getattr(pesan, k) for k in kolom)
    if not (sama and lampiran_sama(wadah=_wadah(pertanyaan), ada=sidik, kiriman=berkas)):
        raise sudah_dipakai("pesan")
    return True


def _kirim(
    pertanyaan: Pertanyaan,
    pesan: Pesan,
    *,
    aksi: str,
    sebutan: str,
    kiriman: Kiriman | None,
    sejak: str | None,
    ubah: Callable[[Pertanyaan], None],
) -> Pertanyaan:
    """A step that adds a message. Sent twice by one page, it is one; a page older than the question is refused before
    its files are looked at."""
    berkas, wadah = kiriman or Kiriman(), _wadah(pertanyaan, sebutan)
    if _terkirim(pesan, pertanyaan, berkas):
        return pertanyaan
    if sejak is not None:
        periksa_sejak(pertanyaan, sejak)
    if not pesan.isi:
        raise ValidationError({"isi": f"{sebutan.capitalize()} belum ditulis."})
    with lampiran_siapkan(wadah=wadah, kiriman=berkas, oleh=pesan.oleh) as siap, transaction.atomic():
        Pertanyaan.objects.select_for_update(of=("self",), no_key=True).get(pk=pertanyaan.pk)
        if _terkirim(pesan, pertanyaan, berkas):
            return pertanyaan

        def tambah(terkunci: Pertanyaan) -> None:
            _simpan(pesan, terkunci, wadah, siap, pesan.oleh)
            ubah(terkunci)

        hasil = jalankan(pertanyaan, _transisi(aksi), oleh=pesan.oleh, sejak=sejak, ubah=tambah)
        siap.tuntas = True
    return hasil


def pertanyaan_jawab(
    *,
    pertanyaan: Pertanyaan,
    isi: str,
    oleh: Pengguna,
    pk: UUID,
    kiriman: Kiriman | None = None,
    sejak: str | None = None,
) -> Pertanyaan:
    """Answer for the kecamatan; the first one ends the time that is counted. Raises Basi where somebody else was first:
    what was written is shown again beside their answer."""

    def ubah(terkunci: Pertanyaan) -> None:
        terkunci.dijawab_pada = terkunci.dijawab_pada or timezone.now()
        _tidak_menunggu(terkunci)

    pesan = Pesan(pk=pk, pertanyaan=pertanyaan, dari_desa=False, isi=isi.strip(), oleh=oleh)
    return _kirim(pertanyaan, pesan, aksi="jawab", sebutan="jawaban", kiriman=kiriman, sejak=sejak, ubah=ubah)


def pertanyaan_tanya_lagi(
    *,
    pertanyaan: Pertanyaan,
    isi: str,
    oleh: Pengguna,
    pk: UUID,
    kiriman: Kiriman | None = None,
    sejak: str | None = None,
) -> Pertanyaan:
    """The village asks on, or adds what it forgot; whoever it was handed to keeps it."""
    pesan = Pesan(pk=pk, pertanyaan=pertanyaan, dari_desa=True, isi=isi.strip(), oleh=oleh)
    kirim = {"aksi": "tanya_lagi", "sebutan": "pertanyaan"}
    return _kirim(pertanyaan, pesan, **kirim, kiriman=kiriman, sejak=sejak, ubah=_menunggu)


@transaction.atomic
def pertanyaan_teruskan(
    *,
    pertanyaan: Pertanyaan,
    oleh: Pengguna,
    kepada: Pengguna | None = None,
    luar: str = "",
    catatan: str = "",
    sejak: str | None = None,
) -> Pertanyaan:
    """Hand on to a colleague, or say who outside of the kecamatan is to be asked: nothing is sent to those.

    Raises ValidationError (by field).
    """
    luar, catatan = luar.strip(), catatan.strip()

    def ubah(terkunci: Pertanyaan) -> None:
        if bool(kepada) == bool(luar):
            raise ValidationError({"kepada": "Pilih rekan di kecamatan, atau tulis pihak di luar kecamatan."})
        if luar and not catatan:
            raise ValidationError({"catatan": "Tulis apa yang diteruskan ke sana, dan bagaimana desa menunggunya."})
        if kepada and not bertugas(kepada, terkunci.desa):
            raise ValidationError({"kepada": f"{kepada} tidak bertugas lagi di kecamatan ini. Pilih orang lain."})
        terkunci.ditangani, terkunci.luar = kepada, luar
        _menunggu(terkunci)

    alasan = f"Kepada {akhiri(str(kepada or luar))}\n{catatan}"
    return jalankan(pertanyaan, _transisi("teruskan"), oleh=oleh, alasan=alasan, sejak=sejak, ubah=ubah)


def _langkah(aksi: str, ubah: Callable[[Pertanyaan], None]) -> Callable[..., Pertanyaan]:
    """A step that says nothing but itself, or its reason."""

    @transaction.atomic
    def kerja(*, pertanyaan: Pertanyaan, oleh: Pengguna, alasan: str = "", sejak: str | None = None) -> Pertanyaan:
        return jalankan(pertanyaan, _transisi(aksi), oleh=oleh, alasan=alasan, sejak=sejak, ubah=ubah)

    return kerja


pertanyaan_selesai = _langkah("selesai", _tidak_menunggu)  # the village: it needs no more
pertanyaan_tutup = _langkah("tutup", _tidak_menunggu)  # the kecamatan: it was answered
pertanyaan_buka_kembali = _langkah("buka_kembali", _menunggu)


def langkah_terbuka(pengguna: Pengguna, pertanyaan: Pertanyaan) -> list[str]:
    """The steps that this person may take now."""
    return [
        t.aksi
        for t in TRANSISI_PERTANYAAN
        if pertanyaan.status in t.dari and pengguna.has_perm(f"klinik.{t.aksi}_pertanyaan", pertanyaan)
    ]
