"""The people of a village from and to a spreadsheet: template, preview, save, export."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse

from dasar.impor import Impor, Tinjauan, halaman_impor
from dasar.induk import TabelInduk
from dasar.lembar import Lembar, baca
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca
from desa.ekspor import pejabat_ekspor, templat_pejabat
from desa.kenali import desa_disebut
from desa.models import Desa
from desa.resources import pejabat_impor
from desa.tabel import TABEL
from desa.views.pejabat import DAFTAR

JENIS_ISI = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def impor(request: Permintaan, kunci: str) -> HttpResponse:
    tabel = TABEL[kunci]
    if not request.user.has_perm("desa.kelola_perangkat"):
        raise PermissionDenied("Data ini dikelola oleh sekretaris desanya atau oleh kecamatan.")

    def coba(lembar: Lembar, disetujui: list | None) -> tuple[Tinjauan, bool]:
        desa = _desa_dikelola(request, tabel, lembar)
        return pejabat_impor(tabel=tabel, lembar=lembar, desa=desa, oleh=request.user, disetujui=disetujui)

    return halaman_impor(
        request,
        Impor(
            kunci=f"impor_{kunci}",
            judul=f"Impor {tabel.sebutan}",
            baca=lambda nama, isi: _baca(request, tabel, nama, isi),
            coba=coba,
            kembali=(DAFTAR[kunci].judul, reverse(f"desa:{kunci}-daftar")),
            url_templat=reverse(f"desa:{kunci}-templat"),
            penjelasan="Templat memuat judul kolom dan lembar petunjuk. Berkas hasil ekspor dapat dipakai juga, begitu "
            "pula daftar yang sudah ada di kantor, asal ada kolom nama, jabatan, dan desanya.",
        ),
    )


def _baca(request: Permintaan, tabel: TabelInduk, nama: str, isi: bytes) -> Lembar:
    """A person of one village need not name it."""
    sendiri = list(request.user.desa_terlihat()[:2])
    induk = next(k.judul_lembar for k in tabel.kolom if k.nama == tabel.induk)
    lembar = baca(
        nama,
        isi,
        wajib=[k for k in tabel.judul_wajib if k != induk or len(sendiri) != 1],
        dikenal=[k.judul_lembar for k in tabel.kolom_lembar],
        alias=tabel.judul_lain,
    )
    if induk not in lembar.kolom:
        lembar.kolom.insert(0, induk)
        lembar.baris = [(nomor, {induk: sendiri[0].kode, **sel}) for nomor, sel in lembar.baris]
    return lembar


def templat(request: Permintaan, kunci: str) -> HttpResponse:
    return unduhan(templat_pejabat(TABEL[kunci]), f"templat-{_nama_berkas(kunci)}", "xlsx")


def ekspor(request: Permintaan, jenis: str, kunci: str) -> HttpResponse:
    """The list as filtered, in the columns that can be imported again."""
    if jenis not in JENIS_ISI:
        raise Http404
    daftar = DAFTAR[kunci]()
    daftar.setup(request)
    saringan = daftar.get_filterset(daftar.get_filterset_class())
    isi = pejabat_ekspor(TABEL[kunci], saringan.qs, jenis)
    return unduhan(isi, f"{_nama_berkas(kunci)}-{hari_ini_pembaca():%Y%m%d}", jenis)


def _nama_berkas(kunci: str) -> str:
    return TABEL[kunci].sebutan.lower().replace(" ", "-")


def unduhan(isi: bytes, nama: str, jenis: str) -> HttpResponse:
    return HttpResponse(
        isi,
        content_type=JENIS_ISI[jenis],
        headers={"Content-Disposition": f'attachment; filename="{nama}.{jenis}"'},
    )


def _desa_dikelola(request: Permintaan, tabel: TabelInduk, lembar: Lembar) -> dict[str, Desa]:
    """Of the villages that the file names, those that this person may change."""
    induk = next(k.judul_lembar for k in tabel.kolom if k.nama == tabel.induk)
    disebut = desa_disebut(request.user.desa_terlihat(), (isi[induk] for _, isi in lembar.baris))
    return {d.kode: d for d in disebut.select_related("kecamatan") if request.user.has_perm("desa.kelola_perangkat", d)}
