"""What the pages of boards, meetings and the audit ask for."""
