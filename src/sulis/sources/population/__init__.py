"""ONS mid-year estimates of residents."""
