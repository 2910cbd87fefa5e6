from django.urls import path

from pembaruan import views

app_name = "pembaruan"
urlpatterns = [
    path("", views.UsulanDaftar.as_view(), name="usulan-daftar"),
    path("<int:pk>/", views.usulan_rinci, name="usulan-rinci"),
    path("<int:pk>/<slug:aksi>/", views.usulan_aksi, name="usulan-aksi"),
]
