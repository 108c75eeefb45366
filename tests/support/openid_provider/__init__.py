"""A real OpenID Connect provider on this machine: a small site of its own, run as a process beside the tests."""
