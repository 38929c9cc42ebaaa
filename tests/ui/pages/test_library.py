# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The library page: search as you type, links, the date counter, the cases it counts, and starting a dispute."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.facts import Facts
from app.knowledge.denials import FAMILY_TITLES
from app.services.library import KINDS, LibraryService
from tests.ui.pages.world import World, casebook, world
from ui.models.roles import HeadRole
from ui.pages.library import LibraryPage
from ui.pages.library_count import DateCounter
from ui.pages.library_side import LinkRow
from ui.widgets.button import Button
from ui.widgets.label import Label

__all__ = ["casebook", "world"]


@pytest.fixture
def page(world: World) -> LibraryPage:
    made = LibraryPage(world.context)
    world.show(made)
    return made


def inside(page: LibraryPage) -> QWidget:
    """Return the article that is shown now."""
    QApplication.processEvents()
    found = page.article._inside
    assert found is not None
    return found


def button(page: LibraryPage, words: str) -> Button:
    return next(found for found in inside(page).findChildren(Button) if found.text() == words)


def link(page: LibraryPage, words: str) -> LinkRow:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return next(row for row in page.side.findChildren(LinkRow) if words in row.words.accessibleName())


def counter(page: LibraryPage) -> DateCounter:
    return inside(page).findChildren(DateCounter)[0]


def shown(page: LibraryPage) -> str:
    return "\n".join(label.words() for label in inside(page).findChildren(Label))


def test_every_part_has_its_entries_and_shows_the_first(page: LibraryPage) -> None:
    for kind in KINDS:
        page.tabs.set_current_key(kind)
        assert page.pane.list.count() > 3
        assert page.article.article.kind == kind


def test_typing_finds_and_arrows_walk_without_leaving_the_field(page: LibraryPage, world: World) -> None:
    assert page.focus_filter()
    QTest.keyClicks(page.pane.words, "n130")
    assert page.article.article.id == "N130"
    QTest.keyClick(page.pane.words, Qt.Key.Key_Escape)
    assert page.pane.words.text() == ""
    assert page.article.article.id == "N130"
    before = page.pane.list.currentIndex().row()
    QTest.keyClick(page.pane.words, Qt.Key.Key_Down)
    assert page.pane.list.currentIndex().row() == before + 1
    QTest.keyClicks(page.pane.words, "xyzzy")
    assert page.pane.list.count() == 0
    assert "Nothing found for “xyzzy”" in page.pane._nothing.words()


def test_the_denial_types_stand_below_their_families(page: LibraryPage) -> None:
    page.tabs.set_current_key("type")
    entries = page.pane.list
    model = entries.model()
    heads = [model.index(row, 0).data(HeadRole) for row in range(entries.count())]
    assert [head for head in heads if head] == list(FAMILY_TITLES.values())
    assert heads[0]
    first, second = model.index(0, 0), model.index(1, 0)
    assert entries.visualRect(first).height() >= entries.visualRect(second).height() + 16
    page.pane.words.setText("emergency")
    assert page.article.article.id == "emergency_not_paid"
    page.pane.words.setText("bill")  # a ranked answer mixes the families: no headings then
    assert not entries.has_heads()
    page.tabs.set_current_key("code")
    assert not entries.has_heads()
    assert entries.uniformItemSizes()


