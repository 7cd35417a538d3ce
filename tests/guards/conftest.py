from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write", action="store_true", help="write tables and documents anew instead of comparing them")


@pytest.fixture
def is_writing(request: pytest.FixtureRequest) -> bool:
    """Known only when a folder or file of guards was named; then its fresh content must be read by a person."""
    return bool(request.config.getoption("--write", default=False))
