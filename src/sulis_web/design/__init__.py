"""How everything looks: layout, components and styles. Takes values and never queries."""
