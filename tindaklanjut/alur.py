"""The transition table of a finding. Order: as the work goes.

A draft belongs to the work that found it. Without a role: a consequence of the approval of that work's record.
"""

from django.utils.formats import date_format

from akun.enums import WAKIL_DESA, Peran
from akun.queries import kepada_peran
from dasar.alur import Kabar, Perpindahan, Pihak, Transisi, langkah
from tindaklanjut.enums import BERJALAN, PENCATAT, StatusTemuan

S = StatusTemuan


def _temuan(p: Perpindahan) -> str:
    """What is to be mended, by when; never who complained."""
    return f"{p.objek.uraian}\n{p.objek.penanggung_jawab}, sampai {date_format(p.objek.batas_waktu, 'j F Y')}."


def _uraian(p: Perpindahan) -> str:
    """What was answered with this step."""
    return p.objek.tindak_lanjut.last().uraian


PENEMU = Pihak("penemu temuan", lambda temuan: [temuan.ditemukan_oleh_id])
PEMERIKSAAN = langkah(lambda: TRANSISI_TEMUAN, "tutup", "kembalikan")

TRANSISI_TEMUAN = (
    Transisi(
        aksi="buka",
        label="Buka temuan",
        dari=frozenset({S.DRAF}),
        ke=S.TERBUKA,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika laporan yang memuatnya disahkan.",
    ),
    Transisi(
        aksi="catat",
        label="Catat temuan",
        dari=frozenset({S.DRAF}),
        ke=S.TERBUKA,
        peran=PENCATAT,
        syarat="Dicatat kantor dari dokumen, evaluasi kinerja, atau pengaduan warga; berlaku seketika.",
        kabar=(Kabar(kepada_peran(*WAKIL_DESA), "Temuan baru bagi {o.desa}", _temuan, meminta=True),),
    ),
    Transisi(
        aksi="jawab",
        label="Jawab temuan",
        dari=BERJALAN,
        ke=S.DIJAWAB,
        peran=WAKIL_DESA,
        syarat="Keadaan sekarang, dan apa yang sudah dilakukan; yang dinyatakan selesai disertai foto atau berkas.",
        kabar=(
            Kabar(
                kepada_peran(Peran.VERIFIKATOR),
                "{o.desa} menjawab temuan",
                _uraian,
                meminta=True,
                langkah=PEMERIKSAAN,
            ),
        ),
    ),
    Transisi(
        aksi="tutup",
        label="Nyatakan selesai",
        dari=BERJALAN,
        ke=S.SELESAI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Bukti perbaikan yang dilihat; atau dilaporkan selesai pada kunjungan yang disahkan. Bukan orang yang "
        "menemukan atau menjawabnya.",
        bukan_pelaku=("jawab",),
        bukan_pihak=(PENEMU,),
        kabar=(Kabar(kepada_peran(*WAKIL_DESA), "Temuan dinyatakan selesai", _uraian),),
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan jawaban",
        dari=frozenset({S.DIJAWAB}),
        ke=S.KEMBALI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan, yaitu apa yang masih kurang. Bukan orang yang menemukan atau menjawabnya. Batas waktu tetap.",
        alasan_wajib=True,
        bukan_pelaku=("jawab",),
        bukan_pihak=(PENEMU,),
        kabar=(Kabar(kepada_peran(*WAKIL_DESA), "Jawaban atas temuan dikembalikan"),),
    ),
    Transisi(
        aksi="buka_kembali",
        label="Buka kembali",
        dari=frozenset({S.SELESAI}),
        ke=S.TERBUKA,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan, dan batas waktu yang baru.",
        alasan_wajib=True,
        kabar=(Kabar(kepada_peran(*WAKIL_DESA), "Temuan yang sudah selesai dibuka kembali"),),
    ),
    Transisi(
        aksi="cabut",
        label="Tarik temuan",
        dari=BERJALAN,
        ke=S.DICABUT,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika naskah yang memuatnya dicabut, atau catatan lama yang membawanya ditarik.",
    ),
    Transisi(
        aksi="tulis_ulang",
        label="Tulis ulang",
        dari=frozenset({S.DICABUT}),
        ke=S.DRAF,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika pekerjaan yang naskahnya dicabut dibuka kembali.",
    ),
    Transisi(
        aksi="buka_lagi",
        label="Buka lagi",
        dari=frozenset({S.SELESAI}),
        ke=S.TERBUKA,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika naskah yang menyatakannya selesai dicabut.",
    ),
)
del S
