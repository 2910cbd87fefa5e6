"""The transition table of a version of a budget."""

from django.utils.formats import date_format

from akun.enums import DESA, PENGELOLA, Peran
from akun.models import Pengguna
from akun.queries import kepada_peran, pemegang_peran
from apbdes.enums import StatusPerangkat, StatusVersi
from apbdes.kantor.orang import penerbit_perangkat, penyusun_perangkat
from apbdes.kantor.syarat import kekurangan_ajukan_perangkat, kekurangan_terbitkan_perangkat
from apbdes.kelengkapan import kekurangan_dokumen
from apbdes.syarat import (
    kekurangan_ajukan,
    kekurangan_buka_kembali,
    kekurangan_dicabut,
    kekurangan_lewatkan,
    kekurangan_minta_perbaikan,
    kekurangan_pulihkan,
    kekurangan_sesuaikan,
    kekurangan_usulkan,
)
from apbdes.tenggat import lewat_batas
from dasar.alur import Kabar, Perpindahan, Pihak, Transisi, langkah

S = StatusVersi


def _verifikator_bila_diajukan(p: Perpindahan) -> list[Pengguna]:
    """Of a draft that was never handed in the kecamatan hears nothing."""
    return list(pemegang_peran(p.objek.apbdes.desa, Peran.VERIFIKATOR)) if p.objek.diajukan else []


def _pengusul(p: Perpindahan) -> list[Pengguna]:
    """Who proposed the result last."""
    usulan = p.objek.riwayat.filter(aksi="usulkan").select_related("oleh").last()
    return [usulan.oleh] if usulan else []


def _batas(p: Perpindahan) -> str:
    return date_format(p.objek.batas_evaluasi, "l, j F Y")


def _isi_usulan(p: Perpindahan) -> str:
    batas = date_format(p.objek.batas_evaluasi, "j F Y")
    return f"Usulan evaluator: {p.objek.get_hasil_display().lower()}. Batas waktu {batas}."


def _isi_perbaikan(p: Perpindahan) -> str:
    batas = date_format(p.objek.batas_perbaikan, "j F Y")
    return f"Perbaiki dan ajukan lagi paling lambat {batas} (20 hari kerja)."


def _isi_perdes(p: Perpindahan) -> str:
    return f"Peraturan Desa Nomor {p.objek.perdes_nomor} tanggal {date_format(p.objek.perdes_tanggal, 'j F Y')}."


# Whoever judged, noted or found something signs the berita acara as evaluator.
EVALUATOR = Pihak("evaluator rancangan", lambda versi: [o["id"] for o in (versi.beku or {}).get("evaluator", [])])
KEPUTUSAN = langkah(lambda: TRANSISI_APBDES, "sesuaikan", "minta_perbaikan")

