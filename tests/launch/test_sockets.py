"""Sockets lie where both servers can listen, and their paths survive a URL."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.settings.databases import database_from
from launch import sockets


@pytest.mark.parametrize(
    ("directory", "fits"),
    [
        ("/" + "a" * 89, True),
        ("/" + "a" * 90, False),
        ("/" + "é" * 44, True),
        ("/" + "é" * 45, False),
        ("/srv/a,b", False),
        ("/srv/a b", True),
    ],
)
def test_a_directory_fits_by_its_bytes_and_without_a_comma(directory, fits):
    assert sockets.fits(Path(directory)) is fits


def test_sockets_lie_in_the_data_folder_where_they_fit(tmp_path, monkeypatch):
    monkeypatch.setattr(sockets, "LONGEST_DIRECTORY", len(str(tmp_path / "run")))

    assert sockets.make_directory(tmp_path) == tmp_path / "run"
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700


def test_sockets_of_a_long_path_lie_in_a_private_folder_of_the_systems_temp():
    made = sockets.make_directory(Path("/" + "a" * 200))

    assert sockets.fits(made)
    assert made.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(made)


@pytest.mark.parametrize("directory", ["/srv/my data/run", "/srv/é:@%2F?#/run"])
def test_the_settings_read_back_the_folder_that_the_url_was_made_of(directory):
    url = sockets.database_url(Path(directory), role="concord_app", database="concord")

    read = database_from(url)

    assert (read["HOST"], read["USER"], read["NAME"]) == (directory, "concord_app", "concord")


def test_the_brokers_url_quotes_its_path():
    assert sockets.broker_url(Path("/srv/my data/v.sock")) == "unix:///srv/my%20data/v.sock"
