"""Sulis beside a peer or a floor, on the same input, in one run."""