def test_arguments_open_any_entry(page: LibraryPage, world: World) -> None:
    for kind, name, title in (
        ("rule", "erisa_appeal_filing", "File the internal appeal"),
        ("type", "medical_necessity", "Medical necessity"),
        ("code", "PR-50", "PR-50: Insurer says: not medically necessary"),
        ("letter", "protective_appeal", "Protective appeal"),
        ("script", "peer_to_peer", "Ask for a peer-to-peer call"),
    ):
        page.show_args(**{kind: name})
        assert page.tabs.current_key() == kind
        assert page.article.article.title == title
    page.show_args(rule="rule_of_another_version")
    assert world.prompts.told == [
        "The library has no entry called “rule_of_another_version”. It may be named otherwise: search for it by words."
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_any_entry_of_every_part_opens_in_full(page: LibraryPage, world: World, kind: str) -> None:
    entries = LibraryService(world.context.desk.casebook, world.context.desk.clock).entries(kind)
    for entry in {entries[0], entries[len(entries) // 2], entries[-1]}:
        page.show_args(**{kind: entry.id})
        assert page.tabs.current_key() == kind
        assert page.article.article is not None and page.article.article.id == entry.id
        assert page.article.article.lead in shown(page)
    assert not world.prompts.told


def test_links_lead_from_code_to_type_to_script(page: LibraryPage) -> None:
    page.show_entry("code", "CO-50")
    link(page, "Medical necessity").followed.emit()
    assert page.article.article.id == "medical_necessity"
    link(page, "Ask for a peer-to-peer call").followed.emit()
    assert page.tabs.current_key() == "script" and "Before you hang up" in shown(page)


def test_a_playbook_shows_its_paragraphs_and_is_found_by_words(page: LibraryPage) -> None:
    page.show_entry("playbook", "orthopedics_separate_site")
    assert "Paragraphs for a letter" in shown(page) and "[service codes]" in shown(page)
    link(page, "Modifier XS").followed.emit()
    assert page.article.article.id == "modifier XS"
    page.tabs.set_current_key("playbook")
    QTest.keyClicks(page.pane.words, "90837")
    assert page.article.article.id == "mental_health_session_length"


def test_date_is_counted_with_its_sentence(page: LibraryPage, world: World) -> None:
    page.show_entry("rule", "erisa_appeal_filing")
    count = counter(page)
    assert not count.result.isVisible()
    edit = count.dates["denial_received"]
    edit.setFocus()
    QTest.keyClicks(edit, "6/8/2026")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    world.settle()
    assert count.result.words() == "Sat 5 Dec 2026"
    assert count.away.words() == "in 14 days"
    assert "8 June 2026 + 180 days is 5 December 2026, a Saturday" in count.said.words()
    assert "Act by Fri 4 Dec 2026." in count.said.words()
    edit.setText("no day at all")
    edit.commit()
    assert edit.is_wrong()


def test_hours_need_a_time_and_a_wrong_one_is_told(page: LibraryPage, world: World) -> None:
    page.show_entry("rule", "erisa_appeal_urgent_decision")
    count = counter(page)
    name = next(iter(count.dates))
    count.dates[name].setText("10 Jun 2026")
    count.dates[name].commit()
    world.settle()
    assert "time of day" in count.said.words() and not count.result.isVisible()
    count.times[name].setText("half past nine")
    count.times[name].editingFinished.emit()
    assert count.said.words().startswith("A time is written like 09:30")
    count.times[name].setText("9:30")
    count.times[name].editingFinished.emit()
    world.settle()
    assert count.result.words() == "Sat 13 Jun 2026, 09:30"


def test_cases_of_the_casebook_are_counted_and_open(page: LibraryPage, world: World) -> None:
    page.show_entry("code", "M51")
    assert any(label.words() == "Not in any case yet." for label in page.side.findChildren(Label))
    world.save(world.context.desk.planner.with_facts(world.case, Facts(codes=("CO-50", "M51"))))
    page.refresh()
    world.settle()
    link(page, world.case.title).followed.emit()
    assert world.went[-1] == ("case", {"case_id": world.case.id})


def test_dispute_starts_with_the_code_filled_in(page: LibraryPage, world: World) -> None:
    page.show_entry("code", "CO-97")
    button(page, "Start a dispute with it").click()
    where, arguments = world.went[-1]
    assert where == "wizard"
    _session, state = world.context.desk.wizard.resume(arguments["session"])
    assert state.facts.codes == ("CO-97",)
    world.context.desk.wizard.discard(arguments["session"])


def test_article_is_copied_as_text(page: LibraryPage) -> None:
    page.show_entry("script", "peer_to_peer")
    button(page, "Copy").click()
    assert QGuiApplication.clipboard().text().startswith("Ask for a peer-to-peer call\n")


def test_narrow_page_puts_what_belongs_to_it_below(page: LibraryPage, world: World) -> None:
    page.resize(700, 700)
    world.settle()
    assert page._beside.orientation() == Qt.Orientation.Vertical
    assert page.article.article is not None
    assert page.article.widget().minimumSizeHint().width() <= page.article.viewport().width()
    page.resize(1152, 776)
    world.settle()
    assert page._beside.orientation() == Qt.Orientation.Horizontal
