"""The transition table of a journey. Order: as the work goes.

The request and its basis come from the village, the order from the camat: Perbup Kayong Utara 66/2023, Lampiran I BAB
VII angka 17 huruf j. The telaahan of the office in between is PERUT's own proposal.
"""

from akun.enums import WAKIL_DESA, Peran
from akun.models import Pengguna
from akun.queries import kepada_peran, pemegang_peran
from dasar.alur import Kabar, Perpindahan, Transisi, langkah
from perjalanan.enums import DIPUTUS, StatusPerjalanan
from perjalanan.syarat import (
    kekurangan_ajukan,
    kekurangan_cabut,
    kekurangan_ganti,
    kekurangan_lapor,
    kekurangan_setujui,
    kekurangan_telaah,
)

S = StatusPerjalanan
PENELAAH = frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR})


def _desa_dan_pelaku(p: Perpindahan) -> list[Pengguna]:
    """The village, and those who travel and have an account of their own."""
    orang = p.objek.orang.values_list("perangkat__akun__pengguna", "bpd__akun__pengguna")
    akun = Pengguna.objects.filter(pk__in=[pk for baris in orang for pk in baris if pk], is_active=True)
    return [*pemegang_peran(p.objek.desa, *WAKIL_DESA), *akun]


def _kantor_bila_diajukan(p: Perpindahan) -> list[Pengguna]:
    """Nobody was told of a draft."""
    return list(pemegang_peran(p.objek.desa, *PENELAAH)) if p.dari in DIPUTUS else []


def _camat_bila_ditelaah(p: Perpindahan) -> list[Pengguna]:
    return list(pemegang_peran(p.objek.desa, Peran.CAMAT)) if p.dari == StatusPerjalanan.DITELAAH else []


def _camat_bila_urung(p: Perpindahan) -> list[Pengguna]:
    """The order of a journey that was not made is for the camat to withdraw."""
    return list(pemegang_peran(p.objek.desa, Peran.CAMAT)) if p.objek.terlaksana is False else []


TELAAHAN = langkah(lambda: TRANSISI_PERJALANAN, "telaah")
KEPUTUSAN = langkah(lambda: TRANSISI_PERJALANAN, "setujui")

