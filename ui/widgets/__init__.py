# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The widgets that all pages are built of; each file begins with what its widgets take and send.

label.py          Label, IconLabel, Hairline          button.py      Button, IconButton, paint_focus
card.py           Card, SectionHeader, Scroll, Pane, Splitter, row(), column()
inputs.py         LineEdit, ComboBox, TextArea        date_money.py  DateEdit, MoneyEdit
passphrase.py     Passphrase                          strength.py    StrengthMeter
field.py          Field, FormColumn                   check_row.py   CheckRow
badge.py          Badge, draw_badge()                 banner.py      Banner
chips.py          Chip, ChipBar, MenuChip             tabs.py        TabBar, TabPane, SegmentedTabs
key_value.py      KeyValueRow, KeyValueList, FlowLayout, empty_layout()
empty_state.py    EmptyState                          dialog.py      Dialog
money_line.py     MoneyLine                           lane.py        LaneWidget, LaneHeader
step_dots.py      StepDots                            progress_line.py  ProgressLine, Bar
table_view.py     TableView                           table_cells.py CellDelegate, Header, paint_row_ground()
drop_zone.py      DropZone, accept_drops()            page_view.py   PageView
pdf_preview.py    PdfPreview                          marked_page.py MarkedPage, Mark, MarkLegend
spread.py         spread(), columns_for()
"""
