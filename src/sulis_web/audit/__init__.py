"""Who did what, when, for what purpose: one append-only table, each row chained to the one before by a keyed hash."""