# Order: as the work goes. Permendagri 20/2018 Pasal 34-38.
TRANSISI_APBDES = (
    Transisi(
        aksi="ajukan",
        label="Ajukan ke kecamatan",
        dari=frozenset({S.DISUSUN}),
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.SEKRETARIS_DESA, Peran.KEPALA_DESA}),
        syarat="Anggaran berisi, semua kode dikenal, dan dokumen pendamping Pasal 34 lengkap.",
        kekurangan=kekurangan_ajukan,
        kabar=(
            Kabar(
                kepada_peran(Peran.VERIFIKATOR),
                "Rancangan {o} diajukan",
                "Periksa kelengkapannya, lalu nyatakan diterima atau kembalikan dengan alasan.",
                meminta=True,
                langkah=langkah(lambda: TRANSISI_APBDES, "terima"),
            ),
        ),
    ),
    Transisi(
        aksi="tolak_berkas",
        label="Kembalikan sebelum diterima",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DISUSUN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan: apa yang belum lengkap.",
        alasan_wajib=True,
        kabar=(Kabar(kepada_peran(*DESA), "Rancangan {o} dikembalikan sebelum diterima"),),
    ),
    Transisi(
        aksi="terima",
        label="Nyatakan diterima",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIEVALUASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Dokumen pendamping lengkap. Sejak diterima berjalan 20 hari kerja.",
        kekurangan=kekurangan_dokumen,
        bukan_pelaku=("ajukan",),
        kabar=(
            Kabar(
                kepada_peran(*DESA),
                "Rancangan {o} diterima kecamatan",
                lambda p: f"Hasilnya paling lambat {_batas(p)}.",
            ),
            Kabar(
                kepada_peran(Peran.VERIFIKATOR, Peran.CAMAT),
                "Rancangan {o} harus dievaluasi",
                lambda p: f"Batas waktu: {_batas(p)} (20 hari kerja).",
                meminta=True,
            ),
        ),
    ),
    Transisi(
        aksi="usulkan",
        label="Usulkan hasil evaluasi",
        dari=frozenset({S.DIEVALUASI}),
        ke=S.DIUSULKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Setiap putusan yang dilanggar atau tidak dapat ditentukan sudah disikapi; lembar evaluasi lengkap; "
        "kesimpulan dan hasilnya diisi. Ketentuan wajib yang diterima sebagai dilanggar tidak dapat berakhir sesuai.",
        kekurangan=kekurangan_usulkan,
        bukan_pelaku=("ajukan",),
        kabar=(
            Kabar(
                kepada_peran(Peran.CAMAT),
                "Hasil evaluasi {o} menunggu keputusan",
                _isi_usulan,
                meminta=True,
                langkah=KEPUTUSAN,
            ),
        ),
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan ke evaluator",
        dari=frozenset({S.DIUSULKAN}),
        ke=S.DIEVALUASI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
        kekurangan=lewat_batas,
        kabar=(Kabar(_pengusul, "Usulan hasil evaluasi {o} dikembalikan camat"),),
    ),
    Transisi(
        aksi="sesuaikan",
        label="Putuskan sesuai",
        dari=frozenset({S.DIUSULKAN}),
        ke=S.SESUAI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Usulan evaluator: sesuai; bukan pengusul atau evaluatornya sendiri; setiap penanda tangan sudah "
        "tercatat. Kata sandi camat.",
        kekurangan=kekurangan_sesuaikan,
        bukan_pelaku=("ajukan", "usulkan", "terbitkan_lagi"),
        bukan_pihak=(EVALUATOR,),
        kabar=(
            Kabar(
                kepada_peran(*DESA),
                "Hasil evaluasi {o}: sesuai",
                "Tetapkan Peraturan Desanya, lalu catat nomor dan tanggalnya.",
            ),
        ),
    ),
    Transisi(
        aksi="minta_perbaikan",
        label="Putuskan perlu diperbaiki",
        dari=frozenset({S.DIUSULKAN}),
        ke=S.PERLU_DIPERBAIKI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Usulan evaluator: perlu diperbaiki; bukan pengusul atau evaluatornya sendiri; setiap penanda "
        "tangan sudah tercatat. Kata sandi camat. Desa mempunyai 20 hari kerja.",
        kekurangan=kekurangan_minta_perbaikan,
        bukan_pelaku=("ajukan", "usulkan", "terbitkan_lagi"),
        bukan_pihak=(EVALUATOR,),
        kabar=(Kabar(kepada_peran(*DESA), "Hasil evaluasi {o}: perlu diperbaiki", _isi_perbaikan),),
    ),
    Transisi(
        aksi="cabut",
        label="Cabut hasil evaluasi",
        dari=frozenset({S.SESUAI, S.PERLU_DIPERBAIKI}),
        ke=S.DICABUT,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika berita acara atau keputusannya dicabut; keduanya dicabut bersama.",
        kekurangan=kekurangan_dicabut,
        kabar=(
            Kabar(kepada_peran(*DESA), "Hasil evaluasi {o} dicabut", "{alasan} Tunggu keputusan camat yang baru."),
            Kabar(
                kepada_peran(Peran.VERIFIKATOR),
                "Hasil evaluasi {o} dicabut",
                "{alasan} Buka kembali evaluasinya bila isinya yang keliru, atau terbitkan lagi naskahnya.",
                meminta=True,
            ),
        ),
    ),
    Transisi(
        aksi="buka_kembali",
        label="Buka kembali evaluasi",
        dari=frozenset({S.DICABUT}),
        ke=S.DIEVALUASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Naskah hasilnya dicabut dan perbaikannya tidak sedang berjalan; alasan. Rancangan tidak menjadi lewat "
        "waktu, sebab hasilnya sudah pernah diberikan.",
        alasan_wajib=True,
        kekurangan=kekurangan_buka_kembali,
        kabar=(Kabar(kepada_peran(*DESA, Peran.CAMAT), "Evaluasi {o} dibuka kembali"),),
    ),
    Transisi(
        aksi="terbitkan_lagi",
        label="Terbitkan lagi",
        dari=frozenset({S.DICABUT}),
        ke=S.DIUSULKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Naskah hasilnya dicabut, isinya benar, dan perbaikannya tidak sedang berjalan; alasan. Hasil yang "
        "dibekukan tetap; camat memutuskannya lagi.",
        alasan_wajib=True,
        kekurangan=kekurangan_buka_kembali,
        kabar=(
            Kabar(
                kepada_peran(Peran.CAMAT),
                "Hasil evaluasi {o} menunggu keputusan",
                "{alasan}",
                meminta=True,
                langkah=KEPUTUSAN,
            ),
        ),
    ),
    Transisi(
        aksi="lewatkan",
        label="Lewat waktu",
        dari=frozenset({S.DIEVALUASI, S.DIUSULKAN}),
        ke=S.LEWAT_WAKTU,
        peran=frozenset(),
        syarat="Terjadi sendiri setelah 20 hari kerja tanpa keputusan; rancangan berlaku dengan sendirinya "
        "(Permendagri 20/2018 Pasal 35 ayat (3)).",
        kekurangan=kekurangan_lewatkan,
        kabar=(Kabar(kepada_peran(*DESA, Peran.VERIFIKATOR, Peran.CAMAT), "Evaluasi {o} lewat waktu"),),
    ),
    Transisi(
        aksi="pulihkan",
        label="Pulihkan dari lewat waktu",
        dari=frozenset({S.LEWAT_WAKTU}),
        ke=S.DIEVALUASI,
        peran=frozenset({Peran.ADMIN}),
        syarat="Menurut kalender hari libur yang sekarang, batas waktunya belum lewat; Perdes belum dicatat. Alasan.",
        alasan_wajib=True,
        kekurangan=kekurangan_pulihkan,
        kabar=(
            Kabar(
                kepada_peran(*DESA, Peran.VERIFIKATOR, Peran.CAMAT),
                "Evaluasi {o} dipulihkan dari lewat waktu",
                lambda p: f"Batas waktunya {_batas(p)}. Alasan: {p.alasan}",
            ),
        ),
    ),
    Transisi(
        aksi="tetapkan",
        label="Catat penetapan Perdes",
        dari=frozenset({S.SESUAI, S.LEWAT_WAKTU}),
        ke=S.DITETAPKAN,
        peran=frozenset({Peran.SEKRETARIS_DESA, Peran.KEPALA_DESA}),
        syarat="Nomor dan tanggal Peraturan Desa tentang APB Desa.",
        kabar=(Kabar(kepada_peran(Peran.VERIFIKATOR, Peran.CAMAT), "{o.apbdes} ditetapkan", _isi_perdes),),
    ),
    Transisi(
        aksi="batalkan",
        label="Tarik rancangan",
        dari=frozenset({S.DISUSUN, S.DIAJUKAN}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.SEKRETARIS_DESA, Peran.KEPALA_DESA}),
        syarat="Alasan penarikan.",
        alasan_wajib=True,
        kabar=(Kabar(_verifikator_bila_diajukan, "Rancangan {o} ditarik desa"),),
    ),
)
del S

