from django.db import migrations, models
from django.utils import timezone


def tutup_yang_kembar(apps, schema_editor):
    """Of several rounds that are open only the latest goes on."""
    alias = schema_editor.connection.alias
    terbuka = apps.get_model("operasi", "PemeriksaanBerkas").objects.using(alias).filter(selesai=None).order_by("-pk")
    for putaran in list(terbuka)[1:]:
        putaran.selesai = timezone.now()
        putaran.save(update_fields=["selesai"])


class Migration(migrations.Migration):
    dependencies = [("operasi", "0001_initial")]

    operations = [
        migrations.RunPython(tutup_yang_kembar, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="pemeriksaanberkas",
            constraint=models.UniqueConstraint(
                models.F("tahap") * 0, condition=models.Q(("selesai", None)), name="pemeriksaan_satu_terbuka"
            ),
        ),
    ]
