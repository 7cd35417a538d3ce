"""A mission moves into one file and out of it again, with the commands an operator types."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from launch.places import ROOT

pytestmark = pytest.mark.slow


def manage(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [str(ROOT / "concord"), "manage", "--data", str(data), *words], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample mission in a folder, its backup, and the key."""
    folder = tmp_path_factory.mktemp("backup")
    made = {"data": folder / "mission", "backup": folder / "concord.backup", "key": folder / "key"}
    assert manage(made["data"], "load_sample").returncode == 0
    assert manage(made["data"], "backup", "--make-key", str(made["key"])).returncode == 0
    assert made["key"].stat().st_mode & 0o777 == 0o600
    done = manage(made["data"], "backup", str(made["backup"]), "--key-file", str(made["key"]))
    assert "read back" in done.stdout, done.stderr
    return made


def test_a_restore_brings_back_every_row_and_the_journal_is_whole(backed_up: dict[str, Path], tmp_path: Path):
    new = tmp_path / "restored"

    restored = manage(new, "restore", str(backed_up["backup"]), "--key-file", str(backed_up["key"]))

    assert restored.returncode == 0, restored.stderr
    assert "each as it was saved" in restored.stdout
    assert "The journal is whole" in manage(new, "verify_journal").stdout
    again = manage(new, "restore", str(backed_up["backup"]), "--key-file", str(backed_up["key"]))
    assert again.returncode == 3
    assert "not empty" in again.stderr


def test_another_key_and_a_cut_file_are_refused_and_change_nothing(backed_up: dict[str, Path], tmp_path: Path):
    other, cut = tmp_path / "other key", tmp_path / "cut"
    other.write_text("z" * 40)
    cut.write_bytes(backed_up["backup"].read_bytes()[:-100])

    wrong_key = manage(tmp_path / "one", "restore", str(backed_up["backup"]), "--key-file", str(other))
    damaged = manage(tmp_path / "one", "restore", str(cut), "--key-file", str(backed_up["key"]))
    no_key = manage(tmp_path / "one", "restore", str(backed_up["backup"]))

    assert [wrong_key.returncode, damaged.returncode, no_key.returncode] == [3, 3, 3]
    whole = manage(tmp_path / "one", "restore", str(backed_up["backup"]), "--key-file", str(backed_up["key"]))
    assert whole.returncode == 0, whole.stderr


def test_a_backup_is_never_written_over_another(backed_up: dict[str, Path]):
    before = backed_up["backup"].read_bytes()

    again = manage(backed_up["data"], "backup", str(backed_up["backup"]), "--key-file", str(backed_up["key"]))

    assert again.returncode == 3
    assert "there already" in again.stderr
    assert backed_up["backup"].read_bytes() == before
