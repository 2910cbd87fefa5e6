"""The evaluator proposes, the camat decides, or the days run out. Permendagri 20/2018 Pasal 35."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from akun.enums import DESA, Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from apbdes import beku
from apbdes.alur import TRANSISI_APBDES
from apbdes.enums import BERHARI, HasilEvaluasi, StatusVersi
from apbdes.jenis_temuan import jenis_aturan
from apbdes.models import TemuanEvaluasi, VersiApbdes
from apbdes.naskah import BERITA_ACARA, KEPUTUSAN
from apbdes.penilaian import penilaian
from apbdes.reports import berita_acara_isi, keputusan_isi
from apbdes.services.evaluasi import kesimpulan_periksa
from apbdes.syarat import halangan_hasil
from apbdes.tenggat import AKIBAT_LEWAT, PERDES_TETAP, batas_perbaikan, evaluasi_dihitung, lewat_batas
from apbdes.tim import halangan_tim
from dasar.alur import cari, jalankan
from dasar.waktu import hari_ini
from naskah.jenis import JenisNaskah, saat_dicabut
from naskah.models import Naskah
from naskah.services.naskah import naskah_ajukan, naskah_cabut, naskah_setujui, naskah_siapkan
from notifikasi.services import beritahu
from tindaklanjut.jenis import jenis_lengkapi
from tindaklanjut.models import Temuan
from tindaklanjut.services import asal_cabut, temuan_resmikan

_transisi = partial(cari, TRANSISI_APBDES)
ASAL = "apbdes"


@transaction.atomic
def versi_usulkan(
    *,
    versi: VersiApbdes,
    hasil: str,
    kesimpulan: str,
    oleh: Pengguna,
    sejak: str | None = None,
    dari: int | None = None,
) -> VersiApbdes:
    """Propose the result; sets with their figures, verdicts, attitudes, notes and findings are frozen."""

    def ubah(v: VersiApbdes) -> None:
        if sebab := halangan_tim(v.apbdes.desa.kecamatan, oleh):
            raise ValidationError(sebab)
        kesimpulan_periksa(v, kesimpulan.strip(), dari)
        nilai = penilaian(v)
        if kalimat := halangan_hasil(nilai, hasil):
            raise ValidationError(kalimat)
        v.hasil, v.kesimpulan = hasil, kesimpulan.strip()
        v.beku = beku.susun(v, nilai, hasil=hasil, kesimpulan=v.kesimpulan, oleh=oleh, waktu=timezone.now())

    return jalankan(versi, _transisi("usulkan"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def versi_kembalikan(*, versi: VersiApbdes, alasan: str, oleh: Pengguna, sejak: str | None = None) -> VersiApbdes:
    """The camat wants it looked at again; what was frozen is frozen anew with the next proposal. The days run on."""

    def ubah(v: VersiApbdes) -> None:
        v.hasil, v.beku = "", None

    return jalankan(versi, _transisi("kembalikan"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def versi_sesuaikan(*, versi: VersiApbdes, oleh: Pengguna, sejak: str | None = None) -> VersiApbdes:
    """Decide 'sesuai': both documents numbered and frozen. The caller has checked the camat's password."""
    return _putuskan(versi, "sesuaikan", HasilEvaluasi.SESUAI, oleh=oleh, sejak=sejak)


@transaction.atomic
def versi_minta_perbaikan(*, versi: VersiApbdes, oleh: Pengguna, sejak: str | None = None) -> VersiApbdes:
    """Decide 'perlu diperbaiki': the desa is told at once and has 20 working days. Pasal 35 ayat (5)."""
    return _putuskan(versi, "minta_perbaikan", HasilEvaluasi.PERLU_DIPERBAIKI, oleh=oleh, sejak=sejak)


