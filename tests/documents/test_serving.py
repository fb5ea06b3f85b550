"""The server does not start where it could print nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from onevisit.cli import serve
from onevisit.platform.typesetting import FONTS


def test_with_its_fonts_nothing_is_wrong() -> None:
    assert serve.fonts_fault() is None
    assert Path(settings.FONTS_ROOT).is_dir()


@pytest.mark.parametrize("name", FONTS)
def test_the_server_refuses_to_start_without_a_font_and_says_what_to_run(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in set(FONTS) - {name}:
        (tmp_path / other).write_bytes(b"")
    monkeypatch.setenv("ONEVISIT_ORIGIN", "http://127.0.0.1:8000")  # serve would leave its own behind
    monkeypatch.setattr(serve, "address_fault", lambda host, port: None)
    monkeypatch.setattr(serve, "supervise", lambda *_, **__: pytest.fail("it was started"))
    with override_settings(FONTS_ROOT=tmp_path):
        assert serve.run(argparse.Namespace(host="127.0.0.1", port=8000, workers=1)) == 1
    said = capsys.readouterr().err
    assert f"没有字体 {name}" in said
    assert "tools/bootstrap.py install" in said
