"""Public health indicators of the Office for Health Improvement and Disparities (Fingertips)."""
