from __future__ import annotations

from sulis_web.records.forms import OnceForm


class UndoForm(OnceForm):
    """Nothing is asked: the page says what will happen."""