def _putuskan(versi: VersiApbdes, aksi: str, hasil: str, *, oleh: Pengguna, sejak: str | None) -> VersiApbdes:
    waktu = timezone.now()

    def ubah(v: VersiApbdes) -> None:
        kecamatan = v.apbdes.desa.kecamatan
        v.diputus = waktu
        if hasil == HasilEvaluasi.PERLU_DIPERBAIKI:
            v.batas_perbaikan = batas_perbaikan(kecamatan, hari_ini(kecamatan))
        isi = berita_acara_isi(v, oleh=oleh, waktu=waktu)
        v.berita_acara = _terbitkan(v, BERITA_ACARA, isi, oleh, v.berita_acara)
        isi = keputusan_isi(v, berita_acara=v.berita_acara, oleh=oleh, waktu=waktu)
        v.keputusan = _terbitkan(v, KEPUTUSAN, isi, oleh, v.keputusan)
        _pantau(v, oleh)

    return jalankan(versi, _transisi(aksi), oleh=oleh, sejak=sejak, ubah=ubah)


def _terbitkan(versi: VersiApbdes, jenis: JenisNaskah, isi: dict, oleh: Pengguna, lama: Naskah | None) -> Naskah:
    """Drawn up by whoever proposed, approved and numbered by the camat, in one step with the decision. It stands in
    for `lama`, which was withdrawn."""
    desa = versi.apbdes.desa
    pengusul = _pengusul(versi) or oleh
    naskah = naskah_siapkan(
        jenis=jenis.kode,
        kecamatan=desa.kecamatan,
        desa=desa,
        tanggal=hari_ini(desa.kecamatan),
        perihal=f"{jenis.nama} {versi.apbdes.desa} Tahun Anggaran {versi.apbdes.tahun} ({versi.sebutan})"[:250],
        isi=isi,
        oleh=pengusul,
        menggantikan=lama,
    )
    naskah_ajukan(naskah=naskah, oleh=pengusul, akibat=True)
    return naskah_setujui(naskah=naskah, oleh=oleh, isi=isi, akibat=True)


def _pengusul(versi: VersiApbdes) -> Pengguna | None:
    terakhir = versi.riwayat.filter(aksi="usulkan").select_related("oleh").last()
    return terakhir.oleh if terakhir else None


def _pantau(versi: VersiApbdes, oleh: Pengguna) -> None:
    """The findings that the evaluator wants followed become the kecamatan's findings, open from today."""
    batas = versi.batas_perbaikan or batas_perbaikan(versi.apbdes.desa.kecamatan, hari_ini(versi.apbdes.desa.kecamatan))
    dipantau = list(TemuanEvaluasi.objects.filter(versi_apbdes=versi, dipantau=True).select_related("diubah_oleh"))
    temuan = Temuan.objects.bulk_create(
        Temuan(
            desa=versi.apbdes.desa,
            asal_jenis=ASAL,
            asal_id=str(versi.pk),
            asal_teks=f"Evaluasi {versi}"[:200],
            uraian=f"{t.uraian} ({t.dasar})" if t.dasar else t.uraian,
            rekomendasi=t.saran,
            penanggung_jawab=versi.apbdes.desa.jabatan_sekretaris,
            batas_waktu=batas,
            versi=1,
            diubah_oleh=t.diubah_oleh,
        )
        for t in dipantau
    )
    acuan = jenis_aturan(versi, {t.aturan for t in dipantau} - {""})
    jenis_lengkapi(acuan.values())
    jenis = {t.pk: acuan[d.aturan].kode for t, d in zip(temuan, dipantau, strict=True) if d.aturan in acuan}
    temuan_resmikan(asal_jenis=ASAL, asal_id=str(versi.pk), oleh=oleh, jenis=jenis)


