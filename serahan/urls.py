from django.urls import path

from serahan import views

app_name = "serahan"
urlpatterns = [
    path("", views.peranti, name="peranti"),
    path("diserahkan/", views.SerahanDaftar.as_view(), name="serahan-daftar"),
    path("serahkan/", views.serahkan, name="serahkan"),
    path("diserahkan/<int:pk>/", views.serahan_rinci, name="serahan-rinci"),
    path("diserahkan/<int:pk>/foto/", views.foto_unggah, name="serahan-foto-unggah"),
    path("diserahkan/<int:pk>/foto/<uuid:id>/", views.foto, name="serahan-foto"),
    path("diserahkan/<int:pk>/<slug:aksi>/", views.serahan_aksi, name="serahan-aksi"),
]
