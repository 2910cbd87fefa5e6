"""The transition table of a version of a budget."""

from akun.enums import Peran
from apbdes.enums import StatusVersi
from apbdes.syarat import (
    kekurangan_ajukan,
    kekurangan_dokumen,
    kekurangan_lewatkan,
    kekurangan_minta_perbaikan,
    kekurangan_sesuaikan,
    kekurangan_usulkan,
)
from apbdes.tenggat import lewat_batas
from dasar.alur import Transisi

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
        kekurangan=kekurangan_ajukan,
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
        kekurangan=kekurangan_dokumen,
    ),
    Transisi(
        aksi="usulkan",
        label="Usulkan hasil evaluasi",
        dari=frozenset({S.DIEVALUASI}),
        ke=S.DIUSULKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Setiap putusan yang dilanggar atau tidak dapat ditentukan sudah disikapi; kesimpulan dan hasilnya "
        "diisi. Ketentuan wajib yang diterima sebagai dilanggar tidak dapat berakhir sesuai.",
        kekurangan=kekurangan_usulkan,
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
    ),
    Transisi(
        aksi="sesuaikan",
        label="Putuskan sesuai",
        dari=frozenset({S.DIUSULKAN}),
        ke=S.SESUAI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Usulan evaluator: sesuai; bukan pengusulnya sendiri. Kata sandi camat.",
        kekurangan=kekurangan_sesuaikan,
    ),
    Transisi(
        aksi="minta_perbaikan",
        label="Putuskan perlu diperbaiki",
        dari=frozenset({S.DIUSULKAN}),
        ke=S.PERLU_DIPERBAIKI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Usulan evaluator: perlu diperbaiki; bukan pengusulnya sendiri. Kata sandi camat. "
        "Desa mempunyai 20 hari kerja.",
        kekurangan=kekurangan_minta_perbaikan,
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
del S