T = StatusPerangkat
PENYUSUN = Pihak("penyusun perangkat aturan", lambda perangkat: [p.pk for p in perangkat.penyusun.all()], ("penyusun",))

# A set of rules that an office writes: whoever wrote it does not put it in force.
TRANSISI_PERANGKAT = (
    Transisi(
        aksi="ajukan",
        label="Ajukan untuk diterbitkan",
        dari=frozenset({T.DRAF}),
        ke=T.DIAJUKAN,
        peran=PENGELOLA,
        syarat="Tidak ada yang keliru; setiap aturan mempunyai contoh yang memenuhinya dan yang melanggarnya, dan "
        "setiap contoh dinilai seperti yang diharapkan.",
        kekurangan=kekurangan_ajukan_perangkat,
        kabar=(
            Kabar(
                penerbit_perangkat,
                "{o} menunggu diterbitkan",
                "Baca aturannya di samping naskah peraturannya, lalu terbitkan atau kembalikan dengan alasan.",
                meminta=True,
            ),
        ),
    ),
    Transisi(
        aksi="terbitkan",
        label="Terbitkan",
        dari=frozenset({T.DIAJUKAN}),
        ke=T.TERBIT,
        peran=PENGELOLA | {Peran.VERIFIKATOR},
        syarat="Bukan penyusunnya; contoh setiap aturan dijalankan lagi; tidak ada perangkat lain kabupaten itu untuk "
        "tahun yang sama. Sesudah itu isinya tetap.",
        kekurangan=kekurangan_terbitkan_perangkat,
        bukan_pelaku=("ajukan",),
        bukan_pihak=(PENYUSUN,),
        kabar=(Kabar(penyusun_perangkat, "{o} terbit", "Rancangan yang diperiksa sejak sekarang dinilai dengannya."),),
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan ke penyusun",
        dari=frozenset({T.DIAJUKAN}),
        ke=T.DRAF,
        peran=PENGELOLA | {Peran.VERIFIKATOR},
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
        kabar=(Kabar(penyusun_perangkat, "{o} dikembalikan"),),
    ),
    Transisi(
        aksi="gantikan",
        label="Gantikan",
        dari=frozenset({T.TERBIT}),
        ke=T.DIGANTIKAN,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika terbitan berikutnya terbit. Yang sudah diputus tetap pada terbitannya.",
    ),
)
del T
