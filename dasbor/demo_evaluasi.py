"""Evaluations for the demo: one of last year, accepted by the camat, and one that is being scored."""

from datetime import date, time, timedelta

from akun.models import Pengguna
from dasar.waktu import hari_ini
from dasbor.demo_jam import geser_hari_kerja, pada
from desa.models import Desa, Kecamatan
from evaluasi.acuan.naskah import BELUM_DIISI
from evaluasi.enums import CaraNilai, JabatanTim, PenerbitSK
from evaluasi.forms.evaluasi import angka_bawaan
from evaluasi.models import Evaluasi, FormulirEvaluasi, Penilaian, TimEvaluasi
from evaluasi.services import evaluasi as alur
from evaluasi.services.laporan import laporan_tulis
from evaluasi.services.penilaian import id_nilai, nilai_simpan, penilaian_serahkan, tempat_nilai
from evaluasi.services.rencana import IsiEvaluasi, evaluasi_buat
from evaluasi.services.tim import IsiAnggota, sk_ajukan, sk_tulis, tim_simpan
from naskah.services.naskah import naskah_setujui

# What ketua, sekretaris and anggota choose, aspect after aspect; nowhere two levels apart.
POLA = ("bba", "bcc", "aab", "ccb")


def muat_evaluasi(kecamatan: Kecamatan, orang: dict[str, Pengguna]) -> None:
    """A camat's team of three. Nothing where the forms are not loaded."""
    formulir = {f.kode: f for f in FormulirEvaluasi.objects.filter(kode__in=["II.C", "II.E"])}
    if len(formulir) < 2:
        return
    tahun, hari = hari_ini(kecamatan).year, hari_ini(kecamatan)
    desa = Desa.objects.select_related("kecamatan__kabupaten").get(kode="63.11.03.2021")
    dari, sampai = date(tahun, 1, 19), date(tahun, 1, 23)
    mulai, selesai = hari - timedelta(days=3), hari + timedelta(days=4)
    with pada(geser_hari_kerja(min(dari, mulai), -5, kecamatan.kabupaten), time(9), kecamatan):
        tim = tim_evaluasi(kecamatan, orang, tahun - 1)
    with pada(dari, time(9), kecamatan):
        lalu = rencanakan_evaluasi(desa, tim, tahun - 1, dari, sampai, formulir, orang)
    with pada(sampai, time(14), kecamatan):
        for nama in ("sekcam", "staf", "staf2"):
            nilai_evaluasi(lalu, orang[nama])
        lalu = alur.evaluasi_tutup(evaluasi=Evaluasi.objects.get(pk=lalu.pk), oleh=orang["sekcam"])
    with pada(sampai + timedelta(days=3), time(9), kecamatan):
        lalu = laporkan_evaluasi(lalu, orang["staf"])
    with pada(sampai + timedelta(days=4), time(9), kecamatan):
        alur.evaluasi_terima(evaluasi=lalu, oleh=orang["camat"])
    with pada(mulai, time(9), kecamatan):
        kini = rencanakan_evaluasi(desa, tim, tahun, mulai, selesai, formulir, orang)
        nilai_evaluasi(kini, orang["sekcam"])


def tim_evaluasi(kecamatan: Kecamatan, orang: dict[str, Pengguna], tahun: int) -> TimEvaluasi:
    tim = tim_simpan(
        tim=TimEvaluasi(
            kecamatan=kecamatan,
            penerbit=PenerbitSK.CAMAT,
            tahun=tahun,
            nama=f"Tim Evaluasi Kinerja Pemerintah Desa {kecamatan}",
        ),
        anggota=[
            IsiAnggota(JabatanTim.KETUA, orang["sekcam"].nama, jabatan="Sekretaris Camat", pengguna=orang["sekcam"]),
            IsiAnggota(JabatanTim.SEKRETARIS, orang["staf"].nama, jabatan="Pelaksana", pengguna=orang["staf"]),
            IsiAnggota(JabatanTim.ANGGOTA, orang["staf2"].nama, jabatan="Pelaksana", pengguna=orang["staf2"]),
        ],
        oleh=orang["sekcam"],
    )
    tim = sk_tulis(
        tim=tim,
        menimbang=tim.menimbang,
        mengingat=[t for t in tim.mengingat if BELUM_DIISI not in t],
        menetapkan=tim.menetapkan,
        oleh=orang["sekcam"],
        versi=tim.versi,
    )
    naskah_setujui(naskah=sk_ajukan(tim=tim, oleh=orang["sekcam"]), oleh=orang["camat"])
    return TimEvaluasi.objects.get(pk=tim.pk)


def rencanakan_evaluasi(
    desa: Desa,
    tim: TimEvaluasi,
    tahun: int,
    mulai: date,
    selesai: date,
    formulir: dict[str, FormulirEvaluasi],
    orang: dict[str, Pengguna],
) -> Evaluasi:
    isi = IsiEvaluasi(
        desa=desa,
        tim=tim,
        tahun=tahun,
        tanggal_mulai=mulai,
        tanggal_selesai=selesai,
        cara=CaraNilai.TINGKAT,
        angka_tingkat=angka_bawaan(),
        formulir=tuple(formulir.values()),
    )
    return alur.evaluasi_buka(evaluasi=evaluasi_buat(isi=isi, oleh=orang["sekcam"]), oleh=orang["sekcam"])


def laporkan_evaluasi(evaluasi: Evaluasi, oleh: Pengguna) -> Evaluasi:
    """The report as it is proposed, handed in."""
    evaluasi = laporan_tulis(
        evaluasi=evaluasi,
        versi=evaluasi.versi,
        maksud=evaluasi.maksud,
        isi_kegiatan=evaluasi.isi_kegiatan,
        kesimpulan=evaluasi.kesimpulan,
        saran=evaluasi.saran or ["Mempertahankan pelayanan yang sudah baik."],
        oleh=oleh,
    )
    return alur.evaluasi_laporkan(evaluasi=evaluasi, oleh=oleh)


def nilai_evaluasi(evaluasi: Evaluasi, oleh: Pengguna, tingkat: str = "") -> None:
    """Scored and handed in: one level after another of `tingkat`, or as POLA has it."""
    penilaian = Penilaian.objects.get(evaluasi=evaluasi, anggota__pengguna=oleh)
    ke = penilaian.anggota.urut - 1
    for n, (lembar, aspek) in enumerate(tempat_nilai(evaluasi)):
        nilai_simpan(
            penilaian=penilaian,
            pk=id_nilai(penilaian.pk, lembar, aspek),
            versi=0,
            isi={"tingkat": tingkat[n % len(tingkat)] if tingkat else POLA[n % len(POLA)][ke]},
            oleh=oleh,
        )
    penilaian_serahkan(penilaian=penilaian, oleh=oleh)
