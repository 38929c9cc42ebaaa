# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Tests of the pages, each over a real casebook."""
