"""A Merkle tree over the entries of all streams (RFC 6962 section 2.1, RFC 9162 section 2.1).

Its root, printed on receipts and bulletins, stands for every entry so far. An inclusion proof shows that an
entry is under a root, a consistency proof that a later root has taken nothing away from an earlier one.
Entries are bytes of any length; proofs and roots are made of 32-byte SHA-256 hashes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

__all__ = [
    "EMPTY_ROOT",
    "Frontier",
    "consistency_proof",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "root",
    "verify_consistency",
    "verify_inclusion",
]

_HASH_BYTES = 32

EMPTY_ROOT = sha256().digest()
"""The root of no entries."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry, apart from every hash of two hashes."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two hashes."""
    return sha256(b"\1" + left + right).digest()


def root(entries: Sequence[bytes]) -> bytes:
    """The root over `entries`."""
    return _root([leaf_hash(entry) for entry in entries])


def inclusion_proof(entries: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes that lead from entry `index` (from 0) to the root over `entries`. Raises IndexError."""
    if not 0 <= index < len(entries):
        raise IndexError(f"共有{len(entries)}条，没有第{index + 1}条。")
    leaves = [leaf_hash(entry) for entry in entries]
    proof: list[bytes] = []
    while len(leaves) > 1:
        split = _split(len(leaves))
        if index < split:
            proof.append(_root(leaves[split:]))
            leaves = leaves[:split]
        else:
            proof.append(_root(leaves[:split]))
            leaves, index = leaves[split:], index - split
    return tuple(reversed(proof))


def verify_inclusion(entry: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether `proof` shows that `entry` is number `index` (from 0) of the `size` entries under `expected`."""
    if not 0 <= index < size:
        return False
    place, last, digest = index, size - 1, leaf_hash(entry)
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            digest = node_hash(sibling, digest)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and digest == expected


def consistency_proof(entries: Sequence[bytes], earlier: int) -> tuple[bytes, ...]:
    """The hashes that show that the tree of the first `earlier` entries went into the one over all.

    Empty if both are the same, or if there were none. Raises IndexError if there were never so many.
    """
    if not 0 <= earlier <= len(entries):
        raise IndexError(f"共有{len(entries)}条，不能证明此前有{earlier}条。")
    if earlier in (0, len(entries)):
        return ()
    leaves, proof, whole = [leaf_hash(entry) for entry in entries], [], True
    while earlier != len(leaves):
        split = _split(len(leaves))
        if earlier <= split:
            proof.append(_root(leaves[split:]))
            leaves = leaves[:split]
        else:
            proof.append(_root(leaves[:split]))
            leaves, earlier, whole = leaves[split:], earlier - split, False
    # The verifier knows the earlier root itself, so it is left out where the proof would begin with it.
    return tuple(reversed(proof if whole else [*proof, _root(leaves)]))


def verify_consistency(
    earlier: int, later: int, earlier_root: bytes, later_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows that the first `earlier` of the `later` entries are under both roots."""
    if not 0 <= earlier <= later:
        return False
    if earlier == 0:
        return not proof and earlier_root == EMPTY_ROOT
    if earlier == later:
        return not proof and earlier_root == later_root
    path = [earlier_root, *proof] if earlier & (earlier - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = earlier - 1, later - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and before == earlier_root and after == later_root


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that has to be kept of a tree to append to it: its size and the roots of its perfect subtrees.

    `peaks` go from left to right, one for each bit of `size`. Raises ValueError for any other number.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"{self.size}条的前沿不能有{len(self.peaks)}个摘要。")
        if any(len(peak) != _HASH_BYTES for peak in self.peaks):
            raise ValueError(f"前沿的摘要应为{_HASH_BYTES}字节。")

    def append(self, entry: bytes) -> "Frontier":
        """The frontier after one entry more."""
        digest, peaks = leaf_hash(entry), list(self.peaks)
        # Two perfect trees of one size become one, as a binary counter carries.
        carried = self.size
        while carried & 1:
            digest = node_hash(peaks.pop(), digest)
            carried >>= 1
        return Frontier(self.size + 1, (*peaks, digest))

    def extend(self, entries: Iterable[bytes]) -> "Frontier":
        """The frontier after all of `entries`, in their order."""
        frontier = self
        for entry in entries:
            frontier = frontier.append(entry)
        return frontier

    def root(self) -> bytes:
        """The root over all entries so far."""
        if not self.peaks:
            return EMPTY_ROOT
        *rest, digest = self.peaks
        for peak in reversed(rest):
            digest = node_hash(peak, digest)
        return digest

    def to_hex(self) -> list[str]:
        """The peaks as hexadecimal text, to be stored beside the size."""
        return [peak.hex() for peak in self.peaks]

    @classmethod
    def from_hex(cls, size: int, peaks: Iterable[str]) -> "Frontier":
        """The frontier that `to_hex` wrote. Raises ValueError if it cannot be one of that size."""
        return cls(size, tuple(bytes.fromhex(peak) for peak in peaks))


def _split(size: int) -> int:
    """The largest power of two below `size`, where RFC 6962 divides a tree."""
    return 1 << (size - 1).bit_length() - 1


def _root(leaves: Sequence[bytes]) -> bytes:
    """The root over hashes of leaves, level by level: an odd one goes up as it is."""
    if not leaves:
        return EMPTY_ROOT
    level = list(leaves)
    while len(level) > 1:
        paired = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
    return level[0]
