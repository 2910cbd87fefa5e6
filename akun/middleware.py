"""Two gates that every request passes: the URL's declared policy, and the office's clock."""

from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone

from akun.kebijakan import periksa


class kebijakan:  # named as in settings, like a function
    """Refuses every URL that has no line in config/kebijakan.py; asks for login where needed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        try:
            return periksa(request)
        except PermissionDenied as galat:
            if request.headers.get("Accept") != "application/json":
                raise
            # A script asks; it shows the sentence where the person is typing.
            return JsonResponse({"keadaan": "ditolak", "pesan": str(galat)}, status=403)


def zona_waktu(get_response):
    """Times are shown on the clock of the person's first kecamatan (WIB, WITA or WIT)."""

    def middleware(request):
        zona = None
        if request.user.is_authenticated:
            for p in request.user.penugasan_aktif:
                kecamatan = p.kecamatan or (p.desa.kecamatan if p.desa else None)
                if kecamatan:
                    zona = kecamatan.zona_waktu
                    break
        with timezone.override(ZoneInfo(zona) if zona else None):
            return get_response(request)

    return middleware
