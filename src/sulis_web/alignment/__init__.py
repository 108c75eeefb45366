"""Other strategies: what each touches, whether it speaks of serious violence, and when it ends."""
