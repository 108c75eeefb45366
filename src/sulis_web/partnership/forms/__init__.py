"""Forms of the register: each asks for named fields and for nothing else."""
