"""The words of a budget on its way from the desa to the camat and back."""

from django.db.models import TextChoices

HARI_KERJA_EVALUASI = 20  # Permendagri 20/2018 Pasal 35 ayat (2)
HARI_PENYAMPAIAN = 3  # days after the agreement with the BPD; Permendagri 20/2018 Pasal 34
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
    DICABUT = "dicabut", "Hasil evaluasi dicabut"
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


class HalPernyataan(TextChoices):
    """What an evaluator may state where the budget is silent."""

    PAGU_DDS = "pagu_dds", "Pagu Dana Desa"
    PAGU_ADD = "pagu_add", "Pagu Alokasi Dana Desa"
    PAGU_PBH = "pagu_pbh", "Pagu bagi hasil pajak dan retribusi"
    PENERIMA = "penerima", "Penerima"


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


class StatusPerangkat(TextChoices):
    """A set of rules that an office writes."""

    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Menunggu diterbitkan"
    TERBIT = "terbit", "Berlaku"
    DIGANTIKAN = "digantikan", "Digantikan"


class JenisBaris(TextChoices):
    """What a row of the evaluation worksheet is."""

    ASPEK = "aspek", "Aspek (diberi kesimpulan)"
    BAGIAN = "bagian", "Judul bagian"
    BUTIR = "butir", "Butir (dijawab Ya atau Tidak)"


class JawabanLembar(TextChoices):
    YA = "ya", "Ya"
    TIDAK = "tidak", "Tidak"


class Diketahui(TextChoices):
    """What the product can propose an answer from (apbdes/lembar/diketahui.py)."""

    DOKUMEN = "dokumen", "Dokumen pendamping lengkap"
    TEPAT_WAKTU = "tepat_waktu", "Diajukan dalam tiga hari sesudah disepakati"
    DISEPAKATI = "disepakati", "Disepakati BPD"
    RKP = "rkp", "Perdes RKP Desa terlampir"
    KODE_PENDAPATAN = "kode_pendapatan", "Kode pendapatan pada tempatnya"
    KODE_BELANJA = "kode_belanja", "Kode belanja pada tempatnya"
    KODE_PEMBIAYAAN = "kode_pembiayaan", "Kode pembiayaan pada tempatnya"
    IMBANG = "imbang", "Anggaran seimbang"
    KOMPOSISI = "komposisi", "Komposisi 70/30"


S = StatusVersi

DAPAT_DIUBAH = frozenset({S.DISUSUN})
DI_KECAMATAN = frozenset({S.DIAJUKAN, S.DIEVALUASI, S.DIUSULKAN})
BERHARI = frozenset({S.DIEVALUASI, S.DIUSULKAN})  # the 20 working days run
TERBUKA = frozenset(S) - {S.DISUSUN, S.DIBATALKAN}  # the kecamatan reads it
DIPUTUS = frozenset({S.SESUAI, S.PERLU_DIPERBAIKI, S.LEWAT_WAKTU, S.DITETAPKAN})
BERTENGGAT = BERHARI | {S.PERLU_DIPERBAIKI}
del S
