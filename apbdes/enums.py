"""The words of a budget on its way from the desa to the camat and back, and its transition table."""

from django.db.models import TextChoices

from akun.enums import Peran
from dasar.alur import Transisi

HARI_KERJA_EVALUASI = 20  # Permendagri 20/2018 Pasal 35 ayat (2)
HARI_KERJA_PERBAIKAN = 20  # Permendagri 20/2018 Pasal 35 ayat (5)


class JenisVersi(TextChoices):
    MURNI = "murni", "Murni"
    PERUBAHAN = "perubahan", "Perubahan"


class StatusVersi(TextChoices):
    DISUSUN = "disusun", "Disusun desa"
    DIAJUKAN = "diajukan", "Diajukan ke kecamatan"
    DIEVALUASI = "dievaluasi", "Sedang dievaluasi"
    DIUSULKAN = "diusulkan", "Menunggu keputusan camat"
    SESUAI = "sesuai", "Sesuai"
    PERLU_DIPERBAIKI = "perlu_diperbaiki", "Perlu diperbaiki"
    LEWAT_WAKTU = "lewat_waktu", "Lewat waktu"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class HasilEvaluasi(TextChoices):
    SESUAI = "sesuai", "Sesuai"
    PERLU_DIPERBAIKI = "perlu_diperbaiki", "Perlu diperbaiki"


class SikapPutusan(TextChoices):
    """What the evaluator makes of a verdict of the rules."""

    DITERIMA = "diterima", "Diterima"
    DIKESAMPINGKAN = "dikesampingkan", "Dikesampingkan"


class LangkahPagu(TextChoices):
    """Steps before submission. Perbup Kayong Utara 66/2023 Pasal 3, and Pasal 4-5."""

    PENYESUAIAN_PAGU = "penyesuaian_pagu", "Penyesuaian pagu (Pasal 3)"
    PERUBAHAN_KEBIJAKAN = "perubahan_kebijakan", "Perubahan kebijakan (Pasal 4 dan 5)"


NAMA_PAGU = {"pagu_dds": "Dana Desa", "pagu_add": "Alokasi Dana Desa", "pagu_pbh": "Bagi hasil pajak dan retribusi"}


class PerkaraTenggat(TextChoices):
    """What is said once about a deadline; "lima" and "satu" are working days that are left."""

    EVALUASI_LIMA = "evaluasi_lima", "Hasil evaluasi: lima hari kerja lagi"
    EVALUASI_SATU = "evaluasi_satu", "Hasil evaluasi: satu hari kerja lagi"
    PERBAIKAN_LIMA = "perbaikan_lima", "Perbaikan desa: lima hari kerja lagi"
    PERBAIKAN_SATU = "perbaikan_satu", "Perbaikan desa: satu hari kerja lagi"
    PERBAIKAN_LEWAT = "perbaikan_lewat", "Perbaikan desa: terlambat"


class LembarAnggaran(TextChoices):
    PENDAPATAN = "pendapatan", "Pendapatan"
    BELANJA = "belanja", "Belanja"
    PEMBIAYAAN = "pembiayaan", "Pembiayaan"


S = StatusVersi

# Order: as the work goes. Permendagri 20/2018 Pasal 34-38.
TRANSISI_APBDES = (
    Transisi(
        aksi="ajukan",
        label="Ajukan ke kecamatan",
        dari=frozenset({S.DISUSUN}),
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.SEKRETARIS_DESA, Peran.KEPALA_DESA}),
        syarat="Anggaran berisi, semua kode dikenal, dan dokumen pendamping Pasal 34 lengkap.",
    ),
    Transisi(
        aksi="tolak_berkas",
        label="Kembalikan sebelum diterima",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DISUSUN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan: apa yang belum lengkap.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="terima",
        label="Nyatakan diterima",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIEVALUASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Dokumen pendamping lengkap. Sejak diterima berjalan 20 hari kerja.",
    ),
    Transisi(
        aksi="usulkan",
        label="Usulkan hasil evaluasi",
        dari=frozenset({S.DIEVALUASI}),
        ke=S.DIUSULKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Setiap putusan yang dilanggar atau tidak dapat ditentukan sudah disikapi; kesimpulan dan hasilnya "
        "diisi. Ketentuan wajib yang diterima sebagai dilanggar tidak dapat berakhir sesuai.",
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan ke evaluator",
        dari=frozenset({S.DIUSULKAN}),
        ke=S.DIEVALUASI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="sesuaikan",
        label="Putuskan sesuai",
        dari=frozenset({S.DIUSULKAN}),
        ke=S.SESUAI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Usulan evaluator: sesuai; bukan pengusulnya sendiri. Kata sandi camat.",
    ),
    Transisi(
        aksi="minta_perbaikan",
        label="Putuskan perlu diperbaiki",
        dari=frozenset({S.DIUSULKAN}),
        ke=S.PERLU_DIPERBAIKI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Usulan evaluator: perlu diperbaiki; bukan pengusulnya sendiri. Kata sandi camat. "
        "Desa mempunyai 20 hari kerja.",
    ),
    Transisi(
        aksi="lewatkan",
        label="Lewat waktu",
        dari=frozenset({S.DIEVALUASI, S.DIUSULKAN}),
        ke=S.LEWAT_WAKTU,
        peran=frozenset(),
        syarat="Terjadi sendiri setelah 20 hari kerja tanpa keputusan; rancangan berlaku dengan sendirinya "
        "(Permendagri 20/2018 Pasal 35 ayat (3)).",
    ),
    Transisi(
        aksi="tetapkan",
        label="Catat penetapan Perdes",
        dari=frozenset({S.SESUAI, S.LEWAT_WAKTU}),
        ke=S.DITETAPKAN,
        peran=frozenset({Peran.SEKRETARIS_DESA, Peran.KEPALA_DESA}),
        syarat="Nomor dan tanggal Peraturan Desa tentang APB Desa.",
    ),
    Transisi(
        aksi="batalkan",
        label="Tarik rancangan",
        dari=frozenset({S.DISUSUN, S.DIAJUKAN}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.SEKRETARIS_DESA, Peran.KEPALA_DESA}),
        syarat="Alasan penarikan.",
        alasan_wajib=True,
    ),
)

DAPAT_DIUBAH = frozenset({S.DISUSUN})
DI_KECAMATAN = frozenset({S.DIAJUKAN, S.DIEVALUASI, S.DIUSULKAN})
BERHARI = frozenset({S.DIEVALUASI, S.DIUSULKAN})  # the 20 working days run
DIPUTUS = frozenset({S.SESUAI, S.PERLU_DIPERBAIKI, S.LEWAT_WAKTU, S.DITETAPKAN})
BERTENGGAT = BERHARI | {S.PERLU_DIPERBAIKI}
del S
