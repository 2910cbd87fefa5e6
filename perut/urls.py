from django.urls import path, register_converter

from perut.alur import TRANSISI_KUNJUNGAN
from perut.views import bawaan, buku, jadwal, kalender, kunjungan, lapangan, lapangan_biasa, musyawarah, program

app_name = "perut"


class AksiConverter:
    """The actions of the transition table, and nothing else."""

    regex = "|".join(t.aksi for t in TRANSISI_KUNJUNGAN)

    def to_python(self, nilai: str) -> str:
        return nilai

    def to_url(self, nilai: str) -> str:
        return nilai


register_converter(AksiConverter, "aksi")

urlpatterns = [
    # visits: page and decisions
    path("alur/", kunjungan.kunjungan_alur, name="alur"),
    path("kunjungan/<int:pk>/", kunjungan.kunjungan_rinci, name="kunjungan-rinci"),
    path("kunjungan/<int:pk>/catatan/", kunjungan.kunjungan_catat, name="kunjungan-catat"),
    path("kunjungan/<int:pk>/pratinjau/", kunjungan.kunjungan_pratinjau, name="kunjungan-pratinjau"),
    path("kunjungan/<int:pk>/<aksi:aksi>/", kunjungan.kunjungan_aksi, name="kunjungan-aksi"),
    path("kunjungan/<int:pk>/agenda/<uuid:id>/", musyawarah.kunjungan_agenda, name="agenda-pilih"),
    # the deliberation before a visit
    path("musyawarah/", musyawarah.MusyawarahDaftar.as_view(), name="musyawarah-daftar"),
    path("musyawarah/baru/", musyawarah.musyawarah_buat, name="musyawarah-buat"),
    path("musyawarah/<int:pk>/", musyawarah.musyawarah_rinci, name="musyawarah-rinci"),
    path("musyawarah/<int:pk>/ubah/", musyawarah.musyawarah_ubah, name="musyawarah-ubah"),
    path("musyawarah/<int:pk>/isi/", musyawarah.musyawarah_isi, name="musyawarah-isi"),
    path("musyawarah/<int:pk>/notulen/pdf/", musyawarah.musyawarah_notulen, name="musyawarah-notulen"),
    path("musyawarah/<int:pk>/langkah/<str:aksi>/", musyawarah.musyawarah_aksi, name="musyawarah-aksi"),
    # in the field
    path("kunjungan/<int:pk>/isi/", lapangan.lapangan, name="lapangan"),
    path("kunjungan/<int:pk>/isi/biasa/", lapangan_biasa.lapangan_biasa, name="lapangan-biasa"),
    path("kunjungan/<int:pk>/isi/simpan/", lapangan.isi_kunjungan, name="isi-kunjungan"),
    path("kunjungan/<int:pk>/isi/kekurangan/", lapangan.kekurangan, name="kekurangan"),
    path("kunjungan/<int:pk>/baris/<str:jenis>/<uuid:id>/", lapangan.baris, name="baris"),
    path("kunjungan/<int:pk>/buku/<uuid:id>/temuan/", kunjungan.buku_jadi_temuan, name="buku-temuan"),
    path("kunjungan/<int:pk>/foto/<uuid:id>/", lapangan.foto_unggah, name="foto-unggah"),
    path("kunjungan/<int:pk>/foto/<uuid:id>/berkas/", lapangan.foto_berkas, name="foto-berkas"),
    # programme, schedule, calendar
    path("program/", program.ProgramDaftar.as_view(), name="program-daftar"),
    path("program/baru/", program.program_buat, name="program-buat"),
    path("program/<int:pk>/", program.program_rinci, name="program-rinci"),
    path("program/<int:pk>/ubah/", program.program_ubah, name="program-ubah"),
    path("program/<int:pk>/jadwal/", program.program_jadwal, name="program-jadwal"),
    path("program/<int:pk>/lokus/baru/", program.lokus_tambah, name="lokus-tambah"),
    path("program/<int:pk>/lokus/sekaligus/", program.lokus_banyak, name="lokus-banyak"),
    path("program/<int:pk>/lokus/<int:lokus>/", program.lokus_ubah, name="lokus-ubah"),
    path("program/<int:pk>/lokus/<int:lokus>/hapus/", program.lokus_lepas, name="lokus-hapus"),
    path("kunjungan/", jadwal.KunjunganDaftar.as_view(), name="kunjungan-daftar"),
    path("kunjungan/baru/", jadwal.kunjungan_baru, name="kunjungan-buat"),
    path("kunjungan/massal/", jadwal.kunjungan_massal, name="kunjungan-massal"),
    path("kunjungan/<int:pk>/ubah/", jadwal.kunjungan_atur, name="kunjungan-ubah"),
    path("kunjungan/<int:pk>/pindah/", kalender.pindah, name="kunjungan-pindah"),
    path("kunjungan/<int:pk>/surat-tugas/", jadwal.surat_tugas, name="surat-tugas-ajukan"),
    path("kalender/", kalender.kalender, name="kalender"),
    path("kalender/<slug:token>.ics", kalender.ics, name="kalender-ics"),
    # what the office knew before
    path("catatan-lama/", bawaan.bawaan_daftar, name="bawaan-daftar"),
    path("catatan-lama/<int:kecamatan>/", bawaan.bawaan_kecamatan, name="bawaan-kecamatan"),
    path("catatan-lama/<int:kecamatan>/<slug:pokok>/", bawaan.bawaan_impor_halaman, name="bawaan-impor"),
    path("catatan-lama/<int:kecamatan>/<slug:pokok>/templat/", bawaan.bawaan_templat, name="bawaan-templat"),
    path("catatan-lama/lembar/<int:pk>/tarik/", bawaan.bawaan_tarik, name="bawaan-tarik"),
    # books
    path("buku/", buku.BukuDaftar.as_view(), name="buku-daftar"),
    path("buku/<int:desa>/", buku.buku_desa, name="buku-desa"),
    path("buku/<int:desa>/<str:kode>/", buku.buku_riwayat, name="buku-riwayat"),
]
