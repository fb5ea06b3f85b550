"""The Merkle tree against the vectors of the Certificate Transparency project (RFC 6962, RFC 9162)."""

from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onevisit.rules.record import merkle

ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
# The roots over the first 0, 1, … 8 of them.
ROOTS = [
    bytes.fromhex(root)
    for root in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
# Hashes that occur in proofs, by what they stand for: leaf 1, leaf 4, nodes over 2-3, 4-5, 6-7, and 4-7.
LEAF_1 = bytes.fromhex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7")
LEAF_4 = bytes.fromhex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")
NODE_2_3 = bytes.fromhex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e")
NODE_4_5 = bytes.fromhex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a")
NODE_6_7 = bytes.fromhex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0")
NODE_4_7 = bytes.fromhex("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")

TREES = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def test_hashes_of_leaves_and_nodes_are_apart() -> None:
    assert merkle.leaf_hash(b"ab") == sha256(b"\x00ab").digest()
    assert merkle.node_hash(LEAF_1, LEAF_4) == sha256(b"\x01" + LEAF_1 + LEAF_4).digest()
    assert merkle.root([]) == merkle.EMPTY_ROOT == sha256(b"").digest()


@pytest.mark.parametrize("size", range(9))
def test_roots(size: int) -> None:
    assert merkle.root(ENTRIES[:size]) == ROOTS[size]
    assert merkle.Frontier().extend(ENTRIES[:size]).root() == ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [
        (0, 1, ()),
        (0, 8, (LEAF_1, NODE_2_3, NODE_4_7)),
        (5, 8, (LEAF_4, NODE_6_7, ROOTS[4])),
        (2, 3, (ROOTS[2],)),
        (1, 5, (ROOTS[1], NODE_2_3, LEAF_4)),
    ],
)
def test_inclusion_proofs(index: int, size: int, proof: tuple[bytes, ...]) -> None:
    assert merkle.inclusion_proof(ENTRIES[:size], index) == proof
    assert merkle.verify_inclusion(ENTRIES[index], index, size, proof, ROOTS[size])


@pytest.mark.parametrize(
    ("earlier", "later", "proof"),
    [
        (1, 1, ()),
        (1, 8, (LEAF_1, NODE_2_3, NODE_4_7)),
        (2, 8, (NODE_2_3, NODE_4_7)),
        (2, 5, (NODE_2_3, LEAF_4)),
        (6, 8, (NODE_4_5, NODE_6_7, ROOTS[4])),
        (0, 8, ()),
        (0, 0, ()),
    ],
)
def test_consistency_proofs(earlier: int, later: int, proof: tuple[bytes, ...]) -> None:
    assert merkle.consistency_proof(ENTRIES[:later], earlier) == proof
    assert merkle.verify_consistency(earlier, later, ROOTS[earlier], ROOTS[later], proof)


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [
        (-1, 8, (LEAF_1, NODE_2_3, NODE_4_7)),
        (8, 8, (LEAF_1, NODE_2_3, NODE_4_7)),
        (1, 8, (LEAF_1, NODE_2_3, NODE_4_7)),
        (0, 4, (LEAF_1, NODE_2_3, NODE_4_7)),
        (0, 8, (LEAF_1, NODE_2_3)),
        (0, 8, (LEAF_1, NODE_2_3, NODE_4_7, NODE_4_7)),
        (0, 8, (NODE_2_3, LEAF_1, NODE_4_7)),
        (0, 8, ()),
        (0, 0, ()),
    ],
)
def test_a_false_inclusion_proof_is_refused(index: int, size: int, proof: tuple[bytes, ...]) -> None:
    assert not merkle.verify_inclusion(ENTRIES[0], index, size, proof, ROOTS[8])


@pytest.mark.parametrize(
    ("earlier", "later", "earlier_root", "later_root", "proof"),
    [
        (-1, 8, ROOTS[1], ROOTS[8], ()),
        (8, 6, ROOTS[8], ROOTS[6], (NODE_4_5, NODE_6_7, ROOTS[4])),
        (0, 8, ROOTS[1], ROOTS[8], ()),
        (0, 8, ROOTS[0], ROOTS[8], (LEAF_1,)),
        (8, 8, ROOTS[7], ROOTS[8], ()),
        (8, 8, ROOTS[8], ROOTS[8], (LEAF_1,)),
        (6, 8, ROOTS[6], ROOTS[8], ()),
        (6, 8, ROOTS[7], ROOTS[8], (NODE_4_5, NODE_6_7, ROOTS[4])),
        (6, 8, ROOTS[6], ROOTS[7], (NODE_4_5, NODE_6_7, ROOTS[4])),
        (5, 8, ROOTS[6], ROOTS[8], (NODE_4_5, NODE_6_7, ROOTS[4])),
        (6, 8, ROOTS[6], ROOTS[8], (NODE_4_5, NODE_6_7)),
        (6, 8, ROOTS[6], ROOTS[8], (NODE_4_5, NODE_6_7, ROOTS[4], ROOTS[4])),
        (2, 8, ROOTS[2], ROOTS[8], ()),
        (2, 8, ROOTS[2], ROOTS[8], (NODE_2_3, NODE_4_7, NODE_4_7)),
    ],
)
def test_a_false_consistency_proof_is_refused(earlier, later, earlier_root, later_root, proof) -> None:
    assert not merkle.verify_consistency(earlier, later, earlier_root, later_root, proof)


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_proof_of_an_entry_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError, match=f"共有3条，没有第{index + 1}条。"):
        merkle.inclusion_proof(ENTRIES[:3], index)


