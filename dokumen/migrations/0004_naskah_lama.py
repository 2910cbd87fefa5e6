"""Documents of the time before the lifecycle: numbered, printed, signed on paper. Their bytes stay as they are."""

from django.db import migrations

from dokumen.kode import kode_buat


def penanda_lama(isi):
    """(kunci, order, as what, person) of those whom such a document asks to sign."""
    if "kepala_desa" in isi:
        for n, orang in enumerate(isi.get("petugas", []), 1):
            yield f"petugas-{n}", 1, "PIHAK PERTAMA", orang
        yield "kepala-desa", 1, "PIHAK KEDUA", isi["kepala_desa"]
    yield "camat", 2, "", isi.get("camat", {})


def naskah_lama(apps, schema_editor):
    Naskah = apps.get_model("dokumen", "Naskah")
    Penanda = apps.get_model("dokumen", "PenandaTangan")
    Versi = apps.get_model("dokumen", "VersiPdf")
    Pengguna = apps.get_model("akun", "Pengguna")
    akun = set(Pengguna.objects.values_list("pk", flat=True))
    for naskah in Naskah.objects.order_by("pk"):
        naskah.kode = kode_buat()
        naskah.cara_ttd = "basah"
        naskah.disetujui = naskah.dibuat
        if naskah.status == "berlaku":
            naskah.status = "disetujui"
            for kunci, urutan, sebagai, orang in penanda_lama(naskah.isi):
                if orang.get("nama"):
                    Penanda.objects.create(
                        naskah=naskah,
                        urutan=urutan,
                        kunci=kunci,
                        sebagai=sebagai,
                        nama=orang["nama"],
                        jabatan=orang.get("jabatan", "")[:200],
                        pengguna_id=orang.get("id") if orang.get("id") in akun else None,
                    )
        naskah.save()
        if naskah.pengganti_id:
            Naskah.objects.filter(pk=naskah.pengganti_id).update(menggantikan=naskah)
        if naskah.pdf:
            Versi.objects.create(
                naskah=naskah, urut=0, berkas=naskah.pdf.name, sha256=naskah.pdf_sha256, sebab="PDF dibuat"
            )


class Migration(migrations.Migration):
    dependencies = [("dokumen", "0003_alur_naskah"), ("akun", "0001_initial")]
    operations = [migrations.RunPython(naskah_lama, migrations.RunPython.noop)]
