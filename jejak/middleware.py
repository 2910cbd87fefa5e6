"""Who acts in a request: known to everything that is done in it, at no cost until it is asked for. Files that go out
are told here (jejak/bacaan.py)."""

from django.conf import settings
from django.utils.module_loading import import_string

from dasar.pelaku import TAK_DIKETAHUI, Pelaku, bertindak, dari_akun
from jejak.bacaan import catat_bacaan


def pelaku(get_response):
    alamat = import_string(settings.ALAMAT_PENGUNJUNG)

    def middleware(request):
        ingatan: dict = {}

        def siapa() -> Pelaku:
            akun = dari_akun(getattr(request, "user", None)) if hasattr(request, "session") else TAK_DIKETAHUI
            return Pelaku(
                kunci=akun.kunci,
                nama=akun.nama,
                peran=akun.peran,
                alamat=alamat(request),
                perangkat=request.headers.get("User-Agent", ""),
                permintaan=str(getattr(request, "id_permintaan", "")),
                ingatan=ingatan,
            )

        with bertindak(siapa):
            jawab = get_response(request)
            catat_bacaan(request, jawab)
            return jawab

    return middleware
