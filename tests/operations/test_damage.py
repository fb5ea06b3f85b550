"""A damaged archive is refused before anything is restored from it."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from onevisit.operations import archive
from onevisit.operations.refusals import Impossible
from onevisit.operations.restore import restore
from operations.houses import Houses, copied, rebuilt, rows, tree
from operations.test_backup import SHA

GZIP_HEADER = 10  # bytes, of which some (the time, the system) mean nothing and may be anything


def test_a_flipped_byte_anywhere(kept: Path) -> None:
    whole, unpacked = kept.read_bytes(), gzip.decompress(kept.read_bytes())
    chance = random.Random(370304)
    places = [chance.randrange(GZIP_HEADER, len(whole)) for _ in range(60)]
    places += [0, GZIP_HEADER, len(whole) - 8, len(whole) - 1]
    damaged, refused = copied(kept), 0
    for place in places:
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 0x40]) + whole[place + 1 :])
        try:
            archive.check(damaged)
        except Impossible:
            refused += 1
        else:
            # A few bits of a compressed stream say nothing, for instance those after its end.
            assert gzip.decompress(damaged.read_bytes()) == unpacked
    assert refused >= len(places) - 3


def test_a_flipped_byte_that_gzip_was_told_of(kept: Path) -> None:
    """Somebody unpacked, damaged and packed again: now only the manifest knows."""

    def change(held: dict[str, bytes]) -> None:
        name = next(name for name in held if name.startswith("database"))
        data = held[name]
        held[name] = data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]

    with pytest.raises(Impossible, match=r"“database\.\w+”与清单不符"):
        archive.check(rebuilt(kept, change))


def test_a_truncated_archive(kept: Path) -> None:
    whole = kept.read_bytes()
    damaged = copied(kept)
    for length in (
        0,
        1,
        GZIP_HEADER,
        1000,
        len(whole) // 2,
        len(whole) - 1000,
        len(whole) - 8,
        len(whole) - 1,
    ):
        damaged.write_bytes(whole[:length])
        with pytest.raises(Impossible, match="请换一份备份"):
            archive.check(damaged)


def test_a_tar_that_was_cut_and_packed_again(kept: Path) -> None:
    unpacked = gzip.decompress(kept.read_bytes())
    damaged = copied(kept)
    for length in (512, len(unpacked) // 2, len(unpacked) - 12_000):
        damaged.write_bytes(gzip.compress(unpacked[:length]))
        with pytest.raises(Impossible, match="请换一份备份"):
            archive.check(damaged)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda held: held.pop(f"files/{SHA}"), f"“files/{SHA}”与清单不符"),
        (lambda held: held.pop("manifest.json"), "没有清单"),
        (lambda held: held.update({"files/../../out": b"x"}), "“files/../../out”与清单不符"),
        (lambda held: held.update({"manifest.json": b'{"format": 1}'}), "清单读不懂"),
        (lambda held: held.update({"manifest.json": b"[]"}), "清单读不懂"),
        (lambda held: held.update({"manifest.json": b'{"format": 2}'}), "先升级程序"),
    ],
)
def test_a_member_too_few_or_too_many(kept: Path, change, sentence: str) -> None:
    with pytest.raises(Impossible, match=sentence):
        archive.check(rebuilt(kept, change))


def test_what_is_no_archive_at_all(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    with pytest.raises(Impossible, match="没有文件"):
        archive.check(path)
    path.write_text("尊敬的领导")
    with pytest.raises(Impossible, match="已损坏"):
        archive.check(path)


def test_nothing_of_a_damaged_archive_is_restored(houses: Houses, kept: Path) -> None:
    house = houses.empty()
    damaged = copied(kept)
    damaged.write_bytes(kept.read_bytes()[:-100])
    with house.entered():
        with pytest.raises(Impossible):
            restore(damaged)
        assert rows() == {}
    assert not [name for name in tree(house.var) if name.startswith("files")]
