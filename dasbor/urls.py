from django.urls import path

from dasbor import administrasi, bantuan, data_saya, jejak, pencarian, views
from dasbor.desa_saya import views as desa_saya
from dasbor.kabupaten import views as kabupaten
from dasbor.kisah import perintah
from dasbor.kisah import views as kisah
from dasbor.median import views as median
from dasbor.risiko import views as risiko
from dasbor.sekilas import views as sekilas

app_name = "dasbor"
urlpatterns = [
    path("", views.hari_ini, name="hari-ini"),
    path("cari/", pencarian.cari, name="cari"),
    path("kantor/menyiapkan/", views.kantor_siapkan, name="kantor-siapkan"),
    path("desa-saya/", desa_saya.desa_saya_halaman, name="desa-saya"),
    path("desa-saya/keadaan/", desa_saya.desa_saya_keadaan, name="desa-saya-keadaan"),
    path("desa-saya/tahun/", desa_saya.desa_saya_tahun, name="desa-saya-tahun"),
    path("kabupaten/", kabupaten.kabupaten, name="kabupaten"),
    path("kabupaten/beban/", kabupaten.kabupaten_beban, name="kabupaten-beban"),
    path("kabupaten/tren/", kabupaten.kabupaten_tren, name="kabupaten-tren"),
    path("kabupaten/xlsx/", kabupaten.kabupaten_xlsx, name="kabupaten-xlsx"),
    path("sekilas/", sekilas.sekilas, name="sekilas"),
    path("sekilas/menunggu/", sekilas.sekilas_menunggu, name="sekilas-menunggu"),
    path("sekilas/buku/", sekilas.sekilas_buku, name="sekilas-buku"),
    path("sekilas/peta/", sekilas.sekilas_peta, name="sekilas-peta"),
    path("sekilas/dokumen/", sekilas.sekilas_dokumen, name="sekilas-dokumen"),
    path("sekilas/tren/", sekilas.sekilas_tren, name="sekilas-tren"),
    path("sekilas/nilai-tengah/<int:pk>/", median.median_atur, name="median-atur"),
    path("sekilas/desa/<int:pk>/", kisah.sekilas_desa, name="sekilas-desa"),
    path("sekilas/desa/<int:pk>/perintah/", perintah.kunjungan_perintah, name="kunjungan-perintah"),
    path("sekilas/desa/<int:pk>/pdf/", kisah.sekilas_desa_pdf, name="sekilas-desa-pdf"),
    path("urutan/", risiko.urutan, name="urutan"),
    path("urutan/faktor/", risiko.urutan_faktor, name="urutan-faktor"),
    path("urutan/desa/<int:pk>/", risiko.urutan_desa, name="urutan-desa"),
    path("urutan/lokus/<int:pk>/", risiko.lokus_usulan, name="lokus-usulan"),
    path("administrasi/", administrasi.administrasi, name="administrasi"),
    path("data-saya/", data_saya.data_saya, name="data-saya"),
    path("data-saya/unduh/", data_saya.data_saya_unduh, name="data-saya-unduh"),
    path("jejak/", jejak.jejak, name="jejak"),
    path("bantuan/", bantuan.bantuan, name="bantuan"),
    path("bantuan/<slug:halaman>/", bantuan.bantuan_halaman, name="bantuan-halaman"),
]
