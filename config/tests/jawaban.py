"""For tests that ask what a page answers, not how it looks: drawing it is most of the work."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.template.backends.django import Template

PENOLAKAN = {"403.html", "404.html"}


@contextmanager
def tanpa_digambar(*, hanya: set[str] | None = None) -> Iterator[None]:
    """Within it the templates (or those of these names) come out empty; the status is the view's own."""
    gambar = Template.render

    def render(templat, context=None, request=None):
        return "" if hanya is None or templat.template.name in hanya else gambar(templat, context, request)

    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr(Template, "render", render)
        yield
