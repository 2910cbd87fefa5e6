"""What villages owe is in kewajiban (docs/keputusan/0088); its 0002 has moved what was required."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('berkas', '0004_sk_pejabat'),
        ('kewajiban', '0002_satu_kebenaran'),
    ]

    operations = [
        migrations.DeleteModel(name='KabarTuntutan'),
        migrations.DeleteModel(name='KebutuhanBerkas'),
    ]