TRANSISI_PERJALANAN = (
    Transisi(
        aksi="ajukan",
        label="Ajukan ke kecamatan",
        dari=frozenset({S.DRAF, S.DIKEMBALIKAN}),
        ke=S.DIAJUKAN,
        peran=WAKIL_DESA,
        syarat="Siapa yang bepergian (masih menjabat sampai kembali), dasar perjalanan yang diunggah, belum lewat hari "
        "berangkat; telaahan pemohon bila koordinasi dan peraturan daerahnya mensyaratkan. Ketua BPD yang berakun "
        "juga dapat mengajukan.",
        kekurangan=kekurangan_ajukan,
        kabar=(
            Kabar(
                kepada_peran(*PENELAAH),
                "{o.desa} memohon surat perintah tugas",
                "{o.nama_orang} ke {o.kota_tujuan}, {o.rentang}.",
                meminta=True,
                langkah=TELAAHAN,
            ),
        ),
    ),
    Transisi(
        aksi="telaah",
        label="Telaah",
        dari=DIPUTUS,
        ke=S.DITELAAH,
        peran=PENELAAH,
        syarat="Telaahan dan rekomendasi; suratnya disusun sekaligus. Bukan untuk perjalanan yang sudah selesai.",
        kekurangan=kekurangan_telaah,
        kabar=(
            Kabar(
                kepada_peran(Peran.CAMAT),
                "Perjalanan dinas menunggu keputusan: {o.desa}",
                "{o.nama_orang} ke {o.kota_tujuan}, {o.rentang}. Rekomendasi: {o.rekomendasi_label}.",
                meminta=True,
                langkah=KEPUTUSAN,
            ),
        ),
    ),
    Transisi(
        aksi="setujui",
        label="Setujui",
        dari=frozenset({S.DITELAAH}),
        ke=S.DISETUJUI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Kata sandi camat; yang bepergian masih menjabat; perjalanannya belum selesai; bukan yang menelaahnya.",
        kekurangan=kekurangan_setujui,
        bukan_pelaku=("telaah",),
        kabar=(
            Kabar(_desa_dan_pelaku, "Surat perintah tugas disetujui: {o.desa} ke {o.kota_tujuan}", "{o.surat.nomor}"),
        ),
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan ke desa",
        dari=DIPUTUS,
        ke=S.DIKEMBALIKAN,
        peran=PENELAAH | {Peran.CAMAT},
        syarat="Alasan, yaitu apa yang harus diperbaiki atau dilengkapi.",
        alasan_wajib=True,
        kabar=(Kabar(kepada_peran(*WAKIL_DESA), "Permohonan perjalanan dinas dikembalikan: {o.desa}", meminta=True),),
    ),
    Transisi(
        aksi="tolak",
        label="Tidak setujui",
        dari=frozenset({S.DITELAAH}),
        ke=S.DITOLAK,
        peran=frozenset({Peran.CAMAT}),
        syarat="Alasan.",
        alasan_wajib=True,
        kabar=(Kabar(kepada_peran(*WAKIL_DESA), "Permohonan perjalanan dinas tidak disetujui: {o.desa}"),),
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan permohonan",
        dari=frozenset({S.DRAF, S.DIAJUKAN, S.DITELAAH, S.DIKEMBALIKAN}),
        ke=S.DIBATALKAN,
        peran=WAKIL_DESA,
        syarat="Alasan; sebelum disetujui. Sesudahnya suratnya dicabut camat.",
        alasan_wajib=True,
        kabar=(
            Kabar(_kantor_bila_diajukan, "{o.desa} membatalkan permohonan perjalanan dinas"),
            Kabar(_camat_bila_ditelaah, "{o.desa} membatalkan permohonan perjalanan dinas"),
        ),
    ),
    Transisi(
        aksi="lapor",
        label="Laporkan perjalanan",
        dari=frozenset({S.DISETUJUI}),
        ke=S.DILAPORKAN,
        peran=WAKIL_DESA,
        syarat="Laporan hasilnya, atau mengapa tidak jadi berangkat; suratnya berlaku.",
        kekurangan=kekurangan_lapor,
        kabar=(
            Kabar(kepada_peran(*PENELAAH), "Laporan perjalanan dinas: {o.desa}", "{o.hasil_label}: {o.rentang}."),
            Kabar(
                _camat_bila_urung,
                "Perjalanan dinas tidak jadi: {o.desa}",
                "Cabut surat perintah tugasnya bila memang tidak dipakai.",
                meminta=True,
            ),
        ),
    ),
    Transisi(
        aksi="kembalikan_laporan",
        label="Kembalikan laporan",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.DISETUJUI,
        peran=PENELAAH,
        syarat="Alasan, yaitu apa yang masih kurang.",
        alasan_wajib=True,
        kekurangan=kekurangan_lapor,
        kabar=(Kabar(kepada_peran(*WAKIL_DESA), "Laporan perjalanan dinas dikembalikan: {o.desa}", meminta=True),),
    ),
    Transisi(
        aksi="cabut",
        label="Cabut",
        dari=frozenset({S.DISETUJUI, S.DILAPORKAN}),
        ke=S.DICABUT,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika camat mencabut suratnya, dengan alasan.",
        kekurangan=kekurangan_cabut,
    ),
    Transisi(
        aksi="ganti",
        label="Ganti",
        dari=frozenset({S.DISETUJUI}),
        ke=S.DIGANTI,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika perintah penggantinya (misalnya dengan tanggal lain) disetujui.",
        kekurangan=kekurangan_ganti,
    ),
)
del S
