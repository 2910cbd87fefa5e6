"""The transition table of an official document."""

from akun.enums import WAKIL_DESA, Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran, pemegang_peran_kecamatan
from dasar.alur import Kabar, Perpindahan, Pihak, Transisi, langkah
from naskah.enums.naskah import StatusNaskah
from naskah.syarat import kekurangan_ganti, kekurangan_setujui, kekurangan_tandatangani

S = StatusNaskah


def _penyusun(p: Perpindahan) -> list[Pengguna]:
    """What is decided on the page of its work (`lewat_asal`) is told there."""
    return [] if p.objek.lewat_asal else [p.objek.dibuat_oleh]


def _verifikator(p: Perpindahan) -> list[Pengguna]:
    """Where the kind asks for a verification."""
    perlu = p.objek.diverifikasi_dahulu and not p.objek.lewat_asal
    return list(pemegang_peran_kecamatan(p.objek.kecamatan, Peran.VERIFIKATOR)) if perlu else []


def _camat(p: Perpindahan) -> list[Pengguna]:
    """Once nothing but the approval is left."""
    giliran = p.objek.status == StatusNaskah.DIVERIFIKASI or not p.objek.diverifikasi_dahulu
    giliran = giliran and not p.objek.lewat_asal
    return list(pemegang_peran_kecamatan(p.objek.kecamatan, Peran.CAMAT)) if giliran else []


def _penerima(p: Perpindahan) -> list[Pengguna]:
    """Those to whom it was sent, and the village."""
    orang = [k.pengguna for k in p.objek.kiriman.select_related("pengguna") if k.pengguna]
    return [*orang, *pemegang_peran(p.objek.desa, *WAKIL_DESA)] if p.objek.desa else orang


DITUGASKAN = Pihak("yang ditugaskan dengan naskah", lambda naskah: naskah.ketentuan.ditugaskan(naskah.isi))
PEMERIKSAAN = langkah(lambda: TRANSISI_NASKAH, "verifikasi")
PERSETUJUAN = langkah(lambda: TRANSISI_NASKAH, "setujui")

# design.md, "A naskah goes …". Order: as the work goes. Without a role: a consequence of another act
# (the last signature, a replacement, the end of what the document was about), never a button.
TRANSISI_NASKAH = (
    Transisi(
        aksi="ajukan",
        label="Ajukan",
        dari=frozenset({S.DRAF, S.DIKEMBALIKAN}),
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR}),
        syarat="Isi naskah lengkap.",
        kabar=(
            Kabar(_verifikator, "{o.nama_jenis} menunggu verifikasi", "{o.perihal}", meminta=True, langkah=PEMERIKSAAN),
            Kabar(_camat, "{o.nama_jenis} menunggu persetujuan", "{o.perihal}", meminta=True, langkah=PERSETUJUAN),
        ),
    ),
    Transisi(
        aksi="verifikasi",
        label="Verifikasi",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIVERIFIKASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Bukan orang yang mengajukannya.",
        bukan_pelaku=("ajukan", "perbarui"),
        kabar=(Kabar(_camat, "{o.nama_jenis} menunggu persetujuan", "{o.perihal}", meminta=True, langkah=PERSETUJUAN),),
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DIAJUKAN, S.DIVERIFIKASI}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.CAMAT}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
        kabar=(Kabar(_penyusun, "{o.nama_jenis} dikembalikan"),),
    ),
    Transisi(
        aksi="setujui",
        label="Setujui",
        dari=frozenset({S.DIAJUKAN, S.DIVERIFIKASI}),
        ke=S.DISETUJUI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Sudah diverifikasi, bila jenis naskahnya mensyaratkan; setiap penanda tangan sudah tercatat; "
        "kata sandi camat; bukan yang mengajukan, memverifikasi, atau ditugaskan dengannya.",
        kekurangan=kekurangan_setujui,
        bukan_pelaku=("ajukan", "perbarui", "verifikasi"),
        bukan_pihak=(DITUGASKAN,),
    ),
    Transisi(
        aksi="tandatangani",
        label="Tanda tangan lengkap",
        dari=frozenset({S.DISETUJUI}),
        ke=S.DITANDATANGANI,
        peran=frozenset(),
        syarat="Semua penanda tangan sudah menandatangani menurut urutannya.",
        kekurangan=kekurangan_tandatangani,
    ),
    Transisi(
        aksi="distribusikan",
        label="Distribusikan",
        dari=frozenset({S.DITANDATANGANI}),
        ke=S.DIDISTRIBUSIKAN,
        peran=frozenset(),
        syarat="Terjadi sendiri setelah tanda tangan lengkap.",
    ),
    Transisi(
        aksi="arsipkan",
        label="Arsipkan",
        dari=frozenset({S.DIDISTRIBUSIKAN}),
        ke=S.DIARSIPKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.PELAKSANA}),
        syarat="Terjadi sendiri setelah semua penerima menyatakan menerima.",
    ),
    Transisi(
        aksi="cabut",
        label="Cabut",
        dari=frozenset({S.DISETUJUI, S.DITANDATANGANI, S.DIDISTRIBUSIKAN, S.DIARSIPKAN}),
        ke=S.DICABUT,
        peran=frozenset({Peran.CAMAT}),
        syarat="Alasan pencabutan.",
        alasan_wajib=True,
        kabar=(Kabar(_penerima, "{o} dicabut"),),
    ),
    Transisi(
        aksi="ganti",
        label="Ganti",
        dari=frozenset({S.DISETUJUI, S.DITANDATANGANI, S.DIDISTRIBUSIKAN, S.DIARSIPKAN}),
        ke=S.DIGANTI,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika naskah penggantinya disetujui.",
        kekurangan=kekurangan_ganti,
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.DRAF, S.DIAJUKAN, S.DIKEMBALIKAN, S.DIVERIFIKASI}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan; belum disetujui.",
        alasan_wajib=True,
    ),
)
del S
