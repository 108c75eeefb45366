"""What these pages read: what is due, what changed, who is here, what the audit holds."""
