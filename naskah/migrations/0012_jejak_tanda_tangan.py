"""What was signed before there was a trail: what stands in the database today is written into it, once."""

from django.db import migrations


def catat_yang_ada(apps, schema_editor):
    alias = schema_editor.connection.alias
    Naskah, Catatan = apps.get_model("naskah", "Naskah"), apps.get_model("jejak", "Catatan")
    ada = set(
        Catatan.objects.using(alias).filter(perkara="naskah.Naskah", jenis="tanda_tangan").values_list("kunci", flat=True)
    )
    baru = []
    for naskah in Naskah.objects.using(alias).exclude(pdf="").prefetch_related("penanda", "pindaian").defer("isi").iterator(500):
        if str(naskah.pk) in ada:
            continue
        selesai = [p for p in naskah.penanda.all() if p.status == "selesai"]
        diterima = [p.sha256 for p in naskah.pindaian.all() if p.status == "diterima"]
        isi = {
            "cara_ttd": naskah.cara_ttd,
            "pdf_sha256": naskah.pdf_sha256,
            "penanda": ", ".join(sorted(f"{p.kunci}: {p.cara}" for p in selesai)),
            "tanda_tangan": sum(p.cara in {"elektronik", "bsre"} for p in selesai),
            "pindaian": diterima[0] if diterima else "",
        }
        baru.append(
            Catatan(
                jenis="tanda_tangan",
                perkara="naskah.Naskah",
                kunci=str(naskah.pk),
                nama=naskah.nomor,
                uraian="Dicatat ketika sistem diperbarui.",
                perubahan={nama: [None, nilai] for nama, nilai in isi.items()},
                lewat="migrasi",
                kecamatan=naskah.kecamatan_id,
                tetap=True,
            )
        )
    Catatan.objects.using(alias).bulk_create(baru, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("naskah", "0011_penutupan_nomor"),
        ("jejak", "0001_initial"),
    ]

    operations = [migrations.RunPython(catat_yang_ada, migrations.RunPython.noop)]
