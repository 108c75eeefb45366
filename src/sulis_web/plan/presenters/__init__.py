"""The plan's records as pages: what its files say, actions, risks, and how actions are judged."""
