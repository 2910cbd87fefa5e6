from django.urls import path, register_converter

from apbdes.alur import TRANSISI_APBDES, TRANSISI_PERANGKAT
from apbdes.kantor.isi import BAGIAN
from apbdes.views import (
    alur,
    banding,
    cetak,
    evaluasi,
    fakta,
    impor,
    kode,
    lembar,
    pengajuan,
    perangkat,
    pernyataan,
    susun,
    tempel,
    tim,
    versi,
)
from apbdes.views.aturan_kantor import aturan as aturan_satu
from apbdes.views.aturan_kantor import bagian as aturan_bagian
from apbdes.views.aturan_kantor import daftar as aturan_daftar
from apbdes.views.aturan_kantor import perangkat as aturan_perangkat
from apbdes.views.aturan_kantor import sunting as aturan_sunting

app_name = "apbdes"


class Kata:
    """One of a few words, and nothing else."""

    regex = ""

    def to_python(self, nilai: str) -> str:
        return nilai

    def to_url(self, nilai: str) -> str:
        return nilai


class AksiApbdes(Kata):
    regex = "|".join(t.aksi for t in TRANSISI_APBDES if t.peran)


class AksiPerangkat(Kata):
    regex = "|".join(t.aksi for t in TRANSISI_PERANGKAT if t.peran)


class BagianPerangkat(Kata):
    regex = "|".join(BAGIAN)


register_converter(AksiApbdes, "aksi_apbdes")
register_converter(AksiPerangkat, "aksi_perangkat")
register_converter(BagianPerangkat, "bagian_perangkat")

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
    path("<int:pk>/susun/tempel/", tempel.susun_tempel, name="susun-tempel"),
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
    path("<int:pk>/evaluasi/keterangan/", pernyataan.versi_keterangan, name="versi-keterangan"),
    path("<int:pk>/evaluasi/keterangan/tarik/", pernyataan.versi_keterangan_tarik, name="versi-keterangan-tarik"),
    path("<int:pk>/evaluasi/catatan/<str:lembar>/<uuid:baris>/", evaluasi.versi_catatan, name="versi-catatan"),
    path("<int:pk>/evaluasi/temuan/<uuid:id>/", evaluasi.versi_temuan, name="versi-temuan"),
    path("<int:pk>/evaluasi/lembar/", lembar.versi_lembar, name="versi-lembar"),
    path("<int:pk>/evaluasi/usul/", evaluasi.versi_usul, name="versi-usul"),
    path("<int:pk>/evaluasi/pratinjau/<str:naskah>/", alur.versi_pratinjau, name="versi-pratinjau"),
    path("<int:pk>/<aksi_apbdes:aksi>/", alur.versi_aksi, name="versi-aksi"),
    # from and to a file
    path("<int:pk>/impor/", impor.versi_impor, name="versi-impor"),
    path("<int:pk>/impor/simpan/", impor.versi_impor_simpan, name="versi-impor-simpan"),
    path("<int:pk>/impor/jawab/", impor.versi_impor_jawab, name="versi-impor-jawab"),
    path("<int:pk>/impor/lembar/", impor.versi_impor_lembar, name="versi-impor-lembar"),
    path("<int:pk>/impor/lupakan/<int:padanan>/", impor.versi_impor_lupakan, name="versi-impor-lupakan"),
    path("<int:pk>/templat/", impor.versi_templat, name="versi-templat"),
    path("<int:pk>/ekspor/<str:bentuk>/", impor.versi_ekspor, name="versi-ekspor"),
    path("<int:pk>/pdf/", cetak.versi_pdf, name="versi-pdf"),
    path("<int:pk>/pdf/penjabaran/", cetak.versi_pdf, {"penjabaran": True}, name="versi-penjabaran"),
    # the kabupaten's own codes
    *kode.urls(),
    # rule sets that an office writes
    path("aturan/kantor/", aturan_daftar.PerangkatDaftar.as_view(), name="aturan-daftar"),
    path("aturan/kantor/baru/", aturan_daftar.aturan_baru, name="aturan-baru"),
    path("aturan/kantor/unggah/", aturan_daftar.aturan_unggah, name="aturan-unggah"),
    path("aturan/kantor/<int:pk>/", aturan_perangkat.aturan_rinci, name="aturan-rinci"),
    path("aturan/kantor/<int:pk>/kepala/", aturan_perangkat.aturan_kepala, name="aturan-kepala"),
    path("aturan/kantor/<int:pk>/yaml/", aturan_perangkat.aturan_yaml, name="aturan-yaml"),
    path("aturan/kantor/<int:pk>/ganti/", aturan_perangkat.aturan_ganti, name="aturan-ganti"),
    path("aturan/kantor/<int:pk>/hapus/", aturan_perangkat.aturan_hapus, name="aturan-hapus"),
    path("aturan/kantor/<int:pk>/terbitan-baru/", aturan_perangkat.aturan_terbitan, name="aturan-terbitan"),
    path("aturan/kantor/<int:pk>/<aksi_perangkat:aksi>/", aturan_perangkat.aturan_aksi, name="aturan-aksi"),
    path(
        "aturan/kantor/<int:pk>/tambah/<bagian_perangkat:bagian>/", aturan_sunting.aturan_tambah, name="aturan-tambah"
    ),
    path(
        "aturan/kantor/<int:pk>/<bagian_perangkat:bagian>/<slug:nama>/", aturan_sunting.aturan_ubah, name="aturan-ubah"
    ),
    path(
        "aturan/kantor/<int:pk>/<bagian_perangkat:bagian>/<slug:nama>/hapus/",
        aturan_bagian.aturan_buang,
        name="aturan-buang",
    ),
    path(
        "aturan/kantor/<int:pk>/aturan/<slug:nama>/periksa/<int:nomor>/",
        aturan_satu.aturan_periksa,
        name="aturan-periksa",
    ),
    path("aturan/kantor/<int:pk>/aturan/<slug:nama>/contoh/", aturan_satu.aturan_contoh, name="aturan-contoh"),
    path("aturan/kantor/<int:pk>/aturan/<slug:nama>/coba/", aturan_satu.aturan_coba, name="aturan-coba"),
    # the worksheet of the evaluation, as an instrument
    *lembar.halaman.urls(),
    path("tim/<int:pk>/", tim.tim_evaluasi, name="tim-evaluasi"),
    # rule sets
    path("aturan/", perangkat.perangkat_daftar, name="perangkat-daftar"),
    path("aturan/<slug:kode>/", perangkat.perangkat_rinci, name="perangkat-rinci"),
    path("aturan/<slug:kode>/<slug:nama>/ubah/", perangkat.angka_ubah, name="angka-ubah"),
    path("aturan/kecamatan/<int:pk>/", perangkat.perangkat_pilihan, name="perangkat-pilihan"),
]
