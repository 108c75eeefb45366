"""Files of the Office for National Statistics: population, Census, deprivation, severity weights."""
