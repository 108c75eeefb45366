"""What others found and recommend: each recommendation, how it was answered, and what came of it."""
