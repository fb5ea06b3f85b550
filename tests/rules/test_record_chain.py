"""The chain: whatever is done to the entries is found, and the finding names the entry."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onevisit.rules.record.chain import GENESIS, BrokenLink, Entry, broken_links, link

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def chain(*bodies: str) -> list[Entry]:
    entries, previous = [], GENESIS
    for seq, body in enumerate(bodies, 1):
        previous = link(previous, body)
        entries.append(Entry(seq, body, previous))
    return entries


FOUR = chain("received", "accepted", "granted", "issued")
ALTERED = "第{}条的内容或者次序与摘要不符，记录被改动过。"


def test_the_hash_is_what_the_documents_say() -> None:
    # SHA-256 over the purpose, the hash before and the bytes of the text: whoever has them can check by hand.
    domain = b"onevisit/record/chain/1\x00"
    assert sha256(domain).digest() == GENESIS
    assert link(GENESIS, "受理") == sha256(domain + GENESIS + "受理".encode()).digest()


def test_a_whole_chain_holds() -> None:
    assert broken_links([]) == ()
    assert broken_links(FOUR) == ()
    assert broken_links(iter(FOUR)) == ()


def test_a_chain_is_checked_from_where_it_was_left() -> None:
    assert broken_links(FOUR[2:], previous=FOUR[1].digest, after=2) == ()
    assert broken_links(FOUR[2:], previous=FOUR[0].digest, after=2) == (BrokenLink(3, ALTERED.format(3)),)


@pytest.mark.parametrize(
    ("entries", "broken"),
    [
        ([FOUR[0], replace(FOUR[1], body="declined"), *FOUR[2:]], [(2, ALTERED.format(2))]),
        ([replace(FOUR[0], digest=bytes(32)), *FOUR[1:]], [(1, ALTERED.format(1)), (2, ALTERED.format(2))]),
        # Two bodies exchanged in place.
        (
            [FOUR[0], replace(FOUR[1], body=FOUR[2].body), replace(FOUR[2], body=FOUR[1].body), FOUR[3]],
            [(2, ALTERED.format(2)), (3, ALTERED.format(3))],
        ),
        # Two whole entries exchanged, but for their numbers.
        (
            [FOUR[0], replace(FOUR[2], seq=2), replace(FOUR[1], seq=3), FOUR[3]],
            [(2, ALTERED.format(2)), (3, ALTERED.format(3)), (4, ALTERED.format(4))],
        ),
        # Two rows stored in each other's place.
        (
            [FOUR[0], FOUR[2], FOUR[1], FOUR[3]],
            [(2, "第2条缺失。"), (2, "第2条出现在第3条之后，次序不对或者重复。"), (4, ALTERED.format(4))],
        ),
        (FOUR[1:], [(1, "第1条缺失。")]),
        ([FOUR[0], FOUR[3]], [(2, "第2至3条缺失。")]),
        ([FOUR[0], FOUR[0], *FOUR[1:]], [(1, "第1条出现在第1条之后，次序不对或者重复。")]),
        # An entry put in between, the rest renumbered.
        (
            [FOUR[0], Entry(2, "bribed", link(FOUR[0].digest, "bribed")), replace(FOUR[1], seq=3)],
            [(3, ALTERED.format(3))],
        ),
        # Damage so bad that nothing can be computed is a finding, not a crash.
        ([replace(FOUR[0], digest=b"short"), FOUR[1]], [(1, ALTERED.format(1)), (2, ALTERED.format(2))]),
        ([replace(FOUR[0], body="\ud800")], [(1, ALTERED.format(1))]),
    ],
)
def test_each_attack_is_found_where_it_was_made(entries: list[Entry], broken: list[tuple[int, str]]) -> None:
    assert broken_links(entries) == tuple(BrokenLink(seq, why) for seq, why in broken)


def test_what_a_chain_alone_cannot_show() -> None:
    # A missing tail leaves a chain that holds; the head kept elsewhere and the Merkle tree show it.
    assert broken_links(FOUR[:3]) == ()
    assert FOUR[2].digest != FOUR[3].digest


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_link_needs_a_whole_hash_before_it(length: int) -> None:
    with pytest.raises(ValueError, match=f"上一条的摘要应为32字节，现为{length}字节。"):
        link(bytes(length), "body")


@given(st.lists(TEXTS, min_size=1, max_size=8), st.data())
def test_an_altered_text_is_one_finding(bodies: list[str], data: st.DataObject) -> None:
    entries = chain(*bodies)
    at = data.draw(st.integers(0, len(entries) - 1))
    body = data.draw(TEXTS)
    assume(body != bodies[at])
    entries[at] = replace(entries[at], body=body)
    assert broken_links(entries) == (BrokenLink(at + 1, ALTERED.format(at + 1)),)


@given(st.lists(TEXTS, min_size=2, max_size=8), st.data())
def test_an_entry_removed_before_the_end_is_found(bodies: list[str], data: st.DataObject) -> None:
    entries = chain(*bodies)
    at = data.draw(st.integers(0, len(entries) - 2))
    del entries[at]
    assert broken_links(entries) == (BrokenLink(at + 1, f"第{at + 1}条缺失。"),)
    renumbered = [replace(entry, seq=seq) for seq, entry in enumerate(entries, 1)]
    assert broken_links(renumbered) == (BrokenLink(at + 1, ALTERED.format(at + 1)),)


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
def test_two_chains_share_a_head_only_if_they_share_everything(one: list[str], other: list[str]) -> None:
    heads = [entries[-1].digest if entries else GENESIS for entries in (chain(*one), chain(*other))]
    assert (heads[0] == heads[1]) is (one == other)
