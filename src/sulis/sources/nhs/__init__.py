"""Hospital admissions, as the NHS publishes them by quarter."""
