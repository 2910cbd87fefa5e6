from datetime import date

from django.db import migrations


def pindahkan(apps, schema_editor):
    """The day on which the BPD agreed was also a fact of village and year: it becomes that of each open version."""
    alias = schema_editor.connection.alias
    FaktaDesa = apps.get_model("apbdes", "FaktaDesa")
    VersiApbdes = apps.get_model("apbdes", "VersiApbdes")
    terakhir = {}
    for f in FaktaDesa.objects.using(alias).filter(nama="tanggal_disepakati").order_by("pk"):
        terakhir[f.desa_id, f.tahun] = f.nilai
    for (desa, tahun), nilai in terakhir.items():
        if nilai:
            VersiApbdes.objects.using(alias).filter(
                apbdes__desa=desa, apbdes__tahun=tahun, tanggal_disepakati=None, beku__isnull=True
            ).update(tanggal_disepakati=date.fromisoformat(nilai))


class Migration(migrations.Migration):
    dependencies = [("apbdes", "0013_jenis_fakta")]

    operations = [migrations.RunPython(pindahkan, migrations.RunPython.noop)]
