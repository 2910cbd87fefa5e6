from django.urls import path, register_converter

from apbdes.alur import TRANSISI_APBDES
from apbdes.views import alur, banding, cetak, evaluasi, fakta, impor, kode, pengajuan, perangkat, susun, versi

app_name = "apbdes"


class AksiApbdesConverter:
    """The actions of the transition table that somebody takes, and nothing else."""

    regex = "|".join(t.aksi for t in TRANSISI_APBDES if t.peran)

    def to_python(self, nilai: str) -> str:
        return nilai

    def to_url(self, nilai: str) -> str:
        return nilai


register_converter(AksiApbdesConverter, "aksi_apbdes")

urlpatterns = [
    # versions
    path("", versi.VersiDaftar.as_view(), name="daftar"),
    path("baru/", versi.versi_baru, name="versi-baru"),
    path("<int:pk>/", versi.versi_rinci, name="versi-rinci"),
    path("<int:pk>/lanjutan/", versi.versi_lanjutan, name="versi-lanjutan"),
    path("<int:pk>/banding/<int:lain>/", banding.versi_banding, name="versi-banding"),
    path("<int:pk>/isi/", susun.versi_isi, name="versi-isi"),
    # typed in
    path("<int:pk>/susun/", susun.versi_susun, name="susun"),
    path("<int:pk>/susun/simpan/", susun.susun_simpan, name="susun-simpan"),
    path("<int:pk>/susun/putusan/", susun.susun_putusan, name="susun-putusan"),
    path("<int:pk>/fakta/", fakta.versi_fakta, name="versi-fakta"),
    # to the camat and back
    path("alur/", alur.alur, name="alur"),
    path("<int:pk>/dokumen/", pengajuan.versi_pendamping, name="versi-pendamping"),
    path("<int:pk>/pagu/", pengajuan.versi_pagu, name="versi-pagu"),
    path("<int:pk>/perbaikan/", evaluasi.versi_perbaikan, name="versi-perbaikan"),
    path("<int:pk>/evaluasi/", evaluasi.versi_evaluasi, name="versi-evaluasi"),
    path("<int:pk>/evaluasi/sikap/", evaluasi.versi_sikap, name="versi-sikap"),
    path("<int:pk>/evaluasi/sikap/sisanya/", evaluasi.versi_sikap_sisanya, name="versi-sikap-sisanya"),
    path("<int:pk>/evaluasi/sikap/kesampingkan/", evaluasi.versi_sikap_kesampingkan, name="versi-sikap-kesampingkan"),
    path("<int:pk>/evaluasi/catatan/<str:lembar>/<uuid:baris>/", evaluasi.versi_catatan, name="versi-catatan"),
    path("<int:pk>/evaluasi/temuan/<uuid:id>/", evaluasi.versi_temuan, name="versi-temuan"),
    path("<int:pk>/evaluasi/usul/", evaluasi.versi_usul, name="versi-usul"),
    path("<int:pk>/evaluasi/pratinjau/<str:naskah>/", alur.versi_pratinjau, name="versi-pratinjau"),
    path("<int:pk>/<aksi_apbdes:aksi>/", alur.versi_aksi, name="versi-aksi"),
    # from and to a file
    path("<int:pk>/impor/", impor.versi_impor, name="versi-impor"),
    path("<int:pk>/impor/simpan/", impor.versi_impor_simpan, name="versi-impor-simpan"),
    path("<int:pk>/templat/", impor.versi_templat, name="versi-templat"),
    path("<int:pk>/ekspor/<str:bentuk>/", impor.versi_ekspor, name="versi-ekspor"),
    path("<int:pk>/pdf/", cetak.versi_pdf, name="versi-pdf"),
    # the kabupaten's own codes
    *kode.urls(),
    # rule sets
    path("aturan/", perangkat.perangkat_daftar, name="perangkat-daftar"),
    path("aturan/<slug:kode>/", perangkat.perangkat_rinci, name="perangkat-rinci"),
    path("aturan/<slug:kode>/<slug:nama>/ubah/", perangkat.angka_ubah, name="angka-ubah"),
    path("aturan/kecamatan/<int:pk>/", perangkat.perangkat_pilihan, name="perangkat-pilihan"),
]
