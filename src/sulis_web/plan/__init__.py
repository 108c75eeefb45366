"""The plan, read only: its definition, what people said, what is offered, objectives and measures."""
