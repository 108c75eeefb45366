"""The `sulis` command: one file a command, heavy libraries imported where they are used."""
