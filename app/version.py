# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The version, in one place: the package takes it from here, and the window need not ask the installation."""

VERSION = "0.1.0"
