"""The pages by which people come in, look after their own account, and invite or end others."""
