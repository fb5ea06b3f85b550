import argparse
import socket

import pytest

from onevisit import cli
from onevisit.cli import serve


def test_every_command_says_what_it_does_and_can_be_run() -> None:
    commands = cli.commands()
    assert {"serve", "work", "migrate", "manage"} <= commands.keys()
    for module in commands.values():
        assert (module.__doc__ or "").strip()
        module.add_arguments(argparse.ArgumentParser(**getattr(module, "PARSER", {})))
        assert callable(module.run)


def test_an_unknown_command_ends_with_the_list_of_those_that_exist(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["nonsense"])
    assert ended.value.code == 2
    assert "'serve'" in capsys.readouterr().err


def test_options_of_djangos_commands_reach_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["manage", "check", "--tag", "security"]) == 0
    assert "no issues" in capsys.readouterr().out


def test_a_port_in_use_is_named_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as the web server does
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        fault = serve.address_fault("127.0.0.1", port)
    assert fault
    assert f"127.0.0.1:{port}" in fault
    assert "PORT=" in fault
    assert serve.address_fault("127.0.0.1", port) is None


def test_an_address_of_another_machine_is_named() -> None:
    assert "192.0.2.1:8000" in (serve.address_fault("192.0.2.1", 8000) or "")
