"""The pages about uploaded files: lists, one file, categories. Sending is in kiriman.py."""

from django.urls import path
from django.views.generic import RedirectView

from berkas.views import berkas, kategori, lama, sk

# What people have in their bookmarks: what villages owe is in kewajiban since then (docs/keputusan/0088).
LAMA = {
    "rekap/": ("berkas-rekap", "tabel"),
    "wajib/": ("kebutuhan-daftar", "daftar"),
    "wajib/tambah/": ("kebutuhan-tambah", "ketentuan-tambah"),
}

halaman = [
    path("", berkas.BerkasDaftar.as_view(), name="berkas-daftar"),
    path("<int:pk>/", berkas.berkas_rinci, name="berkas-rinci"),
    path("<int:pk>/terima/", berkas.berkas_terima, name="berkas-terima"),
    path("<int:pk>/tolak/", berkas.berkas_tolak, name="berkas-tolak"),
    path("<int:pk>/ubah/", berkas.berkas_ubah, name="berkas-ubah"),
    path("<int:pk>/pejabat/", sk.berkas_pejabat, name="berkas-pejabat"),
    path("rekap/<int:pk>/", lama.rekap_desa, name="berkas-rekap-desa"),
    path("kategori/", kategori.KategoriDaftar.as_view(), name="kategori-daftar"),
    path("kategori/tambah/", kategori.kategori_tambah, name="kategori-tambah"),
    path("kategori/<int:pk>/ubah/", kategori.kategori_ubah, name="kategori-ubah"),
    *(
        path(rute, RedirectView.as_view(pattern_name=f"kewajiban:{baru}", query_string=True), name=nama)
        for rute, (nama, baru) in LAMA.items()
    ),
]
