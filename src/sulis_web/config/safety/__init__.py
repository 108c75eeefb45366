"""Whether this installation is set up so that people's records are safe in it: the rules behind `sulis check`."""
