# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The one application stylesheet, written from the colour roles and scaled measures of ui.theme.

Dynamic properties it understands: ``ink`` (a text role) on labels, ``error`` on fields, ``measure`` = small or tall
on fields, ``plain`` = true for a text area without a border.
"""

from __future__ import annotations

import re

from ui.theme import color, px

INKS = ("text", "text-2", "text-3", "accent", "on-accent", "red", "amber", "green")

_RULES = """
QMainWindow, QDialog { background: {window}; }
QMenuBar { background: {window}; border: none; border-bottom: 1px solid {line}; padding: 0 [8] 0 [8]; }
QMenuBar::item { background: transparent; color: {text}; padding: [6] [8] [6] [8]; border-radius: [4]; }
QMenuBar::item:selected { background: {hover}; }
QMenuBar::item:disabled { color: {text-3}; }
QMenu { background: {surface}; color: {text}; border: 1px solid {line}; padding: [4]; }
QMenu::item { background: transparent; padding: [6] [24] [6] [12]; border-radius: [4]; min-height: [18]; }
QMenu::icon { left: [8]; }
QMenu::item:selected { background: {select}; color: {text}; }
QMenu::item:disabled { color: {text-3}; }
QMenu::separator { height: 1px; background: {line}; margin: [4] [8] [4] [8]; }
QToolTip { background: {raised}; color: {text}; border: 1px solid {edge}; padding: [4] [8]; }

QLineEdit, QComboBox { background: {surface}; color: {text}; border: 1px solid {edge}; border-radius: [6];
  padding: 0 [8] 0 [8]; min-height: [30]; selection-background-color: {accent}; selection-color: {on-accent}; }
QLineEdit[measure="small"], QComboBox[measure="small"] { min-height: [26]; }
QLineEdit[measure="tall"] { min-height: [34]; }
QLineEdit { padding: 0 [6] 0 [6]; }
QLineEdit, QComboBox { placeholder-text-color: {text-3}; }
QLineEdit:focus, QComboBox:focus { border: 2px solid {accent}; padding: 0 [7] 0 [7]; min-height: [28]; }
QLineEdit:focus { padding: 0 [5] 0 [5]; }
QLineEdit[measure="small"]:focus, QComboBox[measure="small"]:focus { min-height: [24]; }
QLineEdit[measure="tall"]:focus { min-height: [32]; }
QLineEdit:disabled, QComboBox:disabled { background: {raised}; color: {text-3}; border-color: {line}; }
QLineEdit:read-only { background: {raised}; }
QLineEdit[error="true"], QComboBox[error="true"] { border: 1px solid {red}; }
QLineEdit[error="true"]:focus, QComboBox[error="true"]:focus { border: 2px solid {red}; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; background: transparent; min-height: 0; }
QComboBox::drop-down { border: none; background: transparent; width: [28]; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView, QListView#popup { background: {surface}; color: {text}; border: 1px solid {edge};
  padding: [4]; outline: 0; selection-background-color: {select}; selection-color: {text}; }
QComboBox QAbstractItemView::item { min-height: [28]; padding: 0 [8]; border-radius: [4]; }
QComboBox QAbstractItemView::item:selected { background: {select}; color: {text}; }

QPlainTextEdit, QTextEdit, QTextBrowser { background: {surface}; color: {text}; border: 1px solid {edge};
  border-radius: [6]; padding: [4]; selection-background-color: {accent}; selection-color: {on-accent};
  placeholder-text-color: {text-3}; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid {accent}; padding: [3]; }
QPlainTextEdit[plain="true"], QTextEdit[plain="true"], QTextBrowser[plain="true"] { border: none; border-radius: 0;
  padding: 0; background: transparent; }
QPlainTextEdit[error="true"] { border: 1px solid {red}; }

QAbstractItemView { background: {surface}; color: {text}; border: none; outline: 0; }
QListView#nav { background: transparent; }
QHeaderView { background: {surface}; border: none; }
QTableCornerButton::section { background: {surface}; border: none; }
QScrollArea, QGraphicsView { border: none; background: transparent; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: [12]; }
QScrollBar:horizontal { height: [12]; }
QScrollBar::handle { background: {edge}; border-radius: [3]; margin: [3]; }
QScrollBar::handle:vertical { min-height: [32]; }
QScrollBar::handle:horizontal { min-width: [32]; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: {text-3}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: transparent; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QSplitter::handle { background: {line}; }
QFrame#card { background: {surface}; border: 1px solid {line}; border-radius: [8]; }
QFrame#card[tone="raised"] { background: {raised}; }
QFrame#card[tone="recommended"] { border: 2px solid {accent}; }
QFrame#hairline { background: {line}; border: none; }
QFrame#banner { border: none; border-radius: [6]; background: {select}; }
QFrame#banner[tone="amber"] { background: {amber-bg}; }
QFrame#banner[tone="red"] { background: {red-bg}; }
QFrame#banner[tone="green"] { background: {green-bg}; }
QFrame#popup { background: {surface}; border: 1px solid {edge}; border-radius: [6]; }
"""


def stylesheet() -> str:
    """Return the stylesheet of the look that is on."""
    sheet = re.sub(r"\{([a-z0-9-]+)\}", lambda found: color(found[1]).name(), _RULES)
    sheet = re.sub(r"\[(\d+)\]", lambda found: f"{px(int(found[1]))}px", sheet)
    return sheet + "\n".join(f'QLabel[ink="{ink}"] {{ color: {color(ink).name()}; }}' for ink in INKS)
