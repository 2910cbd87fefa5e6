from django.urls import path

from perjalanan.views import daftar, perjalanan, permohonan

app_name = "perjalanan"
urlpatterns = [
    path("", daftar.PerjalananDaftar.as_view(), name="perjalanan-daftar"),
    path("baru/", permohonan.perjalanan_baru, name="perjalanan-buat"),
    path("alur/", perjalanan.perjalanan_alur, name="alur"),
    path("<uuid:pk>/", perjalanan.perjalanan_rinci, name="perjalanan-rinci"),
    path("<uuid:pk>/ubah/", permohonan.perjalanan_atur, name="perjalanan-ubah"),
    path("<uuid:pk>/salin/", permohonan.perjalanan_ulang, name="perjalanan-salin"),
    path("<uuid:pk>/<slug:aksi>/", perjalanan.perjalanan_aksi, name="perjalanan-aksi"),
]