# --- withdrawn --------------------------------------------------------------------
@saat_dicabut(BERITA_ACARA, KEPUTUSAN)
def _naskah_dicabut(naskah: Naskah, alasan: str, oleh: Pengguna) -> None:
    """Neither document says anything without the other; a Perdes that was made meanwhile stays on record."""
    for v in VersiApbdes.objects.tentang(naskah):
        if v.status == StatusVersi.DITETAPKAN:
            tetap = {"dari": v.status, "ke": v.status}
            v.riwayat.create(aksi="naskah_dicabut", oleh=oleh, alasan=alasan, **tetap)
            beritahu(
                pemegang_peran(v.apbdes.desa, *DESA, Peran.VERIFIKATOR),
                judul=f"Naskah hasil evaluasi {v} dicabut",
                isi=f"{alasan} {PERDES_TETAP}",
                tautan=v.get_absolute_url(),
            )
        elif v.status in {StatusVersi.SESUAI, StatusVersi.PERLU_DIPERBAIKI}:
            versi_cabut(versi=v, alasan=alasan, oleh=oleh)
        for pasangan in (v.berita_acara, v.keputusan):
            if pasangan and pasangan != naskah and pasangan.berlaku:
                naskah_cabut(naskah=pasangan, alasan=alasan, oleh=oleh, akibat=True)


@transaction.atomic
def versi_cabut(*, versi: VersiApbdes, alasan: str, oleh: Pengguna) -> VersiApbdes:
    """Its documents were withdrawn: there is no result, and what it found binds nobody."""

    def ubah(v: VersiApbdes) -> None:
        v.kabar.all().delete()
        asal_cabut(asal_jenis=ASAL, asal_id=str(v.pk), alasan=alasan, oleh=oleh)

    return jalankan(versi, _transisi("cabut"), oleh=oleh, akibat=True, alasan=alasan, ubah=ubah)


@transaction.atomic
def versi_buka_kembali(*, versi: VersiApbdes, alasan: str, oleh: Pengguna, sejak: str | None = None) -> VersiApbdes:
    """Evaluated again from where the evaluators left it; the next documents say which ones they stand in for."""

    def ubah(v: VersiApbdes) -> None:
        v.hasil, v.beku, v.batas_perbaikan = "", None, None

    return jalankan(versi, _transisi("buka_kembali"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def versi_terbitkan_lagi(*, versi: VersiApbdes, alasan: str, oleh: Pengguna, sejak: str | None = None) -> VersiApbdes:
    """The documents were wrong, not the evaluation: the camat decides on the same frozen result once more."""

    def ubah(v: VersiApbdes) -> None:
        v.batas_perbaikan = None

    return jalankan(versi, _transisi("terbitkan_lagi"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


# --- the days ran out ------------------------------------------------------------
@transaction.atomic
def versi_lewatkan(*, versi: VersiApbdes) -> bool:
    """Note that no result came in time: the draft takes effect by itself. Pasal 35 ayat (3).

    Nobody's act. A proposal that was not decided stays on record but is no result. False when there is
    nothing (any more) to note: the camat decided in time, or the last day is not over.
    """
    terkunci = VersiApbdes.objects.select_for_update(of=("self",), no_key=True).get(pk=versi.pk)
    if terkunci.status not in BERHARI or not lewat_batas(terkunci):
        return False

    def ubah(v: VersiApbdes) -> None:
        v.hasil = ""

    jalankan(terkunci, _transisi("lewatkan"), oleh=None, akibat=True, alasan=AKIBAT_LEWAT, ubah=ubah)
    return True


@transaction.atomic
def versi_pulihkan(*, versi: VersiApbdes, alasan: str, oleh: Pengguna, sejak: str | None = None) -> VersiApbdes:
    """Undo a lapse that the calendar of days off does not bear out: the days run on to where it says.

    What was proposed and not decided is proposed anew. Reminders of the day that was are forgotten.
    """

    def ubah(v: VersiApbdes) -> None:
        v.batas_evaluasi, v.beku = evaluasi_dihitung(v), None
        v.kabar.all().delete()

    return jalankan(versi, _transisi("pulihkan"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)
