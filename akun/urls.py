from django.contrib.auth import views as auth
from django.urls import path, reverse_lazy

from akun import views
from akun.forms import MasukForm
from akun.halaman_awal import admin_pertama

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
    path("profil/", views.profil, name="profil"),
    path("profil/kalender/ganti/", views.kalender_ganti, name="kalender-ganti"),
    path("perangkat/<int:pk>/", views.pejabat_akun, {"kunci": "perangkat"}, name="perangkat-akun"),
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
            email_template_name="akun/email/sandi_lupa.txt",
            subject_template_name="akun/email/sandi_lupa_perihal.txt",
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
