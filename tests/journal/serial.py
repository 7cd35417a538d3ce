"""What hangs on the order of all transactions of the cluster cannot share it with other processes of the run."""

from __future__ import annotations

import os

import pytest

alone_on_the_cluster = pytest.mark.skipif(
    "PYTEST_XDIST_WORKER" in os.environ,
    reason="an entry is settled once every older transaction of the cluster has ended: run this without -n",
)
