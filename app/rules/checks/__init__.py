# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The checks of a bill, each a small function: papers in, questions out."""
