"""The partnership's application: records, permissions and pages, on top of the analytical library."""
