"""Police recorded crime, in the Home Office's open tables."""
