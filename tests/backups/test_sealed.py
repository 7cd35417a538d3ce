from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.backups import sealed
from foundation.backups.sealed import BLOCK, MAGIC, SALT, TAG, Damaged, SealedReader, SealedWriter

KEY = b"k" * 32
HEAD = len(MAGIC) + SALT


def sealed_bytes(content: bytes, key: bytes = KEY) -> bytes:
    file = io.BytesIO()
    writer = SealedWriter(file, key)
    writer.write(content)
    writer.close()
    return file.getvalue()


def opened(file: bytes, key: bytes = KEY) -> bytes:
    return SealedReader(io.BytesIO(file), key).read()


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK])
def test_what_was_sealed_is_read(size: int):
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)

    assert opened(sealed_bytes(content)) == content


def test_small_writes_and_reads_come_to_the_same():
    file = io.BytesIO()
    writer = SealedWriter(file, KEY)
    for number in range(1000):
        writer.write(str(number).encode())
    writer.close()

    reader = SealedReader(io.BytesIO(file.getvalue()), KEY)

    assert b"".join(iter(lambda: reader.read(7), b"")) == b"".join(str(number).encode() for number in range(1000))


def test_another_key_opens_nothing():
    with pytest.raises(Damaged, match="key"):
        opened(sealed_bytes(b"words"), b"j" * 32)


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="32"):
        sealed_bytes(b"words", b"short")


def test_another_file_is_no_backup():
    with pytest.raises(Damaged, match="not a backup"):
        opened(b"PK\x03\x04 something else")


def test_a_file_cut_at_the_end_of_a_block_is_noticed():
    whole = sealed_bytes(b"x" * (BLOCK + 5))

    with pytest.raises(Damaged):
        opened(whole[: HEAD + BLOCK + TAG])


def test_blocks_in_another_order_are_noticed():
    whole = sealed_bytes(b"a" * BLOCK + b"b" * BLOCK + b"c")
    first, second = HEAD, HEAD + BLOCK + TAG
    third = second + BLOCK + TAG

    with pytest.raises(Damaged):
        opened(whole[:first] + whole[second:third] + whole[first:second] + whole[third:])


@given(place=st.integers(min_value=0, max_value=HEAD + 40 + TAG - 1), bit=st.integers(min_value=0, max_value=7))
def test_no_bit_can_be_turned(place: int, bit: int):
    whole = bytearray(sealed_bytes(b"w" * 40))
    whole[place] ^= 1 << bit

    with pytest.raises(Damaged):
        opened(bytes(whole))


def test_no_two_files_share_their_bytes():
    assert sealed_bytes(b"words")[HEAD:] != sealed_bytes(b"words")[HEAD:]


def test_the_number_of_a_block_and_its_end_make_its_nonce():
    assert len({sealed.nonce(number, is_last) for number in range(3) for is_last in (True, False)}) == 6
