"""Sending files and handing them out. The pages about them are in berkas.py."""

from django.urls import path

from berkas.views import gabung, sajian_berkas, tus, unggah

kiriman = [
    path("unggah/", unggah.berkas_unggah_halaman, name="berkas-unggah"),
    path("gabung/", gabung.berkas_gabung, name="berkas-gabung"),
    path("kiriman/", tus.berkas_kiriman, name="berkas-kiriman"),
    path("kiriman/<uuid:pk>/", tus.berkas_kiriman_bagian, name="berkas-kiriman-bagian"),
    path("kiriman/<uuid:pk>/selesai/", tus.berkas_kiriman_selesai, name="berkas-kiriman-selesai"),
    path("isi/<int:pk>/", sajian_berkas.berkas_isi, name="berkas-isi"),
    path("isi/<int:pk>/halaman/<int:halaman>/", sajian_berkas.berkas_pratinjau, name="berkas-pratinjau"),
]
