"""The Department for Education: Explore Education Statistics, and the Local Authority Interactive Tool's file."""
