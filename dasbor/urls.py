from django.urls import path

from dasbor import administrasi, bantuan, data_saya, jejak, views

app_name = "dasbor"
urlpatterns = [
    path("", views.hari_ini, name="hari-ini"),
    path("kantor/menyiapkan/", views.kantor_siapkan, name="kantor-siapkan"),
    path("administrasi/", administrasi.administrasi, name="administrasi"),
    path("data-saya/", data_saya.data_saya, name="data-saya"),
    path("data-saya/unduh/", data_saya.data_saya_unduh, name="data-saya-unduh"),
    path("jejak/", jejak.jejak, name="jejak"),
    path("bantuan/", bantuan.bantuan, name="bantuan"),
    path("bantuan/<slug:halaman>/", bantuan.bantuan_halaman, name="bantuan-halaman"),
]
