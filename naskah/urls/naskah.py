"""Addresses below naskah/: the register, one document, its decisions and its signatures."""

from django.urls import path

from naskah.views import bentuk, menunggu, naskah_aksi, nomor, pengaturan, pindaian, tanda_tangan
from naskah.views import naskah as views

naskah = [
    path("", views.NaskahDaftar.as_view(), name="naskah-daftar"),
    path("menunggu/", menunggu.naskah_menunggu, name="naskah-menunggu"),
    path("menunggu/tandatangani/", menunggu.ttd_banyak, name="ttd-banyak"),
    path("tanda-tangan-macet/", tanda_tangan.tanda_tangan_macet, name="tanda-tangan-macet"),
    path("tanda-tangan-macet/<int:pk>/ulang/", tanda_tangan.pekerjaan_ulang, name="pekerjaan-ulang"),
    path("tanda-tangan-macet/<int:pk>/batal/", tanda_tangan.pekerjaan_batal, name="pekerjaan-batal"),
    path("pengaturan/", pengaturan.pengaturan_ttd, name="pengaturan-ttd"),
    path("nomor/", nomor.nomor_daftar, name="nomor-daftar"),
    path("nomor/buka/", nomor.nomor_buka, name="nomor-buka"),
    path("nomor/celah/", nomor.nomor_celah, name="nomor-celah"),
    path("nomor/terakhir/", nomor.nomor_maju, name="nomor-maju"),
    path("nomor/pesan/", nomor.nomor_sisih, {"cara": "pesan"}, name="nomor-pesan"),
    path("nomor/lewati/", nomor.nomor_sisih, {"cara": "lewati"}, name="nomor-lewati"),
    path("nomor/luar/", nomor.nomor_tangan, name="nomor-tangan"),
    path("nomor/<int:pk>/pakai/", nomor.nomor_pakai, name="nomor-pakai"),
    path("nomor/<int:pk>/lepas/", nomor.nomor_lepas, name="nomor-lepas"),
    path("nomor/<int:pk>/hapus/", nomor.nomor_hapus, name="nomor-hapus"),
    path("pengaturan/bentuk/", bentuk.pengaturan_bentuk, name="pengaturan-bentuk"),
    path("pengaturan/daftar/<slug:jenis>/<slug:bagian>/", bentuk.pengaturan_daftar, name="pengaturan-daftar"),
    path("<int:pk>/", views.naskah_rinci, name="naskah-rinci"),
    path("<int:pk>/pratinjau/", naskah_aksi.naskah_pratinjau, name="naskah-pratinjau"),
    path("<int:pk>/pdf/", views.naskah_pdf, name="naskah-pdf"),
    path("<int:pk>/pdf/ulang/", views.naskah_pdf_ulang, name="naskah-pdf-ulang"),
    path("<int:pk>/versi/<int:urut>/pdf/", views.naskah_versi, name="naskah-versi"),
    path("<int:pk>/tanda-tangan/<int:penanda_pk>/", tanda_tangan.penanda_ttd, name="penanda-ttd"),
    path("<int:pk>/goresan/<int:penanda_pk>/", tanda_tangan.penanda_goresan, name="penanda-goresan"),
    path("<int:pk>/alihkan/<int:penanda_pk>/", tanda_tangan.penanda_alihkan, name="penanda-alihkan"),
    path("<int:pk>/ganti-pejabat/", tanda_tangan.ganti_pejabat, name="naskah-ganti-pejabat"),
    path("<int:pk>/tinta/", pindaian.naskah_pakai_tinta, name="naskah-pakai-tinta"),
    path("<int:pk>/pindaian/", pindaian.pindaian_unggah, name="pindaian-unggah"),
    path("<int:pk>/pindaian/<int:pindaian_pk>/pdf/", pindaian.pindaian_berkas, name="pindaian-berkas"),
    path("<int:pk>/pindaian/<int:pindaian_pk>/terima/", pindaian.pindaian_terima, name="pindaian-terima"),
    path("<int:pk>/pindaian/<int:pindaian_pk>/tolak/", pindaian.pindaian_tolak, name="pindaian-tolak"),
    path("<int:pk>/<slug:aksi>/", naskah_aksi.naskah_aksi, name="naskah-aksi"),
]
