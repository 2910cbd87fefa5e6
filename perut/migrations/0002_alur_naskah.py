"""A visit has its berita acara from the moment it is handed in."""

from django.db import migrations


def berita_acara_berjalan(apps, schema_editor):
    """Visits that are on their way get the draft; its content is written when they are handed in or approved."""
    Kunjungan = apps.get_model("perut", "Kunjungan")
    Naskah = apps.get_model("dokumen", "Naskah")
    Riwayat = apps.get_model("dokumen", "RiwayatNaskah")
    berjalan = ("diajukan", "dikembalikan", "diverifikasi")
    for kunjungan in Kunjungan.objects.filter(status__in=berjalan, berita_acara=None).select_related("desa"):
        pengaju = kunjungan.riwayat.filter(aksi="ajukan").order_by("pk").last()
        naskah = Naskah.objects.create(
            jenis="berita_acara_perut",
            kecamatan_id=kunjungan.desa.kecamatan_id,
            desa=kunjungan.desa,
            tahun=kunjungan.tanggal.year,
            tanggal=kunjungan.tanggal,
            perihal=f"Pendampingan Rutin (PERUT) {kunjungan.desa.nama}, {kunjungan.tanggal:%d-%m-%Y}",
            isi={},
            status=kunjungan.status,
            dibuat_oleh_id=pengaju.oleh_id,
        )
        Riwayat.objects.create(naskah=naskah, aksi="ajukan", dari="draf", ke="diajukan", oleh_id=pengaju.oleh_id)
        kunjungan.berita_acara = naskah
        kunjungan.save(update_fields=["berita_acara"])


class Migration(migrations.Migration):
    dependencies = [("dokumen", "0005_naskah_terjaga"), ("perut", "0001_initial")]
    operations = [
        migrations.RemoveConstraint(model_name="kunjungan", name="kunjungan_disahkan_berberita_acara"),
        migrations.RunPython(berita_acara_berjalan, migrations.RunPython.noop),
    ]
