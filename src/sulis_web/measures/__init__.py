"""What success is measured by: each measure's recipe, what it says now, and whether this area should read it."""
