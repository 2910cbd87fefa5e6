from django.urls import path

from notifikasi import views

app_name = "notifikasi"
urlpatterns = [
    path("", views.PemberitahuanDaftar.as_view(), name="daftar"),
    path("<int:pk>/", views.buka, name="buka"),
    path("pilihan/", views.pilihan, name="pilihan"),
    path("baca-semua/", views.baca_semua, name="baca-semua"),
]
