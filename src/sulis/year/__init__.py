"""The numbers of the year's loop: typed findings and chart specs, with no words and no ink."""
