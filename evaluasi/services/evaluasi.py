"""Every change of an evaluation's status. Views call these; nothing else sets a status."""

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from akun.models import Pengguna
from dasar.alur import cari, jalankan
from dasar.waktu import hari_ini
from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.enums import StatusEvaluasi
from evaluasi.hasil import hasil_berjalan
from evaluasi.models import Evaluasi, Penilaian, TimEvaluasi
from evaluasi.naskah import LAPORAN, LEMBAR, PENGANTAR
from evaluasi.reports.laporan import isi_awal, laporan_isi
from evaluasi.reports.lembar import lembar_isi
from evaluasi.reports.pengantar import pengantar_isi
from evaluasi.syarat import belum_menyerahkan, kekurangan_buka
from naskah.bagian import tanggal_panjang
from naskah.enums.naskah import StatusNaskah
from naskah.jenis import saat_dicabut
from naskah.models import Naskah
from naskah.services.naskah import (
    naskah_ajukan,
    naskah_batalkan,
    naskah_kembalikan,
    naskah_setujui,
    naskah_siapkan,
    naskah_tulis,
)
from naskah.services.penerus import naskah_terbitkan_lagi

_transisi = partial(cari, TRANSISI_EVALUASI)


@transaction.atomic
def evaluasi_buka(*, evaluasi: Evaluasi, oleh: Pengguna, sejak: str | None = None) -> Evaluasi:
    """Lay out one set of scores per member and ask them. From here on forms, team and numbers are fixed."""

    def ubah(e: Evaluasi) -> None:
        # Locked and asked again: nobody takes back the record of its decree (`sk_catat`) while the scoring opens on it.
        e.tim = TimEvaluasi.objects.select_for_update(of=("self",), no_key=True).get(pk=e.tim_id)
        if kalimat := kekurangan_buka(e):
            raise ValidationError(kalimat)
        Penilaian.objects.bulk_create(Penilaian(evaluasi=e, anggota=a) for a in e.tim.anggota.all())

    return jalankan(evaluasi, _transisi("buka"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def evaluasi_tutup(*, evaluasi: Evaluasi, oleh: Pengguna, alasan: str = "", sejak: str | None = None) -> Evaluasi:
    """Close the scoring for good: compute and freeze the result, draw up the filled forms, pre-fill the report.

    `alasan` says why a member did not score; it is printed. Raises ValidationError by field where it is missing.
    """

    def ubah(e: Evaluasi) -> None:
        if belum := belum_menyerahkan(e):
            if not alasan.strip():
                raise ValidationError(
                    {"alasan": f"Sebutkan mengapa {', '.join(belum)} tidak menilai; alasannya dicetak pada formulir."}
                )
            e.alasan_tidak_lengkap = alasan.strip()
        hasil = hasil_berjalan(e)
        e.hasil = hasil.json()
        isi_awal(e, hasil)
        e.versi += 1
        e.hasil_naskah = naskah_siapkan(
            jenis=LEMBAR.kode,
            kecamatan=e.desa.kecamatan,
            desa=e.desa,
            tanggal=_hari_ini(e),
            perihal=f"Evaluasi kinerja Pemerintah {e.desa} tahun {e.tahun}",
            isi=lembar_isi(e, hasil),
            oleh=oleh,
        )

    return jalankan(evaluasi, _transisi("tutup"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def evaluasi_laporkan(*, evaluasi: Evaluasi, oleh: Pengguna, sejak: str | None = None) -> Evaluasi:
    """Hand forms and report to the camat; the report is locked until it is returned. Lampiran IV, Format V."""

    def ubah(e: Evaluasi) -> None:
        perihal = f"Laporan Pelaksanaan Kegiatan Evaluasi {e.desa} tahun {e.tahun}"
        isi, tanggal = laporan_isi(e), _hari_ini(e)
        naskah = naskah_tulis(
            e.laporan, jenis=LAPORAN.kode, desa=e.desa, tanggal=tanggal, perihal=perihal, isi=isi, oleh=oleh
        )
        e.laporan = naskah_ajukan(naskah=naskah, oleh=oleh, akibat=True)
        lembar = _ada(e.hasil_naskah)
        if lembar.status == StatusNaskah.DICABUT:
            lembar = naskah_tulis(
                lembar,
                jenis=LEMBAR.kode,
                desa=e.desa,
                tanggal=tanggal,
                perihal=lembar.perihal,
                isi=lembar.isi,
                oleh=oleh,
            )
        if lembar.status == StatusNaskah.DRAF:
            e.hasil_naskah = naskah_ajukan(naskah=lembar, oleh=oleh, akibat=True)

    return jalankan(evaluasi, _transisi("laporkan"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def evaluasi_kembalikan(*, evaluasi: Evaluasi, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Evaluasi:
    """Send the report back with a reason; the scores stay, the report opens again."""

    def ubah(e: Evaluasi) -> None:
        e.laporan = naskah_kembalikan(naskah=_ada(e.laporan), alasan=alasan, oleh=oleh)

    return jalankan(evaluasi, _transisi("kembalikan"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def evaluasi_terima(*, evaluasi: Evaluasi, oleh: Pengguna, sejak: str | None = None) -> Evaluasi:
    """Accept: number forms, report and the letter that sends them, and let the village see them. An evaluation that
    this one replaces, and its documents, lose their force in the same act. The caller has checked the camat's password.
    """

    def ubah(e: Evaluasi) -> None:
        if e.menggantikan:
            _gantikan(e, e.menggantikan, oleh)
        tanggal = {"tanggal": tanggal_panjang(_hari_ini(e))}
        lembar, laporan = _ada(e.hasil_naskah), _ada(e.laporan)
        if not lembar.berlaku:  # opened again for the report alone, it is in force
            lembar = e.hasil_naskah = naskah_setujui(naskah=lembar, oleh=oleh, isi=lembar.isi | tanggal)
        e.laporan = naskah_setujui(naskah=laporan, oleh=oleh, isi=laporan.isi | tanggal)
        e.pengantar = _antarkan(e, lembar, e.laporan, oleh)

    return jalankan(evaluasi, _transisi("terima"), oleh=oleh, sejak=sejak, ubah=ubah)


@saat_dicabut(LEMBAR, LAPORAN)
def _naskah_dicabut(naskah: Naskah, alasan: str, oleh: Pengguna) -> None:
    evaluasi = Evaluasi.objects.filter(Q(hasil_naskah=naskah) | Q(laporan=naskah), status=StatusEvaluasi.SELESAI)
    for e in evaluasi:
        evaluasi_cabut(evaluasi=e, alasan=alasan, oleh=oleh)


@transaction.atomic
def evaluasi_cabut(*, evaluasi: Evaluasi, alasan: str, oleh: Pengguna) -> Evaluasi:
    """Its forms or its report were withdrawn: the result is accepted no more."""
    return jalankan(evaluasi, _transisi("cabut"), oleh=oleh, akibat=True, alasan=alasan)


@transaction.atomic
def evaluasi_buka_kembali(*, evaluasi: Evaluasi, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Evaluasi:
    """The report opens again, the scores stay. Handed in, it replaces the one before; the forms stay where they are
    still in force."""
    return jalankan(evaluasi, _transisi("buka_kembali"), oleh=oleh, sejak=sejak, alasan=alasan)


@transaction.atomic
def evaluasi_terbitkan_lagi(*, evaluasi: Evaluasi, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Evaluasi:
    """A document was wrong, not the evaluation: the same content goes to the camat again. The report comes anew with
    the forms, whose number it carries; forms that are in force stay."""

    def ubah(e: Evaluasi) -> None:
        lembar = _ada(e.hasil_naskah)
        if not lembar.berlaku:
            e.hasil_naskah = naskah_terbitkan_lagi(naskah=lembar, oleh=oleh)
        e.laporan = naskah_terbitkan_lagi(naskah=_ada(e.laporan), oleh=oleh)

    return jalankan(evaluasi, _transisi("terbitkan_lagi"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def evaluasi_batalkan(*, evaluasi: Evaluasi, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Evaluasi:
    """Call it off before its scores are final; what was scored stays on record."""
    return jalankan(evaluasi, _transisi("batalkan"), oleh=oleh, sejak=sejak, alasan=alasan)


def _antarkan(e: Evaluasi, lembar: Naskah, laporan: Naskah, oleh: Pengguna) -> Naskah:
    """The covering letter, drawn up by whoever drew up the report, approved and numbered in the same act."""
    lama = e.pengantar or (e.menggantikan.pengantar if e.menggantikan else None)
    hari, penyusun = _hari_ini(e), laporan.dibuat_oleh
    naskah = naskah_siapkan(
        jenis=PENGANTAR.kode,
        kecamatan=e.desa.kecamatan,
        desa=e.desa,
        tanggal=hari,
        perihal=f"Hasil evaluasi kinerja Pemerintah {e.desa} tahun {e.tahun}",
        isi=pengantar_isi(e, lembar=lembar, laporan=laporan, oleh=oleh, tanggal=hari),
        oleh=penyusun,
        menggantikan=lama if lama and lama.berlaku else None,
    )
    naskah_ajukan(naskah=naskah, oleh=penyusun, akibat=True)
    return naskah_setujui(naskah=naskah, oleh=oleh, isi=naskah.isi)


def _gantikan(baru: Evaluasi, lama: Evaluasi, oleh: Pengguna) -> None:
    """The old evaluation stays readable and says so; what it has in force is replaced, what is not yet is dropped."""
    alasan = "Diganti dengan evaluasi yang baru."
    for pengganti, diganti in ((baru.hasil_naskah, lama.hasil_naskah), (baru.laporan, lama.laporan)):
        if diganti is None:
            continue
        if diganti.berlaku:
            naskah = _ada(pengganti)
            naskah.menggantikan = diganti
            naskah.save(update_fields=["menggantikan"])
        elif not diganti.terbit and diganti.status != StatusNaskah.DIBATALKAN:
            naskah_batalkan(naskah=diganti, alasan=alasan, oleh=oleh, akibat=True)
    jalankan(lama, _transisi("ganti"), oleh=oleh, alasan=alasan, akibat=True)


def _ada(naskah: Naskah | None) -> Naskah:
    assert naskah is not None  # made by an earlier step of this table
    return naskah


def _hari_ini(evaluasi: Evaluasi) -> date:
    return hari_ini(evaluasi.desa)
