"""The front page for people who sign in: it draws on several stages of the year."""
