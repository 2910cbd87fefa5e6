from django.urls import path

from tindaklanjut import views

app_name = "tindaklanjut"
urlpatterns = [
    path("", views.TemuanDaftar.as_view(), name="temuan-daftar"),
    path("<uuid:pk>/", views.temuan_rinci, name="temuan-rinci"),
    path("<uuid:pk>/jawab/", views.temuan_jawab, name="temuan-jawab"),
    path("<uuid:pk>/tutup/", views.temuan_tutup, name="temuan-tutup"),
]
