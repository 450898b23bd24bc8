"""The terms of a dispute: one from the law, the rest the banner's own."""

import pytest
from django.utils.translation import override

from tests.rulebook.sample import moment
from yixian.disputes import limits
from yixian.disputes.procedures import DISPUTE, LADDER
from yixian.rulebook import declare
from yixian.rulebook.actions import install_declared
from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.queries import book
from yixian.rulebook.words import term_text

OURS = [row for row in declare.every() if row.code.startswith("dispute.")]


def test_every_limit_of_the_procedure_has_one_and_none_is_idle() -> None:
    assert {row.code for row in OURS} == {code for code in DISPUTE.limits() if code.startswith("dispute.")}


def test_only_the_month_of_mediation_is_given_as_law_and_as_read_elsewhere() -> None:
    assert [row.code for row in OURS if row.mark is not Mark.K] == ["dispute.settle"]
    assert (limits.SETTLE.mark, limits.SETTLE.article) == (Mark.V2, "33")
    assert not any(row.article for row in OURS if row.mark is Mark.K)


def test_the_six_steps_together_fill_the_month() -> None:
    steps = [row for row in OURS if row.code.removeprefix("dispute.") in LADDER]
    assert {row.unit for row in steps} == {TermUnit.DAYS}
    assert (len(steps), sum(row.value for row in steps)) == (6, 30)


@pytest.mark.django_db
def test_they_read_well_in_both_languages() -> None:
    install_declared(moment(limits.METHOD_FROM))
    term = book(limits.METHOD_FROM).term
    with override("en"):
        assert term_text(term("dispute.settle")) == (
            "1 month (Provisions on People's Mediation Work (2002), Art. 33, from a secondary text)"
        )
        assert "local setting, not law" in term_text(term("dispute.room"))
    with override("zh-hans"):
        assert (
            term_text(term("dispute.settle"))
            == "1个月（《人民调解工作若干规定》（2002年）第33条（据二手资料））"
        )
        assert "非法律规定" in term_text(term("dispute.room"))
