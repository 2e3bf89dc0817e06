"""What the index finds is what reading every message finds: no more, and no less."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from oreai.bootstrap import Services
from oreai.services.accounts.visitors import Visitor
from oreai.services.search.grams import grams_of
from oreai.services.search.marking import has_all
from oreai.services.search.query import terms_of
from tests.services.search.corpus import TEXTS, found, write

QUERIES = [
    *("鲸", "鲸鱼", "球拍", "的", "政府", "政府工作", "汉字", "漢字", "计算机", "計算機", "传统"),
    *(
        "retur",
        "return",
        "return value",
        "value return",
        '"return value"',
        '"value return"',
        "turn",
        "RETURN",
    ),
    *(
        "ai",
        "ＡＩ",
        "人工智能 ai",
        "学习python",
        "學習 py",
        "case",
        "snake_case",
        "c++",
        "C++11",
        "kebab-case",
    ),
    *("100%", "%", "_", "100_", "\\", "'quote'", '"', '""', '"hello world"', '"hello wor', "“hello world”"),
    *("AND", "OR NOT", "NEAR(a b)", "col:on", "-minus", "^up", "*", "body : a", "a*", '" OR "'),
    *("😀", "👩‍👩‍👧", "家", "nul", "half nul", "\ud83d", "\0", "fine", "café", "CAFE", "strasse", "σίσυφος"),
    *(
        "ガギ",
        "ｶﾞ",
        "テキスト",
        "日本",
        "สวัสดี",
        "ไทย",
        "مرحبا",
        "किताब",
        "x" * 300,
        "x" * 64,
        "xx",
        "鲸" * 101,
    ),
    *(
        "line two",
        '"one line"',
        "a b",
        "the",
        "t",
        "DROP TABLE",
        ";",
        "更多 的",
        "的的",
        "的 的",
        "missing",
        "鲸" * 101,
    ),
]


@pytest.mark.parametrize("query", QUERIES)
def test_grams_never_miss_a_text(query: str):
    """Where a text holds what is asked for, its grams do too: FTS5 itself says so, with every trap in it."""
    terms = terms_of(query)
    matches = [term.match for term in terms if term.match]
    if not matches:
        return
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE gram USING fts5(body, content='', tokenize='ascii')")
    for number, text in enumerate(TEXTS):
        index.execute("INSERT INTO gram(rowid, body) VALUES (?, ?)", (number, " ".join(grams_of(text))))
    rows = index.execute("SELECT rowid FROM gram WHERE gram MATCH ?", (" AND ".join(matches),))
    assert {n for n, text in enumerate(TEXTS) if has_all(text, terms)} <= {row[0] for row in rows}


async def test_the_index_and_like_find_the_same(
    services_on_each: Services, lin_on_each: Visitor, database_url: str, serve, tmp_path: Path
):
    """Every query, on each database: with the index, and where it has no room to be."""
    lin, texts = lin_on_each, {}
    without = serve(database_url, OREAI_IMAGES_FOLDER=str(tmp_path / "nowhere" / "pictures"))
    for text in (text.replace("\0", "") for text in TEXTS):

        def work(session: Session, text: str = text) -> list[str]:
            return write(session, lin.user_id, [text])[1]

        # A chat each, since of one chat only the first hits are listed.
        texts[(await services_on_each.database.write(work))[0]] = text
    ligatures = {key for key, text in texts.items() if "ﬁ" in text}  # which no LIKE takes apart
    for query in QUERIES:
        terms = terms_of(query)
        wanted = {key for key, text in texts.items() if terms and has_all(text, terms)}
        assert await found(services_on_each, lin.user_id, query) == wanted, query
        assert await found(without, lin.user_id, query) | ligatures == wanted | ligatures, query
    assert services_on_each.settings.search_path.exists()
    assert not without.settings.search_path.exists()


ALPHABET = st.sampled_from("鲸鱼的 漢汉字aAbéE1_%-\"\\'，。ｶﾞガ😀Ａ\n")
WORDS = st.text(ALPHABET, max_size=12)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(text=st.text(ALPHABET, max_size=40), query=WORDS)
def test_any_text_and_any_query(text: str, query: str):
    """Likewise for what nobody has thought of; and the language of MATCH is never broken by a query."""
    terms = terms_of(query)
    matches = [term.match for term in terms if term.match]
    if not matches:
        return
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE gram USING fts5(body, content='', tokenize='ascii')")
    index.execute("INSERT INTO gram(rowid, body) VALUES (1, ?)", (" ".join(grams_of(text)),))
    match = "body : (" + " AND ".join(matches) + ")"
    is_found = index.execute("SELECT 1 FROM gram WHERE gram MATCH ?", (match,)).fetchone()
    assert is_found or not has_all(text, terms)
