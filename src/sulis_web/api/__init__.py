"""The interface for programs: what is public for anybody, the rest for a token that a person holds. It reads and never writes."""
