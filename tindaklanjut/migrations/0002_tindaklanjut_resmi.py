from django.db import migrations, models


def di_luar_kunjungan(apps, _schema_editor):
    """Answers given outside a visit were never a draft."""
    apps.get_model("tindaklanjut", "TindakLanjut").objects.exclude(asal_jenis="kunjungan").update(resmi=True)


class Migration(migrations.Migration):

    dependencies = [
        ('tindaklanjut', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='tindaklanjut',
            name='resmi',
            field=models.BooleanField(default=False, editable=False, verbose_name='resmi'),
        ),
        migrations.RunPython(di_luar_kunjungan, migrations.RunPython.noop),
    ]
