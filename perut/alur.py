"""The transition table of a visit: design.md, "How data flows". Order: as the work goes."""

from akun.enums import WAKIL_DESA, Peran
from akun.models import Pengguna
from akun.queries import kepada_peran, pemegang_peran
from dasar.alur import Kabar, Perpindahan, Pihak, Transisi, langkah
from perut.enums import StatusKunjungan, StatusMusyawarah
from perut.syarat import (
    kekurangan_ajukan,
    kekurangan_buka_musyawarah,
    kekurangan_dicabut,
    kekurangan_jadwalkan,
    kekurangan_sahkan,
    kekurangan_selesaikan,
    kekurangan_surat_berlaku,
)

S = StatusKunjungan


def _petugas(p: Perpindahan) -> list[Pengguna]:
    return list(p.objek.petugas.all())


def _petugas_dan_desa(p: Perpindahan) -> list[Pengguna]:
    return [*_petugas(p), *pemegang_peran(p.objek.desa, *WAKIL_DESA)]


def _yang_sudah_tahu(p: Perpindahan) -> list[Pengguna]:
    """Nobody was told of what was only planned."""
    return [] if p.dari == StatusKunjungan.RENCANA else _petugas_dan_desa(p)


PETUGAS = Pihak("petugas kunjungan", lambda kunjungan: [p.pk for p in kunjungan.petugas.all()], ("petugas",))
PENGESAHAN = langkah(lambda: TRANSISI_KUNJUNGAN, "sahkan")
PEMERIKSAAN = langkah(lambda: TRANSISI_KUNJUNGAN, "verifikasi")

TRANSISI_KUNJUNGAN = (
    Transisi(
        aksi="jadwalkan",
        label="Jadwalkan",
        dari=frozenset({S.RENCANA}),
        ke=S.DIJADWALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Tanggal, petugas, agenda, dan surat tugas yang sudah diajukan.",
        kekurangan=kekurangan_jadwalkan,
        kabar=(Kabar(_petugas_dan_desa, "Kunjungan {o.desa} dijadwalkan", "{o.tanggal_panjang}"),),
    ),
    Transisi(
        aksi="mulai",
        label="Mulai kunjungan",
        dari=frozenset({S.DIJADWALKAN}),
        ke=S.BERLANGSUNG,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Petugas kunjungan itu sendiri; surat tugas berlaku dan memuat petugas serta tanggalnya.",
        kekurangan=kekurangan_surat_berlaku,
    ),
    Transisi(
        aksi="ajukan",
        label="Ajukan",
        dari=frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN}),
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Semua buku dijawab, daftar hadir, notulen, sedikitnya satu kegiatan, "
        "jawaban atas setiap temuan terbuka dari kunjungan lalu, dan surat tugas yang berlaku.",
        kekurangan=kekurangan_ajukan,
        kabar=(
            Kabar(
                kepada_peran(Peran.VERIFIKATOR),
                "Kunjungan {o.desa} menunggu verifikasi",
                "{o.tanggal_panjang}",
                meminta=True,
                langkah=PEMERIKSAAN,
            ),
        ),
    ),
    Transisi(
        aksi="verifikasi",
        label="Verifikasi",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIVERIFIKASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Enam aspek verifikasi; surat tugas yang berlaku; bukan petugas kunjungan itu.",
        kekurangan=kekurangan_surat_berlaku,
        bukan_pelaku=("ajukan",),
        bukan_pihak=(PETUGAS,),
        kabar=(
            Kabar(
                kepada_peran(Peran.CAMAT),
                "Kunjungan {o.desa} menunggu pengesahan",
                "{o.tanggal_panjang}",
                meminta=True,
                langkah=PENGESAHAN,
            ),
        ),
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DIAJUKAN, S.DIVERIFIKASI}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.CAMAT}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
        kabar=(Kabar(_petugas, "Kunjungan {o.desa} dikembalikan"),),
    ),
    Transisi(
        aksi="sahkan",
        label="Sahkan",
        dari=frozenset({S.DIVERIFIKASI}),
        ke=S.DISAHKAN,
        peran=frozenset({Peran.CAMAT}),
        syarat="Kata sandi camat; surat tugas yang berlaku; setiap penanda tangan berita acara sudah tercatat; "
        "bukan petugas atau pemeriksanya.",
        kekurangan=kekurangan_sahkan,
        bukan_pelaku=("ajukan", "verifikasi", "terbitkan_lagi"),
        bukan_pihak=(PETUGAS,),
        kabar=(Kabar(_petugas_dan_desa, "Berita acara kunjungan {o.desa} disahkan", "Nomor {o.berita_acara.nomor}"),),
    ),
    Transisi(
        aksi="cabut",
        label="Cabut pengesahan",
        dari=frozenset({S.DISAHKAN}),
        ke=S.DICABUT,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika berita acaranya dicabut.",
        kekurangan=kekurangan_dicabut,
        kabar=(
            Kabar(
                kepada_peran(Peran.VERIFIKATOR),
                "Berita acara kunjungan {o.desa} dicabut",
                "{alasan} Buka kembali kunjungannya bila isinya yang keliru, atau terbitkan lagi berita acaranya.",
                meminta=True,
            ),
        ),
    ),
    Transisi(
        aksi="buka_kembali",
        label="Buka kembali",
        dari=frozenset({S.DICABUT}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Berita acaranya dicabut; alasan.",
        alasan_wajib=True,
        kekurangan=kekurangan_dicabut,
        kabar=(Kabar(_petugas, "Kunjungan {o.desa} dibuka kembali"),),
    ),
    Transisi(
        aksi="terbitkan_lagi",
        label="Terbitkan lagi",
        dari=frozenset({S.DICABUT}),
        ke=S.DIVERIFIKASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Berita acaranya dicabut, isinya benar; alasan. Isinya tetap, penandanya yang sekarang.",
        alasan_wajib=True,
        kekurangan=kekurangan_dicabut,
        kabar=(
            Kabar(
                kepada_peran(Peran.CAMAT),
                "Kunjungan {o.desa} menunggu pengesahan",
                "{alasan}",
                meminta=True,
                langkah=PENGESAHAN,
            ),
        ),
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.RENCANA, S.DIJADWALKAN, S.BERLANGSUNG}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan.",
        alasan_wajib=True,
        kabar=(Kabar(_yang_sudah_tahu, "Kunjungan {o.desa} dibatalkan"),),
    ),
)

