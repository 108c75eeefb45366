"""What is written about accounts: sign-ins, factors, passwords, invitations and their ends, each with its row in the audit."""
