from django.contrib.auth import views as auth
from django.urls import path, reverse_lazy

from akun import views
from akun.forms import MasukForm
from akun.halaman_awal import admin_pertama
from akun.views import keamanan, massal, orang, persetujuan, saringan, undangan

app_name = "akun"
urlpatterns = [
    path(
        "masuk/",
        views.Masuk.as_view(template_name="akun/masuk.html", authentication_form=MasukForm),
        name="masuk",
    ),
    path("awal/<str:token>/", admin_pertama, name="admin-pertama"),
    path("keluar/", auth.LogoutView.as_view(), name="keluar"),
    path("sesi/", views.sesi, name="sesi"),
    path("isian/<int:pk>/buang/", views.konsep_buang_saya, name="konsep-buang"),
    path("saringan/", saringan.saringan_daftar, name="saringan-daftar"),
    path("saringan/simpan/", saringan.saringan_simpan_baru, name="saringan-simpan"),
    path("saringan/<int:pk>/ubah/", saringan.saringan_ganti_nama, name="saringan-ubah"),
    path("saringan/<int:pk>/hapus/", saringan.saringan_buang, name="saringan-hapus"),
    path("profil/", views.profil, name="profil"),
    path("masuk/kode/", keamanan.masuk_kode, name="masuk-kode"),
    path("keamanan/", keamanan.keamanan, name="keamanan"),
    path("keamanan/faktor/", keamanan.faktor_pasang, name="faktor-pasang"),
    path("keamanan/faktor/bukti/", keamanan.faktor_bukti, name="faktor-bukti"),
    path("keamanan/faktor/bukti/minta/", keamanan.faktor_bukti_minta, name="faktor-bukti-minta"),
    path("keamanan/faktor/kode/", keamanan.faktor_kode_baru, name="faktor-kode"),
    path("keamanan/faktor/lepas/", keamanan.faktor_lepas, name="faktor-lepas"),
    path("keamanan/sesi/<int:pk>/akhiri/", keamanan.sesi_tutup, name="sesi-akhiri"),
    path("keamanan/sesi/akhiri/", keamanan.sesi_tutup_semua, name="sesi-akhiri-semua"),
    path("orang/<int:pk>/faktor/", keamanan.faktor_atur_ulang, name="orang-faktor"),
    path("profil/surel/", views.surel_ubah, name="surel-ubah"),
    path("profil/surel/batal/", views.surel_batal, name="surel-batal"),
    path("surel/<str:token>/", views.surel_baru, name="surel-pastikan"),
    path("profil/kalender/ganti/", views.kalender_ganti, name="kalender-ganti"),
    path("perangkat/<int:pk>/", views.pejabat_akun, {"kunci": "perangkat"}, name="perangkat-akun"),
    path("orang/", orang.OrangDaftar.as_view(), name="orang"),
    path("orang/tambah/", orang.orang_tambah_halaman, name="orang-tambah"),
    path("orang/massal/", massal.impor, name="orang-massal"),
    path("orang/massal/<int:pk>/", massal.impor_kecamatan, name="orang-massal-kecamatan"),
    path("orang/massal/<int:pk>/templat/", massal.templat, name="orang-massal-templat"),
    path("orang/<int:pk>/", orang.orang_rinci, name="orang-rinci"),
    path("orang/<int:pk>/ubah/", orang.orang_ubah, name="orang-ubah"),
    path("orang/<int:pk>/penugasan/", orang.orang_penugasan, name="orang-penugasan"),
    path("orang/<int:pk>/nonaktif/", orang.orang_aktif, {"aktif": False}, name="orang-nonaktif"),
    path("orang/<int:pk>/aktif/", orang.orang_aktif, {"aktif": True}, name="orang-aktif"),
    path("orang/<int:pk>/pastikan/", orang.orang_pasti, name="orang-pastikan"),
    path("orang/<int:pk>/undangan/<slug:cara>/", undangan.undangan_satu, name="undangan-buat"),
    path("penugasan/menunggu/", persetujuan.penugasan_persetujuan, name="penugasan-menunggu"),
    path("penugasan/<int:pk>/akhiri/", orang.penugasan_selesai, name="penugasan-akhiri"),
    path("undangan/", undangan.undangan_banyak, name="undangan-banyak"),
    path("undangan/<int:pk>/cabut/", undangan.undangan_tarik, name="undangan-cabut"),
    path("undangan/<str:token>/", undangan.undangan_buka, name="undangan-terima"),
    path("bpd/<int:pk>/", views.pejabat_akun, {"kunci": "bpd"}, name="bpd-akun"),
    path(
        "sandi/ubah/",
        views.SandiUbah.as_view(template_name="akun/sandi_ubah.html", success_url=reverse_lazy("akun:profil")),
        name="sandi-ubah",
    ),
    path(
        "sandi/lupa/",
        views.SandiLupa.as_view(
            template_name="akun/sandi_lupa.html",
            success_url=reverse_lazy("akun:sandi-lupa-terkirim"),
        ),
        name="sandi-lupa",
    ),
    path(
        "sandi/lupa/terkirim/",
        auth.PasswordResetDoneView.as_view(template_name="akun/sandi_lupa_terkirim.html"),
        name="sandi-lupa-terkirim",
    ),
    path(
        "sandi/pulih/<uidb64>/<token>/",
        views.SandiPulih.as_view(
            template_name="akun/sandi_pulih.html", success_url=reverse_lazy("akun:sandi-pulih-selesai")
        ),
        name="sandi-pulih",
    ),
    path(
        "sandi/pulih/selesai/",
        auth.PasswordResetCompleteView.as_view(template_name="akun/sandi_pulih_selesai.html"),
        name="sandi-pulih-selesai",
    ),
]
