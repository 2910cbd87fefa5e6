"""An address that only takes what a form sends, typed by hand: a page that says so, not a white one."""

from django.shortcuts import render


def halaman_405(get_response):
    def middleware(request):
        jawab = get_response(request)
        if jawab.status_code == 405 and not jawab.content:
            halaman = render(request, "405.html", status=405)
            halaman["Allow"] = jawab["Allow"]
            return halaman
        return jawab

    return middleware
