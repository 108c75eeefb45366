"""Pages of the plan: what its files say, its actions and risks, and tables of both."""
