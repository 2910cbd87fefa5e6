"""A printed regulation of a kabupaten, as somebody would write it down by hand."""

from apbdes.kantor.nilai import struktur
from apbdes.models import PerangkatAturan
from apbdes.services.aturan_kantor import perangkat_buat

KODE = "perbup-uji-12-2026"
NASKAH = """\
kode: perbup-uji-12-2026
nama: Perbup Uji 12/2026
judul: Pedoman Penyusunan APB Desa Tahun Anggaran 2026
peraturan:
- Peraturan Bupati Uji Nomor 12 Tahun 2026 tentang Pedoman Penyusunan APB Desa
wilayah: {wilayah}
tahun: [2026]
angka:
  honor_tpk:
    arti: honor TPK paling banyak
    dasar: Pasal 5
    riwayat:
    - {{sejak: 2024-01-01, nilai: 4%}}
  siltap_kades:
    arti: penghasilan tetap kepala desa
    dasar: Pasal 7
    riwayat:
    - {{sejak: 2024-01-01, nilai: 3000000}}
pilihan:
  infrastruktur: {{arti: kegiatan infrastruktur, kegiatan: 2, rekening: [5.3.4, 5.3.5]}}
  honor: {{arti: honor TPK, dalam: infrastruktur, komponen: honor_tpk}}
  gaji_kades: {{arti: penghasilan tetap kepala desa, rekening: 5.1.1.01, penerima: kades}}
  insentif_rt: {{arti: insentif ketua RT, uraian: insentif ketua rt}}
fakta:
  rt: {{arti: jumlah RT, jenis: bilangan, baku: jumlah_rt}}
aturan:
- kode: INF-01
  judul: Honor TPK paling banyak 4% dari kegiatan infrastruktur
  tingkat: wajib
  dasar: Pasal 5
  bunyi: Honor TPK paling banyak 4% dari anggaran kegiatan.
  untuk: infrastruktur
  per: kegiatan
  jumlah: honor
  paling_banyak: honor_tpk x infrastruktur
  perbaikan: Kurangi honor TPK kegiatan itu.
  contoh:
  - arti: tepat 4%
    putusan: terpenuhi
    belanja:
    - {{kode_kegiatan: 2.3.10, kode_rekening: 5.3.4.03, jumlah: 960000, sumber_dana: DDS}}
    - {{kode_kegiatan: 2.3.10, kode_rekening: 5.3.4.01, jumlah: 40000, sumber_dana: DDS}}
  - arti: satu sen di atasnya
    putusan: dilanggar
    belanja:
    - {{kode_kegiatan: 2.3.10, kode_rekening: 5.3.4.03, jumlah: 960000, sumber_dana: DDS}}
    - {{kode_kegiatan: 2.3.10, kode_rekening: 5.3.4.01, jumlah: '40000,02', sumber_dana: DDS}}
- kode: SIL-01
  judul: Penghasilan tetap kepala desa
  tingkat: wajib
  dasar: Pasal 7
  bunyi: Penghasilan tetap kepala desa Rp3.000.000 sebulan.
  harga: gaji_kades
  satuan: OB
  sama_dengan: siltap_kades
  perbaikan: Samakan harga satuannya.
  contoh:
  - putusan: terpenuhi
    belanja:
    - {{kode_kegiatan: 1.1.01, kode_rekening: 5.1.1.01, penerima: kades, volume: 12, satuan: OB, harga_satuan: 3000000}}
  - putusan: dilanggar
    belanja:
    - kode_kegiatan: 1.1.01
      kode_rekening: 5.1.1.01
      penerima: kades
      volume: 12
      satuan: OB
      harga_satuan: 3000000,01
- kode: RT-01
  judul: Insentif ketua RT dua belas bulan
  tingkat: perlu
  dasar: Pasal 9
  bunyi: Insentif ketua RT diberikan dua belas bulan.
  bila:
  - {{ada: insentif_rt}}
  volume: insentif_rt
  sama_dengan: rt x 12
  perbaikan: Sesuaikan volumenya dengan jumlah RT.
  contoh:
  - putusan: terpenuhi
    identitas: {{rt: 10}}
    belanja:
    - {{kode_kegiatan: 1.1.04, kode_rekening: 5.2.2.05, uraian: Insentif ketua RT, volume: 120, jumlah: 1000000}}
  - putusan: dilanggar
    identitas: {{rt: 10}}
    belanja:
    - {{kode_kegiatan: 1.1.04, kode_rekening: 5.2.2.05, uraian: Insentif ketua RT, volume: 121, jumlah: 1000000}}
"""


def isi_contoh(kabupaten):
    return struktur(NASKAH.format(wilayah=kabupaten.kode))


def perangkat_contoh(kabupaten, oleh) -> PerangkatAturan:
    return perangkat_buat(kabupaten=kabupaten, isi=isi_contoh(kabupaten), oleh=oleh)
