from django.urls import path

from operasi import views

app_name = "operasi"
urlpatterns = [
    path("berkas/", views.MasalahDaftar.as_view(), name="berkas-daftar"),
    path("berkas/mulai/", views.berkas_mulai, name="berkas-mulai"),
]
