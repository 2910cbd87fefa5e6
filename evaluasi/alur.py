"""The transition table of an evaluation."""

from akun.enums import WAKIL_DESA, Peran
from akun.models import Pengguna
from akun.queries import kepada_peran, pemegang_peran
from dasar.alur import Kabar, Perpindahan, Pihak, Transisi, langkah
from evaluasi.enums import PENUTUP, StatusEvaluasi
from evaluasi.syarat import (
    kekurangan_buka,
    kekurangan_dicabut,
    kekurangan_ganti,
    kekurangan_laporkan,
    kekurangan_terima,
    kekurangan_tutup,
)

S = StatusEvaluasi


def _anggota(p: Perpindahan) -> list[Pengguna]:
    """The members of the team who have an account."""
    return [a.pengguna for a in p.objek.tim.anggota.select_related("pengguna") if a.pengguna]


def _anggota_yang_diminta(p: Perpindahan) -> list[Pengguna]:
    """Before it was opened nobody was asked for scores."""
    return _anggota(p) if p.objek.penilaian.exists() else []


def _anggota_dan_desa(p: Perpindahan) -> list[Pengguna]:
    return [*_anggota(p), *pemegang_peran(p.objek.desa, *WAKIL_DESA)]


TIM = Pihak(
    "anggota tim evaluasi",
    lambda evaluasi: [a.pengguna_id for a in evaluasi.tim.anggota.all()],
    ("tim__anggota",),
)
PENERIMAAN = langkah(lambda: TRANSISI_EVALUASI, "terima")

# Order: as the work goes. Lampiran IV: Format I (SK tim), II.A-IV (formulir), V (laporan).
# An action that the team itself takes (tutup, laporkan) is narrowed to its ketua and sekretaris in rules.py.
TRANSISI_EVALUASI = (
    Transisi(
        aksi="buka",
        label="Buka penilaian",
        dari=frozenset({S.RENCANA}),
        ke=S.DINILAI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Tim dengan SK yang sudah bernomor, formulir, waktu evaluasi, dan cara menilai.",
        kekurangan=kekurangan_buka,
        kabar=(Kabar(_anggota, "Evaluasi {o.desa} menunggu nilai Anda", "{o.tim}", meminta=True),),
    ),
    Transisi(
        aksi="tutup",
        label="Tutup penilaian",
        dari=frozenset({S.DINILAI}),
        ke=S.DITUTUP,
        peran=PENUTUP,
        syarat="Ketua atau sekretaris tim. Semua anggota menyerahkan nilainya, atau disebut alasannya; "
        "perbedaan dua tingkat atau lebih sudah dibahas.",
        kekurangan=kekurangan_tutup,
        kabar=(Kabar(_anggota, "Penilaian {o.desa} ditutup", "Laporannya disusun tim."),),
    ),
    Transisi(
        aksi="laporkan",
        label="Serahkan laporan",
        dari=frozenset({S.DITUTUP, S.DIKEMBALIKAN}),
        ke=S.DILAPORKAN,
        peran=PENUTUP,
        syarat="Ketua atau sekretaris tim. Isi kegiatan, kesimpulan, dan saran diisi.",
        kekurangan=kekurangan_laporkan,
        kabar=(
            Kabar(
                kepada_peran(Peran.CAMAT),
                "Hasil evaluasi {o.desa} menunggu Anda",
                "{o.tim}",
                meminta=True,
                langkah=PENERIMAAN,
            ),
        ),
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.CAMAT}),
        syarat="Alasan pengembalian. Nilainya tetap; yang diperbaiki laporannya.",
        alasan_wajib=True,
        kabar=(Kabar(_anggota, "Laporan evaluasi {o.desa} dikembalikan"),),
    ),
    Transisi(
        aksi="terima",
        label="Terima hasil evaluasi",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.SELESAI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Kata sandi camat; bukan anggota tim evaluasi itu; setiap penanda tangan sudah tercatat.",
        kekurangan=kekurangan_terima,
        bukan_pelaku=("tutup", "laporkan", "terbitkan_lagi"),
        bukan_pihak=(TIM,),
        kabar=(
            Kabar(
                _anggota_dan_desa, "Hasil evaluasi {o.desa} diterima camat", "Lembar Evaluasi {o.hasil_naskah.nomor}"
            ),
        ),
    ),
    Transisi(
        aksi="ganti",
        label="Ganti",
        dari=frozenset({S.DITUTUP, S.DILAPORKAN, S.DIKEMBALIKAN, S.SELESAI, S.DICABUT}),
        ke=S.DIGANTI,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika evaluasi penggantinya diterima.",
        kekurangan=kekurangan_ganti,
    ),
    Transisi(
        aksi="cabut",
        label="Cabut penerimaan",
        dari=frozenset({S.SELESAI}),
        ke=S.DICABUT,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika lembar evaluasi atau laporannya dicabut.",
        kekurangan=kekurangan_dicabut,
        kabar=(
            Kabar(
                kepada_peran(Peran.VERIFIKATOR),
                "Naskah hasil evaluasi {o.desa} dicabut",
                "{alasan} Terbitkan lagi bila hanya naskahnya yang keliru, buka kembali bila laporannya, atau ganti "
                "dengan evaluasi baru bila nilainya.",
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
        syarat="Lembar evaluasi atau laporannya dicabut; alasan. Nilainya tetap.",
        alasan_wajib=True,
        kekurangan=kekurangan_dicabut,
        kabar=(Kabar(_anggota, "Evaluasi {o.desa} dibuka kembali"),),
    ),
    Transisi(
        aksi="terbitkan_lagi",
        label="Terbitkan lagi",
        dari=frozenset({S.DICABUT}),
        ke=S.DILAPORKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Lembar evaluasi atau laporannya dicabut, isinya benar; alasan. Isi dan nilainya tetap.",
        alasan_wajib=True,
        kekurangan=kekurangan_dicabut,
        kabar=(
            Kabar(
                kepada_peran(Peran.CAMAT),
                "Hasil evaluasi {o.desa} menunggu Anda",
                "{alasan}",
                meminta=True,
                langkah=PENERIMAAN,
            ),
        ),
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.RENCANA, S.DINILAI}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan.",
        alasan_wajib=True,
        kabar=(Kabar(_anggota_yang_diminta, "Evaluasi {o.desa} dibatalkan"),),
    ),
)
del S
