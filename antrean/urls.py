from django.urls import path

from antrean import views

app_name = "antrean"
urlpatterns = [
    path("", views.PekerjaanDaftar.as_view(), name="daftar"),
    path("coba-lagi/", views.coba_lagi_semua, name="coba-lagi-semua"),
    path("<int:pk>/", views.rinci, name="rinci"),
    path("<int:pk>/coba-lagi/", views.coba_lagi, name="coba-lagi"),
    path("<int:pk>/batalkan/", views.batalkan, name="batalkan"),
]
