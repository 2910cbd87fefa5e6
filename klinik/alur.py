"""The transition tables of a question and of an article. Order: as the work goes."""

from collections.abc import Iterable

from akun.enums import WAKIL_DESA
from akun.models import Pengguna
from akun.queries import pemegang_peran
from dasar.alur import Kabar, Perpindahan, Pihak, Transisi, langkah
from dasar.nama import akhiri
from klinik.enums import BERJALAN, PENANYA, PENARIK, PENJAWAB, StatusArtikel, StatusPertanyaan
from klinik.penjawab import bertugas, yang_ditanya

S = StatusPertanyaan


def _kantor(p: Perpindahan) -> Iterable[Pengguna]:
    """Whoever it was handed to, while they still answer there; otherwise those whom the village asks."""
    o = p.objek
    return [o.ditangani] if o.ditangani and bertugas(o.ditangani, o.desa) else yang_ditanya(o.desa)


def _desa(p: Perpindahan) -> Iterable[Pengguna]:
    return [p.objek.ditanya_oleh, *pemegang_peran(p.objek.desa, *WAKIL_DESA)]


def _terakhir(p: Perpindahan) -> str:
    """What was just written, or the question itself where nothing was added to it."""
    pesan = p.objek.pesan.last()
    return (pesan.isi if pesan else "") or akhiri(p.objek.judul)


PENANYANYA = Pihak("penanya pertanyaan", lambda o: [o.ditanya_oleh_id])
MENJAWAB = langkah(lambda: TRANSISI_PERTANYAAN, "jawab")

TRANSISI_PERTANYAAN: tuple[Transisi, ...] = (
    Transisi(
        aksi="ajukan",
        label="Ajukan pertanyaan",
        dari=frozenset({S.DRAF}),
        ke=S.DIAJUKAN,
        peran=PENANYA,
        syarat="Topik dan pertanyaannya; berkas bila ada.",
        kabar=(Kabar(_kantor, "{o.desa} bertanya: {o.judul}", _terakhir, meminta=True, langkah=MENJAWAB),),
    ),
    Transisi(
        aksi="jawab",
        label="Jawab",
        dari=BERJALAN,
        ke=S.DIJAWAB,
        peran=PENJAWAB,
        syarat="Jawabannya. Bukan orang yang bertanya.",
        bukan_pihak=(PENANYANYA,),
        kabar=(Kabar(_desa, "Dijawab kecamatan: {o.judul}", _terakhir),),
    ),
    Transisi(
        aksi="tanya_lagi",
        label="Tanya lagi",
        dari=BERJALAN,
        ke=S.DIAJUKAN,
        peran=PENANYA,
        syarat="Pertanyaan lanjutan atau keterangan tambahan.",
        kabar=(Kabar(_kantor, "{o.desa} bertanya lagi: {o.judul}", _terakhir, meminta=True, langkah=MENJAWAB),),
    ),
    Transisi(
        aksi="teruskan",
        label="Teruskan",
        dari=BERJALAN,
        ke=S.DITERUSKAN,
        peran=PENJAWAB,
        syarat="Rekan di kecamatan yang disebut namanya, atau pihak di luar kecamatan dengan catatan.",
        kabar=(
            Kabar(
                lambda p: [p.objek.ditangani] if p.objek.ditangani else [],
                "Pertanyaan {o.desa} diteruskan kepada Anda",
                "{o.judul}\n{alasan}",
                meminta=True,
            ),
            Kabar(_desa, "Pertanyaan diteruskan: {o.judul}"),
        ),
    ),
    Transisi(
        aksi="selesai",
        label="Sudah jelas",
        dari=BERJALAN,
        ke=S.DITUTUP,
        peran=PENANYA,
        syarat="Desa menyatakan pertanyaannya selesai, juga bila tidak memerlukan jawaban lagi.",
    ),
    Transisi(
        aksi="tutup",
        label="Tutup",
        dari=frozenset({S.DIJAWAB}),
        ke=S.DITUTUP,
        peran=PENJAWAB,
        syarat="Sudah dijawab; desa dapat membukanya kembali.",
        kabar=(
            Kabar(_desa, "Pertanyaan ditutup kecamatan: {o.judul}", "Bila belum jelas, buka kembali di halamannya."),
        ),
    ),
    Transisi(
        aksi="buka_kembali",
        label="Buka kembali",
        dari=frozenset({S.DITUTUP}),
        ke=S.DIAJUKAN,
        peran=PENANYA | PENJAWAB,
        syarat="Alasan, yaitu apa yang belum jelas.",
        alasan_wajib=True,
        kabar=(
            Kabar(_kantor, "Dibuka kembali: {o.judul}", "{o.desa}: {alasan}", meminta=True, langkah=MENJAWAB),
            Kabar(_desa, "Dibuka kembali: {o.judul}"),
        ),
    ),
)
TRANSISI_ARTIKEL = (
    Transisi(
        aksi="tarik",
        label="Tarik artikel",
        dari=frozenset({StatusArtikel.TERBIT}),
        ke=StatusArtikel.DITARIK,
        peran=PENARIK,
        syarat="Alasan, misalnya peraturannya sudah diganti.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="terbitkan",
        label="Terbitkan lagi",
        dari=frozenset({StatusArtikel.DITARIK}),
        ke=StatusArtikel.TERBIT,
        peran=PENARIK,
        syarat="Isinya sudah diperiksa lagi.",
    ),
)
del S
