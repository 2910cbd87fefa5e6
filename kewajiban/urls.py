from django.urls import path

from kewajiban import views

app_name = "kewajiban"
urlpatterns = [
    path("", views.kewajiban_daftar, name="daftar"),
    path("jadwal/", views.kewajiban_jadwal, name="jadwal"),
    path("<str:kode>/", views.kewajiban_rinci, name="rinci"),
]
