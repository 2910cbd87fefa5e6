from django.urls import path

from dasbor import views

app_name = "dasbor"
urlpatterns = [
    path("", views.hari_ini, name="hari-ini"),
    path("bantuan/", views.bantuan, name="bantuan"),
    path("bantuan/<slug:halaman>/", views.bantuan_halaman, name="bantuan-halaman"),
]
