"""Two gates that every request passes: the URL's declared policy, and the office's clock."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse

from akun.kebijakan import periksa
from dasar.waktu import jam_pembaca


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
    """The reader's clock is that of the person's first region (WIB, WITA or WIT).

    What belongs to a kecamatan is judged on that kecamatan's own clock all the same (dasar/waktu.py).
    """

    def middleware(request):
        with jam_pembaca(request.user.tempat if request.user.is_authenticated else None):
            return get_response(request)

    return middleware