@pytest.mark.parametrize("earlier", [-1, 4])
def test_there_is_no_proof_of_a_past_that_was_not(earlier: int) -> None:
    with pytest.raises(IndexError, match=f"共有3条，不能证明此前有{earlier}条。"):
        merkle.consistency_proof(ENTRIES[:3], earlier)


@pytest.mark.parametrize("size", range(1, 20))
def test_every_proof_of_every_small_tree(size: int) -> None:
    entries = [bytes([number]) for number in range(size)]
    root = merkle.root(entries)
    for index, entry in enumerate(entries):
        proof = merkle.inclusion_proof(entries, index)
        assert merkle.verify_inclusion(entry, index, size, proof, root)
        if proof:
            assert not merkle.verify_inclusion(entry, index, size, proof[1:], root)
    for earlier in range(size + 1):
        proof = merkle.consistency_proof(entries, earlier)
        assert merkle.verify_consistency(earlier, size, merkle.root(entries[:earlier]), root, proof)
        if earlier < size:
            assert not merkle.verify_consistency(earlier, size, root, merkle.root(entries[:earlier]), proof)


@given(TREES, st.data())
def test_every_entry_has_a_proof_that_fits_it_alone(entries: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    root, proof = merkle.root(entries), merkle.inclusion_proof(entries, index)
    assert merkle.verify_inclusion(entries[index], index, len(entries), proof, root)
    assert len(proof) <= (len(entries) - 1).bit_length()
    other = data.draw(st.binary(max_size=8).filter(lambda entry: entry != entries[index]))
    assert not merkle.verify_inclusion(other, index, len(entries), proof, root)
    for place in range(len(entries)):
        fits = merkle.verify_inclusion(entries[index], place, len(entries), proof, root)
        assert not fits or entries[place] == entries[index]


@given(TREES, st.data())
def test_a_proof_with_one_hash_altered_is_refused(entries: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    proof = list(merkle.inclusion_proof(entries, index))
    assume(proof)
    at = data.draw(st.integers(0, len(proof) - 1))
    proof[at] = data.draw(st.binary(min_size=32, max_size=32).filter(lambda digest: digest != proof[at]))
    assert not merkle.verify_inclusion(entries[index], index, len(entries), proof, merkle.root(entries))


@given(TREES, st.data())
def test_a_tree_that_only_grew_is_proved_consistent(entries: list[bytes], data: st.DataObject) -> None:
    earlier = data.draw(st.integers(0, len(entries)))
    before, after = merkle.root(entries[:earlier]), merkle.root(entries)
    proof = merkle.consistency_proof(entries, earlier)
    assert merkle.verify_consistency(earlier, len(entries), before, after, proof)


@given(TREES, st.data())
def test_a_tree_whose_past_was_altered_has_no_such_proof(entries: list[bytes], data: st.DataObject) -> None:
    earlier = data.draw(st.integers(1, len(entries)))
    at = data.draw(st.integers(0, earlier - 1))
    altered = [*entries[:at], entries[at] + b"!", *entries[at + 1 :]]
    before = merkle.root(entries[:earlier])
    for proof in (merkle.consistency_proof(altered, earlier), merkle.consistency_proof(entries, earlier)):
        assert not merkle.verify_consistency(earlier, len(entries), before, merkle.root(altered), proof)


@given(TREES, st.integers(0, 40))
def test_the_frontier_grows_as_the_tree_does_and_survives_storing(entries: list[bytes], at: int) -> None:
    first = merkle.Frontier().extend(entries[:at])
    stored = merkle.Frontier.from_hex(first.size, first.to_hex())
    assert stored == first
    grown = stored.extend(entries[at:])
    assert grown.size == len(entries)
    assert grown.root() == merkle.root(entries)
    assert len(grown.to_hex()) == len(entries).bit_count()


@pytest.mark.parametrize(
    ("size", "peaks", "sentence"),
    [
        (3, ["00" * 32], "3条的前沿不能有1个摘要。"),
        (0, ["00" * 32], "0条的前沿不能有1个摘要。"),
        (-1, ["00" * 32], "-1条的前沿不能有1个摘要。"),
        (1, ["00" * 31], "前沿的摘要应为32字节。"),
    ],
)
def test_a_frontier_that_cannot_be_is_refused(size: int, peaks: list[str], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        merkle.Frontier.from_hex(size, peaks)
    assert str(refusal.value) == sentence


def test_a_frontier_that_is_no_hexadecimal_text_is_refused() -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        merkle.Frontier.from_hex(1, ["zz" * 32])