M = StatusMusyawarah
PENCATAT_MUSYAWARAH = frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR})

# The deliberation before a visit. Pedoman PERUT B.2.d.
TRANSISI_MUSYAWARAH = (
    Transisi(
        aksi="selesaikan",
        label="Selesaikan notulen",
        dari=frozenset({M.DRAF}),
        ke=M.SELESAI,
        peran=PENCATAT_MUSYAWARAH,
        syarat="Sedikitnya satu orang hadir dan satu kesepakatan; tanggalnya sudah tiba.",
        kekurangan=kekurangan_selesaikan,
        kabar=(
            Kabar(
                kepada_peran(Peran.VERIFIKATOR),
                "Notulen musyawarah {o.desa} selesai",
                "Pilih kesepakatan yang menjadi agenda kunjungannya.",
            ),
        ),
    ),
    Transisi(
        aksi="buka_lagi",
        label="Buka lagi",
        dari=frozenset({M.SELESAI}),
        ke=M.DRAF,
        peran=PENCATAT_MUSYAWARAH,
        syarat="Alasan; kunjungannya belum dimulai.",
        alasan_wajib=True,
        kekurangan=kekurangan_buka_musyawarah,
    ),
    Transisi(
        aksi="urungkan",
        label="Batalkan musyawarah",
        dari=frozenset({M.DRAF}),
        ke=M.DIBATALKAN,
        peran=PENCATAT_MUSYAWARAH,
        syarat="Alasan; kunjungannya belum dimulai.",
        alasan_wajib=True,
        kekurangan=kekurangan_buka_musyawarah,
    ),
)
del M, S
