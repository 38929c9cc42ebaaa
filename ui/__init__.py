# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The window: widgets only, no case logic."""

from ui.qt_guard import guard

guard()
